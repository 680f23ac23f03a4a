//! What a letter promises to parliament: sentences that say what parliament will receive or hear, with the day if one
//! is named.
//!
//! Takes: the outline, the lines, and a day around which the letter was written.
//! Gives: the sentences as they are.
//! Never: makes up a day; for one without a year it takes the first that can be meant, and says so.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::meeting_facts::ImportedMeeting;
use super::outline_node::{OutlineNode, SourceOutline};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::genre::dates::{self, NamedDays};
use crate::import::source_blocks::{BlockKind, SourceBlock};
use crate::import::source_line::SourceLine;

/// A sentence that promises something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoundCommitment {
    /// The sentence, unchanged.
    pub what: String,
    /// The day by which it is due, if the sentence names one; then it goes into the front matter.
    #[serde(serialize_with = "day_or_null")]
    pub due: Option<Date>,
    /// Whether the year of that day is in the sentence.
    pub year_given: bool,
    /// Its line in the source, from 1.
    pub line: usize,
    /// The anchor of the heading above it; empty before any heading.
    pub item: String,
    /// How many headings come before it, from which the anchor follows.
    #[serde(skip)]
    pub(crate) headings: usize,
}

fn day_or_null<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

impl FoundCommitment {
    /// What the author has to know about it.
    pub(crate) fn finding(&self) -> ImportFinding {
        let what = &self.what;
        let Some(day) = self.due else {
            let message = message!("import-commitment-proposed", what);
            return ImportFinding::note(self.line, FindingCode::CommitmentProposed, message)
                .hint(message!("import-commitment-proposed.hint"));
        };
        let message = match self.year_given {
            true => message!("import-commitment-found", day, what),
            false => message!("import-commitment-dated", day, what),
        };
        ImportFinding::note(self.line, FindingCode::CommitmentFound, message)
            .hint(message!("import-commitment-found.hint"))
    }
}

/// The longest sentence that is taken over, in characters.
const LONGEST_SENTENCE: usize = 400;
/// How many days before the meeting a commitment may fall due: letters are sent some weeks ahead.
const LETTER_AHEAD: i32 = 60;

/// Words for those who are promised something.
const PARLIAMENT: &[&str] =
    &["kamer ", "kamer,", "kamer.", "kamers ", "staten-generaal", "the house", "parliament", "gemeenteraad"];
/// What parliament will do, or what will be done for it.
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
    "stuurt",
    "stuur ",
    "zendt",
    "zend ",
    "informeert",
    "informeer ",
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
const AHEAD: &[&str] = &[
    " zal ",
    " zullen ",
    " wordt ",
    " worden ",
    " ontvangt",
    " toekomt",
    " will ",
    " zeg ik toe",
    " zegt ",
    " stuurt ",
    " zendt ",
    " informeert ",
    " bericht ",
    " stuur ik ",
    " zend ik ",
    " informeer ik ",
    " ik stuur ",
    " ik zend ",
    " ik informeer ",
];
/// Words of sentences that give something now, or tell of what was given.
const NOW: &[&str] = &[
    " eerder ",
    " hierbij ",
    " bijgaand",
    " bijgevoegd",
    " hiermee ",
    " met deze brief ",
    " in deze brief ",
    " middels deze ",
];
/// Words that make a day the last one or the very one.
const DUE: &[&str] = &["uiterlijk", "vóór", "voor", "op", "per", "tegen", "by", "before", "on"];

/// A sentence, and the byte of its text at which it begins.
struct Sentence<'a> {
    text: &'a str,
    from: usize,
}

/// The day by which something is due.
#[derive(Clone, Copy)]
struct DueDay {
    day: Date,
    /// Whether the sentence gives its year.
    year_given: bool,
}

/// The commitments of a document, in order.
pub(crate) fn find(outline: &SourceOutline, lines: &[SourceLine], meeting: &ImportedMeeting) -> Vec<FoundCommitment> {
    let mut found = Vec::new();
    let mut headings = 0;
    for node in &outline.nodes {
        match node {
            OutlineNode::Heading { title, .. } if title.is_empty() => {}
            OutlineNode::Heading { .. } | OutlineNode::Added { .. } => headings += 1,
            OutlineNode::Text(block) if !matches!(block.kind, BlockKind::Table(_)) => {
                let text = block.rich.text();
                for sentence in sentences(&text).into_iter().filter(|sentence| is_commitment(sentence.text)) {
                    let due = due(sentence.text, meeting);
                    found.push(FoundCommitment {
                        what: sentence.text.to_owned(),
                        due: due.map(|due| due.day),
                        year_given: due.is_some_and(|due| due.year_given),
                        line: line_at(block, lines, sentence.from),
                        item: String::new(),
                        headings,
                    });
                }
            }
            _ => {}
        }
    }
    found
}

/// The sentences of a text.
fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, sign) in text.char_indices().filter(|(_, sign)| matches!(sign, '.' | '?' | '!')) {
        let after = &text[at + sign.len_utf8()..];
        let ends = after.trim().is_empty()
            || after.starts_with(' ') && after.trim_start().starts_with(|c: char| c.is_uppercase());
        if ends {
            found.push(Sentence { text: text[from..=at].trim(), from });
            from = at + 1;
        }
    }
    if !text[from..].trim().is_empty() {
        found.push(Sentence { text: text[from..].trim(), from });
    }
    found
}

fn is_commitment(sentence: &str) -> bool {
    let lower = format!(" {} ", sentence.to_lowercase());
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    has(PARLIAMENT) && has(DELIVERY) && has(AHEAD) && sentence.chars().count() <= LONGEST_SENTENCE && !has(NOW)
}

/// The day by which a commitment is due: one that follows a word such as `uiterlijk` and is not in the past.
fn due(sentence: &str, meeting: &ImportedMeeting) -> Option<DueDay> {
    let around = meeting.published.or(meeting.start)?;
    // What is due is so after the letter; without its day, letters are sent some weeks before the meeting.
    let earliest = if meeting.published.is_some() { 0 } else { -LETTER_AHEAD };
    let days = dates::days_in(sentence, Some(around.year()));
    let ahead = |days: &&NamedDays| {
        let before = sentence[..days.from].split_whitespace().next_back().unwrap_or("").to_lowercase();
        let after = sentence[days.to..].trim_start();
        DUE.contains(&before.as_str()) && !after.starts_with("jl") && !after.starts_with("j.l")
    };
    let days = days.iter().find(ahead)?;
    let years = if days.has_year { 0..=0 } else { -1..=1 };
    let mut named = years.filter_map(|step| Date::new(days.end.year() + step, days.end.month(), days.end.day()).ok());
    let day = named.find(|day| day.since(around).is_ok_and(|span| span.get_days() >= earliest))?;
    // The meeting itself is no day by which something is due.
    let of_meeting = meeting.start.is_some_and(|start| (start..=meeting.end.unwrap_or(start)).contains(&day));
    if of_meeting {
        return None;
    }
    Some(DueDay { day, year_given: days.has_year })
}

/// The line of the source that contains a byte of a block, give or take a joined word.
fn line_at(block: &SourceBlock, lines: &[SourceLine], at: usize) -> usize {
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
        let meeting = ImportedMeeting { published: Date::new(2030, 5, 20).ok(), ..ImportedMeeting::default() };
        due(text, &meeting).map(|due| format!("{} {}", due.day, due.year_given))
    }

    #[test]
    fn sentences_that_promise() {
        for text in [
            "Uw Kamer ontvangt een aanvulling.",
            "Het kabinet zal uw Kamer daarover tegen die tijd informeren.",
            "De Kamer wordt voor 1 juli geïnformeerd.",
            "The House will be informed before summer.",
            "Het kabinet stuurt de Kamer voor 15 december een appreciatie.",
        ] {
            assert!(is_commitment(text), "{text}");
        }
        for text in [
            "Uw Kamer is hierover op 2 mei geïnformeerd.",
            "Hierbij bied ik uw Kamer de agenda aan.",
            "De Raad zal het voorstel bespreken.",
            "Met deze brief informeer ik de Kamer over de agenda.",
            "Zoals eerder met uw Kamer gedeeld, zal de Raad dat doen.",
        ] {
            assert!(!is_commitment(text), "{text}");
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
        let found = sentences("Eerst dit. Dan nr. 3 daarvan? En");
        let found: Vec<&str> = found.iter().map(|sentence| sentence.text).collect();
        assert_eq!(found, ["Eerst dit.", "Dan nr. 3 daarvan?", "En"]);
    }
}
