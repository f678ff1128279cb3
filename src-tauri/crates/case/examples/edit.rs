//! What one typed character costs: `edit CASE PASSPHRASE-FILE` prints how many
//! pages the report has, and four times in milliseconds of CPU: a first look at a
//! page in its middle and one edit until that page is drawn again, both from the
//! text to the picture; and the layout of all pages and of one edited paragraph.
//! `cargo x bench report` runs it.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example talks to the person who started it"
)]

use std::error::Error;
use std::ops::ControlFlow;
use std::path::Path;
use std::{env, fs};

use case::{Case, Copy, Key, Machine, Press, Preview};
use manuscript::Manuscript;
use report::pdf::{Printer, Settings};
use report::{Block, Document, Inline};

/// First looks and edits that are measured; the kernel counts in hundredths.
const WHOLES: u32 = 5;
const EDITS: u32 = 60;
/// The longer side of a page on a screen, in pixels.
const MAX_PX: u32 = 1_100;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [file, passphrase] = &arguments[..] else {
        return Err("edit CASE PASSPHRASE-FILE".into());
    };
    let passphrase = fs::read_to_string(passphrase)?;
    let key = Key::Passphrase(passphrase.trim_end());
    let case = Case::open(Path::new(file), key, machine()).map_err(|error| error.message)?;
    let text = case.manuscript().map_err(|error| error.message)?;
    let (at, place) = middle(&text).ok_or("the report has no paragraph in its middle")?;
    let mut desk = Desk {
        case,
        preview: Preview::new(Copy::Editor),
        press: Press::default(),
        place,
    };
    // Originals are hashed once while a case is open; that is no part of a look.
    let pages = desk.look(&text)?;
    let first = desk.first(&text)?;
    let edit = desk.edit(&text, at)?;
    let mut document = desk.case.document(Copy::Editor);
    let document = document.as_mut().map_err(|error| error.message.clone())?;
    let (all, one) = (lay_whole(document)?, lay_edited(document)?);
    println!("{pages} {first:.2} {edit:.3} {all:.2} {one:.3}");
    Ok(())
}

/// How reports are set on this machine.
fn settings() -> Settings {
    Settings {
        fonts: report::fonts::installed(),
        ..Settings::default()
    }
}

/// Milliseconds for the layout of all pages of a document.
fn lay_whole(document: &Document) -> Result<f64, Box<dyn Error>> {
    let before = cpu_ms()?;
    for _ in 0..WHOLES {
        Printer::new(&settings()).lay(document, &mut |_| ControlFlow::Continue(()))?;
    }
    Ok((cpu_ms()? - before) / f64::from(WHOLES))
}

/// Milliseconds until all pages stand again after an edit of one paragraph.
fn lay_edited(document: &mut Document) -> Result<f64, Box<dyn Error>> {
    let mut printer = Printer::new(&settings());
    printer.lay(document, &mut |_| ControlFlow::Continue(()))?;
    let before = cpu_ms()?;
    for edit in 0..EDITS {
        let letter = char::from(b'a' + (edit % 26) as u8);
        type_into(document, letter).ok_or("the report has no paragraph in its middle")?;
        printer.lay(document, &mut |_| ControlFlow::Continue(()))?;
    }
    Ok((cpu_ms()? - before) / f64::from(EDITS))
}

/// Types a letter into a paragraph of the middle.
fn type_into(document: &mut Document, letter: char) -> Option<()> {
    let middle = document.body.len() / 2;
    let text = document.body[middle..].iter_mut().find_map(|block| {
        let Block::Paragraph(paragraph) = block else {
            return None;
        };
        paragraph.text.iter_mut().find_map(|inline| match inline {
            Inline::Text(text) => Some(text),
            _ => None,
        })
    })?;
    text.insert(0, letter);
    Some(())
}

/// A machine whose clock stands and whose ids count.
fn machine() -> Machine {
    let mut last = 0;
    let ids = move || {
        last += 1;
        case::Id::new(uuid::Uuid::from_u128(last))
    };
    Machine::new(chrono::DateTime::default, ids, "UTC", "a measure")
}

/// A text whose middle is edited, and what is kept between two looks at it.
struct Desk {
    case: Case,
    preview: Preview,
    press: Press,
    /// The name of the paragraph that is edited.
    place: String,
}

impl Desk {
    /// Looks at the page of the edited paragraph; gives how many pages there are.
    fn look(&mut self, text: &str) -> Result<usize, Box<dyn Error>> {
        let watch = &mut |_| ControlFlow::Continue(());
        let composed = self.case.compose(&mut self.preview, text);
        let composed = composed.map_err(|error| error.message)?;
        let pages = self.press.lay(composed, watch);
        let pages = pages.map_err(|error| error.message)?;
        let page = pages.page_of(&self.place);
        let page = page.ok_or("the paragraph is on no page")?;
        pages
            .picture(page, MAX_PX)
            .ok_or("the page cannot be drawn")?;
        Ok(pages.count())
    }

    /// Milliseconds for a first look, with everything it needs: the case's
    /// claims and pictures, the text, the checks, all pages laid, one drawn.
    fn first(&mut self, text: &str) -> Result<f64, Box<dyn Error>> {
        let before = cpu_ms()?;
        for _ in 0..WHOLES {
            self.preview = Preview::new(Copy::Editor);
            self.press = Press::default();
            self.look(text)?;
        }
        Ok((cpu_ms()? - before) / f64::from(WHOLES))
    }

    /// Milliseconds from a changed text to the picture of the page that shows it.
    fn edit(&mut self, text: &str, at: usize) -> Result<f64, Box<dyn Error>> {
        self.look(text)?;
        let mut typed = text.to_owned();
        let before = cpu_ms()?;
        for edit in 0..EDITS {
            let letter = char::from(b'a' + (edit % 26) as u8);
            typed.insert(at, letter);
            self.look(&typed)?;
        }
        Ok((cpu_ms()? - before) / f64::from(EDITS))
    }
}

/// Where a sentence of the middle begins, and the name of its paragraph.
fn middle(text: &str) -> Option<(usize, String)> {
    let manuscript = Manuscript::parse(text);
    let sentences = manuscript.sentences().iter();
    let mut behind = sentences.filter(|sentence| sentence.range.start > text.len() / 2);
    let sentence = behind.find(|sentence| sentence.paragraph.is_some())?;
    Some((sentence.range.start, format!("par-{}", sentence.paragraph?)))
}

/// User and system milliseconds of this process until now.
fn cpu_ms() -> Result<f64, Box<dyn Error>> {
    let text = fs::read_to_string("/proc/self/stat")?;
    let fields = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks: f64 = ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    Ok(ticks * 10.0)
}
