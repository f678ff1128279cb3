//! What else could look like acting together: the known false positives, looked for and named.

mod french;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::network::{By, Edge, Meeting, accounts_in};
use crate::{DataSet, EMPTY_TEXT, Key, Resolution, key_of};

/// Something a reader of a finding has to weigh.
#[derive(Debug, Clone, Eq, Serialize, Deserialize)]
pub struct Caveat {
    /// Which one it is.
    pub kind: CaveatKind,
    /// An English sentence with its figures.
    pub text: String,
    /// The figures and words that change in the sentence, for one in another language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<String>,
}

/// A record of before there were figures says the same.
impl PartialEq for Caveat {
    fn eq(&self, other: &Self) -> bool {
        (self.kind, &self.text) == (other.kind, &other.text)
    }
}

impl Caveat {
    /// The sentence in the BCP 47 language of a report; in English where there are no words.
    pub fn text_in(&self, lang: &str) -> String {
        let primary = lang.split(['-', '_']).next().unwrap_or_default();
        let french = primary
            .eq_ignore_ascii_case("fr")
            .then(|| french::text(self));
        french.flatten().unwrap_or_else(|| self.text.clone())
    }

    /// With what changes in its sentence.
    pub(crate) fn with<const N: usize>(mut self, figures: [&dyn ToString; N]) -> Caveat {
        self.figures = figures.map(|figure| figure.to_string()).into();
        self
    }
}

/// The false positives that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaveatKind {
    /// Stamps coarser than seconds widen the window.
    CoarseStamps,
    /// Most posts carry one hashtag: the data were collected by it.
    CollectionWord,
    /// Letters are compared, and not what they mean.
    LettersOnly,
    /// Posts with too few letters to be compared.
    ShortTexts,
    /// Posts of which nothing is left but mentions count as the same text.
    BlankTexts,
    /// One and the same text over days, by many: a share button or a greeting.
    ShareButton,
    /// Pairs that share nearly everything within a second: one publisher's pages, or a tool.
    TwinPages,
    /// One thing makes most of the pairs: it went viral.
    ViralThing,
    /// Accounts so active that they meet anyone.
    HyperactiveAccounts,
    /// Short links differ for the same page, and hide it.
    ShortLinks,
    /// Pictures that were not compared.
    PicturesNotCompared,
    /// Pictures that are the same only when turned or mirrored.
    TurnedPictures,
    /// Stock pictures, memes and logos are everybody's.
    SharedPictures,
    /// Copies that are not recognised as such.
    UnseenCopies,
    /// Rows with the id of an earlier row.
    RepeatedIds,
    /// Ids that a spreadsheet rounded.
    RoundedIds,
    /// What was deleted or not collected is not seen.
    Incomplete,
    /// People also act together openly.
    OpenActivity,
}

impl CaveatKind {
    /// `coarse-stamps`, as in a record.
    pub fn word(self) -> String {
        let word = serde_json::to_value(self).ok();
        let word = word.as_ref().and_then(serde_json::Value::as_str);
        word.unwrap_or_default().to_owned()
    }
}

/// What a network was made from.
pub struct Seen<'a> {
    /// The data set.
    pub data: &'a DataSet,
    /// What posts had in common; `None` for texts that are alike and the same picture.
    pub by: Option<By>,
    /// The window in milliseconds.
    pub within: i64,
    /// The pairs of accounts that count, undirected.
    pub edges: &'a [Edge],
    /// The posts behind them.
    pub meetings: &'a [Meeting],
    /// Hashtags, links and so on that were left out.
    pub without: &'a [Key],
}

const SHORTENERS: [&str; 14] = [
    "t.co",
    "bit.ly",
    "goo.gl",
    "ow.ly",
    "buff.ly",
    "tinyurl.com",
    "is.gd",
    "dlvr.it",
    "fb.me",
    "ift.tt",
    "trib.al",
    "cutt.ly",
    "lnkd.in",
    "rb.gy",
];

const DAY: i64 = 86_400_000;

/// Everything that applies, the two that always do last.
pub fn look(seen: &Seen<'_>) -> Vec<Caveat> {
    let found = [
        coarse_stamps(seen),
        collection_word(seen),
        blank_texts(seen),
        share_button(seen),
        twin_pages(seen),
        viral_thing(seen),
        hyperactive_accounts(seen),
        short_links(seen),
        repeated_ids(seen),
        Some(caveat(
            CaveatKind::Incomplete,
            "Posts that were deleted before the data were collected, or that the collection left out, are not counted.".to_owned(),
        )),
        Some(caveat(
            CaveatKind::OpenActivity,
            "Fans, activists and members of a party also act together, and openly; media repeat each other. Acting together is no proof of deception.".to_owned(),
        )),
    ];
    found.into_iter().flatten().collect()
}

/// The hashtag that at least four in five posts carry, if the data have one: by all appearance
/// the word they were collected by.
pub fn collection_words(data: &DataSet) -> Vec<u32> {
    let mut posts = vec![0usize; data.hashtags.len()];
    let mut once = HashSet::new();
    for at in 0..data.tags.len() {
        once.clear();
        let tags = data.tags.get(at).iter();
        tags.filter(|tag| once.insert(**tag))
            .for_each(|tag| posts[*tag as usize] += 1);
    }
    let most = |tag: &u32| data.len() >= 20 && posts[*tag as usize] * 5 >= data.len() * 4;
    (0..data.hashtags.len() as u32).filter(most).collect()
}

pub(crate) fn caveat(kind: CaveatKind, text: String) -> Caveat {
    Caveat {
        kind,
        text,
        figures: Vec::new(),
    }
}

fn coarse_stamps(seen: &Seen<'_>) -> Option<Caveat> {
    let grain = seen.data.resolution.milliseconds();
    (seen.data.resolution.milliseconds() > Resolution::Second.milliseconds()).then(|| {
        let most = (seen.within / grain * grain + grain) / 1_000;
        caveat(
            CaveatKind::CoarseStamps,
            format!(
                "The stamps are exact to the {} only: a window of {} seconds reaches up to {most} seconds.",
                seen.data.resolution.word(),
                seen.within / 1_000,
            ),
        )
        .with([&seen.data.resolution.word(), &(seen.within / 1_000), &most])
    })
}

fn collection_word(seen: &Seen<'_>) -> Option<Caveat> {
    let words = collection_words(seen.data);
    let key = |tag: &u32| key_of(seen.data.hashtags.name(*tag).as_bytes());
    let (out, left): (Vec<u32>, Vec<u32>) = words
        .iter()
        .partition(|tag| seen.without.contains(&key(tag)));
    let names = |tags: &[u32]| {
        let names: Vec<String> = tags
            .iter()
            .map(|tag| format!("#{}", seen.data.hashtags.name(*tag)))
            .collect();
        names.join(", ")
    };
    let kind = CaveatKind::CollectionWord;
    let found = match (out.is_empty(), left.is_empty()) {
        (true, true) => return None,
        (false, true) => caveat(kind, format!(
            "Nearly every post carries {}; the data look collected by it, and it was left out.",
            names(&out)
        ))
        .with([&names(&out), &"out"]),
        _ => caveat(kind, format!(
            "Nearly every post carries {}; the data look collected by it, so having it in common says nothing.",
            names(&left)
        ))
        .with([&names(&left), &"left"]),
    };
    Some(found)
}

fn blank_texts(seen: &Seen<'_>) -> Option<Caveat> {
    if seen.by != Some(By::Text) {
        return None;
    }
    let blank = |row: u32| seen.data.text.get(row as usize) == EMPTY_TEXT;
    let pairs = seen
        .meetings
        .iter()
        .filter(|meeting| blank(meeting.older))
        .count();
    (pairs > 0).then(|| {
        caveat(
            CaveatKind::BlankTexts,
            format!("{pairs} pairs of posts have no words beside mentions; CNT counts them as the same text."),
        )
        .with([&pairs])
    })
}

/// The rows of each thing that makes meetings.
fn rows_by_thing(meetings: &[Meeting]) -> HashMap<u32, Vec<&Meeting>> {
    let mut things: HashMap<u32, Vec<&Meeting>> = HashMap::new();
    for meeting in meetings {
        things.entry(meeting.thing).or_default().push(meeting);
    }
    things
}

fn share_button(seen: &Seen<'_>) -> Option<Caveat> {
    if !matches!(seen.by, Some(By::Text) | Some(By::Hashtags)) {
        return None;
    }
    let steady = steady_things(seen.data, seen.meetings);
    (steady > 0).then(|| {
        caveat(
            CaveatKind::ShareButton,
            format!("{steady} texts come from twenty accounts or more over more than three days: a share button, a greeting or a prayer would look the same."),
        )
        .with([&steady])
    })
}

/// Things that come from twenty accounts or more over more than three days.
pub(crate) fn steady_things(data: &DataSet, meetings: &[Meeting]) -> usize {
    let is_steady = |meetings: &&Vec<&Meeting>| {
        let rows: HashSet<u32> = meetings
            .iter()
            .flat_map(|met| [met.older, met.younger])
            .collect();
        let times = || rows.iter().map(|row| data.time[*row as usize]);
        let accounts: HashSet<u32> = rows.iter().map(|row| data.account[*row as usize]).collect();
        let span = times().max().unwrap_or(0) - times().min().unwrap_or(0);
        accounts.len() >= 20 && span > 3 * DAY
    };
    rows_by_thing(meetings).values().filter(is_steady).count()
}

fn posts_by_account(data: &DataSet) -> Vec<u32> {
    let mut posts = vec![0; data.accounts.len()];
    data.account
        .iter()
        .for_each(|account| posts[*account as usize] += 1);
    posts
}

fn twin_pages(seen: &Seen<'_>) -> Option<Caveat> {
    let mut shared: HashMap<(u32, u32), (u32, i64)> = HashMap::new();
    for meeting in seen.meetings {
        let of = |row: u32| seen.data.account[row as usize];
        let (one, other) = (of(meeting.older), of(meeting.younger));
        let pair = shared.entry((one.min(other), one.max(other))).or_default();
        *pair = (pair.0 + 1, pair.1 + meeting.gap);
    }
    let posts = posts_by_account(seen.data);
    let is_twin = |((one, other), (met, gaps)): &(&(u32, u32), &(u32, i64))| {
        let fewer = posts[*one as usize].min(posts[*other as usize]);
        *met >= 20 && *gaps <= i64::from(*met) * 1_000 && met * 5 >= fewer * 4
    };
    let twins = shared.iter().filter(is_twin).count();
    (twins > 0).then(|| {
        caveat(
            CaveatKind::TwinPages,
            format!("{twins} pairs of accounts post nearly everything within a second of each other: pages of one publisher or a cross-posting tool fit as well as a campaign."),
        )
        .with([&twins])
    })
}

fn viral_thing(seen: &Seen<'_>) -> Option<Caveat> {
    let most = rows_by_thing(seen.meetings).values().map(Vec::len).max()?;
    (most >= 20 && most * 2 > seen.meetings.len()).then(|| {
        let part = most * 100 / seen.meetings.len();
        caveat(
            CaveatKind::ViralThing,
            format!("One thing makes {part} of 100 pairs of posts: what goes viral brings strangers together."),
        )
        .with([&part])
    })
}

fn hyperactive_accounts(seen: &Seen<'_>) -> Option<Caveat> {
    const BUSY: u32 = 100;
    let pairs = seen.edges;
    let posts = posts_by_account(seen.data);
    let mut may_be_busy = vec![false; posts.len()];
    for account in pairs.iter().flat_map(|pair| [pair.a, pair.b]) {
        may_be_busy[account as usize] = posts[account as usize] > BUSY;
    }
    let mut days: HashMap<(u32, i64), u32> = HashMap::new();
    for (account, time) in seen.data.account.iter().zip(&seen.data.time) {
        if may_be_busy[*account as usize] {
            *days.entry((*account, time.div_euclid(DAY))).or_default() += 1;
        }
    }
    let busy: HashSet<u32> = days
        .iter()
        .filter(|(_, posts)| **posts > BUSY)
        .map(|((account, _), _)| *account)
        .collect();
    (!busy.is_empty()).then(|| {
        caveat(
            CaveatKind::HyperactiveAccounts,
            format!(
                "{} of {} accounts posted more than a hundred times on some day; accounts this active meet many others without meaning to.",
                busy.len(),
                accounts_in(pairs)
            ),
        )
        .with([&busy.len(), &accounts_in(pairs)])
    })
}

fn short_links(seen: &Seen<'_>) -> Option<Caveat> {
    if seen.by != Some(By::Link) {
        return None;
    }
    let short: HashSet<u32> = SHORTENERS
        .iter()
        .filter_map(|name| seen.data.domains.find(name))
        .collect();
    let all = seen.data.link_domains.items();
    let count = all.iter().filter(|domain| short.contains(domain)).count();
    (count > 0).then(|| {
        caveat(
            CaveatKind::ShortLinks,
            format!("{count} of {} links are short links, which differ from post to post for the same page: accounts that share pages this way are missed.", all.len()),
        )
        .with([&count, &all.len()])
    })
}

fn repeated_ids(seen: &Seen<'_>) -> Option<Caveat> {
    let rounded = seen.data.mangled;
    if rounded > 0 {
        return Some(caveat(
            CaveatKind::RoundedIds,
            format!(
                "{rounded} ids were rounded by a spreadsheet; posts that share such an id were taken for one."
            ),
        )
        .with([&rounded]));
    }
    let repeated = seen.data.duplicates;
    (repeated > 0).then(|| {
        caveat(
            CaveatKind::RepeatedIds,
            format!("{repeated} rows have the id of an earlier row; the first one counts."),
        )
        .with([&repeated])
    })
}
