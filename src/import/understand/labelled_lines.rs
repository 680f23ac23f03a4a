//! Lines with a label: a label alone gets the value that stands below it, and the label of a section becomes its heading.
//!
//! Takes: the blocks of an agenda.
//! Gives: the same words, in the same order.
//! Never: joins or divides a block whose label is not a known one.

use super::headings;
use crate::import::genre::{item_label, sections, treatments};
use crate::import::source_blocks::{BlockKind, SourceBlock};

/// The most words of a value below its label: a treatment, or the name of a minister.
const VALUE_WORDS: usize = 10;
/// The fewest words of the text behind the label of a section.
const TEXT_WORDS: usize = 3;

/// Sets labels and their values as other agendas have them.
pub(super) fn arrange(blocks: Vec<SourceBlock>) -> Vec<SourceBlock> {
    let mut arranged: Vec<SourceBlock> = Vec::with_capacity(blocks.len());
    for block in blocks {
        if let Some(label) = arranged.last_mut().filter(|label| is_label_alone(label) && is_value(&block)) {
            label.rich.push_plain(" ");
            label.rich.append(block.rich);
            label.lines.extend(block.lines);
            continue;
        }
        let Some(at) = section_label_end(&block) else {
            arranged.push(block);
            continue;
        };
        let (label, text) = block.rich.split_at(at);
        arranged.push(SourceBlock { rich: label.tidy(), ..block.clone() });
        arranged.push(SourceBlock { rich: text.tidy(), bullet: 0, ..block });
    }
    arranged
}

/// `Vilken typ av behandling förväntas i rådet:` with nothing behind it.
fn is_label_alone(block: &SourceBlock) -> bool {
    let text = block.text();
    block.kind == BlockKind::Paragraph && text.ends_with(':') && treatments::is_labelled_line(&text)
}

/// Whether a block may be the value of the label above it.
fn is_value(block: &SourceBlock) -> bool {
    let text = block.text();
    block.kind == BlockKind::Paragraph
        && text.split_whitespace().count() <= VALUE_WORDS
        && !text.contains(':')
        && item_label::label(&text).is_none()
        && !headings::is_treatment_line(block)
        && !sections::is_section(&text)
}

/// The byte after the colon in `Förslagets innehåll: Fyrarna ska tändas tidigare.`
fn section_label_end(block: &SourceBlock) -> Option<usize> {
    let text = block.text();
    let (label, rest) = text.split_once(": ").filter(|_| block.kind == BlockKind::Paragraph)?;
    // One word and a colon also begin a sentence, and a treatment begins the title of an item.
    let named = label.starts_with(char::is_uppercase)
        && label.contains(' ')
        && sections::is_section(label)
        && !treatments::is_treatment(label);
    let fits = rest.starts_with(char::is_uppercase)
        && rest.trim_end().ends_with('.')
        && rest.split_whitespace().count() >= TEXT_WORDS;
    (named && fits).then_some(label.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        let blocks = texts.iter().map(|text| SourceBlock::paragraph(text)).collect();
        arrange(blocks).iter().map(SourceBlock::text).collect()
    }

    #[test]
    fn labels_alone_get_their_values() {
        assert_eq!(texts(&["Ansvarigt statsråd:", "A. Bi", "Bin."]), ["Ansvarigt statsråd: A. Bi", "Bin."]);
        assert_eq!(texts(&["Document:", "1. Bijen"]), ["Document:", "1. Bijen"]);
    }

    #[test]
    fn labels_of_sections_stand_apart() {
        assert_eq!(texts(&["Förslagets innehåll: Bin ska få vatten."]), ["Förslagets innehåll:", "Bin ska få vatten."]);
        for whole in ["Inhoud: Bijen krijgen water.", "Stand van zaken: Bijen krijgen water.", "Inzet Nederland: bijen"]
        {
            assert_eq!(texts(&[whole]), [whole]);
        }
    }
}
