//! Parliamentary years: how they are written, and which one a day falls in.
//!
//! Takes: a year notation or a day.
//! Gives: a session.
//! Never: reads the clock.
//!
//! A session begins on Prinsjesdag, the third Tuesday of September (Grondwet, article 65).

use winnow::combinator::alt;
use winnow::prelude::*;

use crate::text::token::{CalendarDay, ParseResult, TextCursor, dash, digits, ensure, gap, rest};

/// A parliamentary year as typed: `2023-24`, `2023/2024`, or one year alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Session {
    /// The calendar year in which the session begins, from 1814 on.
    pub start: u16,
    /// The calendar year in which it ends, as typed and unchecked; `None` when one year was typed.
    pub end: Option<u16>,
}

impl Session {
    /// The session in which `day` falls.
    ///
    /// ```
    /// use reference::{CalendarDay, Session};
    ///
    /// let session = Session::of(CalendarDay { year: 2024, month: 6, day: 13 });
    /// assert_eq!(session, Session { start: 2023, end: Some(2024) });
    /// assert_eq!(session.notation(), "2023/24");
    /// ```
    #[must_use]
    pub fn of(day: CalendarDay) -> Session {
        let CalendarDay { year, month, day } = day;
        let start = if (month, day) < (9, budget_day(year)) { year.saturating_sub(1) } else { year };
        Session { start, end: Some(start + 1) }
    }

    /// Whether the typed years follow each other, as the years of a session do; true for one year alone.
    #[must_use]
    pub fn is_consecutive(self) -> bool {
        self.end.is_none_or(|end| end == self.start + 1)
    }

    /// The session as ids of the official publications write it: `20162017`; `None` when one year was typed, or two that
    /// do not follow each other.
    pub(crate) fn compact(self) -> Option<String> {
        let end = self.end?;
        self.is_consecutive().then(|| format!("{}{end}", self.start))
    }

    /// The session in the notation of the Aanwijzingen voor de regelgeving: `2023/24`.
    #[must_use]
    pub fn notation(self) -> String {
        format!("{}/{:02}", self.start, (self.start + 1) % 100)
    }
}

/// The day of September, 15 to 21, on which Prinsjesdag falls in `year`: the third Tuesday (Grondwet, article 65).
#[must_use]
pub fn budget_day(year: u16) -> u8 {
    // Sakamoto's rule for the weekday of 1 September, Sunday being 0.
    let y = u32::from(year);
    let weekday = (y + y / 4 - y / 100 + y / 400 + 5) % 7;
    let first_tuesday = 1 + (2 + 7 - weekday) % 7;
    u8::try_from(first_tuesday + 14).unwrap_or(15)
}

/// A session of two years: `2023-24`, `2023/2024`, `2021-⏎22`.
pub(crate) fn session(input: &mut TextCursor<'_>) -> ParseResult<Session> {
    let start = year(input)?;
    let spaced = |input: &mut TextCursor<'_>| -> ParseResult<()> { (gap, dash, gap).void().parse_next(input) };
    alt((spaced, '/'.void())).parse_next(input)?;
    gap(input)?;
    let typed = digits(input, 2..5)?;
    ensure(typed.len() != 3)?;
    let typed_year: u16 = typed.parse().map_err(|_| winnow::error::EmptyError)?;
    let end = match typed.len() {
        2 => {
            let century = start - start % 100;
            let end = century + typed_year;
            if end < start { end + 100 } else { end }
        }
        _ => typed_year,
    };
    ensure((start..start + 10).contains(&end))?;
    Ok(Session { start, end: Some(end) })
}

/// A calendar year from 1814, the first parliamentary year, on.
pub(crate) fn year(input: &mut TextCursor<'_>) -> ParseResult<u16> {
    let year = digits(input, 4..5)?.parse().map_err(|_| winnow::error::EmptyError)?;
    ensure((1814..2100).contains(&year) && !rest(input).starts_with(char::is_alphabetic))?;
    Ok(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budget_day_is_the_third_tuesday_of_september() {
        let known = [(2020, 15), (2021, 21), (2022, 20), (2023, 19), (2024, 17), (2025, 16), (2015, 15), (2018, 18)];
        for (year, day) in known {
            assert_eq!(budget_day(year), day, "{year}");
        }
    }

    #[test]
    fn the_session_turns_on_budget_day() {
        let start = |year, month, day| Session::of(CalendarDay { year, month, day }).start;
        assert_eq!(start(2023, 9, 8), 2022);
        assert_eq!(start(2023, 9, 18), 2022);
        assert_eq!(start(2023, 9, 19), 2023);
        assert_eq!(start(2024, 6, 6), 2023);
    }

    #[test]
    fn two_digit_ends_are_read_in_their_century() {
        let read = |text| session(&mut TextCursor::new(text)).ok();
        assert_eq!(read("1999/00"), Some(Session { start: 1999, end: Some(2000) }));
        assert_eq!(read("2023\u{2013}24"), Some(Session { start: 2023, end: Some(2024) }));
        assert_eq!(read("2021-\n22"), Some(Session { start: 2021, end: Some(2022) }));
        assert_eq!(read("2023-06-13"), None);
        assert_eq!(read("2021-2027").map(Session::is_consecutive), Some(false));
    }
}
