//! The outline of a written consultation: questions and answers, by party and by topic.
//!
//! Takes: the blocks after the head.
//! Gives: nodes in the same order.
//! Never: leaves a word out.

use super::headings;
use super::outline_node::{HeadingRole, OutlineNode};
use crate::import::genre::consultation_words::{self, ConsultationHeading};
use crate::import::genre::{item_label, letter_words, offices};
use crate::import::source_blocks::{BlockKind, SourceBlock};

/// The longest title of a topic, in characters.
const TOPIC_LENGTH: usize = 90;
/// A paragraph is prose from this many words on.
const PROSE_WORDS: usize = 6;

/// Divides a consultation into nodes.
pub(super) fn nodes(blocks: &[SourceBlock]) -> Vec<OutlineNode> {
    let mut nodes = Vec::new();
    // The level of topics under the last heading of a division or party.
    let mut topics = 2;
    // Where divisions are numbered, an answer without a number belongs to the party before it.
    let mut numbered = false;
    for (index, block) in blocks.iter().enumerate() {
        let text = headings::labelled_text(block);
        let heading = |level: u8| OutlineNode::Heading {
            role: HeadingRole::Section,
            level,
            title: headings::labelled_rich(block).without_emphasis().tidy(),
            line: block.line,
        };
        let may_head = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::ListItem { number: Some(_), .. }
        );
        let node = match consultation_words::heading(&text).filter(|_| may_head) {
            Some(ConsultationHeading::Division) if numbered && item_label::label(&text).is_none() => {
                topics = 4;
                heading(3)
            }
            Some(ConsultationHeading::Division) => {
                topics = 3;
                numbered |= item_label::label(&text).is_some();
                heading(2)
            }
            Some(ConsultationHeading::Party) => {
                let level = if topics == 2 { 2 } else { 3 };
                topics = level + 1;
                heading(level)
            }
            None if letter_words::is_closing(&text) || may_head && is_hidden(&text) => {
                OutlineNode::Hidden(headings::labelled_rich(block))
            }
            None if is_topic(block, blocks.get(index + 1)) => heading(topics),
            None => OutlineNode::Text(block.clone()),
        };
        nodes.push(node);
    }
    nodes
}

/// Whether a line has nothing to say beside the page that is made of it.
fn is_hidden(text: &str) -> bool {
    consultation_words::is_title(text) || text.trim_end_matches(':').eq_ignore_ascii_case("inhoudsopgave")
}

/// Whether a block is the title of a topic: a heading above prose.
fn is_topic(block: &SourceBlock, next: Option<&SourceBlock>) -> bool {
    let text = block.text();
    let marked = matches!(block.kind, BlockKind::Heading(_)) || block.is_bold() || block.is_italic();
    let above_text = next.is_some_and(|next| next.text().split_whitespace().count() >= PROSE_WORDS);
    headings::is_bare_heading(block)
        && text.chars().count() <= TOPIC_LENGTH
        && item_label::label(&text).is_none()
        && !offices::has_initials(&text)
        && above_text
        && (marked || !text.contains(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_by_party_and_topic() {
        let texts = [
            "De commissie heeft vragen voorgelegd over de agenda van de Raad.",
            "I. Vragen en opmerkingen vanuit de fracties",
            "Vragen en opmerkingen van de leden van de A-fractie",
            "Zwemwater",
            "De leden vragen hoe het met het zwemwater in de meren staat.",
            "II. Antwoord/Reactie van de Minister",
            "Het kabinet antwoordt dat het goed gaat met het zwemwater.",
        ];
        let blocks: Vec<SourceBlock> = texts.iter().map(|text| SourceBlock::paragraph(text)).collect();
        let levels: Vec<u8> = nodes(&blocks)
            .iter()
            .filter_map(|node| if let OutlineNode::Heading { level, .. } = node { Some(*level) } else { None })
            .collect();
        assert_eq!(levels, [2, 3, 4, 2]);
    }
}
