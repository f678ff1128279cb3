//! Writes a document as Markdown that pandoc accepts with its citation file.
//!
//! Exhibits are cited as `[@E-014, mark 1]`: one entry per exhibit in the
//! citation file, the mark as its locator. Claims are links to the claims at
//! the end of the text. Words that look like markup are escaped, so that they
//! print as they read.

mod appendix;
mod escape;

use std::collections::BTreeSet;

use crate::chart::{self, Chart, svg};
use crate::words::{Words, words};
use crate::{Block, Citation, Document, Figure, Inline, Picture, Shown, Table, View, csl};
use escape::{
    address, code, escape, escape_start, identifier, longest_run, prefixed, wrapped, yaml,
};

/// The whole report. `stem` is the name of the file without `.md`; the citation
/// file and the folder of pictures are named after it.
pub fn write(document: &Document, stem: &str) -> String {
    run(document, stem).0
}

/// The drawings of the charts, whose data the Markdown holds as tables: the path to
/// write each to, relative to the Markdown file, and the SVG.
pub fn charts(document: &Document, stem: &str) -> Vec<(String, String)> {
    run(document, stem).1
}

fn run(document: &Document, stem: &str) -> (String, Vec<(String, String)>) {
    let mut writer = Writer {
        document,
        words: words(&document.lang),
        stem,
        exhibits: document.plates.iter().map(|p| p.tag.as_str()).collect(),
        claims: document.claims.iter().map(|c| c.tag.as_str()).collect(),
        notes: BTreeSet::new(),
        in_note: false,
        figures: 0,
        charts: Vec::new(),
    };
    let mut text = writer.front_matter();
    if let Some(cover) = &document.cover {
        text.push_str(&writer.figure(cover));
    }
    for column in &document.summary {
        let lead = if column.title.is_empty() {
            String::new()
        } else {
            format!("**{}** ", escape(&column.title))
        };
        let rest = writer.inlines(&column.text);
        text.push_str(&format!("{}\n\n", escape_start(&(lead + &rest))));
    }
    text.push_str(&writer.blocks(&document.body));
    text.push_str(&writer.claims());
    text.push_str(&writer.plates());
    text.push_str(&writer.open_points());
    text.push_str("::: {#refs}\n:::\n\n");
    text.push_str(&writer.notes());
    (text, writer.charts)
}

/// The pictures that the Markdown shows: the path to write each to, relative to
/// the Markdown file, and the picture.
pub fn pictures<'a>(document: &'a Document, stem: &str) -> Vec<(String, &'a Picture)> {
    document
        .pictures
        .iter()
        .enumerate()
        .map(|(index, picture)| (picture_path(document, stem, index), picture))
        .collect()
}

/// Named after its exhibit where a plate shows it.
fn picture_path(document: &Document, stem: &str, index: usize) -> String {
    let plate = document
        .plates
        .iter()
        .find(|plate| plate.view == View::Picture(index));
    let name = plate.map_or_else(|| format!("picture-{}", index + 1), |p| p.tag.clone());
    let ending = match document.pictures[index].media_type.as_str() {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        _ => "bin",
    };
    let safe: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    format!("{stem}-files/{safe}.{ending}")
}

struct Writer<'a> {
    document: &'a Document,
    words: &'static Words,
    stem: &'a str,
    exhibits: BTreeSet<&'a str>,
    claims: BTreeSet<&'a str>,
    /// Footnotes that were referred to.
    notes: BTreeSet<usize>,
    in_note: bool,
    figures: usize,
    /// Path and drawing of every chart so far.
    charts: Vec<(String, String)>,
}

impl Writer<'_> {
    fn front_matter(&self) -> String {
        let document = self.document;
        let mut text = String::from("---\n");
        text.push_str(&format!("title: {}\n", yaml(&document.title)));
        if !document.subtitle.is_empty() {
            text.push_str(&format!("subtitle: {}\n", yaml(&document.subtitle)));
        }
        if !document.authors.is_empty() {
            text.push_str("author:\n");
            for author in &document.authors {
                text.push_str(&format!("  - {}\n", yaml(author)));
            }
        }
        let date = document.printed_at.format("%Y-%m-%d");
        text.push_str(&format!("date: \"{date}\"\n"));
        let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
        let lang: String = document.lang.chars().filter(plain).collect();
        text.push_str(&format!("lang: \"{lang}\"\n"));
        let bibliography = yaml(&csl::file_name(self.stem));
        text.push_str(&format!("bibliography: {bibliography}\n"));
        text.push_str("link-citations: true\n");
        if !document.plates.is_empty() {
            text.push_str("nocite: \"@*\"\n");
        }
        text.push_str("---\n\n");
        text
    }

    fn blocks(&mut self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Heading {
                level,
                anchor,
                text,
            } => {
                let hashes = "#".repeat(usize::from((*level).clamp(1, 6)));
                let words = self.inlines(text);
                format!("{hashes} {} {{#{}}}\n\n", words.trim(), identifier(anchor))
            }
            Block::Paragraph(paragraph) => {
                let words = escape_start(&self.inlines(&paragraph.text));
                match paragraph.number {
                    Some(number) => format!("[]{{#par-{number}}}{words}\n\n"),
                    None if words.is_empty() => String::new(),
                    None => format!("{words}\n\n"),
                }
            }
            Block::Denial(inner) => {
                format!("::: denial\n\n{}:::\n\n", self.blocks(inner))
            }
            Block::Quote(inner) => {
                let inner = self.blocks(inner);
                format!("{}\n\n", prefixed(inner.trim_end(), "> ", "> "))
            }
            Block::List { first, items } => self.list(*first, items),
            Block::Table(table) => self.table(table),
            Block::Code(text) => {
                let text = text.replace('\r', "").replace('\0', "\u{FFFD}");
                let fence = "`".repeat(longest_run(&text, '`').max(2) + 1);
                format!("{fence}\n{}\n{fence}\n\n", text.trim_end_matches('\n'))
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Rule => "* * * * *\n\n".to_owned(),
        }
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>]) -> String {
        let mut text = String::new();
        for (index, item) in items.iter().enumerate() {
            let label = match first {
                Some(first) => format!("{}.", first.saturating_add(index as u64)),
                None => "-".to_owned(),
            };
            let inner = self.blocks(item);
            let lead = format!("{label:<3} ");
            let indent = " ".repeat(lead.len());
            text.push_str(&prefixed(inner.trim_end(), &lead, &indent));
            text.push_str("\n\n");
        }
        // A comment parts a list from one that follows it.
        text.push_str("<!-- -->\n\n");
        text
    }

    fn table(&mut self, table: &Table) -> String {
        let rows = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let columns = rows.max(table.head.len());
        if columns == 0 {
            return String::new();
        }
        let mut text = self.row(&table.head, columns);
        text.push_str(&format!("|{}\n", " --- |".repeat(columns)));
        for row in &table.rows {
            text.push_str(&self.row(row, columns));
        }
        text.push('\n');
        text
    }

    fn row(&mut self, cells: &[Vec<Inline>], columns: usize) -> String {
        let mut text = String::from("|");
        for column in 0..columns {
            let cell = cells
                .get(column)
                .map_or_else(String::new, |cell| self.inlines(cell).replace("\\\n", " "));
            text.push_str(&format!(" {} |", cell.trim()));
        }
        text.push('\n');
        text
    }

    fn figure(&mut self, figure: &Figure) -> String {
        self.figures += 1;
        let mut caption = self.inlines(&figure.caption).replace("\\\n", " ");
        if caption.trim().is_empty() {
            caption = format!("{} {}", self.words.figure, self.figures);
        }
        if self.exhibits.contains(figure.exhibit.as_str()) {
            caption.push_str(&format!(" [@{}]", figure.exhibit));
        }
        match figure.shown {
            Shown::Picture(index) if index < self.document.pictures.len() => {
                let path = address(&picture_path(self.document, self.stem, index));
                format!("![{}]({path})\n\n", caption.trim())
            }
            Shown::Absent(ref why) => {
                let line = format!("{} ({})", caption.trim(), escape(why));
                format!("{}\n\n", escape_start(&line))
            }
            Shown::Chart(ref chart) => self.chart(chart, &figure.alt, caption.trim()),
            Shown::Picture(_) => {
                let why = escape(self.words.unreadable_picture);
                let line = format!("{} ({why})", caption.trim());
                format!("{}\n\n", escape_start(&line))
            }
        }
    }

    /// The data as a table, with a link to the drawing.
    fn chart(&mut self, chart: &Chart, alt: &str, caption: &str) -> String {
        let mut caption = escape_start(caption);
        if chart::is_drawable(chart) {
            let path = format!("{}-files/chart-{}.svg", self.stem, self.charts.len() + 1);
            caption.push_str(&format!(" [SVG]({})", address(&path)));
            let drawn = svg::alone(chart, self.words, alt);
            self.charts.push((path, drawn));
        }
        let table = self.table(&chart.table);
        format!("{caption}\n\n{table}")
    }

    fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut text = String::new();
        for inline in inlines {
            let part = self.inline(inline);
            // Two delimiters that touch would be read as one longer delimiter.
            if text.ends_with('*') && part.starts_with('*') {
                text.push_str("<!-- -->");
            }
            text.push_str(&part);
        }
        text
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => escape(text),
            Inline::Emphasis(inner) => wrapped(&self.inlines(inner), "*"),
            Inline::Strong(inner) => wrapped(&self.inlines(inner), "**"),
            Inline::Code(text) => code(text),
            Inline::Link {
                address: to, text, ..
            } => {
                let words = self.inlines(text);
                if crate::pdf::allowed(to) {
                    format!("[{words}]({})", address(to))
                } else {
                    format!("{words} ({})", escape(to))
                }
            }
            Inline::Citation(citation) => self.citation(citation),
            Inline::Note(number) if self.in_note || *number > self.document.notes.len() => {
                format!("({number})")
            }
            Inline::Note(number) => {
                self.notes.insert(*number);
                format!("[^{number}]")
            }
            Inline::Break => "\\\n".to_owned(),
        }
    }

    fn citation(&self, citation: &Citation) -> String {
        let target = citation.target.as_str();
        if self.exhibits.contains(target) {
            // The locator comes first, where pandoc looks for one.
            let mut place = String::new();
            if !citation.locator.is_empty() {
                place.push_str(&format!(", {}", escape(&citation.locator)));
            }
            if let Some((_, mark)) = citation.key.split_once('.') {
                place.push_str(&format!(", {} {}", self.words.mark, escape(mark)));
            }
            return format!("[@{target}{place}]");
        }
        if self.claims.contains(target) {
            return format!("[{}](#{})", escape(&citation.label), identifier(target));
        }
        escape(&citation.label)
    }

    fn notes(&mut self) -> String {
        self.in_note = true;
        let mut text = String::new();
        for number in self.notes.clone() {
            let Some(note) = self.document.notes.get(number.saturating_sub(1)) else {
                continue;
            };
            let words = self.inlines(note).replace("\\\n", "\\\n    ");
            text.push_str(&format!("[^{number}]: {}\n\n", escape_start(&words)));
        }
        text
    }
}
