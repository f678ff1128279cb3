//! Takes the compressed pixels out of a PNG as they are, where PDF has the
//! same kind of picture.

use std::io::Read;

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Object, StringFormat, dictionary};

use super::head;
use super::profile::Profiles;
use crate::pdf::write::file::File;

/// The longest colour profile that is unpacked, bytes.
const LONGEST_PROFILE: u64 = 4 << 20;

/// A PNG without transparency and interlacing.
pub(super) struct Plain {
    width: u32,
    height: u32,
    depth: u8,
    /// 1 (grey or palette) or 3.
    colors: u8,
    palette: Option<Vec<u8>>,
    profile: Vec<u8>,
    /// The compressed rows.
    pub(super) data: Vec<u8>,
}

/// Reads a PNG that PDF can show as it stands. None for anything else, also
/// for one whose rows are not all there.
pub(super) fn read(bytes: &[u8]) -> Option<Plain> {
    let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1A\n")?;
    let mut plain: Option<Plain> = None;
    loop {
        let (kind, content, after) = chunk(rest)?;
        rest = after;
        match (kind, &mut plain) {
            (b"IHDR", None) => plain = Some(read_head(content)?),
            // A true-colour picture may carry a palette as a suggestion.
            (b"PLTE", Some(plain)) if plain.palette.is_some() => {
                plain.palette = Some(content.to_vec());
            }
            (b"iCCP", Some(plain)) => plain.profile = unpack_profile(content).unwrap_or_default(),
            (b"IDAT", Some(plain)) => plain.data.extend(content),
            (b"tRNS", _) | (_, None) => return None,
            (b"IEND", _) => break,
            _ => {}
        }
    }
    plain.filter(Plain::is_whole)
}

/// The first chunk: its kind, its content, and what follows.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (content, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    Some((kind, content, rest.get(4..)?))
}

fn read_head(content: &[u8]) -> Option<Plain> {
    let (width, rest) = content.split_first_chunk::<4>()?;
    let (height, rest) = rest.split_first_chunk::<4>()?;
    let [depth, kind, 0, 0, 0] = *rest else {
        return None;
    };
    let colors = match kind {
        0 | 3 => 1,
        2 => 3,
        _ => return None,
    };
    Some(Plain {
        width: u32::from_be_bytes(*width),
        height: u32::from_be_bytes(*height),
        depth,
        colors,
        // Filled by its own chunk; without it the picture is not whole.
        palette: (kind == 3).then(Vec::new),
        profile: Vec::new(),
        data: Vec::new(),
    })
}

fn unpack_profile(content: &[u8]) -> Option<Vec<u8>> {
    let name = content.iter().position(|byte| *byte == 0)?;
    let packed = content.get(name + 2..)?;
    let mut profile = Vec::new();
    let unpacked = ZlibDecoder::new(packed);
    unpacked
        .take(LONGEST_PROFILE)
        .read_to_end(&mut profile)
        .ok()?;
    Some(profile)
}

impl Plain {
    /// Whether the rows unpack to exactly the picture's size.
    fn is_whole(&self) -> bool {
        let bits = u64::from(self.width) * u64::from(self.colors) * u64::from(self.depth);
        let size = (bits.div_ceil(8) + 1) * u64::from(self.height);
        let mut unpacked = ZlibDecoder::new(self.data.as_slice()).take(size + 1);
        let palette = self.palette.as_ref().is_none_or(|colors| {
            !colors.is_empty() && colors.len().is_multiple_of(3) && colors.len() <= 768
        });
        palette && std::io::copy(&mut unpacked, &mut std::io::sink()).is_ok_and(|read| read == size)
    }

    /// The colours of the picture.
    pub(super) fn space(&self, file: &mut File, profiles: &mut Profiles) -> Object {
        match &self.palette {
            Some(colors) => {
                let base = profiles.add(file, &self.profile, 3);
                let table = Object::String(colors.clone(), StringFormat::Hexadecimal);
                let last = (colors.len() / 3) as i64 - 1;
                vec![
                    "Indexed".into(),
                    base.unwrap_or_else(|| "DeviceRGB".into()),
                    last.into(),
                    table,
                ]
                .into()
            }
            None => {
                let own = profiles.add(file, &self.profile, self.colors);
                let device = if self.colors == 1 {
                    "DeviceGray"
                } else {
                    "DeviceRGB"
                };
                own.unwrap_or_else(|| device.into())
            }
        }
    }

    /// What PDF is told of the data.
    pub(super) fn dictionary(&self, space: Object) -> Dictionary {
        let mut dict = head(self.width, self.height, self.depth, space);
        dict.set("Filter", "FlateDecode");
        // Each row names its filter, as in the PNG.
        let rows = dictionary! {
            "Predictor" => 15,
            "Colors" => i64::from(self.colors),
            "BitsPerComponent" => i64::from(self.depth),
            "Columns" => i64::from(self.width),
        };
        dict.set("DecodeParms", rows);
        dict
    }
}
