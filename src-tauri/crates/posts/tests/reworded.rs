//! Reworded copies are exactly those that D3lta's grapheme level gives, and no pair is lost.

use std::collections::BTreeSet;

use posts::DataSet;
use posts::network::{Rule, Unanswered, Weight};
use posts::reworded::{FEWEST_LETTERS, Reworded, SIMILARITY, graphemes, similarity};
use serde::Deserialize;

fn go_on() -> Result<(), Unanswered> {
    Ok(())
}

/// What the package itself gave for invented texts.
#[derive(Deserialize)]
struct Vectors {
    texts: Vec<Vector>,
    /// Two texts, D3lta's similarity as Python writes it, and whether that is a copy-pasta.
    pairs: Vec<(usize, usize, String, bool)>,
}

#[derive(Deserialize)]
struct Vector {
    text: String,
    graphemes: String,
    compared: bool,
}

/// The committed ones, or those of the file that `PLUMB_D3LTA_VECTORS` names.
#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs the test says where more of them are"
)]
fn vectors() -> Vectors {
    let read = match std::env::var_os("PLUMB_D3LTA_VECTORS") {
        Some(path) => std::fs::read_to_string(path).expect("the file is there"),
        None => include_str!("vectors/d3lta.json").to_owned(),
    };
    serde_json::from_str(&read).expect("they are JSON")
}

#[test]
fn a_text_is_read_as_d3lta_reads_it() {
    for vector in vectors().texts {
        let letters = graphemes(&vector.text);
        assert_eq!(letters, vector.graphemes, "{:?}", vector.text);
        let is_compared = letters.chars().count() >= FEWEST_LETTERS;
        assert_eq!(is_compared, vector.compared, "{:?}", vector.text);
    }
}

#[test]
fn two_texts_are_as_alike_as_d3lta_says_to_the_last_bit() {
    let Vectors { texts, pairs } = vectors();
    for (one, other, score, is_copy) in pairs {
        let (one, other) = (&texts[one].text, &texts[other].text);
        let found = similarity(one, other).unwrap();
        let score: f64 = score.parse().unwrap();
        assert_eq!(found.to_bits(), score.to_bits(), "{one:?} {other:?}");
        assert_eq!(found > SIMILARITY, is_copy, "{one:?} {other:?}");
    }
    assert_eq!(similarity("@nobody", "some words"), None);
}

#[test]
fn pairs_are_those_that_d3lta_calls_copies() {
    let Vectors { texts, pairs } = vectors();
    let mut data = DataSet::default();
    for vector in &texts {
        data.texts.push(&vector.text);
        data.time.push(0);
        data.account.push(0);
    }
    let found = Reworded::of(&data, |_| true, SIMILARITY, 0, &mut go_on).unwrap();
    let found: BTreeSet<(u32, u32)> = found.pairs().iter().copied().collect();
    for (one, other, _, is_copy) in pairs.into_iter().filter(|pair| pair.0 != pair.1) {
        let pair = (one.min(other) as u32, one.max(other) as u32);
        let expected = is_copy && texts[one].compared && texts[other].compared;
        let words = (&texts[one].text, &texts[other].text);
        assert_eq!(found.contains(&pair), expected, "{words:?}");
    }
}

/// Made posts: templates of which letters are changed, dropped and put in, some more than the
/// threshold allows, and some as often as it just allows.
fn reworded(seed: u64) -> DataSet {
    let mut state = seed;
    let mut draw = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let alphabet: Vec<char> = "abcdefgəşжщאבעربحिな漢字😀 ".chars().collect();
    let templates: Vec<Vec<char>> = (0..6)
        .map(|at| {
            (0..25 + at * 30)
                .map(|_| alphabet[draw(20) as usize])
                .collect()
        })
        .collect();
    let mut data = DataSet::default();
    for _ in 0..250 {
        let account = data.accounts.number(&format!("account {}", draw(40)));
        data.account.push(account);
        data.time.push(draw(800) as i64 * 1_000);
        let mut text = templates[draw(6) as usize].clone();
        let changes = [0, 1, draw(2 + text.len() as u64 / 2)][draw(3) as usize];
        for _ in 0..changes {
            let at = draw(text.len() as u64) as usize;
            let letter = alphabet[draw(alphabet.len() as u64) as usize];
            match draw(3) {
                0 => text[at] = letter,
                1 => text.insert(at, letter),
                _ if text.len() > 1 => drop(text.remove(at)),
                _ => {}
            }
        }
        let text: String = text.into_iter().collect();
        data.texts.push(&text);
    }
    data
}

/// The textbook's table.
fn levenshtein(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (beside, against) in other.iter().enumerate() {
            let kept = diagonal + usize::from(letter != against);
            diagonal = row[beside + 1];
            row[beside + 1] = kept.min(diagonal + 1).min(row[beside] + 1);
        }
    }
    row[other.len()]
}

fn compared_one_by_one(data: &DataSet, threshold: f64, within: i64) -> BTreeSet<(u32, u32)> {
    let letters = |at: usize| -> Vec<char> { graphemes(data.texts.get(at)).chars().collect() };
    let texts: Vec<Vec<char>> = (0..data.len()).map(letters).collect();
    let mut pairs = BTreeSet::new();
    for one in 0..data.len() {
        for other in one + 1..data.len() {
            let (a, b) = (&texts[one], &texts[other]);
            let longer = a.len().max(b.len());
            let is_long = a.len().min(b.len()) >= FEWEST_LETTERS;
            let is_near = data.time[one].abs_diff(data.time[other]) <= within.unsigned_abs();
            let alike = || 1.0 - levenshtein(a, b) as f64 / longer as f64 > threshold;
            if is_long && is_near && alike() {
                pairs.insert((one as u32, other as u32));
            }
        }
    }
    pairs
}

#[test]
fn no_pair_is_lost_and_none_is_invented() {
    for seed in 0..4 {
        let data = reworded(seed);
        for threshold in [0.0, 0.3, 0.5, SIMILARITY, 0.75, 0.9, 0.99] {
            let found = Reworded::of(&data, |_| true, threshold, 60_000, &mut go_on).unwrap();
            let pairs = found.pairs().iter();
            let pairs: BTreeSet<(u32, u32)> = pairs
                .map(|(one, other)| (*one.min(other), *one.max(other)))
                .collect();
            let expected = compared_one_by_one(&data, threshold, 60_000);
            assert!(!expected.is_empty(), "{seed}, {threshold}");
            assert_eq!(pairs, expected, "{seed}, {threshold}");
            assert_eq!(found.pairs().len(), expected.len(), "each pair once");
        }
    }
}

#[test]
fn the_older_post_of_a_pair_comes_first() {
    let data = reworded(5);
    let found = Reworded::of(&data, |_| true, SIMILARITY, 60_000, &mut go_on).unwrap();
    let time = |row: u32| data.time[row as usize];
    assert!(
        found
            .pairs()
            .iter()
            .all(|(one, other)| time(*one) <= time(*other))
    );
}

#[test]
fn a_narrower_window_needs_no_second_search() {
    let data = reworded(3);
    let wide = Reworded::of(&data, |_| true, SIMILARITY, 60_000, &mut go_on).unwrap();
    let narrow = Reworded::of(&data, |_| true, SIMILARITY, 10_000, &mut go_on).unwrap();
    for weight in [Weight::Messages, Weight::Pairs] {
        let rule = Rule {
            within: 10_000,
            at_least: 1,
            participation: 1,
        };
        let from_wide = wide.edges(&data.time, &data.account, weight, &rule);
        assert!(!from_wide.is_empty());
        assert_eq!(
            from_wide,
            narrow.edges(&data.time, &data.account, weight, &rule)
        );
    }
}

/// Every post is moved, as chance moves them and further.
#[test]
fn what_is_remembered_gives_what_comparing_gives() {
    for seed in 0..4 {
        let data = reworded(seed);
        let plain = Reworded::of(&data, |_| true, SIMILARITY, 10_000, &mut go_on).unwrap();
        let known = plain.clone().remember(&data.time, 60_000, &mut go_on);
        let known = known.unwrap();
        assert_eq!(known.pairs(), plain.pairs());
        for (most, within) in [
            (0, 60_000),
            (10_000, 20_000),
            (25_000, 10_000),
            (90_000, 60_000),
        ] {
            let mut state = seed + 9;
            let mut moved = data.clone();
            for time in &mut moved.time {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                *time += (state >> 33) as i64 % (2 * most + 1) - most;
            }
            let again = known.again(&moved.time, within, &mut go_on).unwrap();
            let fresh = Reworded::of(&moved, |_| true, SIMILARITY, within, &mut go_on).unwrap();
            assert!(!fresh.pairs().is_empty());
            assert_eq!(again.pairs(), fresh.pairs(), "{seed}, {within}");
        }
    }
}

#[test]
fn only_rows_that_are_asked_about_are_compared() {
    let data = reworded(3);
    let found = Reworded::of(&data, |row| row % 2 == 0, SIMILARITY, 60_000, &mut go_on).unwrap();
    let expected = compared_one_by_one(&data, SIMILARITY, 60_000);
    let expected = expected
        .iter()
        .filter(|(one, other)| one % 2 == 0 && other % 2 == 0);
    assert_eq!(found.pairs().len(), expected.count());
}

/// So many posts in one second, no two of them alike.
fn crowd(posts: usize, letters: usize) -> DataSet {
    let mut data = DataSet::default();
    for post in 0..posts {
        let letter =
            |at: usize| char::from(b'a' + ((post * 7_919 + at * at * 31 + at * post) % 26) as u8);
        let text: String = (0..letters).map(letter).collect();
        data.texts.push(&format!("{text}{post}"));
        data.account.push(0);
        data.time.push(0);
    }
    data
}

#[test]
fn more_work_than_anybody_waits_for_is_refused_before_it_is_begun() {
    let data = crowd(3_000, 8_000);
    let mut asked = 0;
    let found = Reworded::of(&data, |_| true, SIMILARITY, 0, &mut || {
        asked += 1;
        Ok(())
    });
    let Err(Unanswered::Work(work)) = found else {
        panic!("{:?}", found.map(|found| found.pairs().len()));
    };
    assert_eq!((work.pairs, asked), (3_000 * 2_999 / 2, 0));
}

#[test]
fn one_text_in_too_many_posts_is_refused_by_count() {
    let mut data = DataSet::default();
    for _ in 0..10_001 {
        data.texts.push("one and the same text in very many posts");
        data.account.push(0);
        data.time.push(0);
    }
    let found = Reworded::of(&data, |_| true, SIMILARITY, 0, &mut go_on);
    let Err(Unanswered::Giant(giant)) = found else {
        panic!("{:?}", found.map(|found| found.pairs().len()));
    };
    assert_eq!((giant.posts, giant.pairs), (10_001, 10_001 * 10_000 / 2));
}

#[test]
fn the_search_stops_when_it_is_told_to() {
    let data = crowd(400, 2_000);
    let stop = &mut || Err(Unanswered::Stopped);
    let found = Reworded::of(&data, |_| true, SIMILARITY, 0, stop);
    assert!(
        matches!(found, Err(Unanswered::Stopped)),
        "{:?}",
        found.map(|_| ())
    );
}
