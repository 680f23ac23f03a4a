//! From the blocks of a source with structure of its own (HTML, Word) to a reading.
//!
//! Takes: pieces and notes, as the readers of such sources find them.
//! Gives: a [`Reading`] in which each block, cell and paragraph of a note is a line, so that the check of words works
//! as it does for text.
//! Never: leaves a note without a citation.

use std::collections::BTreeSet;

use super::page_notes::unfinished_note::is_cut_off;
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::genre::site_chrome;
use crate::import::rich_text::{RichText, TextRun};
use crate::import::source_blocks::{BlockKind, Reading, SourceBlock, SourceNote};
use crate::import::source_line::{LineFate, NoteMarker, PageFurniture, SourceLine};

/// A block as a reader of structured sources gives it.
#[derive(Clone, Debug)]
pub(crate) struct SourcePiece {
    pub(crate) kind: BlockKind,
    pub(crate) rich: RichText,
    /// The line of the source, or the number of the paragraph.
    pub(crate) line: usize,
}

/// A note as such a reader gives it.
#[derive(Clone, Debug)]
pub(crate) struct PieceNote {
    /// The label that it has in the source.
    pub(crate) label: String,
    pub(crate) paragraphs: Vec<RichText>,
    pub(crate) line: usize,
}

/// Puts pieces and notes together. Empty pieces are left out, and a note that nothing cites is cited at the end.
pub(crate) fn reading(pieces: Vec<SourcePiece>, notes: Vec<PieceNote>, findings: Vec<ImportFinding>) -> Reading {
    let mut reading = Reading { findings, ..Reading::default() };
    for piece in pieces {
        add(piece, &mut reading);
    }
    report_chrome(&mut reading);
    let mut labels = BTreeSet::new();
    for (index, note) in notes.into_iter().enumerate() {
        let guessed = !reading.lines.iter().any(|line| line.markers.iter().any(|marker| marker.note == index));
        if guessed {
            cite_at_the_end(index, &note, &mut reading);
        }
        let label = unique(&note.label, &mut labels);
        let blocks: Vec<RichText> =
            note.paragraphs.iter().map(RichText::tidy).filter(|rich| !rich.is_empty()).collect();
        for block in &blocks {
            reading.lines.push(line(&block.text(), note.line, LineFate::Note(index)));
        }
        let cut_off = blocks.last().is_some_and(is_cut_off);
        if cut_off {
            let message = message!("import-note-breaks-off", note = label);
            reading.findings.push(
                ImportFinding::warning(note.line, FindingCode::NoteCutOff, message)
                    .hint(message!("import-note-breaks-off.hint")),
            );
        }
        reading.notes.push(SourceNote { label, blocks, cut_off, guessed });
    }
    reading
}

/// Reports what was left out of the page around the document, with the first line of it.
fn report_chrome(reading: &mut Reading) {
    let left_out = |line: &&SourceLine| line.fate == LineFate::Furniture(PageFurniture::Chrome);
    let count = reading.lines.iter().filter(left_out).count();
    let first = reading.lines.iter().find(left_out).map(|line| line.number);
    if let Some(first) = first {
        let message = message!("import-left-out", reason = PageFurniture::Chrome.said(), count);
        reading.findings.push(ImportFinding::note(first, FindingCode::SiteChrome, message));
    }
}

fn add(piece: SourcePiece, reading: &mut Reading) {
    let rich = piece.rich.tidy();
    let mut lines = Vec::new();
    let kind = match piece.kind {
        BlockKind::Table(rows) => {
            let rows: Vec<Vec<RichText>> = rows.iter().map(|row| row.iter().map(RichText::tidy).collect()).collect();
            for cell in rows.iter().flatten().filter(|cell| !cell.runs.is_empty()) {
                lines.push(reading.lines.len());
                reading.lines.push(with_markers(cell, "", piece.line));
            }
            BlockKind::Table(rows)
        }
        _ if rich.runs.is_empty() => return,
        _ if rich.cited().next().is_none() && site_chrome::is_chrome(&rich.text()) => {
            let fate = LineFate::Furniture(PageFurniture::Chrome);
            reading.lines.push(line(&rich.text(), piece.line, fate));
            return;
        }
        BlockKind::ListItem { depth, number } => {
            let lead = number.as_ref().map_or(String::new(), |number| format!("{number} "));
            lines.push(reading.lines.len());
            reading.lines.push(with_markers(&rich, &lead, piece.line));
            BlockKind::ListItem { depth, number }
        }
        kind => {
            lines.push(reading.lines.len());
            reading.lines.push(with_markers(&rich, "", piece.line));
            kind
        }
    };
    if !lines.is_empty() {
        reading.blocks.push(SourceBlock { kind, rich, lines, line: piece.line, bullet: 0 });
    }
}

/// The words of a block as a line, with a mark for each citation.
fn with_markers(rich: &RichText, lead: &str, number: usize) -> SourceLine {
    let mut made = line(lead, number, LineFate::Body);
    made.text = lead.to_string();
    for run in &rich.runs {
        match run {
            TextRun::Text(text, _) => made.text.push_str(text),
            TextRun::Cite(note) => {
                made.markers.push(NoteMarker { range: made.text.len()..made.text.len(), note: *note })
            }
        }
    }
    made
}

fn line(text: &str, number: usize, fate: LineFate) -> SourceLine {
    SourceLine { number, text: text.to_string(), fate, ..SourceLine::default() }
}

fn cite_at_the_end(note: usize, of: &PieceNote, reading: &mut Reading) {
    let message = message!("import-note-uncited", note = of.label);
    reading.findings.push(
        ImportFinding::warning(of.line, FindingCode::NotePlaceGuessed, message)
            .hint(message!("import-note-unmarked.hint")),
    );
    match reading.blocks.iter_mut().rev().find(|block| !matches!(block.kind, BlockKind::Table(_))) {
        Some(block) => {
            block.rich.runs.push(TextRun::Cite(note));
            if let Some(line) = block.lines.last().and_then(|index| reading.lines.get_mut(*index)) {
                line.markers.push(NoteMarker { range: line.text.len()..line.text.len(), note });
            }
        }
        None => add(
            SourcePiece {
                kind: BlockKind::Paragraph,
                rich: RichText { runs: vec![TextRun::Cite(note)] },
                line: of.line,
            },
            reading,
        ),
    }
}

/// A label of letters, digits and hyphens that no other note has.
fn unique(label: &str, taken: &mut BTreeSet<String>) -> String {
    let clean: String = label.chars().filter(|c| c.is_ascii_alphanumeric()).take(20).collect();
    let clean = if clean.is_empty() { "n".to_string() } else { clean };
    let free = (1..)
        .map(|turn| if turn == 1 { clean.clone() } else { format!("{turn}-{clean}") })
        .find(|label| !taken.contains(label));
    let free = free.unwrap_or(clean);
    taken.insert(free.clone());
    free
}
