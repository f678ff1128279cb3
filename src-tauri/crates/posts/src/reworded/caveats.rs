//! What else could look like copies of a text.

use super::{FEWEST_LETTERS, Reworded};
use crate::DataSet;
use crate::caveats::{Caveat, CaveatKind, caveat, steady_things};
use crate::network::Meeting;

/// Everything that applies beside what applies to any trace.
pub(crate) fn look(found: &Reworded, data: &DataSet, meetings: &[Meeting]) -> Vec<Caveat> {
    let letters = "Letters are compared, not what they mean: greetings, quotations, petitions and headlines behind a share button, with a name or a number put in, look like reworded copies. A translation, or the same thought in other words, is not found; that needs a language model, and none is on this laptop.";
    let steady = steady_things(data, meetings);
    let steady = (steady > 0).then(|| {
        let text = format!("{steady} texts come, reworded or not, from twenty accounts or more over more than three days: a share button, a greeting or a prayer would look the same.");
        caveat(CaveatKind::ShareButton, text).with([&steady])
    });
    let short = (found.short() > 0).then(|| {
        let text = format!("{} posts were not compared, because fewer than {FEWEST_LETTERS} letters are left of them without links, mentions, pictograms and the hashtags at both ends.", found.short());
        caveat(CaveatKind::ShortTexts, text).with([&found.short(), &FEWEST_LETTERS])
    });
    let always = caveat(CaveatKind::LettersOnly, letters.to_owned());
    [Some(always), short, steady]
        .into_iter()
        .flatten()
        .collect()
}
