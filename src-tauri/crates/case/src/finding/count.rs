//! Counting posts, and freezing what was counted.

use evidence::Number;
use posts::finding::{CountQuestion, Figures, count};
use posts::reading::ObjectKind;

use super::record::{CountFinding, Frozen};
use super::source::{PostsSource, Sealed};
use super::{Freezing, SOFTWARE, Told, affiliations, data_of, frozen_at, members, written};
use crate::{Case, Change, Error};

impl Case {
    /// Freezes a count into an exhibit: posts over time, or what occurs most.
    ///
    /// # Errors
    /// When the file cannot be read, no post is counted, or `told` said stop.
    pub fn freeze_count(
        &mut self,
        source: &PostsSource,
        question: &CountQuestion,
        freezing: Freezing,
        told: Told<'_>,
    ) -> Result<Change<Number>, Error> {
        let sealed = self.read_sealed(source, question.wanted(), ObjectKind::default(), told)?;
        let mut finding = self.count_finding(source, question, &sealed)?;
        if finding.counted.posts == 0 {
            return Err(
                Error::user("no post passes the filter, so there is nothing to freeze")
                    .hint("Nothing was changed. Widen the filter."),
            );
        }
        finding.named_because = freezing.reason();
        finding.title = freezing.title.unwrap_or_else(|| written::title(&finding));
        self.seal_finding(&Frozen::Count(Box::new(finding)))
    }

    fn count_finding(
        &self,
        source: &PostsSource,
        question: &CountQuestion,
        sealed: &Sealed,
    ) -> Result<CountFinding, Error> {
        let book = self.casebook()?;
        let data = &sealed.data;
        let counted = count(data, question);
        let named = counted.account_ids(question.counting).into_iter();
        let numbers: Vec<u32> = named.filter_map(|id| data.accounts.find(id)).collect();
        let accounts = members(&book, data, numbers.iter().copied());
        let numbered: Vec<_> = numbers.into_iter().zip(&accounts).collect();
        let posts = match accounts.is_empty() {
            true => Vec::new(),
            false => question.filter.posts(data),
        };
        let affiliations = affiliations::held(&book, data, &numbered, &posts);
        let rows = self.row_records(sealed, &first_posts(&counted.figures))?;
        Ok(CountFinding {
            version: 1,
            software: SOFTWARE.to_owned(),
            frozen_at: frozen_at(self),
            title: String::new(),
            data: data_of(source, sealed),
            count: question.clone(),
            counted,
            accounts,
            rows,
            named_because: None,
            affiliations,
        })
    }

    /// Seals a count with one post too many.
    #[cfg(test)]
    pub(super) fn freeze_forged_count(&mut self, source: &PostsSource, question: &CountQuestion) {
        let sealed = self
            .read_sealed(
                source,
                question.wanted(),
                ObjectKind::default(),
                &mut |_| std::ops::ControlFlow::Continue(()),
            )
            .expect("it is readable");
        let mut finding = self
            .count_finding(source, question, &sealed)
            .expect("it is counted");
        finding.counted.posts += 1;
        self.seal_finding(&Frozen::Count(Box::new(finding)))
            .expect("it is sealed");
    }

    /// What differs when a count is made again from a file.
    pub(super) fn count_again(
        &self,
        finding: &CountFinding,
        sealed: &Sealed,
    ) -> Result<Vec<String>, Error> {
        let again = count(&sealed.data, &finding.count);
        if again != finding.counted {
            return Ok(vec![format!(
                "counted again it gives {} posts by {} accounts with other figures than {} by {} (counted by {}, again by {SOFTWARE})",
                again.posts,
                again.accounts,
                finding.counted.posts,
                finding.counted.accounts,
                finding.software,
            )]);
        }
        let rows = self.row_records(sealed, &first_posts(&again.figures))?;
        Ok(match rows == finding.rows {
            true => Vec::new(),
            false => vec!["the rows behind it have other bytes".to_owned()],
        })
    }
}

fn first_posts(figures: &Figures) -> Vec<u32> {
    match figures {
        Figures::Accounts(all) => all.iter().map(|one| one.first_post).collect(),
        _ => Vec::new(),
    }
}
