//! The manuscript read from outside: blocks, citations, sentences, hostile text.

use manuscript::{
    Block, BlockKind, CiteForm, Inline, Manuscript, Sentence, SentenceKind, Tag, plain_text,
};

/// Each sentence as `text [keys] kind`.
fn sentences(source: &str) -> Vec<String> {
    let manuscript = Manuscript::parse(source);
    manuscript.sentences().iter().map(shown).collect()
}

fn shown(sentence: &Sentence) -> String {
    let keys: Vec<&str> = sentence.cites.iter().map(|c| c.key.as_str()).collect();
    format!("{} [{}] {:?}", sentence.text, keys.join(" "), sentence.kind)
}

#[test]
fn a_citation_after_the_full_stop_belongs_to_the_sentence_before_it() {
    assert_eq!(
        sentences(
            "He denied it. [@E-014.1] She did not [@C-03; see @E-002, p. 3].[@E-7] @E-014 shows why."
        ),
        [
            "He denied it. [E-014.1] Factual",
            "She did not. [C-03 E-002 E-7] Factual",
            "E-014 shows why. [E-014] Factual",
        ]
    );
}

#[test]
fn the_parts_of_a_citation_are_read() {
    let m = Manuscript::parse(
        "It is so [see @E-014.1, pp. 3-5 and after; -@C-02; @E-014·2, {00:01:23}], @E-3 [p. 2].",
    );
    let cites = &m.sentences()[0].cites;
    assert_eq!(cites[0].prefix, "see");
    assert_eq!(
        cites[0].locator.as_ref().map(|l| l.value.as_str()),
        Some("3-5")
    );
    assert_eq!(cites[0].suffix, "and after");
    assert_eq!(cites[1].form, CiteForm::AuthorSuppressed);
    assert_eq!(
        cites[2].reference.map(|r| r.to_string()).as_deref(),
        Some("E-014·2")
    );
    assert_eq!(cites[2].locator.as_ref().map(|l| l.label), Some("custom"));
    assert_eq!(cites[3].form, CiteForm::Bare);
    assert_eq!(
        cites[3].locator.as_ref().map(|l| l.value.as_str()),
        Some("2")
    );
    assert_eq!(m.text(&cites[1].range), "@C-02");
}

#[test]
fn nothing_in_code_or_behind_a_backslash_is_a_citation() {
    let m = Manuscript::parse(
        "A `[@E-001]` b \\[@E-002\\] c \\@E-003, me@E-004.org\n\n```\n[@E-005]\n```\n\n    [@E-006]\n",
    );
    let keys: Vec<&str> = m.cites().map(|(_, c)| c.key.as_str()).collect();
    assert_eq!(
        keys,
        ["E-002"],
        "only the bare key between escaped brackets"
    );
}

#[test]
fn a_key_that_names_nothing_is_a_citation_in_brackets_and_a_handle_outside() {
    let m = Manuscript::parse("As [@nobody] and @somebody wrote.");
    let cites: Vec<_> = m
        .cites()
        .map(|(_, c)| (c.key.as_str(), c.reference))
        .collect();
    assert_eq!(cites, [("nobody", None)]);
    assert_eq!(m.sentences()[0].text, "As and @somebody wrote.");
}

#[test]
fn tags_of_divisions_headings_and_spans_say_what_a_sentence_is() {
    let source = "# Findings\n\nOne. [It may be two.]{.opinion} [Half]{.opinion} three.\n\n::: denial\nHe denies it [@E-1].\n:::\n\n## How {.method}\n\nWe counted.\n\n### Deeper\n\nTwice.\n\n# Rest\n\n> Quoted.\n\n::: {.background}\nKnown.\n:::\n";
    assert_eq!(
        sentences(source),
        [
            "Findings [] Heading",
            "One. [] Factual",
            "It may be two. [] Opinion",
            "Half three. [] Factual",
            "He denies it. [E-1] Denial",
            "How [] Heading",
            "We counted. [] Method",
            "Deeper [] Heading",
            "Twice. [] Method",
            "Rest [] Heading",
            "Quoted. [] Quote",
            "Known. [] Background",
        ]
    );
    let m = Manuscript::parse(source);
    let twice = m
        .sentences()
        .iter()
        .find(|s| s.text == "Twice.")
        .expect("is there");
    assert_eq!(twice.section, ["Findings", "How", "Deeper"]);
}

#[test]
fn ranges_hold_with_letters_of_several_bytes() {
    let source = "\u{feff}Əli 🙂 gəldi. **Ağ** ev &amp; bağ [@E-001]! Bitdi.\r\nSon… sətir.\n";
    let m = Manuscript::parse(source);
    let places: Vec<&str> = m.sentences().iter().map(|s| m.text(&s.range)).collect();
    assert_eq!(
        places,
        [
            "Əli 🙂 gəldi.",
            "Ağ** ev &amp; bağ [@E-001]!",
            "Bitdi.",
            "Son… sətir."
        ]
    );
    assert_eq!(m.sentences()[1].text, "Ağ ev & bağ!");
    assert_eq!(m.utf16_range(&m.sentences()[0].range), 1..14);
}

#[test]
fn paragraphs_are_numbered_in_reading_order_and_notes_are_not() {
    let m = Manuscript::parse(
        "# T\n\nOne.[^n]\n\n- two\n- three\n\n> four\n\n| a |\n|---|\n| b |\n\nFive.\n\n[^n]: See [@E-001].\n",
    );
    let numbers: Vec<_> = m
        .sentences()
        .iter()
        .map(|s| (s.text.as_str(), s.paragraph))
        .collect();
    assert_eq!(
        numbers,
        [
            ("T", None),
            ("One.", Some(1)),
            ("two", Some(2)),
            ("three", Some(3)),
            ("four", Some(4)),
            ("a", None),
            ("b", None),
            ("Five.", Some(5)),
            ("See.", None)
        ]
    );
    assert_eq!(m.sentences()[1].footnotes, ["n"]);
    let cited: Vec<&str> = m
        .cites_of(&m.sentences()[1])
        .iter()
        .map(|c| c.key.as_str())
        .collect();
    assert_eq!(
        cited,
        ["E-001"],
        "a note's citation counts for the sentence that carries the note"
    );
}

#[test]
fn a_picture_alone_is_a_figure_that_cites_its_exhibit() {
    let m = Manuscript::parse("![The post. As kept.](E-014·1 \"wide\")\n\nText ![x](E-2) here.\n");
    let BlockKind::Figure {
        target,
        caption,
        title,
    } = &m.blocks()[0].kind
    else {
        panic!("no figure: {:?}", m.blocks()[0]);
    };
    assert_eq!(
        target.reference.map(|r| r.key()).as_deref(),
        Some("E-014.1")
    );
    assert_eq!(
        (plain_text(caption).as_str(), title.as_str()),
        ("The post. As kept.", "wide")
    );
    assert_eq!(shown(&m.sentences()[0]), "The post. [E-014·1] Caption");
    assert_eq!(shown(&m.sentences()[2]), "Text x here. [E-2] Factual");
}

#[test]
fn a_division_closes_open_lists_and_stands_in_the_tree() {
    let m = Manuscript::parse("- a\n\n::: denial\n- b\n\nc\n:::\n\nd\n");
    let kinds: Vec<String> = m.blocks().iter().map(|b| format!("{:?}", b.kind)).collect();
    assert_eq!(m.blocks().len(), 3, "{kinds:?}");
    let BlockKind::Division { tag, blocks } = &m.blocks()[1].kind else {
        panic!("no division: {kinds:?}");
    };
    assert_eq!((tag, blocks.len()), (&Tag::Denial, 2));
    assert_eq!(m.text(&m.blocks()[1].range), "::: denial\n- b\n\nc\n:::");
}

#[test]
fn html_is_only_ever_text() {
    let m = Manuscript::parse(
        "<script>alert(1)</script>\n\na <b onclick=x>b</b> &lt;i&gt;\n\n<div>\n[@E-001]\n</div>\n",
    );
    let text: Vec<&str> = m.sentences().iter().map(|s| s.text.as_str()).collect();
    assert_eq!(text[0], "<script>alert(1)</script>");
    assert_eq!(text[1], "a <b onclick=x>b</b> <i>");
    assert_eq!(m.cites().count(), 1);
}

#[test]
fn a_nested_span_keeps_its_citation_and_emphasis() {
    let m = Manuscript::parse("[It *may* be so [@C-01].]{.opinion}\n");
    assert_eq!(shown(&m.sentences()[0]), "It may be so. [C-01] Opinion");
    let BlockKind::Paragraph { inlines, .. } = &m.blocks()[0].kind else {
        panic!()
    };
    assert!(
        matches!(&inlines[0], Inline::Span { tag: Tag::Opinion, inlines, .. } if inlines.len() == 5),
        "{inlines:?}"
    );
}

/// Every range lies on character boundaries, inside the source and in order.
fn check_ranges(m: &Manuscript) {
    for sentence in m.sentences() {
        assert!(
            m.source().get(sentence.range.clone()).is_some(),
            "{sentence:?}"
        );
        assert!(sentence.range.start < sentence.range.end, "{sentence:?}");
        for cite in &sentence.cites {
            assert!(m.source().get(cite.range.clone()).is_some(), "{cite:?}");
        }
    }
    check_blocks(m, m.blocks());
}

fn check_blocks(m: &Manuscript, blocks: &[Block]) {
    for block in blocks {
        assert!(
            m.source().get(block.range.clone()).is_some(),
            "{:?}",
            block.range
        );
        match &block.kind {
            BlockKind::Quote(inner) | BlockKind::Division { blocks: inner, .. } => {
                check_blocks(m, inner)
            }
            BlockKind::List { items, .. } => items.iter().for_each(|i| check_blocks(m, i)),
            _ => {}
        }
    }
}

#[test]
fn deep_nesting_and_long_runs_of_syntax_are_read_in_time() {
    let runs = [
        "> ",
        "- ",
        "[",
        "*a **b ",
        "::: x\n",
        "[@E-1;",
        "@E-1 [",
        "[a]{.x",
        "![",
        "| a ",
        "`",
        "<a ",
        "&amp;",
        "a. [@E-1] ",
        "\\",
        "[^1]",
        "1. ",
        "A. ",
    ];
    for run in runs {
        check_ranges(&Manuscript::parse(&run.repeat(20_000)));
        check_ranges(&Manuscript::parse(
            &(run.repeat(5_000) + "x" + &"]){.x}\n".repeat(5_000)),
        ));
    }
}

#[test]
fn random_mixes_of_syntax_keep_every_range_inside() {
    let pieces = [
        "[",
        "]",
        "@",
        "E-001",
        "·1",
        ".",
        " ",
        "\n",
        "\n\n",
        "{.opinion}",
        ":::",
        " denial",
        "-",
        ";",
        "*",
        "**",
        "`",
        "```",
        "> ",
        "# ",
        "ə",
        "🙂",
        "&amp;",
        "<b>",
        "\\",
        "[^a]",
        "[^a]: ",
        "|",
        "---",
        "\r\n",
        "\t",
        "!",
        "(",
        ")",
        "É. ",
        "\u{0}",
        "\u{feff}",
        "\u{2028}",
        "M. ",
        "?",
        "”",
        "« ",
        " »",
        "title: x",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..4_000 {
        let mut source = String::new();
        for _ in 0..40 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            source.push_str(pieces[(state % pieces.len() as u64) as usize]);
        }
        check_ranges(&Manuscript::parse(&source));
    }
}

#[test]
fn random_bytes_are_a_manuscript() {
    let mut state = 88_172_645_463_325_252_u64;
    for _ in 0..300 {
        let bytes: Vec<u8> = (0..600)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 32) as u8
            })
            .collect();
        check_ranges(&Manuscript::parse(&String::from_utf8_lossy(&bytes)));
    }
}

#[test]
fn naughty_strings_are_read_wherever_they_stand() {
    let list = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../../shared/corpora/naughty-strings/blns.json"
    );
    let Ok(json) = std::fs::read_to_string(list) else {
        println!("skipped: the naughty strings do not lie beside this repository");
        return;
    };
    for line in json.lines() {
        for source in [
            line.to_owned(),
            format!("# {line}\n\n[{line} @E-001] {line}"),
            format!("---\ntitle: {line}\n---\n"),
        ] {
            check_ranges(&Manuscript::parse(&source));
        }
    }
}

#[test]
fn a_sentence_kind_is_what_its_place_says() {
    let m = Manuscript::parse("---\nlang: fr\ntitle: T\n---\nIl part. Est-ce vrai ?\n");
    assert_eq!(m.sentences().len(), 2, "the head is no sentence");
    assert_eq!(m.sentences()[0].kind, SentenceKind::Factual);
    assert!(m.sentences()[0].is_statement() && !m.sentences()[1].is_statement());
}
