//! Titles that run in with the text: `Richtlijn zwemwater (voortgangsrapport) Het voorzitterschap rapporteert …`.
//!
//! Takes: the blocks of an agenda.
//! Gives: the same words, with such a title as a block of its own.
//! Never: splits a paragraph that has a sentence before the bracket.

use super::headings;
use crate::import::genre::treatments;
use crate::import::source_blocks::{BlockKind, SourceBlock};

/// The longest title, in characters.
const TITLE_LENGTH: usize = 160;
/// The fewest words of the text after it.
const TEXT_WORDS: usize = 3;

/// Takes the titles off their paragraphs.
pub(super) fn split(blocks: Vec<SourceBlock>) -> Vec<SourceBlock> {
    let mut apart = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Some(at) = title_end(&block) else {
            apart.push(block);
            continue;
        };
        let (title, text) = block.rich.split_at(at);
        apart.push(SourceBlock { rich: title.tidy(), ..block.clone() });
        apart.push(SourceBlock { rich: text.tidy(), bullet: 0, ..block });
    }
    apart
}

/// The byte after the bracket that ends the title, if the paragraph begins with one.
fn title_end(block: &SourceBlock) -> Option<usize> {
    let text = block.text();
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let open = text.find(" (")?;
    let close = open + text[open..].find(')')? + 1;
    let (title, rest) = (&text[..open], &text[close..]);
    let treatment = &text[open + 2..close - 1];
    let fits = title.chars().count() <= TITLE_LENGTH
        && title.starts_with(char::is_uppercase)
        && !headings::holds_sentences(title)
        && treatments::is_treatment(treatment)
        && rest.starts_with(' ')
        && rest.trim_start().starts_with(char::is_uppercase)
        && rest.split_whitespace().count() >= TEXT_WORDS;
    fits.then_some(close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_within_paragraphs() {
        let texts = |text: &str| -> Vec<String> {
            split(vec![SourceBlock::paragraph(text)]).iter().map(SourceBlock::text).collect()
        };
        assert_eq!(
            texts("Richtlijn bijen (voortgangsrapport) De Raad spreekt over bijen."),
            ["Richtlijn bijen (voortgangsrapport)", "De Raad spreekt over bijen."]
        );
        for whole in [
            "De Raad sprak. Dit was een debat (beleidsdebat) Dat was zo.",
            "Richtlijn bijen (voortgangsrapport)",
            "Richtlijn bijen (COM) De Raad spreekt over bijen.",
            "Richtlijn bijen (voortgangsrapport) en meer dan dat.",
        ] {
            assert_eq!(texts(whole), [whole]);
        }
    }
}
