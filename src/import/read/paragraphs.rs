//! Joins lines of the body into paragraphs, across lines and pages; headings, list items, tables and treatments are
//! kept apart.
//!
//! Takes: lines whose fates are settled.
//! Gives: blocks in the same order.
//! Never: drops a line.

use super::fixed_lines::FixedLines;
use super::line_joining::{LineJoiner, rich_of};
use super::table_columns;
use super::typesetting::{Typesetting, ends_sentence};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::genre::item_label::{self, Bullet};
use crate::import::genre::{linking_words, offices, treatments};
use crate::import::rich_text::RichText;
use crate::import::source_blocks::{BlockKind, SourceBlock};
use crate::import::source_line::{LineFate, PageFurniture, SourceLine};

/// The most lines that a heading with a label may have before its treatment.
const HEADING_LINES: usize = 5;
/// Indents that differ by less than this, in characters or points, are equal.
const SAME_INDENT: f32 = 3.0;
/// The deepest list that an indent shows.
const DEEPEST: usize = 3;

/// Joins lines of the body, by index, into blocks.
pub(super) fn blocks(joiner: LineJoiner, body: &[usize], findings: &mut Vec<ImportFinding>) -> Vec<SourceBlock> {
    let lines = joiner.lines;
    let setting = Typesetting::measure(lines, body);
    let heading_ends = heading_ends(lines, body);
    let fixed = FixedLines::find(lines, body);
    let mut blocks = Vec::new();
    let mut from = 0;
    for at in 1..=body.len() {
        if at <= from {
            continue;
        }
        if at == from + 1 {
            let rows = table_columns::rows(lines, &body[from..]);
            if rows > 0 {
                blocks.push(table(lines, &body[from..from + rows], findings));
                from += rows;
                continue;
            }
        }
        let held = heading_ends.get(from).copied().flatten().is_some_and(|end| at <= end);
        let ends = at == body.len()
            || fixed.between(from, at).unwrap_or_else(|| {
                !held && (breaks(lines, &body[from..=at], &setting) || is_heading_line(lines, body, at, &setting))
            });
        if ends {
            blocks.push(block(joiner, &body[from..at], findings));
            from = at;
        }
    }
    nest(&mut blocks, lines);
    blocks
}

/// Sets the depth of the items of each list by their indents: it is the rank of the indent within the list.
fn nest(blocks: &mut [SourceBlock], lines: &[SourceLine]) {
    let listed = |block: &SourceBlock| matches!(block.kind, BlockKind::ListItem { .. });
    let mut from = 0;
    while from < blocks.len() {
        let length = blocks[from..].iter().take_while(|block| listed(block)).count();
        let run = &mut blocks[from..from + length];
        let start = |block: &SourceBlock| block.lines.first().map_or(0.0, |line| lines[*line].start);
        let mut indents: Vec<f32> = run.iter().map(start).collect();
        indents.sort_by(f32::total_cmp);
        indents.dedup_by(|next, before| *next - *before < SAME_INDENT);
        for block in run {
            let rank = indents.iter().filter(|indent| **indent + SAME_INDENT <= start(block)).count();
            if let BlockKind::ListItem { depth, .. } = &mut block.kind {
                *depth = rank.min(DEEPEST);
            }
        }
        from += length.max(1);
    }
}

/// A table from lines whose cells stand apart.
fn table(lines: &[SourceLine], rows: &[usize], findings: &mut Vec<ImportFinding>) -> SourceBlock {
    let first = &lines[rows[0]];
    let message = message!("import-table-guessed", count = rows.len());
    findings.push(
        ImportFinding::note(first.number, FindingCode::TableGuessed, message)
            .hint(message!("import-table-guessed.hint")),
    );
    SourceBlock {
        kind: BlockKind::Table(rows.iter().map(|index| cells(&lines[*index])).collect()),
        rich: RichText::default(),
        lines: rows.to_vec(),
        line: first.number,
        bullet: 0,
    }
}

/// The cells of a line. Markers are not part of the text from which cells are recognised.
fn cells(line: &SourceLine) -> Vec<RichText> {
    let mut rest = rich_of(line, 0);
    let text = rest.text();
    let mut at = 0;
    let mut cells = Vec::new();
    for cell in table_columns::cells(&text) {
        let (left, right) = rest.split_at(cell.end - at);
        cells.push(left.tidy());
        (rest, at) = (right, cell.end);
    }
    cells
}

/// For each line of the body that begins a heading, its last line, if a treatment follows within a few lines.
fn heading_ends(lines: &[SourceLine], body: &[usize]) -> Vec<Option<usize>> {
    let line = |place: usize| body.get(place).map(|index| &lines[*index]);
    let labelled = |line: &SourceLine| item_label::label(&line.text).is_some();
    let ended = |line: &SourceLine| ends_sentence(line) && !line.text.ends_with(':');
    let end = |place: usize| {
        let first = line(place)?;
        // Without a label, a heading begins after a blank line or the end of a sentence.
        let begins = first.text.starts_with(char::is_uppercase)
            && place.checked_sub(1).is_none_or(|before| first.gap > 0 || ends_sentence(&lines[body[before]]));
        if ended(first) || !(begins || labelled(first)) {
            return None;
        }
        for place in place + 1..=place + HEADING_LINES {
            let next = line(place)?;
            if next.text.starts_with('=') {
                return Some(place - 1);
            }
            let apart = next.gap > 0 && !labelled(first);
            if apart || labelled(next) || ended(next) {
                return None;
            }
        }
        None
    };
    (0..body.len()).map(end).collect()
}

/// A line that may begin a new block, and the block before it.
struct BlockEdge<'a> {
    /// The first line of the block so far.
    first: &'a SourceLine,
    /// The last line of the block so far.
    line: &'a SourceLine,
    /// The line that may begin a new one.
    next: &'a SourceLine,
    /// Whether the block so far has only one line.
    single: bool,
    /// Whether its last line ends a sentence.
    ended: bool,
    /// Whether its last line had room for the first word of the next.
    short: bool,
    /// Whether a page ends between the two.
    over_page: bool,
    /// Whether anything but the end of a page stands between them.
    apart: bool,
}

/// Whether a new block begins with the last of these lines; the others are the block so far.
fn breaks(lines: &[SourceLine], so_far: &[usize], setting: &Typesetting) -> bool {
    let [.., before, at] = so_far else { return true };
    let (line, next) = (&lines[*before], &lines[*at]);
    if line.runs_on && *at == *before + 1 {
        return false;
    }
    // Notes or furniture between two lines mean that a page ended between them.
    let between = &lines[*before + 1..*at];
    let contents = |line: &SourceLine| line.fate == LineFate::Furniture(PageFurniture::Contents);
    let over_page = line.page != next.page || (!between.is_empty() && !between.iter().any(contents));
    let edge = BlockEdge {
        first: &lines[so_far[0]],
        line,
        next,
        single: so_far.len() == 2,
        ended: ends_sentence(line),
        short: setting.is_short(line, next),
        over_page,
        apart: (next.gap > 0 || !between.is_empty()) && !over_page,
    };
    if edge.next_is_labelled() {
        return true;
    }
    if edge.single && item_label::is_bullet_word(&line.text) {
        return false;
    }
    edge.words_break() || edge.sentence_breaks(setting)
}

impl BlockEdge<'_> {
    /// Whether the next line begins with the sign of a treatment, a bullet, or a label in a place where one may be.
    fn next_is_labelled(&self) -> bool {
        let BlockEdge { first, next, single, ended, short, apart, .. } = *self;
        let text = &next.text;
        // A bullet that a converter put on a line of its own counts anywhere.
        let sure = item_label::is_bullet_word(text)
            || item_label::bullet(text).is_some_and(|found| found.bullet == Bullet::Sure);
        let may = ended || apart || short || (single && begins_block(first));
        text.starts_with('=') || sure || may && begins_block(next)
    }

    /// Whether the words of the two lines show that a block ends between them.
    fn words_break(&self) -> bool {
        let BlockEdge { first, line, next, single, ended, short, apart, .. } = *self;
        let labelled =
            treatments::is_labelled_line(&next.text) && (short || apart || treatments::is_labelled_line(&first.text));
        let office = offices::is_office(&line.text) && line.text.ends_with(',')
            || offices::is_office(&next.text) && (apart || ended || short);
        // A treatment in brackets on a line of its own ends the heading that it belongs to.
        let bracketed = is_bracketed_treatment(&line.text) && next.text.starts_with(char::is_uppercase);
        // The treatment is on a line of its own below a short heading.
        let below = single && short && !ended && is_treatment_below(first, next);
        labelled || office || bracketed || below
    }

    /// Whether sentences and the room on the line show that a block ends between the two lines.
    fn sentence_breaks(&self, setting: &Typesetting) -> bool {
        let BlockEdge { line, next, single, ended, short, over_page, apart, .. } = *self;
        let small = next.text.starts_with(char::is_lowercase);
        let digit = next.text.starts_with(|c: char| c.is_ascii_digit());
        if line.text.starts_with('=') && single {
            return !small || apart || short || over_page;
        }
        if linking_words::is_unfinished(&line.text) {
            return false;
        }
        if apart {
            let listed = line.text.ends_with(',') && digit;
            return ended || !(small || listed || (line.text.ends_with('-') && !short));
        }
        if ended {
            return short || (setting.tails && line.tail >= 2 && !over_page);
        }
        if !setting.wraps() {
            return !small;
        }
        let goes_on = small || digit || next.text.starts_with([',', ';', ')', '(', '–', '-']);
        // A short line without a full stop before a capital is a heading if it stands alone, and otherwise a forced
        // line break within a paragraph.
        !goes_on && single && setting.is_heading_length(line, next)
    }
}

/// `(gedachtewisseling)` and nothing else.
fn is_bracketed_treatment(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| !inner.contains(['(', ')']) && treatments::is_treatment(inner))
}

/// Whether a line is the treatment of the numbered title above it.
fn is_treatment_below(title: &SourceLine, line: &SourceLine) -> bool {
    item_label::label(&title.text).is_some()
        && line.text.starts_with(char::is_uppercase)
        && treatments::is_treatment(&line.text)
}

/// Whether a line after the end of a sentence is a heading: it is short, has no full stop, and the next line begins
/// with a capital.
fn is_heading_line(lines: &[SourceLine], body: &[usize], at: usize, setting: &Typesetting) -> bool {
    let (Some(before), Some(line), Some(next)) = (body.get(at - 1), body.get(at), body.get(at + 1)) else {
        return false;
    };
    let (before, line, next) = (&lines[*before], &lines[*line], &lines[*next]);
    let capitals = line.text.starts_with(char::is_uppercase) && next.text.starts_with(char::is_uppercase);
    let apart = setting.wraps() && setting.is_heading_length(line, next) && line.page == next.page;
    !before.runs_on && ends_sentence(before) && !ends_sentence(line) && !line.text.ends_with(',') && capitals && apart
}

/// Whether a line begins a block in any case: with a label or a bullet.
fn begins_block(line: &SourceLine) -> bool {
    item_label::label(&line.text).is_some()
        || item_label::bullet(&line.text).is_some()
        || item_label::is_small_roman(&line.text)
}

/// The block that some lines make; a bullet is removed from its text.
fn block(joiner: LineJoiner, indices: &[usize], findings: &mut Vec<ImportFinding>) -> SourceBlock {
    let rich = joiner.joined(indices, 0, findings);
    let text = rich.text();
    let first = &joiner.lines[indices.first().copied().unwrap_or(0)];
    let paragraph =
        SourceBlock { kind: BlockKind::Paragraph, rich, lines: indices.to_vec(), line: first.number, bullet: 0 };
    let (Some(found), Some(own)) = (item_label::bullet(&text), item_label::bullet(&first.text)) else {
        return paragraph;
    };
    if found.rest.is_empty() {
        return paragraph;
    }
    SourceBlock {
        kind: BlockKind::ListItem { depth: 0, number: None },
        rich: paragraph.rich.skip(text.len() - found.rest.len()),
        bullet: first.text.len() - own.rest.len(),
        ..paragraph
    }
}
