//! A piece of HTML that is being written.
//!
//! Takes: its contents, element by element.
//! Gives: events for the HTML, the slots in it, and its words.
//! Never: escapes anything; text goes in as text.

use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event};

use crate::document::fragment::{Slot, mark};
use crate::document::indices::{BlockId, LinkId};
use crate::document::piece::{Gather, Spot};
use crate::document::references::ReferenceMark;

/// The piece that is being written.
pub(super) struct HtmlDraft<'e> {
    pub(super) spot: Spot,
    pub(super) events: Vec<Event<'e>>,
    pub(super) slots: Vec<Slot>,
    pub(super) text: String,
    pub(super) open_links: Vec<OpenLink>,
    pub(super) table: TableState,
    /// Set while the text of an image is collected.
    pub(super) image: Option<ImageText>,
    /// Set while a block of code is collected: its language, and the code.
    pub(super) code: Option<(String, String)>,
    /// Set while a block of HTML is collected: its text, and where it stands.
    pub(super) html_block: Option<(String, Range<usize>)>,
    /// The number of the next item of each open list; `None` for one without numbers.
    pub(super) lists: Vec<Option<u64>>,
    /// How many elements enclose the current event.
    pub(super) depth: usize,
}

pub(super) struct OpenLink {
    /// The index of the link, if it stays within the site.
    pub(super) index: Option<LinkId>,
    /// Where its words begin in the text, in bytes.
    pub(super) from: usize,
    /// Whether its words come from the target.
    pub(super) wordless: bool,
    /// The end tag; empty if no element was opened.
    pub(super) close: &'static str,
}

pub(super) struct ImageText {
    pub(super) source: String,
    pub(super) title: String,
    pub(super) alternative: String,
    pub(super) span: Range<usize>,
    pub(super) depth: usize,
}

#[derive(Default)]
pub(super) struct TableState {
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) head: bool,
}

impl HtmlDraft<'_> {
    /// Adds to the words of the piece, if anyone needs them: the words of links always, all others only where they
    /// become an opening.
    pub(super) fn say(&mut self, words: &str) {
        if self.spot.gather == Gather::Words || !self.open_links.is_empty() {
            self.text.push_str(words);
        }
    }

    pub(super) fn html(&mut self, html: impl Into<String>) {
        self.events.push(Event::InlineHtml(CowStr::from(html.into())));
    }

    pub(super) fn slot(&mut self, slot: Slot) -> String {
        self.slots.push(slot);
        mark(self.slots.len() - 1)
    }

    /// Writes words with the marks of references in them.
    pub(super) fn marked(&mut self, text: &str, marks: &[ReferenceMark]) {
        self.say(text);
        let mut from = 0;
        for mark in marks {
            if from < mark.spot.at {
                self.events.push(Event::Text(text[from..mark.spot.at].to_owned().into()));
            }
            from = mark.spot.at;
            self.marks(std::iter::once(mark));
        }
        if from < text.len() {
            self.events.push(Event::Text(text[from..].to_owned().into()));
        }
    }

    pub(super) fn marks<'m>(&mut self, marks: impl Iterator<Item = &'m ReferenceMark>) {
        for mark in marks {
            let slot = self.slot(mark.slot);
            self.html(slot);
        }
    }

    /// Whether the last thing written is a citation.
    pub(super) fn ends_with_citation(&self) -> bool {
        let last = matches!(self.slots.last(), Some(Slot::Citation { .. }));
        last && matches!(self.events.last(), Some(Event::InlineHtml(html)) if **html == *mark(self.slots.len() - 1))
    }

    /// Writes a start tag, with the attributes of a block if it is one.
    pub(super) fn open(&mut self, before: &str, block: Option<BlockId>, after: &str) {
        let attributes = block.map_or_else(String::new, |number| self.slot(Slot::Block(number)));
        self.html(format!("{before}{attributes}{after}"));
    }
}

/// Words separated by single blanks.
pub(super) fn tidy(text: &str) -> String {
    let trimmed = text.trim();
    let bytes = trimmed.as_bytes();
    // Most texts are tidy already: they have no control characters and no two blanks in a row. Looking at every byte
    // lets the compiler check many at a time.
    let next = bytes.get(1..).unwrap_or_default();
    let untidy =
        bytes.iter().zip(next).fold(false, |untidy, (a, b)| untidy | (*a < b' ') | ((*a == b' ') & (*b == b' ')));
    if !untidy {
        return trimmed.to_owned();
    }
    let mut out = String::with_capacity(trimmed.len());
    for word in trimmed.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
