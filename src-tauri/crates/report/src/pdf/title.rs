//! Lays out the title page.

use super::desk::Desk;
use super::display::{Item, ink, line};
use super::faces::{Voice, Weight};
use super::figures;
use super::fragment::Fragment;
use super::lines::Line;
use super::structure::Role;
use super::styles::{BODY, BODY_LEADING, body, mono, set_flat, small};
use super::text::{Style, Words};
use crate::Summary;

/// The baseline of the title's first line, points from the top of the page.
const TITLE: f32 = 153.0;
/// The title's size in points when it has room, and the least it shrinks to.
const LARGEST: f32 = 45.0;
const SMALLEST: f32 = 16.0;
/// The most lines it may have then.
const TITLE_LINES: usize = 8;

/// What the title page has no room for; it is said whole behind the contents.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cut {
    title: bool,
    subtitle: bool,
    authors: bool,
    summaries: bool,
}

/// The title page as one fragment from the top of the sheet, and what it has
/// no room for; `pages` is the number of pages of the whole file.
pub(crate) fn lay_title(desk: &mut Desk<'_>, pages: usize) -> (Fragment, Cut) {
    let mut page = Fragment::default();
    desk.tree.open(Role::Section);
    lay_labels(desk, &mut page);
    let mut cut = Cut::default();
    let mut y = lay_names(desk, &mut page, &mut cut);
    if let Some(cover) = &desk.document.cover {
        // What the summaries and the foot of the page leave.
        let bottom = desk.sheet.height - 215.0;
        y = figures::lay_cover(desk, &mut page, cover, (y + 22.0, bottom));
    }
    cut.summaries = lay_summaries(desk, &mut page, y);
    lay_facts(desk, &mut page, pages);
    desk.tree.close();
    (page, cut)
}

/// Whole texts of what the title page has no room for.
pub(crate) fn lay_rest(desk: &mut Desk<'_>) -> Vec<Fragment> {
    let figures = desk.figures;
    let mut cut = Cut::default();
    desk.chunk(|desk| {
        let (page, missing) = lay_title(desk, 0);
        cut = missing;
        vec![page]
    });
    desk.figures = figures;
    let document = desk.document;
    let authors = document.authors.join(", ");
    let strong = body().weighing(Weight::Semibold);
    let mut rest = Vec::new();
    for (is_cut, text, style) in [
        (cut.title, &document.title, strong),
        (cut.subtitle, &document.subtitle, body()),
        (cut.authors, &authors, body()),
    ] {
        if is_cut {
            let words = desk.within(Role::Paragraph, |desk| desk.say(text, style));
            rest.append(&mut paragraph(desk, &words));
        }
    }
    for column in document.summary.iter().filter(|_| cut.summaries) {
        let words = desk.within(Role::Paragraph, |desk| set_summary(desk, column));
        rest.append(&mut paragraph(desk, &words));
    }
    rest
}

fn paragraph(desk: &mut Desk<'_>, words: &Words) -> Vec<Fragment> {
    let mut lines = desk.set(words, desk.sheet.text, BODY_LEADING, BODY);
    if let Some(first) = lines.first_mut() {
        first.before = 7.5;
    }
    lines
}

/// The sign that there is more, which belongs to what it ends.
fn more(desk: &mut Desk<'_>, words: &Words, style: Style) -> Line {
    let sign = Words {
        node: words.node,
        ..Words::plain("…", style)
    };
    desk.setter.line(&sign)
}

fn lay_labels(desk: &mut Desk<'_>, page: &mut Fragment) {
    let document = desk.document;
    let full = desk.sheet.full;
    let kicker = small(7.2).weighing(Weight::Medium);
    let label = Style::new(Voice::Sans, Weight::Semibold, 7.2, ink::CONTRA);
    if !document.kicker.is_empty() {
        let set = desk.line_of(Role::Paragraph, &document.kicker, kicker);
        let x = desk.start(full, 0.0, set.width);
        page.put(set.items, (x, 55.5));
    }
    if !document.copy_label.is_empty() {
        let set = desk.line_of(Role::Paragraph, &document.copy_label, label);
        let x = desk.end(full, set.width);
        page.put(set.items, (x, 55.5));
    }
}

/// Title, subtitle and authors; gives the height where they end.
fn lay_names(desk: &mut Desk<'_>, page: &mut Fragment, cut: &mut Cut) -> f32 {
    let document = desk.document;
    let full = desk.sheet.full;
    let measure = full.1 - full.0;
    desk.tree.open(Role::Heading(1));
    let (mut lines, size, sign) = fit_title(desk, measure * 0.86);
    desk.tree.close();
    cut.title = lines.len() > TITLE_LINES;
    lines.truncate(TITLE_LINES);
    lines.extend(Some(sign).filter(|_| cut.title));
    let mut y = TITLE;
    page.items.push(Item::Anchor("title".to_owned(), y - 45.0));
    let entry = Item::Entry(1, document.title.clone(), y - 45.0);
    page.items.push(entry);
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            y += size;
        }
        let x = desk.start(full, 0.0, measure * 0.86);
        page.put(line.items, (x, y));
    }
    y += 41.0 - (LARGEST - size) * 0.3;
    let style = Style::new(Voice::Serif, Weight::Regular, 16.4, ink::INK_2);
    (y, cut.subtitle) = add_lines(desk, page, &document.subtitle, style, (y, 22.0, 6));
    let style = small(9.2).weighing(Weight::Medium).colored(ink::INK_1);
    let names = document.authors.join(", ");
    (y, cut.authors) = add_lines(desk, page, &names, style, (y + 15.5, 13.0, 4));
    y
}

/// A paragraph of at most so many lines: first baseline, leading, lines. Gives
/// where it ends and whether there is more.
fn add_lines(
    desk: &mut Desk<'_>,
    page: &mut Fragment,
    text: &str,
    style: Style,
    (mut y, leading, most): (f32, f32, usize),
) -> (f32, bool) {
    if text.is_empty() {
        return (y, false);
    }
    let full = desk.sheet.full;
    let measure = (full.1 - full.0) * 0.84;
    let words = desk.within(Role::Paragraph, |desk| desk.say(text, style));
    let x = desk.start(full, 0.0, measure);
    let mut lines = desk.setter.set(&words, measure);
    let cut = lines.len() > most;
    if cut {
        lines.truncate(most);
        lines.push(more(desk, &words, style));
    }
    for line in lines {
        page.put(line.items, (x, y));
        y += leading;
    }
    (y, cut)
}

/// The title shrinks until it stands in three lines. Gives its lines, its size
/// and the sign that there is more.
fn fit_title(desk: &mut Desk<'_>, measure: f32) -> (Vec<Line>, f32, Line) {
    let mut size = LARGEST;
    loop {
        let style = Style::new(Voice::Display, Weight::Semibold, size, ink::INK_1);
        let words = desk.say(&desk.document.title, style);
        let lines = balanced(desk, &words, measure);
        if lines.len() <= 3 || size <= SMALLEST {
            let sign = more(desk, &words, style);
            return (lines, size, sign);
        }
        size *= 0.86;
    }
}

/// As few lines as the measure allows, as even as they can be.
fn balanced(desk: &mut Desk<'_>, words: &Words, measure: f32) -> Vec<Line> {
    let mut lines = desk.setter.set(words, measure);
    if desk.sheet.mirrored {
        return lines;
    }
    let mut narrower = measure;
    while lines.len() > 1 && lines.len() <= 3 && narrower > measure * 0.4 {
        narrower *= 0.95;
        let tried = desk.setter.set(words, narrower);
        let fits = tried.iter().all(|line| line.width <= narrower + 0.1);
        if tried.len() > lines.len() || !fits {
            break;
        }
        lines = tried;
    }
    lines
}

/// Gives whether there is more than there is room for.
fn lay_summaries(desk: &mut Desk<'_>, page: &mut Fragment, after: f32) -> bool {
    let sheet = desk.sheet;
    let (left, right) = sheet.full;
    let columns: Vec<&Summary> = desk.document.summary.iter().take(3).collect();
    let gap = 21.0;
    // One column alone is as wide as running text.
    let width = if columns.len() == 1 {
        sheet.text.1 - sheet.text.0
    } else {
        (right - left - 2.0 * gap) / 3.0
    };
    let limit = sheet.height - 110.0;
    let leading = BODY_LEADING * 0.95;
    let mut set: Vec<(Words, Vec<Line>)> = Vec::new();
    for column in columns {
        let words = desk.within(Role::Paragraph, |desk| set_summary(desk, column));
        let lines = desk.setter.set(&words, width);
        set.push((words, lines));
    }
    let counts = set.iter().map(|(_, lines)| lines.len());
    let tallest = counts.max().unwrap_or(0) as f32 * leading;
    let top = (sheet.height - 235.0)
        .min(limit - tallest)
        .max(after + 30.0);
    let room = ((limit - top - BODY) / leading).ceil().max(0.0) as usize;
    let mut cut = desk.document.summary.len() > 3;
    for (index, (words, mut lines)) in set.into_iter().enumerate() {
        let x = desk.start(sheet.full, index as f32 * (width + gap), width);
        let mut y = top + BODY;
        if lines.len() > room {
            cut = true;
            lines.truncate(room);
            lines.push(more(desk, &words, body()));
        }
        for line in lines {
            page.put(line.items, (x, y));
            y += leading;
        }
    }
    cut
}

fn set_summary(desk: &mut Desk<'_>, column: &Summary) -> Words {
    let lead = Style {
        figures: super::text::Figures::Default,
        ..body().weighing(Weight::Semibold)
    };
    let mut words = desk.words();
    if !column.title.is_empty() {
        words.push(&format!("{} ", column.title), lead, None);
    }
    words.append(set_flat(desk, &column.text, body()));
    words
}

/// A small column at the foot of the title page.
struct Imprint {
    /// Points from the side where reading begins.
    by: f32,
    title: String,
    lines: Vec<String>,
    identifier: bool,
}

fn lay_facts(desk: &mut Desk<'_>, page: &mut Fragment, pages: usize) {
    let (left, right) = desk.sheet.full;
    let rule = desk.sheet.height - 91.5;
    let drawn = line(left, rule, right, rule, ink::LINE_CONTROL, 0.7);
    page.items.push(drawn);
    for column in imprint(desk, pages) {
        let strong = small(7.2).weighing(Weight::Semibold).colored(ink::INK_1);
        let lines = column.lines.iter().take(4).map(String::as_str);
        let mut y = rule + 17.5;
        for (index, text) in std::iter::once(column.title.as_str())
            .chain(lines)
            .enumerate()
        {
            let style = match (index, column.identifier) {
                (0, _) => strong,
                (_, true) => mono(6.9),
                (_, false) => small(7.2),
            };
            let set = desk.line_of(Role::Paragraph, text, style);
            let x = desk.start((left, right), column.by, set.width);
            page.put(set.items, (x, y));
            y += 11.3;
        }
    }
}

fn imprint(desk: &Desk<'_>, pages: usize) -> Vec<Imprint> {
    let document = desk.document;
    let printed_at = desk.labels.moment(document.printed_at);
    let mut columns = vec![Imprint {
        by: 0.0,
        title: format!("{} {}", desk.labels.version, document.version),
        lines: vec![printed_at, (desk.labels.pages)(pages)],
        identifier: false,
    }];
    let fact = |by: f32, fact: &crate::Fact| Imprint {
        by,
        title: fact.title.clone(),
        lines: fact.lines.clone(),
        identifier: false,
    };
    columns.extend(document.facts.first().map(|first| fact(129.0, first)));
    match &document.fingerprint {
        Some(fingerprint) => columns.push(Imprint {
            by: 273.0,
            title: desk.labels.fingerprint_of_package.to_owned(),
            lines: split_fingerprint(fingerprint),
            identifier: true,
        }),
        None => columns.extend(document.facts.get(1).map(|second| fact(273.0, second))),
    }
    columns
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
