//! Numbers that look as if they cite a note that the document does not have.
//!
//! Takes: the lines, once notes and markers have been found.
//! Gives: a finding for each such number.
//! Never: takes a number for a marker itself: without its note, it stays part of its word.

use std::collections::BTreeSet;

use super::note_lines::NoteLines;
use super::note_markers::{self, MarkerSpot};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::source_line::SourceLine;

/// From this evidence on, a number is a marker rather than part of its word.
const EVIDENCE: f32 = 2.0;
/// The evidence of a number glued to capitals, such as `EMSA1`.
const CAPITALS: f32 = 0.4;
/// The fewest letters of an abbreviation that has no digit of its own, as `CO2` and `G20` have.
const ABBREVIATION: usize = 4;
/// Notes beyond the last one that was found may be missing; so many of them, not more.
const BEYOND: u32 = 10;
/// How many characters of a word are shown, from its end.
const LONGEST_SHOWN: usize = 60;
/// How many findings there are at most.
const MOST: usize = 40;

/// A finding for each number that looks like the mark of a note that is not there.
pub(crate) fn find(lines: &[SourceLine], notes: &[NoteLines]) -> Vec<ImportFinding> {
    let known: BTreeSet<u32> = notes.iter().map(|note| note.number).collect();
    let last = known.last().copied().unwrap_or(0);
    let mut found: Vec<ImportFinding> = Vec::new();
    for (number, spots) in note_markers::spots(lines) {
        if number > last + BEYOND || known.contains(&number) {
            continue;
        }
        let stray = spots.iter().filter(|spot| is_marker(lines, spot) && !is_placed(lines, spot));
        for spot in stray.take(MOST.saturating_sub(found.len())) {
            let line = &lines[spot.line];
            let word = word_at(&line.text, spot.range.start);
            let said = message!("import-note-mark", word, number);
            found.push(
                ImportFinding::warning(line.number, FindingCode::NoteMark, said)
                    .hint(message!("import-note-mark.hint")),
            );
        }
    }
    found
}

/// Whether a number is likely to be a marker, by what it is glued to.
fn is_marker(lines: &[SourceLine], spot: &MarkerSpot) -> bool {
    let text = &lines[spot.line].text;
    let letters: String = text[..spot.range.start].chars().rev().take_while(|c| c.is_alphabetic()).collect();
    let abbreviation = letters.chars().count() >= ABBREVIATION && letters.chars().all(char::is_uppercase);
    // `COVID19` and the like have a hyphen or a year; a line with a label is no sentence.
    // `IPv6` has capitals within, as names of things have.
    let named = letters.chars().rev().skip(1).any(char::is_uppercase);
    spot.score >= EVIDENCE && !named || spot.score >= CAPITALS && abbreviation && letters != "DIVOC"
}

/// Whether a placed marker covers the number.
fn is_placed(lines: &[SourceLine], spot: &MarkerSpot) -> bool {
    let covers = |from: usize, to: usize| from < spot.range.end && spot.range.start < to;
    lines[spot.line].markers.iter().any(|marker| covers(marker.range.start, marker.range.end))
}

/// The word around a byte of a text.
fn word_at(text: &str, at: usize) -> String {
    let before = text[..at].rsplit(char::is_whitespace).next().unwrap_or("");
    let after = text[at..].split(char::is_whitespace).next().unwrap_or("");
    let word: Vec<char> = before.chars().chain(after.chars()).collect();
    let shown: String = word[word.len().saturating_sub(LONGEST_SHOWN)..].iter().collect();
    shown.trim_matches(|c: char| "()[]“”‘’\"',;:".contains(c)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text_lines::lines_of_text;

    fn strays(text: &str) -> Vec<String> {
        find(&lines_of_text(text), &[]).iter().map(|finding| finding.message.to_string()).collect()
    }

    #[test]
    fn numbers_glued_to_words() {
        for text in ["De Raad spreekt over de richtlijn.1 Zie", "het rapport-Jansen2, dat", "het agentschap EMSA1 voor"]
        {
            assert_eq!(strays(text).len(), 1, "{text}");
        }
        for text in
            ["Minder CO2 voor", "de G20 en", "nr. 3 van", "artikel 5.2 van", "COVID19 was", "IPv6 en", "COM(2030) 12"]
        {
            assert!(strays(text).is_empty(), "{text}: {:?}", strays(text));
        }
    }
}
