//! Sorting and adding exhibits, as the page sees it.

use super::{Changed, Told, count};
use case::{Brought, Change, SourceEdit};
use evidence::{Moment, Number};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Exhibits that a journalist put together.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Collection {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) exhibits: u32,
}

/// A section of the report, and the exhibits it is the first to cite.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct ReportSection {
    /// Its heading; empty for what stands before the first one.
    pub(crate) title: String,
    pub(crate) exhibits: Vec<ExhibitUse>,
}

/// Where the report uses an exhibit.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct ExhibitUse {
    pub(crate) exhibit: u32,
    pub(crate) paragraphs: Vec<u32>,
}

/// Changes to a collection record: what is none stays, an empty text takes back.
#[derive(Clone, Debug, Default, Deserialize, Type)]
pub(crate) struct SourceFields {
    pub(crate) title: Option<String>,
    /// A word of `evidence::exhibit::Kind`.
    pub(crate) kind: Option<String>,
    pub(crate) posted: Option<String>,
    pub(crate) captured: Option<String>,
    pub(crate) by: Option<String>,
    pub(crate) account: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) method: Option<String>,
    pub(crate) tool: Option<String>,
    /// A word of `evidence::Tier`.
    pub(crate) tier: Option<String>,
    /// `E-001, E-004`
    pub(crate) derived: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) sensitive: Option<bool>,
}

/// What adding gave.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Added {
    pub(crate) changed: Changed,
    /// The new exhibits.
    pub(crate) exhibits: Vec<u32>,
    /// Items that the case has already.
    pub(crate) held: Vec<Twin>,
    /// Items that could not be read.
    pub(crate) refused: Vec<Told>,
    /// What to know about the new ones.
    pub(crate) remarks: Vec<AddedRemark>,
}

/// What to know about a new exhibit.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct AddedRemark {
    /// `E-015`
    pub(crate) tag: String,
    pub(crate) said: Told,
}

/// An item that was not added again.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Twin {
    pub(crate) name: String,
    /// `E-015`
    pub(crate) tag: String,
    pub(crate) binned: bool,
}

/// Files over the window.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "kebab-case", tag = "phase")]
pub(crate) enum Drag {
    /// They are held over it.
    Over {
        /// How many.
        files: u32,
    },
    /// They were taken away.
    Left,
    /// They were let go: `add_dropped` brings them in.
    Dropped {
        /// How many.
        files: u32,
    },
}

/// The words under which what was pasted is kept.
#[derive(Clone, Debug, Deserialize, Type)]
pub(crate) struct PastedAs {
    /// The title of a picture.
    pub(crate) picture: String,
    /// How it was taken: from the clipboard.
    pub(crate) method: String,
}

impl SourceFields {
    /// The edit they ask for.
    pub(crate) fn edit(self) -> Result<SourceEdit, case::Error> {
        let parents = |text: &String| {
            text.split([',', ' '])
                .filter(|part| !part.is_empty())
                .map(read::<Number>)
                .collect::<Result<Vec<_>, _>>()
        };
        let sensitivity = |sensitive| match sensitive {
            true => evidence::Sensitivity::Sensitive,
            false => evidence::Sensitivity::Open,
        };
        Ok(SourceEdit {
            title: self.title,
            kind: self.kind.as_deref().map(read).transpose()?,
            posted_at: self.posted.as_deref().map(moment).transpose()?,
            captured_at: self.captured.as_deref().map(moment).transpose()?,
            captured_by: self.by,
            account: self.account.map(|account| account.trim().to_owned()),
            publisher: self.publisher,
            // The address that answered is the one that is shown.
            address_final: self.address,
            method: self.method,
            tool: self.tool,
            tier: self.tier.as_deref().map(read).transpose()?,
            derived_from: self.derived.as_ref().map(parents).transpose()?,
            language: self.language,
            description: self.description,
            note: self.note,
            sensitivity: self.sensitive.map(sensitivity),
            ..SourceEdit::default()
        })
    }
}

impl Added {
    pub(crate) fn of(change: &Change<Brought>) -> Self {
        let brought = &change.value;
        let remark = |(number, said): &(Number, evidence::Said)| AddedRemark {
            tag: number.to_string(),
            said: Told::from(said),
        };
        Self {
            changed: Changed::of(change, None),
            exhibits: brought.added.iter().map(|number| number.value).collect(),
            held: brought
                .held
                .iter()
                .map(|twin| Twin {
                    name: twin.name.clone(),
                    tag: twin.exhibit.to_string(),
                    binned: twin.binned,
                })
                .collect(),
            refused: brought
                .refused
                .iter()
                .map(|error| Told::from(&*error.message))
                .collect(),
            remarks: brought.remarks.iter().map(remark).collect(),
        }
    }
}

impl From<&case::Collection> for Collection {
    fn from(collection: &case::Collection) -> Self {
        Self {
            id: collection.id.to_string(),
            name: collection.name.clone(),
            exhibits: collection.exhibits,
        }
    }
}

impl From<case::ReportSection> for ReportSection {
    fn from(section: case::ReportSection) -> Self {
        let exhibits = section.exhibits.into_iter();
        Self {
            title: section.title,
            exhibits: exhibits
                .map(|(number, paragraphs)| ExhibitUse {
                    exhibit: number.value,
                    paragraphs,
                })
                .collect(),
        }
    }
}

impl Drag {
    pub(crate) fn over(files: usize) -> Self {
        Self::Over {
            files: count(files),
        }
    }

    pub(crate) fn dropped(files: usize) -> Self {
        Self::Dropped {
            files: count(files),
        }
    }
}

fn moment(text: &str) -> Result<Option<Moment>, case::Error> {
    match text.trim() {
        "" => Ok(None),
        text => read(text).map(Some),
    }
}

fn read<T: std::str::FromStr<Err: Into<evidence::Said>>>(text: &str) -> Result<T, case::Error> {
    text.parse()
        .map_err(|error: T::Err| case::Error::user(error).hint("Nothing was changed."))
}
