//! The passages of a document, and what belongs to each.
//!
//! Takes: a [`Summary`].
//! Gives: its passages in order: first the document as a whole, then its headings, then its notes.
//! Never: puts a piece of text into two passages.

use crate::document::Summary;
use crate::document::indices::{DivisionId, NoteId};
use crate::document::paragraph_counts;

/// What a result leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum PassagePlace {
    /// The document and its text above the first heading.
    Whole,
    /// A heading with what belongs to it.
    Division(DivisionId),
    Note(NoteId),
}

/// The passages of a document. Those of headings are sorted by heading; notes come last.
pub(super) fn passages(document: &Summary) -> Vec<PassagePlace> {
    let divisions =
        document.divisions.indices().filter(|index| owner(document, *index) == *index).map(PassagePlace::Division);
    let notes = document.notes.indices().map(PassagePlace::Note);
    std::iter::once(PassagePlace::Whole).chain(divisions).chain(notes).collect()
}

/// The heading to whose passage the text under a heading belongs.
pub(super) fn owner(document: &Summary, index: DivisionId) -> DivisionId {
    paragraph_counts::owner(&document.divisions, index)
}
