//! Gathers the registers of a site.
//!
//! Takes: a [`Site`] with its meetings, dossiers and sources.
//! Gives: its [`Registers`].
//! Never: holds what no document says.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use crate::document::FactKey;
use crate::registers::{Fiche, Proposal, Quarter, Registers};
use crate::site::{self, Site};

/// Gathers the registers of a site.
pub fn registers(site: &Site) -> Registers {
    let all = || (0..).zip(&site.sources.list);
    let mut fiches = declared_fiches(site);
    let declared: HashSet<u32> = fiches.iter().map(|fiche| fiche.source).collect();
    let others = all().filter(|(at, source)| source.fiche && !declared.contains(at));
    fiches.extend(others.map(|(source, _)| Fiche { source, dossier: None, date: None }));
    fiches.sort_by_key(|fiche| (std::cmp::Reverse(fiche.date), fiche.source, fiche.dossier));
    let motions = all().filter(|(_, source)| source.motion).map(|(at, _)| at).collect();
    Registers { fiches, motions, quarters: quarters(site) }
}

fn declared_fiches(site: &Site) -> Vec<Fiche> {
    let mut fiches = Vec::new();
    for (at, dossier) in (0..).zip(&site.dossiers) {
        let document = site.document(dossier.document);
        let date = site::dossier_facts(document).bnc.as_ref().and_then(|bnc| bnc.date);
        let facts = document.facts.iter().filter(|fact| fact.key == FactKey::Bnc);
        let sources = facts.filter_map(|fact| site.sources.of(dossier.document, fact.source));
        fiches.extend(sources.map(|source| Fiche { source, dossier: Some(at), date }));
    }
    fiches
}

fn quarter_of(date: Date) -> (i16, i8) {
    (date.year(), (date.month() - 1) / 3 + 1)
}

fn quarters(site: &Site) -> Vec<Quarter> {
    let mut quarters: BTreeMap<(i16, i8), Vec<Proposal>> =
        site.meetings.iter().filter_map(|meeting| Some((quarter_of(meeting.start?), Vec::new()))).collect();
    for (dossier, known) in (0..).zip(&site.dossiers) {
        let facts = site::dossier_facts(site.document(known.document));
        if facts.procedure.is_none() {
            continue;
        }
        // The newest meeting comes first, and so does the last of each quarter.
        for entry in &known.entries {
            let Some(meeting) = site.meeting_of[entry.document as usize] else { continue };
            let Some(start) = site.meetings[meeting as usize].start else { continue };
            let proposals = quarters.entry(quarter_of(start)).or_default();
            if proposals.last().is_none_or(|last| last.dossier != dossier) {
                proposals.push(Proposal { dossier, meeting: Some(meeting) });
            }
        }
        for step in &facts.milestones {
            // A quarter in which nobody met has no page.
            let Some(proposals) = quarters.get_mut(&quarter_of(step.date)) else { continue };
            if proposals.last().is_none_or(|last| last.dossier != dossier) {
                proposals.push(Proposal { dossier, meeting: None });
            }
        }
    }
    let with_proposals = quarters.into_iter().rev().filter(|(_, proposals)| !proposals.is_empty());
    with_proposals.map(|((year, number), proposals)| Quarter { year, number, proposals }).collect()
}
