//! The formations of a site: the table `[formations]` of `site.toml`.
//!
//! Takes: the [`Fields`] of `site.toml`.
//! Gives: [`FormationTable`], and a diagnostic for each key that is not as it should be.
//! Never: knows which formations agendas name.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::suggest;
use crate::diagnostic::{Code, Diagnostic, Hint, message};
use crate::settings::fields::{Fields, Located, Notation};
use crate::settings::language::Language;
use crate::settings::value::{KeyValue, ValueKind};

/// A council formation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct Formation {
    /// The full name: `Raad Justitie en Binnenlandse Zaken`.
    pub name: String,
    /// The short name: `JBZ-Raad`.
    pub short: String,
}

/// How a formation ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Closure {
    /// Its last day; `None` if it is not known.
    pub closed: Option<Date>,
    /// The id of the formation that took its place.
    pub superseded_by: Option<Located<String>>,
}

/// The table `[formations]`, sorted by what it says of each.
#[derive(Default)]
pub(super) struct FormationTable {
    pub formations: BTreeMap<String, Formation>,
    /// How those that no longer meet ended.
    pub closures: BTreeMap<String, Closure>,
    /// The words that differ on the pages of each.
    pub words: BTreeMap<String, BTreeMap<String, String>>,
}

/// Reads the table. A formation that took the place of another has to be in it, too.
pub(super) fn read(fields: &mut Fields, path: &Arc<str>) -> FormationTable {
    let entries = fields.open_table("formations");
    fields.describe_open("formations", |inner| {
        let mut read = |key| drop(inner.text(key));
        ["short", "superseded_by"].into_iter().for_each(&mut read);
        inner.required_text("name", "");
        inner.date("closed");
        inner.open_table("words");
    });
    let FormationTable { mut formations, mut closures, mut words } = FormationTable::default();
    for entry in entries {
        if let Some(diagnostic) = misplaced(entry, path) {
            fields.report(diagnostic);
            continue;
        }
        let formation = match &entry.value.kind {
            ValueKind::Scalar { text, .. } => Some(Formation { name: text.clone(), short: text.clone() }),
            _ => {
                let mut found = Vec::new();
                let mut inner = Fields::new(path, &entry.value, &mut found).written_in(Notation::Toml);
                let name = inner.required_text("name", "Justitie en Binnenlandse Zaken");
                let short = inner.text("short");
                let (closed, superseded_by) = (inner.date("closed").map(|day| day.value), inner.text("superseded_by"));
                if closed.is_some() || superseded_by.is_some() {
                    closures.insert(entry.key.clone(), Closure { closed, superseded_by });
                }
                let own = formation_words(inner.open_table("words"), path, &mut inner);
                if !own.is_empty() {
                    words.insert(entry.key.clone(), own);
                }
                inner.finish();
                found.into_iter().for_each(|d| fields.report(d));
                name.map(|name| Formation {
                    short: short.map_or_else(|| name.value.clone(), |s| s.value),
                    name: name.value,
                })
            }
        };
        if let Some(formation) = formation {
            formations.insert(entry.key.clone(), formation);
        }
    }
    let unknown =
        |closure: &&Closure| closure.superseded_by.as_ref().is_some_and(|by| !formations.contains_key(&by.value));
    for by in closures.values().filter(unknown).filter_map(|closure| closure.superseded_by.as_ref()) {
        let otherwise = message!("unknown-formation.hint-here");
        let hint = suggest::did_you_mean(&by.value, by.typed(), formations.keys().map(String::as_str), otherwise);
        let message = message!("unknown-formation", id = by.value);
        fields.report(Diagnostic::at(Code::UnknownFormation, path, by.span, message).hint(hint));
    }
    FormationTable { formations, closures, words }
}

/// Keys of the site itself. Below the line `[formations]`, TOML takes them for ids of formations.
const OF_THE_SITE: &[&str] = &[
    "base_url",
    "description",
    "hidden_files",
    "language",
    "logo",
    "message_language",
    "raw_html",
    "stylesheet",
    "timezone",
    "title",
];

/// What is wrong with an entry that is no formation: a key of the site, or one without a name.
fn misplaced(entry: &KeyValue, path: &Arc<str>) -> Option<Diagnostic> {
    let ValueKind::Scalar { text, .. } = &entry.value.kind else { return None };
    if OF_THE_SITE.contains(&entry.key.as_str()) {
        let (message, hint) = (message!("key-of-the-site", key = entry.key), message!("key-of-the-site.hint"));
        return Some(Diagnostic::at(Code::UnknownKey, path, entry.key_span, message).hint(hint));
    }
    let hint = message!("write", words = format!("{} = \"…\"", entry.key));
    let nameless = Diagnostic::at(Code::WrongType, path, entry.value.span, message!("wanted-text")).hint(hint);
    text.trim().is_empty().then_some(nameless)
}

/// The words of a formation: some of those that language files have, and any that the site's own templates ask for.
fn formation_words(entries: &[KeyValue], path: &Arc<str>, fields: &mut Fields) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    let known = Language::built_in("nl").map(|dutch| dutch.words.keys().cloned().collect::<Vec<_>>());
    let known = known.unwrap_or_default();
    for entry in entries {
        let near = suggest::nearest(&entry.key, known.iter().map(String::as_str)).filter(|near| *near != entry.key);
        if let Some(near) = near.filter(|_| !known.contains(&entry.key)) {
            let message = message!("unknown-key", key = entry.key);
            let hint = Hint::meant(near, Some(entry.key_span));
            fields.report(Diagnostic::at(Code::UnknownKey, path, entry.key_span, message).hint(hint));
            continue;
        }
        match &entry.value.kind {
            ValueKind::Scalar { text, .. } => drop(words.insert(entry.key.clone(), text.clone())),
            _ => {
                let (message, hint) =
                    (message!("wanted-text"), message!("write", words = format!("{} = \"…\"", entry.key)));
                fields.report(Diagnostic::at(Code::WrongType, path, entry.value.span, message).hint(hint));
            }
        }
    }
    words
}
