//! What a document says of its places by itself.
//!
//! Takes: its notes, headings and paragraphs, with the names that follow from their labels, titles and order.
//! Gives: their [`OwnPlaces`]: imprints, to be compared with those of what was published, and whether names could clash.
//! Never: knows what was published.

use std::collections::HashSet;

use oxc_index::IndexSlice;

use crate::document::imprint::{Imprint, OwnPlaces};
use crate::document::indices::{BlockId, DivisionId, NoteId};
use crate::document::paragraphs::ParagraphName;
use crate::document::{Block, Division, Note};
use crate::settings::language::Language;

pub(super) fn of(
    notes: &IndexSlice<NoteId, [Note]>,
    divisions: &IndexSlice<DivisionId, [Division]>,
    blocks: &IndexSlice<BlockId, [Block]>,
    language: &Language,
) -> OwnPlaces {
    let (mut imprint, mut paragraphs) = (Imprint::default(), Imprint::default());
    notes.iter().for_each(|note| imprint.note(&note.label, &note.name, note.words));
    divisions.iter().for_each(|d| imprint.heading(&d.anchor, (d.meaning.title, d.meaning.text)));
    for block in blocks.iter().filter(|block| block.anchored) {
        let owner = block.paragraph.owner.map_or("", |owner| divisions[owner].anchor.as_str());
        paragraphs.paragraph(&ParagraphName::new(owner, block.paragraph.nth), block.words);
    }
    OwnPlaces {
        imprint,
        paragraphs,
        notes_are_clear: notes_are_clear(notes, divisions, language),
        has_numbered_heading: divisions.iter().any(|d| ParagraphName::read(&d.anchor).is_some()),
    }
}

/// Whether no two names of notes are alike, none looks like the anchor of a citation, as `3-2` does, and no heading has the anchor
/// of a note.
fn notes_are_clear(
    notes: &IndexSlice<NoteId, [Note]>,
    divisions: &IndexSlice<DivisionId, [Division]>,
    language: &Language,
) -> bool {
    let words = [&language.addresses.footnote, &language.addresses.citation];
    let is_of_note =
        |anchor: &str| words.iter().any(|word| anchor.strip_prefix(word.as_str()).is_some_and(|r| r.starts_with('-')));
    let mut given = HashSet::new();
    notes.iter().all(|note| {
        let nth = note.name.rsplit_once('-').map(|(_, nth)| nth);
        nth.is_none_or(|nth| nth.parse::<usize>().is_err()) && given.insert(&*note.name)
    }) && !divisions.iter().any(|division| is_of_note(&division.anchor))
}
