//! The structure tree: what each stretch of content is, in reading order.

use lopdf::{Object, ObjectId, dictionary};

use super::content::Mark;
use super::file::File;
use super::metadata::language;
use super::strings::text_string;
use super::syntax::{append, write_object};
use crate::pdf::display::Node;
use crate::pdf::structure::{Elem, Role};

/// How many entries one leaf of the parent tree holds.
const LEAF_ENTRIES: usize = 64;

/// A link's annotation.
pub(crate) struct Annotation {
    pub(crate) id: ObjectId,
    /// The element it belongs to.
    pub(crate) node: Node,
    /// Index of its page.
    pub(crate) page: usize,
}

/// A piece of content: where it comes in the order of drawing, its page and
/// its number on the page.
#[derive(Clone, Copy)]
struct Piece {
    order: usize,
    page: usize,
    number: usize,
}

/// An element with everything in it.
struct Branch<'a> {
    /// Index of its parent; none for the root.
    parent: Option<usize>,
    role: Role,
    lang: Option<&'a str>,
    alt: Option<&'a str>,
    pieces: Vec<Piece>,
    /// Annotations with the index of their page.
    links: Vec<(ObjectId, usize)>,
    children: Vec<usize>,
    /// Where its first content comes in the order of drawing.
    first: usize,
    /// Whether it says anything.
    alive: bool,
    /// The area of its pictures and outlines on its first page.
    area: Option<[f32; 4]>,
}

/// The name of a role in the file.
pub(crate) fn name(role: Role) -> &'static str {
    const HEADINGS: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];
    match role {
        Role::Document => "Document",
        Role::Part => "Part",
        Role::Section => "Sect",
        Role::Div => "Div",
        Role::Heading(level) => HEADINGS[usize::from(level.clamp(1, 6)) - 1],
        Role::Paragraph => "P",
        Role::List { .. } => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Quote => "BlockQuote",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeadCell | Role::RowHeadCell => "TH",
        Role::Cell => "TD",
        Role::Figure => "Figure",
        Role::Caption => "Caption",
        Role::Toc => "TOC",
        Role::TocItem => "TOCI",
        Role::Reference => "Reference",
        Role::Link => "Link",
        Role::Note => "Note",
        Role::Code => "Code",
        Role::Span => "Span",
    }
}

/// Writes the structure tree and gives its root. `marks` are the tagged
/// stretches of each page, `pages` the page objects. The parent tree has the
/// pages first, then the annotations.
pub(crate) fn add_tags(
    file: &mut File,
    elems: &[Elem],
    marks: &[Vec<Mark>],
    annotations: &[Annotation],
    pages: &[ObjectId],
) -> ObjectId {
    let mut tree = Tree::plant(elems);
    let owners = tree.hang(marks);
    let links = tree.tie(annotations);
    tree.settle();
    let ids: Vec<ObjectId> = tree.branches.iter().map(|_| file.reserve()).collect();
    let root = file.reserve();
    for (index, branch) in tree.branches.iter().enumerate() {
        if branch.alive {
            let parent = branch.parent.map_or(root, |parent| ids[parent]);
            file.pack_with(ids[index], |out| {
                tree.write(out, index, parent, &ids, pages);
            });
        }
    }
    let mut entries: Vec<Object> = Vec::with_capacity(owners.len() + links.len());
    for owners in owners {
        let owners: Vec<Object> = owners
            .into_iter()
            .map(|branch| ids[branch].into())
            .collect();
        entries.push(file.add(owners).into());
    }
    entries.extend(links.into_iter().map(|branch| Object::from(ids[branch])));
    let next = entries.len() as i64;
    let mut about = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => ids[tree.root],
        "ParentTree" => add_parent_tree(file, entries),
        "ParentTreeNextKey" => next,
    };
    if let Some(notes) = tree.add_note_names(file, &ids) {
        about.set("IDTree", notes);
    }
    file.set(root, about);
    root
}

/// The number tree from pages and annotations to elements.
fn add_parent_tree(file: &mut File, entries: Vec<Object>) -> ObjectId {
    let mut leaves: Vec<Object> = Vec::new();
    let mut key = 0i64;
    for part in entries.chunks(LEAF_ENTRIES) {
        let first = key;
        let mut numbers: Vec<Object> = Vec::with_capacity(2 * part.len());
        for entry in part {
            numbers.extend([key.into(), entry.clone()]);
            key += 1;
        }
        let limits = vec![first.into(), (key - 1).into()];
        leaves.push(
            file.add(dictionary! { "Limits" => limits, "Nums" => numbers })
                .into(),
        );
    }
    file.add(dictionary! { "Kids" => leaves })
}

struct Tree<'a> {
    /// A root, the report's elements, then those made for links. Element
    /// number `k` is branch `k`.
    branches: Vec<Branch<'a>>,
    /// The root that counts: the report's first element when it is one.
    root: usize,
}

impl<'a> Tree<'a> {
    /// The elements under one root.
    fn plant(elems: &'a [Elem]) -> Tree<'a> {
        let mut branches = Vec::with_capacity(elems.len() + 1);
        branches.push(Branch::new(None, Role::Document));
        let own = elems
            .first()
            .is_some_and(|elem| elem.role == Role::Document);
        let root = usize::from(own);
        for (index, elem) in elems.iter().enumerate() {
            // A parent that does not come before its child is no parent.
            let parent = (elem.parent as usize).min(index).max(root);
            let parent = (index + 1 != root).then_some(parent);
            let mut branch = Branch::new(parent, elem.role);
            branch.lang = elem.lang.as_deref();
            branch.alt = elem.alt.as_deref();
            if elem.role == Role::Document && parent.is_some() {
                branch.role = Role::Part;
            }
            branches.push(branch);
        }
        Tree { branches, root }
    }

    /// Hangs the content into its elements and says, for every page, which
    /// branch owns each stretch.
    fn hang(&mut self, marks: &[Vec<Mark>]) -> Vec<Vec<usize>> {
        let mut order = 0;
        let mut owners = Vec::with_capacity(marks.len());
        for (page, marks) in marks.iter().enumerate() {
            let mut of_page = Vec::with_capacity(marks.len());
            for (number, mark) in marks.iter().enumerate() {
                let owner = mark.node as usize;
                let branch = &mut self.branches[owner];
                order += 1;
                branch.first = branch.first.min(order);
                let first_page = branch.pieces.first().map_or(page, |piece| piece.page);
                if let (Some(new), true) = (mark.area, first_page == page) {
                    branch.area = Some(branch.area.map_or(new, |old| join(old, new)));
                }
                branch.pieces.push(Piece {
                    order,
                    page,
                    number,
                });
                of_page.push(owner);
            }
            owners.push(of_page);
        }
        owners
    }

    /// Ties annotations to their links and says which branch owns each. One
    /// whose element is no link gets a link of its own there.
    fn tie(&mut self, annotations: &[Annotation]) -> Vec<usize> {
        let mut owners = Vec::with_capacity(annotations.len());
        for annotation in annotations {
            let mut owner = annotation.node as usize;
            if self
                .branches
                .get(owner)
                .is_none_or(|branch| branch.role != Role::Link)
            {
                let parent = if owner < self.branches.len() {
                    owner
                } else {
                    0
                };
                owner = self.branches.len();
                self.branches.push(Branch::new(Some(parent), Role::Link));
            }
            self.branches[owner]
                .links
                .push((annotation.id, annotation.page));
            owners.push(owner);
        }
        owners
    }

    /// Settles what is alive, what comes first, and who is whose child.
    fn settle(&mut self) {
        self.branches[self.root].alive = true;
        for index in (1..self.branches.len()).rev() {
            let branch = &mut self.branches[index];
            let cell = matches!(branch.role, Role::HeadCell | Role::RowHeadCell | Role::Cell);
            branch.alive |= cell || !branch.pieces.is_empty() || !branch.links.is_empty();
            let (alive, first, area) = (branch.alive, branch.first, branch.area);
            if let (true, Some(parent)) = (alive, branch.parent) {
                let parent = &mut self.branches[parent];
                parent.alive = true;
                parent.first = parent.first.min(first);
                if parent.role == Role::Figure && parent.pieces.is_empty() {
                    parent.area = parent.area.or(area);
                }
            }
        }
        for index in 1..self.branches.len() {
            if let (true, Some(parent)) = (self.branches[index].alive, self.branches[index].parent)
            {
                self.branches[parent].children.push(index);
            }
        }
    }

    /// Writes an element's dictionary.
    fn write(
        &self,
        out: &mut Vec<u8>,
        index: usize,
        parent: ObjectId,
        ids: &[ObjectId],
        pages: &[ObjectId],
    ) {
        let branch = &self.branches[index];
        let name = name(branch.role);
        append(
            out,
            format_args!("<</Type/StructElem/S/{name}/P {} 0 R", parent.0),
        );
        let page = branch.pieces.first().map(|piece| piece.page);
        if let Some(page) = page {
            append(out, format_args!("/Pg {} 0 R", pages[page].0));
        }
        out.extend_from_slice(b"/K[");
        self.write_kids(out, index, ids, pages);
        out.push(b']');
        if let Some(lang) = branch.lang {
            out.extend_from_slice(b"/Lang");
            write_object(out, &Object::string_literal(language(lang)));
        }
        let alt = match branch.role {
            // A picture without words must still say that it is there.
            Role::Figure => Some(branch.alt.unwrap_or(name)),
            _ => branch.alt,
        };
        if let Some(alt) = alt {
            out.extend_from_slice(b"/Alt");
            write_object(out, &text_string(alt));
        }
        branch.write_attributes(out, index);
        out.extend_from_slice(b">>");
    }

    /// Content and children, as they come in the order of reading: children in
    /// theirs, content before the first child that is drawn later.
    fn write_kids(&self, out: &mut Vec<u8>, index: usize, ids: &[ObjectId], pages: &[ObjectId]) {
        let branch = &self.branches[index];
        let own_page = branch.pieces.first().map(|piece| piece.page);
        let mut pieces = branch.pieces.iter().peekable();
        let write_piece = |out: &mut Vec<u8>, piece: &Piece| {
            if Some(piece.page) == own_page {
                append(out, format_args!("{} ", piece.number));
            } else {
                let page = pages[piece.page].0;
                let number = piece.number;
                append(
                    out,
                    format_args!("<</Type/MCR/Pg {page} 0 R/MCID {number}>>"),
                );
            }
        };
        for child in &branch.children {
            let first = self.branches[*child].first;
            while let Some(piece) =
                pieces.next_if(|piece| piece.order < first && first < usize::MAX)
            {
                write_piece(out, piece);
            }
            append(out, format_args!("{} 0 R ", ids[*child].0));
        }
        pieces.for_each(|piece| write_piece(out, piece));
        for (annotation, page) in &branch.links {
            let (annotation, page) = (annotation.0, pages[*page].0);
            append(
                out,
                format_args!("<</Type/OBJR/Pg {page} 0 R/Obj {annotation} 0 R>>"),
            );
        }
    }

    /// The name tree of the footnotes' identifiers; none without footnotes.
    fn add_note_names(&self, file: &mut File, ids: &[ObjectId]) -> Option<ObjectId> {
        let notes = self.branches.iter().zip(ids).enumerate();
        let names: Vec<Object> = notes
            .filter(|(_, (branch, _))| branch.alive && branch.role == Role::Note)
            .flat_map(|(index, (_, id))| [Object::string_literal(note_id(index)), (*id).into()])
            .collect();
        if names.is_empty() {
            return None;
        }
        Some(file.add(dictionary! { "Names" => names }))
    }
}

impl<'a> Branch<'a> {
    fn new(parent: Option<usize>, role: Role) -> Branch<'a> {
        Branch {
            parent,
            role,
            lang: None,
            alt: None,
            pieces: Vec::new(),
            links: Vec::new(),
            children: Vec::new(),
            first: usize::MAX,
            alive: false,
            area: None,
        }
    }

    fn write_attributes(&self, out: &mut Vec<u8>, index: usize) {
        match self.role {
            Role::HeadCell => out.extend_from_slice(b"/A<</O/Table/Scope/Column>>"),
            Role::RowHeadCell => out.extend_from_slice(b"/A<</O/Table/Scope/Row>>"),
            Role::List { numbered: true } => {
                out.extend_from_slice(b"/A<</O/List/ListNumbering/Decimal>>");
            }
            Role::List { numbered: false } => {
                out.extend_from_slice(b"/A<</O/List/ListNumbering/Disc>>");
            }
            Role::Note => append(out, format_args!("/ID({})", note_id(index))),
            Role::Figure => {
                out.extend_from_slice(b"/A<</O/Layout/Placement/Block");
                if let Some(area) = self.area {
                    out.extend_from_slice(b"/BBox");
                    let corners: Vec<Object> = area.into_iter().map(Object::from).collect();
                    write_object(out, &corners.into());
                }
                out.extend_from_slice(b">>");
            }
            _ => {}
        }
    }
}

/// The identifier of a footnote's element; they sort as they come.
fn note_id(index: usize) -> String {
    format!("note-{index:08}")
}

fn join(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [
        a[0].min(b[0]),
        a[1].min(b[1]),
        a[2].max(b[2]),
        a[3].max(b[3]),
    ]
}
