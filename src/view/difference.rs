//! What changed between two texts, word by word.
//!
//! Takes: two texts as paragraphs of plain words.
//! Gives: [`Difference`]: the words that went and that came, with some of those around them.
//! Never: depends on the clock; a hard pair of texts gets a coarser answer instead of more time.

use std::collections::HashSet;

use foldhash::fast::FixedState;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How many words are shown on either side of a change.
const AROUND: usize = 12;

/// So few words between two changes do not part them.
const BETWEEN: usize = 2;

/// If less than one in so many runs of three words is in both texts, one is not an edit of the other.
const KINSHIP: usize = 6;

/// If so many words are left between the beginning and the end that two texts share, they are not compared: that would take
/// a time that grows with the square of their number.
const LONGEST: usize = 4_000;

/// Stands between two paragraphs.
const PARAGRAPH: &str = "\u{b6}";

/// How one text differs from the one before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// Not by a word.
    Same,
    /// By these words.
    Words(WordChanges),
    /// So much that there is no use in comparing words.
    Rewritten,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct WordChanges {
    /// How many words came.
    pub new: usize,
    /// How many words went.
    pub gone: usize,
    /// The changes with the words around them, in the order of the text.
    pub pieces: Vec<Piece>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Piece {
    pub kind: PieceKind,
    /// Words, as text.
    pub text: String,
}

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PieceKind {
    /// They are in both texts.
    Same,
    /// Only the earlier text has them.
    Gone,
    /// Only the later text has them.
    New,
}

/// A run of words that both texts have, or what stands for what.
enum Segment<'t> {
    Same(Vec<&'t str>),
    Change { gone: Vec<&'t str>, new: Vec<&'t str> },
}

/// Compares two texts, given as paragraphs.
pub(super) fn difference(before: &[String], after: &[String]) -> Difference {
    let (before, after) = (words(before), words(after));
    if before == after {
        return Difference::Same;
    }
    if !are_kin(&before, &after) || unlike(&before, &after) > LONGEST {
        return Difference::Rewritten;
    }
    Difference::Words(word_changes(&before, &after))
}

/// The words that went and that came between two texts, however little they have in common.
pub(super) fn word_changes(before: &[&str], after: &[&str]) -> WordChanges {
    let segments = merged(segments(before, after));
    let count = |segment: &Segment| match segment {
        Segment::Same(_) => (0, 0),
        Segment::Change { gone, new } => (lettered(gone), lettered(new)),
    };
    let (gone, new) = segments.iter().map(count).fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
    WordChanges { new, gone, pieces: pieces(&segments) }
}

/// The words of a text, with a sign between two paragraphs.
pub(super) fn words(paragraphs: &[String]) -> Vec<&str> {
    let mut words = Vec::new();
    for paragraph in paragraphs {
        if !words.is_empty() {
            words.push(PARAGRAPH);
        }
        words.extend(paragraph.split_whitespace());
    }
    words
}

fn lettered(words: &[&str]) -> usize {
    words.iter().filter(|word| **word != PARAGRAPH).count()
}

/// Whether one text may be an edit of the other.
fn are_kin(before: &[&str], after: &[&str]) -> bool {
    before.len() < 3 || after.len() < 3 || share(before, after, KINSHIP)
}

/// Whether one in so many runs of three words of the shorter text is in both.
pub(super) fn share(before: &[&str], after: &[&str], one_in: usize) -> bool {
    if before.len() < 3 || after.len() < 3 {
        return false;
    }
    let known: HashSet<&[&str], FixedState> = before.windows(3).collect();
    let shared = after.windows(3).filter(|run| known.contains(run)).count();
    shared * one_in >= after.len().min(before.len()) - 2
}

/// How many words are left of both without those that they begin and end with alike.
fn unlike(before: &[&str], after: &[&str]) -> usize {
    let first = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before[first..], &after[first..]);
    let last = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    before.len() + after.len() - 2 * last
}

fn segments<'t>(before: &[&'t str], after: &[&'t str]) -> Vec<Segment<'t>> {
    let segment = |op: &DiffOp| match op {
        DiffOp::Equal { new_index, len, .. } => Segment::Same(after[*new_index..new_index + len].to_vec()),
        other => Segment::Change { gone: before[other.old_range()].to_vec(), new: after[other.new_range()].to_vec() },
    };
    capture_diff_slices(Algorithm::Myers, before, after).iter().map(segment).collect()
}

/// Joins changes that only a word or two stand between, since those say nothing by themselves.
fn merged(segments: Vec<Segment>) -> Vec<Segment> {
    let mut merged: Vec<Segment> = Vec::new();
    let mut rest = segments.into_iter().peekable();
    while let Some(segment) = rest.next() {
        match (merged.last_mut(), segment) {
            (Some(Segment::Change { gone, new }), Segment::Same(same))
                if same.len() <= BETWEEN && rest.peek().is_some() =>
            {
                gone.extend(&same);
                new.extend(&same);
            }
            (Some(Segment::Change { gone, new }), Segment::Change { gone: more_gone, new: more_new }) => {
                gone.extend(more_gone);
                new.extend(more_new);
            }
            (_, segment) => merged.push(segment),
        }
    }
    merged
}

fn pieces(segments: &[Segment]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |kind: PieceKind, text: String| {
        if !text.is_empty() {
            pieces.push(Piece { kind, text });
        }
    };
    for (at, segment) in segments.iter().enumerate() {
        match segment {
            Segment::Same(words) => {
                let (first, last) = (at == 0, at + 1 == segments.len());
                push(PieceKind::Same, shortened(words, if first { 0 } else { AROUND }, if last { 0 } else { AROUND }));
            }
            Segment::Change { gone, new } => {
                push(PieceKind::Gone, gone.join(" "));
                push(PieceKind::New, new.join(" "));
            }
        }
    }
    pieces
}

/// The first and the last words of a run, with an ellipsis for those between.
fn shortened(words: &[&str], first: usize, last: usize) -> String {
    if words.len() <= first + last + 1 {
        return words.join(" ");
    }
    let (head, tail) = (words[..first].join(" "), words[words.len() - last..].join(" "));
    [head.as_str(), "…", tail.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(before: &str, after: &str) -> Difference {
        difference(&[before.to_owned()], &[after.to_owned()])
    }

    fn shown(before: &str, after: &str) -> String {
        let Difference::Words(changes) = of(before, after) else { return "no words".to_owned() };
        let piece = |piece: &Piece| match piece.kind {
            PieceKind::Same => piece.text.clone(),
            PieceKind::Gone => format!("[-{}-]", piece.text),
            PieceKind::New => format!("[+{}+]", piece.text),
        };
        changes.pieces.iter().map(piece).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_that_went_and_came_stand_between_those_that_stayed() {
        let before = "Het kabinet steunt het voorstel op hoofdlijnen en wacht op de Commissie.";
        let after = "Het kabinet steunt het voorstel zonder voorbehoud en wacht op de Commissie.";
        assert_eq!(
            shown(before, after),
            "Het kabinet steunt het voorstel [-op hoofdlijnen-] [+zonder voorbehoud+] en wacht op de Commissie."
        );
        assert_eq!(of(before, before), Difference::Same);
        assert_eq!(
            of(before, "Over visa is niets te zeggen, want er is nog niets bekend gemaakt."),
            Difference::Rewritten
        );
    }

    #[test]
    fn a_long_text_is_shown_around_its_changes() {
        let same: Vec<String> = (0..60).map(|n| format!("w{n}")).collect();
        let mut changed = same.clone();
        changed[30] = "anders".to_owned();
        let text = shown(&same.join(" "), &changed.join(" "));
        assert!(
            text.starts_with("… w18 ") && text.contains("w29 [-w30-] [+anders+] w31") && text.ends_with("w42 …"),
            "{text}"
        );
    }

    #[test]
    fn a_word_between_two_changes_does_not_part_them() {
        let (before, after) = ("a b c d e wil en kan niet f g h i j", "a b c d e mag en moet niet f g h i j");
        assert_eq!(shown(before, after), "a b c d e [-wil en kan-] [+mag en moet+] niet f g h i j");
    }

    #[test]
    fn long_texts_are_compared_where_they_differ_little() {
        let text = |from: usize| (from..from + 10_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!(shown(&text(0), &text(0).replacen("w5000 ", "anders ", 1)).matches('[').count(), 2);
        assert_eq!(of(&text(0), &text(3_000)), Difference::Rewritten);
    }

    #[test]
    fn paragraphs_count_but_are_no_words() {
        let whole = ["een twee drie vier vijf zes".to_owned()];
        let parted = ["een twee drie".to_owned(), "vier vijf zes".to_owned()];
        let Difference::Words(changes) = difference(&whole, &parted) else { panic!("no difference") };
        assert_eq!((changes.new, changes.gone), (0, 0));
    }
}
