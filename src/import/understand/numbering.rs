//! How a document numbers its items and lists.
//!
//! Takes: the agenda's blocks.
//! Gives: a [`NumberingStyle`], measured once before the outline is read, and which blocks are items of lists.
//! Never: changes a block, or decides about one alone.

use std::ops::Range;

use super::headings;
use super::titled_heading::TitledHeading;
use crate::import::genre::dates;
use crate::import::genre::formations;
use crate::import::genre::item_label::{self, ItemLabel};
use crate::import::genre::sections;
use crate::import::genre::treatments;
use crate::import::genre::whole_words;
use crate::import::source_blocks::{BlockKind, SourceBlock};

/// How this document numbers and marks things; measured once.
#[derive(Debug, Default)]
pub(super) struct NumberingStyle {
    /// Roman numbers are parts (with numbered items in them) rather than items.
    pub(super) roman_parts: bool,
    /// There are numbered items.
    pub(super) numbered: bool,
    /// Annotations have headings `Ad n)`, so plain numbers only list the items.
    pub(super) annotated: bool,
    /// The level of the headings that are items, if the source has levels.
    pub(super) item_level: Option<u8>,
    /// The level of the headings above items whose titles are bold paragraphs or numbered ones.
    pub(super) part_level: Option<u8>,
    /// The source marks numbered headings as such, so that a numbered list is a list.
    pub(super) numbered_levels: bool,
    /// Headings in capitals divide the agenda: `ONDERWIJS`, `SPORT`.
    pub(super) capital_parts: bool,
    /// The block that begins the report of an earlier meeting, sent in the same letter.
    pub(super) report_at: Option<usize>,
    /// Titles without a treatment stand right above titles with one, and divide the agenda.
    pub(super) parts_over_titles: bool,
    /// The sections of each item are numbered: `1. Resumé`, `2. Baggrund`.
    pub(super) numbered_sections: bool,
    /// The document has the fixed sections, one of which is "Stand van zaken".
    pub(super) fixed_sections: bool,
}

/// A block with a label that reads as a heading.
struct LabelledHeading {
    index: usize,
    label: ItemLabel,
}

/// Measures how the document numbers its items.
pub(super) fn measure(blocks: &[SourceBlock]) -> NumberingStyle {
    let is_annotation = |block: &SourceBlock| matches!(heading_label(block), Some(ItemLabel::Ad(_)));
    let is_report = |block: &SourceBlock| headings::is_bare_heading(block) && is_report_title(&block.text());
    let mut style = NumberingStyle {
        annotated: blocks.iter().any(is_annotation),
        report_at: blocks.iter().position(is_report),
        capital_parts: has_capital_parts(blocks),
        fixed_sections: blocks.iter().any(|block| block.text().to_lowercase().starts_with("doel raadsbehandeling")),
        numbered_sections: blocks
            .windows(2)
            .any(|pair| begins_numbered_sections(&pair[1]) && !is_section_title(&pair[0])),
        ..NumberingStyle::default()
    };
    // Numbered questions in an annotation do not number the items.
    let listed = list_runs(blocks, &style);
    let section = |index: usize| style.numbered_sections && is_section_title(&blocks[index]);
    let unlisted = (0..blocks.len()).filter(|index| !listed[*index] && !section(*index));
    let labels: Vec<LabelledHeading> =
        unlisted.filter_map(|index| Some(LabelledHeading { index, label: heading_label(&blocks[index])? })).collect();
    let over_titles = (0..blocks.len()).filter(|index| is_over_title(blocks, *index)).count();
    style.parts_over_titles = over_titles >= 2;
    style.roman_parts = has_roman_parts(blocks, &labels);
    style.numbered = labels.iter().any(|heading| match heading.label {
        ItemLabel::Number(_) | ItemLabel::Ad(_) => true,
        ItemLabel::Roman(_) => !style.roman_parts,
        ItemLabel::Letter(_) | ItemLabel::Decimal => false,
    });
    let numbered = labels.iter().filter(|heading| matches!(heading.label, ItemLabel::Number(_) | ItemLabel::Ad(_)));
    let levels: Vec<u8> = numbered.filter_map(|heading| blocks[heading.index].heading_level()).collect();
    style.numbered_levels = levels.len() >= 2;
    style.item_level = levels.iter().min().copied().or_else(|| item_level(blocks));
    if levels.is_empty() && style.item_level.is_some_and(|items| are_over_bold_titles(blocks, items)) {
        (style.part_level, style.item_level) = (style.item_level, None);
    }
    style
}

/// The label of a block that reads as a heading.
fn heading_label(block: &SourceBlock) -> Option<ItemLabel> {
    let text = headings::labelled_text(block);
    item_label::label(&text).filter(|found| headings::is_labelled_heading(block, found)).map(|found| found.label)
}

/// Whether roman numbers are parts: numbered items or other headings follow them, or they are the highest headings.
fn has_roman_parts(blocks: &[SourceBlock], labels: &[LabelledHeading]) -> bool {
    let over_numbers = labels
        .windows(2)
        .any(|pair| matches!((pair[0].label, pair[1].label), (ItemLabel::Roman(_), ItemLabel::Number(_))));
    let romans: Vec<&LabelledHeading> =
        labels.iter().filter(|heading| matches!(heading.label, ItemLabel::Roman(_))).collect();
    let named = romans.iter().any(|heading| names_part(&blocks[heading.index].text()));
    let over_headings = romans.iter().filter(|heading| opens_headings(blocks, heading.index)).count();
    let is_highest = |block: &SourceBlock| {
        block.heading_level() == Some(1)
            && item_label::label(&block.text()).is_some_and(|found| matches!(found.label, ItemLabel::Roman(_)))
    };
    over_numbers || named || over_headings * 2 > romans.len() || blocks.iter().any(is_highest)
}

/// Whether a heading has right below it the title of an item, which a treatment on the next line shows to be one.
pub(super) fn is_over_title(blocks: &[SourceBlock], index: usize) -> bool {
    let [part, title, treatment, ..] = &blocks[index..] else { return false };
    let is_title = |block: &SourceBlock| {
        let text = block.text();
        block.kind == BlockKind::Paragraph
            && headings::is_bare_heading(block)
            && item_label::label(&text).is_none()
            && !sections::is_section(&text)
            && !treatments::is_exact_treatment(&text)
    };
    is_title(part)
        && !treatments::is_treatment(&part.text())
        && !sections::gathers_items(&part.text())
        && is_title(title)
        && treatments::is_exact_treatment(treatment.text().trim_matches(['(', ')']))
}

/// Whether a block is the title of a section behind a number: `2. Baggrund`.
pub(super) fn is_section_title(block: &SourceBlock) -> bool {
    let text = headings::labelled_text(block);
    item_label::label(&text).is_some_and(|found| {
        matches!(found.label, ItemLabel::Number(_))
            && sections::is_section(found.rest)
            && !sections::may_be_item(found.rest)
    })
}

/// Whether a block is such a title with the number 1, which begins the sections of an item.
fn begins_numbered_sections(block: &SourceBlock) -> bool {
    is_section_title(block) && number_of(block) == Some(1)
}

/// `I. Geannoteerde agenda`, `II. Overig`: titles of parts, whatever is below them.
fn names_part(text: &str) -> bool {
    let Some(found) = item_label::label(text) else { return false };
    let lower = found.rest.to_lowercase();
    let agenda = ["agenda", "geannoteerde agenda", "verslag"]
        .iter()
        .any(|words| whole_words::starts_with_words(&lower, words) && lower.split_whitespace().count() <= 6);
    agenda || ["overig", "overige onderwerpen", "overige punten", "overige zaken"].contains(&lower.trim())
}

impl NumberingStyle {
    /// Whether plain numbers only list items here: annotations have headings `Ad n)`, and no report of an earlier
    /// meeting has begun.
    pub(super) fn only_lists(&self, index: usize) -> bool {
        self.annotated && self.report_at.is_none_or(|report| index < report)
    }
}

/// `Verslag Milieuraad 27 juni 2006`.
fn is_report_title(text: &str) -> bool {
    is_second_title(text) && whole_words::starts_with_words(&text.to_lowercase(), "verslag")
}

/// Whether a text is the title of another document in the same letter: `Geannoteerde agenda Transportraad 5 maart
/// 2030`.
pub(super) fn is_second_title(text: &str) -> bool {
    let lower = text.to_lowercase();
    let named = ["verslag", "geannoteerde agenda", "annotated agenda"]
        .iter()
        .any(|words| whole_words::starts_with_words(&lower, words));
    named
        && text.split_whitespace().count() <= 14
        && formations::find(text).is_some()
        && !dates::days_in(text, None).is_empty()
}

/// Whether a text is a heading in capitals.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 4 && letters.clone().all(char::is_uppercase) && text.split_whitespace().count() <= 8
}

/// Whether there are two or more headings in capitals above items with headings in small letters.
fn has_capital_parts(blocks: &[SourceBlock]) -> bool {
    let capitals = |block: &SourceBlock| {
        block.heading_level().is_none() && headings::is_bare_heading(block) && is_capitals(&block.text())
    };
    let over_item = |pair: &&[SourceBlock]| {
        let text = pair[1].text();
        capitals(&pair[0])
            && !is_capitals(&text)
            && (headings::is_bare_heading(&pair[1]) && !sections::is_section(&text) && !treatments::is_treatment(&text)
                || is_numbered_heading(&pair[1]))
    };
    let all = blocks.iter().filter(|block| capitals(block)).count();
    let over = blocks.windows(2).filter(over_item).count();
    all >= 2 && over >= 2 && over * 2 >= all
}

/// Whether headings of items follow directly, so that the label is that of a part.
fn opens_headings(blocks: &[SourceBlock], index: usize) -> bool {
    let Some(next) = blocks.get(index + 1) else { return false };
    let text = next.text();
    TitledHeading::parse(headings::labelled_rich(&blocks[index])).treatment.is_none()
        && item_label::label(&text).is_none()
        && headings::is_bare_heading(next)
        && !sections::is_section(&text)
        && !treatments::is_treatment(text.trim_start_matches('(').trim_end_matches(')'))
        && headings::equals_treatment_start(&text).is_none()
}

/// Whether every heading of a level is right above the bold title of an item, which some treatment shows to be one.
fn are_over_bold_titles(blocks: &[SourceBlock], items: u8) -> bool {
    let is_treatment = |block: &SourceBlock| treatments::is_treatment(&block.text());
    let is_title = |block: &SourceBlock| {
        let bold = block.kind == BlockKind::Paragraph && block.is_bold() && headings::is_bare_heading(block);
        bold && !sections::is_section(&block.text()) && !is_treatment(block)
    };
    let headings: Vec<usize> =
        (0..blocks.len()).filter(|index| blocks[*index].heading_level() == Some(items)).collect();
    let over = |index: &usize| blocks.get(index + 1).is_some_and(is_title);
    headings.iter().all(over) && headings.iter().any(|index| blocks.get(index + 2).is_some_and(is_treatment))
}

/// The level of items if none is numbered: just above the recurring sections, or else according to the number of
/// levels.
fn item_level(blocks: &[SourceBlock]) -> Option<u8> {
    let is_section = |block: &&SourceBlock| {
        let text = block.text();
        sections::is_section(&text) && !sections::may_be_item(&text)
    };
    let section = blocks.iter().filter(is_section).filter_map(SourceBlock::heading_level).min();
    let mut levels: Vec<u8> = blocks.iter().filter_map(SourceBlock::heading_level).collect();
    levels.sort_unstable();
    levels.dedup();
    match section {
        Some(section) => levels.iter().rev().find(|level| **level < section).copied(),
        // Headings of parts are right above other headings; below those of items there is text.
        None => levels.iter().find(|level| !are_parts(blocks, **level)).or(levels.first()).copied(),
    }
}

/// Whether most headings of a level have another heading right below them.
fn are_parts(blocks: &[SourceBlock], level: u8) -> bool {
    let of_level = (0..blocks.len()).filter(|index| blocks[*index].heading_level() == Some(level));
    let (mut all, mut over) = (0, 0);
    for index in of_level {
        let below = blocks.get(index + 1).and_then(SourceBlock::heading_level);
        all += 1;
        over += usize::from(below.is_some_and(|below| below > level));
    }
    over * 2 > all
}

/// For each block, whether it belongs to a numbered list rather than being an item: a series of consecutive numbers
/// without text between them that does not continue the items so far, or whose titles come again later.
pub(super) fn list_runs(blocks: &[SourceBlock], style: &NumberingStyle) -> Vec<bool> {
    let numbers: Vec<Option<u32>> = blocks.iter().map(number_of).collect();
    let mut runs = vec![false; blocks.len()];
    let mut index = 0;
    while index < blocks.len() {
        let Some(first) = numbers[index] else {
            index += 1;
            continue;
        };
        let length =
            (1..).take_while(|step| numbers.get(index + step).copied().flatten() == Some(first + *step as u32)).count()
                + 1;
        let run = index..index + length;
        if style.only_lists(index) && matches!(blocks[index].kind, BlockKind::Paragraph) {
            runs[index] = true;
        }
        let prose = run.clone().any(|at| !is_numbered_heading(&blocks[at]));
        let introduced = index > 0 && blocks[index - 1].text().ends_with(':');
        let again = blocks[run.end..].iter().any(|block| same_words(block, &blocks[index]));
        let treated = blocks.get(run.end).is_some_and(headings::is_treatment_line);
        let within = is_within_item(&numbers, &run);
        if length >= 2 && !treated && (prose || introduced || again || within || style.only_lists(index)) {
            runs[run.clone()].fill(true);
        }
        index = run.end;
    }
    runs
}

/// Whether a series that begins with 1 is between an item and the next one by number, so that it is a list in the
/// first.
fn is_within_item(numbers: &[Option<u32>], run: &Range<usize>) -> bool {
    let before = numbers[..run.start].iter().rev().find_map(|number| *number);
    let after = numbers[run.end..].iter().find_map(|number| *number);
    numbers[run.start] == Some(1)
        && before.zip(after).is_some_and(|(before, after)| after == before + 1 && after != run.len() as u32 + 1)
}

fn number_of(block: &SourceBlock) -> Option<u32> {
    let text = headings::labelled_text(block);
    match item_label::label(&text)?.label {
        ItemLabel::Number(number) => Some(number),
        _ => None,
    }
}

/// Whether a block has a label and reads as a heading.
pub(super) fn is_numbered_heading(block: &SourceBlock) -> bool {
    heading_label(block).is_some()
}

/// Whether a later heading is the same item as a listed one.
fn same_words(later: &SourceBlock, listed: &SourceBlock) -> bool {
    let (later, listed) = (headings::labelled_text(later), headings::labelled_text(listed));
    later.split_whitespace().eq(listed.split_whitespace())
}
