//! Lines that begin like something they are not.
//!
//! Takes: the text of an element as the reader sees it.
//! Gives: a likely mistake for each line, or pair of lines, that begins like a heading, a list, a treatment or a row of a table.
//! Never: minds a line that only begins with a number, as wrapped text may.

use super::near_markup::{ElementKind, Search};
use super::shown_text::OTHER;
use crate::diagnostic::{Hint, message};

impl Search<'_> {
    /// Lines that begin like a heading, a list, a treatment or a row of a table.
    pub(super) fn lines(&mut self) {
        let text = self.shown.text.as_str();
        let mut at = 0;
        let mut in_table = false;
        let mut above = LineStart::default();
        for line in text.split('\n') {
            let begin = at + (line.len() - line.trim_start_matches(' ').len());
            let trimmed = &text[begin..at + line.len()];
            at += line.len() + 1;
            if trimmed.starts_with('|') {
                if !in_table {
                    self.report(begin..begin + trimmed.len(), message!("near-table"), message!("near-table.hint"));
                }
                in_table = true;
                continue;
            }
            in_table = false;
            let start = LineStart::of(begin, trimmed);
            self.with_line_above(&above, &start);
            above = start;
            self.line(begin, trimmed);
            self.foreign_line(begin, trimmed);
        }
        self.treatment_with_label();
    }

    /// What two lines show that neither does alone.
    fn with_line_above(&mut self, above: &LineStart, line: &LineStart) {
        let follows = match (above.mark, line.mark) {
            (Some(Mark::Bullet), Some(Mark::Bullet)) => true,
            (Some(Mark::Number(one)), Some(Mark::Number(next))) => next == one + 1,
            (Some(Mark::Letter(one)), Some(Mark::Letter(next))) => next as u32 == one as u32 + 1,
            _ => false,
        };
        if follows {
            self.report(above.begin..above.begin + above.length, message!("run-in-list"), message!("run-in-list.hint"));
        }
        if above.columns && line.columns {
            let range = above.begin..above.begin + above.line;
            self.report(range, message!("columns-by-tabs"), message!("near-table.hint"));
        }
        if above.breaks_word && line.continues_word {
            let end = above.begin + above.line;
            // The sign, the end of the line, and the blanks before the next.
            let edit = self.edit(end - 1..line.begin, "");
            self.report(end - 1..end, message!("broken-word"), Hint::choose(message!("broken-word.hint"), [edit]));
        }
    }

    /// A treatment behind the word for it, in a paragraph of its own, as letters print it.
    fn treatment_with_label(&mut self) {
        let text = self.shown.text.as_str();
        let Some((label, words)) = text.split_once(':').filter(|_| self.kind == ElementKind::Paragraph) else { return };
        let label = label.trim_matches(|c: char| c == OTHER || c.is_whitespace()).to_lowercase();
        let words = words.trim();
        let is_short = !words.is_empty() && words.chars().count() <= 60 && !words.contains(['\n', OTHER, '.', ';']);
        if is_short && TREATMENT_LABELS.contains(&label.as_str()) && words.starts_with(char::is_uppercase) {
            let written = format!("= {words}");
            let hint = Hint::choose(message!("write", words = written), [self.edit(0..text.len(), written.clone())]);
            self.report(0..text.len(), message!("near-treatment"), hint);
        }
    }

    fn line(&mut self, begin: usize, line: &str) {
        let signs = line.len() - line.trim_start_matches('#').len();
        let behind = line[signs..].chars().next();
        if signs > 6 {
            return self.report(begin..begin + line.len(), message!("deep-heading"), message!("deep-heading.hint"));
        }
        if (1..=6).contains(&signs) && behind.is_some_and(|c| c == '\u{a0}' || c.is_alphanumeric()) {
            // One sign may begin a hashtag, or the number of something.
            if signs > 1 || behind == Some('\u{a0}') || behind.is_some_and(char::is_uppercase) {
                let blank = if behind == Some('\u{a0}') { '\u{a0}'.len_utf8() } else { 0 };
                let edit = self.edit(begin + signs..begin + signs + blank, " ");
                let hint = Hint::certain(message!("near-heading.hint"), [edit]);
                return self.report(begin..begin + line.len(), message!("near-heading"), hint);
            }
        }
        let Some(first) = line.chars().next() else { return };
        let rest = &line[first.len_utf8()..];
        if let Some((_, narrow)) = WIDE.iter().find(|(wide, _)| *wide == first) {
            let edit = self.edit(begin..begin + first.len_utf8(), *narrow);
            let hint = Hint::choose(message!("write", words = *narrow), [edit]);
            return self.report(begin..begin + first.len_utf8(), message!("wide-sign", sign = first.to_string()), hint);
        }
        if "•◦▪‣·●".contains(first) || (first == '–' && rest.starts_with([' ', '\u{a0}'])) {
            let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\t']).len();
            let edit = self.edit(begin..begin + first.len_utf8() + blanks, "- ");
            return self.report(
                begin..begin + first.len_utf8(),
                message!("near-list"),
                Hint::certain(message!("near-list.hint"), [edit]),
            );
        }
        if first == '-' && rest.starts_with(char::is_alphabetic) {
            let edit = self.edit(begin + 1..begin + 1, " ");
            return self.report(
                begin..begin + 1,
                message!("near-list"),
                Hint::choose(message!("near-list.hint"), [edit]),
            );
        }
        if line.starts_with("==") || line == "=" || line.starts_with("=\u{a0}") {
            let signs = line.len() - line.trim_start_matches(['=', '\u{a0}', ' ']).len();
            let hint = match line[signs..].starts_with(char::is_uppercase) {
                true => Hint::certain(message!("near-treatment.hint"), [self.edit(begin..begin + signs, "= ")]),
                false => message!("near-treatment.hint").into(),
            };
            self.report(begin..begin + line.len(), message!("near-treatment"), hint);
        }
    }
}

/// What a line begins with that may be the mark of a point of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// The `o` that word processors have for bullets.
    Bullet,
    Number(u32),
    Letter(char),
}

/// What a line has that means something together with the next.
#[derive(Debug, Default)]
struct LineStart {
    begin: usize,
    /// The length of the mark.
    length: usize,
    /// The length of the line.
    line: usize,
    mark: Option<Mark>,
    /// Whether tabs part it.
    columns: bool,
    /// Whether a hyphen behind a small letter ends it.
    breaks_word: bool,
    /// Whether it can go on with the word that a hyphen broke.
    continues_word: bool,
}

impl LineStart {
    fn of(begin: usize, line: &str) -> LineStart {
        let word = line.split([' ', '\u{a0}']).next().unwrap_or_default();
        let (mark, length) = mark(line).map_or((None, 0), |(mark, length)| (Some(mark), length));
        LineStart {
            begin,
            length,
            line: line.len(),
            mark,
            columns: line.trim_matches('\t').contains('\t'),
            breaks_word: line.strip_suffix('-').is_some_and(|stem| stem.ends_with(char::is_lowercase)),
            continues_word: word.starts_with(char::is_lowercase) && !CONJUNCTIONS.contains(&word),
        }
    }
}

/// The mark that a line begins with, and its length.
fn mark(line: &str) -> Option<(Mark, usize)> {
    if line.starts_with("o ") {
        return Some((Mark::Bullet, 1));
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = if digits == 0 { line.chars().next().map_or(0, char::len_utf8) } else { digits };
    let rest = line[sign..].strip_prefix(['.', ')'])?;
    match digits {
        0 => {
            let letter = line.chars().next().filter(|c| c.is_ascii_lowercase() && rest.starts_with(' '))?;
            Some((Mark::Letter(letter), 2))
        }
        1..=2 if rest.starts_with(|c: char| c == ' ' || c.is_alphabetic()) => {
            Some((Mark::Number(line[..digits].parse().ok()?), digits + 1))
        }
        _ => None,
    }
}

/// Words before which a hyphen stands for the end of another word, as in "in- en uitvoer".
const CONJUNCTIONS: &[&str] =
    &["en", "of", "and", "or", "och", "eller", "og", "und", "oder", "to", "tot", "als", "dan", "noch"];

/// What letters print before the treatment of an item.
const TREATMENT_LABELS: &[&str] = &[
    "behandeling",
    "aard van de behandeling",
    "aard bespreking",
    "aard van de bespreking",
    "type behandeling",
    "treatment",
    "type of discussion",
];

/// Signs of East Asian keyboards, and what they were meant as.
const WIDE: &[(char, &str)] = &[('＃', "#"), ('＝', "="), ('－', "-"), ('＊', "*"), ('＞', ">"), ('｜', "|")];
