//! Words that were put there to be replaced.
//!
//! Takes: the text of an element as the reader sees it.
//! Gives: a likely mistake for each `TODO`, `[invullen]`, `???` and the like.
//! Never: minds a numeral such as that of hoofdstuk XXX.

use std::ops::Range;

use super::near_markup::{Search, beginning};
use crate::diagnostic::{Code, message};

impl Search<'_> {
    /// Words that were put there to be replaced.
    pub(super) fn placeholders(&mut self) {
        let text = self.shown.text.as_str();
        for (at, _) in text.match_indices("???").filter(|(at, _)| !text[..*at].ends_with('?')) {
            let end = at + text[at..].len() - text[at..].trim_start_matches('?').len();
            self.report_placeholder(at..end);
        }
        let words = ["TODO", "FIXME", "TBD", "XXX", "lorem ipsum", "Lorem ipsum"];
        for word in words.into_iter().filter(|word| text.contains(word)) {
            for (at, _) in text.match_indices(word) {
                let (before, behind) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
                let alone = !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric);
                if alone && !(word == "XXX" && is_numeral(&text[..at])) {
                    self.report_placeholder(at..at + word.len());
                }
            }
        }
    }

    /// Brackets around what somebody has to fill in.
    pub(super) fn blanks_to_fill_in(&mut self) {
        let text = self.shown.text.as_str();
        for (at, _) in text.match_indices('[') {
            let Some(close) = beginning(&text[at..], 60).find(']') else { continue };
            let inner = text[at + 1..at + close].trim().to_lowercase();
            let to_fill_in = FILL_IN.contains(&inner.as_str()) || FILLING_IN.iter().any(|word| inner.starts_with(word));
            if to_fill_in && !text[at + close + 1..].starts_with(['(', '[']) {
                self.report_placeholder(at..at + close + 1);
            }
        }
    }

    fn report_placeholder(&mut self, range: Range<usize>) {
        let message = message!("placeholder", words = &self.shown.text[range.clone()]);
        self.report_as(Code::Placeholder, range, message, message!("placeholder.hint"));
    }
}

/// What stands alone between brackets where something is to be filled in.
const FILL_IN: &[&str] = &[
    "datum",
    "naam",
    "nummer",
    "bedrag",
    "pm",
    "p.m.",
    "ntb",
    "n.t.b.",
    "nog te bepalen",
    "to be confirmed",
    "tbc",
    "tbd",
    "todo",
    "date",
    "name",
    "number",
    "xx",
    "xxx",
    "...",
    "vul in",
];

/// How it begins, with more behind it.
const FILLING_IN: &[&str] =
    &["invullen", "in te vullen", "nader in te vullen", "nog in te vullen", "fill in", "to be completed", "insert "];

/// Whether what stands before `XXX` makes a number of it, as in "hoofdstuk XXX".
fn is_numeral(before: &str) -> bool {
    let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    [
        "hoofdstuk",
        "titel",
        "deel",
        "bijlage",
        "artikel",
        "afdeling",
        "chapter",
        "title",
        "part",
        "annex",
        "article",
        "nr",
        "paus",
    ]
    .contains(&word.as_str())
}
