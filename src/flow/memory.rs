//! What is remembered between two runs of the flow.
//!
//! Takes: the project as found, parse results, templates; between processes, what a run found and made.
//! Gives: the same values back, as long as what they were made from has not changed.
//! Never: remembers how files are tied to each other, or anything about a file that is gone, so that it is no larger
//! than the present site.
//!
//! [`Memory`] is that of one process. What outlives it is in a [cache folder](cache_folder), as [records](run_record).

pub(crate) mod cache_folder;
pub(crate) mod run_record;
pub(crate) mod stored_diagnostic;

use std::cell::LazyCell;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::text_file::TextFile;
use crate::document::parse::ParseOptions;
use crate::document::{Document, Role};
use crate::project::load::Tree;
use crate::project::sealed_versions::KnownSeals;
use crate::render::Engine;
use crate::settings::Settings;
use crate::settings::language::Language;
use crate::site::record::Record;
use crate::view::Menus;

/// The project as found, the parse results and the templates of the previous run.
#[derive(Default)]
pub(crate) struct Memory {
    /// The project as it was found, which [`crate::project::load`] brings up to date.
    pub tree: Tree,
    /// The files of the previous run, in order, with what they were parsed into.
    documents: Vec<Known>,
    /// What decided the parse results, besides the texts.
    options: Option<ParseOptions>,
    engine: Option<(u128, EngineResult)>,
    /// The record of published addresses, and the digest of its text.
    record: Option<(u128, Arc<Record>)>,
    /// The seals that were read.
    pub seals: KnownSeals,
    /// The templates with the menus of a site, and the two that they were made from.
    menus: Option<(Arc<Engine>, Menus, Arc<Engine>)>,
}

/// A file, and what it was parsed into. Path and digest are here as well, so that comparing them touches no document.
struct Known {
    path: Arc<str>,
    digest: u128,
    document: Arc<Document>,
}

/// The templates, or what is wrong with them.
pub(crate) type EngineResult = (Option<Arc<Engine>>, Vec<Diagnostic>);

impl Memory {
    /// Everything that decides what files become, besides their texts. If it has changed, everything is parsed anew.
    pub(crate) fn parse_options(&mut self, language: &Arc<Language>, settings: &Settings) -> ParseOptions {
        if let Some(known) = self.options.as_ref().filter(|known| known.are_of(language, settings)) {
            return known.clone();
        }
        self.documents.clear();
        let options = ParseOptions::new(language.clone(), settings.raw_html, settings.references.clone());
        self.options.insert(options).clone()
    }

    /// The parse results of all files, in order: remembered ones for texts that have not changed, new ones from
    /// `parse`.
    pub(crate) fn documents(
        &mut self,
        files: Vec<(Role, TextFile)>,
        parse: impl Fn(Role, &TextFile) -> Document + Sync,
    ) -> Vec<Arc<Document>> {
        let known = self.find(&files);
        let parsed: Vec<(usize, Arc<Document>)> = (0..files.len())
            .into_par_iter()
            .filter(|at| known[*at].is_none())
            .map(|at| (at, Arc::new(parse(files[at].0.clone(), &files[at].1))))
            .collect();
        let mut parsed = parsed.into_iter().map(|(_, document)| document);
        let documents: Vec<Arc<Document>> = known
            .into_iter()
            .map(|at| match at {
                Some(at) => self.documents[at].document.clone(),
                None => parsed.next().expect("every file that is not known was parsed"),
            })
            .collect();
        self.documents.clear();
        let remembered = files.into_iter().zip(&documents);
        self.documents.extend(remembered.map(|((_, file), document)| Known {
            path: file.path,
            digest: file.digest,
            document: document.clone(),
        }));
        documents
    }

    /// For each file, the place of the known file with the same path and text. Mostly that is the one after the
    /// previous.
    fn find(&self, files: &[(Role, TextFile)]) -> Vec<Option<usize>> {
        let same = |at: &usize, file: &TextFile| {
            self.documents.get(*at).is_some_and(|known| Arc::ptr_eq(&known.path, &file.path) || known.path == file.path)
        };
        let places: LazyCell<HashMap<&str, usize>, _> =
            LazyCell::new(|| self.documents.iter().zip(0..).map(|(known, at)| (&*known.path, at)).collect());
        let mut next = 0;
        let find = |(_, file): &(Role, TextFile)| {
            let at = Some(next).filter(|at| same(at, file)).or_else(|| places.get(&*file.path).copied())?;
            next = at + 1;
            (self.documents[at].digest == file.digest).then_some(at)
        };
        files.iter().map(find).collect()
    }

    /// The record in a file, the remembered one if the text is the same, and what `work` gives. A large record takes as long to
    /// read as many documents, so that is done meanwhile.
    pub(crate) fn beside_record<T: Send>(
        &mut self,
        file: Option<TextFile>,
        work: impl FnOnce(&mut Memory) -> T + Send,
    ) -> (Option<Arc<Record>>, T) {
        let known = self.record.take().filter(|(digest, _)| file.as_ref().is_some_and(|file| file.digest == *digest));
        let unread = file.filter(|_| known.is_none());
        let read = || unread.map(|file| (file.digest, Arc::new(Record::read(&file))));
        let (done, read) = rayon::join(|| work(self), read);
        self.record = known.or(read);
        (self.record.as_ref().map(|(_, record)| record.clone()), done)
    }

    /// Takes a record for what its file says from now on, as long as the file does not change.
    pub(crate) fn remember_record(&mut self, record: Record) {
        if let Some(digest) = record.file.as_ref().map(|file| file.digest) {
            self.record = Some((digest, Arc::new(record)));
        }
    }

    /// The templates made from what has this digest: the remembered ones, or else new ones from `make`.
    pub(crate) fn engine(&mut self, digest: u128, make: impl FnOnce() -> EngineResult) -> EngineResult {
        match &self.engine {
            Some((known, engine)) if *known == digest => engine.clone(),
            _ => {
                let engine = make();
                self.engine = Some((digest, engine.clone()));
                engine
            }
        }
    }

    /// The templates with these menus: the remembered ones, if neither has changed.
    pub(crate) fn engine_with(&mut self, engine: &Arc<Engine>, menus: Menus) -> Arc<Engine> {
        match &self.menus {
            Some((from, known, made)) if Arc::ptr_eq(from, engine) && *known == menus => made.clone(),
            _ => {
                let made = Arc::new(engine.with_menus(&menus));
                self.menus = Some((engine.clone(), menus, made.clone()));
                made
            }
        }
    }
}
