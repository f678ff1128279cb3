//! The structure as a tree: every element with its content, its children and
//! its annotations.

use lopdf::ObjectId;

use super::content::Mark;
use crate::pdf::display::Node;
use crate::pdf::structure::{Elem, Role};

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
pub(super) struct Piece {
    pub(super) order: usize,
    pub(super) page: usize,
    pub(super) number: usize,
}

/// An element with everything in it.
pub(super) struct Branch<'a> {
    /// Index of its parent; none for the root.
    pub(super) parent: Option<usize>,
    pub(super) role: Role,
    pub(super) lang: Option<&'a str>,
    pub(super) alt: Option<&'a str>,
    pub(super) pieces: Vec<Piece>,
    /// Annotations with the index of their page.
    pub(super) links: Vec<(ObjectId, usize)>,
    pub(super) children: Vec<usize>,
    /// Where its first content comes in the order of drawing.
    pub(super) first: usize,
    /// Whether it says anything.
    pub(super) alive: bool,
    /// The area of its pictures and outlines on its first page.
    pub(super) area: Option<[f32; 4]>,
}

pub(super) struct Tree<'a> {
    /// A root, the report's elements, then those made for links. Element
    /// number `k` is branch `k`.
    pub(super) branches: Vec<Branch<'a>>,
    /// The root that counts: the report's first element when it is one.
    pub(super) root: usize,
}

impl<'a> Tree<'a> {
    /// The elements under one root.
    pub(super) fn plant(elems: &'a [Elem]) -> Tree<'a> {
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
    pub(super) fn hang(&mut self, marks: &[Vec<Mark>]) -> Vec<Vec<usize>> {
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
    pub(super) fn tie(&mut self, annotations: &[Annotation]) -> Vec<usize> {
        let mut owners = Vec::with_capacity(annotations.len());
        for annotation in annotations {
            let known = annotation.node as usize;
            let known = (1..self.branches.len()).contains(&known).then_some(known);
            let parent = known.unwrap_or(self.root);
            let mut owner = parent;
            if self.branches[parent].role != Role::Link {
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
    pub(super) fn settle(&mut self) {
        for branch in &mut self.branches {
            if branch.role == Role::Link && branch.links.is_empty() {
                // What it led to does not exist.
                branch.role = Role::Span;
            }
        }
        self.branches[self.root].alive = true;
        for index in (1..self.branches.len()).rev() {
            let branch = &mut self.branches[index];
            branch.alive |=
                stays(branch.role) || !branch.pieces.is_empty() || !branch.links.is_empty();
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

    /// Gives content that stands among children an element of its own, so that
    /// the order of the children is the order of reading.
    pub(super) fn weave(&mut self, owners: &mut [Vec<usize>]) {
        for index in 1..self.branches.len() {
            let branch = &mut self.branches[index];
            let mixed = !branch.children.is_empty() && !branch.pieces.is_empty();
            if !mixed || branch.role == Role::Figure {
                continue;
            }
            let mut pieces = std::mem::take(&mut branch.pieces).into_iter().peekable();
            let children = std::mem::take(&mut branch.children);
            let mut woven = Vec::new();
            for child in children {
                let first = self.branches[child].first;
                let mut before = Vec::new();
                while let Some(piece) = pieces.next_if(|p| p.order < first && first < usize::MAX) {
                    before.push(piece);
                }
                woven.extend(self.add_span(index, before, owners));
                woven.push(child);
            }
            woven.extend(self.add_span(index, pieces.collect(), owners));
            self.branches[index].children = woven;
        }
    }

    /// An element for some of its parent's content; none without any.
    pub(super) fn add_span(
        &mut self,
        parent: usize,
        pieces: Vec<Piece>,
        owners: &mut [Vec<usize>],
    ) -> Option<usize> {
        let index = self.branches.len();
        for piece in &pieces {
            owners[piece.page][piece.number] = index;
        }
        let first = pieces.first()?.order;
        self.branches.push(Branch {
            pieces,
            first,
            alive: true,
            ..Branch::new(Some(parent), Role::Span)
        });
        Some(index)
    }
}

impl<'a> Branch<'a> {
    pub(super) fn new(parent: Option<usize>, role: Role) -> Branch<'a> {
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
}

/// Whether an element is there even when it says nothing: a table has cells,
/// an item of a list a body.
fn stays(role: Role) -> bool {
    let cell = matches!(role, Role::HeadCell | Role::RowHeadCell | Role::Cell);
    cell || role == Role::ListBody
}

fn join(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [
        a[0].min(b[0]),
        a[1].min(b[1]),
        a[2].max(b[2]),
        a[3].max(b[3]),
    ]
}
