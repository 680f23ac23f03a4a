//! What meetings have on a dossier: the passages that are tied to it.
//!
//! Takes: the entries of a dossier.
//! Gives: [`MeetingEntries`], newest meeting first.
//! Never: shows more of a passage than its first words.

use serde::Serialize;

use super::discussion::{Standing, by_meeting, standing, treatments};
use super::division::{Day, TreatmentView, a_point_badge};
use super::meeting::{MeetingFacts, facts};
use super::text::{Reader, Ref, Setting};
use crate::document::Document;
use crate::site::{Entry, Page};

/// What one meeting has on a dossier.
#[derive(Debug, Serialize)]
pub struct MeetingEntries {
    /// Its place in the list of all meetings.
    #[serde(skip)]
    pub index: u32,
    /// The meeting.
    pub meeting: MeetingFacts,
    /// The passages, in the order of the documents.
    pub entries: Vec<EntryView>,
}

/// A passage tied to the dossier.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    /// `agenda`, `letter`, `report` or `annex`.
    pub source: &'static str,
    /// What that is in words.
    pub source_name: String,
    /// The heading and its place.
    pub title: Ref,
    /// What the council does with it.
    pub treatments: Vec<TreatmentView>,
    /// Whether it is adopted without discussion.
    pub a_point: bool,
    /// Whether a badge has to say so, because no treatment does.
    pub a_point_badge: bool,
    /// Its first words.
    pub opening: String,
    /// The day on which it is dealt with, where the part names one.
    pub date: Option<Day>,
    /// The notes in it.
    pub notes: Vec<Ref>,
}

/// The passages by meeting.
pub fn timeline(reader: &Reader, entries: &[Entry]) -> Vec<MeetingEntries> {
    let view = |(index, entries): (u32, &[Entry])| MeetingEntries {
        index,
        meeting: facts(reader, &reader.site.meetings[index as usize]),
        entries: entries.iter().map(|entry| entry_view(reader, *entry)).collect(),
    };
    by_meeting(reader.site, entries).map(view).collect()
}

fn entry_view(reader: &Reader, entry: Entry) -> EntryView {
    let document = reader.site.document(entry.document);
    let division = &document.divisions[entry.division as usize];
    let lineage = || document.lineage(Some(entry.division));
    let source = match standing(reader.site, entry) {
        Standing::Report => "report",
        Standing::Annex => "annex",
        Standing::Letter => "letter",
        Standing::Agenda => "agenda",
    };
    let treatment = |t: &crate::document::Treatment| TreatmentView {
        html: reader.fill(entry.document, &t.fragment, Setting::Excerpt { cited: None, nth: 0 }),
        text: t.text.clone(),
        href: reader.href(Page::Treatments, Some(&t.anchor())),
        linkable: t.linkable(),
    };
    let notes = notes_within(document, entry.division)
        .into_iter()
        .map(|note| Ref { title: (note + 1).to_string(), href: reader.href(Page::Footnote { document: entry.document, note }, None) });
    EntryView {
        source,
        source_name: reader.language.word(source).to_owned(),
        title: Ref {
            title: document.reference_text(entry.division),
            href: reader.href(Page::Document(entry.document), Some(&division.anchor)),
        },
        treatments: treatments(document, entry.division).map(treatment).collect(),
        a_point: division.a_point,
        a_point_badge: a_point_badge(reader.language, division.a_point, treatments(document, entry.division)),
        opening: division.opening.clone(),
        date: lineage().find_map(|d| d.date).map(|d| Day::new(reader.language, d)),
        notes: notes.collect(),
    }
}

/// The notes cited in a division and in what stands under it, as indices, without repetition.
pub fn notes_within(document: &Document, division: u32) -> Vec<u32> {
    let level = document.divisions[division as usize].level;
    let after = document.divisions[division as usize + 1..].iter().take_while(|d| d.level > level).count() as u32;
    let within = |cited: Option<u32>| cited.is_some_and(|d| d >= division && d <= division + after);
    let cites = |note: &crate::document::Note| note.citations.iter().any(|c| within(c.division));
    (0..document.notes.len() as u32).filter(|i| cites(&document.notes[*i as usize])).collect()
}
