//! From the lines of footnotes to their texts.
//!
//! Takes: the notes as lines, the addresses that were printed away from them, and what is doubtful about them.
//! Gives: notes with unique labels, in paragraphs.
//! Never: completes a note that breaks off in the source.

use std::collections::{BTreeMap, BTreeSet};

use super::note_lines::NoteLines;
use super::printed_addresses::AddressesOfNotes;
use super::unfinished_note::{ends_open, is_cut_off};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::read::line_joining::LineJoiner;
use crate::import::rich_text::RichText;
use crate::import::source_blocks::SourceNote;

/// How many words of a note that breaks off are quoted.
const LAST_WORDS: usize = 5;

/// What is doubtful about the notes.
#[derive(Clone, Copy)]
pub(crate) struct NoteDoubts<'a> {
    /// The numbers of the notes whose share of a common text is a guess.
    pub(crate) shared: &'a BTreeSet<u32>,
    /// The notes whose place in the text is a guess, by index.
    pub(crate) misplaced: &'a BTreeSet<usize>,
}

/// The texts of the notes, in order.
pub(crate) fn notes(
    joiner: LineJoiner,
    found: &[NoteLines],
    addresses: &AddressesOfNotes,
    doubts: NoteDoubts,
    findings: &mut Vec<ImportFinding>,
) -> Vec<SourceNote> {
    let mut times: BTreeMap<u32, usize> = BTreeMap::new();
    let mut notes = Vec::with_capacity(found.len());
    for (index, note) in found.iter().enumerate() {
        let time = times.entry(note.number).or_default();
        *time += 1;
        let mut blocks = paragraphs(joiner, note, findings);
        if let Some(last) = blocks.last_mut() {
            for line in addresses.get(&index).into_iter().flatten() {
                last.push_plain(" ");
                last.push_plain(&joiner.lines[*line].text);
            }
        }
        let line = joiner.lines[note.first].number;
        if doubts.shared.contains(&note.number) {
            let message = message!("import-note-text-guessed", note = note.number);
            findings.push(
                ImportFinding::warning(line, FindingCode::NoteTextGuessed, message)
                    .hint(message!("import-note-text-guessed.hint")),
            );
        }
        let cut_off = blocks.last().is_some_and(|last| note.resumed && ends_open(last) || is_cut_off(last));
        if let Some(last) = blocks.last().filter(|_| cut_off) {
            let message = message!("import-note-breaks-off-at", note = note.number, words = ending(&last.text()));
            findings.push(
                ImportFinding::warning(line, FindingCode::NoteCutOff, message)
                    .hint(message!("import-note-breaks-off.hint")),
            );
        }
        notes.push(SourceNote {
            label: label(note.number, *time),
            blocks: blocks.iter().map(RichText::tidy).collect(),
            cut_off,
            guessed: doubts.misplaced.contains(&index),
        });
    }
    notes
}

/// The note's own number, and which series it is in, where a series starts over.
fn label(number: u32, time: usize) -> String {
    if time == 1 { number.to_string() } else { format!("{time}-{number}") }
}

/// The paragraphs of a note, without its number. In plain text, a blank line within a note begins a new one.
fn paragraphs(joiner: LineJoiner, note: &NoteLines, findings: &mut Vec<ImportFinding>) -> Vec<RichText> {
    let lines = joiner.lines;
    let first = &lines[note.first];
    let mut paragraphs: Vec<Vec<usize>> = vec![Vec::new()];
    for (place, index) in note.lines.iter().enumerate() {
        let line = &lines[*index];
        let ended = place > usize::from(note.is_label_alone(lines))
            && lines[note.lines[place - 1]].text.ends_with(['.', '!', '?', ':', '”', '’', ')']);
        let hangs = line.start > first.start;
        if line.gap > 0 && !line.is_measured() && ended && hangs {
            paragraphs.push(Vec::new());
        }
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.push(*index);
        }
    }
    let label = |place: usize| if place == 0 { note.label } else { 0 };
    paragraphs.iter().enumerate().map(|(place, lines)| joiner.joined(lines, label(place), findings)).collect()
}

/// The last words of a text, for a message.
fn ending(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().rev().take(LAST_WORDS).collect();
    format!("… {}", words.into_iter().rev().collect::<Vec<_>>().join(" "))
}
