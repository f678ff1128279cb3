//! `plumb mark CASE E-014 --region x,y,w,h | --quote TEXT | --page N | --time A-B  [--note T]`

use crate::{Failure, Outcome, open::Opener, terminal::Terminal};
use case::MarkPlace;
use evidence::{Number, Selector};
use std::path::PathBuf;

/// Mark what matters inside an exhibit.
#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("place").required(true))]
pub(crate) struct Mark {
    /// The case.
    case: PathBuf,
    /// The exhibit: E-014.
    exhibit: Number,
    /// A box in pixels from the upper left corner: x,y,w,h.
    #[arg(long, group = "place", value_parser = Selector::region)]
    region: Option<Selector>,
    /// Words of the captured text, enough of them to be found once.
    #[arg(long, group = "place", value_name = "TEXT")]
    quote: Option<String>,
    /// A page, from 1.
    #[arg(long, group = "place", value_name = "N")]
    page: Option<u32>,
    /// A span of a recording, in seconds or as mm:ss.
    #[arg(long, group = "place", value_name = "A-B", value_parser = Selector::time)]
    time: Option<Selector>,
    /// What a reader should see there.
    #[arg(long, value_name = "T")]
    note: Option<String>,
}

impl Mark {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let exactly = self.region.or(self.time).or(self.page.map(Selector::Page));
        let place = match (exactly, self.quote) {
            (Some(selector), _) => MarkPlace::Exactly(selector),
            (None, Some(words)) => MarkPlace::Quote(words),
            (None, None) => return Err(Failure::usage("say where the mark is to lie")),
        };
        let mut case = opener.open(&self.case)?;
        let reference = case.mark(self.exhibit, place, self.note)?.value;
        terminal.line(reference.to_string());
        Ok(Outcome::Done)
    }
}
