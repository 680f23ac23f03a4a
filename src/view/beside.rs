//! The page that sets the agenda of a meeting and its report side by side, item by item.
//!
//! Takes: a meeting with a report, and the bodies of both.
//! Gives: [`BesidePage`].
//! Never: leaves out an item that only one of the two has.

use std::collections::HashSet;

use serde::Serialize;

use super::counterpart::pairs;
use super::division::heading_text;
use super::dossier_passages::and_below;
use super::meeting::{DocumentRef, documents};
use super::text::{Ref, SiteReader, TextSetting};
use crate::document::indices::DivisionId;
use crate::document::{Body, DivisionKind, Summary};
use crate::settings::words::Word;
use crate::site::Page;
use crate::site::bodies::Bodies;
use crate::site::indices::{DocumentId, MeetingId};

#[derive(Debug, Serialize)]
pub(crate) struct BesidePage {
    /// The name of the meeting.
    pub heading: String,
    pub documents: Vec<DocumentRef>,
    /// The parts of the agenda in its order, and last what only the report has.
    pub parts: Vec<BesidePart>,
}

/// A part of the agenda with its items; their letter is no item, so it is not among them.
#[derive(Debug, Serialize)]
pub(crate) struct BesidePart {
    /// Its heading, as text; `None` for items outside any part.
    pub title: Option<String>,
    pub rows: Vec<BesideRow>,
}

/// An item with what came of it.
#[derive(Debug, Serialize)]
pub(crate) struct BesideRow {
    /// The label and the words of its heading, as text.
    pub title: String,
    /// Its id on the page: that of the item in the agenda.
    pub anchor: String,
    pub agenda: Option<BesideText>,
    pub report: Option<BesideText>,
}

/// What one of the two documents says on an item.
#[derive(Debug, Serialize)]
pub(crate) struct BesideText {
    /// The document, as a link to the item in it.
    pub document: Ref,
    /// The language of the document, if it is not that of the site.
    pub lang: Option<String>,
    /// The item itself, and the sub-items and sections in it that have anything to say.
    pub passages: Vec<BesidePassage>,
}

#[derive(Debug, Serialize)]
pub(crate) struct BesidePassage {
    /// Its heading, as text; `None` for the item itself.
    pub heading: Option<String>,
    /// What the council does with it, as text.
    pub treatments: Vec<String>,
    /// Its language, if it has one of its own.
    pub lang: Option<String>,
    /// The text directly under its heading, as HTML.
    pub html: String,
}

/// One of the two documents.
struct Side<'a> {
    index: DocumentId,
    document: &'a Summary,
    body: &'a Body,
    name: Word,
}

pub(super) fn beside(reader: &SiteReader, bodies: &Bodies, index: MeetingId) -> BesidePage {
    let meeting = &reader.site.meetings[index];
    let side =
        |index: DocumentId, name| Side { index, document: reader.site.document(index), body: bodies.body(index), name };
    let agenda = side(meeting.agenda, Word::Agenda);
    let parts = match meeting.report {
        Some(report) => parts(reader, &agenda, &side(report, Word::Report)),
        None => Vec::new(),
    };
    BesidePage { heading: meeting.name.clone(), documents: documents(reader, meeting, None), parts }
}

fn parts(reader: &SiteReader, agenda: &Side, report: &Side) -> Vec<BesidePart> {
    let found = pairs(agenda.document, report.document);
    let mut told: HashSet<DivisionId> = HashSet::new();
    let mut parts: Vec<(Option<DivisionId>, Vec<BesideRow>)> = Vec::new();
    for at in items(agenda.document) {
        let item = &agenda.document.divisions[at];
        // What came of a sub-item may stand under an item of its own.
        let within = and_below(agenda.document, at);
        let mut there: Vec<DivisionId> =
            found.iter().filter(|(own, _)| within.contains(*own)).map(|(_, at)| *at).collect();
        there.sort();
        let covered =
            |other: &DivisionId| there.iter().any(|at| at < other && and_below(report.document, *at).contains(other));
        let outermost: Vec<DivisionId> = there.iter().copied().filter(|at| !covered(at)).collect();
        told.extend(outermost.iter().flat_map(|at| divisions(report.document, *at)));
        let row = BesideRow {
            title: heading_text(item),
            anchor: item.anchor.clone(),
            agenda: text(reader, agenda, &[at]),
            report: text(reader, report, &outermost),
        };
        match parts.last_mut().filter(|(part, _)| *part == item.parent) {
            Some((_, rows)) => rows.push(row),
            None => parts.push((item.parent, vec![row])),
        }
    }
    let title = |part: DivisionId| heading_text(&agenda.document.divisions[part]);
    let mut parts: Vec<BesidePart> =
        parts.into_iter().map(|(part, rows)| BesidePart { title: part.map(title), rows }).collect();
    let alone = items(report.document).filter(|at| !told.contains(at)).map(|at| BesideRow {
        title: heading_text(&report.document.divisions[at]),
        anchor: format!("v-{}", report.document.divisions[at].anchor),
        agenda: None,
        report: text(reader, report, &[at]),
    });
    let alone: Vec<BesideRow> = alone.collect();
    if !alone.is_empty() {
        parts.push(BesidePart { title: Some(reader.language.word(Word::BesideReportOnly).to_owned()), rows: alone });
    }
    parts
}

/// The items of a document, without those within another.
pub(super) fn items(document: &Summary) -> impl Iterator<Item = DivisionId> + '_ {
    document.divisions.iter_enumerated().filter(|(_, d)| d.kind == DivisionKind::Item).map(|(at, _)| at)
}

fn divisions(document: &Summary, at: DivisionId) -> impl Iterator<Item = DivisionId> {
    let all = and_below(document, at);
    (all.start.index()..all.end.index()).map(DivisionId::new)
}

/// What a document says on items of it; `None` for none.
fn text(reader: &SiteReader, side: &Side, items: &[DivisionId]) -> Option<BesideText> {
    let first = *items.first()?;
    let passage = |at: DivisionId, heading: bool| {
        let division = &side.document.divisions[at];
        let setting = TextSetting::Excerpt { cited: None, nth: 0 };
        let blocks = side.body.blocks[division.blocks.clone()].iter();
        BesidePassage {
            heading: heading.then(|| heading_text(division)),
            treatments: division.treatments.iter().map(|treatment| treatment.text.clone()).collect(),
            lang: division.language.clone(),
            html: blocks.map(|block| reader.fill(side.index, block, setting)).collect(),
        }
    };
    let of_item = |item: &DivisionId| {
        let item = *item;
        divisions(side.document, item).map(move |at| (at, at != item || item != first)).collect::<Vec<_>>()
    };
    let passages = items.iter().flat_map(of_item).map(|(at, heading)| passage(at, heading));
    Some(BesideText {
        document: Ref {
            title: reader.language.word(side.name).to_owned(),
            href: reader.href(Page::Document(side.index), Some(&side.document.divisions[first].anchor)),
        },
        lang: side.document.front.language.clone(),
        passages: passages.filter(|p| p.heading.is_some() || !p.treatments.is_empty() || !p.html.is_empty()).collect(),
    })
}
