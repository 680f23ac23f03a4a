//! The braces behind a heading: `{#id .class key=value key="value with spaces"}`.
//!
//! Takes: the source of a heading.
//! Gives: [`Attributes`], each value with its place.
//! Never: decides whether a dossier exists; it only knows the names that attributes can have.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::fields::Located;
use crate::suggest;

/// What the braces behind a heading say.
#[derive(Debug, Clone, Default)]
pub struct Attributes {
    /// `#id`.
    pub id: Option<Located<String>>,
    /// `.letter`: the part is the cover letter.
    pub letter: bool,
    /// `.a-point`: the item is adopted without discussion.
    pub a_point: bool,
    /// `dossier=a,b`.
    pub dossiers: Vec<Located<String>>,
    /// `date=2024-06-13`.
    pub date: Option<Date>,
    /// `treatment="…"`.
    pub treatment: Option<Located<String>>,
    /// `item=…`: the agenda's item that a report's item is about.
    pub item: Option<Located<String>>,
    /// `lang=en`: the language of the passage.
    pub language: Option<String>,
}

const CLASSES: &[&str] = &["letter", "a-point"];
const KEYS: &[&str] = &["dossier", "date", "treatment", "item", "lang"];

/// Reads the attributes of the heading at `span` of `text`, and reports what they should not hold. `words_end` is the byte
/// at which the words of the heading end: braces before it belong to them, as the Markdown parser found.
pub fn read(text: &str, span: Span, words_end: usize, path: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) -> Attributes {
    let mut attributes = Attributes::default();
    let source = &text[span.range()];
    // Number signs may close a heading, though not behind attributes, which is reported.
    let line = source.trim_end().trim_end_matches('#').trim_end();
    let Some(open) = line.rfind('{').filter(|_| line.ends_with('}')) else { return attributes };
    if span.start as usize + open < words_end {
        if !line[..open].ends_with('\\') && !line.ends_with("\\}") {
            let place = Span::new(open, line.len()).shifted(span.start as usize);
            let hint = "leave out `<`, `>`, `\\` and braces within them, and number signs behind them; for braces in a title write `\\{` and `\\}`";
            let message = "these braces cannot be read and would be shown".to_owned();
            diagnostics.push(Diagnostic::at(Code::MalformedAttribute, path, place, message).hint(hint));
        }
        return attributes;
    }
    let inner = &line[open + 1..line.len() - 1];
    let offset = span.start as usize + open + 1;
    for (at, word) in words(inner) {
        let place = Span::new(offset + at, offset + at + word.len());
        let mut reader = Reader { attributes: &mut attributes, path, diagnostics, place };
        reader.word(word);
    }
    attributes
}

/// The words between the braces with their offsets; blanks between quotes do not part words.
fn words(inner: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let (mut start, mut quoted) = (None, false);
    for (i, c) in inner.char_indices() {
        match c {
            c if c.is_whitespace() && !quoted => words.extend(start.take().map(|s| (s, &inner[s..i]))),
            c => {
                start.get_or_insert(i);
                quoted ^= c == '"';
            }
        }
    }
    words.extend(start.map(|s| (s, &inner[s..])));
    words
}

struct Reader<'a> {
    attributes: &'a mut Attributes,
    path: &'a Arc<str>,
    diagnostics: &'a mut Vec<Diagnostic>,
    place: Span,
}

impl Reader<'_> {
    fn word(&mut self, word: &str) {
        if let Some(id) = word.strip_prefix('#') {
            self.id(id);
        } else if let Some(class) = word.strip_prefix('.') {
            self.class(class);
        } else if let Some((key, value)) = word.split_once('=') {
            self.key(key, value.trim_matches('"'), key.len() + 1 + usize::from(value.starts_with('"')));
        } else {
            let hint = "write `#id`, `.class` or `key=value`; a value with spaces goes between double quotes";
            self.report(Code::MalformedAttribute, format!("`{word}` is not an attribute"), hint.to_owned());
        }
    }

    fn id(&mut self, id: &str) {
        let usable =
            id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) && id.starts_with(|c: char| c.is_ascii_alphanumeric());
        if usable {
            self.attributes.id = Some(Located { value: id.to_owned(), span: self.place });
        } else {
            let hint = format!("use letters, digits and hyphens: `#{}`", slug::slugify(id));
            self.report(Code::MalformedAttribute, format!("`{id}` cannot be an id"), hint);
        }
    }

    fn class(&mut self, class: &str) {
        match class {
            "letter" => self.attributes.letter = true,
            "a-point" => self.attributes.a_point = true,
            _ => {
                let hint = suggest::did_you_mean(class, CLASSES.iter().copied(), "known classes are `.letter` and `.a-point`");
                self.report(Code::UnknownAttribute, format!("the class `{class}` means nothing here"), hint);
            }
        }
    }

    fn key(&mut self, key: &str, value: &str, value_at: usize) {
        let start = self.place.start as usize + value_at;
        let located = |value: &str, at: usize| Located { value: value.to_owned(), span: Span::new(start + at, start + at + value.len()) };
        match key {
            "dossier" => {
                let mut at = 0;
                for id in value.split(',') {
                    let trimmed = id.trim();
                    if !trimmed.is_empty() {
                        self.attributes.dossiers.push(located(trimmed, at + id.len() - id.trim_start().len()));
                    }
                    at += id.len() + 1;
                }
            }
            "date" => match value.parse::<Date>().ok().filter(|_| value.len() == 10) {
                Some(date) => self.attributes.date = Some(date),
                None => self.report(
                    Code::ImpossibleDate,
                    format!("`{value}` is not a date"),
                    "write `date=2024-06-13`, the year first".to_owned(),
                ),
            },
            "treatment" => self.attributes.treatment = Some(located(value, 0)),
            "item" => self.attributes.item = Some(located(value, 0)),
            "lang" if is_language(value) => self.attributes.language = Some(value.to_owned()),
            "lang" => {
                let hint = "write the code of a language, such as `lang=en`".to_owned();
                self.report(Code::MalformedAttribute, format!("`{value}` is not the code of a language"), hint);
            }
            _ => {
                let hint = suggest::did_you_mean(key, KEYS.iter().copied(), &format!("known are {}", KEYS.join(", ")));
                self.report(Code::UnknownAttribute, format!("the attribute `{key}` means nothing here"), hint);
            }
        }
    }

    fn report(&mut self, code: Code, message: String, hint: String) {
        self.diagnostics.push(Diagnostic::at(code, self.path, self.place, message).hint(hint));
    }
}

/// Whether a text has the form of a language tag (BCP 47): parts of one to eight letters and digits, the first of two or three letters.
pub fn is_language(tag: &str) -> bool {
    let first = tag.split('-').next().unwrap_or("");
    (2..=3).contains(&first.len())
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_words_together_and_places_are_exact() {
        let text = "## 1. Staat {#staat dossier=schengen,visa treatment=\"Algemene oriëntatie\" .a-point}\n";
        let mut diagnostics = Vec::new();
        let attributes = read(text, Span::new(0, text.len()), "## 1. Staat".len(), &"a.md".into(), &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(attributes.id.unwrap().value, "staat");
        assert!(attributes.a_point);
        let places: Vec<&str> = attributes.dossiers.iter().map(|d| &text[d.span.range()]).collect();
        assert_eq!(places, ["schengen", "visa"]);
        assert_eq!(attributes.treatment.unwrap().value, "Algemene oriëntatie");
    }
}
