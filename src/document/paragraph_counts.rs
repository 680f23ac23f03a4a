//! How paragraphs are counted: within the item that contains them, so that a longer item moves none of another.
//!
//! Takes: the divisions of a document, with the blocks directly under each.
//! Gives: for each block a [`Paragraph`]: whose it is, and which one of it.
//! Never: knows what was published before; [`crate::site::places`] does.

use oxc_index::{IndexSlice, IndexVec};

use crate::document::indices::{BlockId, DivisionId};
use crate::document::paragraphs::Paragraph;
use crate::document::{Division, DivisionKind};

/// Counts the blocks of a document.
pub(crate) fn counted(divisions: &IndexSlice<DivisionId, [Division]>, blocks: BlockId) -> IndexVec<BlockId, Paragraph> {
    let mut paragraphs: IndexVec<BlockId, Paragraph> =
        (1..=blocks.raw()).map(|nth| Paragraph { owner: None, nth }).collect();
    let mut counts: IndexVec<DivisionId, u32> = divisions.iter().map(|_| 0).collect();
    for (index, division) in divisions.iter_enumerated() {
        let own = owner(divisions, index);
        for paragraph in &mut paragraphs.raw[division.blocks.start.index()..division.blocks.end.index()] {
            counts[own] += 1;
            *paragraph = Paragraph { owner: Some(own), nth: counts[own] };
        }
    }
    paragraphs
}

/// The heading to whose passage the text under a heading belongs: a section belongs to the item or sub-item that
/// contains it.
pub(crate) fn owner(divisions: &IndexSlice<DivisionId, [Division]>, index: DivisionId) -> DivisionId {
    let mut at = index;
    loop {
        let division = &divisions[at];
        match (division.kind, division.parent) {
            (DivisionKind::Item | DivisionKind::SubItem, _) => return at,
            (DivisionKind::Section, Some(parent)) => at = parent,
            _ => return index,
        }
    }
}
