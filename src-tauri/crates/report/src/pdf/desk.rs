//! What laying out needs everywhere: the setter, the measures, the structure being built.

use super::display::{ARTIFACT, Color, Item, ink, line};
use super::faces::{Voice, Weight};
use super::fragment::{Chunk, Fragment};
use super::lines::{Line, Setter};
use super::pictures::Sizes;
use super::sheet::Sheet;
use super::structure::{Role, Tree};
use super::text::{Style, Words};
use crate::Document;
use crate::lang::foreign;
use crate::words::Words as Labels;

/// What laying out needs to know everywhere.
pub(crate) struct Desk<'a> {
    pub(crate) setter: Setter,
    pub(crate) sheet: Sheet,
    pub(crate) labels: &'static Labels,
    pub(crate) document: &'a Document,
    pub(crate) sizes: &'a Sizes,
    /// The structure of the chunk that is laid.
    pub(crate) tree: Tree,
    /// The heads of its tables.
    pub(crate) heads: Vec<Fragment>,
    /// How many figures came before.
    pub(crate) figures: usize,
    /// BCP 47 language of the passage that is laid; none is the document's.
    pub(crate) lang: Option<String>,
}

/// How deep quotes and lists may be nested before they stop being indented.
const DEEPEST: usize = 12;

/// The column and look that blocks are set in.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) style: Style,
    pub(crate) leading: f32,
    pub(crate) depth: usize,
}

impl Column {
    /// The height of the first baseline.
    pub(crate) fn baseline(&self) -> f32 {
        self.leading / 2.0 + self.style.size * 0.33
    }
}

impl Desk<'_> {
    /// Lays a chunk whose elements are its own.
    pub(crate) fn chunk(&mut self, lay: impl FnOnce(&mut Self) -> Vec<Fragment>) -> Chunk {
        let before = self.figures;
        let others = std::mem::take(&mut self.setter.shaper.words.missing);
        let fragments = lay(self);
        let heads = std::mem::take(&mut self.heads);
        let tree = std::mem::take(&mut self.tree);
        let missing = std::mem::replace(&mut self.setter.shaper.words.missing, others);
        Chunk {
            missing: missing.into_iter().collect(),
            figures: self.figures - before,
            ..Chunk::new(fragments, heads, tree.elems)
        }
    }

    /// Lays something inside a new element.
    pub(crate) fn within<T>(&mut self, role: Role, lay: impl FnOnce(&mut Self) -> T) -> T {
        self.tree.open(role);
        let laid = lay(self);
        self.tree.close();
        laid
    }

    /// No words yet, for the current element.
    pub(crate) fn words(&self) -> Words {
        Words {
            node: self.tree.current(),
            lang: self.lang.clone(),
            ..Words::default()
        }
    }

    /// Words of one style, for the current element.
    pub(crate) fn say(&mut self, text: &str, style: Style) -> Words {
        let mut words = self.words();
        self.push(&mut words, text, style);
        words
    }

    /// Adds words of the current element. Those in a script that the passage's
    /// language is not written in become elements of their own language.
    pub(crate) fn push(&mut self, words: &mut Words, text: &str, style: Style) {
        let lang = self.lang.as_deref().unwrap_or(&self.document.lang);
        for (part, other) in foreign(text, lang) {
            let outer = words.node;
            if let (Some(other), true) = (other, outer != ARTIFACT) {
                words.node = self.tree.add(Role::Span);
                if let Some(elem) = self.tree.get(words.node) {
                    elem.lang = Some(other.to_owned());
                }
            }
            words.push(part, style, None);
            words.node = outer;
        }
    }

    /// Lays the current element as a passage of a language, none of the
    /// language around it.
    pub(crate) fn passage<T>(&mut self, lang: Option<&str>, lay: impl FnOnce(&mut Self) -> T) -> T {
        let Some(lang) = lang else { return lay(self) };
        if let Some(elem) = self.tree.get(self.tree.current()) {
            elem.lang = Some(lang.to_owned());
        }
        let outer = self.lang.replace(lang.to_owned());
        let laid = lay(self);
        self.lang = outer;
        laid
    }

    /// One line of words of one style, inside a new element.
    pub(crate) fn line_of(&mut self, role: Role, text: &str, style: Style) -> Line {
        let words = self.within(role, |desk| desk.say(text, style));
        self.setter.line(&words)
    }

    /// The extent of the text column that is left when it is indented at the
    /// side where reading begins.
    pub(crate) fn indented(&self, column: Column, by: f32) -> Column {
        let by = if column.depth < DEEPEST { by } else { 0.0 };
        let (left, right) = self.inset((column.left, column.right), by);
        Column {
            left,
            right,
            depth: column.depth + 1,
            ..column
        }
    }

    /// An extent less some room at the side where reading begins.
    pub(crate) fn inset(&self, (left, right): (f32, f32), by: f32) -> (f32, f32) {
        if self.sheet.mirrored {
            (left, right - by)
        } else {
            (left + by, right)
        }
    }

    /// Where something of a width stands that begins an extent, `by` points in.
    pub(crate) fn start(&self, (left, right): (f32, f32), by: f32, width: f32) -> f32 {
        if self.sheet.mirrored {
            right - by - width
        } else {
            left + by
        }
    }

    /// Where something of a width stands that ends an extent.
    pub(crate) fn end(&self, (left, right): (f32, f32), width: f32) -> f32 {
        if self.sheet.mirrored {
            left
        } else {
            right - width
        }
    }

    /// Words set in lines and stacked.
    pub(crate) fn set(
        &mut self,
        words: &Words,
        (left, right): (f32, f32),
        leading: f32,
        size: f32,
    ) -> Vec<Fragment> {
        self.set_all(std::slice::from_ref(words), (left, right), leading, size)
    }

    /// Several paragraphs set in lines and stacked as one.
    pub(crate) fn set_all(
        &mut self,
        words: &[Words],
        (left, right): (f32, f32),
        leading: f32,
        size: f32,
    ) -> Vec<Fragment> {
        let mut lines = Vec::new();
        for part in words {
            lines.extend(self.setter.set(part, right - left));
        }
        stack(lines, left, leading, size)
    }

    /// A small heading inside the appendix.
    pub(crate) fn small_heading(&mut self, text: &str, extent: (f32, f32)) -> Fragment {
        let style = Style::new(Voice::Sans, Weight::Semibold, 7.8, ink::INK_1);
        let set = self.line_of(Role::Heading(3), text, style);
        let x = self.start(extent, 0.0, set.width);
        let mut heading = Fragment {
            height: 14.0,
            before: 15.5,
            keep: true,
            ..Fragment::default()
        };
        heading.put(set.items, (x, 8.4));
        heading
    }
}

/// Lines as fragments of one leading; at least two lines stay together at
/// either end of a page. Where a line refers to a footnote, the note can
/// lead back to it.
pub(crate) fn stack(lines: Vec<Line>, left: f32, leading: f32, size: f32) -> Vec<Fragment> {
    let count = lines.len();
    let baseline = leading / 2.0 + size * 0.33;
    lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| {
            let mut fragment = Fragment {
                height: leading,
                keep: count > 1 && (index == 0 || index + 2 == count),
                ..Fragment::default()
            };
            fragment.put(line.items, (left, baseline));
            for note in &line.notes {
                let name = format!("note-{note}-ref");
                fragment.items.push(Item::Anchor(name, 0.0));
            }
            fragment.notes = line.notes;
            fragment
        })
        .collect()
}

/// A vertical bar along fragments, closed over the space between them.
pub(crate) fn add_bar(fragments: &mut [Fragment], x: f32, color: Color, width: f32) {
    for (index, fragment) in fragments.iter_mut().enumerate() {
        let top = if index == 0 { 0.0 } else { -fragment.before };
        let bar = line(x, top, x, fragment.height, color, width);
        fragment.items.push(bar);
    }
}
