//! Events, and the diagram of who is tied to whom, as the page shows them.

use super::claims::Name;
use super::{Failure, Stance, When, count, moment, moment_if_any, parties::mark};
use case::view::{self, EventView, LinkView};
use serde::{Deserialize, Serialize};
use specta::Type;
use specta_typescript::Number;

/// A dated thing.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct EventRow {
    pub(crate) number: u32,
    pub(crate) tag: String,
    pub(crate) title: String,
    pub(crate) on: When,
    pub(crate) until: Option<When>,
    pub(crate) approximate: bool,
    pub(crate) place: Option<String>,
    pub(crate) about: Option<Name>,
    pub(crate) mark: Option<String>,
}

/// A chart of the case that can be frozen.
#[derive(Clone, Copy, Debug, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FrozenChart {
    /// Its events.
    Timeline,
    /// Who is tied to whom.
    Links,
}

impl From<FrozenChart> for case::CaseChart {
    fn from(chart: FrozenChart) -> Self {
        match chart {
            FrozenChart::Timeline => case::CaseChart::Timeline,
            FrozenChart::Links => case::CaseChart::Links,
        }
    }
}

/// Who is tied to whom, in places.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Links {
    pub(crate) parties: Vec<LinkedParty>,
    pub(crate) ties: Vec<LinkRow>,
    /// Points across and down; 0 when there are too many names to be drawn.
    #[specta(type = Number)]
    pub(crate) width: f32,
    #[specta(type = Number)]
    pub(crate) height: f32,
}

/// Whoever is tied to somebody, in its box.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct LinkedParty {
    pub(crate) name: Name,
    #[specta(type = Number)]
    pub(crate) x: f32,
    #[specta(type = Number)]
    pub(crate) y: f32,
    #[specta(type = Number)]
    pub(crate) width: f32,
    #[specta(type = Number)]
    pub(crate) height: f32,
    pub(crate) lines: Vec<String>,
}

/// One tie and its line.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct LinkRow {
    /// Indices into the parties.
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// `F-01`, or `C-03` for a claim that an account is run by a person.
    pub(crate) tag: String,
    pub(crate) role: String,
    /// A word of `evidence::people::Level`; none for a claim.
    pub(crate) level: Option<String>,
    pub(crate) marks: Vec<LinkMark>,
    pub(crate) verified: bool,
    /// The `d` of its path in SVG; empty when nothing is drawn.
    pub(crate) path: String,
    #[specta(type = Number)]
    pub(crate) label_x: f32,
    #[specta(type = Number)]
    pub(crate) label_y: f32,
}

/// A mark that shows a tie or speaks against it.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct LinkMark {
    pub(crate) tag: String,
    pub(crate) stance: Stance,
}

impl From<&view::Links> for Links {
    fn from(view: &view::Links) -> Self {
        let layout = view.layout.as_ref();
        let boxes = layout.map_or(&[][..], |layout| &layout.boxes);
        let parties = view.parties.iter().enumerate().map(|(at, party)| {
            let place = boxes.get(at);
            LinkedParty {
                name: Name::from(party),
                x: place.map_or(0.0, |one| one.x),
                y: place.map_or(0.0, |one| one.y),
                width: place.map_or(0.0, |one| one.width),
                height: place.map_or(0.0, |one| one.height),
                lines: place.map(|one| one.lines.clone()).unwrap_or_default(),
            }
        });
        let lines = layout.map_or(&[][..], |layout| &layout.lines);
        let ties = view.ties.iter().enumerate().map(|(at, tie)| {
            let parts: Vec<_> = lines.iter().filter(|line| line.tie == at).collect();
            let label = parts
                .iter()
                .find(|line| line.is_first)
                .map(|line| line.label);
            let (label_x, label_y) = label.unwrap_or_default();
            LinkRow {
                path: parts.iter().map(|line| line.path.as_str()).collect(),
                label_x,
                label_y,
                ..LinkRow::from(tie)
            }
        });
        Self {
            parties: parties.collect(),
            ties: ties.collect(),
            width: layout.map_or(0.0, |layout| layout.width),
            height: layout.map_or(0.0, |layout| layout.height),
        }
    }
}

impl From<&LinkView> for LinkRow {
    fn from(tie: &LinkView) -> Self {
        Self {
            from: count(tie.from),
            to: count(tie.to),
            tag: tie.number.to_string(),
            role: tie.role.clone().unwrap_or_default(),
            level: tie.level.map(|level| level.word().to_owned()),
            marks: tie
                .marks
                .iter()
                .map(|(mark, stance)| LinkMark {
                    tag: mark.to_string(),
                    stance: (*stance).into(),
                })
                .collect(),
            verified: tie.is_verified,
            path: String::new(),
            label_x: 0.0,
            label_y: 0.0,
        }
    }
}

/// An event, as a person says it.
#[derive(Clone, Debug, Deserialize, Type)]
pub(crate) struct EventDraft {
    pub(crate) title: String,
    pub(crate) on: String,
    pub(crate) until: Option<String>,
    pub(crate) approximate: bool,
    pub(crate) place: Option<String>,
    pub(crate) about: Option<String>,
    pub(crate) mark: Option<String>,
}

impl EventDraft {
    /// The event as a case takes it.
    pub(crate) fn read(self) -> Result<case::NewEvent, Failure> {
        Ok(case::NewEvent {
            title: self.title,
            on: moment(&self.on)?,
            until: moment_if_any(self.until.as_deref())?,
            approximate: self.approximate,
            place: self.place,
            about: self.about.filter(|who| !who.trim().is_empty()),
            mark: mark(self.mark.as_deref())?,
        })
    }
}

impl From<&EventView> for EventRow {
    fn from(view: &EventView) -> Self {
        Self {
            number: view.number.value,
            tag: view.number.to_string(),
            title: view.title.clone(),
            on: When::from(&view.on),
            until: view.until.as_ref().map(When::from),
            approximate: view.approximate,
            place: view.place.clone(),
            about: view.about.as_ref().map(Name::from),
            mark: view.mark.map(|mark| mark.to_string()),
        }
    }
}
