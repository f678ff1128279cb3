//! Fenced divisions (`::: denial` … `:::`), which CommonMark does not know.
//!
//! Their lines are found first and replaced, byte for byte, by thematic breaks: those
//! close every open list and quotation, as a division must, and every byte keeps its place.

use std::collections::BTreeMap;
use std::ops::Range;

/// Divisions nested deeper are text, so that no walk over the tree runs out of stack.
const MAX_DEPTH: usize = 12;

/// What a fence line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fence {
    /// Opens a division with this first class.
    Open(String),
    /// Closes the innermost division.
    Close,
}

/// A source in which head and fences are masked.
pub(crate) struct Masked {
    /// As long as the source; only masked lines differ.
    pub(crate) text: String,
    /// Fences by the byte at which their line starts, with the end of the line.
    pub(crate) fences: BTreeMap<usize, (Fence, usize)>,
}

/// Masks the head (`head`) and the fences of `source`.
pub(crate) fn mask(source: &str, head: Option<Range<usize>>) -> Masked {
    let mut bytes = source.as_bytes().to_vec();
    let start = head.map_or(0, |h| h.end);
    blank(&mut bytes[..start]);
    if start == 0 && source.starts_with('\u{feff}') {
        bytes[..3].fill(b' ');
    }
    let mut fences = BTreeMap::new();
    let mut code: Option<(u8, usize)> = None;
    let mut depth = 0usize;
    let mut at = start;
    for line in source[start..].split_inclusive('\n') {
        let (from, to) = (at, at + line.len());
        at = to;
        let text = line.trim_end();
        let stripped = text.trim_start_matches(' ');
        if text.len() - stripped.len() > 3 {
            continue;
        }
        if track_code(stripped, &mut code) {
            continue;
        }
        let Some(fence) = read_fence(stripped) else {
            continue;
        };
        match fence {
            Fence::Open(_) if depth == MAX_DEPTH => continue,
            Fence::Open(_) => depth += 1,
            Fence::Close if depth == 0 => continue,
            Fence::Close => depth -= 1,
        }
        blank(&mut bytes[from..to]);
        bytes[from..from + 3].fill(b'*');
        fences.insert(from, (fence, from + text.len()));
    }
    let text = String::from_utf8(bytes).expect("whole lines were replaced by ASCII");
    Masked { text, fences }
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|b| !matches!(b, b'\n' | b'\r')) {
        *byte = b' ';
    }
}

/// Follows fenced code; true when the line is code or its fence.
fn track_code(line: &str, code: &mut Option<(u8, usize)>) -> bool {
    let sign = line.bytes().next().unwrap_or(0);
    let run = line.bytes().take_while(|b| *b == sign).count();
    match *code {
        Some((open, length)) => {
            if sign == open && run >= length && line.len() == run {
                *code = None;
            }
            true
        }
        None if matches!(sign, b'`' | b'~') && run >= 3 => {
            let opens = sign == b'~' || !line[run..].contains('`');
            if opens {
                *code = Some((sign, run));
            }
            opens
        }
        None => false,
    }
}

fn read_fence(line: &str) -> Option<Fence> {
    let rest = line.trim_start_matches(':');
    if line.len() - rest.len() < 3 {
        return None;
    }
    let name = rest.trim_end_matches(':').trim();
    if name.is_empty() {
        return Some(Fence::Close);
    }
    let class = match name.strip_prefix('{') {
        Some(attributes) => first_class(attributes.strip_suffix('}')?)?,
        None if name.contains(char::is_whitespace) => return None,
        None => name.to_owned(),
    };
    Some(Fence::Open(class))
}

/// The first class of `.a #b c=d`; none when something else stands there.
pub(crate) fn first_class(attributes: &str) -> Option<String> {
    let mut class = None;
    for part in attributes.split_whitespace() {
        if let Some(name) = part.strip_prefix('.').filter(|n| !n.is_empty()) {
            class.get_or_insert_with(|| name.to_owned());
        } else if !(part.starts_with('#') || part.contains('=')) {
            return None;
        }
    }
    class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_masked_in_place_and_code_is_left_alone() {
        let source = "é\n::: denial\ntext\n:::\n```\n::: opinion\n```\n:::\n";
        let masked = mask(source, None);
        assert_eq!(masked.text.len(), source.len());
        assert_eq!(
            masked.fences.len(),
            2,
            "one in code, one that closes nothing"
        );
        assert!(
            masked
                .text
                .starts_with("é\n***       \ntext\n***\n```\n::: opinion")
        );
    }

    #[test]
    fn a_class_is_read_from_a_word_or_from_attributes() {
        assert_eq!(read_fence("::: denial"), Some(Fence::Open("denial".into())));
        assert_eq!(
            read_fence("::::: {#x .opinion} :::"),
            Some(Fence::Open("opinion".into()))
        );
        assert_eq!(read_fence("::: two words"), None);
        assert_eq!(read_fence(":::"), Some(Fence::Close));
    }
}
