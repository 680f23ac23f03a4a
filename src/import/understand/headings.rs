//! What a block looks like by itself: a heading with or without a label, or a line that is a treatment.
//!
//! Takes: one block.
//! Gives: whether it reads as a heading.
//! Never: looks at what is around it; `heading_roles` does.

use crate::import::genre::item_label::{self, ItemLabel, LabelledText};
use crate::import::genre::sections;
use crate::import::genre::treatments;
use crate::import::rich_text::RichText;
use crate::import::source_blocks::{BlockKind, SourceBlock};

/// The longest heading with a label, in characters.
const LABELLED_LENGTH: usize = 300;
/// The longest heading without a label, in characters.
const BARE_LENGTH: usize = 130;
/// The longest text in italics, in characters, that looks like a heading.
const ITALIC_LENGTH: usize = 80;
/// The most words of a heading that ends in an abbreviation with a full stop.
const LONGEST_SHORTENED: usize = 12;

/// The text of a block, with the number that a word processor gave it.
pub(super) fn labelled_text(block: &SourceBlock) -> String {
    match &block.kind {
        BlockKind::ListItem { number: Some(mark), .. } => format!("{mark} {}", block.text()),
        _ => block.text(),
    }
}

/// The same with its marks; the cells of a table one after another.
pub(super) fn labelled_rich(block: &SourceBlock) -> RichText {
    match &block.kind {
        BlockKind::Table(rows) => {
            let mut rich = RichText::default();
            for cell in rows.iter().flatten() {
                rich.append(cell.clone());
                rich.push_plain(" ");
            }
            rich.tidy()
        }
        BlockKind::ListItem { number: Some(mark), .. } => {
            let mut rich = RichText::plain(&format!("{mark} "));
            rich.append(block.rich.clone());
            rich
        }
        _ => block.rich.clone(),
    }
}

/// Whether a block without a label reads as a heading.
pub(super) fn is_bare_heading(block: &SourceBlock) -> bool {
    if matches!(block.kind, BlockKind::Heading(_)) {
        return true;
    }
    let text = block.text();
    let marked = block.is_bold() || block.is_italic() && block.rich.text().chars().count() <= ITALIC_LENGTH;
    block.kind == BlockKind::Paragraph
        && starts_like_a_heading(&text)
        && (marked || !text.starts_with(|c: char| c.is_ascii_digit()))
        && text.chars().count() <= BARE_LENGTH
        && (!ends_like_prose(&text) || is_section_label(&text) || marked && text.ends_with([':', '.']))
        && !holds_sentences(&text)
        && !treatments::is_labelled_line(&text)
        && item_label::bullet(&text).is_none()
}

/// Whether a block with a label reads as a heading.
pub(super) fn is_labelled_heading(block: &SourceBlock, labelled: &LabelledText) -> bool {
    let rest = labelled.rest;
    let fits = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::ListItem { number: Some(_), .. }
    );
    let bold = block.is_bold() || matches!(block.kind, BlockKind::Heading(_));
    let bare_ad = matches!(labelled.label, ItemLabel::Ad(_)) && rest.is_empty();
    let ends = ends_like_prose(rest) && !(bold && rest.ends_with([':', '.']));
    fits && (bare_ad || bold || starts_like_a_heading(rest))
        && rest.chars().count() <= LABELLED_LENGTH
        && !ends
        && (bold || !holds_sentences(rest))
}

fn starts_like_a_heading(text: &str) -> bool {
    // `(evt.) Goedkeuring van de lijst van A-punten`.
    let text = ["(evt.) ", "(ev.) ", "(eventueel) ", "(mogelijk) ", "(poss.) "]
        .iter()
        .find_map(|words| text.strip_prefix(words))
        .unwrap_or(text);
    let mut signs = text.chars().skip_while(|c| "‘“\"'«([".contains(*c));
    signs.next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// `Förslagets innehåll:` on a line of its own.
fn is_section_label(text: &str) -> bool {
    text.ends_with(':') && sections::is_section(text)
}

fn ends_like_prose(text: &str) -> bool {
    let last_word = text.split_whitespace().next_back().unwrap_or("");
    let abbreviation = last_word.matches('.').count() >= 2 || ["e.a.", "c.s.", "etc.", "jl."].contains(&last_word);
    let long = text.split_whitespace().count() > LONGEST_SHORTENED;
    text.ends_with([',', ';', ':']) || (text.ends_with('.') && (!abbreviation || long))
}

/// Words that end in a full stop of their own.
const SHORTENED: &[&str] = &[
    "jl", "nr", "nrs", "art", "dr", "mr", "drs", "prof", "ing", "ir", "st", "resp", "incl", "excl", "evt", "ca", "vs",
    "no", "jr", "etc",
];

/// Whether a text contains sentences: a full stop or question mark, a blank and a capital. Initials and short words
/// before the stop do not count.
pub(super) fn holds_sentences(text: &str) -> bool {
    text.match_indices(['.', '?']).any(|(at, _)| {
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or("");
        let after = &text[at + 1..];
        word.chars().count() > 1
            && !word.contains('.')
            && !SHORTENED.contains(&word.to_lowercase().as_str())
            && after.starts_with(' ')
            && after.trim_start().starts_with(char::is_uppercase)
    })
}

/// The byte at which the treatment of a `=` line begins.
pub(super) fn equals_treatment_start(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('=').filter(|rest| !rest.starts_with('='))?.trim_start();
    rest.chars().any(char::is_alphanumeric).then(|| text.len() - rest.len())
}

/// Whether a block is a `=` line.
pub(super) fn is_treatment_line(block: &SourceBlock) -> bool {
    equals_treatment_start(&block.text()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_without_labels() {
        let block = |text: &str| SourceBlock::paragraph(text);
        assert!(is_bare_heading(&block("Bijen in de stad")));
        assert!(is_bare_heading(&block("(evt.) Lijst van bijen")));
        assert!(!is_bare_heading(&block("Het kabinet steunt dit.")));
        assert!(!is_bare_heading(&block("dat niet zo is")));
        assert!(!is_bare_heading(&block("Dit is zo. En dat ook")));
    }
}
