//! A finding in words, tables and a chart: the Markdown that is searched, quoted and printed.

use std::fmt::Write;

use chrono::DateTime;
use posts::chance::Null;
use posts::finding::{Question, Thing, Trace};
use posts::network::Weight;

use super::record::{Data, Finding, Frozen, Held, Member};

mod count;
mod pictures;

pub(super) use count::title;

/// Accounts and texts that are printed; the sealed record has all.
const MOST_PRINTED: usize = 30;

/// The finding as Markdown. It follows from the record alone, so it can be made again.
pub(crate) fn written(frozen: &Frozen) -> String {
    match frozen {
        Frozen::Together(finding) => together(finding),
        Frozen::Count(finding) => count::written(finding),
    }
}

/// The sentence that is offered for a report.
pub(crate) fn sentence(frozen: &Frozen) -> String {
    match frozen {
        Frozen::Together(finding) => sentence_together(finding),
        Frozen::Count(finding) => count::sentence(finding),
    }
}

fn together(finding: &Finding) -> String {
    let mut text = String::new();
    let mut part = |words: String| {
        text.push_str(words.trim_end());
        text.push_str("\n\n");
    };
    part(sentence_together(finding));
    part(chart(finding));
    part(method(finding));
    part(chance(finding));
    part(sensitivity(finding));
    part(groups(finding));
    part(accounts(finding));
    part(things(finding));
    part(affiliations(&finding.affiliations, finding.accounts.len()));
    part(caveats(finding));
    text.trim_end().to_owned()
}

pub(super) fn sentence_together(finding: &Finding) -> String {
    let (question, answer, data) = (&finding.question, &finding.answer, &finding.data);
    let (found, mean, most) = answer.accounts_against_chance(question.at_least);
    let runs = question.lots.repetitions;
    let period = answer.period.map_or_else(String::new, |(first, last)| {
        format!(", {} to {} UTC", minute(first), minute(last))
    });
    let chance = format!(
        "expected by chance: {}, at most {} in {} runs of each model",
        figure(mean),
        grouped(most),
        runs
    );
    let lead = format!(
        "{} accounts {} within {} seconds of each other at least {} times (data: {}, {} posts by {} accounts{period}; {chance}).",
        grouped(found),
        question.by.deed(),
        question.within / 1_000,
        question.at_least,
        data.name,
        grouped(answer.posts),
        grouped(answer.accounts),
    );
    if answer.is_above_chance(question.at_least) {
        format!("{lead} More than chance gives: consistent with acting together.")
    } else {
        format!("{lead} Chance gives as many. This is no sign of acting together.")
    }
}

fn chart(finding: &Finding) -> String {
    let mut text =
        String::from("```chart series\ntitle: Posts behind the finding\nunit: posts\n\n");
    for (start, _, behind) in &finding.answer.series {
        let _ = writeln!(text, "{}, {behind}", minute(*start));
    }
    if finding.answer.series.len() < 2 {
        return String::new();
    }
    text + "```"
}

fn method(finding: &Finding) -> String {
    let (question, data) = (&finding.question, &finding.data);
    let mut rows = vec![
        ("Question", format!("Who {}", question.by.deed())),
        (
            "Window",
            format!(
                "{} seconds, sliding, both ends included",
                question.within / 1_000
            ),
        ),
        ("At least", format!("{} times per pair", question.at_least)),
        ("Weight", weight(question.weight).to_owned()),
    ];
    if question.participation > 1 {
        rows.push((
            "Participation",
            format!("at least {} rows per account", question.participation),
        ));
    }
    rows.extend(alike(question).map(|alike| ("Alike", alike)));
    if let Some(found) = &finding.pictures {
        rows.extend(pictures::method(question, found));
    }
    if !question.hashtags.is_empty() {
        rows.push(("Only", listed_tags(&question.hashtags)));
    }
    if !question.without.is_empty() {
        rows.push(("Left out", listed_tags(&question.without)));
    }
    rows.extend(period(question.from, question.until).map(|period| ("Period", period)));
    rows.extend(source(data));
    rows.extend([
        (
            "Rows behind it",
            format!(
                "{}, each with its line and SHA-256 in the record",
                grouped(finding.rows.len() as u64)
            ),
        ),
        (
            "Texts",
            format!("normalised by {}", normalisation(question.by)),
        ),
        (
            "Made by",
            format!("{}, {}", finding.software, finding.frozen_at),
        ),
    ]);
    format!("## How it was found\n\n{}", facts(rows))
}

/// How alike two texts had to be, where they need not be the same.
fn alike(question: &Question) -> Option<String> {
    let similarity = question.similarity;
    Some(match question.by {
        Trace::NearText => format!("Jaccard index of words at least {similarity}"),
        Trace::Reworded => format!(
            "more than {similarity} by letters: one minus the Levenshtein distance divided by the \
             length of the longer text, of texts with {} letters or more. This is the grapheme \
             level of VIGINUM's D3lta, which calls it copy-pasta; its levels rewording and \
             translation need a language model that is not on this laptop",
            posts::reworded::FEWEST_LETTERS
        ),
        Trace::Text
        | Trace::Link
        | Trace::Repost
        | Trace::Reply
        | Trace::Hashtags
        | Trace::Picture => return None,
    })
}

const fn normalisation(by: Trace) -> &'static str {
    match by {
        Trace::Reworded => posts::reworded::NORMALISATION,
        _ => posts::text::NORMALISATION,
    }
}

/// The period that was asked for, where one was.
fn period(from: Option<i64>, until: Option<i64>) -> Option<String> {
    from.or(until)?;
    let moment = |at: Option<i64>| at.map_or_else(|| "…".to_owned(), minute);
    Some(format!("{} to {} UTC", moment(from), moment(until)))
}

/// What it was computed from, for a table.
fn source(data: &Data) -> Vec<(&'static str, String)> {
    vec![
        (
            "Data",
            format!("{} ({}, {})", data.name, data.exhibit, data.file_name),
        ),
        ("File", format!("SHA-256 {}", data.sha256)),
        (
            "Rows",
            format!(
                "{} read, {} not readable",
                grouped(data.posts),
                grouped(data.unread)
            ),
        ),
        ("Stamps", format!("exact to the {}", data.stamps)),
    ]
}

/// Two columns without heads.
fn facts(rows: Vec<(&'static str, String)>) -> String {
    let rows = rows
        .into_iter()
        .map(|(name, value)| vec![name.to_owned(), value]);
    table(&["", ""], rows)
}

const fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Messages => "different posts, in both directions, as in CNT",
        Weight::Pairs => "pairs of posts, as in CooRTweet",
    }
}

fn chance(finding: &Finding) -> String {
    let lots = finding.question.lots;
    let head = [
        "Model",
        "At least",
        "Accounts",
        "By chance",
        "At most",
        "Pairs",
        "By chance",
        "At most",
    ];
    let rows = finding.answer.chance.iter().flat_map(|base| {
        base.at.iter().map(|at| {
            vec![
                match base.null {
                    Null::AccountsWithinHour => "A".to_owned(),
                    Null::PostsMoved => "B".to_owned(),
                },
                at.at_least.to_string(),
                grouped(at.accounts.observed),
                figure(at.accounts.mean),
                grouped(at.accounts.most),
                grouped(at.pairs.observed),
                figure(at.pairs.mean),
                grouped(at.pairs.most),
            ]
        })
    });
    let single = finding.answer.surprising_pairs.map_or_else(String::new, |pairs| {
        format!(
            " Pair by pair, {} of {} are more than chance explains (Poisson, false discoveries held below 5 in 100).",
            grouped(pairs),
            grouped(finding.answer.pairs.len() as u64)
        )
    });
    format!(
        "## Could it be chance?\n\n{}\n\nA: the accounts of all posts in the same hour change places. B: each post is moved by up to 30 minutes. {} runs of each, seed {}.{single}",
        table(&head, rows),
        lots.repetitions,
        lots.seed,
    )
}

fn sensitivity(finding: &Finding) -> String {
    let cells = &finding.answer.sensitivity;
    let count = |within, at_least| {
        let cell = cells
            .iter()
            .find(|cell| cell.within == within && cell.at_least == at_least);
        cell.and_then(|cell| cell.accounts)
            .map_or_else(|| "–".to_owned(), grouped)
    };
    let rows = posts::chance::WINDOWS.map(|within| {
        let counts = posts::chance::THRESHOLDS.map(|at_least| count(within, at_least));
        std::iter::once(format!("{within} s"))
            .chain(counts)
            .collect::<Vec<_>>()
    });
    let head = ["Window", "2 times", "3 times", "5 times"];
    format!(
        "## Accounts at other windows and thresholds\n\n{}",
        table(&head, rows.into_iter())
    )
}

fn groups(finding: &Finding) -> String {
    let answer = &finding.answer;
    if answer.groups.is_empty() {
        return String::new();
    }
    let rows = answer
        .groups
        .iter()
        .enumerate()
        .take(MOST_PRINTED)
        .map(|(at, group)| {
            vec![
                letter(at),
                grouped(group.accounts.into()),
                grouped(group.pairs.into()),
                seconds(group.median_gap),
            ]
        });
    format!(
        "## Groups\n\n{}\n\nFound by Leiden; with {} seeds they agree with an adjusted Rand index of {:.2} and a normalised mutual information of {:.2}.",
        table(&["Group", "Accounts", "Pairs", "Median gap"], rows),
        answer.stability.seeds,
        answer.stability.adjusted_rand,
        answer.stability.mutual_information,
    )
}

fn accounts(finding: &Finding) -> String {
    let members = finding.answer.members.iter().zip(&finding.accounts);
    let rows = members.take(MOST_PRINTED).map(|(member, account)| {
        vec![
            name(finding.named_because.as_deref(), account),
            letter(member.group as usize),
            grouped(member.shared.into()),
            grouped(member.posts.into()),
            grouped(member.partners.into()),
        ]
    });
    let names = naming(finding.named_because.as_deref());
    let more = match finding.accounts.len().checked_sub(MOST_PRINTED) {
        Some(more) if more > 0 => format!(" {} more stand in the record.", grouped(more as u64)),
        _ => String::new(),
    };
    let head = [
        "Account",
        "Group",
        "Posts behind it",
        "All posts",
        "Partners",
    ];
    format!("## Accounts\n\n{}\n\n{names}{more}", table(&head, rows))
}

fn name(named_because: Option<&str>, account: &Member) -> String {
    match named_because {
        None => account.code.clone(),
        Some(_) => plain(account.handle.as_ref().unwrap_or(&account.id)),
    }
}

/// Under what accounts are printed, and why.
fn naming(named_because: Option<&str>) -> String {
    match named_because {
        None => "Accounts print as codes; the sealed record says which they are.".to_owned(),
        Some(reason) => format!("Accounts are named because: {}", plain(reason)),
    }
}

fn things(finding: &Finding) -> String {
    let things = finding.answer.things.iter().zip(&finding.texts);
    let may_differ = finding.question.by == Trace::Reworded;
    let rows = things.enumerate().map(|(at, (thing, text))| {
        let mut row = vec![
            grouped(thing.posts.into()),
            grouped(thing.accounts.into()),
            minute(thing.first),
            seconds(Some(thing.median_gap)),
        ];
        row.extend(may_differ.then(|| likeness(thing)));
        row.extend(
            finding
                .pictures
                .as_ref()
                .map(|found| pictures::name(found, at)),
        );
        row.push(plain(&match finding.named_because {
            None => without_mentions(text),
            Some(_) => text.clone(),
        }));
        row
    });
    let mut head = vec!["Posts", "Accounts", "First, UTC", "Median gap"];
    head.extend(may_differ.then_some("Similarity"));
    head.extend(
        finding
            .pictures
            .as_ref()
            .map(|_| "Picture of the first post"),
    );
    head.push(if may_differ { "First text" } else { "Text" });
    format!("## What was shared\n\n{}", table(&head, rows))
}

/// How alike the posts of a thing are.
fn likeness(thing: &Thing) -> String {
    thing.likeness.map_or_else(
        || "–".to_owned(),
        |alike| {
            let (same, pairs) = (grouped(alike.same), grouped(alike.pairs));
            match alike.same == alike.pairs {
                true => "1, the same letters".to_owned(),
                false => format!(
                    "{:.3} and more; the same letters in {same} of {pairs} pairs",
                    (alike.least * 1_000.0).floor() / 1_000.0
                ),
            }
        },
    )
}

/// Whom a text calls is not told where accounts print as codes.
fn without_mentions(text: &str) -> String {
    let word = |word: &str| match word.find('@') {
        Some(at) => format!("{}@…", &word[..at]),
        None => word.to_owned(),
    };
    text.split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

fn affiliations(all: &[Held], accounts: usize) -> String {
    if all.is_empty() {
        return "## Affiliations on the dates of the posts\n\nNo affiliation of these accounts is recorded in the case. That is not known, not none.".to_owned();
    }
    let rows = all.iter().map(|held| {
        vec![
            held.code.clone(),
            format!("{}: {}", held.affiliation, plain(&held.organisation)),
            plain(&held.level),
            plain(&held.source),
            held.held.to_string(),
            held.not_held.to_string(),
            held.unknown.to_string(),
        ]
    });
    let with: std::collections::BTreeSet<&str> =
        all.iter().map(|held| held.code.as_str()).collect();
    let without = accounts - with.len();
    let head = [
        "Account",
        "Affiliation",
        "Level",
        "Source",
        "Posts while held",
        "While not",
        "Not known",
    ];
    format!(
        "## Affiliations on the dates of the posts\n\n{}\n\nOf {} accounts nothing is recorded. That is not known, not none.",
        table(&head, rows),
        grouped(without as u64)
    )
}

fn caveats(finding: &Finding) -> String {
    let found = finding
        .answer
        .caveats
        .iter()
        .map(|caveat| plain(&caveat.text));
    let always = [
        "It does not show who ran the accounts, or whether people or software posted.".to_owned(),
        "It does not show that anyone told them to, nor how many people saw or believed it."
            .to_owned(),
    ];
    let all: Vec<String> = always
        .into_iter()
        .chain(found)
        .map(|line| format!("- {line}"))
        .collect();
    format!("## What it does not show\n\n{}", all.join("\n"))
}

fn listed_tags(tags: &[String]) -> String {
    let tags: Vec<String> = tags
        .iter()
        .map(|tag| plain(&format!("#{}", tag.trim_start_matches('#'))))
        .collect();
    tags.join(", ")
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        line(head.iter().map(ToString::to_string).collect()),
        line(vec!["---".to_owned(); head.len()]),
    ];
    lines.extend(rows.map(line));
    lines.join("\n")
}

/// Captured words as plain Markdown: nothing in them may act as markup, cite or call anyone.
fn plain(text: &str) -> String {
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\t' => kept.push(' '),
            letter if letter.is_control() => {}
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '$' | '{' | '}'
            | '!' | '&' | '@' | '^' => {
                kept.push('\\');
                kept.push(letter);
            }
            letter => kept.push(letter),
        }
    }
    kept
}

fn minute(milliseconds: i64) -> String {
    let at = DateTime::from_timestamp_millis(milliseconds);
    at.map_or_else(
        || "?".to_owned(),
        |at| at.format("%Y-%m-%d %H:%M").to_string(),
    )
}

fn seconds(milliseconds: Option<i64>) -> String {
    milliseconds.map_or_else(|| "–".to_owned(), |gap| format!("{} s", gap / 1_000))
}

fn letter(at: usize) -> String {
    match at {
        0..26 => char::from(b'A' + at as u8).to_string(),
        _ => (at + 1).to_string(),
    }
}

fn figure(mean: f64) -> String {
    if mean >= 10.0 || mean == 0.0 {
        grouped(mean.round() as u64)
    } else {
        format!("{mean:.1}")
    }
}

/// A number with commas between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut kept = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            kept.push(',');
        }
        kept.push(digit);
    }
    kept
}
