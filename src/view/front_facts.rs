//! What the front matter of a document says, fact by fact: as it was in an earlier version, and how it changed.
//!
//! Takes: the front matter of an earlier version, and of a later one.
//! Gives: [`MeetingFacts`] of then; a [`FactChange`] for each fact that is no longer the same.
//! Never: tells of a version what was only found out later.

use serde::Serialize;

use super::meeting::MeetingFacts;
use super::text::{Ref, SiteReader};
use crate::document::front_matter::{Commitment, Letter, MeetingFront, Special, Status};
use crate::settings::words::Word;
use crate::site::indices::DocumentId;
use crate::site::{Meeting, Page, meeting_documents};

/// A fact that one version states otherwise than another.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct FactChange {
    /// What it is, in words.
    pub name: String,
    /// What the earlier version says; `None` if it says nothing.
    pub before: Option<String>,
    /// What the later version says; `None` if it says nothing.
    pub after: Option<String>,
}

/// Something that front matter says: what it is, its name in words, and what is said.
type StatedFact = (&'static str, Word, String);

/// The facts of a meeting as the agenda of an earlier version states them.
pub(super) fn facts_of_then(reader: &SiteReader, meeting: &Meeting, front: &MeetingFront) -> MeetingFacts {
    let site = reader.site;
    let day = |day: &Option<crate::settings::fields::Located<_>>| day.as_ref().map(|day| day.value);
    let (start, end) = (day(&front.start), day(&front.end));
    let formation = front.formation.as_ref().map(|id| id.value.clone()).unwrap_or_default();
    let dates = meeting_documents::days(front, &site.language);
    let name = site.formation(&formation).short;
    MeetingFacts {
        id: meeting.id.clone(),
        name: if formation.is_empty() { dates.clone() } else { format!("{name} {dates}") },
        href: reader.href(Page::Document(meeting.agenda), None),
        formation: (!formation.is_empty()).then(|| site.formation(&formation)),
        formation_id: formation,
        dates,
        times: meeting_documents::times(front, &site.language),
        starts_at: start.zip(front.start_time).and_then(|(day, time)| site.moment(day, time)),
        start: start.map(|day| day.to_string()),
        end: end.map(|day| day.to_string()),
        place: front.place.clone(),
        presidency: front.presidency.clone(),
        informal: front.informal,
        cancelled: front.cancelled,
        postponed: front.postponed.as_ref().and_then(|id| held_instead(reader, &id.value)),
        // That is a fact of the other meeting.
        in_place_of: Vec::new(),
    }
}

fn held_instead(reader: &SiteReader, id: &str) -> Option<Ref> {
    let meeting = reader.site.meetings.iter().find(|meeting| meeting.id == id)?;
    Some(Ref { title: meeting.name.clone(), href: reader.href(Page::Document(meeting.agenda), None) })
}

/// The facts that two versions of a document state differently.
pub(super) fn fact_changes(reader: &SiteReader, before: DocumentId, after: DocumentId) -> Vec<FactChange> {
    let (old, new) = (stated(reader, before), stated(reader, after));
    let known = old.iter().chain(new.iter().filter(|(key, ..)| !old.iter().any(|(known, ..)| known == key)));
    let said =
        |facts: &[StatedFact], key: &str| facts.iter().find(|(known, ..)| *known == key).map(|fact| fact.2.clone());
    let change = |(key, name, _): &StatedFact| FactChange {
        name: reader.language.word(*name).to_owned(),
        before: said(&old, key),
        after: said(&new, key),
    };
    known.map(change).filter(|change| change.before != change.after).collect()
}

/// Everything that the page shows of the front matter of a document, in the order of the page.
fn stated(reader: &SiteReader, index: DocumentId) -> Vec<StatedFact> {
    let document = reader.site.document(index);
    let mut facts = vec![("title", Word::FactTitle, document.title().to_owned())];
    if let Special::Meeting(front) = &document.front.special {
        facts.extend(of_meeting(reader, front));
    }
    facts.extend(document.front.letter().into_iter().flat_map(|letter| of_letter(reader, letter)));
    facts
}

fn of_meeting(reader: &SiteReader, front: &MeetingFront) -> Vec<StatedFact> {
    let language = &reader.site.language;
    let word = |word| reader.language.word(word).to_owned();
    let days: Vec<String> = [Some(meeting_documents::days(front, language)), meeting_documents::times(front, language)]
        .into_iter()
        .flatten()
        .collect();
    let mut facts = vec![("dates", Word::RegisterDate, days.join(", "))];
    let formation = front.formation.as_ref().map(|id| reader.site.formation(&id.value).name);
    facts.extend(formation.map(|name| ("formation", Word::Formation, name)));
    facts.extend(front.place.clone().map(|place| ("place", Word::FactPlace, place)));
    facts.extend(front.presidency.clone().map(|presidency| ("presidency", Word::Presidency, presidency)));
    facts.extend(front.informal.then(|| ("informal", Word::Meeting, word(Word::Informal))));
    facts.extend(front.cancelled.then(|| ("cancelled", Word::Meeting, word(Word::Cancelled))));
    let postponed = front.postponed.as_ref().map(|id| match held_instead(reader, &id.value) {
        Some(meeting) => meeting.title,
        None => id.value.clone(),
    });
    facts.extend(postponed.map(|meeting| ("postponed", Word::Postponed, meeting)));
    facts
}

fn of_letter(reader: &SiteReader, letter: &Letter) -> Vec<StatedFact> {
    let language = reader.language;
    let status = letter.status.map(|status| match status {
        Status::Provisional => Word::Provisional,
        Status::Final => Word::Final,
    });
    let signed: Vec<String> = letter.signatories.iter().map(|s| format!("{}, {}", s.name, s.office)).collect();
    let promised: Vec<String> = letter.commitments.iter().map(|promise| promise_in_words(reader, promise)).collect();
    let list = |list: &[String]| (!list.is_empty()).then(|| list.join("; "));
    let facts = [
        ("status", Word::Status, status.map(|status| language.word(status).to_owned())),
        ("published", Word::Published, letter.published.map(|day| language.date(day))),
        ("updated", Word::CorrectedOn, letter.updated.map(|day| language.date(day))),
        ("letter", Word::LetterId, letter.id.clone()),
        ("signatories", Word::Signatories, list(&signed)),
        ("on_behalf_of", Word::AlsoOnBehalf, list(&letter.on_behalf_of)),
        ("commitments", Word::Commitments, list(&promised)),
    ];
    facts.into_iter().filter_map(|(key, name, said)| Some((key, name, said?))).collect()
}

fn promise_in_words(reader: &SiteReader, promise: &Commitment) -> String {
    let language = reader.language;
    let due = promise.due.map(|day| format!("{} {}", language.word(Word::DueBy), language.date(day)));
    let done = promise.done.as_ref().map(|done| format!("{} {done}", language.word(Word::CommitmentDone)));
    let more: Vec<String> = [promise.minister.clone(), due, done].into_iter().flatten().collect();
    match more.is_empty() {
        true => promise.what.clone(),
        false => format!("{} ({})", promise.what, more.join(", ")),
    }
}
