//! The pictures that posts name, looked for among the exhibits and hashed. Nothing is fetched.

use std::collections::HashMap;

use capture::hash_picture;
use evidence::exhibit::Original;
use evidence::{Fingerprint, Number, Pdq, PictureHash, Said, said};
use posts::DataSet;
use posts::pictures::{Looks, NotCompared, shows_enough};

use super::picture_names::{Held, Meant, picture_of};
use crate::finding::Told;
use crate::pictures::MAX_DRAWN_BYTES;
use crate::turns::{SealedFile, Turns};
use crate::{Case, Error};

/// A picture that posts name and whose hash is known.
#[derive(Debug, Clone)]
pub(crate) struct KnownPicture {
    /// By which numbers the data set calls it.
    pub(crate) names: Vec<u32>,
    /// The exhibit that holds it; none where posts name the hash itself.
    pub(crate) held: Option<(Number, Fingerprint)>,
    pub(crate) hash: PictureHash,
}

impl KnownPicture {
    /// It shows enough to be told from others.
    pub(crate) fn is_compared(&self) -> bool {
        shows_enough(&self.hash)
    }
}

/// What is known of the pictures in a data set.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownPictures {
    pub(crate) known: Vec<KnownPicture>,
    pub(crate) not_compared: NotCompared,
}

impl KnownPictures {
    /// Tells a data set what its pictures look like.
    pub(crate) fn tell(&self, data: &mut DataSet) {
        let mut looks = Looks::new(data.picture_names.len());
        for picture in self.known.iter().filter(|picture| picture.is_compared()) {
            looks.add(picture.hash.clone(), picture.names.iter().copied());
        }
        looks.not_compared = self.not_compared;
        data.looks = looks;
    }

    pub(crate) fn add(&mut self, picture: KnownPicture) {
        if !picture.is_compared() {
            self.not_compared.plain += picture.names.len() as u64;
        }
        self.known.push(picture);
    }
}

/// The pictures of which posts name the hash, and the numbers of all other names.
pub(crate) fn given(data: &DataSet) -> (KnownPictures, Vec<u32>) {
    let mut hashes: Vec<(Pdq, Vec<u32>)> = Vec::new();
    let mut at: HashMap<Pdq, usize> = HashMap::new();
    let mut others = Vec::new();
    for (number, name) in (0..).zip(data.picture_names.iter()) {
        match name.parse::<Pdq>() {
            Ok(hash) => {
                let next = hashes.len();
                let at = *at.entry(hash).or_insert(next);
                if at == next {
                    hashes.push((hash, Vec::new()));
                }
                hashes[at].1.push(number);
            }
            Err(_) => others.push(number),
        }
    }
    let mut pictures = KnownPictures::default();
    for (hash, names) in hashes {
        pictures.add(KnownPicture {
            names,
            held: None,
            hash: PictureHash::given(hash),
        });
    }
    (pictures, others)
}

/// Looks at the pictures of a file outside any case: only hashes can be compared.
///
/// # Errors
/// When it names no pictures, or none by its hash.
pub(super) fn look_up_given(data: &mut DataSet, name: &str) -> Result<(), Error> {
    let (mut pictures, others) = given(data);
    pictures.not_compared.not_held = others.len() as u64;
    say(pictures, data, name).map(drop)
}

impl KnownPictures {
    /// Finds the pictures that the posts name among the exhibits, hashes them, and tells the data
    /// set what they look like. Each picture is hashed once as long as the case is open. The case
    /// is had for a chunk of a picture at a time, and not while it is hashed.
    ///
    /// # Errors
    /// When the posts name no pictures, none of them can be compared, `told` said stop, or the
    /// case was closed meanwhile.
    pub(crate) fn look_up(
        turns: &mut impl Turns,
        data: &mut DataSet,
        name: &str,
        told: Told<'_>,
    ) -> Result<KnownPictures, Error> {
        let book = turns.turn(Case::casebook)?;
        let (mut pictures, others) = given(data);
        let names: Vec<&str> = others
            .iter()
            .map(|number| data.picture_names.name(*number))
            .collect();
        let meant = Held::of(&book.exhibits).meant(&names);
        let mut wanted: HashMap<Fingerprint, Vec<u32>> = HashMap::new();
        for (number, meant) in others.iter().zip(meant) {
            match meant {
                Meant::One(fingerprint) => wanted.entry(fingerprint).or_default().push(*number),
                Meant::Several => pictures.not_compared.ambiguous += 1,
                Meant::None => pictures.not_compared.not_held += 1,
            }
        }
        let all = wanted.len().max(1) as f32;
        // In the order of the exhibits, so that the same case gives the same record.
        for exhibit in &book.exhibits {
            let original = picture_of(exhibit);
            let found = original.and_then(|one| Some((one, wanted.remove(&one.fingerprint)?)));
            let Some((original, names)) = found else {
                continue;
            };
            match hash_of(turns, original)? {
                Some(hash) => pictures.add(KnownPicture {
                    names,
                    held: Some((exhibit.number, original.fingerprint)),
                    hash,
                }),
                None => pictures.not_compared.unreadable += names.len() as u64,
            }
            if told(1.0 - wanted.len() as f32 / all).is_break() {
                return Err(Error::stopped());
            }
        }
        say(pictures, data, name)
    }
}

/// What a picture looks like; `None` when it cannot be drawn.
fn hash_of(turns: &mut impl Turns, original: &Original) -> Result<Option<PictureHash>, Error> {
    let fingerprint = original.fingerprint;
    let known = turns.turn(|case| Ok(case.picture_hashes.borrow().get(&fingerprint).cloned()))?;
    if let Some(hash) = known {
        return Ok(hash);
    }
    let mut hash = None;
    if original.size_bytes <= MAX_DRAWN_BYTES {
        let bytes = SealedFile::open(turns, fingerprint)?.whole()?;
        hash = hash_picture(&bytes).ok();
    }
    turns.turn(|case| {
        let mut hashes = case.picture_hashes.borrow_mut();
        hashes.insert(fingerprint, hash.clone());
        Ok(())
    })?;
    Ok(hash)
}

/// Tells the data set what is known, if there is anything to compare.
fn say(pictures: KnownPictures, data: &mut DataSet, name: &str) -> Result<KnownPictures, Error> {
    let named = data.picture_names.len() as u64;
    if named == 0 {
        return Err(Error::user(said!("no-picture-named", "no post of {} names a picture", name))
            .hint("Nothing was changed. No column of it is known to hold pictures. Import the file again and say which one does: file names, addresses, or PDQ hashes.")
            .at_prompt("Say which column it is: --map picture=COLUMN."));
    }
    pictures.tell(data);
    if data.looks.pictures().is_empty() {
        let why = pictures.not_compared.sentence(named).unwrap_or_default();
        let text = format!("{name} has no pictures to compare. {why}");
        let values = [name.to_owned()].into_iter().chain(why.values).collect();
        return Err(Error::user(Said::new("no-picture-to-compare", text, values)).hint(
            "Nothing was changed. Add the pictures as exhibits, under the file names or addresses that the posts give; Plumb fetches nothing.",
        ));
    }
    Ok(pictures)
}
