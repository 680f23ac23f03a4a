//! What is remembered between two runs of the flow in one process.
//!
//! Takes: the project as found, parse results, templates.
//! Gives: them back, as long as what they were made from is the same.
//! Never: remembers how files are tied to each other, or anything of a file that is gone, so that it is no larger than the present site.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Role};
use crate::load::Tree;
use crate::render::Engine;
use crate::source::SourceFile;
use crate::view::Menus;

/// The project as found, parse results and templates of the last run.
#[derive(Default)]
pub struct Memory {
    /// The project as it was found, which [`crate::load`] brings up to date.
    pub tree: Tree,
    documents: HashMap<Arc<str>, Arc<Document>>,
    /// What besides the text decided the parse results.
    options: String,
    engine: Option<(u128, EngineResult)>,
    /// The templates with the menus of a site, and what they were made from.
    menus: Option<(Arc<Engine>, Menus, Arc<Engine>)>,
}

/// The templates, or what is wrong with them.
pub type EngineResult = (Option<Arc<Engine>>, Vec<Diagnostic>);

impl Memory {
    /// The parse results of all files, in their order: those of before for texts that are the same, new ones from `parse`.
    /// Under other options everything is parsed anew.
    pub fn documents(
        &mut self,
        files: Vec<(Role, SourceFile)>,
        options: &str,
        parse: impl Fn(Role, &SourceFile) -> Document + Sync,
    ) -> Vec<Arc<Document>> {
        if self.options != options {
            self.documents.clear();
            self.options = options.to_owned();
        }
        let known = &self.documents;
        let documents: Vec<(Arc<Document>, bool)> = files
            .into_par_iter()
            .map(|(role, file)| match known.get(&file.path) {
                Some(known) if known.source.digest == file.digest => (known.clone(), false),
                _ => (Arc::new(parse(role, &file)), true),
            })
            .collect();
        let fresh = documents.iter().filter(|(_, new)| *new).map(|(document, _)| (document.source.path.clone(), document.clone()));
        self.documents.extend(fresh);
        if self.documents.len() > documents.len() {
            let present: HashSet<&str> = documents.iter().map(|(document, _)| &*document.source.path).collect();
            self.documents.retain(|path, _| present.contains(&**path));
        }
        documents.into_iter().map(|(document, _)| document).collect()
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
