//! Words before a citation that say what the cited paper is: a BNC-fiche, a motion.
//!
//! Takes where a citation begins, gives the words in the same sentence.
//! Never looks back over the reference before, which they would belong to.

use super::citation::{Mention, Mentioned};
use super::place::Place;

/// How far before a citation its sentence may say what the paper is, in bytes.
const MENTION: usize = 200;

/// The words in the same sentence before `start` that say what the paper is: a BNC-fiche, a motion.
pub(super) fn mention_before(place: &Place<'_>, start: usize) -> Option<Mention> {
    let before = place.before(start, MENTION);
    let sentence = &before[sentence_start(before)..];
    let fiche = sentence.rfind("BNC-fiche").or_else(|| sentence.rfind("BNC fiche")).map(|at| (Mentioned::BncFiche, at));
    let motion = sentence.rfind("motie").or_else(|| sentence.rfind("Motie")).map(|at| (Mentioned::Motion, at));
    let (what, at) = fiche.into_iter().chain(motion).max_by_key(|&(_, at)| at)?;
    let words = sentence[at..].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ':' | ';'));
    let begin = start - sentence.len() + at;
    Some(Mention { what, span: begin..begin + words.len() })
}

/// Where the last sentence of `text` begins.
fn sentence_start(text: &str) -> usize {
    let ends = |at: usize| {
        let after = &text[at + 1..];
        let next = after.trim_start();
        after.len() > next.len() && next.starts_with(char::is_uppercase)
    };
    text.rmatch_indices(['.', '!', '?', ';']).find(|&(at, _)| ends(at)).map_or(0, |(at, _)| at + 1)
}
