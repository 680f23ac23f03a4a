//! References within the document: notes, items, "zie hierboven", "ibid."
//!
//! Takes the place of such a word or of the number behind one, gives the place in the document that is meant.
//! Never resolves it: that takes the whole document, and is the work of `lint` and of the site.

use std::ops::Range;

use winnow::combinator::opt;
use winnow::prelude::*;

use super::citation::{Detail, Reference, Target};
use super::dossier::is_roman;
use super::form::Form;
use super::list::conjunction;
use super::place::Place;
use super::token::{
    Parsed, Text, advance, attempt, comma, ensure, fail, gap, here, is_word, number, rest, space, space1, stands_alone, word, word_end,
};

/// A reference without a number, whose word stands at the trigger, perhaps without its first letters.
pub(super) fn at_keyword(place: &Place<'_>, found: &mut Vec<Reference>) {
    let text = &place.text[place.at..];
    if text.starts_with("ibid") || text.starts_with("Ibid") || text.starts_with("Idem") {
        ibid(place, found);
        return;
    }
    let (target, length) = match text.as_bytes() {
        [b'i', b'e', b'r', b'b', ..] => (Target::Above, "ierboven".len()),
        [b'i', b'e', b'r', ..] => (Target::Below, "ieronder".len()),
        [b'i', b'e', ..] => (Target::Above, "ie boven".len()),
        [b'e', b'e', b' ', b'a', ..] => (Target::Above, "ee above".len()),
        _ => (Target::Below, "ee below".len()),
    };
    let end = place.at + length;
    if place.text[end..].starts_with(is_word) {
        return;
    }
    // "hierboven" counts only behind "zie" or "zie ook"; the others begin with their own "zie" or "see".
    let before = place.before(end, 40);
    let lower = before.to_ascii_lowercase();
    let leads = ["zie hierboven", "zie hieronder", "zie ook hierboven", "zie ook hieronder", "zie boven", "see above", "see below"];
    let joined = lower.replace('\n', " ");
    let Some(lead) = leads.iter().find(|lead| joined.ends_with(*lead)) else {
        return;
    };
    let start = end - lead.len();
    if place.begins_word(start) {
        found.push(internal(start..end, target));
    }
}

/// `ibid.`, `ibidem`; `Idem` only as the beginning of a note.
fn ibid(place: &Place<'_>, found: &mut Vec<Reference>) {
    let parser = |input: &mut Text<'_>| -> Parsed<()> {
        let idem = word(input, &["ibidem", "ibid", "idem"])?.eq_ignore_ascii_case("idem");
        opt('.').parse_next(input)?;
        let begins_note = place.text[..place.at].trim().is_empty();
        ensure(!idem || (begins_note && ends_note(input)))
    };
    if !place.begins_word(place.at) {
        return;
    }
    if let Some(((), end)) = place.parse(place.at, parser) {
        found.push(internal(place.at..end, Target::Ibid));
    }
}

/// Whether a note may end here: at the end of the text, or at punctuation.
fn ends_note(input: &Text<'_>) -> bool {
    let text = rest(input);
    text.trim().is_empty() || text.starts_with([',', ';', ':'])
}

/// A reference whose number stands at the trigger: `noot 3`, `agendapunt II.10c`.
pub(super) fn at_digits(place: &Place<'_>, found: &mut Vec<Reference>) {
    let (start, before) = place.word_before();
    if is_roman(before) {
        item_in_part(place, start, found);
        return;
    }
    if !place.begins_word(start) {
        return;
    }
    let is_one_of = |words: &[&str]| words.iter().any(|word| before.eq_ignore_ascii_case(word));
    if is_one_of(NOTES) {
        numbered(place, start, note, found);
    } else if is_one_of(ITEMS) {
        numbered(place, start, item, found);
    }
}

/// Words for notes.
const NOTES: &[&str] = &["noot", "noten", "voetnoot", "voetnoten", "eindnoot", "eindnoten", "note", "notes", "footnote", "footnotes"];

/// Words for items; "punt" alone counts only before a part in roman numerals.
const ITEMS: &[&str] = &["agendapunt", "agendapunten"];

/// An item whose part in roman numerals stands before the trigger, and before that the word: `agendapunt II.10c`.
fn item_in_part(place: &Place<'_>, part: usize, found: &mut Vec<Reference>) {
    let before = place.before(part, 20);
    let trimmed = before.trim_end();
    let start = place.word_start(part - (before.len() - trimmed.len()), 16);
    let typed = &place.text[start..part - (before.len() - trimmed.len())];
    let known = ITEMS.iter().chain(&["punt", "punten", "item", "items"]).any(|word| typed.eq_ignore_ascii_case(word));
    if known && place.begins_word(start) {
        numbered(place, start, item, found);
    }
}

/// Applies a parser of targets from `start`, and again behind each conjunction.
fn numbered(place: &Place<'_>, start: usize, target: fn(&mut Text<'_>) -> Parsed<Target>, found: &mut Vec<Reference>) {
    let parser = |input: &mut Text<'_>| -> Parsed<Vec<(Range<usize>, Target)>> {
        winnow::token::take_while(4..20, |c: char| c.is_ascii_alphabetic()).void().parse_next(input)?;
        space1(input)?;
        let first = target(input)?;
        let mut targets = vec![(0..here(input), first)];
        while targets.len() < 30 {
            let next = |input: &mut Text<'_>| -> Parsed<(usize, Target)> {
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
    if let Some((targets, _)) = place.parse(start, parser) {
        found.extend(targets.into_iter().map(|(span, target)| internal(span.start + start..span.end + start, target)));
    }
}

fn note(input: &mut Text<'_>) -> Parsed<Target> {
    let note = number(input, 3)?;
    stands_alone(input)?;
    Ok(Target::Note(note))
}

/// `II.10c`, `II, 10c`, `3`, `4b`, `I.12, onder a`.
fn item(input: &mut Text<'_>) -> Parsed<Target> {
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
    Ok(Target::Item { part, number, sub })
}

/// `c`, `.c`, ` c)`, `, onder a`, `, sub a`.
fn sub_item(input: &mut Text<'_>) -> Parsed<char> {
    let spelled = |input: &mut Text<'_>| -> Parsed<()> {
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
    // Behind a space only a parenthesis makes a letter a label.
    let closed = opt(')').parse_next(input)?.is_some();
    ensure(!spaced || closed)?;
    Ok(letter)
}

fn internal(span: Range<usize>, target: Target) -> Reference {
    Reference { span, form: Form::Internal, id: None, until: None, detail: Detail::Internal(target) }
}
