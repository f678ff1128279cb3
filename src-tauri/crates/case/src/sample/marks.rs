//! The marks of the sample: what each exhibit is cited for.

/// Where a mark lies, before the case has read the exhibit.
pub(super) enum Place {
    /// x, y, width, height in pixels.
    Region(u32, u32, u32, u32),
    /// Words that stand exactly once in the captured text.
    Quote(&'static str),
    /// A page, 1 and up.
    Page(u32),
    /// First and last row of a table, 1 and up.
    Rows(u32, u32),
}

use Place::{Page, Quote, Region, Rows};

/// Exhibit, place and what a reader is told instead.
pub(super) const REDACTIONS: [(&str, Place, &str); 1] = [(
    "E-003",
    Region(70, 76, 432, 112),
    "names somebody against whom nothing is said",
)];

/// Exhibit, place and note. A mark's number is its place among those of its exhibit.
pub(super) const MARKS: [(&str, Place, &str); 38] = [
    ("E-001", Region(76, 214, 900, 110), "The words of the post"),
    ("E-001", Region(76, 326, 910, 58), "Both hashtags"),
    ("E-001", Region(84, 404, 1032, 887), "The picture"),
    (
        "E-001",
        Region(76, 1315, 400, 52),
        "Time of posting, the earliest we have found",
    ),
    ("E-002", Region(76, 214, 900, 110), "The same words"),
    ("E-002", Region(84, 404, 1032, 887), "The same picture"),
    (
        "E-003",
        Region(76, 270, 910, 58),
        "Both hashtags, in the other order",
    ),
    ("E-004", Region(340, 456, 440, 62), "The name of the shop"),
    ("E-004", Region(1424, 650, 132, 146), "The parking sign"),
    ("E-004", Region(450, 0, 700, 430), "A sky without smoke"),
    (
        "E-005",
        Region(92, 254, 436, 64),
        "The roof, where the name has been painted out",
    ),
    (
        "E-005",
        Region(0, 734, 1000, 126),
        "The false place and time",
    ),
    (
        "E-005",
        Region(250, 0, 430, 300),
        "Smoke and a glow, laid over the roof",
    ),
    (
        "E-006",
        Region(76, 646, 930, 50),
        "The profile names the party",
    ),
    (
        "E-006",
        Region(76, 758, 210, 48),
        "The place that the profile gives",
    ),
    ("E-007", Region(340, 762, 520, 124), "The notice"),
    ("E-008", Rows(3, 3), "Subject 01, adviser, no end date"),
    ("E-009", Page(1), "The whole list: Subject 01 is not on it"),
    ("E-010", Page(1), "The counts, and what they do not show"),
    (
        "E-010",
        Page(2),
        "How the posts were collected; the quickest copy",
    ),
    (
        "E-011",
        Quote(
            "Dozens of accounts that had posted about the unrest in New Caledonia were \
                suspended by X on Friday.",
        ),
        "Dozens suspended",
    ),
    (
        "E-011",
        Quote("X did not say why it had acted, nor how many accounts were concerned."),
        "No reason and no number",
    ),
    (
        "E-012",
        Quote(
            "Dozens of accounts that had posted about the unrest in New Caledonia were \
                suspended by X on Friday.",
        ),
        "The same sentence",
    ),
    (
        "E-012",
        Quote("Report: Southern Wire. Shortened by the Courier."),
        "Where the story comes from",
    ),
    (
        "E-013",
        Quote(
            "RFE/RL has found ties between several people associated with the New Azerbaijan \
                Party and a coordinated campaign on X that was aimed at France.",
        ),
        "What the page says RFE/RL found",
    ),
    (
        "E-013",
        Quote(
            "Viginum, the French state body that watches for disinformation online, pointed to \
                Azerbaijani accounts that spread anti-French messages under \
                #RecognizeNewCaledonia and #FrenchColonialism.",
        ),
        "What the page says Viginum pointed to",
    ),
    (
        "E-013",
        Quote(
            "An analysis showed that the accounts using the two hashtags most were based in \
                Azerbaijan.",
        ),
        "Whose analysis, the page does not say",
    ),
    (
        "E-013",
        Quote("Aliyev has denied that he had anything to do with the campaign."),
        "The denial, without words or date",
    ),
    (
        "E-013",
        Quote(
            "The unrest began over planned changes to the voting rules and over the economic \
                gap between the indigenous Kanak population and European settlers. It turned \
                violent, and France declared a state of emergency in the territory.",
        ),
        "The causes that the page gives",
    ),
    (
        "E-013",
        Quote("Azerbaijani officials start an online campaign against France"),
        "The headline, which says more than the text",
    ),
    (
        "E-013",
        Quote("Officials in Azerbaijan have denied the accusations."),
        "Officials, not named",
    ),
    (
        "E-013",
        Quote(
            "This text was taken from another publication and rewritten by artificial \
                intelligence.",
        ),
        "The page on itself",
    ),
    (
        "E-013",
        Quote("Its leader is Ilham Aliyev, the president."),
        "Who leads the party",
    ),
    (
        "E-013",
        Quote(
            "Relations between Paris and Baku, poor already, became worse once Azerbaijan had \
                taken control of the Nagorno-Karabakh region.",
        ),
        "Paris and Baku",
    ),
    (
        "E-013",
        Quote(
            "Earlier campaigns against the ability of Paris to host the Olympic Games have been \
                reported as well.",
        ),
        "The Olympic Games",
    ),
    (
        "E-014",
        Quote("I left the district branch in April 2024 and I hold no post in it."),
        "The post",
    ),
    (
        "E-014",
        Quote("I did not make the picture of the market, and nobody asked me to post it."),
        "The picture",
    ),
    (
        "E-014",
        Quote("The account you call A-001 is mine."),
        "Whose account it is",
    ),
];
