//! Text made to break printing.

use report::{Block, Inline, Table};

use crate::common::{empty, paragraph, text};
use crate::pdf::print_clean;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % sides
    }

    fn character(&mut self) -> char {
        const RANGES: [(u32, u32); 14] = [
            (0x20, 0x7E),
            (0x00, 0x1F),
            (0x300, 0x36F),
            (0x590, 0x5FF),
            (0x600, 0x6FF),
            (0x900, 0x97F),
            (0xE00, 0xE7F),
            (0x200B, 0x200F),
            (0x202A, 0x202E),
            (0x2066, 0x2069),
            (0x1F300, 0x1F64F),
            (0xE000, 0xE0FF),
            (0xFE00, 0xFE0F),
            (0xE0100, 0xE01EF),
        ];
        let (from, to) = RANGES[self.roll(RANGES.len() as u64) as usize];
        let code = from + self.roll(u64::from(to - from + 1)) as u32;
        char::from_u32(code).unwrap_or('x')
    }

    fn words(&mut self, count: usize) -> String {
        let mut words = String::new();
        for _ in 0..count {
            for _ in 0..=self.roll(6) {
                words.push(self.character());
            }
            words.push(' ');
        }
        words
    }
}

#[test]
fn an_unbroken_word_of_80_kilobytes_is_broken() {
    let mut document = empty("Unbroken");
    let word: String = (0..80_000u32)
        .map(|n| char::from(b'A' + (n * 7 % 26) as u8))
        .collect();
    document.body.push(paragraph(1, vec![text(&word)], vec![]));
    let (printed, _) = print_clean("unbroken.pdf", &document);
    assert!(printed.pages > 10, "{} pages", printed.pages);
}

#[test]
fn five_thousand_random_words_print() {
    let mut document = empty(&Dice(3).words(40));
    document
        .body
        .push(paragraph(1, vec![text(&Dice(1).words(5000))], vec![]));
    for seed in 10..30 {
        let words = Dice(seed).words(30);
        let block = Block::Quote(vec![paragraph(
            seed as u32,
            vec![Inline::Strong(vec![text(&words)])],
            vec![],
        )]);
        document.body.push(block);
    }
    let (printed, _) = print_clean("random.pdf", &document);
    assert!(!printed.missing.is_empty());
}

#[test]
fn a_cell_taller_than_a_page_is_split() {
    let mut document = empty("Tall");
    let long = "word ".repeat(7000);
    document.body.push(Block::Table(Table {
        head: vec![vec![text("a")], vec![text("b")]],
        rows: vec![vec![vec![text(&long)], vec![text("short")]]],
    }));
    let (printed, _) = print_clean("tall-cell.pdf", &document);
    assert!(printed.pages > 5, "{} pages", printed.pages);
}

#[test]
fn deep_nesting_prints() {
    let mut document = empty("Deep");
    let mut block = paragraph(1, vec![text("bottom")], vec![]);
    let mut inline = text("middle");
    for _ in 0..200 {
        block = Block::List {
            first: None,
            items: vec![vec![Block::Quote(vec![block])]],
        };
        inline = Inline::Emphasis(vec![inline]);
    }
    document.body.push(block);
    document.body.push(paragraph(2, vec![inline], vec![]));
    print_clean("deep.pdf", &document);
}

#[test]
fn a_table_of_many_columns_and_empty_things_print() {
    let mut document = empty("Empty");
    document.body = vec![
        Block::Table(Table {
            head: vec![],
            rows: vec![vec![vec![text("x")]; 120]],
        }),
        Block::Table(Table::default()),
        Block::List {
            first: Some(u64::MAX),
            items: vec![vec![], vec![]],
        },
        Block::Code(String::new()),
        Block::Denial(vec![]),
        Block::Quote(vec![]),
        paragraph(1, vec![], vec![]),
        paragraph(
            2,
            vec![
                Inline::Note(9),
                Inline::Note(0),
                Inline::Break,
                Inline::Break,
            ],
            vec![],
        ),
        Block::Heading {
            level: 9,
            anchor: String::new(),
            text: vec![],
        },
    ];
    print_clean("empty-things.pdf", &document);
}
