//! The sources of a site: everything that its documents cite, each once, with every place that cites it.
//!
//! Takes: the [`Contents`], [`Meetings`] and [`Dossiers`] of a site; of documents only what they cite, as numbered by
//! parsing.
//! Gives: [`Sources`]: what cites each source, and what each document cites; a diagnostic for each parliamentary
//! dossier that seems a slip for a known one.
//! Never: reads a text, or decides that two numbers mean one document; dossiers say so.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use oxc_index::{IndexSlice, IndexVec};

use crate::diagnostic::Diagnostic;
use crate::document::indices::{NamedId, ReferenceId};
use crate::document::{Fact, FactKey, Role, Summary};
use crate::site::dossier_ties::Dossiers;
use crate::site::indices::{DocumentId, DossierId, SourceId};
use crate::site::ingredients::Contents;
use crate::site::meeting_documents::Meetings;
use crate::site::recorded_sources::{self, MergedSources, PublishedSource};
pub(crate) use crate::site::source_table::Source;
use crate::site::source_table::{RowId, SettledSources, SourceNumbers, SourceTable};
use crate::site::unknown_dossiers;

#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// Sorted by id.
    pub list: IndexVec<SourceId, Source>,
    /// The citing places; those of one source are neighbours.
    citations: Vec<Citing>,
    /// The dossiers that name a source; those of one source are neighbours.
    declarations: Vec<DossierId>,
    /// The [sources](crate::document::Summary::sources) of all documents as ids of the site, one document after
    /// another.
    of: Vec<Option<SourceId>>,
    /// Where the sources of each document begin in `of`, and at the end, where the last ones end.
    starts: Vec<u32>,
    /// Where those were cited that nothing cites any more.
    former: HashMap<SourceId, BTreeSet<String>>,
    /// Sources that had a page under another id than the one they go by now.
    pub merged: MergedSources,
    /// The sources by the digests of their numbers.
    numbers: SourceNumbers,
    /// The sources by the names of their pages, made when first needed.
    slugs: OnceLock<HashMap<String, SourceId>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Citing {
    pub document: DocumentId,
    pub reference: ReferenceId,
}

impl Sources {
    /// The places that cite a source, newest meeting first, then those outside meetings.
    pub(crate) fn citations(&self, source: SourceId) -> &[Citing] {
        let range = &self.list[source].citations;
        &self.citations[range.start as usize..range.end as usize]
    }

    /// The dossiers whose front matter names a source.
    pub(crate) fn declarations(&self, source: SourceId) -> &[DossierId] {
        let range = &self.list[source].declarations;
        &self.declarations[range.start as usize..range.end as usize]
    }

    /// The site's id for a source of a document.
    pub(crate) fn of(&self, document: DocumentId, source: NamedId) -> Option<SourceId> {
        self.all_of(document).get(source).copied().flatten()
    }

    /// The site's ids for the sources of a document, in the document's own order.
    pub(crate) fn all_of(&self, document: DocumentId) -> &IndexSlice<NamedId, [Option<SourceId>]> {
        let at = document.index();
        let range = self.starts.get(at).zip(self.starts.get(at + 1));
        IndexSlice::new(range.map_or(&[][..], |(from, until)| &self.of[*from as usize..*until as usize]))
    }

    /// Where a source was cited that nothing cites any more.
    pub(crate) fn cited_by(&self, former: SourceId) -> impl Iterator<Item = &str> {
        self.former.get(&former).into_iter().flatten().map(String::as_str)
    }

    /// The sources that something cites or names.
    pub(crate) fn present(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.list.iter_enumerated().filter(|(_, source)| !source.former)
    }

    /// Takes over what became of those that had a page.
    fn remember(&mut self, earlier: Vec<PublishedSource>, settled: Vec<Option<SourceId>>) {
        for (source, at) in earlier.into_iter().zip(settled) {
            let Some(at) = at else { continue };
            match self.list[at].former {
                true => drop(self.former.insert(at, source.by.clone())),
                false => drop(self.merged.insert(source.slug.to_owned(), at)),
            }
        }
    }

    /// The source with this id.
    pub(crate) fn find(&self, id: &str) -> Option<SourceId> {
        self.list.binary_search_by(|source| source.id.as_str().cmp(id)).ok()
    }

    /// Whether something cites or names the source that goes by the id with this digest.
    pub(crate) fn is_present(&self, digest: u64) -> bool {
        self.numbers.find(digest).is_some_and(|at| !self.list[at].former)
    }

    /// The source whose page has this name.
    pub(crate) fn by_slug(&self, slug: &str) -> Option<SourceId> {
        let slugs = || self.list.iter_enumerated().map(|(at, source)| (source.id.slug(), at)).collect();
        self.slugs.get_or_init(slugs).get(slug).copied()
    }

    /// The papers of a parliamentary dossier, in the order of their ids.
    pub(crate) fn papers(&self, dossier: &str) -> impl Iterator<Item = SourceId> + '_ {
        let first = format!("kst-{dossier}-");
        let dossier = dossier.to_owned();
        let from = self.list.raw.partition_point(|source| source.id.as_str() < first.as_str());
        let within =
            self.list.raw[from..].iter().zip(from..).take_while(move |(s, _)| s.id.as_str().starts_with(&first));
        within
            .filter(move |(source, _)| source.id.dossier() == Some(&dossier) && !source.former)
            .map(|(_, at)| SourceId::from(at))
    }
}

pub(crate) fn gather(contents: &Contents, meetings: &Meetings, dossiers: &Dossiers) -> (Sources, Vec<Diagnostic>) {
    let order = order(contents, meetings);
    let mut found = SourceTable::new(contents, dossiers);
    let mut starts = Vec::with_capacity(contents.documents.len() + 1);
    let mut total = 0;
    for document in &contents.documents {
        starts.push(total);
        total += document.sources.len() as u32;
    }
    starts.push(total);
    let mut of: Vec<Option<RowId>> = vec![None; total as usize];
    let places = |document: DocumentId| starts[document.index()] as usize..starts[document.index() + 1] as usize;
    for document in order.iter().copied() {
        found.add_all(contents.document(document), IndexSlice::new_mut(&mut of[places(document)]));
    }
    // A plain page may mention sources, but nothing in it rests on them.
    let plain = contents.documents.indices().filter(|at| is_plain(contents.document(*at)));
    for document in plain {
        for (place, digest) in of[places(document)].iter_mut().zip(&contents.document(document).handles.sources) {
            *place = found.find(*digest);
        }
    }
    let earlier = recorded_sources::unknown(contents, |digest| found.goes_by(digest));
    of.extend(earlier.iter().map(|source| Some(found.find_or_former(source.named))));
    let SettledSources { list, mut of, shelves, numbers } = found.settle(of);
    let settled = of.split_off(total as usize);
    let mut sources = Sources { list, of, starts, numbers, ..Sources::default() };
    sources.remember(earlier, settled);
    sources.citations = citations(contents, &order, &sources);
    declare(contents, dossiers, &mut sources);
    let diagnostics = unknown_dossiers::check(contents, dossiers, &sources.list, &shelves);
    (sources, diagnostics)
}

fn is_plain(document: &Summary) -> bool {
    matches!(document.role, Role::Home | Role::Page { .. })
}

/// The documents that cite, newest meeting first, then those outside meetings.
fn order(contents: &Contents, meetings: &Meetings) -> Vec<DocumentId> {
    let of_meetings = meetings.list.iter().flat_map(|meeting| meeting.documents());
    let others = contents.documents.indices().filter(|at| meetings.of[*at].is_none());
    of_meetings.chain(others.filter(|at| !is_plain(contents.document(*at)))).collect()
}

/// The citing places, put where `sources` says that those of each source begin.
fn citations(contents: &Contents, order: &[DocumentId], sources: &Sources) -> Vec<Citing> {
    let mut next: IndexVec<SourceId, u32> = sources.list.iter().map(|source| source.citations.start).collect();
    let total = sources.list.last().map_or(0, |source| source.citations.end);
    let mut citations = vec![Citing { document: DocumentId::new(0), reference: ReferenceId::new(0) }; total as usize];
    for document in order.iter().copied() {
        let of = sources.all_of(document);
        for (reference, source) in &contents.document(document).citing {
            let Some(source) = of[*source] else { continue };
            let place = &mut next[source];
            citations[*place as usize] = Citing { document, reference: *reference };
            *place += 1;
        }
    }
    citations
}

/// Collects what front matter says: which dossiers name a source, and which documents are one.
fn declare(contents: &Contents, dossiers: &Dossiers, sources: &mut Sources) {
    let of = |fact: &Fact, document: DocumentId| sources.of(document, fact.source);
    let mut declared: Vec<(SourceId, DossierId)> = Vec::new();
    for (at, dossier) in dossiers.list.iter_enumerated() {
        let facts = contents.document(dossier.document).facts.iter();
        declared.extend(facts.filter_map(|fact| Some((of(fact, dossier.document)?, at))));
    }
    declared.sort_unstable();
    declared.dedup();
    let letters =
        |document: &DocumentId| matches!(contents.document(*document).role, Role::Agenda { .. } | Role::Report { .. });
    let own: Vec<(SourceId, DocumentId)> = contents
        .documents
        .indices()
        .filter(letters)
        .flat_map(|document| {
            let facts = contents.document(document).facts.iter().filter(|fact| fact.key == FactKey::Letter);
            facts.filter_map(move |fact| Some((of(fact, document)?, document)))
        })
        .collect();
    for (source, document) in own {
        sources.list[source].own.get_or_insert(document);
    }
    for group in declared.chunk_by(|a, b| a.0 == b.0) {
        let from = sources.declarations.len() as u32;
        sources.declarations.extend(group.iter().map(|(_, dossier)| *dossier));
        sources.list[group[0].0].declarations = from..sources.declarations.len() as u32;
    }
}
