//! The words with which letters name a council and its day.
//!
//! Takes: a text, and where it names a day.
//! Gives: whether that is the day of a council.
//! Never: takes the day of a letter, a proposal or a vote for one.

use std::ops::Range;

use super::{formations, letter_words};

/// How many words may stand between the name of a council and its day.
const WORDS_BETWEEN: usize = 9;
/// How many words after a day may say that a council takes place on it.
const WORDS_AFTER: usize = 14;

/// Words that name a meeting, in lower case, as the end of a word or alone.
const MEETINGS: &[&str] = &[
    "raad",
    "council",
    "eurogroep",
    "eurogroup",
    "bijeenkomst",
    "vergadering",
    "ministersbijeenkomst",
    "top",
    "möte",
    "rådet",
    "rådsmøde",
    "rådsmødet",
    "mødet",
    "ecofin",
];
/// Words between a meeting and a day that belongs to something else, in lower case.
const OTHERS: &[&str] = &[
    "brief",
    "brieven",
    "kamerbrief",
    "d.d",
    "voorstel",
    "mededeling",
    "vragen",
    "motie",
    "fiche",
    "bnc-fiche",
    "rapport",
    "stuk",
    "debat",
    "overleg",
    "inbreng",
    "kamerstuk",
    "kamerstukken",
    "verzonden",
    "ontvangen",
];
/// Words after a day with which a council takes place, in lower case.
const TAKING_PLACE: &[&str] = &[
    "vindt",
    "vinden",
    "vond",
    "vonden",
    "plaats",
    "bijeen",
    "bijeenkomen",
    "komt",
    "komen",
    "kwam",
    "kwamen",
    "takes",
    "took",
];

/// Whether a text names a council.
pub(crate) fn names_council(text: &str) -> bool {
    letter_words::names_council(text)
}

/// Whether the days at these bytes of a text are those of the council that it names: `de Milieuraad van 12 maart`, `op 12 maart vindt
/// de Milieuraad plaats`. The European Council counts only in a text that is about it first of all.
pub(crate) fn stands_beside(text: &str, days: Range<usize>) -> bool {
    let (before, after) = (text.get(..days.start).unwrap_or(""), text.get(days.end..).unwrap_or(""));
    let sentence = before.rsplit(['.', ';', '?']).next().unwrap_or("");
    follows(sentence, text) || takes_place(after)
}

/// Whether the last words name a meeting, and no other thing after it.
fn follows(sentence: &str, text: &str) -> bool {
    let words: Vec<String> = sentence.split_whitespace().map(bare).collect();
    let Some(at) = words.iter().rposition(|word| is_meeting(word)) else { return false };
    let between = &words[at + 1..];
    let european = at > 0 && words[at - 1] == "europese" && words[at].starts_with("raad");
    let about_it = formations::find(text).is_none_or(|found| found.id == "er");
    between.len() <= WORDS_BETWEEN
        && !between.iter().any(|word| OTHERS.contains(&word.as_str()))
        && (!european || about_it)
}

/// Whether the next words say that a council takes place.
fn takes_place(after: &str) -> bool {
    let next: Vec<String> = after.split_whitespace().take(WORDS_AFTER).map(bare).collect();
    let place = next.iter().any(|word| TAKING_PLACE.contains(&word.as_str()));
    place && next.iter().any(|word| is_meeting(word))
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// `raad`, `milieuraad`, `jbz-raad`, `sportraad`; and the formations that have other names.
fn is_meeting(word: &str) -> bool {
    MEETINGS.iter().any(|meeting| word == *meeting || word.len() > 4 && word.ends_with(meeting))
        || ["jbz", "rbz", "raz", "wsbvc", "ojcs", "vte", "raden"].contains(&word)
        || word.starts_with("zaken")
        || ["visserij", "energie", "sport", "consumentenzaken", "concurrentievermogen", "milieu", "handel", "defensie"]
            .contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::genre::dates;

    fn beside(text: &str) -> bool {
        let days = dates::days_in(text, Some(2030))[0];
        stands_beside(text, days.from..days.to)
    }

    #[test]
    fn days_beside_a_council() {
        for text in [
            "de agenda van de Milieuraad van 12 maart",
            "Raad Justitie en Binnenlandse Zaken op 12 en 13 maart",
            "Op 12 maart a.s. vindt de Milieuraad plaats.",
            "de informele bijeenkomst van ministers op 12 maart",
        ] {
            assert!(beside(text), "{text}");
        }
        for text in [
            "de Milieuraad, zoals in de brief van 12 maart",
            "Den Haag, 12 maart",
            "de Milieuraad bespreekt de voorbereiding van de Europese Raad van 14 maart",
            "Op 12 maart is het voorstel ontvangen.",
        ] {
            assert!(!beside(text), "{text}");
        }
    }
}
