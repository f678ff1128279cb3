//! A window that slides over stamps in ascending order, both ends included.

/// For each stamp the first and one past the last index within `within` of it.
pub(super) fn around(times: &[i64], within: i64) -> impl Iterator<Item = (usize, usize)> + '_ {
    let (mut low, mut high) = (0, 0);
    times.iter().map(move |time| {
        while time.saturating_sub(times[low]) > within {
            low += 1;
        }
        while high < times.len() && times[high].saturating_sub(*time) <= within {
            high += 1;
        }
        (low, high)
    })
}

/// How many pairs of stamps lie within `within` of each other.
pub(crate) fn pairs(times: &[i64], within: i64) -> u64 {
    let mut low = 0;
    let before = times.iter().enumerate().map(|(at, time)| {
        while time.saturating_sub(times[low]) > within {
            low += 1;
        }
        (at - low) as u64
    });
    before.sum()
}
