//! The braces after a heading: `{#id .class key=value key="value with spaces"}`.
//!
//! Takes: the source of a heading.
//! Gives: [`Attributes`], each value with its place.
//! Never: decides whether a dossier exists; it only knows what attributes there are.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::suggest;
use crate::diagnostic::{Code, Diagnostic, Edit, Hint, Message, Span, Sureness, message};
use crate::settings::fields::Located;

#[derive(Debug, Clone, Default)]
pub(crate) struct Attributes {
    /// The byte behind the opening brace; `None` without braces.
    pub open: Option<u32>,
    /// `#id`.
    pub id: Option<Located<String>>,
    /// `.letter`: the part is the cover letter; where it stands.
    pub letter: Option<Span>,
    /// `.a-point`: the item is adopted without discussion.
    pub a_point: bool,
    /// `.closed`: it is dealt with behind closed doors.
    pub closed: bool,
    /// `dossier=a,b`.
    pub dossiers: Vec<Located<String>>,
    /// `date=2024-06-13`.
    pub date: Option<Located<Date>>,
    /// `treatment="…"`.
    pub treatment: Option<Located<String>>,
    /// `item=…`: the item of the agenda that an item of a report is about.
    pub item: Option<Located<String>>,
    /// `lang=en`: the language of the passage.
    pub language: Option<String>,
}

const CLASSES: &[&str] = &["letter", "a-point", "closed"];
const KEYS: &[&str] = &["dossier", "date", "treatment", "item", "lang"];

/// Reads the attributes of the heading at `span` of `text`, and reports what does not belong in them. The words of the
/// heading end at byte `words_end`: the Markdown parser has found that any braces before it belong to them.
pub(crate) fn read(
    text: &str,
    span: Span,
    words_end: usize,
    path: &Arc<str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Attributes {
    let mut attributes = Attributes::default();
    let source = &text[span.range()];
    // Number signs may close a heading, but not after attributes; that is reported.
    let line = source.trim_end().trim_end_matches('#').trim_end();
    let Some(open) = line.rfind('{').filter(|_| line.ends_with('}')) else { return attributes };
    if span.start as usize + open < words_end {
        if !line[..open].ends_with('\\') && !line.ends_with("\\}") {
            let place = Span::new(open, line.len()).shifted(span.start as usize);
            let diagnostic = Diagnostic::at(Code::MalformedAttribute, path, place, message!("malformed-attribute"));
            diagnostics.push(diagnostic.hint(message!("malformed-attribute.hint")));
        }
        return attributes;
    }
    let inner = &line[open + 1..line.len() - 1];
    let offset = span.start as usize + open + 1;
    attributes.open = Some(Span::new(offset, offset).start);
    if !line[..open].ends_with(char::is_whitespace) {
        let brace = span.start as usize + open;
        let hint = Hint::certain(message!("glued-attributes.hint"), [Edit::new(brace..brace, " ")]);
        let (message, place) = (message!("glued-attributes"), brace..offset + inner.len() + 1);
        diagnostics.push(Diagnostic::at(Code::DoubtfulAttribute, path, place, message).hint(hint));
    }
    let mut seen = Vec::new();
    for (at, word) in words(inner) {
        let place = Span::new(offset + at, offset + at + word.len());
        let mut reader = AttributeReader { attributes: &mut attributes, path, diagnostics, place, seen: &mut seen };
        reader.word(word);
    }
    attributes
}

/// The words between the braces with their offsets; blanks between quotes do not separate words.
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

struct AttributeReader<'a> {
    attributes: &'a mut Attributes,
    path: &'a Arc<str>,
    diagnostics: &'a mut Vec<Diagnostic>,
    place: Span,
    /// The keys of the words before.
    seen: &'a mut Vec<String>,
}

impl AttributeReader<'_> {
    fn word(&mut self, word: &str) {
        if let Some(id) = word.strip_prefix('#') {
            self.once("#");
            self.id(id);
        } else if let Some(class) = word.strip_prefix('.') {
            self.class(class);
        } else if let Some((key, value)) = word.split_once('=') {
            if KEYS.contains(&key) {
                self.once(key);
            }
            self.key(key, value.trim_matches('"'), key.len() + 1 + usize::from(value.starts_with('"')));
        } else {
            let hint = message!("no-attribute.hint");
            self.report(Code::MalformedAttribute, message!("no-attribute", word), hint);
        }
    }

    fn id(&mut self, id: &str) {
        let usable = id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
            && id.starts_with(|c: char| c.is_ascii_alphanumeric());
        if usable {
            self.attributes.id = Some(Located { value: id.to_owned(), span: self.place });
        } else {
            let id_of_it = slug::slugify(id);
            let edit = Edit::new(self.place, format!("#{id_of_it}"));
            let hint = Hint::choose(message!("unusable-id.hint", id = id_of_it), [edit]);
            self.report(Code::MalformedAttribute, message!("unusable-id", id), hint);
        }
    }

    fn class(&mut self, class: &str) {
        match class {
            "letter" => self.attributes.letter = Some(self.place),
            "a-point" => self.attributes.a_point = true,
            "closed" => self.attributes.closed = true,
            _ => {
                let otherwise = message!("unknown-class.hint");
                let typed = Some(Span { start: self.place.start + 1, end: self.place.end });
                let hint = suggest::did_you_mean(class, typed, CLASSES.iter().copied(), otherwise);
                self.report(Code::UnknownAttribute, message!("unknown-class", class), hint);
            }
        }
    }

    fn key(&mut self, key: &str, value: &str, value_at: usize) {
        let start = self.place.start as usize + value_at;
        let located = |value: &str, at: usize| Located {
            value: value.to_owned(),
            span: Span::new(start + at, start + at + value.len()),
        };
        match key {
            "dossier" | "treatment" | "item" if value.trim().is_empty() => {
                let hint = Hint::choose(message!("empty-attribute.hint", key), [Edit::new(self.place, "")]);
                self.report(Code::DoubtfulAttribute, message!("empty-attribute", key), hint);
            }
            "dossier" => self.dossiers(value, start),
            "date" => match value.parse::<Date>().ok().filter(|_| value.len() == 10) {
                Some(date) => self.attributes.date = Some(Located { value: date, span: self.place }),
                None => {
                    let hint = message!("impossible-date.hint", line = "date=2024-06-13");
                    self.report(Code::ImpossibleDate, message!("impossible-date", value), hint);
                }
            },
            "treatment" => self.attributes.treatment = Some(located(value, 0)),
            "item" => self.attributes.item = Some(located(value, 0)),
            "lang" if is_language(value) => self.attributes.language = Some(value.to_owned()),
            "lang" => {
                let hint = message!("no-language.hint-attribute");
                self.report(Code::MalformedAttribute, message!("no-language", tag = value), hint);
            }
            _ => {
                let otherwise = message!("unknown-attribute.hint", known = KEYS.join(", "));
                let typed = Span::new(0, key.len()).shifted(self.place.start as usize);
                let hint = suggest::did_you_mean(key, Some(typed), KEYS.iter().copied(), otherwise);
                self.report(Code::UnknownAttribute, message!("unknown-attribute", key), hint);
            }
        }
    }

    /// The dossiers of a list, which begins at a byte of the file.
    fn dossiers(&mut self, value: &str, start: usize) {
        let mut at = start;
        for id in value.split(',') {
            let trimmed = id.trim();
            let begin = at + id.len() - id.trim_start().len();
            let span = Span::new(begin, begin + trimmed.len());
            let known = self.attributes.dossiers.iter().any(|known| known.value == trimmed);
            if known {
                // The comma goes with it.
                let edit = Edit::new(at.saturating_sub(1)..at + id.len(), "");
                let edits = (at > start).then_some(edit);
                let hint =
                    Hint { sureness: Sureness::Certain, ..Hint::choose(message!("doubled-dossier.hint"), edits) };
                let message = message!("doubled-dossier", id = trimmed);
                let diagnostic = Diagnostic::at(Code::DoubtfulAttribute, self.path, span, message);
                self.diagnostics.push(diagnostic.hint(hint));
            } else if !trimmed.is_empty() {
                self.attributes.dossiers.push(Located { value: trimmed.to_owned(), span });
            }
            at += id.len() + 1;
        }
    }

    /// Reports a key that stands twice.
    fn once(&mut self, key: &str) {
        if self.seen.iter().any(|seen| seen == key) {
            let (message, hint) = match key {
                "dossier" => (message!("doubled-dossiers"), message!("doubled-dossiers.hint")),
                "#" => (message!("doubled-id"), message!("doubled-attribute.hint")),
                _ => (message!("doubled-attribute", key), message!("doubled-attribute.hint")),
            };
            self.report(Code::DoubtfulAttribute, message, hint);
        }
        self.seen.push(key.to_owned());
    }

    fn report(&mut self, code: Code, message: Message, hint: impl Into<Hint>) {
        self.diagnostics.push(Diagnostic::at(code, self.path, self.place, message).hint(hint));
    }
}

/// Whether a text has the form of a language tag (BCP 47): parts of one to eight letters and digits, the first of them
/// two or three letters.
pub(crate) fn is_language(tag: &str) -> bool {
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
