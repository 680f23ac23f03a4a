//! The places of a document as numbers.
//!
//! Takes: each place, in any order: its name and the wording of what stands there.
//! Gives: [`Imprint`], alike for the same places, and [`OwnPlaces`], what a document says of its places by itself. Most documents are
//! as they were published, and linking tells that from two numbers.
//! Never: decides what a place is called; `site::places` does.

use xxhash_rust::xxh3::xxh3_64;

use crate::document::paragraphs::ParagraphName;
use crate::document::wording::Wording;

/// The places of a document, in whatever order, as one number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Imprint(u64);

impl Imprint {
    pub(crate) fn note(&mut self, label: &str, name: &str, words: Option<Wording>) {
        self.place(&format!("n{label}\n{name}\n{words:?}"));
    }

    pub(crate) fn heading(&mut self, anchor: &str, meaning: (Wording, Option<Wording>)) {
        self.place(&format!("h{anchor}\n{meaning:?}"));
    }

    pub(crate) fn paragraph(&mut self, name: &ParagraphName, words: Option<Wording>) {
        self.place(&format!("p{name}\n{words:?}"));
    }

    fn place(&mut self, place: &str) {
        self.0 = self.0.wrapping_add(xxh3_64(place.as_bytes()));
    }
}

/// What follows for the places of a document from the document alone.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OwnPlaces {
    /// Of its notes and headings, with the names that follow from their labels and titles.
    pub imprint: Imprint,
    /// Of its paragraphs, with the names that follow from how they are counted.
    pub paragraphs: Imprint,
    /// Whether all notes can have the names that follow from their labels, if no others were published.
    pub notes_are_clear: bool,
    /// Whether the anchor of a heading is like that of a paragraph.
    pub has_numbered_heading: bool,
}
