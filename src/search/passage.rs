//! Which passages a document has, and what each holds.
//!
//! Takes: a [`Document`].
//! Gives: its passages in order: the document as a whole first, then those of its headings, then its notes.
//! Never: puts a piece of text into two passages.

use crate::document::{Document, Kind};

/// What a result leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The document, and its text above the first heading.
    Whole,
    /// A heading with what stands under it.
    Division(u32),
    /// A note.
    Note(u32),
}

/// The passages of a document. Those of headings are sorted by heading, and notes come last.
pub fn passages(document: &Document) -> Vec<Place> {
    let divisions = (0..document.divisions.len() as u32).filter(|index| owner(document, *index) == *index).map(Place::Division);
    let notes = (0..document.notes.len() as u32).map(Place::Note);
    std::iter::once(Place::Whole).chain(divisions).chain(notes).collect()
}

/// The heading to whose passage the text under a heading belongs: sections belong to the item or sub-item that they stand in.
pub fn owner(document: &Document, index: u32) -> u32 {
    let mut at = index;
    loop {
        let division = &document.divisions[at as usize];
        match (division.kind, division.parent) {
            (Kind::Item | Kind::SubItem, _) => return at,
            (Kind::Section, Some(parent)) => at = parent,
            _ => return index,
        }
    }
}
