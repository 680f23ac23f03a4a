//! The one flow: load → parse → link → view → render → write.
//!
//! Takes: the root of a project and the [`Options`].
//! Gives: [`Prepared`], a site ready to be rendered, and from it pages on disk ([`build`]) or nowhere ([`check`]).
//! Never: has a second way. Every command is this flow with another end, so what passes one passes all.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use crate::accepted;
use crate::address;
use crate::card::{self, Press};
use crate::companion::companions;
use crate::config::{self, Config};
use crate::data;
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::document::{Document, Handles, Role};
use crate::language::Language;
use crate::link::{self, Drafts, Ingredients};
use crate::load;
use crate::memory::{EngineResult, Memory};
use crate::package::PackageNote;
use crate::parse;
use crate::project::{Copied, Source};
use crate::record;
use crate::render::Engine;
use crate::report::Texts;
use crate::sealed::{self, Sealed};
use crate::search;
use crate::site::{Page, Site};
use crate::source::SourceFile;
use crate::target;
use crate::theme;
use crate::view::{self, view};
use crate::wording;
use crate::write::{self, Counts, Output};

/// What can be chosen from outside the project.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether drafts are part of the site.
    pub drafts: Drafts,
    /// The address of the published site, in place of the one in `site.toml`.
    pub base_url: Option<String>,
}

/// A site that is ready to be rendered, as far as its content allows.
pub struct Prepared {
    /// The site and what renders it; none when mistakes stand in the way.
    pub ready: Option<Ready>,
    /// The sealed meetings.
    pub sealed: Vec<Sealed>,
    /// The record of published addresses, if the project keeps one.
    pub record: Option<SourceFile>,
    /// Everything that is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub texts: Texts,
}

/// A site with its templates.
#[derive(Clone)]
pub struct Ready {
    /// The site.
    pub site: Arc<Site>,
    /// What renders its pages.
    pub engine: Arc<Engine>,
    /// What draws its pictures.
    pub press: Arc<Press>,
}

/// A project, read and parsed, to be linked.
pub struct Parsed {
    /// What goes into the site; none without `site.toml`.
    pub ingredients: Option<Ingredients>,
    /// The sealed meetings.
    pub sealed: Vec<Sealed>,
    /// The record of published addresses.
    pub record: Option<SourceFile>,
    /// The templates, which do not know the menus yet; none when they cannot be read.
    pub engine: Option<Arc<Engine>>,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Every text but those of the documents.
    pub texts: Texts,
    /// Where the symbolic links of the project lead.
    pub linked: Vec<PathBuf>,
}

/// A project, linked.
pub struct Linked {
    /// The sealed meetings.
    pub sealed: Vec<Sealed>,
    /// The record of published addresses.
    pub record: Option<SourceFile>,
    /// The site; none without `site.toml`.
    pub site: Option<Arc<Site>>,
    /// The templates, which do not know the menus yet; none when they cannot be read.
    pub engine: Option<Arc<Engine>>,
    /// Everything that is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub texts: Texts,
}

/// Loads, parses and links the project in `root`.
pub fn prepare(root: &Path, options: &Options, memory: &mut Memory) -> Prepared {
    link(parse(load::load(root, &mut memory.tree), options, memory)).prepared(memory)
}

/// Parses a project that was read. What is remembered is not parsed again.
pub fn parse(source: Source, options: &Options, memory: &mut Memory) -> Parsed {
    let Source {
        config,
        languages,
        documents,
        templates,
        mut attachments,
        statics,
        kept,
        holdings,
        packages,
        record,
        mut diagnostics,
        linked,
        ..
    } = source;
    let mut texts: Texts = languages.iter().chain(&templates).map(|(_, file)| known(file)).chain(config.iter().map(known)).collect();
    let Some(config_file) = config else {
        return Parsed { ingredients: None, sealed: Vec::new(), record: None, engine: None, diagnostics, texts, linked };
    };
    let mut config = Config::read(&config_file, &mut diagnostics);
    if let Some(base_url) = &options.base_url {
        config.base_url = Some(base_url.clone());
    }
    let language = language(&config, &config_file, &languages, &mut diagnostics);
    texts.extend(packages.iter().map(|(_, file)| known(file)).chain(record.iter().map(known)));
    texts.extend(holdings.iter().map(|holding| known(&holding.seal)));
    let sorted = sealed::sort(holdings, documents, kept, &mut diagnostics);
    attachments.extend(sorted.attachments);
    let documents = parse_all(sorted.documents, &config, &language, memory);
    let (engine, found) = engine(&templates, &config, &language, memory);
    diagnostics.extend(found);
    if let Some(engine) = &engine {
        texts.extend(engine.texts().map(known));
    }
    let statics = statics.into_iter().map(|file| (file.path["static/".len()..].to_owned(), file)).collect();
    let config = Arc::new(config);
    let seals = sorted.sealed.iter().map(|sealed| sealed.seal.clone()).collect();
    let ingredients = Ingredients {
        config,
        language,
        documents,
        seals,
        packages: notes(packages, &mut diagnostics),
        attachments,
        statics,
        drafts: options.drafts,
    };
    Parsed { ingredients: Some(ingredients), sealed: sorted.sealed, record, engine, diagnostics, texts, linked }
}

/// The notes of packages, by meeting.
fn notes(files: Vec<(String, SourceFile)>, diagnostics: &mut Vec<Diagnostic>) -> HashMap<String, PackageNote> {
    let mut notes = HashMap::new();
    for (meeting, file) in files {
        match PackageNote::read(&file.text) {
            Some(note) => {
                notes.insert(meeting, note);
            }
            None => {
                let message = "this is not what `voetnoot archive --record` writes";
                let hint = "remove the file, and pack the meeting again";
                diagnostics.push(Diagnostic::at(Code::MalformedRecord, &file.path, 0..file.text.len(), message).hint(hint));
            }
        }
    }
    notes
}

/// Links a project that was parsed.
pub fn link(parsed: Parsed) -> Linked {
    let Parsed { ingredients, sealed, record, engine, mut diagnostics, mut texts, .. } = parsed;
    let Some(ingredients) = ingredients else {
        diagnostics.sort();
        return Linked { site: None, sealed, record, engine, diagnostics, texts };
    };
    let documents = ingredients.documents.clone();
    diagnostics.extend(documents.iter().flat_map(|d| d.diagnostics.iter().cloned()));
    diagnostics.extend(sealed::check(&sealed, &documents));
    let (site, found) = link::link(ingredients);
    diagnostics.extend(found);
    if let Some(record) = &record {
        diagnostics.extend(record::check(&site, record));
    }
    let mut diagnostics = accepted::apply(&documents, diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    // Of the documents only those texts are kept that something points into, or may once the pages of sealed meetings are made.
    let wrong: HashSet<u64> = diagnostics.iter().map(|d| Handles::digest(target::content_path(&d.path))).collect();
    let meetings: BTreeSet<&str> = sealed.iter().map(|sealed| sealed.seal.meeting.as_str()).collect();
    let is_sealed = |document: &Document| document.role.meeting().is_some_and(|id| meetings.contains(id));
    let shown = documents.iter().filter(|document| wrong.contains(&document.handles.path) || is_sealed(document));
    texts.extend(shown.map(|document| known(&document.source)));
    Linked { site: Some(Arc::new(site)), sealed, record, engine, diagnostics, texts }
}

impl Linked {
    /// The same as something to be rendered, if it can be.
    pub fn prepared(self, memory: &mut Memory) -> Prepared {
        let ready = self.site.zip(self.engine).map(|(site, engine)| ready(site, &engine, memory));
        Prepared { ready, sealed: self.sealed, record: self.record, diagnostics: self.diagnostics, texts: self.texts }
    }
}

/// A site with templates that know its menus.
pub fn ready(site: Arc<Site>, engine: &Arc<Engine>, memory: &mut Memory) -> Ready {
    let menus = view::menus(&site, view::Options::default().style);
    Ready { site, engine: memory.engine_with(engine, menus), press: Arc::default() }
}

/// The templates. They are read again only when one of them, the settings or the fixed words are new.
fn engine(templates: &[(String, SourceFile)], config: &Config, language: &Arc<Language>, memory: &mut Memory) -> EngineResult {
    let mut digest = Xxh3::new();
    for (name, file) in templates {
        digest.update(name.as_bytes());
        digest.update(&file.digest.to_le_bytes());
    }
    digest.update(format!("{config:?}{language:?}").as_bytes());
    memory.engine(digest.digest128(), || {
        let (engine, diagnostics) = Engine::new(templates, config, language);
        (engine.map(Arc::new), diagnostics)
    })
}

fn known(file: &SourceFile) -> (Arc<str>, Arc<str>) {
    (file.path.clone(), file.text.clone())
}

/// The fixed words: those of the site's own file, else the built-in ones.
fn language(config: &Config, file: &SourceFile, own: &[(String, SourceFile)], diagnostics: &mut Vec<Diagnostic>) -> Arc<Language> {
    let code = &config.language.value;
    if let Some((_, own)) = own.iter().find(|(c, _)| c == code) {
        match Language::read(code, &own.text) {
            Ok(language) => return Arc::new(language),
            Err(reason) => {
                let hint = "copy the Dutch file of the program and translate every line of it";
                diagnostics.push(Diagnostic::whole(Code::MissingWord, &own.path, reason).hint(hint));
            }
        }
    } else if let Some(language) = Language::built_in(code) {
        return language;
    } else {
        let built_in = Language::built_in_codes().map(|code: &str| code);
        let known: Vec<&str> = own.iter().map(|(c, _)| c.as_str()).chain(built_in).collect();
        let hint = crate::suggest::did_you_mean(code, known, &format!("write `nl` or `en`, or make `languages/{code}.toml`"));
        diagnostics.push(
            Diagnostic::at(Code::UnknownLanguage, &file.path, config.language.span, format!("there are no fixed words for `{code}`"))
                .hint(hint),
        );
    }
    Language::built_in("nl").expect("Dutch is built in")
}

/// Parses every document whose text is not remembered.
fn parse_all(files: Vec<(Role, SourceFile)>, config: &Config, language: &Arc<Language>, memory: &mut Memory) -> Vec<Arc<Document>> {
    let options = memory.parse_options(language, config);
    memory.documents(files, |role, file| parse::parse(file, role, &options))
}

/// What watches long work.
pub trait Progress: Sync {
    /// A phase begins, with so many steps.
    fn begin(&self, steps: usize);
    /// One step is done.
    fn step(&self);
    /// The phase is over.
    fn end(&self);
    /// Another build writes to the same folder, and this one waits for it.
    fn waiting(&self);
}

/// Renders every page and gives it to `sink` with the file it belongs in; then its data, and the files beside the pages.
fn render_all<E: Send>(
    ready: &Ready,
    progress: &dyn Progress,
    sink: impl Fn(&str, Vec<u8>) -> Result<(), E> + Sync,
) -> Result<Vec<Diagnostic>, E> {
    let pages = ready.site.pages();
    let found: Mutex<BTreeSet<Diagnostic>> = Mutex::default();
    progress.begin(pages.len());
    let rendered = pages.par_iter().with_min_len(16).try_for_each(|page| {
        match files(ready, *page, view::Options::default()) {
            Ok(files) => files.into_iter().try_for_each(|(file, bytes)| sink(&file, bytes))?,
            Err(diagnostic) => {
                found.lock().expect("no thread panics while it holds this lock").insert(*diagnostic);
            }
        }
        progress.step();
        Ok(())
    });
    let companions = rendered.map(|()| companions(&ready.site));
    let made = companions.and_then(|all| all.par_iter().try_for_each(|companion| sink(&companion.address, companion.bytes(&ready.site))));
    let made = made.and_then(|()| search::files(&ready.site).into_par_iter().try_for_each(|(address, bytes)| sink(&address, bytes)));
    progress.end();
    made?;
    Ok(found.into_inner().expect("no thread panics while it holds this lock").into_iter().collect())
}

/// Renders one page.
///
/// # Errors
/// A diagnostic at the place in its template that went wrong.
pub fn render(ready: &Ready, page: Page, options: view::Options) -> Result<Vec<u8>, Box<Diagnostic>> {
    ready.engine.render(&view(&ready.site, page, options))
}

/// The files that one page makes: itself, and beside it, unless the site has files there, its data, which comes from the same view,
/// and its picture.
///
/// # Errors
/// A diagnostic at the place in its template that went wrong, or of a sealed page that says something else.
pub fn files(ready: &Ready, page: Page, options: view::Options) -> Result<Vec<(String, Vec<u8>)>, Box<Diagnostic>> {
    let site = &ready.site;
    if let Some(diagnostic) = wording::check(site, page) {
        return Err(Box::new(diagnostic));
    }
    let view = view(site, page, options);
    let mut files = vec![(address::file(&site.address(page)), ready.engine.render(&view)?)];
    if let Some(address) = site.data_address(page).filter(|address| !site.is_taken(address))
        && let Some(data) = data::data(site, &view)
    {
        files.push((address, data));
    }
    if let Some(address) = site.table_address(page).filter(|address| !site.is_taken(address))
        && let Some(table) = data::table(&view)
    {
        files.push((address, table));
    }
    if let Some(address) = card::address(site, page).filter(|address| !site.is_taken(address)) {
        files.push((address, card::draw(site, page, &ready.press)));
    }
    Ok(files)
}

/// Renders every page and throws it away. What is wrong with the templates joins the diagnostics.
pub fn check(prepared: &mut Prepared, progress: &dyn Progress) {
    let Some(ready) = &prepared.ready else { return };
    let found = render_all(ready, progress, |_, _| Ok::<(), std::convert::Infallible>(()));
    let Ok(found) = found;
    prepared.diagnostics.extend(found);
    prepared.diagnostics.sort();
}

/// Writes the site, unless something is wrong with it: then the output folder stays as it is, and there are no counts.
///
/// # Errors
/// When the output folder cannot be used or the disk fails.
pub fn build(prepared: &mut Prepared, root: &Path, output: &Path, progress: &dyn Progress) -> Result<Option<Counts>, write::Failure> {
    write::check(output, root)?;
    let Some(ready) = &prepared.ready else { return Ok(None) };
    if has_errors(&prepared.diagnostics) {
        // The templates are tried all the same, so that one run shows everything.
        check(prepared, progress);
        return Ok(None);
    }
    let output = Output::open(output, root, || progress.waiting())?;
    let found = render_all(ready, progress, |file, bytes| output.put(file, &bytes))?;
    if has_errors(&found) {
        prepared.diagnostics.extend(found);
        prepared.diagnostics.sort();
        return Ok(None);
    }
    copy_files(&ready.site, &output)?;
    output.commit().map(Some)
}

/// Copies attachments, the static files of the site, and those of the theme that the site does not replace.
fn copy_files(site: &Site, output: &Output) -> Result<(), write::Failure> {
    site.files.par_iter().try_for_each(|(address, Copied { file, .. })| output.copy(address, file))?;
    for (path, bytes) in theme::statics() {
        let own = site.files.binary_search_by(|(address, _)| address.as_str().cmp(&path)).is_ok();
        if !own {
            output.put(&path, &bytes)?;
        }
    }
    Ok(())
}

/// Checks a base URL given on the command line.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub fn base_url(url: &str) -> Result<String, String> {
    config::check_base_url(url)
}

/// The output folder for a root: the one given, else `public` within the root.
pub fn output_folder(root: &Path, given: Option<PathBuf>) -> PathBuf {
    given.unwrap_or_else(|| root.join("public"))
}
