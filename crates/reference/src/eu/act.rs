//! Acts of the Union by kind, year and number: `Richtlijn 2011/36/EU`, `Verordening (EU) nr. 604/2013`.
//!
//! Takes: a pair of numbers joined by a slash, and the words before it, which name the kind of act.
//! Gives: the act by its CELEX number.
//! Never: guesses; a pair whose kind is not given, or whose order its words do not tell, has no id.
//!
//! Which of the two numbers is the year is decided in `pair`.

use winnow::combinator::opt;
use winnow::prelude::*;
use winnow::token::take_while;

use crate::eu::act_number::{ActKind, ActMarks, ActOrder, institution, order, pair};
use crate::found::FoundReference;
use crate::id::Id;
use crate::id::form::Form;
use crate::text::number_list::conjunction;
use crate::text::token::{
    ParseResult, TextCursor, advance, announcement, attempt, ensure, fail, gap, gap1, here, rest, word,
};
use crate::vicinity::Vicinity;

/// The endings of the names of kinds, in lower case, singular and without their first letter, each with its kind;
/// longer ones first.
const STEMS: &[(&str, ActKind)] = &[
    ("aderbesluit", ActKind::FrameworkDecision),
    ("erordening", ActKind::Regulation),
    ("ichtlijn", ActKind::Directive),
    ("esluit", ActKind::Decision),
    ("eschikking", ActKind::Decision),
    ("anbeveling", ActKind::Recommendation),
    ("ptreden", ActKind::ForeignPolicy),
    ("tandpunt", ActKind::ForeignPolicy),
    ("egulation", ActKind::Regulation),
    ("irective", ActKind::Directive),
    ("ecision", ActKind::Decision),
    ("ecommendation", ActKind::Recommendation),
];

/// Adjectives and the like that stand before the kind and belong to its name.
const QUALIFIERS: &[&str] =
    &["Gedelegeerde ", "gedelegeerde ", "Gemeenschappelijk ", "Framework ", "Council ", "Delegated "];

/// Finds the act whose first number begins at the candidate.
pub(crate) fn at_digits(around: &Vicinity<'_>, found: &mut Vec<FoundReference>) {
    if !around.begins_word(around.at) || matches!(around.byte_before(), b'.' | b'-' | b'/' | b':' | b'_') {
        return;
    }
    let Some((pair, end)) = around.parse(around.at, pair) else {
        return;
    };
    if let Some(start) = kind_before(around)
        && let Some((acts, _)) = around.parse(start, acts)
        && acts.first().is_some_and(|act| start + act.pair_start == around.at)
    {
        found.extend(acts.into_iter().map(|act| {
            let span = start + act.start..start + act.end;
            FoundReference::new(span, Form::EuAct, act.id)
        }));
        return;
    }
    if pair.suffix.is_some() && !pair.spaced {
        found.push(FoundReference::new(around.at..end, Form::EuAct, None));
    }
}

/// Where the name of a kind that leads up to the numbers at the candidate begins.
fn kind_before(around: &Vicinity<'_>) -> Option<usize> {
    let before = around.before(around.at, 110);
    let nearest = STEMS.iter().filter_map(|(stem, _)| before.rfind(stem)).max()?;
    let base = around.at - before.len();
    let start = around.word_start(base + nearest, 40);
    let qualifier = QUALIFIERS.iter().find(|qualifier| around.text[..start].ends_with(*qualifier));
    Some(start - qualifier.map_or(0, |qualifier| qualifier.len()))
}

/// One act as cited. Offsets are in bytes from the start of the citation.
struct CitedAct {
    start: usize,
    pair_start: usize,
    end: usize,
    id: Option<Id>,
}

/// A kind with one or several acts of that kind.
fn acts(input: &mut TextCursor<'_>) -> ParseResult<Vec<CitedAct>> {
    let (kind, union) = kind(input)?;
    let mut marks = ActMarks { union, ..ActMarks::default() };
    for _ in 0..12 {
        gap(input)?;
        if attempt(input, |input| between(input, &mut marks)).is_none() {
            break;
        }
    }
    let mut acts = vec![act(input, kind, marks, 0)?];
    while acts.len() < 40 {
        let next = |input: &mut TextCursor<'_>| -> ParseResult<CitedAct> {
            let named = attempt(input, name_in_parentheses).is_some();
            conjunction(input)?;
            let start = here(input);
            let mut own = ActMarks { union: marks.union, community: marks.community, ..ActMarks::default() };
            for _ in 0..3 {
                gap(input)?;
                if attempt(input, |input| number_mark(input, &mut own)).is_none() {
                    break;
                }
            }
            // After a name, the list goes on only where the next number shows that it is one.
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

/// The short name of an act after its number: "(grenzen)".
fn name_in_parentheses(input: &mut TextCursor<'_>) -> ParseResult<()> {
    gap1(input)?;
    ('(', take_while(2..40, |c: char| c.is_alphabetic() || c == ' ' || c == '-'), ')').void().parse_next(input)
}

/// The name of a kind, and whether that name alone says that the act is one of the Union.
fn kind(input: &mut TextCursor<'_>) -> ParseResult<(ActKind, bool)> {
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
    union |= name.starts_with("uitvoerings") || kind == ActKind::FrameworkDecision;
    Ok((if framework { ActKind::FrameworkDecision } else { kind }, union))
}

/// Words that may stand between the kind and the numbers.
fn between(input: &mut TextCursor<'_>, marks: &mut ActMarks) -> ParseResult<()> {
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
fn number_mark(input: &mut TextCursor<'_>, marks: &mut ActMarks) -> ParseResult<()> {
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
fn act(input: &mut TextCursor<'_>, kind: ActKind, marks: ActMarks, start: usize) -> ParseResult<CitedAct> {
    let pair_start = here(input);
    let pair = pair(input)?;
    // A space beside the slash is a slip of the pen in a number that its mark shows to be one, and else a sum.
    ensure(!pair.spaced || marks.institution || pair.suffix.is_some())?;
    let mut marks = marks;
    marks.union |= pair.suffix.is_some() || followed_by_institution(input);
    let id = match order(kind, &pair, marks) {
        // No act has a number of five digits: the number of a note is glued to it, and nothing tells which digits are
        // the act's own.
        ActOrder::Known(_, number) if number > 9999 || number == 0 => None,
        ActOrder::Known(year, number) => {
            // Without a mark of the Union, two successive years are a season and not a number.
            ensure(marks.union || (!successive(year, number) && is_binding(kind) && !followed_by_other_body(input)))?;
            let letter = match kind {
                ActKind::Regulation => 'R',
                ActKind::Directive => 'L',
                ActKind::Decision => 'D',
                ActKind::FrameworkDecision => 'F',
                ActKind::Recommendation => 'H',
                ActKind::ForeignPolicy => 'E',
            };
            Some(Id::new(format!("3{year}{letter}{number:04}")))
        }
        ActOrder::Ambiguous => None,
        ActOrder::None => {
            ensure(marks.union)?;
            None
        }
    };
    Ok(CitedAct { start, pair_start, end: here(input), id })
}

/// Kinds that belong to the Union even without a mark: a Dutch "besluit 2023/45" may be anybody's.
fn is_binding(kind: ActKind) -> bool {
    matches!(kind, ActKind::Regulation | ActKind::Directive)
}

fn successive(year: u32, number: u32) -> bool {
    number == year + 1 || number == (year + 1) % 100
}

/// Whether "van de gemeente" or the like follows: the act is that of another authority.
fn followed_by_other_body(input: &TextCursor<'_>) -> bool {
    let mut ahead = *input;
    let parser = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        gap1(input)?;
        word(input, &["van"])?;
        gap1(input)?;
        word(input, &["de", "het"])?;
        gap1(input)?;
        word(
            input,
            &["gemeente", "gemeenteraad", "provincie", "waterschap", "orde", "college", "burgemeester", "beroepsgroep"],
        )
        .map(|_| ())
    };
    parser(&mut ahead).is_ok()
}

/// Whether " van de Raad", " van het Europees Parlement" or " van de Commissie" follows.
fn followed_by_institution(input: &TextCursor<'_>) -> bool {
    let mut ahead = *input;
    let parser = |input: &mut TextCursor<'_>| -> ParseResult<()> {
        gap1(input)?;
        word(input, &["van", "of"])?;
        gap1(input)?;
        word(input, &["de", "het", "the"])?;
        gap1(input)?;
        word(input, &["Raad", "Commissie", "Europees", "Europese", "Council", "Commission", "European"]).map(|_| ())
    };
    parser(&mut ahead).is_ok()
}
