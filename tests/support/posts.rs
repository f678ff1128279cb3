//! A file of posts for the window: three days of a town that talks about its harbour.

use std::fmt::Write;

/// Accounts that post the same words a few seconds after one another.
const TOGETHER: usize = 30;

/// Posts of three days: many accounts that say their own, and some that say the
/// same within seconds, three times in one hour.
#[must_use]
pub fn harbour() -> String {
    let mut file = String::from("id,user_id,created_at,text\n");
    let mut id = 0;
    let mut post = |account: String, second: usize, text: String| {
        id += 1;
        let (day, rest) = (13 + second / 86_400, second % 86_400);
        let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
        let at = format!("2024-05-{day}T{hour:02}:{minute:02}:{second:02}Z");
        let _ = writeln!(file, "{id},{account},{at},{text}");
    };
    for one in 0..1_500 {
        let tag = ["harbour", "bridge", "ferry"][one % 3];
        let text = format!("my own words number {one} about the #{tag}");
        post(format!("own{:03}", one % 200), one * 173 % 259_200, text);
    }
    for (round, start) in [(0, 130_000), (1, 130_900), (2, 131_800)] {
        for account in 0..TOGETHER {
            let text = format!("The harbour must stay open round {round} #harbour");
            post(format!("same{account:02}"), start + account, text);
        }
    }
    file
}

/// The same town, busy: to say what chance would give takes long enough to do something meanwhile.
#[must_use]
pub fn busy() -> String {
    let mut file = harbour();
    for one in 0..30_000 {
        let (hour, minute, second) = (one / 3_600 % 24, one / 60 % 60, one % 60);
        let at = format!("2024-05-15T{hour:02}:{minute:02}:{second:02}Z");
        let account = one % 700;
        let _ = writeln!(
            file,
            "b{one},busy{account:03},{at},weather report number {one}"
        );
    }
    file
}

/// The same town; those who act together put other names into what they say.
#[must_use]
pub fn reworded() -> String {
    let gates = ["north", "south", "east", "west"];
    let mut file = harbour();
    for (round, start) in [(0, 10), (1, 25), (2, 40)] {
        for account in 0..TOGETHER {
            let gate = gates[account % gates.len()];
            let at = format!("2024-05-14T{:02}:{start:02}:{account:02}Z", 10);
            let text = format!(
                "Whoever comes by the {gate} gate will find the harbour closed in round {round} #harbour"
            );
            let _ = writeln!(file, "r{round}-{account},same{account:02},{at},{text}");
        }
    }
    file
}

/// A million posts: more than can be read before somebody clicks. Eight each say nearly the
/// same, so that what chance would give of that takes longer still.
#[must_use]
pub fn many() -> String {
    let places = [
        "harbour", "quay", "pier", "mole", "lock", "dock", "berth", "crane", "shed", "yard",
    ];
    let mut file = String::from("id,user_id,created_at,text\n");
    for id in 0..1_000_000 {
        let (hour, minute, second) = (id / 3_600 % 24, id / 60 % 60, id % 60);
        let at = format!("2024-05-13T{hour:02}:{minute:02}:{second:02}Z");
        let _ = write!(file, "{id},account{},{at},", id % 5_000);
        for place in places {
            let _ = write!(file, "{place}{} ", id / 8);
        }
        let _ = writeln!(file, "{id}");
    }
    file
}
