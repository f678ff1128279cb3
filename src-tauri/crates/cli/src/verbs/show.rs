//! `plumb show CASE ID [--json]`

use crate::{
    Failure, Outcome,
    open::Opener,
    terminal::Terminal,
    text::{labelled, one_line},
};
use case::{
    Case,
    view::{ClaimView, ExhibitView, MarkView},
};
use evidence::{Noun, Number, Reference};
use serde::Serialize;
use std::path::PathBuf;

/// Show one thing: E-014, E-014.1, C-03 …
#[derive(clap::Args)]
pub(crate) struct Show {
    /// The case.
    case: PathBuf,
    /// Its number.
    id: Reference,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
}

/// An exhibit as JSON: its record, and the text that was read from it.
#[derive(Serialize)]
struct ExhibitWithText {
    #[serde(flatten)]
    exhibit: ExhibitView,
    text: Option<String>,
}

impl Show {
    pub(crate) fn run(self, opener: &Opener, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let case = opener.open(&self.case)?;
        match self.id {
            Reference::Mark { .. } => {
                let mark = case.mark_view(self.id)?;
                self.print(terminal, &mark, mark_text)
            }
            Reference::Thing(number) => match number.noun {
                Noun::Exhibit => {
                    let shown = ExhibitWithText {
                        exhibit: case.exhibit(number)?,
                        text: case.exhibit_text(number)?,
                    };
                    self.print(terminal, &shown, exhibit_text)
                }
                Noun::Claim => self.print(terminal, &case.claim(number)?, claim_text),
                _ => self.print(terminal, &other(&case, number)?, plain),
            },
        }?;
        Ok(Outcome::Done)
    }

    fn print<T: Serialize>(
        &self,
        terminal: &mut Terminal,
        thing: &T,
        text: impl Fn(&T) -> String,
    ) -> Result<(), Failure> {
        if self.json {
            return terminal.json(thing);
        }
        terminal.line(text(thing));
        Ok(())
    }
}

/// A person, account, affiliation, event or reply as JSON.
fn other(case: &Case, number: Number) -> Result<serde_json::Value, Failure> {
    let things = match number.noun {
        Noun::Person | Noun::Organisation => serde_json::to_value(case.people()?),
        Noun::Account => serde_json::to_value(case.accounts()?),
        Noun::Affiliation => serde_json::to_value(case.affiliations()?),
        Noun::Event => serde_json::to_value(case.events()?),
        Noun::DataSet => serde_json::to_value(case.data_sets()?),
        Noun::Exhibit | Noun::Claim | Noun::Reply => serde_json::to_value(case.replies()?),
    };
    let things = things
        .ok()
        .and_then(|things| things.as_array().cloned())
        .unwrap_or_default();
    things
        .into_iter()
        .find(|thing| thing["number"] == number.to_string())
        .ok_or_else(|| case::Error::not_found(number).into())
}

fn plain(value: &serde_json::Value) -> String {
    let fields: Vec<(&str, Option<String>)> = value
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            (name.as_str(), Some(one_line(&text)))
        })
        .collect();
    labelled(&fields)
}

fn exhibit_text(shown: &ExhibitWithText) -> String {
    let one = &shown.exhibit;
    let original = one.original.as_ref();
    let list = |numbers: &[Number]| {
        let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        (!texts.is_empty()).then(|| texts.join(" "))
    };
    let word = |word: &str| Some(word.replace('_', " "));
    let line = |text: &Option<String>| text.as_deref().map(one_line);
    let record = labelled(&[
        ("Number", Some(one.number.to_string())),
        ("Title", Some(one_line(&one.title))),
        ("Kind", word(one.kind.word())),
        ("Held", word(one.held.word())),
        ("File", original.map(|own| one_line(&own.file_name))),
        ("Type", original.map(|own| own.media_type.clone())),
        (
            "Size",
            original.map(|own| format!("{} bytes", own.size_bytes)),
        ),
        ("SHA-256", original.map(|own| own.fingerprint.to_string())),
        ("Address", line(&one.address_requested)),
        ("Answered by", line(&one.address_final)),
        ("Posted", one.posted_at.as_ref().map(ToString::to_string)),
        (
            "Captured",
            one.captured_at.as_ref().map(ToString::to_string),
        ),
        ("By", line(&one.captured_by)),
        ("Tool", line(&one.tool)),
        ("Method", line(&one.method)),
        ("Publisher", line(&one.publisher)),
        ("Account", one.account.map(|number| number.to_string())),
        ("Tier", word(one.tier.word())),
        ("Derived from", list(&one.derived_from)),
        ("Language", line(&one.language)),
        ("Sensitivity", word(one.sensitivity.word())),
        ("Description", line(&one.description)),
        ("Note", line(&one.note)),
    ]);
    let marks = one
        .marks
        .iter()
        .map(mark_text)
        .collect::<Vec<_>>()
        .join("\n");
    let text = shown
        .text
        .as_deref()
        .map(|text| text.lines().map(one_line).collect::<Vec<_>>().join("\n"));
    let redactions = super::redact::table(&one.redactions);
    [Some(record), Some(marks), Some(redactions), text]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn mark_text(mark: &MarkView) -> String {
    let note = mark
        .note
        .as_deref()
        .map(|note| format!("  {}", one_line(note)))
        .unwrap_or_default();
    let mut lines = vec![format!(
        "{}  {}{note}",
        mark.reference,
        one_line(&mark.place)
    )];
    lines.extend(
        mark.uses
            .iter()
            .map(|one| format!("  {}  {}  {}", one.stance, one.claim, one_line(&one.text))),
    );
    lines.join("\n")
}

fn claim_text(claim: &ClaimView) -> String {
    let assessment = &claim.assessment;
    let standing = format!(
        "{}, {} independent origins",
        assessment.standing.words(),
        assessment.origins
    );
    let record = labelled(&[
        ("Number", Some(claim.number.to_string())),
        ("Claim", Some(one_line(&claim.text))),
        (
            "Accuses",
            claim
                .accuses
                .as_ref()
                .map(|party| format!("{} {}", party.number, one_line(&party.name))),
        ),
        ("Standing", Some(standing)),
        (
            "Confidence",
            claim
                .confidence
                .as_ref()
                .map(|own| format!("{}: {}", own.level, one_line(&own.reason))),
        ),
        ("Withdrawn", claim.withdrawn.as_deref().map(one_line)),
    ]);
    let marks = claim.marks.iter().map(|one| {
        format!(
            "{}  {}  {}",
            one.stance,
            one.mark,
            one_line(one.note.as_deref().unwrap_or(&one.place))
        )
    });
    let replies = claim.replies.iter().map(|one| {
        let answer = one.answer.map_or("no answer".to_owned(), |answer| {
            format!("answered in {answer}")
        });
        format!("asked  {}  {}  {answer}", one.number, one.asked_at)
    });
    std::iter::once(record)
        .chain(marks)
        .chain(replies)
        .collect::<Vec<_>>()
        .join("\n")
}
