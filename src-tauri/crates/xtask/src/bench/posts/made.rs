//! The posts that are measured with: made by lot, the same for the same count.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use super::super::folder;

/// Milliseconds from one post to the next: a million in a month.
const STEP: u64 = 2_592;
/// Posts in which the same things go round: about an hour.
const TOPICAL: u64 = 1_400;

/// Posts in CNT's columns, the same for the same count. What is repeated is repeated in bursts:
/// in each hour a few posts, links and texts go round, and most accounts say their own.
pub(super) fn make(file: &Path, count: u32) -> std::io::Result<()> {
    fs::create_dir_all(folder())?;
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(
        out,
        "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls"
    )?;
    let mut lots = Lots(0x9e37_79b9_7f4a_7c15);
    let accounts = u64::from(count / 20).max(10);
    for at in 0..u64::from(count) {
        let account = lots.below(accounts).min(lots.below(accounts));
        let time = 1_715_700_000 + at * STEP / 1_000 + lots.below(30);
        let topic = 1_000 * (1 + at / TOPICAL);
        let is_repost = lots.below(100) < 35;
        let repost = if is_repost {
            (topic + lots.below(60).min(lots.below(60))).to_string()
        } else {
            String::new()
        };
        let url = if !is_repost && lots.below(4) == 0 {
            let article = topic + lots.below(60).min(lots.below(60));
            format!("https://site{}.example/a/{article}", article % 501)
        } else {
            String::new()
        };
        let text = if lots.below(10) == 0 {
            words(&mut Lots(topic + lots.below(20)))
        } else {
            words(&mut lots)
        };
        let id = 1_790_000_000_000_000_000 + at * 7;
        writeln!(
            out,
            "{id},u{account},user_{account},{repost},,\"{text}\",{time},{url}"
        )?;
    }
    out.flush()
}

fn words(lots: &mut Lots) -> String {
    const PARTS: [&str; 16] = [
        "post", "état", "the", "Nouvelle", "free", "road", "мир", "SEA", "and", "house", "@user",
        "#Road", "water", "of", "gəncə", "ten",
    ];
    let mut text = String::new();
    for _ in 0..10 + lots.below(20) {
        let part = PARTS[lots.below(16) as usize];
        let _ = write!(text, "{part}{} ", lots.below(90));
    }
    text.trim_end().to_owned()
}

/// Numbers that look drawn by lot and are always the same.
struct Lots(u64);

impl Lots {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) % limit.max(1)
    }
}
