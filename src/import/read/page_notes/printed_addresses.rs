//! Addresses of links that a converter printed beside the text.
//!
//! Takes: the lines, and the notes as they were found among them.
//! Gives: for each note, the addresses that belong at its end.
//! Never: drops the first copy of an address that no note has; it stays where it is.

use std::collections::{BTreeMap, BTreeSet};

use super::note_lines::NoteLines;
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::source_line::{LineFate, PageFurniture, SourceLine};
use crate::import::web_address::is_address;

/// The indices of lines with an address, by the index of the note they belong to.
pub(crate) type AddressesOfNotes = BTreeMap<usize, Vec<usize>>;

/// Gives the first copy of each address to the note that it belongs to, unless that note has it already; other copies
/// are furniture.
pub(crate) fn assign(
    lines: &mut [SourceLine],
    notes: &[NoteLines],
    findings: &mut Vec<ImportFinding>,
) -> AddressesOfNotes {
    let mut addresses = AddressesOfNotes::new();
    let mut seen: BTreeSet<(usize, String)> = BTreeSet::new();
    let lone: Vec<usize> =
        (0..lines.len()).filter(|index| lines[*index].is_body() && is_lone_address(lines, *index)).collect();
    for index in lone {
        let SourceLine { page, number, text: address, .. } = lines[index].clone();
        let on_page: Vec<usize> = (0..notes.len()).filter(|note| lines[notes[*note].first].page == page).collect();
        let known = on_page.iter().any(|note| squeezed(lines, &notes[*note]).contains(&address));
        let copy = !seen.insert((page, address.clone()));
        if known || copy {
            lines[index].fate = LineFate::Furniture(PageFurniture::LinkTarget);
        } else if let Some(note) = owner(lines, notes, &on_page, index) {
            lines[index].fate = LineFate::Note(note);
            addresses.entry(note).or_default().push(index);
            let message = message!("import-address-placed", address, note = notes[note].number);
            findings.push(
                ImportFinding::note(number, FindingCode::LinkTarget, message)
                    .hint(message!("import-address-placed.hint")),
            );
        }
    }
    addresses
}

/// The note on a page that an address most likely belongs to: one that names its host, or else the last one before it.
fn owner(lines: &[SourceLine], notes: &[NoteLines], on_page: &[usize], index: usize) -> Option<usize> {
    let domain = domain(&lines[index].text);
    let is_before = |note: &&usize| notes[**note].lines.iter().all(|line| *line < index);
    let before: Vec<usize> = on_page.iter().filter(is_before).copied().collect();
    let names_host = before.iter().find(|note| !domain.is_empty() && squeezed(lines, &notes[**note]).contains(&domain));
    names_host.or(before.last()).copied()
}

/// The last two names of the host of an address: `europa.eu`.
fn domain(address: &str) -> String {
    let host = address.split("://").nth(1).unwrap_or(address).split('/').next().unwrap_or("");
    let names: Vec<&str> = host.rsplit('.').take(2).collect();
    names.into_iter().rev().collect::<Vec<_>>().join(".")
}

/// The text of a note without blanks and line endings, in which a wrapped address is whole.
fn squeezed(lines: &[SourceLine], note: &NoteLines) -> String {
    note.lines.iter().flat_map(|index| lines[*index].text.split_whitespace()).collect()
}

/// Whether a line is an address that the converter printed away from the text: after a blank line, next to another one,
/// or twice.
pub(crate) fn is_lone_address(lines: &[SourceLine], index: usize) -> bool {
    let line = &lines[index];
    let same = |other: usize| lines.get(other).is_some_and(|other| other.page == line.page && other.text == line.text);
    is_address(&line.text) && (line.gap > 0 || index.checked_sub(1).is_some_and(same) || same(index + 1))
}
