//! What a page says about itself in the terms of schema.org, as JSON-LD.
//!
//! Takes: a page and its content.
//! Gives: JSON that may stand in a `script` element.
//! Never: says what the page does not.
//!
//! A meeting is an `Event` with its parts and items as `subEvent`s, a report a `Report` about it, a dossier a `Legislation` if it has
//! the number of an act and else a `CreativeWork`, a note a `CreativeWork` with what it says as its `citation`.
//! The browser does not run a `script` element of this type, so a strict content security policy allows it.

use std::borrow::Cow;

use serde::Serialize;

use super::content::Content;
use super::text::{SiteReader, plain_text};
use crate::document::front_matter::Signatory;
use crate::document::indices::{DivisionId, NoteId};
use crate::document::{Division, DivisionKind, Role, Summary};
use crate::settings::words::Word;
use crate::site::indices::DocumentId;
use crate::site::{self, Meeting, Page};

/// Anything that has a name. What is not known of it is left out. Its keys are in alphabetical order.
#[derive(Serialize, Default)]
struct Thing<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<Cow<'a, str>>,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Many::is_empty")]
    about: Many<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(rename = "alternateName", skip_serializing_if = "Option::is_none")]
    alternate_name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<String>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(rename = "endDate", skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    /// Absent for a meeting that takes place as planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    event_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Many::is_empty")]
    identifier: Many<&'a str>,
    #[serde(rename = "inLanguage", skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(rename = "isPartOf", skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Box<Thing<'a>>>,
    #[serde(rename = "jobTitle", skip_serializing_if = "Option::is_none")]
    job_title: Option<&'a str>,
    #[serde(rename = "legislationIdentifier", skip_serializing_if = "Option::is_none")]
    legislation_identifier: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organizer: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Box<Thing<'a>>>,
    #[serde(rename = "startDate", skip_serializing_if = "Option::is_none")]
    start_date: Option<String>,
    #[serde(rename = "subEvent", skip_serializing_if = "Vec::is_empty")]
    sub_event: Vec<Thing<'a>>,
    #[serde(rename = "subjectOf", skip_serializing_if = "Option::is_none")]
    subject_of: Option<Box<Thing<'a>>>,
    #[serde(rename = "superEvent", skip_serializing_if = "Option::is_none")]
    super_event: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Cow<'a, str>>,
}

/// One value, or several as a list.
#[derive(Serialize)]
#[serde(untagged)]
enum Many<T> {
    One(Box<T>),
    List(Vec<T>),
}

impl<T> Default for Many<T> {
    fn default() -> Self {
        Many::List(Vec::new())
    }
}

impl<T> Many<T> {
    fn is_empty(&self) -> bool {
        matches!(self, Many::List(list) if list.is_empty())
    }
}

impl<'a> Thing<'a> {
    fn named(kind: &'static str, name: impl Into<Cow<'a, str>>) -> Self {
        Thing { kind, name: Some(name.into()), ..Thing::default() }
    }

    /// A thing, and the address where it is described.
    fn at(kind: &'static str, address: String, name: impl Into<Cow<'a, str>>) -> Self {
        Thing { id: Some(address.into()), ..Thing::named(kind, name) }
    }
}

/// The linked data of a page, ready for a `script` element; `None` for pages that are about nothing.
pub(super) fn linked_data(reader: &SiteReader, page: Page, content: &Content) -> Option<String> {
    let thing = match (page, content) {
        (Page::Home, _) => website(reader),
        (Page::Document(document), _) => match reader.site.document(document).role {
            Role::Agenda { .. } => agenda(reader, reader.site.meeting(document)?),
            Role::Report { .. } => report(reader, reader.site.meeting(document)?, document),
            Role::Dossier { .. } => dossier(reader, document),
            Role::Home | Role::Annex { .. } | Role::Version { .. } | Role::Page { .. } => return None,
        },
        (Page::Footnote { document, note }, Content::Footnote(view)) => footnote(reader, document, note, &view.html),
        _ => return None,
    };
    let thing = Thing { context: Some("https://schema.org"), ..thing };
    let json = serde_json::to_string(&thing).expect("a thing holds only texts and further things");
    Some(within_script(json))
}

/// JSON that cannot end the element it stands in, whatever its texts contain.
fn within_script(json: String) -> String {
    let mut safe = String::with_capacity(json.len());
    let mut from = 0;
    for (at, c) in json.bytes().enumerate().filter(|(_, c)| matches!(c, b'<' | b'>' | b'&')) {
        safe.push_str(&json[from..at]);
        safe.push_str(match c {
            b'<' => "\\u003c",
            b'>' => "\\u003e",
            _ => "\\u0026",
        });
        from = at + 1;
    }
    if from == 0 {
        return json;
    }
    safe.push_str(&json[from..]);
    safe
}

/// The address of a page: the full one if the site knows where it is published.
fn url(reader: &SiteReader, page: Page, anchor: Option<&str>) -> String {
    match &reader.site.settings.base_url {
        Some(base) => reader.site.url(base, page, anchor),
        None => reader.href(page, anchor),
    }
}

fn website<'a>(reader: &SiteReader<'a>) -> Thing<'a> {
    let settings = &reader.site.settings;
    let address = url(reader, Page::Home, None);
    Thing {
        url: Some(address.clone().into()),
        description: settings.description.as_deref(),
        in_language: Some(&reader.language.code),
        publisher: publisher(reader),
        ..Thing::at("WebSite", address, &settings.title)
    }
}

fn publisher<'a>(reader: &SiteReader<'a>) -> Option<Box<Thing<'a>>> {
    let publisher = reader.site.settings.publisher.as_ref()?;
    Some(Box::new(Thing {
        id: publisher.id.as_deref().map(Cow::from),
        ..Thing::named("Organization", &publisher.name)
    }))
}

fn agenda<'a>(reader: &SiteReader<'a>, meeting: &'a Meeting) -> Thing<'a> {
    let document = reader.site.document(meeting.agenda);
    let text = letter_fields(reader, meeting.agenda);
    let text = Thing {
        kind: "DigitalDocument",
        name: Some(format!("{} {}", reader.language.word(Word::Agenda), meeting.name).into()),
        url: Some(url(reader, Page::Document(meeting.agenda), None).into()),
        ..text
    };
    Thing {
        subject_of: Some(Box::new(text)),
        sub_event: sub_events(reader, meeting, document, None),
        ..meeting_event(reader, meeting)
    }
}

/// A meeting, without what is on its agenda.
fn meeting_event<'a>(reader: &SiteReader<'a>, meeting: &'a Meeting) -> Thing<'a> {
    let site = reader.site;
    let facts = site.facts(meeting);
    let formation = (!meeting.formation.is_empty()).then(|| site.formation(&meeting.formation).name);
    let formation = |kind| formation.clone().map(|name| Box::new(Thing::named(kind, name)));
    let place =
        facts.place.as_deref().map(|place| Box::new(Thing { address: Some(place), ..Thing::named("Place", place) }));
    let address = url(reader, Page::Document(meeting.agenda), None);
    let last = facts.end.as_ref().or(facts.start.as_ref()).map(|day| day.value);
    Thing {
        url: Some(address.clone().into()),
        alternate_name: Some((&meeting.name).into()),
        start_date: site.starts_at(meeting).or_else(|| meeting.start.map(|d| d.to_string())),
        end_date: last.map(|d| facts.end_time.and_then(|time| site.moment(d, time)).unwrap_or_else(|| d.to_string())),
        event_status: match (facts.cancelled, meeting.postponed) {
            (true, _) => Some("https://schema.org/EventCancelled"),
            (false, Some(_)) => Some("https://schema.org/EventPostponed"),
            (false, None) => None,
        },
        location: place,
        organizer: formation("Organization"),
        super_event: formation("EventSeries"),
        ..Thing::at("Event", address, site.document(meeting.agenda).title())
    }
}

/// The parts and items directly under a division.
fn sub_events<'a>(
    reader: &SiteReader<'a>,
    meeting: &Meeting,
    document: &'a Summary,
    parent: Option<DivisionId>,
) -> Vec<Thing<'a>> {
    let is_event = |(_, division): &(DivisionId, &Division)| {
        division.parent == parent && matches!(division.kind, DivisionKind::Part | DivisionKind::Item)
    };
    let event = |(index, division): (DivisionId, &'a Division)| {
        let day = document.lineage(Some(index)).find_map(|d| d.date).or(meeting.start);
        let address = url(reader, Page::Document(meeting.agenda), Some(&division.anchor));
        let within = match division.kind {
            DivisionKind::Part => sub_events(reader, meeting, document, Some(index)),
            _ => Vec::new(),
        };
        let ids = division.dossiers.iter().map(|d| d.value.as_str());
        Thing {
            start_date: day.map(|d| d.to_string()),
            about: about(reader, ids),
            sub_event: within,
            ..Thing::at("Event", address, &division.text)
        }
    };
    document.divisions.iter_enumerated().filter(is_event).map(event).collect()
}

fn about<'a, 'b>(reader: &SiteReader<'a>, ids: impl Iterator<Item = &'b str>) -> Many<Thing<'a>> {
    let work = |id| {
        let document = reader.site.dossier(id)?.document;
        let name = site::dossier_name(reader.site.document(document));
        Some(Thing::at("CreativeWork", url(reader, Page::Document(document), None), name))
    };
    Many::List(ids.filter_map(work).collect())
}

fn letter_fields<'a>(reader: &SiteReader<'a>, index: DocumentId) -> Thing<'a> {
    let site = reader.site;
    let Some(letter) = site.document(index).front.letter() else { return Thing::default() };
    let author = |s: &'a Signatory| Thing { job_title: Some(&s.office), ..Thing::named("Person", &s.name) };
    Thing {
        date_published: letter.published.map(|d| d.to_string()),
        date_modified: site.corrected(index).map(|d| d.to_string()),
        identifier: letter.id.as_deref().map_or_else(Many::default, |id| Many::One(Box::new(id))),
        author: letter.signatories.iter().map(author).collect(),
        publisher: publisher(reader),
        in_language: Some(&reader.language.code),
        ..Thing::default()
    }
}

fn report<'a>(reader: &SiteReader<'a>, meeting: &'a Meeting, index: DocumentId) -> Thing<'a> {
    let document = reader.site.document(index);
    let letter = letter_fields(reader, index);
    let address = url(reader, Page::Document(index), None);
    Thing {
        kind: "Report",
        id: Some(address.clone().into()),
        url: Some(address.into()),
        name: Some(document.title().into()),
        alternate_name: Some(reader.document_name(index).into()),
        about: Many::One(Box::new(meeting_event(reader, meeting))),
        ..letter
    }
}

fn dossier<'a>(reader: &SiteReader<'a>, index: DocumentId) -> Thing<'a> {
    let document = reader.site.document(index);
    let facts = site::dossier_facts(document);
    let number = facts.celex.as_deref().or(facts.com.as_deref()).or(facts.procedure.as_deref());
    let numbers = [&facts.procedure, &facts.com, &facts.celex].into_iter().flatten().map(String::as_str).collect();
    let address = url(reader, Page::Document(index), None);
    let kind = if number.is_some() { "Legislation" } else { "CreativeWork" };
    Thing {
        url: Some(address.clone().into()),
        alternate_name: facts.short.as_deref().map(Cow::from),
        description: facts.summary.as_deref(),
        legislation_identifier: number,
        identifier: Many::List(numbers),
        ..Thing::at(kind, address, document.title())
    }
}

fn footnote<'a>(reader: &SiteReader<'a>, index: DocumentId, note: NoteId, html: &str) -> Thing<'a> {
    let document = reader.site.document(index);
    let citations = &document.notes[note].citations;
    let mut ids: Vec<&str> = Vec::new();
    for id in citations.iter().flat_map(|c| document.dossiers_at(c.division)) {
        if !ids.contains(&id.value.as_str()) {
            ids.push(&id.value);
        }
    }
    let whole = Thing::at("DigitalDocument", url(reader, Page::Document(index), None), reader.document_name(index));
    let name = reader.language.phrase(Word::FootnoteNumber, &[("number", &note.number().to_string())]);
    Thing {
        is_part_of: Some(Box::new(whole)),
        citation: Some(plain_text(html)),
        about: about(reader, ids.into_iter()),
        ..Thing::at("CreativeWork", url(reader, Page::Footnote { document: index, note }, None), name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element() {
        let json = serde_json::json!({ "name": "</script><!-- & \u{2028}" }).to_string();
        let safe = within_script(json.clone());
        assert!(!safe.contains(['<', '>', '&']));
        let read = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
        assert_eq!(read(&safe), read(&json));
    }
}
