//! What the pictures of a data set look like.

use evidence::{PictureHash, Said};
use serde::{Deserialize, Serialize};

/// What the pictures look like that posts name, as far as somebody who has them said so.
#[derive(Debug, Clone, Default)]
pub struct Looks {
    /// For each name of a picture the picture it is; [`UNKNOWN`] where nobody said.
    of_name: Vec<u32>,
    pictures: Vec<PictureHash>,
    /// How many names are not compared.
    pub not_compared: NotCompared,
}

const UNKNOWN: u32 = u32::MAX;

/// Pictures that posts name and that were not compared, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotCompared {
    /// Nobody has them.
    pub not_held: u64,
    /// Their name is that of several different pictures.
    pub ambiguous: u64,
    /// They could not be decoded.
    pub unreadable: u64,
    /// They show too little, see [`super::QUALITY`].
    pub plain: u64,
}

impl NotCompared {
    /// How many they are.
    pub const fn all(&self) -> u64 {
        self.not_held + self.ambiguous + self.unreadable + self.plain
    }

    /// Says how many of `named` addresses and names were not compared; `None` when all were.
    pub fn sentence(&self, named: u64) -> Option<Said> {
        let reasons = [
            (self.not_held, "without an exhibit"),
            (self.ambiguous, "named as several different exhibits are"),
            (self.unreadable, "not decodable"),
            (self.plain, "too plain to be told apart"),
        ];
        let reasons: Vec<String> = reasons
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, why)| format!("{count} {why}"))
            .collect();
        let compared = named.saturating_sub(self.all());
        (!reasons.is_empty()).then(|| {
            let text = format!(
                "Of {named} addresses and names of pictures in the posts, {compared} were compared. Not compared: {}.",
                reasons.join(", ")
            );
            let counts = [self.not_held, self.ambiguous, self.unreadable, self.plain];
            let values = [named, compared].into_iter().chain(counts);
            let values = values.map(|count| count.to_string()).collect();
            Said::new("pictures-not-compared", text, values)
        })
    }
}

impl Looks {
    /// Nothing is known yet of so many names.
    pub fn new(names: usize) -> Looks {
        Looks {
            of_name: vec![UNKNOWN; names],
            ..Looks::default()
        }
    }

    /// Says what a picture looks like that goes by these names.
    pub fn add(&mut self, picture: PictureHash, names: impl IntoIterator<Item = u32>) {
        let number = self.pictures.len() as u32;
        self.pictures.push(picture);
        for name in names {
            if let Some(place) = self.of_name.get_mut(name as usize) {
                *place = number;
            }
        }
    }

    /// The number of the picture with this name.
    pub fn of(&self, name: u32) -> Option<usize> {
        let number = *self.of_name.get(name as usize)?;
        (number != UNKNOWN).then_some(number as usize)
    }

    /// Every picture whose look is known.
    pub fn pictures(&self) -> &[PictureHash] {
        &self.pictures
    }
}

/// A picture shows enough to be told from others. Of a hash without a picture the bits tell: one
/// that was made of something to be seen has 128 of them set.
pub fn shows_enough(hash: &PictureHash) -> bool {
    const LEAST_ONES: u32 = 96;
    match hash.quality {
        Some(quality) => quality >= super::QUALITY,
        None => hash.upright.ones() >= LEAST_ONES,
    }
}
