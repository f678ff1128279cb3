//! What a rule found: where, about what, and how to put it right.

use std::ops::Range;

use claims::Waiver;
use evidence::{Moment, Reference};
use serde::{Deserialize, Serialize};

use crate::matter::Matter;

/// One thing that a reader of the report would have to take on trust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule that fired.
    pub rule: Rule,
    /// How grave it is.
    pub severity: Severity,
    /// Bytes of the manuscript; empty at 0 for a finding about the case.
    pub span: Range<usize>,
    /// The number of the paragraph; none outside numbered paragraphs.
    pub paragraph: Option<u32>,
    /// The sentence it stands at; none for a finding about the case.
    pub sentence: Option<String>,
    /// The claims, exhibits and marks it is about.
    pub objects: Vec<Reference>,
    /// What is the matter.
    pub matter: Matter,
    /// The same as a sentence.
    pub message: String,
    /// What to do, as a sentence.
    pub how_to_fix: String,
    /// The decision to live with it, if there is one.
    pub waived: Option<Waived>,
}

/// Who decided to live with a finding, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waived {
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
}

impl From<&Waiver> for Waived {
    fn from(waiver: &Waiver) -> Waived {
        Waived {
            by: waiver.by.clone(),
            reason: waiver.reason.clone(),
            at: waiver.at.clone(),
        }
    }
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Keeps a report from calling itself final.
    E,
    /// Warns.
    W,
    /// Notes.
    I,
}

/// The rules, by the numbers under which desks know them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// A statement without evidence.
    L01,
    /// A citation that leads nowhere.
    L02,
    /// Evidence said to be held, without its file.
    L03,
    /// An original that changed.
    L04,
    /// A journal that is not whole.
    L05,
    /// An accusation on one origin, not said to be so.
    L06,
    /// A claim that rests on retellings only.
    L07,
    /// What speaks against a claim is left out.
    L08,
    /// Nobody asked the accused.
    L09,
    /// A quotation that the captured text does not have.
    L12,
}

impl Rule {
    /// Every rule that is checked.
    pub const ALL: [Rule; 10] = [
        Rule::L01,
        Rule::L02,
        Rule::L03,
        Rule::L04,
        Rule::L05,
        Rule::L06,
        Rule::L07,
        Rule::L08,
        Rule::L09,
        Rule::L12,
    ];

    /// `L06`
    pub const fn code(self) -> &'static str {
        match self {
            Rule::L01 => "L01",
            Rule::L02 => "L02",
            Rule::L03 => "L03",
            Rule::L04 => "L04",
            Rule::L05 => "L05",
            Rule::L06 => "L06",
            Rule::L07 => "L07",
            Rule::L08 => "L08",
            Rule::L09 => "L09",
            Rule::L12 => "L12",
        }
    }
}
