//! What paragraphs are called.
//!
//! Takes: the anchor of a heading and a count, or the anchor of a paragraph.
//! Gives: [`ParagraphName`], which is that anchor; [`Paragraph`], from which it follows; [`FormerCount`], as paragraphs were counted
//! before.
//! Never: counts; [`crate::document::paragraph_counts`] does.

use std::fmt;

use crate::document::indices::DivisionId;

/// Which paragraph of which passage a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Paragraph {
    /// The heading within whose passage it is counted; `None` above the first heading.
    pub owner: Option<DivisionId>,
    /// Which of its blocks it is, from 1.
    pub nth: u32,
}

/// The anchor of a paragraph: `p3` above the first heading, `zwemwater-p3` under one. One that came between two others has
/// letters, as in `zwemwater-p3a`.
///
/// Names sort by passage and then in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ParagraphName {
    /// The anchor of the heading; empty above the first heading.
    pub owner: String,
    /// From 1; 0 for what came before the first.
    pub number: u32,
    /// How many letters it has, which sorts `z` before `aa`.
    length: usize,
    letters: String,
}

impl ParagraphName {
    pub(crate) fn new(owner: &str, number: u32) -> ParagraphName {
        ParagraphName { owner: owner.to_owned(), number, length: 0, letters: String::new() }
    }

    /// The name of the next that comes between this one and the one with the next number.
    pub(crate) fn next_between(&self) -> ParagraphName {
        let mut letters: Vec<u8> = self.letters.bytes().collect();
        let mut at = letters.len();
        loop {
            let Some(before) = at.checked_sub(1) else {
                letters.insert(0, b'a');
                break;
            };
            at = before;
            if letters[at] < b'z' {
                letters[at] += 1;
                break;
            }
            letters[at] = b'a';
        }
        let letters: String = letters.into_iter().map(char::from).collect();
        ParagraphName { owner: self.owner.clone(), number: self.number, length: letters.len(), letters }
    }

    /// Reads an anchor; `None` if it is not that of a paragraph.
    pub(crate) fn read(anchor: &str) -> Option<ParagraphName> {
        // Most anchors are words. Where letters without digits end an anchor, it is none of a paragraph.
        let numbered = anchor.trim_end_matches(|c: char| c.is_ascii_lowercase());
        if !numbered.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (owner, count) = anchor.rsplit_once("-p").or_else(|| Some(("", anchor.strip_prefix('p')?)))?;
        let digits = count.find(|c: char| !c.is_ascii_digit()).unwrap_or(count.len());
        let (digits, letters) = count.split_at(digits);
        let number = digits.parse().ok().filter(|number: &u32| number.to_string() == digits)?;
        let lower = letters.bytes().all(|b| b.is_ascii_lowercase());
        lower.then(|| ParagraphName {
            owner: owner.to_owned(),
            number,
            length: letters.len(),
            letters: letters.to_owned(),
        })
    }

    /// Its count as pages show it: `3`, `3a`.
    pub(crate) fn count(&self) -> String {
        format!("{}{}", self.number, self.letters)
    }
}

impl fmt::Display for ParagraphName {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let ParagraphName { owner, number, letters, .. } = self;
        let sign = if owner.is_empty() { "" } else { "-" };
        write!(f, "{owner}{sign}p{number}{letters}")
    }
}

/// Paragraphs that were once counted within the page, one after another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FormerCount {
    pub first: u32,
    pub last: u32,
    /// The name of the first; those of the others follow it.
    pub name: ParagraphName,
}

impl FormerCount {
    /// The paragraph that was the one with this number on the page.
    pub(crate) fn name(&self, number: u32) -> ParagraphName {
        ParagraphName::new(&self.name.owner, self.name.number.saturating_add(number.saturating_sub(self.first)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_written_and_sort_as_they_stand() {
        let names = ["p1", "p2", "a-p0a", "a-p1", "a-p2", "a-p2a", "a-p2z", "a-p2aa", "a-p10", "a-p1-p3"];
        let read: Vec<ParagraphName> = names.iter().map(|name| ParagraphName::read(name).unwrap()).collect();
        assert!(read.is_sorted(), "{read:?}");
        assert!(read.iter().map(ParagraphName::to_string).eq(names));
        for no_name in ["", "p", "a-p", "a-p02", "a-p2A", "a-p2-", "punt", "a-punt"] {
            assert_eq!(ParagraphName::read(no_name), None, "{no_name}");
        }
        let mut next = read[4].clone();
        let between: Vec<String> = (0..28)
            .map(|_| {
                next = next.next_between();
                next.to_string()
            })
            .collect();
        assert_eq!((&*between[0], &*between[25], &*between[26], &*between[27]), ("a-p2a", "a-p2z", "a-p2aa", "a-p2ab"));
    }
}
