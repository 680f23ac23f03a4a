//! Whether a note breaks off in the source.
//!
//! Takes: its words.
//! Gives: whether they end in the middle of a sentence or a reference.
//! Never: completes them.

use crate::import::rich_text::RichText;

/// Whether a note ends in mid-sentence.
pub(crate) fn ends_open(rich: &RichText) -> bool {
    rich.text().trim_end().ends_with(|c: char| c.is_alphabetic() || c == ',' || c == '-')
}

/// Whether the words of a note show that it breaks off: it ends in a comma, or cites a paper without its number.
pub(crate) fn is_cut_off(rich: &RichText) -> bool {
    let text = rich.text();
    let lower = text.to_lowercase();
    let unnumbered = lower.contains("kamerstuk") && !lower.contains("nr") && lower.split_whitespace().count() > 2;
    ends_open(rich) && (unnumbered || text.trim_end().ends_with([',', '-']))
}
