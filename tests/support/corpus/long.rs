//! The long report: as many words as asked for, with what a real one has.

use super::languages::LANGUAGES;
use super::{Block, Content, Inline, pictures, prose};
use crate::chance::Chance;

/// How many words stand between two of a kind; a long investigation was
/// counted for these.
const NOTE: usize = 153;
const TABLE: usize = 3_060;
const PICTURE: usize = 905;
const LIST: usize = 1_100;
const QUOTE: usize = 1_300;
const CHAPTER: usize = 4_500;
const SECTION: usize = 750;
const FOREIGN: usize = 1_700;
const ROWS: usize = 34;

/// The languages that stand in it beside English: six scripts more than the Latin one.
const FOREIGN_TAGS: &[&str] = &["fr", "az", "ru", "el", "ar", "he", "zh"];

/// About so many words of running text.
pub fn long(words: usize) -> Content {
    let mut writer = Writer {
        chance: Chance::seeded(2_024),
        words: 0,
        notes: Due::each(NOTE),
        tables: Due::each(TABLE),
        pictures: Due::each(PICTURE),
        lists: Due::each(LIST),
        quotes: Due::each(QUOTE),
        chapters: Due::each(CHAPTER),
        sections: Due::each(SECTION),
        foreign: Due::each(FOREIGN),
        exhibits: (words / PICTURE).max(1),
        level: 0,
        heading: Some(1),
        blocks: Vec::new(),
    };
    while writer.words < words {
        writer.write();
    }
    Content {
        title: format!("A synthetic report of {} thousand words", words / 1_000),
        blocks: writer.blocks,
        exhibits: pictures::pictures(writer.exhibits),
        first: 1,
    }
}

/// What comes once in so many words.
struct Due {
    each: usize,
    done: usize,
}

impl Due {
    fn each(each: usize) -> Self {
        Self { each, done: 0 }
    }

    /// Which one it is, from 0, if one is due.
    fn due(&mut self, words: usize) -> Option<usize> {
        let due = words / self.each > self.done;
        due.then(|| {
            self.done += 1;
            self.done - 1
        })
    }
}

struct Writer {
    chance: Chance,
    words: usize,
    notes: Due,
    tables: Due,
    pictures: Due,
    lists: Due,
    quotes: Due,
    chapters: Due,
    sections: Due,
    foreign: Due,
    exhibits: usize,
    /// The level of the last heading.
    level: u8,
    /// The level of a heading that is due.
    heading: Option<u8>,
    blocks: Vec<Block>,
}

impl Writer {
    /// A paragraph, and whatever has come due with it.
    fn write(&mut self) {
        if let Some(level) = self.heading.take() {
            let words = prose::phrase(&mut self.chance);
            self.blocks.push(Block::Heading(level, words));
            self.level = level;
        }
        let paragraph = self.paragraph();
        self.blocks.push(Block::Paragraph(paragraph));
        if let Some(index) = self.pictures.due(self.words) {
            let caption = format!("{}, as we found it.", prose::phrase(&mut self.chance));
            self.blocks
                .push(Block::Figure(index.min(self.exhibits - 1), caption));
        }
        if self.tables.due(self.words).is_some() {
            self.table();
        }
        if self.lists.due(self.words).is_some() {
            let items = (0..4).map(|_| vec![self.text()]).collect();
            let numbered = self.chance.below(2) == 0;
            self.blocks.push(Block::List(numbered, items));
        }
        if self.quotes.due(self.words).is_some() {
            let quote = vec![self.text()];
            self.blocks.push(Block::Quote(quote));
        }
        if let Some(index) = self.foreign.due(self.words) {
            self.foreign(FOREIGN_TAGS[index % FOREIGN_TAGS.len()]);
        }
        if self.chapters.due(self.words).is_some() {
            self.heading = Some(1);
        } else if self.sections.due(self.words).is_some() && self.heading.is_none() {
            // A level is never skipped.
            let level = 2 + self.chance.below(2) as u8;
            self.heading = Some(level.min(self.level + 1));
        }
    }

    fn text(&mut self) -> Inline {
        Inline::Text(self.sentence())
    }

    fn sentence(&mut self) -> String {
        let sentence = prose::sentence(&mut self.chance);
        self.count(&sentence);
        sentence
    }

    fn count(&mut self, words: &str) {
        self.words += words.split_whitespace().count();
    }

    fn space(inlines: &mut Vec<Inline>) {
        if !inlines.is_empty() {
            inlines.push(Inline::Text(" ".into()));
        }
    }

    fn paragraph(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for _ in 0..3 + self.chance.below(3) {
            Self::space(&mut inlines);
            let text = self.text();
            inlines.push(text);
            while self.notes.due(self.words).is_some() {
                let note = self.sentence();
                inlines.push(Inline::Note(note));
            }
        }
        Self::space(&mut inlines);
        let exhibit = self.chance.below(self.exhibits as u64) as usize;
        inlines.push(Inline::Cite(exhibit, 1 + self.chance.below(40)));
        match self.chance.below(6) {
            0 => {
                Self::space(&mut inlines);
                let words = self.sentence();
                inlines.push(Inline::Emphasis(words));
            }
            1 => {
                Self::space(&mut inlines);
                let words = self.sentence();
                inlines.push(Inline::Strong(words));
            }
            2 => {
                let page = self.chance.below(9_000);
                let address = format!("https://archive.example/register/{page}");
                Self::space(&mut inlines);
                inlines.push(Inline::Link("The register is public.".into(), address));
            }
            _ => {}
        }
        inlines
    }

    fn table(&mut self) {
        let head = ["No.", "Who", "Posts", "What is known"].map(str::to_owned);
        let mut rows = Vec::new();
        for row in 1..=ROWS {
            let row = vec![
                row.to_string(),
                prose::who(&mut self.chance),
                self.chance.below(9_999).to_string(),
                prose::phrase(&mut self.chance),
            ];
            self.count(&row.join(" "));
            rows.push(row);
        }
        self.blocks.push(Block::Table(head.to_vec(), rows));
    }

    fn foreign(&mut self, tag: &str) {
        let language = LANGUAGES.iter().find(|language| language.tag == tag);
        let Some(language) = language else { return };
        let text = language.sentences.join(language.between);
        self.count(&text);
        self.blocks.push(Block::Paragraph(vec![Inline::Text(text)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_report_has_what_was_counted_for_it() {
        let content = long(40_000);
        let count =
            |wanted: fn(&Block) -> bool| content.blocks.iter().filter(|b| wanted(b)).count();
        assert_eq!(content.exhibits.len(), 44);
        assert_eq!(count(|block| matches!(block, Block::Table(..))), 13);
        assert_eq!(count(|block| matches!(block, Block::Figure(..))), 44);
        let notes = content.blocks.iter().map(|block| match block {
            Block::Paragraph(inlines) => inlines
                .iter()
                .filter(|inline| matches!(inline, Inline::Note(_)))
                .count(),
            _ => 0,
        });
        assert_eq!(notes.sum::<usize>(), 260);
    }

    #[test]
    fn no_heading_skips_a_level() {
        let mut last = 0;
        for block in long(30_000).blocks {
            if let Block::Heading(level, words) = block {
                assert!(level <= last + 1, "{words}: {last} then {level}");
                last = level;
            }
        }
    }
}
