//! Endnotes as a numbered list that ends the document: `1. Zie …`, `2. Kamerstukken …`. Tells them from numbered items by what follows the
//! list (nothing), by the count of markers in the text, and by the length of the entries.

use super::label::{self, Label};
use super::line::Line;
use super::marker::Spots;
use super::note_lines::NoteText;

/// Most lines that an entry may have on average.
const LINES_PER_NOTE: usize = 8;
/// Headings of such lists, in lower case.
pub const TITLES: &[&str] = &["noten", "voetnoten", "eindnoten", "notes", "endnotes", "footnotes"];

/// The endnotes, or nothing where the document does not end in such a list.
pub fn endnotes(lines: &[Line], spots: &Spots) -> Vec<NoteText> {
    let entries = last_run(lines);
    let (Some(first), count) = (entries.first(), entries.len()) else { return Vec::new() };
    let tail = lines[first.0..].iter().filter(|line| line.is_body()).count();
    let titled = first.0 > 0 && TITLES.contains(&lines[first.0 - 1].text.to_lowercase().as_str());
    let marked = (1..=count as u32).filter(|number| has_marker(spots, *number, first.0)).count();
    let more = has_marker(spots, count as u32 + 1, first.0) && has_marker(spots, count as u32 + 2, first.0);
    let holds_treatment = lines[first.0..].iter().any(|line| line.text.starts_with('='));
    let fits = marked * 5 >= count * 4 && !more && !holds_treatment && tail <= count * LINES_PER_NOTE;
    if !(fits || titled && marked > 0) {
        return Vec::new();
    }
    let end = |place: usize| entries.get(place + 1).map_or(lines.len(), |next| next.0);
    let note = |(place, (line, label)): (usize, &(usize, usize))| {
        let own = (*line..end(place)).filter(|index| lines[*index].is_body()).collect();
        NoteText { number: place as u32 + 1, first: *line, label: *label, lines: own, resumed: false }
    };
    entries.iter().enumerate().map(note).collect()
}

/// The last run of lines labelled 1, 2, 3 …: line and bytes of the label.
fn last_run(lines: &[Line]) -> Vec<(usize, usize)> {
    let mut run: Vec<(usize, usize)> = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.is_body()) {
        let Some(found) = label::label(&line.text) else { continue };
        let Label::Number(number) = found.label else { continue };
        let entry = (index, line.text.len() - found.rest.len());
        if number == 1 {
            run = vec![entry];
        } else if number as usize == run.len() + 1 {
            run.push(entry);
        }
    }
    run
}

fn has_marker(spots: &Spots, number: u32, before: usize) -> bool {
    spots.get(&number).is_some_and(|spots| spots.iter().any(|spot| spot.line < before && spot.score >= 2.0))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines_of_text;
    use super::super::marker;
    use super::*;

    #[test]
    fn a_list_at_the_end() {
        let text = "1. Bijen\nEen zin.1 En nog een.2\n\n2. Water\nEen zin over water.3\n\n1. Zie nr. 4.\n2. Zie nr. 5,\nen nr. 6.\n3. Zie nr. 7.\n";
        let lines = lines_of_text(text);
        let notes = endnotes(&lines, &marker::spots(&lines));
        assert_eq!(notes.iter().map(|note| note.lines.len()).collect::<Vec<_>>(), [1, 2, 1]);
    }

    #[test]
    fn numbered_items_are_no_notes() {
        let text = "1. Bijen\nEen zin.1 En nog een.2\n\n2. Water\nEen zin over water.3 En.4\n";
        let lines = lines_of_text(text);
        assert!(endnotes(&lines, &marker::spots(&lines)).is_empty());
    }
}
