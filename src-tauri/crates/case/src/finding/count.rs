//! Counting posts, and freezing what was counted.

use evidence::{Number, Said, said};
use posts::finding::{CountQuestion, Figures, count};
use posts::reading::ObjectKind;

use super::record::{CountFinding, Frozen};
use super::source::{PostsSource, Sealed};
use super::{Freezing, Now, SOFTWARE, Told, affiliations, data_of, members, verify, written};
use crate::{Case, Change, Error, Turns};

/// A count that is not frozen: nothing of it is in the case.
#[derive(Clone, Debug)]
pub struct DraftCount(CountFinding);

impl DraftCount {
    /// Counts in a file of posts; the case is had a turn at a time. `spoken` is the language of
    /// who asks, for a report that names none.
    ///
    /// # Errors
    /// When the file cannot be read, no post is counted, `told` said stop, or the case was
    /// closed meanwhile.
    pub fn of(
        turns: &mut impl Turns,
        source: &PostsSource,
        question: &CountQuestion,
        spoken: Option<&str>,
        told: Told<'_>,
    ) -> Result<DraftCount, Error> {
        let objects = ObjectKind::default();
        let sealed = Sealed::read(turns, source, question.wanted(), objects, told)?;
        let now = Now::of(turns, spoken)?;
        let data = &sealed.data;
        let counted = count(data, question);
        if counted.posts == 0 {
            return Err(Error::user(said!(
                "nothing-to-freeze",
                "no post passes the filter, so there is nothing to freeze"
            ))
            .hint("Nothing was changed. Widen the filter."));
        }
        let named = counted.account_ids(question.counting).into_iter();
        let numbers: Vec<u32> = named.filter_map(|id| data.accounts.find(id)).collect();
        let accounts = members(&now.book, data, numbers.iter().copied());
        let numbered: Vec<_> = numbers.into_iter().zip(&accounts).collect();
        let posts = match accounts.is_empty() {
            true => Vec::new(),
            false => question.filter.posts(data),
        };
        let affiliations = affiliations::held(&now.book, data, &numbered, &posts);
        let rows = sealed.row_records(turns, &first_posts(&counted.figures))?;
        Ok(DraftCount(CountFinding {
            version: 1,
            software: SOFTWARE.to_owned(),
            frozen_at: now.moment,
            title: String::new(),
            data: data_of(source, &sealed),
            count: question.clone(),
            counted,
            accounts,
            rows,
            named_because: None,
            affiliations,
            language: now.language,
        }))
    }
}

impl Case {
    /// Freezes a count into an exhibit: posts over time, or what occurs most.
    ///
    /// # Errors
    /// As [`DraftCount::of`].
    pub fn freeze_count(
        &mut self,
        source: &PostsSource,
        question: &CountQuestion,
        freezing: Freezing,
        told: Told<'_>,
    ) -> Result<Change<Number>, Error> {
        let draft = DraftCount::of(&mut &*self, source, question, None, told)?;
        self.freeze_counted(draft, freezing)
    }

    /// Freezes a count that was made before.
    ///
    /// # Errors
    /// When the file it was made of is no longer in the case.
    pub fn freeze_counted(
        &mut self,
        draft: DraftCount,
        freezing: Freezing,
    ) -> Result<Change<Number>, Error> {
        let mut finding = draft.0;
        finding.named_because = freezing.reason();
        finding.title = freezing.title.unwrap_or_else(|| written::title(&finding));
        self.seal_finding(&Frozen::Count(Box::new(finding)))
    }

    /// Seals a count with one post too many.
    #[cfg(test)]
    pub(super) fn freeze_forged_count(&mut self, source: &PostsSource, question: &CountQuestion) {
        let go_on = &mut |_| std::ops::ControlFlow::Continue(());
        let draft = DraftCount::of(&mut &*self, source, question, None, go_on);
        let mut finding = draft.expect("it is counted").0;
        finding.counted.posts += 1;
        self.seal_finding(&Frozen::Count(Box::new(finding)))
            .expect("it is sealed");
    }

    /// What differs when a count is made again from a file.
    pub(super) fn count_again(
        &self,
        finding: &CountFinding,
        sealed: &Sealed,
    ) -> Result<Vec<Said>, Error> {
        let again = count(&sealed.data, &finding.count);
        if again != finding.counted {
            return Ok(vec![said!(
                "finding-counts-otherwise",
                "counted again it gives {} posts by {} accounts with other figures than {} by {} (counted by {}, again by {})",
                again.posts,
                again.accounts,
                finding.counted.posts,
                finding.counted.accounts,
                finding.software,
                SOFTWARE,
            )]);
        }
        let rows = sealed.row_records(&mut &*self, &first_posts(&again.figures))?;
        Ok(match rows == finding.rows {
            true => Vec::new(),
            false => vec![verify::other_rows()],
        })
    }
}

fn first_posts(figures: &Figures) -> Vec<u32> {
    match figures {
        Figures::Accounts(all) => all.iter().map(|one| one.first_post).collect(),
        _ => Vec::new(),
    }
}
