//! The two numbers of an act of the Union, and which of them is the year.
//!
//! Takes: a pair joined by a slash and what the words around it say.
//! Gives: year and number.
//! Never: decides where the words do not.
//!
//! The order has changed over time. Directives put the year first, always; so do decisions, unless "nr." says otherwise
//! (codecision, `Besluit nr. 1313/2013/EU`). Regulations put the number first until 2014 and the year first since 1
//! January 2015 (Interinstitutional style guide, 2.1; numbering of the Official Journal since 2015).

use winnow::prelude::*;

use crate::text::token::{
    ParseResult, TextCursor, attempt, digits, ends_line, ensure, gap, gap1, rest, space1, word, word_end,
};

/// The kinds of act; each has its letter in CELEX numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActKind {
    Regulation,
    Directive,
    Decision,
    FrameworkDecision,
    Recommendation,
    /// Joint actions and common positions of the foreign policy before 2009.
    ForeignPolicy,
}

/// What the words around the numbers say.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ActMarks {
    /// Something says that the act is one of the Union.
    pub(crate) union: bool,
    /// An institution of before 2009 is named: EG, EEG, EGKS.
    pub(crate) community: bool,
    /// "(EU)" or the like is given.
    pub(crate) institution: bool,
    /// "nr." is given.
    pub(crate) announced: bool,
}

impl ActMarks {
    /// Marks the act as one of `institution`.
    pub(crate) fn institute(&mut self, institution: &str) {
        self.community |= matches!(institution, "EG" | "EEG" | "EGKS" | "EC" | "EEC" | "ECSC");
        self.institution = true;
        self.union = true;
    }
}

/// The institutions and policies that mark an act.
pub(crate) fn institution<'t>(input: &mut TextCursor<'t>) -> ParseResult<&'t str> {
    word(input, &["EU", "EG", "EEG", "EGKS", "Euratom", "JBZ", "GBVB", "EC", "EEC", "ECSC", "JHA", "CFSP", "EGA"])
}

/// Two numbers joined by a slash, with the suffix after them: `2011/36/EU`.
pub(crate) struct NumberPair<'t> {
    pub(crate) first: &'t str,
    pub(crate) second: &'t str,
    pub(crate) suffix: Option<&'t str>,
    /// White space stands beside the slash, as in `2022 /2065`.
    pub(crate) spaced: bool,
}

pub(crate) fn pair<'t>(input: &mut TextCursor<'t>) -> ParseResult<NumberPair<'t>> {
    let first = digits(input, 1..6)?;
    let spaced = attempt(input, space1).is_some();
    '/'.void().parse_next(input)?;
    if ends_line(rest(input)) {
        gap(input)?;
    }
    let spaced = attempt(input, space1).is_some() || spaced;
    let second = digits(input, 1..6)?;
    let suffix = attempt(input, |input| {
        '/'.void().parse_next(input)?;
        institution(input)
    });
    word_end(input)?;
    let text = rest(input);
    // A third number, a decimal or a hyphen makes it a date, a path or a mark of some office.
    ensure(
        !(text.starts_with(['/', '.', ',', '-', ':']) && text[1..].starts_with(|c: char| c.is_ascii_alphanumeric())),
    )?;
    ensure(!text.starts_with('/'))?;
    let euratom = |input: &mut TextCursor<'t>| -> ParseResult<()> {
        ','.void().parse_next(input)?;
        gap1(input)?;
        word(input, &["Euratom"]).map(|_| ())
    };
    if suffix.is_some() {
        attempt(input, euratom);
    }
    Ok(NumberPair { first, second, suffix, spaced })
}

/// Which of the two numbers is the year.
pub(crate) enum ActOrder {
    /// The year, then the number.
    Known(u32, u32),
    /// Either could be the year, and nothing tells.
    Ambiguous,
    /// Neither is a year where one should be.
    None,
}

pub(crate) fn order(kind: ActKind, pair: &NumberPair<'_>, marks: ActMarks) -> ActOrder {
    let (first, second) = (as_year(pair.first), as_year(pair.second));
    let number = |text: &str| text.parse::<u32>().unwrap_or(0);
    let year_first = first.map(|year| ActOrder::Known(year, number(pair.second)));
    let year_second = second.map(|year| ActOrder::Known(year, number(pair.first)));
    match kind {
        ActKind::Directive => year_first.unwrap_or(ActOrder::None),
        ActKind::Regulation => {
            let new = year_first.filter(|_| first >= Some(2015));
            let old = year_second.filter(|_| second < Some(2015));
            match (new, old) {
                (Some(_), Some(old)) if marks.community || marks.announced => old,
                (Some(new), Some(_)) if marks.institution => new,
                (Some(_), Some(_)) => ActOrder::Ambiguous,
                (new, old) => new.or(old).unwrap_or(ActOrder::None),
            }
        }
        _ if marks.announced && second.is_some() && pair.second.len() == 4 => year_second.unwrap_or(ActOrder::None),
        _ => year_first.or(year_second).unwrap_or(ActOrder::None),
    }
}

/// A year as acts have it: four digits, or two until 1998.
fn as_year(text: &str) -> Option<u32> {
    let value: u32 = text.parse().ok()?;
    match text.len() {
        4 => (1952..2100).contains(&value).then_some(value),
        2 => (52..99).contains(&value).then_some(1900 + value),
        _ => None,
    }
}
