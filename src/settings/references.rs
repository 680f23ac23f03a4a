//! What `site.toml` says about references: names that no grammar can know, and where links lead.
//!
//! Takes: the table `[references]`.
//! Gives: [`References`], from which the [`Registry`] of the grammar is made; a diagnostic for each name that cannot be used.
//! Never: knows what the content cites.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::fields::Fields;
use crate::node::{Entry, Kind};
use crate::reference::{Id, Registry, recognise};

/// What a site settles about references.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct References {
    /// Where a reference in a text leads.
    pub link: Leads,
    /// The parliamentary dossiers that the site knows, by their number as in ids (`32317`, `21501-02`), with their titles.
    pub dossiers: BTreeMap<String, String>,
    /// Statutes by name, with their BWB ids.
    pub statutes: BTreeMap<String, String>,
    /// Treaties by name, with the CELEX stem of their articles.
    pub treaties: BTreeMap<String, String>,
    /// Names and abbreviations of sources.
    pub abbreviations: BTreeMap<String, Id>,
}

/// Where a reference in a text leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Leads {
    /// To the page of its source on the site.
    #[default]
    Source,
    /// To the official address of its source.
    Official,
}

const LEADS: &[(&str, Leads)] = &[("source", Leads::Source), ("official", Leads::Official)];

impl References {
    /// Reads the table.
    pub fn read(fields: &mut Fields, path: &Arc<str>) -> References {
        fields.table("references", |f| Some(References::of_table(f, path))).unwrap_or_default()
    }

    fn of_table(f: &mut Fields, path: &Arc<str>) -> References {
        let link = f.choice("link", LEADS).unwrap_or_default();
        let dossiers = named(f, path, "dossiers", |number, title| {
            let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
            let dossier = Id::from_canonical(&format!("dossier-{number}")).filter(|_| number.starts_with(|c: char| c.is_ascii_digit()));
            dossier.map(|_| (number, title.to_owned())).ok_or("write the number of a dossier before its title: `32317 = \"JBZ-Raad\"`")
        });
        let statutes = named(f, path, "statutes", |name, bwb| {
            let known = bwb.len() == 11 && bwb.starts_with("BWBR") && bwb[4..].bytes().all(|b| b.is_ascii_digit());
            known
                .then(|| (name.to_owned(), bwb.to_owned()))
                .ok_or("write the id of the statute on wetten.overheid.nl: `Awb = \"BWBR0005537\"`")
        });
        let treaties = named(f, path, "treaties", |name, stem| {
            let article = Id::from_canonical(&format!("{stem}001")).filter(|_| stem.starts_with('1'));
            article
                .map(|_| (name.to_owned(), stem.to_owned()))
                .ok_or("write what its articles have in common in CELEX: `VWEU = \"12016E\"`")
        });
        let abbreviations = named(f, path, "abbreviations", |name, source| {
            let id = Id::from_canonical(source).or_else(|| only_id(source));
            id.map(|id| (name.to_owned(), id)).ok_or("write the id of a source, or cite it: `AVG = \"32016R0679\"`")
        });
        References { link, dossiers, statutes, treaties, abbreviations }
    }

    /// The registry of the grammar with all of this.
    pub fn registry(&self) -> Registry {
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

/// The id that a text cites, if it cites one and nothing else.
pub fn only_id(text: &str) -> Option<Id> {
    let mut found = recognise(text, &Registry::default()).into_iter();
    found.next().filter(|_| found.next().is_none())?.id
}

/// A table of names with what `read` makes of each; it refuses with what to write instead.
fn named<K: Ord, V>(
    fields: &mut Fields,
    path: &Arc<str>,
    key: &'static str,
    read: impl Fn(&str, &str) -> Result<(K, V), &'static str>,
) -> BTreeMap<K, V> {
    let mut all = BTreeMap::new();
    let entries: &[Entry] = fields.open_table(key);
    for entry in entries {
        let value = match &entry.value.kind {
            Kind::Scalar { text, .. } => read(&entry.key, text.trim()),
            _ => Err("write one text behind the name"),
        };
        match value {
            Ok((key, value)) => drop(all.insert(key, value)),
            Err(hint) => {
                let message = format!("`{}` cannot be registered under `references.{key}` like this", entry.key);
                fields.report(Diagnostic::at(Code::WrongType, path, entry.value.span, message).hint(hint));
            }
        }
    }
    all
}
