//! What is the matter: a kind, and what a sentence about it names. The sentences
//! here are those of the command line and of print; the window has its own.

mod french;

use serde::{Deserialize, Serialize};

use crate::finding::Rule;

/// What is the matter, with the words that change in the sentence that says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "a field is what it is called")]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Matter {
    /// A statement cites nothing.
    NoEvidence,
    /// What is cited is not there.
    LeadsNowhere { cited: String },
    /// What is cited was withdrawn.
    Withdrawn { claim: String, reason: String },
    /// An exhibit is said to be held and has no file.
    NoFile { exhibit: String },
    /// An original is not what was sealed.
    Altered { exhibit: String },
    /// The journal has a gap or a change.
    JournalNotWhole { damage: String, entry: String },
    /// An accusation that nothing supports.
    AccusesWithoutSupport { claim: String, whom: String },
    /// An accusation whose support goes back to one origin.
    AccusesOnOneOrigin { claim: String, whom: String },
    /// A claim rests on retellings.
    Retold {
        claim: String,
        exhibits: Vec<String>,
    },
    /// What speaks against a claim is not said.
    LeftOut {
        claim: String,
        contradicts: Vec<String>,
        answers: Vec<String>,
    },
    /// Somebody accused was not asked.
    NotAsked { claim: String, whom: String },
    /// Somebody accused still has time to answer.
    TimeToAnswer {
        claim: String,
        whom: String,
        reply: String,
        deadline: String,
    },
    /// Somebody accused was asked without a deadline.
    NoDeadline {
        claim: String,
        whom: String,
        reply: String,
    },
    /// The exhibit of a quotation has no captured text.
    NoText {
        mark: String,
        words: String,
        exhibit: String,
    },
    /// The captured text does not have the words.
    NotInText {
        mark: String,
        words: String,
        exhibit: String,
    },
}

impl Matter {
    /// The rule that looks for it.
    pub fn rule(&self) -> Rule {
        match self {
            Self::NoEvidence => Rule::L01,
            Self::LeadsNowhere { .. } | Self::Withdrawn { .. } => Rule::L02,
            Self::NoFile { .. } => Rule::L03,
            Self::Altered { .. } => Rule::L04,
            Self::JournalNotWhole { .. } => Rule::L05,
            Self::AccusesWithoutSupport { .. } | Self::AccusesOnOneOrigin { .. } => Rule::L06,
            Self::Retold { .. } => Rule::L07,
            Self::LeftOut { .. } => Rule::L08,
            Self::NotAsked { .. } | Self::TimeToAnswer { .. } | Self::NoDeadline { .. } => {
                Rule::L09
            }
            Self::NoText { .. } | Self::NotInText { .. } => Rule::L12,
        }
    }

    /// What is the matter, as an English sentence.
    pub fn message(&self) -> String {
        match self {
            Self::NoEvidence => "This sentence states a fact and cites nothing.".to_owned(),
            Self::LeadsNowhere { cited } => {
                format!("“{cited}” is cited, and the case has nothing under this number.")
            }
            Self::Withdrawn { claim, reason } => {
                format!("{claim} is cited, and it was withdrawn: {reason}")
            }
            Self::NoFile { exhibit } => {
                format!("{exhibit} is recorded as held, and its file is not in the case.")
            }
            Self::Altered { exhibit } => format!(
                "The original of {exhibit} is not the one that was sealed: its fingerprint differs."
            ),
            Self::JournalNotWhole { damage, .. } => {
                format!("The journal of this case is not whole: {damage}")
            }
            Self::AccusesWithoutSupport { claim, whom } => format!(
                "{claim} accuses {whom}, nothing supports it, and the sentence does not say whose statement it is."
            ),
            Self::AccusesOnOneOrigin { claim, whom } => format!(
                "{claim} accuses {whom}, all its support goes back to one origin, and the sentence does not say whose statement it is."
            ),
            Self::Retold { claim, exhibits } => format!(
                "{claim} rests on retellings or unknown sources alone: {}.",
                exhibits.join(", ")
            ),
            Self::LeftOut {
                claim,
                contradicts,
                answers,
            } => {
                let contradict = contradicts
                    .iter()
                    .map(|mark| format!("{mark} contradicts it"));
                let answer = answers.iter().map(|mark| format!("{mark} answers it"));
                let against: Vec<String> = contradict.chain(answer).collect();
                format!(
                    "{claim}: {}, and this section does not say so.",
                    against.join(", ")
                )
            }
            Self::NotAsked { claim, whom } => {
                format!("{claim} accuses {whom}, and they were never asked about it.")
            }
            Self::TimeToAnswer {
                claim,
                whom,
                reply,
                deadline,
            } => format!(
                "{claim} accuses {whom}, and the deadline of {reply} ({deadline}) is not over."
            ),
            Self::NoDeadline { claim, whom, reply } => {
                format!("{claim} accuses {whom}, and {reply} sets no deadline.")
            }
            Self::NoText {
                mark,
                words,
                exhibit,
            } => format!("{mark} quotes “{words}”, and {exhibit} has no captured text."),
            Self::NotInText {
                mark,
                words,
                exhibit,
            } => format!(
                "{mark} quotes “{words}”, and the captured text of {exhibit} does not have them."
            ),
        }
    }

    /// The same in the BCP 47 language of a report; in English where there are no words for it.
    pub fn message_in(&self, lang: &str) -> String {
        let primary = lang.split(['-', '_']).next().unwrap_or_default();
        match primary.eq_ignore_ascii_case("fr") {
            true => french::message(self),
            false => self.message(),
        }
    }

    /// What to do, as an English sentence.
    pub fn how_to_fix(&self) -> &'static str {
        match self.rule() {
            Rule::L01 => {
                "Cite a mark or a claim, tag the sentence as opinion, method or background, or cut it."
            }
            Rule::L02 if matches!(self, Self::Withdrawn { .. }) => {
                "Cut the sentence, or reopen the claim."
            }
            Rule::L02 => "Correct the number, or add what it should lead to.",
            Rule::L03 => "Add the file, or record that the exhibit is cited and not held.",
            Rule::L04 => {
                "Do not publish; verify the case against its newest receipt and restore the original from a backup."
            }
            Rule::L05 => {
                "Do not publish; verify the case against its newest receipt and restore it from a backup."
            }
            Rule::L06 => {
                "Find a second independent origin, or say in the sentence who says so (“according to …”)."
            }
            Rule::L07 => {
                "Obtain what the retelling is based on, or record how near the source stands if you know it."
            }
            Rule::L08 => {
                "Say in this section what speaks against the claim, or what the accused answers, \
                 and cite it; or explain on the claim why the contradiction does not count."
            }
            Rule::L09 => {
                "Ask them, record the request with its deadline, and wait for the answer or the deadline."
            }
            Rule::L12 => {
                "Mark the passage again in the captured text, or capture the source again as a new exhibit."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each kind. The words in them are in no language.
    fn all() -> Vec<Matter> {
        let word = |word: &str| word.to_owned();
        let (claim, whom, mark, exhibit) = (
            || word("C-01"),
            || word("P-01"),
            || word("E-001·1"),
            || word("E-001"),
        );
        vec![
            Matter::NoEvidence,
            Matter::LeadsNowhere { cited: exhibit() },
            Matter::Withdrawn {
                claim: claim(),
                reason: word("…"),
            },
            Matter::NoFile { exhibit: exhibit() },
            Matter::Altered { exhibit: exhibit() },
            Matter::JournalNotWhole {
                damage: word("entry 7 is missing"),
                entry: word("7"),
            },
            Matter::AccusesWithoutSupport {
                claim: claim(),
                whom: whom(),
            },
            Matter::AccusesOnOneOrigin {
                claim: claim(),
                whom: whom(),
            },
            Matter::Retold {
                claim: claim(),
                exhibits: vec![exhibit()],
            },
            Matter::LeftOut {
                claim: claim(),
                contradicts: vec![mark()],
                answers: vec![mark()],
            },
            Matter::NotAsked {
                claim: claim(),
                whom: whom(),
            },
            Matter::TimeToAnswer {
                claim: claim(),
                whom: whom(),
                reply: word("R-01"),
                deadline: word("2024-06-01"),
            },
            Matter::NoDeadline {
                claim: claim(),
                whom: whom(),
                reply: word("R-01"),
            },
            Matter::NoText {
                mark: mark(),
                words: word("…"),
                exhibit: exhibit(),
            },
            Matter::NotInText {
                mark: mark(),
                words: word("…"),
                exhibit: exhibit(),
            },
        ]
    }

    #[test]
    fn no_sentence_of_a_french_report_is_left_in_english() {
        const ENGLISH: [&str; 14] = [
            "the", "is", "and", "not", "was", "of", "its", "it", "does", "this", "has", "have",
            "that", "are",
        ];
        let rules: std::collections::BTreeSet<Rule> = all().iter().map(Matter::rule).collect();
        assert_eq!(rules.len(), Rule::ALL.len(), "every rule is looked at");
        let english = |text: &str| {
            let words = text.split(|letter: char| !letter.is_alphabetic());
            words.filter(|word| ENGLISH.contains(word)).count()
        };
        for matter in all() {
            let french = matter.message_in("fr-FR");
            assert_eq!(english(&french), 0, "{french}");
            assert_ne!(french, matter.message());
            assert_eq!(matter.message_in("de"), matter.message());
        }
    }
}
