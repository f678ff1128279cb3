//! A leak that was left on purpose is found, and its place is named.

use evidence::Exhibit;
use report::compose::{Edition, Imprint, compose};
use report::leaks::{Desk, Leak, Protected};
use report::{
    Attachment, Block, Document, Inline, Paragraph, Picture, Relation, html, markdown, pdf,
};

use crate::common::picture;
use crate::composing::imprint;
use crate::copies::{TEXT, protected_book};

const JPEG: image::ImageFormat = image::ImageFormat::Jpeg;

fn original(exhibit: &Exhibit) -> Vec<u8> {
    if exhibit.number.value == 1 {
        return picture(image::ImageFormat::Png).bytes.to_vec();
    }
    withheld()
}

/// Another picture of the same size.
fn withheld() -> Vec<u8> {
    let seen = image::load_from_memory(&picture(image::ImageFormat::Png).bytes).unwrap();
    let mut bytes = Vec::new();
    seen.fliph()
        .huerotate(120)
        .into_rgb8()
        .write_to(&mut std::io::Cursor::new(&mut bytes), JPEG)
        .unwrap();
    bytes
}

fn protected(edition: Edition) -> Protected {
    protected_in(edition, "en")
}

fn protected_in(edition: Edition, lang: &str) -> Protected {
    let desk = Desk {
        actor: "maria",
        printed: &["Desk".to_owned()],
        folders: &["/srv/newsroom/case 7".to_owned()],
        lang,
    };
    let book = protected_book(evidence::Scope::Public);
    Protected::of(&book, edition, &desk, &mut |exhibit| {
        Ok::<_, std::convert::Infallible>(Some(original(exhibit)))
    })
    .unwrap()
}

fn document() -> Document {
    let imprint: Imprint = imprint(Edition::Public);
    let manuscript = manuscript::Manuscript::parse(TEXT);
    let book = protected_book(evidence::Scope::Public);
    compose(&manuscript, &book, &imprint, &mut |exhibit| {
        Some(original(exhibit))
    })
}

fn search(document: &Document) -> Vec<Leak> {
    let printed = pdf::print(document, &pdf::Settings::default()).unwrap();
    protected(Edition::Public).search("report.pdf", &printed.bytes)
}

fn attached(name: &str, bytes: &[u8]) -> Document {
    let mut document = document();
    document.attachments.push(Attachment {
        name: name.into(),
        media_type: "application/octet-stream".into(),
        description: "A file.".into(),
        relation: Relation::Supplement,
        bytes: bytes.to_vec(),
    });
    document
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(Paragraph {
        text: vec![Inline::Text(words.into())],
        ..Paragraph::default()
    })
}

/// The places where something was found, and what.
fn told(found: &[Leak]) -> String {
    let lines: Vec<String> = found
        .iter()
        .map(|leak| format!("{} | {}", leak.place, leak.what))
        .collect();
    lines.join("\n")
}

#[test]
fn a_copy_that_was_composed_tells_nothing() {
    let document = document();
    assert_eq!(told(&search(&document)), "");
    let protected = protected(Edition::Public);
    let text = markdown::write(&document, "report");
    assert_eq!(told(&protected.search("report.md", text.as_bytes())), "");
    for (name, picture) in markdown::pictures(&document, "report") {
        assert_eq!(told(&protected.search(&name, &picture.bytes)), "");
    }
}

#[test]
fn a_name_on_a_page_is_found_in_every_spelling_and_its_page_is_named() {
    for words in [
        "So QULIYEV ELÇIN was not, but elcin quliyev was.",
        "Elçin Quliyevin sözü",
        "by Elçin-Quliyev",
        "#FreeElçinQuliyev",
        "Ольга Иванова",
        "account 99887766",
        "see x.example/status/1 there",
        "by Subject One",
        "posts by 1,686 accounts",
    ] {
        let mut document = document();
        document.body.push(paragraph(words));
        let found = search(&document);
        assert!(!found.is_empty(), "{words}");
        assert!(
            found.iter().all(|leak| !leak.what.contains("uliyev")),
            "the sentence tells it: {}",
            told(&found)
        );
        let on_page = found
            .iter()
            .any(|leak| leak.place.starts_with("report.pdf, page "));
        assert!(on_page, "{words}: {}", told(&found));
    }
}

/// What is found on the pages of a report that says something about somebody
/// whose name the case knows in one spelling.
fn found_on_pages(name: &str, words: &str) -> String {
    let mut book = protected_book(evidence::Scope::Public);
    book.codes[0].other_names = vec![name.to_owned()];
    let protected = Protected::of(&book, Edition::Public, &Desk::default(), &mut |_| {
        Ok::<_, std::convert::Infallible>(None)
    });
    let mut document = document();
    document.body.push(paragraph(words));
    let printed = pdf::print(&document, &pdf::Settings::default()).unwrap();
    let found = protected.unwrap().search("report.pdf", &printed.bytes);
    let pages = found
        .into_iter()
        .filter(|leak| leak.place.starts_with("report.pdf, page "));
    told(&pages.collect::<Vec<_>>())
}

#[test]
fn a_name_is_found_with_and_without_its_points() {
    for (bare, pointed) in [
        ("שרה לוי", "שָׂרָה לֵוִי"),
        ("מרים אברהם", "מִרְיָם אַבְרָהָם"),
        ("محمد الحسني", "مُحَمَّدٌ الحَسَنِيُّ"),
        ("فاطمة الزهراء", "فَاطِمَةُ الزَّهْرَاءُ"),
        ("Ольга Йовкова", "О\u{301}льга Йо\u{301}вкова"),
    ] {
        for (name, written) in [(bare, pointed), (pointed, bare), (pointed, pointed)] {
            let words = format!("({written}) {written}, {written}.");
            let found = found_on_pages(name, &words);
            assert!(found.contains("Subject 01"), "{name} as {written}: {found}");
        }
        let found = found_on_pages(bare, "So nobody was named.");
        assert_eq!(found, "", "{bare}");
    }
}

#[test]
fn a_name_in_references_to_characters_is_found_in_every_form() {
    for written in [
        "&#69;l&#xE7;in Quliyev",
        "El&ccedil;in Quliyev",
        "Elçin&nbsp;Quliyev",
        "*El*&#231;*in* Quliyev",
    ] {
        let text = format!("{TEXT}\n\nSo {written} it was.\n");
        let manuscript = manuscript::Manuscript::parse(&text);
        let book = protected_book(evidence::Scope::Public);
        let document = compose(&manuscript, &book, &imprint(Edition::Public), &mut |_| None);
        let pdf = pdf::print(&document, &pdf::Settings::default()).unwrap();
        for (name, bytes) in [
            ("report.pdf", pdf.bytes),
            (
                "report.md",
                markdown::write(&document, "report").into_bytes(),
            ),
            ("report.html", html::write(&document).into_bytes()),
        ] {
            // Either a code stands there, or the search finds the name.
            let body = format!("{:?}", document.body.last());
            let is_coded = body.contains("Subject 01") && !body.contains("Quliyev");
            let found = told(&protected(Edition::Public).search(name, &bytes));
            assert!(
                is_coded || found.contains("Subject 01"),
                "{written} in {name}: {found}\n{body}"
            );
        }
    }
}

#[test]
fn a_long_name_that_is_hyphenated_at_the_end_of_a_line_is_found() {
    let mut document = document();
    let long = "extraordinary incomprehensible ".repeat(3);
    for lead in 0..12 {
        let pad = "so ".repeat(lead);
        document
            .body
            .push(paragraph(&format!("{pad}{long}Elçin Quliyev {long}")));
    }
    let found = search(&document);
    assert!(told(&found).contains("Subject 01"), "{}", told(&found));
}

#[test]
fn what_is_hidden_is_found_in_properties_attachments_and_names() {
    let mut titled = document();
    titled.title = "What Elçin did with Quliyev".into();
    let found = told(&search(&titled));
    assert!(found.contains("XMP") && found.contains("page 1"), "{found}");

    let wide: Vec<u8> = "\u{feff}Elçin Quliyev"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    for bytes in [
        "{\"by\": \"Elc\\u0327in Quliyev\"}".as_bytes(),
        "{\"by\": \"El\\u00e7in Quliyev\"}".as_bytes(),
        b"https://a.example/El%C3%A7in",
        "<p>El<b>&ccedil;in</b> &#x51;uliyev elcin_q</p>".as_bytes(),
        &wide,
        b"/home/maria/notes.md",
        b"/srv/newsroom/case 7/report.pdf",
    ] {
        let found = told(&search(&attached("data.bin", bytes)));
        let named = found.contains("attachment data.bin");
        assert!(named, "{}: {found}", String::from_utf8_lossy(bytes));
    }
    let found = told(&search(&attached("elcin_q.txt", b"nothing")));
    assert!(found.contains("Account 01"), "{found}");
    let named = protected(Edition::Public).search("Elcin Quliyev.pdf", b"%PDF-1.7");
    assert!(told(&named).contains("the name of"), "{}", told(&named));
}

#[test]
fn an_original_that_is_withheld_is_found_whole_or_in_part() {
    let jpeg = withheld();
    let found = told(&search(&attached("picture.bin", &jpeg)));
    assert!(
        found.contains("E-003") && found.contains("attachment picture.bin"),
        "{found}"
    );
    let half = &jpeg[jpeg.len() / 3..];
    let found = told(&search(&attached("half.bin", half)));
    assert!(found.contains("the original of E-003"), "{found}");
    let mut shown = document();
    shown.pictures.push(Picture {
        media_type: "image/jpeg".into(),
        bytes: jpeg.into(),
    });
    let text = "<img src=\"data:image/jpeg;base64,";
    let html = format!("{text}{}\">", base64(&shown.pictures.pop().unwrap().bytes));
    let found = protected(Edition::Public).search("report.html", html.as_bytes());
    assert!(told(&found).contains("E-003"), "{}", told(&found));
}

#[test]
fn pixels_that_were_not_painted_over_are_found_in_the_pdf() {
    for edition in [Edition::Editor, Edition::Public] {
        let mut document = document();
        // Written anew, so that no byte of the file is as it was.
        let pixels = image::load_from_memory(&picture(image::ImageFormat::Png).bytes).unwrap();
        let mut bytes = Vec::new();
        image::DynamicImage::ImageRgba8(pixels.into_rgba8())
            .write_to(
                &mut std::io::Cursor::new(&mut bytes),
                image::ImageFormat::Png,
            )
            .unwrap();
        document.pictures[0].bytes = bytes.clone().into();
        let printed = pdf::print(&document, &pdf::Settings::default()).unwrap();
        let found = told(&protected(edition).search("report.pdf", &printed.bytes));
        assert!(
            found.contains("hidden pixels of E-001"),
            "{edition:?}: {found}"
        );
        let found = told(&protected(edition).search("E-001.png", &bytes));
        assert!(
            found.contains("hidden pixels of E-001"),
            "{edition:?}: {found}"
        );
    }
}

#[test]
fn an_earlier_state_of_the_file_is_found() {
    let printed = pdf::print(&document(), &pdf::Settings::default()).unwrap();
    let mut bytes = printed.bytes;
    let start = bytes.len();
    bytes.extend_from_slice(
        format!("\nxref\n0 0\ntrailer\n<< >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    let found = told(&protected(Edition::Public).search("report.pdf", &bytes));
    assert!(
        found.contains("earlier state") || found.contains("cannot be searched"),
        "{found}"
    );
}

#[test]
fn a_case_with_nothing_to_hide_has_nothing_to_search() {
    let book = crate::composing::book();
    let nothing = Protected::of(&book, Edition::Editor, &Desk::default(), &mut |_| {
        Ok::<_, std::convert::Infallible>(None)
    });
    assert!(nothing.unwrap().is_empty());
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let all = chunk
            .iter()
            .fold(0u32, |all, byte| all << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for at in 0..=chunk.len() {
            text.push(char::from(LETTERS[(all >> (18 - 6 * at)) as usize & 63]));
        }
    }
    text
}

#[test]
fn what_a_refusal_found_is_said_in_the_language_of_the_report() {
    const ENGLISH: [&str; 13] = [
        "the", "of", "an", "is", "that", "who", "name", "words", "hidden", "picture", "path",
        "object", "because",
    ];
    let manuscript = manuscript::Manuscript::parse(TEXT);
    let book = protected_book(evidence::Scope::Public);
    let editors = compose(
        &manuscript,
        &book,
        &imprint(Edition::Editor),
        &mut |exhibit| Some(original(exhibit)),
    );
    let printed = pdf::print(&editors, &pdf::Settings::default()).unwrap();
    let found = |lang| protected_in(Edition::Public, lang).search("report.pdf", &printed.bytes);
    let (english, french) = (found("en"), found("fr-FR"));
    let kinds = |found: &[Leak]| {
        let kinds: std::collections::BTreeSet<_> = found.iter().map(|leak| &leak.what).collect();
        kinds.len()
    };
    assert_eq!(kinds(&english), kinds(&french));
    assert!(kinds(&french) >= 3, "{french:?}");
    for leak in french {
        for said in [&leak.what, &leak.place] {
            let mut words = said.split(|letter: char| !letter.is_alphanumeric());
            assert!(!words.any(|word| ENGLISH.contains(&word)), "{leak:?}");
        }
        assert!(
            !english.iter().any(|other| other.what == leak.what),
            "{leak:?}"
        );
    }
}
