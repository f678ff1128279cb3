//! Numbers that look drawn by lot and are the same for the same seed on every machine.

/// SplitMix64: a small generator whose whole state is one number.
#[derive(Debug, Clone)]
pub(crate) struct Draw(u64);

impl Draw {
    /// A sequence of its own for each seed and each `stream` under it.
    pub(crate) fn new(seed: u64, stream: u64) -> Draw {
        let mut draw = Draw(seed);
        let start = draw.next() ^ stream.wrapping_mul(0xd1b5_4a32_d192_ed03);
        Draw(start)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is above 0; without bias that 2^64 draws could show.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }

    /// A number from 0 up to but not including 1.
    pub(crate) fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at as u64 + 1) as usize);
        }
    }
}
