//! The outline: the nested list of headings beside the page.

use lopdf::{ObjectId, dictionary};

use super::destinations::destination;
use super::file::File;
use super::strings::text_string;

/// A heading, in the order of the pages.
pub(crate) struct Entry {
    /// 1 for the highest.
    pub(crate) level: u8,
    pub(crate) title: String,
    /// Index of the page.
    pub(crate) page: usize,
    /// Height on the page, points from the top.
    pub(crate) y: f32,
}

/// Where an entry stands among the others.
#[derive(Default, Clone)]
struct Links {
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    children: i64,
}

/// Writes the outline; none without entries.
pub(crate) fn add_outline(
    file: &mut File,
    entries: &[Entry],
    pages: &[ObjectId],
    height: f32,
) -> Option<ObjectId> {
    if entries.is_empty() {
        return None;
    }
    let (root, links) = nest(entries);
    let root_id = file.reserve();
    let ids: Vec<ObjectId> = entries.iter().map(|_| file.reserve()).collect();
    for ((entry, links), id) in entries.iter().zip(&links).zip(&ids) {
        let mut item = dictionary! {
            "Title" => text_string(&entry.title),
            "Parent" => links.parent.map_or(root_id, |parent| ids[parent]),
            "Dest" => destination(pages[entry.page], entry.y, height),
        };
        let others = [
            ("Prev", links.previous),
            ("Next", links.next),
            ("First", links.first),
            ("Last", links.last),
        ];
        for (key, other) in others {
            if let Some(other) = other {
                item.set(key, ids[other]);
            }
        }
        if links.children > 0 {
            // A negative count keeps the entry closed.
            item.set("Count", -links.children);
        }
        file.set(*id, item);
    }
    let mut outline = dictionary! { "Type" => "Outlines", "Count" => root.children };
    for (key, entry) in [("First", root.first), ("Last", root.last)] {
        if let Some(entry) = entry {
            outline.set(key, ids[entry]);
        }
    }
    file.set(root_id, outline);
    Some(root_id)
}

/// The neighbours of the root and of every entry.
fn nest(entries: &[Entry]) -> (Links, Vec<Links>) {
    let mut root = Links::default();
    let mut links = vec![Links::default(); entries.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        while open
            .last()
            .is_some_and(|above| entries[*above].level >= entry.level)
        {
            open.pop();
        }
        let parent = open.last().copied();
        open.push(index);
        let above = parent.map_or(&mut root, |parent| &mut links[parent]);
        let previous = above.last.replace(index);
        above.first.get_or_insert(index);
        above.children += 1;
        links[index].parent = parent;
        links[index].previous = previous;
        if let Some(previous) = previous {
            links[previous].next = Some(index);
        }
    }
    (root, links)
}
