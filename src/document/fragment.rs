//! A piece of HTML with slots for what only the finished site knows.
//!
//! Takes: HTML in which [`crate::writer`] left marks.
//! Gives: [`Fragment`], which can be filled again and again, for each page on which it appears.
//! Never: resolves anything itself; whoever fills it says what goes into a slot.

use crate::source::floor_boundary;

/// What stands between two slots is finished HTML, escaped for its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Fragment {
    html: Box<str>,
    slots: Box<[(u32, Slot)]>,
}

/// Something to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The address that the link with this index points at, for a `href` or `src` attribute.
    Href(u32),
    /// The title of what the link with this index points at.
    Words(u32),
    /// The mark of the note with this number, being its nth citation (both from 1).
    Citation {
        /// The number of the note.
        note: u32,
        /// Which of its citations this is.
        nth: u32,
        /// Whether another citation stands directly before it.
        adjacent: bool,
    },
    /// Attributes of a block with this number (from 1), such as its id.
    Block(u32),
    /// The permanent link of a block with this number.
    Permalink(u32),
    /// Where the words of the reference with this index begin.
    Reference(u32),
    /// Where they end.
    ReferenceEnd(u32),
}

/// The character that marks a slot in HTML under construction. Sources never hold it: [`crate::load`] replaces it.
const MARK: char = '\0';

/// The mark to write into HTML for the slot with the given index.
pub fn mark(index: usize) -> String {
    format!("{MARK}{index}{MARK}")
}

impl Fragment {
    /// Cuts the marks out of HTML, putting the slots in their place.
    pub fn new(html: &str, slots: &[Slot]) -> Self {
        if !html.contains(MARK) {
            return Fragment { html: html.into(), slots: Box::default() };
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
    pub fn fill(&self, mut fill: impl FnMut(Slot, &mut String)) -> String {
        let mut out = String::with_capacity(self.html.len() + self.slots.len() * 96);
        let mut from = 0;
        for (at, slot) in &self.slots {
            out.push_str(&self.html[from..*at as usize]);
            fill(*slot, &mut out);
            from = *at as usize;
        }
        out.push_str(&self.html[from..]);
        out
    }

    /// About how many bytes it fills, to tell what is too long to be shown again and again.
    pub fn weight(&self) -> usize {
        self.html.len() + self.slots.len() * 150
    }

    /// The words before and after the first wanted slot, as HTML without elements, at most `reach` bytes each; `None` if it has none.
    pub fn words_around(&self, wanted: impl Fn(Slot) -> bool, reach: usize) -> Option<(String, String)> {
        let at = self.slots.iter().find(|(_, slot)| wanted(*slot))?.0 as usize;
        let start = floor_boundary(&self.html, at.saturating_sub(reach));
        let end = floor_boundary(&self.html, at.saturating_add(reach)).max(at);
        let (before, after) = (&self.html[start..at], &self.html[end.min(at)..end]);
        // A tag or a word that is cut in two is left out: tags hold no blank at their ends, and so is a character reference.
        let before = if start > 0 { before.split_once(char::is_whitespace).map_or("", |(_, rest)| rest) } else { before };
        let after = if end < self.html.len() { after.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest) } else { after };
        let before = match (before.find('<'), before.find('>')) {
            (open, Some(close)) if open.is_none_or(|open| close < open) => &before[close + 1..],
            _ => before,
        };
        Some((without_elements(before), without_elements(after)))
    }

    /// What stands between the slots.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// Its slots in order.
    pub fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        self.slots.iter().map(|(_, slot)| *slot)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.slots.is_empty()
    }
}

fn without_elements(html: &str) -> String {
    // Words of two blocks stay apart.
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
        let fragment = Fragment::new(&html, &[Slot::Href(7), Slot::Citation { note: 3, nth: 1, adjacent: false }]);
        let filled = fragment.fill(|slot, out| out.push_str(&format!("{slot:?}")));
        assert_eq!(filled, "<a href=\"Href(7)\">x</a>Citation { note: 3, nth: 1, adjacent: false }");
    }

    #[test]
    fn words_around_a_slot_are_cut_between_words_and_tags() {
        let html = format!("<ul class=\"a b\"><li>één &amp; twee <b>drie</b>{} vier</li><li>vijf &lt; zes</li></ul>", mark(0));
        let slot = Slot::Citation { note: 1, nth: 1, adjacent: false };
        let fragment = Fragment::new(&html, &[slot]);
        assert_eq!(fragment.words_around(|s| s == Slot::Href(0), 9), None);
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
