//! A place in a text from which a form's parser looks around.
//!
//! Takes a text and an offset, gives windows of bounded length before and behind it.
//! Never reaches back over the reference before, and never further than a citation is long: that keeps the work linear.

use super::registry::Registry;
use super::token::{Parsed, Text, here};
use super::trigger::Trigger;

/// A place in a text where a reference may begin or from where one may be looked for.
pub(super) struct Place<'t> {
    pub(super) text: &'t str,
    /// The byte offset of the trigger.
    pub(super) at: usize,
    /// The end of the reference before: nothing may begin earlier.
    pub(super) floor: usize,
    pub(super) registry: &'t Registry,
}

/// How many bytes a parser may see from where it begins.
const WINDOW: usize = 1200;

impl<'t> Place<'t> {
    /// Applies `parser` from `start`; gives what it found and the offset where it ended.
    ///
    /// What the parser measures with [`here`] counts from `start`.
    pub(super) fn parse<T>(&self, start: usize, parser: impl FnOnce(&mut Text<'t>) -> Parsed<T>) -> Option<(T, usize)> {
        if start < self.floor {
            return None;
        }
        let mut input = Text::new(self.window(start)?);
        let found = parser(&mut input).ok()?;
        Some((found, start + here(&input)))
    }

    /// The text from `start`, cut at white space when it is longer than a citation can be.
    fn window(&self, start: usize) -> Option<&'t str> {
        let text = self.text.get(start..)?;
        if text.len() <= WINDOW {
            return Some(text);
        }
        // Within a word or number the cut could make another one of it; words are shorter than 64 bytes.
        let blank = text.as_bytes()[WINDOW - 64..WINDOW].iter().rposition(|byte| matches!(byte, b' ' | b'\n'));
        let end = blank.map_or(WINDOW, |at| WINDOW - 64 + at);
        Some(&text[..text.floor_char_boundary(end)])
    }

    /// The text before `end`, at most `most` bytes and not beyond the reference before.
    pub(super) fn before(&self, end: usize, most: usize) -> &'t str {
        let start = self.text.ceil_char_boundary(end.saturating_sub(most).max(self.floor));
        self.text.get(start..end).unwrap_or("")
    }

    /// The byte before the trigger, or a space at the beginning.
    pub(super) fn byte_before(&self) -> u8 {
        self.at.checked_sub(1).and_then(|at| self.text.as_bytes().get(at)).copied().unwrap_or(b' ')
    }

    /// Whether no letter or digit stands directly before `start`.
    pub(super) fn begins_word(&self, start: usize) -> bool {
        !self.text[..start].ends_with(char::is_alphanumeric)
    }

    /// As [`Place::begins_word`], or the number of a note is glued to the word: "1Kamerstukken II".
    pub(super) fn begins_word_or_follows_note(&self, start: usize) -> bool {
        !self.text[..start].ends_with(char::is_alphabetic)
    }

    /// The number of digits from the trigger on.
    pub(super) fn run_length(&self) -> usize {
        self.text.as_bytes()[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// Where to go on when nothing was found: after the digits, or one byte into the keyword.
    pub(super) fn after_trigger(&self, trigger: Trigger) -> usize {
        match trigger {
            Trigger::Keyword(at, _) => at + 1,
            Trigger::Digits(at) => at + self.run_length().max(1),
        }
    }

    /// The start of the word of letters and hyphens that reaches up to `end`, at most `most` bytes back.
    pub(super) fn word_start(&self, end: usize, most: usize) -> usize {
        let before = self.before(end, most);
        end - before.len() + before.trim_end_matches(|c: char| c.is_alphabetic() || c == '-').len()
    }

    /// The word of letters before the white space and punctuation that precede the trigger, with its start.
    ///
    /// The punctuation is what may stand between a word and its number: spaces, a line break, `.`, `,`, `(`, `:`, `/`, `-`.
    pub(super) fn word_before(&self) -> (usize, &'t str) {
        self.word_before_at(self.at)
    }

    /// As [`Place::word_before`], before any place.
    pub(super) fn word_before_at(&self, at: usize) -> (usize, &'t str) {
        let before = self.before(at, 40);
        let is_mark = |c: char| super::token::is_blank(c) || matches!(c, '\n' | '.' | ',' | '(' | ':' | '/' | '-');
        let mut trimmed = before;
        // Three marks are the most that a form has: "COM. (2024".
        for _ in 0..3 {
            trimmed = trimmed.strip_suffix(is_mark).unwrap_or(trimmed);
        }
        let stem = trimmed.trim_end_matches(char::is_alphabetic);
        (at - before.len() + stem.len(), &trimmed[stem.len()..])
    }
}
