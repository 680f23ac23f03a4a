//! What a block of the agenda opens, if it is a heading: a part, an item, a sub-item or a section.
//!
//! Takes: the agenda's text, the index of a block, and where the reading is.
//! Gives: the role of the heading; `None` for running text.
//! Never: judges a block alone; what counts is how this document numbers and what is around the block.

use std::cmp::Ordering;

use super::agenda_state::{AgendaState, AgendaText};
use super::outline_node::HeadingRole;
use super::{headings, numbering};
use crate::import::genre::item_label::{self, ItemLabel, LabelledText};
use crate::import::genre::{agenda_parts, letter_words, sections, treatments};
use crate::import::source_blocks::{BlockKind, SourceBlock};

/// The longest title, in characters, that a treatment below it makes an item.
const TREATED_TITLE: usize = 300;
/// The longest title of a section among numbered items that is not bold, in characters.
const SECTION_TITLE: usize = 70;
/// The same in words.
const SECTION_WORDS: usize = 9;
/// Within how many blocks after a heading its treatment may come, with sub-items in between.
const TREATMENT_REACH: usize = 8;
/// A paragraph is prose from this many words on.
const PROSE_WORDS: usize = 6;
/// The fewest words of a sentence with a full stop: `De Raad debatteert.`
const SENTENCE_WORDS: usize = 3;

/// What a block opens here, if it is a heading.
pub(super) fn role(agenda: &AgendaText, index: usize, state: &AgendaState) -> Option<HeadingRole> {
    let block = &agenda.blocks[index];
    let text = headings::labelled_text(block);
    if agenda.listed[index] || letter_words::is_closing(&text) {
        return None;
    }
    match item_label::label(&text) {
        Some(found) if headings::is_labelled_heading(block, &found) => labelled_role(agenda, index, found.label, state),
        Some(_) if block.heading_level().is_none() => None,
        _ => bare_role(agenda, index, state),
    }
}

fn labelled_role(agenda: &AgendaText, index: usize, label: ItemLabel, state: &AgendaState) -> Option<HeadingRole> {
    let AgendaText { blocks, style, .. } = agenda;
    let marked = blocks[index].heading_level().is_some() || followed_by_treatment(blocks, index);
    let fits = |number: u32, last: Option<u32>| {
        number == last.unwrap_or(0) + 1
            || (marked && number > last.unwrap_or(0))
            || (number == 1 && (state.part_begun || marked))
    };
    match label {
        ItemLabel::Roman(number) if style.roman_parts => fits(number, state.roman).then_some(HeadingRole::Part),
        ItemLabel::Roman(number) => fits(number, state.roman).then_some(HeadingRole::Item),
        ItemLabel::Ad(_) => Some(HeadingRole::Item),
        ItemLabel::Number(_)
            if style.numbered_sections && state.in_item && numbering::is_section_title(&blocks[index]) =>
        {
            Some(HeadingRole::Section)
        }
        ItemLabel::Number(_) if style.only_lists(index) => None,
        ItemLabel::Number(_) if style.numbered_levels && matches!(blocks[index].kind, BlockKind::ListItem { .. }) => {
            None
        }
        // An excerpt may begin with any number.
        ItemLabel::Number(number) => {
            (fits(number, state.number) || state.number.is_none() && !state.in_item).then_some(HeadingRole::Item)
        }
        ItemLabel::Letter(letter) => (state.in_item && fits(letter, state.letter)).then_some(HeadingRole::SubItem),
        ItemLabel::Decimal => state.in_item.then_some(HeadingRole::SubItem),
    }
}

/// Whether a treatment follows, with only sub-items in between.
fn followed_by_treatment(blocks: &[SourceBlock], index: usize) -> bool {
    let is_sub_item = |block: &&SourceBlock| {
        matches!(item_label::label(&block.text()), Some(LabelledText { label: ItemLabel::Letter(_), .. }))
    };
    let mut next = blocks[index + 1..].iter().take(TREATMENT_REACH);
    next.find(|block| !is_sub_item(block)).is_some_and(headings::is_treatment_line)
}

/// The role of a heading without a label: by its level, its words, or what follows.
fn bare_role(agenda: &AgendaText, index: usize, state: &AgendaState) -> Option<HeadingRole> {
    let AgendaText { blocks, style, .. } = agenda;
    let block = &blocks[index];
    let text = block.text();
    let next = blocks.get(index + 1)?;
    if headings::is_treatment_line(next) && block.kind == BlockKind::Paragraph && text.chars().count() <= TREATED_TITLE
    {
        return Some(HeadingRole::Item);
    }
    if !headings::is_bare_heading(block) {
        return None;
    }
    if let Some(role) = numbered_role(agenda, block, &text) {
        return Some(role);
    }
    if style.parts_over_titles && numbering::is_over_title(blocks, index) {
        return Some(HeadingRole::Part);
    }
    let opens = headings::is_bare_heading(next) || numbering::is_numbered_heading(next) || is_prose(next);
    if !style.roman_parts && agenda_parts::is_part_name(&text) && opens {
        return Some(HeadingRole::Part);
    }
    let gathers = sections::may_be_item(&text) && !style.fixed_sections && opens;
    if (sections::is_section(&text) && !gathers) || block.is_italic() {
        return state.in_item.then_some(HeadingRole::Section);
    }
    if !stands_free(blocks, index, state) || !heads_text(agenda, next) {
        return None;
    }
    if !style.numbered {
        return Some(HeadingRole::Item);
    }
    let short = text.chars().count() <= SECTION_TITLE && text.split_whitespace().count() <= SECTION_WORDS;
    (state.in_item && (block.is_bold() || short)).then_some(HeadingRole::Section)
}

/// The role of a heading that follows from the manner of the whole document: by its level, its capitals, or as the
/// title of another document.
fn numbered_role(agenda: &AgendaText, block: &SourceBlock, text: &str) -> Option<HeadingRole> {
    let style = &agenda.style;
    let level = block.heading_level();
    let parts = style.part_level.is_some() && level == style.part_level;
    let capitals = style.capital_parts && level.is_none() && numbering::is_capitals(text);
    if numbering::is_second_title(text) || parts || capitals {
        return Some(HeadingRole::Part);
    }
    Some(match level?.cmp(&style.item_level?) {
        Ordering::Less => HeadingRole::Part,
        Ordering::Equal if !sections::is_section(text) || sections::may_be_item(text) => HeadingRole::Item,
        _ => HeadingRole::Section,
    })
}

/// Whether the text before a block has ended, so that a heading may follow.
fn stands_free(blocks: &[SourceBlock], index: usize, state: &AgendaState) -> bool {
    let Some(before) = index.checked_sub(1).map(|before| &blocks[before]) else { return true };
    before.text().ends_with(['.', '”', '’', '!', '?', ')'])
        || before.kind != BlockKind::Paragraph
        || state.at_heading
        || state.after_heading
}

/// Whether a block is something that a heading stands above.
fn heads_text(agenda: &AgendaText, next: &SourceBlock) -> bool {
    is_prose(next)
        || headings::is_bare_heading(next)
        || treatments::is_labelled_line(&next.text())
        || matches!(next.kind, BlockKind::ListItem { .. })
        || !agenda.style.numbered && opens_sub_items(next)
}

/// Whether a block is the first sub-item of a heading: `a. Stages voor iedereen (algemene oriëntatie)` or `i. …`.
fn opens_sub_items(block: &SourceBlock) -> bool {
    let text = block.text();
    // An `i` is the ninth letter, and the first roman number.
    let first = |found: &LabelledText| matches!(found.label, ItemLabel::Letter(1 | 9));
    item_label::label(&text).is_some_and(|found| first(&found) && headings::is_labelled_heading(block, &found))
}

fn is_prose(block: &SourceBlock) -> bool {
    let text = block.text();
    let words = text.split_whitespace().count();
    let sentence = words >= SENTENCE_WORDS && text.trim_end().ends_with('.');
    block.kind == BlockKind::Paragraph && (words >= PROSE_WORDS || sentence)
}
