//! The pictures behind a finding: what its record says of them, and whether that still holds.

#[cfg(test)]
mod tests;

use capture::hash_picture;
use claims::Casebook;
use evidence::{Exhibit, Fingerprint, Id, PictureHash, Said, said};
use posts::DataSet;
use posts::finding::Answer;
use posts::pictures::NotCompared;
use std::collections::HashSet;
use std::io::Read;

use super::record::{Frozen, Pictures, RecordedPicture};
use super::tongue::{Tongue, told};
use crate::posts::{KnownPicture, KnownPictures};
use crate::{Case, Error};

/// What a finding's record says of its pictures.
pub(super) fn recorded(found: &KnownPictures, data: &DataSet, answer: &Answer) -> Pictures {
    let picture = |picture: &KnownPicture| {
        let names = picture.names.iter();
        RecordedPicture {
            names: names
                .map(|number| data.picture_names.name(*number).to_owned())
                .collect(),
            exhibit: picture.held.map(|(number, _)| number.to_string()),
            sha256: picture.held.map(|(_, fingerprint)| fingerprint.to_string()),
            pdq: picture.hash.upright,
            quality: picture.hash.quality,
        }
    };
    Pictures {
        named: data.picture_names.len() as u64,
        not_compared: found.not_compared,
        known: found.known.iter().map(picture).collect(),
        shared: shared(found, data, answer),
        behind: behind(found, data, answer),
    }
}

/// The compared pictures of the first post of each thing: exhibits, or hashes.
fn shared(found: &KnownPictures, data: &DataSet, answer: &Answer) -> Vec<String> {
    let of_name = |name: &u32| {
        let compared = found.known.iter().filter(|picture| picture.is_compared());
        let mut meant = compared.filter(|picture| picture.names.contains(name));
        meant.next().map(|picture| match picture.held {
            Some((number, _)) => number.to_string(),
            None => picture.hash.upright.to_string(),
        })
    };
    let things = answer.things.iter().map(|thing| {
        let names = data.pictures.get(thing.row as usize).iter();
        let mut pictures: Vec<String> = names.filter_map(of_name).collect();
        pictures.dedup();
        pictures.join(", ")
    });
    things.collect()
}

fn behind(found: &KnownPictures, data: &DataSet, answer: &Answer) -> Vec<String> {
    let rows = answer.rows.iter().map(|row| *row as usize);
    let names: HashSet<&u32> = rows.flat_map(|row| data.pictures.get(row)).collect();
    let compared = found.known.iter().filter(|picture| picture.is_compared());
    compared
        .filter(|picture| picture.names.iter().any(|name| names.contains(name)))
        .filter_map(|picture| Some(picture.held?.0.to_string()))
        .collect()
}

/// What a finding was computed from, for its collection record.
pub(super) fn method(frozen: &Frozen) -> String {
    let tongue = frozen.tongue();
    let rows = tongue.method();
    match behind_of(frozen) {
        [] => rows.to_owned(),
        [_] => told!(tongue, "{} and from a picture", "{} et d’une image", rows),
        many => told!(
            tongue,
            "{} and from {} pictures, which its record lists",
            "{} et de {} images, dont son relevé donne la liste",
            rows,
            tongue.grouped(many.len() as u64)
        ),
    }
}

/// The pictures that a finding is derived from, where they are few enough to be named.
pub(super) fn parents(frozen: &Frozen, book: &Casebook) -> Vec<Id> {
    const FEW: usize = 12;
    let behind = behind_of(frozen);
    let named = |exhibit: &&Exhibit| behind.contains(&exhibit.number.to_string());
    match behind.len() {
        1..=FEW => book
            .exhibits
            .iter()
            .filter(named)
            .map(|one| one.id)
            .collect(),
        _ => Vec::new(),
    }
}

fn behind_of(frozen: &Frozen) -> &[String] {
    let pictures = match frozen {
        Frozen::Together(finding) => finding.pictures.as_ref(),
        Frozen::Count(_) => None,
    };
    pictures.map_or(&[], |pictures| &pictures.behind)
}

impl Case {
    /// Hashes the sealed pictures of a record again and tells the data what they look like: what
    /// is known of them, or what differs from the record, in sentences.
    pub(super) fn pictures_again(
        &self,
        recorded: &Pictures,
        data: &mut DataSet,
    ) -> Result<Result<KnownPictures, Vec<Said>>, Error> {
        let not = recorded.not_compared;
        let mut found = KnownPictures {
            known: Vec::new(),
            not_compared: NotCompared { plain: 0, ..not },
        };
        let mut differences = Vec::new();
        let mut names = not.not_held + not.ambiguous + not.unreadable;
        for picture in &recorded.known {
            match self.picture_again(picture, data)? {
                Ok(known) => {
                    names += known.names.len() as u64;
                    found.add(known);
                }
                Err(difference) => differences.push(difference),
            }
        }
        if differences.is_empty() && names != data.picture_names.len() as u64 {
            differences.push(others());
        }
        if !differences.is_empty() {
            return Ok(Err(differences));
        }
        found.tell(data);
        Ok(Ok(found))
    }

    /// A recorded picture, its hash made again from the sealed bytes; or what differs.
    fn picture_again(
        &self,
        recorded: &RecordedPicture,
        data: &DataSet,
    ) -> Result<Result<KnownPicture, Said>, Error> {
        let names = recorded.names.iter();
        let known = |held, hash| KnownPicture {
            names: names
                .filter_map(|name| data.picture_names.find(name))
                .collect(),
            held,
            hash,
        };
        let (Some(exhibit), Some(sha256)) = (&recorded.exhibit, &recorded.sha256) else {
            let is_named = |name: &String| name.parse() == Ok(recorded.pdq);
            return Ok(match recorded.names.iter().all(is_named) {
                true => Ok(known(None, PictureHash::given(recorded.pdq))),
                false => Err(said!(
                    "finding-hash-unnamed",
                    "no post names the hash {}",
                    recorded.pdq
                )),
            });
        };
        let (Ok(number), Ok(fingerprint)) = (exhibit.parse(), sha256.parse()) else {
            return Ok(Err(said!(
                "finding-picture-record",
                "its record of the picture {} cannot be read",
                exhibit
            )));
        };
        let book = self.casebook()?;
        let now = book.exhibits.iter().find(|one| one.number == number);
        let now = now.and_then(|one| one.original.as_ref());
        if now.is_some_and(|original| original.fingerprint != fingerprint) {
            return Ok(Err(said!(
                "finding-other-picture",
                "{} is not the picture that was compared",
                exhibit
            )));
        }
        Ok(match self.hash_again(fingerprint) {
            Ok(hash) if (hash.upright, hash.quality) == (recorded.pdq, recorded.quality) => {
                Ok(known(Some((number, fingerprint)), hash))
            }
            Ok(hash) => Err(said!(
                "finding-picture-hash",
                "the picture {} has the PDQ {} and the quality {}, not {} and {}",
                exhibit,
                hash.upright,
                quality(hash.quality),
                recorded.pdq,
                quality(recorded.quality),
            )),
            Err(error) => Err(said!(
                "finding-picture-unhashed",
                "the picture {} cannot be hashed again: {}",
                exhibit,
                error
            )),
        })
    }

    fn hash_again(&self, fingerprint: Fingerprint) -> Result<PictureHash, Error> {
        let mut bytes = Vec::new();
        let read = self.original(fingerprint)?.read_to_end(&mut bytes);
        read.map_err(|error| Error::user(error.to_string()))?;
        hash_picture(&bytes).map_err(|error| Error::user(error.to_string()))
    }
}

/// What a record of pictures says when they are others than the posts'.
pub(super) fn others() -> Said {
    said!(
        "finding-other-pictures",
        "the pictures it counts are not those that the posts name"
    )
}

fn quality(quality: Option<u8>) -> String {
    quality.map_or_else(|| "none".to_owned(), |quality| quality.to_string())
}
