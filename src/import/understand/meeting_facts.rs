//! The facts of the meeting: formation, days, place, presidency, and the letter that announces it.
//!
//! Takes: the outline, the lines, and what the caller knows better.
//! Gives: [`ImportedMeeting`], with a finding for each fact that is missing or guessed.
//! Never: fills in a fact that neither the words nor the caller give.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::meeting_days::{self, DayClues, MeetingDays};
use super::outline_node::{OutlineNode, SourceOutline};
use super::{meeting_place, signatures};
use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::genre::formations::{self, KnownFormation};
use crate::import::genre::letter_words::{self, LetterLanguage};
use crate::import::genre::{dates, kamerstuk, presidencies};
use crate::import::input::{DocumentKind, ImportOptions};
use crate::import::rich_text::RichText;
use crate::import::source_line::SourceLine;

/// How many lines of the text may name the meeting if neither title nor letter does.
const FIRST_LINES: usize = 12;
/// How many mentions of the council show whether the meeting is informal.
const MENTIONS: usize = 2;
/// Among how many lines the letter's own number is looked for.
const LINES_WITH_NUMBER: usize = 200;
/// How many characters of the title are enough to find it again among the lines.
const TITLE_START: usize = 30;

/// The facts of a meeting, as in the front matter. An unknown text is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportedMeeting {
    /// The id given by the caller, or else `<formation>-<start>`, or the formation alone if no day is known.
    pub id: String,
    /// The title of the formation in the language of the letter, or that of the agenda.
    pub title: String,
    /// The id of the formation; `raad` if none was recognised.
    pub formation: String,
    /// The first day; `None` if none was found.
    #[serde(serialize_with = "day_or_empty")]
    pub start: Option<Date>,
    /// The last day; `None` if it is the first.
    #[serde(serialize_with = "day_or_empty")]
    pub end: Option<Date>,
    /// The town; empty if none was found.
    pub place: String,
    /// The country of the presidency, in Dutch; empty if none was found.
    pub presidency: String,
    /// The date of the letter; `None` if none was found.
    #[serde(serialize_with = "day_or_empty")]
    pub published: Option<Date>,
    /// Whether the agenda is not settled yet.
    pub provisional: bool,
    /// Whether the meeting is an informal one.
    pub informal: bool,
    /// The id of the letter itself, such as `kst-21501-33-1050`; empty if none was found.
    pub letter: String,
    /// The offices on whose behalf the letter is also sent.
    pub on_behalf_of: Vec<String>,
}

impl ImportedMeeting {
    /// Takes the place, if it is unknown, from the letter in which the document is offered.
    pub(crate) fn place_from(&mut self, letter: &[String]) {
        if self.place.is_empty() {
            let texts: Vec<&str> = letter.iter().map(String::as_str).collect();
            let year = self.start.map(Date::year);
            self.place = meeting_place::place_behind_day(&texts, year, self.start).unwrap_or_default();
        }
    }
}

fn day_or_empty<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map_or(String::new(), |day| day.to_string()).serialize(serializer)
}

/// The formation, as the words or the caller name it.
struct NamedFormation {
    id: String,
    /// `None` if the caller's id is not a known one.
    known: Option<&'static KnownFormation>,
}

/// The facts given by the words, or by the caller, who knows better.
pub(crate) fn meeting(
    outline: &SourceOutline,
    lines: &[SourceLine],
    given: &ImportOptions,
    findings: &mut Vec<ImportFinding>,
) -> ImportedMeeting {
    let texts = telling_texts(outline, lines);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let published = meeting_days::published(&outline.head);
    let year = published.map(|date| date.year()).or_else(|| meeting_days::first_year(lines));
    let days = meeting_days::of_meeting(
        &DayClues { texts: &texts, published, year, kind: outline.kind },
        given,
        lines,
        findings,
    );
    let named = formation(&texts, given);
    report_missing(named.as_ref(), days, published, findings);
    report_informal(outline, lines, findings);
    let NamedFormation { id: formation, known } =
        named.unwrap_or_else(|| NamedFormation { id: "raad".to_owned(), known: None });
    let start = days.map(|days| days.start);
    let known_id = start.and_then(|start| known_meeting(outline.kind, &formation, start, given));
    let id = given.id.clone().or(known_id).unwrap_or_else(|| match start {
        Some(start) => format!("{formation}-{start}"),
        None => formation.clone(),
    });
    let place = meeting_place::place(&texts, year, start).or_else(|| meeting_place::takes_place(lines));
    let offices = outline.opening.iter().map(|text| signatures::on_behalf_of(text));
    ImportedMeeting {
        id,
        title: match known {
            Some(known) => title_of(known, &texts, outline.language),
            None => outline.title.clone().filter(|title| !title.is_empty()).unwrap_or_else(|| "Raad".to_owned()),
        },
        formation,
        start: days.map(|days| days.start),
        end: days.filter(|days| days.end != days.start).map(|days| days.end),
        place: place.unwrap_or_default(),
        provisional: is_provisional(outline),
        informal: is_informal_meeting(known, &texts),
        presidency: presidency(lines).unwrap_or_default().to_owned(),
        published,
        letter: letter_id(lines, &outline.head.join("\n")).unwrap_or_default(),
        on_behalf_of: { offices }.find(|offices| !offices.is_empty()).unwrap_or_default(),
    }
}

/// The texts that may name the meeting, the most reliable first: the title of the agenda, the subject of the letter,
/// its opening, the first lines.
fn telling_texts(outline: &SourceOutline, lines: &[SourceLine]) -> Vec<String> {
    let first = lines.iter().filter(|line| line.is_body()).take(FIRST_LINES).map(|line| line.text.clone());
    let named = [outline.title.clone().unwrap_or_default(), subject(&outline.head)];
    // Gazettes and websites put the title above the letter.
    let tells = |text: &&String| letter_words::names_council(text) && dates::names_a_day(text);
    let of_head = outline.head.iter().filter(tells).cloned();
    named.into_iter().chain(of_head).chain(outline.opening.iter().cloned()).chain(first).collect()
}

fn formation(texts: &[&str], given: &ImportOptions) -> Option<NamedFormation> {
    if let Some(id) = &given.formation {
        return Some(NamedFormation { id: id.clone(), known: formations::by_id(id) });
    }
    let known = texts.iter().find_map(|text| formations::find(text))?;
    Some(NamedFormation { id: known.id.to_owned(), known: Some(known) })
}

fn report_missing(
    named: Option<&NamedFormation>,
    days: Option<MeetingDays>,
    published: Option<Date>,
    findings: &mut Vec<ImportFinding>,
) {
    if named.is_none() {
        findings.push(
            ImportFinding::warning(0, FindingCode::FormationUnknown, message!("import-formation-unknown"))
                .hint(message!("import-formation-unknown.hint")),
        );
    }
    match days {
        None => findings.push(
            ImportFinding::warning(0, FindingCode::DateUnknown, message!("import-date-unknown"))
                .hint(message!("import-date-unknown.hint")),
        ),
        // Beside the day of the letter, only one year can be meant.
        Some(days) if !days.has_year && published.is_none() => {
            let message = message!("import-year-guessed", day = days.start);
            findings.push(
                ImportFinding::warning(0, FindingCode::DateYearGuessed, message).hint(message!("import-check-start")),
            );
        }
        Some(_) => {}
    }
}

/// The title of the formation, informal if both the agenda and the letter say so.
fn title_of(known: &'static KnownFormation, texts: &[&str], language: LetterLanguage) -> String {
    let english = texts.iter().any(|text| text.contains("Council"));
    let language = match language {
        LetterLanguage::Dutch | LetterLanguage::English if english => LetterLanguage::English,
        LetterLanguage::Dutch | LetterLanguage::English => LetterLanguage::Dutch,
        nordic => nordic,
    };
    let named = known.title(language);
    match (is_informal_meeting(Some(known), texts), language) {
        (true, LetterLanguage::Dutch) => format!("Informele {named}"),
        (true, LetterLanguage::English) => format!("Informal {named}"),
        (true, LetterLanguage::Swedish) => format!("Informellt möte: {named}"),
        (true, LetterLanguage::Danish) => format!("Uformelt møde: {named}"),
        (false, _) => named.to_owned(),
    }
}

/// Whether the first texts that name the council all say that it meets informally.
fn is_informal_meeting(known: Option<&KnownFormation>, texts: &[&str]) -> bool {
    let Some(known) = known else { return false };
    let of_council = texts.iter().filter(|text| formations::find(text).is_some_and(|found| found.id == known.id));
    let mentions: Vec<bool> = of_council.take(MENTIONS).map(|text| is_informal(text)).collect();
    !mentions.is_empty() && mentions.iter().all(|informal| *informal)
}

/// The id of the meeting of the site on which a report or consultation is, if there is exactly one.
fn known_meeting(kind: DocumentKind, formation: &str, start: Date, given: &ImportOptions) -> Option<String> {
    if kind == DocumentKind::Agenda {
        return None;
    }
    let mut fits = given
        .meetings
        .iter()
        .filter(|meeting| meeting.formation == formation && (meeting.start..=meeting.end).contains(&start));
    let found = fits.next()?;
    fits.next().is_none().then(|| found.id.clone())
}

/// Words with which letters say that an agenda is not settled, in lower case.
const PROVISIONAL: &[&str] = &[
    "voorlopige agenda",
    "(voorlopige) agenda",
    "voorlopige geannoteerde agenda",
    "agenda is nog niet",
    "agenda nog niet",
    "agenda is op dit moment nog niet",
    "agenda is voorlopig",
    "nog geen officiële agenda",
    "nog geen definitieve agenda",
    "nog geen formele agenda",
    "agenda onder voorbehoud",
    "agenda is onder voorbehoud",
    "agenda kan nog wijzigen",
    "agenda staat nog niet vast",
    "provisional agenda",
];
/// Items of any agenda, final ones too, in lower case.
const ADOPTING: &[&str] = &[
    "goedkeuring van de voorlopige agenda",
    "aanneming van de voorlopige agenda",
    "aanname van de voorlopige agenda",
    "vaststelling van de voorlopige agenda",
    "adoption of the provisional agenda",
    "approval of the provisional agenda",
];
/// How many texts of the agenda may say that it is not settled.
const FIRST_TEXTS: usize = 8;

/// Whether the title, the letter or the first texts of the agenda say that it is not settled.
fn is_provisional(outline: &SourceOutline) -> bool {
    let texts = outline.nodes.iter().flat_map(OutlineNode::shown_texts).map(RichText::text);
    let mut all = outline.title.iter().cloned().chain(outline.opening.iter().cloned()).chain(texts.take(FIRST_TEXTS));
    outline.kind == DocumentKind::Agenda
        && all.any(|text| {
            let lower = ADOPTING.iter().fold(text.to_lowercase(), |text, item| text.replace(item, ""));
            PROVISIONAL.iter().any(|words| lower.contains(words))
        })
}

fn is_informal(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["informele", "informal ", "informellt", "informella", "uformel"].iter().any(|word| lower.contains(word))
}

/// Reports that the title says "informal" and the letter does not: one of them is wrong.
fn report_informal(outline: &SourceOutline, lines: &[SourceLine], findings: &mut Vec<ImportFinding>) {
    let (Some(title), Some(opening)) = (&outline.title, outline.opening.first()) else { return };
    if is_informal(title) && !is_informal(opening) && opening.to_lowercase().contains("raad") {
        let start: String = title.chars().take(TITLE_START).collect();
        let line = lines
            .iter()
            .find(|line| title.starts_with(&line.text) || line.text.starts_with(&start))
            .map_or(0, |line| line.number);
        let message = message!("import-informal");
        findings.push(
            ImportFinding::warning(line, FindingCode::FormalOrInformal, message).hint(message!("import-informal.hint")),
        );
    }
}

/// The subject line in the head of a letter.
fn subject(head: &[String]) -> String {
    let at = head
        .iter()
        .position(|text| ["onderwerp", "betreft", "subject"].iter().any(|word| text.to_lowercase().starts_with(word)));
    at.map(|at| head[at..head.len().min(at + 2)].join(" ")).unwrap_or_default()
}

/// The presidency that is named most often; an incoming one does not count.
fn presidency(lines: &[SourceLine]) -> Option<&'static str> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut before = ["", ""];
    for word in lines.iter().filter(|line| line.is_body()).flat_map(|line| line.text.split_whitespace()) {
        let noun = word.to_lowercase().starts_with("voorzitterschap") || word.to_lowercase().starts_with("presidency");
        let coming =
            ["inkomend", "aankomend", "aantredend", "inkomende", "aankomende", "aantredende", "komende", "volgende"]
                .contains(&before[0].to_lowercase().as_str());
        if noun
            && !coming
            && let Some(country) = presidencies::presidency(before[1])
        {
            *counts.entry(country).or_default() += 1;
        }
        before = [before[1], word];
    }
    let most = counts.values().max().copied()?;
    let mut leaders = counts.iter().filter(|(_, count)| **count == most);
    let (country, _) = leaders.next()?;
    leaders.next().is_none().then_some(*country)
}

/// The Kamerstuk id of the letter: printed as such, or made from `21 501-33 …` and `Nr. 1050` in its head.
fn letter_id(lines: &[SourceLine], head: &str) -> Option<String> {
    if let Some(id) = lines
        .iter()
        .take(LINES_WITH_NUMBER)
        .find_map(|line| kamerstuk::id_at_start(&line.text).filter(|id| id.len() == line.text.len()))
    {
        return Some(id.to_string());
    }
    let (number, _) = head.lines().find_map(kamerstuk::paper_number)?;
    let dossier = head.lines().find_map(kamerstuk::dossier_line)?;
    Some(format!("kst-{dossier}-{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text_lines::lines_of_text;

    #[test]
    fn facts_from_an_opening() {
        let opening = "Hierbij bied ik u, mede namens de minister van Water, de geannoteerde agenda aan van de Milieuraad op 3 en 4 mei 2030 in Luxemburg.";
        let outline = SourceOutline { opening: vec![opening.to_string()], ..SourceOutline::default() };
        let mut findings = Vec::new();
        let found = meeting(&outline, &lines_of_text(opening), &ImportOptions::default(), &mut findings);
        assert_eq!((found.id.as_str(), found.place.as_str()), ("milieu-2030-05-03", "Luxemburg"));
        assert_eq!(found.end, Date::new(2030, 5, 4).ok());
        assert_eq!(found.on_behalf_of, ["minister van Water"]);
        assert!(findings.is_empty(), "{findings:?}");
    }

    #[test]
    fn letter_ids() {
        let head = ["21 501-33 Raad voor Vervoer", "Nr. 1050 BRIEF VAN DE MINISTER"].join("\n");
        assert_eq!(letter_id(&[], &head).as_deref(), Some("kst-21501-33-1050"));
    }

    #[test]
    fn the_sitting_presidency() {
        let lines = lines_of_text(
            "Het Belgische voorzitterschap wil dat.\nHet Belgische voorzitterschap ook.\nHet aankomend Hongaarse voorzitterschap komt.",
        );
        assert_eq!(presidency(&lines), Some("België"));
    }
}
