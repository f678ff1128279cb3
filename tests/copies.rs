//! What a copy may not show cannot be taken out of it with the tools its readers have.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use plumb_tests::window::{Window, key};
use plumb_tests::workbench::Workbench;

/// What must not be found, in spellings of four scripts.
const NAMES: [&str; 8] = [
    "Elçin Quliyev",
    "ELCIN QULIYEV",
    "elçin quliyev",
    "Эльчин Кулиев",
    "علي الحسني",
    "王小明",
    "elcin_q_77",
    "9000000000000000077",
];

/// Secrets inside files: where a camera was, what a tool wrote, what a passage says.
const INSIDE: [&str; 4] = [
    "41.7151N",
    "Serial 4711-X",
    "tulip under the stairs",
    "Owner Zed",
];

/// A picture whose every pixel differs from its neighbours.
fn pattern(seed: u32) -> RgbImage {
    RgbImage::from_fn(160, 120, |x, y| {
        let mixed = (x * 7919 + y * 104_729 + seed).wrapping_mul(2_654_435_761);
        Rgb([(mixed >> 8) as u8, (mixed >> 16) as u8, (mixed >> 24) as u8])
    })
}

fn encoded(picture: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb8(picture)
        .write_to(&mut std::io::Cursor::new(&mut bytes), format)
        .expect("a picture can be encoded");
    bytes
}

/// A JPEG that tells where it was taken, and carries a small JPEG of itself.
fn telling_jpeg(seed: u32) -> Vec<u8> {
    let thumbnail = encoded(pattern(seed), ImageFormat::Jpeg);
    let head = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0GPS 41.7151N, Owner Zed, Serial 4711-X ";
    let body = [head.as_slice(), &thumbnail].concat();
    let mut segment = vec![0xFF, 0xE1];
    segment.extend(
        u16::try_from(body.len() + 2)
            .expect("it fits")
            .to_be_bytes(),
    );
    segment.extend(body);
    let mut bytes = encoded(pattern(seed), ImageFormat::Jpeg);
    bytes.splice(2..2, segment);
    bytes
}

const TEXT: &str = "---\ntitle: What Elçin Quliyev posted\nlang: en\n---\n\n## Found\n\n\
Then **Elçin** Quliyev, that is elçin quliyev or ELCIN QULIYEV, posted it. [@E-019.1] \
In Russian he is Эльчин Кулиев, in Arabic علي الحسني, in Chinese 王小明.[^n]\n\n\
![A post of @elcin\\_q\\_77](E-019)\n\n![Taken by a camera](E-020)\n\n\
It is so. [@C-09; @E-021.1]\n\n[^n]: See [his page](https://x.example/elcin_q_77).\n";

/// A case in which all of it stands, with codes and redactions.
fn case_with_secrets(bench: &Workbench) -> &'static str {
    let case = bench.sample();
    let mut png = encoded(pattern(1), ImageFormat::Png);
    png.extend_from_slice(b"Owner Zed");
    let redacted = bench.give("Elcin Quliyev.png", png);
    let camera = bench.give("camera.jpg", telling_jpeg(2));
    let letter = bench.give(
        "letter.txt",
        "He wrote: the key is the tulip under the stairs, said Elçin Quliyev to us in May.",
    );
    let withheld = bench.give("withheld.jpg", telling_jpeg(3));
    bench.done(&[
        "account",
        case,
        "X",
        "elcin_q_77",
        "--platform-id",
        "9000000000000000077",
    ]);
    bench.done(&["person", case, "Elçin Quliyev"]);
    bench.done(&[
        "add",
        case,
        &redacted,
        "--title",
        "A post",
        "--account",
        "A-004",
        "--url",
        "https://x.example/i/status/123456",
    ]);
    bench.done(&["add", case, &camera, "--title", "A photograph"]);
    bench.done(&["add", case, &letter, "--title", "A letter"]);
    bench.done(&["add", case, &withheld, "--title", "A face"]);
    bench.done(&["source", case, "E-022", "--sensitivity", "sensitive"]);
    bench.done(&[
        "mark",
        case,
        "E-019",
        "--region",
        "0,0,80,60",
        "--note",
        "Elçin Quliyev",
    ]);
    bench.done(&[
        "mark",
        case,
        "E-021",
        "--quote",
        "the tulip under the stairs, said",
    ]);
    bench.done(&["mark", case, "E-022", "--region", "0,0,8,6"]);
    bench.done(&["claim", case, "Elçin Quliyev posted it."]);
    for mark in ["E-019.1", "E-021.1", "E-022.1"] {
        bench.done(&["link", case, mark, "C-09", "supports"]);
    }
    bench.done(&[
        "redact",
        case,
        "E-019",
        "--region",
        "40,30,60,50",
        "--reason",
        "victim",
    ]);
    bench.done(&[
        "redact",
        case,
        "E-021",
        "--quote",
        "the tulip under the stairs",
        "--reason",
        "source",
    ]);
    bench.done(&["code", case, "A-004", "Account 01"]);
    bench.done(&[
        "code",
        case,
        "P-04",
        "Subject 01",
        "--other-name",
        "Elçin",
        "--other-name",
        "Эльчин Кулиев",
        "--other-name",
        "علي الحسني",
        "--other-name",
        "王小明",
    ]);
    let text = bench.give("text.md", TEXT);
    bench.done(&["write", case, &text]);
    case
}

/// What asks for the public copy in every form, in the folder `out`.
fn public_copy(case: &str) -> Vec<&str> {
    let words =
        "--copy public --pdf out/report.pdf --markdown out/report.md --html out/report.html";
    ["report", case]
        .into_iter()
        .chain(words.split(' '))
        .collect()
}

/// Everything that a tool gives of a file, in one text.
fn given_by(tool: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let started = Command::new(tool)
        .args(arguments)
        .stderr(Stdio::null())
        .output();
    started.ok().map(|output| output.stdout)
}

/// What the tools give of a PDF: its words, its objects unpacked, its attachments.
fn taken_out(pdf: &Path, folder: &Path) -> Vec<(String, Vec<u8>)> {
    let path = pdf.to_str().expect("temporary paths are UTF-8");
    let unpacked = folder.join("unpacked.pdf");
    let unpacked = unpacked.to_str().expect("temporary paths are UTF-8");
    let parts = folder.join("parts");
    fs::create_dir_all(&parts).expect("a folder can be made");
    let into = parts.to_str().expect("temporary paths are UTF-8");
    let mut all = vec![(
        "the file".to_owned(),
        fs::read(pdf).expect("it was written"),
    )];
    let mut add = |name: &str, bytes: Option<Vec<u8>>| {
        if let Some(bytes) = bytes {
            all.push((name.to_owned(), bytes));
        }
    };
    add("pdftotext", given_by("pdftotext", &["-raw", path, "-"]));
    add(
        "pdftotext -layout",
        given_by("pdftotext", &["-layout", path, "-"]),
    );
    add("pdfinfo", given_by("pdfinfo", &["-meta", path]));
    add("strings", given_by("strings", &["-n", "4", path]));
    given_by(
        "qpdf",
        &[
            "--qdf",
            "--object-streams=disable",
            "--decode-level=all",
            path,
            unpacked,
        ],
    );
    given_by("pdfdetach", &["-saveall", "-o", into, path]);
    given_by("pdfimages", &["-all", path, &format!("{into}/picture")]);
    add("qpdf --qdf", fs::read(unpacked).ok());
    for entry in fs::read_dir(&parts).expect("readable").flatten() {
        add(
            &entry.file_name().to_string_lossy(),
            fs::read(entry.path()).ok(),
        );
    }
    all
}

/// A secret as files write it.
fn spellings(secret: &str) -> Vec<Vec<u8>> {
    let wide: Vec<u16> = secret.encode_utf16().collect();
    vec![
        secret.as_bytes().to_vec(),
        wide.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        wide.iter()
            .flat_map(|unit| format!("{unit:04x}").into_bytes())
            .collect(),
    ]
}

fn assert_absent(secrets: &[&str], name: &str, bytes: &[u8]) {
    for secret in secrets {
        for spelling in spellings(secret) {
            let found = bytes
                .windows(spelling.len())
                .any(|window| window == spelling);
            assert!(!found, "{secret} can be read in {name}");
        }
    }
}

/// No picture shows what was under the redaction, and none is the withheld one.
fn assert_pixels_gone(name: &str, bytes: &[u8]) {
    let Ok(shown) = image::load_from_memory(bytes) else {
        return;
    };
    let shown = shown.into_rgb8();
    if shown.dimensions() != (160, 120) {
        return;
    }
    for (seed, left, top, right, bottom) in [(1, 40, 30, 100, 80), (3, 0, 0, 160, 120)] {
        let before = pattern(seed);
        let inside = (left..right).flat_map(|x| (top..bottom).map(move |y| (x, y)));
        let near = |(x, y): &(u32, u32)| {
            let pair = before
                .get_pixel(*x, *y)
                .0
                .into_iter()
                .zip(shown.get_pixel(*x, *y).0);
            pair.into_iter()
                .all(|(one, other)| one.abs_diff(other) < 12)
        };
        let same = inside.filter(near).count();
        let all = ((right - left) * (bottom - top)) as usize;
        assert!(
            same * 20 < all,
            "{name} shows {same} of {all} pixels of picture {seed}"
        );
    }
}

#[test]
fn nothing_that_a_case_withholds_can_be_taken_out_of_its_public_copy() {
    let bench = Workbench::new();
    let case = case_with_secrets(&bench);
    let told = bench.done(&public_copy(case));
    assert!(told.contains("report.pdf"), "{told}");
    let out = bench.work("out");
    let mut all = taken_out(&out.join("report.pdf"), &bench.given(""));
    for folder in [out.clone(), out.join("report-files")] {
        for entry in fs::read_dir(folder).expect("it was written").flatten() {
            if entry.path().is_file() {
                let name = entry.file_name().to_string_lossy().into_owned();
                all.push((name, fs::read(entry.path()).expect("readable")));
            }
        }
    }
    assert!(all.len() > 6, "the tools gave nothing: {}", all.len());
    for (name, bytes) in &all {
        assert_absent(&NAMES, name, bytes);
        assert_absent(&INSIDE, name, bytes);
        assert_absent(&["status/123456"], name, bytes);
        assert_pixels_gone(name, bytes);
    }
    let text = &all
        .iter()
        .find(|(name, _)| name == "report.md")
        .expect("written")
        .1;
    let text = String::from_utf8_lossy(text);
    assert!(
        text.contains("Subject 01") && text.contains("Account 01"),
        "{text}"
    );
    let original = encoded(pattern(2), ImageFormat::Jpeg);
    let scan = &original[original.len() / 2..original.len() / 2 + 400];
    let pdf = &all[0].1;
    assert!(
        pdf.windows(400).any(|window| window == scan),
        "the open picture keeps its pixels"
    );
}

#[test]
fn the_editor_s_copy_has_the_names_and_the_originals_but_nothing_redacted() {
    let bench = Workbench::new();
    let case = case_with_secrets(&bench);
    bench.done(&["report", case, "--pdf", "report.pdf"]);
    let all = taken_out(&bench.work("report.pdf"), &bench.given(""));
    let original = telling_jpeg(2);
    let whole = all[0]
        .1
        .windows(original.len())
        .any(|window| window == original);
    assert!(
        whole,
        "a JPEG without redactions is the original, byte for byte"
    );
    for (name, bytes) in &all {
        assert_absent(&["tulip under the stairs"], name, bytes);
        if name.starts_with("picture") {
            let shown = image::load_from_memory(bytes)
                .ok()
                .map(DynamicImage::into_rgb8);
            if let Some(shown) = shown.filter(|shown| shown.dimensions() == (160, 120)) {
                let before = pattern(1);
                assert_ne!(shown.get_pixel(60, 50), before.get_pixel(60, 50), "{name}");
            }
        }
    }
}

#[test]
fn a_leak_fails_the_export_names_its_place_and_leaves_nothing_written() {
    let bench = Workbench::new();
    let case = case_with_secrets(&bench);
    let text = format!("{TEXT}\nHe, Quliyev Elçinin qardaşı, and Elçin-Quliyevin evi.\n");
    let text = bench.give("leak.md", text);
    bench.done(&["write", case, &text]);
    let answer = bench.plumb(&public_copy(case));
    assert_eq!(answer.status, 2, "{}{}", answer.out, answer.err);
    assert!(answer.err.contains("Subject 01"), "{}", answer.err);
    assert!(answer.err.contains("report.pdf, page "), "{}", answer.err);
    assert!(
        !answer.err.contains("uliyev"),
        "the message tells the name: {}",
        answer.err
    );
    let left = fs::read_dir(bench.work("out")).map(|entries| entries.count());
    assert_eq!(left.unwrap_or(0), 0, "something was written");
    let journal = bench.done(&["journal", case]);
    assert!(!journal.contains("export report"), "{journal}");

    let window = Window::open(&bench, case, &[]);
    window.press_button("Report");
    window.press(&[key::CONTROL, "e"]);
    window.click("//dialog//label[contains(., 'Publication')]");
    window.click("//dialog//button[starts-with(normalize-space(), 'Export PDF')]");
    window.wait_for("//dialog//*[@role='alert']");
    let refused = window.script("return document.querySelector('dialog [role=alert]').textContent");
    let refused = refused.as_str().expect("it is said in words");
    assert!(refused.contains("Subject 01"), "{refused}");
    assert!(refused.contains("another spelling"), "{refused}");
    assert!(!refused.contains('`'), "no verb of the prompt: {refused}");
}
