//! What makes the PDF keep: metadata, colours, attachments, identifiers.

use lopdf::{Dictionary, Document as Pdf, Object, Stream};
use report::pdf::print;
use report::{Attachment, Document, Relation};

use crate::common::{empty, sample};
use crate::pdf::{keep, print_clean, run, settings};

/// The printed document, read back.
pub(crate) fn read(document: &Document) -> Pdf {
    let printed = print(document, &settings()).unwrap();
    Pdf::load_mem(&printed.bytes).unwrap()
}

/// The value of a key, references followed.
pub(crate) fn get<'a>(pdf: &'a Pdf, dict: &'a Dictionary, key: &str) -> &'a Object {
    let value = dict
        .get(key.as_bytes())
        .unwrap_or_else(|_| panic!("no {key} in {dict:?}"));
    pdf.dereference(value).unwrap().1
}

fn stream<'a>(pdf: &'a Pdf, dict: &'a Dictionary, key: &str) -> &'a Stream {
    get(pdf, dict, key).as_stream().unwrap()
}

fn words(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

fn xmp(pdf: &Pdf) -> String {
    let metadata = stream(pdf, pdf.catalog().unwrap(), "Metadata");
    assert!(!metadata.dict.has(b"Filter"), "the metadata is compressed");
    String::from_utf8(metadata.content.clone()).unwrap()
}

/// The text of an element of the XMP, without the elements inside it.
fn element(xmp: &str, name: &str) -> String {
    let (_, rest) = xmp.split_once(&format!("<{name}>")).unwrap();
    let (inside, _) = rest.split_once(&format!("</{name}>")).unwrap();
    let mut text = String::new();
    let mut depth = 0;
    for c in inside.chars() {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            other if depth == 0 => text.push(other),
            _ => {}
        }
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[test]
fn the_metadata_says_the_same_twice_and_survives_hostile_titles() {
    let mut document = sample();
    document.title = "A & B <script>\u{7}\"x\"</script> ]]> я".into();
    document.authors = vec!["Subject <One>".into()];
    let pdf = read(&document);
    let info = get(&pdf, &pdf.trailer, "Info").as_dict().unwrap();
    let xmp = xmp(&pdf);
    let pairs = [
        ("Title", "dc:title"),
        ("Author", "dc:creator"),
        ("Subject", "dc:description"),
        ("Creator", "xmp:CreatorTool"),
        ("Producer", "pdf:Producer"),
    ];
    for (key, name) in pairs {
        assert_eq!(words(get(&pdf, info, key)), element(&xmp, name), "{key}");
    }
    assert_eq!(
        words(get(&pdf, info, "Title")),
        "A & B <script>\"x\"</script> ]]> я"
    );
    let moment = document.printed_at.format("%Y-%m-%dT%H:%M:%S%:z");
    for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
        assert_eq!(element(&xmp, name), moment.to_string());
    }
    assert_eq!(
        info.get(b"CreationDate").unwrap(),
        info.get(b"ModDate").unwrap()
    );
    for key in [b"GTS_PDFXVersion".as_slice(), b"Trapped", b"Identifier"] {
        assert!(!info.has(key));
    }
}

#[test]
fn the_file_says_what_it_conforms_to() {
    let pdf = read(&sample());
    assert_eq!(pdf.version, "1.7");
    let xmp = xmp(&pdf);
    assert_eq!(element(&xmp, "pdfaid:part"), "3");
    let id = element(&xmp, "xmpMM:InstanceID");
    assert!(id.starts_with("uuid:") && id.len() == 41, "{id}");
    let catalog = pdf.catalog().unwrap();
    let preferences = get(&pdf, catalog, "ViewerPreferences").as_dict().unwrap();
    assert_eq!(
        get(&pdf, preferences, "DisplayDocTitle"),
        &Object::Boolean(true)
    );
    assert_eq!(get(&pdf, catalog, "Lang").as_str().unwrap(), b"en");
    let ids = get(&pdf, &pdf.trailer, "ID").as_array().unwrap();
    assert_eq!(ids.len(), 2);
    assert!(ids.iter().all(|id| id.as_str().unwrap().len() == 16));
}

#[test]
fn another_content_has_another_identifier() {
    let id = |document: &Document| get(&read(document), &read(document).trailer, "ID").clone();
    let mut other = empty("One");
    other.subtitle = "two".into();
    assert_ne!(id(&empty("One")), id(&other));
    assert_eq!(id(&other), id(&other));
}

#[test]
fn the_colours_mean_srgb() {
    let pdf = read(&sample());
    let intents = get(&pdf, pdf.catalog().unwrap(), "OutputIntents");
    let [Object::Reference(id)] = intents.as_array().unwrap().as_slice() else {
        panic!("{intents:?}");
    };
    let intent = pdf.get_dictionary(*id).unwrap();
    assert_eq!(get(&pdf, intent, "S").as_name().unwrap(), b"GTS_PDFA1");
    let profile = stream(&pdf, intent, "DestOutputProfile");
    assert_eq!(get(&pdf, &profile.dict, "N").as_i64().unwrap(), 3);
    let bytes = profile.decompressed_content().unwrap();
    assert_eq!(
        bytes.len() as u32,
        u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    );
    assert_eq!(&bytes[12..20], b"mntrRGB ");
}

fn attachment(name: &str, relation: Relation) -> Attachment {
    Attachment {
        name: name.into(),
        media_type: "application/json".into(),
        description: "What the report rests on — Доказательства".into(),
        relation,
        bytes: format!("{{\"name\": \"{name}\"}}").into_bytes(),
    }
}

#[test]
fn attachments_are_associated_with_the_document_and_come_out_as_they_went_in() {
    let mut document = sample();
    document.attachments = vec![
        attachment("manifest.json", Relation::Data),
        attachment("источник.md", Relation::Source),
        attachment("manifest.json", Relation::Supplement),
    ];
    let (printed, path) = print_clean("attachments.pdf", &document);
    let pdf = Pdf::load_mem(&printed.bytes).unwrap();
    let catalog = pdf.catalog().unwrap();
    let associated = get(&pdf, catalog, "AF").as_array().unwrap();
    assert_eq!(associated.len(), 3);
    let names = get(&pdf, catalog, "Names").as_dict().unwrap();
    let tree = get(&pdf, names, "EmbeddedFiles").as_dict().unwrap();
    let listed = get(&pdf, tree, "Names").as_array().unwrap();
    let mut seen = Vec::new();
    for (reference, wanted) in associated.iter().zip(&document.attachments) {
        assert!(listed.contains(reference), "a file is in no list");
        let file = pdf
            .get_dictionary(reference.as_reference().unwrap())
            .unwrap();
        let relation = get(&pdf, file, "AFRelationship").as_name().unwrap();
        assert_eq!(relation, format!("{:?}", wanted.relation).as_bytes());
        assert_eq!(words(get(&pdf, file, "Desc")), wanted.description);
        assert_eq!(words(get(&pdf, file, "F")), words(get(&pdf, file, "UF")));
        seen.push(words(get(&pdf, file, "UF")));
        let embedded = get(&pdf, file, "EF").as_dict().unwrap();
        let content = stream(&pdf, embedded, "F");
        assert_eq!(
            get(&pdf, &content.dict, "Subtype").as_name().unwrap(),
            b"application/json"
        );
        let params = get(&pdf, &content.dict, "Params").as_dict().unwrap();
        assert_eq!(
            get(&pdf, params, "Size").as_i64().unwrap(),
            wanted.bytes.len() as i64
        );
        assert!(params.has(b"ModDate"));
        assert_eq!(content.decompressed_content().unwrap(), wanted.bytes);
    }
    assert_eq!(seen, ["manifest.json", "источник.md", "2-manifest.json"]);
    let out = keep("manifest.json", &[]);
    let arguments = ["-savefile", "manifest.json", "-o"];
    let arguments: Vec<&str> = arguments
        .into_iter()
        .chain([out.to_str().unwrap(), path.to_str().unwrap()])
        .collect();
    if run("pdfdetach", &arguments).is_some() {
        assert_eq!(std::fs::read(&out).unwrap(), document.attachments[0].bytes);
    }
}
