//! Writes a document as Markdown that pandoc accepts with its citation file.
//!
//! Exhibits are cited as `[@E-014, mark 1]`: one entry per exhibit in the
//! citation file, the mark as its locator. Claims are links to the claims at
//! the end of the text. Words that look like markup are escaped, so that they
//! print as they read.

mod escape;

use std::collections::BTreeSet;

use crate::words::{Words, words};
use crate::{Block, Citation, Document, Figure, Inline, Picture, Plate, Table, View, csl};
use escape::{address, code, escape, escape_start, longest_run, yaml};

/// The whole report. `stem` is the name of the file without `.md`; the citation
/// file and the folder of pictures are named after it.
pub fn write(document: &Document, stem: &str) -> String {
    let mut writer = Writer {
        document,
        words: words(&document.lang),
        stem,
        exhibits: document.plates.iter().map(|p| p.tag.as_str()).collect(),
        claims: document.claims.iter().map(|c| c.tag.as_str()).collect(),
        notes: BTreeSet::new(),
        in_note: false,
        figures: 0,
    };
    let mut text = writer.front_matter();
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
    text
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
        "image/gif" => "gif",
        "image/webp" => "webp",
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
        match figure.picture {
            Some(index) if index < self.document.pictures.len() => {
                let path = address(&picture_path(self.document, self.stem, index));
                format!("![{}]({path})\n\n", caption.trim())
            }
            _ => format!(
                "{}\n\n",
                escape_start(&format!(
                    "{} ({})",
                    caption.trim(),
                    escape(self.words.unreadable_picture)
                ))
            ),
        }
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

    fn claims(&mut self) -> String {
        let document = self.document;
        if document.claims.is_empty() {
            return String::new();
        }
        let mut text = format!("# {} {{#claims}}\n\n", escape(self.words.claims_title));
        for claim in &document.claims {
            let mut line = format!(
                "[{}]{{#{}}} {} **{}**",
                escape(&claim.tag),
                identifier(&claim.tag),
                escape(&claim.text),
                escape(&claim.standing)
            );
            if let Some((_, word)) = &claim.confidence {
                line.push_str(&format!(", {}", escape(word)));
            }
            if !claim.reason.is_empty() {
                line.push_str(&format!(": {}", escape(&claim.reason)));
            }
            text.push_str(&line);
            text.push_str("\n\n");
            for mark in &claim.evidence {
                let citation = Citation {
                    label: mark.label.clone(),
                    target: mark.target.clone(),
                    key: mark.label.replace('·', "."),
                    locator: String::new(),
                };
                let cited = self.citation(&citation);
                text.push_str(&format!("-   {} {cited}\n", escape(&mark.stance)));
            }
            if !claim.evidence.is_empty() {
                text.push_str("\n<!-- -->\n\n");
            }
        }
        text
    }

    fn plates(&mut self) -> String {
        let document = self.document;
        if document.plates.is_empty() {
            return String::new();
        }
        let mut text = format!("# {} {{#exhibits}}\n\n", escape(self.words.exhibits_title));
        for plate in &document.plates {
            text.push_str(&self.plate(plate));
        }
        text
    }

    fn plate(&mut self, plate: &Plate) -> String {
        let words = self.words;
        let tag = identifier(&plate.tag);
        let mut text = format!(
            "## {} {} {{#{tag}}}\n\n",
            escape(&plate.tag),
            escape(&plate.title)
        );
        match &plate.view {
            View::Picture(index) if *index < self.document.pictures.len() => {
                let path = address(&picture_path(self.document, self.stem, *index));
                let alt = if plate.alt.is_empty() {
                    &plate.title
                } else {
                    &plate.alt
                };
                text.push_str(&format!("![{}]({path})\n\n", escape(alt)));
            }
            View::Picture(_) => {
                text.push_str(&format!("{}\n\n", escape(words.unreadable_picture)));
            }
            View::Excerpt(passages) => {
                let mut quoted = String::new();
                for passage in passages {
                    match passage.mark {
                        Some(number) => {
                            let inner = wrapped(&escape(&passage.text), "**");
                            quoted.push_str(&format!("{inner} ({} {number})", words.mark));
                        }
                        None => quoted.push_str(&escape(&passage.text)),
                    }
                }
                text.push_str(&format!("> {}\n\n", escape_start(&quoted)));
            }
            View::Absent(why) => text.push_str(&format!("{}\n\n", escape_start(&escape(why)))),
        }
        let mut lines: Vec<String> = plate
            .source
            .iter()
            .map(|row| {
                let value = if row.identifier {
                    code(&row.value)
                } else {
                    escape(&row.value)
                };
                format!("{}: {value}", escape(&row.name))
            })
            .collect();
        for mark in &plate.marks {
            let mut line = format!("{} {}: ", capital(words.mark), mark.number);
            if !mark.place_words.is_empty() {
                line.push_str(&format!("{}. ", escape(&mark.place_words)));
            }
            line.push_str(&escape(&mark.note));
            for number in &mark.paragraphs {
                line.push_str(&format!(" [¶ {number}](#par-{number})"));
            }
            lines.push(line);
        }
        lines.extend(plate.changes.iter().map(|change| escape(change)));
        if let Some(fingerprint) = &plate.fingerprint {
            lines.push(format!("SHA-256: {}", code(fingerprint)));
        }
        for row in &plate.custody {
            lines.push(format!(
                "{}, {}: {}",
                escape(&row.when),
                escape(&row.who),
                escape(&row.what)
            ));
        }
        for line in &lines {
            text.push_str(&format!("-   {}\n", escape_start(line)));
        }
        text.push_str("\n<!-- -->\n\n");
        text
    }

    fn open_points(&self) -> String {
        if self.document.open_points.is_empty() {
            return String::new();
        }
        let title = escape(self.words.open_points);
        let mut text = format!("# {title} {{#open-points}}\n\n");
        for point in &self.document.open_points {
            text.push_str(&format!("-   {}: ", escape(&point.rule)));
            text.push_str(&escape(&point.text));
            if let Some(number) = point.paragraph {
                text.push_str(&format!(" [¶ {number}](#par-{number})"));
            }
            if let Some(waiver) = &point.waiver {
                text.push_str(&format!(" ({}: {})", self.words.waived, escape(waiver)));
            }
            text.push('\n');
        }
        text.push_str("\n<!-- -->\n\n");
        text
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

/// Emphasis around words, with the space at their ends outside it.
fn wrapped(words: &str, delimiter: &str) -> String {
    let inner = words.trim();
    if inner.is_empty() {
        return words.to_owned();
    }
    let start = &words[..words.len() - words.trim_start().len()];
    let end = &words[words.trim_end().len()..];
    format!("{start}{delimiter}{inner}{delimiter}{end}")
}

fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut prefixed = String::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            prefixed.push('\n');
        }
        prefixed.push_str(if index == 0 { first } else { rest });
        prefixed.push_str(line);
    }
    if text.is_empty() {
        prefixed.push_str(first);
    }
    prefixed
}

/// A name that an attribute can hold.
fn identifier(name: &str) -> String {
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '-'
            }
        })
        .collect();
    if safe.starts_with(char::is_alphabetic) {
        safe
    } else {
        format!("x{safe}")
    }
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
