//! A letter that carries two documents: an agenda, and the report of an earlier meeting of the same council.
//!
//! Takes: a [`Reading`].
//! Gives: the reading of each, with the lines, blocks and notes that are its own.
//! Never: divides a letter in which anything is shared or uncertain; the self-check then reports the second document.

use std::collections::BTreeSet;
use std::ops::Range;

use super::document_kind::{self, TitledDocument};
use super::document_zones::DocumentZones;
use super::signatures;
use crate::import::genre::{dates, formations};
use crate::import::input::DocumentKind;
use crate::import::rich_text::{RichText, TextRun};
use crate::import::source_blocks::{BlockKind, Reading, SourceBlock};
use crate::import::source_line::LineFate;

/// A letter, and what it carries beside its agenda.
pub(crate) struct DividedLetter {
    /// The letter without the report, or all of it.
    pub(crate) first: Reading,
    /// The report of an earlier meeting.
    pub(crate) report: Option<Reading>,
}

/// Divides a letter whose kind nobody has given.
pub(crate) fn divide(reading: Reading, given: Option<DocumentKind>) -> DividedLetter {
    let range = given.is_none().then(|| report_range(&reading)).flatten();
    let divided = range.and_then(|range| divided(&reading, range));
    match divided {
        Some((first, report)) => DividedLetter { first, report: Some(report) },
        None => DividedLetter { first: reading, report: None },
    }
}

/// The blocks of a report behind or before an agenda: it has a title with its council and its day, which is earlier than that of the
/// agenda, and nobody signs in it.
fn report_range(reading: &Reading) -> Option<Range<usize>> {
    let blocks = &reading.blocks;
    if document_kind::of(blocks) != DocumentKind::Agenda {
        return None;
    }
    let signed = signatures::signatures(blocks);
    let zones = DocumentZones::of(blocks, &reading.notes, &signed);
    let titles = document_kind::titles(blocks);
    let titles: Vec<&TitledDocument> = titles.iter().filter(|title| title.block >= zones.head.end).collect();
    let mut reports = titles.iter().filter(|title| title.kind == DocumentKind::Report);
    let report = reports.next()?.block;
    // Two reports may be those of two councils, whose items nothing tells apart.
    if reports.next().is_some() {
        return None;
    }
    let agenda = titles.iter().find(|title| title.kind == DocumentKind::Agenda).map(|title| title.block);
    let after = titles.iter().map(|title| title.block).find(|block| *block > report);
    let range = report..after.unwrap_or(blocks.len());
    let level = |block: usize| blocks[block].heading_level();
    let fits = range.len() > 1
        && (agenda.is_some() || zones.agenda.contains(&report) && report > zones.agenda.start + 1)
        && agenda.is_none_or(|agenda| level(agenda) == level(report))
        && !signed.iter().flat_map(|found| &found.blocks).any(|block| range.contains(block));
    let (own, other) = (named(&blocks[report])?, agenda.and_then(|agenda| named(&blocks[agenda])));
    let opening = blocks[zones.letter].iter().find_map(named);
    let other = other.or(opening)?;
    (fits && own.council == other.council && own.day < other.day).then_some(range)
}

/// A council and its day, as a text names them.
#[derive(PartialEq, Eq)]
struct NamedMeeting {
    council: &'static str,
    day: jiff::civil::Date,
}

fn named(block: &SourceBlock) -> Option<NamedMeeting> {
    let text = block.text();
    let day = dates::days_in(&text, None).into_iter().find(|days| days.has_year)?.start;
    Some(NamedMeeting { council: formations::find(&text)?.id, day })
}

/// The reading without a range of blocks, and with these alone; `None` if both cite one note.
fn divided(reading: &Reading, range: Range<usize>) -> Option<(Reading, Reading)> {
    let cited = |blocks: &[SourceBlock]| -> BTreeSet<usize> {
        blocks.iter().flat_map(SourceBlock::texts).flat_map(RichText::cited).collect()
    };
    let (before, within, after) =
        (&reading.blocks[..range.start], &reading.blocks[range.clone()], &reading.blocks[range.end..]);
    let own_notes = cited(within);
    if cited(before).union(&cited(after)).any(|note| own_notes.contains(note)) {
        return None;
    }
    let own_lines: BTreeSet<usize> = within.iter().flat_map(|block| block.lines.iter().copied()).collect();
    if before.iter().chain(after).flat_map(|block| &block.lines).any(|line| own_lines.contains(line)) {
        return None;
    }
    let of_report = |index: usize| match reading.lines[index].fate {
        LineFate::Note(note) => own_notes.contains(&note),
        _ => own_lines.contains(&index),
    };
    let (lines, other_lines): (Vec<usize>, Vec<usize>) = (0..reading.lines.len()).partition(|line| of_report(*line));
    let (notes, other_notes): (Vec<usize>, Vec<usize>) =
        (0..reading.notes.len()).partition(|note| own_notes.contains(note));
    let others: Vec<SourceBlock> = before.iter().chain(after).cloned().collect();
    Some((
        PartOfReading::of(reading, other_lines, other_notes).reading(others),
        PartOfReading::of(reading, lines, notes).reading(within.to_vec()),
    ))
}

/// The lines and notes of a reading that go into one of its parts, and their new indices there.
struct PartOfReading<'a> {
    reading: &'a Reading,
    lines: Vec<usize>,
    notes: Vec<usize>,
    new_lines: Vec<usize>,
    new_notes: Vec<usize>,
}

impl PartOfReading<'_> {
    fn of(reading: &Reading, lines: Vec<usize>, notes: Vec<usize>) -> PartOfReading<'_> {
        let counted = |kept: &[usize], all: usize| {
            let mut new = vec![0; all];
            kept.iter().enumerate().for_each(|(now, before)| new[*before] = now);
            new
        };
        let (new_lines, new_notes) = (counted(&lines, reading.lines.len()), counted(&notes, reading.notes.len()));
        PartOfReading { reading, lines, notes, new_lines, new_notes }
    }

    fn reading(&self, mut blocks: Vec<SourceBlock>) -> Reading {
        for block in &mut blocks {
            block.lines.iter_mut().for_each(|line| *line = self.new_lines[*line]);
            self.renumber(&mut block.rich);
            if let BlockKind::Table(rows) = &mut block.kind {
                rows.iter_mut().flatten().for_each(|cell| self.renumber(cell));
            }
        }
        let mut lines: Vec<_> = self.lines.iter().map(|line| self.reading.lines[*line].clone()).collect();
        for line in &mut lines {
            if let LineFate::Note(note) = &mut line.fate {
                *note = self.new_notes[*note];
            }
            line.markers.iter_mut().for_each(|marker| marker.note = self.new_notes[marker.note]);
        }
        let notes = self.notes.iter().map(|note| self.reading.notes[*note].clone()).collect();
        Reading { lines, blocks, notes, findings: Vec::new() }
    }

    fn renumber(&self, rich: &mut RichText) {
        for run in &mut rich.runs {
            if let TextRun::Cite(note) = run {
                *note = self.new_notes[*note];
            }
        }
    }
}
