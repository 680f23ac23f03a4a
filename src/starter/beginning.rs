//! New meetings, reports and dossiers within a site.
//!
//! Takes: an id, and what is known of it: settings, the day, the outline of the agenda that a report is about.
//! Gives: the one file, in the language of the site.
//! Never: makes up a day or a formation.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use jiff::civil::{Date, Time};

use super::NewFile;
use crate::diagnostic::{Message, MessageLanguage, message, suggest};
use crate::document::{DivisionKind, Summary, dates};
use crate::settings::Settings;

/// What is known of a new meeting.
pub(crate) struct NewMeeting<'a> {
    /// The name of its folder.
    pub id: &'a str,
    /// The id of the formation; `None` to tell it from the id of the meeting.
    pub formation: Option<&'a str>,
    /// The first day, and the time if one was given; `None` to tell the day from the id of the meeting.
    pub start: Option<MeetingStart>,
    /// `None` for the name of the formation.
    pub title: Option<&'a str>,
}

/// When a meeting begins: `2030-05-02`, or `2030-05-02T19:30`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MeetingStart {
    day: Date,
    time: Option<Time>,
}

impl FromStr for MeetingStart {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<MeetingStart, jiff::Error> {
        match text.split_once(['T', ' ']) {
            None => Ok(MeetingStart { day: Date::strptime("%Y-%m-%d", text)?, time: None }),
            Some((day, time)) => {
                Ok(MeetingStart { day: Date::strptime("%Y-%m-%d", day)?, time: Some(Time::strptime("%H:%M", time)?) })
            }
        }
    }
}

impl Display for MeetingStart {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self.time {
            None => write!(f, "{}", self.day),
            Some(time) => write!(f, "{}T{}", self.day, time.strftime("%H:%M")),
        }
    }
}

/// The agenda of a new meeting, as a draft.
///
/// # Errors
/// A sentence that says what has to be given: the formation or the day.
pub(crate) fn meeting(new: &NewMeeting, settings: &Settings) -> Result<NewFile, Message> {
    let formation = formation(new, settings)?;
    let of_id = || Some(MeetingStart { day: dates::day_in(new.id)?, time: None });
    let start = new.start.or_else(of_id).ok_or_else(|| message!("new-without-day", id = new.id))?;
    let name = settings.formations.get(&formation).map_or(formation.as_str(), |formation| formation.name.as_str());
    let (title, formation) = (quoted(new.title.unwrap_or(name)), quoted(&formation));
    let text = match settings.message_language {
        MessageLanguage::Nl => format!(
            "---\ntitle: {title}\nformation: {formation}\nstart: {start}\nstatus: provisional\n\
             # Haal deze regel weg om de agenda te publiceren.\ndraft: true\n---\n\n\
             ## 1. Opening\n= Ter kennisneming\n\nHier komt de tekst bij dit punt.\n\n\
             ## 2. Rondvraag\n\nHier komt de tekst bij dit punt.\n"
        ),
        MessageLanguage::En => format!(
            "---\ntitle: {title}\nformation: {formation}\nstart: {start}\nstatus: provisional\n\
             # Remove this line to publish the agenda.\ndraft: true\n---\n\n\
             ## 1. Opening\n= For information\n\nThe text on this item goes here.\n\n\
             ## 2. Any other business\n\nThe text on this item goes here.\n"
        ),
    };
    Ok(NewFile { path: format!("content/meetings/{}/agenda.md", new.id), text })
}

/// The formation that was given, the one that the id begins with, or the only one that there is.
fn formation(new: &NewMeeting, settings: &Settings) -> Result<String, Message> {
    let known = &settings.formations;
    let list = || known.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    if let Some(given) = new.formation {
        if known.is_empty() || known.contains_key(given) {
            return Ok(given.to_owned());
        }
        let otherwise = message!("no-choice.hint", known = list());
        let hint = suggest::did_you_mean(given, None, known.keys().map(String::as_str), otherwise).message;
        return Err(message!("new-unknown-formation", formation = given, hint));
    }
    let begins = |id: &&String| new.id.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with(['-', '_']));
    let longest = known.keys().filter(begins).max_by_key(|id| id.len());
    let only = known.keys().next().filter(|_| known.len() == 1);
    match longest.or(only) {
        Some(id) => Ok(id.clone()),
        None if known.is_empty() => Err(message!("new-without-formation")),
        None => Err(message!("new-which-formation", known = list())),
    }
}

/// The report of a meeting, as a draft, with the headings of its agenda.
pub(crate) fn report(id: &str, agenda: &Summary, language: MessageLanguage) -> NewFile {
    let title = agenda.title();
    let (title, mark, words) = match language {
        MessageLanguage::Nl => (
            quoted(&format!("Verslag: {title}")),
            "Haal deze regel weg om het verslag te publiceren.",
            "Hier komt wat er bij dit punt is gezegd en besloten.",
        ),
        MessageLanguage::En => (
            quoted(&format!("Report: {title}")),
            "Remove this line to publish the report.",
            "What was said and decided on this item goes here.",
        ),
    };
    let mut text = format!("---\ntitle: {title}\n# {mark}\ndraft: true\n---\n");
    for division in &agenda.divisions {
        let (sign, label) = match division.kind {
            DivisionKind::Part => ("#", &division.label),
            DivisionKind::Item => ("##", &division.label),
            DivisionKind::Letter | DivisionKind::SubItem | DivisionKind::Section => continue,
        };
        let blank = if label.is_empty() { "" } else { " " };
        text.push_str(&format!("\n{sign} {label}{blank}{}", plain(&division.text)));
        if division.kind == DivisionKind::Item {
            let dossiers: Vec<&str> = division.dossiers.iter().map(|dossier| dossier.value.as_str()).collect();
            let tie = if dossiers.is_empty() { String::new() } else { format!(" dossier={}", dossiers.join(",")) };
            text.push_str(&format!(" {{item={}{tie}}}\n\n{words}", division.anchor));
        }
        text.push('\n');
    }
    NewFile { path: format!("content/meetings/{id}/report.md"), text }
}

/// A new dossier; without a title it is named after its id.
pub(crate) fn dossier(id: &str, title: Option<&str>, language: MessageLanguage) -> NewFile {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let of_id = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default();
    let (title, text) = match language {
        MessageLanguage::Nl => (quoted(title.unwrap_or(&of_id)), "Waar het dossier over gaat, in een paar zinnen."),
        MessageLanguage::En => (quoted(title.unwrap_or(&of_id)), "What the dossier is about, in a few sentences."),
    };
    NewFile { path: format!("content/dossiers/{id}.md"), text: format!("---\ntitle: {title}\n---\n\n{text}\n") }
}

/// A text as YAML: as it is, or in quotes.
fn quoted(text: &str) -> String {
    let plain =
        text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || " -.’".contains(c));
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    match plain && !text.ends_with(' ') && !reserved.contains(&text.to_lowercase().as_str()) {
        true => text.to_owned(),
        false => serde_json::Value::from(text).to_string(),
    }
}

/// Words that Markdown shall read as nothing but words.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]{}<>#&|~^".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
