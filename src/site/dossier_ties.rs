//! The dossiers of a site, and what is tied to them.
//!
//! Takes: the [`Contents`] of a site and its [`Meetings`].
//! Gives: [`Dossiers`], sorted by id, each with its entries; a diagnostic for each whose id a meeting has as well.
//! Never: ties what belongs to no meeting.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::FixedState;
use oxc_index::{IndexVec, index_vec};
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, message};
use crate::document::front_matter::{DossierFront, Special};
use crate::document::indices::TiedDossierId;
use crate::document::{Role, Summary};
use crate::site::indices::{DocumentId, DossierId};
use crate::site::ingredients::Contents;
use crate::site::meeting_documents::Meetings;
use crate::site::page::SiteDivision;

/// A dossier and everything tied to it.
#[derive(Debug, Clone)]
pub(crate) struct Dossier {
    /// The name of its file without `.md`.
    pub id: String,
    pub document: DocumentId,
    /// The divisions tied to it, newest meeting first, then in the order of the documents.
    pub entries: Vec<SiteDivision>,
}

/// For each document, the [dossiers that its headings name](crate::document::Ties::dossiers); `None` for one that does
/// not exist, which is reported.
pub(crate) type Tied = IndexVec<DocumentId, IndexVec<TiedDossierId, Option<DossierId>>>;

pub(crate) struct Dossiers {
    /// Sorted by id.
    pub list: IndexVec<DossierId, Dossier>,
    /// The dossiers that headings name.
    pub tied: Tied,
}

pub(crate) fn dossier_facts(document: &Summary) -> &DossierFront {
    match &document.front.special {
        Special::Dossier(facts) => facts,
        _ => unreachable!("a document of the role dossier has the front matter of a dossier"),
    }
}

/// The name of a dossier in lists and running text: the short one, or else its title.
pub(crate) fn dossier_name(document: &Summary) -> &str {
    dossier_facts(document).short.as_deref().unwrap_or_else(|| document.title())
}

pub(crate) fn gather(contents: &Contents, meetings: &Meetings) -> (Dossiers, Vec<Diagnostic>) {
    let (mut list, diagnostics) = by_id(contents, meetings);
    let handle = |dossier: &Dossier| contents.document(dossier.document).handles.id;
    let index: HashMap<u64, DossierId, FixedState> =
        list.iter_enumerated().map(|(at, dossier)| (handle(dossier), at)).collect();
    let known = |document: &Arc<Summary>| document.handles.dossiers.iter().map(|id| index.get(id).copied()).collect();
    let tied: Vec<IndexVec<TiedDossierId, Option<DossierId>>> =
        contents.documents.raw.par_iter().with_min_len(64).map(known).collect();
    let tied = Tied::from(tied);
    let ties = |document: DocumentId| {
        let known = &tied[document];
        let ties = contents.document(document).ties.to.iter();
        ties.filter_map(move |tie| Some((known[tie.dossier]?, SiteDivision { document, division: tie.division })))
    };
    let in_order: Vec<(DossierId, SiteDivision)> =
        meetings.list.raw.par_iter().with_min_len(64).flat_map_iter(|m| m.documents().flat_map(ties)).collect();
    // Counting first saves memory: most dossiers have few entries, and a site has thousands of dossiers.
    let mut counts: IndexVec<DossierId, usize> = index_vec![0; list.len()];
    in_order.iter().for_each(|(dossier, _)| counts[*dossier] += 1);
    for (dossier, count) in list.iter_mut().zip(counts) {
        dossier.entries.reserve_exact(count);
    }
    in_order.into_iter().for_each(|(dossier, entry)| list[dossier].entries.push(entry));
    (Dossiers { list, tied }, diagnostics)
}

/// The dossiers with nothing tied to them yet, and a diagnostic for each whose id is taken.
fn by_id(contents: &Contents, meetings: &Meetings) -> (IndexVec<DossierId, Dossier>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let meetings: HashSet<u64, FixedState> =
        meetings.list.iter().map(|meeting| contents.document(meeting.agenda).handles.id).collect();
    let mut dossiers: Vec<Dossier> = Vec::new();
    let mut titles: HashMap<String, &str> = HashMap::new();
    for (index, document) in contents.documents.iter_enumerated() {
        let Role::Dossier { id } = &document.role else { continue };
        if meetings.contains(&document.handles.id) {
            let message = message!("ambiguous-id", id);
            let diagnostic = Diagnostic::whole(Code::DuplicateId, &document.path, message);
            diagnostics.push(diagnostic.hint(message!("rename-the-file")));
        }
        if let Some(title) = &document.front.title
            && let Some(first) = titles.insert(title.value.to_lowercase(), id)
        {
            let message = message!("duplicate-title", first);
            let diagnostic = Diagnostic::at(Code::DuplicateTitle, &document.path, title.span, message);
            diagnostics.push(diagnostic.hint(message!("duplicate-title.hint")));
        }
        dossiers.push(Dossier { id: id.clone(), document: index, entries: Vec::new() });
    }
    dossiers.sort_by(|a, b| a.id.cmp(&b.id));
    (dossiers.into(), diagnostics)
}
