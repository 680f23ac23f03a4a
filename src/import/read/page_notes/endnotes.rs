//! Endnotes as a numbered list that ends the document: `1. Zie …`, `2. Kamerstukken …`.
//!
//! Takes: the lines, and the places where there may be markers.
//! Gives: the notes, or none.
//! Never: takes numbered items for notes. What distinguishes them is what follows the list (nothing), how many of its
//! numbers are cited in the text, and how long its entries are.

use super::note_lines::NoteLines;
use super::note_markers::MarkerSpots;
use crate::import::genre::item_label::{self, ItemLabel};
use crate::import::genre::sections;
use crate::import::source_line::SourceLine;

/// The most lines that an entry may have on average.
const LINES_PER_NOTE: usize = 8;
/// A marker counts from this much evidence on.
const SURE_MARKER: f32 = 2.0;

/// An entry of a numbered list.
struct ListEntry {
    line: usize,
    /// How many bytes of the line the number takes up.
    label: usize,
}

/// The endnotes; empty if the document does not end in such a list.
pub(crate) fn endnotes(lines: &[SourceLine], spots: &MarkerSpots) -> Vec<NoteLines> {
    let entries = last_run(lines);
    let Some(first) = entries.first().map(|entry| entry.line) else { return Vec::new() };
    let count = entries.len();
    let is_cited = |number: &u32| {
        let before = |line: usize, score: f32| line < first && score >= SURE_MARKER;
        spots.get(number).is_some_and(|spots| spots.iter().any(|spot| before(spot.line, spot.score)))
    };
    let body = lines[first..].iter().filter(|line| line.is_body()).count();
    let titled = first > 0 && sections::is_note_list_title(&lines[first - 1].text);
    let cited = (1..=count as u32).filter(is_cited).count();
    let more = (1..=2).all(|step| is_cited(&(count as u32 + step)));
    let holds_treatment = lines[first..].iter().any(|line| line.text.starts_with('='));
    let fits = cited * 5 >= count * 4 && !more && !holds_treatment && body <= count * LINES_PER_NOTE;
    if !(fits || titled && cited > 0) {
        return Vec::new();
    }
    let note = |(place, entry): (usize, &ListEntry)| {
        let end = entries.get(place + 1).map_or(lines.len(), |next| next.line);
        let own = (entry.line..end).filter(|index| lines[*index].is_body()).collect();
        NoteLines { number: place as u32 + 1, first: entry.line, label: entry.label, lines: own, resumed: false }
    };
    entries.iter().enumerate().map(note).collect()
}

/// The last series of lines labelled 1, 2, 3 …
fn last_run(lines: &[SourceLine]) -> Vec<ListEntry> {
    let mut run: Vec<ListEntry> = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.is_body()) {
        let Some(found) = item_label::label(&line.text) else { continue };
        let ItemLabel::Number(number) = found.label else { continue };
        let entry = ListEntry { line: index, label: line.text.len() - found.rest.len() };
        if number == 1 {
            run = vec![entry];
        } else if number as usize == run.len() + 1 {
            run.push(entry);
        }
    }
    run
}

#[cfg(test)]
mod tests {
    use super::super::note_markers;
    use super::*;
    use crate::import::read::text_lines::lines_of_text;

    #[test]
    fn a_list_at_the_end() {
        let text = "1. Bijen\nEen zin.1 En nog een.2\n\n2. Water\nEen zin over water.3\n\n1. Zie nr. 4.\n2. Zie nr. 5,\nen nr. 6.\n3. Zie nr. 7.\n";
        let lines = lines_of_text(text);
        let notes = endnotes(&lines, &note_markers::spots(&lines));
        assert_eq!(notes.iter().map(|note| note.lines.len()).collect::<Vec<_>>(), [1, 2, 1]);
    }

    #[test]
    fn numbered_items_are_no_notes() {
        let text = "1. Bijen\nEen zin.1 En nog een.2\n\n2. Water\nEen zin over water.3 En.4\n";
        let lines = lines_of_text(text);
        assert!(endnotes(&lines, &note_markers::spots(&lines)).is_empty());
    }
}
