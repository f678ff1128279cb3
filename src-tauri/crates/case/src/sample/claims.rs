//! The eight claims of the sample, what bears on them, and who was asked.

use claims::{ConfidenceLevel, Stance};

/// One claim with the reporters' judgement.
pub(super) struct Sentence {
    pub(super) text: &'static str,
    /// `P-02`
    pub(super) accuses: Option<&'static str>,
    pub(super) level: ConfidenceLevel,
    pub(super) reason: &'static str,
}

/// The claims in the order of their numbers, C-01 first.
///
/// C-03 is contradicted; C-08 must not be printed as it stands.
pub(super) const CLAIMS: [Sentence; 8] = [
    Sentence {
        text: "RFE/RL found ties between several people associated with the New Azerbaijan \
            Party and a coordinated campaign on X against France.",
        accuses: Some("O-01"),
        level: ConfidenceLevel::Low,
        reason: "One page says so, and it says of itself that a machine rewrote it. The \
            investigation that it retells is not in our hands.",
    },
    Sentence {
        text: "Accounts that give Azerbaijan as their place used #RecognizeNewCaledonia and \
            #FrenchColonialism together.",
        accuses: None,
        level: ConfidenceLevel::High,
        reason: "We hold a post and the profile behind it, and a desk that collected posts on \
            its own counted the same. The place is what an owner wrote, which is all that the \
            claim says.",
    },
    Sentence {
        text: "The account that first posted the altered picture is run by a person who holds a \
            post in a district branch of the ruling party.",
        accuses: Some("P-02"),
        level: ConfidenceLevel::Moderate,
        reason: "The profile and the register agree. The staff list of June names somebody \
            else, and Subject 01 says that the post ended in April, before the picture was \
            posted.",
    },
    Sentence {
        text: "The picture of a burning shop was made from a photograph of a quiet car park, \
            which was cropped, painted over and given a false place.",
        accuses: None,
        level: ConfidenceLevel::High,
        reason: "We hold both files. They match wherever nothing was added. That both go back \
            to one photograph is the point, so one origin is enough here.",
    },
    Sentence {
        text: "The most active accounts that used the two hashtags were based in Azerbaijan.",
        accuses: None,
        level: ConfidenceLevel::Low,
        reason: "The page names no author of the analysis. The desk's count shows what profiles \
            say, not where people are.",
    },
    Sentence {
        text: "X suspended dozens of accounts that had posted about the unrest in New Caledonia.",
        accuses: None,
        level: ConfidenceLevel::Moderate,
        reason: "Two newspapers, but one agency. We saw the notice on one account ourselves. X \
            has not answered.",
    },
    Sentence {
        text: "The unrest in New Caledonia began over planned changes to the voting rules and \
            over economic disparities, and France declared a state of emergency.",
        accuses: None,
        level: ConfidenceLevel::Low,
        reason: "It is not in doubt, but all we hold is the rewritten page. A first-hand source \
            must be added.",
    },
    Sentence {
        text: "Azerbaijani officials launched the campaign against France.",
        accuses: Some("O-05"),
        level: ConfidenceLevel::Low,
        reason: "Only a headline says so, and its own text does not bear it out: nothing shows \
            that an official gave anybody a task. Not to be printed as it stands.",
    },
];

use Stance::{Context, Contradicts, Denial, Supports};

/// Mark, claim and lane.
pub(super) const LINKS: [(&str, &str, Stance); 26] = [
    ("E-013.1", "C-01", Supports),
    ("E-013.4", "C-01", Denial),
    ("E-013.8", "C-01", Context),
    ("E-001.2", "C-02", Supports),
    ("E-006.2", "C-02", Supports),
    ("E-010.1", "C-02", Supports),
    ("E-013.2", "C-02", Context),
    ("E-006.1", "C-03", Supports),
    ("E-008.1", "C-03", Supports),
    ("E-009.1", "C-03", Contradicts),
    ("E-014.1", "C-03", Denial),
    ("E-014.3", "C-03", Context),
    ("E-010.2", "C-03", Context),
    ("E-004.1", "C-04", Supports),
    ("E-005.1", "C-04", Supports),
    ("E-005.2", "C-04", Supports),
    ("E-005.3", "C-04", Supports),
    ("E-014.2", "C-04", Context),
    ("E-013.3", "C-05", Supports),
    ("E-010.1", "C-05", Context),
    ("E-011.1", "C-06", Supports),
    ("E-012.1", "C-06", Supports),
    ("E-007.1", "C-06", Context),
    ("E-013.5", "C-07", Supports),
    ("E-013.6", "C-08", Supports),
    ("E-013.4", "C-08", Denial),
];

/// One request for an answer.
pub(super) struct Request {
    pub(super) whom: &'static str,
    pub(super) about: &'static str,
    pub(super) asked_at: &'static str,
    pub(super) channel: &'static str,
    pub(super) deadline: &'static str,
    pub(super) answer: Option<&'static str>,
}

/// The requests, R-01 first. Nobody asked those whom C-01 and C-08 accuse.
pub(super) const REQUESTS: [Request; 3] = [
    Request {
        whom: "P-02",
        about: "C-03",
        asked_at: "2024-06-05T10:15+02:00",
        channel: "e-mail",
        deadline: "2024-06-10T18:00+02:00",
        answer: Some("E-014"),
    },
    Request {
        whom: "O-04",
        about: "C-06",
        asked_at: "2024-06-06T09:30+02:00",
        channel: "web form for the press",
        deadline: "2024-06-11T18:00+02:00",
        answer: None,
    },
    Request {
        whom: "O-02",
        about: "C-01",
        asked_at: "2024-06-06T09:45+02:00",
        channel: "e-mail",
        deadline: "2024-06-11T18:00+02:00",
        answer: None,
    },
];
