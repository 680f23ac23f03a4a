//! Reads the fields of a table one by one, and reports each that is wrong.
//!
//! Takes: a [`Value`] tree.
//! Gives: typed values with their places; a diagnostic for every missing, mistyped or unknown key.
//! Never: stops at the first mistake.

use std::sync::Arc;

use jiff::civil::{Date, Time};

use crate::diagnostic::suggest;
use crate::diagnostic::{Code, Diagnostic, Edit, Hint, Message, Span, message};
use crate::settings::shape::{TableShape, Takes};
use crate::settings::value::{KeyValue, Value, ValueKind};

/// A value and the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Located<T> {
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl Located<String> {
    /// Where the text stands to the byte; `None` if it is not typed as it is read.
    pub(crate) fn typed(&self) -> Option<Span> {
        (self.span.length() == self.value.len()).then_some(self.span)
    }
}

/// How a file writes keys and values, for hints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    /// `key: value`
    Yaml,
    /// `key = "value"`
    Toml,
}

/// The table being read, the keys asked for so far, and where diagnostics go.
pub(crate) struct Fields<'a> {
    path: &'a Arc<str>,
    span: Span,
    entries: &'a [KeyValue],
    asked: Vec<&'static str>,
    /// The keys of which nothing more is said.
    silent: Vec<&'a str>,
    notation: Notation,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// What it is asked for, if that is wanted.
    shape: Option<TableShape>,
}

impl<'a> Fields<'a> {
    /// Begins reading a table. Anything but a table is reported and read as an empty one.
    pub(crate) fn new(path: &'a Arc<str>, value: &'a Value, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        let entries = match &value.kind {
            ValueKind::Table(entries) => entries.as_slice(),
            _ => {
                let message = message!("table-expected", found = value.describe());
                let diagnostic = Diagnostic::at(Code::WrongType, path, value.span, message);
                diagnostics.push(diagnostic.hint(message!("table-expected.hint")));
                &[]
            }
        };
        Fields {
            path,
            span: value.span,
            entries,
            asked: Vec::new(),
            silent: Vec::new(),
            notation: Notation::Yaml,
            diagnostics,
            shape: None,
        }
    }

    /// What `read` asks an empty table for.
    pub(crate) fn shape_of(read: impl FnOnce(&mut Fields)) -> TableShape {
        let (path, nothing, mut diagnostics) = (Arc::from(""), Value::empty(Span::default()), Vec::new());
        let mut fields = Fields::new(&path, &nothing, &mut diagnostics);
        fields.shape = Some(TableShape::default());
        read(&mut fields);
        fields.shape.take().unwrap_or_default()
    }

    /// Says of a key with a table that its author chooses the keys of that: each is for a text or for what `read` asks for.
    pub(crate) fn describe_open(&mut self, key: &'static str, read: impl FnOnce(&mut Fields)) {
        if self.shape.is_some() {
            self.note(key, Takes::Open(Some(Fields::shape_of(read))));
        }
    }

    fn note(&mut self, key: &'static str, takes: Takes) {
        if let Some(shape) = &mut self.shape {
            shape.note(key, takes);
        }
    }

    /// The same reader, giving hints in another notation than YAML.
    pub(crate) fn written_in(mut self, notation: Notation) -> Self {
        self.notation = notation;
        self
    }

    /// The value of a key; `None` if the key is missing.
    pub(crate) fn value(&mut self, key: &'static str) -> Option<&'a Value> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.note(key, Takes::Free);
        self.entries.iter().find(|e| e.key == key).map(|e| &e.value)
    }

    /// A text; `None` if the key is missing, or after reporting that its value is no text.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        let value = self.value(key);
        self.note(key, Takes::Text);
        let value = value?;
        match &value.kind {
            ValueKind::Scalar { text, .. } if !text.trim().is_empty() => {
                Some(Located { value: text.trim().to_owned(), span: value.span })
            }
            ValueKind::Scalar { .. } => {
                self.wrong(value, key, &message!("wanted-some-text"));
                None
            }
            _ => {
                self.wrong(value, key, &message!("wanted-text"));
                None
            }
        }
    }

    /// A text that has to be there; `example` is for the hint.
    pub(crate) fn required_text(&mut self, key: &'static str, example: &str) -> Option<Located<String>> {
        let present = self.entries.iter().any(|e| e.key == key);
        let text = self.text(key);
        if !present {
            let quoted = format!("\"{example}\"");
            self.missing(key, if self.notation == Notation::Toml { &quoted } else { example });
        }
        text
    }

    /// A date, typed as year-month-day.
    pub(crate) fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        let text = self.text(key);
        self.note(key, Takes::Date);
        let text = text?;
        match text.value.parse::<Date>() {
            Ok(value) if text.value.len() == 10 => Some(Located { value, span: text.span }),
            Ok(_) | Err(_) => {
                let message = message!("impossible-date", value = text.value);
                let hint = message!("impossible-date.hint", line = self.line(key, "2024-06-13"));
                self.diagnostics.push(Diagnostic::at(Code::ImpossibleDate, self.path, text.span, message).hint(hint));
                None
            }
        }
    }

    /// A date, and perhaps the time of day behind it: `2024-06-13T19:30`, in TOML with seconds, which are left out.
    pub(crate) fn moment(&mut self, key: &'static str) -> Option<(Located<Date>, Option<Time>)> {
        let value = self.value(key);
        self.note(key, Takes::Moment);
        let value = value?;
        let typed = match &value.kind {
            ValueKind::Scalar { text, .. } => text.trim(),
            _ => "",
        };
        if typed.len() <= 10 || !typed.is_char_boundary(11) || !typed.contains(':') {
            return self.date(key).map(|date| (date, None));
        }
        let (date, time) = typed.split_at(11);
        let day = date.strip_suffix(['T', 't', ' ']).and_then(|day| day.parse::<Date>().ok());
        let shaped = matches!(time.len(), 5 | 8) && time.bytes().all(|b| b.is_ascii_digit() || b == b':');
        let time = time.parse::<Time>().ok().filter(|_| shaped);
        match (day, time) {
            (Some(day), Some(time)) => {
                let time = Time::new(time.hour(), time.minute(), 0, 0).ok();
                Some((Located { value: day, span: value.span }, time))
            }
            _ => {
                let message = message!("impossible-time", value = typed);
                let hint = message!("impossible-date.hint", line = self.line(key, "2024-06-13T19:30"));
                self.diagnostics.push(Diagnostic::at(Code::ImpossibleDate, self.path, value.span, message).hint(hint));
                None
            }
        }
    }

    /// A date, perhaps with a time, that has to be there.
    pub(crate) fn required_moment(&mut self, key: &'static str) -> Option<(Located<Date>, Option<Time>)> {
        let present = self.entries.iter().any(|e| e.key == key);
        let moment = self.moment(key);
        if !present {
            self.missing(key, "2024-06-13");
        }
        moment
    }

    /// A date that has to be there.
    pub(crate) fn required_date(&mut self, key: &'static str) -> Option<Located<Date>> {
        let present = self.entries.iter().any(|e| e.key == key);
        let date = self.date(key);
        if !present {
            self.missing(key, "2024-06-13");
        }
        date
    }

    /// `true` or `false`; `None` if the key is missing, or after reporting that its value is neither.
    pub(crate) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key);
        self.note(key, Takes::Flag);
        let value = value?;
        match &value.kind {
            ValueKind::Scalar { text, quoted: false } if text == "true" => Some(true),
            ValueKind::Scalar { text, quoted: false } if text == "false" => Some(false),
            _ => {
                self.wrong(value, key, &message!("wanted-flag"));
                None
            }
        }
    }

    /// A whole number, 0 or more.
    pub(crate) fn number(&mut self, key: &'static str) -> Option<u32> {
        let value = self.value(key);
        self.note(key, Takes::Number);
        let value = value?;
        let number = match &value.kind {
            ValueKind::Scalar { text, .. } => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong(value, key, &message!("wanted-number"));
        }
        number
    }

    /// One of a few words, and what it stands for.
    pub(crate) fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key);
        self.note(key, Takes::Choice(choices.iter().map(|(word, _)| *word).collect()));
        let text = text?;
        let found = choices.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let message = message!("no-choice", key, value = text.value);
            let otherwise = message!("no-choice.hint", known = words.join(", "));
            let hint = suggest::did_you_mean(&text.value, text.typed(), words.iter().copied(), otherwise);
            self.diagnostics.push(Diagnostic::at(Code::WrongType, self.path, text.span, message).hint(hint));
        }
        found.map(|(_, value)| *value)
    }

    /// One of a few words that has to be there; the first is the example for the hint.
    pub(crate) fn required_choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let choice = self.choice(key, choices);
        if !self.has(key) {
            self.missing(key, &choices.first().map_or_else(String::new, |(word, _)| format!("\"{word}\"")));
        }
        choice
    }

    /// Whether a key is there, whatever its value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The keys that nobody may have here; they are not reported as unknown, which would show their values.
    pub(crate) fn forbidden(&mut self, is_forbidden: impl Fn(&str) -> bool) -> Vec<&'a str> {
        let keys = self.entries.iter().map(|entry| entry.key.as_str()).filter(|key| is_forbidden(key));
        let keys: Vec<&str> = keys.collect();
        self.silent.extend(&keys);
        keys
    }

    /// A list of texts. A single text counts as a list of one.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        let value = self.value(key);
        self.note(key, Takes::Texts);
        let Some(value) = value else { return Vec::new() };
        let items = match &value.kind {
            ValueKind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match &item.kind {
                ValueKind::Scalar { text, .. } if !text.trim().is_empty() => {
                    texts.push(Located { value: text.trim().to_owned(), span: item.span });
                }
                _ => self.wrong(item, key, &message!("wanted-texts")),
            }
        }
        texts
    }

    /// A list of texts that has to be there; `example` is for the hint.
    pub(crate) fn required_texts(&mut self, key: &'static str, example: &str) -> Vec<Located<String>> {
        let texts = self.texts(key);
        if texts.is_empty() {
            self.missing(key, &format!("[\"{example}\"]"));
        }
        texts
    }

    /// A list of tables, each read by `read`; those for which it gives `None` are left out.
    pub(crate) fn tables<T>(&mut self, key: &'static str, mut read: impl FnMut(&mut Fields) -> Option<T>) -> Vec<T> {
        let value = self.value(key);
        if self.shape.is_some() {
            self.note(key, Takes::Tables(Fields::shape_of(|fields| drop(read(fields)))));
        }
        let Some(value) = value else { return Vec::new() };
        let ValueKind::List(items) = &value.kind else {
            self.wrong(value, key, &message!("wanted-tables"));
            return Vec::new();
        };
        let mut read_items = Vec::with_capacity(items.len());
        for item in items {
            let mut fields = Fields::new(self.path, item, self.diagnostics).written_in(self.notation);
            read_items.extend(read(&mut fields));
            fields.finish();
        }
        read_items
    }

    /// One table, read by `read`.
    pub(crate) fn table<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Fields) -> Option<T>) -> Option<T> {
        let value = self.value(key);
        if self.shape.is_some() {
            self.note(key, Takes::Table(Fields::shape_of(|fields| drop(read(fields)))));
            return None;
        }
        let value = value?;
        let mut fields = Fields::new(self.path, value, self.diagnostics).written_in(self.notation);
        let value = read(&mut fields);
        fields.finish();
        value
    }

    /// The entries of a table in which the author chooses the keys.
    pub(crate) fn open_table(&mut self, key: &'static str) -> &'a [KeyValue] {
        let value = self.value(key);
        self.note(key, Takes::Open(None));
        let Some(value) = value else { return &[] };
        match &value.kind {
            ValueKind::Table(entries) => entries,
            _ => {
                self.wrong(value, key, &message!("a-table"));
                &[]
            }
        }
    }

    /// Whatever site authors put under `extra`.
    pub(crate) fn extra(&mut self) -> serde_json::Value {
        match self.value("extra") {
            Some(value) if matches!(value.kind, ValueKind::Table(_)) => value.to_json(),
            Some(value) => {
                self.wrong(value, "extra", &message!("a-table"));
                serde_json::Value::Object(Default::default())
            }
            None => serde_json::Value::Object(Default::default()),
        }
    }

    /// Where the table stands in its file.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Ends reading: reports every key that was not asked for.
    pub(crate) fn finish(self) {
        for entry in self.entries {
            if self.asked.iter().chain(&self.silent).any(|key| *key == entry.key) {
                continue;
            }
            let otherwise = match self.asked.contains(&"extra") {
                true => message!("unknown-key.hint-extra", known = self.asked.join(", ")),
                false => message!("unknown-key.hint", known = self.asked.join(", ")),
            };
            let hint = match suggest::nearest(&entry.key, self.asked.iter().copied()) {
                Some(word) => Hint::meant(word, Some(entry.key_span)),
                None => otherwise.into(),
            };
            let message = message!("unknown-key", key = entry.key);
            self.diagnostics.push(Diagnostic::at(Code::UnknownKey, self.path, entry.key_span, message).hint(hint));
        }
    }

    fn line(&self, key: &str, value: &str) -> String {
        match self.notation {
            Notation::Yaml => format!("{key}: {value}"),
            Notation::Toml => format!("{key} = {value}"),
        }
    }

    /// Reports that a key is missing; `example` is its value in the hint.
    pub(crate) fn missing(&mut self, key: &str, example: &str) {
        if let Some(shape) = &mut self.shape {
            shape.require(key);
        }
        let others = || self.entries.iter().filter(|entry| !self.asked.contains(&entry.key.as_str()));
        let near = suggest::nearest(key, others().map(|entry| entry.key.as_str()));
        let hint = match near.and_then(|near| others().find(|entry| entry.key == near)) {
            Some(near) => {
                Hint::choose(message!("missing-field.hint-near", near = near.key, key), [Edit::new(near.key_span, key)])
            }
            None => message!("missing-field.hint", line = self.line(key, example)).into(),
        };
        let span = Span { start: self.span.start, end: self.span.start };
        let diagnostic = Diagnostic::at(Code::MissingField, self.path, span, message!("missing-field", key));
        self.diagnostics.push(diagnostic.hint(hint));
    }

    fn wrong(&mut self, value: &Value, key: &str, wanted: &Message) {
        let message = message!("wrong-type", key, wanted, found = describe(value));
        let diagnostic = Diagnostic::at(Code::WrongType, self.path, value.span, message);
        self.diagnostics.push(diagnostic.hint(message!("wrong-type.hint", key, wanted)));
    }
}

fn describe(value: &Value) -> Message {
    match &value.kind {
        ValueKind::Scalar { text, .. } if text.trim().is_empty() => message!("nothing"),
        ValueKind::Scalar { text, .. } => message!("quoted", words = text.chars().take(40).collect::<String>()),
        _ => value.describe(),
    }
}
