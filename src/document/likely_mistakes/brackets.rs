//! Brackets that were to be a link or a note.
//!
//! Takes: the text of an element as the reader sees it.
//! Gives: a likely mistake for each pair of brackets, or half of one, that looks like a link, a wikilink or a note.
//! Never: minds brackets around words, such as `[sic]` and `[…]`.

use super::near_markup::{ElementKind, Search, beginning};
use super::shown_text::OTHER;
use crate::diagnostic::{Hint, message};

/// How far the end of a target or a note is looked for, in bytes; none is longer.
const LONGEST: usize = 2_000;

impl Search<'_> {
    /// Links, wikilinks and notes.
    pub(super) fn brackets(&mut self) {
        let text = self.shown.text.as_str();
        let mut told = 0;
        // The brackets of the line that are open, by their places.
        let mut open: Vec<usize> = Vec::new();
        for (at, sign) in text.match_indices(['[', ']', '^', '\n']) {
            let opened = match sign {
                "]" => open.pop(),
                "[" => {
                    open.push(at);
                    None
                }
                _ => None,
            };
            if sign == "\n" {
                open.clear();
            }
            if at < told {
                continue;
            }
            let rest = &text[at..];
            let before = &text[..at];
            let end = match sign {
                "[" if rest.starts_with("[[") => self.wikilink(at, rest),
                "[" if rest.starts_with("[^") => self.note(at, rest),
                "[" if before.ends_with(')') => self.swapped(at, rest),
                "[" => self.note_with_sign_behind(at, rest),
                "]" if rest.starts_with("]]") && open.is_empty() => Some(self.half_wikilink(opened, at)),
                "]" => match opened {
                    Some(open) => self.closing(open, at, before),
                    None => self.unopened(at, &rest[1..]),
                },
                "^" if rest.starts_with("^[") => self.inline_note(at, rest),
                _ => None,
            };
            told = end.unwrap_or(told);
        }
    }

    fn wikilink(&mut self, at: usize, rest: &str) -> Option<usize> {
        let end = rest.find(['\n', ']']).map_or(rest.len(), |end| end + 1);
        let end = if rest[end..].starts_with(']') { end + 1 } else { end };
        let name = rest[2..end].trim_end_matches([']', '\n']).trim();
        let range = at..at + end;
        let hint = match name.is_empty() || name.contains([OTHER, '[']) {
            true => message!("near-wikilink.hint").into(),
            false => Hint::choose(
                message!("write", words = format!("[[{name}]]")),
                [self.edit(range.clone(), format!("[[{name}]]"))],
            ),
        };
        self.report(range, message!("near-wikilink"), hint);
        Some(at + end)
    }

    /// `[^a b]` and `[^a`; what has the form of a note but no definition is reported as that.
    fn note(&mut self, at: usize, rest: &str) -> Option<usize> {
        let end = rest.find([']', '\n', ' ']).unwrap_or(rest.len());
        if rest[end..].starts_with(']') && end > 2 && self.kind != ElementKind::Value {
            return None;
        }
        let closed = rest.find(']').filter(|close| !rest[..*close].contains('\n') && *close < 80);
        let range = at..at + closed.map_or(end, |close| close + 1);
        let message = if closed.is_some() { message!("note-with-blank") } else { message!("note-unclosed") };
        self.report(range.clone(), message, message!("near-note.hint"));
        Some(range.end)
    }

    /// `[1^]`.
    fn note_with_sign_behind(&mut self, at: usize, rest: &str) -> Option<usize> {
        let close = beginning(rest, 40).find(']').filter(|close| rest[..*close].ends_with('^'))?;
        let label = rest[1..close - 1].trim();
        if label.is_empty() || label.contains(char::is_whitespace) {
            return None;
        }
        let (range, words) = (at..at + close + 1, format!("[^{label}]"));
        let hint = Hint::choose(message!("write", words), [self.edit(range.clone(), words.clone())]);
        self.report(range.clone(), message!("near-note"), hint);
        Some(range.end)
    }

    /// `^[1]`.
    fn inline_note(&mut self, at: usize, rest: &str) -> Option<usize> {
        let close = beginning(rest, LONGEST).find([']', '\n']).filter(|close| rest[*close..].starts_with(']'))?;
        let inner = rest[2..close].trim();
        let range = at..at + close + 1;
        let hint = match inner.contains(char::is_whitespace) || inner.is_empty() {
            true => message!("near-note.hint").into(),
            false => Hint::choose(
                message!("write", words = format!("[^{inner}]")),
                [self.edit(range.clone(), format!("[^{inner}]"))],
            ),
        };
        self.report(range.clone(), message!("near-note"), hint);
        Some(range.end)
    }

    /// `(words)[target]`.
    fn swapped(&mut self, at: usize, rest: &str) -> Option<usize> {
        let close = beginning(rest, LONGEST).find(']').filter(|close| !rest[..*close].contains('\n'))?;
        let open = self.shown.text[..at].rfind('(')?;
        let (words, target) = (&self.shown.text[open + 1..at - 1], &rest[1..close]);
        if !is_target(target) || words.contains(['\n', '(', ')']) {
            return None;
        }
        let (range, link) = (open..at + close + 1, format!("[{words}]({target})"));
        let hint = match link.contains(OTHER) {
            true => message!("near-link.hint").into(),
            false => Hint::choose(message!("write", words = link), [self.edit(range.clone(), link.clone())]),
        };
        self.report(range.clone(), message!("swapped-brackets"), hint);
        Some(range.end)
    }

    /// `[name]]` and `name]]`: a wikilink that is closed and not opened.
    fn half_wikilink(&mut self, open: Option<usize>, at: usize) -> usize {
        let end = at + 2;
        let name = open
            .map(|open| self.shown.text[open + 1..at].trim())
            .filter(|name| !name.is_empty() && !name.contains(OTHER));
        match (open, name) {
            (Some(open), Some(name)) => {
                let words = format!("[[{name}]]");
                let hint = Hint::choose(message!("write", words), [self.edit(open..end, words.clone())]);
                self.report(open..end, message!("near-wikilink"), hint);
            }
            _ => self.report(at..end, message!("near-wikilink"), message!("near-wikilink.hint")),
        }
        end
    }

    /// `words](target)`: a link that nothing opens.
    fn unopened(&mut self, at: usize, behind: &str) -> Option<usize> {
        let inner = behind.strip_prefix('(')?;
        let close = beginning(inner, LONGEST).find([')', '\n']).filter(|close| inner[*close..].starts_with(')'))?;
        let end = at + 2 + close + 1;
        let likely = is_target(&inner[..close]);
        likely.then(|| self.report(at..end, message!("near-link"), message!("near-link.hint")))?;
        Some(end)
    }

    /// What stands behind a closing bracket: `] (…)`, `](…)` and `][…]`.
    fn closing(&mut self, open: usize, at: usize, before: &str) -> Option<usize> {
        let behind = &self.shown.text[at + 1..];
        if let Some(inner) = behind.strip_prefix('[') {
            let close = inner.find(']').filter(|close| *close > 0 && !inner[..*close].contains(['\n', OTHER]))?;
            if inner.starts_with(['^', '[']) {
                return None;
            }
            let range = open..at + 2 + close + 1;
            self.report(range.clone(), message!("undefined-link", name = &inner[..close]), message!("near-link.hint"));
            return Some(range.end);
        }
        let inner = behind.trim_start_matches([' ', '\u{a0}']).strip_prefix('(')?;
        let blank = behind.len() - inner.len() - 1;
        let close = inner.find([')', '\n']).unwrap_or(inner.len());
        let target = inner[..close].trim();
        let whole = inner[close..].starts_with(')');
        let end = at + 1 + blank + 1 + close + usize::from(whole);
        let words = &before[open + 1..];
        match (blank, whole) {
            (0, true) if target.contains(char::is_whitespace) && !target.contains(['<', '"', OTHER]) => {
                let from = at + 2;
                let hint = Hint::choose(
                    message!("write", words = format!("[{words}](<{target}>)")),
                    [self.edit(from..from + close, format!("<{target}>"))],
                );
                self.report(open..end, message!("blank-in-target"), hint);
            }
            (0, _) => self.report(open..end, message!("near-link"), message!("near-link.hint")),
            (_, true) if is_target(target) => {
                let hint = Hint::certain(
                    message!("write", words = format!("[{words}]({target})")),
                    [self.edit(at + 1..at + 1 + blank, "")],
                );
                self.report(open..end, message!("blank-before-target"), hint);
            }
            _ => return None,
        }
        Some(end)
    }
}

/// What looks like the target of a link.
fn is_target(target: &str) -> bool {
    let begins = target.starts_with(['#', '/'])
        || ["./", "../", "http:", "https:", "mailto:"].iter().any(|s| target.starts_with(s));
    let file = target
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ["md", "pdf", "html", "docx", "xlsx", "png", "jpg"].contains(&ending));
    (begins || file) && !target.contains(char::is_whitespace) && target.len() > 1
}
