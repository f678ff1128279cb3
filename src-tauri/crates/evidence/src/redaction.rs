//! What must not be seen: redactions of an exhibit, and the codes under which people print.

use crate::{Id, Moment, Selector};
use serde::{Deserialize, Serialize};

/// Why something must not be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It could lead to a source.
    Source,
    /// It shows or names somebody under age.
    Minor,
    /// It shows or names somebody who was harmed.
    Victim,
    /// It is nobody's business.
    Privacy,
    /// It could put somebody in danger.
    Security,
    /// The law forbids to show it.
    Legal,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Reason; 6] = [
        Reason::Source,
        Reason::Minor,
        Reason::Victim,
        Reason::Privacy,
        Reason::Security,
        Reason::Legal,
    ];

    /// The word for it, as tables and the command line write it.
    pub const fn word(self) -> &'static str {
        match self {
            Reason::Source => "source",
            Reason::Minor => "minor",
            Reason::Victim => "victim",
            Reason::Privacy => "privacy",
            Reason::Security => "security",
            Reason::Legal => "legal",
        }
    }
}

/// A part of an exhibit that no printed copy shows. The original is never altered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Redaction {
    /// Lasting id.
    pub id: Id,
    /// The exhibit it lies in.
    pub exhibit: Id,
    /// 1 and up inside the exhibit, never given twice.
    pub number: u32,
    /// A region of the picture or a quote of the text; never another selector.
    pub selector: Selector,
    /// Why.
    pub reason: Reason,
    /// What a reader is told instead: `shows a victim`.
    pub label: Option<String>,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Moment,
}

impl Redaction {
    /// True when a picture's region and this redaction's share a pixel.
    pub fn overlaps(&self, selector: &Selector) -> bool {
        let (
            Selector::Region {
                x,
                y,
                width,
                height,
                ..
            },
            Selector::Region {
                x: left,
                y: top,
                width: across,
                height: down,
                ..
            },
        ) = (&self.selector, selector)
        else {
            return false;
        };
        let meet = |a: u32, a_length: u32, b: u32, b_length: u32| {
            a < b.saturating_add(b_length) && b < a.saturating_add(a_length)
        };
        meet(*x, *width, *left, *across) && meet(*y, *height, *top, *down)
    }
}

/// In which copies a code stands for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// In the copy for readers.
    Public,
    /// In every copy that leaves the laptop.
    Always,
}

impl Scope {
    /// The word for it, as tables write it.
    pub const fn word(self) -> &'static str {
        match self {
            Scope::Public => "public",
            Scope::Always => "always",
        }
    }
}

/// The words under which a person, organisation or account prints, so that the
/// name does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The person, organisation or account.
    pub party: Id,
    /// What is printed: `Subject 01`.
    pub code: String,
    /// Why the name must not be seen.
    pub reason: Reason,
    /// In which copies.
    pub scope: Scope,
    /// Other spellings, nicknames, earlier handles: what else must not be seen.
    pub other_names: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redaction(region: &str) -> Redaction {
        Redaction {
            id: Id::new(uuid::Uuid::nil()),
            exhibit: Id::new(uuid::Uuid::nil()),
            number: 1,
            selector: Selector::region(region).expect("a region"),
            reason: Reason::Victim,
            label: None,
            by: "Desk".into(),
            at: "2024-05-15".parse().expect("a day"),
        }
    }

    #[test]
    fn regions_overlap_when_they_share_a_pixel_and_not_when_they_only_touch() {
        let half = redaction("100,0,100,200");
        let region = |text| Selector::region(text).expect("a region");
        assert!(half.overlaps(&region("0,0,101,10")));
        assert!(!half.overlaps(&region("0,0,100,200")), "they only touch");
        assert!(!half.overlaps(&Selector::Page(1)), "a page is no region");
        let far = redaction("4294967290,0,100,10");
        assert!(
            far.overlaps(&region("4294967291,0,4294967295,1")),
            "no overflow"
        );
    }
}
