//! Plain text with slots for names that only the finished site knows.
//!
//! Takes: words in which [`crate::document::html`] left marks for links that have no words of their own.
//! Gives: [`PlainText`], filled anew for each page and file that shows it.
//! Never: resolves anything itself; the caller says what a link leads to.

use crate::document::indices::LinkId;

/// The character on either side of the index of a link. No source contains it: [`crate::project::load`] replaces it.
const MARK: char = '\0';

/// Words without markup, such as the opening of a passage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct PlainText {
    text: Box<str>,
    names: Box<[Name]>,
}

/// What the author typed in place of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Name {
    /// In bytes of the text.
    start: u32,
    /// In bytes of the text.
    end: u32,
    link: LinkId,
}

/// Marks the words typed for a link without words of its own: the name of the target will replace them.
pub(crate) fn name_mark(link: LinkId, typed: &str) -> String {
    format!("{MARK}{}{MARK}{typed}{MARK}", link.index())
}

impl PlainText {
    /// Cuts the marks out of words. A mark that was cut in two is left out.
    pub(crate) fn new(marked: &str) -> PlainText {
        let mut text = String::with_capacity(marked.len());
        let mut names = Vec::new();
        let mut pieces = marked.split(MARK);
        text.push_str(pieces.next().unwrap_or_default());
        while let (Some(link), Some(typed), Some(after)) = (pieces.next(), pieces.next(), pieces.next()) {
            let start = text.len() as u32;
            text.push_str(typed);
            let index = link.parse::<usize>().ok();
            names.extend(index.map(|index| Name { start, end: text.len() as u32, link: LinkId::from_usize(index) }));
            text.push_str(after);
        }
        PlainText { text: text.into(), names: names.into() }
    }

    /// The words with every name filled in by `name`, which writes to the text so far.
    pub(crate) fn fill(&self, mut name: impl FnMut(LinkId, &mut String)) -> String {
        let mut out = String::with_capacity(self.text.len() + self.names.len() * 32);
        let mut from = 0;
        for place in &self.names {
            out.push_str(&self.text[from..place.start as usize]);
            name(place.link, &mut out);
            from = place.end as usize;
        }
        out.push_str(&self.text[from..]);
        out
    }

    /// The words as typed, with ids in place of names.
    pub(crate) fn typed(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_where_ids_were_typed() {
        let text = PlainText::new(&format!(
            "Zie {} en {}.",
            name_mark(LinkId::from_usize(3), "visum"),
            name_mark(LinkId::from_usize(12), "grens")
        ));
        assert_eq!(text.typed(), "Zie visum en grens.");
        assert_eq!(text.fill(|link, out| out.push_str(&format!("<{}>", link.index()))), "Zie <3> en <12>.");
    }

    #[test]
    fn a_mark_that_was_cut_in_two_leaves_nothing_behind() {
        for cut in ["Zie \u{0}1", "Zie \u{0}", "Zie \u{0}1\u{0}vis"] {
            assert_eq!(PlainText::new(cut).typed(), "Zie ");
        }
        assert!(PlainText::new("").is_empty());
    }
}
