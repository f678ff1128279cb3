//! PDQ: 256 bits that say what a picture looks like, so that copies of it are recognised
//! although their bytes differ. The hash is Meta's; `capture` makes it out of pixels.

use std::{fmt, str::FromStr};

/// A PDQ hash, written as 64 lower-case hex digits. Pictures that look the same differ in few
/// bits, unrelated ones in about 128.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pdq([u64; 4]);

impl Pdq {
    /// Puts bit `at`, from 0 to 255.
    pub fn set(&mut self, at: usize) {
        self.0[at / 64 % 4] |= 1 << (at % 64);
    }

    /// In how many bits two hashes differ.
    pub fn distance(&self, other: &Pdq) -> u32 {
        let pairs = self.0.iter().zip(&other.0);
        pairs.map(|(one, other)| (one ^ other).count_ones()).sum()
    }

    /// How many bits are set: half of them, unless the picture shows nothing.
    pub fn ones(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// The bits in sixteen parts of sixteen.
    pub fn parts(&self) -> [u16; 16] {
        std::array::from_fn(|at| (self.0[at / 4] >> (16 * (at % 4))) as u16)
    }
}

/// What PDQ says of one picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureHash {
    /// The picture as it stands in its file.
    pub upright: Pdq,
    /// Turned by 90, 180 and 270 degrees, mirrored in four ways; none where only the hash is
    /// known, not the picture.
    pub turned: Vec<Pdq>,
    /// From 0, nothing to be seen, to 100; not known where only the hash is.
    pub quality: Option<u8>,
}

impl PictureHash {
    /// A hash that was made elsewhere.
    pub const fn given(upright: Pdq) -> Self {
        Self {
            upright,
            turned: Vec::new(),
            quality: None,
        }
    }

    /// In how many bits two pictures differ, however one is turned or mirrored.
    pub fn distance(&self, other: &Self) -> u32 {
        let one = other
            .turned
            .iter()
            .map(|turned| self.upright.distance(turned));
        let back = self
            .turned
            .iter()
            .map(|turned| other.upright.distance(turned));
        let upright = self.upright.distance(&other.upright);
        one.chain(back).fold(upright, u32::min)
    }
}

impl fmt::Display for Pdq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.0.iter().rev();
        words.clone().try_for_each(|word| write!(f, "{word:016x}"))
    }
}

impl fmt::Debug for Pdq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pdq({self})")
    }
}

impl FromStr for Pdq {
    type Err = String;

    fn from_str(hex: &str) -> Result<Self, Self::Err> {
        let refuse = || format!("“{hex}” is not a PDQ hash (64 hex digits)");
        let is_hex = hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hex {
            return Err(refuse());
        }
        let mut words = [0; 4];
        for (at, word) in words.iter_mut().rev().enumerate() {
            let digits = &hex[at * 16..at * 16 + 16];
            *word = u64::from_str_radix(digits, 16).map_err(|_| refuse())?;
        }
        Ok(Self(words))
    }
}

crate::kept_as_text!(Pdq);

#[cfg(test)]
mod tests {
    use super::*;

    const BRIDGE: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";

    #[test]
    fn a_hash_reads_back_as_it_was_written() {
        let hash: Pdq = BRIDGE.parse().expect("a hash");
        assert_eq!(hash.to_string(), BRIDGE);
        assert_eq!(BRIDGE.to_uppercase().parse(), Ok(hash));
        for wrong in ["", "f8f8", &BRIDGE[1..], &"é".repeat(32), &"+1".repeat(32)] {
            assert!(wrong.parse::<Pdq>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_distance_is_the_number_of_bits_that_differ() {
        let hash: Pdq = BRIDGE.parse().expect("a hash");
        let mut other = hash;
        assert_eq!(hash.distance(&other), 0);
        // Bit 0 is the last hex digit's lowest, bit 255 the first one's highest.
        other.set(0);
        assert_eq!(
            (hash.distance(&other), other.to_string().pop()),
            (1, Some('3'))
        );
        let none = Pdq::default();
        assert_eq!(none.distance(&hash), hash.ones());
        let mut highest = none;
        highest.set(255);
        assert!(highest.to_string().starts_with('8'));
        assert_eq!(highest.parts()[15], 0x8000);
    }

    #[test]
    fn a_turned_copy_is_near_from_either_side() {
        let hash: Pdq = BRIDGE.parse().expect("a hash");
        let mut far = hash;
        (0..256).for_each(|at| far.set(at));
        let picture = PictureHash {
            upright: far,
            turned: vec![hash],
            quality: Some(100),
        };
        let given = PictureHash::given(hash);
        assert_eq!((picture.distance(&given), given.distance(&picture)), (0, 0));
    }
}
