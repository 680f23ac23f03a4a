//! The course of a dossier: milestones, meetings, reports and commitments in one list, with numbers that the picture shares.
//!
//! Takes: the facts of a dossier and what meetings have on it.
//! Gives: [`Event`]s, newest first.
//! Never: leaves out what has no date; that comes last.

use jiff::civil::Date;
use serde::Serialize;

use super::division::DayView;
use super::dossier_passages::{EntryView, MeetingEntries};
use super::text::{Ref, SiteReader};
use crate::document::front_matter::{Commitment, DossierFront, Milestone, ProcedureStage};
use crate::document::indices::DivisionId;
use crate::document::{FactKey, Role};
use crate::settings::words::Word;
use crate::site::indices::DocumentId;
use crate::site::{Dossier, Meeting, Page};

/// Something that happened, or that is to happen.
#[derive(Debug, Serialize)]
pub(crate) struct Event {
    /// Its number: 1 is the earliest.
    pub number: usize,
    pub lane: Lane,
    /// When it happened; for a meeting, its first day.
    pub date: Option<DayView>,
    /// Its title, complete enough to stand alone.
    pub title: String,
    /// Which meeting dealt with it; empty for milestones and commitments.
    pub name: String,
    /// The page to read about it.
    pub href: Option<String>,
    /// What happened, in words.
    pub what: Option<String>,
    /// The evidence for it: a source, or the document that makes the promise.
    pub from: Option<String>,
    /// The pages of the sources that prove it; empty where the evidence names none.
    pub sources: Vec<Ref>,
    /// The passages of the meeting or the report.
    pub passages: Vec<EntryView>,
    /// The day by which it is ordered.
    #[serde(skip)]
    pub day: Option<Date>,
}

/// What an event is; the lanes of the picture have the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Lane {
    /// A step in the life of the dossier.
    Milestone,
    /// What was said before a meeting, in its agenda.
    Meeting,
    /// What was said after a meeting, in its report.
    Report,
    /// A promise, on the day it is due, or else on the day of its meeting.
    Commitment,
}

/// Gathers what happened to a dossier, newest first. `timeline` gives what meetings have on it.
pub(super) fn course(
    reader: &SiteReader,
    dossier: &Dossier,
    facts: &DossierFront,
    timeline: &[MeetingEntries],
) -> Vec<Event> {
    let proof = |at| reader.fact_sources(dossier.document, FactKey::Milestone(at));
    let mut events: Vec<Event> =
        (0..).zip(&facts.milestones).map(|(at, m)| Event { sources: proof(at), ..milestone(reader, m) }).collect();
    for meeting in timeline {
        let (report, agenda): (Vec<_>, Vec<_>) = meeting.entries.iter().cloned().partition(|e| e.source == "report");
        let known = reader.site.meetings.get(meeting.index);
        events.extend(known.filter(|_| !agenda.is_empty()).map(|m| sitting(reader, m, Lane::Meeting, agenda)));
        events.extend(known.filter(|_| !report.is_empty()).map(|m| sitting(reader, m, Lane::Report, report)));
    }
    let mut documents: Vec<DocumentId> = dossier.entries.iter().map(|e| e.document).collect();
    documents.dedup();
    for document in documents {
        events.extend(commitments(reader, document, &dossier.id));
    }
    events.sort_by_key(|e| (e.day, e.lane));
    for (index, event) in events.iter_mut().enumerate() {
        event.number = index + 1;
    }
    events.reverse();
    events
}

/// A milestone, titled with its stage, or with what happened if it has none.
fn milestone(reader: &SiteReader, milestone: &Milestone) -> Event {
    let stage = reader.language.word(milestone.stage.word()).to_owned();
    let (title, what) = match (milestone.stage, milestone.what.clone()) {
        (ProcedureStage::Other, Some(what)) => (what, None),
        (_, what) => (stage, what),
    };
    Event {
        number: 0,
        lane: Lane::Milestone,
        date: Some(DayView::new(reader.language, milestone.date)),
        title,
        name: String::new(),
        href: None,
        what,
        from: milestone.source.clone(),
        sources: Vec::new(),
        passages: Vec::new(),
        day: Some(milestone.date),
    }
}

/// What a meeting has on the dossier, in its agenda or in its report, which has a date of its own.
fn sitting(reader: &SiteReader, meeting: &Meeting, lane: Lane, passages: Vec<EntryView>) -> Event {
    let site = reader.site;
    let name = match meeting.formation.is_empty() {
        true => meeting.name.clone(),
        false => site.formation(&meeting.formation).short,
    };
    let sent = meeting.report.and_then(|r| site.document(r).front.letter()?.published).filter(|_| lane == Lane::Report);
    let day = sent.or(meeting.start);
    let text = sent.map_or_else(|| meeting.dates.clone(), |day| reader.language.date(day));
    let named = match lane {
        Lane::Report => reader.language.phrase(Word::ReportOfShort, &[("meeting", &name)]),
        _ => name.clone(),
    };
    let said = passages.iter().flat_map(|p| &p.treatments).map(|t| t.text.as_str()).next();
    Event {
        number: 0,
        lane,
        date: day.map(|day| DayView { iso: day.to_string(), text }),
        title: said.map_or_else(|| named.clone(), |said| format!("{named}: {said}")),
        name,
        href: None,
        what: None,
        from: None,
        sources: Vec::new(),
        passages,
        day,
    }
}

/// The commitments of a document that were made in a passage on the dossier with this id.
fn commitments(reader: &SiteReader, index: DocumentId, id: &str) -> Vec<Event> {
    let document = reader.site.document(index);
    let promised = document.front.letter().map_or(&[][..], |l| l.commitments.as_slice());
    let start = reader.site.meeting(index).and_then(|m| m.start);
    let event = |commitment: &Commitment| {
        let at = document.anchor(&commitment.item.as_ref()?.value)?;
        let tied = document.dossiers_at(Some(at)).iter().any(|d| d.value == id);
        tied.then(|| promise(reader, (index, at), commitment, start))
    };
    promised.iter().filter_map(event).collect()
}

fn promise(
    reader: &SiteReader,
    (index, at): (DocumentId, DivisionId),
    commitment: &Commitment,
    start: Option<Date>,
) -> Event {
    let document = reader.site.document(index);
    let day = commitment.due.or(start);
    let from = Ref {
        title: reader.document_name(index),
        href: reader.href(Page::Document(index), Some(&document.divisions[at].anchor)),
    };
    let until = |due| format!("{} {}", reader.language.word(Word::DueBy), reader.language.date(due));
    let made = match (&document.role, reader.site.meeting(index)) {
        (Role::Agenda { .. }, Some(meeting)) => meeting.dates.clone(),
        _ => start.map(|day| reader.language.date(day)).unwrap_or_default(),
    };
    Event {
        number: 0,
        lane: Lane::Commitment,
        date: day.map(|day| DayView { iso: day.to_string(), text: commitment.due.map_or(made, until) }),
        title: commitment.what.clone(),
        name: String::new(),
        href: Some(from.href),
        what: None,
        from: Some(from.title),
        sources: Vec::new(),
        passages: Vec::new(),
        day,
    }
}
