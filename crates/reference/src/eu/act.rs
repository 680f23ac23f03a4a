//! Acts of the Union by kind, year and number: `Richtlijn 2011/36/EU`, `Verordening (EU) nr. 604/2013`.
//!
//! Takes a pair of numbers joined by a slash, looks back for the kind of act, and gives the CELEX number.
//! Never guesses: a pair whose kind is not given, or whose order its words do not tell, has no id.
//!
//! Which of the two numbers is the year is decided in `pair`.

use winnow::combinator::opt;
use winnow::prelude::*;
use winnow::token::take_while;

use super::citation::{Reference, reference};
use super::form::Form;
use super::id::Id;
use super::list::conjunction;
use super::pair::{Kind, Marks, Order, institution, order, pair};
use super::place::Place;
use super::token::{Parsed, Text, advance, announcement, attempt, ensure, fail, gap, gap1, here, rest, word};

/// What kinds end in, in lower case, singular and without their first letter, with their kind; longer ones first.
const STEMS: &[(&str, Kind)] = &[
    ("aderbesluit", Kind::FrameworkDecision),
    ("erordening", Kind::Regulation),
    ("ichtlijn", Kind::Directive),
    ("esluit", Kind::Decision),
    ("eschikking", Kind::Decision),
    ("anbeveling", Kind::Recommendation),
    ("ptreden", Kind::ForeignPolicy),
    ("tandpunt", Kind::ForeignPolicy),
    ("egulation", Kind::Regulation),
    ("irective", Kind::Directive),
    ("ecision", Kind::Decision),
    ("ecommendation", Kind::Recommendation),
];

/// Adjectives and the like that stand before the kind and belong to its name.
const QUALIFIERS: &[&str] = &["Gedelegeerde ", "gedelegeerde ", "Gemeenschappelijk ", "Framework ", "Council ", "Delegated "];

/// An act whose first number stands at the trigger.
pub(super) fn at_digits(place: &Place<'_>, found: &mut Vec<Reference>) {
    if !place.begins_word(place.at) || matches!(place.byte_before(), b'.' | b'-' | b'/' | b':' | b'_') {
        return;
    }
    let Some((pair, end)) = place.parse(place.at, pair) else {
        return;
    };
    if let Some(start) = kind_before(place)
        && let Some((acts, _)) = place.parse(start, acts)
        && acts.first().is_some_and(|act| start + act.pair_start == place.at)
    {
        found.extend(acts.into_iter().map(|act| {
            let span = start + act.start..start + act.end;
            reference(span, Form::EuAct, act.id)
        }));
        return;
    }
    if pair.suffix.is_some() {
        found.push(reference(place.at..end, Form::EuAct, None));
    }
}

/// Where the name of a kind begins that may lead up to the numbers at the trigger.
fn kind_before(place: &Place<'_>) -> Option<usize> {
    let before = place.before(place.at, 110);
    let nearest = STEMS.iter().filter_map(|(stem, _)| before.rfind(stem)).max()?;
    let base = place.at - before.len();
    let start = place.word_start(base + nearest, 40);
    let qualifier = QUALIFIERS.iter().find(|qualifier| place.text[..start].ends_with(*qualifier));
    Some(start - qualifier.map_or(0, |qualifier| qualifier.len()))
}

/// One act as cited. Offsets count from the start of the citation.
struct Act {
    start: usize,
    pair_start: usize,
    end: usize,
    id: Option<Id>,
}

/// A kind with one or several acts of that kind.
fn acts(input: &mut Text<'_>) -> Parsed<Vec<Act>> {
    let (kind, union) = kind(input)?;
    let mut marks = Marks { union, ..Marks::default() };
    for _ in 0..12 {
        gap(input)?;
        if attempt(input, |input| between(input, &mut marks)).is_none() {
            break;
        }
    }
    let mut acts = vec![act(input, kind, marks, 0)?];
    while acts.len() < 40 {
        let next = |input: &mut Text<'_>| -> Parsed<Act> {
            let named = attempt(input, name_in_parentheses).is_some();
            conjunction(input)?;
            let start = here(input);
            let mut own = Marks { union: marks.union, community: marks.community, ..Marks::default() };
            for _ in 0..3 {
                gap(input)?;
                if attempt(input, |input| number_mark(input, &mut own)).is_none() {
                    break;
                }
            }
            // Behind a name the list goes on only where the next number says that it is one.
            ensure(!named || own.institution || own.announced)?;
            act(input, kind, own, start)
        };
        let Some(next) = attempt(input, next) else {
            break;
        };
        acts.push(next);
    }
    Ok(acts)
}

/// The short name of an act behind its number: "(grenzen)".
fn name_in_parentheses(input: &mut Text<'_>) -> Parsed<()> {
    gap1(input)?;
    ('(', take_while(2..40, |c: char| c.is_alphabetic() || c == ' ' || c == '-'), ')').void().parse_next(input)
}

/// The name of a kind; whether the name itself says that the act is one of the Union.
fn kind(input: &mut Text<'_>) -> Parsed<(Kind, bool)> {
    let mut framework = false;
    let mut union = false;
    if let Some(qualifier) = QUALIFIERS.iter().find(|qualifier| rest(input).starts_with(*qualifier)) {
        advance(input, qualifier.len());
        framework = qualifier.starts_with('F');
        union = true;
        // "Council Framework Decision" has two.
        if let Some(second) = QUALIFIERS.iter().find(|qualifier| rest(input).starts_with(*qualifier)) {
            advance(input, second.len());
            framework |= second.starts_with('F');
        }
    }
    let name = take_while(5..48, |c: char| c.is_alphabetic() || c == '-').parse_next(input)?.to_lowercase();
    let singular = name.strip_suffix("en").or_else(|| name.strip_suffix('s')).filter(|_| !name.ends_with("ptreden"));
    let stem = |name: &str| STEMS.iter().find(|(stem, _)| name.ends_with(stem)).map(|(_, kind)| *kind);
    let Some(kind) = stem(&name).or_else(|| singular.and_then(stem)) else {
        return fail();
    };
    // A "raadsbesluit" is more often that of a municipal council.
    union |= name.starts_with("uitvoerings") || kind == Kind::FrameworkDecision;
    Ok((if framework { Kind::FrameworkDecision } else { kind }, union))
}

/// Words that may stand between the kind and the numbers.
fn between(input: &mut Text<'_>, marks: &mut Marks) -> Parsed<()> {
    if attempt(input, |input| number_mark(input, marks)).is_some() {
        return Ok(());
    }
    if rest(input).starts_with(',') {
        advance(input, 1);
        return Ok(());
    }
    if let Some(institution) = attempt(input, institution) {
        marks.institute(institution);
        return Ok(());
    }
    const INSTITUTIONS: &[&str] =
        &["Raad", "Commissie", "Parlement", "Council", "Commission", "Parliament", "Europese", "Europees", "European"];
    if word(input, INSTITUTIONS).is_ok() {
        marks.union = true;
        return Ok(());
    }
    word(input, &["van", "de", "het", "der", "en", "of", "the", "and"]).map(|_| ())
}

/// `(EU)`, `(EG, Euratom)`, `nr.`
fn number_mark(input: &mut Text<'_>, marks: &mut Marks) -> Parsed<()> {
    if attempt(input, announcement).is_some() {
        marks.announced = true;
        return Ok(());
    }
    '('.void().parse_next(input)?;
    for _ in 0..3 {
        marks.institute(institution(input)?);
        gap(input)?;
        if opt(',').parse_next(input)?.is_none() {
            break;
        }
        gap(input)?;
    }
    ')'.void().parse_next(input)
}

/// The numbers of an act of a known kind.
fn act(input: &mut Text<'_>, kind: Kind, marks: Marks, start: usize) -> Parsed<Act> {
    let pair_start = here(input);
    let pair = pair(input)?;
    let mut marks = marks;
    marks.union |= pair.suffix.is_some() || followed_by_institution(input);
    let id = match order(kind, &pair, marks) {
        // No act has a number of five digits: a note's number is glued to it, and which digits are its own is not told.
        Order::Known(_, number) if number > 9999 || number == 0 => None,
        Order::Known(year, number) => {
            // Without a mark, two successive years are a season, not a number.
            ensure(marks.union || (!successive(year, number) && is_binding(kind) && !followed_by_other_body(input)))?;
            let letter = match kind {
                Kind::Regulation => 'R',
                Kind::Directive => 'L',
                Kind::Decision => 'D',
                Kind::FrameworkDecision => 'F',
                Kind::Recommendation => 'H',
                Kind::ForeignPolicy => 'E',
            };
            Some(Id::new(format!("3{year}{letter}{number:04}")))
        }
        Order::Ambiguous => None,
        Order::None => {
            ensure(marks.union)?;
            None
        }
    };
    Ok(Act { start, pair_start, end: here(input), id })
}

/// Kinds that are the Union's even without a mark: a Dutch "besluit 2023/45" may be anybody's.
fn is_binding(kind: Kind) -> bool {
    matches!(kind, Kind::Regulation | Kind::Directive)
}

fn successive(year: u32, number: u32) -> bool {
    number == year + 1 || number == (year + 1) % 100
}

/// Whether "van de gemeente" or the like follows: the act is that of another authority.
fn followed_by_other_body(input: &Text<'_>) -> bool {
    let mut ahead = *input;
    let parser = |input: &mut Text<'_>| -> Parsed<()> {
        gap1(input)?;
        word(input, &["van"])?;
        gap1(input)?;
        word(input, &["de", "het"])?;
        gap1(input)?;
        word(input, &["gemeente", "gemeenteraad", "provincie", "waterschap", "orde", "college", "burgemeester", "beroepsgroep"]).map(|_| ())
    };
    parser(&mut ahead).is_ok()
}

/// Whether " van de Raad", " van het Europees Parlement" or " van de Commissie" follows.
fn followed_by_institution(input: &Text<'_>) -> bool {
    let mut ahead = *input;
    let parser = |input: &mut Text<'_>| -> Parsed<()> {
        gap1(input)?;
        word(input, &["van", "of"])?;
        gap1(input)?;
        word(input, &["de", "het", "the"])?;
        gap1(input)?;
        word(input, &["Raad", "Commissie", "Europees", "Europese", "Council", "Commission", "European"]).map(|_| ())
    };
    parser(&mut ahead).is_ok()
}
