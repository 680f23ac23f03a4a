//! The site as the preview shows it while it is being written.
//!
//! Takes: the project, looked at again and again.
//! Gives: [`Shown`], the state of the last look, which never changes: what stands at an address, rendered when it is asked for, and
//! what is wrong.
//! Never: shows nothing because something is wrong, or reports anything that `check` would not report.
//!
//! What is shown while something is wrong, is decided file by file:
//! - a file that cannot be understood (not text, empty, front matter that cannot be read) is shown as it was when it last could be;
//! - a file with any other mistake is shown as it is, since the drafter is at work in it;
//! - with a `site.toml` or language file that cannot be used, the whole site is shown as it was;
//! - with templates that fail, pages are rendered by the last ones that did not.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use xxhash_rust::xxh3::Xxh3;

use crate::address;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::difference;
use crate::document::Document;
use crate::flow::{self, Options, Parsed, Ready};
use crate::link::{self, Ingredients};
use crate::load;
use crate::memory::Memory;
use crate::project::Source;
use crate::render::Engine;
use crate::report::Texts;
use crate::search;
use crate::site::{Page, Site};
use crate::view;

/// How many pages of one state are remembered.
const REMEMBERED: usize = 64;

/// Looks at a project again and again.
pub struct Preview {
    root: PathBuf,
    options: Options,
    memory: Memory,
    /// Each file as it was when it could last be understood.
    understood: HashMap<Arc<str>, Arc<Document>>,
    /// The files of the last look in their order.
    seen: Vec<Arc<Document>>,
    shown: Arc<Shown>,
}

/// What a look found.
pub struct Look {
    /// The state to show; none if nothing is different.
    pub shown: Option<Arc<Shown>>,
    /// Where the symbolic links of the project lead.
    pub linked: Vec<PathBuf>,
    /// Whether a file seems to be being written, so that another look is due.
    pub unfinished: bool,
}

/// The state of one look.
#[derive(Default)]
pub struct Shown {
    /// Counts the states, from 1.
    pub generation: u64,
    /// The site; none as long as there never was one that could be shown.
    pub site: Option<Arc<Site>>,
    templates: Option<Arc<Templates>>,
    /// Everything that is wrong, as `check` would report it but for templates of pages that nobody looked at.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub texts: Texts,
    /// What the stylesheets of the site are.
    pub styles: u64,
    /// What its other files are.
    pub assets: u64,
    /// For each file that differs from the state before, the anchor of the first place that does.
    changes: HashMap<Arc<str>, String>,
    /// What was wrong with the templates of pages that were asked for.
    failures: Mutex<BTreeMap<Page, Diagnostic>>,
    /// Pages that were asked for: a browser that is told of a new page asks for it at once, and so do all its tabs.
    pages: Mutex<HashMap<Page, Rendered>>,
    /// The search index, made when it is asked for.
    search: OnceLock<search::Files>,
}

/// Templates, and those to fall back on.
struct Templates {
    engine: Arc<Engine>,
    failed: AtomicBool,
    fallback: Option<Arc<Engine>>,
}

impl Preview {
    /// Begins; nothing is looked at yet.
    pub fn new(root: &Path, options: Options) -> Self {
        Preview {
            root: root.to_owned(),
            options,
            memory: Memory::default(),
            understood: HashMap::new(),
            seen: Vec::new(),
            shown: Arc::default(),
        }
    }

    /// Looks at the disk.
    pub fn look(&mut self) -> Look {
        let source = load::load(&self.root, &mut self.memory.tree);
        self.see(source)
    }

    /// Looks at a few files of which it is known that they changed: on a large site, what changed is seen before the rest of the
    /// disk is looked at. A whole look has to follow.
    pub fn glance(&mut self, files: &[PathBuf]) -> Option<Arc<Shown>> {
        if files.is_empty() {
            return None;
        }
        let source = load::glance(&self.root, &mut self.memory.tree, files).filter(|source| !source.unfinished)?;
        self.see(source).shown
    }

    fn see(&mut self, source: Source) -> Look {
        let (linked, unfinished) = (source.linked.clone(), source.unfinished);
        if !source.changed && self.shown.generation > 0 {
            return Look { shown: None, linked, unfinished };
        }
        let parsed = flow::parse(source, &self.options, &mut self.memory);
        let shown = Arc::new(self.show(parsed));
        self.shown = shown.clone();
        Look { shown: Some(shown), linked, unfinished }
    }

    fn show(&mut self, parsed: Parsed) -> Shown {
        let before = self.shown.clone();
        let engine = parsed.engine.clone();
        let unusable = parsed.ingredients.is_none() || parsed.diagnostics.iter().any(|d| spoils_all(d) && d.severity() == Severity::Error);
        let Understood { documents, changes } = match &parsed.ingredients {
            Some(ingredients) if !unusable => self.understand(&ingredients.documents, &parsed.diagnostics),
            _ => Understood::default(),
        };
        // What is wrong is what is wrong with the files as they are, so the files as they were are linked apart.
        let patched = documents.zip(parsed.ingredients.clone());
        let patched = patched.map(|(documents, rest)| Arc::new(link::link(Ingredients { documents, ..rest }).0));
        let flow::Linked { site, diagnostics, texts, .. } = flow::link(parsed);
        let site = match unusable {
            true => before.site.clone().or(site),
            false => patched.or(site),
        };
        let engine =
            engine.filter(|_| !unusable).zip(site.clone()).map(|(engine, site)| flow::ready(site, &engine, &mut self.memory).engine);
        let (styles, assets) = site.as_ref().map_or((0, 0), |site| files(site));
        Shown {
            generation: before.generation + 1,
            templates: templates(engine, before.templates.as_ref()),
            site,
            diagnostics,
            texts,
            styles,
            assets,
            changes,
            failures: Mutex::default(),
            pages: Mutex::default(),
            search: OnceLock::new(),
        }
    }

    /// Remembers the files that can be understood, and tells what to show of them.
    fn understand(&mut self, documents: &[Arc<Document>], diagnostics: &[Diagnostic]) -> Understood {
        let all = diagnostics.iter().chain(documents.iter().flat_map(|d| &d.diagnostics));
        let broken: HashSet<&Arc<str>> = all.filter(|d| hides(d.code)).map(|d| &d.path).collect();
        let mut understood = Understood { documents: None, changes: HashMap::new() };
        let seen = std::mem::replace(&mut self.seen, documents.to_vec());
        let mut shown = documents.to_vec();
        let mut patched = false;
        for (at, document) in shown.iter_mut().enumerate() {
            // Most files are as they were at the last look.
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
                    let place = known.and_then(|known| difference::first(known, document));
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
        // A file that cannot even be read is no document, but it is there.
        let unread = broken.iter().filter(|path| !present.contains(**path)).filter_map(|path| self.understood.get(*path).cloned());
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

/// What to show of files.
#[derive(Default)]
struct Understood {
    /// All documents, with those that cannot be understood as they were; none if all can be.
    documents: Option<Vec<Arc<Document>>>,
    /// For each file that differs from before, the anchor of the first place that does.
    changes: HashMap<Arc<str>, String>,
}

/// The templates to render by.
fn templates(engine: Option<Arc<Engine>>, before: Option<&Arc<Templates>>) -> Option<Arc<Templates>> {
    let Some(engine) = engine else { return before.cloned() };
    let Some(before) = before else { return Some(Arc::new(Templates { engine, failed: AtomicBool::new(false), fallback: None })) };
    if Arc::ptr_eq(&before.engine, &engine) {
        return Some(before.clone());
    }
    let fallback = match before.failed.load(Ordering::Relaxed) {
        true => before.fallback.clone(),
        false => Some(before.engine.clone()),
    };
    Some(Arc::new(Templates { engine, failed: AtomicBool::new(false), fallback }))
}

/// Whether a file with such a mistake cannot be understood at all.
fn hides(code: Code) -> bool {
    use Code::*;
    let unread = matches!(code, UnreadableFile | FileTooLarge | DanglingLink | InvalidUtf8 | EmptyFile);
    let front = matches!(code, MissingFrontMatter | UnclosedFrontMatter | MalformedFrontMatter | MissingField | WrongType | ImpossibleDate);
    unread || front
}

/// Whether a mistake concerns what every page is made from.
fn spoils_all(diagnostic: &Diagnostic) -> bool {
    &*diagnostic.path == "site.toml" || diagnostic.path.starts_with("languages/")
}

/// What the stylesheets and the other files of a site are, each as one number.
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
pub struct Rendered {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether they come from a template.
    pub whole: bool,
}

/// What is told to a browser about the page it shows.
pub struct Status<'a> {
    /// The anchor of the first place that changed last, if the page shows the file that did.
    pub place: Option<&'a str>,
    /// What is wrong with what the page is made from.
    pub here: Vec<Diagnostic>,
    /// How much is wrong elsewhere.
    pub elsewhere: usize,
}

impl Shown {
    /// A page, rendered when it is first asked for.
    pub fn page(&self, page: Page) -> Rendered {
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

    /// Renders a page. If its templates fail, by those before; if those fail too, there is a page that says so.
    fn render(&self, page: Page) -> Rendered {
        let whole = |bytes| Rendered { bytes, whole: true };
        let (Some(site), Some(templates)) = (&self.site, &self.templates) else { return unrendered() };
        let render = |engine: &Arc<Engine>| {
            flow::render(&Ready { site: site.clone(), engine: engine.clone(), press: Arc::default() }, page, view::Options::default())
        };
        let failure = match render(&templates.engine) {
            Ok(bytes) => return whole(bytes),
            Err(failure) => failure,
        };
        templates.failed.store(true, Ordering::Relaxed);
        self.failures.lock().expect("no thread panics while it holds this lock").insert(page, *failure);
        let fallback = templates.fallback.as_ref().and_then(|engine| render(engine).ok());
        fallback.map_or_else(unrendered, whole)
    }

    /// What to tell about a page after it was rendered.
    pub fn status(&self, page: Option<Page>) -> Status<'_> {
        let document = page.and_then(|page| self.document(page));
        let path = document.map(|d| &d.source.path);
        let concerns = |d: &&Diagnostic| Some(&d.path) == path || spoils_all(d) || d.path.starts_with("templates/");
        let mut here: Vec<Diagnostic> = self.diagnostics.iter().filter(concerns).cloned().collect();
        let elsewhere = self.diagnostics.len() - here.len();
        let failures = self.failures.lock().expect("no thread panics while it holds this lock");
        here.extend(page.and_then(|page| failures.get(&page)).cloned());
        here.sort();
        here.dedup();
        Status { place: path.and_then(|path| self.changes.get(path)).map(String::as_str), here, elsewhere }
    }

    /// The file of the search index at an address. Whoever asks first waits for the index; edits never do.
    pub fn search(&self, address: &str) -> Option<&[u8]> {
        let site = self.site.as_ref()?;
        if !address.starts_with(&address::search_index(&site.language)) {
            return None;
        }
        self.search.get_or_init(|| search::files(site)).get(address).map(Vec::as_slice)
    }

    fn document(&self, page: Page) -> Option<&Document> {
        let site = self.site.as_ref()?;
        let index = match page {
            Page::Document(document) | Page::Footnote { document, .. } => document,
            Page::Home => site.home?,
            _ => return None,
        };
        Some(site.document(index))
    }
}

fn unrendered() -> Rendered {
    let page = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>This page cannot be shown yet</title>\n</head>\n\
                <body>\n<h1>This page cannot be shown yet</h1>\n<p>Mend what is reported; the page then appears by itself.</p>\n</body>\n</html>\n";
    Rendered { bytes: page.as_bytes().to_vec(), whole: false }
}
