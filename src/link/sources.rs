//! Gathers what the documents of a site refer to.
//!
//! Takes: a [`Site`] with its meetings and dossiers; of its documents only what they cite, which parsing numbered.
//! Gives: [`Sources`], and a diagnostic for each parliamentary dossier that seems a slip for a known one.
//! Never: reads a text, or decides that two numbers mean one document: dossiers say so.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::names::Map;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Fact, Role};
use crate::fields::Located;
use crate::reference::{self, Form, Id};
use crate::site::Site;
use crate::sources::{Citing, Source, Sources};

/// Gathers the sources of a site.
pub fn sources(site: &Site) -> (Sources, Vec<Diagnostic>) {
    let same = same(site);
    let mut found = Found { same, by_id: Map::default(), ids: Vec::new() };
    let mut of: Vec<Vec<Option<u32>>> = vec![Vec::new(); site.documents.len()];
    let order = order(site);
    for document in order.iter().copied() {
        let known = site.document(document);
        // A plain page speaks of sources, but nothing in it rests on them.
        of[document as usize] = match known.role {
            Role::Home | Role::Page { .. } => vec![None; known.sources.len()],
            _ => known.sources.iter().map(|id| Some(found.add(id))).collect(),
        };
    }
    for at in 0..found.ids.len() {
        if let Some(dossier) = found.ids[at].dossier().filter(|_| found.ids[at].form() == Form::Kamerstuk) {
            let id = Id::of_dossier(dossier);
            found.add(&id);
        }
    }
    let plain = (0..site.documents.len()).filter(|at| matches!(site.documents[*at].role, Role::Home | Role::Page { .. }));
    for document in plain {
        of[document] = site.documents[document].sources.iter().map(|id| found.known(id)).collect();
    }
    let mut sources = sorted(found, of);
    cite(site, &order, &mut sources);
    declare(site, &mut sources);
    let diagnostics = unknown_dossiers(site, &sources);
    (sources, diagnostics)
}

/// The documents that cite, newest meeting first, then those that belong to no meeting.
fn order(site: &Site) -> Vec<u32> {
    let of_meetings = site.meetings.iter().flat_map(|meeting| meeting.documents());
    let others = (0..site.documents.len() as u32).filter(|at| site.meeting_of[*at as usize].is_none());
    of_meetings.chain(others.filter(|at| !matches!(site.document(*at).role, Role::Home | Role::Page { .. }))).collect()
}

struct Found<'a> {
    same: Map<&'a Id, &'a Id>,
    by_id: Map<Id, u32>,
    ids: Vec<Id>,
}

impl Found<'_> {
    fn add(&mut self, id: &Id) -> u32 {
        let id = self.same.get(id).copied().unwrap_or(id);
        if let Some(known) = self.by_id.get(id) {
            return *known;
        }
        let fresh = self.ids.len() as u32;
        self.by_id.insert(id.clone(), fresh);
        self.ids.push(id.clone());
        fresh
    }

    fn known(&self, id: &Id) -> Option<u32> {
        self.by_id.get(self.same.get(id).copied().unwrap_or(id)).copied()
    }
}

/// For each id that a dossier says is one with others, the one that their source goes by: that of the Commission document,
/// else of the file in EUR-Lex, else of the procedure.
fn same(site: &Site) -> Map<&Id, &Id> {
    let mut group_of: Map<&Id, usize> = Map::default();
    let mut groups: Vec<Vec<&Id>> = Vec::new();
    for dossier in &site.dossiers {
        let document = site.document(dossier.document);
        let mut named: Vec<&Id> = Vec::new();
        let mut keys = HashSet::new();
        for fact in document.facts.iter().filter(|fact| fact.key.names_proposal() && keys.insert(fact.key)) {
            named.push(&document.sources[fact.source as usize]);
        }
        named.sort_unstable();
        named.dedup();
        if named.len() < 2 {
            continue;
        }
        let into = groups.len();
        groups.push(Vec::new());
        for id in named {
            match group_of.get(id).copied() {
                Some(other) => {
                    for moved in std::mem::take(&mut groups[other]) {
                        group_of.insert(moved, into);
                        groups[into].push(moved);
                    }
                }
                None => {
                    group_of.insert(id, into);
                    groups[into].push(id);
                }
            }
        }
    }
    let rank = |id: &Id| match id.form() {
        Form::Commission => 0,
        Form::Procedure => 2,
        _ => 1,
    };
    let mut same = Map::default();
    for group in groups.iter().filter(|group| group.len() > 1) {
        let Some(first) = group.iter().copied().min_by_key(|id| (rank(id), *id)) else { continue };
        same.extend(group.iter().map(|id| (*id, first)));
    }
    same
}

/// The sources by id, with the documents' numbers brought into that order.
fn sorted(found: Found, mut of: Vec<Vec<Option<u32>>>) -> Sources {
    let mut order: Vec<(Id, u32)> = found.ids.into_iter().zip(0..).collect();
    order.sort_unstable();
    let mut place = vec![0; order.len()];
    for ((_, was), at) in order.iter().zip(0..) {
        place[*was as usize] = at;
    }
    for source in of.iter_mut().flatten().flatten() {
        *source = place[*source as usize];
    }
    let list = order.into_iter().map(|(id, _)| Source { id, own: None, citations: 0..0, declarations: 0..0 }).collect();
    Sources::new(list, of)
}

/// Gathers the citing places of each source: counted first, then put in their places.
fn cite(site: &Site, order: &[u32], sources: &mut Sources) {
    let of = std::mem::take(&mut sources.of);
    let citing = |document: u32| {
        let references = site.document(document).references.iter().zip(0..);
        let of = &of[document as usize];
        references.filter_map(move |(reference, at)| Some((of[reference.source? as usize]?, Citing { document, reference: at })))
    };
    let mut ends = vec![0u32; sources.list.len()];
    order.iter().flat_map(|document| citing(*document)).for_each(|(source, _)| ends[source as usize] += 1);
    let mut total = 0;
    for (source, count) in sources.list.iter_mut().zip(&mut ends) {
        source.citations = total..total + *count;
        total += *count;
        *count = source.citations.start;
    }
    let mut citations = vec![Citing { document: 0, reference: 0 }; total as usize];
    for (source, place) in order.iter().flat_map(|document| citing(*document)) {
        citations[ends[source as usize] as usize] = place;
        ends[source as usize] += 1;
    }
    (sources.citations, sources.of) = (citations, of);
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
fn unknown_dossiers(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let registered = site.config.references.dossiers.keys().map(String::as_str);
    let declared = site.dossiers.iter().flat_map(|dossier| &site.document(dossier.document).facts).filter_map(|fact| fact.id.dossier());
    let mut papers: BTreeMap<&str, usize> = BTreeMap::new();
    for dossier in sources.list.iter().filter(|s| s.id.form() == Form::Kamerstuk).filter_map(|s| s.id.dossier()) {
        *papers.entry(dossier).or_default() += 1;
    }
    let often = papers.iter().filter(|(_, count)| **count >= OFTEN).map(|(dossier, _)| *dossier);
    let known: HashSet<&str> = registered.chain(declared).chain(often).collect();
    let mut nearest: HashMap<&str, Option<String>> = HashMap::new();
    let mut diagnostics = Vec::new();
    for document in &site.documents {
        let unknown = document.unregistered.iter().filter(|dossier| !known.contains(dossier.value.as_str()));
        for dossier in unknown {
            let near = nearest.entry(&dossier.value).or_insert_with(|| reference::near(&dossier.value, known.iter().copied()));
            if let Some(near) = near {
                diagnostics.push(unknown_dossier(document, dossier, near));
            }
        }
    }
    diagnostics
}

fn unknown_dossier(document: &Document, dossier: &Located<String>, near: &str) -> Diagnostic {
    let typed = reference::dossier_notation(&dossier.value);
    let message = format!("the site does not know the parliamentary dossier {typed}, and it knows {near}");
    let hint = format!("did you mean `{near}`? If not, name the dossier in site.toml under `[references.dossiers]`");
    Diagnostic::at(Code::ReferenceUnknownDossier, &document.source.path, dossier.span, message).hint(hint)
}
