//! Which item of a report is about which item of the agenda.
//!
//! Takes: two documents of a meeting.
//! Gives: pairs of items: the one that either names as such, or else the one with the same anchor.
//! Never: compares titles, which change between agenda and report.

use std::collections::HashMap;

use super::text::{Ref, SiteReader};
use crate::document::indices::DivisionId;
use crate::document::{DivisionKind, Summary};
use crate::settings::words::Word;
use crate::site::Page;
use crate::site::indices::DocumentId;

/// For each item and sub-item of `own`, the same in `there`.
pub(super) fn pairs(own: &Summary, there: &Summary) -> HashMap<DivisionId, DivisionId> {
    let mut by_anchor: HashMap<&str, DivisionId> = HashMap::new();
    let mut by_item: HashMap<&str, DivisionId> = HashMap::new();
    for (at, division) in there.divisions.iter_enumerated() {
        by_anchor.entry(&division.anchor).or_insert(at);
        if let Some(item) = &division.item {
            by_item.entry(&item.value).or_insert(at);
        }
    }
    let mut found = HashMap::new();
    for (index, division) in own.divisions.iter_enumerated() {
        if matches!(division.kind, DivisionKind::Part | DivisionKind::Letter | DivisionKind::Section) {
            continue;
        }
        let anchor = division.anchor.as_str();
        let same = || by_anchor.get(anchor).filter(|at| there.divisions[**at].item.is_none());
        let counterpart = match &division.item {
            Some(named) => by_anchor.get(named.value.as_str()),
            None => by_item.get(anchor).or_else(same),
        };
        found.extend(counterpart.map(|counterpart| (index, *counterpart)));
    }
    found
}

/// For each item of `own`, a link to the same in `other`.
pub(super) fn counterparts(
    reader: &SiteReader,
    own: &Summary,
    other: DocumentId,
    word: Word,
) -> HashMap<DivisionId, Ref> {
    let there = reader.site.document(other);
    let link = |at: DivisionId| Ref {
        title: reader.language.word(word).to_owned(),
        href: reader.href(Page::Document(other), Some(&there.divisions[at].anchor)),
    };
    pairs(own, there).into_iter().map(|(own, there)| (own, link(there))).collect()
}
