//! Files by others, made to break readers; skipped with a sentence where they do not lie beside the repository.

#![allow(
    clippy::print_stdout,
    reason = "a skipped corpus and a slow file say so"
)]

use std::path::{Path, PathBuf};

fn corpus(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../../shared/corpora")
        .join(folder);
    if !path.is_dir() {
        println!("skipped: the folder {folder} of the corpora does not lie beside this repository");
        return None;
    }
    Some(path)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("the corpus can be listed");
    for entry in entries {
        let path = entry.expect("the corpus can be listed").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
    found.sort();
}

/// Looks at every file and draws it; gives how many were drawn.
fn look_at_all(folder: &str) -> Option<(usize, usize)> {
    let mut found = Vec::new();
    files(&corpus(folder)?, &mut found);
    let mut drawn = 0;
    for path in &found {
        let start = std::time::Instant::now();
        let seen = capture::inspect_file(path).expect("the file can be read from disk");
        assert!(
            seen.remarks.iter().all(|r| r.text.ends_with('.')),
            "remarks are sentences: {:?}",
            seen.remarks
        );
        let bytes = std::fs::read(path).expect("the file can be read from disk");
        let picture = match seen.media_type.as_str() {
            "application/pdf" => capture::render_page(&bytes, 1, 400),
            _ => capture::thumbnail(&bytes, 400),
        };
        if let Ok(picture) = picture {
            let size = picture.dimensions;
            assert!(
                size.width.max(size.height) <= 400 && size.width * size.height > 0,
                "{}",
                path.display()
            );
            drawn += 1;
        }
        let seconds = start.elapsed().as_secs();
        assert!(seconds < 120, "{seconds} seconds for {}", path.display());
        if seconds > 3 {
            println!("{seconds} seconds for {}", path.display());
        }
    }
    Some((drawn, found.len()))
}

#[test]
fn odd_pdfs_are_looked_at_and_most_are_drawn() {
    if let Some((drawn, all)) = look_at_all("pdf") {
        assert!(drawn * 10 >= all * 8, "{drawn} of {all}");
    }
}

#[test]
fn pictures_good_and_bad_are_looked_at() {
    for folder in ["png", "images"] {
        if let Some((drawn, all)) = look_at_all(folder) {
            assert!(drawn * 2 > all, "{drawn} of {all} in {folder}");
        }
    }
}

#[test]
fn bombs_do_not_go_off() {
    look_at_all("bombs");
}

#[test]
fn injected_scripts_are_only_text() {
    let mut found = Vec::new();
    let Some(folder) = corpus("xss") else { return };
    files(&folder, &mut found);
    for path in found {
        let list = std::fs::read(&path).expect("the file can be read from disk");
        for line in list.split(|b| *b == b'\n') {
            let page = [
                b"<!doctype html><p>before</p>".as_slice(),
                line,
                b"<p>after",
            ]
            .concat();
            let seen = capture::inspect(&mut std::io::Cursor::new(page), "x.html")
                .expect("memory can be read");
            let text = seen.text.map(|t| t.text).unwrap_or_default();
            assert!(text.starts_with("before"), "{line:?}");
        }
    }
}
