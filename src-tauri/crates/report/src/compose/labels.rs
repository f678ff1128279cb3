//! The words composing needs, in English and French.

use chrono::{Datelike, FixedOffset, Offset, Timelike, Utc};
use claims::{ConfidenceLevel, Stance, Standing};
use evidence::exhibit::Kind;
use evidence::{Moment, Precision, Reason, Redaction, State, Tier};

use super::plan::Withheld;

/// The language of Plumb's own words on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    English,
    French,
}

impl Tongue {
    pub(crate) fn of(lang: &str) -> Tongue {
        let primary = lang.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("fr") {
            Tongue::French
        } else {
            Tongue::English
        }
    }

    /// The language's code.
    pub(super) fn code(self) -> &'static str {
        self.say("en", "fr")
    }

    pub(crate) fn say(self, english: &'static str, french: &'static str) -> &'static str {
        match self {
            Tongue::English => english,
            Tongue::French => french,
        }
    }

    /// `3 claims`, `1 claim`; in French nothing is singular too.
    pub(super) fn count(self, number: usize, english: &str, french: &str) -> String {
        let (word, plural) = match self {
            Tongue::English => (english, number != 1),
            Tongue::French => (french, number > 1),
        };
        if !plural {
            return format!("{number} {word}");
        }
        let words: Vec<String> = word.split(' ').map(|part| format!("{part}s")).collect();
        match self {
            Tongue::English => format!("{number} {word}s"),
            Tongue::French => format!("{number} {}", words.join(" ")),
        }
    }

    /// `15 May 2024` or `15 mai 2024`, as exact as it is known.
    pub(super) fn date(self, moment: &Moment) -> String {
        if self == Tongue::English {
            return moment.date();
        }
        const MONTHS: [&str; 12] = [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ];
        let at = local(moment);
        let month = MONTHS[at.month0() as usize];
        match moment.precision {
            Precision::Year => at.year().to_string(),
            Precision::Month => format!("{month} {}", at.year()),
            _ if at.day() == 1 => format!("1er {month} {}", at.year()),
            _ => format!("{} {month} {}", at.day(), at.year()),
        }
    }

    /// The date with its time and zone, as far as known.
    pub(super) fn time(self, moment: &Moment) -> String {
        if self == Tongue::English || moment.precision < Precision::Minute {
            return match self {
                Tongue::English => moment.to_string(),
                Tongue::French => self.date(moment),
            };
        }
        let at = local(moment);
        let zone = match moment.offset_seconds {
            None => "fuseau inconnu".to_owned(),
            Some(0) => "UTC".to_owned(),
            Some(_) => format!("UTC{}", at.format("%:z")),
        };
        let (hour, minute) = (at.hour(), at.minute());
        format!("{}, {hour:02}:{minute:02} ({zone})", self.date(moment))
    }

    pub(super) fn stance(self, stance: Stance) -> &'static str {
        match stance {
            Stance::Supports => self.say("Supports", "Appuie"),
            Stance::Contradicts => self.say("Contradicts", "Contredit"),
            Stance::Context => self.say("Context", "Contexte"),
            Stance::Denial => self.say("Denial", "Démenti"),
        }
    }

    pub(super) fn standing(self, standing: Standing) -> &'static str {
        match standing {
            Standing::Open => self.say("Open", "Ouverte"),
            Standing::SingleOrigin => self.say("Single origin", "Origine unique"),
            Standing::Backed => self.say("Backed", "Étayée"),
            Standing::Disputed => self.say("Disputed", "Contestée"),
            Standing::Refuted => self.say("Refuted", "Réfutée"),
            Standing::Withdrawn => self.say("Withdrawn", "Retirée"),
        }
    }

    /// The filled bars and the word.
    pub(super) fn confidence(self, level: ConfidenceLevel) -> (u8, &'static str) {
        match level {
            ConfidenceLevel::Low => (1, self.say("Low confidence", "Confiance faible")),
            ConfidenceLevel::Moderate => (2, self.say("Moderate confidence", "Confiance moyenne")),
            ConfidenceLevel::High => (3, self.say("High confidence", "Confiance élevée")),
        }
    }

    /// What a reader is told of a redacted place.
    pub(super) fn redaction(self, redaction: &Redaction) -> String {
        let by_reason = match redaction.reason {
            Reason::Source => self.say("protects a source", "protège une source"),
            Reason::Minor => self.say("shows a minor", "montre un mineur"),
            Reason::Victim => self.say("shows a victim", "montre une victime"),
            Reason::Privacy => self.say("private", "vie privée"),
            Reason::Security => self.say("for somebody’s safety", "pour la sécurité de quelqu’un"),
            Reason::Legal => self.say("on legal grounds", "pour des raisons légales"),
        };
        redaction
            .label
            .clone()
            .unwrap_or_else(|| by_reason.to_owned())
    }

    /// Why an exhibit is not shown.
    pub(super) fn withheld(self, withheld: &Withheld) -> String {
        match withheld {
            Withheld::Page => self
                .say(
                    "Withheld: a page, or a part of one, must not be seen. The original is in the case file.",
                    "Non montré : une page, ou une partie, ne doit pas être vue. L’original est dans le dossier.",
                )
                .to_owned(),
            Withheld::Sensitive => self
                .say(
                    "Withheld in this copy: it shows or names somebody who could be harmed. The original is in the case file.",
                    "Non montré dans cet exemplaire : on y voit ou y nomme une personne qui pourrait en souffrir. L’original est dans le dossier.",
                )
                .to_owned(),
            Withheld::ShowsAccount(code) => {
                let lead = self.say("Withheld in this copy: it may show who is behind", "Non montré dans cet exemplaire : on pourrait y voir qui est");
                let end = self.say("The original is in the case file.", "L’original est dans le dossier.");
                format!("{lead} {code}. {end}")
            }
        }
    }

    pub(super) fn kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Post => self.say("Post", "Publication"),
            Kind::Page => self.say("Web page", "Page web"),
            Kind::Document => self.say("Document", "Document"),
            Kind::Image => self.say("Picture", "Image"),
            Kind::Video => self.say("Video", "Vidéo"),
            Kind::Audio => self.say("Sound recording", "Enregistrement sonore"),
            Kind::Data => self.say("Data", "Données"),
            Kind::Record => self.say("Record", "Registre"),
            Kind::Statement => self.say("Statement", "Déclaration"),
            Kind::Other => self.say("Other", "Autre"),
        }
    }

    pub(super) fn tier(self, tier: Tier) -> &'static str {
        match tier {
            Tier::Primary => self.say("primary", "primaire"),
            Tier::OfficialReport => self.say("official report", "rapport officiel"),
            Tier::OwnObservation => self.say("own observation", "observation propre"),
            Tier::SecondaryReport => self.say("secondary report", "source secondaire"),
            Tier::TertiaryRewrite => self.say("rewrite of reports", "réécriture"),
            Tier::AiRewritten => self.say("rewritten by a machine", "réécrit par une machine"),
            Tier::Unknown => self.say("not established", "non établie"),
        }
    }

    pub(super) fn state(self, state: State) -> &'static str {
        match state {
            State::Live => self.say("Live", "En ligne"),
            State::Edited => self.say("Edited", "Modifié"),
            State::Withheld => self.say("Withheld", "Restreint"),
            State::Suspended => self.say("Suspended", "Suspendu"),
            State::Deleted => self.say("Deleted", "Supprimé"),
        }
    }
}

/// The moment on the clock of its source.
pub(super) fn local(moment: &Moment) -> chrono::DateTime<FixedOffset> {
    let offset = moment.offset_seconds.and_then(FixedOffset::east_opt);
    moment
        .utc
        .with_timezone(&offset.unwrap_or_else(|| Utc.fix()))
}
