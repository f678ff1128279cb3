//! The fonts a report is set in: those that ship inside the application, and
//! the large ones of its package folder or the system.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Where a font comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Compiled into Plumb.
    Shipped,
    /// From the folder of fonts that was installed with Plumb.
    Package,
    /// From the computer.
    System,
}

/// What a font is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Covers {
    /// Chinese, Japanese and Korean, in the forms of one of them.
    East(East),
    /// Emoji.
    Emoji,
    /// Whatever no shipped font has.
    Any,
}

/// Whose forms of the shared ideographs a face has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum East {
    Japanese,
    Korean,
    #[default]
    Simplified,
    Traditional,
    HongKong,
}

impl East {
    /// The forms that a text itself asks for: kana are Japanese, syllables Korean.
    pub(crate) fn in_text(text: &str) -> Option<East> {
        if text.is_ascii() {
            return None;
        }
        text.chars().find_map(|c| match c {
            '\u{3040}'..='\u{30FF}' => Some(East::Japanese),
            '\u{AC00}'..='\u{D7AF}' => Some(East::Korean),
            _ => None,
        })
    }

    /// The forms that a BCP 47 language asks for.
    pub(crate) fn of(lang: &str) -> Option<East> {
        let lang = lang.to_ascii_lowercase();
        match lang.split(['-', '_']).next().unwrap_or_default() {
            "ja" => Some(East::Japanese),
            "ko" => Some(East::Korean),
            "zh" if lang.contains("hk") => Some(East::HongKong),
            "zh" if lang.contains("tw") || lang.contains("hant") => Some(East::Traditional),
            "zh" => Some(East::Simplified),
            _ => None,
        }
    }
}

/// A font file that is read when a character first asks for it.
#[derive(Clone)]
pub struct FontSource {
    /// A name for the list of fonts used, such as `NotoSerifCJK-Regular.ttc`.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Which font of a collection, counted from 0.
    pub(crate) index: u32,
    pub(crate) covers: Covers,
    file: Arc<File>,
}

struct File {
    path: PathBuf,
    bytes: OnceLock<Option<Arc<Vec<u8>>>>,
}

impl fmt::Debug for FontSource {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} {} ({:?})", self.name, self.index, self.origin)
    }
}

impl FontSource {
    /// A font file for whatever no shipped font has; the first of a collection.
    pub fn at(path: &Path, origin: Origin) -> FontSource {
        let name = path.file_name().unwrap_or_default();
        FontSource {
            name: name.to_string_lossy().into_owned(),
            origin,
            index: 0,
            covers: Covers::Any,
            file: Arc::new(File {
                path: path.to_owned(),
                bytes: OnceLock::new(),
            }),
        }
    }

    /// The file's bytes, read once; none when it cannot be read.
    pub(crate) fn bytes(&self) -> Option<&Arc<Vec<u8>>> {
        let read = || std::fs::read(&self.file.path).ok().map(Arc::new);
        self.file.bytes.get_or_init(read).as_ref()
    }

    /// The five faces of a Noto collection for Chinese, Japanese and Korean,
    /// in the collection's order.
    fn east(self) -> Vec<FontSource> {
        let faces = [
            East::Japanese,
            East::Korean,
            East::Simplified,
            East::Traditional,
            East::HongKong,
        ];
        (0..)
            .zip(faces)
            .map(|(index, east)| FontSource {
                index,
                covers: Covers::East(east),
                ..self.clone()
            })
            .collect()
    }
}

/// Where installers put the fonts that come with Plumb's package.
const PACKAGE: [&str; 3] = [
    "/usr/share/plumb/fonts",
    "/usr/lib/Plumb/fonts",
    "/Applications/Plumb.app/Contents/Resources/fonts",
];

/// Where Debian, Ubuntu, Fedora and Arch keep the Noto fonts.
const SYSTEM: [&str; 7] = [
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/noto",
    "/usr/share/fonts/google-noto-serif-cjk-fonts",
    "/usr/share/fonts/google-noto-sans-cjk-fonts",
    "/usr/share/fonts/google-noto-emoji-fonts",
];

/// Collections for Chinese, Japanese and Korean, the best first.
const EAST: [&str; 2] = ["NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"];
/// Colour emoji as bitmaps.
const EMOJI: [&str; 1] = ["NotoColorEmoji.ttf"];

/// The large fonts that are at hand: those of Plumb's package, else those of
/// the system. Nothing is read until a character asks.
pub fn installed() -> Vec<FontSource> {
    let east = find(&EAST).map(FontSource::east).unwrap_or_default();
    let emoji = find(&EMOJI).map(|source| FontSource {
        covers: Covers::Emoji,
        ..source
    });
    east.into_iter().chain(emoji).collect()
}

fn find(names: &[&str]) -> Option<FontSource> {
    let package = PACKAGE.iter().map(|folder| (folder, Origin::Package));
    let system = SYSTEM.iter().map(|folder| (folder, Origin::System));
    let folders: Vec<_> = package.chain(system).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |(folder, o)| (folder, name, *o)))
        .map(|(folder, name, origin)| (Path::new(folder).join(name), origin))
        .find(|(path, _)| path.is_file())
        .map(|(path, origin)| FontSource::at(&path, origin))
}

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../../assets/fonts/", $name, ".ttf")))),*]
    };
}

/// The shipped fonts by name; the order is that of `pdf::faces`.
pub(crate) static SHIPPED: &[(&str, &[u8])] = shipped![
    "SourceSerif4-Regular",
    "SourceSerif4-It",
    "SourceSerif4-Semibold",
    "SourceSerif4-SemiboldIt",
    "SourceSerif4Display-Regular",
    "SourceSerif4Display-Semibold",
    "Inter-Regular",
    "Inter-Medium",
    "Inter-SemiBold",
    "IBMPlexMono-Regular",
    "IBMPlexMono-Medium",
    "NotoSerif-Regular",
    "NotoNaskhArabic-Regular",
    "NotoSerifHebrew-Regular",
    "NotoSerifArmenian-Regular",
    "NotoSerifGeorgian-Regular",
    "NotoSerifThai-Regular",
    "NotoSerifDevanagari-Regular",
    "NotoSansSymbols-Regular",
    "NotoSansSymbols2-Regular",
    "NotoSansMath-Regular",
];
