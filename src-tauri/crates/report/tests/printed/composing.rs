//! A manuscript and a case made into a document.

use std::collections::BTreeMap;

use chrono::DateTime;
use claims::{Casebook, Claim, Confidence, ConfidenceLevel, Link, Reply, Stance};
use evidence::exhibit::{CollectionRecord, Kind, Original};
use evidence::mark::Quote;
use evidence::{Exhibit, Fingerprint, Held, Id, Mark, Selector, Sensitivity, Tier};
use manuscript::Manuscript;
use report::compose::{Edition, Imprint, compose, withholding};
use report::{Block, Custody, Document, Inline, MarginNote, OpenPoint, Tone, View};

use crate::common::picture;
use crate::pdf::print_clean;

pub(crate) fn id(number: u32) -> Id {
    format!("00000000-0000-7000-8000-{number:012}")
        .parse()
        .unwrap()
}

pub(crate) const PAGE: &str = "The service counted, between 15 and 16 May, 5,187 posts by 1,686 accounts. \
    Most of them came in the first hours. A spokesman said the party had nothing to do with it.";

fn exhibit(number: u32, title: &str, kind: Kind, media_type: &str) -> Exhibit {
    Exhibit {
        id: id(number),
        number: format!("E-{number:03}").parse().unwrap(),
        title: title.into(),
        kind,
        held: Held::Held,
        original: Some(Original {
            fingerprint: Fingerprint::new([number as u8; 32]),
            size_bytes: 12_345,
            media_type: media_type.into(),
            file_name: "file".into(),
        }),
        record: CollectionRecord {
            posted_at: "2024-05-15T12:21+04:00".parse().ok(),
            captured_at: "2024-05-16T09:14:22+04:00".parse().ok(),
            captured_by: Some("Subject One".into()),
            publisher: Some("X".into()),
            address_final: Some(format!("https://x.example/status/{number}")),
            tier: Tier::Primary,
            description: Some("A post with two photographs".into()),
            ..CollectionRecord::default()
        },
    }
}

fn mark(number: u32, of: u32, at: u32, selector: Selector) -> Mark {
    Mark {
        id: id(number),
        exhibit: id(of),
        reference: format!("E-{of:03}.{at}").parse().unwrap(),
        selector,
        note: Some(format!("note {at}")),
    }
}

fn link(number: u32, mark: u32, claim: u32, stance: Stance) -> Link {
    Link {
        id: id(number),
        mark: id(mark),
        claim: id(claim),
        stance,
        explanation: None,
    }
}

fn quote(words: &str) -> Selector {
    Selector::Quote(Quote::anchor(PAGE, words).unwrap())
}

pub(crate) fn book() -> Casebook {
    let region = Selector::Region {
        x: 64,
        y: 48,
        width: 320,
        height: 240,
        page: None,
    };
    let mut withheld = exhibit(3, "The answer of the party", Kind::Statement, "image/jpeg");
    withheld.record.sensitivity = Sensitivity::Sensitive;
    Casebook {
        title: "The case".into(),
        exhibits: vec![
            exhibit(1, "First post of the montage", Kind::Post, "image/png"),
            exhibit(2, "A page that counts", Kind::Page, "text/html"),
            withheld,
            exhibit(4, "Never cited", Kind::Page, "text/html"),
        ],
        marks: vec![
            mark(11, 1, 1, region),
            mark(21, 2, 1, quote("5,187 posts by 1,686 accounts")),
            mark(22, 2, 2, quote("nothing to do with it")),
            mark(31, 3, 1, Selector::Page(2)),
        ],
        claims: vec![Claim {
            id: id(51),
            number: "C-01".parse().unwrap(),
            text: "The montage was posted 5,187 times.".into(),
            accuses: None,
            identity: None,
            confidence: Some(Confidence {
                level: ConfidenceLevel::Moderate,
                reason: "One count, not repeated.".into(),
                by: "Subject One".into(),
                at: evidence::Moment::from_utc(chrono::DateTime::UNIX_EPOCH),
            }),
            withdrawn: None,
        }],
        links: vec![
            link(61, 11, 51, Stance::Supports),
            link(62, 21, 51, Stance::Supports),
            link(63, 22, 51, Stance::Contradicts),
            link(64, 31, 51, Stance::Denial),
        ],
        replies: vec![Reply {
            id: id(71),
            number: "R-01".parse().unwrap(),
            whom: id(99),
            about: vec![id(51)],
            asked_at: "2024-05-28".parse().unwrap(),
            channel: "e-mail".into(),
            deadline: None,
            reminders: Vec::new(),
            answer: Some(id(3)),
        }],
        texts: BTreeMap::from([(id(2), PAGE.to_owned())]),
        ..Casebook::default()
    }
}

const TEXT: &str = "---\ntitle: One image\nauthor: Desk\nlang: en\n---\n\n# Found\n\n\
At 12:21 an account posted it. [see @E-001.1, p. 3] Within the day it had thousands of copies. \
[@C-01][^how]\n\n![The montage](E-001)\n\n::: denial\n“Nothing”, said the party. [@E-003.1]\n:::\n\n\
Nobody knows @E-099 or [@C-77].\n\n[^how]: Counted once. [@E-002.1]\n";

pub(crate) fn imprint(edition: Edition) -> Imprint {
    Imprint {
        printed_at: DateTime::parse_from_rfc3339("2024-06-10T14:32:00+04:00").unwrap(),
        version: "0.9".into(),
        edition,
        fingerprint: None,
        custody: BTreeMap::from([(
            id(1),
            vec![Custody {
                when: "16 May 2024, 09:14:22 (UTC+4)".into(),
                who: "Subject One".into(),
                what: "Added".into(),
            }],
        )]),
        findings: vec![OpenPoint {
            rule: "L04".into(),
            text: "A contradiction is not explained.".into(),
            paragraph: Some(1),
            waiver: None,
        }],
    }
}

fn composed(edition: Edition) -> Document {
    let manuscript = Manuscript::parse(TEXT);
    compose(&manuscript, &book(), &imprint(edition), &mut |exhibit| {
        let format = if exhibit.number.value == 1 {
            image::ImageFormat::Png
        } else {
            image::ImageFormat::Jpeg
        };
        Some(picture(format).bytes.to_vec())
    })
}

fn margins(document: &Document) -> Vec<&MarginNote> {
    let mut notes = Vec::new();
    for block in &document.body {
        if let Block::Paragraph(paragraph) = block {
            notes.extend(&paragraph.margin);
        }
    }
    notes
}

#[test]
fn the_margin_names_what_is_cited_what_speaks_against_it_and_how_sure_we_are() {
    let document = composed(Edition::Editor);
    let notes = margins(&document);
    let toned = |wanted: Tone| {
        notes
            .iter()
            .any(|note| matches!(note, MarginNote::Exhibit { tone, .. } if *tone == wanted))
    };
    assert!(toned(Tone::Plain) && toned(Tone::Contradicts) && toned(Tone::Denial));
    let sure = |note: &&&MarginNote| matches!(note, MarginNote::Confidence { claim, bars: 2, .. } if claim == "C-01");
    assert!(notes.iter().any(|note| sure(&note)));
    let asked = notes.iter().any(|note| {
        matches!(note, MarginNote::Exhibit { detail, .. } if detail.starts_with("Asked 28 May 2024, answered 15 May"))
    });
    assert!(asked, "{notes:#?}");
}

#[test]
fn a_plate_is_printed_for_what_is_cited_and_for_what_bears_on_a_cited_claim() {
    let document = composed(Edition::Editor);
    let tags: Vec<&str> = document
        .plates
        .iter()
        .map(|plate| plate.tag.as_str())
        .collect();
    assert_eq!(tags, ["E-001", "E-002", "E-003"]);
    let first = &document.plates[0];
    assert_eq!(first.view, View::Picture(0));
    let place = first.marks[0].place.unwrap();
    assert!((place.x - 0.1).abs() < 0.001 && (place.width - 0.5).abs() < 0.001);
    assert_eq!(first.marks[0].paragraphs, [1]);
    assert_eq!(first.claims[0].stance, "Supports");
    let View::Excerpt(passages) = &document.plates[1].view else {
        panic!("a page is shown by its words");
    };
    let quoted: Vec<_> = passages.iter().filter(|p| p.mark.is_some()).collect();
    assert_eq!(quoted[0].text, "5,187 posts by 1,686 accounts");
    assert_eq!(quoted.len(), 2);
    let whole: String = passages
        .iter()
        .map(|passage| passage.text.as_str())
        .collect();
    assert_eq!(whole, PAGE);
}

#[test]
fn citations_keep_their_words_and_unknown_ones_lead_nowhere() {
    let document = composed(Edition::Editor);
    let Block::Paragraph(first) = &document.body[1] else {
        panic!("a paragraph follows the heading");
    };
    assert!(first.text.contains(&Inline::Text("see ".into())));
    let page = first
        .text
        .iter()
        .any(|inline| matches!(inline, Inline::Citation(cited) if cited.locator == "p.\u{a0}3"));
    assert!(page, "{:?}", first.text);
    assert!(first.text.contains(&Inline::Note(1)));
    let Some(Block::Paragraph(last)) = document.body.last() else {
        panic!("a paragraph ends the text");
    };
    for inline in &last.text {
        if let Inline::Citation(citation) = inline {
            assert_eq!(citation.target, "", "{citation:?}");
        }
    }
    assert!(matches!(
        document.notes[0].last(),
        Some(Inline::Citation(_))
    ));
}

#[test]
fn the_public_copy_withholds_what_is_sensitive_and_what_is_internal() {
    let document = composed(Edition::Public);
    let answer = &document.plates[2];
    assert!(matches!(answer.view, View::Absent(_)));
    assert_eq!(document.pictures.len(), 1);
    assert!(answer.marks.is_empty() && answer.alt.is_empty());
    assert_eq!(answer.source_record.address, "");
    let told = format!("{answer:?}");
    assert!(
        !told.contains("x.example"),
        "its address is printed: {told}"
    );
    assert!(document.open_points.is_empty());
    assert!(document.plates.iter().all(|plate| plate.custody.is_empty()));
    let told = format!("{document:?}");
    assert!(!told.contains("Subject One"), "the collector is named");
    assert!(!told.contains("L04"), "an open point is printed");
}

#[test]
fn no_copy_shows_a_pixel_of_what_is_sensitive() {
    let mut book = book();
    let twin = book.exhibits[2].original.clone();
    book.exhibits[3].original = twin;
    let document = compose(
        &Manuscript::parse("![The answer](E-003) ![Its twin](E-004)\n"),
        &book,
        &imprint(Edition::Editor),
        &mut |exhibit| {
            assert_ne!(exhibit.original, book.exhibits[2].original, "it is read");
            None
        },
    );
    assert!(document.pictures.is_empty());
    let answer = &document.plates[0];
    assert!(
        matches!(&answer.view, View::Absent(why) if why.starts_with("Sensitive")),
        "{answer:?}"
    );
    assert!(
        !answer.marks.is_empty(),
        "the editor reads what is said of it"
    );
    let kept_back = withholding(&book, Edition::Editor);
    assert_eq!((kept_back.withheld, kept_back.covered), (0, 2));
}

#[test]
fn a_composed_report_prints_and_pandoc_reads_it() {
    let document = composed(Edition::Editor);
    print_clean("composed.pdf", &document);
    crate::markdown::through_pandoc("markdown-composed", &document, "html");
    print_clean("composed-public.pdf", &composed(Edition::Public));
}

#[test]
fn the_front_matter_gives_the_columns_of_the_title_page_and_the_paper() {
    let text = "---\ntitle: One image\nsummary: Not shown.\nfound: A montage was posted 5,187 times.\n\
        they-say: The party denies it.\nunknown: Who posted it first.\npaper: Letter\n---\n\nText.\n";
    let book = Casebook::default();
    let imprint = Imprint {
        printed_at: DateTime::UNIX_EPOCH.fixed_offset(),
        version: "1".into(),
        edition: Edition::Editor,
        fingerprint: None,
        custody: BTreeMap::new(),
        findings: vec![],
    };
    let document = compose(&Manuscript::parse(text), &book, &imprint, &mut |_| None);
    let titles: Vec<&str> = document.summary.iter().map(|s| s.title.as_str()).collect();
    assert_eq!(
        titles,
        ["What we found.", "What they say.", "What we do not know."]
    );
    assert_eq!(
        document.summary[1].text,
        [Inline::Text("The party denies it.".into())]
    );
    assert_eq!(document.paper, Some(report::pdf::Paper::Letter));
}

#[test]
fn the_manuscript_of_the_sample_case_prints() {
    let source = include_str!("../../../../../assets/sample/report.md");
    let manuscript = Manuscript::parse(source);
    let document = compose(&manuscript, &book(), &imprint(Edition::Editor), &mut |_| {
        Some(include_bytes!("../../../../../assets/sample/post-a-001.png").to_vec())
    });
    let (printed, _) = print_clean("sample-manuscript.pdf", &document);
    assert!(printed.missing.is_empty(), "{:?}", printed.missing);
    crate::markdown::through_pandoc("markdown-manuscript", &document, "html");
}
