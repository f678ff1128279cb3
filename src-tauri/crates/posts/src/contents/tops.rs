//! The most active accounts, who came first, and what occurs most.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{most, tally};
use crate::{DataSet, Profile};

/// How often something occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// What.
    pub name: String,
    /// In how many posts.
    pub posts: u64,
    /// By how many accounts.
    pub accounts: u64,
}

/// An account among the posts looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Its id, or its handle where the file has no ids.
    pub account: String,
    /// All its posts.
    pub posts: u64,
    /// Those that repeat another one.
    pub reposts: u64,
    /// The moment of its first post, in milliseconds since 1970 UTC.
    pub first: i64,
    /// The moment of its last.
    pub last: i64,
    /// Where that first post stands among the data set's posts, from 0.
    pub first_post: u32,
    /// What the file says of it. The place is what the account says of itself, or its platform
    /// in its name; no one has checked it.
    pub profile: Profile,
    /// The part of the bio around the word that was asked for, as it stands.
    pub bio_quote: Option<String>,
}

/// What stands out among posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tops {
    /// Posts looked at.
    pub posts: u64,
    /// Those that repeat another one.
    pub reposts: u64,
    /// Accounts among them.
    pub accounts: u64,
    /// Accounts whose bio holds the word asked for.
    pub with_word: u64,
    /// Accounts by the state the file names.
    pub states: Vec<Count>,
    /// The accounts with most posts.
    pub active: Vec<Standing>,
    /// The accounts that posted first.
    pub first: Vec<Standing>,
    /// Hashtags.
    pub hashtags: Vec<Count>,
    /// Hashtags in the order they stand in a post, two and more.
    pub sequences: Vec<Count>,
    /// Domains of links.
    pub domains: Vec<Count>,
    /// Languages.
    pub languages: Vec<Count>,
}

/// The `limit` greatest of everything from the `skip`-th on; bios are searched for `word`.
pub fn tops(data: &DataSet, posts: &[u32], word: &str, skip: usize, limit: usize) -> Tops {
    let by_account = by_account(data, posts);
    let word = evidence::fold::fold(word.trim());
    let standing = |own: &Own| own.standing(data, &word);
    let mut active: Vec<&Own> = by_account.iter().collect();
    active.sort_by_key(|own| (std::cmp::Reverse(own.posts), own.account));
    let mut first: Vec<&Own> = by_account.iter().collect();
    first.sort_by_key(|own| (own.first, own.first_post));
    let names_word = |own: &&Own| {
        let profile = data.profiles.get(own.account as usize);
        profile.is_some_and(|profile| quote(profile, &word).is_some())
    };
    let page = |all: &[&Own]| {
        let page = all.iter().skip(skip).take(limit);
        page.map(|own| standing(own)).collect()
    };
    Tops {
        posts: posts.len() as u64,
        reposts: posts
            .iter()
            .filter(|at| data.is_repost(**at as usize))
            .count() as u64,
        accounts: by_account.len() as u64,
        with_word: by_account.iter().filter(names_word).count() as u64,
        states: states(data, &by_account),
        active: page(&active),
        first: page(&first),
        hashtags: counts(
            data,
            posts,
            limit,
            data.hashtags.len(),
            |at| data.tags.get(at).to_vec(),
            |number| data.hashtags.name(number).to_owned(),
        ),
        sequences: sequences(data, posts, limit),
        domains: counts(
            data,
            posts,
            limit,
            data.domains.len(),
            |at| data.link_domains.get(at).to_vec(),
            |number| data.domains.name(number).to_owned(),
        ),
        languages: counts(
            data,
            posts,
            limit,
            data.languages.len(),
            |at| data.language.get(at).copied().into_iter().collect(),
            |number| data.languages.name(number).to_owned(),
        ),
    }
}

/// One account's share of the posts.
struct Own {
    account: u32,
    posts: u64,
    reposts: u64,
    first: i64,
    last: i64,
    first_post: u32,
}

fn by_account(data: &DataSet, posts: &[u32]) -> Vec<Own> {
    let mut place = vec![u32::MAX; data.accounts.len()];
    let mut all: Vec<Own> = Vec::new();
    for at in posts {
        let account = data.account[*at as usize];
        let time = data.time[*at as usize];
        let slot = &mut place[account as usize];
        if *slot == u32::MAX {
            *slot = all.len() as u32;
            all.push(Own {
                account,
                posts: 0,
                reposts: 0,
                first: time,
                last: time,
                first_post: *at,
            });
        }
        let own = &mut all[*slot as usize];
        own.posts += 1;
        own.reposts += u64::from(data.is_repost(*at as usize));
        if time < own.first {
            (own.first, own.first_post) = (time, *at);
        }
        own.last = own.last.max(time);
    }
    all
}

impl Own {
    fn standing(&self, data: &DataSet, word: &str) -> Standing {
        let profile = data.profiles.get(self.account as usize);
        let profile = profile.cloned().unwrap_or_default();
        Standing {
            account: data.accounts.name(self.account).to_owned(),
            posts: self.posts,
            reposts: self.reposts,
            first: self.first,
            last: self.last,
            first_post: self.first_post,
            bio_quote: quote(&profile, word),
            profile,
        }
    }
}

/// Some words of the bio around a folded word, cut from the bio as it stands.
fn quote(profile: &Profile, word: &str) -> Option<String> {
    const AROUND: usize = 3;
    let bio = profile.bio.as_deref()?;
    if word.is_empty() || !evidence::fold::fold(bio).contains(word) {
        return None;
    }
    let words: Vec<&str> = bio.split_whitespace().collect();
    let first = word.split_whitespace().next()?;
    let at = words
        .iter()
        .position(|one| evidence::fold::fold(one).contains(first))
        .unwrap_or(0);
    let end = words
        .len()
        .min(at + AROUND + word.split_whitespace().count());
    Some(words[at.saturating_sub(AROUND)..end].join(" "))
}

fn states(data: &DataSet, by_account: &[Own]) -> Vec<Count> {
    let mut counts: Vec<Count> = Vec::new();
    for own in by_account {
        let profile = data.profiles.get(own.account as usize);
        let Some(state) = profile.and_then(|profile| profile.state.as_deref()) else {
            continue;
        };
        let at = counts.iter().position(|count| count.name == state);
        let at = at.unwrap_or_else(|| {
            counts.push(Count {
                name: state.to_owned(),
                posts: 0,
                accounts: 0,
            });
            counts.len() - 1
        });
        counts[at].posts += own.posts;
        counts[at].accounts += 1;
    }
    counts.sort_by_key(|count| std::cmp::Reverse(count.accounts));
    counts
}

fn counts(
    data: &DataSet,
    posts: &[u32],
    limit: usize,
    names: usize,
    of: impl Fn(usize) -> Vec<u32>,
    name: impl Fn(u32) -> String,
) -> Vec<Count> {
    let each = |at: &u32| {
        let mut numbers = of(*at as usize);
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    let top = most(&tally(posts.iter().flat_map(each), names), limit);
    let mut users: HashMap<u32, Vec<u32>> = top.iter().map(|(one, _)| (*one, Vec::new())).collect();
    for at in posts {
        for number in each(at) {
            if let Some(users) = users.get_mut(&number) {
                users.push(data.account[*at as usize]);
            }
        }
    }
    let count = |(number, posts): &(u32, u64)| Count {
        name: name(*number),
        posts: *posts,
        accounts: users.get_mut(number).map_or(0, different),
    };
    let mut count = count;
    top.iter().map(&mut count).collect()
}

fn different(numbers: &mut Vec<u32>) -> u64 {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len() as u64
}

fn sequences(data: &DataSet, posts: &[u32], limit: usize) -> Vec<Count> {
    let mut found: HashMap<&[u32], (u64, Vec<u32>)> = HashMap::new();
    for at in posts {
        let tags = data.tags.get(*at as usize);
        if tags.len() >= 2 {
            let (posts, users) = found.entry(tags).or_default();
            *posts += 1;
            users.push(data.account[*at as usize]);
        }
    }
    let mut all: Vec<_> = found.into_iter().collect();
    all.sort_by(|one, other| (other.1.0, one.0).cmp(&(one.1.0, other.0)));
    all.truncate(limit);
    let name = |tags: &[u32]| {
        let names = tags
            .iter()
            .map(|tag| format!("#{}", data.hashtags.name(*tag)));
        names.collect::<Vec<_>>().join(" ")
    };
    let count = |(tags, (posts, mut users)): (&[u32], (u64, Vec<u32>))| Count {
        name: name(tags),
        posts,
        accounts: different(&mut users),
    };
    all.into_iter().map(count).collect()
}
