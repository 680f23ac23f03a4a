//! The settings of a site.
//!
//! Takes: the text of `site.toml`.
//! Gives: [`Config`], and a diagnostic for each key that is not as it should be.
//! Never: looks at the content.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{Fields, Located, Notation};
use crate::gone::{self, Gone};
use crate::node::{self, Entry, Kind, Origin};
use crate::publication::{self, Publication};
use crate::registered::References;
use crate::source::SourceFile;
use crate::suggest;
use jiff::civil::Date;

/// What `site.toml` says, with defaults filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// The name of the site.
    pub title: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// Where the site is published, ending in `/`; without it no page names an absolute address.
    pub base_url: Option<String>,
    /// The code of the language of the site.
    pub language: Located<String>,
    /// The path in `static` of the stylesheet with the house style, which every page loads after that of the theme.
    pub stylesheet: Option<Located<String>>,
    /// Whether HTML in Markdown is passed through.
    pub raw_html: bool,
    /// Names of the formations by their id.
    pub formations: BTreeMap<String, Formation>,
    /// The formations that no longer meet, by their id.
    pub closures: BTreeMap<String, Closure>,
    /// What stood on the site and left.
    pub gone: Vec<Gone>,
    /// Who publishes the site and is answerable for it.
    pub publisher: Option<Publisher>,
    /// What packages say about keeping and using them.
    pub archive: Archive,
    /// What is published besides the pages.
    pub publication: Publication,
    /// What it settles about references.
    pub references: References,
    /// What site authors keep for their own templates.
    pub extra: serde_json::Value,
}

/// Who publishes a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// The name of the organisation.
    pub name: String,
    /// Its identifier, such as `https://identifier.overheid.nl/tooi/id/ministerie/mnre1058`.
    pub id: Option<String>,
}

/// What packages say about keeping and using them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// How long they have to be kept.
    pub appraisal: Appraisal,
    /// What restricts their use, if anything does.
    pub restriction: Option<String>,
    /// Where they can be had, as the address of the folder that holds them, ending in `/`.
    pub packages: Option<String>,
}

/// How a formation ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// Its last day, if that is known.
    pub closed: Option<Date>,
    /// The id of the formation that took its place.
    pub superseded_by: Option<Located<String>>,
}

/// How long an archive keeps something, by the two outcomes that Dutch selection lists know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appraisal {
    /// For ever.
    Permanent,
    /// For a time.
    Temporary,
}

const APPRAISALS: &[(&str, Appraisal)] = &[("permanent", Appraisal::Permanent), ("temporary", Appraisal::Temporary)];

/// A council formation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Formation {
    /// Its full name.
    pub name: String,
    /// The short name, such as "JBZ-Raad".
    pub short: String,
}

impl Config {
    /// Reads `site.toml`.
    pub fn read(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Config {
        let origin = Origin { path: &file.path, offset: 0, malformed: Code::MalformedConfig };
        let root = node::toml(&file.text, &origin, diagnostics);
        let path = &file.path;
        let mut fields = Fields::new(path, &root, diagnostics).written_in(Notation::Toml);
        let title = fields.required_text("title", "Geannoteerde agenda’s");
        let description = fields.text("description").map(|t| t.value);
        let base_url = fields.text("base_url").and_then(|url| url_of("base_url", url, path, &mut fields));
        let language = fields.text("language");
        let stylesheet = fields.text("stylesheet");
        let raw_html = fields.flag("raw_html", false);
        let (formations, closures) = formations(fields.open_table("formations"), path, &mut fields);
        let gone = gone::read(&mut fields, path);
        let publisher = fields.table("publisher", |f| {
            let (name, id) = (f.required_text("name", "Ministerie van Justitie en Veiligheid"), f.text("id"));
            let id = publication::uri(id, "https://identifier.overheid.nl/tooi/id/ministerie/mnre1058", path, f);
            Some(Publisher { name: name?.value, id })
        });
        let archive = fields.table("archive", |f| {
            let appraisal = f.choice("appraisal", APPRAISALS).unwrap_or(Appraisal::Permanent);
            let packages = f.text("packages").and_then(|url| url_of("packages", url, path, f));
            Some(Archive { appraisal, restriction: f.text("restriction").map(|t| t.value), packages })
        });
        let publication = Publication::read(&mut fields, path);
        let references = References::read(&mut fields, path);
        let extra = fields.extra();
        let span = fields.span();
        fields.finish();
        Config {
            title: title.map(|t| t.value).unwrap_or_default(),
            description,
            base_url,
            language: language.unwrap_or(Located { value: "nl".to_owned(), span }),
            stylesheet,
            raw_html,
            formations,
            closures,
            gone,
            publisher,
            archive: archive.unwrap_or(Archive { appraisal: Appraisal::Permanent, restriction: None, packages: None }),
            publication,
            references,
            extra,
        }
    }

    /// The path part of the base URL, such as `/agendas/`; `/` when there is none.
    pub fn base_path(&self) -> &str {
        let Some(url) = &self.base_url else { return "/" };
        let host = url.find("://").map_or(0, |i| i + 3);
        url[host..].find('/').map_or("/", |i| &url[host + i..])
    }
}

/// Checks an address under which a site can be published, and gives it with one `/` at its end.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub fn check_base_url(url: &str) -> Result<String, String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|r| r.split('/').next()).unwrap_or("");
    let strange = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`{}|\\^?#".contains(c);
    if host.is_empty() || url.contains(strange) {
        return Err(format!("`{}` is not an address that a site can have", url.escape_debug()));
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

fn url_of(key: &str, url: Located<String>, path: &Arc<str>, fields: &mut Fields) -> Option<String> {
    match check_base_url(&url.value) {
        Ok(url) => Some(url),
        Err(message) => {
            let hint = format!("write `{key} = \"https://agenda.example.nl/\"`");
            fields.report(Diagnostic::at(Code::WrongType, path, url.span, message).hint(hint));
            None
        }
    }
}

fn formations(entries: &[Entry], path: &Arc<str>, fields: &mut Fields) -> (BTreeMap<String, Formation>, BTreeMap<String, Closure>) {
    let (mut formations, mut closures) = (BTreeMap::new(), BTreeMap::new());
    for entry in entries {
        let formation = match &entry.value.kind {
            Kind::Scalar { text, .. } => Some(Formation { name: text.clone(), short: text.clone() }),
            _ => {
                let mut found = Vec::new();
                let mut inner = Fields::new(path, &entry.value, &mut found).written_in(Notation::Toml);
                let name = inner.required_text("name", "Justitie en Binnenlandse Zaken");
                let short = inner.text("short");
                let (closed, superseded_by) = (inner.date("closed").map(|day| day.value), inner.text("superseded_by"));
                if closed.is_some() || superseded_by.is_some() {
                    closures.insert(entry.key.clone(), Closure { closed, superseded_by });
                }
                inner.finish();
                found.into_iter().for_each(|d| fields.report(d));
                name.map(|name| Formation { short: short.map_or_else(|| name.value.clone(), |s| s.value), name: name.value })
            }
        };
        if let Some(formation) = formation {
            formations.insert(entry.key.clone(), formation);
        }
    }
    let unknown = |closure: &&Closure| closure.superseded_by.as_ref().is_some_and(|by| !formations.contains_key(&by.value));
    for by in closures.values().filter(unknown).filter_map(|closure| closure.superseded_by.as_ref()) {
        let hint = suggest::did_you_mean(&by.value, formations.keys().map(String::as_str), "name that formation here, too");
        let message = format!("there is no formation `{}`", by.value);
        fields.report(Diagnostic::at(Code::UnknownFormation, path, by.span, message).hint(hint));
    }
    (formations, closures)
}
