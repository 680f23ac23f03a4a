//! The document's outline: letter's head, letter, signatures, agenda's title, agenda. Takes a reading, gives nodes in the order of the source.
//! Decides where things go; never changes a word.

use std::collections::BTreeSet;
use std::ops::Range;

use super::agenda;
use super::block::{Block, Kind, Reading};
use super::date;
use super::finding::Finding;
use super::formation;
use super::heading;
use super::label;
use super::letter::{self, Signature};
use super::node::{Node, Outline, Role};
use super::rich::Rich;
use super::vocabulary;

/// Where the parts of the document are, as ranges of blocks.
#[derive(Debug, Default)]
struct Zones {
    head: Range<usize>,
    letter: Range<usize>,
    title: Range<usize>,
    agenda: Range<usize>,
    /// Whether the title heads the agenda as its part.
    english: bool,
}

/// Takes a document apart.
pub fn outline(reading: &Reading) -> Outline {
    let blocks = &reading.blocks;
    let signatures = letter::signatures(blocks);
    let zones = zones(blocks, &signatures);
    let mut outline = Outline { signatories: signatures.iter().map(|found| found.signatory.clone()).collect(), ..Outline::default() };
    let signed: BTreeSet<usize> = signatures.iter().flat_map(|found| found.blocks.iter().copied()).collect();
    for block in &signed {
        outline.front_matter_lines.extend(&blocks[*block].lines);
    }
    let (mut before, mut after) = (zones.letter.clone(), zones.agenda.clone());
    before.end = before.end.max(before.start);
    after.end = after.end.max(after.start);
    outline.head = blocks[zones.head.clone()].iter().map(Block::text).collect();
    outline.opening = blocks[before.clone()].iter().filter(|block| block.kind == Kind::Paragraph).take(3).map(Block::text).collect();
    outline.title = (!zones.title.is_empty()).then(|| joined(&blocks[zones.title.clone()]).text());
    if !(zones.head.is_empty() && before.is_empty()) {
        letter_nodes(blocks, &zones, &signed, &mut outline);
    }
    let kept: Vec<Block> = after.filter(|index| !signed.contains(index)).map(|index| blocks[index].clone()).collect();
    agenda_nodes(blocks, &zones, kept, &mut outline);
    outline
}

fn joined(blocks: &[Block]) -> Rich {
    let mut title = Rich::default();
    for block in blocks {
        title.push(" ", &super::rich::Style::default());
        title.append(heading::labelled_rich(block).without_emphasis());
    }
    title.tidy()
}

fn zones(blocks: &[Block], signatures: &[Signature]) -> Zones {
    let opening = blocks
        .iter()
        .position(|block| is_prose(block) || letter::is_opening(&block.text()) && matches!(block.kind, Kind::Paragraph))
        .unwrap_or(0);
    let head = head_end(blocks, opening);
    let signed = signatures.last().and_then(|found| found.blocks.last()).map(|last| last + 1);
    let first_signed = signatures.first().and_then(|found| found.blocks.first()).copied();
    let english =
        blocks.iter().take(20).any(|block| letter::is_opening(&block.text()) && block.text().to_lowercase().contains("annotated"));
    let annexed = signed.filter(|signed| blocks[*signed..].iter().filter(|block| !letter::is_closing(&block.text())).count() >= 2);
    let start = head;
    if let (Some(agenda), Some(letter_end)) = (annexed, first_signed) {
        let title = agenda_title(blocks, agenda..blocks.len());
        let letter = start..letter_end.max(start);
        return Zones { head: 0..head, letter, agenda: title.end..blocks.len(), title, english };
    }
    let is_letter = head > 0 || signed.is_some() || blocks[start..].iter().take(3).any(|block| letter::is_opening(&block.text()));
    let title = later_title(blocks, start);
    if is_letter && let Some(title) = title.clone().filter(|title| title.start > start) {
        return Zones { head: 0..head, letter: start..title.start, agenda: title.end..blocks.len(), title, english };
    }
    if is_letter {
        let first = (start..blocks.len()).find(|index| *index > opening && opens_agenda(&blocks[*index])).unwrap_or(blocks.len());
        return Zones { head: 0..head, letter: start..first, title: first..first, agenda: first..blocks.len(), english };
    }
    let title = title.filter(|title| title.start == start).unwrap_or(agenda_title(blocks, start..blocks.len()));
    Zones { head: 0..0, letter: 0..0, agenda: title.end..blocks.len(), title, english }
}

/// A paragraph of at least one sentence.
fn is_prose(block: &Block) -> bool {
    let text = block.text();
    matches!(block.kind, Kind::Paragraph) && text.ends_with(['.', ':']) && text.split_whitespace().count() >= 8
}

/// A heading at which the agenda begins when it stands in the letter itself.
fn opens_agenda(block: &Block) -> bool {
    let text = heading::labelled_text(block);
    match label::label(&text) {
        Some(labelled) => heading::is_labelled_heading(block, &labelled),
        None => heading::is_bare_heading(block) && !letter::is_closing(&text),
    }
}

/// The blocks before the letter's first paragraph are its head if one of them says so.
fn head_end(blocks: &[Block], opening: usize) -> usize {
    let is_head = blocks[..opening].iter().any(|block| letter::is_head_line(&block.text()));
    let labelled = blocks[..opening].iter().position(|block| matches!(block.kind, Kind::Heading(_)));
    if is_head {
        labelled.filter(|at| !blocks[*at..opening].iter().any(|block| letter::is_head_line(&block.text()))).unwrap_or(opening)
    } else {
        0
    }
}

/// The agenda's title at the start of a range: one heading that names an agenda or a council with a date, and lines of place and date after it.
fn agenda_title(blocks: &[Block], range: Range<usize>) -> Range<usize> {
    let none = range.start..range.start;
    let Some(first) = range.clone().take(3).find(|index| is_title(&blocks[*index])) else { return none };
    let lines = |block: &Block| matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) && !is_prose(block);
    if !blocks[range.start..first].iter().all(lines) {
        return none;
    }
    let mut end = first + 1;
    while end < range.end && end < first + 4 && (is_title_tail(&blocks[end]) || names_council(&blocks[end])) {
        end += 1;
    }
    range.start..end
}

/// A title after the letter's opening, where a letter has no signature before its annex.
fn later_title(blocks: &[Block], from: usize) -> Option<Range<usize>> {
    let at = (from..blocks.len()).find(|index| {
        let lower = blocks[*index].text().to_lowercase();
        is_title(&blocks[*index]) && (lower.contains("geannoteerde agenda") || lower.contains("annotated agenda"))
    })?;
    Some(agenda_title(blocks, at..blocks.len()))
}

fn is_title(block: &Block) -> bool {
    let text = block.text();
    let lower = text.to_lowercase();
    let agenda = ["agenda", "dagordning", "dagsorden"].iter().any(|word| lower.find(word).is_some_and(|at| at <= 60));
    let council = (lower.contains("raad") || lower.contains("council") || lower.contains("eurogroep"))
        && !date::days_in(&text, Some(2000)).is_empty();
    let heading = heading::is_bare_heading(block)
        || (text.chars().count() <= 300 && !text.ends_with(['.', ':', ';']) && text.starts_with(char::is_uppercase) && agenda);
    heading && (agenda || council) && label::label(&text).is_none()
}

/// A line with nothing but the council's name.
fn names_council(block: &Block) -> bool {
    let text = block.text();
    formation::find(&text).is_some()
        && heading::is_bare_heading(block)
        && !agenda::is_part_name(&text)
        && text.split_whitespace().count() <= 14
        && label::label(&text).is_none()
}

/// A line of place and date under a title.
fn is_title_tail(block: &Block) -> bool {
    let text = block.text();
    let words = text.split_whitespace().count();
    let dated = !date::days_in(&text, Some(2000)).is_empty();
    words <= 10
        && !text.ends_with('.')
        && label::label(&text).is_none()
        && (dated || text.starts_with('(') && text.ends_with(')'))
        && !matches!(block.kind, Kind::Heading(level) if level > 2)
}

/// The letter: its head out of sight, its sections, without the signatures.
fn letter_nodes(blocks: &[Block], zones: &Zones, signed: &BTreeSet<usize>, outline: &mut Outline) {
    let mut from = zones.letter.start;
    match blocks.get(from).filter(|block| zones.letter.contains(&from) && is_letter_heading(block)) {
        Some(block) => {
            outline.nodes.push(Node::Heading { role: Role::Letter, level: 1, title: block.rich.without_emphasis(), line: block.line });
            from += 1;
        }
        None => {
            outline.nodes.push(Node::Added { role: Role::Letter, title: if zones.english { "Cover letter" } else { "Aanbiedingsbrief" } })
        }
    }
    for block in &blocks[zones.head.clone()] {
        outline.nodes.push(Node::Hidden { rich: heading::labelled_rich(block), line: block.line });
    }
    if let Some(first) = blocks[zones.head.clone()].first() {
        outline.findings.push(
            Finding::note(first.line, "letterhead", "the letter's head was kept as a comment".to_string())
                .hint("take what the front matter needs, then delete it"),
        );
    }
    let levels: Vec<u8> = zones.letter.clone().filter_map(|index| level(&blocks[index])).filter(|level| *level > 1).collect();
    let highest = levels.iter().min().copied().unwrap_or(2);
    for index in from..zones.letter.end.max(from) {
        let block = &blocks[index];
        if signed.contains(&index) {
            continue;
        }
        let text = block.text();
        let next_is_text = blocks.get(index + 1).is_some_and(|next| !letter::is_closing(&next.text()) && !signed.contains(&(index + 1)));
        let heading = heading::is_bare_heading(block) && label::label(&text).is_none() && next_is_text && !letter::is_opening(&text);
        if letter::is_closing(&text) {
            outline.nodes.push(Node::Hidden { rich: heading::labelled_rich(block), line: block.line });
        } else if heading {
            let deeper = level(block).is_some_and(|level| level > highest)
                || vocabulary::is_section(&text)
                || (block.is_italic() && !block.is_bold());
            let first = !outline.nodes.iter().any(|node| matches!(node, Node::Heading { level: 2, .. }));
            let level = if deeper && !first { 3 } else { 2 };
            outline.nodes.push(Node::Heading { role: Role::Section, level, title: block.rich.without_emphasis(), line: block.line });
        } else {
            outline.nodes.push(Node::Text(block.clone()));
        }
    }
}

fn level(block: &Block) -> Option<u8> {
    match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    }
}

fn is_letter_heading(block: &Block) -> bool {
    let lower = block.text().to_lowercase();
    matches!(block.kind, Kind::Heading(_)) && (lower == "aanbiedingsbrief" || lower == "cover letter" || lower == "brief")
}

/// The agenda, with its title as a part or out of sight.
fn agenda_nodes(blocks: &[Block], zones: &Zones, kept: Vec<Block>, outline: &mut Outline) {
    let title = joined(&blocks[zones.title.clone()]);
    let title_line = blocks.get(zones.title.start).map_or(0, |block| block.line);
    if kept.is_empty() && title.is_empty() {
        return;
    }
    let found = agenda::agenda(&kept);
    let opens_with_part = matches!(found.nodes.first(), Some(Node::Heading { role: Role::Part, .. }));
    match (title.is_empty(), opens_with_part) {
        (false, true) => outline.nodes.push(Node::Hidden { rich: title, line: title_line }),
        (false, false) => outline.nodes.push(Node::Heading { role: Role::Part, level: 1, title, line: title_line }),
        (true, true) => {}
        (true, false) => outline
            .nodes
            .push(Node::Added { role: Role::Part, title: if zones.english { "Annotated agenda" } else { "Geannoteerde agenda" } }),
    }
    outline.nodes.extend(found.nodes);
    outline.findings.extend(found.findings);
}
