//! YAML and TOML as one tree in which every key and value knows its place.
//!
//! Takes: the text of a front matter or of `site.toml`, and the offset at which it stands in its file.
//! Gives: a [`Node`], and a diagnostic for each thing that is not valid.
//! Never: decides what a scalar means. YAML scalars stay text; [`crate::fields`] asks for a kind and complains if it does not fit.
//!
//! YAML anchors and aliases are refused: front matter has no use for them, and a file that repeats itself by reference
//! can be made to grow without bound.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::source::Lines;

/// Deeper than any front matter goes; a bound on recursion.
const DEPTH: usize = 32;

/// A value and its place in the file.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where the value stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a node can be.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A scalar as it is written. `quoted` tells that it is text for certain.
    Scalar {
        /// The text, with escapes resolved.
        text: String,
        /// Whether it stood in quotes (YAML) or is a string (TOML).
        quoted: bool,
    },
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Table(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// An empty table at a place.
    pub fn empty(span: Span) -> Self {
        Node { span, kind: Kind::Table(Vec::new()) }
    }

    /// What it is, for a message: "a list", "a table", "text".
    pub fn describe(&self) -> &'static str {
        match self.kind {
            Kind::Scalar { .. } => "a single value",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }

    /// The tree as JSON, for what site authors put under `extra`: plain numbers and booleans become such, all else is text.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match &self.kind {
            Kind::List(items) => Value::Array(items.iter().map(Node::to_json).collect()),
            Kind::Table(entries) => Value::Object(entries.iter().map(|e| (e.key.clone(), e.value.to_json())).collect()),
            Kind::Scalar { text, quoted: true } => Value::String(text.clone()),
            Kind::Scalar { text, quoted: false } => match text.as_str() {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                "null" | "~" | "" => Value::Null,
                _ => text.parse::<i64>().map(Value::from).unwrap_or_else(|_| Value::String(text.clone())),
            },
        }
    }
}

/// Where a text comes from, for its diagnostics.
pub struct Origin<'a> {
    /// The path of the file.
    pub path: &'a Arc<str>,
    /// The byte of the file at which the text begins.
    pub offset: usize,
    /// The code for text that is not valid.
    pub malformed: Code,
}

/// Reads YAML. What cannot be read is left out of the tree and reported.
pub fn yaml(text: &str, origin: &Origin, diagnostics: &mut Vec<Diagnostic>) -> Node {
    let mut reader = Yaml { lines: Lines::new(text), parser: Parser::new_from_str(text), origin, diagnostics };
    let node = reader.document();
    node.unwrap_or_else(|| Node::empty(Span::new(origin.offset, origin.offset)))
}

struct Yaml<'a, 'd> {
    lines: Lines<'a>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    origin: &'a Origin<'a>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a> Yaml<'a, '_> {
    /// The first document of the stream; a second one is reported.
    fn document(&mut self) -> Option<Node> {
        let mut root = None;
        while let Some((event, span)) = self.next() {
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
                event if root.is_none() => root = Some(self.node(event, span, 0)?),
                _ => {
                    self.report(span, "a second YAML document begins here", Some("keep one table of keys between the dashes"));
                    break;
                }
            }
        }
        root
    }

    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        match self.parser.next_event()? {
            Ok((event, span)) => {
                let at = |m: &saphyr_parser::Marker| self.lines.offset(m.line(), m.col());
                let span = Span::new(at(&span.start), at(&span.end)).shifted(self.origin.offset);
                Some((event, span))
            }
            Err(error) => {
                let at = self.lines.offset(error.marker().line(), error.marker().col());
                let span = Span::new(at, at + 1).shifted(self.origin.offset);
                let message = format!("the front matter is not valid YAML: {}", error.info());
                self.report(span, &message, Some("a value with a colon, a hash or a bracket in it goes between double quotes"));
                None
            }
        }
    }

    fn report(&mut self, span: Span, message: &str, hint: Option<&str>) {
        let mut diagnostic = Diagnostic::at(self.origin.malformed, self.origin.path, span, message);
        diagnostic.hint = hint.map(str::to_owned);
        self.diagnostics.push(diagnostic);
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Option<Node> {
        if depth > DEPTH {
            self.report(span, "the front matter is nested too deeply", Some("use at most a few levels"));
            return None;
        }
        let anchored = |id: usize| id != 0;
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.refuse(anchored(anchor), span)?;
                let quoted = !matches!(style, ScalarStyle::Plain);
                let text = without_controls(text.into_owned(), span, self.origin, self.diagnostics);
                Some(Node { span, kind: Kind::Scalar { text, quoted } })
            }
            Event::SequenceStart(anchor, _) => {
                self.refuse(anchored(anchor), span)?;
                self.list(span, depth)
            }
            Event::MappingStart(anchor, _) => {
                self.refuse(anchored(anchor), span)?;
                self.table(span, depth)
            }
            _ => {
                self.refuse(true, span)?;
                None
            }
        }
    }

    fn refuse(&mut self, anchored: bool, span: Span) -> Option<()> {
        if anchored {
            self.report(span, "YAML anchors and aliases are not used in front matter", Some("write the value out"));
            return None;
        }
        Some(())
    }

    fn list(&mut self, span: Span, depth: usize) -> Option<Node> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, end) => {
                    return Some(Node { span: Span { start: span.start, end: end.end }, kind: Kind::List(items) });
                }
                (event, span) => items.push(self.node(event, span, depth + 1)?),
            }
        }
    }

    fn table(&mut self, span: Span, depth: usize) -> Option<Node> {
        let mut table = TableBuilder::default();
        loop {
            let (key, key_span) = match self.next()? {
                (Event::MappingEnd, end) => {
                    return Some(Node { span: Span { start: span.start, end: end.end }, kind: Kind::Table(table.entries) });
                }
                (Event::Scalar(key, ..), span) => (key, span),
                (_, span) => {
                    self.report(span, "a key has to be a single word", None);
                    return None;
                }
            };
            let (event, span) = self.next()?;
            let value = self.node(event, span, depth + 1)?;
            table.add(Entry { key: key.into_owned(), key_span, value }, self.origin.path, self.diagnostics);
        }
    }
}

/// Escapes such as `"\0"` can make characters that no page can hold; [`crate::load`] has seen to all others.
fn without_controls(text: String, span: Span, origin: &Origin, diagnostics: &mut Vec<Diagnostic>) -> String {
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let Some(first) = text.chars().find(|c| strange(*c)) else { return text };
    let message = format!("the control character U+{:04X} cannot be part of a page", first as u32);
    diagnostics.push(Diagnostic::at(Code::ControlCharacter, origin.path, span, message).hint("delete it"));
    text.replace(strange, " ")
}

#[derive(Default)]
struct TableBuilder {
    entries: Vec<Entry>,
    seen: HashMap<String, ()>,
}

impl TableBuilder {
    fn add(&mut self, entry: Entry, path: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) {
        if self.seen.insert(entry.key.clone(), ()).is_some() {
            let message = format!("the key `{}` stands here a second time", entry.key);
            diagnostics.push(Diagnostic::at(Code::DuplicateKey, path, entry.key_span, message).hint("keep one of the two"));
        } else {
            self.entries.push(entry);
        }
    }
}

/// Reads TOML. What cannot be read is left out of the tree and reported.
pub fn toml(text: &str, origin: &Origin, diagnostics: &mut Vec<Diagnostic>) -> Node {
    let (table, errors) = toml::de::DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let (code, hint) = match error.message().starts_with("duplicate key") {
            true => (Code::DuplicateKey, "keep one of the two"),
            false => (origin.malformed, "text goes between double quotes, a table of its own under `[name]`"),
        };
        let message = format!("this is not valid TOML: {}", error.message().trim_end().replace('\n', "; "));
        let diagnostic = Diagnostic::at(code, origin.path, Span::from(span).shifted(origin.offset), message);
        diagnostics.push(diagnostic.hint(hint));
    }
    let span = Span::from(table.span()).shifted(origin.offset);
    Node { span, kind: Kind::Table(toml_entries(table.get_ref(), origin, diagnostics)) }
}

fn toml_entries(table: &toml::de::DeTable<'_>, origin: &Origin, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: Span::from(key.span()).shifted(origin.offset),
            value: toml_node(value, origin, diagnostics),
        })
        .collect();
    entries.sort_by_key(|e| e.key_span);
    entries
}

fn toml_node(value: &toml::Spanned<toml::de::DeValue<'_>>, origin: &Origin, diagnostics: &mut Vec<Diagnostic>) -> Node {
    use toml::de::DeValue;
    let span = Span::from(value.span()).shifted(origin.offset);
    let scalar = |text: Cow<str>, quoted| Kind::Scalar { text: text.into_owned(), quoted };
    let kind = match value.get_ref() {
        DeValue::String(text) => scalar(without_controls(text.to_string(), span, origin, diagnostics).into(), true),
        DeValue::Integer(number) => scalar(number.as_str().into(), false),
        DeValue::Float(number) => scalar(number.as_str().into(), false),
        DeValue::Boolean(flag) => scalar(flag.to_string().into(), false),
        DeValue::Datetime(date) => scalar(date.to_string().into(), false),
        DeValue::Array(items) => Kind::List(items.iter().map(|v| toml_node(v, origin, diagnostics)).collect()),
        DeValue::Table(table) => Kind::Table(toml_entries(table, origin, diagnostics)),
    };
    Node { span, kind }
}
