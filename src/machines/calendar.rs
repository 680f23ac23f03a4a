//! The calendar (RFC 5545): meetings, and the days on which commitments are due.
//!
//! Takes: a [`Site`] with a base URL.
//! Gives: an iCalendar file with an event for each: at its time if that is known, otherwise for whole days.
//! Never: uses the clock or chance. The stamp of an event is the day of its document, its sequence counts the corrections
//! of that, and its UID stays what it was when it was first published, so that a calendar that is fetched again updates its
//! events and duplicates none.

use jiff::civil::{Date, Time};

use crate::settings::timezone;
use crate::settings::words::Word;
use crate::site::indices::DocumentId;
use crate::site::{Meeting, Page, Site};
use crate::view::ViewOptions;
use crate::view::text::SiteReader;

/// The longest line in bytes, without its line ending (RFC 5545, section 3.1).
const LINE: usize = 75;

/// The calendar as an iCalendar file.
pub(crate) fn calendar(site: &Site, base: &str) -> Vec<u8> {
    let first = site.lasting.base(base);
    let host = first.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or(first);
    let mut writer = Calendar { site, base, host, text: String::new() };
    writer.line("BEGIN:VCALENDAR");
    writer.line("VERSION:2.0");
    writer.line("PRODID:-//Voetnoot//Voetnoot//EN");
    writer.line("METHOD:PUBLISH");
    writer.property("NAME", &site.settings.title);
    writer.property("X-WR-CALNAME", &site.settings.title);
    writer.line(&format!("URL:{base}"));
    writer.line("REFRESH-INTERVAL;VALUE=DURATION:P1D");
    for meeting in &site.meetings {
        writer.meeting(meeting);
        meeting.letters().for_each(|document| writer.commitments(document));
    }
    writer.line("END:VCALENDAR");
    writer.text.into_bytes()
}

struct Calendar<'a> {
    site: &'a Site,
    base: &'a str,
    host: &'a str,
    text: String,
}

struct CalendarEvent<'a> {
    uid: String,
    stamp: Date,
    /// How often it was corrected since its document was sealed.
    sequence: usize,
    first: Date,
    last: Date,
    /// When it begins and ends, if that is known; otherwise it lasts for whole days.
    times: Option<(Time, Option<Time>)>,
    summary: &'a str,
    address: String,
}

impl Calendar<'_> {
    fn meeting(&mut self, meeting: &Meeting) {
        let site = self.site;
        let (Some(start), false) = (meeting.start, site.document(meeting.agenda).front.draft) else { return };
        let facts = site.facts(meeting);
        let event = CalendarEvent {
            uid: self.first_id(meeting).to_owned(),
            stamp: site.day(meeting.agenda).unwrap_or(start),
            sequence: site.corrections(meeting.agenda).len(),
            first: start,
            last: facts.end.as_ref().map_or(start, |end| end.value).max(start),
            times: facts.start_time.map(|from| (from, facts.end_time)),
            summary: site.document(meeting.agenda).title(),
            address: site.url(self.base, Page::Document(meeting.agenda), None),
        };
        self.event(&event, |writer| {
            if let Some(place) = &facts.place {
                writer.property("LOCATION", place);
            }
            if facts.cancelled || meeting.postponed.is_some() {
                writer.line("STATUS:CANCELLED");
            }
            if let Some(other) = meeting.postponed {
                let site = writer.site;
                let words = site.language.word(Word::PostponedNotice);
                writer.property("DESCRIPTION", &format!("{words} {}", site.meetings[other].name));
            }
            if !meeting.formation.is_empty() {
                writer.property("CATEGORIES", &site.formation(&meeting.formation).short);
            }
        });
    }

    /// The id that a meeting had when it was first published.
    fn first_id<'m>(&'m self, meeting: &'m Meeting) -> &'m str {
        let first = self.site.lasting.identity(meeting.agenda);
        first.and_then(|address| address.trim_end_matches('/').rsplit('/').next()).unwrap_or(&meeting.id)
    }

    fn commitments(&mut self, index: DocumentId) {
        let site = self.site;
        let document = site.document(index);
        let Some(letter) = document.front.letter().filter(|_| !document.front.draft) else { return };
        let name = SiteReader::new(site, Page::Home, ViewOptions::default()).document_name(index);
        for (commitment, name_of) in letter.commitments.iter().zip(site.lasting.promises(index)) {
            let Some(due) = commitment.due else { continue };
            let anchor = commitment.item.as_ref().map(|item| item.value.as_str());
            let event = CalendarEvent {
                uid: name_of.uid.clone(),
                stamp: site.day(index).or_else(|| site.meeting(index).and_then(|m| m.start)).unwrap_or(due),
                sequence: site.corrections(index).len(),
                first: due,
                last: due,
                times: None,
                summary: &format!("{}: {}", site.language.word(Word::Commitment), commitment.what),
                address: site.url(self.base, Page::Document(index), anchor),
            };
            self.event(&event, |writer| {
                writer.property("DESCRIPTION", &format!("{}: {name}", site.language.word(Word::CommitmentFrom)));
                writer.property("CATEGORIES", site.language.word(Word::Commitments));
            });
        }
    }

    fn event(&mut self, event: &CalendarEvent, more: impl FnOnce(&mut Self)) {
        self.line("BEGIN:VEVENT");
        self.property("UID", &format!("{}@{}", event.uid, self.host));
        self.line(&format!("DTSTAMP:{}T000000Z", compact(event.stamp)));
        // A calendar that has the event takes over what has a higher number (RFC 5545, section 3.8.7.4).
        if event.sequence > 0 {
            self.line(&format!("SEQUENCE:{}", event.sequence));
            self.line(&format!("LAST-MODIFIED:{}T000000Z", compact(event.stamp)));
        }
        self.duration(event);
        self.property("SUMMARY", event.summary);
        more(self);
        self.line(&format!("URL:{}", event.address));
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    /// When it begins and ends. Instants are in UTC, which every calendar shows in its own zone; without a time zone they stay as
    /// typed, and hold wherever one is (RFC 5545, section 3.3.5).
    fn duration(&mut self, event: &CalendarEvent) {
        // An all-day event ends on the day after its last one.
        let behind = event.last.tomorrow().unwrap_or(event.last);
        let Some((from, to)) = event.times else {
            self.line(&format!("DTSTART;VALUE=DATE:{}", compact(event.first)));
            return self.line(&format!("DTEND;VALUE=DATE:{}", compact(behind)));
        };
        let zone = self.site.settings.zone.as_ref();
        let instant = |day: Date, time: Time| {
            let utc = zone.and_then(|zone| timezone::instant(zone, day, time)).map(|zoned| zoned.timestamp());
            match utc {
                Some(utc) => utc.strftime("%Y%m%dT%H%M%SZ").to_string(),
                None => format!("{}T{:02}{:02}00", compact(day), time.hour(), time.minute()),
            }
        };
        self.line(&format!("DTSTART:{}", instant(event.first, from)));
        match to {
            Some(to) => self.line(&format!("DTEND:{}", instant(event.last, to))),
            // Of several days, the last is whole; of one, nobody said when it ends.
            None if event.last > event.first => self.line(&format!("DTEND:{}", instant(behind, Time::midnight()))),
            None => {}
        }
    }

    /// Writes a property whose value is text.
    fn property(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    /// Writes a line, folded if it is too long, but never within a character.
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

fn compact(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
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
