//! Body lines joined to paragraphs, across lines and pages; headings, list items and treatments kept apart.
//! Takes lines whose fates are settled; gives blocks and, for notes, one text. Never drops a line.

use super::block::{Block, Kind};
use super::column;
use super::finding::Finding;
use super::hyphen::{Lexicon, Seam};
use super::label::{self, Bullet};
use super::line::{Fate, Furniture, Line};
use super::rich::{Rich, Run, Style};
use super::vocabulary;

/// Most lines that a heading with a label may have before its treatment.
const HEADING_LINES: usize = 5;

/// Longest word, or address over several lines, that is held together.
const LONGEST_WORD: usize = 2_000;

/// How lines of one document are set: needed to tell a full line from a short one.
#[derive(Debug)]
pub struct Setting {
    /// Least room that full lines take; infinite when each line is a paragraph.
    width: f32,
    /// Whether lines end in one blank as a rule, so that two blanks mark a paragraph's end.
    tails: bool,
}

impl Setting {
    /// Measures body lines, by pairs that surely belong together: no full stop, then a small letter.
    pub fn measure(lines: &[Line], body: &[usize]) -> Setting {
        let mut sums = Vec::new();
        let mut ends = Vec::new();
        let mut tight = 0;
        for pair in body.windows(2) {
            let (line, next) = (&lines[pair[0]], &lines[pair[1]]);
            if pair[1] != pair[0] + 1 || next.gap > 0 || next.page != line.page {
                continue;
            }
            tight += 1;
            if !ends_sentence(line) && next.text.starts_with(char::is_lowercase) && label::label(&next.text).is_none() {
                sums.push(line.end + next.first_word);
                ends.push(line.end);
            }
        }
        sums.sort_by(f32::total_cmp);
        ends.sort_by(f32::total_cmp);
        let wrapped = !sums.is_empty() && sums.len() * 10 >= tight;
        let measured = body.first().is_some_and(|index| lines[*index].size > 0.0);
        let width = match (wrapped, measured) {
            (false, _) => Setting::guess(lines, body),
            // Printed widths are exact: the longest wrapped lines show the column's edge.
            (true, true) => ends[ends.len() * 99 / 100],
            (true, false) => sums[sums.len() * 3 / 100].max(sums[sums.len() / 2] * 0.8),
        };
        let one_blank = body.iter().filter(|index| lines[**index].tail == 1).count();
        Setting { width, tails: one_blank * 2 > body.len() }
    }

    /// The width where no pair of lines shows it: the longest line, if it is as long as a printed line can be and no longer.
    fn guess(lines: &[Line], body: &[usize]) -> f32 {
        let followed = |pair: &&[usize]| lines[pair[1]].gap == 0 && !ends_sentence(&lines[pair[0]]) && lines[pair[0]].end <= 110.0;
        let wrapped = body.windows(2).filter(followed).map(|pair| lines[pair[0]].end).fold(0.0, f32::max);
        let longest = body.iter().map(|index| lines[*index].end).fold(0.0, f32::max);
        // No printed line is as long: then each line is a paragraph, and a short one before a long one is a heading.
        let paragraphs = body.iter().filter(|index| lines[**index].end > 120.0 && lines[**index].text.contains(' ')).count();
        if paragraphs * 10 >= body.len().max(10) {
            return f32::MAX;
        }
        let longest = if wrapped >= 50.0 { wrapped } else { longest };
        let printed = (50.0..=110.0).contains(&longest) && body.iter().all(|index| lines[*index].size == 0.0);
        if printed { longest } else { f32::MAX }
    }

    /// Whether the next line's first word would have fitted on this line.
    fn is_short(&self, line: &Line, next: &Line) -> bool {
        line.end + next.first_word < self.width
    }

    /// Whether a line is short enough for a heading: letters differ in width, so a line near the edge may be full.
    fn is_heading_length(&self, line: &Line, next: &Line) -> bool {
        line.end + next.first_word < self.width * 0.93
    }
}

/// Whether a line ends a sentence, with a marker after the full stop or not.
fn ends_sentence(line: &Line) -> bool {
    let text = match line.markers.last() {
        Some(marker) if marker.range.end == line.text.len() => &line.text[..marker.range.start],
        _ => &line.text,
    };
    let bare = text.trim_end_matches(['”', '’', '"', '\'', ')', '»', ' ']);
    bare.ends_with(['.', '!', '?', ':', ';', '…'])
}

/// Joins body lines to blocks.
pub fn blocks(lines: &[Line], body: &[usize], lexicon: &Lexicon, findings: &mut Vec<Finding>) -> Vec<Block> {
    let setting = Setting::measure(lines, body);
    let heading_ends = heading_ends(lines, body);
    let mut blocks = Vec::new();
    let mut from = 0;
    for at in 1..=body.len() {
        if at <= from {
            continue;
        }
        if at == from + 1 {
            let rows = column::rows(lines, &body[from..]);
            if rows > 0 {
                blocks.push(table(lines, &body[from..from + rows], findings));
                from += rows;
                continue;
            }
        }
        let held = heading_ends.get(from).copied().flatten().is_some_and(|end| at <= end);
        let ends = at == body.len() || (!held && (breaks(lines, &body[from..=at], &setting) || is_heading_line(lines, body, at, &setting)));
        if ends {
            blocks.push(block(lines, &body[from..at], lexicon, findings));
            from = at;
        }
    }
    blocks
}

/// A table of lines whose cells stand apart.
fn table(lines: &[Line], rows: &[usize], findings: &mut Vec<Finding>) -> Block {
    let first = &lines[rows[0]];
    let row = |index: &usize| {
        let line = &lines[*index];
        let whole = rich_of(line, 0);
        // Markers are no part of the text that cells are told by.
        let text = whole.text();
        let mut rest = whole;
        let mut at = 0;
        let mut made = Vec::new();
        for cell in column::cells(&text) {
            let (left, right) = rest.split_at(cell.end - at);
            made.push(left.tidy());
            (rest, at) = (right, cell.end);
        }
        made
    };
    findings
        .push(Finding::note(first.number, "table-guessed", format!("{} lines were read as a table", rows.len())).hint("check its cells"));
    Block {
        kind: Kind::Table(rows.iter().map(row).collect()),
        rich: Rich::default(),
        lines: rows.to_vec(),
        line: first.number,
        bullet: 0,
        spaced: true,
    }
}

/// For each body line that begins a heading: its last line, where a treatment follows within a few lines.
fn heading_ends(lines: &[Line], body: &[usize]) -> Vec<Option<usize>> {
    let text = |place: usize| body.get(place).map(|index| lines[*index].text.as_str());
    let end = |place: usize| {
        let line = &lines[*body.get(place)?];
        // Without a label, a heading begins after a blank line or a sentence's end.
        let begins = line.text.starts_with(char::is_uppercase)
            && place.checked_sub(1).is_none_or(|before| line.gap > 0 || ends_sentence(&lines[body[before]]));
        if ends_sentence(line) && !line.text.ends_with(':') || !(begins || label::label(&line.text).is_some()) {
            return None;
        }
        for next in place + 1..=place + HEADING_LINES {
            if text(next)?.starts_with('=') {
                return Some(next - 1);
            }
            let line = &lines[*body.get(next)?];
            let apart = line.gap > 0 && label::label(text(place)?).is_none();
            if apart || label::label(&line.text).is_some() || (ends_sentence(line) && !line.text.ends_with(':')) {
                return None;
            }
        }
        None
    };
    (0..body.len()).map(end).collect()
}

/// Whether a new block begins with the last of these lines; the others are the block so far.
fn breaks(lines: &[Line], so_far: &[usize], setting: &Setting) -> bool {
    let [.., before, at] = so_far else { return true };
    let (line, next) = (&lines[*before], &lines[*at]);
    if line.runs_on && *at == *before + 1 {
        return false;
    }
    let first = &lines[so_far[0]];
    let single = so_far.len() == 2;
    let ended = ends_sentence(line);
    let short = setting.is_short(line, next);
    // Notes or furniture between two lines mean that a page ended between them.
    let between = &lines[*before + 1..*at];
    let contents = |line: &Line| line.fate == Fate::Furniture(Furniture::Contents);
    let over_page = line.page != next.page || (!between.is_empty() && !between.iter().any(contents));
    let apart = (next.gap > 0 || !between.is_empty()) && !over_page;
    if next.text.starts_with('=') || begins_label(next, ended || apart || short || (single && starts_block(first))) {
        return true;
    }
    if single && label::is_bullet_word(&line.text) {
        return false;
    }
    if vocabulary::is_labelled_line(&next.text) && (short || apart || vocabulary::is_labelled_line(&first.text)) {
        return true;
    }
    if (vocabulary::is_office(&line.text) && line.text.ends_with(',')) || (vocabulary::is_office(&next.text) && (apart || ended || short)) {
        return true;
    }
    // A treatment in brackets on a line of its own ends the heading that it belongs to.
    if is_bracketed_treatment(&line.text) && next.text.starts_with(char::is_uppercase) {
        return true;
    }
    // The treatment on a line of its own below a short heading.
    if single && short && !ended && is_treatment_below(first, next) {
        return true;
    }
    let goes_on = next.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || ",;)(–-".contains(c));
    if line.text.starts_with('=') && single {
        return !(next.text.starts_with(char::is_lowercase) && !apart && !short && !over_page);
    }
    if vocabulary::is_unfinished(&line.text) {
        return false;
    }
    if apart {
        let listed = line.text.ends_with(',') && next.text.starts_with(|c: char| c.is_ascii_digit());
        let unfinished = !ended && (next.text.starts_with(char::is_lowercase) || listed || (line.text.ends_with('-') && !short));
        return !unfinished;
    }
    if ended {
        return short || (setting.tails && line.tail >= 2 && !over_page);
    }
    if goes_on && setting.width != f32::MAX {
        return false;
    }
    if setting.width == f32::MAX {
        return !next.text.starts_with(char::is_lowercase);
    }
    // A short line without a full stop before a capital: a heading if it stands alone, a forced line break within a paragraph otherwise.
    single && setting.is_heading_length(line, next)
}

/// `(gedachtewisseling)` and nothing else.
fn is_bracketed_treatment(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| !inner.contains(['(', ')']) && vocabulary::is_treatment(inner))
}

/// Whether a line is the treatment of the numbered title above it.
fn is_treatment_below(title: &Line, line: &Line) -> bool {
    label::label(&title.text).is_some() && line.text.starts_with(char::is_uppercase) && vocabulary::is_treatment(&line.text)
}

/// Whether a line after a sentence's end is a heading: short, without a full stop, and the next line begins with a capital.
fn is_heading_line(lines: &[Line], body: &[usize], at: usize, setting: &Setting) -> bool {
    let (Some(before), Some(line), Some(next)) = (body.get(at - 1), body.get(at), body.get(at + 1)) else { return false };
    let (before, line, next) = (&lines[*before], &lines[*line], &lines[*next]);
    let capitals = line.text.starts_with(char::is_uppercase) && next.text.starts_with(char::is_uppercase);
    let apart = setting.width != f32::MAX && setting.is_heading_length(line, next) && line.page == next.page;
    !before.runs_on && ends_sentence(before) && !ends_sentence(line) && !line.text.ends_with(',') && capitals && apart
}

/// Whether a line begins with a label or a bullet, at a place where one may stand.
fn begins_label(line: &Line, may: bool) -> bool {
    // A bullet that a converter set on a line of its own.
    if label::is_bullet_word(&line.text) {
        return true;
    }
    let sure = matches!(label::bullet(&line.text), Some((Bullet::Sure, _)));
    let loose = matches!(label::bullet(&line.text), Some((Bullet::Loose, _)));
    sure || may && (loose || label::label(&line.text).is_some() || label::is_small_roman(&line.text))
}

/// Whether a line begins a block by itself: a label or a bullet.
fn starts_block(line: &Line) -> bool {
    label::label(&line.text).is_some() || label::bullet(&line.text).is_some() || label::is_small_roman(&line.text)
}

/// One block of some lines; a bullet is taken off its text.
fn block(lines: &[Line], indices: &[usize], lexicon: &Lexicon, findings: &mut Vec<Finding>) -> Block {
    let mut rich = joined(lines, indices, 0, lexicon, findings);
    let first = indices.first().map_or(0, |index| *index);
    let mut kind = Kind::Paragraph;
    let text = rich.text();
    let mut bullet = 0;
    if let (Some((_, rest)), Some((_, own))) = (label::bullet(&text), label::bullet(&lines[first].text))
        && !rest.is_empty()
    {
        rich = rich.skip(text.len() - rest.len());
        bullet = lines[first].text.len() - own.len();
        kind = Kind::ListItem(depth(lines[first].start), None);
    }
    Block { kind, rich, lines: indices.to_vec(), line: lines[first].number, bullet, spaced: lines[first].gap > 0 }
}

/// Depth of a list item by its indent in characters; three are a step.
fn depth(indent: f32) -> usize {
    ((indent / 6.0) as usize).min(3)
}

/// The text of some lines, from a byte of the first one on, with markers as citations and hyphens settled.
pub fn joined(lines: &[Line], indices: &[usize], from: usize, lexicon: &Lexicon, findings: &mut Vec<Finding>) -> Rich {
    let mut text = Rich::default();
    let mut last_word = String::new();
    for (place, index) in indices.iter().enumerate() {
        let line = &lines[*index];
        let part = rich_of(line, if place == 0 { from } else { 0 });
        let plain = part.text();
        let mut words = plain.split_whitespace();
        let (first, last) = (words.next().unwrap_or(""), words.next_back());
        let cited = matches!(text.runs.last(), Some(Run::Cite(_)));
        let (seam, guess) = if cited { (Seam::Blank, false) } else { lexicon.seam(&last_word, first) };
        if guess {
            findings.push(
                Finding::note(
                    line.number,
                    "hyphen-unsure",
                    match seam {
                        Seam::Broken => format!("the hyphen was left out of `{last_word}{first}`"),
                        _ => format!("the hyphen was kept in `{last_word}{first}`"),
                    },
                )
                .hint("check the word"),
            );
        }
        match seam {
            // A marker that the converter set on a line of its own is followed by the sentence's own comma.
            Seam::Blank if cited && plain.starts_with([',', ';', '.']) => {}
            Seam::Blank => text.push(" ", &Style::default()),
            Seam::Tight => {}
            Seam::Broken => {
                drop_hyphen(&mut text);
                last_word.pop();
            }
        }
        match last {
            Some(last) => last_word = last.to_string(),
            None if seam == Seam::Blank && !first.is_empty() => last_word = first.to_string(),
            None => last_word.push_str(first),
        }
        // No word or address is as long; without a limit, lines of one word each would take time without end.
        if last_word.len() > LONGEST_WORD {
            last_word = first.to_string();
        }
        text.append(part);
    }
    text.tidy()
}

/// A line's text from a byte on, with its markers as citations.
fn rich_of(line: &Line, from: usize) -> Rich {
    let mut rich = Rich::default();
    let mut at = from;
    for marker in line.markers.iter().filter(|marker| marker.range.start >= from) {
        rich.push(line.text.get(at..marker.range.start).unwrap_or(""), &Style::default());
        rich.runs.push(Run::Cite(marker.note));
        at = marker.range.end;
    }
    rich.push(line.text.get(at..).unwrap_or(""), &Style::default());
    rich
}

/// Takes the hyphen off the end of a text.
fn drop_hyphen(text: &mut Rich) {
    if let Some(Run::Text(last, _)) = text.runs.last_mut()
        && let Some(hyphen) = last.chars().next_back()
    {
        last.truncate(last.len() - hyphen.len_utf8());
    }
}
