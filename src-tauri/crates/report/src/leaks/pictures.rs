//! Pictures that a copy must not show whole, and finding them again.

use std::collections::{BTreeSet, HashMap};
use std::io::Cursor;
use std::ops::Range;

use evidence::{Number, Selector};
use image::RgbImage;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader};

/// The originals of pictures that are withheld or redacted.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    list: Vec<Sealed>,
    /// Stretches of the files by their first eight bytes, each with its picture.
    stretches: HashMap<u64, Vec<(usize, [u8; STRETCH])>>,
    /// One bit for every hash of a stretch's beginning: most bytes are passed over by it.
    beginnings: Vec<u64>,
}

/// One picture that must not be seen whole.
#[derive(Debug)]
struct Sealed {
    name: String,
    /// The pixels as they are stored and as they are seen.
    pixels: Vec<RgbImage>,
    /// What is hidden of it; nothing means all.
    regions: Vec<Selector>,
    /// Of a thousand of those pixels, how many show it.
    seen: usize,
}

/// Bytes of a stretch that is looked for.
const STRETCH: usize = 48;
/// A stretch is taken at every so many bytes.
const STEP: usize = 512;
/// Different bytes that make a stretch unlike any other.
const DIFFERENT: usize = 20;
/// Of a thousand hidden pixels, how many must be as they were to be seen.
const SEEN: usize = 600;
/// The same where only a name in the picture is hidden: another post of the same
/// picture is nearly the same, and may be shown.
const SEEN_WHOLE: usize = 999;
/// Bits of `Pictures::beginnings` as a power of two.
const HASH_BITS: u32 = 20;

fn hash(start: u64) -> usize {
    (start.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - HASH_BITS)) as usize
}

impl Pictures {
    /// Adds the original of an exhibit with the regions that are hidden, or none
    /// when all of it is.
    pub(super) fn add(
        &mut self,
        number: Number,
        why: Option<&str>,
        is_for_a_name: bool,
        bytes: &[u8],
        regions: Vec<Selector>,
    ) {
        self.beginnings.resize(1 << (HASH_BITS - 6), 0);
        let is_region = |selector: &Selector| matches!(selector, Selector::Region { .. });
        let is_whole = !regions.iter().any(is_region);
        for range in own_data(bytes, is_whole) {
            for stretch in bytes[range].windows(STRETCH).step_by(STEP) {
                let stretch: [u8; STRETCH] = stretch.try_into().expect("a window is that long");
                if is_unlike_others(&stretch) {
                    let start = beginning(&stretch);
                    self.beginnings[hash(start) / 64] |= 1 << (hash(start) % 64);
                    let known = self.stretches.entry(start).or_default();
                    known.push((self.list.len(), stretch));
                }
            }
        }
        let regions = regions.into_iter().filter(is_region).collect();
        let why = why.map(|why| format!(", {why}")).unwrap_or_default();
        self.list.push(Sealed {
            name: format!("{number}{why}"),
            pixels: decoded(bytes),
            regions,
            seen: if is_for_a_name { SEEN_WHOLE } else { SEEN },
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    /// The pictures of whose files, thumbnails included, bytes hold a stretch.
    pub(super) fn lying_in(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        if self.stretches.is_empty() {
            return found;
        }
        for (at, start) in bytes.windows(8).enumerate() {
            let start = beginning(start);
            if self.beginnings[hash(start) / 64] & (1 << (hash(start) % 64)) == 0 {
                continue;
            }
            let known = self.stretches.get(&start).into_iter().flatten();
            let there = known.filter(|(_, stretch)| bytes[at..].starts_with(stretch));
            found.extend(there.map(|(picture, _)| self.list[*picture].name.as_str()));
        }
        found
    }

    /// The pictures of which bytes, as raw pixels or as a picture, show what is hidden.
    pub(super) fn seen_in(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let sizes = || {
            self.list
                .iter()
                .flat_map(|one| &one.pixels)
                .map(RgbImage::dimensions)
        };
        let size = size(bytes);
        let alike = size.is_some_and(|size| {
            let turned = (size.1, size.0);
            sizes().any(|own| own == size || own == turned)
        });
        let shown = if alike { decoded(bytes) } else { Vec::new() };
        let shows = |sealed: &&Sealed| {
            sealed.pixels.iter().any(|own| {
                let same = |one: &&RgbImage| one.dimensions() == own.dimensions();
                sealed.is_raw(own, bytes)
                    || shown
                        .iter()
                        .filter(same)
                        .any(|one| sealed.shows(own, |x, y| one.get_pixel(x, y).0))
            })
        };
        let all = self.list.iter().filter(shows);
        all.map(|sealed| sealed.name.as_str()).collect()
    }
}

fn beginning(bytes: &[u8]) -> u64 {
    let start: [u8; 8] = bytes[..8].try_into().expect("eight bytes are eight bytes");
    u64::from_le_bytes(start)
}

/// Width and height of what may be a picture.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    image::guess_format(bytes).ok()?;
    let reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    reader.into_dimensions().ok()
}

impl Sealed {
    /// Whether bytes are the rows of a picture of this size that shows what is hidden.
    fn is_raw(&self, own: &RgbImage, bytes: &[u8]) -> bool {
        let count = own.width() as usize * own.height() as usize;
        let channels = match bytes.len() {
            length if length == count * 3 => 3,
            length if length == count * 4 => 4,
            length if length == count => 1,
            _ => return false,
        };
        self.shows(own, |x, y| {
            let at = (y as usize * own.width() as usize + x as usize) * channels;
            match channels {
                1 => [bytes[at]; 3],
                _ => [bytes[at], bytes[at + 1], bytes[at + 2]],
            }
        })
    }

    /// Whether most of the hidden pixels that stand out are nearly as they were.
    /// The ground they stand on says nothing: many pages are white.
    fn shows(&self, own: &RgbImage, pixel: impl Fn(u32, u32) -> [u8; 3]) -> bool {
        let whole = [(0, 0, own.width(), own.height())];
        let regions: Vec<_> = self
            .regions
            .iter()
            .filter_map(|one| area(one, own))
            .collect();
        let areas: &[_] = if self.regions.is_empty() {
            &whole
        } else {
            &regions
        };
        areas.iter().any(|area| {
            let ground = ground(own, *area);
            let (mut same, mut all) = (0usize, 0usize);
            for (x, y) in places(*area) {
                let before = own.get_pixel(x, y).0;
                if !is_near(before, ground) {
                    all += 1;
                    same += usize::from(is_near(before, pixel(x, y)));
                }
            }
            all > 0 && same * 1000 >= all * self.seen
        })
    }
}

type Area = (u32, u32, u32, u32);

fn places((left, top, right, bottom): Area) -> impl Iterator<Item = (u32, u32)> {
    (top..bottom).flat_map(move |y| (left..right).map(move |x| (x, y)))
}

/// The colour that most pixels of an area have.
fn ground(picture: &RgbImage, area: Area) -> [u8; 3] {
    let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
    for (x, y) in places(area) {
        *counts.entry(picture.get_pixel(x, y).0).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(colour, count)| (*count, *colour));
    most.map_or([0; 3], |(colour, _)| colour)
}

fn is_near(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter()
        .zip(other)
        .all(|(one, other)| one.abs_diff(other) <= 8)
}

fn area(selector: &Selector, picture: &RgbImage) -> Option<Area> {
    let Selector::Region {
        x,
        y,
        width,
        height,
        ..
    } = selector
    else {
        return None;
    };
    let right = x.saturating_add(*width).min(picture.width());
    let bottom = y.saturating_add(*height).min(picture.height());
    (*x < right && *y < bottom).then_some((*x, *y, right, bottom))
}

fn is_unlike_others(stretch: &[u8; STRETCH]) -> bool {
    let mut seen = [false; 256];
    stretch
        .iter()
        .for_each(|byte| seen[usize::from(*byte)] = true);
    seen.iter().filter(|seen| **seen).count() >= DIFFERENT
}

/// The parts of a file that no copy shares with it: not the tables and profiles
/// that many pictures have, nor, when only a part is hidden, the rows of a PNG,
/// of which the others are shown.
fn own_data(bytes: &[u8], is_whole: bool) -> Vec<Range<usize>> {
    if bytes.starts_with(&[0xFF, 0xD8]) {
        return scans(bytes);
    }
    if bytes.starts_with(b"\x89PNG") {
        return chunks(bytes)
            .into_iter()
            .filter(|(kind, _)| is_whole || kind != b"IDAT")
            .map(|(_, range)| range)
            .collect();
    }
    std::iter::once(0..bytes.len()).collect()
}

/// The compressed pixels of a JPEG and of the thumbnails inside it.
fn scans(bytes: &[u8]) -> Vec<Range<usize>> {
    /// The head of a scan of three colours.
    const HEAD: usize = 14;
    memchr::memmem::find_iter(bytes, &[0xFF, 0xDA])
        .map(|start| {
            let end = memchr::memmem::find(&bytes[start..], &[0xFF, 0xD9]);
            let end = end.map_or(bytes.len(), |at| start + at);
            (start + HEAD).min(end)..end
        })
        .collect()
}

/// The chunks of a PNG.
fn chunks(bytes: &[u8]) -> Vec<([u8; 4], Range<usize>)> {
    let mut chunks = Vec::new();
    let mut at = 8;
    while let Some(head) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let (length, kind) = (&head[..4], &head[4..]);
        let length = u32::from_be_bytes(length.try_into().expect("four of eight bytes"));
        let end = (at + 8).saturating_add(length as usize).min(bytes.len());
        chunks.push((kind.try_into().expect("four of eight bytes"), at + 8..end));
        at = end.saturating_add(4);
    }
    chunks
}

/// The pixels as they are stored and, where that differs, as they are seen;
/// none when it is no picture that can be read.
fn decoded(bytes: &[u8]) -> Vec<RgbImage> {
    let read = || -> Option<Vec<RgbImage>> {
        let reader = ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .ok()?;
        let mut decoder = reader.into_decoder().ok()?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > crate::pdf::MOST_PIXELS {
            return None;
        }
        let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let stored = DynamicImage::from_decoder(decoder).ok()?;
        let mut all = vec![stored.to_rgb8()];
        if turn != Orientation::NoTransforms {
            let mut seen = stored;
            seen.apply_orientation(turn);
            all.push(seen.into_rgb8());
        }
        Some(all)
    };
    read().unwrap_or_default()
}
