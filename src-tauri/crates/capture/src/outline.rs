//! How a saved page is set out, as places in its text: a safe view, made of no markup.
//!
//! An outline only ever says "from here to there". Whoever shows it has text to show and
//! addresses to print; there is nothing in it that could run or be fetched.

use std::ops::Range;

use crate::html::{one_line, unescape};

/// Places beyond these are not kept; the text is whole without them.
const MAX_LINES: usize = 200_000;
const MAX_SPANS: usize = 100_000;
const MAX_PICTURES: usize = 500;
const MAX_ADDRESS_CHARS: usize = 2_000;
/// Attributes beyond this are not looked at.
const MAX_ATTRIBUTE_BYTES: usize = 64 * 1024;
/// A picture inside the page is not larger than this in base64.
const MAX_DATA_BYTES: usize = 2 * 1024 * 1024;

/// Lines, links and pictures of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Where each line of the text that is not a plain paragraph begins, in bytes, and what it is.
    pub lines: Vec<(usize, Line)>,
    /// What stands out inside lines, in the order of its beginning.
    pub spans: Vec<(Range<usize>, Span)>,
    /// Pictures, by the byte of the text at which they stand.
    pub pictures: Vec<(usize, Pictured)>,
    here: Here,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A heading, from 1 to 6.
    Heading(u8),
    /// An item of a list, 1 for the outermost.
    Item(u8),
    /// Part of a quotation.
    Quotation,
    /// Text whose line breaks count.
    Preformatted,
    /// A row of a table; tabs part its cells.
    Row,
    /// The head of a table.
    Head,
    /// A paragraph, after lines that were something else.
    Paragraph,
}

/// What a part of a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// A link, with where it led. It is never followed.
    Link(String),
    /// Words set strong.
    Strong,
    /// Words set apart.
    Emphasis,
    /// Code.
    Code,
}

/// A picture of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictured {
    /// What the page says it shows.
    pub description: String,
    /// Where it was; empty for one that lies in the page itself.
    pub address: String,
    /// Its base64 when it lies in the page itself.
    pub(crate) data: Option<String>,
}

/// Where in the page the reader is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Here {
    heading: u8,
    items: u8,
    quotations: u8,
    preformatted: u8,
    rows: u8,
    heads: u8,
    open: Vec<Open>,
    last: Option<Line>,
    at: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Open {
    element: &'static str,
    span: Span,
    start: Option<usize>,
}

impl Outline {
    /// What the line is that begins at this byte of the text.
    pub fn line_at(&self, byte: usize) -> Line {
        let place = self.lines.partition_point(|(at, _)| *at <= byte);
        place
            .checked_sub(1)
            .map_or(Line::Paragraph, |place| self.lines[place].1)
    }

    /// What stands out in a line.
    pub fn spans_in(&self, line: &Range<usize>) -> impl Iterator<Item = &(Range<usize>, Span)> {
        let (start, end) = (line.start, line.end);
        let last = self.spans.partition_point(|(span, _)| span.start < end);
        // A span that began lines ago is rare and not worth more than a look back.
        let first = last.saturating_sub(400);
        self.spans[first..last]
            .iter()
            .filter(move |(span, _)| span.end > start)
    }

    /// The pictures before a line or in it, by their place in the page; those behind the text
    /// belong to the last line.
    pub fn pictures_in(
        &self,
        line: &Range<usize>,
        is_last: bool,
    ) -> impl Iterator<Item = (usize, &Pictured)> {
        let first = self.pictures.partition_point(|(at, _)| *at < line.start);
        let last = match is_last {
            true => self.pictures.len(),
            false => self.pictures.partition_point(|(at, _)| *at < line.end),
        };
        let found = self.pictures[first..last.max(first)].iter().enumerate();
        found.map(move |(place, (_, picture))| (first + place, picture))
    }

    pub(crate) fn is_preformatted(&self) -> bool {
        self.here.preformatted > 0
    }

    pub(crate) fn open(&mut self, name: &str, attributes: &str) {
        let here = &mut self.here;
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => here.heading = name.as_bytes()[1] - b'0',
            "ul" | "ol" | "dl" => here.items = here.items.saturating_add(1),
            "blockquote" => here.quotations = here.quotations.saturating_add(1),
            "pre" | "listing" => here.preformatted = here.preformatted.saturating_add(1),
            "table" => here.rows = here.rows.saturating_add(1),
            "thead" => here.heads = 1,
            "img" => self.picture(attributes),
            _ => self.open_span(name, attributes),
        }
    }

    pub(crate) fn close(&mut self, name: &str, at: usize) {
        let here = &mut self.here;
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => here.heading = 0,
            "ul" | "ol" | "dl" => here.items = here.items.saturating_sub(1),
            "blockquote" => here.quotations = here.quotations.saturating_sub(1),
            "pre" | "listing" => here.preformatted = here.preformatted.saturating_sub(1),
            "table" => (here.rows, here.heads) = (here.rows.saturating_sub(1), 0),
            "thead" => here.heads = 0,
            _ => self.close_span(name, at),
        }
    }

    /// A letter that is about to stand at byte `at`, perhaps the first of its line.
    pub(crate) fn letter(&mut self, at: usize, begins_line: bool) {
        for open in self.here.open.iter_mut().rev() {
            if open.start.is_some() {
                break;
            }
            open.start = Some(at);
        }
        self.here.at = at;
        if (begins_line || at == 0) && self.lines.len() < MAX_LINES {
            let line = self.here.line();
            if self.here.last != Some(line)
                || self
                    .lines
                    .last()
                    .is_some_and(|(_, last)| !matches!(last, Line::Paragraph))
            {
                self.here.last = Some(line);
                self.lines.push((at, line));
            }
        }
    }

    pub(crate) fn finish(&mut self, at: usize) {
        while let Some(open) = self.here.open.pop() {
            self.keep(open, at);
        }
        self.here = Here::default();
        self.spans
            .sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    }

    fn open_span(&mut self, name: &str, attributes: &str) {
        let (element, span) = match name {
            "a" => match attribute(attributes, "href") {
                Some(address) => ("a", Span::Link(address)),
                None => return,
            },
            "b" | "strong" => ("b", Span::Strong),
            "i" | "em" | "cite" => ("i", Span::Emphasis),
            "code" | "kbd" | "samp" | "tt" => ("code", Span::Code),
            _ => return,
        };
        if self.here.open.len() < 64 {
            self.here.open.push(Open {
                element,
                span,
                start: None,
            });
        }
    }

    fn close_span(&mut self, name: &str, at: usize) {
        let element = match name {
            "a" => "a",
            "b" | "strong" => "b",
            "i" | "em" | "cite" => "i",
            "code" | "kbd" | "samp" | "tt" => "code",
            _ => return,
        };
        if let Some(place) = self
            .here
            .open
            .iter()
            .rposition(|open| open.element == element)
        {
            let open = self.here.open.remove(place);
            self.keep(open, at);
        }
    }

    fn keep(&mut self, open: Open, end: usize) {
        let Some(start) = open.start.filter(|start| *start < end) else {
            return;
        };
        if self.spans.len() < MAX_SPANS {
            self.spans.push((start..end, open.span));
        }
    }

    fn picture(&mut self, attributes: &str) {
        if self.pictures.len() >= MAX_PICTURES {
            return;
        }
        let description = attribute(attributes, "alt").unwrap_or_default();
        let source = raw_attribute(attributes, "src", MAX_DATA_BYTES).unwrap_or_default();
        let inside = source
            .get(..5)
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
        let data = inside
            .then(|| {
                source
                    .split_once("base64,")
                    .map(|(_, data)| data.to_owned())
            })
            .flatten();
        let address = if inside {
            String::new()
        } else {
            address(&source)
        };
        let at = if self.here.last.is_none() {
            0
        } else {
            self.here.at + 1
        };
        self.pictures.push((
            at,
            Pictured {
                description,
                address,
                data,
            },
        ));
    }
}

impl Here {
    fn line(&self) -> Line {
        if self.heading > 0 {
            Line::Heading(self.heading)
        } else if self.preformatted > 0 {
            Line::Preformatted
        } else if self.heads > 0 {
            Line::Head
        } else if self.rows > 0 {
            Line::Row
        } else if self.items > 0 {
            Line::Item(self.items)
        } else if self.quotations > 0 {
            Line::Quotation
        } else {
            Line::Paragraph
        }
    }
}

/// The value of an attribute as text on one line.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    raw_attribute(attributes, name, MAX_ATTRIBUTE_BYTES).map(|value| address(&value))
}

fn address(value: &str) -> String {
    one_line(&unescape(value))
        .chars()
        .take(MAX_ADDRESS_CHARS)
        .collect()
}

/// The value of an attribute as it stands, if it is not longer than `most` bytes.
fn raw_attribute(attributes: &str, name: &str, most: usize) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))?;
        let (found, after) = rest.split_at(end);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            if after.starts_with('>') || found.is_empty() {
                return None;
            }
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next()? {
            quote @ ('"' | '\'') => {
                let inside = &value[1..];
                let end = inside.find(quote).unwrap_or(inside.len());
                (&inside[..end], inside.get(end + 1..).unwrap_or_default())
            }
            _ => value.split_at(
                value
                    .find(|c: char| c.is_ascii_whitespace() || c == '>')
                    .unwrap_or(value.len()),
            ),
        };
        if found.eq_ignore_ascii_case(name) {
            return (value.len() <= most).then(|| value.to_owned());
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::read_page;

    fn lines(markup: &str) -> Vec<(String, Line)> {
        let page = read_page(markup);
        let lines = page.outline.lines.iter();
        lines
            .map(|(at, line)| {
                (
                    page.text[*at..]
                        .lines()
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                    *line,
                )
            })
            .collect()
    }

    #[test]
    fn each_line_is_what_its_element_says() {
        let found = lines(
            "<h2>Head</h2><p>one<p>two<ul><li>a<ol><li>b</ol></ul><blockquote>said</blockquote>\
             <table><thead><tr><th>x<th>y</thead><tr><td>1<td>2</table><pre>p\nq</pre><p>end",
        );
        let expected = [
            ("Head", Line::Heading(2)),
            ("one", Line::Paragraph),
            ("a", Line::Item(1)),
            ("b", Line::Item(2)),
            ("said", Line::Quotation),
            ("x\ty", Line::Head),
            ("1\t2", Line::Row),
            ("p", Line::Preformatted),
            ("q", Line::Preformatted),
            ("end", Line::Paragraph),
        ];
        assert_eq!(found, expected.map(|(text, line)| (text.to_owned(), line)));
    }

    #[test]
    fn a_link_is_its_words_and_where_it_led() {
        let page =
            read_page("<p>See <a class=x href='javascript:alert(1)'>the <b>page</b></a> now");
        let spans: Vec<_> = page
            .outline
            .spans
            .iter()
            .map(|(range, span)| (&page.text[range.clone()], span))
            .collect();
        assert_eq!(
            spans,
            [
                ("the page", &Span::Link("javascript:alert(1)".into())),
                ("page", &Span::Strong)
            ]
        );
    }

    #[test]
    fn a_picture_says_what_it_shows_and_where_it_was() {
        let page = read_page(
            "<p>a<img alt='A &amp; B' src=http://x.example/1.png onerror=x()><img src='data:image/png;base64,AAAA'>",
        );
        let [(at, far), (_, near)] = &page.outline.pictures[..] else {
            panic!("two pictures: {:?}", page.outline.pictures);
        };
        assert_eq!(
            (*at, far.description.as_str(), far.address.as_str()),
            (1, "A & B", "http://x.example/1.png")
        );
        assert_eq!(
            (near.address.as_str(), near.data.as_deref()),
            ("", Some("AAAA"))
        );
    }

    #[test]
    fn attributes_that_never_end_end() {
        for attributes in ["", "a", "a=", "href=\"x", " / / >", "href", "=x href=y>"] {
            let _ = attribute(attributes, "href");
        }
        assert_eq!(attribute(" a='1' HREF = y>", "href").as_deref(), Some("y"));
    }
}
