//! The site as the preview shows it while somebody is writing.
//!
//! Takes: the project, looked at again and again.
//! Gives: `Shown`, the state of the latest look, which never changes: what stands at an address, rendered when asked
//! for, and what is wrong.
//! Never: shows nothing because something is wrong, or reports anything that `check` would not.
//!
//! While something is wrong, each file decides what is shown:
//! - a file that cannot be understood (no text, empty, unreadable front matter) is shown as it was when it last could
//!   be;
//! - a file with any other mistake is shown as it is, since somebody is working on it;
//! - if `site.toml` or the language file cannot be used, the whole site is shown as it was;
//! - if templates fail, pages are rendered with the last ones that did not.

mod connections;
mod first_change;
mod host_check;
mod last_good;
mod live_news;
mod overlay;
mod page_policy;
mod page_status;
mod responses;
mod shown_templates;
mod web_server;
mod whole_site;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use xxhash_rust::xxh3::Xxh3;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, MessageLanguage, Severity, message};
use crate::document::Document;
use crate::document::Summary;
use crate::failure::deadline::Deadline;
use crate::flow::fault::{self, Task};
use crate::flow::memory::Memory;
use crate::flow::page_files;
use crate::flow::{self, LinkedSite, Options, Parsed, Ready};
use crate::machines::search;
use crate::project::ProjectFiles;
use crate::project::load;
use crate::render::Engine;
use crate::settings::address;
use crate::site::bodies::Bodies;
use crate::site::link::{self, Ingredients};
use crate::site::{Page, Site};
use crate::view;
use first_change::ChangedPlace;
use last_good::{hides, spoils_all};
use shown_templates::{ShownTemplates, templates};
use whole_site::{Settled, SiteChecks, WhenChecked};

pub use crate::project::watch::Means;
pub use web_server::{Bound, Observer, Serving, bind};

/// How many pages of one state are remembered.
const REMEMBERED: usize = 64;

/// How long a file that is gone is shown as it was.
const AWAY: Duration = Duration::from_millis(800);

/// Looks at a project again and again.
struct Preview {
    root: PathBuf,
    options: Options,
    memory: Memory,
    /// Each file as it was when it could last be understood.
    understood: HashMap<Arc<str>, Arc<Document>>,
    /// The files of the latest look, in order.
    seen: Vec<Arc<Document>>,
    /// Whether something changed on disk that is not shown yet.
    unseen: bool,
    checks: SiteChecks,
    /// Until when a file that is gone is shown as it was, if one is.
    away: Option<Deadline>,
    shown: Arc<Shown>,
}

/// The result of a look.
struct Look {
    /// The state to show; `None` if nothing has changed.
    pub shown: Option<Arc<Shown>>,
    /// The real paths that symbolic links in the project lead to.
    pub linked: Vec<PathBuf>,
    /// Whether somebody seems to be writing a file, so that another look is due.
    pub unfinished: bool,
}

/// The state at one look.
#[derive(Default)]
pub(crate) struct Shown {
    /// The number of the state, from 1.
    pub generation: u64,
    /// How long making a page may take.
    time_limit: Option<Duration>,
    /// The site; `None` until there has been one that could be shown.
    pub site: Option<Arc<Site>>,
    bodies: Arc<Bodies>,
    templates: Option<Arc<ShownTemplates>>,
    /// Everything that is wrong, as `check` would report it, except in templates of pages that nobody has looked at.
    pub diagnostics: Diagnostics,
    /// The digest of the site's stylesheets.
    pub styles: u64,
    /// The digest of its other files.
    pub assets: u64,
    /// For each file that differs from the previous state, the first place that does.
    changes: HashMap<Arc<str>, ChangedPlace>,
    /// What was wrong with the templates of pages that were asked for.
    failures: Mutex<BTreeMap<Page, Diagnostic>>,
    /// Pages that were asked for. A browser that is told about a new page asks for it at once, and so do all its tabs.
    pages: Mutex<HashMap<Page, RenderedPage>>,
    /// The search index, made when first asked for.
    search: OnceLock<search::IndexFiles>,
}

impl Preview {
    /// A preview that has not looked at anything yet.
    pub(crate) fn new(root: &Path, options: Options) -> Self {
        Preview {
            root: root.to_owned(),
            options,
            memory: Memory::default(),
            understood: HashMap::new(),
            seen: Vec::new(),
            unseen: false,
            checks: SiteChecks::default(),
            away: None,
            shown: Arc::default(),
        }
    }

    /// Looks at the disk.
    pub(crate) fn look(&mut self) -> Look {
        let project = load::load(&self.root, &mut self.memory.tree);
        self.see(project, WhenChecked::Before)
    }

    /// Whether all that is reported of the state that is shown was checked. If not, the next look does it.
    pub(crate) fn is_settled(&self) -> bool {
        self.checks.is_settled()
    }

    /// Looks at a few files that are known to have changed: on a large site, the change is shown before the rest of the
    /// disk has been looked at. A whole look has to follow.
    pub(crate) fn glance(&mut self, files: &[PathBuf]) -> Option<Arc<Shown>> {
        if files.is_empty() {
            return None;
        }
        let project = load::glance(&self.root, &mut self.memory.tree, files).filter(|project| !project.unfinished)?;
        let when = self.checks.when(files);
        self.see(project, when).shown
    }

    /// What is to be shown of a project; `when` says when the site as a whole is checked.
    fn see(&mut self, project: ProjectFiles, when: WhenChecked) -> Look {
        let task = || Task { path: "site.toml".into(), doing: message!("linking-the-site") };
        fault::contained(task, || Ok(self.try_to_see(project, when)))
            .unwrap_or_else(|diagnostic| self.stay(*diagnostic))
    }

    /// After a fault of the program, everything is shown as it was, until the next change.
    fn stay(&mut self, diagnostic: Diagnostic) -> Look {
        // What is remembered may be half done.
        self.memory = Memory::default();
        self.checks = SiteChecks::default();
        self.seen.clear();
        let before = &self.shown;
        let shown = Arc::new(Shown {
            generation: before.generation + 1,
            time_limit: before.time_limit,
            site: before.site.clone(),
            bodies: before.bodies.clone(),
            templates: before.templates.clone(),
            diagnostics: Diagnostics::new(vec![diagnostic], Default::default(), before.diagnostics.language()),
            styles: before.styles,
            assets: before.assets,
            ..Shown::default()
        });
        self.shown = shown.clone();
        Look { shown: Some(shown), linked: Vec::new(), unfinished: false }
    }

    fn try_to_see(&mut self, project: ProjectFiles, when: WhenChecked) -> Look {
        let (linked, unfinished) = (project.linked.clone(), project.unfinished);
        self.unseen |= project.changed;
        let is_known = !self.unseen && self.shown.generation > 0;
        if is_known && (when == WhenChecked::After || self.checks.settle() != Settled::Otherwise) {
            return Look { shown: None, linked, unfinished };
        }
        if self.waits_for_a_file(&project) {
            return Look { shown: None, linked, unfinished: true };
        }
        self.unseen = false;
        let parsed = flow::parse(project, &self.options, &mut self.memory);
        let mut shown = self.show(parsed, when);
        if is_known {
            // Only what is reported is other; the change is still the latest.
            shown.changes = self.shown.changes.clone();
        }
        let shown = Arc::new(shown);
        self.shown = shown.clone();
        Look { shown: Some(shown), linked, unfinished }
    }

    /// Whether a file that was there at the last look is away, and may come back: editors and programs that synchronise
    /// folders take a file away for a moment, and the last good page stays until then.
    fn waits_for_a_file(&mut self, project: &ProjectFiles) -> bool {
        let present: HashSet<&Arc<str>> = project.documents.iter().map(|(_, file)| &file.path).collect();
        if self.seen.iter().all(|document| present.contains(&document.source.path)) {
            self.away = None;
            return false;
        }
        let away = self.away.get_or_insert_with(|| Deadline::after(Some(AWAY)));
        let waits = away.check().is_ok();
        if !waits {
            self.away = None;
        }
        waits
    }

    fn show(&mut self, parsed: Parsed, when: WhenChecked) -> Shown {
        let before = self.shown.clone();
        let spoiled = parsed.diagnostics.iter().any(|d| spoils_all(d) && d.severity() == Severity::Error);
        let usable = parsed.parts.as_ref().filter(|_| !spoiled);
        let engine = usable.and_then(|parts| parts.engine.clone());
        let Understood { documents, changes } = match usable {
            Some(parts) => self.understand(&parts.documents, &parsed.diagnostics),
            None => Understood::default(),
        };
        // What is reported has to come from the files as they are, so the files as they were are linked separately.
        let patched = documents.zip(usable.map(|parts| parts.ingredients.clone()));
        let usable = usable.is_some();
        let patched = patched.map(|(parsed, rest)| {
            let documents = parsed.iter().map(|document| document.summary.clone()).collect();
            let site = link::link(Ingredients { documents, ..rest }).0;
            let bodies = Bodies::of(&site.documents, &parsed);
            (Arc::new(site), Arc::new(bodies))
        });
        let linked = flow::link_unchecked(parsed);
        let found = self.checks.of(linked.site.as_ref(), when);
        let flow::LinkedProject { site, spoken, diagnostics, texts } = linked.with_found(found);
        let linked = site.map(|LinkedSite { site, documents, .. }| {
            let bodies = Bodies::of(&site.documents, &documents);
            (site, Arc::new(bodies))
        });
        let content = match usable {
            true => patched.or(linked),
            false => before.content().or(linked),
        };
        let (site, bodies) = content.unzip();
        let engine = engine
            .zip(site.clone().zip(bodies.clone()))
            .map(|(engine, (site, bodies))| flow::ready(site, bodies, &engine, &mut self.memory).engine);
        let (styles, assets) = site.as_ref().map_or((0, 0), |site| files(site));
        Shown {
            generation: before.generation + 1,
            time_limit: self.options.time_limit,
            templates: templates(engine, before.templates.as_ref()),
            site,
            bodies: bodies.unwrap_or_default(),
            diagnostics: Diagnostics::new(diagnostics, texts, spoken),
            styles,
            assets,
            changes,
            failures: Mutex::default(),
            pages: Mutex::default(),
            search: OnceLock::new(),
        }
    }

    /// Remembers the files that can be understood, and decides which version of each to show.
    fn understand(&mut self, documents: &[Arc<Document>], diagnostics: &[Diagnostic]) -> Understood {
        let all = diagnostics.iter().chain(documents.iter().flat_map(|d| &d.diagnostics));
        let broken: HashSet<&Arc<str>> = all.filter(|d| hides(d.code)).map(|d| &d.path).collect();
        let mut understood = Understood { documents: None, changes: HashMap::new() };
        let seen = std::mem::replace(&mut self.seen, documents.to_vec());
        let mut shown = documents.to_vec();
        let mut patched = false;
        for (at, document) in shown.iter_mut().enumerate() {
            // Most files are as they were at the previous look.
            if broken.is_empty() && seen.get(at).is_some_and(|seen| Arc::ptr_eq(seen, document)) {
                continue;
            }
            let path = &document.source.path;
            match self.understood.get(path) {
                Some(known) if Arc::ptr_eq(known, document) => {}
                Some(known) if broken.contains(path) => {
                    *document = known.clone();
                    patched = true;
                }
                known => {
                    let place = known.and_then(|known| first_change::first(known, document));
                    understood.changes.extend(place.map(|place| (path.clone(), place)));
                    if !broken.contains(path) {
                        self.understood.insert(path.clone(), document.clone());
                    }
                }
            }
        }
        if broken.is_empty() && self.understood.len() == documents.len() {
            return understood;
        }
        let present: HashSet<&Arc<str>> = documents.iter().map(|d| &d.source.path).collect();
        self.understood.retain(|path, _| present.contains(path) || broken.contains(path));
        // A file that cannot even be read makes no document, but it exists.
        let unread = broken
            .iter()
            .filter(|path| !present.contains(**path))
            .filter_map(|path| self.understood.get(*path).cloned());
        let before = shown.len();
        shown.extend(unread);
        if shown.len() > before {
            shown.sort_by(|a, b| a.source.path.cmp(&b.source.path));
        }
        if patched || shown.len() > before {
            understood.documents = Some(shown);
        }
        understood
    }
}

/// What to show of the files.
#[derive(Default)]
struct Understood {
    /// All documents, with earlier versions of those that cannot be understood; `None` if all can be.
    documents: Option<Vec<Arc<Document>>>,
    /// For each file that has changed, the first place that has.
    changes: HashMap<Arc<str>, ChangedPlace>,
}

/// The digests of the stylesheets and of the other files of a site.
fn files(site: &Site) -> (u64, u64) {
    let (mut styles, mut assets) = (Xxh3::new(), Xxh3::new());
    for (address, copied) in &site.files {
        let digest = if address.ends_with(".css") { &mut styles } else { &mut assets };
        digest.update(address.as_bytes());
        copied.stamp.hash(digest);
    }
    (styles.digest(), assets.digest())
}

/// A page as bytes, whatever happens.
#[derive(Clone)]
pub(crate) struct RenderedPage {
    pub bytes: Vec<u8>,
    /// Whether they come from a template, and not from the page that stands in for it.
    pub whole: bool,
}

impl Shown {
    /// A page, rendered when it is first asked for.
    pub(crate) fn page(&self, page: Page) -> RenderedPage {
        let pages = || self.pages.lock().expect("no thread panics while it holds this lock");
        if let Some(rendered) = pages().get(&page) {
            return rendered.clone();
        }
        let rendered = self.render(page);
        let mut pages = pages();
        if pages.len() >= REMEMBERED {
            pages.clear();
        }
        pages.insert(page, rendered.clone());
        rendered
    }

    /// Renders a page. If its templates fail, it tries the previous ones; if those fail too, it gives a page that says
    /// so.
    fn render(&self, page: Page) -> RenderedPage {
        let whole = |bytes| RenderedPage { bytes, whole: true };
        let language = self.diagnostics.language();
        let mend = || unrendered(&message!("unrendered.mend").words(language), language);
        let (Some(site), Some(templates)) = (&self.site, &self.templates) else { return mend() };
        let render = |engine: &Arc<Engine>| {
            page_files::render(
                &Ready {
                    site: site.clone(),
                    bodies: self.bodies.clone(),
                    engine: engine.clone(),
                    lettering: Arc::default(),
                },
                page,
                view::ViewOptions::default(),
                Deadline::after(self.time_limit),
            )
        };
        let failure = match render(&templates.engine) {
            Ok(bytes) => return whole(bytes),
            Err(failure) => failure,
        };
        let why = format!("{}: {}", failure.path, failure.message.words(language));
        let is_of_template = !matches!(failure.code, Code::TakesTooLong | Code::ProgramFault);
        self.failures.lock().expect("no thread panics while it holds this lock").insert(page, *failure);
        if !is_of_template {
            // Other templates would hardly do better, and people who have waited once need not wait again.
            return unrendered(&why, language);
        }
        templates.failed.store(true, Ordering::Relaxed);
        let fallback = templates.fallback.as_ref().and_then(|engine| render(engine).ok());
        fallback.map_or_else(mend, whole)
    }

    /// The file of the search index at an address. Whoever asks first waits for the index; edits never do.
    pub(crate) fn search(&self, address: &str) -> Option<&[u8]> {
        let site = self.site.as_ref()?;
        if !address.starts_with(&address::search_index(&site.language)) {
            return None;
        }
        self.search.get_or_init(|| search::files(site, &self.bodies)).get(address).map(Vec::as_slice)
    }

    /// The texts of the documents of the site.
    pub(crate) fn bodies(&self) -> &Bodies {
        &self.bodies
    }

    /// The site and the texts of its documents.
    fn content(&self) -> Option<(Arc<Site>, Arc<Bodies>)> {
        Some((self.site.clone()?, self.bodies.clone()))
    }

    fn document(&self, page: Page) -> Option<&Summary> {
        let site = self.site.as_ref()?;
        site.own_document(page).map(|document| site.document(document))
    }
}

/// The page that stands in for one that cannot be shown.
fn unrendered(why: &str, language: MessageLanguage) -> RenderedPage {
    let (code, title) = (language.code(), message!("unrendered").words(language));
    let why = view::escaped(why);
    let page = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n\
                <body>\n<h1>{title}</h1>\n<p>{why}</p>\n</body>\n</html>\n"
    );
    RenderedPage { bytes: page.into_bytes(), whole: false }
}

#[cfg(test)]
mod tests;
