//! Agendas and reports as data.
//!
//! Takes: the views of their pages.
//! Gives: the fields of their `index.json`, and those that other files share; their doc comments become descriptions in
//! the schema.
//! Never: drops or renames a field.

use schemars::JsonSchema;
use serde::Serialize;

use super::data_head::DataHead;
use super::promise::CommitmentData;
use super::sealing::SealData;
use crate::document::front_matter::{Signatory, Status};
use crate::settings::Formation;
use crate::view::division::{DivisionView, NoteView};
use crate::view::meeting::{DocumentView, MeetingFacts, MeetingPage, ReportPage};
use crate::view::{Frame, Ref};

/// A meeting with its annotated agenda.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Meeting")]
pub(super) struct MeetingData<'a> {
    #[serde(flatten)]
    text: DocumentData<'a>,
    /// The promises in the agenda or its letter.
    commitments: Vec<CommitmentData<'a>>,
    /// The files to download.
    attachments: Vec<AttachmentData<'a>>,
    /// The meeting of the same formation before this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'a Ref>,
    /// The meeting of the same formation after this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<&'a Ref>,
}

/// The report of a meeting.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Report")]
pub(super) struct ReportData<'a> {
    #[serde(flatten)]
    text: DocumentData<'a>,
}

/// What agendas and reports have in common.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Text")]
struct DocumentData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// The title of the document.
    title: &'a str,
    /// Whether it is a draft, which only a preview has.
    draft: bool,
    /// The facts of its meeting.
    meeting: MeetingFactsData<'a>,
    /// Whether the text may still change.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    /// The day on which it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    /// The day of its last correction.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<&'a str>,
    /// The id of the letter, such as `kst-32317-882`.
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<&'a str>,
    /// Who signs the letter.
    signatories: &'a [Signatory],
    /// On whose behalf the signatories sign as well.
    on_behalf_of: &'a [String],
    /// The text above the first heading, as HTML.
    #[serde(skip_serializing_if = "Html::is_empty")]
    lead: Html<'a>,
    /// Its headings with the text under each, in the order of the page.
    divisions: Vec<DivisionData<'a>>,
    /// Its notes, by number.
    notes: Vec<NoteData<'a>>,
    /// All documents of the meeting, including this one.
    documents: Vec<DocumentLinkData<'a>>,
    /// The seal of its meeting, if that is sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    seal: Option<SealData<'a>>,
    /// Whatever the author put under `extra` in the front matter.
    #[serde(skip_serializing_if = "is_empty")]
    extra: &'a serde_json::Value,
}

/// The facts of a meeting.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Facts")]
pub(super) struct MeetingFactsData<'a> {
    /// Its id, which is part of its address.
    id: &'a str,
    /// Its name in lists.
    name: &'a str,
    /// The address of its page.
    href: &'a str,
    /// The id of the formation.
    #[serde(skip_serializing_if = "str::is_empty")]
    formation_id: &'a str,
    /// The full and the short name of the formation.
    #[serde(skip_serializing_if = "Option::is_none")]
    formation: Option<&'a Formation>,
    /// The first day of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<&'a str>,
    /// The last day of the meeting, if it is not the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<&'a str>,
    /// Where it takes place.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    /// Which member state presides.
    #[serde(skip_serializing_if = "Option::is_none")]
    presidency: Option<&'a str>,
    /// Whether it is an informal meeting.
    informal: bool,
    /// When it begins, with the offset from UTC where the time zone of the site is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    starts_at: Option<&'a str>,
    /// Says `true` if it will not take place.
    #[serde(skip_serializing_if = "Option::is_none")]
    cancelled: Option<bool>,
    /// The meeting that is held in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    postponed: Option<&'a Ref>,
}

/// A heading and the text directly under it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Division")]
pub(super) struct DivisionData<'a> {
    /// `letter`, `part`, `item`, `sub-item`, `section`; `shared` for a text without a heading that belongs to the sub-items before it.
    kind: &'a str,
    /// Its id on the page; left out for a shared text.
    #[serde(skip_serializing_if = "str::is_empty")]
    anchor: &'a str,
    /// The id of the division that contains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    /// The label as typed, such as `1.`, `a)` or `II.`.
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    /// The label with those above it, such as `II.10c`.
    #[serde(skip_serializing_if = "str::is_empty")]
    number: &'a str,
    /// The words of its heading, as text.
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    /// What the council does with it, as typed.
    treatments: Vec<&'a str>,
    /// The dossiers it is tied to.
    dossiers: &'a [Ref],
    /// The day on which it is dealt with.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// Whether it is adopted without discussion.
    a_point: bool,
    /// Says `true` if it is dealt with behind closed doors.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<bool>,
    /// What kind of section it is: `content`, `position`, `forces` and so on.
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    /// The language of the passage, if it is not that of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    /// The text directly under it, as HTML.
    html: Html<'a>,
    /// The address of the same item in the report or, in a report, in the agenda.
    #[serde(skip_serializing_if = "Option::is_none")]
    counterpart: Option<&'a str>,
}

/// A footnote.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Note")]
pub(super) struct NoteData<'a> {
    /// The number of the note in its document, from 1.
    number: u32,
    /// The address of its own page.
    href: &'a str,
    /// Its text, as HTML.
    html: Html<'a>,
    /// Links to the places on the page that cite it.
    citations: Vec<&'a str>,
}

/// HTML of a page.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct Html<'a>(pub &'a str);

impl Html<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A file to download.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Attachment")]
struct AttachmentData<'a> {
    /// The name of the file.
    title: &'a str,
    /// The address of the file.
    href: &'a str,
}

/// A document of a meeting.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Link")]
struct DocumentLinkData<'a> {
    /// The name of the document.
    title: &'a str,
    /// The address of its page.
    href: &'a str,
}

impl<'a> MeetingData<'a> {
    pub(super) fn new(frame: &'a Frame, page: &'a MeetingPage) -> Self {
        MeetingData {
            text: DocumentData::new(frame, "meeting", &page.document),
            commitments: page.commitments.iter().map(CommitmentData::new).collect(),
            attachments: page.attachments.iter().map(|f| AttachmentData { title: &f.title, href: &f.href }).collect(),
            previous: page.previous.as_ref(),
            next: page.next.as_ref(),
        }
    }
}

impl<'a> ReportData<'a> {
    pub(super) fn new(frame: &'a Frame, page: &'a ReportPage) -> Self {
        ReportData { text: DocumentData::new(frame, "report", &page.document) }
    }
}

impl<'a> DocumentData<'a> {
    fn new(frame: &'a Frame, kind: &str, document: &'a DocumentView) -> Self {
        DocumentData {
            head: DataHead::new(frame, kind),
            title: &document.heading,
            draft: frame.draft,
            meeting: MeetingFactsData::new(&document.meeting),
            status: document.status,
            published: document.published.as_ref().map(|d| d.iso.as_str()),
            updated: document.updated.as_ref().map(|d| d.iso.as_str()),
            letter: document.letter_id.as_deref(),
            signatories: &document.signatories,
            on_behalf_of: &document.on_behalf_of,
            lead: Html(&document.lead),
            divisions: divisions(&document.divisions),
            notes: notes(&document.notes),
            documents: document.documents.iter().map(|d| DocumentLinkData { title: &d.title, href: &d.href }).collect(),
            seal: document.seal.as_ref().map(SealData::new),
            extra: &document.extra,
        }
    }
}

impl<'a> MeetingFactsData<'a> {
    pub(super) fn new(facts: &'a MeetingFacts) -> Self {
        MeetingFactsData {
            id: &facts.id,
            name: &facts.name,
            href: &facts.href,
            formation_id: &facts.formation_id,
            formation: facts.formation.as_ref(),
            start: facts.start.as_deref(),
            end: facts.end.as_deref(),
            place: facts.place.as_deref(),
            presidency: facts.presidency.as_deref(),
            informal: facts.informal,
            starts_at: facts.starts_at.as_deref(),
            cancelled: facts.cancelled.then_some(true),
            postponed: facts.postponed.as_ref(),
        }
    }
}

impl<'a> NoteData<'a> {
    fn new(view: &'a NoteView) -> Self {
        let citations = view.citations.iter().map(|c| c.href.as_str()).collect();
        NoteData { number: view.number, href: &view.href, html: Html(&view.html), citations }
    }
}

/// The divisions of a page. The end tags in the views tell which contains which.
pub(super) fn divisions(views: &[DivisionView]) -> Vec<DivisionData<'_>> {
    let mut open: Vec<&str> = Vec::new();
    let mut divisions = Vec::with_capacity(views.len());
    for view in views {
        let parent = open.last().copied();
        divisions.push(DivisionData {
            kind: view.kind,
            anchor: &view.anchor,
            parent,
            label: &view.label,
            number: &view.number,
            title: &view.text,
            treatments: view.treatments.iter().map(|t| t.text.as_str()).collect(),
            dossiers: &view.dossiers,
            date: view.date.as_ref().map(|d| d.iso.as_str()),
            a_point: view.a_point,
            closed: view.closed.then_some(true),
            section: view.section.as_deref(),
            language: view.lang.as_deref(),
            html: Html(&view.html),
            counterpart: view.counterpart.as_ref().map(|c| c.href.as_str()),
        });
        if view.kind != "shared" {
            open.push(&view.anchor);
        }
        open.truncate(open.len().saturating_sub(view.ends.len()));
    }
    divisions
}

pub(super) fn notes(views: &[NoteView]) -> Vec<NoteData<'_>> {
    views.iter().map(NoteData::new).collect()
}

/// Whether there is nothing under `extra`.
pub(super) fn is_empty(extra: &&serde_json::Value) -> bool {
    extra.as_object().is_none_or(|table| table.is_empty())
}
