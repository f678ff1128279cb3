//! What a copy may not show reaches no part of what is made from it.

use claims::Casebook;
use evidence::mark::Quote;
use evidence::{Account, Code, Person, Reason, Redaction, Scope, Selector};
use manuscript::Manuscript;
use report::compose::{Edition, compose};
use report::{Document, View, csl, markdown};

use crate::common::picture;
use crate::composing::{PAGE, book, id, imprint};
use crate::pdf::print_clean;

const SECRETS: [&str; 8] = [
    "Elçin",
    "ELÇIN",
    "Quliyev",
    "elcin_q",
    "99887766",
    "Ольга",
    "Subject One",
    "1,686 accounts",
];

pub(crate) const TEXT: &str = "---\ntitle: What Elçin Quliyev wrote\nauthor: Desk\nlang: en\n---\n\n# ELÇIN QULIYEV\n\n\
Then **Elçin** Quliyev posted it. [@E-001.1] His friend Ольга Иванова did [so](https://x.example/elcin_q).[^how]\n\n\
![A post by @elcin\\_q](E-001)\n\n| Who | When |\n|---|---|\n| Elçin Quliyev | May |\n\n\
> elcin quliyev, 99887766\n\nIt is so. [@C-01]\n\n[^how]: Said by Elc\u{327}in Quliyev. [@E-002.1; @E-003.1]\n";

fn code(party: u32, code: &str, scope: Scope, other_names: &[&str]) -> Code {
    Code {
        party: id(party),
        code: code.into(),
        reason: Reason::Privacy,
        scope,
        other_names: other_names.iter().map(ToString::to_string).collect(),
    }
}

fn redaction(number: u32, exhibit: u32, selector: Selector) -> Redaction {
    Redaction {
        id: id(900 + number),
        exhibit: id(exhibit),
        number,
        selector,
        reason: Reason::Victim,
        label: None,
        by: "Subject One".into(),
        at: "2024-05-16".parse().unwrap(),
    }
}

/// The case of the other tests, with names under codes and two redactions.
pub(crate) fn protected_book(scope: Scope) -> Casebook {
    let mut book = book();
    let person = |number: u32, name: &str| Person {
        id: id(number),
        number: format!("P-{:02}", number - 80).parse().unwrap(),
        name: name.into(),
        other_names: Vec::new(),
    };
    book.people = vec![person(81, "Elçin Quliyev"), person(82, "Ольга Иванова")];
    book.accounts = vec![Account {
        id: id(91),
        number: "A-001".parse().unwrap(),
        platform: "X".into(),
        handle: "elcin_q".into(),
        platform_id: Some("99887766".into()),
        other_names: Vec::new(),
        states: Vec::new(),
    }];
    book.codes = vec![
        code(81, "Subject 01", scope, &["Elçin"]),
        code(82, "Subject 02", scope, &[]),
        code(91, "Account 01", scope, &[]),
    ];
    book.exhibits[0].record.account = Some(id(91));
    book.exhibits[0].record.address_final = Some("https://x.example/status/1".into());
    book.exhibits[0].record.description = Some("A post by Elçin Quliyev (elcin_q)".into());
    book.exhibits[1].title = "A page about elçin quliyev".into();
    book.exhibits[1].record.note = Some("Told by Elçin Quliyev".into());
    book.exhibits[1].record.tool = Some("camera 4711".into());
    book.claims[0].text = "Elçin Quliyev posted it 5,187 times.".into();
    book.marks[0].note = Some("Here stands Elçin Quliyev".into());
    book.texts
        .insert(id(2), format!("{PAGE} So Elçin Quliyev said."));
    book.redactions = vec![
        redaction(1, 1, Selector::region("0,0,100,100").unwrap()),
        redaction(
            2,
            2,
            Selector::Quote(Quote::anchor(PAGE, "by 1,686 accounts").unwrap()),
        ),
    ];
    book
}

fn composed(edition: Edition, scope: Scope) -> Document {
    let manuscript = Manuscript::parse(TEXT);
    compose(
        &manuscript,
        &protected_book(scope),
        &imprint(edition),
        &mut |_| Some(picture(image::ImageFormat::Png).bytes.to_vec()),
    )
}

#[test]
fn no_spelling_of_a_coded_name_reaches_the_document() {
    for (edition, scope) in [
        (Edition::Public, Scope::Public),
        (Edition::Editor, Scope::Always),
    ] {
        let document = composed(edition, scope);
        let told = [
            format!("{document:?}"),
            markdown::write(&document, "report"),
            String::from_utf8(csl::write(&document)).unwrap(),
        ];
        for secret in SECRETS {
            if secret == "Subject One" && edition == Edition::Editor {
                continue;
            }
            for text in &told {
                let at = text.find(secret);
                let around = at.map(|at| text[at..].chars().take(60).collect::<String>());
                assert_eq!(around, None, "{edition:?}: {secret}");
            }
        }
        for code in ["Subject 01", "Subject 02", "Account 01"] {
            assert!(told[1].contains(code), "{edition:?}: {code} is not printed");
        }
        assert_eq!(document.title, "What Subject 01 wrote");
        assert!(
            !told[0].contains("x.example/status/1\""),
            "the post's address leads to the account"
        );
        print_clean(&format!("copies-{edition:?}.pdf"), &document);
    }
}

#[test]
fn the_editor_reads_the_names_unless_the_case_says_always() {
    let document = composed(Edition::Editor, Scope::Public);
    let told = format!("{document:?}");
    assert!(told.contains("Quliyev") && told.contains("elcin_q"));
    assert!(
        !told.contains("1,686 accounts"),
        "a redaction holds in every copy"
    );
    assert!(!document.plates[0].custody.is_empty());
}

#[test]
fn the_public_copy_has_what_is_allowed_and_no_more() {
    let document = composed(Edition::Public, Scope::Public);
    let told = format!("{document:?}");
    for internal in [
        "camera 4711",
        "Told by",
        "Moderate",
        "One count",
        "L04",
        "e-mail",
    ] {
        assert!(!told.contains(internal), "{internal} is the desk’s");
    }
    let first = &document.plates[0];
    assert!(first.marks.iter().all(|mark| mark.paragraphs.is_empty()));
    let names: Vec<&str> = first.source.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(
        names,
        ["Kind", "Posted", "Account", "Publisher", "Captured", "Tier"]
    );
    assert!(first.fingerprint.is_some());
    assert!(!document.claims[0].standing.is_empty());
    assert_eq!(document.claims[0].confidence, None);
}

#[test]
fn a_redacted_place_is_named_and_its_marks_keep_their_frame_only() {
    let document = composed(Edition::Editor, Scope::Public);
    let first = &document.plates[0];
    assert!(
        first.changes[0].contains("shows a victim"),
        "{:?}",
        first.changes
    );
    assert!(
        first.alt.ends_with("Part withheld: shows a victim."),
        "{}",
        first.alt
    );
    let mark = &first.marks[0];
    assert!(mark.place.is_some() && mark.note.is_empty(), "{mark:?}");
    let pixels = image::load_from_memory(&document.pictures[0].bytes)
        .unwrap()
        .into_rgb8();
    let flat = pixels.get_pixel(0, 0);
    assert!((0..100).all(|at| pixels.get_pixel(at, at) == flat));
    let View::Excerpt(passages) = &document.plates[1].view else {
        panic!("a page is shown by its words");
    };
    let quoted: Vec<&str> = passages
        .iter()
        .filter(|passage| passage.mark.is_some())
        .map(|passage| passage.text.as_str())
        .collect();
    assert_eq!(quoted[0], "5,187 posts [withheld: shows a victim]");
    assert_eq!(quoted[1], "nothing to do with it");
}

#[test]
fn a_picture_by_a_coded_account_is_withheld_until_somebody_redacts_it() {
    let mut book = protected_book(Scope::Public);
    book.redactions.remove(0);
    let manuscript = Manuscript::parse(TEXT);
    let compose = |book: &Casebook, edition| {
        compose(&manuscript, book, &imprint(edition), &mut |_| {
            Some(picture(image::ImageFormat::Png).bytes.to_vec())
        })
    };
    let public = compose(&book, Edition::Public);
    assert!(public.pictures.is_empty());
    let View::Absent(why) = &public.plates[0].view else {
        panic!("the screenshot may show the handle");
    };
    assert!(why.contains("Account 01"), "{why}");
    // The other picture of this case is sensitive and leaves in no copy.
    assert_eq!(compose(&book, Edition::Editor).pictures.len(), 1);
}

#[test]
fn the_same_original_under_another_number_is_redacted_too() {
    let mut book = protected_book(Scope::Public);
    book.exhibits[3].original = book.exhibits[0].original.clone();
    let manuscript = Manuscript::parse("The copy. [@E-004]\n");
    let mut document = compose(&manuscript, &book, &imprint(Edition::Editor), &mut |_| {
        Some(picture(image::ImageFormat::Png).bytes.to_vec())
    });
    let shown = document.pictures.remove(0).bytes;
    assert_ne!(
        shown,
        picture(image::ImageFormat::Png).bytes,
        "the original is shown"
    );
}

#[test]
fn nothing_is_printed_of_a_document_with_a_redacted_page() {
    let part = Selector::Region {
        x: 10,
        y: 10,
        width: 20,
        height: 20,
        page: Some(2),
    };
    for (edition, place) in [
        (Edition::Editor, Selector::Page(1)),
        (Edition::Public, Selector::Page(1)),
        (Edition::Editor, part.clone()),
        (Edition::Public, part),
    ] {
        let mut book = protected_book(Scope::Public);
        book.redactions = vec![redaction(1, 2, place)];
        book.marks.iter_mut().for_each(|mark| {
            mark.note = Some("What a note tells".into());
        });
        let manuscript = Manuscript::parse("The page. [@E-002.1]\n");
        let document = compose(&manuscript, &book, &imprint(edition), &mut |_| None);
        let plate = &document.plates[0];
        let View::Absent(why) = &plate.view else {
            panic!("{edition:?}: {:?}", plate.view);
        };
        assert!(why.contains("a page, or a part of one"), "{why}");
        let told = format!("{document:?}");
        for hidden in ["5,187 posts", "nothing to do with it", "What a note tells"] {
            assert!(!told.contains(hidden), "{edition:?}: {hidden}");
        }
        let sentences = report::compose::withheld(&book, edition).join(" ");
        assert!(
            sentences.contains("Withheld whole because a page is redacted"),
            "{sentences}"
        );
    }
}
