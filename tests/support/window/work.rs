//! What processes take together, as the kernel counts it.

use std::fs;

/// Ticks of the kernel in a second, the same on every Linux.
const TICKS: f64 = 100.0;

/// What the processes of a program took so far, and what they hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work {
    /// User and system seconds.
    pub cpu_seconds: f64,
    /// Memory, what they share counted once.
    pub pss_mb: f64,
    /// How many there are.
    pub processes: usize,
}

/// The work of every process of a group but its leader, the driver.
pub fn work_of(group: u32) -> Work {
    let processes = fs::read_dir("/proc").expect("a Linux has /proc");
    let mut work = Work::default();
    for process in processes.filter_map(Result::ok) {
        let Ok(id) = process.file_name().to_string_lossy().parse::<u32>() else {
            continue;
        };
        let Ok(stat) = fs::read_to_string(format!("/proc/{id}/stat")) else {
            continue;
        };
        if id != group && field(&stat, 2) == Some(f64::from(group)) {
            let one = work_of_one(id);
            work.cpu_seconds += one.cpu_seconds;
            work.pss_mb += one.pss_mb;
            work.processes += 1;
        }
    }
    work
}

/// The work of one process; nothing when it ended.
pub fn work_of_one(process: u32) -> Work {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let ticks = |at| field(&stat, at).unwrap_or_default();
    Work {
        cpu_seconds: (ticks(11) + ticks(12)) / TICKS,
        pss_mb: pss_mb(process),
        processes: 1,
    }
}

/// A number that stands behind the name, which may hold spaces, counted from 0.
fn field(stat: &str, at: usize) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(") ")?;
    fields.split(' ').nth(at)?.parse().ok()
}

fn pss_mb(process: u32) -> f64 {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}
