//! Verifying a printed report from the file alone.

use crate::{
    Error, Kind,
    enclose::{KEY, MANIFEST, SIGNATURE},
    export::hex,
    manifest::SCHEMA,
    sign::PublicKey,
};
use report::pdf::{
    read::{Attached, PdfFile},
    seal::{self, PAGES, Seal},
};
use serde::Serialize;
use serde_json::Value;
use std::{collections::BTreeMap, path::Path};

/// What verifying a printed report found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PdfVerification {
    /// Number of pages.
    pub pages: usize,
    /// Number of exhibits in the manifest.
    pub exhibits: usize,
    /// Number of citations in the manifest.
    pub citations: usize,
    /// SHA-256 of the manifest, 64 hex digits.
    pub fingerprint: Option<String>,
    /// SHA-256 of the key's file, 64 hex digits.
    pub key: Option<String>,
    /// What is not as it was printed, in sentences.
    pub problems: Vec<String>,
    /// What is no problem but should be known, in sentences.
    pub notes: Vec<String>,
}

impl PdfVerification {
    /// True when nothing that the report says was changed.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// True when a file begins like a PDF.
pub fn is_pdf(path: &Path) -> bool {
    let mut head = [0; 1024];
    let read = std::fs::File::open(path)
        .and_then(|mut file| std::io::Read::read(&mut file, &mut head))
        .unwrap_or(0);
    head[..read].windows(5).any(|window| window == b"%PDF-")
}

/// Verifies a printed report from its bytes alone.
///
/// # Errors
/// When the bytes cannot be read as a PDF.
pub fn verify_pdf(bytes: &[u8]) -> Result<PdfVerification, Error> {
    Ok(Examined::open(bytes)?.found)
}

/// A report with what is enclosed in it and what was found so far.
pub(crate) struct Examined {
    file: PdfFile,
    enclosed: BTreeMap<String, Vec<u8>>,
    pub(crate) manifest: Option<Value>,
    pub(crate) public_key: Option<Vec<u8>>,
    /// True when the manifest is as its key signed it.
    pub(crate) is_signed: bool,
    pub(crate) found: PdfVerification,
}

impl Examined {
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, Error> {
        let file = PdfFile::open(bytes).map_err(|error| {
            Error::new(Kind::Unreachable, error.to_string())
                .hint("Ask for the file again, as it was exported.")
        })?;
        let with_bytes = |attached: Attached| Some((attached.name, attached.bytes?));
        let enclosed = file
            .attachments()
            .into_iter()
            .filter_map(with_bytes)
            .collect();
        let mut examined = Self {
            file,
            enclosed,
            manifest: None,
            public_key: None,
            is_signed: false,
            found: PdfVerification::default(),
        };
        examined.found.pages = examined.file.pages();
        examined.check_signatures();
        examined.check_manifest();
        examined.check_pages();
        examined.check_revisions();
        Ok(examined)
    }

    pub(crate) fn problem(&mut self, sentence: impl Into<String>) {
        self.found.problems.push(sentence.into());
    }

    fn check_signatures(&mut self) {
        let Some(pem) = self.enclosed.get(KEY) else {
            return self.problem(format!(
                "The key {KEY} is not in this file, so no signature can be checked. Either Plumb did not print it, or the key was taken out."
            ));
        };
        self.found.key = Some(hex(pem));
        self.public_key = Some(pem.clone());
        let Some(key) = PublicKey::read(pem) else {
            return self.problem(format!(
                "The key {KEY} cannot be read, so no signature can be checked."
            ));
        };
        for (name, what) in [(MANIFEST, "the manifest"), (PAGES, "the seal of the pages")] {
            let signature = self.enclosed.get(&format!("{name}{SIGNATURE}"));
            let signed = self.enclosed.get(name).zip(signature);
            let is_signed = signed.map(|(message, signature)| key.has_signed(message, signature));
            match is_signed {
                Some(true) if name == MANIFEST => self.is_signed = true,
                Some(true) => {}
                Some(false) => self.problem(format!(
                    "{name} was changed after printing, or its signature was: the signature of {what} does not fit."
                )),
                None => self.problem(format!(
                    "{name} or its signature is not in this file: {what} cannot be checked."
                )),
            }
        }
    }

    fn check_manifest(&mut self) {
        let Some(bytes) = self.enclosed.get(MANIFEST) else {
            return;
        };
        let fingerprint = hex(bytes);
        let manifest: Option<Value> = serde_json::from_slice(bytes).ok();
        self.found.fingerprint = Some(fingerprint.clone());
        let title: String = self.file.page(0).text().split_whitespace().collect();
        if !title.contains(&fingerprint) {
            self.problem(
                "The fingerprint on the title page is not that of the manifest in this file: one of the two was changed after printing.",
            );
        }
        let Some(manifest) = manifest.filter(|manifest| manifest["schema"] == SCHEMA) else {
            return self.problem(format!(
                "The manifest in this file is not of a form that this Plumb knows ({SCHEMA}). A newer Plumb may know it."
            ));
        };
        let count = |key: &str| manifest[key].as_array().map_or(0, Vec::len);
        (self.found.exhibits, self.found.citations) = (count("exhibits"), count("citations"));
        self.manifest = Some(manifest);
    }

    fn check_pages(&mut self) {
        let Some(bytes) = self.enclosed.get(PAGES) else {
            return;
        };
        let Some(sealed) = seal::read_seal(bytes) else {
            return self.problem(
                "The seal of the pages is not of a form that this Plumb knows. A newer Plumb may know it.",
            );
        };
        for difference in seal::compare(&sealed, &self.file) {
            match difference.is_problem {
                true => self.found.problems.push(difference.text),
                false => self.found.notes.push(difference.text),
            }
        }
        if self.found.is_sound() {
            self.check_citations(&sealed);
        }
    }

    /// Every citation of the manifest stands on the pages.
    fn check_citations(&mut self, sealed: &Seal) {
        let text = |value: &Value, key: &str| -> String {
            value[key]
                .as_str()
                .unwrap_or_default()
                .split_whitespace()
                .collect()
        };
        let citations = self
            .manifest
            .as_ref()
            .and_then(|manifest| manifest["citations"].as_array());
        let mut missing = Vec::new();
        for citation in citations.into_iter().flatten() {
            let paragraph = citation["paragraph"].as_u64();
            let links = sealed
                .pages
                .iter()
                .flat_map(|page| &page.links)
                .filter(|link| {
                    link.to == citation["target"].as_str().unwrap_or_default()
                        && paragraph
                            .is_none_or(|number| link.paragraph.map(u64::from) == Some(number))
                });
            let printed: String = links
                .flat_map(|link| link.text.split_whitespace())
                .collect();
            if !printed.contains(&text(citation, "label"))
                || !printed.contains(&text(citation, "locator"))
            {
                missing.push(cited_words(citation));
            }
        }
        for words in missing {
            self.problem(format!(
                "The manifest says that {words}, but no page prints it."
            ));
        }
    }

    fn check_revisions(&mut self) {
        let again = self.file.revisions() - 1;
        if again > 0 {
            let times = if again == 1 {
                "once".to_owned()
            } else {
                format!("{again} times")
            };
            self.found.notes.push(format!(
                "The file was saved {times} more after printing, by a program that writes behind its end; earlier states can be taken out of it."
            ));
        }
    }
}

/// `paragraph 12 cites E-014·1, p. 3`
fn cited_words(citation: &Value) -> String {
    let label = citation["label"].as_str().unwrap_or_default();
    let locator = citation["locator"]
        .as_str()
        .filter(|locator| !locator.is_empty());
    let locator = locator
        .map(|locator| format!(", {locator}"))
        .unwrap_or_default();
    match citation["paragraph"].as_u64() {
        Some(paragraph) => format!("paragraph {paragraph} cites {label}{locator}"),
        None => format!("the report cites {label}{locator}"),
    }
}
