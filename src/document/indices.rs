//! Ids for the headings, notes and paragraphs of a document: an index that fits one list and no other.
//!
//! Takes: nothing.
//! Gives: an id for each list of a [`crate::document::Summary`].
//! Never: says which document it belongs to; code that leaves the document keeps a [`crate::site::indices::DocumentId`]
//! with it.

use oxc_index::define_index_type;

define_index_type! {
    /// An index of [`crate::document::Summary::divisions`].
    pub struct DivisionId = u32;
}

define_index_type! {
    /// An index of [`crate::document::Summary::blocks`].
    pub struct BlockId = u32;
}

define_index_type! {
    /// An index of [`crate::document::Summary::notes`].
    pub struct NoteId = u32;
}

define_index_type! {
    /// An index of [`crate::document::Summary::links`].
    pub struct LinkId = u32;
}

define_index_type! {
    /// An index of [`crate::document::Summary::targets`].
    pub struct TargetId = u32;
}

define_index_type! {
    /// An index of [`crate::document::Summary::references`].
    pub struct ReferenceId = u32;
}

define_index_type! {
    /// An index of [`crate::document::Summary::sources`].
    pub struct NamedId = u32;
}

define_index_type! {
    /// An index of [`crate::document::Summary::shelves`].
    pub struct ShelfId = u32;
}

define_index_type! {
    /// An index of [`crate::document::Ties::dossiers`].
    pub struct TiedDossierId = u32;
}

impl BlockId {
    /// Its number on the page, from 1: block 2 has the anchor `p3`.
    pub fn number(self) -> u32 {
        self.raw() + 1
    }
}

impl NoteId {
    /// Its number on the page, from 1.
    pub fn number(self) -> u32 {
        self.raw() + 1
    }

    /// The note with this number; `None` for numbers that no document can have.
    pub fn of_number(number: u32) -> Option<NoteId> {
        number.checked_sub(1).map(NoteId::from_raw)
    }
}

/// A piece of the document that can contain citations and links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    Block(BlockId),
    /// The title of a division.
    Title(DivisionId),
    /// A treatment of a division.
    Treatment(DivisionId),
    /// A note, whose index is its number less one.
    Note(NoteId),
}
