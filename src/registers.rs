//! Registers made from the content: BNC-fiches, motions, and the EU proposals of each quarter.
//!
//! Takes: a [`Site`] with its meetings, dossiers and sources.
//! Gives: [`Registers`]: what stands in each, as indices.
//! Never: holds what no document says; a register without entries has no page.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::document::FactKey;
use crate::reference::Mentioned;
use crate::site::{self, Page, Site};

/// The registers of a site.
#[derive(Debug, Default)]
pub struct Registers {
    /// The BNC-fiches, newest first; those without a date last.
    pub fiches: Vec<Fiche>,
    /// The papers that are said to be motions, as sources, in the order of their ids.
    pub motions: Vec<u32>,
    /// The quarters in which meetings dealt with proposals, newest first.
    pub quarters: Vec<Quarter>,
}

/// A BNC-fiche: the first assessment of a proposal of the Commission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fiche {
    /// The paper under which it was sent.
    pub source: u32,
    /// The dossier that names it as its own.
    pub dossier: Option<u32>,
    /// Its day, as that dossier has it.
    pub date: Option<Date>,
}

/// A quarter of a year.
#[derive(Debug, Clone)]
pub struct Quarter {
    /// The year.
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
    /// Its proposals, in the order of the dossiers.
    pub proposals: Vec<Proposal>,
}

/// A proposal that a quarter has something on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// The dossier.
    pub dossier: u32,
    /// The last meeting of the quarter that dealt with it; none if only a step was taken.
    pub meeting: Option<u32>,
}

impl Quarter {
    /// Its last day.
    pub fn last_day(&self) -> Date {
        Date::new(self.year, self.number * 3, 1).map_or(Date::MAX, Date::last_of_month)
    }
}

impl Registers {
    /// The pages of the registers that have entries.
    pub fn pages(&self) -> impl Iterator<Item = Page> + '_ {
        let fiches = (!self.fiches.is_empty()).then_some(Page::Fiches);
        let motions = (!self.motions.is_empty()).then_some(Page::Motions);
        let quarters = (0..self.quarters.len() as u32).map(Page::Quarter);
        let overview = (!self.quarters.is_empty()).then_some(Page::Overview);
        fiches.into_iter().chain(motions).chain(overview).chain(quarters)
    }
}

/// Gathers the registers of a site.
pub fn registers(site: &Site) -> Registers {
    let said = |source: u32, what: Mentioned| {
        let citations = site.sources.citations(source).iter();
        citations.map(|c| &site.document(c.document).references[c.reference as usize]).any(|reference| reference.said == Some(what))
    };
    let all = 0..site.sources.list.len() as u32;
    let mut fiches = declared_fiches(site);
    let declared: Vec<u32> = fiches.iter().map(|fiche| fiche.source).collect();
    let others = all.clone().filter(|source| said(*source, Mentioned::BncFiche) && !declared.contains(source));
    fiches.extend(others.map(|source| Fiche { source, dossier: None, date: None }));
    fiches.sort_by_key(|fiche| (std::cmp::Reverse(fiche.date), fiche.source, fiche.dossier));
    Registers { fiches, motions: all.filter(|source| said(*source, Mentioned::Motion)).collect(), quarters: quarters(site) }
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
