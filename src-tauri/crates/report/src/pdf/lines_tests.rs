//! What a reader sees of the lines: their edges, their breaks, their words.

use super::*;
use crate::fonts::installed;
use crate::pdf::display::ink;
use crate::pdf::faces::{Faces, Voice, Weight};
use crate::pdf::text::Style;

const ENGLISH: &str = "One altered photograph was distributed by several hundred accounts within a \
    single afternoon, and the investigation found no independent confirmation of the extraordinary \
    accusation that accompanied it. ";

fn setter(lang: &str) -> Setter {
    Setter::new(Shaper::new(Faces::open(&installed()), lang))
}

fn words(text: &str) -> Words {
    let style = Style::new(Voice::Serif, Weight::Regular, 10.0, ink::INK_1);
    Words::plain(text, style)
}

fn justified(text: &str) -> Words {
    Words {
        fit: Fit::Justified,
        ..words(text)
    }
}

fn read(line: &Line) -> String {
    let mut text = String::new();
    for item in &line.items {
        if let Item::Run(run) = item {
            text.push_str(&run.text);
        }
    }
    text
}

/// All lines as one text, words that were divided joined again.
fn rejoin(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&read(line));
        if text.ends_with('\u{AD}') {
            text.pop();
        } else {
            text.push(' ');
        }
    }
    text
}

fn ends(lines: &[Line], with: char) -> usize {
    lines
        .iter()
        .filter(|line| read(line).ends_with(with))
        .count()
}

/// Left and right edge of a line's clusters, points, and its last character.
fn edges(line: &Line) -> (f32, f32, char) {
    let first = line.items.iter().find_map(|item| match item {
        Item::Run(run) => Some(run.x),
        _ => None,
    });
    let last = read(line).chars().next_back();
    (first.unwrap_or_default(), line.width, last.unwrap_or(' '))
}

#[test]
fn no_line_is_wider_than_its_measure_and_no_word_is_lost() {
    let text = ENGLISH.repeat(6);
    for (words, fit) in [(words(&text), "ragged"), (justified(&text), "justified")] {
        let lines = setter("en").set(&words, 180.0);
        let widest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
        // A hyphen or a full stop may hang by at most 0.7 of itself.
        let room = if fit == "ragged" { 0.01 } else { 2.2 };
        assert!(widest <= 180.0 + room, "{fit}: {widest}");
        let joined = rejoin(&lines);
        let read: Vec<&str> = joined.split_whitespace().collect();
        let written: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(read, written, "{fit}");
    }
}

#[test]
fn justified_lines_end_at_the_measure_and_punctuation_hangs() {
    let lines = setter("en").set(&justified(&ENGLISH.repeat(8)), 220.0);
    let style = Style::new(Voice::Serif, Weight::Regular, 10.0, ink::INK_1);
    let mut hung = 0;
    for line in &lines[..lines.len() - 1] {
        let (_, right, last) = edges(line);
        let shown = if last == '\u{AD}' { '-' } else { last };
        let own = setter("en").width(&Words::plain(&shown.to_string(), style));
        let expected = 220.0 + own * hang_after(shown);
        assert!(
            (right - expected).abs() < 0.1,
            "{right} for {last}, not {expected}"
        );
        hung += usize::from(expected > 220.5);
    }
    assert!(hung > 0, "no line ends with a sign that hangs");
    let last = edges(&lines[lines.len() - 1]).1;
    assert!(last < 219.0, "the last line is not stretched: {last}");
}

#[test]
fn words_are_divided_where_the_language_allows_and_nowhere_in_ragged_text() {
    let text = ENGLISH.repeat(6);
    let (mut hyphens, mut ladder) = (0, 0);
    for measure in [210.0, 230.0] {
        let lines = setter("en").set(&justified(&text), measure);
        let ends: Vec<bool> = lines
            .iter()
            .map(|line| read(line).ends_with('\u{AD}'))
            .collect();
        hyphens += ends.iter().filter(|end| **end).count();
        ladder += ends.windows(2).filter(|pair| pair[0] && pair[1]).count();
    }
    assert!(hyphens > 5, "columns of long words need hyphens: {hyphens}");
    assert!(
        ladder * 4 <= hyphens,
        "{ladder} of {hyphens} hyphens stand below another"
    );
    assert_eq!(ends(&setter("en").set(&words(&text), 170.0), '\u{AD}'), 0);
    let lines = setter("en").set(&justified(&text), 170.0);
    let last = read(&lines[lines.len() - 1]);
    assert!(
        last.trim_end().contains("it."),
        "the last word is whole: {last}"
    );
}

#[test]
fn azerbaijani_is_set_ragged_and_whole() {
    let text = "Fotoşəkillərin yayılmasında iştirak edən hesabların müəyyənləşdirilməsi \
        üçün araşdırmaçılar sosial şəbəkələrdəki paylaşımları müqayisə etmişlər. "
        .repeat(5);
    let lines = setter("az").set(&justified(&text), 150.0);
    assert_eq!(ends(&lines, '\u{AD}'), 0);
    let widths: Vec<f32> = lines.iter().map(|line| line.width).collect();
    let even = widths
        .iter()
        .filter(|width| (**width - 150.0).abs() < 0.5)
        .count();
    assert!(even * 2 < widths.len(), "{widths:?}");
}

#[test]
fn a_passage_is_divided_by_its_own_language() {
    let german = "Die Untersuchungsergebnisse der Rechercheure widersprechen den \
        Veröffentlichungen der Regierungspressestelle. "
        .repeat(4);
    let passage = Words {
        lang: Some("de".into()),
        ..justified(&german)
    };
    let lines = setter("az").set(&passage, 120.0);
    assert!(ends(&lines, '\u{AD}') > 1);
    assert_eq!(
        ends(&setter("az").set(&justified(&german), 120.0), '\u{AD}'),
        0
    );
}

#[test]
fn an_address_breaks_after_its_signs_without_a_hyphen() {
    let text = "See https://archive.example.org/reports/2024/05/16/photograph_analysis.html?\
        version=second&language=english for the page.";
    let lines = setter("en").set(&justified(text), 120.0);
    assert_eq!(ends(&lines, '\u{AD}'), 0);
    for line in &lines[1..lines.len() - 2] {
        let line = read(line);
        assert!(line.ends_with(['/', '.', '?', '&', '=', '_']), "{line}");
    }
    let joined: String = lines.iter().map(read).collect();
    assert!(joined.contains("analysis.html?version=second&language=english"));
}

#[test]
fn a_ligature_is_cut_where_a_word_is_divided_inside_it() {
    // Narrow enough that "different" and "office" must be divided.
    let lines = setter("en").set(
        &justified("different official effects differ, he said"),
        30.0,
    );
    assert!(ends(&lines, '\u{AD}') > 0);
    let joined = rejoin(&lines);
    assert_eq!(
        joined.trim_end(),
        "different official effects differ, he said"
    );
}

#[test]
fn a_word_wider_than_the_measure_is_cut_between_letters() {
    for text in ["abcdefghij".repeat(40), "0123456789abcdef".repeat(20)] {
        for words in [words(&text), justified(&text)] {
            let lines = setter("en").set(&words, 100.0);
            assert!(lines.len() > 10, "{} lines", lines.len());
            assert!(lines.iter().all(|line| line.width <= 100.01));
            let joined: String = lines.iter().map(read).collect();
            assert_eq!(joined, text);
        }
    }
}

#[test]
fn hebrew_runs_from_right_to_left_and_starts_at_the_right() {
    let lines = setter("en").set(&words("שלום עולם"), 300.0);
    let Some(Item::Run(run)) = lines[0].items.first() else {
        panic!("a line has a run");
    };
    assert!(run.x > 200.0, "it starts at {}", run.x);
    let first_drawn = run.parts().next().expect("a run has clusters");
    assert_eq!(first_drawn.text, "ם", "the last letter is drawn first");
}

#[test]
fn what_stands_in_a_line_comes_in_the_order_of_reading_whatever_its_direction() {
    let mut mixed = words("אחת ");
    let style = Style::new(Voice::Serif, Weight::Semibold, 10.0, ink::INK_1);
    mixed.push("שתיים ", style, None);
    mixed.push(
        "שלוש",
        Style {
            italic: true,
            ..style
        },
        None,
    );
    let lines = setter("he").set(&mixed, 300.0);
    let runs = lines[0].items.iter().filter_map(|item| match item {
        Item::Run(run) => Some((run.text.trim().chars().next_back(), run.x)),
        _ => None,
    });
    let (first_letters, places): (Vec<_>, Vec<f32>) = runs.unzip();
    assert_eq!(first_letters, [Some('א'), Some('ש'), Some('ש')]);
    assert!(
        places.is_sorted_by(|a, b| a > b),
        "each is drawn left of the last: {places:?}"
    );
}

#[test]
fn arabic_lines_are_filled_at_their_spaces() {
    let text = "نفى الحزب الحاكم وجود أي حملة منسقة ضد البلاد على الشبكات الاجتماعية. ".repeat(6);
    let lines = setter("ar").set(&justified(&text), 200.0);
    for line in &lines[..lines.len() - 1] {
        assert!((line.width - 200.0).abs() < 0.1, "{}", line.width);
    }
    assert_eq!(ends(&lines, '\u{AD}'), 0);
}

#[test]
fn chinese_lines_are_filled_between_characters() {
    let setter = &mut setter("zh");
    let text = "調查人員比較了數百個帳號在同一天下午發布的照片，沒有找到任何獨立的證據。".repeat(5);
    let lines = setter.set(&justified(&text), 203.0);
    let missing = &setter.shaper.words.missing;
    assert!(missing.is_empty(), "install fonts-noto-cjk: {missing:?}");
    for line in &lines[..lines.len() - 1] {
        let (_, right, last) = edges(line);
        let hangs = hang_after(last) * 10.0;
        assert!((right - 203.0 - hangs).abs() < 0.1, "{right} for {last}");
    }
    let joined: String = lines.iter().map(read).collect();
    assert_eq!(joined, text);
}

#[test]
fn what_no_font_has_is_a_box_and_is_named_and_no_glyph_is_the_missing_one() {
    let setter = &mut setter("en");
    let text = "a\u{1}\u{E123}b \u{10FFFD} e\u{301}\u{489}\u{20DD} \u{489} \u{301} x\u{AD}y \u{200B}\u{378}";
    let lines = setter.set(&words(text), 300.0);
    let mut boxes = 0;
    for line in &lines {
        for item in &line.items {
            let Item::Run(run) = item else { continue };
            assert!(run.glyphs.iter().all(|glyph| glyph.id != 0));
            boxes += run.parts().filter(|part| part.stand_in).count();
        }
    }
    assert!(boxes >= 3, "{boxes} boxes");
    let missing: Vec<char> = setter.shaper.words.missing.iter().copied().collect();
    for character in ['\u{1}', '\u{E123}', '\u{10FFFD}', '\u{378}'] {
        assert!(missing.contains(&character), "{missing:?}");
    }
}

#[test]
fn the_same_words_give_the_same_lines_whatever_was_set_before() {
    let text = ENGLISH.repeat(3);
    let fresh = setter("en").set(&justified(&text), 170.0);
    let mut used = setter("en");
    used.set(
        &justified("Что-то ещё, and something else about accusations."),
        90.0,
    );
    let again = used.set(&justified(&text), 170.0);
    let items = |lines: &[Line]| lines.iter().map(|l| l.items.clone()).collect::<Vec<_>>();
    assert_eq!(items(&fresh), items(&again));
}
