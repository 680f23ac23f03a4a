//! Agendas and reports as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::head::Head;
use crate::config::Formation;
use crate::front::{Signatory, Status};
use crate::view::division::{DivisionView, NoteView};
use crate::view::meeting::{self, DocumentView, MeetingFacts, MeetingPage, ReportPage};
use crate::view::text::PERMALINK;
use crate::view::{Frame, Ref};

/// A meeting with its annotated agenda.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Meeting")]
pub struct Meeting<'a> {
    #[serde(flatten)]
    text: Text<'a>,
    /// What the agenda or its letter promises.
    commitments: Vec<Commitment<'a>>,
    /// Files to download.
    attachments: Vec<Attachment<'a>>,
    /// The meeting of the same formation before this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'a Ref>,
    /// The one after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<&'a Ref>,
}

/// The report of a meeting.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Report")]
pub struct Report<'a> {
    #[serde(flatten)]
    text: Text<'a>,
}

/// What agendas and reports have alike.
#[derive(Debug, Serialize, JsonSchema)]
struct Text<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The title of the document.
    title: &'a str,
    /// Whether it is a draft, which only a preview has.
    draft: bool,
    /// The meeting.
    meeting: Facts<'a>,
    /// Whether the text may still change.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    /// The day on which it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    /// The id of the letter, such as `kst-32317-882`.
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<&'a str>,
    /// Who signs.
    signatories: &'a [Signatory],
    /// On whose behalf they sign as well.
    on_behalf_of: &'a [String],
    /// The text above the first heading, as HTML.
    #[serde(skip_serializing_if = "Html::is_empty")]
    lead: Html<'a>,
    /// Its headings with the text under each, in the order of the page.
    divisions: Vec<Division<'a>>,
    /// Its notes, by number.
    notes: Vec<Note<'a>>,
    /// The documents of the meeting, this one among them.
    documents: Vec<Link<'a>>,
    /// What the site keeps of its own.
    #[serde(skip_serializing_if = "is_empty")]
    extra: &'a serde_json::Value,
}

/// The facts of a meeting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Facts<'a> {
    /// Its id, which is part of its address.
    id: &'a str,
    /// Its name in lists.
    name: &'a str,
    /// Its page.
    href: &'a str,
    /// The id of the formation.
    #[serde(skip_serializing_if = "str::is_empty")]
    formation_id: &'a str,
    /// The formation.
    #[serde(skip_serializing_if = "Option::is_none")]
    formation: Option<&'a Formation>,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<&'a str>,
    /// The last day, if it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<&'a str>,
    /// Where it sits.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    /// Who presides.
    #[serde(skip_serializing_if = "Option::is_none")]
    presidency: Option<&'a str>,
    /// Whether it is informal.
    informal: bool,
}

/// A heading and the text directly under it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Division<'a> {
    /// `letter`, `part`, `item`, `sub-item`, `section`; `shared` for a text without heading that belongs to the sub-items before it.
    kind: &'a str,
    /// Its anchor on the page; nothing for a shared text.
    #[serde(skip_serializing_if = "str::is_empty")]
    anchor: &'a str,
    /// The anchor of the division that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    /// The label as typed, such as `1.`, `a)` or `II.`.
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    /// The label with those above it, such as `II.10c`.
    #[serde(skip_serializing_if = "str::is_empty")]
    number: &'a str,
    /// Its words, as text.
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    /// What the council does with it, as written.
    treatments: Vec<&'a str>,
    /// The dossiers it is tied to.
    dossiers: &'a [Ref],
    /// The day on which it is dealt with.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// Whether it is adopted without discussion.
    a_point: bool,
    /// What kind of section it is: `content`, `position`, `forces` and so on.
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    /// The language of the passage, if it is another than that of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    /// The text directly under it, as HTML.
    html: Html<'a>,
    /// The same item in the report; in a report, in the agenda.
    #[serde(skip_serializing_if = "Option::is_none")]
    counterpart: Option<&'a str>,
}

/// A footnote.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Note<'a> {
    /// Its number.
    number: u32,
    /// Its own page.
    href: &'a str,
    /// Its text, as HTML.
    html: Html<'a>,
    /// The places on the page that cite it.
    citations: Vec<&'a str>,
}

/// HTML of a page without what only a page needs: the permanent links of its paragraphs.
#[derive(Debug, JsonSchema)]
#[schemars(transparent)]
pub struct Html<'a>(pub &'a str);

impl Html<'_> {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Html<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pieces = self.0.split(PERMALINK);
        let first = pieces.next().unwrap_or_default();
        if first.len() == self.0.len() {
            return serializer.serialize_str(first);
        }
        let mut html = String::with_capacity(self.0.len());
        html.push_str(first);
        pieces.for_each(|piece| html.push_str(piece.split_once("</a>").map_or(piece, |(_, rest)| rest)));
        serializer.serialize_str(&html)
    }
}

/// Something promised to parliament.
#[derive(Debug, Serialize, JsonSchema)]
struct Commitment<'a> {
    /// What is promised.
    what: &'a str,
    /// The last day on which it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<&'a str>,
    /// The item in which it is promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a Ref>,
}

/// A file to download.
#[derive(Debug, Serialize, JsonSchema)]
struct Attachment<'a> {
    /// Its name.
    title: &'a str,
    /// Its address.
    href: &'a str,
}

/// A document of a meeting.
#[derive(Debug, Serialize, JsonSchema)]
struct Link<'a> {
    /// Its name.
    title: &'a str,
    /// Its page.
    href: &'a str,
}

impl<'a> Meeting<'a> {
    /// A meeting from its page.
    pub fn new(frame: &'a Frame, page: &'a MeetingPage) -> Self {
        let commitment = |c: &'a meeting::CommitmentRef| Commitment {
            what: &c.what,
            due: c.due.as_ref().map(|d| d.iso.as_str()),
            item: c.item.as_ref(),
        };
        Meeting {
            text: Text::new(frame, "meeting", &page.document),
            commitments: page.commitments.iter().map(commitment).collect(),
            attachments: page.attachments.iter().map(|f| Attachment { title: &f.title, href: &f.href }).collect(),
            previous: page.previous.as_ref(),
            next: page.next.as_ref(),
        }
    }
}

impl<'a> Report<'a> {
    /// A report from its page.
    pub fn new(frame: &'a Frame, page: &'a ReportPage) -> Self {
        Report { text: Text::new(frame, "report", &page.document) }
    }
}

impl<'a> Text<'a> {
    fn new(frame: &'a Frame, kind: &str, document: &'a DocumentView) -> Self {
        Text {
            head: Head::new(frame, kind),
            title: &document.heading,
            draft: frame.draft,
            meeting: Facts::new(&document.meeting),
            status: document.status,
            published: document.published.as_ref().map(|d| d.iso.as_str()),
            letter: document.letter_id.as_deref(),
            signatories: &document.signatories,
            on_behalf_of: &document.on_behalf_of,
            lead: Html(&document.lead),
            divisions: divisions(&document.divisions),
            notes: notes(&document.notes),
            documents: document.documents.iter().map(|d| Link { title: &d.title, href: &d.href }).collect(),
            extra: &document.extra,
        }
    }
}

impl<'a> Facts<'a> {
    /// The facts of a meeting from their view.
    pub fn new(facts: &'a MeetingFacts) -> Self {
        Facts {
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
        }
    }
}

impl<'a> Note<'a> {
    fn new(view: &'a NoteView) -> Self {
        let citations = view.citations.iter().map(|c| c.href.as_str()).collect();
        Note { number: view.number, href: &view.href, html: Html(&view.html), citations }
    }
}

/// The divisions of a page. The end tags in the views tell what stands in what.
pub fn divisions(views: &[DivisionView]) -> Vec<Division<'_>> {
    let mut open: Vec<&str> = Vec::new();
    let mut divisions = Vec::with_capacity(views.len());
    for view in views {
        let parent = open.last().copied();
        divisions.push(Division {
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
            section: view.section.as_deref(),
            language: view.lang.as_deref(),
            html: Html(&view.html),
            counterpart: view.counterpart.as_ref().map(|c| c.href.as_str()),
        });
        if view.kind != "shared" {
            open.push(&view.anchor);
        }
        open.truncate(open.len().saturating_sub(view.close.matches("</section>").count()));
    }
    divisions
}

/// The notes of a page.
pub fn notes(views: &[NoteView]) -> Vec<Note<'_>> {
    views.iter().map(Note::new).collect()
}

/// Whether the site keeps nothing of its own.
pub fn is_empty(extra: &&serde_json::Value) -> bool {
    extra.as_object().is_none_or(|table| table.is_empty())
}
