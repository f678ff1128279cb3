//! The language a finding is written in: that of the report when it was frozen.

use std::str::FromStr;

use evidence::Level;
use evidence::people::Basis;
use posts::finding::Trace;

/// English, or French where the report is in French.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tongue {
    English,
    French,
}

/// A sentence in one of two languages, with the same figures.
macro_rules! told {
    ($tongue:expr, $english:literal, $french:literal $(, $figure:expr)* $(,)?) => {
        match $tongue {
            Tongue::English => format!($english $(, $figure)*),
            Tongue::French => format!($french $(, $figure)*),
        }
    };
}
pub(crate) use told;

impl Tongue {
    /// For a BCP 47 language; English where there are no words.
    pub(super) fn of(lang: Option<&str>) -> Tongue {
        let primary = lang.and_then(|lang| lang.split(['-', '_']).next());
        match primary.is_some_and(|primary| primary.eq_ignore_ascii_case("fr")) {
            true => Tongue::French,
            false => Tongue::English,
        }
    }

    pub(crate) const fn code(self) -> &'static str {
        self.say("en", "fr")
    }

    pub(super) const fn say(self, english: &'static str, french: &'static str) -> &'static str {
        match self {
            Tongue::English => english,
            Tongue::French => french,
        }
    }

    /// How a finding was made, for the record of its exhibit.
    pub(super) const fn method(self) -> &'static str {
        self.say(
            "computed from the rows of the data set",
            "calculé à partir des lignes du jeu de données",
        )
    }

    /// What accounts did.
    pub(super) const fn deed(self, by: Trace) -> &'static str {
        match self {
            Tongue::English => by.deed(),
            Tongue::French => match by {
                Trace::Text => "ont publié le même texte",
                Trace::Link => "ont partagé le même lien",
                Trace::Repost => "ont relayé la même publication",
                Trace::Reply => "ont répondu à la même publication",
                Trace::Hashtags => "ont utilisé les mêmes mots-dièse dans le même ordre",
                Trace::NearText => "ont publié presque le même texte",
                Trace::Reworded => "ont publié le même texte, reformulé ou non,",
                Trace::Picture => "ont publié la même image",
            },
        }
    }

    /// How fine stamps are, by its word in a record.
    pub(super) fn stamps(self, word: &str) -> &str {
        match (self, word) {
            (Tongue::English, word) => word,
            (_, "millisecond") => "la milliseconde",
            (_, "second") => "la seconde",
            (_, "minute") => "la minute",
            (_, "hour") => "l’heure",
            (_, "day") => "un jour",
            (_, word) => word,
        }
    }

    /// How firmly somebody belongs to an organisation, from a record: its word, and as what.
    pub(super) fn level(self, recorded: &str) -> String {
        self.worded(recorded, |level: Level| match level {
            Level::Mentions => "la mentionne",
            Level::SelfDeclares => "dit en être",
            Level::Member => "figure comme membre",
            Level::OfficeHolder => "y est en fonction",
            Level::Employee => "en est salarié",
            Level::Tasked => "en a reçu la tâche",
        })
    }

    /// What that rests on, from a record: its word, and the mark that shows it.
    pub(super) fn basis(self, recorded: &str) -> String {
        self.worded(recorded, |basis: Basis| match basis {
            Basis::Bio => "le profil",
            Basis::PartySite => "son propre site",
            Basis::OfficialList => "une liste publiée par elle",
            Basis::Registry => "un registre public",
            Basis::EmailDomain => "un domaine de courriel",
            Basis::Media => "les médias",
            Basis::Photo => "une image",
            Basis::Inference => "notre conclusion",
        })
    }

    /// The word at the beginning of what a record says, in this language, and the rest as it is.
    fn worded<T: FromStr>(self, recorded: &str, french: fn(T) -> &'static str) -> String {
        let (word, rest) = match recorded.find(", ") {
            Some(at) => recorded.split_at(at),
            None => (recorded, ""),
        };
        match (self, word.replace(' ', "_").parse()) {
            (Tongue::French, Ok(known)) => format!("{}{rest}", french(known)),
            _ => recorded.to_owned(),
        }
    }

    /// A number with its thousands apart.
    pub(super) fn grouped(self, number: u64) -> String {
        let digits = number.to_string();
        let mut kept = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                kept.push_str(self.say(",", "\u{202f}"));
            }
            kept.push(digit);
        }
        kept
    }

    pub(super) fn figure(self, mean: f64) -> String {
        if mean >= 10.0 || mean == 0.0 {
            return self.grouped(mean.round() as u64);
        }
        self.decimal(format!("{mean:.1}"))
    }

    pub(super) fn decimal(self, figure: String) -> String {
        figure.replace('.', self.say(".", ","))
    }
}
