//! `plumb posts edges CASE D-1 | FILE --by text|link|repost|reply|hashtags|near-text|reworded|picture
//! [--within SECONDS] [--at-least N] [--weight messages|pairs] [--similarity S] [--distance BITS]
//! [--json|--csv] [--freeze]`

use super::{ReadingArguments, freeze::FreezeArguments, seconds};
use crate::{
    Failure, Outcome,
    open::Opener,
    terminal::Terminal,
    text::{columns, one_line},
};
use case::finding::PostsSource;
use case::posts::{EdgeQuery, Edges as Found, edges_in_file};
use evidence::Number;
use posts::finding::Trace;
use posts::network::Weight;
use posts::pictures::{DISTANCE, FARTHEST};
use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Find accounts that posted the same thing within a time window.
#[derive(clap::Args)]
pub(crate) struct Edges {
    /// A file of posts; or a case, followed by the number of a data set.
    file: PathBuf,
    /// The data set of the case, such as D-1.
    data_set: Option<Number>,
    /// What two posts must have in common.
    #[arg(long)]
    by: By,
    /// The window in seconds; it slides and includes both ends.
    #[arg(long, default_value = "60", value_parser = seconds)]
    within: i64,
    /// messages: the smallest weight of an edge. pairs: the rows an account must take part with
    /// (CooRTweet's min_participation).
    #[arg(long, default_value_t = 2)]
    at_least: u32,
    /// messages: directed, different posts of account_1 (as CNT). pairs: undirected, pairs of
    /// posts (as CooRTweet).
    #[arg(long, default_value = "messages")]
    weight: WeightArgument,
    /// near-text: the smallest share of words in common, 0 to 1 [default: 0.8]. reworded: how alike
    /// two texts must be more than, by letters as D3lta compares them, 0 to 1 [default: 0.693].
    #[arg(long, value_parser = similarity)]
    similarity: Option<f64>,
    /// For picture: in how many of 256 bits the PDQ hashes of two pictures may differ.
    #[arg(long, default_value_t = DISTANCE, value_parser = clap::value_parser!(u32).range(0..=i64::from(FARTHEST)))]
    distance: u32,
    #[command(flatten)]
    freezing: FreezeArguments,
    #[command(flatten)]
    reading: ReadingArguments,
    /// Print one JSON document.
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print CSV: account_1,account_2,weight.
    #[arg(long)]
    csv: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum By {
    Text,
    Link,
    Repost,
    Reply,
    Hashtags,
    NearText,
    Reworded,
    Picture,
}

impl From<By> for Trace {
    fn from(by: By) -> Self {
        match by {
            By::Text => Trace::Text,
            By::Link => Trace::Link,
            By::Repost => Trace::Repost,
            By::Reply => Trace::Reply,
            By::Hashtags => Trace::Hashtags,
            By::NearText => Trace::NearText,
            By::Reworded => Trace::Reworded,
            By::Picture => Trace::Picture,
        }
    }
}

fn similarity(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    match (0.0..1.0).contains(&number) || number == 1.0 {
        true => Ok(number),
        false => Err("a similarity is between 0 and 1".to_owned()),
    }
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum WeightArgument {
    Messages,
    Pairs,
}

impl Edges {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let by = Trace::from(self.by);
        if by == Trace::Reworded && self.similarity == Some(1.0) {
            return Err(Failure::usage(
                "reworded copies are more alike than the similarity that is given: give one below 1, or ask --by text",
            ));
        }
        let query = EdgeQuery {
            by,
            within: self.within,
            at_least: self.at_least,
            weight: match self.weight {
                WeightArgument::Messages => Weight::Messages,
                WeightArgument::Pairs => Weight::Pairs,
            },
            similarity: self.similarity.or(by.usual_similarity()).unwrap_or(1.0),
            distance: self.distance,
        };
        if self.freezing.finding.freeze {
            let number = self.data_set.ok_or_else(|| {
                Failure::usage("a finding is frozen in a case: give the case and its data set, D-1")
            })?;
            let pictures = self.reading.into_column_of_pictures()?;
            let case = opener.open(&self.file)?;
            let source = PostsSource {
                pictures,
                ..case.posts_source(number)?
            };
            let freezing = self.freezing;
            return freezing.run(case, &source, query, self.json, terminal);
        }
        let found = match self.data_set {
            Some(number) => {
                let pictures = self.reading.into_column_of_pictures()?;
                let case = opener.open(&self.file)?;
                match by {
                    Trace::Picture => {
                        let source = case.posts_source(number)?;
                        case.edges_by_picture(&PostsSource { pictures, ..source }, query)
                    }
                    _ => case.edges(number, query),
                }
            }
            None => {
                let reading = self.reading.into_reading();
                edges_in_file(&self.file, query, &reading, &mut |so_far| {
                    terminal.progress(&format!("{} posts read", so_far.posts));
                    ControlFlow::Continue(())
                })
            }
        };
        terminal.end_progress();
        let found = found?;
        if self.json {
            terminal.json(&found)?;
        } else if self.csv {
            terminal.line(csv(&found).trim_end());
        } else {
            terminal.line(summary(&found));
        }
        if !self.json {
            for remark in &found.remarks {
                let line = remark
                    .line
                    .map(|line| format!("line {line}: "))
                    .unwrap_or_default();
                terminal.remark(format!("{line}{}", one_line(&remark.said.text)));
            }
        }
        Ok(Outcome::Done)
    }
}

fn csv(found: &Found) -> String {
    let mut text = String::from("account_1,account_2,weight\n");
    for edge in &found.edges {
        let _ = writeln!(
            text,
            "{},{},{}",
            cell(&edge.account_1),
            cell(&edge.account_2),
            edge.weight
        );
    }
    text
}

/// A value of CSV, quoted where it has to be.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn summary(found: &Found) -> String {
    const SHOWN: usize = 20;
    let mut strongest: Vec<_> = found.edges.iter().collect();
    strongest.sort_by_key(|edge| std::cmp::Reverse(edge.weight));
    let row = |edge: &&case::posts::Edge| {
        vec![
            edge.weight.to_string(),
            one_line(&edge.account_1),
            one_line(&edge.account_2),
        ]
    };
    let rows: Vec<Vec<String>> = strongest.iter().take(SHOWN).map(row).collect();
    let mut text = format!(
        "{} edges between {} of {} accounts, in {} posts",
        found.edges.len(),
        found.connected,
        found.accounts,
        found.posts
    );
    if !rows.is_empty() {
        text.push('\n');
        text.push_str(&columns(&rows));
    }
    if found.edges.len() > SHOWN {
        text.push_str("\n…");
    }
    text
}
