//! What the file says of itself: the information dictionary and the same as XMP.

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, dictionary};

use super::strings::{date_string, text_string};
use crate::Document;

/// The program that makes the file.
const PROGRAM: &str = "Plumb";

/// The title, and the file's words when there is none: PDF/UA asks for one.
fn title(document: &Document) -> &str {
    if document.title.trim().is_empty() {
        PROGRAM
    } else {
        &document.title
    }
}

/// The information dictionary. Says the same as the XMP.
pub(crate) fn info(document: &Document) -> Dictionary {
    let date = date_string(&document.printed_at);
    let mut info = dictionary! {
        "Title" => text_string(&clean(title(document))),
        "Creator" => text_string(PROGRAM),
        "Producer" => text_string(PROGRAM),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    let authors = clean(&document.authors.join("; "));
    if !authors.is_empty() {
        info.set("Author", text_string(&authors));
    }
    let subject = clean(&document.subtitle);
    if !subject.is_empty() {
        info.set("Subject", text_string(&subject));
    }
    info
}

/// The XMP packet. `id` identifies the content.
pub(crate) fn xmp(document: &Document, id: &[u8; 32]) -> String {
    let date = date(&document.printed_at);
    let uuid = uuid(id);
    let lang = escape(language(&document.lang));
    let authors: String = document
        .authors
        .iter()
        .map(|author| clean(author))
        .filter(|author| !author.is_empty())
        .map(|author| format!("<rdf:li>{}</rdf:li>", escape(&author)))
        .collect();
    let creator = element("dc:creator", "rdf:Seq", &authors);
    let subject = clean(&document.subtitle);
    let description = if subject.is_empty() {
        String::new()
    } else {
        localized("dc:description", &subject)
    };
    let title = localized("dc:title", &clean(title(document)));
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n\
<dc:format>application/pdf</dc:format>{title}{creator}{description}\
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>\n\
<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate>\
<xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>\n\
<pdf:Producer>{PROGRAM}</pdf:Producer><pdf:PDFVersion>1.7</pdf:PDFVersion>\n\
<xmpMM:DocumentID>uuid:{uuid}</xmpMM:DocumentID>\
<xmpMM:InstanceID>uuid:{uuid}</xmpMM:InstanceID>\n\
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\
<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n{extension}\n\
</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
        extension = EXTENSION_SCHEMA,
    )
}

/// The description of the PDF/UA name, without which PDF/A refuses it.
const EXTENSION_SCHEMA: &str = "<rdf:Description rdf:about=\"\" \
xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>The part of ISO 14289 that the file conforms to\
</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

/// An element around a container of items; nothing without items.
fn element(name: &str, container: &str, items: &str) -> String {
    if items.is_empty() {
        return String::new();
    }
    format!("<{name}><{container}>{items}</{container}></{name}>")
}

fn localized(name: &str, text: &str) -> String {
    let item = format!(
        "<rdf:li xml:lang=\"x-default\">{text}</rdf:li>",
        text = escape(text)
    );
    element(name, "rdf:Alt", &item)
}

fn date(date: &DateTime<FixedOffset>) -> String {
    date.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// A language tag as BCP 47 spells it; anything else is "undetermined".
pub(crate) fn language(lang: &str) -> &str {
    let sound = !lang.is_empty()
        && lang.len() <= 35
        && lang.split('-').enumerate().all(|(at, part)| {
            let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
            let size = if at == 0 { 2..=8 } else { 1..=8 };
            size.contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_alphanumeric())
                && (at > 0 || letters)
        });
    if sound { lang } else { "und" }
}

/// A UUID of the custom kind (version 8) out of a hash.
fn uuid(id: &[u8; 32]) -> String {
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&id[..16]);
    bytes[6] = 0x80 | (bytes[6] & 0x0F);
    bytes[8] = 0x80 | (bytes[8] & 0x3F);
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
}

/// Text without what XML forbids and without what only steers layout, at most
/// as long as a PDF string may be.
fn clean(text: &str) -> String {
    let kept = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'));
    kept.take(8000).collect::<String>().trim().to_owned()
}

/// Text that means itself in XML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_language_tags_pass_for_languages() {
        for sound in ["en", "az", "zh-Hant", "sr-Latn-RS", "de-1996"] {
            assert_eq!(language(sound), sound);
        }
        for broken in ["", "e", "123", "en_GB", "en-", "english language", "<x>"] {
            assert_eq!(language(broken), "und", "{broken}");
        }
    }

    #[test]
    fn a_uuid_says_its_version_and_variant() {
        assert_eq!(uuid(&[0xFF; 32]), "ffffffff-ffff-8fff-bfff-ffffffffffff");
    }
}
