//! The place of a meeting, from the words around its days.
//!
//! Takes: the texts about the meeting, and the first lines of the document.
//! Gives: the name of a town.
//! Never: takes the town where the letter was written, or a body such as the Raad, for the place.

use jiff::civil::Date;

use crate::import::genre::dates::{self, NamedDays};
use crate::import::source_line::SourceLine;

/// How many words after the days `in` or `te` may come.
const WORDS_BEFORE_PLACE: usize = 4;
/// How many lines may say where the council takes place.
const FIRST_LINES: usize = 40;

/// A place after or before the days: `in Luxemburg`, `te Brussel`, `(Brussel)`.
pub(super) fn place(sources: &[&str], year: Option<i16>, start: Option<Date>) -> Option<String> {
    sources.iter().find_map(|text| {
        let first = days_of_meeting(text, year, start)?;
        let after = after_days(text, &first)?;
        let before = text.get(..first.from)?.rsplit(['.', ';']).next()?;
        // The last word of the days may have taken the comma.
        let comma = if text.get(..first.to)?.ends_with(',') { ", " } else { "" };
        town_in_capitals(after)
            .or_else(|| room(after))
            .or_else(|| place_in(after, WORDS_BEFORE_PLACE))
            .or_else(|| place_behind(&format!("{comma}{after}")))
            .or_else(|| place_in(before, usize::MAX))
            .or_else(|| place_alone(text.get(..first.from)?))
    })
}

/// A place right behind the days: what comes before them in a letter about two meetings may be the place of the other.
pub(super) fn place_behind_day(sources: &[&str], year: Option<i16>, start: Option<Date>) -> Option<String> {
    sources.iter().find_map(|text| {
        let first = days_of_meeting(text, year, start)?;
        place_in(after_days(text, &first)?, 1)
    })
}

/// The days in a text that are those of the meeting; other days belong to other things, which may be elsewhere.
fn days_of_meeting(text: &str, year: Option<i16>, start: Option<Date>) -> Option<NamedDays> {
    let of_meeting = |days: &NamedDays| {
        start.is_none_or(|start| (days.start.month(), days.start.day()) == (start.month(), start.day()))
    };
    dates::days_in(text, year).into_iter().find(of_meeting)
}

/// The rest of the sentence behind the days.
fn after_days<'a>(text: &'a str, days: &NamedDays) -> Option<&'a str> {
    // An abbreviation such as `a.s.` does not end a sentence.
    let after = text.get(days.to..)?.trim_start();
    let after = ["a.s.", "jl.", "j.l."].iter().find_map(|short| after.strip_prefix(short)).unwrap_or(after);
    after.split(';').next()?.split(". ").next().map(|after| after.trim_end_matches('.'))
}

/// The rooms in which municipal and provincial councils meet.
const ROOMS: &[&str] = &["raadzaal", "raadszaal", "statenzaal", "commissiekamer"];

/// `, 19.30 uur, raadzaal` behind the days.
fn room(after: &str) -> Option<String> {
    let last = after.rsplit(", ").next().unwrap_or("").trim();
    ROOMS.contains(&last.to_lowercase().as_str()).then(|| last.to_owned())
}

/// `TE DEN HAAG` in a title in capitals, in the capitals of running text.
fn town_in_capitals(after: &str) -> Option<String> {
    let rest = ["TE ", "IN "].iter().find_map(|word| after.trim_start_matches([' ', ',', '(']).strip_prefix(word))?;
    let words = rest.split([' ', ',', ')']).take(2).take_while(|word| !word.is_empty());
    let capitals = |word: &&str| word.chars().count() >= 3 && word.chars().all(|c| c.is_uppercase() || c == '-');
    let lower = |word: &str| {
        let mut signs = word.chars();
        signs.next().into_iter().chain(signs.flat_map(char::to_lowercase)).collect::<String>()
    };
    let town: Vec<String> = words.take_while(capitals).map(lower).collect();
    (!town.is_empty()).then(|| town.join(" "))
}

/// `, Luxemburg` or `(Luxemburg)` right after the days, and nothing more.
fn place_behind(after: &str) -> Option<String> {
    let apart = after.trim_start().starts_with([',', '(']);
    let name = after.trim_start_matches([',', '(', ' ']).trim_end_matches([')', ' ']);
    let plain = name.split(' ').count() <= 2 && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    (apart && plain).then(|| place_in(&format!("in {name}"), 0)).flatten()
}

/// `Luxemburg, ` before the days. A letter is dated where it is written, which is not the place of a meeting.
fn place_alone(before: &str) -> Option<String> {
    let name = before.trim_end().strip_suffix(',')?.rsplit(", ").next()?;
    let written = ["Den Haag", "’s-Gravenhage", "'s-Gravenhage"].contains(&name);
    let plain = name.split(' ').count() <= 2 && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let council = name.to_lowercase().contains("raad")
        || name.to_lowercase().contains("council")
        || name.chars().all(char::is_uppercase);
    (plain && !written && !council).then(|| name.to_string())
}

/// The place in `vindt … plaats in Brussel`, near the start of the text.
pub(super) fn takes_place(lines: &[SourceLine]) -> Option<String> {
    let text: String =
        lines.iter().filter(|line| line.is_body()).take(FIRST_LINES).map(|line| format!("{} ", line.text)).collect();
    let words = [
        " plaats in ",
        " plaats te ",
        " bijeen in ",
        " vindt in ",
        " vindt te ",
        " vinden in ",
        " takes place in ",
        " takes place at ",
    ];
    let mut found: Vec<usize> =
        words.iter().flat_map(|words| text.match_indices(words).map(|(at, words)| at + words.len() - 4)).collect();
    found.sort_unstable();
    found.into_iter().find_map(|at| place_in(&text[at..], 0))
}

/// The first or last `in X` or `te X` of a text, within some words of its start.
fn place_in(text: &str, within: usize) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words
        .iter()
        .take(within.saturating_add(1))
        .position(|word| ["in", "te", "at"].contains(&word.trim_start_matches(['(', ','])))?;
    let mut named: Vec<&str> = Vec::new();
    for word in words[at + 1..].iter().take(3).filter(|word| !word.is_empty()) {
        // A note's number or any other sign ends the name.
        let end = word.find(|c: char| !c.is_alphabetic() && !"-’'".contains(c)).unwrap_or(word.len());
        if !word.starts_with(char::is_uppercase) || end == 0 {
            break;
        }
        named.push(&word[..end]);
        if end < word.len() {
            break;
        }
    }
    let name = named.join(" ");
    let name = name.trim_end_matches(|c: char| !c.is_alphabetic()).to_string();
    let no_place = ["Nederland", "EU", "Europa", "Europese", "Raad", "Raadsverband", "Coreper", "Kamer"];
    (name.chars().count() > 2 && !no_place.contains(&name.as_str()) && !name.chars().all(char::is_uppercase))
        .then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text_lines::lines_of_text;

    #[test]
    fn places_of_a_council() {
        assert_eq!(super::place(&["Milieuraad, 2 december 2030, Brussel"], None, None).as_deref(), Some("Brussel"));
        assert_eq!(super::place(&["Milieuraad 2 december 2030 (Brussel)"], None, None).as_deref(), Some("Brussel"));
        let place = |text: &str| takes_place(&lines_of_text(text));
        assert_eq!(place("Op maandag 18 november vindt in Brussel de Raad plaats.").as_deref(), Some("Brussel"));
        assert_eq!(
            place("Dit vindt in de Raad steun. De Raad vindt plaats in Luxemburg.").as_deref(),
            Some("Luxemburg")
        );
        assert_eq!(
            super::place(&["Op 27 mei a.s. vindt in Brussel de Landbouwraad plaats."], Some(2030), None).as_deref(),
            Some("Brussel")
        );
    }
}
