//! Numbers and letters of headings that contradict each other.
//!
//! Takes: each heading of an agenda or report in turn, with its label.
//! Gives: a diagnostic for a heading at another level than its number tells, a number or letter that stands twice, and one that no
//! sign closes.
//! Never: minds a gap, a number out of order, or numbers that begin anew in each part: those are facts of the council.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Edit, Hint, Message, Span, message};
use crate::document::DivisionKind;
use crate::document::heading_label::{self, HeadingLabel, arabic, roman};

/// A heading, as far as its number is concerned.
pub(crate) struct CountedHeading<'a> {
    pub level: u8,
    pub kind: DivisionKind,
    pub label: &'a HeadingLabel,
    /// The words without the label.
    pub text: &'a str,
    /// The byte of the file at which its words begin, label included.
    pub words_at: usize,
    pub span: Span,
}

/// What the headings before counted.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    /// The last part's label.
    part: Option<String>,
    /// The last number of an item in this part; 0 without one.
    item: u32,
    /// The last number with which a section of this item begins.
    section: Option<u32>,
    /// The title of the first heading with each label: of parts, of items in this part, of sub-items of this item.
    seen: [HashMap<String, String>; 3],
}

/// What is wrong with a heading's number.
#[derive(Debug)]
pub(crate) enum NumberFault {
    /// It belongs at another level, so what stands under it seems to be too deep.
    Misplaced(Diagnostic),
    /// Anything else.
    Other(Diagnostic),
}

impl Numbering {
    /// Counts a heading, and says what is wrong with its number.
    pub(crate) fn add(&mut self, heading: &CountedHeading, path: &Arc<str>) -> Option<NumberFault> {
        if let Some((level, message)) = self.other_level(heading) {
            self.misplaced(heading, level);
            let hint = message!("write", words = "#".repeat(level.into()));
            let signs =
                Span::new(heading.span.start as usize, heading.span.start as usize + usize::from(heading.level));
            // A heading may also be made by the line below it; that is told in its own way.
            let typed = heading.words_at > signs.end as usize;
            let edit = typed.then(|| Edit::new(signs, "#".repeat(level.into())));
            let diagnostic = Diagnostic::at(Code::HeadingLevel, path, heading.span, message);
            return Some(NumberFault::Misplaced(diagnostic.hint(Hint::choose(hint, edit))));
        }
        let unsigned = self.unsigned(heading);
        let doubled = self.count(heading, unsigned.unwrap_or(&heading.label.count)).map(|title| {
            let label = &heading.label.typed;
            let message = match title.is_empty() {
                true => message!("duplicate-number-untitled", label),
                false => message!("duplicate-number", label, title),
            };
            Diagnostic::at(Code::DuplicateNumber, path, heading.span, message).hint(message!("duplicate-number.hint"))
        });
        unsigned.map(|count| without_sign(heading, count, path)).or(doubled).map(NumberFault::Other)
    }

    /// The level at which a heading belongs according to its number, if that is another.
    fn other_level(&self, heading: &CountedHeading) -> Option<(u8, Message)> {
        let (label, text) = (&heading.label.typed, heading.text);
        let number = arabic(&heading.label.count);
        let as_item = |label: &str| (2, message!("level-of-item", label));
        match heading.kind {
            DivisionKind::Part if let Some(number) = number => {
                let continues_parts = self.part.as_deref().is_some_and(|part| arabic(part).is_some_and(|n| n < number));
                (self.item > 0 && number > self.item && !continues_parts).then(|| as_item(label))
            }
            DivisionKind::Part | DivisionKind::Item if label.is_empty() => {
                let (letter, _) = heading_label::label(text, 3).filter(|(label, _)| !is_numbered(&label.count))?;
                let expected = self.item > 0 || !self.seen[2].is_empty();
                expected.then(|| (3, message!("level-of-sub-item", label = letter.typed)))
            }
            DivisionKind::Item => {
                let part = roman(self.part.as_deref()?)?;
                (self.item > 0 && number.is_none() && roman(&heading.label.count) == Some(part + 1))
                    .then(|| (1, message!("level-of-part", label)))
            }
            DivisionKind::Section if heading.level > 3 && !self.seen[2].is_empty() && goes_on(text, &self.seen[2]) => {
                let (letter, _) = heading_label::label(text, 3)?;
                Some((3, message!("level-of-sub-item", label = letter.typed)))
            }
            DivisionKind::Section if heading.level > 2 && self.item > 0 => {
                let (found, _) = heading_label::label(text, 2)?;
                let number = arabic(&found.count)?;
                let first = self.section.is_none() && number > self.item && number > 1;
                first.then(|| as_item(&found.typed))
            }
            _ => None,
        }
    }

    /// Goes on as if a heading stood where it belongs, so that one mistake is told once.
    fn misplaced(&mut self, heading: &CountedHeading, level: u8) {
        match level {
            1 => {
                self.part = Some(heading.label.count.clone());
                self.item = 0;
                self.seen[1].clear();
            }
            2 => {
                let section = || heading_label::label(heading.text, 2).and_then(|(label, _)| arabic(&label.count));
                self.item = arabic(&heading.label.count).or_else(section).unwrap_or(self.item);
                self.section = None;
            }
            _ => return,
        }
        self.seen[2].clear();
    }

    /// A number or letter that no sign closes, if it is the one that comes next.
    fn unsigned<'h>(&self, heading: &CountedHeading<'h>) -> Option<&'h str> {
        let expected = match heading.kind {
            DivisionKind::Part | DivisionKind::Item => true,
            DivisionKind::Section => heading.level == 3 && self.is_in_item(),
            DivisionKind::Letter | DivisionKind::SubItem => false,
        };
        if !expected || !heading.label.typed.is_empty() {
            return None;
        }
        let count = heading_label::unsigned(heading.text, heading.level)?;
        let next = match heading.kind {
            DivisionKind::Item => arabic(count) == Some(self.item + 1),
            DivisionKind::Part => match &self.part {
                None => count == "I" || count == "1",
                Some(part) => {
                    [arabic, roman].iter().any(|value| value(part).is_some_and(|n| value(count) == Some(n + 1)))
                }
            },
            _ => true,
        };
        next.then_some(count)
    }

    fn is_in_item(&self) -> bool {
        !self.seen[1].is_empty()
    }

    /// Counts a heading with this number or letter, and gives the title of the one that has its label already.
    fn count(&mut self, heading: &CountedHeading, count: &str) -> Option<String> {
        let place = match heading.kind {
            DivisionKind::Part | DivisionKind::Letter => {
                (self.item, self.section) = (0, None);
                self.seen[1].clear();
                self.seen[2].clear();
                if !count.is_empty() {
                    self.part = Some(count.to_owned());
                }
                0
            }
            DivisionKind::Item => {
                self.item = arabic(count).unwrap_or(self.item);
                self.section = None;
                self.seen[2].clear();
                1
            }
            DivisionKind::SubItem => 2,
            DivisionKind::Section => {
                let numbered = heading_label::label(heading.text, 2).and_then(|(label, _)| arabic(&label.count));
                self.section = numbered.or(self.section);
                return None;
            }
        };
        // Every item counts as one, with a number or without.
        let key = if count.is_empty() { format!(" {}", self.seen[place].len()) } else { count.to_owned() };
        let unlabelled = heading.label.typed.is_empty();
        let title = || heading.text.chars().take(80).collect::<String>();
        let first = self.seen[place].get(&key).cloned();
        self.seen[place].entry(key).or_insert_with(title);
        first.filter(|_| !unlabelled)
    }
}

/// What is said of a number or letter that no sign closes.
fn without_sign(heading: &CountedHeading, count: &str, path: &Arc<str>) -> Diagnostic {
    let (sign, message) = match heading.level {
        3 => (")", message!("near-letter", count)),
        _ => (".", message!("near-number", count)),
    };
    let end = heading.words_at + count.len();
    let hint = message!("write", words = format!("{count}{sign}"));
    let diagnostic = Diagnostic::at(Code::NearMarkup, path, heading.words_at..end, message);
    diagnostic.hint(Hint::choose(hint, [Edit::new(end..end, sign)]))
}

/// Whether a count is a number such as `2.1` or `IV`, and no letter.
fn is_numbered(count: &str) -> bool {
    count.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
}

/// Whether a text begins with a letter that comes after those of the sub-items so far; `a` may begin a list of its own.
fn goes_on(text: &str, seen: &HashMap<String, String>) -> bool {
    heading_label::label(text, 3)
        .map(|(label, _)| label.count)
        .is_some_and(|count| count != "a" && !is_numbered(&count) && !seen.contains_key(&count))
}
