//! Which passages of a text changed from one version to the next, and how.
//!
//! Takes: two versions of a text as passages: a heading with the paragraphs under it, or a note.
//! Gives: [`PassageChange`]s in the order of the text: what was reworded, moved, dropped or added.
//! Never: needs more time than grows with the length of the texts, or takes a passage for another because it stands in
//! the same place.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use foldhash::fast::FixedState;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::difference::{Difference, Piece, PieceKind, WordChanges, difference, share, word_changes, words};

/// How many passages a version may have to be compared.
const MOST: usize = 2_000;

/// Among how many passages one is looked for whose heading was changed as well.
const NEAR: usize = 8;

/// One in so many runs of words has to be the same for a passage under another heading to be the same one.
const SAME: usize = 2;

/// Passages of at most so many words are shown whole, before and after, when there is no use in comparing their words.
const SHORT: usize = 200;

/// A heading with the text directly under it, or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ComparedPassage {
    /// By which it is found again although its words changed: the anchor of its heading, or the label of a note.
    pub key: String,
    /// Its heading and its paragraphs, as plain words.
    pub paragraphs: Vec<String>,
}

/// What became of a passage.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PassageChange {
    /// Its place in the earlier version; `None` if it is new.
    pub before: Option<usize>,
    /// Its place in the later version; `None` if it is gone.
    pub after: Option<usize>,
    /// The words that came and went; `None` if none did, or so many that there is no use in comparing them.
    pub words: Option<WordChanges>,
    /// Whether it stands in another place.
    pub moved: bool,
}

/// Compares two versions; `None` if one is too long.
pub(super) fn compare(before: &[ComparedPassage], after: &[ComparedPassage]) -> Option<Vec<PassageChange>> {
    if before.len().max(after.len()) > MOST {
        return None;
    }
    let mut pairs = Pairs::of_same(before, after);
    pairs.add_moved();
    pairs.add_by_key();
    pairs.add_by_words();
    Some(pairs.changes())
}

/// Which passage of the later version is which of the earlier one.
struct Pairs<'p> {
    before: &'p [ComparedPassage],
    after: &'p [ComparedPassage],
    /// For each passage of the earlier version, its place in the later one.
    later: Vec<Option<usize>>,
    /// For each passage of the later version, its place in the earlier one.
    earlier: Vec<Option<usize>>,
    /// Those that say the same in the same order, as places in both versions.
    unmoved: Vec<(usize, usize)>,
}

impl<'p> Pairs<'p> {
    /// Those that say the same in the same order.
    fn of_same(before: &'p [ComparedPassage], after: &'p [ComparedPassage]) -> Self {
        let texts = |passages: &'p [ComparedPassage]| -> Vec<&'p [String]> {
            passages.iter().map(|passage| passage.paragraphs.as_slice()).collect()
        };
        let (later, earlier) = (vec![None; before.len()], vec![None; after.len()]);
        let mut pairs = Pairs { before, after, later, earlier, unmoved: Vec::new() };
        for run in capture_diff_slices(Algorithm::Myers, &texts(before), &texts(after)) {
            if let DiffOp::Equal { old_index, new_index, len } = run {
                pairs.unmoved.extend((0..len).map(|at| (old_index + at, new_index + at)));
            }
        }
        pairs.unmoved.clone().into_iter().for_each(|(old, new)| pairs.add(old, new));
        pairs
    }

    fn add(&mut self, old: usize, new: usize) {
        self.later[old] = Some(new);
        self.earlier[new] = Some(old);
    }

    /// The passages of the later version that were not found yet.
    fn unfound(&self) -> Vec<usize> {
        (0..self.after.len()).filter(|new| self.earlier[*new].is_none()).collect()
    }

    /// The passages of the earlier version that are not found again yet, the first for each name.
    fn free<N: Hash + Eq>(&self, name: impl Fn(&'p ComparedPassage) -> N) -> HashMap<N, usize, FixedState> {
        let free = (0..self.before.len()).rev().filter(|old| self.later[*old].is_none());
        free.map(|old| (name(&self.before[old]), old)).collect()
    }

    fn add_moved(&mut self) {
        let mut free = self.free(|passage| passage.paragraphs.as_slice());
        for new in self.unfound() {
            if let Some(old) = free.remove(self.after[new].paragraphs.as_slice()) {
                self.add(old, new);
            }
        }
    }

    fn add_by_key(&mut self) {
        let mut free = self.free(|passage| passage.key.as_str());
        for new in self.unfound() {
            if let Some(old) = free.remove(self.after[new].key.as_str()) {
                self.add(old, new);
            }
        }
    }

    /// Those under another heading whose words are mostly the same; only neighbours are looked at.
    fn add_by_words(&mut self) {
        let mut free: Vec<usize> = (0..self.before.len()).filter(|old| self.later[*old].is_none()).collect();
        for new in self.unfound() {
            let later = words(&self.after[new].paragraphs);
            let first = free.partition_point(|old| *old < new).saturating_sub(NEAR / 2);
            let same = |old: &usize| share(&words(&self.before[*old].paragraphs), &later, SAME);
            if let Some(found) = free.iter().skip(first).take(NEAR).position(same) {
                let old = free.remove(first + found);
                self.add(old, new);
            }
        }
    }

    /// Whether a passage stands on the other side of one that was not moved.
    fn is_moved(&self, old: usize, new: usize) -> bool {
        let at = self.unmoved.partition_point(|(_, other)| *other < new);
        let (before, after) = self.unmoved.split_at(at);
        before.last().is_some_and(|(other, _)| *other > old) || after.first().is_some_and(|(other, _)| *other < old)
    }

    /// What became of each passage, in the order of the later version; what is gone stands behind what it stood behind.
    fn changes(&self) -> Vec<PassageChange> {
        let mut changes: Vec<((Option<usize>, usize), PassageChange)> = Vec::new();
        for (new, old) in self.earlier.iter().enumerate() {
            let moved = old.is_some_and(|old| self.is_moved(old, new));
            let earlier = old.map_or(&[][..], |old| self.before[old].paragraphs.as_slice());
            let later = self.after[new].paragraphs.as_slice();
            if moved || earlier != later {
                let words = (earlier != later).then(|| reworded(earlier, later)).flatten();
                changes.push(((Some(new), 0), PassageChange { before: *old, after: Some(new), words, moved }));
            }
        }
        let mut last = None;
        for (old, new) in self.later.iter().enumerate() {
            last = new.or(last);
            let passage = &self.before[old].paragraphs;
            if new.is_none() && !passage.is_empty() {
                let words = reworded(passage, &[]);
                changes.push(((last, old + 1), PassageChange { before: Some(old), after: None, words, moved: false }));
            }
        }
        changes.sort_by_key(|(place, _)| *place);
        changes.into_iter().map(|(_, change)| change).collect()
    }
}

fn reworded(before: &[String], after: &[String]) -> Option<WordChanges> {
    let (gone, new) = (words(before), words(after));
    let whole = || {
        let piece = |kind, words: &[&str]| (!words.is_empty()).then(|| Piece { kind, text: words.join(" ") });
        let pieces = [piece(PieceKind::Gone, &gone), piece(PieceKind::New, &new)];
        WordChanges { new: new.len(), gone: gone.len(), pieces: pieces.into_iter().flatten().collect() }
    };
    if gone.is_empty() || new.is_empty() {
        return Some(whole());
    }
    let known: HashSet<&str, FixedState> = gone.iter().copied().collect();
    let alike = || new.iter().filter(|word| known.contains(*word)).count() * SAME >= new.len().min(gone.len());
    match difference(before, after) {
        Difference::Words(changes) => Some(changes),
        Difference::Same => None,
        Difference::Rewritten if gone.len().max(new.len()) > SHORT => None,
        // In a sentence or two, a word in each is much.
        Difference::Rewritten => Some(if alike() { word_changes(&gone, &new) } else { whole() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passages(texts: &[(&str, &str)]) -> Vec<ComparedPassage> {
        let passage = |(key, text): &(&str, &str)| ComparedPassage {
            key: (*key).to_owned(),
            paragraphs: vec![(*text).to_owned()],
        };
        texts.iter().map(passage).collect()
    }

    /// The places of each change, and `=` for one that was moved.
    fn told(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
        let changes = compare(&passages(before), &passages(after)).unwrap();
        let place = |at: Option<usize>| at.map_or("-".to_owned(), |at| at.to_string());
        let line = |change: &PassageChange| {
            format!("{}{}{}", place(change.before), if change.moved { "=" } else { ">" }, place(change.after))
        };
        changes.iter().map(line).collect()
    }

    #[test]
    fn a_passage_is_found_again_by_its_key_by_its_words_and_in_another_place() {
        let (a, b, c) = ("een twee drie vier vijf zes", "rood wit en blauw op zee", "acht negen tien elf twaalf");
        assert_eq!(told(&[("a", a), ("b", b)], &[("a", a), ("b", b)]), Vec::<String>::new());
        // One between the others, with another heading for the last.
        assert_eq!(
            told(&[("a", a), ("b", b)], &[("a", a), ("c", c), ("d", "rood wit en blauw op land")]),
            ["->1", "1>2"]
        );
        assert_eq!(told(&[("a", a), ("b", b), ("c", c)], &[("b", b), ("c", c), ("a", a)]), ["0=2"]);
        assert_eq!(told(&[("a", a), ("b", b)], &[("a", "iets heel anders dan er stond"), ("b", b)]), ["0>0"]);
        assert_eq!(told(&[("a", a), ("b", b)], &[("b", b)]), ["0>-"]);
        // What moved up past the others does not part them from what they were.
        let (one, other) = ("een twee drie vier vijf", "zeven acht");
        let before = [("a", a), ("b", b), ("d", other), ("c", c)];
        assert_eq!(told(&before, &[("c", c), ("a", one), ("b", b), ("d", other)]), ["3=0", "0>1"]);
    }

    #[test]
    fn a_text_without_any_likeness_is_told_as_such_if_it_is_long() {
        let long = |word: &str| (0..300).map(|n| format!("{word}{n}")).collect::<Vec<_>>().join(" ");
        let (before, after) = (passages(&[("a", &long("a"))]), passages(&[("a", &long("b"))]));
        let changes = compare(&before, &after).unwrap();
        assert!(changes[0].words.is_none() && !changes[0].moved);
        let many = vec![before[0].clone(); MOST + 1];
        assert_eq!(compare(&before, &many), None);
    }
}
