//! Writes a document as one HTML file that needs nothing else: no script, nothing fetched,
//! pictures and charts inside, its own light, dark, narrow and printed look.

mod appendix;
mod body;
pub(crate) mod escape;
mod head;

use std::collections::BTreeSet;

use crate::words::{Words, words};
use crate::{Document, Inline};
use escape::{escape, identifier};

/// The whole report as one page.
pub fn write(document: &Document) -> String {
    let mut writer = Writer {
        document,
        words: words(&document.lang),
        places: document
            .plates
            .iter()
            .map(|plate| plate.tag.as_str())
            .chain(document.claims.iter().map(|claim| claim.tag.as_str()))
            .collect(),
        referred: BTreeSet::new(),
        paragraphs: BTreeSet::new(),
        level: 1,
        figures: 0,
        charts: 0,
        tables: 0,
        contents: Vec::new(),
    };
    let header = writer.header();
    let body = writer.blocks(&document.body);
    let notes = writer.notes();
    let plates = writer.plates();
    let claims = writer.claims();
    let open = writer.open_points();
    let contents = writer.contents();
    let top = head::top(document, writer.words);
    format!(
        "{top}{header}{contents}<main id=\"text\">\n{body}{notes}{plates}{claims}{open}</main>\n</body>\n</html>\n"
    )
}

struct Writer<'a> {
    document: &'a Document,
    words: &'static Words,
    /// What citations can lead to.
    places: BTreeSet<&'a str>,
    /// Footnotes that were referred to, so that each leads back to its first reference.
    referred: BTreeSet<usize>,
    /// The numbers of the paragraphs so far.
    paragraphs: BTreeSet<u32>,
    /// The level of the last heading, 1 for the title.
    level: u8,
    figures: usize,
    charts: usize,
    tables: usize,
    /// Level, name and words of the headings so far.
    contents: Vec<(u8, String, String)>,
}

impl Writer<'_> {
    /// Kicker, title, authors, the chart of the title page, the summaries, the facts.
    fn header(&mut self) -> String {
        let document = self.document;
        let mut out = String::from("<header class=\"title\">\n<p class=\"over\">");
        out.push_str(&format!("<span>{}</span>", escape(&document.kicker)));
        if !document.copy_label.is_empty() {
            let label = escape(&document.copy_label);
            out.push_str(&format!(" <strong class=\"copy\">{label}</strong>"));
        }
        out.push_str(&format!(
            "</p>\n<h1 id=\"title\" dir=\"auto\">{}</h1>\n",
            escape(&document.title)
        ));
        if !document.subtitle.is_empty() {
            let subtitle = escape(&document.subtitle);
            out.push_str(&format!(
                "<p class=\"subtitle\" dir=\"auto\">{subtitle}</p>\n"
            ));
        }
        if !document.authors.is_empty() {
            let names = escape(&document.authors.join(", "));
            out.push_str(&format!("<p class=\"authors\">{names}</p>\n"));
        }
        if let Some(cover) = &document.cover {
            out.push_str(&self.figure(cover, false));
        }
        if !document.summary.is_empty() {
            out.push_str("<div class=\"summary\">\n");
            for column in &document.summary {
                let lead = match column.title.is_empty() {
                    true => String::new(),
                    false => format!("<strong>{}</strong> ", escape(&column.title)),
                };
                let text = self.inlines(&column.text);
                out.push_str(&format!("<p dir=\"auto\">{lead}{text}</p>\n"));
            }
            out.push_str("</div>\n");
        }
        out.push_str(&self.facts());
        out.push_str("</header>\n");
        out
    }

    fn facts(&self) -> String {
        let document = self.document;
        let at = document.printed_at;
        let mut out = format!(
            "<dl class=\"facts\">\n<div><dt>{} {}</dt><dd><time datetime=\"{}\">{}</time></dd></div>\n",
            self.words.version,
            escape(&document.version),
            at.to_rfc3339(),
            self.words.moment(at)
        );
        for fact in &document.facts {
            let lines: Vec<String> = fact.lines.iter().map(|line| escape(line)).collect();
            out.push_str(&format!(
                "<div><dt>{}</dt><dd>{}</dd></div>\n",
                escape(&fact.title),
                lines.join("<br>")
            ));
        }
        if let Some(fingerprint) = &document.fingerprint {
            out.push_str(&format!(
                "<div><dt>{}</dt><dd><code>{}</code></dd></div>\n",
                self.words.fingerprint_of_package,
                escape(&grouped(fingerprint))
            ));
        }
        out.push_str("</dl>\n");
        out
    }

    /// The way to every part of the first two levels.
    fn contents(&self) -> String {
        let parts: Vec<_> = self.contents.iter().filter(|part| part.0 <= 2).collect();
        if parts.len() < 3 {
            return String::new();
        }
        let label = self.words.contents;
        let mut out = format!("<nav aria-label=\"{label}\">\n<ul>\n");
        for (_, name, words) in parts {
            let words = escape(words);
            out.push_str(&format!("<li><a href=\"#{name}\">{words}</a></li>\n"));
        }
        out.push_str("</ul>\n</nav>\n");
        out
    }

    /// A heading whose level is never more than one below the last; `level` counts from
    /// 2, as the title is 1. One without words is none.
    fn heading(&mut self, level: u8, name: &str, plain: &str, inner: &str) -> String {
        if inner.trim().is_empty() {
            return String::new();
        }
        let level = level.clamp(2, 6).min(self.level + 1);
        self.level = level;
        let name = identifier(name);
        if !plain.trim().is_empty() {
            let entry = (level, name.clone(), plain.trim().to_owned());
            self.contents.push(entry);
        }
        format!("<h{level} id=\"{name}\" dir=\"auto\">{inner}</h{level}>\n")
    }

    fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        self.add_inlines(&mut out, inlines, 0);
        out
    }
}

/// A fingerprint in groups of four.
fn grouped(hex: &str) -> String {
    let characters: Vec<char> = hex.chars().collect();
    let groups = characters
        .chunks(4)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}
