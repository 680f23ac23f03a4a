//! The settings of a site.
//!
//! Takes: the text of `site.toml`.
//! Gives: [`Settings`], and a diagnostic for each key that is not as it should be.
//! Never: looks at the content.

pub(crate) mod address;
pub(crate) mod fields;
pub(crate) mod file_name;
mod formations;
mod glossary;
pub(crate) mod gone;
pub(crate) mod language;
pub(crate) mod moved_addresses;
pub(crate) mod publication;
pub(crate) mod publish_place;
pub(crate) mod references;
pub(crate) mod shape;
pub(crate) mod surroundings;
pub(crate) mod timezone;
pub(crate) mod toml_slip;
pub(crate) mod value;
mod word_tables;
pub(crate) mod words;
pub(crate) mod yaml_slip;

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, Message, MessageLanguage, message};
use fields::{Fields, Located, Notation};
use formations::FormationTable;
pub(crate) use formations::{Closure, Formation};
use gone::GoneAddress;
use jiff::tz::TimeZone;
use moved_addresses::MovedAddress;
use publication::Publication;
use publish_place::PublishSettings;
use references::ReferenceSettings;
use shape::TableShape;
use surroundings::Surround;
use value::Origin;

/// What is done with HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RawHtml {
    /// It is shown as text, and reported.
    Escaped,
    /// It becomes part of the page unchanged.
    Passed,
}

/// What `site.toml` says, with defaults filled in.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub title: String,
    /// One sentence about the site.
    pub description: Option<String>,
    /// Where the site is published, ending in `/`; without it no page contains an absolute address.
    pub base_url: Option<String>,
    /// The same as `site.toml` has it, whatever address one build was given.
    pub own_base: Option<String>,
    /// The code of the site's language: `nl`.
    pub language: Located<String>,
    /// In which language the program tells what is wrong with the site: as `message_language` says, else in that of the site, else in
    /// English.
    pub message_language: MessageLanguage,
    /// The stylesheet with the house style, as a path in `static`. Every page loads it after that of the theme.
    pub stylesheet: Option<Located<String>>,
    pub raw_html: RawHtml,
    /// The paths of files and folders in `static` that begin with a full stop and are published all the same.
    pub hidden_files: Vec<String>,
    /// The formations that have names, by id.
    pub formations: BTreeMap<String, Formation>,
    /// The formations that no longer meet, by id.
    pub closures: BTreeMap<String, Closure>,
    /// The words that differ on the pages of a formation, by its id.
    pub formation_words: BTreeMap<String, BTreeMap<String, String>>,
    /// The time zone of all times; `None` if the settings name none.
    pub zone: Option<TimeZone>,
    /// What surrounds every page.
    pub surround: Surround,
    /// The addresses and places whose content has been withdrawn.
    pub gone: Vec<GoneAddress>,
    /// The addresses that lead on to others.
    pub moved: Vec<MovedAddress>,
    /// Who publishes the site and is responsible for it.
    pub publisher: Option<Publisher>,
    /// What packages say about keeping and using them.
    pub archive: ArchiveTerms,
    /// What is published besides the pages.
    pub publication: Publication,
    /// Where `voetnoot publish` brings the site; no page depends on it.
    pub publish: Option<PublishSettings>,
    pub references: ReferenceSettings,
    /// What abbreviations and other terms mean.
    pub glossary: BTreeMap<String, String>,
    /// Whatever site authors want to pass to their own templates.
    pub extra: serde_json::Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Publisher {
    /// The name of the organisation.
    pub name: String,
    /// Its identifier, such as `https://identifier.overheid.nl/tooi/id/ministerie/mnre1058`.
    pub id: Option<String>,
}

/// What packages say about keeping and using them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ArchiveTerms {
    /// How long packages have to be kept.
    pub appraisal: Appraisal,
    /// What restricts their use; `None` if nothing does.
    pub restriction: Option<String>,
    /// The address of the folder where packages can be downloaded, ending in `/`.
    pub packages: Option<String>,
}

/// How long an archive keeps something, in the two outcomes of Dutch selection lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Appraisal {
    /// For ever.
    Permanent,
    /// For a limited time.
    Temporary,
}

const APPRAISALS: &[(&str, Appraisal)] = &[("permanent", Appraisal::Permanent), ("temporary", Appraisal::Temporary)];

const MESSAGE_LANGUAGES: &[(&str, MessageLanguage)] = &[("en", MessageLanguage::En), ("nl", MessageLanguage::Nl)];

impl Settings {
    /// Reads `site.toml`; keys that are missing or wrong get their defaults.
    pub(crate) fn read(file: &TextFile, diagnostics: &mut Vec<Diagnostic>) -> Settings {
        let origin = Origin { path: &file.path, offset: 0, malformed: Code::MalformedConfig };
        let root = value::toml(&file.text, &origin, diagnostics);
        let path = &file.path;
        let mut fields = Fields::new(path, &root, diagnostics).written_in(Notation::Toml);
        let settings = Settings::of(&mut fields, path);
        fields.finish();
        settings
    }

    /// What `site.toml` may hold.
    pub(crate) fn shape() -> TableShape {
        Fields::shape_of(|fields| drop(Settings::of(fields, &Arc::from(""))))
    }

    fn of(fields: &mut Fields, path: &Arc<str>) -> Settings {
        let title = fields.required_text("title", "Geannoteerde agenda’s");
        let description = fields.text("description").map(|t| t.value);
        let base_url = fields.text("base_url").and_then(|url| url_of("base_url", url, path, fields));
        let language = fields.text("language");
        let message_language = fields.choice("message_language", MESSAGE_LANGUAGES);
        let stylesheet = fields.text("stylesheet");
        let raw_html = match fields.flag("raw_html") {
            Some(true) => RawHtml::Passed,
            _ => RawHtml::Escaped,
        };
        let hidden_files = fields.texts("hidden_files").into_iter().map(|path| path.value).collect();
        let zone = timezone::read(fields, path);
        let surround = Surround::read(fields, path);
        let FormationTable { formations, closures, words: formation_words } = formations::read(fields, path);
        let gone = gone::read(fields, path);
        let moved = moved_addresses::read(fields, path);
        let publisher = fields.table("publisher", |f| publisher(f, path));
        let archive = fields.table("archive", |f| Some(archive(f, path)));
        let publication = Publication::read(fields, path);
        let usable = |url: &str| url.parse::<BaseUrl>().ok().map(|url| url.0);
        let publish = PublishSettings::read(fields, path, usable);
        let references = ReferenceSettings::read(fields, path);
        let glossary = glossary::read(fields, path);
        let extra = fields.extra();
        let language = language.unwrap_or(Located { value: "nl".to_owned(), span: fields.span() });
        Settings {
            title: title.map(|t| t.value).unwrap_or_default(),
            description,
            own_base: base_url.clone(),
            base_url,
            message_language: message_language.or(MessageLanguage::of(&language.value)).unwrap_or_default(),
            language,
            stylesheet,
            raw_html,
            hidden_files,
            formations,
            closures,
            formation_words,
            zone,
            surround,
            gone,
            moved,
            publisher,
            archive: archive.unwrap_or(ArchiveTerms {
                appraisal: Appraisal::Permanent,
                restriction: None,
                packages: None,
            }),
            publication,
            publish,
            references,
            glossary,
            extra,
        }
    }

    /// The path in the base URL, such as `/agendas/`; `/` without one.
    pub(crate) fn base_path(&self) -> &str {
        let Some(url) = &self.base_url else { return "/" };
        let host = url.find("://").map_or(0, |i| i + 3);
        url[host..].find('/').map_or("/", |i| &url[host + i..])
    }
}

/// The address under which a site is published, such as `https://agenda.example.nl/raad/`. It always ends in `/`.
///
/// ```
/// use voetnoot::BaseUrl;
///
/// let url: BaseUrl = "https://agenda.example.nl/raad".parse()?;
/// assert_eq!(url.as_str(), "https://agenda.example.nl/raad/");
/// assert!("agenda.example.nl".parse::<BaseUrl>().is_err());
/// # Ok::<(), voetnoot::diagnostic::Message>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// The address as text, ending in `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BaseUrl {
    type Err = Message;

    /// Reads an address with the scheme `http` or `https`, a host, and no query or fragment. A missing `/` at the end
    /// is added.
    ///
    /// # Errors
    /// A sentence that quotes what was given and says what an address looks like.
    fn from_str(url: &str) -> Result<Self, Message> {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let host = rest.and_then(|r| r.split('/').next()).unwrap_or("");
        let strange = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`{}|\\^?#".contains(c);
        // What rules for servers would take for a wildcard, a placeholder or a variable, however it is written.
        let path = rest.map_or("", |rest| &rest[host.len()..]);
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8();
        let usable = decoded.is_ok_and(|path| !path.contains(|c: char| c.is_control() || "*:$?#\\\"".contains(c)));
        if host.is_empty() || url.contains(strange) || host.contains(['*', '$']) || !usable {
            return Err(message!("no-base-url", url = url.escape_debug().to_string()));
        }
        Ok(BaseUrl(format!("{}/", url.trim_end_matches('/'))))
    }
}

fn publisher(fields: &mut Fields, path: &Arc<str>) -> Option<Publisher> {
    let (name, id) = (fields.required_text("name", "Ministerie van Justitie en Veiligheid"), fields.text("id"));
    let id = publication::uri(id, "https://identifier.overheid.nl/tooi/id/ministerie/mnre1058", path, fields);
    Some(Publisher { name: name?.value, id })
}

fn archive(fields: &mut Fields, path: &Arc<str>) -> ArchiveTerms {
    let appraisal = fields.choice("appraisal", APPRAISALS).unwrap_or(Appraisal::Permanent);
    let packages = fields.text("packages").and_then(|url| url_of("packages", url, path, fields));
    ArchiveTerms { appraisal, restriction: fields.text("restriction").map(|t| t.value), packages }
}

fn url_of(key: &str, url: Located<String>, path: &Arc<str>, fields: &mut Fields) -> Option<String> {
    match url.value.parse::<BaseUrl>() {
        Ok(url) => Some(url.0),
        Err(message) => {
            let hint = message!("write", words = format!("{key} = \"https://agenda.example.nl/\""));
            fields.report(Diagnostic::at(Code::WrongType, path, url.span, message).hint(hint));
            None
        }
    }
}
