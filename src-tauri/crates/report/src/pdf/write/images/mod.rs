//! Puts pictures in the file: what PDF can show as it stands goes in byte for
//! byte, the rest as its pixels.

mod jpeg;
mod pixels;
mod png;
mod profile;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};
use sha2::{Digest, Sha256};

use super::file::File;
use crate::Picture;
use crate::pdf::display::{Item, Page};
use crate::pdf::pictures::measure;
use profile::Profiles;

/// The resource name of a picture.
pub(crate) fn picture_name(index: usize) -> String {
    format!("I{index}")
}

/// Writes the pictures that the pages show, the same bytes once. Gives their
/// objects by index; one that cannot be read is left out.
pub(crate) fn add_pictures(
    file: &mut File,
    pictures: &[Picture],
    pages: &[Page],
) -> BTreeMap<usize, ObjectId> {
    let mut shown = BTreeMap::new();
    let mut known: BTreeMap<[u8; 32], Option<ObjectId>> = BTreeMap::new();
    let mut images = Images::default();
    for (item, _) in pages.iter().flat_map(Page::items) {
        let Item::Picture { index, .. } = item else {
            continue;
        };
        let Some(picture) = pictures.get(*index) else {
            continue;
        };
        if shown.contains_key(index) {
            continue;
        }
        let hash = Sha256::digest(&picture.bytes).into();
        let id = known
            .entry(hash)
            .or_insert_with(|| measure(picture).and_then(|_| images.add(file, &picture.bytes)));
        if let Some(id) = *id {
            shown.insert(*index, id);
        }
    }
    shown
}

/// Pictures on their way into the file.
#[derive(Default)]
pub(crate) struct Images {
    profiles: Profiles,
}

impl Images {
    /// Writes a picture; none when it cannot be read.
    pub(crate) fn add(&mut self, file: &mut File, bytes: &[u8]) -> Option<ObjectId> {
        let profiles = &mut self.profiles;
        if let Some(frame) = jpeg::read(bytes)
            && let Some(dict) = frame.dictionary(file, profiles)
        {
            return Some(file.add_stream(dict, bytes));
        }
        if let Some(plain) = png::read(bytes) {
            let space = plain.space(file, profiles);
            return Some(file.add_stream(plain.dictionary(space), &plain.data));
        }
        pixels::add(file, profiles, bytes)
    }
}

/// The dictionary of an image: its size, depth and colours.
fn head(width: u32, height: u32, depth: u8, space: Object) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => i64::from(depth),
        "ColorSpace" => space,
    }
}
