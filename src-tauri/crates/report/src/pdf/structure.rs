//! The structure that readers who cannot see the page follow.

use super::display::Node;

/// What an element of the structure is.
#[expect(dead_code, reason = "the layouts name elements next")]
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
