//! The people, organisations, accounts, affiliations and events that exhibits speak of.

use crate::{Id, Moment, Number};
use serde::{Deserialize, Serialize};

/// A human being, by the name or code under which the case knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Lasting id.
    pub id: Id,
    /// `P-01`
    pub number: Number,
    /// Name or code: `Subject 01`.
    pub name: String,
    /// Other spellings and nicknames.
    pub other_names: Vec<String>,
}

/// A party, an outlet, an agency, a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Lasting id.
    pub id: Id,
    /// `O-01`
    pub number: Number,
    /// Its name.
    pub name: String,
    /// Other spellings and short forms.
    pub other_names: Vec<String>,
}

/// What an account was seen to be at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Reachable.
    Live,
    /// Reachable, with its text changed.
    Edited,
    /// Hidden in some countries.
    Withheld,
    /// Closed by the platform.
    Suspended,
    /// Gone.
    Deleted,
}

impl State {
    /// Every state.
    pub const ALL: [State; 5] = [
        State::Live,
        State::Edited,
        State::Withheld,
        State::Suspended,
        State::Deleted,
    ];

    /// The word for it, as tables and the command line write it.
    pub const fn word(self) -> &'static str {
        match self {
            State::Live => "live",
            State::Edited => "edited",
            State::Withheld => "withheld",
            State::Suspended => "suspended",
            State::Deleted => "deleted",
        }
    }
}

/// One sighting of an account's state, with its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountState {
    /// Lasting id.
    pub id: Id,
    /// What it was.
    pub state: State,
    /// When that was seen.
    pub seen_at: Moment,
    /// The mark that shows it.
    pub mark: Option<Id>,
}

/// An account on a platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Lasting id.
    pub id: Id,
    /// `A-001`
    pub number: Number,
    /// The platform: `X`.
    pub platform: String,
    /// The handle when it was captured; handles change.
    pub handle: String,
    /// The platform's own id, which does not change.
    pub platform_id: Option<String>,
    /// Other handles and the names it showed.
    pub other_names: Vec<String>,
    /// Sightings, oldest first.
    pub states: Vec<AccountState>,
}

impl Account {
    /// The newest sighting.
    pub fn latest_state(&self) -> Option<&AccountState> {
        self.states
            .iter()
            .max_by(|a, b| a.seen_at.utc.cmp(&b.seen_at.utc))
    }
}

/// How firmly somebody belongs to an organisation: a ladder, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Names it.
    Mentions,
    /// Says to belong to it.
    SelfDeclares,
    /// Is listed as a member.
    Member,
    /// Holds an office in it.
    OfficeHolder,
    /// Is paid by it.
    Employee,
    /// Was given the task by it.
    Tasked,
}

impl Level {
    /// The ladder, weakest first.
    pub const ALL: [Level; 6] = [
        Level::Mentions,
        Level::SelfDeclares,
        Level::Member,
        Level::OfficeHolder,
        Level::Employee,
        Level::Tasked,
    ];

    /// The word for it, as tables and the command line write it.
    pub const fn word(self) -> &'static str {
        match self {
            Level::Mentions => "mentions",
            Level::SelfDeclares => "self_declares",
            Level::Member => "member",
            Level::OfficeHolder => "office_holder",
            Level::Employee => "employee",
            Level::Tasked => "tasked",
        }
    }
}

/// What an affiliation rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The profile's own words.
    Bio,
    /// The organisation's site.
    PartySite,
    /// A list it published.
    OfficialList,
    /// A public register.
    Registry,
    /// The domain of an e-mail address.
    EmailDomain,
    /// A report in the media.
    Media,
    /// A picture.
    Photo,
    /// A conclusion of the reporters.
    Inference,
}

impl Basis {
    /// Every basis.
    pub const ALL: [Basis; 8] = [
        Basis::Bio,
        Basis::PartySite,
        Basis::OfficialList,
        Basis::Registry,
        Basis::EmailDomain,
        Basis::Media,
        Basis::Photo,
        Basis::Inference,
    ];

    /// The word for it, as tables and the command line write it.
    pub const fn word(self) -> &'static str {
        match self {
            Basis::Bio => "bio",
            Basis::PartySite => "party_site",
            Basis::OfficialList => "official_list",
            Basis::Registry => "registry",
            Basis::EmailDomain => "email_domain",
            Basis::Media => "media",
            Basis::Photo => "photo",
            Basis::Inference => "inference",
        }
    }
}

/// A person's or account's tie to an organisation, with its dates and its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    /// Lasting id.
    pub id: Id,
    /// `F-01`
    pub number: Number,
    /// The person or account.
    pub who: Id,
    /// The organisation.
    pub organisation: Id,
    /// How firmly.
    pub level: Level,
    /// As what: `adviser`.
    pub role: Option<String>,
    /// Since when.
    pub from: Option<Moment>,
    /// Until when.
    pub to: Option<Moment>,
    /// What it rests on.
    pub basis: Basis,
    /// The mark that shows it.
    pub mark: Option<Id>,
}

/// A dated thing, exact or approximate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Lasting id.
    pub id: Id,
    /// `V-01`
    pub number: Number,
    /// What happened.
    pub title: String,
    /// When, or when it began.
    pub on: Moment,
    /// When it ended.
    pub until: Option<Moment>,
    /// True when the date is only about right.
    pub approximate: bool,
    /// Where, or on which scene: its lane on the timeline.
    pub place: Option<String>,
    /// The person, organisation or account it is about.
    pub about: Option<Id>,
    /// The mark that shows it.
    pub mark: Option<Id>,
}

/// The number of a person, organisation or account that was merged into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The number it had.
    pub number: Number,
    /// What it leads to now.
    pub party: Id,
}
