//! Notes whose numbers the converter set apart from their texts: `1`, `2` in a column of their own and then both texts, or a number after
//! the next note. Takes the notes as found, shares the lines out again. Which line begins which note is a guess where nothing shows it.

use std::collections::BTreeSet;

use super::line::Line;
use super::note_lines::NoteText;

/// Lines after a note in which a number that belongs to it is looked for.
const REACH: usize = 120;

/// Shares texts out among notes without text and notes whose number stands apart. Gives the numbers whose share is a guess.
pub fn share_out(lines: &[Line], notes: &mut Vec<NoteText>, width: f32) -> BTreeSet<u32> {
    let mut guessed = BTreeSet::new();
    adopt(lines, notes);
    let mut at = 0;
    while at < notes.len() {
        let empty = notes[at..].iter().take_while(|note| texts(lines, note).is_empty()).count();
        let alone = |note: &NoteText| lines[note.first].text[note.label..].trim().is_empty();
        let together = notes.get(at + empty).is_some_and(|last| alone(last) && lines[last.first].page == lines[notes[at].first].page);
        if empty > 0 && together {
            split(lines, &mut notes[at..=at + empty], width, &mut guessed);
        }
        at += empty.max(1);
    }
    guessed
}

/// The lines of a note that hold words of it.
fn texts(lines: &[Line], note: &NoteText) -> Vec<usize> {
    let label_only = lines[note.first].text[note.label..].trim().is_empty();
    note.lines.iter().copied().filter(|index| *index != note.first || !label_only).collect()
}

/// A number alone on a line of the page, for a note that is missing between two others, makes that note; its text is in the one before.
fn adopt(lines: &[Line], notes: &mut Vec<NoteText>) {
    let mut at = 0;
    while at < notes.len() {
        let (number, page, first) = (notes[at].number + 1, lines[notes[at].first].page, notes[at].first);
        let follows = notes.get(at + 1).is_some_and(|next| next.number == number);
        let taken: BTreeSet<usize> = notes.iter().skip(at).take(12).map(|note| note.first).collect();
        let wanted = number.to_string();
        let may = !follows && texts(lines, &notes[at]).len() > 1;
        let reach = (first..lines.len()).take(if may { REACH } else { 0 }).take_while(|index| lines[*index].page == page);
        let mut reach = reach;
        let label = reach.find(|index| lines[*index].text == wanted && lines[*index].is_body() && !taken.contains(index));
        if let Some(label) = label {
            for note in notes.iter_mut().skip(at).take(12) {
                note.lines.retain(|index| *index != label);
            }
            let text = texts(lines, &notes[at]);
            notes[at].lines.retain(|index| !text.contains(index));
            if notes[at].lines.is_empty() {
                notes[at].lines = text;
            } else {
                let made =
                    NoteText { number, first: label, label: lines[label].text.len(), lines: [vec![label], text].concat(), resumed: false };
                notes.insert(at + 1, made);
            }
        }
        at += 1;
    }
}

/// Splits the text of the last note among all of them, in order.
fn split(lines: &[Line], notes: &mut [NoteText], width: f32, guessed: &mut BTreeSet<u32>) {
    let Some(last) = notes.last() else { return };
    let text = texts(lines, last);
    let needed = notes.len() - 1;
    let mut starts: Vec<(i32, usize)> =
        (1..text.len()).map(|at| (evidence(&lines[text[at - 1]], &lines[text[at]], width), at)).filter(|(score, _)| *score > 0).collect();
    starts.sort_by_key(|(score, at)| (-score, *at));
    let sure = starts.len() == needed;
    starts.truncate(needed);
    let mut cuts: Vec<usize> = starts.into_iter().map(|(_, at)| at).collect();
    cuts.sort_unstable();
    let bounds: Vec<usize> = [0].into_iter().chain(cuts).chain([text.len()]).collect();
    for (note, bound) in notes.iter_mut().zip(bounds.windows(2)) {
        let own = &text[bound[0]..bound[1]];
        let label_only = lines[note.first].text[note.label..].trim().is_empty();
        note.lines = if label_only { [&[note.first], own].concat() } else { own.to_vec() };
        if !sure {
            guessed.insert(note.number);
        }
    }
    let shared = bounds.len() - 1;
    for note in notes.iter_mut().skip(shared) {
        note.lines = vec![note.first];
    }
}

/// How much speaks for a new note at a line.
fn evidence(before: &Line, line: &Line, width: f32) -> i32 {
    let opens = line.text.starts_with(|c: char| c.is_uppercase() || "‘“\"'«".contains(c)) || line.text.starts_with("http");
    let short = width == 0.0 || before.end + line.first_word < width;
    let ends = before.text.ends_with(['.', ')', '”', '’', '"']) || before.text.ends_with(|c: char| c.is_ascii_digit());
    let citation = ["Kamerstuk", "Zie ", "COM", "http", "Aanhangsel", "Handelingen", "Richtlijn", "Verordening", "Ibid", "Idem"]
        .iter()
        .any(|word| line.text.starts_with(word));
    if !opens {
        return 0;
    }
    i32::from(short) + 2 * i32::from(ends) + i32::from(citation) + 2 * i32::from(line.gap > 0)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines_of_text;
    use super::super::{marker, note_text};

    #[test]
    fn numbers_in_a_column_of_their_own() {
        let text = "Een zin over bijen.1 Nog een over water.2 En meer tekst.\n\n1\n2\n\nZie de brief van 3 mei.\nKamerstukken II, nr. 4.\n";
        let lines = lines_of_text(text);
        let notes = note_text::notes(&lines, &marker::spots(&lines)).0;
        let first: Vec<&str> = notes.iter().map(|note| lines[*note.lines.last().unwrap()].text.as_str()).collect();
        assert_eq!(first, ["Zie de brief van 3 mei.", "Kamerstukken II, nr. 4."]);
    }
}
