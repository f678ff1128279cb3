//! Words that must never lie in clear in a file, and the search for them.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file in which a canary was found, and which one.
#[derive(Debug, PartialEq, Eq)]
pub struct Leak {
    /// The file whose content or name holds it.
    pub path: PathBuf,
    /// The canary.
    pub word: String,
}

/// Searches every file below a folder, names included, in UTF-8 and UTF-16.
///
/// # Errors
/// If a folder cannot be listed; a file that vanishes or cannot be opened is
/// passed over.
pub fn leaks_below(folder: &Path, words: &[String]) -> io::Result<Vec<Leak>> {
    let needles = needles(words);
    let mut leaks = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let Ok(facts) = path.symlink_metadata() else {
                continue;
            };
            let name = path
                .file_name()
                .unwrap_or_default()
                .as_encoded_bytes()
                .to_vec();
            let mut found = found_in(&name, &needles);
            if facts.is_dir() {
                folders.push(path.clone());
            } else if facts.is_file() {
                found.extend(found_in_file(&path, &needles).unwrap_or_default());
            }
            found.sort();
            found.dedup();
            leaks.extend(found.into_iter().map(|word| Leak {
                path: path.clone(),
                word,
            }));
        }
    }
    Ok(leaks)
}

/// A canary's word beside the bytes it could lie as.
type Needle = (String, Vec<u8>);

fn needles(words: &[String]) -> Vec<Needle> {
    let mut needles = Vec::new();
    for word in words {
        let units: Vec<u16> = word.encode_utf16().collect();
        let little = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in [word.as_bytes().to_vec(), little, big] {
            needles.push((word.clone(), bytes));
        }
    }
    needles
}

/// Reads in windows that overlap, so that large files need no memory and no
/// canary hides on a border.
fn found_in_file(path: &Path, needles: &[Needle]) -> io::Result<Vec<String>> {
    const WINDOW: usize = 1 << 20;
    let overlap = needles
        .iter()
        .map(|(_, bytes)| bytes.len())
        .max()
        .unwrap_or(0);
    let mut file = fs::File::open(path)?;
    let mut window = Vec::new();
    let mut found = Vec::new();
    loop {
        let kept = window.len().min(overlap);
        window.drain(..window.len() - kept);
        let read = file.by_ref().take(WINDOW as u64).read_to_end(&mut window)?;
        if read == 0 {
            return Ok(found);
        }
        found.extend(found_in(&window, needles));
    }
}

/// Jumps from first byte to first byte, which is fast enough for a debug build.
fn found_in(haystack: &[u8], needles: &[Needle]) -> Vec<String> {
    let holds = |needle: &[u8]| {
        let mut rest = haystack;
        while let Some(at) = rest.iter().position(|byte| *byte == needle[0]) {
            if rest[at..].starts_with(needle) {
                return true;
            }
            rest = &rest[at + 1..];
        }
        false
    };
    let lost = needles.iter().filter(|(_, bytes)| holds(bytes));
    lost.map(|(word, _)| word.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::Workbench;

    fn words() -> Vec<String> {
        vec!["zibbelkanarie".to_owned(), "ətərkanarı".to_owned()]
    }

    fn leaks_of(name: &str, bytes: &[u8]) -> usize {
        let bench = Workbench::new();
        fs::write(bench.work(name), bytes).expect("a file can be written");
        leaks_below(&bench.folder().join("work"), &words())
            .expect("it can be searched")
            .len()
    }

    #[test]
    fn a_canary_is_found_in_each_encoding_and_in_a_name() {
        let utf16: Vec<u8> = words()[1]
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(leaks_of("a", b"before zibbelkanarie after"), 1);
        assert_eq!(leaks_of("a", &utf16), 1);
        assert_eq!(leaks_of("zibbelkanarie.txt", b""), 1);
        assert_eq!(leaks_of("a", b"zibbelkanari e"), 0);
    }

    #[test]
    fn a_canary_on_the_border_of_two_windows_is_found() {
        let mut bytes = vec![b'z'; (1 << 20) - 5];
        bytes.extend_from_slice(b"zibbelkanarie");
        assert_eq!(leaks_of("a", &bytes), 1);
    }
}
