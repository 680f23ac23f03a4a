//! The first words of each division.
//!
//! Takes: the divisions of a document and the words of its blocks.
//! Gives: an opening for every division that may be quoted.
//! Never: reads further than an opening reaches.

use oxc_index::{IndexSlice, IndexVec};

use crate::document::fragment::Fragment;
use crate::document::indices::{BlockId, DivisionId};
use crate::document::opening::cut;
use crate::document::plain_text::PlainText;
use crate::document::{Division, DivisionKind};

/// How many characters of a passage its opening has.
pub(super) const OPENING: usize = 220;

/// Gives every division its opening words. One without text takes those of the first passage within it; a sub-item
/// without text takes those of the next one, whose text it shares.
pub(super) fn close(
    divisions: &mut IndexSlice<DivisionId, [Division]>,
    blocks: &IndexSlice<BlockId, [Fragment]>,
    texts: &IndexSlice<BlockId, [String]>,
) {
    debug_assert_eq!(blocks.len(), texts.len());
    let mut openings: IndexVec<DivisionId, String> = divisions.iter().map(|_| String::new()).collect();
    for index in divisions.indices().rev() {
        let own = divisions[index].blocks.clone();
        let mut words = String::new();
        for text in &texts[own] {
            // No opening is longer than this in any script.
            if words.len() > OPENING * 4 {
                break;
            }
            words.push_str(if words.is_empty() { "" } else { " " });
            words.push_str(text);
        }
        if words.is_empty()
            && let Some(next) = divisions.get(index + 1)
        {
            let within = next.parent == Some(index);
            let shares = divisions[index].kind == DivisionKind::SubItem
                && next.kind == DivisionKind::SubItem
                && next.parent == divisions[index].parent;
            if within || shares {
                words = openings[index + 1].clone();
            }
        }
        openings[index] = cut(&words, OPENING);
        divisions[index].opening = PlainText::new(&openings[index]);
    }
    // Nobody asks for the opening of a section that is tied to nothing, and most divisions of a large site are such
    // sections.
    for division in divisions.iter_mut().skip(1).filter(|d| d.kind == DivisionKind::Section && d.dossiers.is_empty()) {
        division.opening = PlainText::default();
    }
}
