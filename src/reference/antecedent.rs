//! What references within a document stand for.
//!
//! Takes the passages of a document, gives the source behind each "ibid."
//! Never looks outside the document.

use super::citation::Target;
use super::finding::Passage;
use super::id::Id;

/// Every "ibid." with the source that it stands for: the one before it in its passage, else the only one of the note
/// before. Gives passage, place among its references, and the source, in the order of the notes.
#[must_use]
pub fn antecedents<'a>(passages: &'a [Passage<'a>]) -> Vec<(usize, usize, Option<&'a Id>)> {
    let mut order: Vec<usize> = (0..passages.len()).collect();
    order.sort_by_key(|&index| passages[index].note);
    // The only source of the note last looked at, and its number.
    let mut last: Option<(u32, Option<&Id>)> = None;
    let mut found = Vec::new();
    for index in order {
        let passage = &passages[index];
        let inherited = match (last, passage.note) {
            (Some((number, source)), Some(note)) if note.checked_sub(1) == Some(number) => source,
            _ => None,
        };
        let mut sources: Vec<&Id> = Vec::new();
        for (at, reference) in passage.references.iter().enumerate() {
            let source = match reference.target() {
                Some(Target::Ibid) => {
                    let source = sources.last().copied().or(inherited);
                    found.push((index, at, source));
                    source
                }
                _ => reference.id.as_ref(),
            };
            sources.extend(source);
        }
        sources.dedup();
        last = passage.note.map(|note| (note, if sources.len() == 1 { Some(sources[0]) } else { None }));
    }
    found
}
