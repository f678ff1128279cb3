//! The appendix of the report: exhibits, claims, open points.

use std::hash::{Hash, Hasher};

use serde::Serialize;

use crate::{Block, Tone};

/// The page of the appendix that shows one exhibit.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub struct Plate {
    /// `E-014`; also the destination's name.
    pub tag: String,
    /// The title.
    pub title: String,
    /// What is shown of it.
    pub view: View,
    /// What the picture shows, for those who cannot see it.
    pub alt: String,
    /// The marks.
    pub marks: Vec<PlateMark>,
    /// The places of the picture that were painted over, by the numbers that
    /// `changes` gives them: the first is R1.
    pub covered: Vec<(usize, Region)>,
    /// Name and value, such as "Posted" and "15 May 2024, 12:21 (UTC+4)".
    pub source: Vec<Row>,
    /// What was changed for this report; sentences.
    pub changes: Vec<String>,
    /// The custody record.
    pub custody: Vec<Custody>,
    /// The claims that rest on it.
    pub claims: Vec<PlateClaim>,
    /// SHA-256 of the original in lower-case hex; none for a cited thing not held.
    pub fingerprint: Option<String>,
    /// How to check it; sentences.
    pub check: String,
    /// For the citation file.
    pub source_record: SourceRecord,
}

/// What a plate shows.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub enum View {
    /// A picture: an index into `Document::pictures`.
    Picture(usize),
    /// Words, the quoted passages marked with the number of their mark.
    Excerpt(Vec<Passage>),
    /// A frozen finding: its method, tables and chart.
    Blocks(Vec<Block>),
    /// Nothing, and why.
    Absent(String),
}

/// A stretch of an excerpt.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub struct Passage {
    /// The words.
    pub text: String,
    /// The number of the mark that quotes them.
    pub mark: Option<u32>,
}

/// A mark on a plate.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub struct PlateMark {
    /// Its number, as in `E-014·1`.
    pub number: u32,
    /// Where it is.
    pub place: Option<Region>,
    /// A place that is not a region: "page 3", "0:12 to 0:19".
    pub place_words: String,
    /// The note.
    pub note: String,
    /// The numbers of the paragraphs that cite it.
    pub paragraphs: Vec<u32>,
}

/// A rectangle in fractions of the picture's width and height, from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Region {
    /// Left edge, 0 to 1.
    pub x: f32,
    /// Top edge, 0 to 1.
    pub y: f32,
    /// Width, 0 to 1.
    pub width: f32,
    /// Height, 0 to 1.
    pub height: f32,
}

impl Hash for Region {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let sides = [self.x, self.y, self.width, self.height];
        sides.map(f32::to_bits).hash(state);
    }
}

/// A name and a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Row {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
    /// Whether the value is an identifier (typewriter face, left to right).
    pub identifier: bool,
}

/// A line of the custody record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Custody {
    /// When, as it should be printed.
    pub when: String,
    /// Who.
    pub who: String,
    /// What happened.
    pub what: String,
}

/// A claim that rests on an exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PlateClaim {
    /// `C-03`.
    pub claim: String,
    /// How the exhibit bears on it.
    pub tone: Tone,
    /// The word for that.
    pub stance: String,
    /// The claim's sentence.
    pub text: String,
    /// How many confidence bars are filled, and the word for it.
    pub confidence: Option<(u8, String)>,
}

/// A row of the claims appendix.
#[derive(Debug, Clone, PartialEq, Hash, Serialize)]
pub struct ClaimRow {
    /// `C-03`; also the destination's name.
    pub tag: String,
    /// The claim's sentence.
    pub text: String,
    /// The standing in a word.
    pub standing: String,
    /// How many confidence bars are filled, and the word for it.
    pub confidence: Option<(u8, String)>,
    /// The reason given for the confidence.
    pub reason: String,
    /// The marks that bear on it.
    pub evidence: Vec<ClaimEvidence>,
    /// The numbers of the paragraphs that cite it.
    pub paragraphs: Vec<u32>,
}

/// A mark that bears on a claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ClaimEvidence {
    /// `E-014·1`.
    pub label: String,
    /// `E-014`.
    pub target: String,
    /// How it bears.
    pub tone: Tone,
    /// The word for that.
    pub stance: String,
}

/// Something a check found that is not settled, or was waived.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct OpenPoint {
    /// The rule, such as `L04`.
    pub rule: String,
    /// The sentence.
    pub text: String,
    /// The paragraph it is about.
    pub paragraph: Option<u32>,
    /// Who waived it and why; none means open.
    pub waiver: Option<String>,
}

/// What a citation file says of an exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, Serialize)]
pub struct SourceRecord {
    /// A type of CSL-JSON, such as `webpage` or `post`; unknown ones become `document`.
    pub kind: String,
    /// Who made it.
    pub author: String,
    /// Where it was published.
    pub container: String,
    /// The address.
    pub address: String,
    /// Year, month, day of publication, as far as known.
    pub issued: Vec<i32>,
    /// Year, month, day of capture.
    pub accessed: Vec<i32>,
    /// BCP 47 language, may be empty.
    pub lang: String,
}
