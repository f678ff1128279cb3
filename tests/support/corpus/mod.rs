//! Long texts, made here: for printing them, for judging what was printed, and
//! for measuring it. All of it is synthetic and the same on every machine.

pub mod hostile;
pub mod languages;
pub mod long;
pub mod markdown;
pub mod pictures;
pub mod prose;
pub mod scripts;
pub mod typst;
pub mod web;

/// A report before anything prints it, in words that every printer's language has.
pub struct Content {
    /// The title.
    pub title: String,
    /// The text.
    pub blocks: Vec<Block>,
    /// The pictures.
    pub exhibits: Vec<Exhibit>,
    /// The number that the case gave the first picture: 1 makes it E-001.
    pub first: usize,
}

impl Content {
    /// The number of the exhibit that a picture becomes, such as `E-007`.
    fn number(&self, exhibit: usize) -> String {
        format!("E-{:03}", self.first + exhibit)
    }
}

/// A picture that stands in the text and again on a page of its own.
pub struct Exhibit {
    /// Its file's name, such as `picture-001.jpg`.
    pub file: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// A piece of the text.
pub enum Block {
    /// A heading: its level from 1 to 3, its words.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Words quoted from elsewhere.
    Quote(Vec<Inline>),
    /// A list, numbered or not.
    List(bool, Vec<Vec<Inline>>),
    /// A table: its head and its rows, plain words.
    Table(Vec<String>, Vec<Vec<String>>),
    /// A picture: an index into [`Content::exhibits`], and its caption.
    Figure(usize, String),
    /// Text as it stands.
    Code(String),
}

/// A run of words.
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Stressed words.
    Emphasis(String),
    /// Strong words.
    Strong(String),
    /// Words that lead to an address: the words, the address.
    Link(String, String),
    /// A footnote.
    Note(String),
    /// A reference to a page of an exhibit: an index into [`Content::exhibits`].
    Cite(usize, u64),
}

/// What every picture shows, for those who cannot see it.
pub const DESCRIPTION: &str = "A picture made for a test: coloured fields under a grain, with a lighter circle in the middle.";

/// What stands on an exhibit's page beside its picture: names and values, as many
/// as Plumb prints there.
fn plate_rows(exhibit: &Exhibit) -> [(&'static str, String); 7] {
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(&exhibit.bytes);
    let fingerprint: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    [
        ("File", exhibit.file.clone()),
        ("Size", format!("{} bytes", exhibit.bytes.len())),
        ("Captured", "1 November 2026, 12:00 UTC".to_owned()),
        (
            "Custody",
            "Added to the case and sealed by a test.".to_owned(),
        ),
        ("What it shows", DESCRIPTION.to_owned()),
        ("SHA-256", fingerprint),
        (
            "How to check it",
            "Ask for the file; any SHA-256 tool must print this value.".to_owned(),
        ),
    ]
}
