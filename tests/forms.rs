//! The report's other forms as other programs read them: the web page in a
//! browser, the Markdown in pandoc; and pictures that other programs wrote.

use std::fs;
use std::path::Path;
use std::process::Command;

use plumb_tests::corpus::hostile;
use plumb_tests::judges;
use plumb_tests::workbench::Workbench;
use serde_json::Value;

/// The sample with a manuscript made to break printing, and two figures in it.
fn hostile_case(bench: &Workbench) -> &'static str {
    let case = bench.sample();
    let figures = "\n---\n\n![A profile](E-001)\n\n![A post](E-002)\n\n";
    let text = hostile::hostile().replacen("\n---\n\n", figures, 1);
    let text = bench.give("hostile.md", text);
    bench.done(&["write", case, &text]);
    case
}

fn assert_page_is_sound(bench: &Workbench, case: &str) {
    for copy in ["editor", "public"] {
        bench.done(&["report", case, "--copy", copy, "--html", "report.html"]);
        let findings = judges::page(&bench.work("report.html"));
        assert!(findings.is_empty(), "{copy}:\n{}", findings.join("\n"));
    }
}

#[test]
fn a_browser_finds_the_page_accessible_still_and_in_need_of_nothing() {
    let bench = Workbench::new();
    let case = bench.sample();
    assert_page_is_sound(&bench, case);
}

#[test]
fn a_hostile_text_makes_no_worse_page() {
    let bench = Workbench::new();
    let case = hostile_case(&bench);
    assert_page_is_sound(&bench, case);
}

#[test]
fn the_judge_of_pages_finds_what_is_wrong() {
    let bench = Workbench::new();
    let page = "<p>1<script>1</script><img src=\"https://plumb.invalid/x.png\">";
    let findings = judges::page(Path::new(&bench.give("page.html", page))).join("\n");
    for wanted in ["it asks for", "it runs a script", "axe image-alt"] {
        assert!(findings.contains(wanted), "{wanted}: {findings}");
    }
}

/// How many elements of a kind pandoc's tree of a document has.
fn count(tree: &Value, kind: &str) -> usize {
    match tree {
        Value::Array(all) => all.iter().map(|one| count(one, kind)).sum(),
        Value::Object(fields) => {
            let own = fields.get("t").is_some_and(|found| found == kind);
            let inner: usize = fields.values().map(|one| count(one, kind)).sum();
            usize::from(own) + inner
        }
        _ => 0,
    }
}

/// What pandoc reads in `report.md`; no warning is let pass.
fn pandoc(bench: &Workbench) -> Value {
    let answer = Command::new("pandoc")
        .args(["--fail-if-warnings", "-t", "json", "report.md"])
        .current_dir(bench.work(""))
        .output()
        .expect("pandoc is installed");
    let said = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success() && said.is_empty(), "{said}");
    serde_json::from_slice(&answer.stdout).expect("pandoc answers in JSON")
}

#[test]
fn pandoc_reads_a_hostile_text_with_every_footnote_and_figure() {
    let bench = Workbench::new();
    let case = hostile_case(&bench);
    for copy in ["editor", "public"] {
        let both = ["--markdown", "report.md", "--html", "report.html"];
        bench.done(&[&["report", case, "--copy", copy], &both[..]].concat());
        let tree = pandoc(&bench);
        // The page is made from the same document by other code.
        let page = fs::read_to_string(bench.work("report.html")).expect("written");
        // Pandoc has no notes inside notes; there the Markdown writes their numbers.
        let (text, _) = page.split_once("<section class=\"notes\"").expect("notes");
        let notes = text.matches("role=\"doc-noteref\"").count();
        assert!(notes > 20, "{copy}: the text has {notes} notes");
        assert_eq!(count(&tree, "Note"), notes, "{copy}");
        let pictures = page.matches("<img ").count();
        assert!(pictures > 2, "{copy}: the page has {pictures} pictures");
        assert_eq!(count(&tree, "Image"), pictures, "{copy}");
        assert_eq!(count(&tree, "RawInline"), 0, "{copy}");
    }
}

const KINDS: [&str; 7] = [
    "plain.gif",
    "moving.gif",
    "lossless.webp",
    "packed.tif",
    "pages.tif",
    "plain.bmp",
    "covered.webp",
];

#[test]
fn pictures_of_every_kind_are_printed_to_the_pixel_and_painted_over() {
    let bench = Workbench::new();
    let case = bench.sample();
    let given = bench.given("");
    judges::make_pictures(&given);
    let mut text = "---\ntitle: Pictures\nlang: en\n---\n\n## All\n\n".to_owned();
    for (number, name) in (19..).zip(KINDS) {
        let file = given.join(name);
        let file = file.to_str().expect("temporary paths are UTF-8");
        bench.done(&["add", case, file, "--title", "A picture"]);
        text.push_str(&format!("![A picture](E-0{number})\n\n"));
    }
    let text = bench.give("text.md", text);
    bench.done(&["write", case, &text]);
    let place = ["--region", "8,8,16,8", "--reason", "victim"];
    bench.done(&[&["redact", case, "E-025"], &place[..]].concat());
    for copy in ["editor", "public"] {
        let into = ["--pdf", "report.pdf", "--markdown", "report.md"];
        let told = bench.plumb(&[&["report", case, "--copy", copy], &into[..]].concat());
        assert_eq!(told.status, 0, "{}", told.err);
        for several in ["E-020", "E-023"] {
            let sentence = format!("{several} holds several pictures");
            assert!(told.err.contains(&sentence), "{copy}: {}", told.err);
        }
        let shown = bench.work("shown");
        fs::create_dir_all(&shown).expect("a folder can be made");
        let taken = Command::new("pdfimages")
            .args(["-png", "report.pdf", "shown/picture"])
            .current_dir(bench.work(""))
            .status();
        assert!(taken.expect("pdfimages is installed").success());
        for folder in [shown, bench.work("report-files")] {
            let absent = judges::lost_pictures(&given, &folder, "8,8,24,16");
            assert!(
                absent.is_empty(),
                "{copy}, {}: {absent:?}",
                folder.display()
            );
        }
        fs::remove_dir_all(bench.work("shown")).expect("a folder can be removed");
    }
}
