//! Builds again and again, each time only what changed.
//!
//! Takes: prepared sites, one after the other, of one project.
//! Gives: the output folder as a fresh build would leave it, and the diagnostics that a fresh build would report.
//! Never: renders a page whose key is the same, or remembers a page that the present site does not have.
//!
//! The search index tells of every word of the site, so it is not made at each change: after a change it is due, and whoever
//! builds has it made when it is quiet.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use crate::companion::{Companion, companions};
use crate::diagnostic::{Diagnostic, has_errors};
use crate::flow::{self, Prepared, Progress, Ready};
use crate::key::{self, Bundle, Summaries};
use crate::search;
use crate::site::{Page, Site};
use crate::stamp::Stamp;
use crate::theme;
use crate::view;
use crate::write::{self, Counts, Gone, Left, Output};

/// An output folder that is kept up to date.
pub struct Rebuild {
    root: PathBuf,
    output: PathBuf,
    summaries: Summaries,
    /// What was rendered, by key.
    made: HashMap<u128, Made>,
    /// The copied files in the folder, by address.
    copied: BTreeMap<String, Stamp>,
    /// The files of the theme in the folder.
    themed: BTreeSet<String>,
    /// The digests of the files beside the pages, by address.
    companions: BTreeMap<String, u128>,
    /// The digests of the files of the search index, by address.
    searched: BTreeMap<String, u128>,
    /// Whether the site has changed since the search index was made.
    search_due: bool,
    /// Files in the folder that are no longer made but could not be removed yet, since something was wrong.
    orphans: BTreeSet<String>,
    /// The folder as the last build left it.
    left: Option<Left>,
    /// Whether everything in the folder is remembered here.
    known: bool,
}

/// A bundle of pages that was rendered.
struct Made {
    files: Vec<String>,
    /// What was wrong with its templates.
    found: Vec<Diagnostic>,
    /// Whether its pages are in the output folder.
    written: bool,
}

/// A page that was rendered: the index of its bundle, the files it made, and what was wrong with its template.
type Tried = (usize, Vec<String>, Option<Diagnostic>);

impl Rebuild {
    /// Begins with an output folder of which nothing is known.
    pub fn new(root: &Path, output: &Path) -> Self {
        Rebuild {
            root: root.to_owned(),
            output: output.to_owned(),
            summaries: Summaries::default(),
            made: HashMap::new(),
            copied: BTreeMap::new(),
            themed: BTreeSet::new(),
            companions: BTreeMap::new(),
            searched: BTreeMap::new(),
            search_due: true,
            orphans: BTreeSet::new(),
            left: None,
            known: false,
        }
    }

    /// Brings the folder up to date, unless something is wrong: then it stays as it is, and there are no counts.
    ///
    /// # Errors
    /// When the output folder cannot be used or the disk fails. The next build then begins anew.
    pub fn build(&mut self, prepared: &mut Prepared, progress: &dyn Progress) -> Result<Option<Counts>, write::Failure> {
        let built = self.try_build(prepared, progress);
        if built.is_err() {
            *self = Rebuild::new(&self.root, &self.output);
        }
        prepared.diagnostics.sort();
        prepared.diagnostics.dedup();
        built
    }

    fn try_build(&mut self, prepared: &mut Prepared, progress: &dyn Progress) -> Result<Option<Counts>, write::Failure> {
        write::check(&self.output, &self.root)?;
        let Some(ready) = &prepared.ready else { return Ok(None) };
        let bundles = key::bundles(&ready.site, &ready.engine, &mut self.summaries);
        let output = match has_errors(&prepared.diagnostics) {
            true => None,
            false => Some(self.open(progress)?),
        };
        self.forget(&bundles);
        self.render(ready, bundles, output.as_ref(), progress)?;
        prepared.diagnostics.extend(self.made.values().flat_map(|made| made.found.iter().cloned()));
        let Some(output) = output else { return Ok(None) };
        if has_errors(&prepared.diagnostics) {
            self.left = output.abandon();
            return Ok(None);
        }
        self.copy(&ready.site, &output)?;
        self.accompany(&ready.site, &output)?;
        self.search_due = self.known;
        if !self.known {
            let gone = self.put_search(&ready.site, &output)?;
            self.orphans.extend(gone);
        }
        let gone = match self.known {
            true => Gone::These(std::mem::take(&mut self.orphans)),
            false => Gone::Rest,
        };
        let (counts, left) = output.commit_and_keep(gone)?;
        self.left = Some(left);
        self.known = true;
        self.orphans.clear();
        self.made.values_mut().for_each(|made| made.written = true);
        Ok(Some(counts))
    }

    /// Opens the folder; where another build has been, nothing of it is known any more.
    fn open(&mut self, progress: &dyn Progress) -> Result<Output, write::Failure> {
        if let Some(left) = self.left.take()
            && let Some(output) = Output::reopen(&self.output, &self.root, left, || progress.waiting())?
        {
            return Ok(output);
        }
        self.known = false;
        self.made.values_mut().for_each(|made| made.written = false);
        self.copied.clear();
        self.themed.clear();
        self.companions.clear();
        self.searched.clear();
        Output::open(&self.output, &self.root, || progress.waiting())
    }

    /// Forgets the bundles that the site no longer has. Their files are removed when the folder is next written to.
    fn forget(&mut self, bundles: &[Bundle]) {
        let present: HashSet<u128> = bundles.iter().map(|bundle| bundle.key).collect();
        let gone = self.made.extract_if(|key, _| !present.contains(key));
        self.orphans.extend(gone.filter(|(_, made)| made.written).flat_map(|(_, made)| made.files));
    }

    /// Renders the bundles that are new, or that were only tried before, and puts their pages if there is an output folder.
    fn render(
        &mut self,
        ready: &Ready,
        bundles: Vec<Bundle>,
        output: Option<&Output>,
        progress: &dyn Progress,
    ) -> Result<(), write::Failure> {
        let due = |made: &Made| output.is_some() && !made.written;
        let mut bundles = bundles;
        bundles.retain(|bundle| self.made.get(&bundle.key).is_none_or(due));
        let pages: Vec<(usize, Page)> =
            bundles.iter().enumerate().flat_map(|(i, bundle)| bundle.pages(&ready.site).into_iter().map(move |page| (i, page))).collect();
        progress.begin(pages.len());
        let rendered: Result<Vec<Tried>, write::Failure> = pages
            .into_par_iter()
            .map(|(bundle, page)| {
                let (files, found) = match flow::files(ready, page, view::Options::default()) {
                    Ok(files) => (files, None),
                    Err(diagnostic) => (Vec::new(), Some(*diagnostic)),
                };
                for (file, bytes) in &files {
                    output.map_or(Ok(()), |output| output.put(file, bytes))?;
                }
                progress.step();
                Ok((bundle, files.into_iter().map(|(file, _)| file).collect(), found))
            })
            .collect();
        progress.end();
        let mut fresh: Vec<Made> = bundles.iter().map(|_| Made { files: Vec::new(), found: Vec::new(), written: false }).collect();
        for (bundle, files, found) in rendered? {
            fresh[bundle].files.extend(files);
            fresh[bundle].found.extend(found);
        }
        self.made.extend(bundles.iter().map(|bundle| bundle.key).zip(fresh));
        Ok(())
    }

    /// Makes the files beside the pages, and puts those that are new or changed. Most of them tell of the whole site, so none is kept.
    fn accompany(&mut self, site: &Site, output: &Output) -> Result<(), write::Failure> {
        let known = &self.companions;
        let make = |companion: Companion| {
            let bytes = companion.bytes(site);
            let digest = xxh3_128(&bytes);
            if known.get(&companion.address) != Some(&digest) {
                output.put(&companion.address, &bytes)?;
            }
            Ok((companion.address, digest))
        };
        let made: BTreeMap<String, u128> = companions(site).into_par_iter().map(make).collect::<Result<_, write::Failure>>()?;
        self.orphans.extend(known.keys().filter(|address| !made.contains_key(*address)).cloned().collect::<Vec<_>>());
        self.companions = made;
        Ok(())
    }

    /// Whether the search index is older than the pages.
    pub fn search_due(&self) -> bool {
        self.search_due
    }

    /// Brings the search index up to date with the pages of the last build.
    ///
    /// # Errors
    /// When the output folder cannot be used or the disk fails. The next build then begins anew.
    pub fn search(&mut self, site: &Site, progress: &dyn Progress) -> Result<Counts, write::Failure> {
        self.search_due = false;
        let written = self.try_search(site, progress);
        if written.is_err() {
            *self = Rebuild::new(&self.root, &self.output);
        }
        written
    }

    fn try_search(&mut self, site: &Site, progress: &dyn Progress) -> Result<Counts, write::Failure> {
        let Some(left) = self.left.take() else { return Ok(Counts::default()) };
        // Where another build has been, the next build makes everything anew.
        let Some(output) = Output::reopen(&self.output, &self.root, left, || progress.waiting())? else {
            return Ok(Counts::default());
        };
        // Pages that are gone stay until a build without mistakes removes them.
        let gone = self.put_search(site, &output)?;
        let (counts, left) = output.commit_and_keep(Gone::These(gone))?;
        self.left = Some(left);
        Ok(counts)
    }

    /// Makes the search index, and puts those of its files that are new or changed. Gives those that are no longer made.
    fn put_search(&mut self, site: &Site, output: &Output) -> Result<BTreeSet<String>, write::Failure> {
        let files = search::files(site);
        let known = &self.searched;
        let put = |(address, bytes): (String, Vec<u8>)| {
            let digest = xxh3_128(&bytes);
            if known.get(&address) != Some(&digest) {
                output.put(&address, &bytes)?;
            }
            Ok((address, digest))
        };
        let made: BTreeMap<String, u128> = files.into_par_iter().map(put).collect::<Result<_, write::Failure>>()?;
        let gone = known.keys().filter(|address| !made.contains_key(*address)).cloned().collect();
        self.searched = made;
        Ok(gone)
    }

    /// Copies the files that are new or changed: those of the site, and those of the theme that the site does not replace.
    fn copy(&mut self, site: &Site, output: &Output) -> Result<(), write::Failure> {
        let present: BTreeMap<String, Stamp> = site.files.iter().map(|(address, copied)| (address.clone(), copied.stamp)).collect();
        let known = &self.copied;
        let due = site.files.par_iter().filter(|(address, copied)| known.get(address) != Some(&copied.stamp));
        due.try_for_each(|(address, copied)| output.copy(address, &copied.file))?;
        let mut themed = BTreeSet::new();
        for (path, bytes) in theme::statics() {
            if present.contains_key(&path) {
                continue;
            }
            if !self.themed.contains(&path) {
                output.put(&path, &bytes)?;
            }
            themed.insert(path);
        }
        let before = self.copied.keys().chain(&self.themed);
        let gone = before.filter(|path| !present.contains_key(*path) && !themed.contains(*path)).cloned();
        self.orphans.extend(gone.collect::<Vec<_>>());
        self.copied = present;
        self.themed = themed;
        Ok(())
    }
}
