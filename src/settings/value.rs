//! YAML and TOML as one tree in which every key and value knows its place.
//!
//! Takes: the text of a front matter or of `site.toml`, and where in its file the text begins.
//! Gives: a [`Value`], and a diagnostic for everything that is invalid.
//! Never: decides what a scalar means. YAML scalars stay text; [`crate::settings::fields`] asks for a type and reports
//! what does not fit.
//!
//! YAML anchors and aliases are refused: front matter has no use for them, and a file that repeats itself by reference
//! can grow without bound.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::diagnostic::control_characters;
use crate::diagnostic::text_file::{Lines, floor_boundary};
use crate::diagnostic::{Code, Diagnostic, Message, Span, message};
use crate::settings::toml_slip;
use crate::settings::yaml_slip::{self, YamlSlip};

/// How deep values may be nested, which bounds recursion; no front matter goes this far.
const DEPTH: usize = 32;

/// A value and its place in the file.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    /// Its place in the file; that of a text between quotes, without them.
    pub span: Span,
    pub kind: ValueKind,
}

#[derive(Debug, Clone)]
pub(crate) enum ValueKind {
    /// A scalar as typed. If it is `quoted`, it is certainly text.
    Scalar {
        /// The text, with escapes resolved.
        text: String,
        /// Whether it is in quotes (YAML) or a string (TOML).
        quoted: bool,
    },
    /// A sequence.
    List(Vec<Value>),
    /// A mapping, in the order of the file.
    Table(Vec<KeyValue>),
}

#[derive(Debug, Clone)]
pub(crate) struct KeyValue {
    pub key: String,
    pub key_span: Span,
    pub value: Value,
}

impl Value {
    /// An empty table at a place.
    pub(crate) fn empty(span: Span) -> Self {
        Value { span, kind: ValueKind::Table(Vec::new()) }
    }

    /// What kind of value it is, for a message: "a list", "a table", "text".
    pub(crate) fn describe(&self) -> Message {
        match self.kind {
            ValueKind::Scalar { .. } => message!("a-single-value"),
            ValueKind::List(_) => message!("a-list"),
            ValueKind::Table(_) => message!("a-table"),
        }
    }

    /// The tree as JSON, for what site authors put under `extra`: plain numbers and booleans become numbers and
    /// booleans, everything else text.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.kind {
            ValueKind::List(items) => Json::Array(items.iter().map(Value::to_json).collect()),
            ValueKind::Table(entries) => {
                Json::Object(entries.iter().map(|e| (e.key.clone(), e.value.to_json())).collect())
            }
            ValueKind::Scalar { text, quoted: true } => Json::String(text.clone()),
            ValueKind::Scalar { text, quoted: false } => match text.as_str() {
                "true" => Json::Bool(true),
                "false" => Json::Bool(false),
                "null" | "~" | "" => Json::Null,
                _ => text.parse::<i64>().map(Json::from).unwrap_or_else(|_| Json::String(text.clone())),
            },
        }
    }
}

/// Where a text comes from, for its diagnostics.
pub(crate) struct Origin<'a> {
    /// The path of the file.
    pub path: &'a Arc<str>,
    /// The byte of the file at which the text begins.
    pub offset: usize,
    /// The code of the diagnostic for text that is invalid.
    pub malformed: Code,
}

impl Origin<'_> {
    /// What stands at a span of the file, which `text` is a part of.
    fn source<'t>(&self, text: &'t str, span: Span) -> Option<&'t str> {
        let range = span.range();
        text.get(range.start.checked_sub(self.offset)?..range.end.checked_sub(self.offset)?)
    }
}

/// Reads YAML. What cannot be read is left out of the tree and reported.
pub(crate) fn yaml(text: &str, origin: &Origin, diagnostics: &mut Vec<Diagnostic>) -> Value {
    let mut reader = Yaml { text, lines: Lines::new(text), parser: Parser::new_from_str(text), origin, diagnostics };
    let value = reader.document().filter(|value| reader.is_table(value));
    value.unwrap_or_else(|| Value::empty(Span::new(origin.offset, origin.offset)))
}

struct Yaml<'a, 'd> {
    text: &'a str,
    lines: Lines<'a>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    origin: &'a Origin<'a>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a> Yaml<'a, '_> {
    /// The first document of the stream; a second one is reported.
    fn document(&mut self) -> Option<Value> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
                event if root.is_none() => root = Some(self.value(event, span, 0)?),
                _ => {
                    self.report(span, message!("second-yaml"), message!("second-yaml.hint"));
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
                // The parser drops a byte order mark of its own accord, and then counts beside the characters.
                let (start, end) =
                    (floor_boundary(self.text, at(&span.start)), self.text.ceil_char_boundary(at(&span.end)));
                Some((event, Span::new(start, end).shifted(self.origin.offset)))
            }
            // What was cut off is what is missing now.
            Err(_) if self.diagnostics.last().is_some_and(|last| last.code == Code::OddValue) => {
                let span = self.diagnostics.pop().and_then(|last| last.span).unwrap_or_default();
                self.report(span, message!("yaml-cut-off"), message!("malformed-yaml.hint"));
                None
            }
            Err(error) => {
                let at = self.lines.offset(error.marker().line(), error.marker().col());
                let stopped = || yaml_slip::said(error.info(), self.lines.character(at).range());
                let slip = yaml_slip::find(self.text, at).unwrap_or_else(stopped);
                self.slip(self.origin.malformed, slip);
                None
            }
        }
    }

    /// Whether the text is a table. Text that is none for lack of a blank behind a colon is reported as that.
    fn is_table(&mut self, value: &Value) -> bool {
        let ValueKind::Scalar { .. } = value.kind else { return true };
        let slip = yaml_slip::find(self.text, self.text.len());
        let found = slip.is_some();
        slip.into_iter().for_each(|slip| self.slip(self.origin.malformed, slip));
        !found
    }

    fn slip(&mut self, code: Code, slip: YamlSlip) {
        let YamlSlip { range, message, mut hint } = slip;
        hint.edits.iter_mut().for_each(|edit| edit.span = edit.span.shifted(self.origin.offset));
        let span = Span::from(range).shifted(self.origin.offset);
        self.diagnostics.push(Diagnostic::at(code, self.origin.path, span, message).hint(hint));
    }

    fn report(&mut self, span: Span, message: Message, hint: Message) {
        let diagnostic = Diagnostic::at(self.origin.malformed, self.origin.path, span, message);
        self.diagnostics.push(diagnostic.hint(hint));
    }

    fn value(&mut self, event: Event<'a>, span: Span, depth: usize) -> Option<Value> {
        if depth > DEPTH {
            self.report(span, message!("nested-too-deeply"), message!("nested-too-deeply.hint"));
            return None;
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.without_anchor(anchor, span)?;
                let quoted = !matches!(style, ScalarStyle::Plain);
                let offset = self.origin.offset;
                let within = span.range().start - offset..span.range().end - offset;
                if let Some(slip) = Some(within).filter(|_| !quoted).and_then(|at| yaml_slip::in_value(self.text, at)) {
                    self.slip(Code::OddValue, slip);
                }
                let text = without_controls(text.into_owned(), span, self.origin, self.diagnostics);
                let between = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
                let span = if between { span.between_quotes(self.origin.source(self.text, span), &text) } else { span };
                Some(Value { span, kind: ValueKind::Scalar { text, quoted } })
            }
            Event::SequenceStart(anchor, _) => {
                self.without_anchor(anchor, span)?;
                self.list(span, depth)
            }
            Event::MappingStart(anchor, _) => {
                self.without_anchor(anchor, span)?;
                self.table(span, depth)
            }
            _ => {
                self.refuse_anchor(span);
                None
            }
        }
    }

    /// Stops at a value with an anchor; the parser numbers anchors from 1.
    fn without_anchor(&mut self, anchor: usize, span: Span) -> Option<()> {
        if anchor == 0 {
            return Some(());
        }
        self.refuse_anchor(span);
        None
    }

    fn refuse_anchor(&mut self, span: Span) {
        self.report(span, message!("yaml-anchor"), message!("yaml-anchor.hint"));
    }

    fn list(&mut self, span: Span, depth: usize) -> Option<Value> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, end) => {
                    return Some(Value {
                        span: Span { start: span.start, end: end.end },
                        kind: ValueKind::List(items),
                    });
                }
                (event, span) => items.push(self.value(event, span, depth + 1)?),
            }
        }
    }

    fn table(&mut self, span: Span, depth: usize) -> Option<Value> {
        let mut table = TableBuilder::default();
        loop {
            let (key, key_span) = match self.next()? {
                (Event::MappingEnd, end) => {
                    return Some(Value {
                        span: Span { start: span.start, end: end.end },
                        kind: ValueKind::Table(table.entries),
                    });
                }
                (Event::Scalar(key, ..), span) => {
                    let begin = span.range().start - self.origin.offset;
                    let quoted = self.text[begin..].starts_with(['"', '\'']);
                    (
                        key.clone(),
                        if quoted { span.between_quotes(self.origin.source(self.text, span), &key) } else { span },
                    )
                }
                (_, span) => {
                    self.report(span, message!("no-key"), message!("no-key.hint"));
                    return None;
                }
            };
            let (event, span) = self.next()?;
            let mut value = self.value(event, span, depth + 1)?;
            let mut key = key.into_owned();
            // Between braces, a key without a blank behind its colon takes its value in.
            let unparted = key.split_once(':').map(|(key, value)| (key.to_owned(), value.to_owned()));
            let start = key_span.range().start - self.origin.offset;
            // The parser may find a key of several lines where its last one is.
            let is_here = |own: &str| {
                let here = self.text.get(start..).and_then(|here| here.strip_prefix(own));
                here.is_some_and(|behind| behind.starts_with(':'))
            };
            let is_unparted = |own: &str, text: &str| is_bare_key(own) && !text.starts_with("//") && is_here(own);
            if let Some((own, text)) = unparted.filter(|(own, text)| is_unparted(own, text)) {
                let place = start + own.len() + 1;
                self.slip(self.origin.malformed, yaml_slip::no_blank(self.text, place));
                value = Value { span: key_span, kind: ValueKind::Scalar { text, quoted: false } };
                key = own;
            }
            table.add(KeyValue { key, key_span, value }, self.origin.path, self.diagnostics);
        }
    }
}

/// Whether a text is a key that front matter could have.
fn is_bare_key(text: &str) -> bool {
    text.len() > 1 && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// Escapes such as `"\0"` can make characters that no page may contain; [`crate::project::load`] has replaced all
/// others.
fn without_controls(text: String, span: Span, origin: &Origin, diagnostics: &mut Vec<Diagnostic>) -> String {
    let Some((fit, message)) = control_characters::fit(&text) else { return text };
    let diagnostic = Diagnostic::at(Code::ControlCharacter, origin.path, span, message);
    diagnostics.push(diagnostic.hint(message!("control-character.hint")));
    fit
}

#[derive(Default)]
struct TableBuilder {
    entries: Vec<KeyValue>,
    seen: HashMap<String, ()>,
}

impl TableBuilder {
    fn add(&mut self, entry: KeyValue, path: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) {
        if self.seen.insert(entry.key.clone(), ()).is_some() {
            let message = message!("duplicate-key", key = entry.key);
            let diagnostic = Diagnostic::at(Code::DuplicateKey, path, entry.key_span, message);
            diagnostics.push(diagnostic.hint(message!("duplicate-key.hint")));
        } else {
            self.entries.push(entry);
        }
    }
}

/// Reads TOML. What cannot be read is left out of the tree and reported.
pub(crate) fn toml(text: &str, origin: &Origin, diagnostics: &mut Vec<Diagnostic>) -> Value {
    let (table, mut errors) = toml::de::DeTable::parse_recoverable(text);
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let lines = Lines::new(text);
    let (mut told, mut is_spoilt) = (None, false);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let said = error.message();
        let (code, message, hint) = match said.starts_with("duplicate key") {
            true => {
                let key = text.get(range.clone()).unwrap_or_default();
                (Code::DuplicateKey, message!("duplicate-key", key), message!("duplicate-key.hint").into())
            }
            // What follows from one mistake is no other.
            false
                if is_spoilt
                    || told.replace(lines.position(range.start).line) == Some(lines.position(range.start).line) =>
            {
                continue;
            }
            false => {
                let (message, hint) = toml_slip::said(text, said, &range);
                is_spoilt = toml_slip::spoils_the_rest(said);
                (origin.malformed, message, hint)
            }
        };
        let diagnostic = Diagnostic::at(code, origin.path, Span::from(range).shifted(origin.offset), message);
        diagnostics.push(diagnostic.hint(hint));
    }
    let span = Span::from(table.span()).shifted(origin.offset);
    Value { span, kind: ValueKind::Table(toml_entries(text, table.get_ref(), origin, diagnostics)) }
}

fn toml_entries(
    text: &str,
    table: &toml::de::DeTable<'_>,
    origin: &Origin,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<KeyValue> {
    let mut entries: Vec<KeyValue> = table
        .iter()
        .map(|(key, value)| KeyValue {
            key: key.get_ref().to_string(),
            key_span: Span::from(key.span()).shifted(origin.offset).between_quotes(text.get(key.span()), key.get_ref()),
            value: toml_value(text, value, origin, diagnostics),
        })
        .collect();
    entries.sort_by_key(|e| e.key_span);
    entries
}

fn toml_value(
    text: &str,
    value: &toml::Spanned<toml::de::DeValue<'_>>,
    origin: &Origin,
    diagnostics: &mut Vec<Diagnostic>,
) -> Value {
    use toml::de::DeValue;
    let span = Span::from(value.span()).shifted(origin.offset);
    let scalar = |text: Cow<str>, quoted| ValueKind::Scalar { text: text.into_owned(), quoted };
    let kind = match value.get_ref() {
        DeValue::String(words) => scalar(without_controls(words.to_string(), span, origin, diagnostics).into(), true),
        DeValue::Integer(number) => scalar(number.as_str().into(), false),
        DeValue::Float(number) => scalar(number.as_str().into(), false),
        DeValue::Boolean(flag) => scalar(flag.to_string().into(), false),
        DeValue::Datetime(date) => scalar(date.to_string().into(), false),
        DeValue::Array(items) => {
            ValueKind::List(items.iter().map(|v| toml_value(text, v, origin, diagnostics)).collect())
        }
        DeValue::Table(table) => ValueKind::Table(toml_entries(text, table, origin, diagnostics)),
    };
    let span = match &kind {
        ValueKind::Scalar { text: words, quoted: true } => span.between_quotes(text.get(value.span()), words),
        _ => span,
    };
    Value { span, kind }
}
