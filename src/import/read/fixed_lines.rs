//! Lines of plain text that stand by themselves, whatever the blank lines around them: those of the head of a letter, the titles
//! of documents, signatures, and the headings of questions and answers.
//!
//! Takes: the lines of the body.
//! Gives: for two neighbouring lines, whether a paragraph certainly ends or certainly goes on between them.
//! Never: judges a line that its own words do not show to be one of these.

use super::typesetting::ends_sentence;
use crate::import::genre::letterhead::{self, HeadLine};
use crate::import::genre::{consultation_words, dates, letter_words, linking_words, offices};
use crate::import::source_line::SourceLine;

/// Among how many lines the head of a letter is looked for.
const HEAD_REACH: usize = 80;
/// The most lines of a title.
const TITLE_LINES: usize = 4;
/// The longest line of a title, in characters.
const TITLE_WIDTH: usize = 120;

/// The lines that stand by themselves, as the first and last of each group, by their place among the lines of the body.
#[derive(Debug, Default)]
pub(super) struct FixedLines {
    /// For each place, the last place of the group to which it belongs.
    ends: Vec<Option<usize>>,
}

impl FixedLines {
    /// Finds them.
    pub(super) fn find(lines: &[SourceLine], body: &[usize]) -> FixedLines {
        let text = |place: usize| body.get(place).map_or("", |index| lines[*index].text.as_str());
        let consultation = (0..body.len().min(HEAD_REACH)).any(|place| consultation_words::is_title(text(place)));
        let mut ends = vec![None; body.len()];
        let mut in_head = true;
        let mut place = 0;
        while place < body.len() {
            // A salutation or the first words of a letter end its head.
            in_head &= place < HEAD_REACH && !letter_words::is_opening(text(place));
            let before = place.checked_sub(1).map(|before| &lines[body[before]]);
            let end = if in_head && letterhead::head_line(text(place)).is_some() {
                Some(head_end(&text, place, body.len()))
            } else if consultation && stands_alone(text(place), before) || offices::is_signed_line(text(place)) {
                Some(place)
            } else {
                title_end(&text, place, before)
            };
            if let Some(end) = end {
                ends[place..=end].fill(Some(end));
            }
            place = end.unwrap_or(place) + 1;
        }
        FixedLines { ends }
    }

    /// Whether a paragraph that begins at a place ends before another; `None` if only the layout can tell.
    pub(super) fn between(&self, from: usize, at: usize) -> Option<bool> {
        let of = |place: usize| self.ends.get(place).copied().flatten();
        match (of(from), of(at)) {
            (Some(end), _) => Some(at > end),
            (None, Some(_)) => Some(true),
            (None, None) => None,
        }
    }
}

/// The last line of a group that begins with one of the head: the title of a paper may go on in capitals.
fn head_end<'t>(text: &impl Fn(usize) -> &'t str, place: usize, length: usize) -> usize {
    let kind = letterhead::head_line(text(place));
    let mut end = place;
    while end + 1 < length.min(place + TITLE_LINES) {
        let next = text(end + 1);
        let capitals = letterhead::is_all_capitals(next) && !next.contains(|c: char| c.is_ascii_digit());
        let goes_on = match kind {
            Some(HeadLine::Paper) => capitals && titled(text(place)),
            Some(HeadLine::Dossier) => next.starts_with(char::is_lowercase) || linking_words::is_unfinished(text(end)),
            _ => false,
        };
        if !goes_on || letterhead::head_line(next).is_some() {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a line has the title of a paper, and not only its number.
fn titled(text: &str) -> bool {
    text.split_whitespace().count() > 2
}

/// Whether a line of a consultation is a heading of questions or answers, or the title.
fn stands_alone(text: &str, before: Option<&SourceLine>) -> bool {
    let free = before.is_none_or(|line| !linking_words::is_unfinished(&line.text) && !line.text.ends_with(','));
    free && (consultation_words::heading(text).is_some() || consultation_words::is_title(text))
}

/// The last line of the title of an agenda or report that begins here: it goes on as long as its day is not whole.
fn title_end<'t>(text: &impl Fn(usize) -> &'t str, place: usize, before: Option<&SourceLine>) -> Option<usize> {
    let first = text(place);
    let free = before.is_none_or(|line| ends_sentence(line) || before_gap(line, first) || is_short(&line.text));
    if !free || !letter_words::begins_title(first) || first.chars().count() > TITLE_WIDTH {
        return None;
    }
    let mut title = first.to_owned();
    for end in place..place + TITLE_LINES {
        let whole = dates::days_in(&title, None).iter().any(|days| days.has_year);
        let next = text(end + 1);
        if whole && !continues_place(&title, next) {
            return (!title.ends_with(['.', ',', ';'])).then_some(end);
        }
        let capitals = letterhead::is_all_capitals(first) && letterhead::is_all_capitals(next);
        let goes_on = linking_words::is_unfinished(&title.to_lowercase())
            || dates::completes_a_day(&title, next)
            || title.ends_with([',', '-', '–'])
            || capitals
            || whole;
        if !goes_on {
            let named = letter_words::names_council(&title) && is_short(&title);
            return (named && !title.ends_with(['.', ';', ':'])).then_some(end);
        }
        title.push(' ');
        title.push_str(next);
    }
    None
}

/// Whether the next line has the rest of a place: `te` above `Luxemburg`.
fn continues_place(title: &str, next: &str) -> bool {
    let open = linking_words::is_unfinished(&title.to_lowercase());
    open && !next.is_empty() && next.split_whitespace().count() <= 3
}

/// Whether a line is too short to go on in the next.
fn is_short(text: &str) -> bool {
    text.chars().count() <= TITLE_WIDTH * 2 / 3 && !linking_words::is_unfinished(text) && !text.ends_with(',')
}

/// Whether a title cannot be the rest of the line above: that ends in no sentence, and the title is all in capitals.
fn before_gap(line: &SourceLine, first: &str) -> bool {
    line.text.ends_with([':', ';']) || letterhead::is_all_capitals(first) && !letterhead::is_all_capitals(&line.text)
}
