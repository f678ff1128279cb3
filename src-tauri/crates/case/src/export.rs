//! The report leaves the laptop: files where the user said, a journal entry, a receipt.

use crate::{
    Case, Copy, Error, Receipt, Searched,
    print::{Watch, markdown_files, print, version},
};
use evidence::said::{Said, reason};
use manuscript::Manuscript;
use report::compose::{Withholding, withholding};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// What an export wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// The PDF's number of pages, if one was asked for.
    pub pages: Option<usize>,
    /// What whoever exports should know, in sentences.
    pub remarks: Vec<String>,
    /// The receipt to keep with the files, outside this laptop.
    pub receipt: Receipt,
    /// What all of it was searched for before it was written.
    pub searched: Searched,
}

/// Where the forms of a report go; those without a place are not made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outlet<'a> {
    /// The PDF.
    pub pdf: Option<&'a Path>,
    /// The Markdown, with its citations and pictures beside it.
    pub markdown: Option<&'a Path>,
    /// The web page.
    pub html: Option<&'a Path>,
}

/// What leaves with a copy and what stays, before it leaves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Departure {
    /// A name for the files: `one-image_0.9_editor`.
    pub stem: String,
    /// What the copy keeps back.
    pub withholding: Withholding,
}

/// A file that is about to leave the laptop.
struct Leaving {
    path: PathBuf,
    bytes: Vec<u8>,
    /// Whether the journal names it; the files beside another are not named.
    is_named: bool,
}

impl Case {
    /// What a copy of the report as it stands would be called and keep back.
    pub fn departure(&self, copy: Copy) -> Result<Departure, Error> {
        let manuscript = Manuscript::parse(&self.manuscript()?);
        let book = self.casebook()?;
        let title = manuscript.front_matter().title.as_deref();
        let parts = [
            title.unwrap_or(&book.title),
            &version(&manuscript),
            copy.word(),
        ];
        Ok(Departure {
            stem: parts.map(as_name).join("_"),
            withholding: withholding(&book, copy.into()),
        })
    }

    /// Writes the report in the forms that have a place, and records that it
    /// left. Before anything is written all of it is searched for what the copy
    /// must not tell. A file that stood at a path is replaced whole or not at
    /// all. `watch` is told how far the pages have come and may stop it.
    ///
    /// # Errors
    /// When something is found, a place cannot be written, or it was stopped;
    /// then nothing was written.
    pub fn export(
        &mut self,
        copy: Copy,
        outlet: Outlet<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<Exported, Error> {
        let Outlet {
            pdf,
            markdown,
            html,
        } = outlet;
        // All forms are of one document, so that they cannot differ.
        let document = self.document(copy)?;
        let mut leaving = Vec::new();
        let (mut pages, mut remarks) = (None, document.remarks.clone());
        if let Some(path) = pdf {
            let printed = print(&document, &self.key()?, watch)?;
            leaving.push(Leaving {
                path: path.to_owned(),
                bytes: printed.bytes,
                is_named: true,
            });
            pages = Some(printed.pages);
            remarks = printed.remarks;
        }
        if let Some(path) = markdown {
            leaving.extend(markdown_leaving(&document, path));
        }
        if let Some(path) = html {
            leaving.push(Leaving {
                path: path.to_owned(),
                bytes: report::html::write(&document).into_bytes(),
                is_named: true,
            });
        }
        let files = leaving
            .iter()
            .map(|file| (file.path.as_path(), file.bytes.as_slice()));
        let searched = self.search_for_leaks(copy, &document, &files.collect::<Vec<_>>())?;
        remarks.extend(searched.told.iter().cloned());
        write_all(&leaving)?;
        let named = leaving.iter().filter(|file| file.is_named);
        let left: Vec<String> = named
            .map(|file| describe(&file.path, &file.bytes))
            .collect();
        self.transact("export report", None, |writing| {
            writing.name_subject("report");
            writing.describe(left.join(", "));
            Ok(())
        })?;
        Ok(Exported {
            pages,
            remarks,
            receipt: self.receipt()?,
            searched,
        })
    }
}

/// Words as part of a file's name, in any script.
fn as_name(words: &str) -> String {
    let letters = words.chars().flat_map(char::to_lowercase);
    let plain: String = letters
        .map(|letter| {
            if letter.is_alphanumeric() || letter == '.' {
                letter
            } else {
                ' '
            }
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The Markdown and the files beside it, those first.
fn markdown_leaving(document: &report::Document, path: &Path) -> Vec<Leaving> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let files = markdown_files(document, &stem);
    let folder = path.parent().unwrap_or(Path::new(""));
    let beside = files.beside.into_iter().map(|(name, bytes)| Leaving {
        path: folder.join(name),
        bytes,
        is_named: false,
    });
    let text = Leaving {
        path: path.to_owned(),
        bytes: files.text.into_bytes(),
        is_named: true,
    };
    beside.chain([text]).collect()
}

/// The name alone: where a file lay on this laptop is nobody's business.
fn describe(path: &Path, bytes: &[u8]) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{name} SHA-256 {}", hex(bytes))
}

/// SHA-256 as 64 hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    evidence::Fingerprint::new(Sha256::digest(bytes).into()).to_string()
}

/// Writes every file beside its place, then renames all; when one cannot be
/// written, none is.
fn write_all(leaving: &[Leaving]) -> Result<(), Error> {
    let mut parts: Vec<(PathBuf, &Path)> = Vec::new();
    let outcome = leaving
        .iter()
        .try_for_each(|file| {
            let part = part_beside(&file.path);
            parts.push((part.clone(), &file.path));
            write_part(&file.path, &part, &file.bytes)
                .map_err(|error| unwritable(&file.path, &error))
        })
        .and_then(|()| {
            parts.iter().try_for_each(|(part, path)| {
                fs::rename(part, path).map_err(|error| unwritable(path, &error))
            })
        });
    if outcome.is_err() {
        // Half a file is of no use; that it cannot be removed changes nothing.
        parts
            .iter()
            .for_each(|(part, _)| drop(fs::remove_file(part)));
    }
    outcome
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    let text = format!("{} could not be written: {error}", path.display());
    let values = vec![path.display().to_string(), reason(error)];
    Error::user(Said::new("not-written", text, values))
        .hint("The case is as it was, and so is a file that stood there. Choose another place.")
}

fn part_beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// Writes a file under its passing name, so that no reader ever sees half of it.
fn write_part(path: &Path, part: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &Path, bytes: &[u8]) -> Leaving {
        Leaving {
            path: path.to_owned(),
            bytes: bytes.to_vec(),
            is_named: true,
        }
    }

    #[test]
    fn a_file_that_cannot_be_replaced_stays_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken = folder.path().join("report.pdf");
        fs::create_dir(&taken).expect("a folder stands in the way");
        let other = folder.path().join("report.md");
        let files = [file(&other, b"text"), file(&taken, b"new")];
        let refusal = write_all(&files).expect_err("a folder is no file");
        assert!(
            refusal.message.text.contains("could not be written"),
            "{refusal}"
        );
        let left: Vec<_> = fs::read_dir(folder.path()).expect("readable").collect();
        assert_eq!(left.len(), 1, "only what stood there: {left:?}");
    }

    #[test]
    fn a_title_becomes_a_name_that_any_disk_takes() {
        assert_eq!(
            as_name("One image, 5,187 posts: “yes/no”?"),
            "one-image-5-187-posts-yes-no"
        );
        assert_eq!(as_name("0.9"), "0.9");
        assert_eq!(as_name("تقرير جديد"), "تقرير-جديد");
    }

    #[test]
    fn an_older_export_is_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep").join("report.pdf");
        write_all(&[file(&path, b"old and long")]).expect("written");
        write_all(&[file(&path, b"new")]).expect("written");
        assert_eq!(fs::read(&path).expect("readable"), b"new");
    }
}
