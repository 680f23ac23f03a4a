//! Dossiers as data.
//!
//! Takes: the view of the page of a dossier.
//! Gives: the fields of its `index.json`; their doc comments become descriptions in the schema.
//! Never: drops or renames a field.

use schemars::JsonSchema;
use serde::Serialize;

use super::data_head::DataHead;
use super::lists::SourceRefData;
use super::position::{DossierNoteData, PositionData};
use super::text::{DivisionData, Html, MeetingFactsData, NoteData, divisions, is_empty, notes};
use crate::view::dossier::{DocumentNotes, DossierPage, MilestoneView};
use crate::view::dossier_passages::{EntryView, MeetingEntries};
use crate::view::{Frame, Ref};

/// A dossier and everything tied to it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Dossier")]
pub(super) struct DossierData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// Its full title.
    title: &'a str,
    /// Its short name.
    name: &'a str,
    /// Other names under which people look for it.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    also_known_as: &'a [String],
    /// Whether it is a draft, which only a preview has.
    draft: bool,
    /// What the dossier is about, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    /// The interinstitutional procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    procedure: Option<&'a str>,
    /// The Commission document it began with.
    #[serde(skip_serializing_if = "Option::is_none")]
    com: Option<&'a str>,
    /// The CELEX number of that document.
    #[serde(skip_serializing_if = "Option::is_none")]
    celex: Option<&'a str>,
    /// Parliamentary papers, as typed.
    kamerstukken: &'a [String],
    /// The day of the BNC-fiche, the first assessment of a proposal.
    #[serde(skip_serializing_if = "Option::is_none")]
    bnc_date: Option<&'a str>,
    /// The parliamentary paper with which the BNC-fiche was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    bnc_kamerstuk: Option<&'a str>,
    /// What happened to it, earliest first.
    milestones: Vec<MilestoneData<'a>>,
    /// Its text above the first heading, as HTML.
    #[serde(skip_serializing_if = "Html::is_empty")]
    lead: Html<'a>,
    /// Its headings with the text under each, in the order of the page.
    divisions: Vec<DivisionData<'a>>,
    /// Its own notes, by number.
    notes: Vec<NoteData<'a>>,
    /// What is tied to it, newest meeting first.
    timeline: Vec<DossierMeetingData<'a>>,
    /// What the position of the government was at those meetings, newest first.
    positions: Vec<PositionData<'a>>,
    /// The notes of other documents within those passages.
    footnotes: Vec<DocumentNotesData<'a>>,
    /// The sources cited in those passages, in its own text or in its facts.
    sources: Vec<SourceRefData<'a>>,
    /// Other dossiers that it is connected with.
    related: &'a [Ref],
    /// Whatever the author put under `extra` in the front matter.
    #[serde(skip_serializing_if = "is_empty")]
    extra: &'a serde_json::Value,
}

/// A step in the life of a dossier.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Milestone")]
struct MilestoneData<'a> {
    /// The day on which it happened.
    date: &'a str,
    /// `proposal`, `bnc-fiche`, `general-approach`, `trilogue`, `agreement`, `adoption`, `transposition` or `other`.
    stage: &'a str,
    /// What happened, in the author's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<&'a str>,
    /// The source that proves it, as typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

/// What one meeting has on a dossier.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Meeting")]
struct DossierMeetingData<'a> {
    /// Its facts, as in the list of meetings.
    meeting: MeetingFactsData<'a>,
    /// The passages, in the order of the documents.
    entries: Vec<PassageData<'a>>,
}

/// A passage tied to a dossier.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Entry")]
struct PassageData<'a> {
    /// What it is part of: `agenda`, `letter`, `report` or `annex`.
    source: &'a str,
    /// The words of its heading.
    title: &'a str,
    /// The address of its place on the page of the document.
    href: &'a str,
    /// What the council does with it, as typed.
    treatments: Vec<&'a str>,
    /// Whether it is adopted without discussion.
    a_point: bool,
    /// Its first words.
    #[serde(skip_serializing_if = "str::is_empty")]
    opening: &'a str,
    /// The day on which it is dealt with, if its part names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// The notes that it cites; the title of each is its number.
    notes: &'a [Ref],
}

/// The notes of one document that occur in a dossier.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Footnotes")]
struct DocumentNotesData<'a> {
    /// The document that has the notes.
    document: &'a Ref,
    /// The notes, by number.
    notes: Vec<DossierNoteData<'a>>,
}

impl<'a> DossierData<'a> {
    pub(super) fn new(frame: &'a Frame, page: &'a DossierPage) -> Self {
        DossierData {
            head: DataHead::new(frame, "dossier"),
            title: &page.heading,
            name: &page.name,
            also_known_as: &page.also_known_as,
            draft: frame.draft,
            summary: page.summary.as_deref(),
            procedure: page.procedure.as_deref(),
            com: page.com.as_deref(),
            celex: page.celex.as_deref(),
            kamerstukken: &page.kamerstukken,
            bnc_date: page.bnc_date.as_ref().map(|d| d.iso.as_str()),
            bnc_kamerstuk: page.bnc_kamerstuk.as_deref(),
            milestones: page.milestones.iter().map(MilestoneData::new).collect(),
            lead: Html(&page.lead),
            divisions: divisions(&page.divisions),
            notes: notes(&page.notes),
            timeline: page.timeline.iter().map(DossierMeetingData::new).collect(),
            positions: page.positions.meetings.iter().map(PositionData::new).collect(),
            footnotes: page.footnotes.iter().map(DocumentNotesData::new).collect(),
            sources: page.sources.iter().map(SourceRefData::new).collect(),
            related: &page.related,
            extra: &page.extra,
        }
    }
}

impl<'a> MilestoneData<'a> {
    fn new(view: &'a MilestoneView) -> Self {
        MilestoneData {
            date: &view.date.iso,
            stage: &view.stage,
            what: view.what.as_deref(),
            source: view.source.as_deref(),
        }
    }
}

impl<'a> DossierMeetingData<'a> {
    fn new(view: &'a MeetingEntries) -> Self {
        DossierMeetingData {
            meeting: MeetingFactsData::new(&view.meeting),
            entries: view.entries.iter().map(PassageData::new).collect(),
        }
    }
}

impl<'a> PassageData<'a> {
    fn new(view: &'a EntryView) -> Self {
        PassageData {
            source: view.source,
            title: &view.title.title,
            href: &view.title.href,
            treatments: view.treatments.iter().map(|t| t.text.as_str()).collect(),
            a_point: view.a_point,
            opening: &view.opening,
            date: view.date.as_ref().map(|d| d.iso.as_str()),
            notes: &view.notes,
        }
    }
}

impl<'a> DocumentNotesData<'a> {
    fn new(view: &'a DocumentNotes) -> Self {
        DocumentNotesData { document: &view.document, notes: view.notes.iter().map(DossierNoteData::new).collect() }
    }
}
