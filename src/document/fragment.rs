//! A piece of HTML with slots for what only the finished site knows.
//!
//! Takes: HTML in which [`crate::document::html`] left marks.
//! Gives: [`Fragment`], which can be filled anew for each page on which it appears.
//! Never: resolves anything itself; the caller says what goes into a slot.

use std::sync::Arc;

use crate::diagnostic::text_file::floor_boundary;
use crate::document::fingerprint::Fingerprint;
use crate::document::indices::{BlockId, LinkId, NoteId, ReferenceId};

/// HTML with slots. What stands between two slots is complete and escaped for its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Fragment {
    // Shared, since what others quote of a document is also part of its body.
    html: Arc<str>,
    slots: Arc<[(u32, Slot)]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Slot {
    /// The address of the link's target, for a `href` or `src` attribute.
    Href(LinkId),
    /// The title of the link's target.
    Words(LinkId),
    /// The mark of a note, as its nth citation (from 1).
    Citation {
        note: NoteId,
        /// Which of its citations this is, from 1.
        nth: u32,
        /// Whether another citation comes directly before it.
        adjacent: bool,
    },
    /// Attributes of a block, such as its id.
    Block(BlockId),
    /// The beginning of the words of a reference.
    Reference(ReferenceId),
    /// Their end.
    ReferenceEnd(ReferenceId),
}

/// The character that marks a slot in HTML under construction. No source contains it: [`crate::project::load`] replaces
/// it.
const MARK: char = '\0';

/// The mark to write into HTML for the slot with the given index.
pub(crate) fn mark(index: usize) -> String {
    format!("{MARK}{index}{MARK}")
}

impl Fragment {
    /// Cuts the marks out of HTML and puts the slots in their place.
    pub(crate) fn new(html: &str, slots: &[Slot]) -> Self {
        if !html.contains(MARK) {
            return Fragment { html: html.into(), slots: Arc::default() };
        }
        let mut clean = String::with_capacity(html.len());
        let mut placed = Vec::new();
        for (i, piece) in html.split(MARK).enumerate() {
            if i % 2 == 0 {
                clean.push_str(piece);
            } else if let Some(slot) = piece.parse().ok().and_then(|index: usize| slots.get(index)) {
                placed.push((clean.len() as u32, *slot));
            }
        }
        Fragment { html: clean.into(), slots: placed.into() }
    }

    /// The HTML with every slot filled by `fill`, which writes to the text so far.
    pub(crate) fn fill(&self, mut fill: impl FnMut(Slot, &mut String)) -> String {
        let mut out = String::with_capacity(self.html.len() + self.slots.len() * 96);
        let mut from = 0;
        for (at, slot) in self.slots.iter() {
            out.push_str(&self.html[from..*at as usize]);
            fill(*slot, &mut out);
            from = *at as usize;
        }
        out.push_str(&self.html[from..]);
        out
    }

    /// Roughly how many bytes it makes when filled, to tell what is too long to be repeated on many pages.
    pub(crate) fn weight(&self) -> usize {
        self.html.len() + self.slots.len() * 150
    }

    /// The words before and after the first slot that is `wanted`, as HTML without elements, at most `reach` bytes
    /// each; `None` without such a slot.
    pub(crate) fn words_around(&self, wanted: impl Fn(Slot) -> bool, reach: usize) -> Option<(String, String)> {
        let at = self.slots.iter().find(|(_, slot)| wanted(*slot))?.0 as usize;
        let start = floor_boundary(&self.html, at.saturating_sub(reach));
        let end = floor_boundary(&self.html, at.saturating_add(reach)).max(at);
        let (before, after) = (&self.html[start..at], &self.html[end.min(at)..end]);
        // A tag or word that is cut in two is left out: tags have no blank at their ends, and neither has a character
        // reference.
        let before =
            if start > 0 { before.split_once(char::is_whitespace).map_or("", |(_, rest)| rest) } else { before };
        let after = if end < self.html.len() {
            after.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest)
        } else {
            after
        };
        let before = match (before.find('<'), before.find('>')) {
            (open, Some(close)) if open.is_none_or(|open| close < open) => &before[close + 1..],
            _ => before,
        };
        Some((without_elements(before), without_elements(after)))
    }

    /// The HTML between the slots.
    pub(crate) fn html(&self) -> &str {
        &self.html
    }

    /// Adds it to a digest: the HTML between the slots, and the slots.
    pub(crate) fn take_into(&self, fingerprint: &mut Fingerprint) {
        fingerprint.text(&self.html).value(&self.slots);
    }

    /// Its slots in order.
    pub(crate) fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        self.slots.iter().map(|(_, slot)| *slot)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.html.is_empty() && self.slots.is_empty()
    }
}

fn without_elements(html: &str) -> String {
    // Words of different blocks stay apart.
    let parts = |tag: &str| ["/p", "/li", "/td", "/th", "/pre", "/h", "br"].iter().any(|name| tag.starts_with(name));
    let mut words = String::with_capacity(html.len());
    for (i, piece) in html.split('<').enumerate() {
        let (tag, text) = if i == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        if parts(tag) {
            words.push(' ');
        }
        words.push_str(text);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_slots_and_slots_become_text() {
        let html = format!("<a href=\"{}\">x</a>{}", mark(0), mark(1));
        let fragment = Fragment::new(
            &html,
            &[Slot::Href(LinkId::new(7)), Slot::Citation { note: NoteId::new(3), nth: 1, adjacent: false }],
        );
        let filled = fragment.fill(|slot, out| out.push_str(&format!("{slot:?}")));
        assert_eq!(filled, "<a href=\"Href(7)\">x</a>Citation { note: 3, nth: 1, adjacent: false }");
    }

    #[test]
    fn words_around_a_slot_are_cut_between_words_and_tags() {
        let html =
            format!("<ul class=\"a b\"><li>één &amp; twee <b>drie</b>{} vier</li><li>vijf &lt; zes</li></ul>", mark(0));
        let slot = Slot::Citation { note: NoteId::new(1), nth: 1, adjacent: false };
        let fragment = Fragment::new(&html, &[slot]);
        assert_eq!(fragment.words_around(|s| s == Slot::Href(LinkId::new(0)), 9), None);
        for reach in 0..html.len() {
            let (before, after) = fragment.words_around(|s| s == slot, reach).unwrap();
            let all = ["één", "&amp;", "twee", "drie", "vier", "vijf", "&lt;", "zes"];
            for word in before.split_whitespace().chain(after.split_whitespace()) {
                assert!(all.contains(&word), "{reach}: {word}");
            }
        }
        let (before, after) = fragment.words_around(|s| s == slot, 999).unwrap();
        assert_eq!((before.trim(), after.trim()), ("één &amp; twee drie", "vier vijf &lt; zes"));
    }
}
