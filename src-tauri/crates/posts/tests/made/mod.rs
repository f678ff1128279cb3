//! Synthetic data sets whose truth is known.

use std::collections::BTreeSet;

use posts::{DataSet, key_of};

/// A data set and the accounts that act together in it.
#[allow(dead_code, reason = "each test uses a part")]
pub(crate) struct Made {
    pub(crate) data: DataSet,
    pub(crate) planted: BTreeSet<u32>,
}

struct Lot(u64);

impl Lot {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// Small numbers often, large ones seldom, as activity and popularity are spread.
    fn skewed(&mut self, bound: u64) -> u64 {
        let part = self.below(1 << 20) as f64 / (1 << 20) as f64;
        (part.powi(3) * bound as f64) as u64
    }
}

type Post = (i64, String, String);

fn data_set(mut posts: Vec<Post>, tag: &str) -> DataSet {
    posts.sort();
    let mut data = DataSet::default();
    for (at, (time, account, text)) in posts.iter().enumerate() {
        let account = data.accounts.number(account);
        data.account.push(account);
        data.time.push(*time * 1_000);
        data.id.push(key_of(format!("post {at}").as_bytes()) as u64);
        data.text.push(key_of(text.as_bytes()));
        let tag = data.hashtags.number(tag);
        data.tags.push([tag]);
        data.duplicate.push(false);
    }
    data
}

/// A week of 50,000 posts by 6,000 accounts; 300 of them post prepared texts within a minute of
/// each other, six times each, and as many posts of their own: half of what they post is diluted.
/// Everyone else posts own words, and common phrases now and then.
pub(crate) fn campaign(seed: u64) -> Made {
    let mut lot = Lot(seed);
    let week = 7 * 86_400;
    let mut posts: Vec<Post> = Vec::new();
    for wave in 0..60u64 {
        let start = lot.below(week as u64 - 100) as i64;
        for member in 0..30 {
            let account = (wave * 30 + member + lot.below(5)) % 300;
            let time = start + lot.below(45) as i64;
            posts.push((
                time,
                format!("planted {account}"),
                format!("prepared text {wave}"),
            ));
        }
    }
    for at in 0..1_800u64 {
        let time = lot.below(week as u64) as i64;
        posts.push((
            time,
            format!("planted {}", at % 300),
            format!("own words {at}"),
        ));
    }
    while posts.len() < 50_000 {
        let time = lot.below(week as u64) as i64;
        let account = format!("other {}", lot.skewed(5_700));
        let text = match lot.below(10) {
            0 => format!("common phrase {}", lot.skewed(400)),
            _ => format!("words of its own {}", posts.len()),
        };
        posts.push((time, account, text));
    }
    let data = data_set(posts, "anything");
    let planted = (0..300).filter_map(|at| data.accounts.find(&format!("planted {at}")));
    let planted = planted.collect();
    Made { data, planted }
}

/// One evening on which 4,000 accounts repeat one of 40 headlines, most in the first minutes.
pub(crate) fn viral(seed: u64) -> DataSet {
    let mut lot = Lot(seed);
    let mut posts = Vec::new();
    for _ in 0..12_000 {
        let time = lot.skewed(4 * 3_600) as i64;
        let account = format!("reader {}", lot.below(4_000));
        posts.push((time, account, format!("headline {}", lot.skewed(40))));
    }
    data_set(posts, "event")
}

/// Five matches; at every goal whoever of 900 fans is watching posts one of three chants.
#[allow(dead_code, reason = "each test uses a part")]
pub(crate) fn fans(seed: u64) -> DataSet {
    let mut lot = Lot(seed);
    let mut posts = Vec::new();
    for game in 0..5i64 {
        for _ in 0..4 {
            let goal = game * 604_800 + lot.below(3_000) as i64;
            for _ in 0..300 {
                let time = goal + lot.skewed(240) as i64;
                let account = format!("fan {}", lot.below(900));
                posts.push((time, account, format!("chant {}", lot.below(3))));
            }
        }
        for at in 0..200 {
            let time = game * 604_800 + lot.below(7_200) as i64;
            let account = format!("fan {}", lot.below(900));
            posts.push((time, account, format!("what I think {game} {at}")));
        }
    }
    data_set(posts, "ourteam")
}
