//! The PDF as other programs see it.

use std::path::{Path, PathBuf};
use std::process::Command;

use report::pdf::{Paper, Printed, Settings, print};
use report::{Block, Document, Inline, Paragraph};

use crate::common::{empty, paragraph, picture, sample, text};

/// Writes bytes into the build's folder and gives the path.
pub(crate) fn keep(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// What a program prints; none when it is not installed, said plainly.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Option<(bool, String)> {
    let Ok(output) = Command::new(program).args(arguments).output() else {
        println!("{program} is not installed, so this was not checked");
        return None;
    };
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Some((output.status.success(), text))
}

pub(crate) fn settings() -> Settings {
    Settings {
        fonts: report::fonts::installed(),
        ..Settings::default()
    }
}

/// Prints, keeps the file and asks qpdf whether it is sound.
pub(crate) fn print_clean(name: &str, document: &Document) -> (Printed, PathBuf) {
    let printed = print(document, &settings()).unwrap();
    let path = keep(name, &printed.bytes);
    if let Some((clean, said)) = run("qpdf", &["--check", path.to_str().unwrap()]) {
        assert!(clean, "qpdf --check: {said}");
        assert!(!said.contains("WARNING"), "qpdf --check: {said}");
    }
    (printed, path)
}

fn words_of(path: &Path) -> Option<String> {
    let (_, said) = run("pdftotext", &["-enc", "UTF-8", path.to_str().unwrap(), "-"])?;
    let plain = said.chars().filter(|c| {
        !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
    });
    let plain: String = plain.collect();
    // A word divided at the end of a line is one word to whoever reads on.
    Some(plain.replace("\u{AD}\n", ""))
}

#[test]
fn the_sample_prints_clean_and_every_citation_leads_somewhere() {
    let (printed, path) = print_clean("sample.pdf", &sample());
    assert!(printed.missing.is_empty(), "{:?}", printed.missing);
    for name in ["E-014", "E-021", "par-12", "par-21", "C-03", "note-1"] {
        let found = printed.destinations.iter().any(|d| d == name);
        assert!(found, "{name} is no destination");
    }
    if let Some((_, info)) = run("pdfinfo", &[path.to_str().unwrap()]) {
        assert!(info.contains("One image, 5,187 posts"), "{info}");
        assert!(info.contains(&format!("Pages:           {}", printed.pages)));
    }
}

#[test]
fn sentences_in_eight_scripts_come_back_in_logical_order() {
    let sentences = [
        "Azərbaycan hökuməti bu iddiaları qətiyyətlə rədd etdi və şərh verməkdən imtina etdi.",
        "L’enquête établit que l’œuvre a été altérée ; où sont passés les témoins à Nouméa ?",
        "Партия отрицает существование скоординированной кампании против Франции.",
        "Το κόμμα αρνείται ότι υπήρξε συντονισμένη εκστρατεία εναντίον της Γαλλίας.",
        "نفى الحزب الحاكم وجود أي حملة منسقة ضد فرنسا على الشبكات الاجتماعية",
        "המפלגה השלטת מכחישה כל קמפיין מתואם נגד צרפת ברשתות החברתיות",
        "執政黨否認在社交網絡上針對法國開展任何協調行動",
        "მმართველი პარტია უარყოფს ნებისმიერ კოორდინირებულ კამპანიას",
    ];
    let mut document = empty("Scripts");
    for (index, sentence) in sentences.iter().enumerate() {
        let number = index as u32 + 1;
        document
            .body
            .push(paragraph(number, vec![text(sentence)], vec![]));
    }
    let (printed, path) = print_clean("scripts.pdf", &document);
    let cjk = !settings().fonts.is_empty();
    if !cjk {
        println!("no Noto CJK font is installed, so the Chinese sentence was not checked");
        assert!(
            printed.missing.contains(&'執'),
            "a missing font is reported"
        );
    }
    let Some(words) = words_of(&path) else { return };
    for sentence in sentences {
        if sentence.starts_with('執') {
            let joined: String = words.split_whitespace().collect();
            assert!(!cjk || joined.contains(sentence), "{words}");
            continue;
        }
        for word in sentence.split([' ', '’']) {
            assert!(words.contains(word), "“{word}” is not in: {words}");
        }
        // The words come in the order in which they were written.
        let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let beginning: Vec<&str> = sentence.split(' ').take(3).collect();
        let beginning = beginning.join(" ");
        assert!(
            joined.contains(&beginning),
            "“{beginning}” is not in: {joined}"
        );
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample();
    let first = print(&document, &settings()).unwrap();
    let second = print(&document, &settings()).unwrap();
    assert!(
        first.bytes == second.bytes,
        "two runs in one process differ"
    );
    // Another process prints the same: its hash is that of this one.
    if std::env::args().any(|argument| argument == "--print-hash") {
        return;
    }
    let path = keep("twice.sha256", &[]);
    let this = std::env::current_exe().unwrap();
    let other = Command::new(this)
        .args(["pdf::writes_the_hash_of_the_sample", "--exact", "--ignored"])
        .env("PLUMB_TEST_HASH", &path)
        .output()
        .unwrap();
    assert!(other.status.success());
    assert_eq!(std::fs::read_to_string(path).unwrap(), hash(&first.bytes));
}

#[test]
#[ignore = "the other process of the_same_document_gives_the_same_bytes"]
fn writes_the_hash_of_the_sample() {
    let printed = print(&sample(), &settings()).unwrap();
    #[allow(
        clippy::disallowed_methods,
        reason = "the first process tells the second where to write"
    )]
    let path = std::env::var_os("PLUMB_TEST_HASH").unwrap();
    std::fs::write(path, hash(&printed.bytes)).unwrap();
}

fn hash(bytes: &[u8]) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn only_web_and_mail_addresses_become_links() {
    let mut document = empty("Links");
    let addresses = [
        "https://example.org/a?b=c&d=é",
        "mailto:desk@example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "JaVaScRiPt:alert(2)",
        "data:text/html,x",
    ];
    let inlines = addresses
        .iter()
        .map(|address| Inline::Link {
            address: (*address).to_owned(),
            text: vec![text("words ")],
        })
        .collect();
    document.body.push(paragraph(1, inlines, vec![]));
    let (printed, path) = print_clean("links.pdf", &document);
    let file = lopdf::Document::load_mem(&printed.bytes).unwrap();
    let mut found = Vec::new();
    for object in file.objects.values() {
        let Ok(dictionary) = object.as_dict() else {
            continue;
        };
        if let Ok(action) = dictionary.get(b"A").and_then(|action| action.as_dict())
            && let Ok(uri) = action.get(b"URI").and_then(|uri| uri.as_str())
        {
            found.push(String::from_utf8_lossy(uri).into_owned());
        }
    }
    found.sort();
    let expected = [
        "https://example.org/a?b=c&d=%C3%A9",
        "mailto:desk@example.org",
    ];
    assert_eq!(found, expected);
    if let Some(words) = words_of(&path) {
        assert!(
            words.contains("javascript:alert(1)"),
            "it prints as text: {words}"
        );
    }
}

#[test]
fn a_jpeg_is_in_the_file_byte_for_byte() {
    let mut document = sample();
    document.pictures[0] = picture(image::ImageFormat::Jpeg);
    let (printed, _) = print_clean("jpeg.pdf", &document);
    let jpeg = &document.pictures[0].bytes;
    let inside = printed
        .bytes
        .windows(jpeg.len())
        .any(|window| window == &jpeg[..]);
    assert!(inside, "the JPEG was changed");
}

#[test]
fn a_photograph_taken_sideways_is_printed_upright() {
    // What is stored at the right belongs on top: EXIF orientation 8.
    let stored = image::RgbImage::from_fn(300, 400, |x, _| {
        if x < 150 {
            image::Rgb([255, 255, 255])
        } else {
            image::Rgb([200, 0, 0])
        }
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    stored
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    let mut bytes = bytes.into_inner();
    let exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0";
    bytes.splice(2..2, exif.iter().copied());
    let mut document = sample();
    document.pictures[0].bytes = bytes.into();
    document.body.clear();
    let (_, path) = print_clean("sideways.pdf", &document);
    let picture = path.with_extension("");
    let arguments = ["-f", "2", "-l", "2", "-r", "36", "-png", "-singlefile"];
    let mut arguments = arguments.to_vec();
    arguments.extend([path.to_str().unwrap(), picture.to_str().unwrap()]);
    if run("pdftoppm", &arguments).is_none() {
        return;
    }
    let page = image::open(picture.with_extension("png"))
        .unwrap()
        .to_rgb8();
    let red = |x: u32, y: u32| page.get_pixel(x, y).0[1] < 90 && page.get_pixel(x, y).0[0] > 150;
    let rows: Vec<u32> = (0..page.height()).filter(|y| red(130, *y)).collect();
    let (first, last) = (rows[0], rows[rows.len() - 1]);
    assert!(
        red(40, first + 4) && red(180, first + 4),
        "the red half lies across"
    );
    assert!(!red(130, last + 20), "the white half is below it");
}

#[test]
fn every_link_inside_the_file_leads_to_a_place_in_it() {
    let (printed, _) = print_clean("links-inside.pdf", &sample());
    let file = lopdf::Document::load_mem(&printed.bytes).unwrap();
    let mut led = std::collections::BTreeSet::new();
    for object in file.objects.values() {
        let Ok(dictionary) = object.as_dict() else {
            continue;
        };
        if let Ok(action) = dictionary.get(b"A").and_then(|action| action.as_dict())
            && let Ok(name) = action.get(b"D").and_then(|name| name.as_str())
        {
            led.insert(String::from_utf8_lossy(name).into_owned());
        }
    }
    for name in &led {
        assert!(printed.destinations.contains(name), "{name}");
    }
    for name in ["E-014", "E-021", "C-03", "par-12", "par-16", "note-1"] {
        assert!(led.contains(name), "nothing leads to {name}: {led:?}");
    }
}

#[test]
fn the_outline_is_nested_as_the_headings_are() {
    let (_, path) = print_clean("outline.pdf", &sample());
    let file = lopdf::Document::load(path).unwrap();
    let catalog = file.catalog().unwrap();
    let follow = |dictionary: &lopdf::Dictionary, key: &[u8]| {
        let id = dictionary.get(key).and_then(|o| o.as_reference()).unwrap();
        file.get_dictionary(id).unwrap().clone()
    };
    let outlines = follow(catalog, b"Outlines");
    let title = follow(&outlines, b"First");
    let section = follow(&title, b"Next");
    let words = section.get(b"Title").unwrap().as_str().unwrap();
    assert_eq!(words, b"2. One image, copied");
    let inner = follow(&section, b"First");
    let words = inner.get(b"Title").unwrap().as_str().unwrap();
    assert_eq!(words, b"Who posted first");
}

#[test]
fn a_broken_picture_leaves_a_placeholder() {
    let mut document = sample();
    document.pictures[0].bytes = document.pictures[0].bytes[..40].into();
    print_clean("broken-picture.pdf", &document);
    document.pictures[0].bytes = (*b"not a picture").into();
    print_clean("no-picture.pdf", &document);
}

#[test]
fn every_font_is_embedded_as_a_subset_with_its_characters() {
    let (_, path) = print_clean("fonts.pdf", &sample());
    let Some((_, fonts)) = run("pdffonts", &[path.to_str().unwrap()]) else {
        return;
    };
    for line in fonts.lines().skip(2) {
        assert!(line.contains("yes yes yes"), "{line}");
    }
}

#[test]
fn a_character_without_a_font_is_reported_and_shown_as_a_box() {
    let mut document = empty("Missing");
    let words = "known \u{E123} words \u{10FFFD} end";
    document.body.push(paragraph(1, vec![text(words)], vec![]));
    let (printed, path) = print_clean("missing.pdf", &document);
    assert_eq!(printed.missing, ['\u{E123}', '\u{10FFFD}']);
    if let Some(words) = words_of(&path) {
        assert!(words.contains("U+E123"), "the appendix names it: {words}");
    }
}

#[test]
fn long_notes_and_long_margins_run_on_to_the_next_page() {
    let mut document = sample();
    document.notes[0] = vec![text(&"A note that goes on and on. ".repeat(400))];
    if let Block::Paragraph(Paragraph { margin, .. }) = &mut document.body[1] {
        let note = margin[0].clone();
        margin.extend(std::iter::repeat_n(note, 60));
    }
    let (printed, _) = print_clean("long-notes.pdf", &document);
    assert!(printed.pages > 9, "{} pages", printed.pages);
}

#[test]
fn letter_paper_has_its_own_size() {
    let settings = Settings {
        paper: Paper::Letter,
        ..settings()
    };
    let printed = print(&sample(), &settings).unwrap();
    let path = keep("letter.pdf", &printed.bytes);
    if let Some((_, info)) = run("pdfinfo", &[path.to_str().unwrap()]) {
        assert!(info.contains("612 x 792"), "{info}");
    }
}

#[test]
fn an_empty_document_is_one_page() {
    let (printed, _) = print_clean("empty.pdf", &empty(""));
    assert_eq!(printed.pages, 1);
}
