//! Words before a citation that say what the cited paper is: a BNC-fiche, a motion.
//!
//! Takes: where a citation begins.
//! Gives: the words in the same sentence that say what the paper is.
//! Never: looks back past the previous reference, to which those words would belong.

use crate::found::{PaperDescription, PaperKind};
use crate::vicinity::Vicinity;

/// How far before a citation such words may stand, in bytes.
const SENTENCE: usize = 200;

/// The words in the same sentence before `start` that say what the paper is: a BNC-fiche, a motion.
pub(crate) fn description_before(around: &Vicinity<'_>, start: usize) -> Option<PaperDescription> {
    let before = around.before(start, SENTENCE);
    let sentence = &before[sentence_start(before)..];
    let fiche = sentence.rfind("BNC-fiche").or_else(|| sentence.rfind("BNC fiche")).map(|at| (PaperKind::BncFiche, at));
    let motion = sentence.rfind("motie").or_else(|| sentence.rfind("Motie")).map(|at| (PaperKind::Motion, at));
    let (kind, at) = fiche.into_iter().chain(motion).max_by_key(|&(_, at)| at)?;
    let words = sentence[at..].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ':' | ';'));
    let begin = start - sentence.len() + at;
    Some(PaperDescription { kind, span: begin..begin + words.len() })
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
