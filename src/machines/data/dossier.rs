//! Dossiers as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::head::Head;
use super::lists::SourceRef;
use super::text::{Division, Facts, Html, Note, divisions, is_empty, notes};
use crate::view::dossier::{DocumentNotes, DossierPage, MilestoneView};
use crate::view::passages::{EntryView, MeetingEntries};
use crate::view::{Frame, Ref};

/// A dossier and everything tied to it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Dossier")]
pub struct Dossier<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Its full title.
    title: &'a str,
    /// Its short name.
    name: &'a str,
    /// Whether it is a draft, which only a preview has.
    draft: bool,
    /// What it is about, in a sentence.
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
    /// Parliamentary papers, as cited.
    kamerstukken: &'a [String],
    /// The day of the BNC-fiche, the first assessment of a proposal.
    #[serde(skip_serializing_if = "Option::is_none")]
    bnc_date: Option<&'a str>,
    /// The paper under which it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    bnc_kamerstuk: Option<&'a str>,
    /// What happened to it, earliest first.
    milestones: Vec<Milestone<'a>>,
    /// Its text above the first heading, as HTML.
    #[serde(skip_serializing_if = "Html::is_empty")]
    lead: Html<'a>,
    /// Its headings with the text under each, in the order of the page.
    divisions: Vec<Division<'a>>,
    /// Its own notes, by number.
    notes: Vec<Note<'a>>,
    /// What is tied to it, newest meeting first.
    timeline: Vec<Meeting<'a>>,
    /// The notes of other documents that occur there.
    footnotes: Vec<Footnotes<'a>>,
    /// The sources that are cited there, or in its own text and facts.
    sources: Vec<SourceRef<'a>>,
    /// Dossiers that have to do with it.
    related: &'a [Ref],
    /// What the site keeps of its own.
    #[serde(skip_serializing_if = "is_empty")]
    extra: &'a serde_json::Value,
}

/// A step in the life of a dossier.
#[derive(Debug, Serialize, JsonSchema)]
struct Milestone<'a> {
    /// When.
    date: &'a str,
    /// `proposal`, `bnc-fiche`, `general-approach`, `trilogue`, `agreement`, `adoption`, `transposition` or `other`.
    stage: &'a str,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<&'a str>,
    /// On which source that rests, as cited.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

/// What one meeting has on a dossier.
#[derive(Debug, Serialize, JsonSchema)]
struct Meeting<'a> {
    /// The meeting.
    meeting: Facts<'a>,
    /// The passages, in the order of the documents.
    entries: Vec<Entry<'a>>,
}

/// A passage tied to a dossier.
#[derive(Debug, Serialize, JsonSchema)]
struct Entry<'a> {
    /// Where it stands: `agenda`, `letter`, `report` or `annex`.
    source: &'a str,
    /// Its heading.
    title: &'a str,
    /// Its place.
    href: &'a str,
    /// What the council does with it, as written.
    treatments: Vec<&'a str>,
    /// Whether it is adopted without discussion.
    a_point: bool,
    /// Its first words.
    #[serde(skip_serializing_if = "str::is_empty")]
    opening: &'a str,
    /// The day on which it is dealt with, where the part names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// The notes in it, by their numbers.
    notes: &'a [Ref],
}

/// The notes of one document that occur in a dossier.
#[derive(Debug, Serialize, JsonSchema)]
struct Footnotes<'a> {
    /// The document.
    document: &'a Ref,
    /// Its notes.
    notes: Vec<Footnote<'a>>,
}

/// A note that occurs in a dossier.
#[derive(Debug, Serialize, JsonSchema)]
struct Footnote<'a> {
    /// Its number.
    number: u32,
    /// Its own page.
    href: &'a str,
    /// Its text, as HTML.
    html: Html<'a>,
}

impl<'a> Dossier<'a> {
    /// A dossier from its page.
    pub fn new(frame: &'a Frame, page: &'a DossierPage) -> Self {
        Dossier {
            head: Head::new(frame, "dossier"),
            title: &page.heading,
            name: &page.name,
            draft: frame.draft,
            summary: page.summary.as_deref(),
            procedure: page.procedure.as_deref(),
            com: page.com.as_deref(),
            celex: page.celex.as_deref(),
            kamerstukken: &page.kamerstukken,
            bnc_date: page.bnc_date.as_ref().map(|d| d.iso.as_str()),
            bnc_kamerstuk: page.bnc_kamerstuk.as_deref(),
            milestones: page.milestones.iter().map(Milestone::new).collect(),
            lead: Html(&page.lead),
            divisions: divisions(&page.divisions),
            notes: notes(&page.notes),
            timeline: page.timeline.iter().map(Meeting::new).collect(),
            footnotes: page.footnotes.iter().map(Footnotes::new).collect(),
            sources: page.sources.iter().map(SourceRef::new).collect(),
            related: &page.related,
            extra: &page.extra,
        }
    }
}

impl<'a> Milestone<'a> {
    fn new(view: &'a MilestoneView) -> Self {
        Milestone { date: &view.date.iso, stage: &view.stage, what: view.what.as_deref(), source: view.source.as_deref() }
    }
}

impl<'a> Meeting<'a> {
    fn new(view: &'a MeetingEntries) -> Self {
        Meeting { meeting: Facts::new(&view.meeting), entries: view.entries.iter().map(Entry::new).collect() }
    }
}

impl<'a> Entry<'a> {
    fn new(view: &'a EntryView) -> Self {
        Entry {
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

impl<'a> Footnotes<'a> {
    fn new(view: &'a DocumentNotes) -> Self {
        let note =
            |note: &'a crate::view::dossier::NoteInDossier| Footnote { number: note.number, href: &note.href, html: Html(&note.html) };
        Footnotes { document: &view.document, notes: view.notes.iter().map(note).collect() }
    }
}
