//! Gathers what the documents of a site refer to.
//!
//! Takes: a [`Site`] with its meetings and dossiers; of its documents only what they cite, which parsing numbered.
//! Gives: [`Sources`], and a diagnostic for each parliamentary dossier that seems a slip for a known one.
//! Never: reads a text, or decides that two numbers mean one document: dossiers say so.

use std::collections::HashSet;
use std::sync::Arc;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::names::Map;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Fact, Named, Role};
use crate::fields::Located;
use crate::reference::{self, Form, Id, Mentioned};
use crate::site::Site;
use crate::sources::{Citing, Source, Sources};

/// Gathers the sources of a site.
pub fn sources(site: &Site) -> (Sources, Vec<Diagnostic>) {
    let order = order(site);
    let mut found = Found::new(site);
    let mut starts = Vec::with_capacity(site.documents.len() + 1);
    let mut total = 0;
    for document in &site.documents {
        starts.push(total);
        total += document.sources.len() as u32;
    }
    starts.push(total);
    let mut of = vec![None; total as usize];
    let places = |document: u32| starts[document as usize] as usize..starts[document as usize + 1] as usize;
    for document in order.iter().copied() {
        found.add_all(site.document(document), &mut of[places(document)]);
    }
    // A plain page speaks of sources, but nothing in it rests on them.
    let plain = (0..site.documents.len() as u32).filter(|at| is_plain(site.document(*at)));
    for document in plain {
        for (place, digest) in of[places(document)].iter_mut().zip(&site.document(document).handles.sources) {
            *place = found.by_digest.get(digest).copied();
        }
    }
    let (list, shelves) = found.sorted(&mut of);
    let mut sources = Sources { list, of, starts, ..Sources::default() };
    sources.citations = citations(site, &order, &sources);
    declare(site, &mut sources);
    let diagnostics = unknown_dossiers(site, &sources, &shelves);
    (sources, diagnostics)
}

fn is_plain(document: &Document) -> bool {
    matches!(document.role, Role::Home | Role::Page { .. })
}

/// The documents that cite, newest meeting first, then those that belong to no meeting.
fn order(site: &Site) -> Vec<u32> {
    let of_meetings = site.meetings.iter().flat_map(|meeting| meeting.documents());
    let others = (0..site.documents.len() as u32).filter(|at| site.meeting_of[*at as usize].is_none());
    of_meetings.chain(others.filter(|at| !is_plain(site.document(*at)))).collect()
}

/// The sources that were found, in the order in which they were.
struct Found<'a> {
    by_digest: Map<u64, u32>,
    list: Vec<One<'a>>,
}

/// A source that was found.
#[derive(Clone, Copy)]
struct One<'a> {
    named: &'a Named,
    /// The dossier of a paper.
    shelf: Option<u32>,
    fiche: bool,
    motion: bool,
    /// How many places cite it.
    citations: u32,
}

impl<'a> Found<'a> {
    /// Begins with the sources that dossiers say are one with others, so that all their ids lead to one place.
    fn new(site: &'a Site) -> Self {
        let mut found = Found { by_digest: Map::default(), list: Vec::new() };
        for (first, same) in same(site) {
            let at = found.add(first.digest(), first);
            found.by_digest.extend(same.into_iter().map(|named| (named.digest(), at)));
        }
        found
    }

    fn add(&mut self, digest: u64, named: &'a Named) -> u32 {
        let fresh = self.list.len() as u32;
        let at = *self.by_digest.entry(digest).or_insert(fresh);
        if at == fresh {
            self.list.push(One { named, shelf: None, fiche: false, motion: false, citations: 0 });
        }
        at
    }

    /// Adds the sources of a document, whose places it notes.
    fn add_all(&mut self, document: &'a Document, places: &mut [Option<u32>]) {
        for (index, digest) in document.handles.sources.iter().enumerate() {
            let known = self.list.len();
            let named = &document.sources[index];
            let at = self.add(*digest, named);
            places[index] = Some(at);
            if let Some(shelf) = named.shelf.filter(|_| self.list.len() > known) {
                let shelf = &document.shelves[shelf as usize];
                let shelf = self.add(shelf.digest(), shelf);
                self.list[at as usize].shelf = Some(shelf);
            }
        }
        for at in document.citing.iter().filter_map(|(_, source)| places[*source as usize]) {
            self.list[at as usize].citations += 1;
        }
        for (source, said) in &document.said {
            let Some(one) = places[*source as usize].map(|at| &mut self.list[at as usize]) else { continue };
            match said {
                Mentioned::BncFiche => one.fiche = true,
                Mentioned::Motion => one.motion = true,
            }
        }
    }

    /// The sources by id, with the documents' numbers brought into that order; for each the dossier that it is a paper of.
    fn sorted(self, of: &mut [Option<u32>]) -> (Vec<Source>, Vec<Option<u32>>) {
        let mut order: Vec<([u8; 16], u32)> = self.list.iter().zip(0..).map(|(one, at)| (one.named.head, at)).collect();
        let id = |at: u32| &self.list[at as usize].named.id;
        order.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| id(a.1).cmp(id(b.1))));
        let mut place = vec![0; order.len()];
        for ((_, was), at) in order.iter().zip(0..) {
            place[*was as usize] = at;
        }
        for source in of.iter_mut().flatten() {
            *source = place[*source as usize];
        }
        let mut from = 0;
        let source = |(_, at): &([u8; 16], u32)| {
            let One { named, fiche, motion, citations, .. } = self.list[*at as usize];
            let citations = from..from + citations;
            from = citations.end;
            Source { id: named.id.clone(), own: None, fiche, motion, citations, declarations: 0..0 }
        };
        let shelf = |(_, at): &([u8; 16], u32)| self.list[*at as usize].shelf.map(|shelf| place[shelf as usize]);
        (order.iter().map(source).collect(), order.iter().map(shelf).collect())
    }
}

/// The ids that dossiers say are one, with the one that their source goes by: that of the Commission document, else of the file in
/// EUR-Lex, else of the procedure.
fn same(site: &Site) -> Vec<(&Named, Vec<&Named>)> {
    let mut group_of: Map<&Id, usize> = Map::default();
    let mut groups: Vec<Vec<&Named>> = Vec::new();
    for dossier in &site.dossiers {
        let document = site.document(dossier.document);
        let mut all: Vec<&Named> = Vec::new();
        let mut keys = HashSet::new();
        for fact in document.facts.iter().filter(|fact| fact.key.names_proposal() && keys.insert(fact.key)) {
            all.push(&document.sources[fact.source as usize]);
        }
        all.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        all.dedup_by(|a, b| a.id == b.id);
        if all.len() < 2 {
            continue;
        }
        let into = groups.len();
        groups.push(Vec::new());
        for named in all {
            match group_of.get(&named.id).copied() {
                Some(other) => {
                    for moved in std::mem::take(&mut groups[other]) {
                        group_of.insert(&moved.id, into);
                        groups[into].push(moved);
                    }
                }
                None => {
                    group_of.insert(&named.id, into);
                    groups[into].push(named);
                }
            }
        }
    }
    let rank = |named: &Named| match named.id.form() {
        Form::Commission => 0,
        Form::Procedure => 2,
        _ => 1,
    };
    let groups = groups.into_iter().filter(|group| group.len() > 1);
    groups.filter_map(|group| Some((*group.iter().min_by_key(|named| (rank(named), &named.id))?, group))).collect()
}

/// The citing places, those of each source together, where it says that they are.
fn citations(site: &Site, order: &[u32], sources: &Sources) -> Vec<Citing> {
    let mut next: Vec<u32> = sources.list.iter().map(|source| source.citations.start).collect();
    let total = sources.list.last().map_or(0, |source| source.citations.end);
    let mut citations = vec![Citing { document: 0, reference: 0 }; total as usize];
    for document in order.iter().copied() {
        let of = sources.all_of(document);
        for (reference, source) in &site.document(document).citing {
            let Some(source) = of[*source as usize] else { continue };
            let place = &mut next[source as usize];
            citations[*place as usize] = Citing { document, reference: *reference };
            *place += 1;
        }
    }
    citations
}

/// Gathers what front matter says: which dossiers name a source, and which documents are one.
fn declare(site: &Site, sources: &mut Sources) {
    let of = |fact: &Fact, document: u32| sources.of(document, fact.source);
    let mut declared: Vec<(u32, u32)> = Vec::new();
    for (at, dossier) in (0..).zip(&site.dossiers) {
        let facts = site.document(dossier.document).facts.iter();
        declared.extend(facts.filter_map(|fact| Some((of(fact, dossier.document)?, at))));
    }
    declared.sort_unstable();
    declared.dedup();
    let letters = |document: &u32| matches!(site.document(*document).role, Role::Agenda { .. } | Role::Report { .. });
    let own: Vec<(u32, u32)> = (0..site.documents.len() as u32)
        .filter(letters)
        .flat_map(|document| site.document(document).facts.iter().filter_map(move |fact| Some((of(fact, document)?, document))))
        .collect();
    for (source, document) in own {
        sources.list[source as usize].own.get_or_insert(document);
    }
    for group in declared.chunk_by(|a, b| a.0 == b.0) {
        let from = sources.declarations.len() as u32;
        sources.declarations.extend(group.iter().map(|(_, dossier)| *dossier));
        sources.list[group[0].0 as usize].declarations = from..sources.declarations.len() as u32;
    }
}

/// A dossier of which the site cites this many papers is no slip.
const OFTEN: usize = 3;

/// Reports parliamentary dossiers that the site does not know, where it knows one that is a slip away.
fn unknown_dossiers<'s>(site: &'s Site, sources: &Sources, shelves: &[Option<u32>]) -> Vec<Diagnostic> {
    let registered = site.config.references.dossiers.keys().map(String::as_str);
    let declared = site.dossiers.iter().flat_map(|dossier| &site.document(dossier.document).facts).filter_map(|fact| fact.id.dossier());
    let mut papers = vec![0usize; sources.list.len()];
    shelves.iter().flatten().for_each(|shelf| papers[*shelf as usize] += 1);
    let often = papers.iter().zip(&sources.list).filter(|(count, _)| **count >= OFTEN).filter_map(|(_, dossier)| dossier.id.dossier());
    let known: HashSet<&str, FixedState> = registered.chain(declared).chain(often).collect();
    let unknown = |document: &'s Arc<Document>| {
        let unknown = document.unregistered.iter().filter(|dossier| !known.contains(dossier.value.as_str()));
        unknown.map(|dossier| (&**document, dossier)).collect::<Vec<_>>()
    };
    let unknown: Vec<(&Document, &Located<String>)> = site.documents.par_iter().with_min_len(64).flat_map_iter(unknown).collect();
    let mut nearest: Map<&str, Option<String>> = Map::default();
    let mut report = |(document, dossier): (&Document, &'s Located<String>)| {
        let near = nearest.entry(&dossier.value).or_insert_with(|| reference::near(&dossier.value, known.iter().copied()));
        near.as_ref().map(|near| unknown_dossier(document, dossier, near))
    };
    unknown.into_iter().filter_map(&mut report).collect()
}

fn unknown_dossier(document: &Document, dossier: &Located<String>, near: &str) -> Diagnostic {
    let typed = reference::dossier_notation(&dossier.value);
    let message = format!("the site does not know the parliamentary dossier {typed}, and it knows {near}");
    let hint = format!("did you mean `{near}`? If not, name the dossier in site.toml under `[references.dossiers]`");
    Diagnostic::at(Code::ReferenceUnknownDossier, &document.source.path, dossier.span, message).hint(hint)
}
