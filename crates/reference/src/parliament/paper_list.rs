//! The papers of a citation: a dossier with the numbers or letters of papers in it.
//!
//! Takes the place of a dossier number, gives one paper for each number cited, each with where it stands, and makes
//! references of them. Never takes a dossier without a number for a paper.

use std::ops::Range;

use winnow::combinator::{alt, opt};
use winnow::prelude::*;
use winnow::token::take_while;

use super::citation::{Detail, Paper, Reference};
use super::dossier::{Dossier, Spelling, dossier, usual};
use super::form::Form;
use super::id::Id;
use super::list::{conjunction, locator, next_number, range_end, slashed};
use super::mention::mention_before;
use super::opening::{Opening, opening};
use super::place::Place;
use super::registry::Registry;
use super::token::{
    Announced, Parsed, Text, advance, announcement, attempt, comma, dash, ensure, fail, gap, here, is_dash, rest, separator, stands_alone,
    word, word_end,
};

/// The most papers that one citation names.
const PAPERS: usize = 40;

/// One paper as cited. Spans count from the start of the citation.
pub(super) struct Cited {
    span: Range<usize>,
    opening: Opening,
    dossier: Option<Dossier>,
    number: Option<Number>,
    until: Option<u32>,
    cut_off: bool,
}

impl Cited {
    pub(super) fn new(span: Range<usize>, opening: Opening, dossier: Dossier, number: Number) -> Cited {
        Cited { span, opening, dossier: Some(dossier), number: Some(number), until: None, cut_off: false }
    }

    /// A citation without a number: of a dossier as a whole, or cut off.
    pub(super) fn incomplete(span: Range<usize>, opening: Opening, dossier: Option<Dossier>, cut_off: bool) -> Cited {
        Cited { span, opening, dossier, number: None, until: None, cut_off }
    }
}

/// A paper's number or letters within its dossier.
#[derive(Clone, Debug)]
pub(super) struct Number {
    text: String,
    value: Option<u32>,
}

/// A dossier followed by the number of a paper in it.
pub(super) fn dossier_and_number(input: &mut Text<'_>, spelling: Spelling, registry: &Registry) -> Parsed<(Dossier, Number, Announced)> {
    let dossier = dossier(input, spelling, registry)?;
    let (number, announced) = alt((announced_number, dashed_number, listed_number)).parse_next(input)?;
    // Odd spaces are trusted only where "nr." confirms that a dossier was meant.
    ensure(!dossier.oddly_spaced || announced.is_some())?;
    Ok((dossier, number, announced.unwrap_or(Announced::One)))
}

/// `, nr. 872`, `nrs. 12`, `, nr. AB`, `, letter AB`, ` (nr. 872)`.
pub(super) fn announced_number(input: &mut Text<'_>) -> Parsed<(Number, Option<Announced>)> {
    separator(input)?;
    let parenthesis = opt('(').parse_next(input)?;
    let lettered = word(input, &["letter"]).is_ok();
    let announced = if lettered { Announced::One } else { announcement(input)? };
    gap(input)?;
    let number = paper_number(input)?;
    ensure(!lettered || number.value.is_none())?;
    // "nr. PM" is to be filled in; as letters of the Eerste Kamer it would stand without "nr."
    ensure(number.text != "PM")?;
    if parenthesis.is_some() {
        opt(')').parse_next(input)?;
    }
    Ok((number, Some(announced)))
}

/// `-872` directly behind the dossier.
pub(super) fn dashed_number(input: &mut Text<'_>) -> Parsed<(Number, Option<Announced>)> {
    dash(input)?;
    let number = paper_number(input)?;
    ensure(number.value.is_some())?;
    Ok((number, None))
}

/// `, 872` and `, D`: without "nr." only behind a comma.
pub(super) fn listed_number(input: &mut Text<'_>) -> Parsed<(Number, Option<Announced>)> {
    comma(input)?;
    // "36 410, 36 411" are two dossiers.
    ensure(usual(&mut input.clone()).is_err())?;
    let number = paper_number(input)?;
    let abbreviation = matches!(number.text.as_str(), "EU" | "EP" | "VN" | "VS" | "VK" | "JBZ" | "BNC" | "EK" | "TK");
    ensure(!abbreviation)?;
    Ok((number, None))
}

/// The number of a paper: digits, digits with a letter as before 1985, or one to three capitals.
pub(super) fn paper_number(input: &mut Text<'_>) -> Parsed<Number> {
    if rest(input).starts_with(|c: char| c.is_ascii_digit()) {
        let digits = super::token::digits(input, 1..5)?;
        let mut text = digits.to_owned();
        if let Some(letter) = rest(input).chars().next().filter(char::is_ascii_lowercase) {
            advance(input, 1);
            text.push(letter);
        }
        let value = digits.parse().ok();
        if value.is_none_or(|value| slashed(&mut input.clone(), value).is_err()) {
            stands_alone(input)?;
        }
        return Ok(Number { value, text });
    }
    let letters = take_while(1..4, |c: char| c.is_ascii_uppercase()).parse_next(input)?;
    word_end(input)?;
    // "XX" keeps the place of a number that is not known yet.
    ensure(!rest(input).starts_with(is_dash) && !matches!(letters, "XX" | "XXX"))?;
    Ok(Number { text: letters.to_owned(), value: None })
}

/// The further papers of a citation whose first is `paper`.
pub(super) fn series(input: &mut Text<'_>, paper: Cited, announced: Announced, registry: &Registry) -> Vec<Cited> {
    let mut papers = vec![paper];
    let mut announced = announced;
    while papers.len() < PAPERS {
        let Some(last) = papers.last_mut() else { break };
        if let Some(value) = last.number.as_ref().and_then(|number| number.value)
            && let Some(until) = attempt(input, |input| range_end(input, value))
        {
            last.until = Some(until);
            last.span.end = here(input);
        }
        let Some((next, how)) = attempt(input, |input| following(input, last, announced, registry)) else {
            break;
        };
        announced = how;
        papers.push(next);
    }
    papers
}

/// The next paper of the same citation: another number, or another dossier with a number.
fn following(input: &mut Text<'_>, last: &Cited, announced: Announced, registry: &Registry) -> Parsed<(Cited, Announced)> {
    let value = last.number.as_ref().and_then(|number| number.value);
    let behind_slash = here(input) + 1;
    if let (Some(previous), Some(dossier)) = (value, &last.dossier)
        && let Some(value) = attempt(input, |input| slashed(input, previous))
    {
        let number = Number { text: value.to_string(), value: Some(value) };
        let next = Cited::new(behind_slash..here(input), last.opening.clone(), dossier.clone(), number);
        return Ok((next, announced));
    }
    let after_pages = attempt(input, locator).is_some();
    conjunction(input)?;
    attempt(input, preposition);
    let start = here(input);
    if let Some(next) = attempt(input, |input| other_dossier(input, last, registry)) {
        return Ok(next);
    }
    let Some(dossier) = last.dossier.clone() else {
        return fail();
    };
    let explicit = announcement(&mut input.clone()).is_ok();
    ensure(explicit || !after_pages)?;
    let number = match value {
        Some(previous) => {
            let value = next_number(input, last.until.unwrap_or(previous), announced)?;
            Number { text: value.to_string(), value: Some(value) }
        }
        None => {
            attempt(input, announcement);
            gap(input)?;
            let number = paper_number(input)?;
            ensure(explicit || number.value.is_none())?;
            number
        }
    };
    Ok((Cited::new(start..here(input), last.opening.clone(), dossier, number), announced))
}

/// A preposition that is said again before an announced number: "in nr. 5 en in nr. 6".
fn preposition(input: &mut Text<'_>) -> Parsed<()> {
    word(input, &["in", "naar", "bij", "met", "op", "van"])?;
    gap(input)?;
    announcement(&mut input.clone()).map(|_| ())
}

/// Another dossier in the same citation, with a year of its own or that of the first.
fn other_dossier(input: &mut Text<'_>, last: &Cited, registry: &Registry) -> Parsed<(Cited, Announced)> {
    let first = &last.opening;
    let start = here(input);
    let mut opening = opening(input)?;
    if opening.session.is_some() || opening.chamber.is_some() {
        separator(input)?;
    }
    let dossier = dossier(input, Spelling::Lenient, registry)?;
    // Letters are listed without "nr." all through a citation of the Eerste Kamer.
    let lettered = last.number.as_ref().is_some_and(|number| number.value.is_none());
    let listed = |input: &mut Text<'_>| -> Parsed<(Number, Option<Announced>)> {
        ensure(lettered && !dossier.oddly_spaced)?;
        listed_number(input)
    };
    let (number, announced) = alt((announced_number, listed)).parse_next(input)?;
    opening.chamber = opening.chamber.or(first.chamber);
    opening.session = opening.session.or(first.session);
    Ok((Cited::new(start..here(input), opening, dossier, number), announced.unwrap_or(Announced::One)))
}

/// Turns what was cited from `base` on into references.
pub(super) fn collect(place: &Place<'_>, base: usize, papers: Vec<Cited>, found: &mut Vec<Reference>) {
    let shift = |span: Range<usize>| span.start + base..span.end + base;
    let mention = mention_before(place, base);
    for cited in papers {
        let dossier = cited.dossier.as_ref().map(|dossier| dossier.number.as_str());
        let name = |text: &str| dossier.map(|dossier| Id::new(format!("kst-{dossier}-{text}")));
        let whole = dossier.filter(|_| cited.number.is_none() && !cited.cut_off);
        let reference = Reference {
            span: shift(cited.span),
            form: if whole.is_some() { Form::Dossier } else { Form::Kamerstuk },
            id: match whole {
                Some(dossier) => Some(Id::new(format!("dossier-{dossier}"))),
                None => cited.number.as_ref().and_then(|number| name(&number.text)),
            },
            until: cited.until.and_then(|until| name(&until.to_string())),
            detail: Detail::Paper(Box::new(Paper {
                chamber: cited.opening.chamber,
                session: cited.opening.session,
                session_span: cited.opening.session_span.map(shift),
                dossier: dossier.map(str::to_owned),
                dossier_span: cited.dossier.as_ref().map(|dossier| shift(dossier.span.clone())),
                oddly_spaced: cited.dossier.as_ref().is_some_and(|dossier| dossier.oddly_spaced),
                number: cited.number.as_ref().and_then(|number| number.value),
                title: cited.opening.title.map(shift),
                mention: mention.clone(),
                cut_off: cited.cut_off,
            })),
        };
        found.push(reference);
    }
}
