//! A frozen count in words, a table and a chart.

use std::fmt::Write;

use posts::contents::{Count, Series, Standing, Step, Subject};
use posts::finding::{Counting, Figures, Ranked};

use super::super::record::CountFinding;
use super::{
    MOST_PRINTED, affiliations, facts, grouped, listed_tags, minute, name, naming, period, plain,
    source, table,
};

/// Steps of time that are printed one by one.
const MOST_STEPS: usize = 200;

pub(super) fn written(finding: &CountFinding) -> String {
    let mut parts = vec![sentence(finding), chart(finding), method(finding)];
    parts.push(match &finding.counted.figures {
        Figures::Series(series) => steps(finding, series),
        Figures::Accounts(accounts) => standings(finding, accounts),
        Figures::Counts(counts) => listed(finding, counts),
    });
    if !finding.accounts.is_empty() {
        parts.push(naming(finding.named_because.as_deref()));
        parts.push(affiliations(&finding.affiliations, finding.accounts.len()));
    }
    parts.push(caveats(finding));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

pub(super) fn sentence(finding: &CountFinding) -> String {
    let (counted, data) = (&finding.counted, &finding.data);
    let period = counted.period.map_or_else(String::new, |(first, last)| {
        format!(", {} to {} UTC", minute(first), minute(last))
    });
    let rests = format!(
        "data: {}, {} posts by {} accounts{period}",
        data.name,
        grouped(counted.posts),
        grouped(counted.accounts),
    );
    let nothing = || format!("Nothing was counted ({rests}).");
    match &counted.figures {
        Figures::Series(series) => peak(series).map_or_else(nothing, |(at, posts)| {
            format!(
                "Most posts were made in the {} from {}: {} ({rests}).",
                step_word(series.step),
                clock(at, offset(finding)),
                grouped(posts),
            )
        }),
        Figures::Accounts(all) => all.first().map_or_else(nothing, |first| {
            let code = printed(finding, 0);
            match finding.count.counting {
                Counting::Top {
                    of: Ranked::First, ..
                } => format!(
                    "{code} posted first, at {} UTC ({rests}).",
                    minute(first.first)
                ),
                _ => format!(
                    "{code} posted most: {} posts ({rests}).",
                    grouped(first.posts)
                ),
            }
        }),
        Figures::Counts(all) => all.first().map_or_else(nothing, |first| {
            format!(
                "{} stands in most posts: {} by {} accounts ({rests}).",
                label(finding, &first.name),
                grouped(first.posts),
                grouped(first.accounts),
            )
        }),
    }
}

/// The title that is offered.
pub(in crate::finding) fn title(finding: &CountFinding) -> String {
    let name = &finding.data.name;
    match finding.count.counting {
        Counting::Series { subject, .. } => match subject {
            Subject::All => format!("Posts in {name} over time"),
            Subject::Hashtag => format!("Posts in {name} over time by hashtag"),
            Subject::Account => format!("Posts in {name} over time by account"),
            Subject::Domain => format!("Posts in {name} over time by domain"),
            Subject::Language => format!("Posts in {name} over time by language"),
            Subject::Repost => format!("Reposts and originals in {name} over time"),
        },
        Counting::Top { of, .. } => format!("{} in {name}", heading(of)),
    }
}

const fn heading(of: Ranked) -> &'static str {
    match of {
        Ranked::Active => "Most active accounts",
        Ranked::First => "Accounts that posted first",
        Ranked::Hashtags => "Most used hashtags",
        Ranked::Sequences => "Most used sequences of hashtags",
        Ranked::Domains => "Most linked domains",
        Ranked::Languages => "Languages",
    }
}

fn chart(finding: &CountFinding) -> String {
    let begin = |kind: &str| {
        format!(
            "```chart {kind}\ntitle: {}\nunit: posts\n\n",
            chart_title(finding)
        )
    };
    match &finding.counted.figures {
        Figures::Series(series) => {
            let Some(line) = series.lines.first().filter(|line| line.counts.len() > 1) else {
                return String::new();
            };
            let width = line.counts.len().div_ceil(MOST_STEPS);
            let mut text = begin("series");
            for (at, counts) in totals(series).chunks(width).enumerate() {
                let start = series.start + (at * width) as i64 * series.step;
                let posts: u64 = counts.iter().sum();
                let _ = writeln!(text, "{}, {posts}", clock(start, offset(finding)));
            }
            text + "```"
        }
        Figures::Accounts(all) if is_first(finding) || all.is_empty() => String::new(),
        Figures::Accounts(all) => {
            let bar = |(at, one): (usize, &Standing)| (printed(finding, at), one.posts);
            bars(begin("bars"), all.iter().enumerate().map(bar))
        }
        Figures::Counts(all) if all.is_empty() => String::new(),
        Figures::Counts(all) => {
            let bar = |one: &Count| (label(finding, &one.name), one.posts);
            bars(begin("bars"), all.iter().map(bar))
        }
    }
}

/// A bar a line; a comma ends its name.
fn bars(mut text: String, all: impl Iterator<Item = (String, u64)>) -> String {
    const MOST_BARS: usize = 12;
    for (label, posts) in all.take(MOST_BARS) {
        let label = label.replace([',', '`', '\n'], " ");
        let _ = writeln!(text, "{label}, {posts}");
    }
    text + "```"
}

/// Several lines add up to the posts that have any of them.
fn chart_title(finding: &CountFinding) -> String {
    match finding.count.counting {
        Counting::Series { subject, .. } if subject != Subject::All => {
            "Posts over time, all lines together".to_owned()
        }
        Counting::Series { .. } => "Posts over time".to_owned(),
        Counting::Top { of, .. } => heading(of).to_owned(),
    }
}

fn totals(series: &Series) -> Vec<u64> {
    let bins = series.lines.first().map_or(0, |line| line.counts.len());
    (0..bins)
        .map(|bin| series.lines.iter().map(|line| line.counts[bin]).sum())
        .collect()
}

fn peak(series: &Series) -> Option<(i64, u64)> {
    let totals = totals(series);
    let most = totals.iter().copied().max().filter(|most| *most > 0)?;
    let at = totals.iter().position(|posts| *posts == most)?;
    Some((series.start + at as i64 * series.step, most))
}

fn method(finding: &CountFinding) -> String {
    let (question, filter) = (&finding.count, &finding.count.filter);
    let mut rows = vec![("Counted", counted(question.counting))];
    if !filter.hashtags.is_empty() {
        rows.push(("Only", listed_tags(&filter.hashtags)));
    }
    if !filter.accounts.is_empty() {
        let accounts = filter.accounts.len() as u64;
        rows.push((
            "Only",
            format!("posts of {} chosen accounts", grouped(accounts)),
        ));
    }
    if filter.no_reposts {
        rows.push(("Left out", "reposts".to_owned()));
    }
    if filter.no_duplicates {
        rows.push(("Left out", "rows with the id of an earlier one".to_owned()));
    }
    rows.extend(period(filter.from, filter.until).map(|period| ("Period", period)));
    rows.extend(source(&finding.data));
    if !finding.rows.is_empty() {
        let rows_behind = "the first post of each account, with its line and SHA-256 in the record";
        rows.push(("Rows behind it", rows_behind.to_owned()));
    }
    rows.push((
        "Made by",
        format!("{}, {}", finding.software, finding.frozen_at),
    ));
    format!("## How it was counted\n\n{}", facts(rows))
}

fn counted(counting: Counting) -> String {
    match counting {
        Counting::Series { step, offset, .. } => {
            let word = step_word(step.milliseconds());
            match offset {
                0 => format!("posts in each {word}, UTC"),
                offset => format!(
                    "posts in each {word}, on a clock {} from UTC",
                    hours(offset)
                ),
            }
        }
        Counting::Top { of, most } => format!("{}, at most {most}", heading(of)),
    }
}

fn steps(finding: &CountFinding, series: &Series) -> String {
    let names: Vec<String> = match &series.lines[..] {
        [] => return String::new(),
        [only] if only.name.is_empty() => vec!["Posts".to_owned()],
        lines if finding.accounts.is_empty() => lines
            .iter()
            .map(|line| label(finding, &line.name))
            .collect(),
        lines => (0..lines.len()).map(|at| printed(finding, at)).collect(),
    };
    let head: Vec<&str> = std::iter::once("From")
        .chain(names.iter().map(String::as_str))
        .collect();
    let bins = series.lines[0].counts.len();
    let is_counted = |bin: &usize| series.lines.iter().any(|line| line.counts[*bin] > 0);
    let row = |bin: usize| {
        let start = series.start + bin as i64 * series.step;
        let counts = series.lines.iter().map(|line| grouped(line.counts[bin]));
        std::iter::once(clock(start, offset(finding)))
            .chain(counts)
            .collect()
    };
    let filled = (0..bins).filter(is_counted).count();
    let rows = (0..bins).filter(is_counted).take(MOST_STEPS).map(row);
    let more = match filled.checked_sub(MOST_STEPS) {
        Some(more) if more > 0 => format!(" {} more stand in the record.", grouped(more as u64)),
        _ => String::new(),
    };
    format!(
        "## Posts in each {}\n\n{}\n\nSteps without posts are left out.{more}",
        step_word(series.step),
        table(&head, rows)
    )
}

fn standings(finding: &CountFinding, all: &[Standing]) -> String {
    let rows = all.iter().enumerate().take(MOST_PRINTED).map(|(at, one)| {
        vec![
            printed(finding, at),
            grouped(one.posts),
            grouped(one.reposts),
            minute(one.first),
            one.profile.created.map_or_else(|| "–".to_owned(), minute),
        ]
    });
    let head = ["Account", "Posts", "Reposts", "First, UTC", "Made, UTC"];
    format!("## Accounts\n\n{}", table(&head, rows))
}

fn listed(finding: &CountFinding, all: &[Count]) -> String {
    let rows = all.iter().take(MOST_PRINTED).map(|one| {
        vec![
            label(finding, &one.name),
            grouped(one.posts),
            grouped(one.accounts),
        ]
    });
    let Counting::Top { of, .. } = finding.count.counting else {
        return String::new();
    };
    let head = ["", "Posts", "Accounts"];
    format!("## {}\n\n{}", heading(of), table(&head, rows))
}

fn caveats(finding: &CountFinding) -> String {
    let mut all = vec![
        "It counts the rows of one file; what was not collected, or was deleted before, is not in it."
            .to_owned(),
        "It does not show why people posted, who ran the accounts, or who acted together.".to_owned(),
    ];
    if finding.data.stamps != "second" && finding.data.stamps != "millisecond" {
        all.push(format!(
            "The stamps are exact to the {} only.",
            finding.data.stamps
        ));
    }
    if is_first(finding) {
        all.push("Whoever is first in the file need not have been first.".to_owned());
    }
    let lines: Vec<String> = all.into_iter().map(|line| format!("- {line}")).collect();
    format!("## What it does not show\n\n{}", lines.join("\n"))
}

fn is_first(finding: &CountFinding) -> bool {
    matches!(
        finding.count.counting,
        Counting::Top {
            of: Ranked::First,
            ..
        }
    )
}

/// What the account at this place of the figures is printed as.
fn printed(finding: &CountFinding, at: usize) -> String {
    let account = finding.accounts.get(at);
    account.map_or_else(String::new, |one| {
        name(finding.named_because.as_deref(), one)
    })
}

fn label(finding: &CountFinding, name: &str) -> String {
    let is_tag = matches!(
        finding.count.counting,
        Counting::Series {
            subject: Subject::Hashtag,
            ..
        } | Counting::Top {
            of: Ranked::Hashtags,
            ..
        }
    );
    match is_tag {
        true => plain(&format!("#{name}")),
        false => plain(name),
    }
}

const fn offset(finding: &CountFinding) -> i64 {
    match finding.count.counting {
        Counting::Series { offset, .. } => offset,
        Counting::Top { .. } => 0,
    }
}

/// A moment on the clock that was asked for.
fn clock(milliseconds: i64, offset: i64) -> String {
    minute(milliseconds + offset)
}

fn hours(offset: i64) -> String {
    let minutes = offset / 60_000;
    format!("{:+03}:{:02}", minutes / 60, (minutes % 60).abs())
}

fn step_word(milliseconds: i64) -> String {
    let all = [
        (Step::Day, "day"),
        (Step::Hour, "hour"),
        (Step::Minute, "minute"),
    ];
    let fits = |(step, _): &(Step, &str)| milliseconds % step.milliseconds() == 0;
    let found = all.into_iter().find(fits);
    let (step, word) = found.unwrap_or((Step::Minute, "minute"));
    match milliseconds / step.milliseconds() {
        1 => word.to_owned(),
        several => format!("{several} {word}s"),
    }
}
