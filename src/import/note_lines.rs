//! A footnote as found among the lines of a document.

/// A note as found in the lines.
#[derive(Clone, Debug)]
pub struct NoteText {
    pub number: u32,
    /// The line that begins it.
    pub first: usize,
    /// Bytes of that line that the number takes.
    pub label: usize,
    /// All its lines, the first included.
    pub lines: Vec<usize>,
    /// Whether body text goes on right after it, without a blank line or a new page.
    pub resumed: bool,
}
