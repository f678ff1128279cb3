//! At which hours of the day posts were made.

use serde::{Deserialize, Serialize};

use crate::DataSet;

/// Posts by hour of the day and of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HourProfile {
    /// How many posts it rests on. Below fifty an account's profile says little.
    pub posts: u64,
    /// How far the clock assumed is ahead of UTC, in milliseconds.
    pub offset: i64,
    /// Posts in each hour of the day, from midnight.
    pub hours: [u64; 24],
    /// Posts in each hour of the week, from Monday midnight; 168 counts.
    pub week: Vec<u64>,
    /// Posts from Monday to Friday between 9 and 18 o'clock.
    pub working_hours: u64,
}

/// Counts `posts` on a clock `offset` milliseconds ahead of UTC.
pub fn hour_profile(data: &DataSet, posts: &[u32], offset: i64) -> HourProfile {
    const HOUR: i64 = 3_600_000;
    // 1 January 1970 was a Thursday.
    const DAYS_FROM_MONDAY: i64 = 3;
    let mut hours = [0; 24];
    let mut week = vec![0; 168];
    for at in posts {
        let hour = (data.time[*at as usize] + offset).div_euclid(HOUR);
        hours[hour.rem_euclid(24) as usize] += 1;
        week[(hour + DAYS_FROM_MONDAY * 24).rem_euclid(168) as usize] += 1;
    }
    let weekdays = (0..5).flat_map(|day| day * 24 + 9..day * 24 + 18);
    let working_hours = weekdays.map(|hour| week[hour]).sum();
    HourProfile {
        posts: posts.len() as u64,
        offset,
        hours,
        week,
        working_hours,
    }
}
