//! Charts, from the manuscript to the page.

use claims::Casebook;
use evidence::people::{Affiliation, Basis, Event, Level, Organisation, Person};
use manuscript::Manuscript;
use report::chart::Plot;
use report::compose::{Edition, compose};
use report::{Block, Document, Figure, Inline, Shown};

use crate::composing::{book, id, imprint};
use crate::pdf::{print_clean, run};

/// One of each kind, and one that cannot be read.
pub(crate) const CHARTS: &str = "\
```chart series\ntitle: Posts an hour\nunit: posts\nhighlight: 2024-05-15 12:00 to 2024-05-15 13:00\n\
note: 2024-05-15 12:21, first post\nexhibit: E-002\n\n\
2024-05-15 11:00, 3\n2024-05-15 12:00, 5187\n2024-05-15 13:00, 80\n2024-05-15 14:00, 12\n```\n\n\
```chart bars\ntitle: By account\nunit: posts\nhighlight: A-001\nA-001, 12\nA-002, 3.5\n```\n\n\
```chart timeline\n2024-05-15 12:21, The post [@E-001.1]\nabout 2023 to 2024, Earlier ones\n```\n\n\
```chart links\nA -> B: owns [@E-001.1]\nB -> C\n```\n\n\
```chart series\nyesterday, many\n```\n";

pub(crate) fn charted(text: &str, book: &Casebook) -> Document {
    let manuscript = Manuscript::parse(text);
    compose(&manuscript, book, &imprint(Edition::Editor), &mut |_| None)
}

fn figures(document: &Document) -> Vec<&Figure> {
    let figures = document.body.iter().filter_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    });
    figures.collect()
}

#[test]
fn a_chart_says_its_extent_and_its_peak_and_keeps_its_rows() {
    let document = charted(CHARTS, &book());
    let figures = figures(&document);
    assert_eq!(figures.len(), 4);
    let alts: Vec<&str> = figures.iter().map(|figure| figure.alt.as_str()).collect();
    assert!(
        alts[0].contains("4 values from 15 May 2024, 11:00"),
        "{}",
        alts[0]
    );
    assert!(
        alts[0].contains("the highest is 5,187, 15 May 2024, 12:00"),
        "{}",
        alts[0]
    );
    assert!(alts[1].contains("the highest is 12 (A-001)"), "{}", alts[1]);
    assert!(
        alts[2].contains("2 events, from 2023 to 15 May 2024"),
        "{}",
        alts[2]
    );
    assert!(alts[3].contains("A → B, owns; B → C."), "{}", alts[3]);
    assert_eq!(figures[0].exhibit, "E-002");
    let Shown::Chart(chart) = &figures[0].shown else {
        panic!("a chart");
    };
    assert_eq!(chart.table.rows.len(), 4);
    assert_eq!(chart.table.rows[1][1], [Inline::Text("5,187".into())]);
    let plates: Vec<&str> = document.plates.iter().map(|p| p.tag.as_str()).collect();
    assert_eq!(plates, ["E-001", "E-002"], "what charts cite is printed");
}

#[test]
fn a_chart_that_cannot_be_read_stays_and_is_spoken_of() {
    let document = charted(CHARTS, &book());
    let last = document.body.last().unwrap();
    assert_eq!(*last, Block::Code("yesterday, many\n".into()));
    assert_eq!(document.remarks.len(), 1);
    assert!(
        document.remarks[0].contains("line 32"),
        "{}",
        document.remarks[0]
    );
    assert!(
        document.remarks[0].contains("yesterday"),
        "{}",
        document.remarks[0]
    );
}

#[test]
fn the_case_draws_its_events_and_affiliations() {
    let mut book = book();
    book.people.push(Person {
        id: id(81),
        number: "P-01".parse().unwrap(),
        name: "Subject 01".into(),
        other_names: Vec::new(),
    });
    book.organisations.push(Organisation {
        id: id(82),
        number: "O-01".parse().unwrap(),
        name: "The branch".into(),
        other_names: Vec::new(),
    });
    book.affiliations.push(Affiliation {
        id: id(83),
        number: "F-01".parse().unwrap(),
        who: id(81),
        organisation: id(82),
        level: Level::Member,
        role: Some("adviser".into()),
        from: None,
        to: None,
        basis: Basis::Bio,
        mark: Some(id(21)),
    });
    for (number, on) in [(1, "2024-06"), (2, "2024-05-15T12:21+04:00")] {
        book.events.push(Event {
            id: id(90 + number),
            number: format!("V-{number:02}").parse().unwrap(),
            title: format!("Event {number}"),
            on: on.parse().unwrap(),
            until: None,
            approximate: number == 1,
            place: None,
            about: None,
            mark: None,
        });
    }
    let text = "```chart timeline\n```\n\n```chart links\n```\n";
    let document = charted(text, &book);
    let figures = figures(&document);
    let Shown::Chart(timeline) = &figures[0].shown else {
        panic!("a chart");
    };
    let Plot::Timeline(happenings) = &timeline.plot else {
        panic!("a timeline");
    };
    let when: Vec<&str> = happenings.iter().map(|h| h.when.as_str()).collect();
    assert_eq!(when, ["15 May 2024, 12:21", "about June 2024"]);
    let Shown::Chart(links) = &figures[1].shown else {
        panic!("a chart");
    };
    let Plot::Links { names, ties } = &links.plot else {
        panic!("links");
    };
    assert_eq!(names, &["Subject 01", "The branch"]);
    assert_eq!(ties[0].text, "adviser (member)");
    assert_eq!(ties[0].label, "E-002·1");
    assert_eq!(
        document.plates[0].tag, "E-002",
        "what it rests on is printed"
    );
}

#[test]
fn the_cover_is_the_chart_that_was_asked_for_and_stands_once() {
    let flagged = CHARTS.replace("title: Posts an hour", "cover: yes\ntitle: Posts an hour");
    let document = charted(&flagged, &book());
    let cover = document.cover.as_ref().unwrap();
    assert!(cover.alt.contains("5,187"), "{}", cover.alt);
    assert_eq!(figures(&document).len(), 3);
    let numbered = format!("---\ncover: 2\n---\n{flagged}");
    let document = charted(&numbered, &book());
    let cover = document.cover.as_ref().unwrap();
    assert!(cover.alt.contains("A-001"), "{}", cover.alt);
}

/// All charts of `CHARTS` behind a week of hours on the title page.
pub(crate) fn week() -> String {
    let mut text = String::from(
        "---\ntitle: One image, 5,187 posts\nsubtitle: How accounts spread false pictures\nauthor: Desk\n---\n\n\
         ```chart series\ntitle: Posts per hour with either hashtag, Baku time\nunit: posts\ncover: yes\n\
         highlight: 2024-05-15 12:00 to 2024-05-15 18:00\n\
         note: 2024-05-15 12:21, first post of the false montage\nexhibit: E-002\n\n",
    );
    for hour in 0..168u32 {
        let after = hour.saturating_sub(60);
        let burst = if hour < 60 {
            0
        } else {
            5100 / (after * after / 2 + 1)
        };
        let second = if hour < 84 { 0 } else { 2400 / (hour - 83) };
        let (day, at) = (13 + hour / 24, hour % 24);
        let posts = 60 + hour * 7 % 90 + burst + second;
        text.push_str(&format!("2024-05-{day} {at:02}:00, {posts}\n"));
    }
    text + "```\n\n# Charts\n\n" + CHARTS
}

#[test]
fn charts_print_as_vectors_whose_words_are_read_back() {
    let document = charted(&week(), &book());
    let (printed, path) = print_clean("charts.pdf", &document);
    assert_eq!(printed.missing, [] as [char; 0]);
    let Some((_, text)) = run("pdftotext", &["-layout", path.to_str().unwrap(), "-"]) else {
        return;
    };
    for words in [
        "first post",
        "12:00",
        "4,000",
        "A-001",
        "about 2023",
        "owns",
        "E-001·1",
    ] {
        assert!(text.contains(words), "“{words}” is not in:\n{text}");
    }
    let Some((_, pictures)) = run("pdfimages", &["-list", path.to_str().unwrap()]) else {
        return;
    };
    assert_eq!(
        pictures.lines().count(),
        2,
        "no picture, only a head: {pictures}"
    );
}
