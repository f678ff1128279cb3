//! The text: blocks, words, what stands beside a paragraph, footnotes.

use super::escape::{escape, identifier, lang};
use super::{Writer, head};
use crate::chart::{self, svg};
use crate::pdf::{allowed, measure};
use crate::{Block, Citation, Figure, Inline, MarginNote, Paragraph, Shown, Table, Tone};

/// How deep markup may be nested before it is printed flat.
const DEEPEST: usize = 40;

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> String {
        self.blocks_at(blocks, 0)
    }

    fn blocks_at(&mut self, blocks: &[Block], depth: usize) -> String {
        let mut out = String::new();
        for block in blocks {
            self.block(&mut out, block, depth);
        }
        out
    }

    fn block(&mut self, out: &mut String, block: &Block, depth: usize) {
        // What is nested beyond sense is kept, only no longer indented.
        let flat = depth > DEEPEST;
        match block {
            Block::Heading {
                level,
                anchor,
                text,
            } => {
                let inner = self.inlines(text);
                let plain = crate::pdf::plain(text);
                out.push_str(&self.heading(level.saturating_add(1), anchor, &plain, &inner));
            }
            Block::Paragraph(paragraph) => self.paragraph(out, paragraph),
            Block::Denial(inner) | Block::Quote(inner) if flat => {
                out.push_str(&self.blocks_at(inner, depth));
            }
            Block::Denial(inner) => {
                let inner = self.blocks_at(inner, depth + 1);
                out.push_str(&format!("<div class=\"denial\">\n{inner}</div>\n"));
            }
            Block::Quote(inner) => {
                let inner = self.blocks_at(inner, depth + 1);
                out.push_str(&format!("<blockquote>\n{inner}</blockquote>\n"));
            }
            Block::List { items, .. } if flat => {
                for item in items {
                    out.push_str(&self.blocks_at(item, depth));
                }
            }
            Block::List { first, items } => self.list(out, *first, items, depth),
            Block::Table(table) => out.push_str(&self.table(table)),
            Block::Code(text) => {
                let text = escape(text.trim_end_matches('\n'));
                out.push_str(&format!(
                    "<pre tabindex=\"0\" dir=\"ltr\"><code>{text}</code></pre>\n"
                ));
            }
            Block::Figure(figure) => out.push_str(&self.figure(figure, true)),
            Block::Rule => out.push_str("<hr>\n"),
        }
    }

    fn paragraph(&mut self, out: &mut String, paragraph: &Paragraph) {
        out.push_str(&self.margin(&paragraph.margin));
        let words = self.inlines(&paragraph.text);
        let lang = match &paragraph.lang {
            Some(tag) => lang(tag),
            None => " dir=\"auto\"".to_owned(),
        };
        match paragraph.number {
            Some(number) => {
                self.paragraphs.insert(number);
                let label = self.words.paragraph;
                out.push_str(&format!(
                    "<p id=\"par-{number}\"{lang}><a class=\"number\" href=\"#par-{number}\" aria-label=\"{label} {number}\">{number}</a>{words}</p>\n"
                ));
            }
            None => out.push_str(&format!("<p{lang}>{words}</p>\n")),
        }
    }

    fn list(&mut self, out: &mut String, first: Option<u64>, items: &[Vec<Block>], depth: usize) {
        let (open, close) = match first {
            // Browsers count no further.
            Some(first) => {
                let first = first.min(i32::MAX as u64 / 2);
                (format!("<ol start=\"{first}\">\n"), "</ol>\n")
            }
            None => ("<ul>\n".to_owned(), "</ul>\n"),
        };
        out.push_str(&open);
        for item in items {
            let inner = self.blocks_at(item, depth + 1);
            out.push_str(&format!("<li>\n{inner}</li>\n"));
        }
        out.push_str(close);
    }

    pub(super) fn table(&mut self, table: &Table) -> String {
        self.tables += 1;
        let (label, number) = (self.words.table, self.tables);
        let mut out = format!(
            "<div class=\"table\" role=\"region\" aria-label=\"{label} {number}\" tabindex=\"0\">\n<table>\n"
        );
        let cells = |row: &Vec<Vec<Inline>>| row.len();
        let widest = table.rows.iter().map(cells).max().unwrap_or(0);
        let columns = widest.max(table.head.len());
        if !table.head.is_empty() {
            out.push_str("<thead><tr>");
            for column in 0..columns {
                match table.head.get(column) {
                    Some(cell) => {
                        let words = self.inlines(cell);
                        out.push_str(&format!("<th scope=\"col\" dir=\"auto\">{words}</th>"));
                    }
                    None => out.push_str("<td></td>"),
                }
            }
            out.push_str("</tr></thead>\n");
        }
        out.push_str("<tbody>\n");
        for row in &table.rows {
            out.push_str("<tr>");
            for column in 0..columns {
                let words = row
                    .get(column)
                    .map_or_else(String::new, |c| self.inlines(c));
                out.push_str(&format!("<td dir=\"auto\">{words}</td>"));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n</div>\n");
        out
    }

    /// A picture or a chart; one in the text has a number.
    pub(super) fn figure(&mut self, figure: &Figure, numbered: bool) -> String {
        let mut caption = self.inlines(&figure.caption);
        if numbered {
            self.figures += 1;
            let label = self.words.figure;
            caption = format!("<b>{label} {}.</b> {caption}", self.figures);
        }
        if !figure.exhibit.is_empty() {
            let citation = Citation {
                label: figure.exhibit.clone(),
                target: figure.exhibit.clone(),
                key: figure.exhibit.clone(),
                locator: String::new(),
            };
            caption.push(' ');
            self.citation(&mut caption, &citation);
        }
        let shown = match &figure.shown {
            Shown::Picture(index) => (self.picture(*index, &figure.alt), String::new()),
            Shown::Chart(chart) => self.chart(chart, &figure.alt),
            Shown::Absent(why) => {
                let why = format!("<p class=\"absent\">{}</p>\n", escape(why));
                (why, String::new())
            }
        };
        let (shown, after) = shown;
        format!(
            "<figure>\n{shown}<figcaption dir=\"auto\">{caption}</figcaption>\n</figure>\n{after}"
        )
    }

    /// The picture as it was given, or a sentence where it is none that can be drawn.
    pub(super) fn picture(&mut self, index: usize, alt: &str) -> String {
        let picture = self.document.pictures.get(index);
        let drawn = picture.and_then(|picture| {
            let size = measure(picture)?;
            let kind = image::guess_format(&picture.bytes).ok()?.to_mime_type();
            Some((head::data(kind, &picture.bytes), size.width, size.height))
        });
        match drawn {
            Some((data, width, height)) => format!(
                "<img src=\"{data}\" width=\"{width}\" height=\"{height}\" alt=\"{}\">\n",
                escape(alt)
            ),
            None => format!(
                "<p class=\"absent\">{}</p>\n",
                self.words.unreadable_picture
            ),
        }
    }

    /// The drawing, and its table for after the caption.
    fn chart(&mut self, chart: &chart::Chart, alt: &str) -> (String, String) {
        let table = self.table(&chart.table);
        if !chart::is_drawable(chart) {
            return (table, String::new());
        }
        self.charts += 1;
        let name = format!("chart-{}", self.charts);
        let drawn = svg::inside(chart, self.words, alt, &name);
        let (label, number, as_table) = (self.words.chart, self.charts, self.words.as_table);
        (
            format!(
                "<div class=\"wide\" role=\"region\" aria-label=\"{label} {number}\" tabindex=\"0\">{drawn}</div>\n"
            ),
            format!("<details><summary>{as_table}</summary>\n{table}</details>\n"),
        )
    }

    pub(super) fn add_inlines(&mut self, out: &mut String, inlines: &[Inline], depth: usize) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => out.push_str(&escape(text)),
                Inline::Emphasis(inner) => self.wrapped(out, "em", inner, depth),
                Inline::Strong(inner) => self.wrapped(out, "strong", inner, depth),
                Inline::Code(text) => {
                    out.push_str(&format!("<code dir=\"ltr\">{}</code>", escape(text)));
                }
                Inline::Link { address, text } if allowed(address) => {
                    let address = escape(address);
                    out.push_str(&format!(
                        "<a href=\"{address}\" rel=\"noopener noreferrer nofollow\">"
                    ));
                    // A link without words is read as its address.
                    match crate::pdf::plain(text).trim().is_empty() {
                        true => out.push_str(&address),
                        false => self.add_inlines(out, text, depth + 1),
                    }
                    out.push_str("</a>");
                }
                Inline::Link { address, text } => {
                    self.add_inlines(out, text, depth + 1);
                    out.push_str(&format!(" ({})", escape(address)));
                }
                Inline::Citation(citation) => self.citation(out, citation),
                Inline::Note(number) => self.reference(out, *number),
                Inline::Break => out.push_str("<br>"),
            }
        }
    }

    fn wrapped(&mut self, out: &mut String, element: &str, inner: &[Inline], depth: usize) {
        if depth > DEEPEST {
            return self.add_inlines(out, inner, depth);
        }
        out.push_str(&format!("<{element}>"));
        self.add_inlines(out, inner, depth + 1);
        out.push_str(&format!("</{element}>"));
    }

    fn citation(&self, out: &mut String, citation: &Citation) {
        let mut label = escape(&citation.label);
        if !citation.locator.is_empty() {
            label.push_str(&format!(", {}", escape(&citation.locator)));
        }
        if self.places.contains(citation.target.as_str()) {
            let place = identifier(&citation.target);
            out.push_str(&format!("<a class=\"tag\" href=\"#{place}\">{label}</a>"));
        } else {
            out.push_str(&format!("<span class=\"tag\">{label}</span>"));
        }
    }

    /// A footnote's number; the first leads back from the note.
    fn reference(&mut self, out: &mut String, number: usize) {
        if number == 0 || number > self.document.notes.len() {
            out.push_str(&format!("<sup>{number}</sup>"));
            return;
        }
        let id = match self.referred.insert(number) {
            true => format!(" id=\"ref-{number}\""),
            false => String::new(),
        };
        let label = self.words.note;
        out.push_str(&format!(
            "<sup><a{id} href=\"#note-{number}\" role=\"doc-noteref\" aria-label=\"{label} {number}\">{number}</a></sup>"
        ));
    }

    pub(super) fn notes(&mut self) -> String {
        let notes = &self.document.notes;
        if notes.is_empty() {
            return String::new();
        }
        let title = self.words.notes;
        let heading = self.heading(2, "notes", title, title);
        let mut out = format!("<section class=\"notes\" role=\"doc-endnotes\">\n{heading}<ol>\n");
        for (index, note) in notes.iter().enumerate() {
            let number = index + 1;
            let words = self.inlines(note);
            out.push_str(&format!("<li id=\"note-{number}\" dir=\"auto\">{words}"));
            if self.referred.contains(&number) {
                let label = self.words.back;
                out.push_str(&format!(
                    " <a href=\"#ref-{number}\" role=\"doc-backlink\" aria-label=\"{label} {number}\">↩</a>"
                ));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
        out
    }

    /// What stands beside a paragraph; on narrow screens it follows in the text.
    fn margin(&mut self, notes: &[MarginNote]) -> String {
        if notes.is_empty() {
            return String::new();
        }
        let mut out = String::from("<aside role=\"note\">\n<ul>\n");
        for note in notes {
            let line = match note {
                MarginNote::Exhibit {
                    label,
                    target,
                    lead,
                    detail,
                    tone,
                } => {
                    let mut line = format!("<li class=\"{}\">", class(*tone));
                    let citation = Citation {
                        label: label.clone(),
                        target: target.clone(),
                        key: String::new(),
                        locator: String::new(),
                    };
                    self.citation(&mut line, &citation);
                    let lead = escape(lead);
                    line.push_str(&format!(" {}<strong>{lead}</strong>", icon(*tone)));
                    line.push_str(&format!(" {}</li>\n", escape(detail)));
                    line
                }
                MarginNote::Confidence { claim, bars, word } => {
                    let mut line = format!("<li>{} {}, ", self::bars(*bars), escape(word));
                    let citation = Citation {
                        label: claim.clone(),
                        target: claim.clone(),
                        key: String::new(),
                        locator: String::new(),
                    };
                    self.citation(&mut line, &citation);
                    line + "</li>\n"
                }
                MarginNote::Remark { text, tone } => {
                    format!(
                        "<li class=\"{}\">{}{}</li>\n",
                        class(*tone),
                        icon(*tone),
                        escape(text)
                    )
                }
            };
            out.push_str(&line);
        }
        out.push_str("</ul>\n</aside>\n");
        out
    }
}

/// The class that colours a stance.
pub(super) fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Supports => "supports",
        Tone::Contradicts => "contradicts",
        Tone::Denial => "denies",
        Tone::Context => "context",
        Tone::Warning => "warning",
    }
}

/// A stance's sign, beside its word.
pub(super) fn icon(tone: Tone) -> String {
    let sign = match tone {
        Tone::Plain => return String::new(),
        Tone::Supports => '⊕',
        Tone::Contradicts => '⊖',
        Tone::Denial => '❞',
        Tone::Context => '⊙',
        Tone::Warning => '⚠',
    };
    format!("<span aria-hidden=\"true\">{sign}</span> ")
}

/// Three bars, some of them filled.
pub(super) fn bars(filled: u8) -> String {
    let mut out = String::from("<svg class=\"bars\" viewBox=\"0 0 15 10\" aria-hidden=\"true\">");
    for (index, height) in [4.0, 6.5, 9.0].into_iter().enumerate() {
        let fill = match index < usize::from(filled) {
            true => "class=\"f-one\"",
            false => "class=\"s-one\" fill=\"none\" stroke-width=\"0.8\"",
        };
        let (x, y) = (index as f32 * 5.0 + 0.5, 9.5 - height);
        out.push_str(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"3.6\" height=\"{height}\" {fill}/>"
        ));
    }
    out + "</svg>"
}
