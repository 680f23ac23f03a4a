//! The calendar (RFC 5545): meetings, and the days on which commitments are due.
//!
//! Takes: a [`Site`] with a base URL.
//! Gives: an iCalendar file with an all-day event for each.
//! Never: looks at the clock or at chance: the stamp of an event is the day of its document, and its UID is made of what it is,
//! so that a calendar that is fetched again updates its events and doubles none.

use std::collections::BTreeSet;

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use crate::site::{self, Meeting, Page, Site};
use crate::view::Options;
use crate::view::text::Reader;

/// The longest line, in bytes and without its end (RFC 5545, section 3.1).
const LINE: usize = 75;

/// Makes the calendar.
pub fn calendar(site: &Site, base: &str) -> Vec<u8> {
    let host = base.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or(base);
    let mut writer = Calendar { site, base, host, text: String::new(), uids: BTreeSet::new() };
    writer.line("BEGIN:VCALENDAR");
    writer.line("VERSION:2.0");
    writer.line("PRODID:-//Voetnoot//Voetnoot//EN");
    writer.line("METHOD:PUBLISH");
    writer.property("NAME", &site.config.title);
    writer.property("X-WR-CALNAME", &site.config.title);
    writer.line(&format!("URL:{base}"));
    writer.line("REFRESH-INTERVAL;VALUE=DURATION:P1D");
    for meeting in &site.meetings {
        writer.meeting(meeting);
        std::iter::once(meeting.agenda).chain(meeting.report).for_each(|document| writer.commitments(document));
    }
    writer.line("END:VCALENDAR");
    writer.text.into_bytes()
}

struct Calendar<'a> {
    site: &'a Site,
    base: &'a str,
    host: &'a str,
    text: String,
    uids: BTreeSet<u64>,
}

struct Event<'a> {
    uid: String,
    stamp: Date,
    first: Date,
    last: Date,
    summary: &'a str,
    address: String,
}

impl Calendar<'_> {
    fn meeting(&mut self, meeting: &Meeting) {
        let site = self.site;
        let (Some(start), false) = (meeting.start, site.document(meeting.agenda).front.draft) else { return };
        let facts = site.facts(meeting);
        let event = Event {
            uid: meeting.id.clone(),
            stamp: site.changed(meeting.agenda).unwrap_or(start),
            first: start,
            last: facts.end.as_ref().map_or(start, |end| end.value).max(start),
            summary: site.document(meeting.agenda).title(),
            address: site.url(self.base, Page::Document(meeting.agenda), None),
        };
        self.event(&event, |writer| {
            if let Some(place) = &facts.place {
                writer.property("LOCATION", place);
            }
            if !meeting.formation.is_empty() {
                writer.property("CATEGORIES", &site.formation(&meeting.formation).short);
            }
        });
    }

    fn commitments(&mut self, index: u32) {
        let site = self.site;
        let document = site.document(index);
        let Some(letter) = site::letter(&document.front).filter(|_| !document.front.draft) else { return };
        let name = Reader::new(site, Page::Home, Options::default()).document_name(index);
        for commitment in &letter.commitments {
            let Some(due) = commitment.due else { continue };
            let mut uid = xxh3_64(format!("{}\n{}", site.document_address(index), commitment.what).as_bytes());
            // Two that promise the same words are told apart by their order.
            while !self.uids.insert(uid) {
                uid = uid.wrapping_add(1);
            }
            let anchor = commitment.item.as_ref().map(|item| item.value.as_str());
            let event = Event {
                uid: format!("{uid:016x}"),
                stamp: site.changed(index).or_else(|| site.meeting(index).and_then(|m| m.start)).unwrap_or(due),
                first: due,
                last: due,
                summary: &format!("{}: {}", site.language.word("commitment"), commitment.what),
                address: site.url(self.base, Page::Document(index), anchor),
            };
            self.event(&event, |writer| {
                writer.property("DESCRIPTION", &format!("{}: {name}", site.language.word("commitment_from")));
                writer.property("CATEGORIES", site.language.word("commitments"));
            });
        }
    }

    fn event(&mut self, event: &Event, more: impl FnOnce(&mut Self)) {
        let compact = |date: Date| date.strftime("%Y%m%d").to_string();
        // The end of an all-day event is the day after its last.
        let end = event.last.tomorrow().unwrap_or(event.last);
        self.line("BEGIN:VEVENT");
        self.property("UID", &format!("{}@{}", event.uid, self.host));
        self.line(&format!("DTSTAMP:{}T000000Z", compact(event.stamp)));
        self.line(&format!("DTSTART;VALUE=DATE:{}", compact(event.first)));
        self.line(&format!("DTEND;VALUE=DATE:{}", compact(end)));
        self.property("SUMMARY", event.summary);
        more(self);
        self.line(&format!("URL:{}", event.address));
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    /// Writes a property whose value is text.
    fn property(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    /// Writes a line, folded where it is too long, and never within a character.
    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LINE - 1;
            }
            self.text.push(c);
            room -= c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// A text as the value of a property (RFC 5545, section 3.3.11).
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => value.push(' '),
            c => value.push(c),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_value_on_one_line() {
        assert_eq!(escaped("a; b, c\\d\r\nEND:VEVENT"), "a\\; b\\, c\\\\d \\nEND:VEVENT");
    }
}
