//! A piece of HTML with slots for what only the finished site knows.
//!
//! Takes: HTML in which [`crate::writer`] left marks.
//! Gives: [`Fragment`], which can be filled again and again, for each page on which it appears.
//! Never: resolves anything itself; whoever fills it says what goes into a slot.

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
}
