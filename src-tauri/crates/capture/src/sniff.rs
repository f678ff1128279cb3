//! What bytes are, by what stands at their beginning; the name only decides between kinds of text.

use evidence::{Said, exhibit::Kind, said};

/// How many bytes at the beginning of a file are looked at.
pub(crate) const HEAD_BYTES: usize = 64 * 1024;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Format {
    pub(crate) media_type: &'static str,
    pub(crate) kind: Kind,
    pub(crate) reader: Reader,
}

/// Who can read more of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    Html,
    Text,
    Pdf,
    Picture,
    Nobody,
}

const fn format(media_type: &'static str, kind: Kind, reader: Reader) -> Format {
    Format {
        media_type,
        kind,
        reader,
    }
}

/// Says what a file is from its first bytes; `extension` is lower case, without the dot.
pub(crate) fn sniff(head: &[u8], extension: &str) -> Format {
    if head.is_empty() {
        return format("application/x-empty", Kind::Other, Reader::Nobody);
    }
    if is_pdf(head) {
        return format("application/pdf", Kind::Document, Reader::Pdf);
    }
    if let Some(found) = sniff_archive(head, extension) {
        return found;
    }
    if let Some(found) = sniff_binary(head) {
        return found;
    }
    if looks_like_text(head) {
        return sniff_text(head, extension);
    }
    format("application/octet-stream", Kind::Other, Reader::Nobody)
}

fn is_pdf(head: &[u8]) -> bool {
    let window = &head[..head.len().min(1024)];
    window.windows(5).any(|w| w == b"%PDF-")
}

/// Web archives, which carry pages but look like archives of anything.
fn sniff_archive(head: &[u8], extension: &str) -> Option<Format> {
    if head.starts_with(b"WARC/") || (head.starts_with(b"\x1f\x8b") && extension == "gz_warc") {
        return Some(format("application/warc", Kind::Page, Reader::Nobody));
    }
    let is_zip = head.starts_with(b"PK\x03\x04");
    (is_zip && extension == "wacz").then(|| format("application/wacz", Kind::Page, Reader::Nobody))
}

fn sniff_binary(head: &[u8]) -> Option<Format> {
    let found = infer::get(head)?;
    let media_type = found.mime_type();
    Some(match found.matcher_type() {
        infer::MatcherType::Image => {
            let readable = picture_format(media_type).is_some();
            let reader = if readable {
                Reader::Picture
            } else {
                Reader::Nobody
            };
            format(media_type, Kind::Image, reader)
        }
        infer::MatcherType::Audio => format(media_type, Kind::Audio, Reader::Nobody),
        infer::MatcherType::Video => format(media_type, Kind::Video, Reader::Nobody),
        infer::MatcherType::Doc | infer::MatcherType::Book => {
            format(media_type, Kind::Document, Reader::Nobody)
        }
        // Markup and scripts are told apart below, together with other text.
        infer::MatcherType::Text => return None,
        _ if media_type.starts_with("text/") => return None,
        _ if media_type == "application/vnd.sqlite3" => {
            format(media_type, Kind::Data, Reader::Nobody)
        }
        _ => format(media_type, Kind::Other, Reader::Nobody),
    })
}

/// The picture formats that are decoded.
pub(crate) fn picture_format(media_type: &str) -> Option<image::ImageFormat> {
    Some(match media_type {
        "image/png" => image::ImageFormat::Png,
        "image/jpeg" => image::ImageFormat::Jpeg,
        "image/gif" => image::ImageFormat::Gif,
        "image/webp" => image::ImageFormat::WebP,
        "image/bmp" => image::ImageFormat::Bmp,
        "image/tiff" => image::ImageFormat::Tiff,
        _ => return None,
    })
}

/// Text has a mark of its encoding, or hardly any control characters.
fn looks_like_text(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe")
        || head.starts_with(b"\xfe\xff")
        || head.starts_with(b"\xef\xbb\xbf")
    {
        return true;
    }
    if crate::text::unmarked_utf16(head).is_some() {
        return true;
    }
    let control = |b: &&u8| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    head.iter().filter(control).count() * 200 < head.len()
}

fn sniff_text(head: &[u8], extension: &str) -> Format {
    let (text, _) = crate::text::decode(head, false);
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let begins = |word: &str| {
        let first = start.get(..word.len());
        first.is_some_and(|s| s.eq_ignore_ascii_case(word))
    };
    let named_html = matches!(extension, "html" | "htm" | "xhtml");
    let html = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<script",
        "<!--",
        "<title",
    ];
    if html.iter().any(|tag| begins(tag)) || (named_html && start.contains('<')) {
        return format("text/html", Kind::Page, Reader::Html);
    }
    if begins("<svg") || (begins("<?xml") && start.contains("<svg")) {
        return format("image/svg+xml", Kind::Image, Reader::Text);
    }
    if begins("<?xml") && start.contains("<html") {
        return format("application/xhtml+xml", Kind::Page, Reader::Html);
    }
    if begins("<?xml") {
        return format("application/xml", Kind::Data, Reader::Text);
    }
    if is_mail(start) {
        let saved_page = start.contains("multipart/related");
        return match saved_page {
            true => format("multipart/related", Kind::Page, Reader::Nobody),
            false => format("message/rfc822", Kind::Document, Reader::Text),
        };
    }
    let json = start.starts_with(['{', '[']);
    match extension {
        "csv" => format("text/csv", Kind::Data, Reader::Text),
        "tsv" | "tab" => format("text/tab-separated-values", Kind::Data, Reader::Text),
        "jsonl" | "ndjson" if json => format("application/x-ndjson", Kind::Data, Reader::Text),
        "json" | "geojson" if json => format("application/json", Kind::Data, Reader::Text),
        "md" | "markdown" => format("text/markdown", Kind::Document, Reader::Text),
        _ if json && start.trim_end().ends_with(['}', ']']) => {
            format("application/json", Kind::Data, Reader::Text)
        }
        _ => format("text/plain", Kind::Document, Reader::Text),
    }
}

fn is_mail(start: &str) -> bool {
    let header = |name: &str| {
        start.lines().take(60).any(|l| {
            l.get(..name.len())
                .is_some_and(|s| s.eq_ignore_ascii_case(name))
        })
    };
    header("mime-version:") && (header("from:") || header("content-type:"))
}

/// A sentence when the name promises something else than the content is.
pub(crate) fn name_mismatch(extension: &str, media_type: &str) -> Option<Said> {
    let promised = match extension {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "bmp" => "image/bmp",
        "pdf" => "application/pdf",
        "html" | "htm" => "text/html",
        "txt" => "text/plain",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        "zip" => "application/zip",
        _ => return None,
    };
    let near =
        promised == media_type || (promised == "text/plain" && media_type.starts_with("text/"));
    (!near).then(|| {
        said!(
            "name-promises-else",
            "The name ends in .{}, but the content is {}; the content was believed.",
            extension,
            media_type
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media_type(head: &[u8], extension: &str) -> &'static str {
        sniff(head, extension).media_type
    }

    #[test]
    fn the_content_decides_and_the_name_only_tells_texts_apart() {
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n....", "txt"), "image/png");
        assert_eq!(media_type(b"junk\n%PDF-1.4\n", "png"), "application/pdf");
        assert_eq!(media_type(b"  <!DOCTYPE HTML><p>x", "txt"), "text/html");
        assert_eq!(media_type(b"a,b\n1,2\n", "csv"), "text/csv");
        assert_eq!(media_type(b"a,b\n1,2\n", ""), "text/plain");
        assert_eq!(media_type(b"{\"a\":1}", ""), "application/json");
        assert_eq!(
            media_type(b"\0\x01\x02\x03\x04\x05\x06\x07", "html"),
            "application/octet-stream"
        );
        assert_eq!(
            media_type(b"\xff\xfe<\0h\0t\0m\0l\0>\0", "html"),
            "text/html"
        );
        assert_eq!(media_type(b"", "txt"), "application/x-empty");
    }

    #[test]
    fn a_name_that_promises_something_else_is_remarked() {
        assert!(name_mismatch("png", "application/pdf").is_some());
        assert!(name_mismatch("png", "image/png").is_none());
        assert!(name_mismatch("txt", "text/csv").is_none());
        assert!(name_mismatch("dat", "image/png").is_none());
    }
}
