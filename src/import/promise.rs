//! What a letter promises to parliament: sentences that say what it will receive or hear, with the day if one is named.
//! Takes the outline, gives the sentences as they stand. Never makes a day up: one without a year is the first that can be meant, and said.

use jiff::civil::Date;
use serde::Serialize;

use super::block::{Block, Kind};
use super::date;
use super::line::Line;
use super::node::{Node, Outline};

/// A sentence that promises something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Promise {
    /// The sentence.
    pub what: String,
    /// The day by which it is due, if the sentence names one; then it stands in the front matter.
    #[serde(serialize_with = "day")]
    pub due: Option<Date>,
    /// Whether the year of that day is in the sentence.
    pub year_given: bool,
    /// Line in the source.
    pub line: usize,
    /// The anchor of the heading it stands under; empty before any heading.
    pub item: String,
    /// How many headings stand before it.
    #[serde(skip)]
    pub headings: usize,
}

/// A day as `2030-05-03`, or nothing.
fn day<S: serde::Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

/// Longest sentence that is taken over, in characters.
const LONGEST: usize = 400;
/// Days before the meeting that a promise may fall due: letters go out some weeks ahead.
const EARLIEST: i32 = 60;

/// Who is promised something.
const PARLIAMENT: &[&str] = &["kamer ", "kamer,", "kamer.", "kamers ", "staten-generaal", "the house", "parliament", "gemeenteraad"];
/// What parliament will do or have done to it.
const DELIVERY: &[&str] = &[
    "ontvang",
    "toekomt",
    "informeren",
    "geïnformeerd",
    "inlichten",
    "ingelicht",
    "toekomen",
    "toezenden",
    "toegezonden",
    "toesturen",
    "toegestuurd",
    "gestuurd",
    "sturen",
    "zenden",
    "gezonden",
    "berichten",
    "bericht",
    "aanbieden",
    "aangeboden",
    "terugkomen",
    "op de hoogte",
    "delen",
    "inform",
    "receive",
    "be sent",
    "send",
];
/// Verbs that look ahead.
const AHEAD: &[&str] = &[" zal ", " zullen ", " wordt ", " worden ", " ontvangt", " toekomt", " will ", " zeg ik toe", " zegt "];
/// What gives a day as the last one or the very one.
const DUE: &[&str] = &["uiterlijk", "vóór", "voor", "op", "per", "tegen", "by", "before", "on"];

/// The promises of a document, in order. `around` is the day of the letter or of the meeting.
pub fn promises(outline: &Outline, lines: &[Line], around: Option<Date>) -> Vec<Promise> {
    let mut found = Vec::new();
    let mut headings = 0;
    for node in &outline.nodes {
        match node {
            Node::Heading { title, .. } if title.is_empty() => {}
            Node::Heading { .. } | Node::Added { .. } => headings += 1,
            Node::Text(block) if !matches!(block.kind, Kind::Table(_)) => {
                for (at, sentence) in sentences(&block.rich.text()) {
                    if is_promise(&sentence) {
                        let (due, year_given) = due(&sentence, around).map_or((None, false), |(day, given)| (Some(day), given));
                        let line = line_at(block, lines, at);
                        found.push(Promise { what: sentence, due, year_given, line, item: String::new(), headings });
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// The sentences of a text with the byte at which each begins.
fn sentences(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, sign) in text.char_indices().filter(|(_, sign)| matches!(sign, '.' | '?' | '!')) {
        let after = &text[at + sign.len_utf8()..];
        let ends = after.trim().is_empty() || after.starts_with(' ') && after.trim_start().starts_with(|c: char| c.is_uppercase());
        if ends {
            found.push((from, text[from..=at].trim().to_string()));
            from = at + 1;
        }
    }
    if !text[from..].trim().is_empty() {
        found.push((from, text[from..].trim().to_string()));
    }
    found
}

fn is_promise(sentence: &str) -> bool {
    let lower = format!(" {} ", sentence.to_lowercase());
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    has(PARLIAMENT) && has(DELIVERY) && has(AHEAD) && sentence.chars().count() <= LONGEST && !lower.contains(" eerder ")
}

/// The day by which a promise is due: one that follows a word such as `uiterlijk`, not in the past, and whether its year is given.
fn due(sentence: &str, around: Option<Date>) -> Option<(Date, bool)> {
    let around = around?;
    let days = date::days_in(sentence, Some(around.year()));
    let ahead = |days: &&date::Days| {
        let before = sentence[..days.from].split_whitespace().next_back().unwrap_or("").to_lowercase();
        let after = sentence[days.to..].trim_start();
        DUE.contains(&before.as_str()) && !after.starts_with("jl") && !after.starts_with("j.l")
    };
    let days = days.iter().find(ahead)?;
    let years = if days.has_year { 0..=0 } else { -1..=1 };
    let mut named = years.filter_map(|step| Date::new(days.end.year() + step, days.end.month(), days.end.day()).ok());
    let day = named.find(|day| day.since(around).is_ok_and(|span| span.get_days() >= -EARLIEST))?;
    Some((day, days.has_year))
}

/// The line of the source in which a byte of a block stands, give or take a joined word.
fn line_at(block: &Block, lines: &[Line], at: usize) -> usize {
    let mut left = at + 1;
    for line in block.lines.iter().filter_map(|index| lines.get(*index)) {
        let length = line.text.len() + 1;
        if left < length {
            return line.number;
        }
        left -= length;
    }
    block.line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        due(text, Date::new(2030, 5, 20).ok()).map(|(day, given)| format!("{day} {given}"))
    }

    #[test]
    fn sentences_that_promise() {
        for text in [
            "Uw Kamer ontvangt een aanvulling.",
            "Het kabinet zal uw Kamer daarover tegen die tijd informeren.",
            "De Kamer wordt voor 1 juli geïnformeerd.",
            "The House will be informed before summer.",
        ] {
            assert!(is_promise(text), "{text}");
        }
        for text in [
            "Uw Kamer is hierover op 2 mei geïnformeerd.",
            "Hierbij bied ik uw Kamer de agenda aan.",
            "De Raad zal het voorstel bespreken.",
            "Zoals eerder met uw Kamer gedeeld, zal de Raad dat doen.",
        ] {
            assert!(!is_promise(text), "{text}");
        }
    }

    #[test]
    fn days_on_which_something_is_due() {
        assert_eq!(day("die uw Kamer uiterlijk 10 juni ontvangt.").as_deref(), Some("2030-06-10 false"));
        assert_eq!(day("zal vóór 3 januari de Kamer inlichten").as_deref(), Some("2031-01-03 false"));
        assert_eq!(day("voor 1 juli 2031").as_deref(), Some("2031-07-01 true"));
        for text in ["zoals op 7 mei jl. beloofd", "later dit jaar", "de brief van 7 juni 2030", "op 3 maart 2029"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_as_sentences() {
        let found: Vec<String> = sentences("Eerst dit. Dan nr. 3 daarvan? En").into_iter().map(|(_, sentence)| sentence).collect();
        assert_eq!(found, ["Eerst dit.", "Dan nr. 3 daarvan?", "En"]);
    }
}
