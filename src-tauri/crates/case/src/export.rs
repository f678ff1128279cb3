//! The report leaves the laptop: files where the user said, a journal entry, a receipt.

use crate::{
    Case, Copy, Error, Receipt,
    print::{markdown_files, print},
};
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
}

impl Case {
    /// Writes the report as PDF, as Markdown with its citations and pictures
    /// beside it, as one web page, or all of these, and records that it left. A file that stood at a path
    /// is replaced whole or not at all.
    pub fn export(
        &mut self,
        copy: Copy,
        pdf: Option<&Path>,
        markdown: Option<&Path>,
        html: Option<&Path>,
    ) -> Result<Exported, Error> {
        // All forms are of one document, so that they cannot differ.
        let document = self.document(copy)?;
        let mut left = Vec::new();
        let (mut pages, mut remarks) = (None, document.remarks.clone());
        if let Some(path) = pdf {
            let printed = print(&document, &self.key()?)?;
            write_file(path, &printed.bytes)?;
            left.push(describe(path, &printed.bytes));
            pages = Some(printed.pages);
            remarks = printed.remarks;
        }
        if let Some(path) = markdown {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let files = markdown_files(&document, &stem);
            let folder = path.parent().unwrap_or(Path::new(""));
            for (name, bytes) in &files.beside {
                write_file(&folder.join(name), bytes)?;
            }
            write_file(path, files.text.as_bytes())?;
            left.push(describe(path, files.text.as_bytes()));
        }
        if let Some(path) = html {
            let page = report::html::write(&document);
            write_file(path, page.as_bytes())?;
            left.push(describe(path, page.as_bytes()));
        }
        self.transact("export report", None, |writing| {
            writing.name_subject("report");
            writing.describe(left.join(", "));
            Ok(())
        })?;
        Ok(Exported {
            pages,
            remarks,
            receipt: self.receipt()?,
        })
    }
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

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    replace(path, bytes).map_err(|error| {
        Error::user(format!("{} could not be written: {error}", path.display()))
            .hint("The case is as it was, and so is a file that stood there. Choose another place.")
    })
}

/// Writes beside `path` and renames, so that no reader ever sees half a file.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder)?;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let replaced = written.and_then(|()| fs::rename(&part, path));
    if replaced.is_err() {
        // Half a file is of no use; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&part);
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_replaced_stays_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken = folder.path().join("report.pdf");
        fs::create_dir(&taken).expect("a folder stands in the way");
        let refusal = write_file(&taken, b"new").expect_err("a folder is no file");
        assert!(
            refusal.message.contains("could not be written"),
            "{refusal}"
        );
        let left: Vec<_> = fs::read_dir(folder.path()).expect("readable").collect();
        assert_eq!(left.len(), 1, "only what stood there: {left:?}");
    }

    #[test]
    fn an_older_export_is_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep").join("report.pdf");
        write_file(&path, b"old and long").expect("written");
        write_file(&path, b"new").expect("written");
        assert_eq!(fs::read(&path).expect("readable"), b"new");
    }
}
