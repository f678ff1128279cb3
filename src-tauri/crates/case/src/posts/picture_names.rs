//! Which exhibit a post means when it names a picture: by its address, or by the name of its file.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use evidence::exhibit::Original;
use evidence::{Exhibit, Fingerprint};
use percent_encoding::percent_decode_str;

/// The pictures among the exhibits, by what posts may call them.
pub(super) struct Held<'a> {
    by_address: HashMap<&'a str, HashSet<Fingerprint>>,
    by_file: HashMap<&'a str, HashSet<Fingerprint>>,
}

/// What a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// This picture.
    One(Fingerprint),
    /// One of several different pictures.
    Several,
    /// None that is in the case.
    None,
}

impl<'a> Held<'a> {
    pub(super) fn of(exhibits: &'a [Exhibit]) -> Held<'a> {
        let mut held = Held {
            by_address: HashMap::new(),
            by_file: HashMap::new(),
        };
        for exhibit in exhibits {
            let Some(original) = picture_of(exhibit) else {
                continue;
            };
            let record = &exhibit.record;
            let addresses = [&record.address_requested, &record.address_final];
            for address in addresses.into_iter().flatten() {
                let same = held.by_address.entry(address.as_str()).or_default();
                same.insert(original.fingerprint);
            }
            let same = held.by_file.entry(original.file_name.as_str());
            same.or_default().insert(original.fingerprint);
        }
        held
    }

    /// What each of `names` means. A file name at the end of different addresses tells nothing:
    /// which of them was saved under it is not known.
    pub(super) fn meant(&self, names: &[&str]) -> Vec<Meant> {
        let mut paths: HashMap<String, HashSet<Cow<'_, str>>> = HashMap::new();
        for name in names
            .iter()
            .filter(|name| !self.by_address.contains_key(**name))
        {
            for file in file_names(name) {
                paths
                    .entry(file)
                    .or_default()
                    .insert(meant_by(name, path(name)));
            }
        }
        let by_file = |name: &&str| {
            let mut files = file_names(name);
            files.retain(|file| self.by_file.contains_key(file.as_str()));
            let held = files.iter().flat_map(|file| &self.by_file[file.as_str()]);
            let same: HashSet<Fingerprint> = held.copied().collect();
            match (
                same.is_empty(),
                files.iter().all(|file| paths[file].len() == 1),
            ) {
                (true, _) => Meant::None,
                (false, true) => only(&same),
                (false, false) => Meant::Several,
            }
        };
        let meant = |name: &&str| match self.by_address.get(name) {
            Some(same) => only(same),
            None => by_file(name),
        };
        names.iter().map(meant).collect()
    }
}

/// The original of an exhibit that is a picture.
pub(super) fn picture_of(exhibit: &Exhibit) -> Option<&Original> {
    let original = exhibit.original.as_ref();
    original.filter(|original| original.media_type.starts_with("image/"))
}

fn only(same: &HashSet<Fingerprint>) -> Meant {
    match (same.len(), same.iter().next()) {
        (1, Some(one)) => Meant::One(*one),
        _ => Meant::Several,
    }
}

/// An address without its server, and what asks it for a size: what names the picture there.
fn path(name: &str) -> &str {
    let Some((_, rest)) = name.split_once("://") else {
        return name;
    };
    let rest = &rest[rest.find('/').unwrap_or(rest.len())..];
    let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    without_size(rest)
}

/// X writes the size behind the name: `abc.jpg:large`.
fn without_size(path: &str) -> &str {
    match (path.rfind('.'), path.rfind(':')) {
        (Some(dot), Some(colon)) if dot < colon => &path[..colon],
        _ => path,
    }
}

/// A part of a name as it is meant: an address writes `é` as `%C3%A9`. What cannot be read so stays
/// as it stands.
fn meant_by<'a>(name: &str, part: &'a str) -> Cow<'a, str> {
    let text = percent_decode_str(part).decode_utf8();
    match text {
        Ok(text) if name.contains("://") => text,
        _ => Cow::Borrowed(part),
    }
}

/// The names of the file: the last step of its path as it stands and as an address means it, and
/// for X's `abc?format=jpg` also `abc.jpg`.
fn file_names(name: &str) -> Vec<String> {
    let last = path(name).rsplit(['/', '\\']).next().unwrap_or_default();
    let mut names = vec![last.to_owned()];
    let is_address = name.contains("://");
    if let Cow::Owned(meant) = meant_by(name, last) {
        names.push(meant);
    }
    let query = name.split_once('?').filter(|_| is_address);
    let format = query.and_then(|(_, query)| {
        let mut parts = query.split(['&', '#']);
        parts.find_map(|part| part.strip_prefix("format="))
    });
    if let Some(format) = format.filter(|_| !last.contains('.')) {
        names.push(format!("{last}.{format}"));
    }
    names.retain(|name| !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(byte: u8) -> Fingerprint {
        Fingerprint::new([byte; 32])
    }

    fn held(files: &[(&'static str, u8)], addresses: &[(&'static str, u8)]) -> Held<'static> {
        let put = |all: &[(&'static str, u8)]| {
            let mut by: HashMap<&str, HashSet<Fingerprint>> = HashMap::new();
            for (name, byte) in all {
                by.entry(name).or_default().insert(fingerprint(*byte));
            }
            by
        };
        Held {
            by_address: put(addresses),
            by_file: put(files),
        }
    }

    #[test]
    fn a_picture_is_found_by_its_address_or_its_file_name() {
        let held = held(
            &[("a.jpg", 1), ("abc.jpg", 2), ("photo_1.jpg", 3)],
            &[("https://p.example/x", 4)],
        );
        let cases = [
            ("a.jpg", 1),
            ("photos/photo_1.jpg", 3),
            ("https://p.example/x", 4),
            ("https://pbs.example/media/abc?format=jpg&name=large", 2),
            ("https://pbs.example/media/abc.jpg:large", 2),
            ("https://pbs.example/media/abc.jpg?x=/b.png", 2),
        ];
        for (name, byte) in cases {
            assert_eq!(
                held.meant(&[name]),
                [Meant::One(fingerprint(byte))],
                "{name}"
            );
        }
        for name in ["A.jpg", "https://p.example/y", "a.jpg/", "https://a.jpg"] {
            assert_eq!(held.meant(&[name]), [Meant::None], "{name}");
        }
    }

    #[test]
    fn an_address_names_a_file_by_what_its_percent_signs_stand_for() {
        let held = held(
            &[
                ("café photo.jpg", 1),
                ("as%20it.jpg", 2),
                ("50%.jpg", 3),
                ("b%E9.jpg", 4),
                ("şəki.jpg", 5),
            ],
            &[],
        );
        let cases = [
            ("https://p.example/m/caf%C3%A9%20photo.jpg?x=1", 1),
            ("https://p.example/m/caf%c3%a9 photo.jpg", 1),
            ("https://p.example/m/café%20photo.jpg", 1),
            ("https://p.example/m/as%20it.jpg", 2),
            ("https://p.example/m/50%.jpg", 3),
            ("https://p.example/m/50%25.jpg", 3),
            ("https://p.example/m/b%E9.jpg", 4),
            ("https://p.example/m/%C5%9F%C9%99ki.jpg:large", 5),
        ];
        for (name, byte) in cases {
            let expected = [Meant::One(fingerprint(byte))];
            assert_eq!(held.meant(&[name]), expected, "{name}");
        }
        for name in [
            // A file's own name may have percent signs; only an address means letters by them.
            "caf%C3%A9%20photo.jpg",
            "https://p.example/m/caf%E9%20photo.jpg",
            "https://p.example/m/caf%25C3%25A9%20photo.jpg",
            "https://p.example/m/caf%C3%A9+photo.jpg",
            "https://p.example/m%2F50%.jpg",
        ] {
            assert_eq!(held.meant(&[name]), [Meant::None], "{name}");
        }
    }

    #[test]
    fn one_path_in_two_spellings_is_one_and_two_files_for_one_address_are_two() {
        let once = held(&[("a b.jpg", 1)], &[]);
        let same = [
            "https://p.example/x/a%20b.jpg",
            "https://q.example/x/a b.jpg",
        ];
        assert_eq!(once.meant(&same), [Meant::One(fingerprint(1)); 2]);
        let apart = [
            "https://p.example/x/a%20b.jpg",
            "https://p.example/y/a b.jpg",
        ];
        assert_eq!(once.meant(&apart), [Meant::Several; 2]);
        let twice = held(&[("a b.jpg", 1), ("a%20b.jpg", 2)], &[]);
        let name = "https://p.example/x/a%20b.jpg";
        assert_eq!(twice.meant(&[name]), [Meant::Several]);
        assert_eq!(twice.meant(&["a%20b.jpg"]), [Meant::One(fingerprint(2))]);
    }

    #[test]
    fn a_name_that_may_be_another_pictures_tells_nothing() {
        let twice = held(&[("a.jpg", 1), ("a.jpg", 2)], &[]);
        assert_eq!(twice.meant(&["a.jpg"]), [Meant::Several]);
        let once = held(&[("1.jpg", 1)], &[("https://a.example/1.jpg", 9)]);
        let apart = ["https://b.example/x/1.jpg", "https://c.example/y/1.jpg"];
        assert_eq!(once.meant(&apart), [Meant::Several; 2]);
        let servers = ["https://b.example/x/1.jpg?s=1", "https://c.example/x/1.jpg"];
        assert_eq!(once.meant(&servers), [Meant::One(fingerprint(1)); 2]);
        let known = ["https://a.example/1.jpg", "https://b.example/x/1.jpg"];
        let expected = [Meant::One(fingerprint(9)), Meant::One(fingerprint(1))];
        assert_eq!(once.meant(&known), expected);
    }
}
