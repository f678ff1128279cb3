//! People, organisations and accounts, as the page shows them.

use super::claims::{Name, Reply, Standing, history};
use super::{Entry, EventRow, Failure, Level, When, moment_if_any};
use case::view::{self, AffiliationView, ClaimView};
use evidence::Said;
use evidence::{Noun, Reference};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A person, organisation or account in the list.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct PartyRow {
    pub(crate) tag: String,
    /// `person`, `organisation` or `account`.
    pub(crate) noun: String,
    pub(crate) name: String,
    pub(crate) code: Option<String>,
    pub(crate) other_names: Vec<String>,
    /// Tags of what was merged into it.
    pub(crate) aliases: Vec<String>,
    pub(crate) platform: Option<String>,
    pub(crate) platform_id: Option<String>,
    /// The newest state of an account.
    pub(crate) state: Option<String>,
}

/// A person, organisation or account with everything that points at it.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct PartyPage {
    pub(crate) row: PartyRow,
    pub(crate) states: Vec<State>,
    pub(crate) affiliations: Vec<Affiliation>,
    pub(crate) identities: Vec<Identity>,
    pub(crate) accusations: Vec<Mention>,
    pub(crate) posted: Vec<Mention>,
    pub(crate) events: Vec<EventRow>,
    pub(crate) replies: Vec<Reply>,
    pub(crate) history: Vec<Entry>,
}

/// What an account was seen to be.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct State {
    /// A word of `evidence::people::State`.
    pub(crate) state: String,
    pub(crate) seen_at: When,
    pub(crate) mark: Option<String>,
}

/// A tie to an organisation.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Affiliation {
    pub(crate) number: u32,
    pub(crate) tag: String,
    pub(crate) who: Option<Name>,
    pub(crate) organisation: Option<Name>,
    /// A word of `evidence::people::Level`.
    pub(crate) level: String,
    pub(crate) role: String,
    pub(crate) from: Option<When>,
    pub(crate) to: Option<When>,
    /// A word of `evidence::people::Basis`.
    pub(crate) basis: String,
    pub(crate) mark: Option<String>,
}

/// A claim that ties an account to a person.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Identity {
    pub(crate) claim: u32,
    pub(crate) tag: String,
    pub(crate) text: String,
    pub(crate) standing: Standing,
    pub(crate) confidence: Option<Level>,
    pub(crate) account: Option<Name>,
    pub(crate) person: Option<Name>,
}

/// A claim or an exhibit by number, tag and text.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct Mention {
    pub(crate) number: u32,
    pub(crate) tag: String,
    pub(crate) text: String,
}

/// Names, as a person says them.
#[derive(Clone, Debug, Deserialize, Type)]
pub(crate) struct PartyDraft {
    pub(crate) name: String,
    pub(crate) other_names: Vec<String>,
    pub(crate) platform: Option<String>,
    pub(crate) platform_id: Option<String>,
}

/// A tie to an organisation, as a person says it.
#[derive(Clone, Debug, Deserialize, Type)]
pub(crate) struct AffiliationDraft {
    pub(crate) who: String,
    pub(crate) organisation: String,
    pub(crate) level: String,
    pub(crate) role: String,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) basis: String,
    pub(crate) mark: Option<String>,
}

/// A word or tag that the page was given, or that a person wrote.
pub(crate) fn read<T: std::str::FromStr<Err: Into<Said>>>(text: &str) -> Result<T, Failure> {
    text.trim()
        .parse()
        .map_err(|error: T::Err| Failure::new(super::Code::User, error, None))
}

/// The mark that a person named, if any.
pub(crate) fn mark(text: Option<&str>) -> Result<Option<Reference>, Failure> {
    text.filter(|text| !text.trim().is_empty())
        .map(read)
        .transpose()
}

impl AffiliationDraft {
    /// The tie as a case takes it.
    pub(crate) fn read(self) -> Result<case::NewAffiliation, Failure> {
        Ok(case::NewAffiliation {
            level: read(&self.level)?,
            basis: read(&self.basis)?,
            from: moment_if_any(self.from.as_deref())?,
            to: moment_if_any(self.to.as_deref())?,
            mark: mark(self.mark.as_deref())?,
            role: Some(self.role),
            who: self.who,
            organisation: self.organisation,
        })
    }
}

impl PartyDraft {
    /// The names as a case takes them.
    pub(crate) fn read(self) -> case::PartyEdit {
        let if_any = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        case::PartyEdit {
            name: self.name,
            other_names: self.other_names,
            platform: if_any(self.platform),
            platform_id: if_any(self.platform_id),
        }
    }
}

impl From<&view::PartyPage> for PartyRow {
    fn from(page: &view::PartyPage) -> Self {
        let party = &page.party;
        Self {
            tag: party.number.to_string(),
            noun: match party.number.noun {
                Noun::Organisation => "organisation",
                Noun::Account => "account",
                _ => "person",
            }
            .to_owned(),
            name: party.name.clone(),
            code: party.code.as_ref().map(|code| code.code.clone()),
            other_names: party.other_names.clone(),
            aliases: page.aliases.iter().map(ToString::to_string).collect(),
            platform: page.platform.as_ref().map(|(platform, _)| platform.clone()),
            platform_id: page.platform.as_ref().and_then(|(_, id)| id.clone()),
            state: page.states.last().map(|one| one.state.word().to_owned()),
        }
    }
}

impl PartyPage {
    /// A page with what the journal says of it.
    pub(crate) fn of(page: &view::PartyPage, journal: &[case::JournalEntry]) -> Self {
        let row = PartyRow::from(page);
        Self {
            states: page
                .states
                .iter()
                .map(|one| State {
                    state: one.state.word().to_owned(),
                    seen_at: When::from(&one.seen_at),
                    mark: one.mark.map(|mark| mark.to_string()),
                })
                .collect(),
            affiliations: page.affiliations.iter().map(Affiliation::from).collect(),
            identities: page.identities.iter().map(Identity::from).collect(),
            accusations: page.accusations.iter().map(Mention::from).collect(),
            posted: page
                .posted
                .iter()
                .map(|(number, title)| Mention {
                    number: number.value,
                    tag: number.to_string(),
                    text: title.clone(),
                })
                .collect(),
            events: page.events.iter().map(EventRow::from).collect(),
            replies: page.replies.iter().map(Reply::from).collect(),
            history: history(&row.tag, journal),
            row,
        }
    }
}

impl From<&ClaimView> for Mention {
    fn from(view: &ClaimView) -> Self {
        Self {
            number: view.number.value,
            tag: view.number.to_string(),
            text: view.text.clone(),
        }
    }
}

impl From<&ClaimView> for Identity {
    fn from(view: &ClaimView) -> Self {
        let identity = view.identity.as_ref();
        Self {
            claim: view.number.value,
            tag: view.number.to_string(),
            text: view.text.clone(),
            standing: view.assessment.standing.into(),
            confidence: view.confidence.as_ref().map(|one| one.level.into()),
            account: identity.map(|one| Name::from(&one.account)),
            person: identity.map(|one| Name::from(&one.person)),
        }
    }
}

impl From<&AffiliationView> for Affiliation {
    fn from(view: &AffiliationView) -> Self {
        Self {
            number: view.number.value,
            tag: view.number.to_string(),
            who: view.who.as_ref().map(Name::from),
            organisation: view.organisation.as_ref().map(Name::from),
            level: view.level.word().to_owned(),
            role: view.role.clone().unwrap_or_default(),
            from: view.from.as_ref().map(When::from),
            to: view.to.as_ref().map(When::from),
            basis: view.basis.word().to_owned(),
            mark: view.mark.map(|mark| mark.to_string()),
        }
    }
}
