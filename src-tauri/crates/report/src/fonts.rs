//! The fonts a report is set in: those that ship inside the application and those of the system.

use std::path::Path;
use std::sync::Arc;

/// A font file that the caller found, for scripts that no shipped font covers.
#[derive(Debug, Clone)]
pub struct FontSource {
    /// A name for the list of fonts used, such as `NotoSerifCJK-Regular.ttc`.
    pub name: String,
    /// The file's bytes.
    pub bytes: Arc<Vec<u8>>,
    /// Which font of a collection, counted from 0.
    pub index: u32,
}

/// Where Debian, Ubuntu, Fedora and Arch keep the Noto fonts for Chinese, Japanese and Korean,
/// with the number of the simplified Chinese face in the collection.
pub const SYSTEM_FONTS: [(&str, u32); 6] = [
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("/usr/share/fonts/noto-cjk/NotoSerifCJK-Regular.ttc", 2),
    (
        "/usr/share/fonts/google-noto-serif-cjk-fonts/NotoSerifCJK-Regular.ttc",
        2,
    ),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2),
    (
        "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
        2,
    ),
];

/// Reads the first of these font files that is there; empty when none is.
/// `lang` chooses the face of a Chinese, Japanese and Korean collection.
pub fn read_first(paths: &[(&str, u32)], lang: &str) -> Vec<FontSource> {
    for (path, index) in paths {
        let path = Path::new(path);
        if let (Ok(bytes), Some(name)) = (std::fs::read(path), path.file_name()) {
            let collection = name.to_string_lossy().contains("CJK");
            return vec![FontSource {
                name: name.to_string_lossy().into_owned(),
                bytes: Arc::new(bytes),
                index: if collection {
                    collection_face(lang)
                } else {
                    *index
                },
            }];
        }
    }
    Vec::new()
}

/// The face of a Noto CJK collection for a language; simplified Chinese unless told otherwise.
fn collection_face(lang: &str) -> u32 {
    let lang = lang.to_ascii_lowercase();
    match lang.split(['-', '_']).next().unwrap_or_default() {
        "ja" => 0,
        "ko" => 1,
        "zh" if lang.contains("tw") || lang.contains("hant") => 3,
        "zh" if lang.contains("hk") => 4,
        _ => 2,
    }
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
