//! A manuscript that is being written: what did not change is not read again.
//!
//! Markdown is read line by line, so a block that begins at the margin behind an
//! empty line begins there whatever stands before it, as long as the reader comes
//! to it outside every other block. A stretch around the change is therefore read
//! alone, from one such block before it to one behind it. When that last block is
//! met again, everything behind it is as it was. Where the stretch could mean
//! something else further on (headings, labels of notes, addresses of links), all
//! is read.

use std::ops::Range;

use crate::fence::{self, Masked};
use crate::front_matter::{self, FrontMatter};
use crate::reader::{self, Tree};
use crate::sentence::{self, Collected, Sections};
use crate::shift::Shift;
use crate::tree::{Block, BlockKind, Footnote};
use crate::{Manuscript, noted, number_paragraphs};

/// A manuscript, and what reading its next version needs to know.
#[derive(Default)]
pub struct Draft {
    manuscript: Manuscript,
    /// The source with its head and fences masked.
    masked: String,
    /// The bytes of the head.
    head: usize,
    /// How many sentences each block has.
    block_counts: Vec<usize>,
    /// How many sentences each footnote has.
    note_counts: Vec<usize>,
    has_definitions: bool,
}

/// What is read anew, in bytes and in places of the lists.
struct Stretch {
    /// Bytes of the new source.
    new: Range<usize>,
    /// How much what follows moves.
    by: isize,
    blocks: Range<usize>,
    notes: Range<usize>,
    /// Where, in the new source, the block begins that must be met again; none
    /// when the stretch goes to the end.
    last: Option<usize>,
}

impl Draft {
    /// Reads a text. Any text is a manuscript, and it comes out as
    /// [`Manuscript::parse`] gives it.
    pub fn read(&mut self, source: &str) -> &Manuscript {
        if source != self.manuscript.source && self.read_again(source).is_none() {
            self.read_whole(source);
        }
        &self.manuscript
    }

    /// The manuscript as it was last read.
    pub fn into_manuscript(self) -> Manuscript {
        self.manuscript
    }

    fn read_whole(&mut self, source: &str) {
        let (front_matter, head) = head_of(source);
        let masked = fence::mask(source, head.clone());
        let mut tree = reader::read(source, &masked);
        number_paragraphs(&mut tree.blocks, &mut 0);
        let body = sentence::collect(&tree.blocks, &mut Sections::default());
        let notes = sentence::collect_notes(&tree.footnotes);
        let mut sentences = body.sentences;
        sentences.extend(notes.sentences);
        *self = Draft {
            masked: masked.text,
            head: head.map_or(0, |head| head.end),
            block_counts: body.counts,
            note_counts: notes.counts,
            has_definitions: tree.has_definitions,
            manuscript: Manuscript {
                source: source.to_owned(),
                front_matter,
                noted: noted(&tree.footnotes, &sentences),
                blocks: tree.blocks,
                footnotes: tree.footnotes,
                remarks: tree.remarks,
                sentences,
            },
        };
    }

    /// Reads what changed; none when all must be read.
    pub(crate) fn read_again(&mut self, source: &str) -> Option<()> {
        let (front_matter, head) = head_of(source);
        let known = &self.manuscript;
        let head_end = head.as_ref().map_or(0, |head| head.end);
        if known.blocks.is_empty()
            || head_end != self.head
            || front_matter != known.front_matter
            || self.has_definitions
            || !known.remarks.is_empty()
            || !known.footnotes.is_sorted_by_key(|note| note.range.start)
        {
            return None;
        }
        let masked = fence::mask(source, head);
        let stretch = self.stretch(source, &masked)?;
        let mut tree = self.read_stretch(source, &masked, &stretch)?;
        let (body, notes) = self.collect(&mut tree, &stretch)?;
        self.replace(source, masked, &stretch, tree, (body, notes));
        Some(())
    }

    /// The stretch around what changed.
    fn stretch(&self, source: &str, masked: &Masked) -> Option<Stretch> {
        let (old, new) = (&self.manuscript.source, source);
        let before =
            common(old.bytes(), new.bytes()).min(common(self.masked.bytes(), masked.text.bytes()));
        let room = old.len().min(new.len()) - before;
        let behind = common(old.bytes().rev(), new.bytes().rev())
            .min(common(self.masked.bytes().rev(), masked.text.bytes().rev()));
        let behind = behind.min(room);
        let starts = self.starts();
        // A whole block stands between where reading begins and the change.
        let touched = starts.partition_point(|at| *at < before);
        let first = starts[..touched.saturating_sub(2)]
            .iter()
            .rev()
            .find(|at| stands_free(old, **at, self.head));
        let start = first.map_or(self.head, |at| *at);
        let changed = old.len() - behind;
        let met = starts
            .iter()
            .position(|at| *at >= changed + 3 && stands_free(old, *at, self.head));
        let end = match met {
            Some(met) => starts.get(met + 1).copied().unwrap_or(old.len()),
            None => old.len(),
        };
        let by = new.len() as isize - old.len() as isize;
        let within = |ranges: &[usize]| {
            let from = ranges.partition_point(|at| *at < start);
            from..ranges.partition_point(|at| *at < end)
        };
        let blocks: Vec<usize> = self.manuscript.blocks.iter().map(start_of).collect();
        let notes = self.manuscript.footnotes.iter();
        let notes: Vec<usize> = notes.map(|note| note.range.start).collect();
        Some(Stretch {
            new: start..end.checked_add_signed(by)?,
            by,
            blocks: within(&blocks),
            notes: within(&notes),
            last: met.and_then(|met| starts[met].checked_add_signed(by)),
        })
        .filter(|stretch| stretch.new.start <= stretch.new.end)
    }

    /// Where the blocks and the footnotes outside of blocks begin, in order.
    fn starts(&self) -> Vec<usize> {
        let blocks = &self.manuscript.blocks;
        let mut starts: Vec<usize> = blocks.iter().map(start_of).collect();
        let alone = |note: &&Footnote| {
            let before = blocks.partition_point(|block| block.range.start <= note.range.start);
            let holder = before.checked_sub(1).map(|at| &blocks[at]);
            holder.is_none_or(|block| block.range.end <= note.range.start)
        };
        let notes = self.manuscript.footnotes.iter().filter(alone);
        starts.extend(notes.map(|note| note.range.start));
        starts.sort_unstable();
        starts
    }

    /// Reads the stretch alone; none when what follows could be read otherwise.
    fn read_stretch(&self, source: &str, masked: &Masked, stretch: &Stretch) -> Option<Tree> {
        let (from, to) = (stretch.new.start, stretch.new.end);
        let text = source.get(from..to)?;
        let labels = self.labels_outside(text, stretch)?;
        let defined = definitions(text, &labels);
        let fences = masked.fences.range(from..to);
        let part = Masked {
            text: format!("{}{defined}", masked.text.get(from..to)?),
            fences: fences
                .map(|(at, (fence, end))| (at - from, (fence.clone(), end - from)))
                .collect(),
        };
        let mut tree = reader::read(&format!("{text}{defined}"), &part);
        tree.footnotes.retain(|note| note.range.start < text.len());
        let old = &self.manuscript.footnotes[stretch.notes.clone()];
        let same_labels = old.len() == tree.footnotes.len()
            && old
                .iter()
                .zip(&tree.footnotes)
                .all(|(old, new)| old.label == new.label);
        let ends_inside = tree
            .blocks
            .iter()
            .all(|block| block.range.end <= text.len())
            && tree
                .footnotes
                .iter()
                .all(|note| note.range.end <= text.len());
        let sound = same_labels
            && ends_inside
            && !tree.has_definitions
            && tree.remarks.is_empty()
            && tree.footnotes.is_sorted_by_key(|note| note.range.start);
        tree.blocks.shift(from as isize);
        tree.footnotes.shift(from as isize);
        (sound && self.meets(&tree, stretch, defined.is_empty())).then_some(tree)
    }

    /// The labels of notes that the stretch refers to and that are defined
    /// elsewhere; none when one is defined nowhere.
    fn labels_outside<'a>(&self, text: &'a str, stretch: &Stretch) -> Option<Vec<&'a str>> {
        let inside = &self.manuscript.footnotes[stretch.notes.clone()];
        let mut labels = Vec::new();
        for rest in text.split("[^").skip(1) {
            let label = &rest[..rest.find(']')?];
            let is = |note: &Footnote| note.label == label;
            if inside.iter().any(is) || labels.contains(&label) {
                continue;
            }
            self.manuscript.footnotes.iter().find(|note| is(note))?;
            labels.push(label);
        }
        Some(labels)
    }

    /// Whether reading the stretch came to the last block as it was before, or
    /// to an end that nothing could have gone on behind.
    fn meets(&self, tree: &Tree, stretch: &Stretch, alone: bool) -> bool {
        let Some(at) = stretch.last else {
            let ends_plain = tree.blocks.last().is_some_and(|last| {
                matches!(last.kind, BlockKind::Paragraph { .. })
                    && tree
                        .footnotes
                        .iter()
                        .all(|n| n.range.start < last.range.start)
            });
            return alone || ends_plain;
        };
        let moved = |block: &Block| {
            let mut block = block.clone();
            block.shift(stretch.by);
            let mut numbered = [block];
            unnumber(&mut numbered);
            numbered
        };
        let known = &self.manuscript;
        let blocks = &known.blocks[stretch.blocks.clone()];
        let notes = &known.footnotes[stretch.notes.clone()];
        if let (Some(old), Some(new)) = (blocks.last(), tree.blocks.last())
            && new.range.start == at
        {
            return moved(old) == [new.clone()];
        }
        let (Some(old), Some(new)) = (notes.last(), tree.footnotes.last()) else {
            return false;
        };
        let mut old = old.clone();
        old.shift(stretch.by);
        let inside = tree.blocks.iter().any(|block| block.range.contains(&at));
        new.range.start == at && !inside && old == *new
    }

    /// The sentences of the stretch; none when headings changed in it.
    fn collect(&self, tree: &mut Tree, stretch: &Stretch) -> Option<(Collected, Collected)> {
        let blocks = &self.manuscript.blocks;
        let before = &blocks[..stretch.blocks.start];
        let mut number = last_number(before);
        number_paragraphs(&mut tree.blocks, &mut number);
        let (mut old, mut new) = (Sections::default(), Sections::default());
        old.pass(&blocks[..stretch.blocks.end]);
        new.pass(before);
        let body = sentence::collect(&tree.blocks, &mut new);
        let notes = sentence::collect_notes(&tree.footnotes);
        (old == new).then_some((body, notes))
    }

    /// Puts the stretch in the place of the old one and moves what follows.
    fn replace(
        &mut self,
        source: &str,
        masked: Masked,
        stretch: &Stretch,
        tree: Tree,
        (body, notes): (Collected, Collected),
    ) {
        let known = &mut self.manuscript;
        let sum = |counts: &[usize]| counts.iter().sum::<usize>();
        let all = sum(&self.block_counts);
        let first = sum(&self.block_counts[..stretch.blocks.start]);
        let last = sum(&self.block_counts[..stretch.blocks.end]);
        let first_note = all + sum(&self.note_counts[..stretch.notes.start]);
        let last_note = all + sum(&self.note_counts[..stretch.notes.end]);
        let old_number = last_number(&known.blocks[..stretch.blocks.end]);
        let new_number =
            last_number(&tree.blocks).max(last_number(&known.blocks[..stretch.blocks.start]));
        for sentence in &mut known.sentences[last..all] {
            sentence.range.shift(stretch.by);
            sentence.cites.shift(stretch.by);
            sentence.paragraph = sentence
                .paragraph
                .map(|number| number + new_number - old_number);
        }
        known.sentences[last_note..]
            .iter_mut()
            .for_each(|sentence| sentence.shift(stretch.by));
        known
            .sentences
            .splice(first_note..last_note, notes.sentences);
        known.sentences.splice(first..last, body.sentences);
        known.blocks[stretch.blocks.end..]
            .iter_mut()
            .for_each(|block| block.shift(stretch.by));
        known.footnotes[stretch.notes.end..]
            .iter_mut()
            .for_each(|note| note.shift(stretch.by));
        known.blocks.splice(stretch.blocks.clone(), tree.blocks);
        known
            .footnotes
            .splice(stretch.notes.clone(), tree.footnotes);
        number_paragraphs(&mut known.blocks, &mut 0);
        self.block_counts
            .splice(stretch.blocks.clone(), body.counts);
        self.note_counts.splice(stretch.notes.clone(), notes.counts);
        known.noted = noted(&known.footnotes, &known.sentences);
        source.clone_into(&mut known.source);
        self.masked = masked.text;
    }
}

fn head_of(source: &str) -> (FrontMatter, Option<Range<usize>>) {
    match front_matter::read(source) {
        Some((matter, range)) => (matter, Some(range)),
        None => (FrontMatter::default(), None),
    }
}

/// Definitions of notes that can stand behind a text.
fn definitions(text: &str, labels: &[&str]) -> String {
    let gap = match text {
        _ if labels.is_empty() || text.ends_with("\n\n") => "",
        _ if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let notes = labels.iter().map(|label| format!("[^{label}]: x\n\n"));
    gap.to_owned() + &notes.collect::<String>()
}

fn start_of(block: &Block) -> usize {
    block.range.start
}

/// How many bytes agree.
fn common(one: impl Iterator<Item = u8>, other: impl Iterator<Item = u8>) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

/// Whether a block begins at the margin behind an empty line.
fn stands_free(source: &str, at: usize, head: usize) -> bool {
    let before = &source.as_bytes()[..at];
    let margin = !matches!(source.as_bytes().get(at), Some(b' ' | b'\t') | None);
    at > head && margin && (before.ends_with(b"\n\n") || before.ends_with(b"\n\r\n"))
}

/// The number of the last paragraph in some blocks, 0 when there is none.
fn last_number(blocks: &[Block]) -> u32 {
    let of = |block: &Block| match &block.kind {
        BlockKind::Paragraph { number, .. } => number.unwrap_or(0),
        BlockKind::List { items, .. } => items
            .iter()
            .map(|item| last_number(item))
            .max()
            .unwrap_or(0),
        BlockKind::Quote(inner) | BlockKind::Division { blocks: inner, .. } => last_number(inner),
        _ => 0,
    };
    blocks
        .iter()
        .rev()
        .map(of)
        .find(|number| *number > 0)
        .unwrap_or(0)
}

/// Takes the numbers of paragraphs away.
fn unnumber(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph { number, .. } => *number = None,
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| unnumber(item)),
            BlockKind::Quote(inner) | BlockKind::Division { blocks: inner, .. } => unnumber(inner),
            _ => {}
        }
    }
}
