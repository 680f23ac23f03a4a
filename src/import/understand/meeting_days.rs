//! The days of a meeting, and the day of its letter.
//!
//! Takes: the texts about the meeting, the head of the letter, and the lines.
//! Gives: days with a year, and a finding where they are a guess.
//! Never: takes the day of the letter or of an earlier council for that of the meeting, except as a guess, which it
//! reports.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostic::message;
use crate::import::finding::{FindingCode, ImportFinding};
use crate::import::genre::council_words;
use crate::import::genre::dates::{self, NamedDays};
use crate::import::input::{DocumentKind, ImportOptions};
use crate::import::source_line::SourceLine;

/// If days without a year are more than this many months before the letter, they are those of the next year.
const MONTHS_BEFORE: i64 = 6;
/// Among how many lines a date shows the year of a letter without a head.
const FIRST_LINES: usize = 60;

/// The first and the last day of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MeetingDays {
    pub(super) start: Date,
    pub(super) end: Date,
    /// Whether the words give the year.
    pub(super) has_year: bool,
}

impl MeetingDays {
    fn one(day: Date) -> MeetingDays {
        MeetingDays { start: day, end: day, has_year: true }
    }
}

impl From<NamedDays> for MeetingDays {
    fn from(NamedDays { start, end, has_year, .. }: NamedDays) -> MeetingDays {
        MeetingDays { start, end, has_year }
    }
}

/// What is known when looking for the days of the meeting.
pub(super) struct DayClues<'a> {
    /// The texts that may name them, the most reliable first.
    pub(super) texts: &'a [&'a str],
    pub(super) published: Option<Date>,
    /// The year of days without one.
    pub(super) year: Option<i16>,
    pub(super) kind: DocumentKind,
}

/// The days of the meeting; the first day given by the caller wins over the words.
pub(super) fn of_meeting(
    clues: &DayClues,
    given: &ImportOptions,
    lines: &[SourceLine],
    findings: &mut Vec<ImportFinding>,
) -> Option<MeetingDays> {
    let found = named(clues);
    match given.start {
        Some(start) => Some(found.filter(|days| days.start == start).unwrap_or(MeetingDays::one(start))),
        None => found.or_else(|| guessed(clues.published, lines, findings)),
    }
}

/// Days that a text names, and what speaks for them.
#[derive(Clone, Copy, Debug)]
struct DayCandidate {
    days: MeetingDays,
    /// They stand beside the name of a council.
    beside_council: bool,
    /// The text names a council.
    of_council: bool,
    /// They are where the letter leaves room for them: an agenda is sent before its meeting, a report after it.
    fits: bool,
}

/// The days that most speaks for, the first of them if several are alike. A letter may also name earlier councils, other letters and
/// its own day.
fn named(clues: &DayClues) -> Option<MeetingDays> {
    let all = candidates(clues);
    let pick = |wanted: &dyn Fn(&DayCandidate) -> bool| all.iter().find(|found| wanted(found)).map(|found| found.days);
    let found = pick(&|found| found.beside_council && found.fits)
        .or_else(|| pick(&|found| found.of_council && found.fits))
        .or_else(|| pick(&|found| found.beside_council && found.days.has_year))
        .or_else(|| pick(&|found| found.days.has_year && !is_letters_own(found, clues)))
        .or_else(|| pick(&|found| !is_letters_own(found, clues)))?;
    // `12 maart` in the title and `12 maart 2030` in the letter are one day, whose year is known.
    let same = |other: &&DayCandidate| other.days.has_year && other.days.start == found.start;
    Some(MeetingDays { has_year: found.has_year || all.iter().any(|other| same(&other)), ..found })
}

fn candidates(clues: &DayClues) -> Vec<DayCandidate> {
    let mut all = Vec::new();
    for text in clues.texts {
        let of_council = council_words::names_council(text);
        for found in dates::days_in(text, clues.year) {
            let days = nearest_year(found.into(), clues);
            let fits = match (clues.published, clues.kind) {
                (None, _) => false,
                (Some(published), DocumentKind::Agenda) => days.end >= published,
                (Some(published), DocumentKind::Report) => days.start <= published,
                // Questions are answered before the meeting or after it.
                (Some(published), DocumentKind::Consultation) => days.start != published,
            };
            let beside_council = council_words::stands_beside(text, found.from..found.to);
            all.push(DayCandidate { days, beside_council, of_council, fits });
        }
    }
    all
}

/// Whether days are those on which the letter was written.
fn is_letters_own(found: &DayCandidate, clues: &DayClues) -> bool {
    !found.of_council && Some(found.days.start) == clues.published && found.days.start == found.days.end
}

/// Moves days without a year to the year before or after, if only then they are where the letter leaves room for them.
fn nearest_year(days: MeetingDays, clues: &DayClues) -> MeetingDays {
    let Some(published) = clues.published.filter(|_| !days.has_year) else { return days };
    let moved = |years: i64| {
        let by = |date: Date| date.checked_add(years.years()).unwrap_or(date);
        MeetingDays { start: by(days.start), end: by(days.end), ..days }
    };
    let months = MONTHS_BEFORE.months();
    match clues.kind {
        DocumentKind::Report if days.start > published => moved(-1),
        DocumentKind::Agenda | DocumentKind::Consultation if days.end.saturating_add(months) < published => moved(1),
        _ => days,
    }
}

/// The days if no words give them: the date of the letter, or else the first full date of the text. Either is a guess.
fn guessed(published: Option<Date>, lines: &[SourceLine], findings: &mut Vec<ImportFinding>) -> Option<MeetingDays> {
    let first = |line: &SourceLine| dates::days_in(&line.text, None).first().copied();
    let days: MeetingDays = match published {
        Some(date) => MeetingDays::one(date),
        None => body(lines).find_map(first)?.into(),
    };
    let message = match published {
        Some(_) => message!("import-letter-day-taken", day = days.start),
        None => message!("import-first-day-taken", day = days.start),
    };
    findings.push(ImportFinding::warning(0, FindingCode::DateGuessed, message).hint(message!("import-check-start")));
    Some(days)
}

fn body(lines: &[SourceLine]) -> impl Iterator<Item = &SourceLine> {
    lines.iter().filter(|line| line.is_body())
}

/// The year of the first full date near the start of the document.
pub(super) fn first_year(lines: &[SourceLine]) -> Option<i16> {
    let text: String = lines.iter().take(FIRST_LINES).map(|line| format!("{} ", line.text)).collect();
    dates::days_in(&text, None).first().map(|days| days.end.year())
}

/// The date in the head of a letter: after `Datum`, or after a town.
pub(super) fn published(head: &[String]) -> Option<Date> {
    let dated = head.iter().enumerate().find_map(|(index, text)| {
        let lower = text.to_lowercase();
        // A head with two columns may have become one line.
        let within = lower.find(" datum ").and_then(|at| dates::days_in(text.get(at..)?, None).first().copied());
        if within.is_some() {
            return within;
        }
        let here = lower.starts_with("datum")
            || lower.starts_with("date")
            || lower.starts_with("den ")
            || lower.starts_with("stockholm")
            || lower.starts_with("københavn")
            || lower.starts_with("vastgesteld")
            || lower.contains("gravenhage");
        let next = head.get(index + 1).map_or("", String::as_str);
        let days = dates::days_in(text, None);
        match (here, days.first()) {
            (true, Some(days)) => Some(*days),
            (true, None) => dates::days_in(next, None).first().copied(),
            _ => None,
        }
    });
    // A converter may separate labels from their values; then a line that contains only a date is that of the letter.
    let alone = || {
        head.iter().find_map(|text| {
            dates::days_in(text, None)
                .first()
                .copied()
                .filter(|days| days.from == 0 && days.to == text.trim_end().len())
        })
    };
    // As Swedish offices write it.
    let in_digits = || head.iter().find_map(|text| text.trim().parse::<Date>().ok());
    dated.or_else(alone).filter(|days| days.has_year).map(|days| days.start).or_else(in_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days_of(sources: &[&str], published: &str) -> String {
        let published: Date = published.parse().unwrap();
        let kind = if sources[0].starts_with("Verslag") { DocumentKind::Report } else { DocumentKind::Agenda };
        let clues = DayClues { texts: sources, published: Some(published), year: Some(published.year()), kind };
        let found = named(&clues);
        found.map_or(String::new(), |days| days.start.to_string())
    }

    #[test]
    fn days_of_the_council_and_not_of_the_letter() {
        assert_eq!(
            days_of(&["Den Haag, 17 mei 2030", "Op 27 mei a.s. vindt de Landbouwraad plaats."], "2030-05-17"),
            "2030-05-27"
        );
        let two =
            "Ik zend u het verslag van de Milieuraad van 4 maart 2030 en de agenda van de Milieuraad van 13 juni 2030.";
        assert_eq!(days_of(&[two], "2030-05-31"), "2030-06-13");
        assert_eq!(days_of(&["De Raad van 20 januari bespreekt bijen."], "2029-12-18"), "2030-01-20");
        assert_eq!(days_of(&["Den Haag, 17 mei 2030", "Een brief over bijen."], "2030-05-17"), "");
        assert_eq!(days_of(&["Verslag van de Milieuraad van 4 maart 2030"], "2030-03-20"), "2030-03-04");
    }
}
