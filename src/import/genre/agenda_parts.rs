//! Names of parts: the bodies and days that divide an agenda without a number.
//!
//! Takes: the text of a heading.
//! Gives: whether it names such a part.
//! Never: asks where the heading stands.

use super::dates;
use super::whole_words::starts_with_words;

/// Bodies that meet together and have parts of their own, in lower case.
const BODIES: &[&str] = &[
    "eurogroep",
    "ecofinraad",
    "ecofin-raad",
    "ecofin raad",
    "ecofin",
    "raad algemene zaken",
    "europese raad",
    "begrotingsraad",
    "artikel 50",
];
/// Days on which councils meet, in lower case.
const WEEKDAYS: &[&str] = &[
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "måndag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "mandag",
    "tirsdag",
];
/// The most words in a title that names a body.
const BODY_WORDS: usize = 6;
/// The most words in a title that names a day.
const DAY_WORDS: usize = 10;

/// Whether a heading names a body or a day that divides an agenda.
pub(crate) fn is_part_name(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let words = lower.split_whitespace().count();
    let bare = lower.strip_prefix("informele ").unwrap_or(&lower);
    let body = words <= BODY_WORDS && BODIES.iter().any(|body| starts_with_words(bare, body));
    let numbered_day = ["dag ", "day "]
        .iter()
        .find_map(|word| lower.strip_prefix(word))
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let weekday = words <= DAY_WORDS && WEEKDAYS.iter().any(|day| lower.starts_with(day));
    body || numbered_day || weekday && dates::names_a_day(text)
}
