//! Colour profiles that pictures bring along.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId, dictionary};
use moxcms::{ColorProfile, DataColorSpace, ProfileClass};
use sha2::{Digest, Sha256};

use crate::pdf::write::file::File;

/// The profiles in the file, each once.
#[derive(Default)]
pub(super) struct Profiles(BTreeMap<[u8; 32], ObjectId>);

impl Profiles {
    /// The colour space of a profile for pictures of so many components; none
    /// when the profile is unsound, newer than PDF knows, or for other colours.
    pub(super) fn add(
        &mut self,
        file: &mut File,
        profile: &[u8],
        components: u8,
    ) -> Option<Object> {
        if !fits(profile, components) {
            return None;
        }
        let key = Sha256::digest(profile).into();
        let id = *self.0.entry(key).or_insert_with(|| {
            file.add_deflated(dictionary! { "N" => i64::from(components) }, profile)
        });
        Some(vec!["ICCBased".into(), id.into()].into())
    }
}

fn fits(profile: &[u8], components: u8) -> bool {
    // PDF 1.7 knows profiles up to version 4.
    if profile.get(8).is_none_or(|major| *major > 4) {
        return false;
    }
    let Ok(profile) = ColorProfile::new_from_slice(profile) else {
        return false;
    };
    let kind = matches!(
        profile.profile_class,
        ProfileClass::InputDevice
            | ProfileClass::DisplayDevice
            | ProfileClass::OutputDevice
            | ProfileClass::ColorSpace
    );
    let space = match components {
        1 => DataColorSpace::Gray,
        3 => DataColorSpace::Rgb,
        _ => DataColorSpace::Cmyk,
    };
    kind && profile.color_space == space
}
