//! Before a copy leaves: what was withheld, and the search that proves it.

use crate::{Case, Copy, Error, Kind};
use report::{
    Document,
    compose::{Edition, withheld},
    leaks::{Desk, Leak, Protected},
};
use std::path::Path;

/// Finds are told up to this many; the first are enough to act on.
const MOST_TOLD: usize = 5;

/// What files were searched for before they were written; all found absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Searched {
    /// How many files were read back.
    pub files: usize,
    /// How many names, passages and paths they were searched for.
    pub strings: usize,
    /// How many hidden pictures.
    pub pictures: usize,
    /// What was withheld and searched, in sentences.
    pub told: Vec<String>,
}

impl Case {
    /// Searches files for everything the copy must not tell.
    ///
    /// # Errors
    /// When something is found: what it is, without telling it, and where.
    pub(crate) fn search_for_leaks(
        &self,
        copy: Copy,
        document: &Document,
        files: &[(&Path, &[u8])],
    ) -> Result<Searched, Error> {
        let book = self.store.casebook()?;
        let edition = Edition::from(copy);
        let folders: Vec<String> = files
            .iter()
            .filter_map(|(path, _)| folder_of(path))
            .collect();
        let desk = Desk {
            actor: self.machine.actor(),
            printed: &document.authors,
            folders: &folders,
            lang: &document.lang,
        };
        let mut original = |exhibit: &evidence::Exhibit| self.drawable_bytes(exhibit);
        let protected = Protected::of(&book, edition, &desk, &mut original)?;
        let mut told = withheld(&book, edition);
        if protected.is_empty() {
            return Ok(Searched {
                told,
                ..Searched::default()
            });
        }
        let mut found: Vec<Leak> = Vec::new();
        for (path, bytes) in files {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            found.extend(protected.search(&name, bytes));
        }
        if !found.is_empty() {
            return Err(refusal(copy, &document.lang, &found));
        }
        let (strings, pictures) = protected.count();
        let count = files.len();
        told.push(format!(
            "Searched before writing: {count} {} read back for {strings} names, passages and paths \
             and {pictures} hidden pictures; none was found.",
            if count == 1 { "file was" } else { "files were" }
        ));
        Ok(Searched {
            files: count,
            strings,
            pictures,
            told,
        })
    }
}

/// The folder a file is written to, as a path of this computer.
fn folder_of(path: &Path) -> Option<String> {
    let folder = std::path::absolute(path).ok()?;
    Some(folder.parent()?.to_string_lossy().into_owned())
}

/// In the language of the report, as what was found is.
fn refusal(copy: Copy, lang: &str, found: &[Leak]) -> Error {
    let is_french = lang.split(['-', '_']).next() == Some("fr");
    let told: Vec<String> = found
        .iter()
        .take(MOST_TOLD)
        .map(|leak| format!("{} ({})", leak.what, leak.place))
        .collect();
    let more = match found.len().saturating_sub(MOST_TOLD) {
        0 => String::new(),
        more if is_french => format!(", et {more} de plus"),
        more => format!(", and {more} more"),
    };
    let told = told.join(", ");
    let copy = match (copy, is_french) {
        (Copy::Editor, false) => "the editor’s copy would tell what it must not:",
        (Copy::Public, false) => "the public copy would tell what it must not:",
        (Copy::Editor, true) => "l’exemplaire de la rédaction dirait ce qu’il ne doit pas dire :",
        (Copy::Public, true) => "l’exemplaire public dirait ce qu’il ne doit pas dire :",
    };
    Error::new(Kind::Leak, format!("{copy} {told}{more}"))
    .hint("Nothing was written and the case is as it was.")
    .at_prompt(
        "Change the text at that place, give the spelling that stands there to `plumb code` with --other-name, or redact the picture \
         that shows it, too.",
    )
}
