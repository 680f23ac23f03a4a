//! What the government's position on a dossier was, meeting by meeting.
//!
//! Takes: the passages of meetings that are tied to a dossier.
//! Gives: [`Positions`]: the sections that state a position, in their own words, with their notes, with what changed
//! since the meeting before, and with what the report says came of it.
//! Never: calls anything a position that its author did not put under such a heading.

use std::collections::HashSet;

use serde::Serialize;

use super::difference::{Difference, WordChanges, difference};
use super::discussion::{Standing, by_meeting, standing};
use super::division::DayView;
use super::dossier_passages::and_below;
use super::text::{Ref, SiteReader, TextSetting};
use crate::document::fragment::{Fragment, Slot};
use crate::document::indices::{DivisionId, NoteId};
use crate::document::{DivisionKind, Place, Summary};
use crate::settings::words::Word;
use crate::site::indices::{DocumentId, MeetingId};
use crate::site::{Page, SiteDivision};

/// How many meetings are shown.
const MOST: usize = 40;

/// The positions on a dossier.
#[derive(Debug, Serialize)]
pub(crate) struct Positions {
    /// Whether any of the meetings has one.
    pub stated: bool,
    /// The meetings that dealt with it, newest first, at most [`MOST`].
    pub meetings: Vec<MeetingPosition>,
    /// Whether there are more.
    pub more: bool,
}

/// What was said before one meeting.
#[derive(Debug, Serialize)]
pub(crate) struct MeetingPosition {
    /// The id of the place on the page.
    pub anchor: String,
    /// The meeting, as a link to the item.
    pub meeting: Ref,
    /// Its first day; `None` without a date.
    pub date: Option<DayView>,
    /// The sections that state the position; empty if there are none.
    pub passages: Vec<PositionPassage>,
    /// The notes that they cite, by number.
    pub notes: Vec<NoteInDossier>,
    /// How they differ from the position before; `None` for the first.
    pub since: Option<Since>,
    /// What the report says of the dossier.
    pub outcomes: Vec<Outcome>,
}

#[derive(Debug, Serialize)]
pub(crate) struct PositionPassage {
    /// The item and the section, as a link to its place.
    pub place: Ref,
    /// What it stands in: the agenda, the cover letter or an annex, in words.
    pub source_name: String,
    /// Its language, if it is not that of the site.
    pub lang: Option<String>,
    /// Its text, as HTML.
    pub html: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct NoteInDossier {
    pub number: u32,
    pub href: String,
    /// The text of the note, as HTML.
    pub html: String,
}

/// How a position differs from the one before.
#[derive(Debug, Serialize)]
pub(crate) struct Since {
    /// The meeting before which that was stated, as a link to its place on the page.
    pub meeting: Ref,
    /// `same`, `changed` or `rewritten`.
    pub how: &'static str,
    /// How many words came and went, in words; `None` unless it was changed.
    pub counts: Option<String>,
    /// The words that changed; `None` unless it was changed.
    pub changes: Option<WordChanges>,
}

/// A passage of a report.
#[derive(Debug, Serialize)]
pub(crate) struct Outcome {
    /// Its heading, as a link to its place.
    pub place: Ref,
    /// Its first words, as text.
    pub opening: String,
}

/// Where a section stands that states a position.
type PositionPlace = SiteDivision;

pub(super) fn positions(reader: &SiteReader, entries: &[SiteDivision]) -> Positions {
    let all: Vec<(MeetingId, &[SiteDivision])> = by_meeting(reader.site, entries).collect();
    let places: Vec<Vec<PositionPlace>> =
        all.iter().take(MOST + 1).map(|(_, entries)| position_places(reader, entries)).collect();
    let mut meetings = Vec::new();
    for (at, (meeting, entries)) in all.iter().enumerate().take(MOST) {
        let earlier = (at + 1..places.len()).find(|before| !places[*before].is_empty());
        let earlier = earlier.map(|before| (all[before].0, places[before].as_slice()));
        meetings.push(of_meeting(reader, (*meeting, entries), &places[at], earlier));
    }
    Positions { stated: meetings.iter().any(|meeting| !meeting.passages.is_empty()), more: all.len() > MOST, meetings }
}

fn of_meeting(
    reader: &SiteReader,
    (meeting, entries): (MeetingId, &[SiteDivision]),
    places: &[PositionPlace],
    earlier: Option<(MeetingId, &[PositionPlace])>,
) -> MeetingPosition {
    let known = &reader.site.meetings[meeting];
    let said = entries.iter().min_by_key(|entry| standing(reader.site, **entry));
    let link = said.map_or_else(
        || reader.href(Page::Document(known.agenda), None),
        |entry| {
            let anchor = &reader.site.document(entry.document).divisions[entry.division].anchor;
            reader.href(Page::Document(entry.document), Some(anchor))
        },
    );
    let since =
        earlier.filter(|_| !places.is_empty()).map(|(before, earlier)| since(reader, places, (before, earlier)));
    MeetingPosition {
        anchor: anchor(reader, meeting),
        meeting: Ref { title: short_name(reader, meeting), href: link },
        date: known.start.map(|day| DayView { iso: day.to_string(), text: known.dates.clone() }),
        passages: places.iter().map(|place| passage(reader, *place)).collect(),
        notes: notes(reader, places),
        since,
        outcomes: outcomes(reader, entries),
    }
}

fn anchor(reader: &SiteReader, meeting: MeetingId) -> String {
    format!("v-m-{}", reader.site.meetings[meeting].id)
}

/// A meeting by the short name of its formation, with its days.
fn short_name(reader: &SiteReader, meeting: MeetingId) -> String {
    let known = &reader.site.meetings[meeting];
    match known.formation.is_empty() {
        true => known.name.clone(),
        false => format!("{}, {}", reader.site.formation(&known.formation).short, known.dates),
    }
}

/// The sections that state a position in the passages that one meeting has on a dossier, each once.
fn position_places(reader: &SiteReader, entries: &[SiteDivision]) -> Vec<PositionPlace> {
    let said = entries.iter().filter(|entry| standing(reader.site, **entry) != Standing::Report);
    let places = said.flat_map(|entry| {
        let within = within(reader.site.document(entry.document), entry.division);
        within.into_iter().map(|division| SiteDivision { document: entry.document, division })
    });
    let mut seen = HashSet::new();
    places.filter(|place| seen.insert(*place)).collect()
}

/// The positions in a division. For a sub-item without one, that of the item which contains it, as it goes for all.
fn within(document: &Summary, division: DivisionId) -> Vec<DivisionId> {
    let outermost = |at: &DivisionId| {
        let above = document.divisions[*at].parent;
        document.divisions[*at].tells_position() && !document.lineage(above).any(|d| d.tells_position())
    };
    let all = and_below(document, division);
    let own: Vec<DivisionId> = (all.start.index()..all.end.index()).map(DivisionId::new).filter(outermost).collect();
    let known = &document.divisions[division];
    match known.parent {
        Some(item) if own.is_empty() && known.kind == DivisionKind::SubItem => {
            let all = and_below(document, item);
            let below = (all.start.index()..all.end.index()).map(DivisionId::new);
            below.filter(|at| document.divisions[*at].parent == Some(item)).filter(outermost).collect()
        }
        _ => own,
    }
}

/// The blocks of a position, with those of the headings below it.
fn fragments<'a>(reader: &SiteReader<'a>, place: PositionPlace) -> impl Iterator<Item = &'a Fragment> + use<'a> {
    let document: &'a Summary = &reader.site.documents[place.document];
    let all = and_below(document, place.division);
    document.divisions[all]
        .iter()
        .flat_map(|d| document.blocks[d.blocks.clone()].iter())
        .filter_map(|b| b.quoted.as_ref())
}

fn passage(reader: &SiteReader, place: PositionPlace) -> PositionPassage {
    let document = reader.site.document(place.document);
    let setting = TextSetting::Excerpt { cited: None, nth: 0 };
    let lineage = || document.lineage(Some(place.division));
    let source_name = match standing(reader.site, place) {
        Standing::Agenda => Word::Agenda,
        Standing::Letter => Word::Letter,
        Standing::Report => Word::Report,
        Standing::Annex => Word::Annex,
    };
    PositionPassage {
        place: Ref {
            title: document.reference_text(place.division),
            href: reader.href(Page::Document(place.document), Some(&document.divisions[place.division].anchor)),
        },
        source_name: reader.language.word(source_name).to_owned(),
        lang: lineage().find_map(|d| d.language.clone()).or_else(|| document.front.language.clone()),
        html: fragments(reader, place).map(|fragment| reader.fill(place.document, fragment, setting)).collect(),
    }
}

/// The notes that positions cite, each once.
fn notes(reader: &SiteReader, places: &[PositionPlace]) -> Vec<NoteInDossier> {
    let cited = places.iter().flat_map(|place| {
        let slots = fragments(reader, *place).flat_map(Fragment::slots);
        slots.filter_map(|slot| match slot {
            Slot::Citation { note, .. } => Some((place.document, note)),
            _ => None,
        })
    });
    let mut seen = HashSet::new();
    let found: Vec<(DocumentId, NoteId)> = cited.filter(|note| seen.insert(*note)).collect();
    let note = |(document, note): (DocumentId, NoteId)| NoteInDossier {
        number: note.number(),
        href: reader.href(Page::Footnote { document, note }, None),
        html: reader
            .place(document, Place::Note(note))
            .map(|text| reader.fill(document, text, TextSetting::Excerpt { cited: None, nth: 0 }))
            .unwrap_or_default(),
    };
    found.into_iter().map(note).collect()
}

fn since(reader: &SiteReader, places: &[PositionPlace], (before, earlier): (MeetingId, &[PositionPlace])) -> Since {
    let (how, changes) = match difference(&paragraphs(reader, earlier), &paragraphs(reader, places)) {
        Difference::Same => ("same", None),
        Difference::Words(changes) => ("changed", Some(changes)),
        Difference::Rewritten => ("rewritten", None),
    };
    let counts = changes.as_ref().map(|changes| {
        let values = [("new", &*changes.new.to_string()), ("gone", &*changes.gone.to_string())];
        reader.language.phrase(Word::PositionCounts, &values)
    });
    let meeting = Ref {
        title: short_name(reader, before),
        href: format!("#{}", crate::settings::address::encode(&anchor(reader, before))),
    };
    Since { meeting, how, counts, changes }
}

/// The words of positions, paragraph by paragraph.
fn paragraphs(reader: &SiteReader, places: &[PositionPlace]) -> Vec<String> {
    let of_place = |place: &PositionPlace| {
        let document = place.document;
        fragments(reader, *place).map(move |fragment| reader.wording(document, fragment)).collect::<Vec<_>>()
    };
    places.iter().flat_map(of_place).collect()
}

fn outcomes(reader: &SiteReader, entries: &[SiteDivision]) -> Vec<Outcome> {
    let outcome = |entry: &SiteDivision| {
        let document = reader.site.document(entry.document);
        let division = &document.divisions[entry.division];
        Outcome {
            place: Ref {
                title: document.reference_text(entry.division),
                href: reader.href(Page::Document(entry.document), Some(&division.anchor)),
            },
            opening: reader.plain(entry.document, &division.opening),
        }
    };
    entries.iter().filter(|entry| standing(reader.site, **entry) == Standing::Report).map(outcome).collect()
}
