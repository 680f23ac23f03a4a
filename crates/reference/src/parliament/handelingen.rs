//! Handelingen, the proceedings of the chambers, and their Aanhangsel of written questions.
//!
//! Takes: the place of the keyword.
//! Gives: one reference for each item or question cited.
//! Never: makes an id of page numbers: before 2010/11 the proceedings were published by page, and the pages cited are
//! not those that name the publication.
//!
//! The official forms are those of Aanwijzing 3.43: `Handelingen II 2010/11, nr. 108, item 5, p. 25-36` and `Aanhangsel
//! Handelingen I 2014/15, nr. 12`.

use std::ops::Range;

use winnow::combinator::{alt, opt};
use winnow::prelude::*;

use crate::found::session::{Session, session};
use crate::found::{Chamber, Detail, FoundReference, PaperCitation};
use crate::id::Id;
use crate::id::form::Form;
use crate::text::number_list::{CitedNumber, conjunction, next_number, numbers, range_end};
use crate::text::token::{
    Announced, ParseResult, TextCursor, announcement, attempt, dash, ensure, gap, gap1, here, number, separator,
    stands_alone, word,
};
use crate::vicinity::Vicinity;

/// Finds the citation whose "Handelin" or "Hand." begins at the candidate.
pub(crate) fn at_keyword(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    // "Aanh. Hand. II 2023/24, nr. 2003" cites the Aanhangsel.
    let annex = ["Aanh. ", "aanh. "].into_iter().find(|annex| around.text[..around.at].ends_with(annex));
    let start = around.at - annex.map_or(0, str::len);
    if !around.begins_word_or_follows_note(start) {
        return;
    }
    if annex.is_some() {
        if let Some((questions, _)) = around.parse(start, aanhangsel) {
            collect(start, questions, found);
        }
        return;
    }
    if let Some((sittings, _)) = around.parse(around.at, handelingen) {
        collect(around.at, sittings, found);
    }
}

/// Finds the citation whose "anhangsel" begins at the candidate.
pub(crate) fn at_aanhangsel(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    let Some(start) = around.at.checked_sub(1).filter(|_| matches!(around.byte_before(), b'A' | b'a')) else {
        return;
    };
    if !around.begins_word_or_follows_note(start) {
        return;
    }
    if let Some((questions, _)) = around.parse(start, aanhangsel) {
        collect(start, questions, found);
    }
}

/// One cited item or question. Spans count from the start of the citation.
struct CitedProceedings {
    span: Range<usize>,
    form: Form,
    chamber: Option<Chamber>,
    session: Option<Session>,
    /// What follows the session in the id; `None` when the words do not determine it.
    tail: Option<String>,
    /// The same for the end of a range.
    until: Option<String>,
}

/// `Handelingen II 2010/11, nr. 108, item 5`, perhaps followed by its Aanhangsel.
fn handelingen(input: &mut TextCursor<'_>) -> ParseResult<Vec<CitedProceedings>> {
    word(input, &["Handelingen", "Hand"])?;
    opt('.').parse_next(input)?;
    gap1(input)?;
    let (chamber, session) = house_and_session(input)?;
    let annex = |input: &mut TextCursor<'_>| -> ParseResult<()> {
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
        let next = |input: &mut TextCursor<'_>| -> ParseResult<usize> {
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
    input: &mut TextCursor<'_>,
    start: usize,
    (chamber, session): (Option<Chamber>, Option<Session>),
    cited: &mut Vec<CitedProceedings>,
) -> ParseResult<()> {
    separator(input)?;
    let announced = attempt(input, announcement);
    gap(input)?;
    let sitting = number(input, 3)?;
    stands_alone(input)?;
    let end = here(input);
    // Items are numbered since the session of 2010/11.
    let tail = |item: u32| session.filter(|session| session.start >= 2010).map(|_| format!("{sitting}-{item}"));
    let cite = |span: Range<usize>, item: Option<u32>, until: Option<u32>| CitedProceedings {
        span,
        form: Form::Handelingen,
        chamber,
        session,
        tail: item.and_then(tail),
        until: until.and_then(tail),
    };
    let Some((first, several)) = attempt(input, |input| first_item(input, announced)) else {
        ensure(announced.is_some())?;
        cited.push(cite(start..end, None, None));
        return Ok(());
    };
    let (mut begin, mut item) = (start, first);
    loop {
        let until = attempt(input, |input| {
            ensure(several == Announced::Several)?;
            range_end(input, item, several, 3)
        });
        cited.push(cite(begin..here(input), Some(item), until));
        let next = |input: &mut TextCursor<'_>| -> ParseResult<(usize, u32)> {
            ensure(several == Announced::Several)?;
            conjunction(input)?;
            Ok((here(input), next_number(input, until.unwrap_or(item), several)?))
        };
        let Some(next) = attempt(input, next) else {
            return Ok(());
        };
        (begin, item) = next;
    }
}

/// The first item of a sitting, and whether several are announced: `, item 5`, `, items 5`, `-7`.
///
/// `sitting` is what announces the number of the sitting, if anything does.
fn first_item(input: &mut TextCursor<'_>, sitting: Option<Announced>) -> ParseResult<(u32, Announced)> {
    // "nr. 33-7", as the proceedings number their own pages.
    if sitting.is_some() && dash(input).is_ok() {
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
}

/// `Aanhangsel Handelingen II 2017/18, nr. 2214`.
fn aanhangsel(input: &mut TextCursor<'_>) -> ParseResult<Vec<CitedProceedings>> {
    if word(input, &["Aanhangsel"]).is_err() {
        word(input, &["Aanh."])?;
    }
    gap1(input)?;
    let proceedings = |input: &mut TextCursor<'_>| -> ParseResult<()> {
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
fn questions(
    input: &mut TextCursor<'_>,
    chamber: Option<Chamber>,
    session: Option<Session>,
) -> ParseResult<Vec<CitedProceedings>> {
    separator(input)?;
    let announced = attempt(input, announcement).unwrap_or(Announced::One);
    gap(input)?;
    let start = here(input);
    let cite = |cited: CitedNumber| CitedProceedings {
        // The keyword and the session belong to the first number.
        span: if cited.span.start == start { 0..cited.span.end } else { cited.span },
        form: Form::Aanhangsel,
        chamber,
        session,
        tail: Some(cited.number.to_string()),
        until: cited.until.map(|until| until.to_string()),
    };
    Ok(numbers(input, announced)?.into_iter().map(cite).collect())
}

/// The chamber and the session, in that order, with the words that may stand between them.
fn house_and_session(input: &mut TextCursor<'_>) -> ParseResult<(Option<Chamber>, Option<Session>)> {
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

fn house(input: &mut TextCursor<'_>) -> ParseResult<Chamber> {
    alt((
        |input: &mut TextCursor<'_>| word(input, &["II", "TK", "Tweede Kamer"]).map(|_| Chamber::Second),
        |input: &mut TextCursor<'_>| word(input, &["I", "EK", "Eerste Kamer"]).map(|_| Chamber::First),
    ))
    .parse_next(input)
}

/// Turns what was cited, from byte `base` on, into references.
fn collect(base: usize, all: Vec<CitedProceedings>, found: &mut Vec<FoundReference>) {
    for cited in all {
        let series = match cited.form {
            Form::Aanhangsel => "ah",
            _ => "h",
        };
        let id = |tail: &Option<String>| {
            let house = match cited.chamber? {
                Chamber::Second => "tk",
                Chamber::First => "ek",
            };
            Some(Id::new(format!("{series}-{house}-{}-{}", cited.session?.compact()?, tail.as_ref()?)))
        };
        found.push(FoundReference {
            span: cited.span.start + base..cited.span.end + base,
            form: cited.form,
            id: id(&cited.tail),
            until: id(&cited.until),
            detail: Detail::Paper(Box::new(PaperCitation {
                chamber: cited.chamber,
                session: cited.session,
                ..PaperCitation::default()
            })),
        });
    }
}
