//! The label for a note whose own is taken.
//!
//! Takes: the label, and whether another one is free.
//! Gives: one that is: `11a` for `11`, `11b` for `11a`.
//! Never: tries one twice, however many notes want the same; so the search ends, and costs no more than there are notes.

use std::collections::HashMap;

use crate::document::note_name;

/// So many labels are tried with a letter, as an author would give them, before they are counted.
const LETTERS: usize = 25;
/// The longest beginning of a counted label, in bytes. The number behind it must still be part of the note's name.
const LONGEST_STEM: usize = 30;

/// The labels that were given.
#[derive(Default)]
pub(super) struct NextLabel {
    /// The last number tried for each beginning of a counted label.
    reached: HashMap<String, u64>,
}

impl NextLabel {
    /// The first label after another that is free.
    pub(super) fn find(&mut self, label: &str, mut is_free: impl FnMut(&str) -> bool) -> String {
        let lettered = std::iter::successors(Some(after(label)), |label| Some(after(label)));
        if let Some(free) = lettered.take(LETTERS).find(|label| is_free(label)) {
            return free;
        }
        let mut stem = note_name::of(label);
        stem.truncate(LONGEST_STEM);
        let stem = stem.trim_end_matches('-');
        let reached = self.reached.entry(stem.to_owned()).or_default();
        loop {
            // Every number makes another name, and there are no more names than notes.
            *reached += 1;
            let label = format!("{stem}-n{reached}");
            if is_free(&label) {
                return label;
            }
        }
    }
}

/// The label after another: `11a` after `11`, `11b` after `11a`.
fn after(label: &str) -> String {
    let numbered = |stem: &str| stem.ends_with(|c: char| c.is_ascii_digit());
    let last = label.chars().last().filter(|last| ('a'..='y').contains(last) && numbered(&label[..label.len() - 1]));
    match last {
        Some(last) => format!("{}{}", &label[..label.len() - 1], char::from(last as u8 + 1)),
        None if numbered(label) => format!("{label}a"),
        None => format!("{label}-2"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_first_and_numbers_never_end() {
        let mut next = NextLabel::default();
        assert_eq!(next.find("11", |_| true), "11a");
        assert_eq!(next.find("11a", |label| label != "11b"), "11c");
        assert_eq!(next.find("agenda", |_| true), "agenda-2");
        assert_eq!(next.find("agenda", |label| label.contains("-n")), "agenda-n1");
        assert_eq!(next.find("agenda", |label| label.contains("-n")), "agenda-n2");
        let long = "x".repeat(99);
        let taken = note_name::of(&long);
        let label = next.find(&long, |label| note_name::of(label) != taken);
        assert_eq!(label, format!("{}-n1", "x".repeat(LONGEST_STEM)));
    }
}
