//! Writes one of the long texts into a folder, in every form that is printed:
//! `corpus long 40000 FOLDER`, `corpus scripts FOLDER`, `corpus hostile FOLDER`.

#![allow(
    clippy::print_stderr,
    reason = "the program talks to the person who started it"
)]

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use plumb_tests::corpus::{Content, hostile, long, markdown, scripts, typst, web};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let written = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["long", words, folder] => match words.parse() {
            Ok(words) => write(Path::new(folder), &long::long(words)),
            Err(error) => Err(io::Error::other(format!("{words} is no number: {error}"))),
        },
        ["scripts", folder] => write(Path::new(folder), &scripts::scripts()),
        ["hostile", folder] => fs::create_dir_all(folder)
            .and_then(|()| fs::write(Path::new(folder).join("report.md"), hostile::hostile())),
        _ => Err(io::Error::other(
            "corpus long WORDS FOLDER | scripts FOLDER | hostile FOLDER",
        )),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path, content: &Content) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let manuscript = markdown::markdown(content);
    fs::write(folder.join("report.md"), manuscript)?;
    fs::write(
        folder.join("report.typ"),
        typst::typst(content, &["report.md"]),
    )?;
    fs::write(folder.join("report.html"), web::web(content))?;
    for exhibit in &content.exhibits {
        fs::write(folder.join(&exhibit.file), &exhibit.bytes)?;
    }
    Ok(())
}
