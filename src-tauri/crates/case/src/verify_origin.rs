//! Verifying a printed report against the case it was printed from.

use crate::{
    Case, Copy, Error,
    verify_pdf::{Examined, PdfVerification},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Case {
    /// Verifies a printed report from its bytes and against this case.
    ///
    /// # Errors
    /// When the bytes cannot be read as a PDF, or the case cannot be read.
    pub fn verify_pdf(&mut self, bytes: &[u8]) -> Result<PdfVerification, Error> {
        let mut examined = Examined::open(bytes)?;
        let Some(manifest) = examined.manifest.take() else {
            return Ok(examined.found);
        };
        let id = self.store.fact(store::Fact::CaseId)?;
        if manifest["case"]["id"].as_str() != id.as_deref() {
            examined.problem("This report was printed from another case.");
            return Ok(examined.found);
        }
        let is_own_key = examined.public_key == self.public_key()?.map(String::into_bytes);
        if !is_own_key {
            examined.problem(
                "This report was not signed with the key of this case: whoever signed it had not opened the case.",
            );
        }
        self.check_originals(&manifest, &mut examined.found)?;
        self.check_custody(&manifest, &mut examined.found)?;
        let copy = match manifest["copy"].as_str() {
            Some("public") => Copy::Public,
            _ => Copy::Editor,
        };
        let (document, book) = self.composed(copy)?;
        let now = self.manifest(&document, &book, copy)?;
        // What this case signed was so when it was signed: the case has moved on.
        let is_ours = is_own_key && examined.is_signed;
        for sentence in differences(&manifest, &now, is_ours) {
            match is_ours {
                true => examined.found.notes.push(sentence),
                false => examined.found.problems.push(sentence),
            }
        }
        if let Some(entry) = manifest["journal"]["entry"].as_i64() {
            let changes = self.changes_after(entry)?;
            examined.found.notes.extend(moved_on(changes));
        }
        Ok(examined.found)
    }

    fn check_originals(
        &mut self,
        manifest: &Value,
        found: &mut PdfVerification,
    ) -> Result<(), Error> {
        let book = self.store.casebook()?;
        let altered = self.altered(&book.exhibits)?;
        for exhibit in manifest["exhibits"].as_array().into_iter().flatten() {
            let number = exhibit["number"].as_str().unwrap_or_default();
            let Some(held) = book
                .exhibits
                .iter()
                .find(|one| one.number.to_string() == number)
            else {
                found
                    .problems
                    .push(format!("{number} is not in this case any more."));
                continue;
            };
            let sha256 = held
                .original
                .as_ref()
                .map(|original| original.fingerprint.to_string());
            if exhibit["sha256"]
                .as_str()
                .is_some_and(|printed| Some(printed) != sha256.as_deref())
            {
                found.problems.push(format!(
                    "The fingerprint of {number} in this report is not that of the original in the case."
                ));
            }
            if altered.contains(&held.id) {
                found.problems.push(format!(
                    "The original of {number} in the case is damaged or was changed."
                ));
            }
        }
        Ok(())
    }

    fn check_custody(&self, manifest: &Value, found: &mut PdfVerification) -> Result<(), Error> {
        let journal = self.journal()?;
        let mut check = |entry: &Value, of: &str| {
            let Some(number) = entry["entry"].as_i64() else {
                return;
            };
            let own = journal.iter().find(|one| one.seq == number);
            if own.map(|own| own.hash.as_str()) != entry["sha256"].as_str() {
                found.problems.push(format!(
                    "Journal entry {number}, which the report names {of}, is not the one in this case."
                ));
            }
        };
        for exhibit in manifest["exhibits"].as_array().into_iter().flatten() {
            let number = exhibit["number"].as_str().unwrap_or_default();
            for entry in exhibit["custody"].as_array().into_iter().flatten() {
                check(entry, &format!("in the custody of {number}"));
            }
        }
        check(&manifest["journal"], "as the newest");
        Ok(())
    }
}

fn moved_on(changes: usize) -> Option<String> {
    match changes {
        0 => None,
        1 => Some("The case was changed once since this report was printed.".to_owned()),
        _ => Some(format!(
            "The case was changed {changes} times since this report was printed."
        )),
    }
}

/// What a manifest says of things by their numbers that the case says otherwise.
fn differences(printed: &Value, now: &Value, is_ours: bool) -> Vec<String> {
    let named = |manifest: &Value, list: &str| -> BTreeMap<String, Value> {
        let items = manifest[list].as_array().into_iter().flatten();
        let number = |item: &Value| item["number"].as_str().unwrap_or_default().to_owned();
        items.map(|item| (number(item), item.clone())).collect()
    };
    let since = if is_ours { " since it was printed" } else { "" };
    let mut found = Vec::new();
    for list in ["exhibits", "claims"] {
        let now = named(now, list);
        for (number, was) in named(printed, list) {
            let Some(is) = now.get(&number) else {
                found.push(format!(
                    "The report has {number}; printed today, it would not."
                ));
                continue;
            };
            let keys = changed_keys(&was, is);
            if !keys.is_empty() {
                let keys = keys.join(", ");
                found.push(format!(
                    "What the report says of {number} differs from the case{since}: {keys}."
                ));
            }
        }
    }
    if printed["citations"] != now["citations"] {
        found.push(format!(
            "The citations of the report differ from those of the case's text{since}."
        ));
    }
    found
}

/// The entries in which two things differ, in words.
fn changed_keys(was: &Value, is: &Value) -> Vec<String> {
    let keys = was
        .as_object()
        .into_iter()
        .chain(is.as_object())
        .flat_map(|map| map.keys());
    let changed: BTreeSet<&String> = keys
        .filter(|key| was[key.as_str()] != is[key.as_str()])
        .collect();
    changed
        .into_iter()
        .map(|key| key.replace('_', " "))
        .collect()
}
