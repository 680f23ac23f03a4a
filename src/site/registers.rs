//! Registers made from the content: BNC-fiches, motions, the EU proposals of each quarter, and which meetings have a report.
//!
//! Takes: the [`Contents`], [`Meetings`], [`Dossiers`] and [`Sources`] of a site.
//! Gives: [`Registers`]: the entries of each, as ids.
//! Never: adds what no document says; a register without entries has no page.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;
use oxc_index::IndexVec;

use crate::document::FactKey;
use crate::site::dossier_ties::{Dossiers, dossier_facts};
use crate::site::indices::{DossierId, MeetingId, QuarterId, SourceId};
use crate::site::ingredients::Contents;
use crate::site::meeting_documents::Meetings;
use crate::site::page::Page;
use crate::site::source_citations::Sources;

#[derive(Debug, Default)]
pub(crate) struct Registers {
    /// The BNC-fiches, newest first; those without a date last.
    pub fiches: Vec<Fiche>,
    /// The papers that words call motions, in the order of their ids.
    pub motions: Vec<SourceId>,
    /// The quarters in which meetings dealt with proposals, newest first.
    pub quarters: IndexVec<QuarterId, Quarter>,
    /// Whether any meeting has a date.
    pub dated: bool,
    /// The meetings that have a report.
    pub reported: Vec<MeetingId>,
}

/// A BNC-fiche: the government's first assessment of a Commission proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fiche {
    /// The paper with which it was sent.
    pub source: SourceId,
    /// The dossier that names it as its own.
    pub dossier: Option<DossierId>,
    /// Its date, according to that dossier.
    pub date: Option<Date>,
}

#[derive(Debug, Clone)]
pub(crate) struct Quarter {
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
    /// In the order of the dossiers.
    pub proposals: Vec<Proposal>,
}

/// A proposal on which something happened in a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Proposal {
    pub dossier: DossierId,
    /// The last meeting of the quarter that dealt with it; `None` if there was only a milestone.
    pub meeting: Option<MeetingId>,
}

impl Quarter {
    /// The last day of its three months.
    pub(crate) fn last_day(&self) -> Date {
        Date::new(self.year, self.number * 3, 1).map_or(Date::MAX, Date::last_of_month)
    }
}

impl Registers {
    /// The pages of the registers that have entries.
    pub(crate) fn pages(&self) -> impl Iterator<Item = Page> + '_ {
        let fiches = (!self.fiches.is_empty()).then_some(Page::Fiches);
        let motions = (!self.motions.is_empty()).then_some(Page::Motions);
        let quarters = self.quarters.indices().map(Page::Quarter);
        let overview = (!self.quarters.is_empty()).then_some(Page::Overview);
        let timeliness = self.dated.then_some(Page::Timeliness);
        let beside = self.reported.iter().copied().map(Page::Beside);
        fiches.into_iter().chain(motions).chain(overview).chain(quarters).chain(timeliness).chain(beside)
    }
}

pub(crate) fn gather(contents: &Contents, meetings: &Meetings, dossiers: &Dossiers, sources: &Sources) -> Registers {
    let all = || sources.list.iter_enumerated();
    let mut fiches = declared_fiches(contents, dossiers, sources);
    let declared: HashSet<SourceId> = fiches.iter().map(|fiche| fiche.source).collect();
    let others = all().filter(|(at, source)| source.fiche && !declared.contains(at));
    fiches.extend(others.map(|(source, _)| Fiche { source, dossier: None, date: None }));
    fiches.sort_by_key(|fiche| (std::cmp::Reverse(fiche.date), fiche.source, fiche.dossier));
    let motions = all().filter(|(_, source)| source.motion).map(|(at, _)| at).collect();
    let reported = meetings.list.iter_enumerated().filter(|(_, meeting)| meeting.report.is_some());
    Registers {
        fiches,
        motions,
        quarters: quarters(contents, meetings, dossiers),
        dated: meetings.list.iter().any(|meeting| meeting.start.is_some()),
        reported: reported.map(|(at, _)| at).collect(),
    }
}

fn declared_fiches(contents: &Contents, dossiers: &Dossiers, sources: &Sources) -> Vec<Fiche> {
    let mut fiches = Vec::new();
    for (at, dossier) in dossiers.list.iter_enumerated() {
        let document = contents.document(dossier.document);
        let date = dossier_facts(document).bnc.as_ref().and_then(|bnc| bnc.date);
        let facts = document.facts.iter().filter(|fact| fact.key == FactKey::Bnc);
        let named = facts.filter_map(|fact| sources.of(dossier.document, fact.source));
        fiches.extend(named.map(|source| Fiche { source, dossier: Some(at), date }));
    }
    fiches
}

fn quarter_of(date: Date) -> (i16, i8) {
    (date.year(), (date.month() - 1) / 3 + 1)
}

fn quarters(contents: &Contents, meetings: &Meetings, dossiers: &Dossiers) -> IndexVec<QuarterId, Quarter> {
    let mut quarters: BTreeMap<(i16, i8), Vec<Proposal>> =
        meetings.list.iter().filter_map(|meeting| Some((quarter_of(meeting.start?), Vec::new()))).collect();
    for (dossier, known) in dossiers.list.iter_enumerated() {
        let facts = dossier_facts(contents.document(known.document));
        if facts.procedure.is_none() {
            continue;
        }
        // The newest meeting comes first, and so does the last one of each quarter.
        for entry in &known.entries {
            let Some(meeting) = meetings.of[entry.document] else { continue };
            let Some(start) = meetings.list[meeting].start else { continue };
            let proposals = quarters.entry(quarter_of(start)).or_default();
            if proposals.last().is_none_or(|last| last.dossier != dossier) {
                proposals.push(Proposal { dossier, meeting: Some(meeting) });
            }
        }
        for step in &facts.milestones {
            // A quarter without a meeting has no page.
            let Some(proposals) = quarters.get_mut(&quarter_of(step.date)) else { continue };
            if proposals.last().is_none_or(|last| last.dossier != dossier) {
                proposals.push(Proposal { dossier, meeting: None });
            }
        }
    }
    let with_proposals = quarters.into_iter().rev().filter(|(_, proposals)| !proposals.is_empty());
    with_proposals.map(|((year, number), proposals)| Quarter { year, number, proposals }).collect()
}
