//! Parliamentary dossiers that look like a slip for a known one.
//!
//! Takes: the [`Contents`], [`Dossiers`] and sources of a site.
//! Gives: a warning for each dossier that the site does not know, if it knows one that is a slip away.
//! Never: decides which of the two was meant.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::FixedState;
use oxc_index::{IndexSlice, IndexVec, index_vec};
use rayon::prelude::*;
use reference::NearbyDossiers;

use crate::diagnostic::{Code, Diagnostic, message};
use crate::document::Summary;
use crate::settings::fields::Located;
use crate::site::dossier_ties::Dossiers;
use crate::site::indices::SourceId;
use crate::site::ingredients::Contents;
use crate::site::source_table::Source;

/// A dossier with this many papers cited is no slip.
const OFTEN: usize = 3;

/// `shelves` has the dossier of each source that is a paper.
pub(crate) fn check<'s>(
    contents: &'s Contents,
    dossiers: &Dossiers,
    sources: &IndexSlice<SourceId, [Source]>,
    shelves: &IndexSlice<SourceId, [Option<SourceId>]>,
) -> Vec<Diagnostic> {
    let registered = contents.settings.references.dossiers.keys().map(String::as_str);
    let facts = dossiers.list.iter().flat_map(|dossier| &contents.document(dossier.document).facts);
    let declared = facts.filter_map(|fact| fact.id.dossier());
    let mut papers: IndexVec<SourceId, usize> = index_vec![0; sources.len()];
    shelves.iter().flatten().for_each(|shelf| papers[*shelf] += 1);
    let often = papers
        .iter()
        .zip(sources)
        .filter(|(count, _)| **count >= OFTEN)
        .filter_map(|(_, dossier)| dossier.id.dossier());
    let known: HashSet<&str, FixedState> = registered.chain(declared).chain(often).collect();
    let unknown = |document: &'s Arc<Summary>| {
        let unknown = document.unregistered.iter().filter(|dossier| !known.contains(dossier.value.as_str()));
        unknown.map(|dossier| (&**document, dossier)).collect::<Vec<_>>()
    };
    let unknown: Vec<(&Summary, &Located<String>)> =
        contents.documents.raw.par_iter().with_min_len(64).flat_map_iter(unknown).collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let nearby = NearbyDossiers::new(known.iter().copied());
    let mut nearest: HashMap<&str, Option<String>, FixedState> = HashMap::default();
    let mut report = |(document, dossier): (&Summary, &'s Located<String>)| {
        let near = nearest.entry(&dossier.value).or_insert_with(|| nearby.nearest(&dossier.value));
        near.as_ref().map(|near| unknown_dossier(document, dossier, near))
    };
    unknown.into_iter().filter_map(&mut report).collect()
}

fn unknown_dossier(document: &Summary, dossier: &Located<String>, near: &str) -> Diagnostic {
    let typed = reference::dossier_notation(&dossier.value);
    let message = message!("reference-unknown-dossier", typed, near);
    let hint = message!("reference-unknown-dossier.hint");
    Diagnostic::at(Code::ReferenceUnknownDossier, &document.path, dossier.span, message).hint(hint)
}
