//! PDQ of a picture, as Meta's reference computes it from all its pixels (`pdqhashing.cpp` of
//! facebook/ThreatExchange; algorithm and constants in its `hashing.pdf`).
//!
//! Luminance goes twice through a box filter along rows and columns, is taken at 64 × 64 places,
//! and of its cosine transform 16 × 16 frequencies are held against their median. Rows are
//! filtered as they come, so that a picture of any size takes a few hundred rows of memory; the
//! sums are made in the reference's order, because another order gives other last bits.

use std::collections::VecDeque;
use std::f64::consts::PI;
use std::io::Cursor;

use evidence::{Pdq, PictureHash};
use image::{DynamicImage, RgbImage};

use crate::error::Result;
use crate::picture::{MAX_DECODE_BYTES, damaged, guarded, reader};
use crate::sniff::{HEAD_BYTES, picture_format, sniff};

const SMALL: usize = 64;
const KEPT: usize = 16;
/// Smaller pictures have no hash.
const LEAST_SIDE: usize = 5;

type Small = [[f32; SMALL]; SMALL];
type Frequencies = [[f32; KEPT]; KEPT];

/// Hashes a picture as it stands in its file: its orientation mark is not followed, so that
/// public tools give the same hash, and a turned copy is found by the other seven.
///
/// Refuses what [`crate::thumbnail`] refuses.
pub fn hash_picture(bytes: &[u8]) -> Result<PictureHash> {
    let found = sniff(&bytes[..bytes.len().min(HEAD_BYTES)], "");
    let format = picture_format(found.media_type)
        .ok_or_else(|| damaged(format!("Plumb does not draw {}", found.media_type)))?;
    guarded(|| {
        let decoder = reader(Cursor::new(bytes), format, MAX_DECODE_BYTES).into_decoder()?;
        Ok(hash(&DynamicImage::from_decoder(decoder)?.into_rgb8()))
    })
}

fn hash(picture: &RgbImage) -> PictureHash {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    if width.min(height) < LEAST_SIDE {
        return PictureHash {
            upright: Pdq::default(),
            turned: Vec::new(),
            quality: Some(0),
        };
    }
    let small = shrink(picture);
    let frequencies = transform(&small);
    PictureHash {
        upright: bits(&frequencies),
        turned: turned(&frequencies).iter().map(bits).collect(),
        quality: Some(quality(&small)),
    }
}

/// Blurs, and takes the pixels at 64 × 64 places.
fn shrink(picture: &RgbImage) -> Small {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut taken = Taken {
        width,
        height,
        rows: 0,
        small: [[0.0; SMALL]; SMALL],
    };
    let mut row = vec![0.0; width];
    let fill = |row: &mut [f32], pixels: image::buffer::Pixels<'_, image::Rgb<u8>>| {
        row.iter_mut()
            .zip(pixels)
            .for_each(|(value, pixel)| *value = luma(pixel.0));
    };
    if (width, height) == (SMALL, SMALL) {
        for pixels in picture.rows() {
            fill(&mut row, pixels);
            taken.push(&row);
        }
        return taken.small;
    }
    let along = window(width);
    let mut first = Columns::new(width, window(height));
    let mut second = Columns::new(width, window(height));
    let (mut once, mut twice) = (vec![0.0; width], vec![0.0; width]);
    let mut again = |row: &[f32]| {
        box_along(row, &mut twice, along);
        second.push(&twice, &mut |row| taken.push(row));
    };
    for pixels in picture.rows() {
        fill(&mut row, pixels);
        box_along(&row, &mut once, along);
        first.push(&once, &mut again);
    }
    first.finish(&mut again);
    second.finish(&mut |row| taken.push(row));
    taken.small
}

/// What is taken of the filtered rows as they come.
struct Taken {
    width: usize,
    height: usize,
    rows: usize,
    small: Small,
}

impl Taken {
    fn push(&mut self, row: &[f32]) {
        let at = |place: usize, side: usize| (2 * place + 1) * side / (2 * SMALL);
        for place in 0..SMALL {
            // Of a picture lower than 64 pixels a row is taken more than once.
            if at(place, self.height) == self.rows {
                self.small[place] = std::array::from_fn(|column| row[at(column, self.width)]);
            }
        }
        self.rows += 1;
    }
}

fn luma([red, green, blue]: [u8; 3]) -> f32 {
    0.299_f32 * f32::from(red) + 0.587_f32 * f32::from(green) + 0.114_f32 * f32::from(blue)
}

/// How many neighbours the box filter takes together.
const fn window(side: usize) -> usize {
    side.div_ceil(2 * SMALL)
}

/// The box filter along one row; at its ends the window is smaller.
fn box_along(row: &[f32], out: &mut [f32], window: usize) {
    let ahead = window / 2;
    let (mut sum, mut count) = (0.0_f32, 0_u16);
    for at in 0..row.len() + ahead {
        if let Some(value) = row.get(at) {
            sum += value;
            count += u16::from(at < window);
        }
        if at >= window {
            sum -= row[at - window];
            count -= u16::from(at >= row.len());
        }
        if at >= ahead {
            out[at - ahead] = sum / f32::from(count);
        }
    }
}

/// The box filter along columns, row by row.
struct Columns {
    window: usize,
    ahead: usize,
    sums: Vec<f32>,
    /// The rows in the sums.
    held: VecDeque<Vec<f32>>,
    pushed: usize,
    out: Vec<f32>,
}

impl Columns {
    fn new(width: usize, window: usize) -> Self {
        Self {
            window,
            ahead: window / 2,
            sums: vec![0.0; width],
            held: VecDeque::new(),
            pushed: 0,
            out: vec![0.0; width],
        }
    }

    fn push(&mut self, row: &[f32], give: &mut dyn FnMut(&[f32])) {
        let add = |(sum, value): (&mut f32, &f32)| *sum += value;
        self.sums.iter_mut().zip(row).for_each(add);
        let mut kept = match self.held.len() == self.window {
            true => self.drop_oldest(),
            false => Vec::with_capacity(row.len()),
        };
        kept.clear();
        kept.extend_from_slice(row);
        self.held.push_back(kept);
        self.pushed += 1;
        if self.pushed > self.ahead {
            self.give(give);
        }
    }

    fn finish(&mut self, give: &mut dyn FnMut(&[f32])) {
        for _ in 0..self.ahead {
            self.drop_oldest();
            self.give(give);
        }
    }

    fn drop_oldest(&mut self) -> Vec<f32> {
        let oldest = self.held.pop_front().unwrap_or_default();
        let subtract = |(sum, value): (&mut f32, &f32)| *sum -= value;
        self.sums.iter_mut().zip(&oldest).for_each(subtract);
        oldest
    }

    fn give(&mut self, give: &mut dyn FnMut(&[f32])) {
        let count = self.held.len() as f32;
        for (out, sum) in self.out.iter_mut().zip(&self.sums) {
            *out = sum / count;
        }
        give(&self.out);
    }
}

/// How much there is to be seen: the steps between neighbours that are not too small.
fn quality(small: &Small) -> u8 {
    let step = |one: f32, other: f32| (((one - other) * 100.0) / 255.0).abs() as u32;
    let mut steps = 0;
    for row in 0..SMALL {
        for column in 0..SMALL {
            let here = small[row][column];
            if row + 1 < SMALL {
                steps += step(here, small[row + 1][column]);
            }
            if column + 1 < SMALL {
                steps += step(here, small[row][column + 1]);
            }
        }
    }
    u8::try_from(steps / 90).unwrap_or(100).min(100)
}

/// The frequencies 1 to 16 both ways of the cosine transform.
fn transform(small: &Small) -> Frequencies {
    let scale = f64::from((2.0 / SMALL as f64).sqrt() as f32);
    let matrix: [[f32; SMALL]; KEPT] = std::array::from_fn(|row| {
        std::array::from_fn(|column| {
            let angle = PI / 2.0 / SMALL as f64 * (row + 1) as f64 * (2 * column + 1) as f64;
            (scale * angle.cos()) as f32
        })
    });
    let down: [[f32; SMALL]; KEPT] = std::array::from_fn(|row| {
        std::array::from_fn(|column| {
            let products = (0..SMALL).map(|at| matrix[row][at] * small[at][column]);
            products.fold(0.0, |sum, product| sum + product)
        })
    });
    std::array::from_fn(|row| {
        std::array::from_fn(|column| {
            let products = (0..SMALL).map(|at| down[row][at] * matrix[column][at]);
            products.fold(0.0, |sum, product| sum + product)
        })
    })
}

/// The same picture turned by 90, 180 and 270 degrees, mirrored up and down, left and right,
/// and about both diagonals: frequencies change places and signs.
fn turned(from: &Frequencies) -> [Frequencies; 7] {
    let made = |is_crossed: bool, is_turned: fn(usize, usize) -> bool| -> Frequencies {
        std::array::from_fn(|row| {
            std::array::from_fn(|column| {
                let (row, column) = if is_crossed {
                    (column, row)
                } else {
                    (row, column)
                };
                let value = from[row][column];
                if is_turned(row, column) {
                    -value
                } else {
                    value
                }
            })
        })
    };
    [
        made(true, |_, column| column % 2 == 0),
        made(false, |row, column| (row + column) % 2 == 1),
        made(true, |row, _| row % 2 == 0),
        made(false, |row, _| row % 2 == 0),
        made(false, |_, column| column % 2 == 0),
        made(true, |_, _| false),
        made(true, |row, column| (row + column) % 2 == 1),
    ]
}

fn bits(frequencies: &Frequencies) -> Pdq {
    let all = frequencies.as_flattened();
    let mut sorted = all.to_vec();
    sorted.sort_unstable_by(f32::total_cmp);
    // The lower of the two in the middle, as the reference takes it.
    let median = sorted[all.len() / 2 - 1];
    let mut hash = Pdq::default();
    let above = all.iter().enumerate().filter(|(_, value)| **value > median);
    above.for_each(|(at, _)| hash.set(at));
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;
    use image::imageops;

    /// Pictures that every machine makes alike, in whole numbers.
    fn made(width: u32, height: u32, seed: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let (x, y) = (x * 640 / width, y * 640 / height);
            let hill = |x: u32, y: u32, by: u32| ((x * x + y * y * by + seed * x) / 97 % 256) as u8;
            let square = (x / 80 + y / 80 * seed).is_multiple_of(3);
            Rgb([hill(x, y, 2), hill(y, x, 3), if square { 230 } else { 20 }])
        })
    }

    /// From here on pictures count as the same.
    const MATCH: u32 = 31;

    fn photograph() -> RgbImage {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/sample/");
        let picture = image::open(format!("{folder}car-park-original.jpg")).expect("the sample");
        imageops::thumbnail(&picture.into_rgb8(), 640, 426)
    }

    fn hash_of(picture: &RgbImage) -> PictureHash {
        let mut bytes = Vec::new();
        let png = image::ImageFormat::Png;
        picture
            .write_to(&mut Cursor::new(&mut bytes), png)
            .expect("written");
        hash_picture(&bytes).expect("a picture")
    }

    /// What PyPI's pdqhash 0.2.8, which wraps Meta's code, gives for the same pixels.
    #[test]
    fn made_pictures_have_the_hashes_of_the_reference() {
        let expected = [
            (
                (640, 480, 1),
                "c1dbc0db04db07ff27ce3de5bbf5ffecff00df20d60ad31ad830d300c810c200",
            ),
            (
                (640, 480, 5),
                "c093c0db04fb07ff2ff53feef7deffe4ff00df00d920cb15d20ad810c20a4800",
            ),
            (
                (64, 64, 1),
                "f41ea024eb2e4964eaebcd64eabb7fdbaefabed0bec8b21ea830b418a810a410",
            ),
            (
                (63, 200, 5),
                "d452b47325f7157cbd651f6cdb5ed9acdd64cb80ddb0c91ccb8acb90420ac890",
            ),
            (
                (1001, 701, 1),
                "c1fbc0db04db05ff07ca3de53bf5fffcff00df20de08d31ad930d300c810d200",
            ),
            (
                (40, 30, 5),
                "6a5e4c9348edf34a95f845eba7b98799bf1aa7586460fbb4500a6314914f6a54",
            ),
        ];
        for ((width, height, seed), hash) in expected {
            let found = hash_of(&made(width, height, seed));
            assert_eq!(
                found.upright.to_string(),
                hash,
                "{width} × {height}, {seed}"
            );
            assert_eq!(found.quality, Some(100));
        }
    }

    #[test]
    fn the_seven_turned_hashes_are_those_of_the_reference() {
        let expected = [
            "c1fe3f000600fc1f07cae21f0bf4f02f3f00c0ff17480de57830f8ff78108dff",
            "95456ab1518eae55529f874e6ea0756e8a55758a835d69b09d6568aa9d45eaaa",
            "94ab94aa535556b5529f68b55ea15a856b556a55431da74f6d6542552d452755",
            "c0103fec04dbfb0007cad21b3bf520bbdf0020dfd6083ce5c8303dffc810bfff",
            "9545954e558e51ae529f78b16ea0cab18a558a75835d964f9d6597559d451555",
            "c3ffc1ff0f8007fc07ca3de01bf59fd4ff00ff001748f21af9301f00f830f600",
            "94ab6b555355a94a529f974a5ea1a57a6a5595aa431d58b02d65bdaa2d45d8aa",
        ];
        let found = hash_of(&made(640, 480, 1));
        let turned: Vec<String> = found.turned.iter().map(Pdq::to_string).collect();
        assert_eq!(turned, expected);
    }

    #[test]
    fn turned_and_mirrored_copies_are_near() {
        let picture = photograph();
        let found = hash_of(&picture);
        let copies = [
            imageops::rotate90(&picture),
            imageops::rotate180(&picture),
            imageops::flip_horizontal(&picture),
            imageops::flip_vertical(&imageops::rotate90(&picture)),
        ];
        for copy in copies {
            let copy = hash_of(&copy);
            assert!(found.distance(&copy) <= MATCH, "{}", found.distance(&copy));
            assert!(
                found.upright.distance(&copy.upright) > 80,
                "only when turned"
            );
        }
    }

    #[test]
    fn shrunk_and_recompressed_copies_are_near_and_other_pictures_far() {
        let picture = photograph();
        let original = hash_of(&picture);
        let small = imageops::resize(&picture, 200, 133, imageops::FilterType::Triangle);
        let mut jpeg = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 40);
        picture.write_with_encoder(encoder).expect("written");
        let jpeg = hash_picture(&jpeg).expect("a picture");
        let small = hash_of(&small);
        assert!(
            original.distance(&small) <= MATCH,
            "{}",
            original.distance(&small)
        );
        assert!(
            original.distance(&jpeg) <= MATCH,
            "{}",
            original.distance(&jpeg)
        );
        let other = RgbImage::from_fn(640, 480, |x, y| {
            let round = (x.abs_diff(200).pow(2) + y.abs_diff(300).pow(2)) / 300;
            Rgb([(round % 256) as u8; 3])
        });
        assert!(original.distance(&hash_of(&other)) > 60);
    }

    #[test]
    fn a_picture_that_shows_nothing_has_no_quality() {
        let blank = RgbImage::from_pixel(200, 120, Rgb([255; 3]));
        assert_eq!(hash_of(&blank).quality, Some(0));
        let sky = RgbImage::from_fn(200, 120, |_, y| Rgb([100, 120, 200 - (y / 2) as u8]));
        assert!(hash_of(&sky).quality < Some(50));
        assert_eq!(hash_of(&made(4, 90, 1)).quality, Some(0));
        assert!(hash_picture(b"no picture").is_err());
    }
}
