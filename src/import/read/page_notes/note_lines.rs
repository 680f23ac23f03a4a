//! A footnote as found among the lines of a document.
//!
//! Takes: nothing; the modules that search for notes make the values.
//! Gives: [`NoteLines`].
//! Never: contains text; the lines do.

use crate::import::source_line::SourceLine;

/// A note as found among the lines, by index.
#[derive(Clone, Debug)]
pub(crate) struct NoteLines {
    pub(crate) number: u32,
    /// The line that begins it.
    pub(crate) first: usize,
    /// How many bytes of that line the number takes up.
    pub(crate) label: usize,
    /// All its lines, including the first.
    pub(crate) lines: Vec<usize>,
    /// Whether body text continues right after it, without a blank line or a new page.
    pub(crate) resumed: bool,
}

impl NoteLines {
    /// Whether its first line contains only its number.
    pub(crate) fn is_label_alone(&self, lines: &[SourceLine]) -> bool {
        lines[self.first].text[self.label..].trim().is_empty()
    }

    /// The lines that contain words of it.
    pub(crate) fn texts(&self, lines: &[SourceLine]) -> Vec<usize> {
        let label_alone = self.is_label_alone(lines);
        self.lines.iter().copied().filter(|index| *index != self.first || !label_alone).collect()
    }
}
