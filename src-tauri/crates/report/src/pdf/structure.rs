//! The structure that readers who cannot see the page follow.

use super::display::{ARTIFACT, Node};

/// What an element of the structure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Document,
    Part,
    Section,
    Div,
    /// 1 to 6.
    Heading(u8),
    Paragraph,
    List {
        numbered: bool,
    },
    ListItem,
    Label,
    ListBody,
    Quote,
    Table,
    Row,
    /// The head of a column.
    HeadCell,
    /// The head of a row.
    RowHeadCell,
    Cell,
    Figure,
    Caption,
    Toc,
    TocItem,
    Reference,
    Link,
    Note,
    Code,
    /// Words of another language.
    Span,
}

/// An element of the structure that readers who cannot see the page follow.
/// Parents come before their children, siblings in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Elem {
    /// 0 for the root.
    pub(crate) parent: Node,
    pub(crate) role: Role,
    /// BCP 47 language when it is not its parent's.
    pub(crate) lang: Option<String>,
    /// What it shows, for those who cannot see it.
    pub(crate) alt: Option<String>,
}

impl Elem {
    /// An element in its parent's language, without a description.
    pub(crate) fn new(parent: Node, role: Role) -> Elem {
        Elem {
            parent,
            role,
            lang: None,
            alt: None,
        }
    }
}

/// The elements of one stretch of the report, numbered from 1; those whose
/// parent is 0 hang on whatever the stretch is put into.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) elems: Vec<Elem>,
    current: Node,
}

impl Tree {
    /// The element that what is set now belongs to.
    pub(crate) fn current(&self) -> Node {
        self.current
    }

    /// Adds an element inside the current one.
    pub(crate) fn add(&mut self, role: Role) -> Node {
        self.elems.push(Elem::new(self.current, role));
        Node::try_from(self.elems.len()).unwrap_or(ARTIFACT)
    }

    /// Adds an element and makes it the current one.
    pub(crate) fn open(&mut self, role: Role) -> Node {
        self.current = self.add(role);
        self.current
    }

    /// Goes back to the parent of the current element.
    pub(crate) fn close(&mut self) {
        self.current = self.get(self.current).map_or(ARTIFACT, |elem| elem.parent);
    }

    /// Makes an element that exists the current one, and says which was.
    pub(crate) fn enter(&mut self, node: Node) -> Node {
        std::mem::replace(&mut self.current, node)
    }

    /// The element of a number.
    pub(crate) fn get(&mut self, node: Node) -> Option<&mut Elem> {
        let index = usize::try_from(node).ok()?.checked_sub(1)?;
        self.elems.get_mut(index)
    }
}

/// Makes headings step down one level at a time, as readers' outlines need.
pub(crate) fn clamp_headings(elems: &mut [Elem]) {
    let mut last = 0;
    for elem in elems {
        if let Role::Heading(level) = &mut elem.role {
            *level = (*level).clamp(1, 6).min(last + 1);
            last = *level;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_never_skip_a_level() {
        let mut tree = Tree::default();
        for level in [1, 3, 6, 2, 4, 9] {
            tree.add(Role::Heading(level));
        }
        clamp_headings(&mut tree.elems);
        let roles = tree.elems.iter().map(|elem| elem.role);
        let levels: Vec<Role> = [1, 2, 3, 2, 3, 4].map(Role::Heading).to_vec();
        assert_eq!(roles.collect::<Vec<_>>(), levels);
    }

    #[test]
    fn what_is_opened_hangs_on_what_was_open() {
        let mut tree = Tree::default();
        let table = tree.open(Role::Table);
        let row = tree.open(Role::Row);
        tree.close();
        let second = tree.add(Role::Row);
        let parents: Vec<Node> = tree.elems.iter().map(|elem| elem.parent).collect();
        assert_eq!(parents, [0, table, table]);
        assert_eq!((row, second), (2, 3));
    }
}
