//! The text of a web page, read in one pass without building a tree.
//!
//! Nothing of a page is executed, fetched or kept as markup: tags only say where lines end.
//! One pass over at most [`MAX_MARKUP_BYTES`] means that depth, attribute and node bombs cost
//! no more than their length.

use std::cell::RefCell;

use encoding_rs::{Encoding, WINDOWS_1252};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer};

use crate::outline::Outline;
use crate::text::{decode_as, is_utf8, unmarked_utf16};

/// Markup beyond this is not read.
pub(crate) const MAX_MARKUP_BYTES: usize = 2 * 1024 * 1024;

/// What a page says, and how it is set out.
pub(crate) struct Page {
    pub(crate) title: Option<String>,
    pub(crate) text: String,
    pub(crate) outline: Outline,
}

/// Elements whose content is not text of the page.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "iframe", "object", "noembed", "noframes",
];

/// Elements that stand in a line; every other tag ends one.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// The markup as text, by its mark, its `meta` element, or as UTF-8 or windows-1252.
pub(crate) fn decode_markup(bytes: &[u8], whole: bool) -> (String, &'static Encoding) {
    let marked = Encoding::for_bom(bytes);
    let skip = marked.map_or(0, |(_, length)| length);
    let encoding = marked
        .map(|(encoding, _)| encoding)
        .or_else(|| unmarked_utf16(bytes))
        .or_else(|| declared(bytes))
        .unwrap_or(if is_utf8(bytes, whole) {
            encoding_rs::UTF_8
        } else {
            WINDOWS_1252
        });
    (decode_as(&bytes[skip..], encoding), encoding)
}

/// The encoding of `<meta charset=…>` in the first 4 KiB.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let after = head
        .match_indices("charset")
        .map(|(at, word)| &head[at + word.len()..]);
    let labels = after.filter_map(|rest| {
        let value = rest.trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
        Some(value[..end.unwrap_or(value.len())].to_owned())
    });
    let encoding = labels
        .filter_map(|l| Encoding::for_label(l.as_bytes()))
        .next()?;
    // A page that can be read as ASCII here is not UTF-16, whatever it says.
    let wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    Some(if wide { encoding_rs::UTF_8 } else { encoding })
}

/// Reads the visible text and the title of a page.
pub(crate) fn read_page(markup: &str) -> Page {
    let mut lines = Lines::default();
    let mut title = None;
    let mut rest = markup;
    while !rest.is_empty() {
        let (text, tag, attributes, after) = next_tag(rest);
        lines.add(&unescape(text));
        rest = after;
        match tag {
            Tag::None => {}
            Tag::Open(name) if name == "title" => {
                let (text, after) = until_close(rest, "title");
                title.get_or_insert_with(|| one_line(&unescape(text)));
                rest = after;
            }
            Tag::Open(name) if name == "textarea" => {
                let (text, after) = until_close(rest, "textarea");
                lines.add(&unescape(text));
                rest = after;
            }
            Tag::Open(name) if SILENT.contains(&name.as_str()) => {
                rest = until_close(rest, &name).1;
            }
            Tag::Open(name) => {
                lines.tag(&name);
                lines.outline.open(&name, attributes);
            }
            Tag::Close(name) => {
                lines.outline.close(&name, lines.text.len());
                lines.tag(&name);
            }
        }
    }
    let (text, outline) = lines.finish();
    Page {
        title: title.filter(|t| !t.is_empty()),
        text,
        outline,
    }
}

enum Tag {
    None,
    Open(String),
    Close(String),
}

/// The text up to the next tag, the tag, its attributes as they stand, and what follows it.
/// Comments count as no tag.
fn next_tag(markup: &str) -> (&str, Tag, &str, &str) {
    let mut from = 0;
    while let Some(found) = markup[from..].find('<') {
        let at = from + found;
        let after = &markup[at + 1..];
        let (close, name_text) = match after.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, after),
        };
        if name_text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = name_text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
            let name = &name_text[..end.unwrap_or(name_text.len())];
            let attributes = &name_text[name.len()..];
            let rest = after_tag(attributes);
            let attributes = &attributes[..attributes.len() - rest.len()];
            // No element of HTML has a longer name; the tag still ends a line.
            let name = name
                .get(..name.len().min(32))
                .unwrap_or_default()
                .to_ascii_lowercase();
            let tag = if close {
                Tag::Close(name)
            } else {
                Tag::Open(name)
            };
            return (&markup[..at], tag, attributes, rest);
        }
        if let Some(comment) = after.strip_prefix("!--") {
            let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
            return (&markup[..at], Tag::None, "", &comment[end..]);
        }
        if after.starts_with(['!', '?']) || close {
            let end = after.find('>').map_or(after.len(), |end| end + 1);
            return (&markup[..at], Tag::None, "", &after[end..]);
        }
        from = at + 1;
    }
    (markup, Tag::None, "", "")
}

/// What follows the `>` of a tag whose attributes begin here; `>` in quotes does not end it.
fn after_tag(attributes: &str) -> &str {
    let mut quote = None;
    let mut value_next = false;
    for (at, c) in attributes.char_indices() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '>') => return &attributes[at + 1..],
            (None, '"' | '\'') if value_next => quote = Some(c),
            (None, _) => {}
        }
        if quote.is_none() && !c.is_ascii_whitespace() {
            value_next = c == '=';
        }
    }
    ""
}

/// The raw content of an element and what follows its closing tag.
fn until_close<'a>(markup: &'a str, name: &str) -> (&'a str, &'a str) {
    let mut from = 0;
    while let Some(found) = markup[from..].find("</") {
        let at = from + found;
        let after = &markup[at + 2..];
        let named = after
            .get(..name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name));
        if named && !after[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return (&markup[..at], after_tag(&after[name.len()..]));
        }
        from = at + 2;
    }
    (markup, "")
}

/// Text with its character references read (`&eacute;`, `&#601;`), by HTML's own table.
pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    struct Characters(RefCell<String>);
    impl TokenSink for Characters {
        type Handle = ();
        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            match token {
                Token::CharacterTokens(characters) => self.0.borrow_mut().push_str(&characters),
                Token::NullCharacterToken => self.0.borrow_mut().push('\u{fffd}'),
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }
    let input = BufferQueue::default();
    // No tag can begin in this piece, so a sign that could is only a sign.
    input.push_back(StrTendril::from(text.replace('<', "&lt;")));
    let tokenizer = Tokenizer::new(Characters(RefCell::default()), Default::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text of a page with one space between words and a line per block.
#[derive(Default)]
struct Lines {
    text: String,
    pending: Option<char>,
    outline: Outline,
}

impl Lines {
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
                if c == '\n' && self.outline.is_preformatted() {
                    self.pending = Some('\n');
                }
                self.pending.get_or_insert(' ');
                continue;
            }
            if let Some(gap) = self.pending.take().filter(|_| !self.text.is_empty()) {
                self.text.push(gap);
            }
            self.outline
                .letter(self.text.len(), self.text.ends_with('\n'));
            self.text.push(c);
        }
    }

    fn tag(&mut self, name: &str) {
        match name {
            "td" | "th" if self.pending != Some('\n') => self.pending = Some('\t'),
            "td" | "th" => {}
            name if INLINE.contains(&name) => {}
            _ => self.pending = Some('\n'),
        }
    }

    fn finish(mut self) -> (String, Outline) {
        self.outline.finish(self.text.len());
        (self.text, self.outline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_styles_comments_and_attributes_are_no_text() {
        let page = read_page(
            "<!doctype html><title>A &amp; B\n c</title><style>p{}</style><script>if(a<b)'</p>'</script><p \
             title='>x'>One <b>t</b>wo<!-- <p>no --><p>three<br>four</p><noscript>no</noscript>",
        );
        assert_eq!(page.title.as_deref(), Some("A & B c"));
        assert_eq!(page.text, "One two\nthree\nfour");
    }

    #[test]
    fn references_are_read_and_lone_signs_stay() {
        let page =
            read_page("<p>caf&eacute; &#601;&#x11F; a < b &amp;lt; 5 > 3 &nosuch; &copy</p>");
        assert_eq!(page.text, "café əğ a < b &lt; 5 > 3 &nosuch; ©");
    }

    #[test]
    fn cells_are_parted_by_tabs_and_rows_by_lines() {
        let page =
            read_page("<table><tr><td>a<td> b </td></tr><tr><th>c</th><th>d</th></tr></table>");
        assert_eq!(page.text, "a\tb\nc\td");
    }

    #[test]
    fn the_declared_encoding_is_used_and_a_mark_wins() {
        let latin = b"<meta charset=\"iso-8859-9\"><p>\xfd\xfe\xf0";
        assert_eq!(read_page(&decode_markup(latin, true).0).text, "ışğ");
        let marked = b"\xef\xbb\xbf<meta charset=latin1>\xc9\x99";
        assert_eq!(read_page(&decode_markup(marked, true).0).text, "ə");
    }

    #[test]
    fn markup_that_never_closes_ends_with_its_text() {
        for markup in [
            "<p",
            "<p a='",
            "<!--",
            "<script>x",
            "</",
            "<title>x",
            "a<",
            "<é>",
            "</ b>c",
        ] {
            let _ = read_page(markup);
        }
        assert_eq!(read_page("a <p b='>c").text, "a");
        assert_eq!(read_page("<é>x").text, "<é>x");
    }
}
