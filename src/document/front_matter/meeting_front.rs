//! The front matter of an agenda, which carries the facts of its meeting.
//!
//! Takes: the [`Fields`] of the front matter.
//! Gives: [`MeetingFront`], and a diagnostic for each key that is not as it should be.
//! Never: knows whether what it names is there: another meeting, a formation, an attachment.

use std::sync::Arc;

use jiff::civil::{Date, Time};

use super::letter_front::{Letter, Missing, language, letter};
use crate::diagnostic::{Code, Diagnostic, message};
use crate::settings::fields::{Fields, Located};

#[derive(Debug, Clone, Hash, Default)]
pub(crate) struct MeetingFront {
    /// The id of the formation.
    pub formation: Option<Located<String>>,
    /// The first day; `None` if it is not known yet.
    pub start: Option<Located<Date>>,
    /// When it begins on that day, in the time zone of the site; `None` if it is not said.
    pub start_time: Option<Time>,
    /// The last day; `None` if it is the first.
    pub end: Option<Located<Date>>,
    /// When it ends on that day; only where `start_time` is known.
    pub end_time: Option<Time>,
    /// Where it takes place.
    pub place: Option<String>,
    /// Which member state presides.
    pub presidency: Option<String>,
    pub informal: bool,
    /// Whether it will not take place.
    pub cancelled: bool,
    /// The id of the meeting that is held in its place.
    pub postponed: Option<Located<String>>,
    /// What its attachments are called, for those whose names do not say it.
    pub attachments: Vec<AttachmentTitle>,
    /// The letter that the agenda is, or that comes with it.
    pub letter: Letter,
}

/// What an attachment is called.
#[derive(Debug, Clone, Hash)]
pub(crate) struct AttachmentTitle {
    /// The name of the file in the folder of the meeting.
    pub file: Located<String>,
    pub title: Option<String>,
    /// The language of its text, if it is not that of the site.
    pub language: Option<String>,
}

pub(super) fn meeting(fields: &mut Fields, path: &Arc<str>, missing: Missing) -> MeetingFront {
    let (formation, start) = match missing {
        Missing::Reported => (fields.required_text("formation", "jbz"), fields.required_moment("start")),
        Missing::Ignored => (fields.text("formation"), fields.moment("start")),
    };
    let end = fields.moment("end");
    let (start, start_time) = start.map_or((None, None), |(day, time)| (Some(day), time));
    let (end, end_time) = end.map_or((None, None), |(day, time)| (Some(day), time));
    if let (Some(first), Some(last)) = (&start, &end) {
        let backwards = match (start_time, end_time) {
            (Some(from), Some(to)) => (last.value, to) <= (first.value, from),
            _ => last.value < first.value,
        };
        if backwards {
            let said = |day: Date, time: Option<Time>| match time {
                Some(time) => format!("{day} {:02}:{:02}", time.hour(), time.minute()),
                None => day.to_string(),
            };
            let (end, start) = (said(last.value, end_time), said(first.value, start_time));
            let diagnostic =
                Diagnostic::at(Code::EndBeforeStart, path, last.span, message!("end-before-start", end, start));
            fields.report(diagnostic.hint(message!("end-before-start.hint")));
        }
        if end_time.is_some() && start_time.is_none() {
            let diagnostic = Diagnostic::at(Code::WrongType, path, last.span, message!("end-time-alone"));
            fields.report(diagnostic.hint(message!("end-time-alone.hint")));
        }
    }
    let (cancelled, postponed) = (fields.flag("cancelled").unwrap_or(false), fields.text("postponed"));
    if let Some(postponed) = postponed.as_ref().filter(|_| cancelled) {
        let diagnostic = Diagnostic::at(Code::WrongType, path, postponed.span, message!("cancelled-and-postponed"));
        fields.report(diagnostic.hint(message!("cancelled-and-postponed.hint")));
    }
    MeetingFront {
        formation,
        start,
        start_time,
        end_time: end_time.filter(|_| start_time.is_some()),
        end,
        place: fields.text("place").map(|t| t.value),
        presidency: fields.text("presidency").map(|t| t.value),
        informal: fields.flag("informal").unwrap_or(false),
        cancelled,
        postponed,
        attachments: attachments(fields, path),
        letter: letter(fields),
    }
}

fn attachments(fields: &mut Fields, path: &Arc<str>) -> Vec<AttachmentTitle> {
    fields.tables("attachments", |f| {
        let (file, title, tag) = (f.required_text("file", "voorstel.pdf"), f.text("title"), f.text("language"));
        let language = tag.and_then(|tag| language(tag, path, f));
        Some(AttachmentTitle { file: file?, title: title.map(|title| title.value), language })
    })
}
