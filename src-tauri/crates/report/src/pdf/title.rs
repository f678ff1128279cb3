//! Lays out the title page.

use super::blocks::{Desk, append};
use super::display::{Item, Page, ink, line};
use super::faces::{Voice, Weight};
use super::lines::{Align, Line};
use super::styles::{BODY, BODY_LEADING, body, mono, set_flat, small};
use super::text::{Style, Words};

/// The title page; `pages` is the number of pages of the whole file.
pub(crate) fn lay_title(desk: &mut Desk<'_>, pages: usize) -> Page {
    let mut page = Page::default();
    let document = desk.document;
    let sheet = desk.sheet;
    let head = small(7.2).weighing(Weight::Medium);
    place(
        desk,
        &mut page,
        &Words::plain(&document.kicker, head),
        (sheet.left, 55.5),
    );
    let label = Style::new(Voice::Sans, Weight::Semibold, 7.2, ink::CONTRA);
    let set = desk.setter.line(&Words::plain(&document.copy_label, label));
    page.put(set.items, (sheet.right - set.width, 55.5));

    // The title shrinks until it stands in three lines.
    let measure = sheet.right - sheet.left;
    let mut size = 45.0f32;
    let lines = loop {
        let style = Style::new(Voice::Display, Weight::Semibold, size, ink::INK_1);
        let words = Words::plain(&document.title, style);
        let lines = balanced(desk, &words, measure * 0.86);
        if lines.len() <= 3 || size <= 16.0 {
            break lines;
        }
        size *= 0.86;
    };
    let mut y = 153.0;
    let places = vec![
        Item::Anchor("title".to_owned(), 0.0),
        Item::Entry(1, document.title.clone(), 0.0),
    ];
    page.put(places, (0.0, y - 45.0));
    for (index, line) in lines.into_iter().take(8).enumerate() {
        if index > 0 {
            y += size;
        }
        page.put(line.items, (sheet.left, y));
    }
    y += 41.0 - (45.0 - size) * 0.3;
    let style = Style::new(Voice::Serif, Weight::Regular, 16.4, ink::INK_2);
    let subtitle = Words::plain(&document.subtitle, style);
    for line in desk
        .setter
        .set(&subtitle, measure * 0.84, Align::Start)
        .into_iter()
        .take(6)
    {
        page.put(line.items, (sheet.left, y));
        y += 22.0;
    }
    y += 15.5;
    let authors = small(9.2).weighing(Weight::Medium).colored(ink::INK_1);
    let names = Words::plain(&document.authors.join(", "), authors);
    for line in desk
        .setter
        .set(&names, measure, Align::Start)
        .into_iter()
        .take(4)
    {
        page.put(line.items, (sheet.left, y));
        y += 13.0;
    }
    lay_summary(desk, &mut page, y);
    lay_facts(desk, &mut page, pages);
    page
}

fn lay_summary(desk: &mut Desk<'_>, page: &mut Page, after: f32) {
    let sheet = desk.sheet;
    let columns = desk.document.summary.iter().take(3);
    let gap = 21.0;
    // One column alone is as wide as running text.
    let width = if columns.len() == 1 {
        sheet.text_right - sheet.left
    } else {
        (sheet.right - sheet.left - 2.0 * gap) / 3.0
    };
    let limit = sheet.height - 110.0;
    for (index, column) in columns.enumerate() {
        let x = sheet.left + index as f32 * (width + gap);
        let lead = Style {
            old_figures: false,
            ..body().weighing(Weight::Semibold)
        };
        let mut words = Words::default();
        if !column.title.is_empty() {
            words.push(&format!("{} ", column.title), lead, None);
        }
        let rest = set_flat(&mut desk.setter, &column.text, body());
        append(&mut words, rest);
        let lines = desk.setter.set(&words, width, Align::Start);
        let height = lines.len() as f32 * BODY_LEADING * 0.95;
        let mut y = (sheet.height - 235.0).min(limit - height).max(after + 30.0) + BODY;
        for line in lines {
            if y < limit {
                page.put(line.items, (x, y));
            }
            y += BODY_LEADING * 0.95;
        }
    }
}

fn lay_facts(desk: &mut Desk<'_>, page: &mut Page, pages: usize) {
    let sheet = desk.sheet;
    let document = desk.document;
    let rule = sheet.height - 91.5;
    let drawn = line(sheet.left, 0.0, sheet.right, 0.0, ink::LINE_CONTROL, 0.7);
    page.put(vec![drawn], (0.0, rule));
    let zone = document.printed_at.format("%:z").to_string();
    let time = document.printed_at.format("%Y-%m-%d, %H:%M").to_string();
    let mut columns: Vec<(f32, String, Vec<String>, bool)> = vec![(
        sheet.left,
        format!("{} {}", desk.labels.version, document.version),
        vec![format!("{time} (UTC{zone})"), (desk.labels.pages)(pages)],
        false,
    )];
    let mut x = sheet.left + 129.0;
    for fact in document.facts.iter().take(1) {
        columns.push((x, fact.title.clone(), fact.lines.clone(), false));
    }
    x += 144.0;
    if let Some(fingerprint) = &document.fingerprint {
        let title = desk.labels.fingerprint_of_package.to_owned();
        columns.push((x, title, split_fingerprint(fingerprint), true));
    } else if let Some(fact) = document.facts.get(1) {
        columns.push((x, fact.title.clone(), fact.lines.clone(), false));
    }
    for (x, title, lines, identifier) in columns {
        let strong = small(7.2).weighing(Weight::Semibold).colored(ink::INK_1);
        let mut y = rule + 17.5;
        place(desk, page, &Words::plain(&title, strong), (x, y));
        for text in lines.iter().take(4) {
            y += 11.3;
            let style = if identifier { mono(6.9) } else { small(7.2) };
            place(desk, page, &Words::plain(text, style), (x, y));
        }
    }
}

/// As few lines as the measure allows, as even as they can be.
fn balanced(desk: &mut Desk<'_>, words: &Words, measure: f32) -> Vec<Line> {
    let mut lines = desk.setter.set(words, measure, Align::Start);
    let mut narrower = measure;
    while lines.len() > 1 && lines.len() <= 3 && narrower > measure * 0.4 {
        narrower *= 0.95;
        let tried = desk.setter.set(words, narrower, Align::Start);
        let fits = tried.iter().all(|line| line.width <= narrower + 0.1);
        if tried.len() > lines.len() || !fits {
            break;
        }
        lines = tried;
    }
    lines
}

/// A fingerprint in groups of four and two lines.
pub(crate) fn split_fingerprint(hex: &str) -> Vec<String> {
    let characters: Vec<char> = hex.chars().collect();
    let groups: Vec<String> = characters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.chunks(8).map(|line| line.join(" ")).collect()
}

fn place(desk: &mut Desk<'_>, page: &mut Page, words: &Words, at: (f32, f32)) {
    let set = desk.setter.line(words);
    page.put(set.items, at);
}
