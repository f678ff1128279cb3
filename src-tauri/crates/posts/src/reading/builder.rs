//! Turns rows of words into columns.

use std::hint::black_box;

use evidence::{Said, said};

use memchr::memchr2;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::known;
use super::mapping::{FIELDS, Field, Mapping};
use super::seen::Seen;
use super::stamp::{Stamp, Zone};
use super::{ObjectKind, Options, Wanted};
use crate::data_set::{DataSet, Profile, Remark, Resolution, Row};
use crate::key::{Key, NONE, key_of};
use crate::lists;
use crate::sieve::Sieves;
use crate::text::{TextFold, domain_of, hashtags_in, links_in};

/// How many remarks on single rows are kept.
const REMARKS: usize = 100;

/// One row's words by field; empty where the file has none.
pub(super) struct Values<'a>([&'a str; FIELDS]);

impl<'a> Values<'a> {
    pub(super) fn new() -> Values<'a> {
        Values([""; FIELDS])
    }

    pub(super) fn set(&mut self, field: Field, value: &'a str) {
        self.0[field as usize] = value;
    }

    pub(super) fn get(&self, field: Field) -> &'a str {
        self.0[field as usize]
    }
}

/// The newest row that told of an account.
#[derive(Clone, Copy)]
struct Profiled {
    time: i64,
    /// What it told, hashed: most rows of an account tell the same.
    told: Option<u64>,
}

impl Default for Profiled {
    fn default() -> Self {
        Profiled {
            time: i64::MIN,
            told: None,
        }
    }
}

/// Gathers columns; the names of accounts, hashtags and the rest stay with it.
pub(super) struct Builder {
    /// Names, counts and remarks of the whole, columns of the posts since the last taking.
    pub(super) set: DataSet,
    wanted: Wanted,
    objects: ObjectKind,
    has: [bool; FIELDS],
    /// What the file says of accounts.
    told: Vec<Field>,
    mapping: Mapping,
    zone: Option<Zone>,
    fold: TextFold,
    seen: Seen,
    grain: Grain,
    profiled: Vec<Profiled>,
    has_snowflakes: bool,
    /// Links are what stands between spaces, nothing else: CNT's answers are met to the letter.
    is_cnt: bool,
    /// Stamps are seconds from any beginning, as in the tools that count with them.
    counts_seconds: bool,
    tags: Vec<u32>,
    links: Vec<Key>,
    link_domains: Vec<u32>,
    room: String,
    sieves: Sieves,
}

impl Builder {
    pub(super) fn new(mapping: &Mapping, options: &Options) -> Builder {
        let mut has = [false; FIELDS];
        for field in mapping.columns.keys() {
            has[*field as usize] = true;
        }
        const TOLD: [Field; 7] = [
            Field::Handle,
            Field::Name,
            Field::Bio,
            Field::Place,
            Field::Created,
            Field::Followers,
            Field::State,
        ];
        let told = TOLD.into_iter().filter(|field| has[*field as usize]);
        let format = mapping.format.as_deref().unwrap_or_default();
        Builder {
            set: DataSet::default(),
            wanted: options.wanted,
            objects: options.objects,
            has,
            told: told.collect(),
            mapping: mapping.clone(),
            zone: options.zone,
            fold: TextFold::default(),
            seen: Seen::new(),
            grain: Grain::default(),
            profiled: Vec::new(),
            has_snowflakes: format.starts_with("X API"),
            is_cnt: format == known::CNT,
            counts_seconds: matches!(format, known::CNT | known::COORTWEET),
            tags: Vec::new(),
            links: Vec::new(),
            link_domains: Vec::new(),
            room: String::new(),
            sieves: Sieves::default(),
        }
    }

    fn has(&self, field: Field) -> bool {
        self.has[field as usize]
    }

    /// The numbers of the accounts of rows that follow one another, where they were met before.
    /// Asked one by one, each would wait for memory; asked together, they wait at the same time.
    pub(super) fn known_accounts<'a>(
        &self,
        names: impl Iterator<Item = Option<&'a [u8]>>,
    ) -> Vec<Option<u32>> {
        let keys: Vec<Key> = names.map(|name| name.map_or(NONE, key_of)).collect();
        let find = |key: &Key| self.set.accounts.with_key(*key);
        let numbers: Vec<Option<u32>> = keys.iter().map(find).collect();
        // What is known of them is asked for next.
        let known = numbers.iter().flatten();
        let known = known.filter_map(|number| self.profiled.get(*number as usize));
        black_box(known.fold(0, |all, one| all ^ one.time));
        numbers
    }

    /// Takes one row; one that cannot be a post is counted and remarked on. The number of its
    /// account is given when it is known.
    pub(super) fn push(&mut self, values: &Values<'_>, account: Option<u32>, row: Row) {
        if let Err(problem) = self.take(values, account, row) {
            self.set.unread += 1;
            self.remark(Some(u64::from(row.line)), problem);
        }
    }

    /// Says something about a line, or about the whole.
    pub(super) fn remark(&mut self, line: Option<u64>, said: Said) {
        if line.is_none() || self.set.remarks.len() < REMARKS {
            self.set.remarks.push(Remark { line, said });
        }
    }

    fn take(&mut self, values: &Values<'_>, known: Option<u32>, row: Row) -> Result<(), Said> {
        let account = account_of(values)
            .ok_or_else(|| said!("row-without-account", "the row names no account"))?;
        let stamp = values.get(Field::Time);
        let time = self.time(stamp, values.get(Field::Id))?;
        let number = known.unwrap_or_else(|| self.set.accounts.number(account));
        self.set.account.push(number);
        self.set.time.push(time);
        if self.wanted.rows {
            self.set.row.push(row);
        }
        self.push_id(values.get(Field::Id));
        if self.has(Field::Object) {
            self.push_object(values.get(Field::Object));
        }
        let is_repost = self.push_repost(values);
        if self.wanted.reply && self.has(Field::Reply) {
            self.set.reply.push(id_key(values.get(Field::Reply)));
        }
        if self.wanted.sieves {
            const FOUND: [Field; 4] = [Field::Account, Field::Handle, Field::Name, Field::Links];
            self.sieves.push(FOUND.map(|field| values.get(field)));
        }
        self.push_text(values.get(Field::Text), is_repost);
        self.push_links(values);
        self.push_tags(values);
        self.push_pictures(values);
        if self.wanted.language && self.has(Field::Language) {
            let language = self
                .set
                .languages
                .number(values.get(Field::Language).trim());
            self.set.language.push(language);
        }
        if self.wanted.profiles {
            self.update_profile(number, time, values);
        }
        Ok(())
    }

    fn time(&mut self, stamp: &str, id: &str) -> Result<i64, Said> {
        let read = Stamp::parse(stamp, self.mapping.day_order)
            .or_else(|| self.counts_seconds.then(|| Stamp::counted(stamp))?)
            .ok_or_else(|| {
                said!(
                    "row-without-time",
                    "“{}” is no date and time",
                    shortened(stamp)
                )
            })?;
        let time = match (read.offset, self.zone) {
            (Some(offset), _) => read.local - offset,
            (None, _) if self.mapping.is_utc => read.local,
            (None, zone) => {
                self.set.unzoned += 1;
                zone.unwrap_or(Zone::UTC).utc(read.local)
            }
        };
        let finer = self.has_snowflakes.then(|| snowflake(id, time)).flatten();
        self.grain.take(finer.unwrap_or(read.local));
        Ok(finer.unwrap_or(time))
    }

    fn push_id(&mut self, id: &str) {
        let id = id.trim();
        if !self.has(Field::Id) || id.is_empty() {
            self.set.id.push(0);
            self.set.duplicate.push(false);
            return;
        }
        let key = key_of(id.as_bytes());
        let is_mangled = is_mangled(id);
        let is_new = is_mangled || self.seen.insert(id, key);
        self.set.mangled += u64::from(is_mangled);
        self.set.duplicates += u64::from(!is_new);
        self.set.id.push(if is_mangled { 0 } else { key as u64 });
        self.set.duplicate.push(!is_new);
    }

    fn push_object(&mut self, object: &str) {
        let key = id_key(object);
        match self.objects {
            ObjectKind::Repost => self.set.repost.push(key),
            ObjectKind::Text => self.set.text.push(key),
            ObjectKind::Reply => self.set.reply.push(key),
            ObjectKind::Link => {
                self.set.links.push((key != NONE).then_some(key));
                self.set.link_domains.push(None);
            }
            ObjectKind::Hashtags => {
                let number = self.set.hashtags.number(object.trim());
                self.set.tags.push([number]);
            }
        }
    }

    /// Without an id of the post that is repeated, its words say which one it is. Whether there
    /// is one.
    fn push_repost(&mut self, values: &Values<'_>) -> bool {
        if !self.has(Field::Repost) && !self.has(Field::IsRepost) {
            return false;
        }
        let mut key = id_key(values.get(Field::Repost));
        if key == NONE && is_true(values.get(Field::IsRepost)) {
            let text = self.fold.fold(values.get(Field::Text));
            let words = if text.is_empty() {
                values.get(Field::Id).as_bytes()
            } else {
                text
            };
            key = key_of(&[b"repost\0", words].concat());
        }
        self.set.repost.push(key);
        key != NONE
    }

    fn push_text(&mut self, text: &str, is_repost: bool) {
        if !self.has(Field::Text) {
            return;
        }
        let is_folded = self.wanted.text && !is_repost;
        let key = match (is_folded, self.wanted.sieves) {
            (true, true) => {
                let key = self.fold.key_heard(text, &mut self.sieves);
                self.sieves.end_text();
                key
            }
            (true, false) => self.fold.key(text),
            (false, true) => {
                self.sieves.add(text);
                NONE
            }
            (false, false) => NONE,
        };
        if self.wanted.text {
            self.set.text.push(key);
        }
        if self.wanted.texts {
            self.set.texts.push(text);
        }
    }

    fn push_links(&mut self, values: &Values<'_>) {
        if !self.wanted.links || !(self.has(Field::Links) || self.has(Field::Text)) {
            return;
        }
        let set = &mut self.set;
        let (keys, domains) = (&mut self.links, &mut self.link_domains);
        keys.clear();
        domains.clear();
        let mut take = |link: &str| {
            keys.push(key_of(link.as_bytes()));
            domains.push(domain_of(link).map_or(u32::MAX, |name| set.domains.number(&name)));
        };
        let field = values.get(Field::Links);
        match self.has[Field::Links as usize] {
            true if self.is_cnt => {
                let links = field.split(' ').filter(|link| !link.is_empty());
                links.for_each(take);
            }
            true => lists::for_each_link(field, &mut take),
            false => links_in(values.get(Field::Text)).for_each(take),
        }
        set.links.push(keys.iter().copied());
        set.link_domains.push(domains.iter().copied());
    }

    fn push_tags(&mut self, values: &Values<'_>) {
        if !self.wanted.hashtags || !(self.has(Field::Hashtags) || self.has(Field::Text)) {
            return;
        }
        self.tags.clear();
        let (set, tags) = (&mut self.set, &mut self.tags);
        let room = &mut self.room;
        let mut take = |tag: &str| tags.push(set.hashtags.number(lists::folded_tag(tag, room)));
        if self.has[Field::Hashtags as usize] {
            lists::for_each_tag(values.get(Field::Hashtags), &mut take);
        } else {
            hashtags_in(values.get(Field::Text)).for_each(take);
        }
        set.tags.push(self.tags.iter().copied());
    }

    fn push_pictures(&mut self, values: &Values<'_>) {
        if !self.wanted.pictures || !self.has(Field::Picture) {
            return;
        }
        let set = &mut self.set;
        let mut numbers = Vec::new();
        lists::for_each_picture(values.get(Field::Picture), &mut |name| {
            let number = set.picture_names.number(name);
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        });
        set.pictures.push(numbers);
    }

    /// The newest row of an account tells who it is; what it leaves out stays as it was.
    fn update_profile(&mut self, account: u32, time: i64, values: &Values<'_>) {
        if self.told.is_empty() {
            return;
        }
        let at = account as usize;
        if at >= self.set.profiles.len() {
            self.set.profiles.resize_with(at + 1, Profile::default);
            self.profiled.resize(at + 1, Profiled::default());
        }
        let told = self.told.iter().fold(0, |told, field| {
            xxh3_64_with_seed(values.get(*field).as_bytes(), told)
        });
        let known = &mut self.profiled[at];
        if known.told == Some(told) {
            known.time = known.time.max(time);
            return;
        }
        if time < known.time {
            return;
        }
        *known = Profiled {
            time,
            told: Some(told),
        };
        let profile = &mut self.set.profiles[at];
        replace(
            &mut profile.handle,
            values.get(Field::Handle).trim_start_matches('@'),
        );
        replace(&mut profile.name, values.get(Field::Name));
        replace(&mut profile.bio, values.get(Field::Bio));
        replace(&mut profile.place, values.get(Field::Place));
        replace(&mut profile.state, values.get(Field::State));
        let created = values.get(Field::Created);
        if !created.is_empty() && profile.created.is_none() {
            let stamp = Stamp::parse(created, self.mapping.day_order);
            profile.created = stamp.map(|stamp| stamp.local - stamp.offset.unwrap_or(0));
        }
        if let Some(followers) = lists::count(values.get(Field::Followers)) {
            profile.followers = Some(followers);
        }
    }

    /// Takes the columns gathered since the last time.
    pub(super) fn take_block(&mut self) -> DataSet {
        let mut block = DataSet::default();
        self.set.sieves = self.sieves.take();
        block.append(&mut self.set);
        block
    }

    /// How many posts were gathered since the last taking.
    pub(super) fn waiting(&self) -> usize {
        self.set.account.len()
    }

    /// What is known once every row was read: names, counts, resolution, remarks.
    pub(super) fn finish(mut self) -> DataSet {
        self.set.resolution = self.grain.resolution();
        self.set.profiles.resize_with(
            if self.set.profiles.is_empty() {
                0
            } else {
                self.set.accounts.len()
            },
            Profile::default,
        );
        self.set
    }
}

fn replace(field: &mut Option<String>, value: &str) {
    let value = value.trim();
    if !value.is_empty() && field.as_deref() != Some(value) {
        *field = Some(value.to_owned());
    }
}

/// The fields that can name the account, the best first.
pub(super) const ACCOUNT: [Field; 3] = [Field::Account, Field::Handle, Field::Name];

fn account_of<'a>(values: &Values<'a>) -> Option<&'a str> {
    let mut words = ACCOUNT.map(|field| values.get(field).trim()).into_iter();
    words.find(|word| !word.is_empty())
}

fn id_key(id: &str) -> Key {
    match id.trim() {
        "null" | "None" | "nan" | "NaN" => NONE,
        id => key_of(id.as_bytes()),
    }
}

fn is_true(value: &str) -> bool {
    let value = value.trim();
    let no = ["false", "no", "0", "f", "n", "none", "null", "nan"];
    !value.is_empty() && !no.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// A long number that a spreadsheet wrote as `1.01421E+18`.
fn is_mangled(id: &str) -> bool {
    let Some(mark) = memchr2(b'E', b'e', id.as_bytes()) else {
        return false;
    };
    let (digits, exponent) = (&id[..mark], &id[mark + 1..]);
    let is_number = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    };
    is_number(digits) && is_number(exponent.strip_prefix('+').unwrap_or_default())
}

/// The millisecond that an X id was given out in, when the stamp agrees.
fn snowflake(id: &str, time: i64) -> Option<i64> {
    const EPOCH: i64 = 1_288_834_974_657;
    let given = (id.trim().parse::<i64>().ok()? >> 22) + EPOCH;
    ((given - time).abs() < 1500).then_some(given)
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// What every stamp so far is a multiple of.
#[derive(Default)]
struct Grain {
    stamps: u64,
    parts: u64,
    seconds: u64,
    minutes: u64,
    hours: u64,
}

impl Grain {
    fn take(&mut self, local: i64) {
        self.stamps += 1;
        if local % 86_400_000 == 0 {
            return;
        }
        self.hours += 1;
        self.minutes += u64::from(local % 3_600_000 != 0);
        self.seconds += u64::from(local % 60_000 != 0);
        self.parts += u64::from(local % 1000 != 0);
    }

    /// Ten posts on a full minute are no chance; two may be.
    fn resolution(&self) -> Resolution {
        match self {
            Grain { parts: 1.., .. } => Resolution::Millisecond,
            Grain { seconds: 1.., .. } => Resolution::Second,
            Grain { stamps: 0..3, .. } => Resolution::Second,
            Grain { minutes: 1.., .. } => Resolution::Minute,
            Grain { hours: 1.., .. } => Resolution::Hour,
            _ => Resolution::Day,
        }
    }
}
