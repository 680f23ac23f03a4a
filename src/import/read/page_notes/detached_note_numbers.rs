//! Notes whose numbers the converter separated from their texts: `1`, `2` in a column and then both texts, or a number
//! after the next note.
//!
//! Takes: the notes as they were found.
//! Gives: the notes with their lines shared out again, and the numbers whose share is a guess.
//! Never: gives one line to two notes, or loses one.

use std::collections::BTreeSet;

use super::note_lines::NoteLines;
use crate::import::source_line::SourceLine;

/// How many lines after a note a number that belongs to it is looked for.
const REACH: usize = 120;
/// How many notes after one may have taken the line with its number.
const NEXT_NOTES: usize = 12;

/// Shares texts out among notes without text and notes whose number is separate. Gives the numbers whose share is a
/// guess.
pub(crate) fn share_out(lines: &[SourceLine], notes: &mut Vec<NoteLines>, width: f32) -> BTreeSet<u32> {
    let mut guessed = BTreeSet::new();
    let mut at = 0;
    while at < notes.len() {
        adopt(lines, notes, at);
        at += 1;
    }
    at = 0;
    while at < notes.len() {
        let empty = notes[at..].iter().take_while(|note| note.texts(lines).is_empty()).count();
        let together = notes
            .get(at + empty)
            .is_some_and(|last| last.is_label_alone(lines) && lines[last.first].page == lines[notes[at].first].page);
        if empty > 0 && together {
            split(lines, &mut notes[at..=at + empty], width, &mut guessed);
        }
        at += empty.max(1);
    }
    guessed
}

/// If a number alone on a line of the page fits a note that is missing between two others, it becomes that note; its
/// text is in the one before.
fn adopt(lines: &[SourceLine], notes: &mut Vec<NoteLines>, at: usize) {
    let number = notes[at].number + 1;
    let follows = notes.get(at + 1).is_some_and(|next| next.number == number);
    if follows || notes[at].texts(lines).len() <= 1 {
        return;
    }
    let Some(label) = detached_label(lines, &notes[at..], number) else { return };
    for note in notes.iter_mut().skip(at).take(NEXT_NOTES) {
        note.lines.retain(|index| *index != label);
    }
    let text = notes[at].texts(lines);
    notes[at].lines.retain(|index| !text.contains(index));
    if notes[at].lines.is_empty() {
        notes[at].lines = text;
        return;
    }
    let length = lines[label].text.len();
    let own = [vec![label], text].concat();
    notes.insert(at + 1, NoteLines { number, first: label, label: length, lines: own, resumed: false });
}

/// The line after the first of these notes that contains only a number and begins none of them.
fn detached_label(lines: &[SourceLine], notes: &[NoteLines], number: u32) -> Option<usize> {
    let first = notes.first()?.first;
    let wanted = number.to_string();
    let taken: BTreeSet<usize> = notes.iter().take(NEXT_NOTES).map(|note| note.first).collect();
    (first..lines.len())
        .take(REACH)
        .take_while(|index| lines[*index].page == lines[first].page)
        .find(|index| lines[*index].text == wanted && lines[*index].is_body() && !taken.contains(index))
}

/// A line of the shared text at which a note may begin.
struct PossibleStart {
    at: usize,
    score: i32,
}

/// Splits the text of the last note among all of them, in order.
fn split(lines: &[SourceLine], notes: &mut [NoteLines], width: f32, guessed: &mut BTreeSet<u32>) {
    let Some(last) = notes.last() else { return };
    let text = last.texts(lines);
    let needed = notes.len() - 1;
    let mut starts: Vec<PossibleStart> = (1..text.len())
        .map(|at| PossibleStart { at, score: evidence(&lines[text[at - 1]], &lines[text[at]], width) })
        .filter(|start| start.score > 0)
        .collect();
    starts.sort_by_key(|start| (-start.score, start.at));
    let sure = starts.len() == needed;
    starts.truncate(needed);
    let mut cuts: Vec<usize> = starts.iter().map(|start| start.at).collect();
    cuts.sort_unstable();
    let bounds: Vec<usize> = [0].into_iter().chain(cuts).chain([text.len()]).collect();
    let shared = bounds.len() - 1;
    for (note, bound) in notes.iter_mut().zip(bounds.windows(2)) {
        let own = &text[bound[0]..bound[1]];
        note.lines = if note.is_label_alone(lines) { [&[note.first], own].concat() } else { own.to_vec() };
        if !sure {
            guessed.insert(note.number);
        }
    }
    for note in notes.iter_mut().skip(shared) {
        note.lines = vec![note.first];
    }
}

/// How strong the evidence is for a new note at a line.
fn evidence(before: &SourceLine, line: &SourceLine, width: f32) -> i32 {
    let opens =
        line.text.starts_with(|c: char| c.is_uppercase() || "‘“\"'«".contains(c)) || line.text.starts_with("http");
    let short = width == 0.0 || before.end + line.first_word < width;
    let ends = before.text.ends_with(['.', ')', '”', '’', '"']) || before.text.ends_with(|c: char| c.is_ascii_digit());
    let citation =
        ["Kamerstuk", "Zie ", "COM", "http", "Aanhangsel", "Handelingen", "Richtlijn", "Verordening", "Ibid", "Idem"]
            .iter()
            .any(|word| line.text.starts_with(word));
    if !opens {
        return 0;
    }
    i32::from(short) + 2 * i32::from(ends) + i32::from(citation) + 2 * i32::from(line.gap > 0)
}

#[cfg(test)]
mod tests {
    use super::super::footnote_search;
    use crate::import::read::text_lines::lines_of_text;

    #[test]
    fn numbers_in_a_column_of_their_own() {
        let text = "Een zin over bijen.1 Nog een over water.2 En meer tekst.\n\n1\n2\n\nZie de brief van 3 mei.\nKamerstukken II, nr. 4.\n";
        let lines = lines_of_text(text);
        let notes = footnote_search::notes(&lines).notes;
        let first: Vec<&str> = notes.iter().map(|note| lines[*note.lines.last().unwrap()].text.as_str()).collect();
        assert_eq!(first, ["Zie de brief van 3 mei.", "Kamerstukken II, nr. 4."]);
    }
}
