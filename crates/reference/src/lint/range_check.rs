//! Checks whether the ranges of papers can be meant as written.
//!
//! Takes: the passages of a document.
//! Gives: a lint for each range that stands for its ends alone.
//! Never: turns a range round by itself.

use crate::found::cited_range::{CitedRange, cited_ranges};
use crate::id::notation::dossier_notation;
use crate::id::range::{NumberedId, RangeFault};
use crate::lint::report::{Lint, LintCode, RecognisedText, Said, one_line};

/// Reports ranges that run down, are too long, or end in another dossier.
pub(crate) fn ranges(passages: &[RecognisedText<'_>], lints: &mut Vec<Lint>) {
    for (index, passage) in passages.iter().enumerate() {
        for range in cited_ranges(passage.text, passage.references) {
            let Some(fault) = range.fault else { continue };
            let words = one_line(passage.text.get(range.span.clone()).unwrap_or_default());
            let (message, mut named) = match fault {
                RangeFault::NotRising => (format!("the range '{words}' does not rise"), Vec::new()),
                RangeFault::TooLong(count) => (
                    format!("the range '{words}' has {count} papers, but at most {} are allowed", RangeFault::LONGEST),
                    vec![("count", count.to_string()), ("most", RangeFault::LONGEST.to_string())],
                ),
                RangeFault::TwoSeries => two_series(&words, &range),
            };
            named.push(("words", words));
            let did_you_mean = Some(&range).filter(|_| fault == RangeFault::NotRising).and_then(turned);
            lints.push(Lint {
                code: LintCode::Range(fault),
                passage: index,
                span: range.span,
                message,
                named,
                did_you_mean,
                related: None,
            });
        }
    }
}

/// The message for a range whose ends lie in different series.
fn two_series(words: &str, range: &CitedRange) -> Said {
    match (range.first.dossier(), range.last.dossier()) {
        (Some(first), Some(last)) if first != last => {
            let (first, last) = (dossier_notation(first), dossier_notation(last));
            let message = format!("the range '{words}' begins in dossier {first} and ends in {last}");
            (message, vec![("first", first), ("last", last)])
        }
        _ => (format!("the range '{words}' does not end in the series and year that it begins in"), Vec::new()),
    }
}

/// What a range that runs down may have meant: `876 t/m 882` for "876-82", or else the ends swapped.
fn turned(range: &CitedRange) -> Option<String> {
    let (first, last) = (NumberedId::of(&range.first)?, NumberedId::of(&range.last)?);
    let (from, to) = (first.written(), last.written());
    Some(match first.completed(&last) {
        Some(whole) => format!("{from} t/m {whole}"),
        None if from == to => from,
        None => format!("{to} t/m {from}"),
    })
}
