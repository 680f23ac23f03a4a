//! How far a footnote extends from its first line.
//!
//! Takes: the lines, and where a note begins.
//! Gives: all its lines on that page.
//! Never: includes text of the body in a note, as far as letters, margins and sentences show where the body continues.

use super::note_lines::NoteLines;
use super::printed_addresses::is_lone_address;
use crate::import::genre::item_label::{self, ItemLabel, LabelledText};
use crate::import::source_line::{LineFate, PageFurniture, SourceLine};

/// How many blank lines there may be between the paragraphs of a note.
const HANGING_GAP: usize = 2;
/// A note longer than this, in lines, must contain body text.
const LONG_NOTE: usize = 25;
/// How many lines of a note that is too long may be its own.
const SHORT_NOTE: usize = 6;
/// Letters higher than this, relative to a note's, are those of the body.
const LARGER: f32 = 1.05;

/// A note whose extent is wanted.
pub(crate) struct SearchedNote {
    pub(crate) number: u32,
    /// The line that begins it.
    pub(crate) first: usize,
    /// How many bytes of that line the number takes up.
    pub(crate) label: usize,
    /// The line of the next note, or the index after the last line.
    pub(crate) until: usize,
    /// The least room that full lines of notes take; 0 if unknown.
    pub(crate) width: f32,
}

/// Follows a note from its first line to its end.
pub(crate) fn extent(lines: &[SourceLine], searched: &SearchedNote) -> NoteLines {
    let SearchedNote { number, first, label, until, width } = *searched;
    let begins = &lines[first];
    let mut note = NoteLines { number, first, label, lines: vec![first], resumed: false };
    let alone = note.is_label_alone(lines);
    let size = if alone { lines.get(first + 1).map_or(0.0, |line| line.size) } else { begins.size };
    let mut over_page = false;
    for index in first + 1..until {
        let line = &lines[index];
        if line.page != begins.page {
            break;
        }
        if !line.is_body() {
            over_page |=
                matches!(line.fate, LineFate::Furniture(PageFurniture::PageNumber | PageFurniture::RunningHead));
            continue;
        }
        let before = note.lines.last().map(|last| &lines[*last]);
        // Past a page number without a form feed, a note continues only in mid-sentence.
        let ended = before.is_some_and(|before| before.text.ends_with(['.', '!', '?', '”', '’', ')']));
        if over_page && (ended || line.text.starts_with(char::is_uppercase)) {
            break;
        }
        let label_alone = alone && note.lines.len() == 1;
        let paragraph_of_note = size > 0.0 && line.is_measured() && line.is_as_high(size) && line.gap <= 1;
        // In plain text, a note hangs under its number; what is indented as far after a blank line is its next
        // paragraph.
        let hanging =
            size == 0.0 && before.is_some_and(|before| before.start == line.start) && line.start > begins.start;
        let next_paragraph = hanging && line.gap <= HANGING_GAP;
        if is_lone_address(lines, index) || (line.gap > 0 && !label_alone && !paragraph_of_note && !next_paragraph) {
            break;
        }
        if !label_alone && (body_goes_on(lines, &note, line, size) || is_before_short(before, line, width)) {
            note.resumed = true;
            break;
        }
        note.lines.push(index);
    }
    resume_earlier(lines, &mut note);
    shorten(lines, &mut note);
    note
}

/// Whether a line is evidently body text; `size` is the height of the note's letters, 0 if unknown.
fn body_goes_on(lines: &[SourceLine], note: &NoteLines, line: &SourceLine, size: f32) -> bool {
    let at_margin = note.lines.iter().all(|index| lines[*index].start == 0.0);
    // A page break that the converter swallowed leaves a blank before the first word of the new page.
    let trace = size == 0.0 && at_margin && line.start == 1.0;
    let larger = size > 0.0 && line.size > size * LARGER;
    let treatment = line.text.starts_with('=');
    let sub_item = matches!(item_label::label(&line.text), Some(LabelledText { label: ItemLabel::Letter(_), .. }));
    trace || larger || treatment || sub_item
}

/// Whether the line before had room for the first word of this one, and so ends the note.
fn is_before_short(before: Option<&SourceLine>, line: &SourceLine, width: f32) -> bool {
    let before = before.unwrap_or(line);
    width > 0.0 && before.end + line.first_word < width && !line.text.starts_with("http")
}

/// If the body continues after a note with a capital, although it broke off in mid-sentence before the notes, it must
/// have continued earlier: at the first small letter after the note's first line.
fn resume_earlier(lines: &[SourceLine], note: &mut NoteLines) {
    let Some(next) = note.lines.last().and_then(|last| lines.get(last + 1)).filter(|_| note.resumed) else { return };
    let top = (0..=note.first).rev().find(|index| lines[*index].gap > 0).unwrap_or(0);
    let Some(before) = top.checked_sub(1).map(|index| &lines[index]) else { return };
    let unfinished = before.text.ends_with(|c: char| c.is_alphabetic() || c == ',');
    if unfinished && next.text.starts_with(char::is_uppercase) && !next.text.starts_with('=') {
        let at = (1..note.lines.len()).find(|at| lines[note.lines[*at]].text.starts_with(char::is_lowercase));
        note.lines.truncate(at.unwrap_or(note.lines.len()));
    }
}

/// Cuts a very long note, which must contain body text without a page break, where the body most likely continues.
fn shorten(lines: &[SourceLine], note: &mut NoteLines) {
    if note.lines.len() <= LONG_NOTE || lines[note.first].is_measured() {
        return;
    }
    let small = |index: usize| lines[note.lines[index]].text.starts_with(char::is_lowercase);
    let ended = |index: usize| lines[note.lines[index - 1]].text.ends_with(['.', ')', '”', '’']);
    // A sentence of the body continues with a small letter: after a note that has ended, or right after the note's
    // first line.
    let resumes = (1..SHORT_NOTE).find(|index| ended(*index) && small(*index)).unwrap_or(1);
    note.lines.truncate(resumes);
    note.resumed = true;
}
