//! A place in a text from which the parser of a form looks around.
//!
//! Takes: a text and an offset.
//! Gives: windows of bounded length before and after it.
//! Never: reaches back past the previous reference, nor further than a citation is long; that keeps the work linear.

use crate::registry::Registry;
use crate::text::prefilter::CandidateStart;
use crate::text::token::{ParseResult, TextCursor, here};

/// A place in a text where a reference may begin, or from which to look for one.
pub(crate) struct Vicinity<'t> {
    pub(crate) text: &'t str,
    /// The byte offset of the candidate.
    pub(crate) at: usize,
    /// The end of the previous reference: nothing may begin earlier.
    pub(crate) floor: usize,
    pub(crate) registry: &'t Registry,
}

/// How many bytes a parser may see from where it begins.
const WINDOW: usize = 1200;

impl<'t> Vicinity<'t> {
    /// Applies `parser` from `start`; gives what it found and the offset where it ended.
    ///
    /// What the parser measures with [`here`] counts from `start`.
    pub(crate) fn parse<T>(
        &self,
        start: usize,
        parser: impl FnOnce(&mut TextCursor<'t>) -> ParseResult<T>,
    ) -> Option<(T, usize)> {
        if start < self.floor {
            return None;
        }
        let mut input = TextCursor::new(self.window(start)?);
        let found = parser(&mut input).ok()?;
        Some((found, start + here(&input)))
    }

    /// The text from `start`, cut at white space when it is longer than a citation can be.
    fn window(&self, start: usize) -> Option<&'t str> {
        let text = self.text.get(start..)?;
        if text.len() <= WINDOW {
            return Some(text);
        }
        // A cut within a word or number could turn it into another one; words are shorter than 64 bytes.
        let blank = text.as_bytes()[WINDOW - 64..WINDOW].iter().rposition(|byte| matches!(byte, b' ' | b'\n'));
        let end = blank.map_or(WINDOW, |at| WINDOW - 64 + at);
        Some(&text[..text.floor_char_boundary(end)])
    }

    /// The text before `end`, at most `most` bytes and not past the previous reference.
    pub(crate) fn before(&self, end: usize, most: usize) -> &'t str {
        let start = self.text.ceil_char_boundary(end.saturating_sub(most).max(self.floor));
        self.text.get(start..end).unwrap_or("")
    }

    /// The byte before the candidate, or a space at the beginning.
    pub(crate) fn byte_before(&self) -> u8 {
        self.at.checked_sub(1).and_then(|at| self.text.as_bytes().get(at)).copied().unwrap_or(b' ')
    }

    /// Whether no letter or digit stands directly before `start`.
    pub(crate) fn begins_word(&self, start: usize) -> bool {
        !self.text[..start].ends_with(char::is_alphanumeric)
    }

    /// As [`Vicinity::begins_word`], but the number of a note may be glued to the word: "1Kamerstukken II".
    pub(crate) fn begins_word_or_follows_note(&self, start: usize) -> bool {
        !self.text[..start].ends_with(char::is_alphabetic)
    }

    /// The number of digits from the candidate on.
    pub(crate) fn run_length(&self) -> usize {
        self.text.as_bytes()[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// Where to go on when nothing was found: after the digits, or one byte into the keyword.
    pub(crate) fn after_candidate(&self, candidate: CandidateStart) -> usize {
        match candidate {
            CandidateStart::Keyword(at, _) => at + 1,
            CandidateStart::Digits(at) => at + self.run_length().max(1),
        }
    }

    /// The start of the word of letters and hyphens that ends at `end`, at most `most` bytes back.
    pub(crate) fn word_start(&self, end: usize, most: usize) -> usize {
        let before = self.before(end, most);
        end - before.len() + before.trim_end_matches(|c: char| c.is_alphabetic() || c == '-').len()
    }

    /// The word of letters before the white space and punctuation that precede the candidate, with its start.
    ///
    /// The punctuation is what may stand between a word and its number: spaces, a line break, `.`, `,`, `(`, `:`, `/`, `-`.
    pub(crate) fn word_before(&self) -> (usize, &'t str) {
        self.word_before_at(self.at)
    }

    /// As [`Vicinity::word_before`], but before any place.
    pub(crate) fn word_before_at(&self, at: usize) -> (usize, &'t str) {
        let before = self.before(at, 40);
        let is_mark =
            |c: char| crate::text::token::is_blank(c) || matches!(c, '\n' | '.' | ',' | '(' | ':' | '/' | '-');
        let mut trimmed = before;
        // No form has more than three marks: "COM. (2024".
        for _ in 0..3 {
            trimmed = trimmed.strip_suffix(is_mark).unwrap_or(trimmed);
        }
        let stem = trimmed.trim_end_matches(char::is_alphabetic);
        (at - before.len() + stem.len(), &trimmed[stem.len()..])
    }
}
