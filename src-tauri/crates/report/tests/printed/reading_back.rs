//! A printed report as Plumb itself reads it back.

use report::pdf::read::{PdfFile, Target, Unreadable};

use crate::common::{empty, paragraph, sample, text};
use crate::pdf::{keep, print_clean, run};

/// Text without what only layout adds.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_word_comes_back_on_its_page() {
    let (printed, path) = print_clean("read-back.pdf", &sample());
    let file = PdfFile::open(&printed.bytes).unwrap();
    assert_eq!(file.pages(), printed.pages);
    for page in 1..=file.pages() {
        let number = page.to_string();
        let path = path.to_str().unwrap();
        let Some((_, theirs)) = run(
            "pdftotext",
            &["-f", &number, "-l", &number, "-raw", path, "-"],
        ) else {
            return;
        };
        let ours = bare(&file.page(page - 1).text());
        let is_plain = |word: &&str| word.is_ascii() && word.len() > 3 && !word.ends_with('-');
        for word in theirs.split_whitespace().filter(is_plain) {
            assert!(
                ours.contains(word),
                "“{word}” is lost on page {page}: {ours}"
            );
        }
    }
}

#[test]
fn words_have_the_places_that_other_readers_see() {
    let mut document = empty("Places");
    let words = "A spokesman for the party called the allegation absurd and biased.";
    document.body = vec![paragraph(1, vec![text(words)], vec![])];
    let (printed, path) = print_clean("read-places.pdf", &document);
    let Some((_, boxes)) = run("pdftotext", &["-bbox", path.to_str().unwrap(), "-"]) else {
        return;
    };
    let file = PdfFile::open(&printed.bytes).unwrap();
    let words: Vec<_> = (0..file.pages())
        .flat_map(|page| file.page(page).words)
        .collect();
    for wanted in ["spokesman", "allegation", "biased."] {
        let line = boxes
            .lines()
            .find(|line| line.contains(&format!(">{wanted}<")));
        let number = |key: &str| -> f32 {
            let rest = line.unwrap().split(key).nth(1).unwrap();
            rest.split('"').nth(1).unwrap().parse().unwrap()
        };
        let word = words.iter().find(|word| word.text == wanted);
        let word = word.unwrap_or_else(|| panic!("{wanted} is not a word of its own: {words:?}"));
        assert!((word.x - number("xMin=")).abs() < 0.5, "{word:?} {line:?}");
        assert!(
            (word.x + word.width - number("xMax=")).abs() < 0.5,
            "{word:?} {line:?}"
        );
    }
}

#[test]
fn links_destinations_and_one_revision_come_back() {
    let (printed, _) = print_clean("read-links.pdf", &sample());
    let file = PdfFile::open(&printed.bytes).unwrap();
    let places = file.destinations();
    assert!(places.keys().eq(printed.destinations.iter()), "{places:?}");
    let links: Vec<_> = (0..file.pages())
        .flat_map(|page| file.annotations(page))
        .collect();
    assert!(links.iter().all(|link| link.kind == "Link"));
    let leads_to = |wanted: Target| {
        links
            .iter()
            .any(|link| link.target.as_ref() == Some(&wanted))
    };
    assert!(leads_to(Target::Name("E-014".into())), "{links:?}");
    assert!(
        leads_to(Target::Address("https://example.org/hc".into())),
        "{links:?}"
    );
    assert_eq!(file.revisions(), 1);
}

#[test]
fn every_string_and_stream_has_a_place_with_a_name() {
    let document = sample();
    let (printed, _) = print_clean("read-strings.pdf", &document);
    let file = PdfFile::open(&printed.bytes).unwrap();
    let mut properties = Vec::new();
    let mut outline = Vec::new();
    file.visit_strings(&mut |place, text| match place {
        "the document's properties" => properties.push(text.to_owned()),
        "the outline" => outline.push(text.to_owned()),
        _ => {}
    });
    assert!(properties.contains(&document.title), "{properties:?}");
    assert!(
        outline
            .iter()
            .any(|text| text.contains("One image, copied")),
        "{outline:?}"
    );
    let mut found = Vec::new();
    file.visit_streams(&mut |stream| {
        if String::from_utf8_lossy(stream.decoded).contains(&document.title) {
            found.push(stream.place.to_owned());
        }
    });
    assert!(
        found.contains(&"the document's XMP metadata".to_owned()),
        "{found:?}"
    );
}

#[test]
fn an_update_behind_the_end_is_a_revision() {
    let (printed, _) = print_clean("read-update.pdf", &empty("Updates"));
    let tail = &printed.bytes[printed.bytes.len() - 40..];
    let at = tail.windows(9).position(|w| w == b"startxref").unwrap();
    let updated = [&printed.bytes[..], &tail[at..]].concat();
    assert_eq!(PdfFile::open(&updated).unwrap().revisions(), 2);
}

#[test]
fn a_file_prepared_for_the_web_is_still_one_revision() {
    let (printed, path) = print_clean("read-web-before.pdf", &sample());
    let after = keep("read-web.pdf", b"");
    let arguments = [
        "--linearize",
        path.to_str().unwrap(),
        after.to_str().unwrap(),
    ];
    if run("qpdf", &arguments).is_none() {
        return;
    }
    let file = PdfFile::open(&std::fs::read(after).unwrap()).unwrap();
    assert_eq!(file.revisions(), 1);
    let before = PdfFile::open(&printed.bytes).unwrap();
    assert_eq!(file.page(1), before.page(1));
}

#[test]
fn what_is_no_pdf_gets_a_sentence() {
    for bytes in [&b""[..], b"%PDF-1.7\n%%EOF", b"hello", &[0xFF; 4096]] {
        let Err(Unreadable::Damaged(reason)) = PdfFile::open(bytes) else {
            panic!("{bytes:?} was read");
        };
        assert!(!reason.is_empty());
    }
}

#[test]
fn a_damaged_file_never_stops_the_reader() {
    let (printed, _) = print_clean("read-damaged.pdf", &sample());
    let mut state = 20_240_515_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % below
    };
    let mut opened = 0;
    for round in 0..40 {
        let mut bytes = printed.bytes.clone();
        for _ in 0..=round * 2 {
            let at = random(bytes.len());
            bytes[at] = random(256) as u8;
        }
        let Ok(file) = PdfFile::open(&bytes) else {
            continue;
        };
        opened += 1;
        for page in 0..file.pages() {
            file.page(page);
            file.annotations(page);
        }
        file.destinations();
        file.attachments();
        file.visit_strings(&mut |_, _| {});
        file.visit_streams(&mut |_| {});
    }
    assert!(opened > 0, "some damage leaves a file that can be opened");
}
