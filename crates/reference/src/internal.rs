//! References within the document: notes, items, "zie hierboven", "ibid."
//!
//! Takes: the place of such a word or of the number behind one.
//! Gives: the place in the document that is meant.
//! Never: resolves it: that takes the whole document, and is the work of `lint` and of the site.

use std::ops::Range;

use winnow::combinator::opt;
use winnow::prelude::*;

use crate::found::{Detail, FoundReference, InternalTarget};
use crate::id::form::Form;
use crate::parliament::dossier_number::is_roman;
use crate::text::number_list::conjunction;
use crate::text::token::{
    ParseResult, TextCursor, advance, attempt, comma, ensure, fail, gap, here, is_word, number, rest, space, space1,
    stands_alone, word, word_end,
};
use crate::vicinity::Vicinity;

/// Finds a reference without a number, whose word begins at the candidate or a few letters before it.
pub(crate) fn at_keyword(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let text = &around.text[around.at..];
    if text.starts_with("ibid") || text.starts_with("Ibid") || text.starts_with("Idem") {
        ibid(around, found);
        return;
    }
    let (target, length) = match text.as_bytes() {
        [b'i', b'e', b'r', b'b', ..] => (InternalTarget::Above, "ierboven".len()),
        [b'i', b'e', b'r', ..] => (InternalTarget::Below, "ieronder".len()),
        [b'i', b'e', ..] => (InternalTarget::Above, "ie boven".len()),
        [b'e', b'e', b' ', b'a', ..] => (InternalTarget::Above, "ee above".len()),
        _ => (InternalTarget::Below, "ee below".len()),
    };
    let end = around.at + length;
    if around.text[end..].starts_with(is_word) {
        return;
    }
    // "hierboven" counts only after "zie" or "zie ook"; the others begin with a "zie" or "see" of their own.
    let before = around.before(end, 40);
    let lower = before.to_ascii_lowercase();
    let leads = [
        "zie hierboven",
        "zie hieronder",
        "zie ook hierboven",
        "zie ook hieronder",
        "zie boven",
        "see above",
        "see below",
    ];
    let joined = lower.replace('\n', " ");
    let Some(lead) = leads.iter().find(|lead| joined.ends_with(*lead)) else {
        return;
    };
    let start = end - lead.len();
    if around.begins_word(start) {
        found.push(internal(start..end, target));
    }
}

/// `ibid.`, `ibidem`; `Idem` only as the beginning of a note.
fn ibid(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let parser = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        let idem = word(input, &["ibidem", "ibid", "idem"])?.eq_ignore_ascii_case("idem");
        opt('.').parse_next(input)?;
        let begins_note = around.text[..around.at].trim().is_empty();
        ensure(!idem || (begins_note && ends_note(input)))
    };
    if !around.begins_word(around.at) {
        return;
    }
    if let Some(((), end)) = around.parse(around.at, parser) {
        found.push(internal(around.at..end, InternalTarget::Ibid));
    }
}

/// Whether a note may end here: at the end of the text, or at punctuation.
fn ends_note(input: &TextCursor<'_>) -> bool {
    let text = rest(input);
    text.trim().is_empty() || text.starts_with([',', ';', ':'])
}

/// Finds a reference whose number begins at the candidate: `noot 3`, `agendapunt II.10c`.
pub(crate) fn at_digits(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let (start, before) = around.word_before();
    if is_roman(before) {
        item_in_part(around, start, found);
        return;
    }
    if !around.begins_word(start) {
        return;
    }
    let is_one_of = |words: &[&str]| words.iter().any(|word| before.eq_ignore_ascii_case(word));
    if is_one_of(NOTES) {
        numbered(around, start, note, found);
    } else if is_one_of(ITEMS) {
        numbered(around, start, item, found);
    }
}

/// Words for notes.
const NOTES: &[&str] =
    &["noot", "noten", "voetnoot", "voetnoten", "eindnoot", "eindnoten", "note", "notes", "footnote", "footnotes"];

/// Words for items; "punt" alone counts only before a part in roman numerals.
const ITEMS: &[&str] = &["agendapunt", "agendapunten"];

/// An item whose part in roman numerals is written before the candidate, and the word before that: `agendapunt II.10c`.
fn item_in_part(around: &Vicinity<'_>, part: usize, found: &mut Vec<FoundReference>) {
    let before = around.before(part, 20);
    let trimmed = before.trim_end();
    let start = around.word_start(part - (before.len() - trimmed.len()), 16);
    let typed = &around.text[start..part - (before.len() - trimmed.len())];
    let known = ITEMS.iter().chain(&["punt", "punten", "item", "items"]).any(|word| typed.eq_ignore_ascii_case(word));
    if known && around.begins_word(start) {
        numbered(around, start, item, found);
    }
}

/// Applies a parser of targets from `start`, and again after each conjunction.
fn numbered(
    around: &Vicinity<'_>,
    start: usize,
    target: fn(&mut TextCursor<'_>) -> ParseResult<InternalTarget>,
    found: &mut Vec<FoundReference>,
) {
    let parser = |input: &mut TextCursor<'_>| -> ParseResult<Vec<(Range<usize>, InternalTarget)>> {
        winnow::token::take_while(4..20, |c: char| c.is_ascii_alphabetic()).void().parse_next(input)?;
        space1(input)?;
        let first = target(input)?;
        let mut targets = vec![(0..here(input), first)];
        while targets.len() < 30 {
            let next = |input: &mut TextCursor<'_>| -> ParseResult<(usize, InternalTarget)> {
                conjunction(input)?;
                Ok((here(input), target(input)?))
            };
            let Some((begin, next)) = attempt(input, next) else {
                break;
            };
            targets.push((begin..here(input), next));
        }
        Ok(targets)
    };
    if let Some((targets, _)) = around.parse(start, parser) {
        found.extend(targets.into_iter().map(|(span, target)| internal(span.start + start..span.end + start, target)));
    }
}

fn note(input: &mut TextCursor<'_>) -> ParseResult<InternalTarget> {
    let note = number(input, 3)?;
    stands_alone(input)?;
    Ok(InternalTarget::Note(note))
}

/// `II.10c`, `II, 10c`, `3`, `4b`, `I.12, onder a`.
fn item(input: &mut TextCursor<'_>) -> ParseResult<InternalTarget> {
    let part = attempt(input, |input| {
        let part = winnow::token::take_while(1..6, |c: char| c.is_ascii_uppercase()).parse_next(input)?;
        ensure(is_roman(part))?;
        opt(winnow::token::one_of(['.', ','])).parse_next(input)?;
        space(input)?;
        Ok(part.to_owned())
    });
    let number = number(input, 2)?;
    let sub = attempt(input, sub_item);
    if sub.is_none() {
        stands_alone(input)?;
    }
    Ok(InternalTarget::Item { part, number, sub })
}

/// `c`, `.c`, ` c)`, `, onder a`, `, sub a`.
fn sub_item(input: &mut TextCursor<'_>) -> ParseResult<char> {
    let spelled = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        comma(input)?;
        word(input, &["onder", "sub", "onderdeel"])?;
        gap(input)
    };
    let spaced = attempt(input, spelled).is_none() && attempt(input, space1).is_some();
    if !spaced && rest(input).starts_with('.') {
        advance(input, 1);
    }
    let Some(letter) = rest(input).chars().next().filter(char::is_ascii_lowercase) else {
        return fail();
    };
    advance(input, 1);
    word_end(input)?;
    // After a space, only a parenthesis makes a letter a label.
    let closed = opt(')').parse_next(input)?.is_some();
    ensure(!spaced || closed)?;
    Ok(letter)
}

fn internal(span: Range<usize>, target: InternalTarget) -> FoundReference {
    FoundReference { span, form: Form::Internal, id: None, until: None, detail: Detail::Internal(target) }
}
