//! A frozen count in words, a table and a chart.

use std::fmt::Write;

use posts::contents::{Count, Series, Standing, Step, Subject};
use posts::finding::{Counting, Figures, Ranked};

use super::super::record::CountFinding;
use super::super::tongue::{Tongue, told};
use super::{
    MOST_PRINTED, affiliations, facts, listed_tags, made_by, minute, more_in_record, name, naming,
    not_shown, period, plain, source, table,
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
        let tongue = finding.tongue();
        parts.push(naming(tongue, finding.named_because.as_deref()));
        parts.push(affiliations(
            tongue,
            &finding.affiliations,
            finding.accounts.len(),
        ));
    }
    parts.push(caveats(finding));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

pub(super) fn sentence(finding: &CountFinding) -> String {
    let tongue = finding.tongue();
    let (counted, data) = (&finding.counted, &finding.data);
    let period = counted.period.map_or_else(String::new, |(first, last)| {
        told!(
            tongue,
            ", {} to {} UTC",
            ", du {} au {} UTC",
            minute(first),
            minute(last)
        )
    });
    let rests = told!(
        tongue,
        "data: {}, {} posts by {} accounts{period}",
        "données : {}, {} publications de {} comptes{period}",
        data.name,
        tongue.grouped(counted.posts),
        tongue.grouped(counted.accounts),
    );
    let nothing = || {
        told!(
            tongue,
            "Nothing was counted ({rests}).",
            "Rien n’a été compté ({rests})."
        )
    };
    match &counted.figures {
        Figures::Series(series) => peak(series).map_or_else(nothing, |(at, posts)| {
            told!(
                tongue,
                "Most posts were made in the {} from {}: {} ({rests}).",
                "Le plus de publications tombe sur {} à partir de {} : {} ({rests}).",
                step_phrase(tongue, series.step),
                clock(at, offset(finding)),
                tongue.grouped(posts),
            )
        }),
        Figures::Accounts(all) => all.first().map_or_else(nothing, |first| {
            let code = printed(finding, 0);
            match is_first(finding) {
                true => told!(
                    tongue,
                    "{code} posted first, at {} UTC ({rests}).",
                    "{code} a publié en premier, à {} UTC ({rests}).",
                    minute(first.first)
                ),
                false => told!(
                    tongue,
                    "{code} posted most: {} posts ({rests}).",
                    "{code} a publié le plus : {} publications ({rests}).",
                    tongue.grouped(first.posts)
                ),
            }
        }),
        Figures::Counts(all) => all.first().map_or_else(nothing, |first| {
            told!(
                tongue,
                "{} stands in most posts: {} by {} accounts ({rests}).",
                "{} figure dans le plus de publications : {} de {} comptes ({rests}).",
                label(finding, &first.name),
                tongue.grouped(first.posts),
                tongue.grouped(first.accounts),
            )
        }),
    }
}

/// The title that is offered.
pub(in crate::finding) fn title(finding: &CountFinding) -> String {
    let (tongue, name) = (finding.tongue(), &finding.data.name);
    let by = match finding.count.counting {
        Counting::Top { of, .. } => {
            let heading = heading(tongue, of);
            return told!(tongue, "{heading} in {name}", "{heading} dans {name}");
        }
        Counting::Series {
            subject: Subject::Repost,
            ..
        } => {
            return told!(
                tongue,
                "Reposts and originals in {name} over time",
                "Relais et originaux dans {name} au fil du temps"
            );
        }
        Counting::Series { subject, .. } => match subject {
            Subject::Hashtag => tongue.say(" by hashtag", " par mot-dièse"),
            Subject::Account => tongue.say(" by account", " par compte"),
            Subject::Domain => tongue.say(" by domain", " par domaine"),
            Subject::Language => tongue.say(" by language", " par langue"),
            Subject::All | Subject::Repost => "",
        },
    };
    told!(
        tongue,
        "Posts in {name} over time{by}",
        "Publications dans {name} au fil du temps{by}"
    )
}

const fn heading(tongue: Tongue, of: Ranked) -> &'static str {
    match of {
        Ranked::Active => tongue.say("Most active accounts", "Comptes les plus actifs"),
        Ranked::First => tongue.say("Accounts that posted first", "Premiers comptes à publier"),
        Ranked::Hashtags => tongue.say("Most used hashtags", "Mots-dièse les plus utilisés"),
        Ranked::Sequences => tongue.say(
            "Most used sequences of hashtags",
            "Suites de mots-dièse les plus utilisées",
        ),
        Ranked::Domains => tongue.say("Most linked domains", "Domaines les plus liés"),
        Ranked::Languages => tongue.say("Languages", "Langues"),
    }
}

fn chart(finding: &CountFinding) -> String {
    let begin = |kind: &str| {
        told!(
            finding.tongue(),
            "```chart {kind}\ntitle: {}\nunit: posts\n\n",
            "```chart {kind}\ntitle: {}\nunit: publications\n\n",
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
fn chart_title(finding: &CountFinding) -> &'static str {
    let tongue = finding.tongue();
    match finding.count.counting {
        Counting::Series { subject, .. } if subject != Subject::All => tongue.say(
            "Posts over time, all lines together",
            "Publications au fil du temps, toutes lignes ensemble",
        ),
        Counting::Series { .. } => tongue.say("Posts over time", "Publications au fil du temps"),
        Counting::Top { of, .. } => heading(tongue, of),
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
    let tongue = finding.tongue();
    let (question, filter) = (&finding.count, &finding.count.filter);
    let (only, left_out) = (
        tongue.say("Only", "Seulement"),
        tongue.say("Left out", "Laissé de côté"),
    );
    let mut rows = vec![(
        tongue.say("Counted", "Compté"),
        counted(tongue, question.counting),
    )];
    if !filter.hashtags.is_empty() {
        rows.push((only, listed_tags(&filter.hashtags)));
    }
    if !filter.accounts.is_empty() {
        let accounts = tongue.grouped(filter.accounts.len() as u64);
        rows.push((
            only,
            told!(
                tongue,
                "posts of {accounts} chosen accounts",
                "publications de {accounts} comptes choisis"
            ),
        ));
    }
    if filter.no_reposts {
        rows.push((left_out, tongue.say("reposts", "relais").to_owned()));
    }
    if filter.no_duplicates {
        let rows_left = tongue.say(
            "rows with the id of an earlier one",
            "lignes dont l’identifiant est déjà venu",
        );
        rows.push((left_out, rows_left.to_owned()));
    }
    rows.extend(period(tongue, filter.from, filter.until));
    rows.extend(source(tongue, &finding.data));
    if !finding.rows.is_empty() {
        let rows_behind = tongue.say(
            "the first post of each account, with its line and SHA-256 in the record",
            "la première publication de chaque compte, avec sa ligne et son SHA-256 dans le relevé",
        );
        let name = tongue.say("Rows behind it", "Lignes à l’appui");
        rows.push((name, rows_behind.to_owned()));
    }
    rows.push(made_by(tongue, &finding.software, &finding.frozen_at));
    let head = tongue.say("How it was counted", "Comment cela a été compté");
    format!("## {head}\n\n{}", facts(rows))
}

fn counted(tongue: Tongue, counting: Counting) -> String {
    match counting {
        Counting::Series { step, offset, .. } => {
            let word = step_each(tongue, step.milliseconds());
            match offset {
                0 => told!(
                    tongue,
                    "posts in each {word}, UTC",
                    "publications par {word}, UTC"
                ),
                offset => told!(
                    tongue,
                    "posts in each {word}, on a clock {} from UTC",
                    "publications par {word}, à une heure décalée de {} sur UTC",
                    hours(offset)
                ),
            }
        }
        Counting::Top { of, most } => {
            let heading = heading(tongue, of);
            told!(
                tongue,
                "{heading}, at most {most}",
                "{heading}, au plus {most}"
            )
        }
    }
}

fn steps(finding: &CountFinding, series: &Series) -> String {
    let tongue = finding.tongue();
    let names: Vec<String> = match &series.lines[..] {
        [] => return String::new(),
        [only] if only.name.is_empty() => vec![tongue.say("Posts", "Publications").to_owned()],
        lines if finding.accounts.is_empty() => lines
            .iter()
            .map(|line| label(finding, &line.name))
            .collect(),
        lines => (0..lines.len()).map(|at| printed(finding, at)).collect(),
    };
    let head: Vec<&str> = std::iter::once(tongue.say("From", "À partir de"))
        .chain(names.iter().map(String::as_str))
        .collect();
    let bins = series.lines[0].counts.len();
    let is_counted = |bin: &usize| series.lines.iter().any(|line| line.counts[*bin] > 0);
    let row = |bin: usize| {
        let start = series.start + bin as i64 * series.step;
        let counts = series
            .lines
            .iter()
            .map(|line| tongue.grouped(line.counts[bin]));
        std::iter::once(clock(start, offset(finding)))
            .chain(counts)
            .collect()
    };
    let filled = (0..bins).filter(is_counted).count();
    let rows = (0..bins).filter(is_counted).take(MOST_STEPS).map(row);
    let more = more_in_record(tongue, filled, MOST_STEPS);
    told!(
        tongue,
        "## Posts in each {}\n\n{}\n\nSteps without posts are left out.{more}",
        "## Publications par {}\n\n{}\n\nLes pas sans publication sont laissés de côté.{more}",
        step_each(tongue, series.step),
        table(&head, rows)
    )
}

fn standings(finding: &CountFinding, all: &[Standing]) -> String {
    let tongue = finding.tongue();
    let rows = all.iter().enumerate().take(MOST_PRINTED).map(|(at, one)| {
        vec![
            printed(finding, at),
            tongue.grouped(one.posts),
            tongue.grouped(one.reposts),
            minute(one.first),
            one.profile.created.map_or_else(|| "–".to_owned(), minute),
        ]
    });
    let head = [
        tongue.say("Account", "Compte"),
        tongue.say("Posts", "Publications"),
        tongue.say("Reposts", "Relais"),
        tongue.say("First, UTC", "Première, UTC"),
        tongue.say("Made, UTC", "Créé, UTC"),
    ];
    let title = tongue.say("Accounts", "Comptes");
    format!("## {title}\n\n{}", table(&head, rows))
}

fn listed(finding: &CountFinding, all: &[Count]) -> String {
    let tongue = finding.tongue();
    let rows = all.iter().take(MOST_PRINTED).map(|one| {
        vec![
            label(finding, &one.name),
            tongue.grouped(one.posts),
            tongue.grouped(one.accounts),
        ]
    });
    let Counting::Top { of, .. } = finding.count.counting else {
        return String::new();
    };
    let head = [
        "",
        tongue.say("Posts", "Publications"),
        tongue.say("Accounts", "Comptes"),
    ];
    format!("## {}\n\n{}", heading(tongue, of), table(&head, rows))
}

fn caveats(finding: &CountFinding) -> String {
    let tongue = finding.tongue();
    let mut all = vec![
        tongue.say(
            "It counts the rows of one file; what was not collected, or was deleted before, is not in it.",
            "Il compte les lignes d’un fichier ; ce qui n’a pas été collecté, ou a été supprimé avant, n’y est pas.",
        )
        .to_owned(),
        tongue.say(
            "It does not show why people posted, who ran the accounts, or who acted together.",
            "Il ne montre ni pourquoi on a publié, ni qui tenait les comptes, ni qui a agi ensemble.",
        )
        .to_owned(),
    ];
    if finding.data.stamps != "second" && finding.data.stamps != "millisecond" {
        all.push(told!(
            tongue,
            "The stamps are exact to the {} only.",
            "Les heures ne sont exactes qu’à {} près.",
            tongue.stamps(&finding.data.stamps)
        ));
    }
    if is_first(finding) {
        let first = tongue.say(
            "Whoever is first in the file need not have been first.",
            "Le premier dans le fichier n’a pas forcément été le premier.",
        );
        all.push(first.to_owned());
    }
    not_shown(tongue, all.into_iter())
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

/// How many of which step: `hour`, `15 minutes`.
fn step_each(tongue: Tongue, milliseconds: i64) -> String {
    let (count, step) = steps_of(milliseconds);
    let word = match step {
        Step::Day => tongue.say("day", "jour"),
        Step::Hour => tongue.say("hour", "heure"),
        Step::Minute => "minute",
    };
    match count {
        1 => word.to_owned(),
        several => format!("{several} {word}s"),
    }
}

/// The same within a sentence, behind “in the”: `l’heure`, `les 15 minutes`.
fn step_phrase(tongue: Tongue, milliseconds: i64) -> String {
    let word = step_each(tongue, milliseconds);
    match (tongue, steps_of(milliseconds)) {
        (Tongue::English, _) => word,
        (Tongue::French, (1, Step::Day)) => format!("le {word}"),
        (Tongue::French, (1, Step::Hour)) => format!("l’{word}"),
        (Tongue::French, (1, _)) => format!("la {word}"),
        (Tongue::French, _) => format!("les {word}"),
    }
}

fn steps_of(milliseconds: i64) -> (i64, Step) {
    let fits = |step: &Step| milliseconds % step.milliseconds() == 0;
    let step = [Step::Day, Step::Hour].into_iter().find(fits);
    let step = step.unwrap_or(Step::Minute);
    (milliseconds / step.milliseconds(), step)
}
