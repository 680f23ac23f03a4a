//! How a document numbers its items and lists: measured once, before its outline is read. Takes the agenda's blocks, changes nothing.

use std::ops::Range;

use super::block::{Block, Kind};
use super::date;
use super::formation;
use super::heading;
use super::label::{self, Label};
use super::vocabulary;

/// How this document numbers and marks things; measured once.
#[derive(Debug, Default)]
pub struct Manner {
    /// Roman numbers are parts (with numbered items within them) rather than items.
    pub roman_parts: bool,
    /// There are numbered items.
    pub numbered: bool,
    /// Annotations are headed `Ad n)`, so plain numbers only list the items.
    pub annotated: bool,
    /// Level of the headings that are items, where the source has levels.
    pub item_level: Option<u8>,
    /// Level of the headings above items whose titles are bold paragraphs, or numbered ones.
    pub part_level: Option<u8>,
    /// The source marks numbered headings as such, so that a numbered list is a list.
    pub numbered_levels: bool,
    /// Headings in capitals divide the agenda: `ONDERWIJS`, `SPORT`.
    pub capital_parts: bool,
    /// The block that heads the report of an earlier meeting, sent in the same letter.
    pub report_at: Option<usize>,
    /// The document has the fixed sections of which "Stand van zaken" is one.
    pub fixed_sections: bool,
}

/// Measures how the document numbers its items.
pub fn measure(blocks: &[Block]) -> Manner {
    let annotated = blocks.iter().any(|block| {
        let text = heading::labelled_text(block);
        label::label(&text).is_some_and(|found| matches!(found.label, Label::Ad(_)) && heading::is_labelled_heading(block, &found))
    });
    let report_at = blocks.iter().position(|block| heading::is_bare_heading(block) && is_report_title(&block.text()));
    let mut manner = Manner { annotated, report_at, capital_parts: has_capital_parts(blocks), ..Manner::default() };
    // Numbered questions in an annotation do not number the items.
    let listed = list_runs(blocks, &manner);
    let labels: Vec<(usize, Label)> = blocks
        .iter()
        .enumerate()
        .filter(|(index, _)| !listed[*index])
        .filter_map(|(index, block)| {
            let text = heading::labelled_text(block);
            let found = label::label(&text)?;
            heading::is_labelled_heading(block, &found).then_some((index, found.label))
        })
        .collect();
    let romans: Vec<usize> = labels.iter().filter(|(_, label)| matches!(label, Label::Roman(_))).map(|(index, _)| *index).collect();
    let over_headings = romans.iter().filter(|index| opens_headings(blocks, **index)).count();
    manner.roman_parts = labels.windows(2).any(|pair| matches!((pair[0].1, pair[1].1), (Label::Roman(_), Label::Number(_))))
        || over_headings * 2 > romans.len()
        || blocks.iter().any(|block| {
            matches!(block.kind, Kind::Heading(1))
                && matches!(label::label(&block.text()), Some(found) if matches!(found.label, Label::Roman(_)))
        });
    manner.numbered = labels.iter().any(|(_, label)| matches!(label, Label::Number(_) | Label::Ad(_)))
        || (!manner.roman_parts && labels.iter().any(|(_, label)| matches!(label, Label::Roman(_))));
    manner.fixed_sections = blocks.iter().any(|block| block.text().to_lowercase().starts_with("doel raadsbehandeling"));
    let levels: Vec<u8> = labels
        .iter()
        .filter(|(_, label)| matches!(label, Label::Number(_) | Label::Ad(_)))
        .filter_map(|(index, _)| level(&blocks[*index]))
        .collect();
    manner.numbered_levels = levels.len() >= 2;
    manner.item_level = levels.iter().min().copied().or_else(|| item_level(blocks));
    if levels.is_empty() && manner.item_level.is_some_and(|items| are_over_bold_titles(blocks, items)) {
        (manner.part_level, manner.item_level) = (manner.item_level, None);
    }
    manner
}

impl Manner {
    /// Whether plain numbers only list items here: annotations are headed `Ad n)`, and no report of an earlier meeting has begun.
    pub fn only_lists(&self, index: usize) -> bool {
        self.annotated && self.report_at.is_none_or(|report| index < report)
    }
}

/// `Verslag Milieuraad 27 juni 2006`.
fn is_report_title(text: &str) -> bool {
    is_second_title(text) && vocabulary::starts_with_words(&text.to_lowercase(), "verslag")
}

/// The title of another document in the same letter: `Geannoteerde agenda Transportraad 5 maart 2030`.
pub fn is_second_title(text: &str) -> bool {
    let lower = text.to_lowercase();
    let named = ["verslag", "geannoteerde agenda", "annotated agenda"].iter().any(|words| vocabulary::starts_with_words(&lower, words));
    named && text.split_whitespace().count() <= 14 && formation::find(text).is_some() && !date::days_in(text, None).is_empty()
}

/// Whether a text is a heading in capitals.
pub fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 4 && letters.clone().all(char::is_uppercase) && text.split_whitespace().count() <= 8
}

/// Two or more headings in capitals above items with headings in small letters.
fn has_capital_parts(blocks: &[Block]) -> bool {
    let capitals = |block: &Block| level(block).is_none() && heading::is_bare_heading(block) && is_capitals(&block.text());
    let over_item = |pair: &&[Block]| {
        let text = pair[1].text();
        capitals(&pair[0])
            && !is_capitals(&text)
            && (heading::is_bare_heading(&pair[1]) && !vocabulary::is_section(&text) && !vocabulary::is_treatment(&text)
                || is_numbered_heading(&pair[1]))
    };
    let all = blocks.iter().filter(|block| capitals(block)).count();
    let over = blocks.windows(2).filter(over_item).count();
    all >= 2 && over >= 2 && over * 2 >= all
}

/// Whether headings of items follow directly, so that the label is that of a part.
fn opens_headings(blocks: &[Block], index: usize) -> bool {
    let Some(next) = blocks.get(index + 1) else { return false };
    let text = next.text();
    heading::titled(heading::labelled_rich(&blocks[index])).treatment.is_none()
        && label::label(&text).is_none()
        && heading::is_bare_heading(next)
        && !vocabulary::is_section(&text)
        && !vocabulary::is_treatment(text.trim_start_matches('(').trim_end_matches(')'))
        && heading::equals_treatment(&text).is_none()
}

/// Whether every heading of a level stands right above the bold title of an item, which some treatment shows to be one.
fn are_over_bold_titles(blocks: &[Block], items: u8) -> bool {
    let is_treatment = |block: &Block| vocabulary::is_treatment(&block.text());
    let is_title = |block: &Block| {
        let bold = block.kind == Kind::Paragraph && block.is_bold() && heading::is_bare_heading(block);
        bold && !vocabulary::is_section(&block.text()) && !is_treatment(block)
    };
    let headings: Vec<usize> = (0..blocks.len()).filter(|index| level(&blocks[*index]) == Some(items)).collect();
    let over = |index: &usize| blocks.get(index + 1).is_some_and(is_title);
    headings.iter().all(over) && headings.iter().any(|index| blocks.get(index + 2).is_some_and(is_treatment))
}

/// The level of items where none is numbered: just above the recurring sections, else by the number of levels.
fn item_level(blocks: &[Block]) -> Option<u8> {
    let section = blocks.iter().filter(|block| vocabulary::is_section(&block.text())).filter_map(level).min();
    let mut levels: Vec<u8> = blocks.iter().filter_map(level).collect();
    levels.sort_unstable();
    levels.dedup();
    match section {
        Some(section) => levels.iter().rev().find(|level| **level < section).copied(),
        None if levels.len() >= 3 => levels.get(1).copied(),
        None => levels.first().copied(),
    }
}

/// The level of a heading, where the source marks it as one.
pub fn level(block: &Block) -> Option<u8> {
    match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    }
}

/// For each block whether it belongs to a numbered list rather than being an item: a run of consecutive numbers without text between them,
/// which does not go on from the items so far, or whose titles come again later.
pub fn list_runs(blocks: &[Block], manner: &Manner) -> Vec<bool> {
    let numbers: Vec<Option<u32>> = blocks.iter().map(number_of).collect();
    let mut runs = vec![false; blocks.len()];
    let mut index = 0;
    while index < blocks.len() {
        let Some(first) = numbers[index] else {
            index += 1;
            continue;
        };
        let length = (1..).take_while(|step| numbers.get(index + step).copied().flatten() == Some(first + *step as u32)).count() + 1;
        let run = index..index + length;
        if manner.only_lists(index) && matches!(blocks[index].kind, Kind::Paragraph) {
            runs[index] = true;
        }
        let prose = run.clone().any(|at| !is_numbered_heading(&blocks[at]));
        let introduced = index > 0 && blocks[index - 1].text().ends_with(':');
        let again = blocks[run.end..].iter().any(|block| numbers_equal(block, &blocks[index]));
        let treated = blocks.get(run.end).is_some_and(|block| heading::equals_treatment(&block.text()).is_some());
        let within = is_within_item(&numbers, &run);
        if length >= 2 && !treated && (prose || introduced || again || within || manner.only_lists(index)) {
            runs[run.clone()].fill(true);
        }
        index = run.end;
    }
    runs
}

/// Whether a run that begins with 1 stands between an item and the next one by number, so that it is a list in the first.
fn is_within_item(numbers: &[Option<u32>], run: &Range<usize>) -> bool {
    let before = numbers[..run.start].iter().rev().find_map(|number| *number);
    let after = numbers[run.end..].iter().find_map(|number| *number);
    numbers[run.start] == Some(1) && before.zip(after).is_some_and(|(before, after)| after == before + 1 && after != run.len() as u32 + 1)
}

fn number_of(block: &Block) -> Option<u32> {
    let text = heading::labelled_text(block);
    match label::label(&text)?.label {
        Label::Number(number) => Some(number),
        _ => None,
    }
}

/// Whether a block has a label and reads as a heading.
pub fn is_numbered_heading(block: &Block) -> bool {
    let text = heading::labelled_text(block);
    label::label(&text).is_some_and(|found| heading::is_labelled_heading(block, &found))
}

/// Whether a later heading is the same item as a listed one.
fn numbers_equal(later: &Block, listed: &Block) -> bool {
    let (later, listed) = (heading::labelled_text(later), heading::labelled_text(listed));
    later.split_whitespace().eq(listed.split_whitespace())
}
