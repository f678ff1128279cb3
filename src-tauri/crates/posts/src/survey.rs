//! A data set at a glance: posts over time by hashtag, and the accounts that post most.

use serde::{Deserialize, Serialize};

use crate::DataSet;

/// Which posts are looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Only posts from this moment on, in milliseconds since 1970 UTC.
    pub from: Option<i64>,
    /// Only posts before this moment.
    pub until: Option<i64>,
    /// Only posts with one of these hashtags, folded; all when empty.
    pub hashtags: Vec<String>,
    /// Without posts that repeat another.
    pub originals_only: bool,
    /// Without rows whose id came before.
    pub without_duplicates: bool,
}

/// Posts over time and the most active accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Survey {
    /// Posts that the filter lets through, and by how many accounts.
    pub posts: u64,
    /// See [`Survey::posts`].
    pub accounts: u64,
    /// When the first step begins, in milliseconds since 1970 UTC.
    pub start: i64,
    /// How long a step is, in milliseconds.
    pub step: i64,
    /// Posts in each step, whatever the filter's period.
    pub all: Vec<u32>,
    /// The same for the hashtags that are used most, the most used first.
    pub series: Vec<Series>,
    /// The accounts with the most posts in the filter, the most active first.
    pub active: Vec<Active>,
}

/// One hashtag over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Series {
    /// The hashtag, folded, without `#`.
    pub hashtag: String,
    /// Posts with it.
    pub posts: u64,
    /// Posts with it in each step.
    pub steps: Vec<u32>,
}

/// An account's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Active {
    /// The account: a number of the data set.
    pub account: u32,
    /// Its posts.
    pub posts: u32,
    /// Those of them that repeat another post.
    pub reposts: u32,
    /// Its first post, in milliseconds since 1970 UTC.
    pub first: i64,
}

const MINUTE: i64 = 60_000;
/// Steps that people read: a minute, ten, an hour, six, a day, a week.
const STEPS: [i64; 6] = [
    MINUTE,
    10 * MINUTE,
    60 * MINUTE,
    360 * MINUTE,
    1_440 * MINUTE,
    10_080 * MINUTE,
];
/// More steps than this cannot be told apart in a drawing.
const MOST_STEPS: i64 = 400;

/// Looks at `data`, read with its hashtags. At most `most` hashtags and accounts are listed; a
/// hashtag's equals are ordered by name, an account's by its first post.
pub fn survey(data: &DataSet, filter: &Filter, hashtags: usize, accounts: usize) -> Survey {
    let whole = Filter {
        from: None,
        until: None,
        ..filter.clone()
    };
    let shown = rows(data, &whole);
    let (start, step, count) = steps(shown.iter().map(|row| data.time[*row]));
    let at = |row: &usize| ((data.time[*row] - start) / step) as usize;
    let mut all = vec![0; count];
    shown.iter().for_each(|row| all[at(row)] += 1);
    let series = most_used(data, &shown, hashtags).into_iter().map(|tag| {
        let mut steps = vec![0; count];
        let has = shown
            .iter()
            .filter(|row| data.tags.get(**row).contains(&tag));
        let posts = has.map(|row| steps[at(row)] += 1).count() as u64;
        Series {
            hashtag: data.hashtags.name(tag).to_owned(),
            posts,
            steps,
        }
    });
    let series = series.collect();
    let chosen = rows(data, filter);
    let mut active = active(data, &chosen);
    let (posts, writers) = (chosen.len() as u64, active.len() as u64);
    active.truncate(accounts);
    Survey {
        posts,
        accounts: writers,
        start,
        step,
        all,
        series,
        active,
    }
}

/// The posts that a filter lets through, in the order of the file.
pub fn rows(data: &DataSet, filter: &Filter) -> Vec<usize> {
    let wanted: Vec<u32> = filter
        .hashtags
        .iter()
        .filter_map(|tag| data.hashtags.find(tag))
        .collect();
    let has_tag = |row: usize| {
        filter.hashtags.is_empty() || data.tags.get(row).iter().any(|tag| wanted.contains(tag))
    };
    let is_repeated = |row: usize| data.duplicate.get(row).copied().unwrap_or(false);
    (0..data.len())
        .filter(|row| {
            let time = data.time[*row];
            filter.from.is_none_or(|from| time >= from)
                && filter.until.is_none_or(|until| time < until)
                && !(filter.originals_only && data.is_repost(*row))
                && !(filter.without_duplicates && is_repeated(*row))
                && has_tag(*row)
        })
        .collect()
}

/// Where the first step begins, how long each is, and how many there are.
fn steps(times: impl Iterator<Item = i64> + Clone) -> (i64, i64, usize) {
    let (Some(first), Some(last)) = (times.clone().min(), times.max()) else {
        return (0, STEPS[2], 0);
    };
    let fits = |step: &&i64| (last - first) / **step < MOST_STEPS;
    let longest = STEPS[STEPS.len() - 1];
    let step = STEPS.iter().find(fits).copied().unwrap_or_else(|| {
        let weeks = (last - first) / (longest * MOST_STEPS) + 1;
        longest * weeks
    });
    let start = first.div_euclid(step) * step;
    (start, step, ((last - start) / step + 1) as usize)
}

fn most_used(data: &DataSet, rows: &[usize], most: usize) -> Vec<u32> {
    let mut counts = vec![0u64; data.hashtags.len()];
    for row in rows {
        let mut tags = data.tags.get(*row).to_vec();
        tags.sort_unstable();
        tags.dedup();
        tags.iter().for_each(|tag| counts[*tag as usize] += 1);
    }
    let mut tags: Vec<u32> = (0..counts.len() as u32)
        .filter(|tag| counts[*tag as usize] > 0)
        .collect();
    tags.sort_by_key(|tag| {
        let used = counts[*tag as usize];
        (std::cmp::Reverse(used), data.hashtags.name(*tag))
    });
    tags.truncate(most);
    tags
}

/// Every account with a post among `rows`, the most active first.
fn active(data: &DataSet, rows: &[usize]) -> Vec<Active> {
    let mut parts: Vec<Option<Active>> = vec![None; data.accounts.len()];
    for row in rows {
        let account = data.account[*row];
        let part = parts[account as usize].get_or_insert(Active {
            account,
            posts: 0,
            reposts: 0,
            first: data.time[*row],
        });
        part.posts += 1;
        part.reposts += u32::from(data.is_repost(*row));
        part.first = part.first.min(data.time[*row]);
    }
    let mut active: Vec<Active> = parts.into_iter().flatten().collect();
    active.sort_by_key(|part| (std::cmp::Reverse(part.posts), part.first, part.account));
    active
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Options, Wanted, read};
    use std::ops::ControlFlow;

    const HOUR: i64 = 60 * MINUTE;

    fn data() -> DataSet {
        let file = "id,account,time,text,repost_id\n\
            1,a,2024-05-15T12:00:10Z,one #Red,\n\
            2,b,2024-05-15T12:40:00Z,two #red #blue,\n\
            3,a,2024-05-15T15:00:00Z,RT,1\n\
            3,a,2024-05-15T15:00:00Z,RT,1\n";
        let wanted = Wanted {
            hashtags: true,
            ..Wanted::KEYS
        };
        let options = Options::new(wanted);
        read(
            file.as_bytes(),
            &options,
            &mut |_| ControlFlow::Continue(()),
        )
        .expect("a table")
    }

    #[test]
    fn posts_are_counted_in_steps_by_hashtag_and_by_account() {
        let seen = survey(&data(), &Filter::default(), 1, 10);
        assert_eq!((seen.posts, seen.accounts), (4, 2));
        assert_eq!(seen.all.iter().sum::<u32>(), 4);
        assert_eq!(seen.series.len(), 1, "as many hashtags as asked");
        assert_eq!(
            (seen.series[0].hashtag.as_str(), seen.series[0].posts),
            ("red", 2)
        );
        assert_eq!((seen.active[0].posts, seen.active[0].reposts), (3, 2));
    }

    #[test]
    fn a_filter_narrows_the_counts_and_leaves_the_curve_whole() {
        let start = data().time[0].div_euclid(HOUR) * HOUR;
        let filter = Filter {
            until: Some(start + HOUR),
            originals_only: true,
            ..Filter::default()
        };
        let seen = survey(&data(), &filter, 3, 10);
        assert_eq!(seen.posts, 2, "two originals in the first hour");
        assert_eq!(seen.all.iter().sum::<u32>(), 2, "no post repeats another");
        let without = Filter {
            without_duplicates: true,
            ..Filter::default()
        };
        assert_eq!(survey(&data(), &without, 3, 10).posts, 3);
    }

    #[test]
    fn a_long_span_has_no_more_steps_than_a_drawing_can_show() {
        let (start, step, count) = steps([0, 40 * 365 * 24 * HOUR].into_iter());
        assert!(count as i64 <= MOST_STEPS + 1, "{count} steps");
        assert_eq!((start, step % STEPS[5]), (0, 0));
    }
}
