//! Where the parts of a document are: the letter's head, the letter, the agenda's title, the agenda.
//!
//! Takes: the blocks, and the signatures among them.
//! Gives: [`DocumentZones`], ranges of blocks in the order of the source.
//! Never: puts a block into two zones, or leaves one out between the letter and the end.

use std::ops::Range;

use super::headings;
use super::signatures::LetterSignature;
use crate::import::genre::letter_words::{self, LetterLanguage};
use crate::import::genre::{agenda_parts, dates, formations, item_label, letterhead, nordic_words};
use crate::import::source_blocks::{BlockKind, SourceBlock, SourceNote};

/// Among how many blocks the opening of an English letter is looked for.
const FIRST_BLOCKS: usize = 20;
/// Among how many blocks the head of a letter is looked for.
const HEAD_REACH: usize = 40;
/// Within how many blocks after the head a letter has to open.
const OPENING_REACH: usize = 3;
/// Within how many blocks an agenda has its title.
const TITLE_REACH: usize = 3;
/// The most blocks that a title has.
const TITLE_BLOCKS: usize = 4;
/// The longest title, in characters, that no format marks as one.
const TITLE_LENGTH: usize = 300;
/// Within how many bytes a title mentions an agenda.
const AGENDA_WITHIN: usize = 60;
/// The most words of a line that contains only the name of the council.
const COUNCIL_WORDS: usize = 14;
/// The most words of a line with place and date.
const PLACE_WORDS: usize = 10;
/// A paragraph is prose from this many words on.
const PROSE_WORDS: usize = 8;

/// Where the parts of the document are, as ranges of blocks; for a part that the document lacks the range is empty.
#[derive(Debug)]
pub(super) struct DocumentZones {
    pub(super) head: Range<usize>,
    pub(super) letter: Range<usize>,
    pub(super) title: Range<usize>,
    pub(super) agenda: Range<usize>,
    pub(super) language: LetterLanguage,
    pub(super) place: AgendaPlace,
}

/// Where the agenda is that a letter offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum AgendaPlace {
    /// In the document.
    #[default]
    Within,
    /// In an annex that is a document of its own.
    Elsewhere,
}

impl DocumentZones {
    /// Finds the parts: by the signatures, or else by a second title, or else by the letter's own words.
    pub(super) fn of(blocks: &[SourceBlock], notes: &[SourceNote], signatures: &[LetterSignature]) -> DocumentZones {
        let (language, place) = (language(blocks), AgendaPlace::Within);
        let end = blocks.len();
        if let Some(first) = title_of_paper(blocks, language) {
            let (title, letter) = (agenda_title(blocks, first..end), first..first);
            return DocumentZones { head: 0..first, letter, agenda: title.end..end, title, language, place };
        }
        let opening = blocks.iter().position(opens_letter).unwrap_or(0);
        let start = head_end(blocks, opening);
        let head = 0..start;
        let signed = signatures.last().and_then(|found| found.blocks.last()).map(|last| last + 1);
        let first_signed = signatures.first().and_then(|found| found.blocks.first());
        if let (Some(annex), Some(letter_end)) = (signed.filter(|signed| has_annex(&blocks[*signed..])), first_signed) {
            let title = agenda_title(blocks, annex..end);
            let letter = start..*letter_end.max(&start);
            return DocumentZones { head, letter, agenda: title.end..end, title, language, place };
        }
        let opens = |block: &SourceBlock| letter_words::is_opening(&block.text());
        let later = later_title(blocks, start);
        let titled_first = start == 0 && later.as_ref().is_some_and(|title| title.start == 0);
        let opened = blocks[start..].iter().take(OPENING_REACH).any(opens) && !titled_first;
        let is_letter = start > 0 || signed.is_some() || opened;
        if !is_letter {
            let title = later.filter(|title| title.start == start).unwrap_or(agenda_title(blocks, start..end));
            let (head, letter) = (0..0, 0..0);
            return DocumentZones { head, letter, agenda: title.end..end, title, language, place };
        }
        if let Some(title) = later.filter(|title| title.start > start) {
            let letter = start..title.start;
            return DocumentZones { head, letter, agenda: title.end..end, title, language, place };
        }
        if is_elsewhere(&blocks[start..], notes) {
            let (letter, title, agenda, place) = (start..end, end..end, end..end, AgendaPlace::Elsewhere);
            return DocumentZones { head, letter, title, agenda, language, place };
        }
        let opens_here = |index: &usize| *index > opening && opens_agenda(&blocks[*index]);
        let first = (start..end).find(opens_here).unwrap_or(end);
        DocumentZones { head, letter: start..first, title: first..first, agenda: first..end, language, place }
    }
}

/// Where the title of a paper begins that has a head and is no letter, as Swedish and Danish ones are.
fn title_of_paper(blocks: &[SourceBlock], language: LetterLanguage) -> Option<usize> {
    let nordic = matches!(language, LetterLanguage::Swedish | LetterLanguage::Danish);
    let first = blocks.iter().take(HEAD_REACH).position(is_title).filter(|_| nordic)?;
    let (head, is_line) = (&blocks[..first], |block: &SourceBlock| letterhead::head_line(&block.text()).is_some());
    (head.iter().any(is_line) && !head.iter().any(opens_letter)).then_some(first)
}

/// Words with which a letter says that the agenda is an annex, in lower case.
const ANNEX: &[&str] =
    &["als bijlage", "in de bijlage", "in bijlage", "bijgevoegd", "bijlage bij deze brief", "raadpleegbaar via"];
/// How many paragraphs of a letter may say so.
const OFFERING: usize = 3;

/// Whether a letter offers an agenda that is a document of its own: its words say so, or the note at them does.
fn is_elsewhere(letter: &[SourceBlock], notes: &[SourceNote]) -> bool {
    let says = |text: &str| ANNEX.iter().any(|words| text.contains(words));
    letter.iter().filter(|block| block.kind == BlockKind::Paragraph).take(OFFERING).any(|block| {
        let lower = block.text().to_lowercase();
        let cited = block.rich.cited().filter_map(|note| notes.get(note));
        let noted = cited.flat_map(|note| &note.blocks).any(|rich| says(&rich.text().to_lowercase()));
        lower.contains("agenda") && letter_words::is_offer(&lower) && (says(&lower) || noted)
    })
}

fn language(blocks: &[SourceBlock]) -> LetterLanguage {
    let english = |block: &SourceBlock| {
        letter_words::is_opening(&block.text()) && block.text().to_lowercase().contains("annotated")
    };
    let nordic = |block: &SourceBlock| {
        let text = block.text();
        let title = text.chars().count() <= TITLE_LENGTH && letter_words::begins_title(&text);
        title.then(|| nordic_words::language(&text)).flatten()
    };
    let first = || blocks.iter().take(FIRST_BLOCKS);
    first().find_map(nordic).unwrap_or(match first().any(english) {
        true => LetterLanguage::English,
        false => LetterLanguage::Dutch,
    })
}

/// Whether a letter begins with this paragraph.
fn opens_letter(block: &SourceBlock) -> bool {
    is_prose(block) || letter_words::is_opening(&block.text()) && block.kind == BlockKind::Paragraph
}

/// Whether more than a closing follows the signatures.
fn has_annex(after: &[SourceBlock]) -> bool {
    after.iter().filter(|block| !letter_words::is_closing(&block.text())).count() >= 2
}

/// Whether a block is a paragraph of at least one sentence.
fn is_prose(block: &SourceBlock) -> bool {
    let text = block.text();
    block.kind == BlockKind::Paragraph && text.ends_with(['.', ':']) && text.split_whitespace().count() >= PROSE_WORDS
}

/// Whether a heading opens the agenda within the letter itself.
fn opens_agenda(block: &SourceBlock) -> bool {
    let text = headings::labelled_text(block);
    match item_label::label(&text) {
        Some(labelled) => headings::is_labelled_heading(block, &labelled),
        None => headings::is_bare_heading(block) && !letter_words::is_closing(&text),
    }
}

/// Where the letter's head ends: the blocks before the first paragraph are its head if one of them shows it.
fn head_end(blocks: &[SourceBlock], opening: usize) -> usize {
    let is_strong = |index: &usize| letterhead::head_line(&blocks[*index].text()).is_some();
    let explicit = blocks.iter().take(HEAD_REACH).position(|block| letter_words::is_opening(&block.text()));
    let last = (0..explicit.unwrap_or(HEAD_REACH).min(blocks.len())).rev().find(is_strong);
    if let Some(last) = last {
        // Without the first words of a letter, its annex follows the head directly.
        let title = (last + 1..opening).find(|index| is_title(&blocks[*index]) && explicit.is_none());
        return title.unwrap_or(opening.max(last + 1));
    }
    let is_head = blocks[..opening].iter().any(|block| letter_words::is_head_line(&block.text()));
    let labelled = blocks[..opening].iter().position(|block| matches!(block.kind, BlockKind::Heading(_)));
    if is_head {
        labelled
            .filter(|at| !blocks[*at..opening].iter().any(|block| letter_words::is_head_line(&block.text())))
            .unwrap_or(opening)
    } else {
        0
    }
}

/// The title of the agenda at the start of a range: a heading that names an agenda, or a council with a date, and the
/// lines of place and date after it.
fn agenda_title(blocks: &[SourceBlock], range: Range<usize>) -> Range<usize> {
    let none = range.start..range.start;
    let Some(first) = range.clone().take(TITLE_REACH).find(|index| is_title(&blocks[*index])) else { return none };
    let lines =
        |block: &SourceBlock| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_)) && !is_prose(block);
    if !blocks[range.start..first].iter().all(lines) {
        return none;
    }
    let mut end = first + 1;
    let level = |index: usize| blocks[index].heading_level();
    // A heading below the title is what the title is about.
    let deeper = |index: usize| level(index) > level(first) && level(index).is_some() && level(first).is_some();
    // Below a title with its days, a weekday opens the part of that day.
    let opens_day = |index: usize| is_dated(&blocks[first]) && agenda_parts::is_part_name(&blocks[index].text());
    let goes_on = |index: usize| {
        is_title_tail(&blocks[index]) && !opens_day(index) || names_council(&blocks[index]) && !is_dated(&blocks[first])
    };
    while end < range.end && end < first + TITLE_BLOCKS && !deeper(end) && goes_on(end) {
        end += 1;
    }
    range.start..end
}

/// A title after the opening of a letter that has no signature before its annex.
fn later_title(blocks: &[SourceBlock], from: usize) -> Option<Range<usize>> {
    let at = (from..blocks.len()).find(|index| {
        let lower = blocks[*index].text().to_lowercase();
        let agenda = lower.contains("geannoteerde agenda") || lower.contains("annotated agenda");
        let report = letter_words::begins_title(&blocks[*index].text()) && dates::names_a_day(&lower);
        is_title(&blocks[*index]) && (agenda || report)
    })?;
    Some(agenda_title(blocks, at..blocks.len()))
}

fn is_title(block: &SourceBlock) -> bool {
    let text = block.text();
    let lower = text.to_lowercase();
    let agenda = ["agenda", "dagordning", "dagsorden", "samlenotat"]
        .iter()
        .any(|word| lower.find(word).is_some_and(|at| at <= AGENDA_WITHIN));
    let councils = ["raad", "council", "eurogroep", "rådets möte", "rådsmöte", "rådsmøde"];
    let council = councils.iter().any(|word| lower.contains(word)) && dates::names_a_day(&text);
    let heading = headings::is_bare_heading(block)
        || (text.chars().count() <= TITLE_LENGTH
            && !text.ends_with(['.', ':', ';'])
            && text.starts_with(char::is_uppercase)
            && agenda);
    heading && (agenda || council) && item_label::label(&text).is_none()
}

/// Whether a title has the council and its day already.
fn is_dated(title: &SourceBlock) -> bool {
    let text = title.text();
    formations::find(&text).is_some() && dates::names_a_day(&text)
}

/// Whether a line contains only the name of the council.
fn names_council(block: &SourceBlock) -> bool {
    let text = block.text();
    formations::find(&text).is_some()
        && headings::is_bare_heading(block)
        && !agenda_parts::is_part_name(&text)
        && text.split_whitespace().count() <= COUNCIL_WORDS
        && item_label::label(&text).is_none()
}

/// Whether a line below a title has place and date.
fn is_title_tail(block: &SourceBlock) -> bool {
    let text = block.text();
    let words = text.split_whitespace().count();
    let dated = dates::names_a_day(&text);
    words <= PLACE_WORDS
        && !text.ends_with('.')
        && item_label::label(&text).is_none()
        && (dated || text.starts_with('(') && text.ends_with(')') || letter_words::is_genre(&text))
        && !matches!(block.kind, BlockKind::Heading(level) if level > 2)
}
