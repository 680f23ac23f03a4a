//! Reads the fields of a table one by one, and complains about each that is not as it should be.
//!
//! Takes: a [`Node`] tree.
//! Gives: typed values with their places; a diagnostic for every missing, mistyped or unknown key.
//! Never: stops at the first mistake.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::node::{Entry, Kind, Node};
use crate::suggest;

/// A value and the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// How the file writes a key with its value, for hints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `key: value`
    Yaml,
    /// `key = "value"`
    Toml,
}

/// The table being read, the keys asked for so far, and where complaints go.
pub struct Fields<'a> {
    path: &'a Arc<str>,
    span: Span,
    entries: &'a [Entry],
    asked: Vec<&'static str>,
    notation: Notation,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Begins reading a table. Anything else is reported and read as an empty one.
    pub fn new(path: &'a Arc<str>, node: &'a Node, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        let entries = match &node.kind {
            Kind::Table(entries) => entries.as_slice(),
            _ => {
                let message = format!("here a table of keys is expected, not {}", node.describe());
                diagnostics.push(Diagnostic::at(Code::WrongType, path, node.span, message).hint("give it keys with values of their own"));
                &[]
            }
        };
        Fields { path, span: node.span, entries, asked: Vec::new(), notation: Notation::Yaml, diagnostics }
    }

    /// The same with hints in another notation than YAML.
    pub fn written_in(mut self, notation: Notation) -> Self {
        self.notation = notation;
        self
    }

    /// The value of a key, if it is there.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entries.iter().find(|e| e.key == key).map(|e| &e.value)
    }

    /// Text, if the key is there and holds some.
    pub fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        let node = self.node(key)?;
        match &node.kind {
            Kind::Scalar { text, .. } if !text.trim().is_empty() => Some(Located { value: text.trim().to_owned(), span: node.span }),
            Kind::Scalar { .. } => {
                self.wrong(node, key, "some text");
                None
            }
            _ => {
                self.wrong(node, key, "text");
                None
            }
        }
    }

    /// Text that has to be there.
    pub fn required_text(&mut self, key: &'static str, example: &str) -> Option<Located<String>> {
        let present = self.entries.iter().any(|e| e.key == key);
        let text = self.text(key);
        if !present {
            let quoted = format!("\"{example}\"");
            self.missing(key, if self.notation == Notation::Toml { &quoted } else { example });
        }
        text
    }

    /// A date as year-month-day.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        let text = self.text(key)?;
        match text.value.parse::<Date>() {
            Ok(value) if text.value.len() == 10 => Some(Located { value, span: text.span }),
            Ok(_) | Err(_) => {
                let message = format!("`{}` is not a date", text.value);
                let hint = format!("write `{}`, the year first", self.line(key, "2024-06-13"));
                self.diagnostics.push(Diagnostic::at(Code::ImpossibleDate, self.path, text.span, message).hint(hint));
                None
            }
        }
    }

    /// A date that has to be there.
    pub fn required_date(&mut self, key: &'static str) -> Option<Located<Date>> {
        let present = self.entries.iter().any(|e| e.key == key);
        let date = self.date(key);
        if !present {
            self.missing(key, "2024-06-13");
        }
        date
    }

    /// `true` or `false`; `default` when the key is not there.
    pub fn flag(&mut self, key: &'static str, default: bool) -> bool {
        let Some(node) = self.node(key) else { return default };
        match &node.kind {
            Kind::Scalar { text, quoted: false } if text == "true" => true,
            Kind::Scalar { text, quoted: false } if text == "false" => false,
            _ => {
                self.wrong(node, key, "`true` or `false`");
                default
            }
        }
    }

    /// A whole number of at least 0.
    pub fn number(&mut self, key: &'static str) -> Option<u32> {
        let node = self.node(key)?;
        let number = match &node.kind {
            Kind::Scalar { text, .. } => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong(node, key, "a whole number");
        }
        number
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = choices.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let message = format!("`{key}` cannot be `{}`", text.value);
            let hint = suggest::did_you_mean(&text.value, words.iter().copied(), &format!("write one of {}", words.join(", ")));
            self.diagnostics.push(Diagnostic::at(Code::WrongType, self.path, text.span, message).hint(hint));
        }
        found.map(|(_, value)| *value)
    }

    /// A list of texts. A single text stands for a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Located<String>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let items = match &node.kind {
            Kind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match &item.kind {
                Kind::Scalar { text, .. } if !text.trim().is_empty() => {
                    texts.push(Located { value: text.trim().to_owned(), span: item.span });
                }
                _ => self.wrong(item, key, "a list of texts"),
            }
        }
        texts
    }

    /// A list of texts that has to be there.
    pub fn required_texts(&mut self, key: &'static str, example: &str) -> Vec<Located<String>> {
        let texts = self.texts(key);
        if texts.is_empty() {
            self.missing(key, &format!("[\"{example}\"]"));
        }
        texts
    }

    /// A list of tables, each read by `read`; what it makes nothing of is left out.
    pub fn tables<T>(&mut self, key: &'static str, mut read: impl FnMut(&mut Fields) -> Option<T>) -> Vec<T> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let Kind::List(items) = &node.kind else {
            self.wrong(node, key, "a list of tables");
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
    pub fn table<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Fields) -> Option<T>) -> Option<T> {
        let node = self.node(key)?;
        let mut fields = Fields::new(self.path, node, self.diagnostics).written_in(self.notation);
        let value = read(&mut fields);
        fields.finish();
        value
    }

    /// The table under a key whose own keys the author chooses, as key, place and node.
    pub fn open_table(&mut self, key: &'static str) -> &'a [Entry] {
        let Some(node) = self.node(key) else { return &[] };
        match &node.kind {
            Kind::Table(entries) => entries,
            _ => {
                self.wrong(node, key, "a table");
                &[]
            }
        }
    }

    /// What site authors keep under `extra`.
    pub fn extra(&mut self) -> serde_json::Value {
        match self.node("extra") {
            Some(node) if matches!(node.kind, Kind::Table(_)) => node.to_json(),
            Some(node) => {
                self.wrong(node, "extra", "a table");
                serde_json::Value::Object(Default::default())
            }
            None => serde_json::Value::Object(Default::default()),
        }
    }

    /// Where the table stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Reports something found while reading.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Ends reading: every key that nobody asked for is reported.
    pub fn finish(self) {
        for entry in self.entries {
            if self.asked.iter().any(|key| *key == entry.key) {
                continue;
            }
            let otherwise = match self.asked.contains(&"extra") {
                true => format!("put keys of your own under `extra`; known here: {}", self.asked.join(", ")),
                false => format!("known here: {}", self.asked.join(", ")),
            };
            let hint = suggest::did_you_mean(&entry.key, self.asked.iter().copied(), &otherwise);
            let message = format!("the key `{}` means nothing here", entry.key);
            self.diagnostics.push(Diagnostic::at(Code::UnknownKey, self.path, entry.key_span, message).hint(hint));
        }
    }

    fn line(&self, key: &str, value: &str) -> String {
        match self.notation {
            Notation::Yaml => format!("{key}: {value}"),
            Notation::Toml => format!("{key} = {value}"),
        }
    }

    fn missing(&mut self, key: &str, example: &str) {
        let near = suggest::nearest(key, self.entries.iter().map(|e| e.key.as_str()).filter(|k| !self.asked.contains(k)));
        let hint = match near {
            Some(near) => format!("is `{near}` meant to be `{key}`?"),
            None => format!("add a line `{}`", self.line(key, example)),
        };
        let span = Span { start: self.span.start, end: self.span.start };
        self.diagnostics.push(Diagnostic::at(Code::MissingField, self.path, span, format!("`{key}` is missing")).hint(hint));
    }

    fn wrong(&mut self, node: &Node, key: &str, wanted: &str) {
        let message = format!("`{key}` asks for {wanted}, not {}", describe(node));
        self.diagnostics.push(Diagnostic::at(Code::WrongType, self.path, node.span, message).hint(format!("give `{key}` {wanted}")));
    }
}

fn describe(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar { text, .. } if text.trim().is_empty() => "nothing".to_owned(),
        Kind::Scalar { text, .. } => format!("`{}`", text.chars().take(40).collect::<String>()),
        _ => node.describe().to_owned(),
    }
}
