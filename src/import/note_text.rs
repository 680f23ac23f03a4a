//! Texts of footnotes at page ends or at the end of the document, told from body text.
//! Takes lines and the places where markers may stand; gives each note's number and lines.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::endnote;
use super::label::{self, Label};
use super::line::{Fate, Furniture, Line};
use super::marker::{Spots, digit};
use super::note_lines::NoteText;
use super::note_over;
use super::note_share;

/// Lines that a note on its page may be away from the one before it and still belong to the same series.
const SERIES: usize = 15;
/// Blank lines that may stand between the paragraphs of a note.
const HANGING_GAP: usize = 2;
/// Lines after which a note must hold body text.
const LONG_NOTE: usize = 25;

/// The notes in the order of the text, and the numbers of those whose share of the text is a guess.
pub fn notes(lines: &[Line], spots: &Spots) -> (Vec<NoteText>, BTreeSet<u32>) {
    let body_size = common_size(lines);
    let nodes: Vec<Node> = (0..lines.len()).filter_map(|index| node(lines, spots, body_size, index)).collect();
    let chain = best_chain(&nodes, lines);
    let width = note_width(lines, &chain);
    let mut notes = Vec::new();
    for (place, node) in chain.iter().enumerate() {
        let until = chain.get(place + 1).map_or(lines.len(), |next| next.line);
        notes.push(extent(lines, node, until, width));
    }
    let listed = if notes.len() < 2 { endnote::endnotes(lines, spots) } else { Vec::new() };
    if listed.len() > notes.len() {
        return (listed, BTreeSet::new());
    }
    let guessed = note_share::share_out(lines, &mut notes, width);
    note_over::go_on(lines, &mut notes, body_size);
    (notes, guessed)
}

/// A line that may begin a note.
#[derive(Clone, Debug)]
struct Node {
    number: u32,
    line: usize,
    label: usize,
    score: f32,
}

/// The height of most letters, in points; 0 when heights are unknown.
pub fn common_size(lines: &[Line]) -> f32 {
    let mut letters: BTreeMap<u32, usize> = BTreeMap::new();
    for line in lines {
        *letters.entry((line.size * 10.0) as u32).or_default() += line.text.len();
    }
    letters.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| size as f32 / 10.0)
}

fn node(lines: &[Line], spots: &Spots, body_size: f32, index: usize) -> Option<Node> {
    let line = &lines[index];
    if !line.is_body() {
        return None;
    }
    let (number, label) = note_number(line)?;
    let rest = line.text[label..].trim_start();
    let alone = rest.is_empty();
    let next = lines.get(index + 1).filter(|next| next.gap <= 1 && next.page == line.page && next.is_body());
    // A number of its own above a note with the same number is that of a page.
    let same_below = |next: &Line| note_number(next).is_some_and(|(below, _)| below == number);
    if alone && next.is_none_or(same_below) {
        return None;
    }
    let previous = index.checked_sub(1).map(|index| &lines[index]);
    let opens_page = previous.is_some_and(|previous| previous.page != line.page);
    let set_apart = previous
        .is_none_or(|previous| line.gap > 0 || matches!(previous.fate, Fate::Furniture(Furniture::Rule)) || is_address(&previous.text));
    let smaller = line.is_smaller(body_size) || alone && next.is_some_and(|next| next.is_smaller(body_size));
    let raised = line.raised.first().is_some_and(|range| range.start == 0);
    let opening = if alone { next?.text.as_str() } else { rest };
    let mut score = 1.0 + marker_evidence(lines, spots, number, index);
    score += if opening.starts_with(|c: char| c.is_uppercase() || "‘“\"'«".contains(c)) || opening.starts_with("http") {
        1.0
    } else {
        -0.5
    };
    score += if raised { 5.0 } else { 0.0 } + if smaller { 2.0 } else { 0.0 };
    score -= if set_apart || smaller || raised { 0.0 } else { 1.5 };
    score -= if opens_page && !raised && !smaller { 2.0 } else { 0.0 };
    Some(Node { number, line: index, label, score })
}

/// The number of a note at the start of a line and the bytes it takes: `12 Zie`, `[12] Zie`, `¹² Zie`, `12Zie`, or `12` alone.
fn note_number(line: &Line) -> Option<(u32, usize)> {
    let text = &line.text;
    let bracket = usize::from(text.starts_with('['));
    let digits: Vec<(usize, char)> = text[bracket..].char_indices().take_while(|(_, c)| digit(*c).is_some()).take(4).collect();
    let (last, sign) = *digits.last()?;
    let end = bracket + last + sign.len_utf8();
    let value: String = digits.iter().filter_map(|(_, c)| digit(*c)).collect();
    let number = value.parse().ok().filter(|number| (1..=999).contains(number) && !value.starts_with('0'))?;
    let rest = &text[end..];
    if bracket == 1 {
        return rest.starts_with(']').then_some((number, end + 1));
    }
    let raised = line.raised.first() == Some(&Range { start: 0, end }) || !sign.is_ascii_digit();
    let blank = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let glued = rest.starts_with(|c: char| c.is_uppercase() || "‘“«".contains(c));
    (raised || blank || glued).then_some((number, end))
}

/// Whether a marker of this number stands before the line: near by, far off, or nowhere.
fn marker_evidence(lines: &[Line], spots: &Spots, number: u32, index: usize) -> f32 {
    let page = lines[index].page;
    let Some(of_number) = spots.get(&number) else { return -4.0 };
    let before = &of_number[..of_number.partition_point(|spot| spot.line < index)];
    let near = before.iter().rev().take(20).filter(|spot| lines[spot.line].page + 1 >= page).map(|spot| spot.score).fold(0.0, f32::max);
    match (near, before.is_empty()) {
        (near, _) if near >= 1.0 => 3.0,
        (near, _) if near > 0.0 => 0.0,
        (_, false) => 0.5,
        _ => -4.0,
    }
}

/// The series of numbers with the greatest evidence: 1, 2, 3 …, with gaps and new starts where they must be.
fn best_chain<'a>(nodes: &'a [Node], lines: &[Line]) -> Vec<&'a Node> {
    let mut links: Vec<(f32, Option<usize>)> = Vec::with_capacity(nodes.len());
    let mut best_of: BTreeMap<u32, usize> = BTreeMap::new();
    let mut best: Option<usize> = None;
    for (index, node) in nodes.iter().enumerate() {
        let start = (if node.number > 1 { -1.5 } else { 0.0 }, None);
        let previous = (1..=3u32).filter_map(|step| {
            let at = *best_of.get(&node.number.checked_sub(step)?)?;
            let same_series = nodes[at].line + SERIES >= node.line && lines[nodes[at].line].page == lines[node.line].page;
            Some((links[at].0 - (step - 1) as f32 * 2.0 + if same_series { 1.0 } else { 0.0 }, Some(at)))
        });
        let restart = best.filter(|_| node.number == 1).map(|at| (links[at].0 - 1.0, Some(at)));
        let (value, from) = previous.chain(restart).fold(start, |best, option| if option.0 > best.0 { option } else { best });
        links.push((value + node.score, from));
        let value = value + node.score;
        if best_of.get(&node.number).is_none_or(|at| links[*at].0 < value) && value > 0.0 {
            best_of.insert(node.number, index);
        }
        if best.is_none_or(|at| links[at].0 < value) && value > 0.0 {
            best = Some(index);
        }
    }
    let mut chain = Vec::new();
    while let Some(at) = best {
        chain.push(&nodes[at]);
        best = links[at].1;
    }
    chain.reverse();
    chain
}

/// The least room that full lines of notes take, from pairs of lines that surely belong together; 0 when there are too few.
fn note_width(lines: &[Line], chain: &[&Node]) -> f32 {
    let mut sums: Vec<f32> = Vec::new();
    for node in chain {
        let mut index = node.line;
        while let (Some(line), Some(next)) = (lines.get(index), lines.get(index + 1)) {
            let joined = next.gap == 0 && next.page == line.page && next.is_body() && index < node.line + 8;
            if !joined || !next.text.starts_with(|c: char| c.is_lowercase()) || next.start != lines[node.line].start {
                break;
            }
            sums.push(line.end + next.first_word);
            index += 1;
        }
    }
    sums.sort_by(f32::total_cmp);
    // Letters differ in width, so the narrowest full line may still be a little wider than another.
    if sums.len() < 8 { 0.0 } else { sums[0] * 0.95 }
}

/// Follows a note from its first line to where it ends.
fn extent(lines: &[Line], node: &Node, until: usize, width: f32) -> NoteText {
    let first = &lines[node.line];
    let alone = first.text[node.label..].trim().is_empty();
    let size = if alone { lines.get(node.line + 1).map_or(0.0, |line| line.size) } else { first.size };
    let mut note = NoteText { number: node.number, first: node.line, label: node.label, lines: vec![node.line], resumed: false };
    let mut over_page = false;
    for index in node.line + 1..until {
        let line = &lines[index];
        if line.page != first.page {
            break;
        }
        if !line.is_body() {
            over_page |= matches!(line.fate, Fate::Furniture(Furniture::PageNumber | Furniture::RunningHead));
            continue;
        }
        // Past a page number that no form feed goes with, a note goes on in mid-sentence only.
        let ended = note.lines.last().is_some_and(|last| lines[*last].text.ends_with(['.', '!', '?', '”', '’', ')']));
        if over_page && (ended || line.text.starts_with(char::is_uppercase)) {
            break;
        }
        let label_alone = alone && note.lines.len() == 1;
        let paragraph_of_note = size > 0.0 && line.size > 0.0 && line.is_as_high(size) && line.gap <= 1;
        // In text, a note hangs under its number; what is indented as far after a blank line is its next paragraph.
        let hanging = size == 0.0 && note.lines.last().is_some_and(|last| lines[*last].start == line.start) && line.start > first.start;
        let next_paragraph = hanging && line.gap <= HANGING_GAP;
        if is_lone_address(lines, index) || (line.gap > 0 && !label_alone && !paragraph_of_note && !next_paragraph) {
            break;
        }
        if !label_alone && resumes(lines, &note, line, width, size) {
            note.resumed = true;
            break;
        }
        note.lines.push(index);
    }
    resume_earlier(lines, &mut note);
    shorten(lines, &mut note);
    note
}

/// Whether body text goes on at this line.
fn resumes(lines: &[Line], note: &NoteText, line: &Line, width: f32, size: f32) -> bool {
    let previous = note.lines.last().map_or(line, |index| &lines[*index]);
    let at_margin = note.lines.iter().all(|index| lines[*index].start == 0.0);
    // A page break that the converter swallowed leaves one blank before the first word of the new page.
    let trace = size == 0.0 && at_margin && line.start == 1.0;
    let larger = size > 0.0 && line.size > size * 1.05;
    let treatment = line.text.starts_with('=');
    let sub_item = matches!(label::label(&line.text), Some(found) if matches!(found.label, Label::Letter(_)));
    let short = width > 0.0 && previous.end + line.first_word < width && !line.text.starts_with("http");
    trace || larger || treatment || sub_item || short
}

/// Where body text goes on after a note with a capital, but broke off before the notes in mid-sentence, it must have gone on earlier:
/// at the first small letter after the note's first line.
fn resume_earlier(lines: &[Line], note: &mut NoteText) {
    let Some(next) = note.lines.last().and_then(|last| lines.get(last + 1)).filter(|_| note.resumed) else { return };
    let top = (0..=note.first).rev().find(|index| lines[*index].gap > 0).unwrap_or(0);
    let Some(before) = top.checked_sub(1).map(|index| &lines[index]) else { return };
    let unfinished = before.text.ends_with(|c: char| c.is_alphabetic() || c == ',');
    if unfinished && next.text.starts_with(char::is_uppercase) && !next.text.starts_with('=') {
        let at = (1..note.lines.len()).find(|at| lines[note.lines[*at]].text.starts_with(char::is_lowercase));
        note.lines.truncate(at.unwrap_or(note.lines.len()));
    }
}

/// A very long note holds body text that goes on without a page break: it is cut where the body most likely resumes.
fn shorten(lines: &[Line], note: &mut NoteText) {
    if note.lines.len() <= LONG_NOTE || lines[note.first].size > 0.0 {
        return;
    }
    let small = |index: usize| lines[note.lines[index]].text.starts_with(char::is_lowercase);
    let ended = |index: usize| lines[note.lines[index - 1]].text.ends_with(['.', ')', '”', '’']);
    // A sentence of the body goes on with a small letter: after a note that ended, or right after the note's first line.
    let resumes = (1..6).find(|index| ended(*index) && small(*index)).unwrap_or(1);
    note.lines.truncate(resumes);
    note.resumed = true;
}

/// Whether a text is nothing but a web address.
pub fn is_address(text: &str) -> bool {
    let starts = ["http://", "https://", "www.", "mailto:"].iter().any(|scheme| text.starts_with(scheme));
    starts && !text.contains(char::is_whitespace)
}

/// Whether a line is an address that the converter printed apart from the text: after a blank line, next to another one, or twice.
pub fn is_lone_address(lines: &[Line], index: usize) -> bool {
    let line = &lines[index];
    let near = |other: Option<usize>| {
        other.and_then(|other| lines.get(other)).is_some_and(|other| other.page == line.page && other.text == line.text)
    };
    is_address(&line.text) && (line.gap > 0 || near(index.checked_sub(1)) || near(Some(index + 1)))
}
