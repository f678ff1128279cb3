//! A draft that was edited is the manuscript that reading its text gives.

use crate::{Draft, Manuscript};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

const HEAD: &str = "---\ntitle: A text\nlang: en\n---\n";

/// What stands in texts, in no order.
const PARTS: &[&str] = &[
    "He left. He came back, it says. [@E-001, p. 3]",
    "Nothing was *altered*[^1] since. Dr. Roe said so.[^note]",
    "## A section {.method}",
    "# Another {#part}",
    "- one\n- two, with [@C-02]\n\n  and more\n- three",
    "1. first\n2. second",
    "> A quotation. It has two sentences.\n> [@E-002]",
    "::: denial\nIt is not so. [@E-003]\n\nNor was it.\n:::",
    "[^1]: A note. It cites [@E-004].",
    "[^note]: Another note,\n    on two lines.\n\n    And a paragraph.",
    "| a | b |\n|---|---|\n| 1 | two [@E-001] |",
    "```\ncode\n\n::: not a fence\n```",
    "```chart bars\ntitle: Posts\nunit: posts\n\nA, 12\nB, 30\n```",
    "![A picture.](E-005)",
    "Une phrase en français. Élodie l’a dit à M. Roe.\r\nIl est parti.",
    "<div>\nraw\n</div>",
    "***",
];

/// What is typed.
const TYPED: &[&str] = &[
    "a",
    " ",
    ".",
    "\n",
    "\n\n",
    "é",
    "*",
    "_",
    "`",
    "[",
    "]",
    "[^1]",
    "[^new]",
    "[^new]: x",
    "# ",
    "\n# x\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "\n:::\n",
    "\n::: denial\n",
    "\n```\n",
    "\n~~~\n",
    "|",
    "\n|-|\n",
    "[x]: http://example.org",
    "[@E-001]",
    "[words]{.opinion}",
    "<div>",
    "<!--",
    "\n<pre>\n",
    "-->",
    "---\n",
    "\n===\n",
    "\r\n",
    "\\",
    "&amp;",
    "😀",
    "!",
    "\n\nNew. [@C-01]\n\n",
];

fn text(dice: &mut Dice) -> String {
    let mut text = if dice.below(3) == 0 {
        String::new()
    } else {
        HEAD.to_owned()
    };
    for _ in 0..6 + dice.below(30) {
        text.push_str(if dice.below(4) == 0 { "\n" } else { "\n\n" });
        text.push_str(PARTS[dice.below(PARTS.len())]);
    }
    text
}

fn place(dice: &mut Dice, text: &str) -> usize {
    let mut at = dice.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Types something, takes something away, or moves something.
fn edit(dice: &mut Dice, text: &mut String) {
    let at = place(dice, text);
    match dice.below(4) {
        0 => {
            let end = at + place(dice, &text[at..]).min(dice.below(60));
            let end = (at..=end).rev().find(|end| text.is_char_boundary(*end));
            text.replace_range(at..end.unwrap_or(at), "");
        }
        1 => text.insert_str(at, PARTS[dice.below(PARTS.len())]),
        _ => text.insert_str(at, TYPED[dice.below(TYPED.len())]),
    }
}

#[test]
fn after_any_edit_a_draft_is_what_its_text_reads_as() {
    let mut dice = Dice(7);
    let (mut all, mut short) = (0, 0);
    for _ in 0..50 {
        let mut text = text(&mut dice);
        let mut draft = Draft::default();
        draft.read(&text);
        for _ in 0..12 {
            let before = text.clone();
            edit(&mut dice, &mut text);
            all += 1;
            short += usize::from(draft.read_again(&text).is_some());
            let read = draft.read(&text);
            let fresh = Manuscript::parse(&text);
            assert!(
                *read == fresh,
                "{}",
                difference(&before, &text, read, &fresh)
            );
        }
    }
    assert!(short * 4 > all, "{short} of {all} edits were read alone");
}

fn difference(before: &str, after: &str, read: &Manuscript, fresh: &Manuscript) -> String {
    let first = format!("{read:#?}");
    let second = format!("{fresh:#?}");
    let pairs = first.lines().zip(second.lines());
    let lines: Vec<_> = pairs.filter(|(one, other)| one != other).take(6).collect();
    format!("{before:?}\nbecame\n{after:?}\n{lines:#?}")
}

#[test]
fn a_letter_typed_into_a_paragraph_does_not_read_the_whole() {
    let mut dice = Dice(1);
    let mut text = HEAD.to_owned();
    for number in 0..60 {
        let part = PARTS[dice.below(2)];
        text.push_str(&format!("\n\nParagraph {number}. {part}"));
    }
    text.push_str("\n\n[^1]: A note.\n\n[^note]: Another.\n");
    let mut draft = Draft::default();
    draft.read(&text);
    for number in [0, 1, 30, 58, 59] {
        let at = text
            .find(&format!("Paragraph {number}."))
            .expect("it is there");
        text.insert(at, 'x');
        assert!(draft.read_again(&text).is_some(), "paragraph {number}");
        assert!(draft.read(&text) == &Manuscript::parse(&text));
    }
}
