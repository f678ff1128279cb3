//! `plumb posts top|series|profile|creations CASE D-1 [parameters] [--json]`

use super::freeze::Freeze;
use crate::{
    Failure, Outcome,
    open::Opener,
    terminal::Terminal,
    text::{columns, labelled, one_line},
};
use case::view::data::{DataView, SeriesQuery};
use evidence::Number;
use posts::contents::{Count, Filter, Standing, Step, Subject};
use posts::finding::{CountQuestion, Counting, Ranked};
use std::path::PathBuf;

/// Which data set, and which of its posts.
#[derive(clap::Args)]
struct Selection {
    /// The case.
    case: PathBuf,
    /// The data set, such as D-1.
    data_set: Number,
    /// Only posts from this moment on: 2024-05-15T08:00:00Z.
    #[arg(long, value_name = "T", value_parser = moment)]
    from: Option<i64>,
    /// Only posts before this moment.
    #[arg(long, value_name = "T", value_parser = moment)]
    until: Option<i64>,
    /// Only posts with this hashtag; may be repeated.
    #[arg(long = "hashtag", value_name = "TAG")]
    hashtags: Vec<String>,
    /// Only posts of this account; may be repeated.
    #[arg(long = "account", value_name = "ID")]
    accounts: Vec<String>,
    /// Leave reposts out.
    #[arg(long)]
    no_reposts: bool,
    /// Leave out rows with the id of an earlier one.
    #[arg(long)]
    no_duplicates: bool,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

impl Selection {
    fn open(&self, opener: &Opener) -> Result<(DataView, Filter), Failure> {
        let view = opener.open(&self.case)?.data_view(self.data_set)?;
        Ok((view, self.filter()))
    }

    fn filter(&self) -> Filter {
        Filter {
            from: self.from,
            until: self.until,
            hashtags: self.hashtags.clone(),
            accounts: self.accounts.clone(),
            no_reposts: self.no_reposts,
            no_duplicates: self.no_duplicates,
        }
    }

    fn freeze(
        &self,
        counting: Counting,
        freeze: Freeze,
        opener: &Opener,
        terminal: &mut Terminal,
    ) -> Result<Outcome, Failure> {
        let filter = self.filter();
        let question = CountQuestion { filter, counting };
        let case = opener.open(&self.case)?;
        freeze.run(case, self.data_set, &question, self.json, terminal)
    }
}

/// List the most active accounts, who came first, and what occurs most.
#[derive(clap::Args)]
pub(crate) struct Top {
    #[command(flatten)]
    of: Selection,
    /// How many of each.
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// Leave so many accounts out, for the next page.
    #[arg(long, default_value_t = 0)]
    skip: usize,
    /// Count and quote bios with these words.
    #[arg(long, default_value = "", value_name = "WORDS")]
    bio: String,
    /// Which list is frozen.
    #[arg(long, default_value = "active", requires = "freeze")]
    list: ListArgument,
    #[command(flatten)]
    freeze: Freeze,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum ListArgument {
    Active,
    First,
    Hashtags,
    Sequences,
    Domains,
    Languages,
}

impl ListArgument {
    const fn ranked(self) -> Ranked {
        match self {
            ListArgument::Active => Ranked::Active,
            ListArgument::First => Ranked::First,
            ListArgument::Hashtags => Ranked::Hashtags,
            ListArgument::Sequences => Ranked::Sequences,
            ListArgument::Domains => Ranked::Domains,
            ListArgument::Languages => Ranked::Languages,
        }
    }
}

impl Top {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        if self.freeze.freeze {
            let counting = Counting::Top {
                of: self.list.ranked(),
                most: u32::try_from(self.limit).unwrap_or(u32::MAX),
            };
            return self.of.freeze(counting, self.freeze, opener, terminal);
        }
        let (view, filter) = self.of.open(opener)?;
        let tops = view.tops(&filter, &self.bio, self.skip, self.limit);
        if self.of.json {
            terminal.json(&tops)?;
            return Ok(Outcome::Done);
        }
        let number = |count: u64| Some(count.to_string());
        terminal.line(labelled(&[
            ("posts", number(tops.posts)),
            ("reposts among them", number(tops.reposts)),
            ("accounts", number(tops.accounts)),
            (
                "bios with the words",
                (!self.bio.is_empty()).then(|| tops.with_word.to_string()),
            ),
        ]));
        let accounts: Vec<Vec<String>> = tops.active.iter().map(account_row).collect();
        section(terminal, "most active accounts", &accounts);
        let first: Vec<Vec<String>> = tops.first.iter().map(account_row).collect();
        section(terminal, "first to post", &first);
        for (name, counts) in [
            ("account states the file names", &tops.states),
            ("hashtags", &tops.hashtags),
            ("hashtag sequences", &tops.sequences),
            ("domains", &tops.domains),
            ("languages", &tops.languages),
        ] {
            let rows: Vec<Vec<String>> = counts.iter().map(count_row).collect();
            section(terminal, name, &rows);
        }
        Ok(Outcome::Done)
    }
}

fn section(terminal: &mut Terminal, name: &str, rows: &[Vec<String>]) {
    if !rows.is_empty() {
        terminal.line(format!("\n{name}"));
        terminal.line(columns(rows));
    }
}

fn account_row(standing: &Standing) -> Vec<String> {
    let profile = &standing.profile;
    let place = profile.place.as_deref();
    let place = place.map(|place| format!("says: {}", one_line(place)));
    let made = profile
        .created
        .map(|moment| format!("made {}", day(moment)));
    vec![
        standing.posts.to_string(),
        one_line(&standing.account),
        time(standing.first),
        place.unwrap_or_default(),
        made.unwrap_or_default(),
        profile.state.as_deref().map(one_line).unwrap_or_default(),
        standing
            .bio_quote
            .as_deref()
            .map(|quote| format!("“{}”", one_line(quote)))
            .unwrap_or_default(),
    ]
}

fn count_row(count: &Count) -> Vec<String> {
    let accounts = format!("{} accounts", count.accounts);
    vec![count.posts.to_string(), accounts, one_line(&count.name)]
}

/// Count posts over time.
#[derive(clap::Args)]
pub(crate) struct Series {
    #[command(flatten)]
    of: Selection,
    /// What the lines tell apart.
    #[arg(long, default_value = "all")]
    by: By,
    /// How long a bin is.
    #[arg(long, default_value = "hour")]
    step: StepArgument,
    /// Hours that the clock shown is ahead of UTC.
    #[arg(long, default_value_t = 0.0, allow_negative_numbers = true)]
    offset: f64,
    /// The most lines.
    #[arg(long, default_value_t = 10)]
    limit: usize,
    #[command(flatten)]
    freeze: Freeze,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum By {
    All,
    Hashtag,
    Account,
    Domain,
    Language,
    Repost,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum StepArgument {
    Minute,
    Hour,
    Day,
}

impl Series {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let query = self.query();
        if self.freeze.freeze {
            let counting = Counting::Series {
                subject: query.subject,
                step: query.step,
                offset: query.offset,
                most: u32::try_from(query.limit).unwrap_or(u32::MAX),
            };
            return self.of.freeze(counting, self.freeze, opener, terminal);
        }
        let (view, filter) = self.of.open(opener)?;
        let series = view.series(&filter, query);
        if self.of.json {
            terminal.json(&series)?;
            return Ok(Outcome::Done);
        }
        let name = |name: &str| {
            if name.is_empty() {
                "posts".to_owned()
            } else {
                one_line(name)
            }
        };
        let mut rows = vec![vec!["from".to_owned()]];
        rows[0].extend(series.lines.iter().map(|line| name(&line.name)));
        let bins = series.lines.first().map_or(0, |line| line.counts.len());
        for bin in 0..bins {
            let mut row = vec![time(series.start + bin as i64 * series.step)];
            row.extend(series.lines.iter().map(|line| line.counts[bin].to_string()));
            if row[1..].iter().any(|count| count != "0") {
                rows.push(row);
            }
        }
        terminal.line(columns(&rows));
        Ok(Outcome::Done)
    }

    fn query(&self) -> SeriesQuery {
        SeriesQuery {
            subject: match self.by {
                By::All => Subject::All,
                By::Hashtag => Subject::Hashtag,
                By::Account => Subject::Account,
                By::Domain => Subject::Domain,
                By::Language => Subject::Language,
                By::Repost => Subject::Repost,
            },
            step: match self.step {
                StepArgument::Minute => Step::Minute,
                StepArgument::Hour => Step::Hour,
                StepArgument::Day => Step::Day,
            },
            offset: milliseconds(self.offset),
            limit: self.limit,
        }
    }
}

/// Count posts by hour of the day.
#[derive(clap::Args)]
pub(crate) struct Profile {
    #[command(flatten)]
    of: Selection,
    /// Hours that the clock assumed is ahead of UTC.
    #[arg(long, default_value_t = 0.0, allow_negative_numbers = true)]
    offset: f64,
}

impl Profile {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let (view, filter) = self.of.open(opener)?;
        let profile = view.hours(&filter, milliseconds(self.offset));
        if self.of.json {
            terminal.json(&profile)?;
            return Ok(Outcome::Done);
        }
        let row = |(hour, count): (usize, &u64)| vec![format!("{hour:02}"), count.to_string()];
        let rows: Vec<Vec<String>> = profile.hours.iter().enumerate().map(row).collect();
        terminal.line(columns(&rows));
        terminal.line(format!(
            "{} of {} posts from Monday to Friday between 9 and 18 o'clock, if the clock is {} hours ahead of UTC",
            profile.working_hours, profile.posts, self.offset
        ));
        Ok(Outcome::Done)
    }
}

/// Find days on which many of the accounts were made.
#[derive(clap::Args)]
pub(crate) struct Creations {
    #[command(flatten)]
    of: Selection,
}

impl Creations {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let (view, filter) = self.of.open(opener)?;
        let creations = view.creations(&filter);
        if self.of.json {
            terminal.json(&creations)?;
            return Ok(Outcome::Done);
        }
        terminal.line(format!(
            "the day is known of {} of {} accounts",
            creations.known, creations.accounts
        ));
        let row = |burst: &posts::contents::Burst| {
            vec![
                day(burst.day),
                format!("{} accounts", burst.accounts),
                format!("{:.1} expected from the days around", burst.expected),
            ]
        };
        let rows: Vec<Vec<String>> = creations.bursts.iter().map(row).collect();
        section(terminal, "days that stand out", &rows);
        Ok(Outcome::Done)
    }
}

fn milliseconds(hours: f64) -> i64 {
    (hours * 3_600_000.0).round() as i64
}

fn moment(text: &str) -> Result<i64, String> {
    let read = chrono::DateTime::parse_from_rfc3339(text);
    read.map(|moment| moment.timestamp_millis())
        .map_err(|_| "write a moment such as 2024-05-15T08:00:00Z".to_owned())
}

fn time(moment: i64) -> String {
    let time = chrono::DateTime::from_timestamp_millis(moment);
    time.map(|time| time.format("%Y-%m-%dT%H:%M:%SZ").to_string())
        .unwrap_or_default()
}

fn day(moment: i64) -> String {
    let time = chrono::DateTime::from_timestamp_millis(moment);
    time.map(|time| time.format("%Y-%m-%d").to_string())
        .unwrap_or_default()
}
