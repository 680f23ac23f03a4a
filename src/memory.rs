//! What is remembered between two runs of the flow in one process.
//!
//! Takes: the project as found, parse results, templates.
//! Gives: them back, as long as what they were made from is the same.
//! Never: remembers how files are tied to each other, or anything of a file that is gone, so that it is no larger than the present site.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Role};
use crate::language::Language;
use crate::load::Tree;
use crate::parse::ParseOptions;
use crate::render::Engine;
use crate::source::SourceFile;
use crate::view::Menus;

/// The project as found, parse results and templates of the last run.
#[derive(Default)]
pub struct Memory {
    /// The project as it was found, which [`crate::load`] brings up to date.
    pub tree: Tree,
    /// The files of the last run in their order, with what they were parsed into.
    documents: Vec<Known>,
    /// What besides the text decided the parse results.
    options: Option<ParseOptions>,
    engine: Option<(u128, EngineResult)>,
    /// The templates with the menus of a site, and what they were made from.
    menus: Option<(Arc<Engine>, Menus, Arc<Engine>)>,
}

/// A file and what it was parsed into. Path and digest stand here too, so that comparing them touches no document.
struct Known {
    path: Arc<str>,
    digest: u128,
    document: Arc<Document>,
}

/// The templates, or what is wrong with them.
pub type EngineResult = (Option<Arc<Engine>>, Vec<Diagnostic>);

impl Memory {
    /// What besides their texts decides what files become. Under other settings than before, everything is parsed anew.
    pub fn parse_options(&mut self, language: &Arc<Language>, config: &Config) -> ParseOptions {
        if let Some(known) = self.options.as_ref().filter(|known| known.are_of(language, config)) {
            return known.clone();
        }
        self.documents.clear();
        let options = ParseOptions::new(language.clone(), config.raw_html, config.references.clone());
        self.options.insert(options).clone()
    }

    /// The parse results of all files, in their order: those of before for texts that are the same, new ones from `parse`.
    pub fn documents(
        &mut self,
        files: Vec<(Role, SourceFile)>,
        parse: impl Fn(Role, &SourceFile) -> Document + Sync,
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

    /// For each file, the place of the known one with its path and text. Mostly that is the one after the last.
    fn find(&self, files: &[(Role, SourceFile)]) -> Vec<Option<usize>> {
        let same = |at: &usize, file: &SourceFile| {
            self.documents.get(*at).is_some_and(|known| Arc::ptr_eq(&known.path, &file.path) || known.path == file.path)
        };
        let places: LazyCell<HashMap<&str, usize>, _> =
            LazyCell::new(|| self.documents.iter().zip(0..).map(|(known, at)| (&*known.path, at)).collect());
        let mut next = 0;
        let find = |(_, file): &(Role, SourceFile)| {
            let at = Some(next).filter(|at| same(at, file)).or_else(|| places.get(&*file.path).copied())?;
            next = at + 1;
            (self.documents[at].digest == file.digest).then_some(at)
        };
        files.iter().map(find).collect()
    }

    /// The templates made from what has this digest: those of before, else new ones from `make`.
    pub fn engine(&mut self, digest: u128, make: impl FnOnce() -> EngineResult) -> EngineResult {
        match &self.engine {
            Some((known, engine)) if *known == digest => engine.clone(),
            _ => {
                let engine = make();
                self.engine = Some((digest, engine.clone()));
                engine
            }
        }
    }

    /// The templates with these menus: those of before, if both are the same.
    pub fn engine_with(&mut self, engine: &Arc<Engine>, menus: Menus) -> Arc<Engine> {
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
