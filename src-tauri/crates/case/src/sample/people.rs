//! The people, organisations, accounts, affiliations and events of the sample.

use evidence::people::{Basis, Level, State};

/// The people in the order of their numbers, P-01 first.
pub(super) const PEOPLE: [&str; 3] = ["Ilham Aliyev", "Subject 01", "Subject 06"];

/// The organisations in the order of their numbers, O-01 first.
pub(super) const ORGANISATIONS: [&str; 8] = [
    "New Azerbaijan Party (YAP)",
    "RFE/RL",
    "Viginum",
    "X",
    "Unnamed officials of Azerbaijan",
    "District branch (sample)",
    "Open Feeds Desk (sample)",
    "Southern Wire (sample agency)",
];

/// Platform, handle and the platform's own id, A-001 first.
pub(super) const ACCOUNTS: [(&str, &str, &str); 3] = [
    ("X", "a_001_sample", "sample-9000000000000000001"),
    ("X", "a_002_sample", "sample-9000000000000000002"),
    ("X", "a_003_sample", "sample-9000000000000000003"),
];

/// Account and the code under which readers know it: nothing is said against it.
pub(super) const CODES: [(&str, &str); 1] = [("A-003", "Account 03")];

/// Account, what it was seen to be, when, and the mark that shows it.
pub(super) const STATES: [(&str, State, &str, &str); 5] = [
    ("A-001", State::Live, "2024-05-13T08:02:00+00:00", "E-006.1"),
    ("A-001", State::Live, "2024-05-16T09:14:22+04:00", "E-001.4"),
    (
        "A-001",
        State::Suspended,
        "2024-05-24T17:40:09+04:00",
        "E-007.1",
    ),
    ("A-002", State::Live, "2024-05-16T09:18:05+04:00", "E-002.1"),
    ("A-003", State::Live, "2024-05-16T11:02:50+04:00", "E-003.1"),
];

/// One tie to an organisation.
pub(super) struct Tie {
    pub(super) who: &'static str,
    pub(super) organisation: &'static str,
    pub(super) level: Level,
    pub(super) role: &'static str,
    pub(super) from: Option<&'static str>,
    pub(super) basis: Basis,
    pub(super) mark: &'static str,
}

/// The affiliations, F-01 first.
pub(super) const TIES: [Tie; 5] = [
    Tie {
        who: "P-01",
        organisation: "O-01",
        level: Level::OfficeHolder,
        role: "leader",
        from: None,
        basis: Basis::Media,
        mark: "E-013.9",
    },
    Tie {
        who: "A-001",
        organisation: "O-01",
        level: Level::SelfDeclares,
        role: "adviser, district branch",
        from: None,
        basis: Basis::Bio,
        mark: "E-006.1",
    },
    Tie {
        who: "P-02",
        organisation: "O-06",
        level: Level::OfficeHolder,
        role: "adviser to the chair",
        from: Some("2023-02"),
        basis: Basis::Registry,
        mark: "E-008.1",
    },
    Tie {
        who: "P-03",
        organisation: "O-06",
        level: Level::OfficeHolder,
        role: "adviser to the chair",
        from: Some("2024-05"),
        basis: Basis::OfficialList,
        mark: "E-009.1",
    },
    Tie {
        who: "P-02",
        organisation: "O-01",
        level: Level::Mentions,
        role: "owner of an account that names the party",
        from: None,
        basis: Basis::Inference,
        mark: "E-014.3",
    },
];

/// One dated thing.
pub(super) struct Happening {
    pub(super) title: &'static str,
    pub(super) on: &'static str,
    pub(super) until: Option<&'static str>,
    pub(super) approximate: bool,
    pub(super) place: &'static str,
    pub(super) about: Option<&'static str>,
    pub(super) mark: &'static str,
}

impl Happening {
    const fn about(self, who: &'static str) -> Self {
        Self {
            about: Some(who),
            ..self
        }
    }
}

const fn exact(
    place: &'static str,
    title: &'static str,
    on: &'static str,
    mark: &'static str,
) -> Happening {
    Happening {
        title,
        on,
        until: None,
        approximate: false,
        place,
        about: None,
        mark,
    }
}

/// The page gives no date for what it reports; those dates are assumed, and say so.
const fn assumed(
    place: &'static str,
    title: &'static str,
    on: &'static str,
    mark: &'static str,
) -> Happening {
    Happening {
        title,
        on,
        until: None,
        approximate: true,
        place,
        about: None,
        mark,
    }
}

/// The events, V-01 first.
pub(super) const EVENTS: [Happening; 9] = [
    exact(
        "On X",
        "A-001 posts the altered picture",
        "2024-05-15T12:21:00+04:00",
        "E-001.4",
    )
    .about("A-001"),
    exact(
        "On X",
        "A-002 posts the same words and picture",
        "2024-05-15T12:21:47+04:00",
        "E-010.2",
    )
    .about("A-002"),
    exact(
        "On X",
        "X suspends dozens of accounts",
        "2024-05-24",
        "E-011.1",
    ),
    assumed(
        "New Caledonia",
        "Unrest in New Caledonia begins (date assumed)",
        "2024-05",
        "E-013.5",
    ),
    assumed(
        "New Caledonia",
        "France declares a state of emergency in New Caledonia (date assumed)",
        "2024-05",
        "E-013.5",
    ),
    assumed(
        "The press",
        "RFE/RL publishes its investigation (date assumed)",
        "2024-06",
        "E-013.1",
    ),
    assumed(
        "Azerbaijan",
        "Azerbaijan takes control of Nagorno-Karabakh (date assumed)",
        "2023",
        "E-013.10",
    ),
    Happening {
        title: "Campaigns against the Olympic Games in Paris are reported (dates assumed)",
        on: "2023",
        until: Some("2024"),
        approximate: true,
        place: "Paris",
        about: None,
        mark: "E-013.11",
    },
    exact(
        "Azerbaijan",
        "The branch publishes a staff list without Subject 01",
        "2024-06-03",
        "E-009.1",
    )
    .about("P-02"),
];
