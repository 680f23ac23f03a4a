//! Days that are written out in running text.
//!
//! Takes: the text of an element as the reader sees it.
//! Gives: a likely mistake for each day that does not exist, and each that is another day of the week.
//! Never: asks what day it is, or minds a day without its year.

use jiff::civil::Date;

use super::near_markup::Search;
use crate::diagnostic::{Code, message};

/// The days of the week from Monday, and the months, in the languages of agendas.
const CALENDARS: [([&str; 7], [&str; 12]); 2] = [
    (
        ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
    ),
    (
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
    ),
];

impl Search<'_> {
    /// `31 juni 2026`, and `maandag 11 juni 2026` where that is a Thursday.
    pub(super) fn written_dates(&mut self) {
        let text = self.shown.text.as_str();
        for century in [" 19", " 20"] {
            for (at, _) in text.match_indices(century) {
                self.written_date(at);
            }
        }
    }

    /// The day whose year stands behind the blank at a byte.
    fn written_date(&mut self, at: usize) {
        let text = self.shown.text.as_str();
        let year = &text[at + 1..];
        let digits = year.bytes().take_while(u8::is_ascii_digit).count();
        let mut words = text[..at].rsplit([' ', '\u{a0}', '\n']);
        let (Some(month), Some(day)) = (words.next(), words.next()) else { return };
        // `1ste` and the like are left alone, and so is the first of two days, `13 en 14 juni`.
        let (Ok(day_number), 4) = (day.parse::<i8>(), digits) else { return };
        let known = |months: &[&str; 12]| months.iter().position(|name| name.eq_ignore_ascii_case(month));
        let found = CALENDARS.iter().find_map(|(days, months)| Some((days, known(months)?)));
        let Some((days, month_index)) = found else { return };
        let begin = at - month.len() - 1 - day.len();
        let end = at + 1 + digits;
        let written = format!("{day} {month} {}", &year[..digits]);
        let Some(date) = Date::new(year[..digits].parse().unwrap_or(0), month_index as i8 + 1, day_number).ok() else {
            let message = message!("date-nowhere", written);
            return self.report_as(Code::DoubtfulDate, begin..end, message, message!("doubtful-date.hint"));
        };
        let weekday = words.next().unwrap_or_default().trim_start_matches(|c: char| !c.is_alphabetic());
        let named = days.iter().position(|name| name.eq_ignore_ascii_case(weekday));
        let real = date.weekday().to_monday_zero_offset() as usize;
        if named.is_some_and(|named| named != real) {
            let message = message!("date-weekday", written, weekday = days[real]);
            self.report_as(Code::DoubtfulDate, begin - 1 - weekday.len()..end, message, message!("doubtful-date.hint"));
        }
    }
}
