//! The sockets that the window's processes hold, as the kernel lists them.

use std::collections::BTreeSet;
use std::fs;

/// A socket of the internet family: its list, and the kernel's number for it.
pub(super) type Socket = (String, String);

/// The sockets of every process of a group, apart from those of its leader.
pub(crate) fn of_group(leader: u32) -> BTreeSet<Socket> {
    let members = fs::read_dir("/proc").expect("processes are listed");
    members
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok())
        .filter(|process| *process != leader && group_of(*process) == Some(leader))
        .flat_map(of_process)
        .collect()
}

fn group_of(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in brackets may hold anything; state, parent and group follow it.
    let after = stat.rsplit_once(')')?.1;
    after.split_whitespace().nth(2)?.parse().ok()
}

fn of_process(process: u32) -> BTreeSet<Socket> {
    let held: BTreeSet<String> = fs::read_dir(format!("/proc/{process}/fd"))
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let target = fs::read_link(entry.ok()?.path()).ok()?;
            let inode = target.to_str()?.strip_prefix("socket:[")?;
            Some(inode.trim_end_matches(']').to_owned())
        })
        .collect();
    ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"]
        .into_iter()
        .flat_map(|list| {
            let lines = fs::read_to_string(format!("/proc/{process}/net/{list}"));
            let lines = lines.unwrap_or_default();
            let inodes = lines.lines().skip(1).filter_map(|line| {
                let inode = line.split_whitespace().nth(9)?;
                held.contains(inode)
                    .then(|| (list.to_owned(), inode.to_owned()))
            });
            inodes.collect::<Vec<_>>()
        })
        .collect()
}
