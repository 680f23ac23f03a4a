//! What `site.toml` says about references: names that no grammar can know, and where links lead.
//!
//! Takes: the table `[references]`.
//! Gives: [`ReferenceSettings`], from which the [`Registry`] of the grammar is made; a diagnostic for each name that cannot be used.
//! Never: knows what the content cites.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Message, message};
use crate::settings::fields::Fields;
use crate::settings::value::{KeyValue, ValueKind};
use reference::{Id, Registry, recognise};

/// What a site decides about references.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ReferenceSettings {
    /// Where references in texts lead.
    pub link: Leads,
    /// The parliamentary dossiers that the site knows: their titles, by number as in ids (`32317`, `21501-02`).
    pub dossiers: BTreeMap<String, String>,
    /// Statutes: their BWB ids, by name.
    pub statutes: BTreeMap<String, String>,
    /// Treaties: the CELEX stems of their articles, by name.
    pub treaties: BTreeMap<String, String>,
    /// Sources that have a name or an abbreviation, by that name.
    pub abbreviations: BTreeMap<String, Id>,
}

/// Where a reference in a text leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Leads {
    /// To the page of its source on the site.
    #[default]
    Source,
    /// To the official address of its source.
    Official,
}

const LEADS: &[(&str, Leads)] = &[("source", Leads::Source), ("official", Leads::Official)];

impl ReferenceSettings {
    pub(crate) fn read(fields: &mut Fields, path: &Arc<str>) -> ReferenceSettings {
        fields.table("references", |f| Some(ReferenceSettings::of_table(f, path))).unwrap_or_default()
    }

    fn of_table(f: &mut Fields, path: &Arc<str>) -> ReferenceSettings {
        let link = f.choice("link", LEADS).unwrap_or_default();
        let dossiers = named(f, path, "dossiers", |number, title| {
            let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
            let dossier = Id::from_canonical(&format!("dossier-{number}"))
                .filter(|_| number.starts_with(|c: char| c.is_ascii_digit()));
            dossier.map(|_| (number, title.to_owned())).ok_or_else(|| message!("unregistrable.hint-dossier"))
        });
        let statutes = named(f, path, "statutes", |name, bwb| {
            let known = bwb.len() == 11 && bwb.starts_with("BWBR") && bwb[4..].bytes().all(|b| b.is_ascii_digit());
            known.then(|| (name.to_owned(), bwb.to_owned())).ok_or_else(|| message!("unregistrable.hint-statute"))
        });
        let treaties = named(f, path, "treaties", |name, stem| {
            let article = Id::from_canonical(&format!("{stem}001")).filter(|_| stem.starts_with('1'));
            article.map(|_| (name.to_owned(), stem.to_owned())).ok_or_else(|| message!("unregistrable.hint-treaty"))
        });
        let abbreviations = named(f, path, "abbreviations", |name, source| {
            let id = Id::from_canonical(source).or_else(|| only_id(source));
            id.map(|id| (name.to_owned(), id)).ok_or_else(|| message!("unregistrable.hint-abbreviation"))
        });
        ReferenceSettings { link, dossiers, statutes, treaties, abbreviations }
    }

    /// The registry of the grammar, with everything registered here.
    pub(crate) fn registry(&self) -> Registry {
        let mut builder = Registry::builder();
        for number in self.dossiers.keys() {
            builder = builder.dossier(number);
        }
        for (name, bwb) in &self.statutes {
            builder = builder.statute(name, bwb);
        }
        for (name, stem) in &self.treaties {
            builder = builder.treaty(name, stem);
        }
        for (name, id) in &self.abbreviations {
            builder = builder.abbreviation(name, id.clone());
        }
        builder.build()
    }
}

/// The id that a text cites, if it cites one and contains nothing else.
pub(crate) fn only_id(text: &str) -> Option<Id> {
    let mut found = recognise(text, &Registry::default()).into_iter();
    found.next().filter(|_| found.next().is_none())?.id
}

/// A table of names, with what `read` makes of each; where it refuses, it says what to write instead.
fn named<K: Ord, V>(
    fields: &mut Fields,
    path: &Arc<str>,
    key: &'static str,
    read: impl Fn(&str, &str) -> Result<(K, V), Message>,
) -> BTreeMap<K, V> {
    let mut all = BTreeMap::new();
    let entries: &[KeyValue] = fields.open_table(key);
    for entry in entries {
        let value = match &entry.value.kind {
            ValueKind::Scalar { text, .. } => read(&entry.key, text.trim()),
            _ => Err(message!("unregistrable.hint")),
        };
        match value {
            Ok((key, value)) => drop(all.insert(key, value)),
            Err(hint) => {
                let message = message!("unregistrable", name = entry.key, key);
                fields.report(Diagnostic::at(Code::WrongType, path, entry.value.span, message).hint(hint));
            }
        }
    }
    all
}
