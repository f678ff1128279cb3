//! The seal of the printed pages: what every page shows and where every link
//! leads, so that a change after printing can be named.

mod compare;
mod digest;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Attachment, Relation};

use super::read::{Annotation, Destination, PdfFile, ReadPage, Target, Word};
pub use compare::{Difference, compare, read_seal};
use digest::{Digester, hex};

/// The name of the seal inside the PDF.
pub const PAGES: &str = "pages.json";

/// The form of the seal; a change that a reader must know of changes it.
pub const SCHEMA: &str = "plumb/pages/1";

/// What was printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seal {
    /// [`SCHEMA`].
    pub schema: String,
    /// SHA-256 of each attachment by its name, the seal itself and its
    /// signature left out.
    pub attachments: BTreeMap<String, String>,
    /// The page of each named destination; the first is 1.
    pub destinations: BTreeMap<String, usize>,
    /// SHA-256 of each font by its name: its outlines, widths and characters.
    pub fonts: BTreeMap<String, String>,
    /// The pages in order.
    pub pages: Vec<SealedPage>,
}

/// A page as it was printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SealedPage {
    /// SHA-256 of the decoded content.
    pub content: String,
    /// Six hex digits of the SHA-256 of each line of words, in the order drawn.
    pub lines: String,
    /// The links, in the order of the page's list.
    pub links: Vec<SealedLink>,
    /// SHA-256 of each picture that the page draws, by the name the page gives it.
    pub pictures: BTreeMap<String, String>,
    /// SHA-256 of everything else the content names, fonts included.
    pub resources: String,
    /// Width and height in points, whole.
    pub size: [i64; 2],
}

/// A link as it was printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SealedLink {
    /// Left, bottom, right, top in points, whole.
    pub area: [i64; 4],
    /// The paragraph it stands in or beside.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub paragraph: Option<u32>,
    /// The words it lies on.
    pub text: String,
    /// Where it leads: a destination's name or an address.
    pub to: String,
}

/// Signs bytes: 64 bytes that only the holder of a key can make.
pub type Signer<'a> = &'a dyn Fn(&[u8]) -> [u8; 64];

/// The seal and its signature as they are enclosed in the file.
pub(crate) fn attachments_of(seal: &Seal, sign: Signer<'_>) -> [Attachment; 2] {
    let bytes = serde_json::to_vec(seal).expect("plain values are always JSON");
    let signature = sign(&bytes).to_vec();
    let attachment = |name: &str, media_type: &str, description: &str, bytes| Attachment {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        description: description.to_owned(),
        relation: Relation::Supplement,
        bytes,
    };
    [
        attachment(
            PAGES,
            "application/json",
            "The seal: what every page shows and where every link leads.",
            bytes,
        ),
        attachment(
            &format!("{PAGES}.sig"),
            "application/octet-stream",
            "The Ed25519 signature of the seal.",
            signature,
        ),
    ]
}

/// Seals a file that was read back.
pub fn seal(file: &PdfFile) -> Seal {
    let destinations = file.destinations();
    let anchors = Anchors::of(&destinations);
    let mut digester = Digester::new(file);
    let mut fonts = BTreeMap::new();
    let pages = (0..file.pages())
        .map(|index| seal_page(file, index, &anchors, &mut digester, &mut fonts))
        .collect();
    Seal {
        schema: SCHEMA.to_owned(),
        attachments: attachments(file),
        destinations: destinations
            .into_iter()
            .map(|(name, place)| (name, place.page + 1))
            .collect(),
        fonts,
        pages,
    }
}

/// SHA-256 of every attachment but the seal and its signature.
fn attachments(file: &PdfFile) -> BTreeMap<String, String> {
    let own = [PAGES.to_owned(), format!("{PAGES}.sig")];
    let attached = file.attachments().into_iter();
    attached
        .filter(|attached| !own.contains(&attached.name))
        .map(|attached| (attached.name, hex(&attached.bytes.unwrap_or_default())))
        .collect()
}

fn seal_page(
    file: &PdfFile,
    index: usize,
    anchors: &Anchors,
    digester: &mut Digester<'_>,
    fonts: &mut BTreeMap<String, String>,
) -> SealedPage {
    let page = file.page(index);
    let mut pictures = BTreeMap::new();
    let mut resources = String::new();
    for (category, name) in &page.resources {
        let Some(object) = file.page_resource(index, category, name) else {
            continue;
        };
        let digest = digester.digest(object);
        let name = String::from_utf8_lossy(name).into_owned();
        if *category == "XObject" {
            pictures.insert(name, digest);
            continue;
        }
        resources.push_str(&format!("{category} {name} {digest}\n"));
        if *category == "Font"
            && let Ok(dict) = file.resolve(object).as_dict()
        {
            fonts.insert(file.name_entry(dict, b"BaseFont"), digest);
        }
    }
    let links = file
        .annotations(index)
        .iter()
        .filter(|annotation| annotation.kind == "Link")
        .map(|link| seal_link(link, &page, index, anchors))
        .collect();
    let (width, height) = file.page_size(index).unwrap_or_default();
    SealedPage {
        content: hex(&page.content),
        lines: lines(&page).iter().map(|line| short(line)).collect(),
        links,
        pictures,
        resources: hex(resources.as_bytes()),
        size: [width.round() as i64, height.round() as i64],
    }
}

/// The lines of a page in the order drawn.
fn lines(page: &ReadPage) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in &page.words {
        match lines.last_mut() {
            Some(line) if !word.new_line => {
                if !word.joined {
                    line.push(' ');
                }
                line.push_str(&word.text);
            }
            _ => lines.push(word.text.clone()),
        }
    }
    lines
}

/// Six hex digits that tell a line from the one that stood there before.
fn short(line: &str) -> String {
    hex(line.as_bytes())[..6].to_owned()
}

fn seal_link(link: &Annotation, page: &ReadPage, index: usize, anchors: &Anchors) -> SealedLink {
    let [left, bottom, right, top] = link.area;
    let lies_in = |word: &&Word| {
        let middle = word.x + word.width / 2.0;
        (left..=right).contains(&middle) && (bottom - 1.0..=top).contains(&word.y)
    };
    let words: Vec<&str> = page
        .words
        .iter()
        .filter(lies_in)
        .map(|word| word.text.as_str())
        .collect();
    SealedLink {
        area: link.area.map(|side| side.round() as i64),
        paragraph: anchors.paragraph(index, top),
        text: words.join(" "),
        to: target_words(link.target.as_ref()),
    }
}

/// Where a link leads, in words.
fn target_words(target: Option<&Target>) -> String {
    match target {
        Some(Target::Name(name)) => name.clone(),
        Some(Target::Address(address)) => address.clone(),
        Some(Target::Place(place)) => format!("page {}", place.page + 1),
        Some(Target::Other(kind)) => format!("action {kind}"),
        None => String::new(),
    }
}

/// The named places of a file in reading order, to find the paragraph of a link.
struct Anchors(Vec<(usize, f32, String)>);

impl Anchors {
    fn of(destinations: &BTreeMap<String, Destination>) -> Anchors {
        let is_wanted = |name: &str| {
            ["par-", "note-", "E-", "C-"].iter().any(|start| {
                let number = name.strip_prefix(start);
                number.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
            })
        };
        let mut anchors: Vec<_> = destinations
            .iter()
            .filter(|(name, _)| is_wanted(name))
            .map(|(name, place)| (place.page, place.top.unwrap_or(f32::MAX), name.clone()))
            .collect();
        anchors.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        Anchors(anchors)
    }

    /// The number of the paragraph that a place on a page belongs to.
    fn paragraph(&self, page: usize, height: f32) -> Option<u32> {
        let after = self
            .0
            .partition_point(|(at, top, _)| *at < page || (*at == page && *top >= height));
        let mut before = self.0[..after].iter().rev();
        // A footnote speaks for its own page only.
        let (_, _, name) =
            before.find(|(at, _, name)| *at == page || !name.starts_with("note-"))?;
        name.strip_prefix("par-")?.parse().ok()
    }
}
