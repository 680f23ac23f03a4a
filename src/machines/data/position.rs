//! Positions on a dossier as data.
//!
//! Takes: the positions that the page of a dossier shows.
//! Gives: an entry of `positions` in its `index.json`; the doc comments become descriptions in the schema.
//! Never: drops or renames a field.

use schemars::JsonSchema;
use serde::Serialize;

use super::text::Html;
use crate::view::Ref;
use crate::view::difference::PieceKind;
use crate::view::position::{MeetingPosition, NoteInDossier, Since};

/// What was said before one meeting.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Position")]
pub(super) struct PositionData<'a> {
    /// The meeting; the address is that of the item.
    meeting: &'a Ref,
    /// The first day of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// The sections that state the position; none where no section does.
    passages: Vec<PositionPassageData<'a>>,
    /// The notes that these sections cite.
    notes: Vec<DossierNoteData<'a>>,
    /// How they differ from the position before.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<SinceData<'a>>,
    /// What the report says of the dossier.
    outcomes: Vec<OutcomeData<'a>>,
}

/// A section that states a position.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PositionPassage")]
struct PositionPassageData<'a> {
    /// The item and the section.
    title: &'a str,
    /// The address of its place on the page of the document.
    href: &'a str,
    /// Its language, if it is not that of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    /// Its text, as HTML.
    html: Html<'a>,
}

/// How a position differs from the one before.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Since")]
struct SinceData<'a> {
    /// The meeting before which that was stated.
    meeting: &'a str,
    /// `same`, `changed`, or `rewritten` where there is no use in comparing words.
    how: &'a str,
    /// The words that changed, with some of those around them.
    changes: Vec<ChangeData<'a>>,
}

/// Words that stayed, went or came.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Change")]
struct ChangeData<'a> {
    /// What became of them.
    kind: PieceKind,
    /// The words.
    text: &'a str,
}

/// A passage of a report.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Outcome")]
struct OutcomeData<'a> {
    /// The words of its heading.
    title: &'a str,
    /// The address of its place on the page of the report.
    href: &'a str,
    /// Its first words.
    opening: &'a str,
}

impl<'a> PositionData<'a> {
    pub(super) fn new(view: &'a MeetingPosition) -> Self {
        let passages = view.passages.iter().map(|passage| PositionPassageData {
            title: &passage.place.title,
            href: &passage.place.href,
            language: passage.lang.as_deref(),
            html: Html(&passage.html),
        });
        let outcomes = view.outcomes.iter().map(|outcome| OutcomeData {
            title: &outcome.place.title,
            href: &outcome.place.href,
            opening: &outcome.opening,
        });
        PositionData {
            meeting: &view.meeting,
            date: view.date.as_ref().map(|day| day.iso.as_str()),
            passages: passages.collect(),
            notes: view.notes.iter().map(DossierNoteData::new).collect(),
            since: view.since.as_ref().map(SinceData::new),
            outcomes: outcomes.collect(),
        }
    }
}

impl<'a> SinceData<'a> {
    fn new(view: &'a Since) -> Self {
        let pieces = view.changes.iter().flat_map(|changes| &changes.pieces);
        SinceData {
            meeting: &view.meeting.title,
            how: view.how,
            changes: pieces.map(|piece| ChangeData { kind: piece.kind, text: &piece.text }).collect(),
        }
    }
}

/// A note that occurs in a dossier.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Footnote")]
pub(super) struct DossierNoteData<'a> {
    /// The number of the note in its document, from 1.
    number: u32,
    /// The address of its own page.
    href: &'a str,
    /// Its text, as HTML.
    html: Html<'a>,
}

impl<'a> DossierNoteData<'a> {
    pub(super) fn new(note: &'a NoteInDossier) -> Self {
        DossierNoteData { number: note.number, href: &note.href, html: Html(&note.html) }
    }
}
