//! Chance that can be repeated: a small generator and a printed seed.

use std::process;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::binary::named;

/// A xorshift generator; good enough to choose moments and bytes.
pub struct Chance(u64);

impl Chance {
    /// From a fixed seed.
    pub fn seeded(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// From `PLUMB_SEED`, or from the moment; either way the seed is printed.
    ///
    /// # Panics
    /// If `PLUMB_SEED` is not a number.
    pub fn printed() -> Self {
        let seed = named("PLUMB_SEED").map_or_else(moment, |seed| {
            let seed = seed.to_string_lossy().into_owned();
            seed.parse().expect("PLUMB_SEED is a number")
        });
        println!("PLUMB_SEED={seed} repeats this run");
        Self::seeded(seed)
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.draw() % bound.max(1)
    }

    /// As many bytes as asked for, like no others.
    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length + 8);
        while bytes.len() < length {
            bytes.extend_from_slice(&self.draw().to_le_bytes());
        }
        bytes.truncate(length);
        bytes
    }

    /// A word of ten letters that no dictionary holds.
    pub fn word(&mut self) -> String {
        (0..10)
            .map(|_| char::from(b"bcdfghjkmnpqrstvwxz"[self.below(19) as usize]))
            .collect()
    }
}

fn moment() -> u64 {
    #[allow(
        clippy::disallowed_methods,
        reason = "a test may take its seed from the clock"
    )]
    let now = SystemTime::now();
    let nanos = now
        .duration_since(UNIX_EPOCH)
        .expect("the clock stands after 1970")
        .subsec_nanos();
    (u64::from(nanos) << 20) ^ u64::from(process::id())
}
