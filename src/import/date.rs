//! Dates of meetings in running text: `13 en 14 juni 2024`, `31 mei – 1 juni`, `13-14 June 2024`.

use jiff::civil::Date;

/// One or two days named in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub start: Date,
    pub end: Date,
    /// Whether the text gave the year.
    pub has_year: bool,
    /// Bytes of the text that the days take.
    pub from: usize,
    /// See `from`.
    pub to: usize,
}

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
];

/// A word of a text with its place; words are split at blanks and at dashes and slashes between digits.
#[derive(Clone, Copy, Debug)]
struct Word<'a> {
    text: &'a str,
    from: usize,
    to: usize,
}

#[derive(Clone, Copy)]
struct Day {
    day: i8,
    month: Option<i8>,
    year: Option<i16>,
}

/// All days in a text, in order. `fallback_year` serves dates without a year.
pub fn days_in(text: &str, fallback_year: Option<i16>) -> Vec<Days> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match days_at(&words, at, fallback_year) {
            Some((days, next)) => {
                found.push(days);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut from = None;
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        let splits = sign.is_whitespace() || matches!(sign, '-' | '–' | '/' | '\u{2011}');
        match (splits, from) {
            (true, Some(start)) => {
                words.push(Word { text: &text[start..at], from: start, to: at });
                from = None;
            }
            (false, None) => from = Some(at),
            _ => {}
        }
        if splits && !sign.is_whitespace() {
            words.push(Word { text: &text[at..at + sign.len_utf8()], from: at, to: at + sign.len_utf8() });
        }
    }
    words
}

/// Days that begin at a word: `13`, a link word, `14`, month, year.
fn days_at(words: &[Word], at: usize, fallback_year: Option<i16>) -> Option<(Days, usize)> {
    let (first, mut next) = day_at(words, at).or_else(|| month_first(words, at))?;
    let mut last = first;
    for _ in 0..3 {
        let Some(after_link) = skip_link(words, next) else { break };
        let Some((day, after_day)) = day_at(words, after_link) else { break };
        (last, next) = (day, after_day);
    }
    let month = last.month?;
    let year = last.year.or(fallback_year)?;
    let end = Date::new(year, month, last.day).ok()?;
    let first_month = first.month.unwrap_or(month);
    let first_year = first.year.unwrap_or(if first_month > month { year - 1 } else { year });
    let start = Date::new(first_year, first_month, first.day).ok()?;
    let days = Days { start, end, has_year: last.year.is_some(), from: words[at].from, to: words[next - 1].to };
    (start <= end).then_some((days, next))
}

/// `13`, `13 juni` or `13 juni 2024`.
fn day_at(words: &[Word], at: usize) -> Option<(Day, usize)> {
    let day: i8 = words.get(at)?.text.parse().ok().filter(|day| (1..=31).contains(day))?;
    let Some(month) = words.get(at + 1).and_then(|word| month(word.text)) else {
        return Some((Day { day, month: None, year: None }, at + 1));
    };
    let year = words.get(at + 2).and_then(|word| year(word.text));
    Some((Day { day, month: Some(month), year }, at + 2 + usize::from(year.is_some())))
}

/// `June 13, 2024`, with both days of `June 13-14, 2024` left to the caller.
fn month_first(words: &[Word], at: usize) -> Option<(Day, usize)> {
    let month = month(words.get(at)?.text)?;
    let day: i8 = words.get(at + 1)?.text.trim_end_matches(',').parse().ok()?;
    let year = words.get(at + 2).and_then(|word| year(word.text))?;
    Some((Day { day, month: Some(month), year: Some(year) }, at + 3))
}

fn skip_link(words: &[Word], at: usize) -> Option<usize> {
    let text = |offset: usize| words.get(at + offset).map(|word| word.text.to_lowercase());
    match text(0)?.as_str() {
        "tot" if text(1).as_deref() == Some("en") && text(2).as_deref() == Some("met") => Some(skip_weekday(words, at + 3)),
        "t/m" | "en" | "and" | "&" | "to" | "-" | "–" | "/" => Some(skip_weekday(words, at + 1)),
        _ => None,
    }
}

fn skip_weekday(words: &[Word], at: usize) -> usize {
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
    }

    #[test]
    fn numbers_that_are_no_days() {
        assert_eq!(first("artikel 13 en 14 van de richtlijn"), "none");
        assert_eq!(first("31 juni 2024"), "none");
        assert_eq!(first("nr. 872"), "none");
    }
}
