//! The sources that documents name, collected under one number each.
//!
//! Takes: what documents cite, one after another, and which ids name one source according to dossiers.
//! Gives: each [`Source`] once, sorted by id, and the number that each document has for it.
//! Never: looks at the words that cite, or at more of a source than its id.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::FixedState;
use oxc_index::{IndexSlice, IndexVec, define_index_type, index_vec};
use rayon::prelude::*;
use reference::{Form, Id, PaperKind};

use crate::document::indices::NamedId;
use crate::document::{Named, Summary};
use crate::site::dossier_ties::Dossiers;
use crate::site::indices::{DocumentId, SourceId};
use crate::site::ingredients::Contents;

#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// The id that it goes by.
    pub id: Id,
    /// The document of the site that is this source, if one is.
    pub own: Option<DocumentId>,
    /// Whether some document calls it a BNC-fiche.
    pub fiche: bool,
    /// Whether some document calls it a motion.
    pub motion: bool,
    /// Whether nothing cites it any more; it had a page once.
    pub former: bool,
    pub(super) citations: Range<u32>,
    pub(super) declarations: Range<u32>,
}

define_index_type! {
    /// An index of [`SourceTable`].
    pub(super) struct RowId = u32;
}

/// The sources found so far, in the order in which they were found.
pub(super) struct SourceTable<'a> {
    by_digest: HashMap<u64, RowId, FixedState>,
    list: IndexVec<RowId, SourceRow<'a>>,
}

#[derive(Clone, Copy)]
struct SourceRow<'a> {
    named: &'a Named,
    /// Of its id.
    digest: u64,
    /// The dossier, for a parliamentary paper.
    shelf: Option<RowId>,
    fiche: bool,
    motion: bool,
    former: bool,
    /// How many places cite it.
    citations: u32,
}

/// Sources by the digests of the ids that they go by.
#[derive(Debug, Default)]
pub(super) struct SourceNumbers {
    by_digest: HashMap<u64, RowId, FixedState>,
    rows: IndexVec<RowId, (u64, SourceId)>,
}

impl SourceNumbers {
    /// The source that goes by the id with this digest.
    pub(super) fn find(&self, digest: u64) -> Option<SourceId> {
        let (own, source) = self.rows[*self.by_digest.get(&digest)?];
        (own == digest).then_some(source)
    }
}

/// The sources, sorted by id.
pub(super) struct SettledSources {
    /// The sources, without the dossiers that name them.
    pub list: IndexVec<SourceId, Source>,
    /// What the documents call them, in the order in which that was given.
    pub of: Vec<Option<SourceId>>,
    /// For each source that is a paper, its dossier.
    pub shelves: IndexVec<SourceId, Option<SourceId>>,
    pub numbers: SourceNumbers,
}

impl<'a> SourceTable<'a> {
    /// Begins with the sources that dossiers know by several ids, so that all of these lead to one place.
    pub(super) fn new(contents: &'a Contents, dossiers: &Dossiers) -> Self {
        let mut found = SourceTable { by_digest: HashMap::default(), list: IndexVec::new() };
        for (first, same) in same(contents, dossiers) {
            let at = found.add(first.digest(), first);
            found.by_digest.extend(same.into_iter().map(|named| (named.digest(), at)));
        }
        found
    }

    fn add(&mut self, digest: u64, named: &'a Named) -> RowId {
        let fresh = self.list.next_idx();
        let at = *self.by_digest.entry(digest).or_insert(fresh);
        if at == fresh {
            self.list.push(SourceRow {
                named,
                digest,
                shelf: None,
                fiche: false,
                motion: false,
                former: false,
                citations: 0,
            });
        }
        at
    }

    /// A source that had a page: by whatever id it goes now, or as one that nothing names any more.
    pub(super) fn find_or_former(&mut self, named: &'a Named) -> RowId {
        self.find(named.digest()).unwrap_or_else(|| {
            let at = self.add(named.digest(), named);
            self.list[at].former = true;
            at
        })
    }

    /// Whether a source goes by the id with this digest.
    pub(super) fn goes_by(&self, digest: u64) -> bool {
        self.find(digest).is_some_and(|at| self.list[at].digest == digest)
    }

    /// The source with this digest, if anything names it.
    pub(super) fn find(&self, digest: u64) -> Option<RowId> {
        self.by_digest.get(&digest).copied()
    }

    /// Adds the sources of a document, and notes where each went in `places`.
    pub(super) fn add_all(&mut self, document: &'a Summary, places: &mut IndexSlice<NamedId, [Option<RowId>]>) {
        for (index, digest) in document.handles.sources.iter_enumerated() {
            let named = &document.sources[index];
            let at = self.add(*digest, named);
            places[index] = Some(at);
            if let Some(shelf) = named.shelf.filter(|_| self.list[at].shelf.is_none()) {
                let shelf = &document.shelves[shelf];
                let shelf = self.add(shelf.digest(), shelf);
                self.list[at].shelf = Some(shelf);
            }
        }
        for at in document.citing.iter().filter_map(|(_, source)| places[*source]) {
            self.list[at].citations += 1;
        }
        for (source, said) in &document.said {
            let Some(one) = places[*source].map(|at| &mut self.list[at]) else { continue };
            match said {
                PaperKind::BncFiche => one.fiche = true,
                PaperKind::Motion => one.motion = true,
                PaperKind::Answers | PaperKind::Report | PaperKind::Agenda => {}
            }
        }
    }

    /// Sorts the sources by id, and renumbers what the documents call them.
    pub(super) fn settle(self, of: Vec<Option<RowId>>) -> SettledSources {
        let mut order: Vec<([u8; 16], RowId)> =
            self.list.iter_enumerated().map(|(at, one)| (one.named.head, at)).collect();
        let id = |at: RowId| &self.list[at].named.id;
        order.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| id(a.1).cmp(id(b.1))));
        let mut place: IndexVec<RowId, SourceId> = index_vec![SourceId::new(0); order.len()];
        for (at, (_, was)) in order.iter().enumerate() {
            place[*was] = SourceId::from(at);
        }
        let of = of.into_iter().map(|source| source.map(|source| place[source])).collect();
        let mut from = 0;
        let source = |(_, at): &([u8; 16], RowId)| {
            let SourceRow { named, digest: _, shelf: _, fiche, motion, former, citations } = self.list[*at];
            let citations = from..from + citations;
            from = citations.end;
            Source { id: named.id.clone(), own: None, fiche, motion, former, citations, declarations: 0..0 }
        };
        let shelf = |(_, at): &([u8; 16], RowId)| self.list[*at].shelf.map(|shelf| place[shelf]);
        let (list, shelves) = (order.iter().map(source).collect(), order.iter().map(shelf).collect());
        let rows = self.list.iter().zip(place).map(|(row, at)| (row.digest, at)).collect();
        SettledSources { list, of, shelves, numbers: SourceNumbers { by_digest: self.by_digest, rows } }
    }
}

/// The ids that dossiers give to one source, with the one that the source goes by: that of the Commission document, or
/// else of the file in EUR-Lex, or else of the procedure.
fn same<'a>(contents: &'a Contents, dossiers: &Dossiers) -> Vec<(&'a Named, Vec<&'a Named>)> {
    let mut group_of: HashMap<&Id, usize, FixedState> = HashMap::default();
    let mut groups: Vec<Vec<&Named>> = Vec::new();
    for dossier in &dossiers.list {
        let document = contents.document(dossier.document);
        let mut all: Vec<&Named> = Vec::new();
        let mut keys = HashSet::new();
        for fact in document.facts.iter().filter(|fact| fact.key.names_proposal() && keys.insert(fact.key)) {
            all.push(&document.sources[fact.source]);
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
