//! Reads as much of a JPEG as PDF must be told; its bytes stay as they are.

use lopdf::{Dictionary, Object, dictionary};

use super::head;
use super::profile::Profiles;
use crate::pdf::write::file::File;

/// What a JPEG's markers say.
pub(super) struct Frame {
    width: u32,
    height: u32,
    /// 1 (grey), 3 or 4 (CMYK).
    components: u8,
    /// Whether the three components are named R, G and B.
    named_rgb: bool,
    /// The colour transform of an Adobe marker.
    adobe: Option<u8>,
    /// The pieces of the embedded colour profile by their number.
    profile: Vec<(u8, Vec<u8>)>,
}

/// Reads a baseline or progressive JPEG of eight bits with all its data. None
/// for anything else.
pub(super) fn read(bytes: &[u8]) -> Option<Frame> {
    if bytes.get(..3) != Some(&[0xFF, 0xD8, 0xFF]) {
        return None;
    }
    let mut frame = None;
    let mut adobe = None;
    let mut profile = Vec::new();
    let mut at = 2;
    loop {
        let [0xFF, marker] = *bytes.get(at..at + 2)? else {
            return None;
        };
        if marker == 0xFF {
            at += 1;
            continue;
        }
        let length = usize::from(u16::from_be_bytes([
            *bytes.get(at + 2)?,
            *bytes.get(at + 3)?,
        ]));
        let segment = bytes.get(at + 4..at + 2 + length)?;
        match marker {
            0xC0..=0xC2 if frame.is_none() => frame = Some(read_frame(segment)?),
            // Lossless, hierarchical and arithmetic pictures PDF does not know.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return None,
            0xE2 => profile.extend(profile_piece(segment)),
            0xEE if segment.starts_with(b"Adobe") => adobe = segment.get(11).copied(),
            0xDA => break,
            0xD8 | 0xD9 => return None,
            _ => {}
        }
        at += 2 + length;
    }
    let (width, height, ids) = frame?;
    let ended = bytes[at..]
        .windows(2)
        .rev()
        .any(|pair| pair == [0xFF, 0xD9]);
    let sound = width > 0 && height > 0 && ended;
    sound.then_some(Frame {
        width,
        height,
        components: ids.len() as u8,
        named_rgb: ids == *b"RGB",
        adobe,
        profile,
    })
}

/// Width, height and the names of the components.
fn read_frame(segment: &[u8]) -> Option<(u32, u32, Vec<u8>)> {
    let [precision, h1, h2, w1, w2, count, rest @ ..] = segment else {
        return None;
    };
    if *precision != 8 || !matches!(count, 1 | 3 | 4) {
        return None;
    }
    let ids = rest.chunks_exact(3).map(|part| part[0]);
    let ids: Vec<u8> = ids.take(usize::from(*count)).collect();
    let side = |high: u8, low: u8| u32::from(u16::from_be_bytes([high, low]));
    (ids.len() == usize::from(*count)).then(|| (side(*w1, *w2), side(*h1, *h2), ids))
}

/// A piece of a colour profile and its number.
fn profile_piece(segment: &[u8]) -> Option<(u8, Vec<u8>)> {
    let rest = segment.strip_prefix(b"ICC_PROFILE\0")?;
    let [number, _, data @ ..] = rest else {
        return None;
    };
    Some((*number, data.to_vec()))
}

impl Frame {
    /// What PDF is told; none for colours that it can only show with a profile
    /// when there is no sound one.
    pub(super) fn dictionary(
        mut self,
        file: &mut File,
        profiles: &mut Profiles,
    ) -> Option<Dictionary> {
        self.profile.sort_by_key(|(number, _)| *number);
        let profile: Vec<u8> = self
            .profile
            .iter()
            .flat_map(|(_, data)| data.iter().copied())
            .collect();
        let own = profiles.add(file, &profile, self.components);
        let space = match (own, self.components) {
            (Some(space), _) => space,
            (None, 1) => "DeviceGray".into(),
            (None, 3) => "DeviceRGB".into(),
            (None, _) => return None,
        };
        let mut dict = head(self.width, self.height, 8, space);
        dict.set("Filter", "DCTDecode");
        if self.named_rgb && self.adobe.is_none() {
            dict.set("DecodeParms", dictionary! { "ColorTransform" => 0 });
        }
        if self.components == 4 && self.adobe.is_some() {
            // Adobe's programs store the ink that is not there.
            let turned = [1, 0, 1, 0, 1, 0, 1, 0].map(Object::Integer);
            dict.set("Decode", turned.to_vec());
        }
        Some(dict)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG of markers alone.
    fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8];
        for (marker, segment) in segments {
            bytes.extend([0xFF, *marker]);
            bytes.extend((segment.len() as u16 + 2).to_be_bytes());
            bytes.extend(*segment);
        }
        bytes.extend([0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9]);
        bytes
    }

    const CMYK: &[u8] = &[8, 0, 2, 0, 3, 4, 1, 17, 0, 2, 17, 0, 3, 17, 0, 4, 17, 0];
    const RGB: &[u8] = &[8, 0, 2, 0, 3, 3, b'R', 17, 0, b'G', 17, 0, b'B', 17, 0];

    #[test]
    fn size_colours_and_adobes_transform_are_read() {
        let adobe = (0xEE, b"Adobe\0\x64\0\0\0\0\x02".as_slice());
        let frame = read(&jpeg(&[adobe, (0xC2, CMYK)])).unwrap();
        assert_eq!((frame.width, frame.height, frame.components), (3, 2, 4));
        assert_eq!(frame.adobe, Some(2));
        let frame = read(&jpeg(&[(0xC0, RGB)])).unwrap();
        assert!(frame.named_rgb);
        let mut file = File::new(0);
        let dict = frame
            .dictionary(&mut file, &mut Profiles::default())
            .unwrap();
        assert!(dict.has(b"DecodeParms"));
    }

    #[test]
    fn what_pdf_cannot_show_is_not_passed_through() {
        let arithmetic = jpeg(&[(0xC9, RGB)]);
        let twelve_bits = jpeg(&[(0xC1, &[12, 0, 2, 0, 3, 1, 1, 17, 0])]);
        let mut cut = jpeg(&[(0xC0, RGB)]);
        cut.truncate(cut.len() - 2);
        for bytes in [arithmetic, twelve_bits, cut, b"\xFF\xD8\xFF".to_vec()] {
            assert!(read(&bytes).is_none(), "{bytes:?}");
        }
        // Colours of print need a profile.
        let bare = read(&jpeg(&[(0xC0, CMYK)])).unwrap();
        let dict = bare.dictionary(&mut File::new(0), &mut Profiles::default());
        assert!(dict.is_none());
    }
}
