//! What a copy may not show: decided once, before anything is composed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use claims::Casebook;
use claims::casebook::Party;
use evidence::mark::Quote;
use evidence::{
    Code, Exhibit, Fingerprint, Id, Mark, Redaction, Scope, Selector, Sensitivity, fold,
};

use super::codes::apply;
use super::labels::Tongue;
use super::names::{Edge, Names};
use super::{Edition, Withholding};

/// Why an exhibit is not shown at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Withheld {
    /// A page of it, or a part of one, must not be seen, and a page cannot be
    /// shown without a part of it.
    Page,
    /// The case calls it sensitive.
    Sensitive,
    /// A picture by an account that prints under this code, and nobody has said
    /// which part of it shows the account.
    ShowsAccount(String),
}

/// What a copy may not show.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) edition: Edition,
    /// The codes in force.
    codes: Vec<&'a Code>,
    /// What each of `codes` prints.
    words: Vec<String>,
    names: Names,
    /// The redactions of each exhibit, those of the same original elsewhere included.
    redactions: BTreeMap<Id, Vec<&'a Redaction>>,
    withheld: BTreeMap<Id, Withheld>,
    /// What the case calls sensitive, the same original elsewhere included.
    sensitive: BTreeSet<Id>,
}

impl<'a> Plan<'a> {
    /// Decides for one copy.
    pub(crate) fn of(book: &'a Casebook, edition: Edition) -> Plan<'a> {
        let codes: Vec<&Code> = book
            .codes
            .iter()
            .filter(|code| edition == Edition::Public || code.scope == Scope::Always)
            .collect();
        let mut plan = Plan {
            edition,
            words: codes.iter().map(|code| code.code.clone()).collect(),
            names: Names::new(spellings(book, &codes)),
            codes,
            redactions: redactions(book),
            withheld: BTreeMap::new(),
            sensitive: sensitive(book),
        };
        plan.withheld = plan.withhold(book);
        plan
    }

    fn withhold(&self, book: &Casebook) -> BTreeMap<Id, Withheld> {
        let why = |exhibit: &Exhibit| {
            let redactions = self.redactions_of(exhibit.id).iter();
            if redactions.map(|one| &one.selector).any(is_on_page) {
                return Some(Withheld::Page);
            }
            if self.edition == Edition::Editor {
                return None;
            }
            if self.sensitive.contains(&exhibit.id) {
                return Some(Withheld::Sensitive);
            }
            let code = self.code_of(exhibit.record.account?)?;
            let is_picture = is_picture(exhibit);
            let looked_at = self.redactions.contains_key(&exhibit.id);
            (is_picture && !looked_at).then(|| Withheld::ShowsAccount(code.code.clone()))
        };
        book.exhibits
            .iter()
            .filter_map(|exhibit| Some((exhibit.id, why(exhibit)?)))
            .collect()
    }

    /// The code under which a party prints in this copy.
    pub(crate) fn code_of(&self, party: Id) -> Option<&'a Code> {
        self.codes.iter().find(|code| code.party == party).copied()
    }

    /// How much is not shown.
    pub(super) fn count(&self, book: &Casebook) -> Withholding {
        Withholding {
            codes: self.codes.len(),
            redacted: self.redactions.len(),
            withheld: self.withheld.len(),
            covered: self.covered(book).count(),
        }
    }

    /// What is not shown, in sentences.
    pub(super) fn told(&self, book: &Casebook) -> Vec<String> {
        let mut told = vec![match self.edition {
            Edition::Editor => "Editor’s copy: not for publication.".to_owned(),
            Edition::Public => {
                "Public copy: no open points, no custody, no collector, no confidence.".to_owned()
            }
        }];
        if !self.words.is_empty() {
            told.push(format!(
                "Names replaced by codes: {}.",
                self.words.join(", ")
            ));
        }
        let number = |id: &Id| book.exhibit(*id).map(|exhibit| exhibit.number.to_string());
        let list = |ids: Vec<&Id>| {
            ids.into_iter()
                .filter_map(number)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let redacted = list(self.redactions.keys().collect());
        if !redacted.is_empty() {
            told.push(format!("Redacted: {redacted}."));
        }
        let by = |wanted: fn(&Withheld) -> bool| {
            list(
                self.withheld
                    .iter()
                    .filter(|(_, why)| wanted(why))
                    .map(|(id, _)| id)
                    .collect(),
            )
        };
        let pages = by(|why| *why == Withheld::Page);
        if !pages.is_empty() {
            told.push(format!(
                "Withheld whole because a page is redacted, and a page cannot be shown in part: {pages}."
            ));
        }
        let sensitive = by(|why| *why == Withheld::Sensitive);
        if !sensitive.is_empty() {
            told.push(format!("Withheld as sensitive: {sensitive}."));
        }
        let covered = list(self.covered(book).map(|exhibit| &exhibit.id).collect());
        if !covered.is_empty() {
            told.push(format!(
                "Sensitive, so the picture is not shown: {covered}."
            ));
        }
        let accounts = by(|why| matches!(why, Withheld::ShowsAccount(_)));
        if !accounts.is_empty() {
            told.push(format!(
                "Withheld because the picture may show an account under a code: {accounts}. Redact the place that shows it to print the rest."
            ));
        }
        for exhibit in book
            .exhibits
            .iter()
            .filter(|one| !self.redactions.contains_key(&one.id))
        {
            let parent = exhibit
                .record
                .derived_from
                .iter()
                .find(|id| self.redactions.contains_key(id));
            if let Some(parent) = parent.and_then(number)
                && self.withheld(exhibit.id).is_none()
            {
                told.push(format!("{} was made from {parent}, which is redacted, and is itself shown whole: look at it.", exhibit.number));
            }
        }
        told
    }

    /// Whether no pixel of a picture leaves the laptop, in whichever copy: every
    /// copy is seen by more people than the case is.
    pub(crate) fn is_covered(&self, exhibit: &Exhibit) -> bool {
        self.sensitive.contains(&exhibit.id) && is_picture(exhibit)
    }

    /// The pictures of which only that is missing.
    fn covered<'b>(&'b self, book: &'b Casebook) -> impl Iterator<Item = &'b Exhibit> {
        let is_shown = |exhibit: &&Exhibit| self.withheld(exhibit.id).is_none();
        let exhibits = book.exhibits.iter().filter(is_shown);
        exhibits.filter(|exhibit| self.is_covered(exhibit))
    }

    /// Why an exhibit is not shown at all.
    pub(crate) fn withheld(&self, exhibit: Id) -> Option<&Withheld> {
        self.withheld.get(&exhibit)
    }

    /// Every spelling that must not be seen, with its code.
    pub(crate) fn spellings(&self, book: &'a Casebook) -> Vec<(&'a str, &'a Code)> {
        spellings(book, &self.codes)
            .map(|(name, entry)| (name, self.codes[entry]))
            .collect()
    }

    /// Addresses that lead to somebody under a code, whether or not they name them.
    pub(crate) fn closed_addresses(&self, book: &Casebook) -> Vec<String> {
        let leads = |exhibit: &&Exhibit| {
            let account = exhibit.record.account;
            account.is_some_and(|account| self.code_of(account).is_some())
        };
        let addresses = |exhibit: &Exhibit| {
            let record = &exhibit.record;
            let own = [&record.address_requested, &record.address_final];
            let copies = record
                .archive_copies
                .iter()
                .map(|copy| copy.address.clone());
            own.into_iter()
                .flatten()
                .cloned()
                .chain(copies)
                .collect::<Vec<_>>()
        };
        let all = book.exhibits.iter().filter(leads).flat_map(addresses);
        all.map(|address| address.split("://").last().unwrap_or_default().to_owned())
            .filter(|address| address.contains('/'))
            .collect()
    }

    /// What is not shown of an exhibit.
    pub(crate) fn redactions_of(&self, exhibit: Id) -> &[&'a Redaction] {
        self.redactions.get(&exhibit).map_or(&[], Vec::as_slice)
    }

    /// True when nothing differs between the case and what this copy may show.
    pub(crate) fn shows_all(&self) -> bool {
        self.edition == Edition::Editor && self.names.is_empty() && self.redactions.is_empty()
    }

    /// True when a text holds a name that must not be seen, as a part of a word too.
    pub(crate) fn tells(&self, text: &str) -> bool {
        !self.names.find(text, Edge::Part).is_empty()
    }

    /// Puts codes in place of names.
    pub(crate) fn edit(&self, text: &mut String) {
        if let Some(new) = self.names.replaced(text, &self.words) {
            *text = new;
        }
    }

    /// Takes redacted passages out of what the desk wrote about an exhibit, such
    /// as a mark's words in its custody.
    pub(super) fn hide(&self, text: &mut String, tongue: Tongue) {
        for redaction in self.redactions.values().flatten() {
            if let Selector::Quote(quote) = &redaction.selector
                && text.contains(&quote.exact)
            {
                *text = text.replace(&quote.exact, &gap(redaction, tongue));
            }
        }
    }

    /// The captured text and the marks of an exhibit as this copy may show
    /// them: redacted passages and names replaced, quotations found again.
    pub(super) fn edit_text(
        &self,
        exhibit: Id,
        text: Option<&mut String>,
        marks: &mut [&mut Mark],
        tongue: Tongue,
    ) {
        if self.withheld(exhibit) == Some(&Withheld::Page) {
            // Which words lie in the hidden part is not known.
            text.into_iter().for_each(String::clear);
            for mark in marks {
                mark.note = None;
                if let Selector::Quote(quote) = &mut mark.selector {
                    *quote = Quote::default();
                }
            }
            return;
        }
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        let squeezed = text.as_deref().map(|text| fold::squeeze(text));
        let body = squeezed.as_deref().unwrap_or_default();
        for redaction in self.redactions_of(exhibit) {
            for mark in marks
                .iter_mut()
                .filter(|mark| redaction.overlaps(&mark.selector))
            {
                mark.note = None;
            }
            if let Selector::Quote(quote) = &redaction.selector {
                let gap = gap(redaction, tongue);
                let all = body.match_indices(&quote.exact);
                edits.extend(all.map(|(at, exact)| (at..at + exact.len(), gap.clone())));
            }
        }
        edits.sort_by_key(|edit| (edit.0.start, std::cmp::Reverse(edit.0.end)));
        merge(&mut edits);
        let redacted: Vec<Range<usize>> = edits.iter().map(|edit| edit.0.clone()).collect();
        edits.extend(self.names.edits(body, &self.words));
        edits.sort_by_key(|edit| (edit.0.start, std::cmp::Reverse(edit.0.end)));
        merge(&mut edits);
        let new = apply(body, &edits);
        for mark in marks.iter_mut() {
            let Selector::Quote(quote) = &mut mark.selector else {
                continue;
            };
            match quote.find_squeezed(body) {
                Ok(range) => {
                    let meets =
                        |other: &Range<usize>| other.start < range.end && range.start < other.end;
                    if redacted.iter().any(meets) {
                        mark.note = None;
                    }
                    *quote = Quote::around(&new, moved(&range, &edits));
                }
                // Words that are not in the text any more cannot be judged by their place.
                Err(_) => self.edit_quote(quote),
            }
        }
        if let Some(text) = text
            && !edits.is_empty()
        {
            *text = new;
        }
    }

    fn edit_quote(&self, quote: &mut Quote) {
        self.edit(&mut quote.exact);
        quote.prefix.clear();
        quote.suffix.clear();
    }
}

/// Whether a place is a page or on one.
fn is_on_page(selector: &Selector) -> bool {
    matches!(
        selector,
        Selector::Page(_) | Selector::Region { page: Some(_), .. }
    )
}

/// Every spelling that must not be seen, with the place of its code in the list.
fn spellings<'b>(book: &'b Casebook, codes: &[&'b Code]) -> impl Iterator<Item = (&'b str, usize)> {
    let all: Vec<(&str, usize)> = codes
        .iter()
        .enumerate()
        .flat_map(|(entry, code)| {
            let party = book.party(code.party);
            let own = party.into_iter().flat_map(|party| match party {
                Party::Person(person) => vec![person.name.as_str()],
                Party::Organisation(organisation) => vec![organisation.name.as_str()],
                Party::Account(account) => {
                    let id = account.platform_id.as_deref();
                    std::iter::once(account.handle.as_str()).chain(id).collect()
                }
            });
            let known = party.into_iter().flat_map(|party| match party {
                Party::Person(person) => &person.other_names[..],
                Party::Organisation(organisation) => &organisation.other_names,
                Party::Account(account) => &account.other_names,
            });
            let others = code.other_names.iter().chain(known).map(String::as_str);
            own.chain(others)
                .map(move |name| (name, entry))
                .collect::<Vec<_>>()
        })
        .collect();
    all.into_iter()
}

fn is_picture(exhibit: &Exhibit) -> bool {
    let original = exhibit.original.as_ref();
    original.is_some_and(|original| original.media_type.starts_with("image/"))
}

fn sensitive(book: &Casebook) -> BTreeSet<Id> {
    let is_called_so = |exhibit: &&Exhibit| exhibit.record.sensitivity == Sensitivity::Sensitive;
    let called: Vec<&Exhibit> = book.exhibits.iter().filter(is_called_so).collect();
    let originals = called.iter().filter_map(|one| one.original.as_ref());
    let fingerprints: Vec<Fingerprint> = originals.map(|one| one.fingerprint).collect();
    let is_the_same = |exhibit: &&Exhibit| {
        let original = exhibit.original.as_ref();
        original.is_some_and(|original| fingerprints.contains(&original.fingerprint))
    };
    let same = book.exhibits.iter().filter(is_the_same);
    same.chain(called).map(|exhibit| exhibit.id).collect()
}

/// The redactions of each exhibit; the same original under another number has them too.
fn redactions(book: &Casebook) -> BTreeMap<Id, Vec<&Redaction>> {
    let mut all: BTreeMap<Id, Vec<&Redaction>> = BTreeMap::new();
    let original = |exhibit: &Exhibit| exhibit.original.as_ref().map(|own| own.fingerprint);
    for redaction in &book.redactions {
        let Some(home) = book.exhibit(redaction.exhibit) else {
            continue;
        };
        let same = |exhibit: &&Exhibit| {
            exhibit.id == home.id || original(home).is_some() && original(exhibit) == original(home)
        };
        for exhibit in book.exhibits.iter().filter(same) {
            all.entry(exhibit.id).or_default().push(redaction);
        }
    }
    all
}

/// What stands in place of a redacted passage: `[withheld: shows a victim]`.
fn gap(redaction: &Redaction, tongue: Tongue) -> String {
    let lead = tongue.say("withheld:", "retiré :");
    format!("[{lead} {}]", tongue.redaction(redaction))
}

/// Joins changes that overlap, so that nothing of either is left; the first keeps its words.
fn merge(edits: &mut Vec<(Range<usize>, String)>) {
    edits.dedup_by(|next, last| {
        let overlaps = next.0.start < last.0.end;
        if overlaps {
            last.0.end = last.0.end.max(next.0.end);
        }
        overlaps
    });
}

/// Where a range of the old text stands in the new one; what was replaced in
/// part belongs to it as a whole.
fn moved(range: &Range<usize>, edits: &[(Range<usize>, String)]) -> Range<usize> {
    let place = |at: usize, is_end: bool| {
        let mut shift = 0isize;
        for (old, new) in edits {
            if old.end <= at {
                shift += new.len() as isize - old.len() as isize;
            } else if old.start < at {
                let edge = if is_end { new.len() } else { 0 };
                return old.start.wrapping_add_signed(shift) + edge;
            } else {
                break;
            }
        }
        at.wrapping_add_signed(shift)
    };
    place(range.start, false)..place(range.end, true)
}
