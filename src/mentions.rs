//! What refers to the items of a site: "zie ook agendapunt II.10c", and links to their headings.
//!
//! Takes: nothing; [`crate::link`] ties them.
//! Gives: [`Mentions`]: what each such reference means, and for each heading what refers to it.
//! Never: changes after it is made.

use crate::document::{Document, Place};
use crate::page::Entry;

/// The references within documents, tied.
#[derive(Debug, Default)]
pub struct Mentions {
    /// For each document, what its references to places mean, by reference.
    pub(crate) meant: Vec<Vec<(u32, Meant)>>,
    /// What refers to headings, by heading, newest meeting first.
    pub(crate) backlinks: Vec<Backlink>,
}

/// What a reference within a document means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// An item.
    Item(Entry),
    /// A note of the same document, by its index.
    Note(u32),
}

/// Something that refers to a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlink {
    /// The heading.
    pub to: Entry,
    /// The document that refers to it.
    pub document: u32,
    /// What refers to it there.
    pub by: By,
}

/// What refers to a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The reference with this index.
    Reference(u32),
    /// The link with this index.
    Link(u32),
}

impl Mentions {
    /// What a reference of a document means.
    pub fn meant(&self, document: u32, reference: u32) -> Option<Meant> {
        let meant = self.meant.get(document as usize)?;
        meant.binary_search_by_key(&reference, |(at, _)| *at).ok().map(|found| meant[found].1)
    }

    /// What refers to a heading.
    pub fn of(&self, to: Entry) -> &[Backlink] {
        self.within((to.document, to.division), (to.document, to.division + 1))
    }

    /// What refers to any heading of a document.
    pub fn of_document(&self, document: u32) -> &[Backlink] {
        self.within((document, 0), (document + 1, 0))
    }

    fn within(&self, from: (u32, u32), until: (u32, u32)) -> &[Backlink] {
        let before = |place: (u32, u32)| self.backlinks.partition_point(|backlink| (backlink.to.document, backlink.to.division) < place);
        &self.backlinks[before(from)..before(until)]
    }
}

/// The division that something refers from: of a note, that of its first citation.
pub fn place_of(document: &Document, by: By) -> Option<u32> {
    let (place, division) = match by {
        By::Reference(at) => document.references.get(at as usize).map(|r| (r.place, r.division))?,
        By::Link(at) => document.links.get(at as usize).map(|l| (l.place, l.division))?,
    };
    match place {
        Place::Note(note) => document.notes.get(note as usize)?.citations.first()?.division,
        _ => division,
    }
}
