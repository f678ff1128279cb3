//! Digests of a PDF's objects that stay the same when another program saves the
//! file again: numbers of objects, order of keys and lossless compression do
//! not count, what is shown does.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, Stream};
use sha2::{Digest, Sha256};

use crate::pdf::read::PdfFile;

/// Objects nested deeper than this inside one another count as one.
const DEEPEST: usize = 32;

/// Entries that lead back up, that say how bytes are packed, or that only
/// editors use.
const SKIPPED: [&[u8]; 10] = [
    b"Parent",
    b"P",
    b"Pg",
    b"Length",
    b"DL",
    b"StructParent",
    b"StructParents",
    b"LastModified",
    b"PieceInfo",
    b"Metadata",
];

/// SHA-256 in lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    text(Sha256::digest(bytes).into())
}

fn text(hash: [u8; 32]) -> String {
    let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// Digests objects of one file, each indirect one once.
pub(super) struct Digester<'a> {
    file: &'a PdfFile,
    known: BTreeMap<ObjectId, [u8; 32]>,
}

impl<'a> Digester<'a> {
    pub(super) fn new(file: &'a PdfFile) -> Self {
        Self {
            file,
            known: BTreeMap::new(),
        }
    }

    /// The digest of an object with everything it leads to.
    pub(super) fn digest(&mut self, object: &Object) -> String {
        text(self.hash(object, 0))
    }

    fn hash(&mut self, object: &Object, depth: usize) -> [u8; 32] {
        if let Object::Reference(id) = object {
            if let Some(known) = self.known.get(id) {
                return *known;
            }
            // A circle meets this and ends.
            self.known.insert(*id, [0; 32]);
            let hash = self.hash(self.file.resolve(object), depth + 1);
            self.known.insert(*id, hash);
            return hash;
        }
        let mut sha = Sha256::new();
        if depth < DEEPEST {
            self.feed(object, depth, &mut sha);
        }
        sha.finalize().into()
    }

    fn feed(&mut self, object: &Object, depth: usize, sha: &mut Sha256) {
        match object {
            Object::Null | Object::Reference(_) => sha.update(b"null"),
            Object::Boolean(value) => sha.update(if *value { "true" } else { "false" }),
            Object::Integer(number) => sha.update(format!("{:.3}", *number as f64)),
            Object::Real(number) => sha.update(format!("{:.3}", f64::from(*number))),
            Object::Name(name) => part(sha, b"/", name),
            Object::String(bytes, _) => part(sha, b"(", bytes),
            Object::Array(list) => {
                part(sha, b"[", &(list.len() as u64).to_le_bytes());
                for item in list {
                    let hash = self.hash(item, depth + 1);
                    sha.update(hash);
                }
            }
            Object::Dictionary(dict) => self.feed_dictionary(dict, &[], depth, sha),
            Object::Stream(stream) => self.feed_stream(stream, depth, sha),
        }
    }

    fn feed_dictionary(
        &mut self,
        dict: &Dictionary,
        without: &[&[u8]],
        depth: usize,
        sha: &mut Sha256,
    ) {
        let entries: BTreeMap<&[u8], &Object> = dict
            .iter()
            .map(|(key, value)| (key.as_slice(), value))
            .filter(|(key, _)| !SKIPPED.contains(key) && !without.contains(key))
            .collect();
        part(sha, b"<", &(entries.len() as u64).to_le_bytes());
        for (key, value) in entries {
            part(sha, b"/", key);
            let hash = self.hash(value, depth + 1);
            sha.update(hash);
        }
    }

    /// A picture counts as its bytes stand: taking all pixels apart would cost
    /// seconds, and programs that save a file leave them alone. Other streams
    /// count decoded.
    fn feed_stream(&mut self, stream: &Stream, depth: usize, sha: &mut Sha256) {
        let is_picture = self.file.name_entry(&stream.dict, b"Subtype") == "Image";
        let decoded = (!is_picture).then(|| self.file.decoded(stream)).flatten();
        match decoded {
            Some(decoded) => {
                self.feed_dictionary(&stream.dict, &[b"Filter", b"DecodeParms"], depth, sha);
                part(sha, b"s", &decoded);
            }
            None => {
                self.feed_dictionary(&stream.dict, &[], depth, sha);
                part(sha, b"s", &stream.content);
            }
        }
    }
}

/// A part behind its kind and its length, so that no two lists of parts meet.
fn part(sha: &mut Sha256, kind: &[u8], bytes: &[u8]) {
    sha.update(kind);
    sha.update((bytes.len() as u64).to_le_bytes());
    sha.update(bytes);
}
