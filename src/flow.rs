//! The one flow: load → parse → link → view → render.
//!
//! Takes: the root of a project and the [`Options`].
//! Gives: [`Prepared`], a site ready to be rendered, and from it the [files](page_files) of any page.
//! Never: has a second way. Every command is this flow with a different end, so what passes one passes all. The ends
//! that take all pages are in [`crate::write`].

pub(crate) mod fault;
pub(crate) mod made_from;
pub(crate) mod memory;
pub(crate) mod page_files;
pub(crate) mod sealed;
pub(crate) mod site_settings;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use xxhash_rust::xxh3::Xxh3;

use crate::card::Lettering;
use crate::diagnostic::format::Texts;
use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, MessageLanguage, Strictness, message};
use crate::document::accepted;
use crate::document::link_target;
use crate::document::parse::{self, ParseOptions};
use crate::document::{Document, Handles, Role};
use crate::failure::deadline::Deadline;
use crate::flow::memory::{EngineResult, Memory};
use crate::flow::sealed::compare;
use crate::machines::{self, active_attachments, output_paths};
use crate::project::ProjectFiles;
use crate::project::hidden_statics;
use crate::project::load;
use crate::project::package_note::PackageNotes;
use crate::project::sealed_versions::{self, Sealed};
use crate::render::Engine;
use crate::settings::language::Language;
use crate::settings::{BaseUrl, Settings};
use crate::site::Site;
use crate::site::bodies::Bodies;
use crate::site::link::{self, Drafts, Ingredients};
use crate::site::published;
use crate::site::record::Record;
use crate::view;
use fault::Task;

/// What can be chosen from outside the project. The default is what `voetnoot build` does without options.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether drafts are part of the site; by default they are not.
    pub drafts: Drafts,
    /// The address of the published site, if not the one in `site.toml`.
    pub base_url: Option<BaseUrl>,
    /// Which problems stop a build; by default errors do.
    pub strictness: Strictness,
    /// Whether a build fails if the record of published addresses lacks something that it would publish, instead of adding it.
    pub locked: bool,
    /// How long reading one file or making one page may take before that becomes a diagnostic; `None`, the default,
    /// sets no limit, so that results do not depend on the clock.
    pub time_limit: Option<Duration>,
    /// The folder in which a build or check keeps what the next one need not do again; `None`, the default, keeps nothing.
    /// It is made if necessary, and changes no result. Nothing is read from it that another user could have written.
    pub cache: Option<PathBuf>,
}

/// A project that has been read and parsed.
pub(crate) struct Parsed {
    /// What goes into the site, and what renders it; `None` without a `site.toml`.
    pub parts: Option<Parts>,
    /// The language in which diagnostics are shown, unless another is asked for.
    pub spoken: MessageLanguage,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Every text except those of the documents.
    pub texts: Texts,
}

/// What goes into a site, and what renders it.
pub(crate) struct Parts {
    /// What is linked.
    pub ingredients: Ingredients,
    /// Every document, drafts included, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// The templates, which do not know the menus yet; `None` if they cannot be read.
    pub engine: Option<Arc<Engine>>,
    pub past: PublishedPast,
}

/// What the project keeps of what was published before.
#[derive(Default)]
pub(crate) struct PublishedPast {
    /// The sealed meetings.
    pub sealed: Vec<Sealed>,
    /// The record of published addresses; `None` if the project keeps none.
    pub record: Option<Arc<Record>>,
}

/// A project that has been linked, before it is known what is wrong with the site as a whole. Its pages are what they will be.
pub(crate) struct UncheckedProject {
    pub site: Option<LinkedSite>,
    spoken: MessageLanguage,
    /// What is wrong with each document, and with what ties them.
    diagnostics: Vec<Diagnostic>,
    texts: Texts,
}

/// A project that has been linked and checked.
pub(crate) struct LinkedProject {
    /// The site, and what renders it; `None` without a `site.toml`.
    pub site: Option<LinkedSite>,
    /// The language in which diagnostics are shown, unless another is asked for.
    pub spoken: MessageLanguage,
    /// Everything that is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub texts: Texts,
}

pub(crate) struct LinkedSite {
    pub site: Arc<Site>,
    /// Every document, drafts included, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// The templates, which do not know the menus yet; `None` if they cannot be read.
    pub engine: Option<Arc<Engine>>,
    pub past: PublishedPast,
}

/// A project whose pages can be rendered, as far as its content allows.
pub(crate) struct Prepared {
    /// The site, and what renders it; `None` if mistakes prevent it.
    pub ready: Option<Ready>,
    pub past: PublishedPast,
    /// The language in which diagnostics are shown, unless another is asked for.
    pub spoken: MessageLanguage,
    /// Everything that is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub texts: Texts,
}

/// A site with its templates.
#[derive(Clone)]
pub(crate) struct Ready {
    pub site: Arc<Site>,
    /// The texts of its documents.
    pub bodies: Arc<Bodies>,
    pub engine: Arc<Engine>,
    pub lettering: Arc<Lettering>,
}

/// Loads, parses and links the project in `root`.
pub(crate) fn prepare(root: &Path, options: &Options, memory: &mut Memory) -> Prepared {
    link(parse(load::load(root, &mut memory.tree), options, memory)).prepared(memory)
}

/// Parses a project that has been read. What is remembered is not parsed again.
pub(crate) fn parse(project: ProjectFiles, options: &Options, memory: &mut Memory) -> Parsed {
    let ProjectFiles {
        settings,
        languages,
        documents,
        templates,
        mut attachments,
        statics,
        kept,
        sealed_files,
        packages,
        record,
        mut diagnostics,
        ..
    } = project;
    let mut texts: Texts =
        languages.iter().chain(&templates).map(|(_, file)| known(file)).chain(settings.iter().map(known)).collect();
    let Some(settings_file) = settings else {
        return Parsed { parts: None, spoken: MessageLanguage::default(), diagnostics, texts };
    };
    let mut settings = Settings::read(&settings_file, &mut diagnostics);
    if let Some(base_url) = &options.base_url {
        settings.base_url = Some(base_url.as_str().to_owned());
    }
    let language = language(&settings, &settings_file, &languages, &mut diagnostics);
    texts.extend(packages.iter().map(|(_, file)| known(file)).chain(record.iter().map(known)));
    if record.is_none() {
        diagnostics.extend(no_record(&settings, &settings_file));
    }
    texts.extend(sealed_files.iter().map(|sealed| known(&sealed.seal)));
    let sorted = sealed_versions::sort(sealed_files, documents, kept, &mut memory.seals, &mut diagnostics);
    attachments.extend(sorted.attachments);
    let limit = options.time_limit;
    let (record, documents) =
        memory.beside_record(record, |memory| parse_all(sorted.documents, &settings, &language, limit, memory));
    let (engine, found) = engine(&templates, &settings, &language, memory);
    diagnostics.extend(found);
    if let Some(engine) = &engine {
        texts.extend(engine.texts().map(known));
    }
    let statics = hidden_statics::published(statics, &settings.hidden_files, &mut diagnostics);
    let spoken = settings.message_language;
    let settings = Arc::new(settings);
    let seals = sorted.sealed.iter().map(|sealed| sealed.seal.clone()).collect();
    let ingredients = Ingredients {
        settings,
        language,
        documents: documents.iter().map(|document| document.summary.clone()).collect(),
        seals,
        packages: notes(packages, &mut diagnostics),
        attachments,
        statics,
        drafts: options.drafts,
        record: record.clone(),
        elsewhere: Arc::default(),
    };
    let past = PublishedPast { sealed: sorted.sealed, record };
    Parsed { parts: Some(Parts { ingredients, documents, engine, past }), spoken, diagnostics, texts }
}

/// Warns that a site that is published keeps no record of its addresses.
fn no_record(settings: &Settings, file: &TextFile) -> Option<Diagnostic> {
    settings.base_url.as_ref()?;
    // An address that is given for one build alone is no reason; neither is a key of that name in a table.
    let mut lines = file.text.lines().take_while(|line| !line.trim_start().starts_with('['));
    let line = lines.find(|line| line.trim_start().starts_with("base_url"))?;
    let start = line.as_ptr() as usize - file.text.as_ptr() as usize;
    let diagnostic = Diagnostic::at(Code::NoRecord, &file.path, start..start + line.len(), message!("no-record"));
    Some(diagnostic.hint(message!("no-record.hint")))
}

/// The notes about packages, by meeting.
fn notes(files: Vec<(String, TextFile)>, diagnostics: &mut Vec<Diagnostic>) -> HashMap<String, PackageNotes> {
    let mut notes = HashMap::new();
    for (meeting, file) in files {
        match PackageNotes::read(&file.text) {
            Some(found) => {
                notes.insert(meeting, found);
            }
            None => {
                let (message, hint) = (message!("malformed-package-note"), message!("malformed-package-note.hint"));
                diagnostics
                    .push(Diagnostic::at(Code::MalformedRecord, &file.path, 0..file.text.len(), message).hint(hint));
            }
        }
    }
    notes
}

/// Links a project that has been parsed, and checks it.
pub(crate) fn link(parsed: Parsed) -> LinkedProject {
    let linked = link_unchecked(parsed);
    let found = linked.site.as_ref().map(|site| check(&site.site, site.past.record.as_deref()));
    linked.with_found(found.unwrap_or_default())
}

/// Links a project that has been parsed.
pub(crate) fn link_unchecked(parsed: Parsed) -> UncheckedProject {
    let Parsed { parts, spoken, mut diagnostics, texts } = parsed;
    let Some(Parts { ingredients, documents, engine, past }) = parts else {
        return UncheckedProject { site: None, spoken, diagnostics, texts };
    };
    let frozen = compare::unchanged(&past.sealed);
    let own = |document: &Arc<Document>| -> Vec<Diagnostic> {
        let own = document.diagnostics.iter().cloned();
        // A check that is newer than a seal is no reason to change what was sealed.
        match frozen.contains(&*document.source.path) {
            true => own.map(Diagnostic::of_sealed_text).collect(),
            false => own.collect(),
        }
    };
    diagnostics.extend(documents.iter().filter(|document| !document.diagnostics.is_empty()).flat_map(own));
    diagnostics.extend(compare::check(&past.sealed, &documents));
    let (site, found) = link::link(ingredients);
    diagnostics.extend(found);
    let site = LinkedSite { site: Arc::new(site), documents, engine, past };
    UncheckedProject { site: Some(site), spoken, diagnostics, texts }
}

/// What is wrong with a site as a whole, its files and what was published of it. No page depends on it.
pub(crate) fn check(site: &Site, record: Option<&Record>) -> Vec<Diagnostic> {
    let companions = machines::every_companion(site);
    let paths = || output_paths::check(site, &companions);
    let published = |record| published::check(site, record, &machines::program_files(&companions));
    let (mut found, published) = rayon::join(paths, || record.map(published));
    found.extend(active_attachments::check(site));
    found.extend(published.into_iter().flatten());
    found
}

impl UncheckedProject {
    /// The project with what [`check`] found.
    pub(crate) fn with_found(self, found: Vec<Diagnostic>) -> LinkedProject {
        let UncheckedProject { site, spoken, mut diagnostics, mut texts } = self;
        let Some(LinkedSite { documents, past, .. }) = &site else {
            diagnostics.sort();
            return LinkedProject { site, spoken, diagnostics, texts };
        };
        diagnostics.extend(found);
        // A text in another encoding is a mess in which everything else that is found says nothing.
        let unread: HashSet<Arc<str>> =
            diagnostics.iter().filter(|d| d.code == Code::InvalidUtf8).map(|d| d.path.clone()).collect();
        diagnostics.retain(|d| d.code == Code::InvalidUtf8 || !unread.contains(&d.path));
        let mut diagnostics = accepted::apply(documents, diagnostics, &compare::unchanged(&past.sealed));
        diagnostics.sort();
        diagnostics.dedup();
        // Texts of documents are kept only if something points into them, or may do so once the pages of sealed meetings
        // are made.
        let wrong: HashSet<u64> =
            diagnostics.iter().map(|d| Handles::digest(link_target::content_path(&d.path))).collect();
        let meetings: BTreeSet<&str> = past.sealed.iter().map(|sealed| sealed.seal.meeting.as_str()).collect();
        let is_sealed = |document: &Document| document.summary.role.meeting().is_some_and(|id| meetings.contains(id));
        let shown =
            documents.iter().filter(|document| wrong.contains(&document.summary.handles.path) || is_sealed(document));
        texts.extend(shown.map(|document| known(&document.source)));
        LinkedProject { site, spoken, diagnostics, texts }
    }
}

impl Prepared {
    /// Adds what was found wrong with links of finished pages, each with the text that it points into.
    pub(crate) fn take_links_found(&mut self, found: Vec<(Diagnostic, Option<TextFile>)>) {
        let frozen = match found.is_empty() {
            true => HashSet::new(),
            false => compare::unchanged(&self.past.sealed),
        };
        for (diagnostic, file) in found {
            self.texts.extend(file.iter().map(known));
            // As with everything else: what was sealed stays as it is, wherever its links lead by now.
            self.diagnostics.push(match frozen.contains(&*diagnostic.path) {
                true => diagnostic.of_sealed_text(),
                false => diagnostic,
            });
        }
    }

    /// What is wrong with it, to be shown.
    pub(crate) fn diagnostics(self) -> Diagnostics {
        Diagnostics::new(self.diagnostics, self.texts, self.spoken)
    }
}

impl LinkedProject {
    /// The same project as something to render, if that is possible.
    pub(crate) fn prepared(self, memory: &mut Memory) -> Prepared {
        let LinkedProject { site, spoken, diagnostics, texts } = self;
        let Some(LinkedSite { site, documents, engine, past }) = site else {
            return Prepared { ready: None, past: PublishedPast::default(), spoken, diagnostics, texts };
        };
        let ready = engine.map(|engine| {
            let bodies = Arc::new(Bodies::of(&site.documents, &documents));
            ready(site, bodies, &engine, memory)
        });
        Prepared { ready, past, spoken, diagnostics, texts }
    }
}

/// A site with templates that know its menus.
pub(crate) fn ready(site: Arc<Site>, bodies: Arc<Bodies>, engine: &Arc<Engine>, memory: &mut Memory) -> Ready {
    let menus = view::menus(&site, view::ViewOptions::default().style);
    Ready { site, bodies, engine: memory.engine_with(engine, menus), lettering: Arc::default() }
}

/// The templates. They are read again only if one of them, the settings or the words have changed.
fn engine(
    templates: &[(String, TextFile)],
    settings: &Settings,
    language: &Arc<Language>,
    memory: &mut Memory,
) -> EngineResult {
    let mut digest = Xxh3::new();
    for (name, file) in templates {
        digest.update(name.as_bytes());
        digest.update(&file.digest.to_le_bytes());
    }
    digest.update(format!("{settings:?}{language:?}").as_bytes());
    memory.engine(digest.digest128(), || {
        let (engine, diagnostics) = Engine::new(templates, settings, language);
        (engine.map(Arc::new), diagnostics)
    })
}

fn known(file: &TextFile) -> (Arc<str>, Arc<str>) {
    (file.path.clone(), file.text.clone())
}

/// The words: the built-in ones, with the site's own over them.
fn language(
    settings: &Settings,
    file: &TextFile,
    own: &[(String, TextFile)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Language> {
    let code = &settings.language.value;
    let primary = code.split('-').next().unwrap_or(code);
    let general = own.iter().find(|(own, _)| own == primary && own != code);
    let files: Vec<&TextFile> =
        general.into_iter().chain(own.iter().find(|(own, _)| own == code)).map(|(_, file)| file).collect();
    if files.is_empty() && Language::base(code).is_none() {
        let built_in = Language::built_in_codes().map(|code: &str| code);
        let known: Vec<&str> = own.iter().map(|(c, _)| c.as_str()).chain(built_in).collect();
        let otherwise = message!("unknown-language.hint", code);
        let hint = crate::diagnostic::suggest::did_you_mean(code, settings.language.typed(), known, otherwise);
        let (place, message) = (settings.language.span, message!("unknown-language", code));
        diagnostics.push(Diagnostic::at(Code::UnknownLanguage, &file.path, place, message).hint(hint));
        return Language::built_in("nl").expect("Dutch is built in");
    }
    let is_plain = files.is_empty() && settings.formation_words.is_empty();
    if let Some(language) = Language::built_in(code).filter(|_| is_plain) {
        return language;
    }
    let texts: Vec<&str> = files.iter().map(|file| &*file.text).collect();
    match Language::layered(code, &texts) {
        Ok(language) => Arc::new(language.with_formations(&settings.formation_words)),
        Err((at, reason)) => {
            let path = files.get(at).map_or(&file.path, |file| &file.path);
            diagnostics.push(Diagnostic::whole(Code::MissingWord, path, reason).hint(message!("missing-word.hint")));
            Language::built_in("nl").expect("Dutch is built in")
        }
    }
}

/// Parses every document whose text is not remembered.
fn parse_all(
    files: Vec<(Role, TextFile)>,
    settings: &Settings,
    language: &Arc<Language>,
    limit: Option<Duration>,
    memory: &mut Memory,
) -> Vec<Arc<Document>> {
    let options = memory.parse_options(language, settings);
    memory.documents(files, |role, file| parse_one(role, file, &options, limit))
}

/// Parses a document. If that fails, only its path and its role are known.
fn parse_one(role: Role, file: &TextFile, options: &ParseOptions, limit: Option<Duration>) -> Document {
    let parse = || parse::parse_within(file, role.clone(), options, Deadline::after(limit));
    let task = || Task { path: file.path.clone(), doing: message!("reading-this-file") };
    fault::contained(task, parse)
        .unwrap_or_else(|diagnostic| Document { diagnostics: vec![*diagnostic], ..parse::unread(file, role, options) })
}

#[cfg(test)]
mod tests;
