//! What was changed in a sealed report after printing, by name.

use lopdf::{Document as Pdf, Object, ObjectId, dictionary};
use report::pdf::read::PdfFile;
use report::pdf::seal::{self, PAGES};
use report::pdf::{Settings, print_sealed};
use report::{Attachment, Block, Citation, Document, Inline, Relation};

use crate::common::{paragraph, sample, text};
use crate::pdf::{keep, run};

/// A report whose paragraph 12 cites a page of E-021; both numbers of pages
/// stand elsewhere too, so that the fonts are the same.
fn report(page: &str) -> Document {
    let cite = |locator: &str| {
        Inline::Citation(Citation {
            label: "E-021·1".into(),
            target: "E-021".into(),
            key: "E-021.1".into(),
            locator: locator.into(),
        })
    };
    let mut document = sample();
    document.body[1] = paragraph(12, vec![text("The note counts them. "), cite(page)], vec![]);
    document.body.insert(
        2,
        Block::Quote(vec![paragraph(99, vec![cite("p. 38")], vec![])]),
    );
    document.attachments.push(Attachment {
        name: "manifest.json".into(),
        media_type: "application/json".into(),
        description: "What it rests on.".into(),
        relation: Relation::Data,
        bytes: b"{}\n".to_vec(),
    });
    document
}

fn printed(page: &str) -> Vec<u8> {
    let signer = |_: &[u8]| [7; 64];
    print_sealed(&report(page), &Settings::default(), &signer)
        .unwrap()
        .bytes
}

/// The sentences about what differs from the seal, comments apart.
fn differences(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let file = PdfFile::open(bytes).unwrap();
    let attached = file.attachments().into_iter().find(|one| one.name == PAGES);
    let sealed = seal::read_seal(&attached.unwrap().bytes.unwrap()).unwrap();
    let (problems, notes): (Vec<_>, Vec<_>) = seal::compare(&sealed, &file)
        .into_iter()
        .partition(|one| one.is_problem);
    let sentences = |list: Vec<seal::Difference>| list.into_iter().map(|one| one.text).collect();
    (sentences(problems), sentences(notes))
}

/// Changes a printed report and gives what is found.
fn after(change: impl FnOnce(&mut Pdf)) -> (Vec<String>, Vec<String>) {
    let mut pdf = Pdf::load_mem(&printed("p. 3")).unwrap();
    change(&mut pdf);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    differences(&bytes)
}

fn page_id(pdf: &Pdf, number: u32) -> ObjectId {
    pdf.get_pages()[&number]
}

/// The page on which paragraph 12 stands.
fn page_of_citation(bytes: &[u8]) -> u32 {
    let place = PdfFile::open(bytes).unwrap().destinations()["par-12"];
    place.page as u32 + 1
}

#[track_caller]
fn assert_names(found: &(Vec<String>, Vec<String>), parts: &[&str]) {
    let is_named = |sentence: &&String| parts.iter().all(|part| sentence.contains(part));
    assert!(
        found.0.iter().any(|one| is_named(&one)),
        "{parts:?} in {found:?}"
    );
}

#[test]
fn a_report_is_as_it_was_printed() {
    assert_eq!(differences(&printed("p. 3")), (vec![], vec![]));
    assert_eq!(
        after(|_| {}),
        (vec![], vec![]),
        "saved again by another program"
    );
}

#[test]
fn the_page_number_of_a_citation() {
    let other = printed("p. 8");
    let page = page_of_citation(&other);
    let theirs = Pdf::load_mem(&other).unwrap();
    let content = theirs.get_page_content(page_id(&theirs, page));
    let found = after(|pdf| {
        pdf.change_page_content(page_id(pdf, page), content)
            .unwrap()
    });
    let page = format!("Page {page} was changed");
    let parts = [
        page.as_str(),
        "paragraph 12 cites E-021·1, p. 3",
        "now reads “E-021·1, p. 8”",
    ];
    assert_names(&found, &parts);
}

#[test]
fn where_a_link_leads_and_a_link_that_was_added() {
    let links = |pdf: &Pdf| -> Vec<ObjectId> {
        let objects = pdf.objects.iter();
        objects
            .filter(|(_, object)| object.as_dict().is_ok_and(|dict| dict.has(b"Rect")))
            .map(|(id, _)| *id)
            .collect()
    };
    let found = after(|pdf| {
        let id = links(pdf)[0];
        let action =
            dictionary! { "S" => "URI", "URI" => Object::string_literal("https://x.example/") };
        pdf.get_dictionary_mut(id).unwrap().set("A", action);
    });
    assert_names(
        &found,
        &[
            "now leads to https://x.example/",
            "it was printed leading to",
        ],
    );
    let found = after(|pdf| {
        let page = page_id(pdf, 2);
        let link = pdf.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Link",
            "Rect" => vec![1.into(), 1.into(), 2.into(), 2.into()],
            "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal("https://y.example/") },
        });
        add_annotation(pdf, page, link);
    });
    assert_names(
        &found,
        &["On page 2 a link to https://y.example/ was added"],
    );
}

fn add_annotation(pdf: &mut Pdf, page: ObjectId, annotation: ObjectId) {
    let page = pdf.get_dictionary_mut(page).unwrap();
    let mut list = page
        .get(b"Annots")
        .and_then(Object::as_array)
        .cloned()
        .unwrap_or_default();
    list.push(annotation.into());
    page.set("Annots", list);
}

#[test]
fn comments_are_counted_and_change_nothing() {
    let found = after(|pdf| {
        for kind in ["Text", "Highlight", "FreeText"] {
            let page = page_id(pdf, 2);
            let comment = pdf.add_object(dictionary! {
                "Type" => "Annot", "Subtype" => kind, "Contents" => Object::string_literal("Sure?"),
                "Rect" => vec![100.into(), 100.into(), 200.into(), 120.into()],
            });
            add_annotation(pdf, page, comment);
        }
    });
    assert_eq!(found.0, Vec::<String>::new());
    assert_eq!(found.1[0], "3 comments were added.");
    assert!(found.1[1].contains("page 2 may cover"), "{found:?}");
}

#[test]
fn an_attachment_that_was_changed_and_a_page_that_is_missing() {
    let found = after(|pdf| {
        let streams = pdf
            .objects
            .values_mut()
            .filter_map(|one| one.as_stream_mut().ok());
        for stream in streams {
            if stream.dict.has_type(b"EmbeddedFile")
                && stream.decompressed_content().unwrap() == b"{}\n"
            {
                stream.set_plain_content(b"{ }\n".to_vec());
            }
        }
    });
    assert_names(&found, &["The attachment manifest.json was changed"]);
    let found = after(|pdf| pdf.delete_pages(&[3]));
    assert_eq!(found.0[0], "Page 3 is missing from this file.");
}

#[test]
fn pixels_and_letters_that_were_exchanged() {
    let streams = |pdf: &mut Pdf, wanted: &dyn Fn(&lopdf::Dictionary) -> bool, content: &[u8]| {
        let streams = pdf
            .objects
            .values_mut()
            .filter_map(|one| one.as_stream_mut().ok());
        for stream in streams.filter(|stream| wanted(&stream.dict)) {
            stream.set_plain_content(content.to_vec());
        }
    };
    let is_picture = |dict: &lopdf::Dictionary| {
        dict.get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|name| name == b"Image")
    };
    let found = after(|pdf| streams(pdf, &is_picture, &[0; 640 * 480 * 3]));
    assert_names(
        &found,
        &["A picture on page", "is not the one that was printed"],
    );
    let is_font = |dict: &lopdf::Dictionary| {
        dict.has(b"Length1")
            || dict
                .get(b"Subtype")
                .and_then(Object::as_name)
                .is_ok_and(|name| name == b"CIDFontType0C")
    };
    let found = after(|pdf| streams(pdf, &is_font, b"other letters"));
    assert_names(&found, &["drawn with a font that was changed"]);
}

#[test]
fn other_programs_may_save_it_again() {
    let path = keep("sealed.pdf", &printed("p. 3"));
    for options in [["--linearize", "--"], ["--object-streams=disable", "--"]] {
        let saved = keep("sealed-again.pdf", b"");
        let files = [path.to_str().unwrap(), saved.to_str().unwrap()];
        if run("qpdf", &[&options[..1], &files].concat()).is_none() {
            return;
        }
        let found = differences(&std::fs::read(saved).unwrap());
        assert_eq!(found, (vec![], vec![]), "{options:?}");
    }
}

#[test]
fn a_script_that_runs_by_itself() {
    let found = after(|pdf| {
        let action = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("0") };
        pdf.catalog_mut().unwrap().set("OpenAction", action);
    });
    assert_names(&found, &["an action that runs when it is opened"]);
}
