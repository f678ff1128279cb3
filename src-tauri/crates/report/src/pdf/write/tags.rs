//! The structure tree: what each stretch of content is, in reading order.

use lopdf::{Object, ObjectId, dictionary};

use super::content::Mark;
use super::file::File;
use super::metadata::language;
use super::strings::text_string;
use super::syntax::{append, write_object};
use super::tree::{Branch, Tree};
use crate::pdf::structure::{Elem, Role};

pub(crate) use super::tree::Annotation;

/// How many entries one leaf of the parent tree holds.
const LEAF_ENTRIES: usize = 64;

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
    let mut owners = tree.hang(marks);
    let links = tree.tie(annotations);
    tree.settle();
    tree.weave(&mut owners);
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

impl Tree<'_> {
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

    /// Content, children, annotations.
    fn write_kids(&self, out: &mut Vec<u8>, index: usize, ids: &[ObjectId], pages: &[ObjectId]) {
        let branch = &self.branches[index];
        let own_page = branch.pieces.first().map(|piece| piece.page);
        for piece in &branch.pieces {
            let (page, number) = (pages[piece.page].0, piece.number);
            if Some(piece.page) == own_page {
                append(out, format_args!("{number} "));
            } else {
                append(
                    out,
                    format_args!("<</Type/MCR/Pg {page} 0 R/MCID {number}>>"),
                );
            }
        }
        for child in &branch.children {
            append(out, format_args!("{} 0 R ", ids[*child].0));
        }
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

impl Branch<'_> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::display::Node;

    fn mark(node: Node) -> Mark {
        Mark { node, area: None }
    }

    /// The tree as text: name, own content, children.
    fn read(pdf: &lopdf::Document, id: ObjectId) -> String {
        let dict = pdf.get_dictionary(id).unwrap();
        let name = dict.get(b"S").unwrap().as_name().unwrap();
        let mut text = String::from_utf8_lossy(name).into_owned();
        for kid in dict.get(b"K").unwrap().as_array().unwrap() {
            text += &match kid {
                Object::Integer(number) => format!(" {number}"),
                Object::Reference(id) => format!(" ({})", read(pdf, *id)),
                Object::Dictionary(kid) if kid.has(b"Obj") => " link".to_owned(),
                _ => " later".to_owned(),
            };
        }
        text
    }

    #[test]
    fn content_keeps_the_order_of_reading_and_what_says_nothing_goes() {
        let elems = [
            Elem::new(0, Role::Document),
            Elem::new(1, Role::Paragraph),
            Elem::new(2, Role::Link),
            Elem::new(1, Role::Quote),
            Elem::new(1, Role::Paragraph),
            Elem::new(1, Role::List { numbered: false }),
            Elem::new(6, Role::ListItem),
            Elem::new(7, Role::Label),
            Elem::new(7, Role::ListBody),
        ];
        let mut file = File::new(0);
        let pages = [file.reserve(), file.reserve()];
        let id = file.add(dictionary! { "Subtype" => "Link" });
        let stray = file.add(dictionary! { "Subtype" => "Link" });
        let annotations = [
            Annotation {
                id,
                node: 3,
                page: 0,
            },
            Annotation {
                id: stray,
                node: 0,
                page: 1,
            },
        ];
        let first = vec![mark(2), mark(3), mark(2), mark(5)];
        let marks = [first, vec![mark(5), mark(8)]];
        let root = add_tags(&mut file, &elems, &marks, &annotations, &pages);
        let bytes = file.finish(root, None, &[0; 32]).unwrap();
        let pdf = lopdf::Document::load_mem(&bytes).unwrap();
        let tree = pdf.get_dictionary(pdf.trailer.get(b"Root").unwrap().as_reference().unwrap());
        let top = tree.unwrap().get(b"K").unwrap().as_reference().unwrap();
        assert_eq!(
            read(&pdf, top),
            "Document (P (Span 0) (Link 1 link) (Span 2)) (P 3 later) (L (LI (Lbl 1) (LBody))) (Link link)"
        );
    }
}
