//! Dates that do not fit the other dates of their document.
//!
//! Takes: the front matter, the headings and the path of a document.
//! Gives: a warning for each date that contradicts another one, or lies years away from it.
//! Never: asks what day it is, or says which of two dates is the right one.

use std::sync::Arc;

use jiff::civil::Date;
use oxc_index::IndexSlice;

use crate::diagnostic::{Code, Diagnostic, Message, Span, message};
use crate::document::front_matter::{Front, Letter, MeetingFront, Special};
use crate::document::indices::DivisionId;
use crate::document::{Division, Role};
use crate::settings::fields::Located;

/// A meeting that lasts longer has a slip in one of its days.
const DAYS_OF_MEETING: i64 = 60;
/// A letter is sent in the weeks before its meeting, or after it.
const DAYS_OF_LETTER: i64 = 366;
/// A promise may be for the next term; a correction may come late.
const DAYS_OF_PROMISE: i64 = 6 * 366;

/// What is doubtful about the dates of a document.
pub(crate) fn check(
    front: &Front,
    role: &Role,
    divisions: &IndexSlice<DivisionId, [Division]>,
    path: &Arc<str>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let folder = role.meeting().and_then(day_in);
    match (&front.special, role) {
        (Special::Meeting(facts), Role::Agenda { .. }) => of_meeting(facts, folder, divisions, &mut found),
        (Special::Report(letter), Role::Report { .. }) => of_letter(letter, folder, folder, &mut found),
        _ => {}
    }
    let diagnostic = |(span, message): (Span, Message)| {
        Diagnostic::at(Code::DoubtfulDate, path, span, message).hint(message!("doubtful-date.hint"))
    };
    found.into_iter().map(diagnostic).collect()
}

fn of_meeting(
    facts: &MeetingFront,
    folder: Option<Date>,
    divisions: &IndexSlice<DivisionId, [Division]>,
    found: &mut Vec<(Span, Message)>,
) {
    let Some(Located { value: start, span }) = facts.start else { return };
    // That is reported where the days are read.
    if facts.end.as_ref().is_some_and(|end| end.value < start) {
        return;
    }
    // If the first day itself is doubtful, nothing can be compared with it.
    if let Some(folder) = folder.filter(|folder| *folder != start) {
        return found.push((span, message!("date-of-folder", date = start, folder)));
    }
    let end = facts.end.as_ref().filter(|end| end.value >= start);
    if let Some(end) = end.filter(|end| days(start, end.value) > DAYS_OF_MEETING) {
        return found.push((end.span, message!("date-of-end", date = end.value, start)));
    }
    let last = end.map_or(start, |end| end.value);
    let letter = &facts.letter;
    match letter.stated("published") {
        Some(published) if published.value > last => {
            found.push((published.span, message!("date-after-meeting", date = published.value, last)));
        }
        _ => of_letter(letter, None, Some(start), found),
    }
    promises(letter, start, found);
    for division in divisions {
        // A part without a number may be the report of a meeting before.
        let earlier = |date: Date| date < start && !(division.label.is_empty() && days(date, start) < DAYS_OF_LETTER);
        if let Some(date) = division.date.filter(|date| earlier(*date) || *date > last) {
            found.push((division.span, message!("date-outside-meeting", date, start, last)));
        }
    }
}

/// The days on which a letter was sent and corrected; `earliest` is the first on which it can have been sent, `near` a day not far
/// from them.
fn of_letter(letter: &Letter, earliest: Option<Date>, near: Option<Date>, found: &mut Vec<(Span, Message)>) {
    let (published, updated) = (letter.stated("published"), letter.stated("updated"));
    let far = |date: Date, most: i64| near.filter(|near| days(*near, date).abs() > most);
    if let Some(Located { value: date, span }) = published {
        if let Some(first) = earliest.filter(|first| date < first) {
            found.push((*span, message!("date-before-meeting", date, first)));
        } else if let Some(other) = far(*date, DAYS_OF_LETTER) {
            found.push((*span, message!("date-far-away", date, other)));
        } else if let Some(updated) = updated.filter(|updated| updated.value < *date) {
            found.push((updated.span, message!("date-before-published", date = updated.value, published = date)));
        }
    }
    if let Some((updated, other)) = updated.and_then(|date| Some((date, far(date.value, DAYS_OF_PROMISE)?))) {
        found.push((updated.span, message!("date-far-away", date = updated.value, other)));
    }
    if let Some(near) = near.filter(|_| earliest.is_some()) {
        promises(letter, near, found);
    }
}

/// The days by which something was promised.
fn promises(letter: &Letter, made: Date, found: &mut Vec<(Span, Message)>) {
    let published = letter.stated("published").map(|published| published.value);
    for (_, Located { value: date, span }) in letter.dates.iter().filter(|(key, _)| *key == "due") {
        if days(made, *date) > DAYS_OF_PROMISE || days(*date, made) > DAYS_OF_LETTER {
            found.push((*span, message!("date-far-away", date, other = made)));
        } else if let Some(published) = published.filter(|published| date < published) {
            found.push((*span, message!("date-due-before", date, published)));
        }
    }
}

fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The day in the name of a folder, such as `ab-2026-06-11`.
pub(crate) fn day_in(name: &str) -> Option<Date> {
    let begins = |at: &usize| name[..*at].ends_with(|c: char| !c.is_ascii_digit()) || *at == 0;
    let starts = name.char_indices().map(|(at, _)| at).filter(begins);
    starts.filter_map(|at| name.get(at..at + 10)).find_map(|day| {
        let shaped =
            day.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
        day.parse::<Date>().ok().filter(|_| shaped)
    })
}
