//! From the lines of a text with pages to blocks and notes: furniture first, then notes, their markers, and paragraphs.
//!
//! Takes: the lines of a plain text or of a PDF.
//! Gives: a [`Reading`], in which every line ends up in a block, in a note, or as furniture.
//! Never: knows anything about agendas.

use std::collections::{BTreeMap, BTreeSet};

use super::broken_lines;
use super::hyphenation::Lexicon;
use super::line_joining::LineJoiner;
use super::page_furniture;
use super::page_notes::footnote_search::{self, FoundNotes};
use super::page_notes::marker_placement::{self, WantedMarker};
use super::page_notes::note_lines::NoteLines;
use super::page_notes::note_texts::{self, NoteDoubts};
use super::page_notes::printed_addresses;
use super::page_notes::stray_marks;
use super::paragraphs;
use super::table_heads;
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::source_blocks::Reading;
use crate::import::source_line::{LineFate, NoteMarker, PageFurniture, SourceLine};

/// Reads lines about which nothing has been decided yet.
pub(super) fn read(mut lines: Vec<SourceLine>) -> Reading {
    let mut findings = Vec::new();
    for (index, reason) in page_furniture::furniture(&lines) {
        lines[index].fate = LineFate::Furniture(reason);
    }
    table_heads::mark(&mut lines);
    let FoundNotes { notes: found, guessed: shared } = footnote_search::notes(&lines);
    for (note, text) in found.iter().enumerate() {
        for index in &text.lines {
            lines[*index].fate = LineFate::Note(note);
        }
        lines[text.first].label = text.label;
    }
    let addresses = printed_addresses::assign(&mut lines, &found, &mut findings);
    let misplaced = place_markers(&mut lines, &found, &mut findings);
    broken_lines::mark(&mut lines);
    let words = lines.iter().filter(|line| !matches!(line.fate, LineFate::Furniture(_)));
    let lexicon = Lexicon::new(words.map(|line| line.text.as_str()));
    let joiner = LineJoiner { lines: &lines, lexicon: &lexicon };
    let body: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].is_body()).collect();
    let blocks = paragraphs::blocks(joiner, &body, &mut findings);
    let doubts = NoteDoubts { shared: &shared, misplaced: &misplaced };
    let notes = note_texts::notes(joiner, &found, &addresses, doubts, &mut findings);
    report_missing(&lines, &found, &mut findings);
    findings.extend(stray_marks::find(&lines, &found));
    report_furniture(&lines, &mut findings);
    for block in &blocks {
        if let Some(first) = block.lines.first() {
            lines[*first].label += block.bullet;
        }
    }
    Reading { lines, blocks, notes, findings }
}

/// Puts each note's marker into its line. Gives the notes whose place was guessed, by index.
fn place_markers(lines: &mut [SourceLine], found: &[NoteLines], findings: &mut Vec<ImportFinding>) -> BTreeSet<usize> {
    let mut before: BTreeMap<u32, usize> = BTreeMap::new();
    let wanted: Vec<WantedMarker> = found
        .iter()
        .map(|note| WantedMarker {
            number: note.number,
            after: before.insert(note.number, note.first),
            before: note.first,
        })
        .collect();
    let places = marker_placement::place(lines, &wanted);
    let mut misplaced = BTreeSet::new();
    for (note, place) in places.into_iter().enumerate() {
        if let Some(spot) = place {
            lines[spot.line].markers.push(NoteMarker { range: spot.range, note });
            continue;
        }
        misplaced.insert(note);
        let first = found[note].first;
        let Some(line) = (0..first).rev().chain(first..lines.len()).find(|index| lines[*index].is_body()) else {
            continue;
        };
        let message = message!("import-note-unmarked", note = found[note].number);
        findings.push(
            ImportFinding::warning(lines[line].number, FindingCode::NotePlaceGuessed, message)
                .hint(message!("import-note-unmarked.hint")),
        );
        let end = lines[line].text.len();
        lines[line].markers.push(NoteMarker { range: end..end, note });
    }
    for line in lines {
        line.markers.sort_by_key(|marker| marker.range.start);
    }
    misplaced
}

/// Reports which numbers are missing from the series of notes.
fn report_missing(lines: &[SourceLine], found: &[NoteLines], findings: &mut Vec<ImportFinding>) {
    for pair in found.windows(2) {
        for number in pair[0].number + 1..pair[1].number {
            let message = message!("import-note-missing", number);
            findings.push(
                ImportFinding::warning(lines[pair[1].first].number, FindingCode::NoteMissing, message)
                    .hint(message!("import-note-missing.hint")),
            );
        }
    }
}

/// Reports what was left out of the page, with the first line of each kind. Page numbers and rules go without saying.
fn report_furniture(lines: &[SourceLine], findings: &mut Vec<ImportFinding>) {
    let mut numbers: BTreeMap<PageFurniture, Vec<usize>> = BTreeMap::new();
    for line in lines {
        if let LineFate::Furniture(reason) = line.fate {
            numbers.entry(reason).or_default().push(line.number);
        }
    }
    for (reason, numbers) in numbers {
        let code = match reason {
            PageFurniture::LinkTarget => FindingCode::LinkTarget,
            PageFurniture::Contents => FindingCode::ContentsList,
            PageFurniture::RunningHead | PageFurniture::Colophon => FindingCode::RunningHead,
            PageFurniture::Chrome => FindingCode::SiteChrome,
            PageFurniture::PageNumber | PageFurniture::Rule => continue,
        };
        let message = message!("import-left-out", reason = reason.said(), count = numbers.len());
        findings.push(ImportFinding::note(numbers[0], code, message));
    }
}
