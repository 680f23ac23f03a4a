//! Footnotes and endnotes in a text with pages: which lines are theirs, and which words cite them.
//!
//! Takes: lines whose furniture is known.
//! Gives: the notes as lines and as texts, and the places of their markers.
//! Never: takes a line from the body without evidence; anything doubtful is a finding.

pub(super) mod detached_note_numbers;
pub(super) mod endnotes;
pub(super) mod footnote_search;
pub(super) mod footnotes_across_pages;
pub(super) mod increasing_sequence;
pub(super) mod marker_placement;
pub(super) mod note_extent;
pub(super) mod note_lines;
pub(super) mod note_markers;
pub(super) mod note_texts;
pub(super) mod printed_addresses;
pub(super) mod stray_marks;
pub(super) mod unfinished_note;
