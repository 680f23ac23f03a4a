//! Ranges of sources: "nrs. 880 t/m 882", "COM(2023) 755 tot en met COM(2023) 757".
//!
//! Takes: a text and its references.
//! Gives: each range with every source in it.
//! Never: fills a range of statute articles or acts: letters stand between the articles, and acts of all kinds share
//! their numbers.

use std::ops::Range;

use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::id::range::{NumberedId, RangeFault, between};
use crate::text::number_list::through;
use crate::text::token::{TextCursor, rest};

/// A range of sources that a text cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedRange {
    /// The reference that begins the range, as an index into those given to [`cited_ranges`].
    pub reference: usize,
    /// The bytes of the text from the beginning of the range to its end.
    pub span: Range<usize>,
    /// The first source, which is that of the reference.
    pub first: Id,
    /// The last source, even where a `fault` leaves out those between.
    pub last: Id,
    /// The sources that have no reference of their own, in order: those between the ends, and the last one if a single
    /// reference holds both ends.
    pub further: Vec<Id>,
    /// Why `further` leaves out what lies between the ends; `None` when nothing is wrong.
    pub fault: Option<RangeFault>,
}

/// The ranges that the references of a text cite, in the order of the text.
///
/// A range is one reference with two ends, or two references of one form joined by "t/m" or "tot en met".
///
/// ```
/// use reference::{Registry, cited_ranges, recognise};
///
/// let text = "Kamerstukken II 2023-24, 32 317, nrs. 880 t/m 882.";
/// let ranges = cited_ranges(text, &recognise(text, &Registry::default()));
/// assert_eq!(ranges[0].first.as_str(), "kst-32317-880");
/// assert_eq!(ranges[0].further.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["kst-32317-881", "kst-32317-882"]);
/// assert_eq!(ranges[0].fault, None);
/// ```
#[must_use]
pub fn cited_ranges(text: &str, references: &[FoundReference]) -> Vec<CitedRange> {
    let mut ranges = Vec::new();
    for (index, reference) in references.iter().enumerate() {
        let Some(first) = reference.id.as_ref().filter(|_| is_counted(reference.form)) else { continue };
        let other = references.get(index + 1).filter(|next| is_joined(text, reference, next));
        let (last, end) = match (&reference.until, other.map(|other| (&other.id, other.span.end))) {
            (Some(last), _) => (last, reference.span.end),
            (None, Some((Some(last), end))) => (last, end),
            _ => continue,
        };
        let found = between(first, last);
        // A number with a letter has no neighbours that can be computed.
        let fault = found.as_ref().err().copied();
        let fault = fault.filter(|fault| reference.form != Form::TreatyArticle || *fault != RangeFault::TwoSeries);
        let mut further = found.unwrap_or_default();
        // The words do not tell whether "876-82" ends with 82 or with 882.
        let cut = fault == Some(RangeFault::NotRising) && is_cut(first, last);
        further.extend(reference.until.clone().filter(|last| last != first && !cut));
        let span = reference.span.start..end;
        ranges.push(CitedRange { reference: index, span, first: first.clone(), last: last.clone(), further, fault });
    }
    ranges
}

/// Whether papers of this form are numbered one after another.
fn is_counted(form: Form) -> bool {
    matches!(
        form,
        Form::Kamerstuk
            | Form::Handelingen
            | Form::Aanhangsel
            | Form::Staatsblad
            | Form::Staatscourant
            | Form::Tractatenblad
            | Form::Commission
            | Form::TreatyArticle
    )
}

/// Whether the end of a range may have dropped digits that it shares with the beginning.
fn is_cut(first: &Id, last: &Id) -> bool {
    NumberedId::of(first).zip(NumberedId::of(last)).is_some_and(|(first, last)| first.completed(&last).is_some())
}

/// Whether nothing but "t/m" stands between two references of one form.
fn is_joined(text: &str, one: &FoundReference, next: &FoundReference) -> bool {
    let Some(words) = text.get(one.span.end..next.span.start).filter(|_| one.form == next.form) else { return false };
    // Most references are far apart: nothing is parsed for them.
    if words.len() > 40 || !words.trim_start().starts_with('t') {
        return false;
    }
    let mut input = TextCursor::new(words);
    through(&mut input).is_ok() && rest(&input).is_empty()
}
