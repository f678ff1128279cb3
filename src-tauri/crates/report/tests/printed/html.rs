//! The report as one page for a browser.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use report::{Block, Document, Inline, MarginNote, Table, Tone, html};

use crate::charts::{charted, week};
use crate::common::{beside, cite, empty, paragraph, sample, text};
use crate::composing::book;

/// What a browser would meet.
#[derive(Default)]
struct Page {
    faults: RefCell<Vec<String>>,
    open: RefCell<Vec<String>>,
    ids: RefCell<BTreeSet<String>>,
    targets: RefCell<Vec<String>>,
    headings: RefCell<Vec<u8>>,
    words: RefCell<String>,
}

impl Page {
    fn fault(&self, what: String) {
        self.faults.borrow_mut().push(what);
    }

    fn open(&self, tag: &Tag) {
        let name = tag.name.to_string();
        if [
            "script", "iframe", "object", "embed", "link", "base", "form",
        ]
        .contains(&name.as_str())
        {
            self.fault(format!("<{name}>"));
        }
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            self.headings.borrow_mut().push(level);
        }
        for attribute in &tag.attrs {
            let (key, value) = (
                attribute.name.local.to_string(),
                attribute.value.to_string(),
            );
            match key.as_str() {
                "id" if !self.ids.borrow_mut().insert(value.clone()) => {
                    self.fault(format!("two of id {value}"));
                }
                "href" => match value.strip_prefix('#') {
                    Some(name) => self.targets.borrow_mut().push(name.to_owned()),
                    None if ["https:", "http:", "mailto:"]
                        .iter()
                        .any(|s| value.starts_with(s)) => {}
                    None => self.fault(format!("href {value}")),
                },
                "src" if !value.starts_with("data:image/") => self.fault(format!("src {value}")),
                "style" | "srcset" | "action" | "background" => self.fault(key),
                key if key.starts_with("on") => self.fault(key.to_owned()),
                _ => {}
            }
        }
        let void = ["meta", "br", "hr", "img"].contains(&name.as_str());
        if !void && !tag.self_closing {
            self.open.borrow_mut().push(name);
        }
    }
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                self.open(&tag);
                if &*tag.name == "style" {
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
            }
            Token::TagToken(tag) => {
                let last = self.open.borrow_mut().pop();
                if last.as_deref() != Some(&*tag.name) {
                    self.fault(format!("</{}> closes {last:?}", tag.name));
                }
            }
            Token::CharacterTokens(text) => self.words.borrow_mut().push_str(&text),
            Token::ParseError(why) => self.fault(why.into_owned()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Reads a page as a browser's tokenizer does and gives its words; what it may not hold
/// fails.
fn read(page: &str) -> String {
    let tokenizer = Tokenizer::new(
        Page::default(),
        TokenizerOpts {
            exact_errors: true,
            ..TokenizerOpts::default()
        },
    );
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let page = &tokenizer.sink;
    let faults = page.faults.borrow();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(
        page.open.borrow().is_empty(),
        "{:?} stay open",
        page.open.borrow()
    );
    for target in page.targets.borrow().iter() {
        assert!(
            page.ids.borrow().contains(target),
            "#{target} leads nowhere"
        );
    }
    let mut last = 0;
    for level in page.headings.borrow().iter() {
        assert!(*level <= last + 1, "h{level} after h{last}");
        last = *level;
    }
    assert_eq!(
        page.headings
            .borrow()
            .iter()
            .filter(|level| **level == 1)
            .count(),
        1
    );
    page.words.borrow().clone()
}

fn keep(name: &str, document: &Document) -> String {
    let page = html::write(document);
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(path, &page).unwrap();
    page
}

#[test]
fn the_sample_is_a_page_that_loads_nothing_and_leads_where_the_pdf_does() {
    let page = keep("sample.html", &sample());
    let words = read(&page);
    assert!(
        words.contains("The staff list does not name him") || words.contains("E-014"),
        "{words}"
    );
    for id in ["E-014", "E-021", "par-12", "C-03", "note-1"] {
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains("url("), "the style loads nothing");
}

#[test]
fn the_policy_allows_the_style_that_stands_in_the_page() {
    use sha2::{Digest, Sha256};
    let page = html::write(&sample());
    let style = page
        .split("<style>")
        .nth(1)
        .unwrap()
        .split("</style>")
        .next()
        .unwrap();
    let digest = Sha256::digest(style);
    let given = page
        .split("sha256-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap();
    // Base64 by hand, so that the writer's own is checked by another.
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut expected = String::new();
    for three in digest.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, n| {
            bits << 8 | u32::from(*three.get(n).unwrap_or(&0))
        });
        for n in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * n)) as usize & 63] as char;
            expected.push(if n > three.len() { '=' } else { sign });
        }
    }
    assert_eq!(given, expected);
}

#[test]
fn charts_are_drawn_in_the_page_with_their_tables() {
    let page = keep("charts.html", &charted(&week(), &book()));
    let words = read(&page);
    assert_eq!(page.matches("role=\"img\"").count(), 5);
    assert_eq!(page.matches("<details>").count(), 5);
    assert!(words.contains("first post of the false montage"), "{words}");
    assert!(
        words.contains("2024-05-15, 12:00"),
        "the table holds the rows"
    );
}

#[test]
fn a_hostile_document_stays_text() {
    let attacks = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</style><script>alert(1)</script>",
        "</title><svg onload=alert(1)>",
        "<!-- --><iframe src=https://example.org>",
        "]]><?xml x?>",
        "javascript:alert(1)",
        "&lt;b&gt; &#60;i&#62;",
        "\u{202e}gnp.exe\u{0}\u{1b}[2J\u{fffe}",
    ];
    let mut document = empty(attacks[4]);
    document.subtitle = attacks[1].into();
    document.authors = attacks.iter().map(|&attack| attack.to_owned()).collect();
    document.lang = attacks[2].into();
    document.fingerprint = Some(attacks[0].into());
    for (index, attack) in attacks.iter().enumerate() {
        let link = Inline::Link {
            address: (*attack).into(),
            text: vec![text(attack)],
        };
        let margin = vec![
            beside(attack, attack, attack, Tone::Denial),
            MarginNote::Remark {
                text: (*attack).into(),
                tone: Tone::Warning,
            },
        ];
        let inlines = vec![
            text(attack),
            Inline::Code((*attack).into()),
            link,
            cite(attack),
        ];
        document
            .body
            .push(paragraph(index as u32 + 1, inlines, margin));
        document.body.push(Block::Heading {
            level: (index % 8) as u8,
            anchor: (*attack).into(),
            text: vec![text(attack)],
        });
        document.body.push(Block::Code((*attack).into()));
        document.body.push(Block::Table(Table {
            head: vec![vec![text(attack)]],
            rows: vec![vec![vec![text(attack)], vec![text(attack)]]],
        }));
    }
    let words = read(&keep("hostile.html", &document));
    assert!(words.contains("alert(1)"), "nothing is lost: {words}");
}

#[test]
fn nesting_without_end_is_written() {
    let mut document = empty("Deep");
    let mut block = paragraph(1, vec![text("bottom")], vec![]);
    let mut inline = text("middle");
    for _ in 0..200 {
        block = Block::List {
            first: Some(u64::MAX),
            items: vec![vec![Block::Quote(vec![block])], vec![]],
        };
        inline = Inline::Emphasis(vec![inline]);
    }
    document.body.push(block);
    document.body.push(paragraph(2, vec![inline], vec![]));
    let words = read(&html::write(&document));
    assert!(words.contains("bottom") && words.contains("middle"));
}
