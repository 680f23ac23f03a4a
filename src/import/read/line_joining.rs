//! Joins lines that belong together into one running text.
//!
//! Takes: lines whose markers have been placed, and the words of the document.
//! Gives: their text, with markers as citations and the hyphens at line endings resolved.
//! Never: drops a word; a hyphen that may be wrong is a finding.

use super::hyphenation::{JudgedSeam, Lexicon, LineSeam};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::rich_text::{RichText, TextRun};
use crate::import::source_line::SourceLine;

/// The longest word, or address over several lines, that is kept together, in bytes.
const LONGEST_WORD: usize = 2_000;

/// How many bytes of a word a finding names, from its end: there may be a finding for every line.
const NAMED_WORD: usize = 60;

/// Joins lines of one document.
#[derive(Clone, Copy)]
pub(super) struct LineJoiner<'a> {
    pub(super) lines: &'a [SourceLine],
    pub(super) lexicon: &'a Lexicon,
}

/// The text so far, and the word that may continue.
#[derive(Default)]
struct JoinedText {
    text: RichText,
    /// The last word with what was joined to it, for judging the next seam.
    last_word: String,
}

impl LineJoiner<'_> {
    /// The text of some lines, by index, from a byte of the first one on.
    pub(super) fn joined(&self, indices: &[usize], from: usize, findings: &mut Vec<ImportFinding>) -> RichText {
        let mut joined = JoinedText::default();
        for (place, index) in indices.iter().enumerate() {
            let line = &self.lines[*index];
            let part = rich_of(line, if place == 0 { from } else { 0 });
            let plain = part.text();
            let first = plain.split_whitespace().next().unwrap_or("");
            let cited = matches!(joined.text.runs.last(), Some(TextRun::Cite(_)));
            let judged =
                if cited { JudgedSeam::sure(LineSeam::Blank) } else { self.lexicon.seam(&joined.last_word, first) };
            if judged.guess {
                findings.push(unsure(line, judged.seam, &format!("{}{first}", joined.last_word)));
            }
            // A marker that the converter put on a line of its own is followed by a comma that belongs to the sentence.
            let goes_on = cited && plain.starts_with([',', ';', '.']);
            match judged.seam {
                LineSeam::Blank if goes_on => {}
                LineSeam::Blank => joined.text.push_plain(" "),
                LineSeam::Tight => {}
                LineSeam::Broken => joined.drop_hyphen(),
            }
            joined.take_words(&plain, judged.seam);
            joined.text.append(part);
        }
        joined.text.tidy()
    }
}

impl JoinedText {
    /// Removes the hyphen at the end.
    fn drop_hyphen(&mut self) {
        self.last_word.pop();
        if let Some(TextRun::Text(last, _)) = self.text.runs.last_mut() {
            last.pop();
        }
    }

    /// Remembers the last word of what comes next.
    fn take_words(&mut self, plain: &str, seam: LineSeam) {
        let mut words = plain.split_whitespace();
        let (first, last) = (words.next().unwrap_or(""), words.next_back());
        match last {
            Some(last) => self.last_word = last.to_owned(),
            None if seam == LineSeam::Blank && !first.is_empty() => self.last_word = first.to_owned(),
            None => self.last_word.push_str(first),
        }
        // No word or address is this long; without a limit, lines of one word each would take very long.
        if self.last_word.len() > LONGEST_WORD {
            self.last_word = first.to_owned();
        }
    }
}

/// The doubt about a hyphen, which `word` still has.
fn unsure(line: &SourceLine, seam: LineSeam, word: &str) -> ImportFinding {
    let word = &word[word.ceil_char_boundary(word.len().saturating_sub(NAMED_WORD))..];
    let message = match seam {
        LineSeam::Broken => message!("import-hyphen-out", word),
        LineSeam::Blank | LineSeam::Tight => message!("import-hyphen-kept", word),
    };
    ImportFinding::note(line.number, FindingCode::HyphenUnsure, message).hint(message!("import-hyphen.hint"))
}

/// The text of a line from a byte on, with its markers as citations.
pub(super) fn rich_of(line: &SourceLine, from: usize) -> RichText {
    let mut rich = RichText::default();
    let mut at = from;
    for marker in line.markers.iter().filter(|marker| marker.range.start >= from) {
        rich.push_plain(line.text.get(at..marker.range.start).unwrap_or(""));
        rich.runs.push(TextRun::Cite(marker.note));
        at = marker.range.end;
    }
    rich.push_plain(line.text.get(at..).unwrap_or(""));
    rich
}
