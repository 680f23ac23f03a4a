//! Every reader of the program behind one door, for the fuzz targets of `fuzz` alone (feature `fuzz`).
//!
//! Takes: text or bytes of any kind.
//! Gives: whether what a reader promises of everything that it reads is true, as an error in words if not.
//! Never: is part of the program, reads a file, or has a rule of its own of what may be read.

use std::collections::HashMap;
use std::sync::Arc;

use reference::{LintContext, RecognisedText, cited_ranges, lint, recognise};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::archive::bag::Manifest;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::text_file::TextFile;
use crate::document::front_matter;
use crate::document::parse::{self, ParseOptions};
use crate::document::{Document, Role};
use crate::flow::memory::run_record::{self, RunRecord, SiteRecord};
use crate::flow::memory::stored_diagnostic::StoredDiagnostic;
use crate::import::imported_list::ImportedList;
use crate::import::read::load;
use crate::import::{self, DocumentFormat, ImportInput, ImportOptions, ImportSource};
use crate::project::load::text::clean;
use crate::project::package_note::PackageNotes;
use crate::project::seal_text::Seal;
use crate::settings::Settings;
use crate::settings::language::Language;
use crate::site::Site;
use crate::site::link::{self, Drafts, Ingredients};
use crate::site::published::{self, renewal};
use crate::site::record::Record;

/// The settings of the site that a text is made part of.
const SETTINGS: &str =
    "title = \"Agenda’s\"\n\n[gone]\n\"/weg/\" = \"verlopen\"\n\n[references.dossiers]\n32317 = \"JBZ\"\n";
/// What else the site has: by their paths, so that a text can link to each.
const BESIDE: [(&str, &str); 3] = [
    ("content/dossiers/d.md", "---\ntitle: D\naliases: [/oud/]\n---\n\nTekst.[^1]\n\n[^1]: Noot.\n"),
    (
        "content/meetings/n/agenda.md",
        "---\ntitle: N\nformation: jbz\nstart: 2024-06-13\n---\n\n## 1. Punt {#punt dossier=d}\n\nTekst.[^1]\n\n[^1]: COM(2024) 173.\n",
    ),
    ("content/pages/over.md", "---\ntitle: Over\n---\n\n## Wij\n\n[[d]] [[n#punt]]\n"),
];

/// Ends with an error unless something is true.
macro_rules! holds {
    ($condition:expr, $($otherwise:tt)+) => {
        if !$condition {
            return Err(format!($($otherwise)+));
        }
    };
}

/// Whether a reader kept its promise; what is wrong if not.
pub type Promise = Result<(), String>;

/// The bytes of a file of a project as text, as the project is read.
pub fn text(bytes: &[u8]) -> String {
    clean(bytes.to_vec(), &Arc::from("content/a.md"), &mut Vec::new())
}

/// The readers, with the site that they read for.
pub struct Readers {
    settings: Arc<Settings>,
    options: ParseOptions,
    beside: Vec<Document>,
    site: Site,
}

impl Default for Readers {
    fn default() -> Self {
        let settings = Settings::read(&TextFile::new("site.toml", SETTINGS.to_owned()), &mut Vec::new());
        let language = Language::built_in("nl").expect("Dutch is built in");
        let options = ParseOptions::new(language, settings.raw_html, settings.references.clone());
        let parsed = |(path, text): (&str, &str)| {
            parse::parse(&TextFile::new(path, text.to_owned()), role(path.trim_start_matches("content/")), &options)
        };
        let beside: Vec<Document> = BESIDE.into_iter().map(parsed).collect();
        let settings = Arc::new(settings);
        let site = linked(&settings, &options, &beside, None).0;
        Readers { settings, options, beside, site }
    }
}

impl Readers {
    /// Front matter of each kind of file.
    ///
    /// # Errors
    /// When a diagnostic points where no text is, or the body begins there.
    pub fn front_matter(&self, text: &str) -> Promise {
        for path in ["_index.md", "meetings/m/agenda.md", "meetings/m/report.md", "dossiers/a.md", "pages/a.md"] {
            let mut found = Vec::new();
            let body = front_matter::read(&file(path, text), &role(path), &mut found).body;
            places(&found, text)?;
            holds!(text.is_char_boundary(body), "the body begins within a character: {body}");
        }
        Ok(())
    }

    /// A document, parsed and linked; what its front matter says decides what it is.
    ///
    /// # Errors
    /// When a diagnostic points where no text is, or parsing again gives something else.
    pub fn document(&self, text: &str) -> Promise {
        let path = match text {
            _ if text.contains("\nformation:") => "meetings/m/agenda.md",
            _ if text.contains("\nprocedure:") => "dossiers/a.md",
            _ => "pages/a.md",
        };
        let parsed = || parse::parse(&file(path, text), role(path), &self.options);
        let document = parsed();
        places(&document.diagnostics, text)?;
        holds!(parsed().body == document.body, "parsed twice it is not the same");
        let own = document.source.path.clone();
        let (_, found) = linked(&self.settings, &self.options, &self.beside, Some(document));
        places(&found.into_iter().filter(|diagnostic| diagnostic.path == own).collect::<Vec<_>>(), text)
    }

    /// `site.toml`.
    ///
    /// # Errors
    /// When a diagnostic points where no text is.
    pub fn settings(&self, text: &str) -> Promise {
        let mut found = Vec::new();
        Settings::read(&TextFile::new("site.toml", text.to_owned()), &mut found);
        places(&found, text)
    }

    /// The grammar of references with all that judges what it found.
    ///
    /// # Errors
    /// When a reference does not stand behind the one before it, or within a character.
    pub fn references(&self, text: &str) -> Promise {
        let registry = self.settings.references.registry();
        let found = recognise(text, &registry);
        let mut end = 0;
        for reference in &found {
            let span = &reference.span;
            let sound = end <= span.start && span.start < span.end && text.get(span.clone()).is_some();
            holds!(sound, "{span:?} after {end}: {reference:?}");
            end = span.end;
        }
        for range in cited_ranges(text, &found) {
            holds!(range.reference < found.len(), "{range:?} begins with nothing");
        }
        let passage = RecognisedText { text, references: &found, note: None, description: None };
        for fault in lint(&[passage], &LintContext { registry: &registry, date: None }) {
            holds!(text.get(fault.span.clone()).is_some(), "{fault:?} points beside the text");
        }
        Ok(())
    }

    /// A letter to import. Bytes that begin like an archive are a Word document before pandoc reads it, other Word documents are what
    /// pandoc makes of them; PDFs are what `pdftotext` makes of them.
    ///
    /// # Errors
    /// When what is made cannot be read as an agenda, or is another thing the second time.
    pub fn letter(&self, bytes: &[u8], format: DocumentFormat) -> Promise {
        let text = || String::from_utf8_lossy(bytes).into_owned();
        let name = "brief".to_owned();
        let input = match format {
            DocumentFormat::Docx if bytes.starts_with(b"PK") => {
                return load::check_unpacked(bytes).map_err(|_| String::new()).or(Ok(()));
            }
            DocumentFormat::Docx => ImportInput { name, source: ImportSource::Pandoc(text()), findings: Vec::new() },
            DocumentFormat::Pdf => ImportInput { name, source: ImportSource::Boxes(text()), findings: Vec::new() },
            DocumentFormat::Text | DocumentFormat::Html | DocumentFormat::Xml => {
                match ImportInput::from_bytes(name, bytes, Some(format)) {
                    Ok(input) => input,
                    Err(_) => return Ok(()),
                }
            }
        };
        let imported = import::import(&input, &ImportOptions::default());
        let again = import::import(&input, &ImportOptions::default());
        holds!(imported.document == again.document, "imported twice it is not the same");
        Ok(())
    }

    /// The seal of a meeting.
    ///
    /// # Errors
    /// When a seal that is sound is not written as it was read.
    pub fn seal(&self, text: &str) -> Promise {
        let (seal, problems) = Seal::read("m", text);
        for problem in &problems {
            holds!(text.get(problem.span.clone()).is_some(), "{problem:?} points beside the text");
        }
        let same = seal.is_none_or(|seal| !problems.is_empty() || seal.text() == text);
        holds!(same, "a sound seal is written otherwise");
        Ok(())
    }

    /// The record of addresses.
    ///
    /// # Errors
    /// When a diagnostic points where no text is, or what is written is not read as it was written.
    pub fn record(&self, text: &str) -> Promise {
        let read = |text: &str| Record::read(&TextFile::new("addresses.txt", text.to_owned()));
        let record = read(text);
        let made = Vec::new();
        places(&published::check(&self.site, &record, &made), text)?;
        let written = renewal::renewed(&self.site, &record, &made).text;
        let again = renewal::renewed(&self.site, &read(&written), &made);
        holds!(again.text == written && again.new.is_empty(), "the record\n{written}is read as\n{}", again.text);
        Ok(())
    }

    /// The note of a package.
    ///
    /// # Errors
    /// When a note is not written as it was read.
    pub fn package_note(&self, text: &str) -> Promise {
        holds!(PackageNotes::read(text).is_none_or(|notes| notes.text() == text), "it is written otherwise");
        Ok(())
    }

    /// The list of what was imported into the folder of a meeting.
    ///
    /// # Errors
    /// When a list is not read as it was written.
    pub fn imported_list(&self, text: &str) -> Promise {
        let list = ImportedList::parse(text);
        holds!(ImportedList::parse(&list.text()) == list, "it is read otherwise than it was written");
        Ok(())
    }

    /// The manifest of a package.
    ///
    /// # Errors
    /// When a manifest is not read as it was written.
    pub fn manifest(&self, text: &str) -> Promise {
        let (manifest, _) = Manifest::read(text, 100);
        let again = Manifest::read(&manifest.text(), 100);
        holds!(again == (manifest, Vec::new()), "it is read otherwise than it was written");
        Ok(())
    }

    /// What a run keeps for the next one, without the digest before it.
    ///
    /// # Errors
    /// When something is read that is not read again as it is written.
    pub fn kept(&self, bytes: &[u8]) -> Promise {
        if let Some(run) = run_record::read::<RunRecord>(bytes) {
            holds!(is_written_as_read::<RunRecord>(&run), "a run is read otherwise than it was written");
            for stored in run.diagnostics {
                let Some(diagnostic) = stored.read() else { continue };
                let again = StoredDiagnostic::of(&diagnostic).read();
                holds!(again.as_ref() == Some(&diagnostic), "{diagnostic:?} is read as {again:?}");
            }
        }
        let site = run_record::read::<SiteRecord>(bytes);
        holds!(
            site.is_none_or(|site| is_written_as_read::<SiteRecord>(&site)),
            "a site is read otherwise than it was written"
        );
        Ok(())
    }
}

/// Whether a record is the same after it has been written and read once more.
fn is_written_as_read<T: Serialize + DeserializeOwned>(record: &T) -> bool {
    let Ok(written) = postcard::to_stdvec(record) else { return false };
    let again = run_record::read::<T>(&written).and_then(|again| postcard::to_stdvec(&again).ok());
    again == Some(written)
}

fn file(path: &str, text: &str) -> TextFile {
    TextFile::new(&format!("content/{path}"), text.to_owned())
}

/// What a file is by its path below `content`.
fn role(path: &str) -> Role {
    let name = path.split('/').nth(1).unwrap_or_default().trim_end_matches(".md").to_owned();
    match path.split('/').next() {
        Some("meetings") if path.ends_with("report.md") => Role::Report { meeting: name },
        Some("meetings") => Role::Agenda { meeting: name },
        Some("dossiers") => Role::Dossier { id: name },
        Some("pages") => Role::Page { path: name },
        _ => Role::Home,
    }
}

fn linked(
    settings: &Arc<Settings>,
    options: &ParseOptions,
    beside: &[Document],
    own: Option<Document>,
) -> (Site, Vec<Diagnostic>) {
    let mut documents: Vec<_> = beside.iter().chain(&own).map(|document| document.summary.clone()).collect();
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    link::link(Ingredients {
        settings: settings.clone(),
        language: options.language.clone(),
        documents,
        seals: Vec::new(),
        packages: HashMap::new(),
        attachments: Vec::new(),
        statics: Vec::new(),
        drafts: Drafts::Hide,
        record: None,
        elsewhere: Arc::default(),
    })
}

/// Every diagnostic points at text that is there.
fn places(found: &[Diagnostic], text: &str) -> Promise {
    let beside = |diagnostic: &&Diagnostic| diagnostic.span.is_some_and(|span| text.get(span.range()).is_none());
    found.iter().find(beside).map_or(Ok(()), |diagnostic| Err(format!("{diagnostic:?} points beside the text")))
}
