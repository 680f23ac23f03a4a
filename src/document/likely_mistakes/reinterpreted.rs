//! Markdown that means something else than what it looks like.
//!
//! Takes: the elements of a body, and its source.
//! Gives: a likely mistake for each heading that a line of dashes makes, fence that nothing closes, text that became code, row with
//! a cell too many, and paragraph that left its note.
//! Never: guesses; each of these is what the parser made of the source.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::LikelyMistake;
use crate::diagnostic::text_file;
use crate::diagnostic::{Code, Edit, Hint, Message, message};
use crate::document::piece::Spanned;

/// What version control leaves where two versions of a text were not brought together. `None` if there is nothing of it.
///
/// The first line of it is told, since whatever stands around it is a mess that no other message helps with.
pub(crate) fn conflict(text: &str) -> Option<LikelyMistake> {
    let mut at = 0;
    let mut begun = None;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        let is = |sign: &str| trimmed.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        if is("<<<<<<<") {
            begun.get_or_insert(at..at + trimmed.len());
        } else if is(">>>>>>>") && begun.is_some() {
            let (message, hint) = (message!("conflict-marker"), message!("conflict-marker.hint").into());
            return begun.map(|range| LikelyMistake { code: Code::ConflictMarker, range, message, hint });
        }
        at += line.len();
    }
    None
}

/// What an element became that its source does not look like.
pub(crate) fn find(events: &[Spanned], body: &str) -> Vec<LikelyMistake> {
    let mut found = Vec::new();
    let mut cells = 0;
    for (index, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Link { .. }) if is_wordless(&events[index + 1..]) => {
                found.push(mistake(
                    Code::EmptyLink,
                    range.clone(),
                    message!("empty-link"),
                    message!("empty-link.hint"),
                ));
            }
            Event::Start(Tag::Heading { .. }) => found.extend(underlined(range, body)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => found.extend(unclosed(range, body)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => found.push(indented(range, body)),
            Event::Start(Tag::Table(alignments)) => cells = alignments.len(),
            Event::Start(Tag::TableRow) => found.extend(uneven_row(range, body, cells)),
            _ => {}
        }
    }
    found
}

/// Whether a link ends before anything in it can be seen; `events` are those behind its beginning.
fn is_wordless(events: &[Spanned]) -> bool {
    let seen = |event: &Event| match event {
        Event::Text(text) | Event::Code(text) => !text.trim().is_empty(),
        Event::Start(Tag::Image { .. }) | Event::InlineHtml(_) => true,
        _ => false,
    };
    !events.iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Link))).any(|(event, _)| seen(event))
}

/// A paragraph that begins with blanks behind a note, and is not part of it.
pub(crate) fn outside_note(range: &Range<usize>, notes: &[Range<usize>], body: &str) -> Option<LikelyMistake> {
    let line = body[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let indent = range.start - line;
    if indent == 0 || !body[line..range.start].trim().is_empty() {
        return None;
    }
    let behind = |note: &&Range<usize>| note.end <= range.start && body[note.end..range.start].trim().is_empty();
    notes.iter().find(behind)?;
    let edit = Edit::new(line..range.start, "    ");
    let hint = Hint::choose(message!("outside-note.hint"), [edit]);
    Some(mistake(Code::OutsideNote, text_file::first_line(body, range), message!("outside-note"), hint))
}

fn mistake(code: Code, range: Range<usize>, message: Message, hint: impl Into<Hint>) -> LikelyMistake {
    LikelyMistake { code, range, message, hint: hint.into() }
}

/// A heading made by the line of dashes or equals signs below it.
fn underlined(range: &Range<usize>, body: &str) -> Option<LikelyMistake> {
    let source = body[range.clone()].trim_end();
    if source.trim_start().starts_with('#') {
        return None;
    }
    let begin = source.rfind('\n')? + 1;
    let rule = range.start + begin..range.start + source.len();
    let edit = Edit::new(rule.start..rule.start, "\n");
    let hint = Hint::choose(message!("underlined-heading.hint"), [edit]);
    Some(mistake(Code::UnderlinedHeading, rule, message!("underlined-heading"), hint))
}

/// A block of code that goes on to the end, because no line closes it.
fn unclosed(range: &Range<usize>, body: &str) -> Option<LikelyMistake> {
    let source = body[range.clone()].trim_end();
    let inner = |line: &str| line.trim_start_matches([' ', '\t', '>']).trim_end().to_owned();
    let first = inner(source.lines().next()?);
    let sign = first.chars().next()?;
    let fence = first.len() - first.trim_start_matches(sign).len();
    let last = inner(source.lines().next_back()?);
    let closed = source.contains('\n') && last.len() >= fence && last.chars().all(|c| c == sign);
    (!closed).then(|| {
        let message = message!("unclosed-fence", lines = source.lines().count().saturating_sub(1));
        let hint = message!("unclosed-fence.hint", fence = &first[..fence]);
        mistake(Code::UnclosedFence, text_file::first_line(body, range), message, hint)
    })
}

/// Text that became code because it begins with four blanks.
fn indented(range: &Range<usize>, body: &str) -> LikelyMistake {
    let line = body[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let block = line..range.end.max(line);
    let lines = body[block.clone()].split_inclusive('\n').map(|line| line.trim_start_matches([' ', '\t']));
    let edit = Edit::new(block, lines.collect::<String>());
    let hint = Hint::choose(message!("indented-code.hint"), [edit]);
    mistake(Code::IndentedCode, text_file::first_line(body, range), message!("indented-code"), hint)
}

/// A row of a table with more cells than its head, of which the parser drops those that are too many, or with fewer.
fn uneven_row(range: &Range<usize>, body: &str, cells: usize) -> Option<LikelyMistake> {
    let line = body[range.clone()].trim_end();
    let mut ends: Vec<usize> = Vec::new();
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if c == '|' && !escaped && at > 0 {
            ends.push(at);
        }
        escaped = c == '\\' && !escaped;
    }
    let closed = ends.last().is_some_and(|end| end + 1 == line.len());
    let count = if closed { ends.len() } else { ends.len() + 1 };
    if count < cells {
        let place = range.start..range.start + line.len();
        let (message, hint) = (message!("short-row", count, cells), message!("short-row.hint"));
        return Some(mistake(Code::NearMarkup, place, message, hint));
    }
    if cells == 0 || count <= cells || line[ends[cells - 1] + 1..].trim_matches(['|', ' ']).is_empty() {
        return None;
    }
    let lost = range.start + ends[cells - 1] + 1..range.start + line.len();
    let hint = match line.contains("[[") {
        true => message!("lost-cell.hint-wikilink"),
        false => message!("lost-cell.hint"),
    };
    Some(mistake(Code::LostCell, lost, message!("lost-cell", count, cells), hint))
}
