//! A data set at a glance, with what the case knows of the accounts in it.

use evidence::{Account, Number};
use posts::contents::{Filter, Series, Standing, Step, Subject};

use crate::{
    Case, Error,
    finding::known_account,
    view::data::{SeriesQuery, code},
};

/// How many hashtags and accounts a look lists.
const HASHTAGS: usize = 3;
const ACCOUNTS: usize = 200;
/// A curve of more steps cannot be read.
const MOST_STEPS: i64 = 500;

/// Posts over time and who posts, as the window shows them.
#[derive(Debug, Clone)]
pub struct DataLook {
    /// Posts that the filter lets through.
    pub posts: u64,
    /// Their accounts.
    pub accounts: u64,
    /// All posts over time, whatever the filter's period.
    pub all: Series,
    /// The same for the most used hashtags.
    pub hashtags: Series,
    /// The most active accounts in the filter.
    pub active: Vec<KnownAccount>,
}

/// An account of a data set, with its part in it.
#[derive(Debug, Clone)]
pub struct KnownAccount {
    /// What it is called while names are hidden: its number in the case, or its place in the data.
    pub code: String,
    /// Its number in the case, if it is kept there.
    pub number: Option<Number>,
    /// Whether the case knows an affiliation of it.
    pub is_affiliated: bool,
    /// What the data say.
    pub standing: Standing,
}

impl Case {
    /// Looks at what is in a data set.
    ///
    /// # Errors
    /// When the case has no such data set, or its columns cannot be read.
    pub fn look_at_data(&self, number: Number, filter: &Filter) -> Result<DataLook, Error> {
        let view = self.data_view(number)?;
        let whole = Filter {
            from: None,
            until: None,
            ..filter.clone()
        };
        let times = &view.data().time;
        let span = times.iter().max().zip(times.iter().min());
        let step = step_for(span.map_or(0, |(last, first)| last - first));
        let curve = |subject, limit| {
            let query = SeriesQuery {
                subject,
                step,
                offset: 0,
                limit,
            };
            view.series(&whole, query)
        };
        let tops = view.tops(filter, "", 0, ACCOUNTS);
        let book = self.casebook()?;
        let known = |standing: Standing| {
            let handle = standing.profile.handle.as_deref();
            let kept = known_account(&book, &standing.account, handle);
            let is_affiliated =
                |kept: &Account| book.affiliations.iter().any(|one| one.who == kept.id);
            let place = view.data().accounts.find(&standing.account);
            KnownAccount {
                code: kept.map_or_else(
                    || code(place.unwrap_or_default()),
                    |kept| kept.number.to_string(),
                ),
                number: kept.map(|kept| kept.number),
                is_affiliated: kept.is_some_and(is_affiliated),
                standing,
            }
        };
        Ok(DataLook {
            posts: tops.posts,
            accounts: tops.accounts,
            all: curve(Subject::All, 1),
            hashtags: curve(Subject::Hashtag, HASHTAGS),
            active: tops.active.into_iter().map(known).collect(),
        })
    }
}

fn step_for(span: i64) -> Step {
    let fits = |step: &Step| span / step.milliseconds() < MOST_STEPS;
    [Step::Minute, Step::Hour]
        .into_iter()
        .find(fits)
        .unwrap_or(Step::Day)
}
