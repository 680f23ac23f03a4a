//! Whether links to other sites still lead somewhere.
//!
//! Takes: a project, and how long asking may take.
//! Gives: a warning for each link to another site that does not have what is linked to, and an [`ExternalTally`].
//! Never: is part of a build or a preview; only `check --external` asks anyone anything. Asks nobody for the site's own
//! addresses, which are checked as links within the site.

mod answer;
mod asking;
mod reported;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use url::Url;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::text_file::TextFile;
use crate::document::external_links::{self, ExternalLink};
use crate::document::{Role, accepted};
use crate::failure::Failure;
use crate::flow::memory::Memory;
use crate::flow::memory::cache_folder::CacheFolder;
use crate::flow::sealed::compare;
use crate::flow::{self, Options, Prepared, Ready};
use crate::write::progress::Progress;
use crate::write::{Builder, End};
use answer::{KnownAnswers, SiteAnswer};
use asking::Asker;

/// How many hosts are asked at the same time.
const AT_ONCE: usize = 6;

/// How long asking other sites may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimits {
    /// For one address, without the pauses that its host is given.
    pub per_address: Duration,
    /// For all of them.
    pub all: Duration,
}

/// 20 seconds for one, ten minutes for all.
impl Default for TimeLimits {
    fn default() -> Self {
        TimeLimits { per_address: Duration::from_secs(20), all: Duration::from_secs(10 * 60) }
    }
}

/// What became of the addresses of other sites, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExternalTally {
    /// How many different addresses there are.
    pub addresses: usize,
    /// How many of them are there.
    pub there: usize,
    /// How many are there but are not for everyone, such as behind a login.
    pub closed: usize,
    /// How many have something wrong.
    pub wrong: usize,
    /// How many were not asked for because the time was over.
    pub unasked: usize,
    /// How many answers come from an earlier run.
    pub remembered: usize,
}

/// Where links to other sites stand: the file, and the links in it.
struct LinkedFile {
    file: TextFile,
    links: Vec<ExternalLink>,
}

/// Checks a project as [`crate::check`] does, and then asks other sites.
///
/// # Errors
/// When the machine fails, or lacks what is needed to ask.
pub(crate) fn run(
    root: &Path,
    options: &Options,
    limits: TimeLimits,
    [pages, addresses]: [&dyn Progress; 2],
) -> Result<(Prepared, ExternalTally), Failure> {
    let mut prepared = flow::prepare(root, options, &mut Memory::default());
    Builder::new(root, End::Nowhere).build(&mut prepared, pages)?;
    let tally = check(&mut prepared, options, limits, addresses)?;
    Ok((prepared, tally))
}

/// Asks for everything on other sites that a checked project links to, and adds what is wrong to its diagnostics.
///
/// # Errors
/// When the machine lacks what is needed to ask.
fn check(
    prepared: &mut Prepared,
    options: &Options,
    limits: TimeLimits,
    progress: &dyn Progress,
) -> Result<ExternalTally, Failure> {
    let Some(ready) = prepared.ready.clone() else { return Ok(ExternalTally::default()) };
    let settings = prepared.texts.get_key_value("site.toml").map(|(path, text)| TextFile::new(path, text.to_string()));
    let files = linked_files(&ready, settings.as_ref());
    let own = own_addresses(&ready, settings.as_ref());
    let wanted: HashSet<Url> = files.iter().flat_map(|file| &file.links).filter_map(url).collect();
    let wanted: Vec<Url> = wanted.into_iter().filter(|address| !asking::is_own(address, &own)).collect();
    let cache = options.cache.as_ref().map(|folder| CacheFolder::at(folder.clone()));
    let known = cache.as_ref().map(|cache| KnownAnswers::load(cache, second())).unwrap_or_default();
    let by_host = by_host(&wanted, &known);
    let asked = match by_host.is_empty() {
        true => Vec::new(),
        false => {
            let until = now() + limits.all;
            ask_all(&Asker::new(limits.per_address, until, own)?, by_host, progress)
        }
    };
    let mut tally = ExternalTally { addresses: wanted.len(), ..ExternalTally::default() };
    let mut answers: HashMap<&str, SiteAnswer> = HashMap::new();
    for address in &wanted {
        if let Some(answer) = known.of(address.as_str()) {
            tally.remembered += 1;
            answers.insert(address.as_str(), answer.clone());
        }
    }
    answers.extend(asked.iter().map(|(address, answer)| (address.as_str(), answer.clone())));
    tally.count(&answers);
    report(prepared, &ready, &files, &answers);
    if let Some(cache) = &cache {
        remember(known, &asked, cache);
    }
    Ok(tally)
}

impl ExternalTally {
    fn count(&mut self, answers: &HashMap<&str, SiteAnswer>) {
        let number = |is: fn(&SiteAnswer) -> bool| answers.values().filter(|answer| is(answer)).count();
        self.there = number(|answer| matches!(answer, SiteAnswer::There));
        self.closed = number(|answer| matches!(answer, SiteAnswer::Closed(_)));
        self.wrong = answers.len() - self.there - self.closed;
        self.unasked = self.addresses - answers.len();
    }
}

fn remember(mut known: KnownAnswers, asked: &[(Url, SiteAnswer)], cache: &CacheFolder) {
    for (address, answer) in asked {
        known.add(address.as_str(), second(), answer.clone());
    }
    known.keep(cache, second());
}

/// The files from which readers get links to other sites: documents, `site.toml` and the site's own templates.
fn linked_files(ready: &Ready, settings: Option<&TextFile>) -> Vec<LinkedFile> {
    let raw_html = ready.site.settings.raw_html;
    // Nobody can change an earlier version that a seal keeps.
    let documents =
        ready.bodies.documents().iter().filter(|document| !matches!(document.summary.role, Role::Version { .. }));
    let documents = documents.map(|document| LinkedFile {
        file: document.source.clone(),
        links: external_links::of_document(document, raw_html),
    });
    let templates = ready
        .engine
        .own_texts()
        .map(|file| LinkedFile { file: file.clone(), links: external_links::of_html(&file.text) });
    let settings =
        settings.map(|file| LinkedFile { file: file.clone(), links: external_links::of_values(&file.text, "#") });
    documents.chain(templates).chain(settings).filter(|file| !file.links.is_empty()).collect()
}

/// The addresses at which the site itself is, which nobody is asked for: that of this run, and that of its settings.
fn own_addresses(ready: &Ready, settings: Option<&TextFile>) -> Vec<Url> {
    let lines = settings.into_iter().flat_map(|file| file.text.lines());
    let typed = lines.filter(|line| line.trim_start().starts_with("base_url"));
    let typed = typed.flat_map(|line| external_links::of_values(line, "#")).map(|link| link.address);
    let own = ready.site.settings.base_url.clone().into_iter().chain(typed);
    own.filter_map(|address| Url::parse(&address).ok()).collect()
}

/// What to ask for: without the place on the page, which no server gets to know, and without names and passwords.
fn url(link: &ExternalLink) -> Option<Url> {
    let mut url = Url::parse(&link.address).ok()?;
    url.set_fragment(None);
    url.set_username("").and_then(|()| url.set_password(None)).ok()?;
    Some(url)
}

/// The addresses that have to be asked for, those of a host together.
fn by_host(wanted: &[Url], known: &KnownAnswers) -> Vec<Vec<Url>> {
    let mut hosts: BTreeMap<&str, Vec<Url>> = BTreeMap::new();
    for address in wanted.iter().filter(|address| known.of(address.as_str()).is_none()) {
        hosts.entry(address.host_str().unwrap_or_default()).or_default().push(address.clone());
    }
    let mut hosts: Vec<Vec<Url>> = hosts.into_values().collect();
    hosts.iter_mut().for_each(|addresses| addresses.sort());
    // The host with most takes longest.
    hosts.sort_by_key(|addresses| std::cmp::Reverse(addresses.len()));
    hosts
}

fn ask_all(asker: &Asker, hosts: Vec<Vec<Url>>, progress: &dyn Progress) -> Vec<(Url, SiteAnswer)> {
    progress.begin(hosts.iter().map(Vec::len).sum());
    let (next, answers) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(hosts.len()) {
            scope.spawn(|| {
                while let Some(addresses) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for address in addresses {
                        let Some(answer) = asker.ask(address) else { return };
                        answers.lock().unwrap_or_else(PoisonError::into_inner).push((address.clone(), answer));
                        progress.step();
                    }
                }
            });
        }
    });
    progress.end();
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Adds what is wrong to the diagnostics, without what authors have accepted.
fn report(prepared: &mut Prepared, ready: &Ready, files: &[LinkedFile], answers: &HashMap<&str, SiteAnswer>) {
    let frozen = compare::unchanged(&prepared.past.sealed);
    let mut found: Vec<Diagnostic> = Vec::new();
    for LinkedFile { file, links } in files {
        for link in links {
            let Some(answer) = url(link).and_then(|url| answers.get(url.as_str())) else { continue };
            let Some(diagnostic) = reported::diagnostic(&file.path, link, answer) else { continue };
            prepared.texts.insert(file.path.clone(), file.text.clone());
            found.push(match frozen.contains(&*file.path) {
                true => diagnostic.of_sealed_text(),
                false => diagnostic,
            });
        }
    }
    prepared.diagnostics.extend(accepted::apply_external(ready.bodies.documents(), found, &frozen));
    prepared.diagnostics.sort();
    prepared.diagnostics.dedup();
}

#[expect(clippy::disallowed_methods, reason = "how long others may take is a matter of the clock")]
fn now() -> Instant {
    Instant::now()
}

/// The second of the Unix era.
#[expect(clippy::disallowed_methods, reason = "an answer is believed for a while, and becomes part of no site")]
fn second() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
