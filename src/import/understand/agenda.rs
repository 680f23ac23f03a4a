//! The outline of the agenda: parts, items, sub-items, sections and treatments, in the ways of the different
//! formations.
//!
//! Takes: the agenda's blocks.
//! Gives: nodes in the same order, except for treatments that came before their title or after their place.
//! Never: leaves a word out.

use super::agenda_state::{AgendaState, AgendaText};
use super::heading_roles;
use super::headings;
use super::nested_lists;
use super::numbering::NumberingStyle;
use super::outline_node::{HeadingRole, OutlineNode};
use super::titled_heading::{self, TitledHeading};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::genre::item_label::{self, ItemLabel};
use crate::import::genre::{letter_words, sections, treatments};
use crate::import::rich_text::RichText;
use crate::import::source_blocks::{BlockKind, SourceBlock};

/// The most words of a line without `=` that is a treatment.
const TREATMENT_WORDS: usize = 10;

/// The nodes of the agenda, and what was doubtful.
#[derive(Debug, Default)]
pub(super) struct AgendaOutline {
    pub(super) nodes: Vec<OutlineNode>,
    pub(super) findings: Vec<ImportFinding>,
}

/// Reads the agenda's blocks.
pub(super) fn agenda(blocks: &[SourceBlock]) -> AgendaOutline {
    let state = AgendaState { part_begun: true, ..AgendaState::default() };
    let mut reader = AgendaReader { agenda: AgendaText::new(blocks), state, outline: AgendaOutline::default() };
    (0..blocks.len()).for_each(|index| reader.block(index));
    let mut outline = reader.outline;
    let is_item = |node: &OutlineNode| matches!(node, OutlineNode::Heading { role: HeadingRole::Item, .. });
    if let Some(first) = blocks.first().filter(|_| !outline.nodes.iter().any(is_item)) {
        outline.findings.push(
            ImportFinding::warning(first.line, FindingCode::NoItems, message!("import-no-items"))
                .hint(message!("import-no-items.hint")),
        );
    }
    outline
}

/// Reads block after block.
struct AgendaReader<'a> {
    agenda: AgendaText<'a>,
    state: AgendaState,
    outline: AgendaOutline,
}

impl<'a> AgendaReader<'a> {
    fn block(&mut self, index: usize) {
        let blocks: &'a [SourceBlock] = self.agenda.blocks;
        let (block, next) = (&blocks[index], blocks.get(index + 1));
        if self.treatment(block, next) {
            self.state.treated = true;
            return;
        }
        let text = headings::labelled_text(block);
        let heads_notes = next.is_none() && sections::is_note_list_title(text.trim_end_matches(':'));
        if letter_words::is_closing(&text) || heads_notes {
            self.outline.nodes.push(OutlineNode::Hidden(headings::labelled_rich(block)));
            return;
        }
        if let Some(role) = heading_roles::role(&self.agenda, index, &self.state) {
            self.heading(block, role, next);
            self.state.after_heading = true;
            return;
        }
        self.state.after_heading = false;
        if !treatments::is_labelled_line(&text) {
            self.state.at_heading = false;
        }
        let item = if self.agenda.listed[index] { nested_lists::numbered(block) } else { None };
        self.outline.nodes.push(OutlineNode::Text(item.unwrap_or_else(|| block.clone())));
    }

    /// Takes a block that is itself a treatment. Gives whether it is one.
    fn treatment(&mut self, block: &SourceBlock, next: Option<&SourceBlock>) -> bool {
        let text = headings::labelled_text(block);
        let is_line = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
        if let Some(from) = headings::equals_treatment_start(&text).filter(|_| is_line) {
            let treatment = block.rich.skip(from).without_emphasis().tidy();
            self.outline.nodes.push(OutlineNode::Treatment(treatment));
            return true;
        }
        let expected = self.state.at_heading && !self.state.treated;
        // Labelled lines count only near the heading: after prose, they are prose.
        let labelled = expected && self.state.in_item && block.kind == BlockKind::Paragraph;
        if let Some(from) = treatments::labelled_treatment_start(&text).filter(|_| labelled) {
            let treatment = block.rich.skip(from).without_emphasis().tidy();
            self.report_move(block, &treatment);
            let at = (self.state.heading_at + 1).min(self.outline.nodes.len());
            self.outline.nodes.insert(at, OutlineNode::Treatment(treatment));
            return true;
        }
        // `Debat over bijen` above `Beleidsdebat` is a title.
        let exact = |block: &SourceBlock| treatments::is_exact_treatment(block.text().trim_matches(['(', ')']));
        let titled = !exact(block) && next.is_some_and(exact);
        let own_line = !titled && is_own_line_treatment(block, &self.agenda.style);
        let bare = is_dashed_treatment(block, next) || own_line;
        if expected && bare {
            let treatment = titled_heading::without_signs(block.rich.clone());
            self.outline.nodes.push(OutlineNode::Treatment(treatment));
        }
        expected && bare
    }

    /// Takes a heading, with the treatment that it contains unless the next block is one.
    fn heading(&mut self, block: &SourceBlock, role: HeadingRole, next: Option<&SourceBlock>) {
        let words = headings::labelled_rich(block).without_emphasis().tidy();
        let text = words.text();
        let treated_below = next.is_some_and(headings::is_treatment_line);
        let TitledHeading { title, treatment, moved } = match role {
            HeadingRole::Item | HeadingRole::SubItem if !treated_below => TitledHeading::parse(words),
            _ => TitledHeading::whole(words),
        };
        let label = item_label::label(&text).map(|found| found.label);
        self.state.enter(role, label);
        if let Some(ItemLabel::Ad(number)) = label.filter(|_| text.split_whitespace().count() <= 2) {
            let message = message!("import-ad-without-title", number);
            self.outline.findings.push(
                ImportFinding::warning(block.line, FindingCode::AdWithoutTitle, message)
                    .hint(message!("import-ad-without-title.hint")),
            );
        }
        if role != HeadingRole::Section {
            self.state.heading_at = self.outline.nodes.len();
        }
        let level = self.state.level(role);
        self.outline.nodes.push(OutlineNode::Heading { role, level, title, line: block.line });
        if let Some(treatment) = treatment {
            if moved {
                self.report_move(block, &treatment);
            }
            self.outline.nodes.push(OutlineNode::Treatment(treatment));
            self.state.treated = true;
        }
    }

    fn report_move(&mut self, block: &SourceBlock, treatment: &RichText) {
        let message = message!("import-treatment-moved", treatment = treatment.text());
        self.outline.findings.push(ImportFinding::note(block.line, FindingCode::TreatmentMoved, message));
    }
}

/// Whether a block is a short line of its own under a heading that is a known treatment.
fn is_own_line_treatment(block: &SourceBlock, style: &NumberingStyle) -> bool {
    let text = block.text();
    let bare = text.trim_start_matches('(').trim_end_matches(')');
    let section = style.fixed_sections && sections::is_section(&text);
    // `Conclusies over water` under `A-punten` is what is adopted, not how.
    let subject = ["conclusies over ", "raadsconclusies over ", "besluit over "]
        .iter()
        .any(|words| bare.to_lowercase().starts_with(words));
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_))
        && !section
        && !subject
        && treatments::is_treatment(bare)
        && item_label::label(&text).is_none()
        && text.split_whitespace().count() <= TREATMENT_WORDS
}

/// Whether a block is a list of one item that names a treatment: `- Stand van zaken` under a heading.
fn is_dashed_treatment(block: &SourceBlock, next: Option<&SourceBlock>) -> bool {
    let listed = |block: &SourceBlock| matches!(block.kind, BlockKind::ListItem { number: None, .. });
    let text = block.text();
    listed(block)
        && !next.is_some_and(listed)
        && treatments::is_treatment(&text)
        && text.split_whitespace().count() <= TREATMENT_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_right_below_its_part() {
        let texts =
            ["Dag 1", "Bijen in de stad", "Algemene oriëntatie", "Inhoud", "De Raad spreekt over bijen in de stad."];
        let blocks: Vec<SourceBlock> = texts.iter().map(|text| SourceBlock::paragraph(text)).collect();
        let found = agenda(&blocks);
        let headings: Vec<HeadingRole> = found
            .nodes
            .iter()
            .filter_map(|node| if let OutlineNode::Heading { role, .. } = node { Some(*role) } else { None })
            .collect();
        assert_eq!(headings, [HeadingRole::Part, HeadingRole::Item, HeadingRole::Section]);
        assert!(found.nodes.iter().any(|node| matches!(node, OutlineNode::Treatment(_))));
    }
}
