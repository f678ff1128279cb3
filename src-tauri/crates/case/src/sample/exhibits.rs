//! The eighteen exhibits of the sample with their collection records.

use evidence::exhibit::{Kind, Sensitivity, Tier};

/// One exhibit as the sample lists it; its place in [`ITEMS`] is its number.
pub(super) struct Item {
    /// The file's name and bytes; none when the case does not hold it.
    pub(super) file: Option<(&'static str, &'static [u8])>,
    /// True for an item that others cite and the case cannot hold.
    pub(super) cited_only: bool,
    pub(super) title: &'static str,
    pub(super) kind: Kind,
    pub(super) address_requested: Option<&'static str>,
    pub(super) address_final: Option<&'static str>,
    pub(super) posted_at: Option<&'static str>,
    pub(super) captured_at: Option<&'static str>,
    pub(super) tool: Option<&'static str>,
    pub(super) method: Option<&'static str>,
    pub(super) publisher: Option<&'static str>,
    /// `A-001`
    pub(super) account: Option<&'static str>,
    pub(super) tier: Tier,
    /// `E-004`
    pub(super) derived_from: &'static [&'static str],
    pub(super) language: &'static str,
    pub(super) sensitivity: Sensitivity,
    /// Address and time of a copy kept by others.
    pub(super) archive_copy: Option<(&'static str, &'static str)>,
    pub(super) description: &'static str,
    pub(super) note: &'static str,
}

/// The collections the sample's reporter made.
pub(super) const COLLECTIONS: [(&str, &[&str]); 4] = [
    (
        "Doctored media",
        &["E-001", "E-002", "E-003", "E-004", "E-005"],
    ),
    ("Party links", &["E-006", "E-008", "E-009"]),
    ("Suspended accounts", &["E-007", "E-018"]),
    (
        "Answers and reports",
        &["E-010", "E-011", "E-012", "E-013", "E-014"],
    ),
];

/// The tags the sample's reporter gave.
pub(super) const TAGS: [(&str, &[&str]); 2] = [
    ("montage", &["E-001", "E-002", "E-005"]),
    ("first-poster", &["E-001", "E-006", "E-007"]),
];

/// What every invented item's record says.
const SYNTHETIC: &str = "synthetic, made for this sample";
const BROWSER: Option<&str> = Some("Firefox 126.0, capture helper 1.2");
const FULL_PAGE: Option<&str> = Some("full-page picture");
const SAVED_PAGE: Option<&str> = Some("saved page, one file");

const BLANK: Item = Item {
    file: None,
    cited_only: false,
    title: "",
    kind: Kind::Other,
    address_requested: None,
    address_final: None,
    posted_at: None,
    captured_at: None,
    tool: None,
    method: None,
    publisher: None,
    account: None,
    tier: Tier::Unknown,
    derived_from: &[],
    language: "en",
    sensitivity: Sensitivity::Open,
    archive_copy: None,
    description: "",
    note: SYNTHETIC,
};

const POST: Item = Item {
    kind: Kind::Post,
    tool: BROWSER,
    method: FULL_PAGE,
    publisher: Some("X"),
    tier: Tier::Primary,
    ..BLANK
};

const PAGE: Item = Item {
    kind: Kind::Page,
    tool: BROWSER,
    ..BLANK
};

macro_rules! asset {
    ($name:literal) => {
        Some((
            $name,
            include_bytes!(concat!("../../../../../assets/sample/", $name)).as_slice(),
        ))
    };
}

/// The exhibits in the order of their numbers, E-001 first.
pub(super) const ITEMS: [Item; 18] = [
    Item {
        file: asset!("post-a-001.png"),
        title: "First post, 15 May 12:21",
        address_requested: Some("https://social.example/a_001_sample/status/1001"),
        address_final: Some("https://social.example/a_001_sample/status/1001"),
        posted_at: Some("2024-05-15T12:21:00+04:00"),
        captured_at: Some("2024-05-16T09:14:22+04:00"),
        account: Some("A-001"),
        archive_copy: Some((
            "https://archive.example/20240516/a_001_sample/1001",
            "2024-05-16T09:15:40+04:00",
        )),
        description: "A post by account A-001: two sentences, two hashtags and a picture of a \
            shop with smoke and fire on its roof under the banner “New Caledonia · Tonight”.",
        ..POST
    },
    Item {
        file: asset!("post-a-002.png"),
        title: "Copy of the post, 47 seconds later",
        address_requested: Some("https://social.example/a_002_sample/status/1002"),
        address_final: Some("https://social.example/a_002_sample/status/1002"),
        posted_at: Some("2024-05-15T12:21:47+04:00"),
        captured_at: Some("2024-05-16T09:18:05+04:00"),
        account: Some("A-002"),
        derived_from: &["E-001"],
        archive_copy: Some((
            "https://archive.example/20240516/a_002_sample/1002",
            "2024-05-16T09:19:11+04:00",
        )),
        description: "A post by account A-002 with the same words, hashtags and picture as the \
            first post.",
        ..POST
    },
    Item {
        file: asset!("post-a-003.png"),
        title: "Poster with both hashtags, 16 May",
        address_requested: Some("https://social.example/a_003_sample/status/1003"),
        address_final: Some("https://social.example/a_003_sample/status/1003"),
        posted_at: Some("2024-05-16T09:05+04:00"),
        captured_at: Some("2024-05-16T11:02:50+04:00"),
        account: Some("A-003"),
        archive_copy: Some((
            "https://archive.example/20240516/a_003_sample/1003",
            "2024-05-16T11:04:02+04:00",
        )),
        description: "A post by account A-003 with a drawn poster: an island with palms before \
            a low sun and the words “One island, one question”.",
        ..POST
    },
    Item {
        file: asset!("car-park-original.jpg"),
        title: "The car park, as photographed",
        kind: Kind::Image,
        address_requested: Some("https://pictures.example/marche-des-tilleuls"),
        address_final: Some("https://pictures.example/marche-des-tilleuls/0417"),
        posted_at: Some("2021-09-04"),
        captured_at: Some("2024-05-18T14:30:12+02:00"),
        tool: BROWSER,
        method: Some("original file, downloaded"),
        publisher: Some("Pictures (sample)"),
        tier: Tier::Primary,
        language: "fr",
        archive_copy: Some((
            "https://archive.example/20240518/pictures/0417",
            "2024-05-18T14:33:00+02:00",
        )),
        description: "A lit shop named Marché des Tilleuls beside a car park with palms at \
            dusk; a parking sign on the right; no smoke and no fire.",
        ..BLANK
    },
    Item {
        file: asset!("car-park-altered.jpg"),
        title: "The car park, as posted",
        kind: Kind::Image,
        address_requested: Some("https://social.example/media/5e1f0a"),
        address_final: Some("https://media.social.example/5e1f0a?size=large"),
        posted_at: Some("2024-05-15T12:21:00+04:00"),
        captured_at: Some("2024-05-16T09:16:31+04:00"),
        tool: BROWSER,
        method: Some("picture file, downloaded in its largest size"),
        publisher: Some("X"),
        account: Some("A-001"),
        tier: Tier::Primary,
        derived_from: &["E-004"],
        archive_copy: Some((
            "https://archive.example/20240516/media/5e1f0a",
            "2024-05-16T09:17:20+04:00",
        )),
        description: "The same shop and car park, cropped and darkened, with smoke and a glow \
            on the roof, no name on it, a red label “Live” and the banner “New Caledonia · \
            Tonight”. Altered: composite, cropped, miscaptioned.",
        ..BLANK
    },
    Item {
        file: asset!("profile-a-001.png"),
        title: "Profile of A-001, archived 13 May",
        address_requested: Some("https://social.example/a_001_sample"),
        address_final: Some("https://archive.example/20240513/social.example/a_001_sample"),
        posted_at: Some("2024-05-13T08:02:00+00:00"),
        captured_at: Some("2024-05-17T10:05:44+04:00"),
        method: FULL_PAGE,
        publisher: Some("X"),
        account: Some("A-001"),
        tier: Tier::Primary,
        archive_copy: Some((
            "https://archive.example/20240513/social.example/a_001_sample",
            "2024-05-13T08:02:00+00:00",
        )),
        description: "The profile of account A-001 as a web archive kept it on 13 May 2024. Its \
            text reads “Adviser, district branch, New Azerbaijan Party (YAP)”; the place given \
            is Azerbaijan.",
        ..PAGE
    },
    Item {
        file: asset!("suspended-a-001.png"),
        title: "Account A-001 suspended, 24 May",
        address_requested: Some("https://social.example/a_001_sample"),
        address_final: Some("https://social.example/a_001_sample"),
        posted_at: None,
        captured_at: Some("2024-05-24T17:40:09+04:00"),
        method: FULL_PAGE,
        publisher: Some("X"),
        tier: Tier::OwnObservation,
        archive_copy: Some((
            "https://archive.example/20240524/a_001_sample",
            "2024-05-24T17:42:30+04:00",
        )),
        description: "The page of account A-001 on 24 May 2024: an empty profile and the words \
            “Account suspended”. No reason is given.",
        ..PAGE
    },
    Item {
        file: asset!("branch-roles.csv"),
        title: "Register of roles in the district branch",
        kind: Kind::Record,
        address_requested: Some("https://register.example/bodies/district-branch/roles.csv"),
        address_final: Some("https://register.example/bodies/district-branch/roles.csv"),
        posted_at: Some("2024-05"),
        captured_at: Some("2024-05-28T11:20:37+02:00"),
        tool: BROWSER,
        method: Some("table file, downloaded"),
        publisher: Some("Register (sample)"),
        tier: Tier::OfficialReport,
        archive_copy: Some((
            "https://archive.example/20240528/register/roles.csv",
            "2024-05-28T11:22:00+02:00",
        )),
        description: "A table of five roles in the district branch with names as codes, and \
            dates; Subject 01 is adviser to the chair since February 2023 with no end date.",
        ..BLANK
    },
    Item {
        file: asset!("branch-staff-list.pdf"),
        title: "Staff list of the district branch, 3 June",
        kind: Kind::Document,
        address_requested: Some("https://branch.example/staff"),
        address_final: Some("https://branch.example/files/staff-2024-06-03.pdf"),
        posted_at: Some("2024-06-03"),
        captured_at: Some("2024-06-04T09:02:18+02:00"),
        tool: BROWSER,
        method: Some("document file, downloaded"),
        publisher: Some("District branch (sample)"),
        tier: Tier::Primary,
        archive_copy: Some((
            "https://archive.example/20240604/branch/staff",
            "2024-06-04T09:04:51+02:00",
        )),
        description: "One page that lists the five persons who work for the branch on 3 June \
            2024. Subject 01 is not among them; Subject 06 is adviser to the chair since May \
            2024.",
        ..BLANK
    },
    Item {
        file: asset!("note-two-hashtags.pdf"),
        title: "Technical note on two hashtags, 17 May",
        kind: Kind::Document,
        address_requested: Some("https://feeds.example/notes/7"),
        address_final: Some("https://feeds.example/notes/7/two-hashtags.pdf"),
        posted_at: Some("2024-05-17"),
        captured_at: Some("2024-05-18T13:41:09+02:00"),
        tool: BROWSER,
        method: Some("document file, downloaded"),
        publisher: Some("Open Feeds Desk (sample)"),
        tier: Tier::SecondaryReport,
        archive_copy: Some((
            "https://archive.example/20240518/feeds/7",
            "2024-05-18T13:43:30+02:00",
        )),
        description: "Two pages of counts: 4,812 posts by 1,930 accounts in four days, the \
            places that the hundred most active accounts give, and how the posts were \
            collected.",
        ..BLANK
    },
    Item {
        file: asset!("wire-harbour-daily.html"),
        title: "Agency story, The Harbour Daily",
        address_requested: Some("https://harbour-daily.example/world/accounts-closed"),
        address_final: Some("https://www.harbour-daily.example/world/accounts-closed"),
        posted_at: Some("2024-05-24T21:10+02:00"),
        captured_at: Some("2024-05-25T08:12:40+02:00"),
        method: SAVED_PAGE,
        publisher: Some("The Harbour Daily (sample)"),
        tier: Tier::SecondaryReport,
        derived_from: &["E-017"],
        archive_copy: Some((
            "https://archive.example/20240525/harbour-daily",
            "2024-05-25T08:14:00+02:00",
        )),
        description: "A newspaper page with an agency story of three paragraphs on suspended \
            accounts.",
        ..PAGE
    },
    Item {
        file: asset!("wire-coast-courier.html"),
        title: "The same story, Coast Courier",
        address_requested: Some("https://coast-courier.example/24/x-shuts-accounts"),
        address_final: Some("https://coast-courier.example/24/x-shuts-accounts"),
        posted_at: Some("2024-05-24T22:35+02:00"),
        captured_at: Some("2024-05-25T08:20:16+02:00"),
        method: SAVED_PAGE,
        publisher: Some("Coast Courier (sample)"),
        tier: Tier::SecondaryReport,
        derived_from: &["E-017"],
        archive_copy: Some((
            "https://archive.example/20240525/coast-courier",
            "2024-05-25T08:21:45+02:00",
        )),
        description: "A newspaper page with the same agency story in two paragraphs, signed as \
            shortened.",
        ..PAGE
    },
    Item {
        file: asset!("page-rewritten.html"),
        title: "Web page that retells RFE/RL",
        address_requested: Some("https://daily-digest.example/party-figures"),
        address_final: Some("https://daily-digest.example/party-figures"),
        posted_at: None,
        captured_at: Some("2024-06-01T16:48:03+02:00"),
        method: SAVED_PAGE,
        publisher: Some("Daily Digest (sample)"),
        tier: Tier::AiRewritten,
        derived_from: &["E-015", "E-016"],
        archive_copy: Some((
            "https://archive.example/20240601/daily-digest",
            "2024-06-01T16:50:20+02:00",
        )),
        description: "An article of six paragraphs that retells an RFE/RL investigation and \
            says at its foot that it was rewritten by artificial intelligence.",
        note: "synthetic, made for this sample: the facts are those of one real article, told \
            afresh; the page gives no date, no author and no link to its sources",
        ..PAGE
    },
    Item {
        file: asset!("statement-subject-01.txt"),
        title: "Answer of Subject 01 to our questions",
        kind: Kind::Statement,
        posted_at: Some("2024-06-09T19:12+04:00"),
        captured_at: Some("2024-06-09T17:30:00+02:00"),
        tool: Some("Thunderbird 115"),
        method: Some("e-mail, saved as text"),
        publisher: Some("Subject 01"),
        tier: Tier::Primary,
        sensitivity: Sensitivity::Sensitive,
        description: "A letter of four numbered answers by Subject 01, to be printed as they are.",
        ..BLANK
    },
    Item {
        cited_only: true,
        title: "RFE/RL investigation",
        kind: Kind::Page,
        publisher: Some("RFE/RL"),
        tier: Tier::SecondaryReport,
        description: "Not held. The investigation that E-013 retells; its address was lost in \
            the retelling.",
        note: "named by the article; to be obtained",
        ..BLANK
    },
    Item {
        cited_only: true,
        title: "Viginum output on the two hashtags",
        kind: Kind::Document,
        publisher: Some("Viginum"),
        tier: Tier::OfficialReport,
        language: "fr",
        description: "Not held. Viginum is a state body of the country that the posts were \
            aimed at; whether this is a report or a remark is not known.",
        note: "named by the article; to be obtained",
        ..BLANK
    },
    Item {
        cited_only: true,
        title: "Southern Wire dispatch",
        kind: Kind::Page,
        posted_at: Some("2024-05-24"),
        publisher: Some("Southern Wire (sample)"),
        tier: Tier::SecondaryReport,
        description: "Not held. The agency story that two newspapers printed.",
        ..BLANK
    },
    Item {
        title: "List of the accounts that were closed",
        kind: Kind::Data,
        captured_at: Some("2024-06-07"),
        method: Some("promised by a colleague, not yet copied"),
        publisher: Some("a colleague of the sample desk"),
        tier: Tier::OwnObservation,
        sensitivity: Sensitivity::Sensitive,
        description: "A list of suspended accounts with the time at which each notice was seen.",
        note: "synthetic, made for this sample: recorded as held although its file is missing, \
            so that a check finds it",
        ..BLANK
    },
];
