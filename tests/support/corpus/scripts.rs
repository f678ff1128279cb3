//! The document of twelve scripts: a chapter in each language, with all that a
//! report has, long enough for 144 pages.

use super::languages::{EMOJI, LANGUAGES, Language};
use super::{Block, Content, Inline, pictures};
use crate::chance::Chance;

/// Sections in each chapter.
const SECTIONS: usize = 6;
/// Pictures in the whole document.
const PICTURES: usize = 14;

/// A chapter in every language.
pub fn scripts() -> Content {
    let mut chance = Chance::seeded(12);
    let mut blocks = Vec::new();
    for (index, language) in LANGUAGES.iter().enumerate() {
        blocks.push(Block::Heading(1, language.heading.to_owned()));
        for section in 0..SECTIONS {
            self::section(&mut blocks, &mut chance, language, section, index);
        }
    }
    let mut exhibits = pictures::pictures(PICTURES);
    for exhibit in &mut exhibits {
        exhibit.file = format!("{}-{}", chance.word(), exhibit.file);
    }
    Content {
        title: "Twelve scripts: ə, é, ё, ή, ե, ე, ת, ع, ท, अ, 字, か, 한".to_owned(),
        blocks,
        exhibits,
        first: 1,
    }
}

fn section(
    blocks: &mut Vec<Block>,
    chance: &mut Chance,
    language: &Language,
    section: usize,
    picture: usize,
) {
    if section > 0 {
        let heading = format!("{} {}", language.heading, chance.word());
        blocks.push(Block::Heading(2, heading));
    }
    for number in 0..4 {
        let mut inlines = vec![Inline::Text(text(chance, language, 7))];
        inlines.push(Inline::Note(text(chance, language, 2)));
        if number == 1 {
            let address = format!("https://archive.example/{}/{section}", language.tag);
            inlines.push(Inline::Text(" ".into()));
            inlines.push(Inline::Link(text(chance, language, 1), address));
        }
        if number == 2 {
            inlines.push(Inline::Text(" ".into()));
            inlines.push(Inline::Strong(text(chance, language, 1)));
        }
        inlines.push(Inline::Text(" ".into()));
        inlines.push(Inline::Cite(picture, section as u64 + 1));
        blocks.push(Block::Paragraph(inlines));
    }
    match section % 4 {
        0 => {
            let items = (0..4).map(|_| vec![Inline::Text(text(chance, language, 1))]);
            blocks.push(Block::List(section == 0, items.collect()));
        }
        1 => blocks.push(Block::Quote(vec![Inline::Text(text(chance, language, 3))])),
        2 => blocks.push(table(chance, language)),
        _ => blocks.push(Block::Figure(picture, text(chance, language, 1))),
    }
    if section == 3 {
        let mixed = format!("{EMOJI} {} {EMOJI}", text(chance, language, 1));
        blocks.push(Block::Paragraph(vec![Inline::Text(mixed)]));
    }
}

fn table(chance: &mut Chance, language: &Language) -> Block {
    let head = vec![
        "№".to_owned(),
        language.name.to_owned(),
        language.heading.to_owned(),
    ];
    let row = |number: usize| {
        vec![
            number.to_string(),
            chance.below(99_999).to_string(),
            text(chance, language, 1),
        ]
    };
    Block::Table(head, (1..=12).map(row).collect())
}

/// So many sentences, by chance. A word before and behind each is found nowhere
/// else: judges take lines that come back on several pages for running heads.
fn text(chance: &mut Chance, language: &Language, count: usize) -> String {
    let mut words = String::new();
    for _ in 0..count {
        if !words.is_empty() {
            words.push_str(language.between);
        }
        let index = chance.below(language.sentences.len() as u64) as usize;
        let sentence = language.sentences[index];
        words.push_str(&format!("{} {sentence} {}", chance.word(), chance.word()));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_sentences_in_the_document() {
        let written = crate::corpus::markdown::markdown(&scripts());
        for language in LANGUAGES {
            for sentence in language.sentences {
                assert!(written.contains(sentence), "{sentence}");
            }
        }
    }
}
