//! Lays a document out and keeps what it laid for the next time.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::blocks::{lay_block, text_column};
use super::desk::Desk;
use super::display::{Laid, Node, Page};
use super::faces::Faces;
use super::flow::{Flow, Numbered};
use super::fragment::Chunk;
use super::heads::{self, Heads};
use super::lines::Setter;
use super::pictures::Sizes;
use super::shaping::Shaper;
use super::sheet::Sheet;
use super::shelf::Shelf;
use super::structure::{Role, Tree, clamp_headings};
use super::{Error, Layout, Paper, Settings};
use super::{appendix, plates, title, toc};
use crate::lang::is_right_to_left;
use crate::{Block, ClaimRow, Document, Inline, OpenPoint, Plate};

/// How far a printing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many parts of the document are laid out: blocks, notes, exhibits, claims.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

/// Told how far a printing has come; may stop it.
type Watch<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

/// Lays documents out, one version of a report after the other. What did not
/// change between two versions is laid once.
pub struct Printer {
    /// The setter and the language it was made for; only away while it is used.
    setter: Option<(String, Setter)>,
    paper: Option<Paper>,
    sizes: Arc<Sizes>,
    blocks: Shelf<Block>,
    notes: Shelf<Vec<Inline>>,
    plates: Shelf<Plate>,
    claims: Shelf<ClaimRow>,
    points: Shelf<Vec<OpenPoint>>,
    contents: Shelf<Vec<toc::Row>>,
    heads: Heads,
    settings: Settings,
}

impl Printer {
    /// With the paper and fonts of the settings.
    pub fn new(settings: &Settings) -> Printer {
        Printer {
            setter: None,
            paper: None,
            sizes: Arc::default(),
            blocks: Shelf::default(),
            notes: Shelf::default(),
            plates: Shelf::default(),
            claims: Shelf::default(),
            points: Shelf::default(),
            contents: Shelf::default(),
            heads: Heads::default(),
            settings: settings.clone(),
        }
    }

    /// Lays a document out. `watch` is told how far it has come and may stop it.
    pub fn lay(
        &mut self,
        document: &Document,
        watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Layout, Error> {
        let size = match document.paper.unwrap_or(self.settings.paper) {
            Paper::A4 => (595.276, 841.89),
            Paper::Letter => (612.0, 792.0),
        };
        let setter = self.ready(document);
        let sizes = self.sizes.clone();
        let mut desk = Desk {
            setter,
            sheet: Sheet::new(size, is_right_to_left(&document.lang)),
            labels: crate::words::words(&document.lang),
            document,
            sizes: &sizes,
            tree: Tree::default(),
            heads: Vec::new(),
            figures: 0,
            lang: None,
        };
        let laid = self.lay_all(&mut desk, watch);
        let setter = desk.setter;
        let faces = &setter.shaper.words.faces;
        let column = desk.sheet.text;
        let layout = laid.map(|(laid, missing)| Layout {
            laid,
            column,
            faces: faces.list.clone(),
            sizes,
            size,
            missing: missing.into_iter().collect(),
            refused_fonts: faces.refused(),
        });
        self.setter = Some((document.lang.clone(), setter));
        self.sweep();
        layout.ok_or(Error::Stopped)
    }

    /// The setter for the document's language. What was laid for another
    /// language or paper or with other pictures is forgotten.
    fn ready(&mut self, document: &Document) -> Setter {
        let sizes = Sizes::read(&document.pictures);
        let kept = self.setter.take();
        let same_lang = kept.as_ref().is_some_and(|kept| kept.0 == document.lang);
        if *self.sizes != sizes || !same_lang || self.paper != document.paper {
            self.sizes = Arc::new(sizes);
            self.paper = document.paper;
            self.blocks.clear();
            self.notes.clear();
            self.plates.clear();
            self.claims.clear();
            self.points.clear();
            self.contents.clear();
            self.heads.clear();
        }
        let faces = match kept {
            Some((_, setter)) if same_lang => return setter,
            Some((_, setter)) => setter.shaper.words.faces,
            None => Faces::open(&self.settings.fonts),
        };
        Setter::new(Shaper::new(faces, &document.lang))
    }

    fn sweep(&mut self) {
        self.blocks.sweep();
        self.notes.sweep();
        self.plates.sweep();
        self.claims.sweep();
        self.points.sweep();
        self.contents.sweep();
    }

    /// All pages, or none when it was stopped.
    fn lay_all(
        &mut self,
        desk: &mut Desk<'_>,
        watch: &mut Watch<'_>,
    ) -> Option<(Laid, BTreeSet<char>)> {
        let mut report = Report::begin(desk.document, watch);
        let title = report.part(Role::Section);
        let wanted = toc::is_wanted(desk.document);
        let contents = wanted.then(|| report.part(Role::Section));
        let notes = self.lay_notes(desk, &mut report)?;
        let rest = desk.chunk(title::lay_rest);
        if !rest.fragments.is_empty() {
            let part = report.part(Role::Section);
            report.add(&Arc::new(rest), part);
        }
        let body = report.part(Role::Part);
        let (notes, blocks) = self.lay_body(desk, &mut report, (body, &notes))?;
        self.lay_appendix(desk, &mut report)?;
        let mut flow = Flow::new(desk.sheet, &notes, &desk.document.title);
        flow.fill(&report.chunks);
        let filled = flow.pages;
        let mut front = vec![];
        if let Some(contents) = contents {
            let pages = filled.iter().map(|filled| &filled.page);
            let rows = toc::collect_rows(pages);
            front = self.lay_contents(desk, &rows, &mut report.elems, contents);
        }
        let count = 1 + front.len() + filled.len();
        let laid = desk.chunk(|desk| vec![title::lay_title(desk, count).0]);
        report.missing.extend(&laid.missing);
        let base = hang(&mut report.elems, &laid, title);
        let mut pages = vec![draw(&laid, base)];
        let section = desk.labels.contents;
        let front = front.into_iter().map(|page| (page, section));
        let rest = filled
            .into_iter()
            .map(|filled| (filled.page, filled.section));
        let rest: Vec<(Page, &str)> = front.chain(rest).collect();
        for (index, running) in heads::running(&rest).into_iter().enumerate() {
            let mut page = rest[index].0.clone();
            self.heads.add(desk, &mut page, running, (index + 2, count));
            pages.push(page);
        }
        let mut elems = report.elems;
        clamp_headings(&mut elems);
        let laid = Laid {
            pages,
            elems,
            blocks,
        };
        Some((laid, report.missing))
    }

    /// The pages of the table of contents. How many it takes shifts the numbers
    /// in it, so it is laid until they agree.
    fn lay_contents(
        &mut self,
        desk: &mut Desk<'_>,
        rows: &Vec<toc::Row>,
        elems: &mut Vec<super::structure::Elem>,
        part: Node,
    ) -> Vec<Page> {
        let mut guess = 1;
        for _ in 0..4 {
            let chunk = self.contents.get(rows, guess, || {
                desk.chunk(|desk| toc::lay_toc(desk, rows, guess + 2))
            });
            let base = Node::try_from(elems.len()).unwrap_or(Node::MAX);
            let numbered = [Numbered { chunk, base }];
            let mut flow = Flow::new(desk.sheet, &[], "");
            flow.fill(&numbered);
            if flow.pages.len() == guess {
                hang(elems, &numbered[0].chunk, part);
                return flow.pages.into_iter().map(|filled| filled.page).collect();
            }
            guess = flow.pages.len();
        }
        Vec::new()
    }

    fn lay_notes(
        &mut self,
        desk: &mut Desk<'_>,
        report: &mut Report<'_, '_>,
    ) -> Option<Vec<Arc<Chunk>>> {
        let mut notes = Vec::new();
        for (index, note) in desk.document.notes.iter().enumerate() {
            let number = index + 1;
            notes.push(self.notes.get(note, number, || {
                desk.chunk(|desk| appendix::lay_note(desk, note, number))
            }));
            report.step()?;
        }
        Some(notes)
    }

    /// The notes as the text numbers them, and the base of each of its blocks.
    /// Each note's element follows the block that refers to it.
    fn lay_body(
        &mut self,
        desk: &mut Desk<'_>,
        report: &mut Report<'_, '_>,
        (part, notes): (Node, &[Arc<Chunk>]),
    ) -> Option<(Vec<Numbered>, Vec<Node>)> {
        let mut blocks = Vec::new();
        let mut bases: Vec<Option<Node>> = vec![None; notes.len()];
        for block in &desk.document.body {
            let figures = desk.figures;
            let chunk = self.blocks.get(block, figures, || {
                let column = text_column(desk);
                desk.chunk(|desk| lay_block(desk, block, column))
            });
            desk.figures = figures + chunk.figures;
            blocks.push(report.add(&chunk, part));
            for number in chunk.notes() {
                let at = number.wrapping_sub(1);
                if let (Some(note), Some(None)) = (notes.get(at), bases.get(at)) {
                    bases[at] = Some(report.hang(note, part));
                }
            }
            report.step()?;
        }
        let numbered = notes.iter().zip(bases).map(|(chunk, base)| Numbered {
            chunk: chunk.clone(),
            base: base.unwrap_or_default(),
        });
        Some((numbered.collect(), blocks))
    }

    /// Plates, claims, open points and what no font has.
    fn lay_appendix(&mut self, desk: &mut Desk<'_>, report: &mut Report<'_, '_>) -> Option<()> {
        let document = desk.document;
        let part = report.part(Role::Part);
        for (index, plate) in document.plates.iter().enumerate() {
            let first = index == 0;
            let chunk = self.plates.get(plate, usize::from(first), || {
                desk.chunk(|desk| plates::lay_plate(desk, plate, first))
            });
            report.add(&chunk, part);
            report.step()?;
        }
        let part = report.part(Role::Part);
        if !document.claims.is_empty() {
            let title = desk.labels.claims;
            let chunk = desk.chunk(|desk| appendix::lay_title(desk, title, "claims"));
            report.add(&Arc::new(chunk), part);
        }
        for claim in &document.claims {
            let chunk = self.claims.get(claim, 0, || {
                desk.chunk(|desk| appendix::lay_claim(desk, claim))
            });
            report.add(&chunk, part);
            report.step()?;
        }
        if !document.open_points.is_empty() {
            let points = &document.open_points;
            let chunk = self.points.get(points, 0, || {
                desk.chunk(|desk| appendix::lay_open_points(desk, points))
            });
            report.add(&chunk, part);
        }
        if !report.missing.is_empty() {
            let missing = report.missing.clone();
            let chunk = desk.chunk(|desk| appendix::lay_missing(desk, &missing));
            report.add(&Arc::new(chunk), part);
        }
        if let Some(checking) = &document.checking {
            let chunk = desk.chunk(|desk| appendix::lay_checking(desk, checking));
            report.add(&Arc::new(chunk), part);
        }
        Some(())
    }
}

/// The report as it comes together.
struct Report<'w, 'f> {
    watch: &'w mut Watch<'f>,
    progress: Progress,
    elems: Vec<super::structure::Elem>,
    chunks: Vec<Numbered>,
    missing: BTreeSet<char>,
}

/// The element of the whole document.
const DOCUMENT: Node = 1;

impl<'w, 'f> Report<'w, 'f> {
    fn begin(document: &Document, watch: &'w mut Watch<'f>) -> Report<'w, 'f> {
        let mut tree = Tree::default();
        tree.add(Role::Document);
        let parts = document.body.len() + document.notes.len();
        Report {
            watch,
            progress: Progress {
                done: 0,
                of: parts + document.plates.len() + document.claims.len(),
            },
            elems: tree.elems,
            chunks: Vec::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Begins a part of the document.
    fn part(&mut self, role: Role) -> Node {
        let mut tree = Tree::default();
        tree.add(role);
        let chunk = Chunk::new(Vec::new(), Vec::new(), tree.elems);
        hang(&mut self.elems, &chunk, DOCUMENT) + 1
    }

    /// Adds a chunk to what is printed; answers its base.
    fn add(&mut self, chunk: &Arc<Chunk>, part: Node) -> Node {
        let base = self.hang(chunk, part);
        self.chunks.push(Numbered {
            chunk: chunk.clone(),
            base,
        });
        base
    }

    /// Adds a chunk's elements alone.
    fn hang(&mut self, chunk: &Chunk, part: Node) -> Node {
        self.missing.extend(&chunk.missing);
        hang(&mut self.elems, chunk, part)
    }

    fn step(&mut self) -> Option<()> {
        self.progress.done += 1;
        (self.watch)(self.progress).is_continue().then_some(())
    }
}

/// Hangs a chunk's elements on one of the report's; gives what is added to
/// the chunk's own numbers.
fn hang(elems: &mut Vec<super::structure::Elem>, chunk: &Chunk, parent: Node) -> Node {
    let base = Node::try_from(elems.len()).unwrap_or(Node::MAX);
    elems.extend(chunk.elems.iter().cloned().map(|mut elem| {
        elem.parent = match elem.parent {
            0 => parent,
            inner => base + inner,
        };
        elem
    }));
    base
}

/// A page of one chunk alone.
fn draw(chunk: &Chunk, base: Node) -> Page {
    let placed = chunk.fragments.iter().map(|fixed| super::display::Placed {
        items: fixed.items.clone(),
        dx: 0.0,
        dy: 0.0,
        base,
    });
    Page {
        placed: placed.collect(),
    }
}
