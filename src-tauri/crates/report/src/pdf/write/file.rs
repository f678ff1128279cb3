//! A PDF file while it grows: streams go straight to its bytes, everything
//! else is packed into compressed object streams.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};

use super::strings::bytes_string;
use super::syntax::{append, write_object};

/// How many objects one object stream holds; more packs better and reads slower.
const PACK_OBJECTS: u16 = 200;

/// Where an object lies.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// Reserved and not written; readers take it for null.
    Nowhere,
    /// At a byte of the file.
    At(u32),
    /// In an object stream, at an index.
    In(u32, u16),
}

/// The file so far.
pub(crate) struct File {
    bytes: Vec<u8>,
    /// Where object `n` lies; object 0 does not exist.
    places: Vec<Place>,
    pack: Pack,
}

/// The object stream that is being filled.
#[derive(Default)]
struct Pack {
    /// The number of each object and where it begins in `data`.
    index: Vec<(u32, usize)>,
    data: Vec<u8>,
}

impl File {
    /// An empty file that expects to grow to about `capacity` bytes.
    pub(crate) fn new(capacity: usize) -> File {
        let mut bytes = Vec::with_capacity(capacity);
        // Bytes above 127 tell transfer programs that the file is not text.
        bytes.extend_from_slice(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        File {
            bytes,
            places: vec![Place::Nowhere],
            pack: Pack::default(),
        }
    }

    /// The number the next object gets.
    pub(crate) fn next(&self) -> u32 {
        self.places.len() as u32
    }

    /// A number for an object that is written later.
    pub(crate) fn reserve(&mut self) -> ObjectId {
        let number = self.places.len() as u32;
        self.places.push(Place::Nowhere);
        (number, 0)
    }

    /// Writes a new object.
    pub(crate) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.set(id, object);
        id
    }

    /// Writes a reserved object that is not a stream.
    pub(crate) fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        let object = object.into();
        self.pack_with(id, |data| write_object(data, &object));
    }

    /// Packs a reserved object whose syntax `write` appends.
    pub(crate) fn pack_with(&mut self, id: ObjectId, write: impl FnOnce(&mut Vec<u8>)) {
        self.pack.index.push((id.0, self.pack.data.len()));
        write(&mut self.pack.data);
        self.pack.data.push(b'\n');
        if self.pack.index.len() >= usize::from(PACK_OBJECTS) {
            self.close_pack();
        }
    }

    /// Writes a stream whose content is already as its dictionary says.
    pub(crate) fn add_stream(&mut self, dict: Dictionary, content: &[u8]) -> ObjectId {
        let id = self.reserve();
        self.set_stream(id, dict, content);
        id
    }

    /// Writes a stream compressed.
    pub(crate) fn add_deflated(&mut self, mut dict: Dictionary, content: &[u8]) -> ObjectId {
        dict.set("Filter", "FlateDecode");
        self.add_stream(dict, &deflate(content))
    }

    /// Writes a reserved stream whose content is already as its dictionary says.
    pub(crate) fn set_stream(&mut self, id: ObjectId, mut dict: Dictionary, content: &[u8]) {
        dict.set("Length", content.len() as i64);
        self.places[id.0 as usize] = Place::At(self.bytes.len() as u32);
        let out = &mut self.bytes;
        append(out, format_args!("{} 0 obj\n", id.0));
        write_object(out, &Object::Dictionary(dict));
        out.extend_from_slice(b"stream\n");
        out.extend_from_slice(content);
        out.extend_from_slice(b"\nendstream\nendobj\n");
    }

    /// Takes over all objects of a document, whose numbers must be free here.
    pub(crate) fn adopt(&mut self, objects: impl IntoIterator<Item = (ObjectId, Object)>) {
        for (id, object) in objects {
            while self.places.len() <= id.0 as usize {
                self.places.push(Place::Nowhere);
            }
            match object {
                Object::Stream(Stream { dict, content, .. }) if dict.has(b"Filter") => {
                    self.set_stream(id, dict, &content);
                }
                Object::Stream(Stream {
                    mut dict, content, ..
                }) => {
                    dict.set("Filter", "FlateDecode");
                    self.set_stream(id, dict, &deflate(&content));
                }
                other => self.set(id, other),
            }
        }
    }

    fn close_pack(&mut self) {
        if self.pack.index.is_empty() {
            return;
        }
        let pack = std::mem::take(&mut self.pack);
        let id = self.reserve();
        let mut content = Vec::with_capacity(pack.data.len() + pack.index.len() * 12);
        for (at, (number, offset)) in pack.index.iter().enumerate() {
            self.places[*number as usize] = Place::In(id.0, at as u16);
            append(&mut content, format_args!("{number} {offset} "));
        }
        let first = content.len();
        content.extend_from_slice(&pack.data);
        let dict = dictionary! {
            "Type" => "ObjStm",
            "N" => pack.index.len() as i64,
            "First" => first as i64,
            "Filter" => "FlateDecode",
        };
        self.set_stream(id, dict, &deflate(&content));
    }

    /// SHA-256 of everything written so far, packed objects included.
    pub(crate) fn digest(&mut self) -> [u8; 32] {
        self.close_pack();
        Sha256::digest(&self.bytes).into()
    }

    /// Reads the file as it would be if it ended here, with the catalog that
    /// `end` writes, and goes on as if nothing had been read.
    pub(crate) fn read_so_far<T>(
        &mut self,
        end: impl FnOnce(&mut File) -> ObjectId,
        read: impl FnOnce(&[u8]) -> T,
    ) -> Result<T, String> {
        self.close_pack();
        let (length, places) = (self.bytes.len(), self.places.clone());
        let root = end(self);
        self.close(root, None, &[0; 32])?;
        let found = read(&self.bytes);
        self.bytes.truncate(length);
        self.places = places;
        Ok(found)
    }

    /// Closes the file with its cross-reference stream. `id` identifies the
    /// content.
    pub(crate) fn finish(
        mut self,
        root: ObjectId,
        info: Option<ObjectId>,
        id: &[u8; 32],
    ) -> Result<Vec<u8>, String> {
        self.close(root, info, id)?;
        Ok(self.bytes)
    }

    fn close(
        &mut self,
        root: ObjectId,
        info: Option<ObjectId>,
        id: &[u8; 32],
    ) -> Result<(), String> {
        self.close_pack();
        let start = self.bytes.len();
        if u32::try_from(start).is_err() {
            return Err("it would be larger than four gibibytes".to_owned());
        }
        let own = self.reserve();
        self.places[own.0 as usize] = Place::At(start as u32);
        let mut table = Vec::with_capacity(self.places.len() * 7);
        for (number, place) in self.places.iter().enumerate() {
            let (kind, field, last) = match *place {
                Place::Nowhere if number == 0 => (0u8, 0, u16::MAX),
                Place::Nowhere => (0, 0, 0),
                Place::At(offset) => (1, offset, 0),
                Place::In(stream, index) => (2, stream, index),
            };
            table.push(kind);
            table.extend(field.to_be_bytes());
            table.extend(last.to_be_bytes());
        }
        let half = bytes_string(&id[..16]);
        let mut dict = dictionary! {
            "Type" => "XRef",
            "Size" => self.places.len() as i64,
            "W" => vec![1.into(), 4.into(), 2.into()],
            "Root" => root,
            "ID" => vec![half.clone(), half],
            "Filter" => "FlateDecode",
        };
        if let Some(info) = info {
            dict.set("Info", info);
        }
        self.set_stream(own, dict, &deflate(&table));
        append(&mut self.bytes, format_args!("startxref\n{start}\n%%EOF\n"));
        Ok(())
    }
}

/// Bytes compressed the way PDF calls FlateDecode.
pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    // Level 6 takes nearly twice the time for files hardly smaller.
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(4));
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("writing to memory does not fail")
}
