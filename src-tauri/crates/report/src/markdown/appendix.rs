//! The appendix in Markdown: claims, exhibits, open points.

use super::escape::{address, code, escape, escape_start, identifier, wrapped};
use super::{Writer, picture_path};
use crate::{Citation, Plate, View};

impl Writer<'_> {
    pub(super) fn claims(&mut self) -> String {
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

    pub(super) fn plates(&mut self) -> String {
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
            View::Blocks(blocks) => {
                text.push_str(&format!("{}\n\n", self.blocks(blocks).trim_end()))
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

    pub(super) fn open_points(&self) -> String {
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
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
