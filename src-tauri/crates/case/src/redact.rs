//! Deciding what must not be seen: redactions of exhibits, codes for names.

use crate::{Case, Change, Error, MarkPlace, people::refuse_empty, read};
use claims::Casebook;
use evidence::{Code, Moment, Number, Reason, Redaction, Scope, Selector, fold::fold, said};

/// A code for a name, as a person says it.
#[derive(Clone, Debug)]
pub struct NewCode {
    /// The person, organisation or account, by number or name.
    pub who: String,
    /// What is printed instead: `Subject 01`.
    pub code: String,
    /// Why.
    pub reason: Reason,
    /// In which copies.
    pub scope: Scope,
    /// Other spellings, nicknames, earlier handles.
    pub other_names: Vec<String>,
}

impl Case {
    /// Decides that a region of a picture, a page or a region of one, or words of
    /// a text are never printed, and answers the redaction's number inside the
    /// exhibit. Of a document with a redacted page nothing is printed.
    ///
    /// # Errors
    /// When the exhibit has no such region or words, or the place is of another kind.
    pub fn redact(
        &mut self,
        exhibit: Number,
        place: MarkPlace,
        reason: Reason,
        label: Option<String>,
    ) -> Result<Change<u32>, Error> {
        let book = self.casebook()?;
        let exhibit = read::exhibit(&book, exhibit)?;
        let selector = self.select(exhibit, place)?;
        if !matches!(
            selector,
            Selector::Region { .. } | Selector::Page(_) | Selector::Quote(_)
        ) {
            return Err(Error::user(said!(
                "not-to-be-redacted",
                "only a region of a picture, a page, or words of a text can be redacted"
            ))
            .hint(
                "Nothing was changed. To withhold the whole exhibit from readers, mark it as \
                 sensitive.",
            ));
        }
        let mut redaction = Redaction {
            id: self.machine.new_id(),
            exhibit: exhibit.id,
            number: 0,
            selector,
            reason,
            label: label.filter(|label| !label.trim().is_empty()),
            by: self.machine.actor().to_owned(),
            at: Moment::from_utc(self.machine.now()),
        };
        self.change("redact", |writing| {
            redaction.number = writing.next_redaction_number(exhibit.id)?;
            writing.insert_redaction(&redaction)?;
            writing.name_subject(exhibit.number);
            writing.describe(format!("{}, {reason}", place_of(&redaction)));
            Ok(redaction.number)
        })
    }

    /// Takes a redaction away, so that copies show the place again.
    pub fn remove_redaction(&mut self, exhibit: Number, number: u32) -> Result<Change<()>, Error> {
        let book = self.casebook()?;
        let exhibit = read::exhibit(&book, exhibit)?;
        let redaction = book
            .redactions_of(exhibit.id)
            .find(|redaction| redaction.number == number)
            .ok_or_else(|| {
                Error::missing(said!(
                    "no-such-redaction",
                    "this case has no redaction {} of {}",
                    number,
                    exhibit.number
                ))
                .at_prompt("`plumb redact CASE EXHIBIT --list` names those there are.")
            })?;
        self.change("remove redaction", |writing| {
            writing.delete_redaction(redaction.id)?;
            writing.name_subject(exhibit.number);
            writing.describe(place_of(redaction));
            Ok(())
        })
    }

    /// Gives a person, organisation or account the code under which it prints.
    ///
    /// # Errors
    /// When another has that code, or when the code itself tells the name.
    pub fn set_code(&mut self, new: NewCode) -> Result<Change<Number>, Error> {
        refuse_empty("a code", &new.code)?;
        for name in &new.other_names {
            refuse_empty("another name", name)?;
        }
        let book = self.casebook()?;
        let party = read::party(&book, &new.who)?;
        let number = party.number();
        let code = Code {
            party: party.id(),
            code: new.code.trim().to_owned(),
            reason: new.reason,
            scope: new.scope,
            other_names: new.other_names,
        };
        refuse_telling(&book, &code, party.name())?;
        self.change("give code", |writing| {
            writing.set_code(&code)?;
            writing.name_subject(number);
            writing.describe(format!("{}, {}", code.code, code.reason));
            Ok(number)
        })
    }

    /// Takes the code away, so that the name prints again.
    pub fn remove_code(&mut self, who: &str) -> Result<Change<Number>, Error> {
        let book = self.casebook()?;
        let party = read::party(&book, who)?;
        let number = party.number();
        if book.code_of(party.id()).is_none() {
            return Err(Error::missing(said!(
                "no-such-code",
                "this case has no code for {}",
                number
            )));
        }
        self.change("remove code", |writing| {
            writing.delete_code(party.id())?;
            writing.name_subject(number);
            Ok(number)
        })
    }
}

/// Where it lies. The words of a redacted passage are not repeated in the
/// journal, which is printed as custody.
fn place_of(redaction: &Redaction) -> String {
    let place = match &redaction.selector {
        Selector::Quote(_) => "words of the text".to_owned(),
        other => other.describe(),
    };
    format!("redaction {}: {place}", redaction.number)
}

/// Refuses a code that is taken, or in which a name that it hides can be read.
fn refuse_telling(book: &Casebook, code: &Code, name: &str) -> Result<(), Error> {
    let folded = fold(&code.code);
    let taken = book
        .codes
        .iter()
        .find(|other| other.party != code.party && fold(&other.code) == folded);
    if let Some(other) = taken.and_then(|other| book.party(other.party)) {
        return Err(Error::user(said!(
            "code-taken",
            "{} already prints as “{}”",
            other.number(),
            code.code
        ))
        .hint("Nothing was changed. Choose a code that nobody else has."));
    }
    let names = std::iter::once(name).chain(code.other_names.iter().map(String::as_str));
    for name in names {
        if folded.contains(&fold(name.trim())) {
            return Err(Error::user(said!(
                "code-tells",
                "the code “{}” tells the name",
                code.code
            ))
            .hint("Nothing was changed. Choose a code such as “Subject 01”."));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Key, Machine, sample};
    use evidence::Id;

    /// The sample case in a folder of its own.
    fn sample_case(folder: &std::path::Path) -> Case {
        // The ids of two sittings never meet.
        let machine = |first: u128| {
            let mut last = first;
            let ids = move || {
                last += 1;
                Id::new(uuid::Uuid::from_u128(last))
            };
            Machine::new(chrono::DateTime::default, ids, "UTC", "a test")
        };
        let path = folder.join("sample.plumb");
        sample::make(&path, machine(0)).expect("the sample can be made");
        Case::open(&path, Key::None, machine(1 << 64)).expect("the sample has no lock")
    }

    fn exhibit(number: &str) -> Number {
        number.parse().expect("a number")
    }

    fn code(who: &str, code: &str, other_names: &[&str]) -> NewCode {
        NewCode {
            who: who.to_owned(),
            code: code.to_owned(),
            reason: Reason::Privacy,
            scope: Scope::Public,
            other_names: other_names.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn a_redaction_is_numbered_undone_and_its_number_not_given_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let picture = exhibit("E-001");
        let region = || MarkPlace::Exactly(Selector::region("10,10,40,20").expect("a region"));
        let first = case.redact(picture, region(), Reason::Victim, None);
        assert_eq!(first.expect("it fits").value, 1);
        case.undo(1).expect("it can be undone");
        let undone = case.exhibit(picture).expect("readable").redactions;
        assert!(undone.is_empty(), "{} are left", undone.len());
        let second = case.redact(picture, region(), Reason::Victim, Some("  ".into()));
        assert_eq!(second.expect("it fits").value, 2);
        let seen = case.exhibit(picture).expect("readable").redactions;
        assert_eq!((seen[0].by.as_str(), &seen[0].label), ("a test", &None));
        case.remove_redaction(picture, 2).expect("it is there");
        let again = case.remove_redaction(picture, 2).expect_err("it is gone");
        assert_eq!(again.kind, crate::Kind::NotFound);
    }

    #[test]
    fn what_cannot_be_redacted_is_refused_and_the_words_stay_out_of_the_journal() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        let outside = Selector::region("0,0,99999,1").expect("a region");
        for place in [
            MarkPlace::Exactly(outside),
            MarkPlace::Exactly(Selector::Rows { first: 1, last: 2 }),
            MarkPlace::Quote("words that nobody wrote".into()),
        ] {
            let refusal = case.redact(exhibit("E-001"), place.clone(), Reason::Legal, None);
            assert!(refusal.is_err(), "{place:?}");
        }
        let book = case.store.casebook_with_texts().expect("readable");
        let with_text = book
            .exhibits
            .iter()
            .find(|one| book.texts.contains_key(&one.id));
        let number = with_text.expect("the sample has texts").number;
        let text = case
            .exhibit_text(number)
            .expect("readable")
            .unwrap_or_default();
        let words: Vec<&str> = text.split_whitespace().take(12).collect();
        let words = words.join(" ");
        case.redact(
            number,
            MarkPlace::Quote(words.clone()),
            Reason::Source,
            None,
        )
        .expect("the words stand there");
        let journal = format!("{:?}", case.journal().expect("readable"));
        assert!(!journal.contains(&words), "custody would print the words");
    }

    #[test]
    fn a_code_hides_one_party_and_does_not_tell_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut case = sample_case(folder.path());
        case.set_code(code("A-001", "Account 01", &["a001"]))
            .expect("it is free");
        let taken = case
            .set_code(code("A-002", "ACCOUNT 01", &[]))
            .expect_err("taken");
        assert!(taken.message.text.contains("A-001"), "{taken}");
        let telling = case.set_code(code("A-002", "not A_002_SAMPLE", &[]));
        assert!(
            telling
                .expect_err("it tells")
                .message
                .text
                .contains("tells the name")
        );
        let accounts = case.accounts().expect("readable");
        assert_eq!(
            accounts[0].code.as_ref().map(|code| code.code.as_str()),
            Some("Account 01")
        );
        case.set_code(code("A-001", "Account 09", &[]))
            .expect("a code can change");
        case.undo(1).expect("undone");
        let codes = case.casebook().expect("readable").codes.clone();
        assert_eq!(codes[0].other_names, ["a001"]);
        case.remove_code("A-001").expect("it had one");
        assert!(case.remove_code("A-001").is_err());
    }
}
