//! The papers of a citation: a dossier with the numbers or letters of papers in it.
//!
//! Takes: the place of a dossier number.
//! Gives: one paper for each number cited, with where it stands, as references.
//! Never: takes a dossier without a number for a paper.

use std::ops::Range;

use winnow::combinator::{alt, opt};
use winnow::prelude::*;
use winnow::token::take_while;

use crate::found::{Detail, FoundReference, PaperCitation};
use crate::id::Id;
use crate::id::form::Form;
use crate::parliament::chamber_and_session::{CitationOpening, opening};
use crate::parliament::dossier_number::{DossierNumber, DossierSpelling, dossier, usual};
use crate::parliament::paper_description::description_before;
use crate::registry::Registry;
use crate::text::number_list::{conjunction, locator, next_number, range_end, slashed, through};
use crate::text::token::{
    Announced, ParseResult, TextCursor, advance, announcement, attempt, comma, dash, ensure, fail, gap, here, is_dash,
    rest, separator, stands_alone, word, word_end,
};
use crate::vicinity::Vicinity;

/// The most papers that one citation can name.
const PAPERS: usize = 40;

/// One paper as cited. Spans count from the start of the citation.
pub(crate) struct CitedPaper {
    span: Range<usize>,
    opening: CitationOpening,
    dossier: Option<DossierNumber>,
    number: Option<PaperNumber>,
    until: Option<PaperNumber>,
    cut_off: bool,
}

impl CitedPaper {
    pub(crate) fn new(
        span: Range<usize>,
        opening: CitationOpening,
        dossier: DossierNumber,
        number: PaperNumber,
    ) -> CitedPaper {
        CitedPaper { span, opening, dossier: Some(dossier), number: Some(number), until: None, cut_off: false }
    }

    /// A citation of a dossier as a whole.
    pub(crate) fn whole_dossier(span: Range<usize>, opening: CitationOpening, dossier: DossierNumber) -> CitedPaper {
        CitedPaper { span, opening, dossier: Some(dossier), number: None, until: None, cut_off: false }
    }

    /// A citation that ends before the number it announces.
    pub(crate) fn cut_off(span: Range<usize>, opening: CitationOpening, dossier: Option<DossierNumber>) -> CitedPaper {
        CitedPaper { span, opening, dossier, number: None, until: None, cut_off: true }
    }
}

/// A paper's number or letters within its dossier.
#[derive(Clone, Debug)]
pub(crate) struct PaperNumber {
    text: String,
    value: Option<u32>,
}

/// A dossier followed by the number of a paper in it.
pub(crate) fn dossier_and_number(
    input: &mut TextCursor<'_>,
    spelling: DossierSpelling,
    registry: &Registry,
) -> ParseResult<(DossierNumber, PaperNumber, Announced)> {
    let dossier = dossier(input, spelling, registry)?;
    let (number, announced) = alt((announced_number, dashed_number, listed_number)).parse_next(input)?;
    // Odd spaces are trusted only where "nr." confirms that a dossier was meant.
    ensure(!dossier.oddly_spaced || announced.is_some())?;
    Ok((dossier, number, announced.unwrap_or(Announced::One)))
}

/// `, nr. 872`, `nrs. 12`, `, nr. AB`, `, letter AB`, ` (nr. 872)`.
pub(crate) fn announced_number(input: &mut TextCursor<'_>) -> ParseResult<(PaperNumber, Option<Announced>)> {
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

/// `-872` directly after the dossier.
pub(crate) fn dashed_number(input: &mut TextCursor<'_>) -> ParseResult<(PaperNumber, Option<Announced>)> {
    dash(input)?;
    let number = paper_number(input)?;
    ensure(number.value.is_some())?;
    Ok((number, None))
}

/// `, 872` and `, D`: without "nr." only after a comma.
pub(crate) fn listed_number(input: &mut TextCursor<'_>) -> ParseResult<(PaperNumber, Option<Announced>)> {
    comma(input)?;
    // "36 410, 36 411" are two dossiers.
    ensure(usual(&mut input.clone()).is_err())?;
    let number = paper_number(input)?;
    let abbreviation = matches!(number.text.as_str(), "EU" | "EP" | "VN" | "VS" | "VK" | "JBZ" | "BNC" | "EK" | "TK");
    ensure(!abbreviation)?;
    Ok((number, None))
}

/// The number of a paper: digits, digits with a letter as before 1985, or one to three capitals.
pub(crate) fn paper_number(input: &mut TextCursor<'_>) -> ParseResult<PaperNumber> {
    if rest(input).starts_with(|c: char| c.is_ascii_digit()) {
        let digits = crate::text::token::digits(input, 1..5)?;
        let mut text = digits.to_owned();
        if let Some(letter) = rest(input).chars().next().filter(char::is_ascii_lowercase) {
            advance(input, 1);
            text.push(letter);
        }
        let value = digits.parse().ok();
        if value.is_none_or(|value| slashed(&mut input.clone(), value).is_err()) {
            stands_alone(input)?;
        }
        return Ok(PaperNumber { value, text });
    }
    let letters = take_while(1..4, |c: char| c.is_ascii_uppercase()).parse_next(input)?;
    word_end(input)?;
    // "XX" stands for a number that is not known yet.
    ensure(!rest(input).starts_with(is_dash) && !matches!(letters, "XX" | "XXX"))?;
    Ok(PaperNumber { text: letters.to_owned(), value: None })
}

/// The papers that follow `paper`, the first of the citation.
pub(crate) fn series(
    input: &mut TextCursor<'_>,
    paper: CitedPaper,
    announced: Announced,
    registry: &Registry,
) -> Vec<CitedPaper> {
    let mut papers = vec![paper];
    let mut announced = announced;
    while papers.len() < PAPERS {
        let Some(last) = papers.last_mut() else { break };
        if let Some(first) = &last.number
            && let Some(until) = attempt(input, |input| range(input, first, announced))
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

/// The last paper of a range that begins with `first`: `t/m 882`, or `t/m D`, as the Eerste Kamer numbers with letters.
fn range(input: &mut TextCursor<'_>, first: &PaperNumber, announced: Announced) -> ParseResult<PaperNumber> {
    if let Some(value) = first.value {
        let until = range_end(input, value, announced, 4)?;
        return Ok(PaperNumber { text: until.to_string(), value: Some(until) });
    }
    through(input)?;
    attempt(input, |input| announcement(input).and_then(|_| gap(input)));
    let until = paper_number(input)?;
    ensure(until.value.is_none())?;
    Ok(until)
}

/// The next paper of the same citation: another number, or another dossier with a number.
fn following(
    input: &mut TextCursor<'_>,
    last: &CitedPaper,
    announced: Announced,
    registry: &Registry,
) -> ParseResult<(CitedPaper, Announced)> {
    let value = last.number.as_ref().and_then(|number| number.value);
    let behind_slash = here(input) + 1;
    if let (Some(previous), Some(dossier)) = (value, &last.dossier)
        && let Some(value) = attempt(input, |input| slashed(input, previous))
    {
        let number = PaperNumber { text: value.to_string(), value: Some(value) };
        let next = CitedPaper::new(behind_slash..here(input), last.opening.clone(), dossier.clone(), number);
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
            let previous = last.until.as_ref().and_then(|until| until.value).unwrap_or(previous);
            let value = next_number(input, previous, announced)?;
            PaperNumber { text: value.to_string(), value: Some(value) }
        }
        None => {
            attempt(input, announcement);
            gap(input)?;
            let number = paper_number(input)?;
            ensure(explicit || number.value.is_none())?;
            number
        }
    };
    Ok((CitedPaper::new(start..here(input), last.opening.clone(), dossier, number), announced))
}

/// A preposition repeated before an announced number: "in nr. 5 en in nr. 6".
fn preposition(input: &mut TextCursor<'_>) -> ParseResult<()> {
    word(input, &["in", "naar", "bij", "met", "op", "van"])?;
    gap(input)?;
    announcement(&mut input.clone()).map(|_| ())
}

/// Another dossier in the same citation, with its own year or that of the first.
fn other_dossier(
    input: &mut TextCursor<'_>,
    last: &CitedPaper,
    registry: &Registry,
) -> ParseResult<(CitedPaper, Announced)> {
    let first = &last.opening;
    let start = here(input);
    let mut opening = opening(input)?;
    if opening.session.is_some() || opening.chamber.is_some() {
        separator(input)?;
    }
    let dossier = dossier(input, DossierSpelling::Lenient, registry)?;
    // The Eerste Kamer lists letters without "nr." all through a citation.
    let lettered = last.number.as_ref().is_some_and(|number| number.value.is_none());
    let listed = |input: &mut TextCursor<'_>| -> ParseResult<(PaperNumber, Option<Announced>)> {
        ensure(lettered && !dossier.oddly_spaced)?;
        listed_number(input)
    };
    let (number, announced) = alt((announced_number, listed)).parse_next(input)?;
    opening.chamber = opening.chamber.or(first.chamber);
    opening.session = opening.session.or(first.session);
    Ok((CitedPaper::new(start..here(input), opening, dossier, number), announced.unwrap_or(Announced::One)))
}

/// Turns what was cited, from byte `base` on, into references.
pub(crate) fn collect(around: &Vicinity<'_>, base: usize, papers: Vec<CitedPaper>, found: &mut Vec<FoundReference>) {
    let shift = |span: Range<usize>| span.start + base..span.end + base;
    let description = description_before(around, base);
    for cited in papers {
        let dossier = cited.dossier.as_ref().map(|dossier| dossier.number.as_str());
        let name = |text: &str| dossier.map(|dossier| Id::new(format!("kst-{dossier}-{text}")));
        let whole = dossier.filter(|_| cited.number.is_none() && !cited.cut_off);
        let reference = FoundReference {
            span: shift(cited.span),
            form: if whole.is_some() { Form::Dossier } else { Form::Kamerstuk },
            id: match whole {
                Some(dossier) => Some(Id::new(format!("dossier-{dossier}"))),
                None => cited.number.as_ref().and_then(|number| name(&number.text)),
            },
            until: cited.until.as_ref().and_then(|until| name(&until.text)),
            detail: Detail::Paper(Box::new(PaperCitation {
                chamber: cited.opening.chamber,
                session: cited.opening.session,
                session_span: cited.opening.session_span.map(shift),
                dossier: dossier.map(str::to_owned),
                dossier_span: cited.dossier.as_ref().map(|dossier| shift(dossier.span.clone())),
                oddly_spaced: cited.dossier.as_ref().is_some_and(|dossier| dossier.oddly_spaced),
                number: cited.number.as_ref().and_then(|number| number.value),
                title: cited.opening.title.map(shift),
                description: description.clone(),
                cut_off: cited.cut_off,
            })),
        };
        found.push(reference);
    }
}
