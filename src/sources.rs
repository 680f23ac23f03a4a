//! The sources of a site: what its documents refer to, each once, with every place that cites it.
//!
//! Takes: nothing; [`crate::link`] gathers them.
//! Gives: [`Sources`]: who cites what, from both ends.
//! Never: reads a text, or changes after it is made.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use crate::reference::Id;

/// The sources of a site.
#[derive(Debug, Default)]
pub struct Sources {
    /// The sources, by id.
    pub list: Vec<Source>,
    /// The places that cite, those of each source together.
    pub(crate) citations: Vec<Citing>,
    /// The dossiers that name a source, those of each source together.
    pub(crate) declarations: Vec<u32>,
    /// The [sources](crate::document::Document::sources) of all documents as indices of `list`, one document behind the other.
    pub(crate) of: Vec<Option<u32>>,
    /// For each document, where its sources begin in `of`; at the end, where they end.
    pub(crate) starts: Vec<u32>,
    /// Where a source is found by the name of its page, once somebody asks.
    pub(crate) slugs: OnceLock<HashMap<String, u32>>,
}

/// One source.
#[derive(Debug, Clone)]
pub struct Source {
    /// The id it goes by.
    pub id: Id,
    /// The document of the site that it is, if it is one.
    pub own: Option<u32>,
    /// Whether some document says that it is a BNC-fiche.
    pub fiche: bool,
    /// Whether some document says that it is a motion.
    pub motion: bool,
    pub(crate) citations: Range<u32>,
    pub(crate) declarations: Range<u32>,
}

/// A place that cites a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citing {
    /// The document.
    pub document: u32,
    /// The reference in it.
    pub reference: u32,
}

impl Sources {
    /// Where a source is cited, newest meeting first, then what belongs to no meeting.
    pub fn citations(&self, source: u32) -> &[Citing] {
        let range = &self.list[source as usize].citations;
        &self.citations[range.start as usize..range.end as usize]
    }

    /// The dossiers whose front matter names a source, as indices of [`crate::site::Site::dossiers`].
    pub fn declarations(&self, source: u32) -> &[u32] {
        let range = &self.list[source as usize].declarations;
        &self.declarations[range.start as usize..range.end as usize]
    }

    /// What the source with this number in a document is in the site.
    pub fn of(&self, document: u32, source: u32) -> Option<u32> {
        self.all_of(document).get(source as usize).copied().flatten()
    }

    /// The sources of a document, in the order of its own numbers.
    pub fn all_of(&self, document: u32) -> &[Option<u32>] {
        let at = document as usize;
        let range = self.starts.get(at).zip(self.starts.get(at + 1));
        range.map_or(&[], |(from, until)| &self.of[*from as usize..*until as usize])
    }

    /// The source with this id.
    pub fn find(&self, id: &str) -> Option<u32> {
        self.list.binary_search_by(|source| source.id.as_str().cmp(id)).ok().map(|at| at as u32)
    }

    /// The source whose page has this name.
    pub fn by_slug(&self, slug: &str) -> Option<u32> {
        let slugs = || self.list.iter().zip(0..).map(|(source, at)| (source.id.slug(), at)).collect();
        self.slugs.get_or_init(slugs).get(slug).copied()
    }

    /// The papers of a parliamentary dossier, in the order of their ids.
    pub fn papers(&self, dossier: &str) -> impl Iterator<Item = u32> + '_ {
        let first = format!("kst-{dossier}-");
        let dossier = dossier.to_owned();
        let from = self.list.partition_point(|source| source.id.as_str() < first.as_str());
        let within = self.list[from..].iter().zip(from as u32..).take_while(move |(source, _)| source.id.as_str().starts_with(&first));
        within.filter(move |(source, _)| source.id.dossier() == Some(&dossier)).map(|(_, at)| at)
    }
}
