//! What meetings have on a dossier: the passages that are tied to it.
//!
//! Takes: the entries of a dossier.
//! Gives: [`MeetingEntries`], newest meeting first.
//! Never: shows more of a passage than its first words.

use serde::Serialize;

use super::discussion::{Standing, by_meeting, standing, treatments};
use super::division::{DayView, TreatmentView, names_a_point};
use super::meeting::{MeetingFacts, facts};
use super::text::{Ref, SiteReader, TextSetting};
use crate::document::Summary;
use crate::document::indices::{DivisionId, NoteId};
use crate::settings::words::Word;
use crate::site::indices::MeetingId;
use crate::site::{Page, SiteDivision};

#[derive(Debug, Serialize)]
pub(crate) struct MeetingEntries {
    /// Its place in the list of all meetings.
    #[serde(skip)]
    pub index: MeetingId,
    pub meeting: MeetingFacts,
    /// The passages, in the order of the documents.
    pub entries: Vec<EntryView>,
}

/// A passage that is tied to the dossier.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EntryView {
    /// What it stands in: `agenda`, `letter`, `report` or `annex`.
    pub source: &'static str,
    /// The same, in words.
    pub source_name: String,
    /// Its heading, as a link to its place.
    pub title: Ref,
    /// What the council does with it.
    pub treatments: Vec<TreatmentView>,
    /// Whether it is adopted without discussion.
    pub a_point: bool,
    /// Whether a badge has to say so, because no treatment does.
    pub a_point_badge: bool,
    /// Its first words, as text.
    pub opening: String,
    /// The day on which it is dealt with, if its part names one.
    pub date: Option<DayView>,
    /// The notes that it cites.
    pub notes: Vec<Ref>,
}

pub(crate) fn timeline(reader: &SiteReader, entries: &[SiteDivision]) -> Vec<MeetingEntries> {
    let view = |(index, entries): (MeetingId, &[SiteDivision])| MeetingEntries {
        index,
        meeting: facts(reader, &reader.site.meetings[index]),
        entries: entries.iter().map(|entry| entry_view(reader, *entry)).collect(),
    };
    by_meeting(reader.site, entries).map(view).collect()
}

fn entry_view(reader: &SiteReader, entry: SiteDivision) -> EntryView {
    let document = reader.site.document(entry.document);
    let division = &document.divisions[entry.division];
    let lineage = || document.lineage(Some(entry.division));
    let (source, source_name) = match standing(reader.site, entry) {
        Standing::Report => ("report", Word::Report),
        Standing::Annex => ("annex", Word::Annex),
        Standing::Letter => ("letter", Word::Letter),
        Standing::Agenda => ("agenda", Word::Agenda),
    };
    let treatment = |t: &crate::document::Treatment| TreatmentView {
        html: reader.fill(entry.document, &t.fragment, TextSetting::Excerpt { cited: None, nth: 0 }),
        text: t.text.clone(),
        href: reader.href(Page::Treatments, Some(&t.anchor())),
        linkable: t.linkable(),
    };
    let notes = notes_within(document, entry.division).into_iter().map(|note| Ref {
        title: note.number().to_string(),
        href: reader.href(Page::Footnote { document: entry.document, note }, None),
    });
    EntryView {
        source,
        source_name: reader.language.word(source_name).to_owned(),
        title: Ref {
            title: document.reference_text(entry.division),
            href: reader.href(Page::Document(entry.document), Some(&division.anchor)),
        },
        treatments: treatments(document, entry.division).map(treatment).collect(),
        a_point: division.a_point,
        a_point_badge: division.a_point && !names_a_point(reader.language, treatments(document, entry.division)),
        opening: reader.plain(entry.document, &division.opening),
        date: lineage().find_map(|d| d.date).map(|d| DayView::new(reader.language, d)),
        notes: notes.collect(),
    }
}

/// The notes cited in a division and in everything below it, each once.
pub(crate) fn notes_within(document: &Summary, division: DivisionId) -> Vec<NoteId> {
    let all = and_below(document, division);
    let within = |cited: Option<DivisionId>| cited.is_some_and(|division| all.contains(&division));
    let cites = |note: &crate::document::Note| note.citations.iter().any(|c| within(c.division));
    document.notes.indices().filter(|i| cites(&document.notes[*i])).collect()
}

/// A division and everything below it.
pub(crate) fn and_below(document: &Summary, division: DivisionId) -> std::ops::Range<DivisionId> {
    let level = document.divisions[division].level;
    let below = document.divisions[division + 1..].iter().take_while(|d| d.level > level).count();
    division..division + 1 + below
}
