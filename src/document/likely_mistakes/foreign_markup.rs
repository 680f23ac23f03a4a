//! Markup that other programs read, and remarks that this one would publish.
//!
//! Takes: the text of an element as the reader sees it.
//! Gives: a likely mistake for each sign of another way to write documents, and for each remark that is none here.
//! Never: minds a sign behind a backslash, which was meant to be seen.

use std::ops::Range;

use super::near_markup::{Search, beginning};
use super::shown_text::OTHER;
use crate::diagnostic::{Code, Hint, message};

impl Search<'_> {
    /// What looks like a remark for colleagues, and would go out.
    pub(super) fn remarks(&mut self) {
        let text = self.shown.text.as_str();
        let mut told = 0;
        for (at, _) in text.match_indices(['<', '!', '/', '%', '[']) {
            if at < told {
                continue;
            }
            let Some(end) = remark(text, at) else { continue };
            told = end;
            let inner = text[at..end].trim_matches(|c: char| !c.is_alphanumeric());
            let hint = match inner.is_empty() || inner.contains('\n') {
                true => message!("near-comment.hint").into(),
                false => {
                    let words = format!("<!-- {inner} -->");
                    Hint::choose(message!("near-comment.hint"), [self.edit(at..end, words)])
                }
            };
            self.report_as(Code::NearComment, at..end, message!("near-comment"), hint);
        }
    }

    /// Signs of other ways to write documents.
    pub(super) fn foreign_signs(&mut self) {
        let text = self.shown.text.as_str();
        for sign in SIGNS {
            if let Some(at) = text.find(sign) {
                self.report_foreign(at..at + sign.len());
            }
        }
    }

    /// Signs that mean something to other programs at the beginning of a line.
    pub(super) fn foreign_line(&mut self, begin: usize, line: &str) {
        let word = line.split([' ', '\u{a0}']).next().unwrap_or_default();
        let digit = |sign: &str| sign.len() == 2 && matches!(sign.as_bytes()[1], b'1'..=b'6');
        let is_foreign = match line.chars().next() {
            Some('h') => word.strip_suffix('.').is_some_and(digit) && line.len() > word.len(),
            Some(':') => line.starts_with(":::") || (line.starts_with(": ") && begin > 0),
            Some('!') => line.starts_with("!!! "),
            Some('[') => {
                let name = line.strip_prefix('[').and_then(|rest| rest.split(']').next()).unwrap_or_default();
                ["TOC", "_TOC_", "toc"].contains(&name)
                    || name
                        .strip_prefix('!')
                        .is_some_and(|kind| !kind.is_empty() && kind.chars().all(char::is_alphabetic))
            }
            Some('\\') => word.len() > 3 && word[1..].chars().all(|c| c.is_ascii_alphabetic() || "{}".contains(c)),
            Some('.') => line.starts_with(".. ") && word == ".." && line.contains("::"),
            _ => false,
        };
        if is_foreign {
            let end = if word.is_empty() { line.len() } else { word.len() };
            self.report_foreign(begin..begin + end);
        }
    }

    fn report_foreign(&mut self, range: Range<usize>) {
        let message = message!("foreign-markup", signs = &self.shown.text[range.clone()]);
        self.report(range, message, message!("foreign-markup.hint"));
    }
}

/// Signs of wikis, of forums, and of what marks changes in a text.
const SIGNS: &[&str] = &[
    "'''", "[b]", "[/b]", "[i]", "[/i]", "[u]", "[/u]", "[url=", "[url]", "[quote]", "[img]", "{++", "{--", "{~~",
    "{>>", "{==",
];

/// How remarks between brackets begin, in small letters.
const REMARKS: &[&str] = &[
    "opm.",
    "opm:",
    "opm ",
    "opmerking",
    "vraag aan",
    "vraag:",
    "noot voor",
    "nb:",
    "nb intern",
    "intern:",
    "intern,",
    "note to",
    "comment:",
    "comment ",
    "check:",
    "check met",
    "navragen",
    "nog navragen",
    "nog checken",
    "nog controleren",
    "to check",
    "please check",
    "graag checken",
    "graag aanvullen",
    "svp",
];

/// The end of a remark between brackets, known by the words that it begins with or by the number that word processors give it, as
/// in `[JV1]`.
fn bracketed_remark(rest: &str) -> Option<usize> {
    let close = rest.find([']', '\n']).filter(|close| rest[*close..].starts_with(']'))?;
    let inner = rest[1..close].trim();
    let digits = inner.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = inner.len() - digits.len();
    let is_number = digits.len() == 1 && digits.bytes().all(|b| b.is_ascii_digit());
    let lower = inner.to_lowercase();
    let is_remark = (is_number && (2..=4).contains(&letters)) || REMARKS.iter().any(|begin| lower.starts_with(begin));
    (is_remark && !rest[close + 1..].starts_with(['(', '[', ':'])).then_some(close + 1)
}

/// How far the end of a remark is looked for, in bytes.
const LONGEST: usize = 500;

/// The end of a remark that begins at a byte; none if there is no remark.
fn remark(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].chars().next_back();
    let rest = beginning(&text[at..], LONGEST);
    let line = rest.find('\n').unwrap_or(rest.len());
    let begins_line = before.is_none_or(|c| c == '\n');
    let free = before.is_none_or(char::is_whitespace);
    let dashes = |rest: &str| rest.starts_with(['-', '–', '—']);
    // Up to the sign that ends it, else to the end of the line.
    let until = |ends: &[&str]| ends.iter().filter_map(|end| Some(rest.find(end)? + end.len())).min().unwrap_or(line);
    let ends: &[&str] = match rest.chars().next()? {
        '<' => {
            let inner = rest[1..].trim_start_matches(' ');
            let is_arrow = inner.len() == rest.len() - 1 && dashes(inner) && !rest.starts_with("<--");
            match inner.strip_prefix('!') {
                Some(inner) if dashes(inner.trim_start_matches(' ')) => &["->", "–>", "—>", "-- >"],
                None if dashes(inner) && !is_arrow => &["->", "–>", "—>"],
                _ => return None,
            }
        }
        '!' if rest.starts_with("!--") && !before.is_some_and(|c| c == '<' || c == OTHER) => &["->", "–>"],
        '/' if rest.starts_with("/*") && (begins_line || rest.contains("*/")) => &["*/"],
        '/' if rest.starts_with("// ") && begins_line => &[],
        '[' => return bracketed_remark(rest).map(|end| at + end),
        '%' if rest.starts_with("%%") && free && !rest.starts_with("%%%") => {
            return Some(at + rest[2..].find("%%").map_or(line, |end| end + 4));
        }
        _ => return None,
    };
    Some(at + if ends.is_empty() { line } else { until(ends) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_ends_where_its_writer_ended_it() {
        for (text, end) in [
            ("<!- intern -> en", 13),
            ("<-- intern --> en", 14),
            ("< !-- intern --> en", 16),
            ("<!– intern –> en", 17),
            ("<!-- intern\nen", 11),
            ("!-- intern --> en", 14),
            ("/* intern */ en", 12),
            ("%% intern %% en", 12),
            ("// intern\nen", 9),
            ("[JV1] en", 5),
            ("[opm. JV: klopt dit?] en", 21),
        ] {
            assert_eq!(remark(text, 0), Some(end), "{text}");
        }
        for text in [
            "<- A",
            "< 5",
            "<!doctype>",
            "// en/of".trim_start_matches('/'),
            "50%% meer".trim_start_matches("50"),
            "!important",
            "[sic]",
            "[EU27]",
            "[A1]",
            "[Opmaak]",
        ] {
            assert_eq!(remark(text, 0).filter(|_| !text.starts_with("%%")), None, "{text}");
        }
    }
}
