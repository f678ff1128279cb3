//! What a laid document must be, seen on its display list.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::display::{ARTIFACT, FOOTER, HEADER, Item, Node, Page, Placed};
use super::structure::{Elem, Role};
use super::{Error, Layout, Printer, Settings};
use crate::{Block, Document, Inline, MarginNote, Paragraph, Table, Tone};

fn document(body: Vec<Block>) -> Document {
    Document {
        lang: "en".into(),
        title: "A title".into(),
        copy_label: "For review".into(),
        body,
        ..Document::default()
    }
}

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

fn paragraph(number: u32, text: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph {
        number: Some(number),
        text,
        ..Paragraph::default()
    })
}

fn heading(level: u8, words: &str) -> Block {
    Block::Heading {
        level,
        anchor: format!("sec-{words}"),
        text: text(words),
    }
}

fn long_report() -> Document {
    let words = "One picture was posted by many accounts within a single day. ";
    let mut body = Vec::new();
    for number in 1..=60 {
        if number % 10 == 1 {
            body.push(heading(1, &format!("part {number}")));
        }
        let words = format!("{number}. {}", words.repeat(6));
        body.push(paragraph(number, text(&words)));
    }
    document(body)
}

fn lay(printer: &mut Printer, document: &Document) -> Layout {
    printer
        .lay(document, &mut |_| ControlFlow::Continue(()))
        .expect("nothing stops it")
}

fn lay_once(document: &Document) -> Layout {
    lay(&mut Printer::new(&Settings::default()), document)
}

fn nodes(page: &Page) -> impl Iterator<Item = (&Item, Node)> {
    page.items().map(|(item, placed)| {
        let mut item_node = item.clone();
        let local = item_node.node_mut().map_or(ARTIFACT, |node| *node);
        (item, placed.node(local))
    })
}

fn elem(layout: &Layout, node: Node) -> &Elem {
    &layout.laid.elems[node as usize - 1]
}

/// The words of an element, as they are drawn.
fn words_of(layout: &Layout, node: Node) -> String {
    let items = layout.laid.pages.iter().flat_map(nodes);
    let runs = items.filter_map(|(item, of)| match item {
        Item::Run(run) if of == node => Some(run.text.as_str()),
        _ => None,
    });
    runs.collect()
}

fn text_of(page: &Page) -> String {
    let runs = page.items().filter_map(|(item, _)| match item {
        Item::Run(run) => Some(run.text.as_str()),
        _ => None,
    });
    runs.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_item_belongs_to_an_element_and_every_element_to_one_before_it() {
    let mut report = long_report();
    report.notes = vec![text("a note")];
    report.body.push(Block::List {
        first: Some(1),
        items: vec![vec![Block::Quote(vec![paragraph(
            90,
            vec![Inline::Note(1)],
        )])]],
    });
    let layout = lay_once(&report);
    let elems = &layout.laid.elems;
    for (index, elem) in elems.iter().enumerate() {
        assert!(
            elem.parent as usize <= index,
            "{index} hangs on {}",
            elem.parent
        );
    }
    for (_, node) in layout.laid.pages.iter().flat_map(nodes) {
        let known = node as usize <= elems.len() || matches!(node, HEADER | FOOTER);
        assert!(known, "{node} of {}", elems.len());
    }
    let roots = elems.iter().filter(|elem| elem.parent == ARTIFACT);
    assert_eq!(
        roots.map(|elem| elem.role).collect::<Vec<_>>(),
        [Role::Document]
    );
}

#[test]
fn a_note_is_read_after_the_paragraph_that_refers_to_it() {
    let mut report = document(vec![
        paragraph(1, vec![Inline::Text("first".into()), Inline::Note(1)]),
        paragraph(2, text("second")),
    ]);
    report.notes = vec![text("the note")];
    let layout = lay_once(&report);
    let order: Vec<Role> = layout.laid.elems.iter().map(|elem| elem.role).collect();
    let note = order
        .iter()
        .position(|role| *role == Role::Note)
        .expect("a note");
    let paragraphs: Vec<usize> = (0..order.len())
        .filter(|at| order[*at] == Role::Paragraph)
        .filter(|at| {
            matches!(
                words_of(&layout, *at as Node + 1).as_str(),
                "first" | "second"
            )
        })
        .collect();
    assert!(paragraphs[0] < note && note < paragraphs[1], "{order:?}");
    let leads_back = layout
        .laid
        .pages
        .iter()
        .flat_map(nodes)
        .any(|(item, node)| {
            matches!(item, Item::Link { target: super::display::Target::Name(name), .. }
            if name == "note-1-ref" && elem(&layout, node).role == Role::Link)
        });
    assert!(leads_back);
}

#[test]
fn a_table_over_pages_repeats_its_head_for_the_eye_alone() {
    let rows = (0..90)
        .map(|n| vec![text(&format!("row {n}")), vec![]])
        .collect();
    let head = vec![text("Account"), text("Posts")];
    let layout = lay_once(&document(vec![Block::Table(Table { head, rows })]));
    let heads: Vec<Node> = layout
        .laid
        .pages
        .iter()
        .flat_map(nodes)
        .filter(|(item, _)| matches!(item, Item::Run(run) if run.text == "Account"))
        .map(|(_, node)| node)
        .collect();
    assert!(heads.len() > 1, "the table has only one page");
    assert_eq!(elem(&layout, heads[0]).role, Role::HeadCell);
    assert!(heads[1..].iter().all(|node| *node == ARTIFACT), "{heads:?}");
    let cells = layout
        .laid
        .elems
        .iter()
        .filter(|elem| elem.role == Role::Cell);
    assert_eq!(cells.count(), 180, "empty cells are cells too");
}

#[test]
fn a_row_taller_than_a_page_is_printed_in_parts_and_nothing_leaves_the_paper() {
    let tall = "word ".repeat(6000);
    let unbroken = "0123456789abcdef".repeat(900);
    let head = vec![text("What"), text("Where")];
    let rows = vec![vec![text(&tall), text("here")]];
    let mut report = document(vec![
        Block::Table(Table { head, rows }),
        Block::Code(unbroken.clone()),
        paragraph(1, text(&unbroken)),
    ]);
    report.body.push(Block::Paragraph(Paragraph {
        lang: None,
        number: Some(2),
        text: text("beside"),
        margin: vec![MarginNote::Remark {
            text: tall.clone(),
            tone: Tone::Warning,
        }],
    }));
    let layout = lay_once(&report);
    let (width, height) = layout.size;
    let mut drawn = 0;
    for (item, placed) in layout.laid.pages.iter().flat_map(Page::items) {
        let Item::Run(run) = item else { continue };
        drawn += run.text.matches("word").count();
        let last = run.glyphs.last().map_or(0.0, |glyph| glyph.x);
        let (x, y) = (run.x + placed.dx, run.y + placed.dy);
        assert!(
            x >= 0.0 && x + last < width - 20.0,
            "{} ends at {}",
            run.text,
            x + last
        );
        assert!(y > 20.0 && y < height - 20.0, "{} stands at {y}", run.text);
    }
    assert_eq!(drawn, 12_000, "every word of the row and of the margin");
}

#[test]
fn the_contents_name_the_page_of_every_part() {
    let layout = lay_once(&long_report());
    let contents = text_of(&layout.laid.pages[1]);
    assert!(contents.contains("Contents"), "{contents}");
    for part in [1, 11, 21, 31, 41, 51] {
        let name = format!("sec-part {part}");
        let page = layout.laid.pages.iter().position(|page| {
            page.items()
                .any(|(item, _)| matches!(item, Item::Anchor(found, _) if *found == name))
        });
        let number = page.expect("the part is printed") + 1;
        let row = format!("part {part} {number}");
        assert!(contents.contains(&row), "{row:?} is not in {contents:?}");
    }
}

fn shared(before: &Page, after: &Page) -> usize {
    let is_kept = |placed: &Placed| {
        let mut old = before.placed.iter();
        old.any(|old| Arc::ptr_eq(&old.items, &placed.items))
    };
    after.placed.iter().filter(|placed| is_kept(placed)).count()
}

#[test]
fn a_changed_paragraph_alone_is_laid_again() {
    let mut report = long_report();
    let mut printer = Printer::new(&Settings::default());
    let before = lay(&mut printer, &report);
    let Some(Block::Paragraph(changed)) = report.body.get_mut(40) else {
        panic!("a paragraph stands there");
    };
    changed.text.push(Inline::Text("More.".into()));
    let lines = 8;
    let after = lay(&mut printer, &report);
    assert_eq!(before.laid.pages.len(), after.laid.pages.len());
    let pages = before.laid.pages.iter().zip(&after.laid.pages).skip(2);
    let fresh: usize = pages
        .map(|(before, after)| after.placed.len() - shared(before, after))
        .sum();
    assert!((1..=lines).contains(&fresh), "{fresh} fragments are new");
    let anew = lay_once(&report);
    assert!(
        anew.laid == after.laid,
        "what was kept is what would be laid"
    );
}

#[test]
fn a_printing_can_be_stopped_and_begun_again() {
    let report = long_report();
    let mut printer = Printer::new(&Settings::default());
    let mut seen = Vec::new();
    let stopped = printer.lay(&report, &mut |progress| {
        seen.push(progress.done);
        if progress.done == 5 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(matches!(stopped, Err(Error::Stopped)));
    assert_eq!(seen, [1, 2, 3, 4, 5]);
    assert!(lay(&mut printer, &report).laid == lay_once(&report).laid);
}

#[test]
fn a_report_read_from_the_right_has_its_margin_at_the_left() {
    let mut report = document(vec![Block::Paragraph(Paragraph {
        lang: None,
        number: Some(7),
        text: text("نفى الحزب وجود أي حملة منسقة"),
        margin: vec![MarginNote::Remark {
            text: "beside".into(),
            tone: Tone::Warning,
        }],
    })]);
    report.lang = "ar".into();
    let layout = lay_once(&report);
    let (width, _) = layout.size;
    let place = |words: &str| {
        let mut items = layout.laid.pages[1].items();
        items.find_map(|(item, placed)| match item {
            Item::Run(run) if run.text.contains(words) => Some(run.x + placed.dx),
            _ => None,
        })
    };
    assert!(place("beside").expect("the margin") < width / 3.0);
    assert!(place("7").expect("the number") > width - 70.0);
}

#[test]
fn the_paper_the_text_asks_for_goes_before_that_of_the_settings() {
    let mut report = document(vec![paragraph(1, text("one"))]);
    let mut printer = Printer::new(&Settings::default());
    assert_eq!(lay(&mut printer, &report).size, (595.276, 841.89));
    report.paper = Some(super::Paper::Letter);
    assert_eq!(lay(&mut printer, &report).size, (612.0, 792.0));
}

#[test]
fn the_commands_of_the_last_page_stand_on_one_line_each_as_they_are_typed() {
    let mut report = document(vec![paragraph(1, text("one"))]);
    let long = format!(
        "openssl pkeyutl -verify -rawin {}",
        "-in a-long-name.json ".repeat(9)
    );
    let commands = vec!["pdfdetach -saveall report.pdf".to_owned(), long];
    report.checking = Some(crate::Checking {
        text: vec!["Six lines check this report.".into()],
        commands: commands.clone(),
    });
    let layout = lay_once(&report);
    let last = layout.laid.pages.last().expect("a last page");
    let runs: Vec<(&str, f32)> = last
        .items()
        .filter_map(|(item, _)| match item {
            Item::Run(run) => Some((run.text.as_str(), run.x + run.glyphs.last()?.x)),
            _ => None,
        })
        .collect();
    for command in commands {
        let found = runs.iter().find(|(text, _)| *text == command.trim_end());
        let found = found.or_else(|| runs.iter().find(|(text, _)| *text == command));
        let (_, end) = found.unwrap_or_else(|| panic!("{command} is not in {runs:?}"));
        assert!(*end < layout.size.0 - 40.0, "it ends at {end}");
    }
}

#[test]
fn what_the_title_page_has_no_room_for_is_said_whole_behind_it() {
    let mut report = long_report();
    let short = lay_once(&report);
    let numbered = |name: &str| {
        (0..400)
            .map(|at| format!("{name}{at} "))
            .collect::<String>()
    };
    report.title = numbered("title");
    report.subtitle = numbered("subtitle");
    report.authors = vec![numbered("author")];
    let long = lay_once(&report);
    let pages: Vec<String> = long.laid.pages.iter().map(text_of).collect();
    let all = pages.join(" ").replace("\u{AD} ", "");
    for last in ["title399", "subtitle399", "author399"] {
        assert!(all.contains(last), "{last} is lost");
        assert!(
            !pages[0].contains(last),
            "{last} does not fit the first page"
        );
    }
    assert!(pages[0].contains('…'), "{}", pages[0]);
    assert!(!text_of(&short.laid.pages[0]).contains('…'));
}
