//! Looks at a file that is to become evidence and says what it is, without changing it.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use evidence::{Said, exhibit::Kind, said};

use crate::error::{Error, Result};
use crate::picture::{Dimensions, read_header};
use crate::sniff::{Format, HEAD_BYTES, Reader, name_mismatch, sniff};
use crate::text::{ExtractedText, decode, tidy};
use crate::{html, pdf};

/// Of a text or a page no more is read.
const MAX_TEXT_READ: u64 = 8 * 1024 * 1024;
const MAX_TITLE_CHARS: usize = 200;

/// What was found out about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// By its content: `image/png`.
    pub media_type: String,
    /// What sort of exhibit it most likely is; a person may say otherwise.
    pub kind: Kind,
    /// The page's or document's own title, else the file's name.
    pub title: String,
    /// Pixels of a picture as it is shown (upright).
    pub dimensions: Option<Dimensions>,
    /// Number of pages of a document.
    pub page_count: Option<u32>,
    /// Its words, if it has any that can be read.
    pub text: Option<ExtractedText>,
    /// Whole sentences for the person who adds it: what was cut, guessed or not readable.
    pub remarks: Vec<Said>,
}

/// Looks at the file at `path`. Fails only when it cannot be read from disk.
pub fn inspect_file(path: &Path) -> Result<Inspected> {
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut file = File::open(path).map_err(|source| Error::Unreadable {
        name: name.clone(),
        source,
    })?;
    inspect(&mut file, &name)
}

/// Looks at an item of which `file_name` is a label by somebody else.
///
/// Reads a small part of a large item: memory stays under about 100 MiB whatever its size.
/// Damaged content is a remark, not an error.
pub fn inspect(source: &mut (impl Read + Seek), file_name: &str) -> Result<Inspected> {
    let unreadable = |source| Error::Unreadable {
        name: label(file_name),
        source,
    };
    let size = source.seek(SeekFrom::End(0)).map_err(unreadable)?;
    let head = read_up_to(source, HEAD_BYTES as u64).map_err(unreadable)?;
    let extension = extension(file_name);
    let format = sniff(&head, &extension);
    let mut inspected = Inspected {
        media_type: format.media_type.to_owned(),
        kind: format.kind,
        title: title_of_name(file_name),
        dimensions: None,
        page_count: None,
        text: None,
        remarks: name_mismatch(&extension, format.media_type)
            .into_iter()
            .collect(),
    };
    if head.is_empty() {
        inspected
            .remarks
            .push(said!("empty-file", "The file is empty."));
    }
    read_content(source, size, format, &mut inspected).map_err(unreadable)?;
    Ok(inspected)
}

fn read_content(
    source: &mut (impl Read + Seek),
    size: u64,
    format: Format,
    inspected: &mut Inspected,
) -> std::io::Result<()> {
    match format.reader {
        Reader::Nobody => {}
        Reader::Html => {
            let bytes = read_up_to(source, MAX_TEXT_READ)?;
            read_html(&bytes, size, inspected);
        }
        Reader::Text => {
            let bytes = read_up_to(source, MAX_TEXT_READ)?;
            read_text(&bytes, size, inspected);
        }
        Reader::Picture => match read_header(source, format.media_type) {
            Ok((dimensions, turned)) => {
                inspected.dimensions = Some(dimensions);
                if turned {
                    inspected.remarks.push(said!(
                        "turned-picture",
                        "The camera stored this picture turned; its size is given as it is shown."
                    ));
                }
            }
            Err(error) => inspected.remarks.push(Said::from(&error)),
        },
        Reader::Pdf if size > pdf::MAX_BYTES => {
            inspected.remarks.push(said!(
                "pdf-not-read",
                "{} Its text was not read.",
                pdf::too_large()
            ));
        }
        Reader::Pdf => {
            let bytes = read_up_to(source, pdf::MAX_BYTES)?;
            match pdf::read_pdf(bytes) {
                Ok(read) => keep_pdf(read, inspected),
                Err(error) => inspected.remarks.push(Said::from(&error)),
            }
        }
    }
    Ok(())
}

fn read_html(bytes: &[u8], size: u64, inspected: &mut Inspected) {
    let (mut markup, encoding) = html::decode_markup(bytes, size == bytes.len() as u64);
    let mut truncated = size > bytes.len() as u64;
    if markup.len() > html::MAX_MARKUP_BYTES {
        let end = (0..=html::MAX_MARKUP_BYTES)
            .rev()
            .find(|at| markup.is_char_boundary(*at));
        markup.truncate(end.unwrap_or(0));
        truncated = true;
    }
    let page = html::read_page(&markup);
    if let Some(title) = page.title {
        inspected.title = safe_line(&title);
    }
    remark_encoding(encoding, inspected);
    keep_text(&page.text, truncated, inspected);
}

fn read_text(bytes: &[u8], size: u64, inspected: &mut Inspected) {
    let whole = size == bytes.len() as u64;
    let (text, encoding) = decode(bytes, whole);
    remark_encoding(encoding, inspected);
    keep_text(&text, !whole, inspected);
}

fn remark_encoding(encoding: &encoding_rs::Encoding, inspected: &mut Inspected) {
    if encoding == encoding_rs::WINDOWS_1252 {
        inspected.remarks.push(said!(
            "letters-assumed",
            "The file does not say how its letters are written; windows-1252 was assumed for its text."
        ));
    }
}

fn keep_text(text: &str, cut: bool, inspected: &mut Inspected) {
    let (text, too_long) = tidy(text);
    let truncated = cut || too_long;
    if truncated {
        inspected.remarks.push(cut_off());
    }
    if !text.trim().is_empty() {
        inspected.text = Some(ExtractedText {
            text,
            pages: None,
            truncated,
        });
    }
}

fn cut_off() -> Said {
    said!(
        "text-cut-off",
        "Only the beginning of its text was read; the original is whole."
    )
}

fn keep_pdf(read: pdf::PdfText, inspected: &mut Inspected) {
    inspected.page_count = Some(read.page_count);
    if let Some(title) = read.title {
        inspected.title = safe_line(&title);
    }
    if read.text.truncated {
        inspected.remarks.push(cut_off());
    }
    let letters = read
        .text
        .text
        .chars()
        .filter(|c| !c.is_whitespace())
        .count();
    if read.unread_glyphs > letters / 10 {
        inspected.remarks.push(said!(
            "letters-unknown",
            "Parts of its text cannot be read as letters (its fonts do not say which); look at the pages."
        ));
    }
    if letters == 0 {
        inspected.remarks.push(said!(
            "no-text",
            "It has no text that can be read; it may be scanned."
        ));
    } else {
        inspected.text = Some(read.text);
    }
}

fn read_up_to(source: &mut (impl Read + Seek), limit: u64) -> std::io::Result<Vec<u8>> {
    source.rewind()?;
    let mut bytes = Vec::new();
    source.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The extension in lower case; `.warc.gz` counts as one.
fn extension(file_name: &str) -> String {
    let name = file_name.to_lowercase();
    if name.ends_with(".warc.gz") {
        return "gz_warc".to_owned();
    }
    match name.rsplit_once('.') {
        Some((_, extension)) if extension.len() <= 10 => extension.to_owned(),
        _ => String::new(),
    }
}

/// The last part of a name, whoever's separators it uses.
fn label(file_name: &str) -> String {
    safe_line(file_name.rsplit(['/', '\\']).next().unwrap_or(file_name))
}

fn title_of_name(file_name: &str) -> String {
    let name = label(file_name);
    let stem = name
        .rsplit_once('.')
        .map_or(name.as_str(), |(stem, _)| stem);
    if stem.trim().is_empty() {
        name
    } else {
        stem.trim().to_owned()
    }
}

/// One line without control characters and without signs that reverse the reading direction.
fn safe_line(text: &str) -> String {
    let hidden = |c: &char| matches!(*c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}');
    let shown = text.chars().filter(|c| !hidden(c));
    let plain: String = shown
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    html::one_line(&plain)
        .chars()
        .take(MAX_TITLE_CHARS)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn look(bytes: &[u8], name: &str) -> Inspected {
        inspect(&mut Cursor::new(bytes), name).expect("memory can be read")
    }

    #[test]
    fn a_page_gives_its_title_and_words() {
        let page = look(
            b"<!doctype html><meta charset=utf-8><title>The \xc9\x99 page</title><p>One<p>Two",
            "x/y\\saved.html",
        );
        assert_eq!((page.title.as_str(), page.kind), ("The ə page", Kind::Page));
        assert_eq!(page.text.expect("has text").text, "One\nTwo");
        assert!(page.remarks.is_empty(), "{:?}", page.remarks);
    }

    #[test]
    fn a_name_is_a_label_and_never_a_path() {
        let text = look(b"x", "../../etc/\u{202e}fdp.exe\n.txt");
        assert_eq!(text.title, "fdp.exe");
        assert_eq!(look(b"x", ".txt").title, ".txt");
    }

    #[test]
    fn letters_in_an_old_encoding_are_read_and_remarked() {
        let text = look(b"caf\xe9", "a.txt");
        assert_eq!(text.text.expect("has text").text, "café");
        assert_eq!(text.remarks.len(), 1);
    }

    #[test]
    fn a_damaged_picture_is_remarked_and_still_a_picture() {
        let picture = look(b"\x89PNG\r\n\x1a\n\0\0", "a.jpg");
        assert_eq!(picture.media_type, "image/png");
        assert_eq!(
            picture.remarks.len(),
            2,
            "the name and the damage: {:?}",
            picture.remarks
        );
    }

    #[test]
    fn a_long_text_is_cut_on_a_character_and_says_so() {
        let long = "ə".repeat(6 * 1024 * 1024);
        let text = look(long.as_bytes(), "a.txt");
        let read = text.text.expect("has text");
        assert!(read.truncated && read.text.chars().all(|c| c == 'ə'));
        assert_eq!(text.remarks.len(), 1);
    }
}
