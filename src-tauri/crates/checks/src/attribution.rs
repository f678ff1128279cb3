//! Words by which a sentence says whose statement it is, in English and French: data.

/// Words after which a source is named or which follow its name.
const SAYING: &[&str] = &[
    // English
    "according to",
    "reported",
    "reports",
    "said",
    "says",
    "wrote",
    "writes",
    "told",
    "claimed",
    "claims",
    "alleged",
    "alleges",
    "stated",
    "states",
    "announced",
    "testified",
    "maintains",
    "maintained",
    "asserts",
    "asserted",
    "in the words of",
    "by its own account",
    "by his own account",
    "by her own account",
    "accuses",
    "accused",
    "quoted by",
    "cited by",
    // French
    "selon",
    "d'après",
    "aux dires de",
    "affirme",
    "affirment",
    "affirmait",
    "affirmé",
    "affirma",
    "déclare",
    "déclarent",
    "déclaré",
    "déclara",
    "rapporte",
    "rapportent",
    "rapporté",
    "rapporta",
    "indique",
    "indiquent",
    "indiqué",
    "écrit",
    "écrivent",
    "écrivait",
    "soutient",
    "soutiennent",
    "soutenu",
    "assure",
    "assurent",
    "assuré",
    "prétend",
    "prétendent",
    "accuse",
    "accusent",
    "accusé",
    "dit",
    "disent",
    "raconte",
    "raconté",
];

/// The same words where nobody says anything: `it is said` names no source.
const NOBODY: &[&str] = &[
    "is said",
    "are said",
    "was said",
    "were said",
    "has been said",
    "it is reported",
    "is reported",
    "are reported",
    "was reported",
    "were reported",
    "been reported",
    "is claimed",
    "it is claimed",
    "been claimed",
    "is alleged",
    "are alleged",
    "it is alleged",
    "been alleged",
    "there are reports",
    "reports of",
    "is stated",
    "is accused",
    "are accused",
    "was accused",
    "were accused",
    "been accused",
    "on dit",
    "est dit",
    "il est rapporté",
    "est rapporté",
    "a été rapporté",
    "ont été rapportés",
    "il est affirmé",
    "est accusé",
    "sont accusés",
    "été accusé",
    "été accusés",
];

/// Whether the sentence names the source it depends on.
pub(crate) fn names_its_source(sentence: &str) -> bool {
    let mut text = folded(sentence);
    for pattern in NOBODY {
        text = text.replace(&format!(" {pattern} "), " … ");
    }
    SAYING
        .iter()
        .any(|pattern| text.contains(&format!(" {pattern} ")))
}

/// Lower case, words parted by one space, with a space at each end.
fn folded(sentence: &str) -> String {
    let mut text = String::from(" ");
    for c in sentence.to_lowercase().chars() {
        match c {
            '’' => text.push('\''),
            c if c.is_alphanumeric() || c == '\'' || c == '-' => text.push(c),
            _ if !text.ends_with(' ') => text.push(' '),
            _ => {}
        }
    }
    if !text.ends_with(' ') {
        text.push(' ');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_says_who_says_it_names_its_source() {
        for sentence in [
            "RFE/RL reported that officials ran it.",
            "According to RFE/RL, officials ran it.",
            "Officials ran it, the page says.",
            "Selon le journal, ils l’ont dirigée.",
            "D’après Viginum, ils l’ont dirigée.",
            "Le journal a écrit qu’ils l’ont dirigée.",
        ] {
            assert!(names_its_source(sentence), "{sentence}");
        }
    }

    #[test]
    fn a_sentence_in_which_nobody_says_it_names_none() {
        for sentence in [
            "Officials launched the campaign.",
            "It is said that officials ran it.",
            "There are reports of officials running it.",
            "Officials are accused of running it.",
            "On dit qu’ils l’ont dirigée.",
            "The essay was long.",
            "He aforesaid nothing.",
        ] {
            assert!(!names_its_source(sentence), "{sentence}");
        }
    }
}
