//! The manuscript's charts as the document's, and those that the case itself draws.

use claims::Stance;
use std::collections::BTreeMap;

use chrono::{NaiveDateTime, Timelike};
use evidence::people::Level;
use evidence::{Id, Moment, Precision, Reference};
use manuscript::{ChartBar, ChartData, ChartEvent, ChartLink, Cite};

use super::labels::{Tongue, local};
use super::{Case, text};
use crate::chart::{Bar, Callout, Chart, Happening, Plot, Series, Tie};
use crate::{Figure, Inline, Shown, Table};

/// Rows of a table twin; what is left out is said in the last row.
const MOST_ROWS: usize = 2_000;
/// Ties named in a description.
const MOST_NAMED: usize = 12;

/// A chart with its caption and its description.
pub(super) fn figure(case: &Case<'_>, chart: &manuscript::Chart) -> Figure {
    let drawn = match &chart.data {
        ChartData::Series {
            points,
            highlights,
            notes,
        } => series(case, chart, points, highlights, notes),
        ChartData::Bars(bars) => named(case, chart, bars),
        ChartData::Timeline(events) if events.is_empty() => timeline(case, case_events(case)),
        ChartData::Timeline(events) => timeline(case, events.iter().map(written_event).collect()),
        ChartData::Links(links) if links.is_empty() => diagram(case, case_ties(case)),
        ChartData::Links(links) => diagram(case, links.iter().map(written_tie).collect()),
    };
    let exhibit = chart.exhibit.as_ref().and_then(|cite| {
        let number = cite.reference.and_then(Reference::exhibit)?;
        let known = &case.book.exhibits;
        known.iter().find(|exhibit| exhibit.number == number)
    });
    let (shown, alt) = match drawn {
        Some((plot, table, alt)) => {
            let chart = Chart {
                title: chart.title.clone(),
                unit: chart.unit.clone(),
                plot,
                table,
            };
            (Shown::Chart(Box::new(chart)), alt)
        }
        None => {
            let english = "The case has nothing to draw here yet.";
            let french = "Le dossier n’a encore rien à dessiner ici.";
            let why = case.tongue.say(english, french).to_owned();
            (Shown::Absent(why.clone()), why)
        }
    };
    Figure {
        shown,
        exhibit: exhibit.map_or_else(String::new, |exhibit| exhibit.number.to_string()),
        alt,
        caption: caption(chart),
    }
}

/// What a chart without rows of its own cites: what the case draws from.
pub(super) fn drawn_from(case: &Case<'_>, chart: &manuscript::Chart) -> Vec<Id> {
    let marks: Vec<Id> = match &chart.data {
        ChartData::Timeline(events) if events.is_empty() => {
            let events = case.book.events.iter();
            events.filter_map(|event| event.mark).collect()
        }
        ChartData::Links(links) if links.is_empty() => {
            let ties = case.book.affiliations.iter();
            ties.filter_map(|tie| tie.mark).collect()
        }
        _ => Vec::new(),
    };
    let exhibits = marks.into_iter().filter_map(|mark| case.book.mark(mark));
    exhibits.map(|mark| mark.exhibit).collect()
}

fn caption(chart: &manuscript::Chart) -> Vec<Inline> {
    let mut words = chart.title.trim().to_owned();
    if !words.is_empty() && !words.ends_with(['.', '!', '?', ':', '…']) {
        words.push('.');
    }
    if !chart.source.is_empty() {
        words.push_str(if words.is_empty() { "" } else { " " });
        words.push_str(&chart.source);
    }
    vec![Inline::Text(words)]
}

type Drawn = (Plot, Table, String);

fn series(
    case: &Case<'_>,
    chart: &manuscript::Chart,
    points: &[(Moment, f64)],
    highlights: &[(Moment, Moment)],
    notes: &[(Moment, String)],
) -> Option<Drawn> {
    let tongue = case.tongue;
    let (first, last) = (&points.first()?.0, &points.last()?.0);
    // One clock for all: that of the first value.
    let offset = first.offset_seconds.unwrap_or(0);
    let at = |moment: &Moment| -> NaiveDateTime {
        moment.utc.naive_utc() + chrono::TimeDelta::seconds(offset.into())
    };
    let number = crate::words::words(tongue.code()).number;
    let peak = points.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let mut alt = format!(
        "{}{}, {} {} {} {}; {} {}, {}.",
        tongue.say("Chart over time", "Graphique dans le temps"),
        of_unit(&chart.unit),
        tongue.count(points.len(), "value", "valeur"),
        tongue.say("from", "du"),
        clock(tongue, first),
        format_args!("{} {}", tongue.say("to", "au"), clock(tongue, last)),
        tongue.say("the highest is", "la plus haute est"),
        number(peak.1),
        clock(tongue, &peak.0),
    );
    for (from, until) in highlights {
        let lead = tongue.say("Marked:", "En évidence :");
        let dash = "–";
        alt.push_str(&format!(
            " {lead} {} {dash} {}.",
            clock(tongue, from),
            clock(tongue, until)
        ));
    }
    for (moment, words) in notes {
        alt.push_str(&format!(" {}: {words}.", clock(tongue, moment)));
    }
    let plot = Plot::Series(Series {
        points: points.iter().map(|(m, value)| (at(m), *value)).collect(),
        highlights: highlights.iter().map(|(a, b)| (at(a), at(b))).collect(),
        callouts: notes
            .iter()
            .map(|(moment, words)| Callout {
                at: at(moment),
                title: short_clock(tongue, moment),
                text: words.clone(),
            })
            .collect(),
    });
    let rows = points.iter().map(|(moment, value)| {
        let form = if moment.precision >= Precision::Minute {
            "%Y-%m-%d, %H:%M"
        } else {
            "%Y-%m-%d"
        };
        vec![
            words(&at(moment).format(form).to_string()),
            words(&number(*value)),
        ]
    });
    let value = if chart.unit.is_empty() {
        tongue.say("Value", "Valeur")
    } else {
        &chart.unit
    };
    let table = table(&[tongue.say("When", "Quand"), value], rows.collect());
    Some((plot, table, alt))
}

fn named(case: &Case<'_>, chart: &manuscript::Chart, bars: &[ChartBar]) -> Option<Drawn> {
    let tongue = case.tongue;
    let number = crate::words::words(tongue.code()).number;
    let highest = bars
        .iter()
        .rev()
        .max_by(|a, b| a.value.total_cmp(&b.value))?;
    let mut alt = format!(
        "{}{}, {}; {} {} ({}).",
        tongue.say("Bar chart", "Graphique en barres"),
        of_unit(&chart.unit),
        tongue.count(bars.len(), "value", "valeur"),
        tongue.say("the highest is", "la plus haute est"),
        number(highest.value),
        highest.label,
    );
    for bar in bars.iter().filter(|bar| bar.highlighted) {
        let lead = tongue.say("Marked:", "En évidence :");
        alt.push_str(&format!(" {lead} {}, {}.", bar.label, number(bar.value)));
    }
    let rows = bars
        .iter()
        .map(|bar| vec![words(&bar.label), words(&number(bar.value))]);
    let value = if chart.unit.is_empty() {
        tongue.say("Value", "Valeur")
    } else {
        &chart.unit
    };
    let table = table(&[tongue.say("Name", "Nom"), value], rows.collect());
    let bars = bars.iter().map(|bar| Bar {
        label: bar.label.clone(),
        value: bar.value,
        highlighted: bar.highlighted,
    });
    Some((Plot::Bars(bars.collect()), table, alt))
}

/// A dated thing from either side.
struct Dated {
    on: Moment,
    until: Option<Moment>,
    approximate: bool,
    text: String,
    reference: Option<Reference>,
}

fn written_event(event: &ChartEvent) -> Dated {
    Dated {
        on: event.on.clone(),
        until: event.until.clone(),
        approximate: event.approximate,
        text: event.text.clone(),
        reference: reference(event.cite.as_ref()),
    }
}

fn case_events(case: &Case<'_>) -> Vec<Dated> {
    let mut events: Vec<Dated> = case
        .book
        .events
        .iter()
        .map(|event| Dated {
            on: event.on.clone(),
            until: event.until.clone(),
            approximate: event.approximate,
            text: event.title.clone(),
            reference: mark(case, event.mark),
        })
        .collect();
    events.sort_by_key(|event| event.on.utc);
    events
}

fn timeline(case: &Case<'_>, events: Vec<Dated>) -> Option<Drawn> {
    let tongue = case.tongue;
    let (first, last) = (&events.first()?.on, &events.last()?.on);
    let about = tongue.say("about", "vers");
    let when = |event: &Dated| {
        let mut words = clock(tongue, &event.on);
        if let Some(until) = &event.until {
            words.push_str(&format!(" – {}", clock(tongue, until)));
        }
        match event.approximate {
            true => format!("{about} {words}"),
            false => words,
        }
    };
    let alt = format!(
        "{} {}, {} {} {} {}.",
        tongue.say("Timeline of", "Chronologie de"),
        tongue.count(events.len(), "event", "événement"),
        tongue.say("from", "de"),
        clock(tongue, first),
        tongue.say("to", "à"),
        clock(tongue, last),
    );
    let rows = events.iter().map(|event| {
        let shows = event.reference.map(|one| text::tag(case, one, ""));
        vec![
            words(&when(event)),
            words(&event.text),
            shows.into_iter().collect(),
        ]
    });
    let head = [
        tongue.say("When", "Quand"),
        tongue.say("What happened", "Ce qui s’est passé"),
        tongue.say("Exhibit", "Pièce"),
    ];
    let table = table(&head, rows.collect());
    let happenings = events.iter().map(|event| Happening {
        when: when(event),
        approximate: event.approximate,
        lasting: event.until.is_some(),
        text: event.text.clone(),
        label: event
            .reference
            .map(|one| one.to_string())
            .unwrap_or_default(),
    });
    Some((Plot::Timeline(happenings.collect()), table, alt))
}

/// A tie from either side.
struct Tied {
    from: String,
    to: String,
    text: String,
    reference: Option<Reference>,
}

fn written_tie(link: &ChartLink) -> Tied {
    Tied {
        from: link.from.clone(),
        to: link.to.clone(),
        text: link.label.clone(),
        reference: reference(link.cite.as_ref()),
    }
}

fn case_ties(case: &Case<'_>) -> Vec<Tied> {
    let ties = case.book.affiliations.iter();
    ties.filter_map(|tie| {
        let who = case.book.party(tie.who)?;
        let to = case.book.party(tie.organisation)?;
        let level = level(case.tongue, tie.level);
        let role = tie.role.as_ref().filter(|role| !role.is_empty());
        Some(Tied {
            from: who.name().to_owned(),
            to: to.name().to_owned(),
            text: role.map_or_else(|| level.to_owned(), |role| format!("{role} ({level})")),
            reference: mark(case, tie.mark),
        })
    })
    .chain(case_identities(case))
    .collect()
}

/// The accounts and the people who are claimed to run them.
fn case_identities<'a>(case: &'a Case<'_>) -> impl Iterator<Item = Tied> + 'a {
    let claims = case
        .book
        .claims
        .iter()
        .filter(|one| one.withdrawn.is_none());
    claims.filter_map(|claim| {
        let identity = claim.identity?;
        let shown = case.book.lane(claim.id, Stance::Supports).next();
        Some(Tied {
            from: case.book.party(identity.account)?.name().to_owned(),
            to: case.book.party(identity.person)?.name().to_owned(),
            text: format!(
                "{} {}",
                case.tongue.say("run by, see", "tenu par, voir"),
                claim.number
            ),
            reference: shown.map(|(mark, _)| mark.reference),
        })
    })
}

fn diagram(case: &Case<'_>, tied: Vec<Tied>) -> Option<Drawn> {
    let tongue = case.tongue;
    if tied.is_empty() {
        return None;
    }
    let mut names: Vec<String> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut index = |name: &str| {
        *known.entry(name.to_owned()).or_insert_with(|| {
            names.push(name.to_owned());
            names.len() - 1
        })
    };
    let ties: Vec<Tie> = tied
        .iter()
        .map(|one| Tie {
            from: index(&one.from),
            to: index(&one.to),
            text: one.text.clone(),
            label: one.reference.map(|one| one.to_string()).unwrap_or_default(),
        })
        .collect();
    let mut alt = format!(
        "{} {} {} {}:",
        tongue.say("Diagram of", "Schéma de"),
        tongue.count(ties.len(), "tie", "lien"),
        tongue.say("between", "entre"),
        tongue.count(names.len(), "name", "nom"),
    );
    for one in tied.iter().take(MOST_NAMED) {
        let text = if one.text.is_empty() { "" } else { ", " };
        alt.push_str(&format!(" {} → {}{text}{};", one.from, one.to, one.text));
    }
    alt.pop();
    alt.push_str(if tied.len() > MOST_NAMED { " …" } else { "." });
    let rows = tied.iter().map(|one| {
        let shows = one.reference.map(|one| text::tag(case, one, ""));
        vec![
            words(&one.from),
            words(&one.to),
            words(&one.text),
            shows.into_iter().collect(),
        ]
    });
    let head = [
        tongue.say("From", "De"),
        tongue.say("To", "À"),
        tongue.say("Tie", "Lien"),
        tongue.say("Exhibit", "Pièce"),
    ];
    let table = table(&head, rows.collect());
    Some((Plot::Links { names, ties }, table, alt))
}

fn reference(cite: Option<&Cite>) -> Option<Reference> {
    cite.and_then(|cite| cite.reference)
}

fn mark(case: &Case<'_>, mark: Option<Id>) -> Option<Reference> {
    Some(case.book.mark(mark?)?.reference)
}

fn of_unit(unit: &str) -> String {
    if unit.is_empty() {
        String::new()
    } else {
        format!(" ({unit})")
    }
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn table(head: &[&str], mut rows: Vec<Vec<Vec<Inline>>>) -> Table {
    if rows.len() > MOST_ROWS {
        let more = rows.len() - MOST_ROWS;
        rows.truncate(MOST_ROWS);
        rows.push(vec![words(&format!("… + {more}"))]);
    }
    Table {
        head: head.iter().map(|cell| words(cell)).collect(),
        rows,
    }
}

/// The date, and the time where it is known; the zone is the chart's.
fn clock(tongue: Tongue, moment: &Moment) -> String {
    let date = tongue.date(moment);
    if moment.precision < Precision::Minute {
        return date;
    }
    let at = local(moment);
    format!("{date}, {:02}:{:02}", at.hour(), at.minute())
}

/// The same without the year.
fn short_clock(tongue: Tongue, moment: &Moment) -> String {
    let year = format!(" {}", local(moment).format("%Y"));
    clock(tongue, moment).replacen(&year, "", 1)
}

fn level(tongue: Tongue, level: Level) -> &'static str {
    match level {
        Level::Mentions => tongue.say("mentions", "mentionne"),
        Level::SelfDeclares => tongue.say("says so", "le déclare"),
        Level::Member => tongue.say("member", "membre"),
        Level::OfficeHolder => tongue.say("holds office", "en fonction"),
        Level::Employee => tongue.say("employee", "salarié"),
        Level::Tasked => tongue.say("tasked", "mandaté"),
    }
}
