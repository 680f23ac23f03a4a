//! What the words around a citation say about the cited paper: its kind and its day.
//!
//! Takes: a sentence.
//! Gives: the kind of paper and the one date in it.
//! Never: chooses between two kinds or two dates; then it gives none.

use crate::found::PaperKind;
use crate::text::token::{CalendarDay, TextCursor, date};

/// The word for a kind of paper in a message.
pub(crate) fn kind_name(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Answers => "answers to questions",
        PaperKind::BncFiche => "a BNC-fiche",
        PaperKind::Motion => "a motion",
        PaperKind::Report => "a report",
        PaperKind::Agenda => "an annotated agenda",
    }
}

/// The kind of paper that `sentence` is about.
pub(crate) fn paper_kind(sentence: &str) -> Option<PaperKind> {
    let lower = sentence.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    // Answers are about another paper, which the sentence names as well, so they come first.
    if has(&["beantwoord", "antwoord op", "antwoorden op", "schriftelijke vragen", "schriftelijk overleg"]) {
        return Some(PaperKind::Answers);
    }
    let kinds = [
        (has(&["bnc-fiche", "bnc fiche"]), PaperKind::BncFiche),
        (has(&["motie"]), PaperKind::Motion),
        (has(&["verslag"]), PaperKind::Report),
        (has(&["geannoteerde agenda"]), PaperKind::Agenda),
    ];
    let mut found = kinds.into_iter().filter_map(|(present, kind)| present.then_some(kind));
    found.next().filter(|_| found.next().is_none())
}

/// The full date in `sentence`; `None` unless there is exactly one.
pub(crate) fn only_date(sentence: &str) -> Option<CalendarDay> {
    let mut days = Vec::new();
    let mut end = 0;
    for (at, c) in sentence.char_indices() {
        let begins = c.is_ascii_digit() && !sentence[..at].ends_with(|c: char| c.is_alphanumeric());
        if at < end || !begins {
            continue;
        }
        let mut input = TextCursor::new(&sentence[at..]);
        if let Ok(day) = date(&mut input) {
            days.push(day);
            end = at + crate::text::token::here(&input);
        }
    }
    match days.as_slice() {
        [day] => Some(*day),
        _ => None,
    }
}
