//! Dates in running text: `13 en 14 juni 2024`, `31 mei – 1 juni`, `13-14 June 2024`.
//!
//! Takes: a text, and a year for dates without one.
//! Gives: the days that it names, and where.
//! Never: makes up a month or a day.

use jiff::civil::Date;

/// One or two days named in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NamedDays {
    /// The first day.
    pub(crate) start: Date,
    /// The last day; equal to the first for a single day.
    pub(crate) end: Date,
    /// Whether the text gives the year.
    pub(crate) has_year: bool,
    /// The byte of the text at which the days begin.
    pub(crate) from: usize,
    /// The byte after them.
    pub(crate) to: usize,
}

/// How many days may follow the first: `12, 13 en 14 juni`.
const MORE_DAYS: usize = 3;

/// Names of months, in lower case, and their numbers.
const MONTHS: &[(&str, i8)] = &[
    ("januari", 1),
    ("februari", 2),
    ("maart", 3),
    ("april", 4),
    ("mei", 5),
    ("juni", 6),
    ("juli", 7),
    ("augustus", 8),
    ("september", 9),
    ("oktober", 10),
    ("november", 11),
    ("december", 12),
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("october", 10),
    ("jan", 1),
    ("feb", 2),
    ("mrt", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("okt", 10),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("mars", 3),
    ("maj", 5),
    ("augusti", 8),
    ("januar", 1),
    ("februar", 2),
    ("marts", 3),
];

/// A word of a text and its place; words are separated by blanks, and by dashes and slashes between digits.
#[derive(Clone, Copy, Debug)]
struct DateWord<'a> {
    text: &'a str,
    from: usize,
    to: usize,
}

/// A day as far as its own words give it; month and year may come with a later one.
#[derive(Clone, Copy)]
struct PartialDay {
    day: i8,
    month: Option<i8>,
    year: Option<i16>,
}

/// What some words say, and the index of the word after them.
struct ReadWords<T> {
    value: T,
    next: usize,
}

/// All days in a text, in order. `fallback_year` is used for dates without a year.
pub(crate) fn days_in(text: &str, fallback_year: Option<i16>) -> Vec<NamedDays> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match days_at(&words, at, fallback_year) {
            Some(read) => {
                found.push(read.value);
                at = read.next;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a line that ends in part of a day goes on in the next: `12` above `maart 2030`, or `12 maart` above `2030`.
pub(crate) fn completes_a_day(line: &str, next: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or("");
    let first = next.split_whitespace().next().unwrap_or("");
    let ends_in_day = last.trim_end_matches('.').parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let ends_in_month = month(last).is_some();
    ends_in_day && month(first).is_some() || ends_in_month && year(first).is_some()
}

/// Whether a text names a day, with or without a year.
pub(crate) fn names_a_day(text: &str) -> bool {
    // Any leap year will do: which day it is makes no difference.
    !days_in(text, Some(2000)).is_empty()
}

fn words(text: &str) -> Vec<DateWord<'_>> {
    let mut words = Vec::new();
    let mut from = None;
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        let splits = sign.is_whitespace() || matches!(sign, '-' | '–' | '/' | '\u{2011}');
        match (splits, from) {
            (true, Some(start)) => {
                words.push(DateWord { text: &text[start..at], from: start, to: at });
                from = None;
            }
            (false, None) => from = Some(at),
            _ => {}
        }
        if splits && !sign.is_whitespace() {
            words.push(DateWord { text: &text[at..at + sign.len_utf8()], from: at, to: at + sign.len_utf8() });
        }
    }
    words
}

/// Days that begin at a word: `13`, a linking word, `14`, month, year.
fn days_at(words: &[DateWord], at: usize, fallback_year: Option<i16>) -> Option<ReadWords<NamedDays>> {
    let ReadWords { value: first, mut next } = day_at(words, at).or_else(|| month_first(words, at))?;
    let mut last = first;
    for _ in 0..MORE_DAYS {
        let listed = words.get(next - 1).is_some_and(|word| word.text.ends_with(',')) && last.month.is_none();
        let Some(after_link) = skip_link(words, next).or(listed.then_some(next)) else { break };
        let Some(read) = day_at(words, after_link) else { break };
        // `artikel 12, 13 mei` names one day.
        if listed && skip_link(words, next).is_none() && read.value.month.is_some() {
            break;
        }
        (last, next) = (read.value, read.next);
    }
    let month = last.month?;
    let year = last.year.or(fallback_year)?;
    let end = Date::new(year, month, last.day).ok()?;
    let first_month = first.month.unwrap_or(month);
    let first_year = first.year.unwrap_or(if first_month > month { year - 1 } else { year });
    let start = Date::new(first_year, first_month, first.day).ok()?;
    let days = NamedDays { start, end, has_year: last.year.is_some(), from: words[at].from, to: words[next - 1].to };
    (start <= end).then_some(ReadWords { value: days, next })
}

/// `13`, `13 juni` or `13 juni 2024`.
fn day_at(words: &[DateWord], at: usize) -> Option<ReadWords<PartialDay>> {
    let text = words.get(at)?.text;
    // `12.` is a day before the name of a month, as in Danish and German, and `12,` before another day.
    let bare = text.trim_end_matches(['.', ',']);
    let day: i8 = bare.parse().ok().filter(|day| (1..=31).contains(day))?;
    if let Some(read) = in_numbers(words, at).filter(|_| bare.len() == text.len()) {
        return Some(read);
    }
    let Some(month) = words.get(at + 1).and_then(|word| month(word.text)).filter(|_| !text.ends_with(',')) else {
        let plain = bare.len() == text.len() || text.ends_with(',') || opens_dotted_days(words, at);
        return plain.then_some(ReadWords { value: PartialDay { day, month: None, year: None }, next: at + 1 });
    };
    let year = words.get(at + 2).and_then(|word| year(word.text));
    Some(ReadWords { value: PartialDay { day, month: Some(month), year }, next: at + 2 + usize::from(year.is_some()) })
}

/// Whether a day with a full stop is the first of two, as in the Danish `18.-19. marts`.
fn opens_dotted_days(words: &[DateWord], at: usize) -> bool {
    let second = skip_link(words, at + 1).and_then(|next| Some((words.get(next)?.text, words.get(next + 1)?.text)));
    second.is_some_and(|(day, after)| {
        day.ends_with('.') && day.len() <= 3 && month(day).is_none() && month(after).is_some()
    })
}

/// `13-06-2024`
fn in_numbers(words: &[DateWord], at: usize) -> Option<ReadWords<PartialDay>> {
    let text = |offset: usize| words.get(at + offset).map(|word| word.text);
    let dashes = text(1)? == "-" && text(3)? == "-";
    let number = text(2)?;
    let month: i8 = number.parse().ok().filter(|month| (1..=12).contains(month) && number.len() == 2)?;
    let year = year(text(4)?)?;
    let day: i8 = text(0)?.parse().ok()?;
    dashes.then_some(ReadWords { value: PartialDay { day, month: Some(month), year: Some(year) }, next: at + 5 })
}

/// `June 13, 2024`, with both days of `June 13-14, 2024` left to the caller.
fn month_first(words: &[DateWord], at: usize) -> Option<ReadWords<PartialDay>> {
    let month = month(words.get(at)?.text)?;
    let day: i8 = words.get(at + 1)?.text.trim_end_matches(',').parse().ok()?;
    let year = words.get(at + 2).and_then(|word| year(word.text))?;
    Some(ReadWords { value: PartialDay { day, month: Some(month), year: Some(year) }, next: at + 3 })
}

fn skip_link(words: &[DateWord], at: usize) -> Option<usize> {
    let text = |offset: usize| words.get(at + offset).map(|word| word.text.to_lowercase());
    match text(0)?.as_str() {
        "tot" if text(1).as_deref() == Some("en") && text(2).as_deref() == Some("met") => {
            Some(skip_weekday(words, at + 3))
        }
        "t/m" | "tot" | "en" | "and" | "och" | "og" | "&" | "to" | "-" | "–" | "/" | "+" => {
            Some(skip_weekday(words, at + 1))
        }
        _ => None,
    }
}

fn skip_weekday(words: &[DateWord], at: usize) -> usize {
    let days = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
    at + usize::from(words.get(at).is_some_and(|word| days.contains(&word.text.to_lowercase().as_str())))
}

fn month(word: &str) -> Option<i8> {
    let lower = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    MONTHS.iter().find(|(name, _)| *name == lower).map(|(_, month)| *month)
}

fn year(word: &str) -> Option<i16> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    let rest = &word[digits.len()..];
    let ends = !rest.starts_with(char::is_alphanumeric);
    digits.parse().ok().filter(|year| ends && (1950..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> String {
        let days = days_in(text, Some(2024));
        days.first().map_or(String::from("none"), |days| format!("{} {}", days.start, days.end))
    }

    #[test]
    fn days_as_letters_write_them() {
        assert_eq!(first("op 13 en 14 juni 2024 in Luxemburg"), "2024-06-13 2024-06-14");
        assert_eq!(first("25-26 januari 2024,"), "2024-01-25 2024-01-26");
        assert_eq!(first("31 mei en 1 juni 2024"), "2024-05-31 2024-06-01");
        assert_eq!(first("30 december tot en met 2 januari 2025"), "2024-12-30 2025-01-02");
        assert_eq!(first("maandag 27 mei a.s."), "2024-05-27 2024-05-27");
        assert_eq!(first("13 and 14 June 2024"), "2024-06-13 2024-06-14");
        assert_eq!(first("June 13, 2024"), "2024-06-13 2024-06-13");
        assert_eq!(first("27/28 mei 2024"), "2024-05-27 2024-05-28");
        assert_eq!(first("den 18.-19. marts 2024"), "2024-03-18 2024-03-19");
        assert_eq!(first("den 18. og 19. marts 2024"), "2024-03-18 2024-03-19");
        assert_eq!(first("den 10–11 mars 2024"), "2024-03-10 2024-03-11");
    }

    #[test]
    fn numbers_that_are_no_days() {
        assert_eq!(first("artikel 13 en 14 van de richtlijn"), "none");
        assert_eq!(first("31 juni 2024"), "none");
        assert_eq!(first("nr. 872"), "none");
    }
}
