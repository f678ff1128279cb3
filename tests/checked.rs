//! A printed report as somebody checks it who did not make it: with the lines
//! on its last page, and with `plumb verify`.

use std::fs;
use std::path::Path;
use std::process::Command;

use plumb_tests::workbench::Workbench;

/// Prints the sample's report as `report.pdf`.
fn printed(bench: &Workbench) -> &'static str {
    let case = bench.sample();
    let answer = bench.plumb(&["report", case, "--pdf", "report.pdf"]);
    assert_eq!(answer.status, 0, "{answer:?}");
    "report.pdf"
}

/// Whether a public tool succeeded, and what it printed.
fn tool(folder: &Path, program: &str, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

/// The six lines as they stand on the last page.
fn six_lines(folder: &Path) -> Vec<String> {
    let (_, text) = tool(folder, "pdftotext", &["report.pdf", "-"]);
    let pages = text.trim_end_matches('\u{c}').rsplit('\u{c}');
    let last = pages.into_iter().next().expect("a file has a last page");
    let starts = ["pdfdetach ", "echo ", "sha256sum ", "openssl ", "grep "];
    let is_command = |line: &&str| starts.iter().any(|start| line.starts_with(start));
    last.lines().filter(is_command).map(str::to_owned).collect()
}

#[test]
fn the_six_lines_on_the_last_page_work_as_printed_and_fail_on_another_manifest() {
    let bench = Workbench::new();
    printed(&bench);
    let folder = bench.folder().join("work");
    let lines = six_lines(&folder);
    assert_eq!(lines.len(), 6, "{lines:?}");
    let script = lines.join("\n");
    let (worked, said) = tool(&folder, "sh", &["-e", "-c", &script]);
    assert!(worked, "{said}");
    assert!(said.contains("manifest.json: OK"), "{said}");
    assert_eq!(
        said.matches("Signature Verified Successfully").count(),
        2,
        "{said}"
    );
    assert!(said.contains("\"number\": \"E-001\""), "{said}");

    let manifest = fs::read_to_string(folder.join("manifest.json")).expect("it was extracted");
    fs::write(
        folder.join("manifest.json"),
        manifest.replace("E-001", "E-002"),
    )
    .expect("writable");
    for (line, fails) in lines[1..].iter().zip([true, false, true, false, false]) {
        let (worked, said) = tool(&folder, "sh", &["-c", line]);
        assert_eq!(worked, !fails, "{line}: {said}");
    }
}

#[test]
fn verify_finds_the_sample_sound_alone_and_with_its_case() {
    let bench = Workbench::new();
    let file = printed(&bench);
    for arguments in [
        &["verify", file][..],
        &["verify", file, "--case", bench.sample()],
    ] {
        let answer = bench.plumb(arguments);
        assert_eq!(answer.status, 0, "{answer:?}");
        assert!(
            answer.out.contains("as they were printed and signed"),
            "{answer:?}"
        );
    }
}

#[test]
fn every_attachment_that_was_exchanged_is_named() {
    let bench = Workbench::new();
    let file = printed(&bench);
    let folder = bench.folder().join("work");
    for name in [
        "manifest.json",
        "manifest.json.sig",
        "case-key.pem",
        "pages.json",
        "report.md",
        "report.csl.json",
    ] {
        let saved = ["-savefile", name, "-o", "taken", file];
        let (worked, said) = tool(&folder, "pdfdetach", &saved);
        assert!(worked, "{said}");
        let mut bytes = fs::read(folder.join("taken")).expect("it was saved");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(folder.join("taken"), bytes).expect("writable");
        let key = format!("--key={name}");
        let filename = format!("--filename={name}");
        let arguments = [
            file,
            "--add-attachment",
            "taken",
            &key,
            &filename,
            "--replace",
            "--",
            "changed.pdf",
        ];
        let (worked, said) = tool(&folder, "qpdf", &arguments);
        assert!(worked, "{said}");
        let answer = bench.plumb(&["verify", "changed.pdf"]);
        assert_eq!(answer.status, 1, "{name}: {answer:?}");
        let stem = name.trim_end_matches(".sig");
        assert!(answer.out.contains(stem), "{name} is named: {answer:?}");
    }
}

#[test]
fn a_report_of_another_case_and_a_file_that_is_none_are_told_apart() {
    let bench = Workbench::new();
    let file = printed(&bench);
    let answer = bench.plumb(&["sample", "other.plumb"]);
    assert_eq!(answer.status, 0, "{answer:?}");
    let answer = bench.plumb(&["verify", file, "--case", "other.plumb"]);
    assert_eq!(answer.status, 1, "{answer:?}");
    assert!(answer.out.contains("another case"), "{answer:?}");
    fs::write(bench.work("broken.pdf"), b"%PDF-1.7\nnothing").expect("writable");
    let answer = bench.plumb(&["verify", "broken.pdf"]);
    assert_eq!(answer.status, 3, "{answer:?}");
    assert!(answer.err.contains("cannot be read as a PDF"), "{answer:?}");
}

#[test]
fn a_case_that_has_moved_on_is_no_problem_and_is_said() {
    let bench = Workbench::new();
    let file = printed(&bench);
    let case = bench.sample();
    let answer = bench.plumb(&["claim", case, "A claim that came later."]);
    assert_eq!(answer.status, 0, "{answer:?}");
    let answer = bench.plumb(&["verify", file, "--case", case]);
    assert_eq!(answer.status, 0, "{answer:?}");
    assert!(answer.out.contains("changed once since"), "{answer:?}");
}
