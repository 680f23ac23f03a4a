//! Builds again and again, each time only what has changed.
//!
//! Takes: prepared sites of one project, one after another.
//! Gives: the output folder as a fresh build would leave it, and the diagnostics that a fresh build would report.
//! Never: renders a page whose key is the same, or remembers a page that the present site does not have.
//!
//! There is one way to build: `build` is the first turn, `build --watch` takes more of them, and `check` has another
//! [`End`].
//!
//! The search index depends on every word of the site, so it is not made at each change. The first turn makes it; after
//! a later change it is due, and the caller has it made once it is quiet.

use std::collections::HashSet;
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use crate::diagnostic::{Diagnostic, Strictness};
use crate::failure::Failure;
use crate::failure::deadline::{Deadline, PATIENCE};
use crate::flow::memory::run_record::{FileProof, SiteRecord};
use crate::flow::page_files;
use crate::flow::{Prepared, Ready};
use crate::machines::page_links::{self, PageLinks};
use crate::machines::{companions, search};
use crate::project::Copied;
use crate::site::{Page, Site};
use crate::theme;
use crate::view;
use crate::write::bundle::{self, Bundle};
use crate::write::ledger::{Goal, Ledger, Made, Part};
use crate::write::link_check;
use crate::write::output::{self, Counts, Left, Output, location};
use crate::write::progress::Progress;
use crate::write::record_keeping::{self, RecordKeeping};

/// Where the files go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    /// Into this folder, once.
    Disk(PathBuf),
    /// Into this folder, turn after turn.
    Watched(PathBuf),
    /// Nowhere: they are made and thrown away.
    Nowhere,
}

impl End {
    /// The folder, if there is one.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match self {
            End::Disk(folder) | End::Watched(folder) => Some(folder),
            End::Nowhere => None,
        }
    }

    /// How long a page may take. A single build waits as long as it takes, so that the clock changes nothing.
    fn time_limit(&self) -> Option<Duration> {
        matches!(self, End::Watched(_)).then_some(PATIENCE)
    }
}

/// Builds one project.
pub(crate) struct Builder {
    root: PathBuf,
    end: End,
    ledger: Ledger,
    /// The number of turns so far.
    turn: u64,
    /// Whether the site has changed since the search index was made.
    search_due: bool,
    /// The folder as the last turn left it; `None` if nothing is known of it.
    left: Option<Left>,
    /// What another run left, if this one may go on from there and leaves something itself.
    recorded: Option<Recorded>,
    strictness: Strictness,
    keeping: RecordKeeping,
    /// How many addresses the last turn added to the record; `None` if that stayed as it was.
    added: Option<usize>,
}

/// What a run of another process left.
struct Recorded {
    /// The files, and what tells whether each is still the same.
    files: Vec<(String, FileProof)>,
    /// Whether that has been looked at.
    is_checked: bool,
}

/// A page that has been rendered.
struct Rendered {
    /// Which of the bundles it belongs to.
    bundle: usize,
    files: Vec<String>,
    found: Option<Diagnostic>,
    links: Option<(String, PageLinks)>,
}

impl Builder {
    /// A builder that knows nothing of its end yet.
    pub(crate) fn new(root: &Path, end: End) -> Self {
        let (ledger, strictness) = (Ledger::default(), Strictness::default());
        Builder {
            root: root.to_owned(),
            end,
            ledger,
            turn: 0,
            search_due: true,
            left: None,
            recorded: None,
            strictness,
            keeping: RecordKeeping::default(),
            added: None,
        }
    }

    /// The same, going on from what another run of the same program made, and able to [record](Builder::record) what it
    /// makes itself.
    pub(crate) fn going_on_from(self, site: SiteRecord) -> Self {
        let SiteRecord { inputs: _, mark, files, works } = site;
        let left = (!mark.is_empty()).then(|| Left::recorded(mark, &files));
        let recorded = Some(Recorded { files, is_checked: false });
        Builder { ledger: Ledger::recorded(works), left, recorded, ..self }
    }

    /// What another run needs to go on from here; `None` if this one does not tell, or made nothing.
    pub(crate) fn record(&self, inputs: u128, counts: Option<Counts>) -> Option<SiteRecord> {
        let recorded = self.recorded.as_ref()?;
        let works = self.ledger.record();
        let Some(folder) = self.end.folder() else {
            return Some(SiteRecord { inputs, works, ..SiteRecord::default() });
        };
        let left = self.left.as_ref().filter(|_| counts.is_some())?;
        let known = if recorded.is_checked { recorded.files.as_slice() } else { &[] };
        let files = left.proofs(folder, known);
        Some(SiteRecord { inputs, mark: left.mark().to_owned(), files, works })
    }

    /// The same, writing nothing if these problems occur.
    pub(crate) fn stopped_by(self, strictness: Strictness) -> Self {
        Builder { strictness, ..self }
    }

    /// The same, doing this about the record of published addresses.
    pub(crate) fn keeping(self, keeping: RecordKeeping) -> Self {
        Builder { keeping, ..self }
    }

    /// How many addresses the last turn added to the record; `None` if that stayed as it was.
    pub(crate) fn added(&self) -> Option<usize> {
        self.added
    }

    /// Brings everything up to date. If something is wrong, the output stays as it is and there are no counts.
    ///
    /// # Errors
    /// When the output folder cannot be used, or the disk fails. The next turn then starts from nothing.
    pub(crate) fn build(
        &mut self,
        prepared: &mut Prepared,
        progress: &dyn Progress,
    ) -> Result<Option<Counts>, Failure> {
        let built = self.try_build(prepared, progress);
        self.begin_anew_after(&built);
        prepared.diagnostics.sort();
        prepared.diagnostics.dedup();
        built
    }

    fn try_build(&mut self, prepared: &mut Prepared, progress: &dyn Progress) -> Result<Option<Counts>, Failure> {
        if let Some(folder) = self.end.folder() {
            location::check(folder, &self.root)?;
        }
        let is_mistaken = self.strictness.stops(&prepared.diagnostics);
        // What a killed build had begun is finished, mistakes or not.
        if (is_mistaken || prepared.ready.is_none()) && self.end.folder().is_some_and(output::is_unfinished) {
            self.open(progress)?;
        }
        let Some(ready) = &prepared.ready.clone() else { return Ok(None) };
        // With mistakes, the templates are still tried, so that one run shows everything.
        let output = match is_mistaken {
            true => None,
            false => self.open(progress)?,
        };
        self.make_pages(ready, output.as_ref(), progress)?;
        prepared.diagnostics.extend(self.ledger.found().cloned());
        if link_check::is_needed(ready) && self.ledger.found().next().is_none() {
            let told = link_check::told_places(&prepared.diagnostics);
            let found = link_check::check(ready, &told, self.ledger.links(), self.ledger.files(Part::Pages));
            prepared.take_links_found(found);
        }
        if self.strictness.stops(&prepared.diagnostics) {
            if let Some(output) = output {
                self.left = output.abandon();
            }
            return Ok(None);
        }
        self.make_beside(&ready.site, output.as_ref())?;
        let waits = matches!(self.end, End::Watched(_));
        self.search_due = waits && output.as_ref().is_some_and(Output::is_as_left);
        let record = prepared.past.record.as_deref();
        let keeping = if output.is_some() { self.keeping } else { RecordKeeping::Leave };
        let search = || if self.search_due { Ok(()) } else { self.make_search(ready, output.as_ref()) };
        let (made, renewed) = rayon::join(search, || record_keeping::renewed(keeping, &ready.site, record));
        made?;
        let Some(output) = output else { return Ok(Some(Counts::default())) };
        // An address is on record before anybody can read it there.
        self.added = record_keeping::keep(keeping, &self.root, record, renewed)?;
        self.commit(output, Part::ALL).map(Some)
    }

    /// Opens the folder, if there is one. If another build has been there, nothing of it is known any more.
    fn open(&mut self, progress: &dyn Progress) -> Result<Option<Output>, Failure> {
        let Some(folder) = self.end.folder() else { return Ok(None) };
        let output = Output::open(folder, &self.root, self.left.take(), || progress.waiting())?;
        match &mut self.recorded {
            _ if !output.is_as_left() => self.ledger.is_lost(),
            Some(recorded) if !recorded.is_checked => {
                // Somebody may have changed files since.
                self.ledger.is_lost_of(&output.changed(&recorded.files));
                recorded.is_checked = true;
            }
            _ => {}
        }
        Ok(Some(output))
    }

    fn commit(&mut self, output: Output, parts: &[Part]) -> Result<Counts, Failure> {
        let orphans = self.ledger.take_orphans(parts);
        let counts = match self.goes_on() {
            true => {
                let (counts, left) = output.commit_and_leave(orphans)?;
                self.left = Some(left);
                counts
            }
            false => output.commit(orphans)?,
        };
        self.ledger.is_committed(parts);
        Ok(counts)
    }

    /// Whether another turn may go on from this one.
    fn goes_on(&self) -> bool {
        matches!(self.end, End::Watched(_)) || self.recorded.is_some()
    }

    /// After a failure, nobody knows what is in the folder.
    fn begin_anew_after<T>(&mut self, built: &Result<T, Failure>) {
        if built.is_err() {
            *self = Builder::new(&self.root, self.end.clone()).stopped_by(self.strictness).keeping(self.keeping);
        }
    }

    /// Renders the bundles that are due, and puts their pages into the output folder if there is one.
    fn make_pages(&mut self, ready: &Ready, output: Option<&Output>, progress: &dyn Progress) -> Result<(), Failure> {
        self.turn += 1;
        let mut bundles = match self.goes_on() {
            true => bundle::bundles(&ready.site, &ready.engine),
            false => bundle::uncompared(&ready.site, self.turn),
        };
        self.ledger.keep_only(Part::Pages, &bundles.iter().map(|bundle| bundle.key).collect());
        bundles.retain(|bundle| self.ledger.is_due(bundle.key, goal(output)));
        let pages: Vec<(usize, Page)> = bundles
            .iter()
            .enumerate()
            .flat_map(|(at, bundle)| bundle.pages(&ready.site).into_iter().map(move |page| (at, page)))
            .collect();
        let (options, limit) = (view::ViewOptions::default(), self.end.time_limit());
        let checks_links = link_check::is_needed(ready);
        progress.begin(pages.len());
        let rendered: Result<Vec<Rendered>, Failure> = pages
            .into_par_iter()
            .map(|(bundle, page)| {
                let (files, found) = match page_files::files(ready, page, options, Deadline::after(limit)) {
                    Ok(files) => (files, None),
                    Err(diagnostic) => (Vec::new(), Some(*diagnostic)),
                };
                if let Some(output) = output {
                    files.iter().try_for_each(|(file, bytes)| output.put(file, bytes))?;
                }
                let own = files.iter().find(|(file, _)| checks_links && file.ends_with(".html"));
                let links = own.map(|(file, html)| (file.clone(), page_links::of_html(html)));
                let files = files.into_iter().map(|(file, _)| file).collect();
                let rendered = Rendered { bundle, files, found, links };
                progress.step();
                Ok(rendered)
            })
            .collect();
        progress.end();
        self.enter_pages(&bundles, rendered?);
        Ok(())
    }

    fn enter_pages(&mut self, bundles: &[Bundle], pages: Vec<Rendered>) {
        let mut made: Vec<Made> = bundles.iter().map(|_| Made::default()).collect();
        for Rendered { bundle, files, found, links } in pages {
            made[bundle].files.extend(files);
            made[bundle].links.extend(links);
            made[bundle].found.extend(found);
        }
        for (bundle, made) in bundles.iter().zip(made) {
            self.ledger.enter(Part::Pages, bundle.key, made);
        }
    }

    /// Makes the files beside pages that are due: companions, attachments and static files, and those of the theme that
    /// the site does not replace.
    fn make_beside(&mut self, site: &Site, output: Option<&Output>) -> Result<(), Failure> {
        let ledger = &self.ledger;
        let copy = |(address, copied): &(String, Copied)| {
            let mut digest = digest_of(address);
            copied.stamp.hash(&mut digest);
            let key = digest.digest128();
            if let Some(output) = output.filter(|_| ledger.is_due(key, Goal::Output)) {
                output.copy(address, copied)?;
            }
            Ok((key, address.clone()))
        };
        let copied = site.files.par_iter().map(copy);
        let own = |path: &str| site.files.binary_search_by(|(address, _)| address.as_str().cmp(path)).is_ok();
        let themed = theme::statics().into_par_iter().filter(|(path, _)| !own(path));
        let themed = themed.map(|(path, bytes)| put(path, &bytes, ledger, output));
        // Most of them depend on the whole site, so their bytes are made each time.
        let companions = companions(site).into_par_iter().map(|companion| {
            let bytes = companion.bytes(site);
            put(companion.address, &bytes, ledger, output)
        });
        let made: Result<Vec<(u128, String)>, Failure> = copied.chain(themed).chain(companions).collect();
        self.enter_files(Part::Beside, made?);
        Ok(())
    }

    /// Makes the search index, and puts those of its files that are due.
    fn make_search(&mut self, ready: &Ready, output: Option<&Output>) -> Result<(), Failure> {
        let ledger = &self.ledger;
        let files = search::files(&ready.site, &ready.bodies).into_par_iter();
        let made: Result<Vec<(u128, String)>, Failure> =
            files.map(|(address, bytes)| put(address, &bytes, ledger, output)).collect();
        self.enter_files(Part::Search, made?);
        Ok(())
    }

    /// Enters files that are now in place, by the digest of what they were made from.
    fn enter_files(&mut self, part: Part, files: Vec<(u128, String)>) {
        self.ledger.keep_only(part, &files.iter().map(|(key, _)| *key).collect::<HashSet<u128>>());
        for (key, address) in files {
            if self.ledger.is_due(key, Goal::Output) {
                self.ledger.enter(part, key, Made { files: vec![address], ..Made::default() });
            }
        }
    }

    /// Whether the search index is older than the pages.
    pub(crate) fn search_due(&self) -> bool {
        self.search_due
    }

    /// Brings the search index up to date with the pages of the last turn.
    ///
    /// # Errors
    /// When the output folder cannot be used, or the disk fails. The next turn then starts from nothing.
    pub(crate) fn search(&mut self, ready: &Ready, progress: &dyn Progress) -> Result<Counts, Failure> {
        self.search_due = false;
        let written = self.try_search(ready, progress);
        self.begin_anew_after(&written);
        written
    }

    fn try_search(&mut self, ready: &Ready, progress: &dyn Progress) -> Result<Counts, Failure> {
        let Some(output) = self.open(progress)? else { return Ok(Counts::default()) };
        // If another build has been there, the next turn makes everything anew.
        if !output.is_as_left() {
            return Ok(Counts::default());
        }
        self.make_search(ready, Some(&output))?;
        // Pages that are gone stay until a turn without mistakes removes them.
        self.commit(output, &[Part::Search])
    }
}

/// Puts a file if it is due and there is an output folder. Gives its address with the digest of address and bytes.
fn put(address: String, bytes: &[u8], ledger: &Ledger, output: Option<&Output>) -> Result<(u128, String), Failure> {
    let mut digest = digest_of(&address);
    digest.update(bytes);
    let key = digest.digest128();
    if let Some(output) = output.filter(|_| ledger.is_due(key, Goal::Output)) {
        output.put(&address, bytes)?;
    }
    Ok((key, address))
}

fn digest_of(address: &str) -> Xxh3 {
    let mut digest = Xxh3::new();
    digest.update(address.as_bytes());
    // No address contains this byte.
    digest.update(&[0]);
    digest
}

fn goal(output: Option<&Output>) -> Goal {
    if output.is_some() { Goal::Output } else { Goal::Trial }
}
