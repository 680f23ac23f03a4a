//! What reading an agenda depends on: its blocks, how they are numbered, and where the reading is.
//!
//! Takes: the blocks, and each heading as it is recognised.
//! Gives: what it takes to judge the next block.
//! Never: judges a block itself.

use super::numbering::{self, NumberingStyle};
use super::outline_node::HeadingRole;
use crate::import::genre::item_label::ItemLabel;
use crate::import::source_blocks::SourceBlock;

/// The blocks of the agenda, with what was measured about them.
pub(super) struct AgendaText<'a> {
    pub(super) blocks: &'a [SourceBlock],
    pub(super) style: NumberingStyle,
    /// For each block, whether it belongs to a numbered list.
    pub(super) listed: Vec<bool>,
}

impl<'a> AgendaText<'a> {
    /// Measures how the agenda numbers its items.
    pub(super) fn new(blocks: &'a [SourceBlock]) -> AgendaText<'a> {
        let style = numbering::measure(blocks);
        let listed = numbering::list_runs(blocks, &style);
        AgendaText { blocks, style, listed }
    }
}

/// Where the reading is. The default is the beginning of an agenda without parts.
#[derive(Debug, Default)]
pub(super) struct AgendaState {
    /// The number of the last numbered item of this part.
    pub(super) number: Option<u32>,
    /// The letter of the last sub-item of this item, counted from 1.
    pub(super) letter: Option<u32>,
    /// The last roman number of the agenda.
    pub(super) roman: Option<u32>,
    pub(super) in_item: bool,
    pub(super) in_sub_item: bool,
    /// There have been only headings and treatments since the last item or sub-item.
    pub(super) at_heading: bool,
    /// The item or sub-item has its treatment.
    pub(super) treated: bool,
    /// The block before was a heading.
    pub(super) after_heading: bool,
    /// The index of the last item's heading among the nodes.
    pub(super) heading_at: usize,
    /// A part has begun, and no item of it yet.
    pub(super) part_begun: bool,
}

impl AgendaState {
    /// Takes in a heading that has begun, with its label.
    pub(super) fn enter(&mut self, role: HeadingRole, label: Option<ItemLabel>) {
        match role {
            HeadingRole::Letter | HeadingRole::Part => {
                *self = AgendaState { part_begun: true, roman: self.roman, ..AgendaState::default() };
                if let Some(ItemLabel::Roman(number)) = label {
                    self.roman = Some(number);
                }
            }
            HeadingRole::Item => {
                match label {
                    Some(ItemLabel::Number(number) | ItemLabel::Ad(number)) => self.number = Some(number),
                    Some(ItemLabel::Roman(number)) => self.roman = Some(number),
                    _ => {}
                }
                (self.letter, self.in_item, self.in_sub_item) = (None, true, false);
                (self.at_heading, self.treated, self.part_begun) = (true, false, false);
            }
            HeadingRole::SubItem => {
                if let Some(ItemLabel::Letter(letter)) = label {
                    self.letter = Some(letter);
                }
                (self.in_sub_item, self.at_heading, self.treated) = (true, true, false);
            }
            HeadingRole::Section => self.at_heading = false,
        }
    }

    /// The level in the Markdown of a heading that comes here.
    pub(super) fn level(&self, role: HeadingRole) -> u8 {
        match role {
            HeadingRole::Letter | HeadingRole::Part => 1,
            HeadingRole::Item => 2,
            HeadingRole::SubItem => 3,
            HeadingRole::Section if self.in_sub_item => 4,
            HeadingRole::Section => 3,
        }
    }
}
