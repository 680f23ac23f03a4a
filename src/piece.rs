//! A piece of a document while it is written: a paragraph, list, table, heading or note.
//!
//! Takes: nothing; [`crate::parse`] divides a document into pieces.
//! Gives: what is known of one: its events, and where it [stands](Spot).
//! Never: holds its words.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::document::Place;

/// An event and the bytes of the body it comes from.
pub type Spanned<'a> = (Event<'a>, Range<usize>);

/// Where a piece stands.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    /// What it is.
    pub place: Place,
    /// The division it stands in.
    pub division: Option<u32>,
    /// The number of the block that it is: then its outermost element takes an id and a permanent link.
    pub block: Option<u32>,
    /// Whether its words are wanted.
    pub gather: Gather,
}

/// Whether the words of a piece are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gather {
    /// They are.
    Words,
    /// They are not.
    Nothing,
}
