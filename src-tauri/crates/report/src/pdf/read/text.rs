//! Follows a page's content and gives its words with their places, in the order they are drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::Dictionary;

use super::PdfFile;
use super::fonts::{Font, utf16};
use super::syntax::{Token, Tokens};

/// A word as it is drawn. Lengths are points, from the page's lower left corner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Word {
    /// Its characters: what is declared as the actual text, else what its codes stand for.
    pub text: String,
    /// Where it begins.
    pub x: f32,
    /// Its baseline.
    pub y: f32,
    /// How far it moves the pen.
    pub width: f32,
    /// The marked content it stands in.
    pub mcid: Option<u32>,
    /// Whether it begins a line of its own.
    pub new_line: bool,
    /// Whether nothing parts it from the word before.
    pub joined: bool,
}

/// What a content stream draws.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    /// The words in the order drawn.
    pub(crate) words: Vec<Word>,
    /// The named resources it uses: category and name, as in `Font` and `F1`.
    pub(crate) resources: BTreeSet<(&'static str, Vec<u8>)>,
}

/// Fonts already read, by the name a page gives them.
type Fonts = BTreeMap<Vec<u8>, Rc<Font>>;

/// Drawn forms inside forms deeper than this are not followed.
const DEEPEST: usize = 8;

type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// The part of the graphics state that `q` keeps and text needs.
#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Rc<Font>,
    size: f32,
    character_space: f32,
    word_space: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

/// A marked-content sequence that is open.
struct Mark {
    mcid: Option<u32>,
    /// The text that stands for everything inside; taken when it is written.
    actual: Option<Option<String>>,
}

pub(super) struct Reader<'a> {
    file: &'a PdfFile,
    fonts: Fonts,
    state: State,
    kept: Vec<State>,
    text: Matrix,
    line: Matrix,
    marks: Vec<Mark>,
    /// Where the pen was left, and whether a space was drawn since.
    pen: Option<(f32, f32)>,
    spaced: bool,
    depth: usize,
    drawn: Drawn,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a PdfFile) -> Self {
        Self {
            file,
            fonts: Fonts::new(),
            state: State {
                ctm: IDENTITY,
                font: Rc::default(),
                size: 0.0,
                character_space: 0.0,
                word_space: 0.0,
                scale: 1.0,
                leading: 0.0,
                rise: 0.0,
            },
            kept: Vec::new(),
            text: IDENTITY,
            line: IDENTITY,
            marks: Vec::new(),
            pen: None,
            spaced: true,
            depth: 0,
            drawn: Drawn::default(),
        }
    }

    /// Follows the content with the resources it names.
    pub(super) fn read(mut self, content: &[u8], resources: &[&Dictionary]) -> Drawn {
        self.follow(content, resources);
        self.drawn
    }

    fn follow(&mut self, content: &[u8], resources: &[&Dictionary]) {
        let mut tokens = Tokens::new(content);
        let mut operands = Vec::new();
        while let Some(operator) = tokens.operation(&mut operands) {
            self.operate(operator, &operands, resources);
        }
    }

    fn operate(&mut self, operator: &[u8], operands: &[Token<'_>], resources: &[&Dictionary]) {
        let number = |index: usize| operands.get(index).and_then(Token::number).unwrap_or(0.0);
        match operator {
            b"q" if self.kept.len() < 256 => self.kept.push(self.state.clone()),
            b"Q" => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => self.state.ctm = times(std::array::from_fn(number), self.state.ctm),
            b"BT" => self.move_line(IDENTITY),
            b"Tm" => self.move_line(std::array::from_fn(number)),
            b"Td" => self.step(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.step(number(0), number(1));
            }
            b"T*" => self.step(0.0, -self.state.leading),
            b"Tf" => self.choose_font(operands, resources),
            b"Tc" => self.state.character_space = number(0),
            b"Tw" => self.state.word_space = number(0),
            b"Tz" => self.state.scale = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Tj" | b"TJ" => self.show_all(operands),
            b"'" | b"\"" => {
                self.step(0.0, -self.state.leading);
                self.show_all(operands);
            }
            b"BMC" => self.open_mark(None),
            b"BDC" => self.open_mark(operands.get(1)),
            b"EMC" => {
                self.marks.pop();
            }
            b"Do" => self.draw(operands, resources),
            b"gs" => self.note_resource("ExtGState", operands),
            b"sh" => self.note_resource("Shading", operands),
            b"cs" | b"CS" => self.note_resource("ColorSpace", operands),
            b"scn" | b"SCN" => self.note_resource("Pattern", operands),
            _ => {}
        }
    }

    fn note_resource(&mut self, category: &'static str, operands: &[Token<'_>]) {
        if let Some(Token::Name(name)) = operands.last() {
            self.drawn.resources.insert((category, name.to_vec()));
        }
    }

    fn move_line(&mut self, to: Matrix) {
        self.line = to;
        self.text = to;
    }

    fn step(&mut self, x: f32, y: f32) {
        self.move_line(times([1.0, 0.0, 0.0, 1.0, x, y], self.line));
    }

    fn choose_font(&mut self, operands: &[Token<'_>], resources: &[&Dictionary]) {
        let [Token::Name(name), size, ..] = operands else {
            return;
        };
        self.state.size = size.number().unwrap_or(0.0);
        if let Some(known) = self.fonts.get(&**name) {
            self.state.font = Rc::clone(known);
            return;
        }
        if self.depth == 0 {
            self.drawn.resources.insert(("Font", name.to_vec()));
        }
        let font = self.file.font(resources, name).unwrap_or_default();
        self.fonts.insert(name.to_vec(), Rc::clone(&font));
        self.state.font = font;
    }

    fn open_mark(&mut self, properties: Option<&Token<'_>>) {
        let mcid = properties.and_then(|p| p.value(b"MCID")?.number());
        let actual = match properties.and_then(|p| p.value(b"ActualText")) {
            Some(Token::Text(bytes)) => Some(Some(super::text_of(bytes))),
            _ => None,
        };
        if self.marks.len() < 256 {
            self.marks.push(Mark {
                mcid: mcid.map(|id| id.max(0.0) as u32),
                actual,
            });
        }
    }

    fn show_all(&mut self, operands: &[Token<'_>]) {
        let parts = match operands.last() {
            Some(Token::Array(parts)) => parts.as_slice(),
            Some(text @ Token::Text(_)) => std::slice::from_ref(text),
            _ => return,
        };
        let font = Rc::clone(&self.state.font);
        for part in parts {
            match part {
                Token::Number(kern) => {
                    self.advance(-kern / 1000.0 * self.state.size * self.state.scale);
                }
                Token::Text(codes) => self.show(codes, &font),
                _ => {}
            }
        }
    }

    fn show(&mut self, codes: &[u8], font: &Font) {
        for code in codes.chunks(font.code_bytes.max(1)) {
            let code = code.iter().fold(0, |all, byte| all << 8 | u32::from(*byte));
            let state = &self.state;
            let space = if font.code_bytes == 1 && code == 32 {
                state.word_space
            } else {
                0.0
            };
            let width = font.width(code) / 1000.0 * state.size + state.character_space + space;
            self.write(font.text(code, &mut [0; 4]), width * self.state.scale);
        }
    }

    fn advance(&mut self, by: f32) {
        self.text = times([1.0, 0.0, 0.0, 1.0, by, 0.0], self.text);
    }

    /// Adds a glyph's text to the word it belongs to and moves the pen.
    fn write(&mut self, glyph: &str, width: f32) {
        let start = times(self.text, self.state.ctm);
        let (x, y) = (start[4] + self.state.rise * start[2], start[5]);
        self.advance(width);
        let end = times(self.text, self.state.ctm)[4];
        let em = (self.state.size * start[3].abs().max(start[1].abs())).max(1.0);
        let (new_line, gap) = match self.pen {
            None => (true, true),
            Some((pen, line)) => {
                let new_line = (line - y).abs() > em * 0.5;
                (new_line, (x - pen).abs() > em * 0.18)
            }
        };
        self.pen = Some((end, y));
        let actual = self.marks.iter_mut().find_map(|mark| mark.actual.as_mut());
        let actual = actual.map(|actual| actual.take().unwrap_or_default());
        let text = actual.as_deref().unwrap_or(glyph);
        let word = Word {
            text: String::new(),
            x,
            y,
            width: end - x,
            mcid: self.marks.iter().rev().find_map(|mark| mark.mcid),
            new_line,
            joined: false,
        };
        for (index, part) in text.split(char::is_whitespace).enumerate() {
            self.spaced |= index > 0;
            if !part.is_empty() {
                self.add(part, &word, end, gap);
            }
        }
    }

    /// Adds text to the word before when nothing parts them, else begins
    /// another, like `word`. `end` is where the pen stands afterwards.
    fn add(&mut self, text: &str, word: &Word, end: f32, gap: bool) {
        let apart = word.new_line || gap || self.spaced;
        self.spaced = false;
        let last = self.drawn.words.last_mut();
        if let Some(last) = last.filter(|last| !apart && last.mcid == word.mcid) {
            last.text.push_str(text);
            last.width = end - last.x;
            return;
        }
        let mut own = String::with_capacity(text.len().max(12));
        own.push_str(text);
        self.drawn.words.push(Word {
            text: own,
            joined: !apart,
            ..word.clone()
        });
    }

    /// A form is followed with its own resources; a picture is only noted.
    fn draw(&mut self, operands: &[Token<'_>], resources: &[&Dictionary]) {
        let Some(Token::Name(name)) = operands.last() else {
            return;
        };
        if self.depth == 0 {
            self.drawn.resources.insert(("XObject", name.to_vec()));
        }
        let Some(Ok(form)) = self
            .file
            .resource(resources, b"XObject", name)
            .map(lopdf::Object::as_stream)
        else {
            return;
        };
        let is_form = matches!(form.dict.get(b"Subtype"), Ok(kind) if kind.as_name().is_ok_and(|kind| kind == b"Form"));
        if !is_form || self.depth >= DEEPEST || self.drawn.words.len() > 1_000_000 {
            return;
        }
        let Some(content) = self.file.decoded(form) else {
            return;
        };
        let own = self
            .file
            .entry(&form.dict, b"Resources")
            .and_then(|own| own.as_dict().ok());
        let (state, fonts) = (self.state.clone(), std::mem::take(&mut self.fonts));
        if let Some(matrix) = self.file.entry(&form.dict, b"Matrix").and_then(matrix) {
            self.state.ctm = times(matrix, self.state.ctm);
        }
        self.depth += 1;
        let own: Vec<&Dictionary> = own.into_iter().collect();
        self.follow(&content, if own.is_empty() { resources } else { &own });
        self.depth -= 1;
        (self.state, self.fonts) = (state, fonts);
    }
}

fn matrix(object: &lopdf::Object) -> Option<Matrix> {
    let list = object.as_array().ok().filter(|list| list.len() == 6)?;
    let mut matrix = IDENTITY;
    for (cell, number) in matrix.iter_mut().zip(list) {
        *cell = super::number(number)?;
    }
    Some(matrix)
}

/// Words as running text: lines apart by line ends, words by spaces.
pub(super) fn joined(words: &[Word]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() && !word.joined {
            text.push(if word.new_line { '\n' } else { ' ' });
        }
        text.push_str(&word.text);
    }
    text
}

/// Bytes that may carry a byte order mark; without one, Latin-1 as PDF's own encoding nearly is.
pub(super) fn marked_text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}
