//! A data set at a glance, with what is known of the accounts in it.

use evidence::Number;
use posts::reading::Wanted;
use posts::survey::{Filter, Survey, survey};

use crate::{Case, Error, finding::known_account};

/// How many hashtags and accounts a look lists.
const HASHTAGS: usize = 3;
const ACCOUNTS: usize = 200;

/// Posts over time and who posts, as the window shows them.
#[derive(Debug, Clone)]
pub struct DataLook {
    /// The counts.
    pub survey: Survey,
    /// What is known of each of the survey's accounts, in the same order.
    pub accounts: Vec<KnownAccount>,
}

/// An account of a data set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAccount {
    /// What it is called while names are hidden: its number in the case, or its place in the data.
    pub code: String,
    /// Its handle, or its id where the file has no handles.
    pub name: String,
    /// Its number in the case, if it is kept there.
    pub number: Option<Number>,
    /// The place it or its platform names.
    pub place: Option<String>,
    /// When it was made, in milliseconds since 1970 UTC.
    pub created: Option<i64>,
    /// The state that the file names.
    pub state: Option<String>,
    /// Whether the case knows an affiliation of it.
    pub is_affiliated: bool,
}

impl Case {
    /// Looks at what is in a data set.
    ///
    /// # Errors
    /// When the case has no such data set, or its columns cannot be read.
    pub fn look_at_data(&self, number: Number, filter: &Filter) -> Result<DataLook, Error> {
        let wanted = Wanted {
            text: false,
            reply: false,
            links: false,
            language: false,
            ..Wanted::KEYS
        };
        let data = self.data(number, wanted)?;
        let survey = survey(&data, filter, HASHTAGS, ACCOUNTS);
        let book = self.casebook()?;
        let known = |account: u32| {
            let id = data.accounts.name(account);
            let profile = data.profiles.get(account as usize);
            let handle = profile.and_then(|profile| profile.handle.as_deref());
            let kept = known_account(&book, id, handle);
            let affiliated =
                |kept: &evidence::Account| book.affiliations.iter().any(|one| one.who == kept.id);
            KnownAccount {
                code: kept.map_or_else(
                    || format!("account {:03}", account + 1),
                    |kept| kept.number.to_string(),
                ),
                name: handle.unwrap_or(id).to_owned(),
                number: kept.map(|kept| kept.number),
                place: profile.and_then(|profile| profile.place.clone()),
                created: profile.and_then(|profile| profile.created),
                state: profile.and_then(|profile| profile.state.clone()),
                is_affiliated: kept.is_some_and(affiliated),
            }
        };
        let accounts = survey
            .active
            .iter()
            .map(|part| known(part.account))
            .collect();
        Ok(DataLook { survey, accounts })
    }
}
