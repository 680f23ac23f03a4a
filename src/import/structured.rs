//! Blocks of a source that has structure of its own (HTML, Word) to a reading: each block and each note paragraph becomes a line,
//! so that the check of words works as it does for text.

use std::collections::BTreeSet;

use super::block::{Block, Kind, Note, Reading};
use super::finding::Finding;
use super::line::{Fate, Line, Marker};
use super::rich::{Rich, Run};
use super::text;

/// A block as a reader of structured sources gives it.
#[derive(Clone, Debug)]
pub struct Piece {
    pub kind: Kind,
    pub rich: Rich,
    /// Line of the source, or number of the paragraph.
    pub line: usize,
}

/// A note as such a reader gives it.
#[derive(Clone, Debug)]
pub struct PieceNote {
    /// Its label in the source.
    pub label: String,
    pub paragraphs: Vec<Rich>,
    pub line: usize,
}

/// Puts pieces and notes together; empty pieces are left out, and a note that nothing cites is cited at the end.
pub fn reading(pieces: Vec<Piece>, notes: Vec<PieceNote>, findings: Vec<Finding>) -> Reading {
    let mut reading = Reading { findings, ..Reading::default() };
    for piece in pieces {
        add(piece, &mut reading);
    }
    let mut labels = BTreeSet::new();
    for (index, note) in notes.into_iter().enumerate() {
        let guessed = !reading.lines.iter().any(|line| line.markers.iter().any(|marker| marker.note == index));
        if guessed {
            cite_at_the_end(index, &note, &mut reading);
        }
        let label = unique(&note.label, &mut labels);
        let blocks: Vec<Rich> = note.paragraphs.iter().map(Rich::tidy).filter(|rich| !rich.is_empty()).collect();
        for block in &blocks {
            reading.lines.push(line(&block.text(), note.line, Fate::Note(index)));
        }
        let cut_off = blocks.last().is_some_and(text::is_cut_off);
        if cut_off {
            let message = format!("note {label} breaks off in the source");
            reading
                .findings
                .push(Finding::warning(note.line, "note-cut-off", message).hint("complete it from the original; nothing was added"));
        }
        reading.notes.push(Note { label, blocks, line: note.line, cut_off, guessed });
    }
    reading
}

fn add(piece: Piece, reading: &mut Reading) {
    let rich = piece.rich.tidy();
    let mut lines = Vec::new();
    let kind = match piece.kind {
        Kind::Table(rows) => {
            let rows: Vec<Vec<Rich>> = rows.iter().map(|row| row.iter().map(Rich::tidy).collect()).collect();
            for cell in rows.iter().flatten().filter(|cell| !cell.runs.is_empty()) {
                lines.push(reading.lines.len());
                reading.lines.push(with_markers(cell, "", piece.line));
            }
            Kind::Table(rows)
        }
        _ if rich.runs.is_empty() => return,
        Kind::ListItem(depth, mark) => {
            let lead = mark.as_ref().map_or(String::new(), |mark| format!("{mark} "));
            lines.push(reading.lines.len());
            reading.lines.push(with_markers(&rich, &lead, piece.line));
            Kind::ListItem(depth, mark)
        }
        kind => {
            lines.push(reading.lines.len());
            reading.lines.push(with_markers(&rich, "", piece.line));
            kind
        }
    };
    if !lines.is_empty() {
        reading.blocks.push(Block { kind, rich, lines, line: piece.line, bullet: 0, spaced: true });
    }
}

/// A line of a block's words, with a mark for each citation.
fn with_markers(rich: &Rich, lead: &str, number: usize) -> Line {
    let mut made = line(lead, number, Fate::Body);
    made.text = lead.to_string();
    for run in &rich.runs {
        match run {
            Run::Text(text, _) => made.text.push_str(text),
            Run::Cite(note) => made.markers.push(Marker { range: made.text.len()..made.text.len(), note: *note }),
        }
    }
    made
}

fn line(text: &str, number: usize, fate: Fate) -> Line {
    Line { number, text: text.to_string(), fate, ..Line::default() }
}

fn cite_at_the_end(note: usize, of: &PieceNote, reading: &mut Reading) {
    let message = format!("nothing cites note {}", of.label);
    reading
        .findings
        .push(Finding::warning(of.line, "note-place-guessed", message).hint("move the citation to the words that it belongs to"));
    match reading.blocks.iter_mut().rev().find(|block| !matches!(block.kind, Kind::Table(_))) {
        Some(block) => {
            block.rich.runs.push(Run::Cite(note));
            if let Some(line) = block.lines.last().and_then(|index| reading.lines.get_mut(*index)) {
                line.markers.push(Marker { range: line.text.len()..line.text.len(), note });
            }
        }
        None => add(Piece { kind: Kind::Paragraph, rich: Rich { runs: vec![Run::Cite(note)] }, line: of.line }, reading),
    }
}

/// A label of letters, digits and hyphens that no other note has.
fn unique(label: &str, taken: &mut BTreeSet<String>) -> String {
    let clean: String = label.chars().filter(|c| c.is_ascii_alphanumeric()).take(20).collect();
    let clean = if clean.is_empty() { "n".to_string() } else { clean };
    let free = (1..).map(|turn| if turn == 1 { clean.clone() } else { format!("{turn}-{clean}") }).find(|label| !taken.contains(label));
    let free = free.unwrap_or(clean);
    taken.insert(free.clone());
    free
}
