//! What front matter and `site.toml` may hold, as JSON Schema for editors.
//!
//! Takes: the kind of file, and a language for what is said of each key.
//! Gives: the schema.
//! Never: is written by hand: keys come from the readers of these files, sentences from the tables of the guide.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::handbook;
use crate::diagnostic::MessageLanguage;
use crate::document::{Role, front_matter};
use crate::settings::Settings;
use crate::settings::address::SCHEMAS;
use crate::settings::shape::{TableShape, Takes};

/// Within the folder of schemas: agendas and dossiers have one as data, too.
const FOLDER: &str = "content/";

/// How a day is written, perhaps with a time.
pub(crate) const MOMENT: &str = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$";

/// A kind of file with keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum KeyedFile {
    /// The front matter of agenda.md
    Agenda,
    /// The front matter of report.md
    Report,
    /// The front matter of any other document of a meeting
    Annex,
    /// The front matter of a dossier
    Dossier,
    /// The front matter of a plain page
    Page,
    /// The front matter of _index.md
    Home,
    /// site.toml
    Site,
}

impl KeyedFile {
    pub(crate) const ALL: [KeyedFile; 7] = [
        KeyedFile::Agenda,
        KeyedFile::Report,
        KeyedFile::Annex,
        KeyedFile::Dossier,
        KeyedFile::Page,
        KeyedFile::Home,
        KeyedFile::Site,
    ];

    /// The name of its schema, without an ending.
    pub(crate) fn name(self) -> &'static str {
        match self {
            KeyedFile::Agenda => "agenda",
            KeyedFile::Report => "report",
            KeyedFile::Annex => "annex",
            KeyedFile::Dossier => "dossier",
            KeyedFile::Page => "page",
            KeyedFile::Home => "home",
            KeyedFile::Site => "site",
        }
    }

    /// Its keys, as the reader of such a file asks for them.
    pub(crate) fn shape(self) -> TableShape {
        let any = String::new;
        let role = match self {
            KeyedFile::Agenda => Role::Agenda { meeting: any() },
            KeyedFile::Report => Role::Report { meeting: any() },
            KeyedFile::Annex => Role::Annex { meeting: any(), name: any() },
            KeyedFile::Dossier => Role::Dossier { id: any() },
            KeyedFile::Page => Role::Page { path: any() },
            KeyedFile::Home => Role::Home,
            KeyedFile::Site => return Settings::shape(),
        };
        front_matter::shape(&role)
    }

    /// The pages of the guide with tables of its keys, the one that says most of it first.
    fn pages(self, language: MessageLanguage) -> &'static [&'static str] {
        match (self, language) {
            (KeyedFile::Site, MessageLanguage::Nl) => &["instellingen"],
            (KeyedFile::Site, MessageLanguage::En) => &["settings"],
            (KeyedFile::Dossier | KeyedFile::Page, MessageLanguage::Nl) => &["dossiers", "vergadering"],
            (KeyedFile::Dossier | KeyedFile::Page, MessageLanguage::En) => &["dossiers", "meeting"],
            (_, MessageLanguage::Nl) => &["vergadering"],
            (_, MessageLanguage::En) => &["meeting"],
        }
    }

    /// Where its schema is published.
    pub(crate) fn address(self) -> String {
        format!("{SCHEMAS}{FOLDER}{}.json", self.name())
    }

    /// Its schema as text.
    pub(crate) fn text(self, language: MessageLanguage) -> String {
        format!("{:#}\n", self.schema(language))
    }

    /// What the guide says of its keys in this language, by key.
    pub(crate) fn said(self, language: MessageLanguage) -> HashMap<String, String> {
        let mut said = HashMap::new();
        for page in self.pages(language) {
            for (key, sentence) in explained(&handbook::text(language, Some(page)).unwrap_or_default()) {
                said.entry(key).or_insert(sentence);
            }
        }
        said
    }

    /// Its schema, with what the guide says of each key in this language.
    pub(crate) fn schema(self, language: MessageLanguage) -> Value {
        let mut schema = table(&self.shape(), &self.said(language));
        // Not the newest draft, for many editors know no newer one; nothing here means anything else in a later one.
        schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
        schema["title"] = json!(self.name());
        schema
    }
}

/// The keys that the tables of a page explain, with what they say, as plain words.
fn explained(page: &str) -> Vec<(String, String)> {
    let row = |line: &str| {
        let (key, rest) = line.strip_prefix("| `")?.split_once("` | ")?;
        let (_, meaning) = rest.trim_end().strip_suffix(" |")?.split_once(" | ")?;
        Some((key.to_owned(), plain(meaning)))
    };
    page.lines().filter_map(row).collect()
}

/// Markdown without links and backticks.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("](") {
        out.push_str(before);
        rest = behind.split_once(')').map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out.replace(['[', '`'], "")
}

fn table(shape: &TableShape, said: &HashMap<String, String>) -> Value {
    let mut properties = Map::new();
    for key in &shape.keys {
        let mut value = value(&key.takes);
        if let Some(sentence) = said.get(key.name) {
            value["description"] = json!(sentence);
        }
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> = shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn value(takes: &Takes) -> Value {
    // A number without quotes is read as the text that it is.
    let text = || json!({ "type": ["string", "number"] });
    let inner = |shape| table(shape, &HashMap::new());
    match takes {
        Takes::Text => text(),
        Takes::Date => json!({ "type": "string", "format": "date" }),
        Takes::Moment => json!({ "type": "string", "pattern": MOMENT }),
        Takes::Flag => json!({ "type": "boolean" }),
        Takes::Number => json!({ "type": "integer", "minimum": 0 }),
        Takes::Choice(words) => json!({ "enum": words }),
        Takes::Texts => json!({ "anyOf": [text(), { "type": "array", "items": text() }] }),
        Takes::Table(shape) => inner(shape),
        Takes::Tables(shape) => json!({ "type": "array", "items": inner(shape) }),
        Takes::Open(None) => json!({ "type": "object" }),
        Takes::Open(Some(shape)) => {
            json!({ "type": "object", "additionalProperties": { "anyOf": [text(), inner(shape)] } })
        }
        Takes::Free => json!({}),
    }
}
