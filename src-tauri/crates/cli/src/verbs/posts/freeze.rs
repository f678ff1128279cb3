//! Freezing an answer or a count into an exhibit: `--freeze` and what goes with it.

use crate::{Failure, Outcome, terminal::Terminal};
use case::Case;
use case::finding::{Freezing, PostsSource};
use case::posts::EdgeQuery;
use evidence::Number;
use posts::chance::Lots;
use posts::finding::{CountQuestion, Question};
use posts::near_text::Words;
use posts::network::Weight;
use std::ops::ControlFlow;

/// Freezing an answer: what every finding is given, and what chance and the filter need.
#[derive(clap::Args)]
pub(super) struct FreezeArguments {
    #[command(flatten)]
    pub(super) finding: Freeze,
    /// Do not count this hashtag or link, such as the word the data were collected by.
    #[arg(long, value_name = "WORD", requires = "freeze")]
    without: Vec<String>,
    /// Only posts with this hashtag; several mean any of them.
    #[arg(long, value_name = "HASHTAG", requires = "freeze")]
    only: Vec<String>,
    /// The seed of what chance gives.
    #[arg(long, default_value_t = 20_240_515, requires = "freeze")]
    seed: u64,
    /// How often each model of chance is run.
    #[arg(long, default_value_t = 20, requires = "freeze")]
    runs: u32,
}

impl FreezeArguments {
    /// Freezes the answer of `query` to a data set of the case and says what it is.
    pub(super) fn run(
        self,
        mut case: Case,
        source: &PostsSource,
        query: EdgeQuery,
        json: bool,
        terminal: &mut Terminal,
    ) -> Result<Outcome, Failure> {
        let question = self.question(query);
        let freezing = self.finding.freezing();
        let frozen = case.freeze(source, &question, freezing, &mut |part| {
            tell(terminal, part)
        });
        terminal.end_progress();
        say(&case, frozen?.value, json, terminal)
    }

    fn question(&self, query: EdgeQuery) -> Question {
        let is_pairs = query.weight == Weight::Pairs;
        let folded = |words: &[String]| -> Vec<String> {
            let word = |word: &String| word.trim_start_matches('#').to_lowercase();
            words.iter().map(word).collect()
        };
        Question {
            by: query.by,
            within: query.within,
            at_least: if is_pairs { 1 } else { query.at_least },
            weight: query.weight,
            participation: if is_pairs { query.at_least } else { 1 },
            words: Words::Strict,
            similarity: query.similarity,
            from: None,
            until: None,
            hashtags: folded(&self.only),
            without: folded(&self.without),
            distance: query.distance,
            lots: Lots {
                seed: self.seed,
                repetitions: self.runs,
            },
        }
    }
}

/// What every finding is given when it is frozen.
#[derive(clap::Args)]
pub(super) struct Freeze {
    /// Freeze it as an exhibit: with its rows and what it does not show; `verify` computes it again.
    #[arg(long)]
    pub(super) freeze: bool,
    /// The finding's title.
    #[arg(long, requires = "freeze")]
    title: Option<String>,
    /// Print accounts under their names instead of codes, for this reason.
    #[arg(long, value_name = "REASON", requires = "freeze")]
    name_accounts: Option<String>,
}

impl Freeze {
    fn freezing(self) -> Freezing {
        Freezing {
            title: self.title,
            named_because: self.name_accounts,
        }
    }

    /// Freezes a count in a data set of the case and says what it is.
    pub(super) fn run(
        self,
        mut case: Case,
        number: Number,
        question: &CountQuestion,
        json: bool,
        terminal: &mut Terminal,
    ) -> Result<Outcome, Failure> {
        let source = case.posts_source(number)?;
        let frozen = case.freeze_count(&source, question, self.freezing(), &mut |part| {
            tell(terminal, part)
        });
        terminal.end_progress();
        say(&case, frozen?.value, json, terminal)
    }
}

/// Says how far the freezing is; it is not stopped.
fn tell(terminal: &mut Terminal, part: f32) -> ControlFlow<()> {
    terminal.progress(&format!("{:.0} of 100", part * 100.0));
    ControlFlow::Continue(())
}

fn say(
    case: &Case,
    exhibit: Number,
    json: bool,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    if json {
        terminal.json(&case.frozen(exhibit)?)?;
    } else {
        terminal.line(format!("Frozen as {exhibit}"));
        terminal.line(case.finding_sentence(exhibit)?);
    }
    Ok(Outcome::Done)
}
