//! What words around a citation say of the cited paper: its kind and its day.
//!
//! Takes a sentence, gives the kind of paper and the one date in it.
//! Never decides between two kinds or two dates: then nothing is known.

use super::token::{Day, Text, date};

/// A kind of paper, as letters to parliament name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Answers,
    BncFiche,
    Motion,
    Report,
    Agenda,
}

impl Kind {
    /// The kind in a message.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Answers => "answers to questions",
            Kind::BncFiche => "a BNC-fiche",
            Kind::Motion => "a motion",
            Kind::Report => "a report",
            Kind::Agenda => "an annotated agenda",
        }
    }
}

/// The kind of paper that `sentence` speaks of.
pub(super) fn kind(sentence: &str) -> Option<Kind> {
    let lower = sentence.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    // Answers are about another paper, which the sentence names too, so they go first.
    if has(&["beantwoord", "antwoord op", "antwoorden op", "schriftelijke vragen", "schriftelijk overleg"]) {
        return Some(Kind::Answers);
    }
    let kinds = [
        (has(&["bnc-fiche", "bnc fiche"]), Kind::BncFiche),
        (has(&["motie"]), Kind::Motion),
        (has(&["verslag"]), Kind::Report),
        (has(&["geannoteerde agenda"]), Kind::Agenda),
    ];
    let mut found = kinds.into_iter().filter_map(|(present, kind)| present.then_some(kind));
    found.next().filter(|_| found.next().is_none())
}

/// The only full date in `sentence`, if there is exactly one.
pub(super) fn only_date(sentence: &str) -> Option<Day> {
    let mut days = Vec::new();
    let mut end = 0;
    for (at, c) in sentence.char_indices() {
        let begins = c.is_ascii_digit() && !sentence[..at].ends_with(|c: char| c.is_alphanumeric());
        if at < end || !begins {
            continue;
        }
        let mut input = Text::new(&sentence[at..]);
        if let Ok(day) = date(&mut input) {
            days.push(day);
            end = at + super::token::here(&input);
        }
    }
    match days.as_slice() {
        [day] => Some(*day),
        _ => None,
    }
}
