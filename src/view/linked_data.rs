//! What a page says about itself in the words of schema.org, as JSON-LD.
//!
//! A meeting is an `Event` with its parts and items as `subEvent`s, a report a `Report` about it, a dossier a `Legislation` if it has
//! the number of an act and else a `CreativeWork`, a note a `CreativeWork` with what it says as its `citation`.
//! It stands in a `script` element of a type that browsers do not run, which a strict content security policy allows.

use serde_json::{Map, Value, json};

use super::Content;
use super::text::{Reader, plain_text};
use crate::document::{Division, Document, Kind, Role};
use crate::front::Letter;
use crate::site::{self, Meeting, Page};

/// The linked data of a page, ready to stand in a `script` element; none for pages that are about nothing.
pub fn linked_data(reader: &Reader, page: Page, content: &Content) -> Option<String> {
    let mut data = match (page, content) {
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
    data.insert("@context".to_owned(), json!("https://schema.org"));
    Some(within_script(&Value::Object(data).to_string()))
}

/// JSON that cannot end the element it stands in, whatever its texts are.
fn within_script(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            c => safe.push(c),
        }
    }
    safe
}

type Object = Map<String, Value>;

/// An object of a type; what is null is left out.
fn object(kind: &str, fields: Value) -> Object {
    let mut object = Object::new();
    object.insert("@type".to_owned(), json!(kind));
    if let Value::Object(fields) = fields {
        let known = |value: &Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
        object.extend(fields.into_iter().filter(|(_, value)| known(value)));
    }
    object
}

/// The address of a page; the full one if the site knows where it is published.
fn url(reader: &Reader, page: Page, anchor: Option<&str>) -> String {
    match &reader.site.config.base_url {
        Some(base) => reader.site.url(base, page, anchor),
        None => reader.href(page, anchor),
    }
}

fn website(reader: &Reader) -> Object {
    let config = &reader.site.config;
    let address = url(reader, Page::Home, None);
    let fields = json!({
        "@id": address, "url": address, "name": config.title, "description": config.description,
        "inLanguage": reader.language.code, "publisher": publisher(reader),
    });
    object("WebSite", fields)
}

fn publisher(reader: &Reader) -> Option<Object> {
    let publisher = reader.site.config.publisher.as_ref()?;
    Some(object("Organization", json!({ "@id": publisher.id, "name": publisher.name })))
}

fn agenda(reader: &Reader, meeting: &Meeting) -> Object {
    let document = reader.site.document(meeting.agenda);
    let letter = site::letter(&document.front);
    let mut event = meeting_event(reader, meeting);
    let name = format!("{} {}", reader.language.word("agenda"), meeting.name);
    let mut text = letter.map(|letter| letter_fields(reader, letter)).unwrap_or_default();
    text.extend(object("DigitalDocument", json!({ "name": name, "url": url(reader, Page::Document(meeting.agenda), None) })));
    event.insert("subjectOf".to_owned(), Value::Object(text));
    let items = sub_events(reader, meeting, document, None);
    if !items.is_empty() {
        event.insert("subEvent".to_owned(), json!(items));
    }
    event
}

/// A meeting without what is on its agenda.
fn meeting_event(reader: &Reader, meeting: &Meeting) -> Object {
    let site = reader.site;
    let facts = site.facts(meeting);
    let formation = (!meeting.formation.is_empty()).then(|| site.formation(&meeting.formation).name);
    let series = formation.as_ref().map(|name| object("EventSeries", json!({ "name": name })));
    let organizer = formation.as_ref().map(|name| object("Organization", json!({ "name": name })));
    let place = facts.place.as_ref().map(|place| object("Place", json!({ "name": place, "address": place })));
    let address = url(reader, Page::Document(meeting.agenda), None);
    let fields = json!({
        "@id": address, "url": address, "name": site.document(meeting.agenda).title(), "alternateName": meeting.name,
        "startDate": meeting.start.map(|d| d.to_string()), "endDate": facts.end.as_ref().or(facts.start.as_ref()).map(|d| d.value.to_string()),
        "location": place, "organizer": organizer, "superEvent": series,
    });
    object("Event", fields)
}

/// The parts and items directly under a division.
fn sub_events(reader: &Reader, meeting: &Meeting, document: &Document, parent: Option<u32>) -> Vec<Object> {
    let is_event = |(_, division): &(usize, &Division)| division.parent == parent && matches!(division.kind, Kind::Part | Kind::Item);
    let event = |(index, division): (usize, &Division)| {
        let day = document.lineage(Some(index as u32)).find_map(|d| d.date).or(meeting.start);
        let address = url(reader, Page::Document(meeting.agenda), Some(&division.anchor));
        let within = match division.kind {
            Kind::Part => sub_events(reader, meeting, document, Some(index as u32)),
            _ => Vec::new(),
        };
        let ids = division.dossiers.iter().map(|d| d.value.as_str());
        let fields = json!({
            "@id": address, "name": division.text, "startDate": day.map(|d| d.to_string()),
            "about": about(reader, ids), "subEvent": within,
        });
        object("Event", fields)
    };
    document.divisions.iter().enumerate().filter(is_event).map(event).collect()
}

fn about<'a>(reader: &Reader, ids: impl Iterator<Item = &'a str>) -> Vec<Object> {
    let work = |id| {
        let document = reader.site.dossier(id)?.document;
        let name = site::dossier_name(reader.site.document(document));
        Some(object("CreativeWork", json!({ "@id": url(reader, Page::Document(document), None), "name": name })))
    };
    ids.filter_map(work).collect()
}

fn letter_fields(reader: &Reader, letter: &Letter) -> Object {
    let author = |s: &crate::front::Signatory| object("Person", json!({ "name": s.name, "jobTitle": s.office }));
    let fields = json!({
        "datePublished": letter.published.map(|d| d.to_string()),
        "dateModified": letter.updated.map(|d| d.to_string()),
        "identifier": letter.id,
        "author": letter.signatories.iter().map(author).collect::<Vec<_>>(),
        "publisher": publisher(reader),
        "inLanguage": reader.language.code,
    });
    object("", fields)
}

fn report(reader: &Reader, meeting: &Meeting, index: u32) -> Object {
    let document = reader.site.document(index);
    let mut report = site::letter(&document.front).map(|letter| letter_fields(reader, letter)).unwrap_or_default();
    let address = url(reader, Page::Document(index), None);
    let fields = json!({
        "@id": address, "url": address, "name": document.title(), "alternateName": reader.document_name(index),
        "about": meeting_event(reader, meeting),
    });
    report.extend(object("Report", fields));
    report
}

fn dossier(reader: &Reader, index: u32) -> Object {
    let document = reader.site.document(index);
    let facts = site::dossier_facts(document);
    let number = facts.celex.as_ref().or(facts.com.as_ref()).or(facts.procedure.as_ref());
    let numbers: Vec<&String> = [&facts.procedure, &facts.com, &facts.celex].into_iter().flatten().collect();
    let address = url(reader, Page::Document(index), None);
    let fields = json!({
        "@id": address, "url": address, "name": document.title(), "alternateName": facts.short, "description": facts.summary,
        "legislationIdentifier": number, "identifier": numbers,
    });
    object(if number.is_some() { "Legislation" } else { "CreativeWork" }, fields)
}

fn footnote(reader: &Reader, index: u32, note: u32, html: &str) -> Object {
    let document = reader.site.document(index);
    let citations = &document.notes[note as usize].citations;
    let mut ids: Vec<&str> = Vec::new();
    for id in citations.iter().flat_map(|c| document.dossiers_at(c.division)) {
        if !ids.contains(&id.value.as_str()) {
            ids.push(&id.value);
        }
    }
    let whole = json!({ "@id": url(reader, Page::Document(index), None), "name": reader.document_name(index) });
    let fields = json!({
        "@id": url(reader, Page::Footnote { document: index, note }, None),
        "name": reader.language.phrase("footnote_number", &[("number", &(note + 1).to_string())]),
        "isPartOf": object("DigitalDocument", whole),
        "citation": plain_text(html),
        "about": about(reader, ids.into_iter()),
    });
    object("CreativeWork", fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element() {
        let json = json!({ "name": "</script><!-- & \u{2028}" }).to_string();
        let safe = within_script(&json);
        assert!(!safe.contains(['<', '>', '&']));
        assert_eq!(serde_json::from_str::<Value>(&safe).unwrap(), serde_json::from_str::<Value>(&json).unwrap());
    }
}
