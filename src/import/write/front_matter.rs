//! The front matter of a document, as YAML.
//!
//! Takes: the facts of the meeting, who signs, and the commitments.
//! Gives: the lines from `---` to `---`, with the keys in the order of the guide.
//! Never: writes a key without a value.

use std::fmt::Write;

use super::agenda_page::AgendaPage;
use crate::import::genre::letter_words::LetterLanguage;
use crate::import::input::DocumentKind;
use crate::import::understand::commitments::FoundCommitment;
use crate::import::understand::meeting_facts::ImportedMeeting;

/// The front matter of a page.
pub(super) fn write(page: &AgendaPage) -> String {
    let mut out = String::from("---\n");
    match page.outline.kind {
        DocumentKind::Agenda => facts(page, &mut out),
        DocumentKind::Report => letter_facts(page, &mut out),
        DocumentKind::Consultation => {
            // Other documents of a meeting have no keys for what a letter has.
            line(&mut out, "title", &title(page));
            out.push_str("---\n");
            return out;
        }
    }
    if !page.outline.signatories.is_empty() {
        out.push_str("signatories:\n");
    }
    for signatory in &page.outline.signatories {
        line(&mut out, "  - name", &signatory.name);
        line(&mut out, "    office", &signatory.office);
    }
    if !page.meeting.on_behalf_of.is_empty() {
        out.push_str("on_behalf_of:\n");
    }
    for office in &page.meeting.on_behalf_of {
        let _ = writeln!(out, "  - {}", scalar(office));
    }
    let dated: Vec<&FoundCommitment> = page.commitments.iter().filter(|found| found.due.is_some()).collect();
    if !dated.is_empty() {
        out.push_str("commitments:\n");
    }
    for FoundCommitment { what, due, item, .. } in dated {
        line(&mut out, "  - what", what);
        if let Some(day) = due {
            let _ = writeln!(out, "    due: {day}");
        }
        if !item.is_empty() {
            line(&mut out, "    item", item);
        }
    }
    out.push_str("---\n");
    out
}

/// The title of a report or consultation, which names its meeting.
fn title(page: &AgendaPage) -> String {
    let ImportedMeeting { title, formation, .. } = page.meeting;
    let bare = ["staten", "waterschap", "raad"].contains(&formation.as_str());
    match (page.outline.kind, page.outline.language) {
        (DocumentKind::Agenda, _) => title.clone(),
        (DocumentKind::Report, LetterLanguage::English) => format!("Report of the {title}"),
        (DocumentKind::Report, LetterLanguage::Dutch) if bare => format!("Verslag: {title}"),
        (DocumentKind::Report, LetterLanguage::Dutch) => format!("Verslag van de {}", within_sentence(title)),
        (DocumentKind::Report, LetterLanguage::Swedish) => format!("Rapport: {title}"),
        (DocumentKind::Report, LetterLanguage::Danish) => format!("Referat: {title}"),
        (DocumentKind::Consultation, LetterLanguage::Swedish) => format!("Skriftliga frågor: {title}"),
        (DocumentKind::Consultation, LetterLanguage::Danish) => format!("Skriftlige spørgsmål: {title}"),
        (DocumentKind::Consultation, LetterLanguage::English) => format!("Written consultation: {title}"),
        (DocumentKind::Consultation, LetterLanguage::Dutch) => format!("Schriftelijk overleg: {title}"),
    }
}

/// `Informele Milieuraad` within a title.
fn within_sentence(title: &str) -> String {
    title.strip_prefix("Informele ").map_or(title.to_owned(), |rest| format!("informele {rest}"))
}

/// The keys of a report: those of a letter, and not those of its meeting, which the agenda has.
fn letter_facts(page: &AgendaPage, out: &mut String) {
    let published = page.meeting.published.map_or(String::new(), |day| day.to_string());
    let pairs = [
        ("title", title(page)),
        ("status", "final".to_owned()),
        ("published", published),
        ("letter", page.meeting.letter.clone()),
    ];
    pairs.iter().filter(|(_, value)| !value.is_empty()).for_each(|(key, value)| line(out, key, value));
}

fn facts(page: &AgendaPage, out: &mut String) {
    let meeting = page.meeting;
    let day = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
    let pairs = [
        ("title", meeting.title.as_str()),
        ("formation", &meeting.formation),
        ("start", &day(meeting.start)),
        ("end", &day(meeting.end)),
        ("place", &meeting.place),
        ("presidency", &meeting.presidency),
        ("informal", if meeting.informal { "true" } else { "" }),
        ("status", if meeting.provisional { "provisional" } else { "final" }),
        ("published", &day(meeting.published)),
        ("letter", &meeting.letter),
    ];
    for (key, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
        match key {
            "informal" => out.push_str("informal: true\n"),
            _ => line(out, key, value),
        }
    }
}

/// Writes a key, with the indent and dash before it, and its value.
fn line(out: &mut String, key: &str, value: &str) {
    out.push_str(key);
    out.push_str(": ");
    out.push_str(&scalar(value));
    out.push('\n');
}

/// A YAML scalar: plain where that is safe, and otherwise in double quotes.
fn scalar(value: &str) -> String {
    let plain_start = value.starts_with(char::is_alphanumeric);
    let plain_signs = value.chars().all(|c| c.is_alphanumeric() || " -.’()/&".contains(c));
    let reserved =
        ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&value.to_lowercase().as_str());
    let number = value.parse::<f64>().is_ok();
    if plain_start && plain_signs && !reserved && !number && !value.ends_with(' ') {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}
