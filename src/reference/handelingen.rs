//! Handelingen, the proceedings of the chambers, and their Aanhangsel of written questions.
//!
//! Takes the place of the keyword, gives one reference for each item or question cited.
//! Never makes an id of page numbers: before 2010/11 the proceedings were published by page, and the pages cited are
//! not those that name the publication.
//! The official forms are those of Aanwijzing 3.43: `Handelingen II 2010/11, nr. 108, item 5, p. 25-36` and
//! `Aanhangsel Handelingen I 2014/15, nr. 12`.

use std::ops::Range;

use winnow::combinator::{alt, opt};
use winnow::prelude::*;

use super::citation::{Chamber, Detail, Paper, Reference};
use super::form::Form;
use super::id::Id;
use super::list::{conjunction, next_number};
use super::place::Place;
use super::session::{Session, session};
use super::token::{Announced, Parsed, Text, announcement, attempt, dash, ensure, gap, gap1, here, number, separator, stands_alone, word};

/// A citation whose "Handelin" or "Hand." stands at the trigger.
pub(super) fn at_keyword(place: &Place<'_>, found: &mut Vec<Reference>) {
    // "Aanh. Hand. II 2023/24, nr. 2003" cites the Aanhangsel.
    let annex = ["Aanh. ", "aanh. "].into_iter().find(|annex| place.text[..place.at].ends_with(annex));
    let start = place.at - annex.map_or(0, str::len);
    if !place.begins_word_or_follows_note(start) {
        return;
    }
    if annex.is_some() {
        if let Some((questions, _)) = place.parse(start, aanhangsel) {
            collect(start, questions, found);
        }
        return;
    }
    if let Some((sittings, _)) = place.parse(place.at, handelingen) {
        collect(place.at, sittings, found);
    }
}

/// A citation whose "anhangsel" stands at the trigger.
pub(super) fn at_aanhangsel(place: &Place<'_>, found: &mut Vec<Reference>) {
    let Some(start) = place.at.checked_sub(1).filter(|_| matches!(place.byte_before(), b'A' | b'a')) else {
        return;
    };
    if !place.begins_word_or_follows_note(start) {
        return;
    }
    if let Some((questions, _)) = place.parse(start, aanhangsel) {
        collect(start, questions, found);
    }
}

/// One cited item or question. Spans count from the start of the citation.
struct Cited {
    span: Range<usize>,
    form: Form,
    chamber: Option<Chamber>,
    session: Option<Session>,
    /// What follows the session in the id; none when the words do not determine it.
    tail: Option<String>,
}

/// `Handelingen II 2010/11, nr. 108, item 5`, also with the Aanhangsel behind it.
fn handelingen(input: &mut Text<'_>) -> Parsed<Vec<Cited>> {
    word(input, &["Handelingen", "Hand"])?;
    opt('.').parse_next(input)?;
    gap1(input)?;
    let (chamber, session) = house_and_session(input)?;
    let annex = |input: &mut Text<'_>| -> Parsed<()> {
        separator(input)?;
        word(input, &["Aanhangsel"]).map(|_| ())
    };
    if attempt(input, annex).is_some() {
        return questions(input, chamber, session);
    }
    let mut cited = Vec::new();
    let mut start = 0;
    while cited.len() < 20 {
        sitting(input, start, (chamber, session), &mut cited)?;
        let next = |input: &mut Text<'_>| -> Parsed<usize> {
            conjunction(input)?;
            let start = here(input);
            announcement(input)?;
            Ok(start)
        };
        // The announcement belongs to the next sitting, which reads it again.
        let Some(begin) = attempt(&mut input.clone(), next) else {
            break;
        };
        if attempt(input, conjunction).is_none() {
            break;
        }
        start = begin;
    }
    Ok(cited)
}

/// One sitting, `nr. 108`, with its items, `items 5 en 7`.
fn sitting(
    input: &mut Text<'_>,
    start: usize,
    (chamber, session): (Option<Chamber>, Option<Session>),
    cited: &mut Vec<Cited>,
) -> Parsed<()> {
    separator(input)?;
    let announced = attempt(input, announcement).is_some();
    gap(input)?;
    let sitting = number(input, 3)?;
    stands_alone(input)?;
    let end = here(input);
    let cite = |span: Range<usize>, item: Option<u32>| Cited {
        span,
        form: Form::Handelingen,
        chamber,
        session,
        // Items are numbered since the session of 2010/11.
        tail: item.filter(|_| session.is_some_and(|s| s.start >= 2010)).map(|item| format!("{sitting}-{item}")),
    };
    let item = |input: &mut Text<'_>| -> Parsed<(u32, Announced)> {
        // "nr. 33-7", as the proceedings number their own pages.
        if announced && dash(input).is_ok() {
            let item = number(input, 3)?;
            stands_alone(input)?;
            return Ok((item, Announced::One));
        }
        separator(input)?;
        let announced = match word(input, &["item", "items"])?.len() {
            4 => Announced::One,
            _ => Announced::Several,
        };
        gap(input)?;
        Ok((number(input, 3)?, announced))
    };
    let Some((first, several)) = attempt(input, item) else {
        ensure(announced)?;
        cited.push(cite(start..end, None));
        return Ok(());
    };
    cited.push(cite(start..here(input), Some(first)));
    let mut last = first;
    let next = |input: &mut Text<'_>, last: u32| -> Parsed<(usize, u32)> {
        ensure(several == Announced::Several)?;
        conjunction(input)?;
        Ok((here(input), next_number(input, last, several)?))
    };
    while let Some((begin, item)) = attempt(input, |input| next(input, last)) {
        cited.push(cite(begin..here(input), Some(item)));
        last = item;
    }
    Ok(())
}

/// `Aanhangsel Handelingen II 2017/18, nr. 2214`.
fn aanhangsel(input: &mut Text<'_>) -> Parsed<Vec<Cited>> {
    if word(input, &["Aanhangsel"]).is_err() {
        word(input, &["Aanh."])?;
    }
    gap1(input)?;
    let proceedings = |input: &mut Text<'_>| -> Parsed<()> {
        if attempt(input, |input| word(input, &["van"]).and_then(|_| gap1(input))).is_some() {
            word(input, &["de"])?;
            gap1(input)?;
        }
        word(input, &["Handelingen", "Hand."])?;
        Ok(())
    };
    attempt(input, proceedings);
    let (chamber, session) = house_and_session(input)?;
    questions(input, chamber, session)
}

/// The numbers of written questions: `, nr. 2214`, `, nrs. 12 en 13`, `, 2214`.
fn questions(input: &mut Text<'_>, chamber: Option<Chamber>, session: Option<Session>) -> Parsed<Vec<Cited>> {
    separator(input)?;
    let announced = attempt(input, announcement).unwrap_or(Announced::One);
    gap(input)?;
    let first = number(input, 5)?;
    stands_alone(input)?;
    let cite =
        |span: Range<usize>, question: u32| Cited { span, form: Form::Aanhangsel, chamber, session, tail: Some(question.to_string()) };
    let mut cited = vec![cite(0..here(input), first)];
    let mut last = first;
    while cited.len() < 40 {
        let next = |input: &mut Text<'_>| -> Parsed<(usize, u32)> {
            conjunction(input)?;
            Ok((here(input), next_number(input, last, announced)?))
        };
        let Some((start, question)) = attempt(input, next) else {
            break;
        };
        cited.push(cite(start..here(input), question));
        last = question;
    }
    Ok(cited)
}

/// The chamber and the session, in that order and with the words that may stand between them.
fn house_and_session(input: &mut Text<'_>) -> Parsed<(Option<Chamber>, Option<Session>)> {
    let house = attempt(input, |input| {
        separator(input)?;
        house(input)
    });
    separator(input)?;
    if word(input, &["vergaderjaar", "zitting"]).is_ok() {
        gap1(input)?;
    }
    let session = session(input)?;
    Ok((house, Some(session)))
}

fn house(input: &mut Text<'_>) -> Parsed<Chamber> {
    alt((
        |input: &mut Text<'_>| word(input, &["II", "TK", "Tweede Kamer"]).map(|_| Chamber::Second),
        |input: &mut Text<'_>| word(input, &["I", "EK", "Eerste Kamer"]).map(|_| Chamber::First),
    ))
    .parse_next(input)
}

/// Turns what was cited from `base` on into references.
fn collect(base: usize, all: Vec<Cited>, found: &mut Vec<Reference>) {
    for cited in all {
        let series = match cited.form {
            Form::Aanhangsel => "ah",
            _ => "h",
        };
        let id = || {
            let house = match cited.chamber? {
                Chamber::Second => "tk",
                Chamber::First => "ek",
            };
            Some(Id::new(format!("{series}-{house}-{}-{}", cited.session?.compact()?, cited.tail.as_ref()?)))
        };
        found.push(Reference {
            span: cited.span.start + base..cited.span.end + base,
            form: cited.form,
            id: id(),
            until: None,
            detail: Detail::Paper(Box::new(Paper { chamber: cited.chamber, session: cited.session, ..Paper::default() })),
        });
    }
}
