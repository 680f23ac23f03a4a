//! What agendas announce about their meetings: times, the meeting that is held in place of another, and attachments by name.
//!
//! Takes: the [`Contents`] of a site and its meetings.
//! Gives: which meetings were postponed to which; a diagnostic for each thing that is not there, such as a time that the clocks
//! skip.
//! Never: changes what an author wrote.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::sync::Arc;

use oxc_index::IndexVec;

use crate::diagnostic::{Code, Diagnostic, message, suggest};
use crate::document::front_matter::{MeetingFront, Special};
use crate::settings::timezone;
use crate::site::indices::MeetingId;
use crate::site::ingredients::Contents;
use crate::site::meeting_documents::Meeting;

/// Ties postponed meetings to those that are held in their place, and reports what cannot be.
pub(super) fn settle(list: &mut IndexVec<MeetingId, Meeting>, contents: &Contents) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Hardly any site has a meeting that was postponed.
    let ids: LazyCell<HashMap<&str, MeetingId>, _> =
        LazyCell::new(|| list.iter_enumerated().map(|(at, meeting)| (meeting.id.as_str(), at)).collect());
    let mut pairs = Vec::new();
    let mut without_zone = None;
    for (at, meeting) in list.iter_enumerated() {
        let document = contents.document(meeting.agenda);
        let Special::Meeting(facts) = &document.front.special else { continue };
        let path = &document.path;
        if let Some(postponed) = &facts.postponed {
            match ids.get(postponed.value.as_str()).filter(|to| **to != at) {
                Some(to) => pairs.push((at, *to)),
                None => {
                    let known = ids.keys().copied().filter(|id| *id != meeting.id);
                    let mut known: Vec<&str> = known.collect();
                    known.sort_unstable();
                    let otherwise = message!("unknown-meeting.hint");
                    let hint = suggest::did_you_mean(&postponed.value, postponed.typed(), known, otherwise);
                    let message = message!("unknown-meeting", id = postponed.value);
                    found.push(Diagnostic::at(Code::BrokenLink, path, postponed.span, message).hint(hint));
                }
            }
        }
        attachments(meeting, facts, contents, path, &mut found);
        skipped(facts, contents, path, &mut found);
        if facts.start_time.is_some() && contents.settings.zone.is_none() {
            // Meetings are sorted by day; the first by path is the same on every run.
            let first = (path.clone(), facts.start.as_ref().map(|start| start.span));
            without_zone = without_zone.map_or(Some(first.clone()), |other: (Arc<str>, _)| Some(other.min(first)));
        }
    }
    if let Some((path, span)) = without_zone {
        let diagnostic =
            Diagnostic::at(Code::MissingTimezone, &path, span.unwrap_or_default(), message!("missing-timezone"));
        found.push(diagnostic.hint(message!("missing-timezone.hint")));
    }
    for (from, to) in pairs {
        list[from].postponed = Some(to);
        list[to].in_place_of.push(from);
    }
    found
}

/// Reports names of attachments that the meeting does not have.
fn attachments(
    meeting: &Meeting,
    facts: &MeetingFront,
    contents: &Contents,
    path: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) {
    for named in &facts.attachments {
        let names = || meeting.files.iter().filter_map(|file| contents.files[*file].0.splitn(3, '/').nth(2));
        if names().any(|name| name == named.file.value) {
            continue;
        }
        let otherwise = message!("unknown-attachment.hint");
        let hint = suggest::did_you_mean(&named.file.value, named.file.typed(), names(), otherwise);
        let message = message!("unknown-attachment", name = named.file.value);
        found.push(Diagnostic::at(Code::BrokenLink, path, named.file.span, message).hint(hint));
    }
}

/// Reports times that the clocks of the site skip.
fn skipped(facts: &MeetingFront, contents: &Contents, path: &Arc<str>, found: &mut Vec<Diagnostic>) {
    let Some(zone) = &contents.settings.zone else { return };
    let times =
        [(&facts.start, facts.start_time), (&facts.end.as_ref().or(facts.start.as_ref()).cloned(), facts.end_time)];
    for (day, time) in times {
        if let (Some(day), Some(time)) = (day, time)
            && timezone::instant(zone, day.value, time).is_none()
        {
            let value = format!("{} {:02}:{:02}", day.value, time.hour(), time.minute());
            let diagnostic = Diagnostic::at(Code::ImpossibleDate, path, day.span, message!("skipped-time", value));
            found.push(diagnostic.hint(message!("skipped-time.hint")));
        }
    }
}
