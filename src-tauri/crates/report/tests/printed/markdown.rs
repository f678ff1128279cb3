//! The Markdown as pandoc reads it.

use std::path::PathBuf;

use report::{Block, Document, Inline, Table, csl, markdown};

use crate::charts::{charted, week};
use crate::common::{cite, empty, paragraph, sample, text};
use crate::composing::book;
use crate::pdf::run;

/// Writes the Markdown with everything beside it and gives what pandoc makes of it.
pub(crate) fn through_pandoc(name: &str, document: &Document, to: &str) -> Option<String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("report.md");
    std::fs::write(&path, markdown::write(document, "report")).unwrap();
    std::fs::write(folder.join(csl::file_name("report")), csl::write(document)).unwrap();
    for (place, picture) in markdown::pictures(document, "report") {
        let place = folder.join(place);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, &picture.bytes).unwrap();
    }
    let resources = format!("--resource-path={}", folder.display());
    let bibliography = format!(
        "--bibliography={}",
        folder.join(csl::file_name("report")).display()
    );
    let arguments = [
        "--citeproc",
        "--fail-if-warnings",
        "--wrap=none",
        "-f",
        "markdown",
        "-t",
        to,
        "-s",
        &resources,
        &bibliography,
        path.to_str().unwrap(),
    ];
    let (accepted, said) = run("pandoc", &arguments)?;
    assert!(accepted, "pandoc refused: {said}");
    Some(said)
}

#[test]
fn pandoc_accepts_the_sample_and_resolves_its_citations() {
    let Some(html) = through_pandoc("markdown-sample", &sample(), "html") else {
        return;
    };
    assert!(html.contains("id=\"ref-E-014\""), "{html}");
    assert!(html.contains("href=\"#ref-E-021\""), "{html}");
    assert!(html.contains("mark 1"), "{html}");
    assert!(html.contains("class=\"denial\""), "{html}");
    assert!(html.contains("report-files/E-014.png"), "{html}");
    assert!(html.contains("9f2c41d70be35a18"), "{html}");
    assert!(html.contains("<td"), "{html}");
}

#[test]
fn words_that_look_like_markup_print_as_they_read() {
    let words = [
        "# no heading",
        "- no list",
        "1. no list",
        "12) no list",
        "(a) no list",
        ": no definition",
        "::: no division",
        "| no | table |",
        "--- no rule",
        "<b>no tag</b> &amp; no entity",
        "[no link](https://example.org)",
        "*no emphasis* _none_ ~~none~~ ^none^",
        "@E-999 no citation, [@nobody] none",
        "$no^math$ \\no command",
        "`no code` ~no subscript~",
        "![no picture](x.png)",
        "[^1]: no note",
        "no ... ellipsis -- no dash 'no quotes' \"none\"",
        "https://example.org/no_link_*here*",
        "{#no .attributes}",
        "title: no metadata",
        "=== no underline",
        "%percent",
    ];
    let mut document = empty("A \"title\": *with* `markup` & <i>tags</i> # {x} 'y' @z [a]");
    document.subtitle = "- no list: [x](y) \\ \u{7} end".into();
    document.authors = vec!["@A: *B* <c>".into(), "# D".into()];
    for (index, line) in words.iter().enumerate() {
        document
            .body
            .push(paragraph(index as u32 + 1, vec![text(line)], vec![]));
        document.body.push(Block::Quote(vec![paragraph(
            100 + index as u32,
            vec![Inline::Emphasis(vec![text(line)])],
            vec![],
        )]));
        document.body.push(Block::Table(Table {
            head: vec![vec![text(line)]],
            rows: vec![vec![vec![text(line)]]],
        }));
        document.body.push(Block::List {
            first: None,
            items: vec![vec![Block::Code((*line).into())]],
        });
    }
    let Some(plain) = through_pandoc("markdown-hostile", &document, "plain") else {
        return;
    };
    let read: String = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in words {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        // Plain output draws emphasis with underscores, so count the other places.
        let count = read.matches(&line).count();
        assert!(count >= 3, "“{line}” is found {count} times in:\n{plain}");
    }
    let title = "A \"title\": *with* `markup` & <i>tags</i> # {x} 'y' @z [a]";
    assert!(read.contains(title), "{plain}");
}

#[test]
fn a_citation_of_something_unknown_prints_as_text() {
    let mut document = empty("Unknown");
    document.body.push(paragraph(
        1,
        vec![text("See "), cite("E-999·1"), cite("C-77")],
        vec![],
    ));
    let Some(plain) = through_pandoc("markdown-unknown", &document, "plain") else {
        return;
    };
    assert!(plain.contains("E-999·1"), "{plain}");
}

#[test]
fn the_citation_file_holds_type_address_dates_and_fingerprint() {
    let entries: serde_json::Value = serde_json::from_slice(&csl::write(&sample())).unwrap();
    let post = &entries[0];
    assert_eq!(post["id"], "E-014");
    assert_eq!(post["type"], "post");
    assert_eq!(post["URL"], "https://x.example/status/1790000000000000001");
    assert_eq!(post["issued"]["date-parts"][0][1], 5);
    assert!(
        post["custom"]["sha256"]
            .as_str()
            .unwrap()
            .starts_with("9f2c")
    );
    assert!(post.get("url").is_none());
}

#[test]
fn charts_are_tables_with_their_drawings_beside() {
    let document = charted(&week(), &book());
    let Some(html) = through_pandoc("markdown-charts", &document, "html") else {
        return;
    };
    assert!(html.contains("<td>2024-05-15, 12:00</td>"), "{html}");
    assert!(html.contains("report-files/chart-1.svg"), "{html}");
    let charts = markdown::charts(&document, "report");
    assert_eq!(charts.len(), 5);
    for (path, drawing) in charts {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(path.replace('/', "-"));
        std::fs::write(&path, drawing).unwrap();
        let parse = "import sys, xml.dom.minidom as dom; dom.parse(sys.argv[1])";
        if let Some((read, said)) = run("python3", &["-c", parse, path.to_str().unwrap()]) {
            assert!(read, "{said}");
        }
    }
}
