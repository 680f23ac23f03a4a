//! What the "ibid." of a document stand for.
//!
//! Takes: the passages of a document.
//! Gives: the source behind each "ibid."
//! Never: looks outside the document.

use crate::found::InternalTarget;
use crate::id::Id;
use crate::lint::report::RecognisedText;

/// An "ibid." with the source that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Antecedent<'a> {
    /// The passage in which it stands, as an index into those given.
    pub passage: usize,
    /// The "ibid.", as an index into the references of the passage.
    pub reference: usize,
    /// The source; `None` where no single source comes before it.
    pub source: Option<&'a Id>,
}

/// Every "ibid." with the source that it stands for, in the order of the notes: the source before it in its own
/// passage, or else the only source of the note before.
///
/// ```
/// use reference::{RecognisedText, Registry, antecedents, recognise};
///
/// let (first, second) = ("COM(2024) 173.", "Ibid., p. 3.");
/// let registry = Registry::default();
/// let (of_first, of_second) = (recognise(first, &registry), recognise(second, &registry));
/// let notes = [
///     RecognisedText { text: first, note: Some(1), references: &of_first, description: None },
///     RecognisedText { text: second, note: Some(2), references: &of_second, description: None },
/// ];
/// assert_eq!(antecedents(&notes)[0].source.map(|id| id.as_str()), Some("COM:2024:173"));
/// ```
#[must_use]
pub fn antecedents<'a>(passages: &'a [RecognisedText<'a>]) -> Vec<Antecedent<'a>> {
    let mut order: Vec<usize> = (0..passages.len()).collect();
    order.sort_by_key(|&index| passages[index].note);
    // The note last looked at: its number, and its source if it has only one.
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
                Some(InternalTarget::Ibid) => {
                    let source = sources.last().copied().or(inherited);
                    found.push(Antecedent { passage: index, reference: at, source });
                    source
                }
                _ => reference.id.as_ref(),
            };
            sources.extend(source);
            sources.extend(reference.until.as_ref());
        }
        sources.dedup();
        last = passage.note.map(|note| (note, if sources.len() == 1 { Some(sources[0]) } else { None }));
    }
    found
}
