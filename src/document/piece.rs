//! A piece of a document that is being written: a paragraph, list, table, heading or note.
//!
//! Takes: nothing; [`crate::document::parse`] divides a document into pieces.
//! Gives: what is known of one: its events, and [its spot](Spot).
//! Never: holds its words.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::document::Place;
use crate::document::indices::{BlockId, DivisionId};

/// An event, and the bytes of the body that it comes from.
pub(crate) type Spanned<'a> = (Event<'a>, Range<usize>);

/// Where a piece stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    /// The kind of piece, and which one.
    pub place: Place,
    /// The division that contains it.
    pub division: Option<DivisionId>,
    /// If it is a block, which: then its outermost element gets an id and a permanent link.
    pub block: Option<BlockId>,
    pub gather: Gather,
}

/// Whether the words of a piece are needed later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gather {
    Words,
    Nothing,
}
