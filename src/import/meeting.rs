//! The meeting's own facts from the words: formation, days, place, presidency, date and number of the letter.
//! Takes the outline; gives facts only where the words give them, and says which are missing.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::date::{self, Days};
use super::finding::Finding;
use super::formation;
use super::furniture;
use super::input::Options;
use super::letter;
use super::line::Line;
use super::node::Outline;
use super::vocabulary;

/// The facts of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Meeting {
    /// `<formation>-<start>`.
    pub id: String,
    pub title: String,
    pub formation: String,
    /// `2024-06-13`; empty when unknown.
    pub start: String,
    /// Empty when it is the start.
    pub end: String,
    pub place: String,
    /// Country of the presidency.
    pub presidency: String,
    /// Date of the letter.
    pub published: String,
    /// The letter's own id, such as `kst-21501-33-1050`.
    pub letter: String,
    /// Offices on whose behalf the letter is also sent.
    pub on_behalf_of: Vec<String>,
}

/// The facts that the words give, or the caller where it knows better.
pub fn meeting(outline: &Outline, lines: &[Line], given: &Options, findings: &mut Vec<Finding>) -> Meeting {
    let head = outline.head.join("\n");
    let published = published(&outline.head);
    let subject = subject(&outline.head);
    let first_texts: Vec<String> = lines.iter().filter(|line| line.is_body()).take(12).map(|line| line.text.clone()).collect();
    let title = outline.title.clone().unwrap_or_default();
    let sources: Vec<&str> = [title.as_str(), subject.as_str()]
        .into_iter()
        .chain(outline.opening.iter().map(String::as_str))
        .chain(first_texts.iter().map(String::as_str))
        .collect();
    let year = published.map(|date| date.year()).or_else(|| first_year(lines));
    let found = days(&sources, year, published);
    let days = match given.start {
        Some(start) => Some(found.filter(|days| days.start == start).unwrap_or(Days { start, end: start, has_year: true, from: 0, to: 0 })),
        None => found.or_else(|| guessed(published, lines, findings)),
    };
    let known = given.formation.as_deref().map(|id| (id.to_string(), formation::by_id(id))).or_else(|| {
        let found = sources.iter().find_map(|text| formation::find(text))?;
        Some((found.id.to_string(), Some(found)))
    });
    if known.is_none() {
        findings
            .push(Finding::warning(0, "formation-unknown", "no council formation was recognised".to_string()).hint("say `--formation ID`"));
    }
    match days {
        None => findings.push(
            Finding::warning(0, "date-unknown", "no date of the meeting was found".to_string()).hint("give it with `--date 2024-06-13`"),
        ),
        Some(days) if !days.has_year => {
            findings.push(
                Finding::warning(0, "date-year-guessed", format!("the year of {} is not in the text", days.start))
                    .hint("check `start:` in the front matter"),
            );
        }
        Some(_) => {}
    }
    formal_or_informal(outline, lines, findings);
    let (formation, listed) = known.unwrap_or(("raad".to_string(), None));
    let start = days.map_or(String::new(), |days| days.start.to_string());
    let english = sources.iter().any(|text| text.contains("Council"));
    Meeting {
        id: if start.is_empty() { formation.clone() } else { format!("{formation}-{start}") },
        title: title_of(&sources, listed, english, &title),
        formation,
        end: days.filter(|days| days.end != days.start).map_or(String::new(), |days| days.end.to_string()),
        start,
        place: place(&sources, year).or_else(|| takes_place(lines)).unwrap_or_default(),
        presidency: presidency(lines).unwrap_or_default().to_string(),
        published: published.map_or(String::new(), |date| date.to_string()),
        letter: letter_id(lines, &head).unwrap_or_default(),
        on_behalf_of: outline.opening.iter().map(|text| letter::on_behalf_of(text)).find(|offices| !offices.is_empty()).unwrap_or_default(),
    }
}

/// The formation's title, informal where the agenda and the letter both say so.
fn title_of(sources: &[&str], listed: Option<&'static formation::Formation>, english: bool, title: &str) -> String {
    let Some(listed) = listed else {
        return if title.is_empty() { "Raad".to_string() } else { title.to_string() };
    };
    let named = listed.titles[usize::from(english)];
    let mentions: Vec<bool> = sources
        .iter()
        .filter(|text| formation::find(text).is_some_and(|found| found.id == listed.id))
        .take(2)
        .map(|text| is_informal(text))
        .collect();
    let informal = !mentions.is_empty() && mentions.iter().all(|informal| *informal);
    match (informal, english) {
        (true, false) => format!("Informele {named}"),
        (true, true) => format!("Informal {named}"),
        _ => named.to_string(),
    }
}

fn is_informal(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("informele") || lower.contains("informal ")
}

/// The title says informal and the letter does not: one of them is wrong.
fn formal_or_informal(outline: &Outline, lines: &[Line], findings: &mut Vec<Finding>) {
    let (Some(title), Some(opening)) = (&outline.title, outline.opening.first()) else { return };
    if is_informal(title) && !is_informal(opening) && opening.to_lowercase().contains("raad") {
        let start: String = title.chars().take(30).collect();
        let line = lines.iter().find(|line| title.starts_with(&line.text) || line.text.starts_with(&start)).map_or(0, |line| line.number);
        let message = "the agenda's title says the meeting is informal and the letter does not".to_string();
        findings.push(Finding::warning(line, "formal-or-informal", message).hint("the title was kept as a comment; check which is right"));
    }
}

/// The meeting's days: the first in a text about a council that are not past when the letter is written. A letter may name earlier
/// councils, other letters and its own day too.
fn days(sources: &[&str], year: Option<i16>, published: Option<Date>) -> Option<Days> {
    let mut all: Vec<Days> = Vec::new();
    let mut coming = None;
    for text in sources {
        let lower = text.to_lowercase();
        let council = lower.contains("raad") || lower.contains("council");
        for days in date::days_in(text, year) {
            let days = this_or_next_year(days, published);
            if council && published.is_some_and(|published| days.end >= published) {
                coming = coming.or(Some(days));
            }
            let of_letter = !council && Some(days.start) == published && days.start == days.end;
            all.extend((!of_letter).then_some(days));
        }
    }
    let with_year = || all.iter().find(|days| days.has_year).copied();
    coming.or_else(with_year).or(all.first().copied())
}

/// Days without a year, months before the letter that names them, are those of the next year.
fn this_or_next_year(days: Days, published: Option<Date>) -> Days {
    let months_before = published.is_some_and(|published| days.end.saturating_add(6.months()) < published);
    if days.has_year || !months_before {
        return days;
    }
    let next = |date: Date| date.checked_add(1.year()).unwrap_or(date);
    Days { start: next(days.start), end: next(days.end), ..days }
}

/// Where the words give no day of the meeting: the letter's date, else the first full date of the text. Either is a guess.
fn guessed(published: Option<Date>, lines: &[Line], findings: &mut Vec<Finding>) -> Option<Days> {
    let (days, what) = match published {
        Some(date) => (Days { start: date, end: date, has_year: true, from: 0, to: 0 }, "the date of the letter"),
        None => {
            let first = |line: &Line| date::days_in(&line.text, None).first().copied();
            (lines.iter().filter(|line| line.is_body()).find_map(first)?, "the first date in the text")
        }
    };
    let message = format!("no date of the meeting was found; {} stands for {what}", days.start);
    findings.push(Finding::warning(0, "date-guessed", message).hint("check `start:` in the front matter"));
    Some(days)
}

fn first_year(lines: &[Line]) -> Option<i16> {
    let text: String = lines.iter().take(60).map(|line| format!("{} ", line.text)).collect();
    date::days_in(&text, None).first().map(|days| days.end.year())
}

/// The date in a letter's head: after `Datum`, or after a town.
fn published(head: &[String]) -> Option<Date> {
    let dated = head.iter().enumerate().find_map(|(index, text)| {
        let lower = text.to_lowercase();
        // A head of two columns may run into one line.
        let within = lower.find(" datum ").and_then(|at| date::days_in(text.get(at..)?, None).first().copied());
        if within.is_some() {
            return within;
        }
        let here =
            lower.starts_with("datum") || lower.starts_with("date") || lower.starts_with("den haag,") || lower.contains("gravenhage,");
        let next = head.get(index + 1).map_or("", String::as_str);
        let days = date::days_in(text, None);
        match (here, days.first()) {
            (true, Some(days)) => Some(*days),
            (true, None) => date::days_in(next, None).first().copied(),
            _ => None,
        }
    });
    // A converter may set the labels and their values apart: then a line that is nothing but a date is the letter's.
    let alone = || {
        head.iter()
            .find_map(|text| date::days_in(text, None).first().copied().filter(|days| days.from == 0 && days.to == text.trim_end().len()))
    };
    dated.or_else(alone).filter(|days| days.has_year).map(|days| days.start)
}

/// The subject line of a letter's head.
fn subject(head: &[String]) -> String {
    let at = head.iter().position(|text| ["onderwerp", "betreft", "subject"].iter().any(|word| text.to_lowercase().starts_with(word)));
    at.map(|at| head[at..head.len().min(at + 2)].join(" ")).unwrap_or_default()
}

/// A place after or before the days: `in Luxemburg`, `te Brussel`, `(Brussel)`.
fn place(sources: &[&str], year: Option<i16>) -> Option<String> {
    sources.iter().find_map(|text| {
        let days = date::days_in(text, year);
        let first = days.first()?;
        // An abbreviation such as `a.s.` ends no sentence.
        let after = text.get(first.to..)?.trim_start();
        let after = ["a.s.", "jl.", "j.l."].iter().find_map(|short| after.strip_prefix(short)).unwrap_or(after);
        let after = after.split(['.', ';']).next()?;
        let before = text.get(..first.from)?.rsplit(['.', ';']).next()?;
        let comma = text.get(..first.to)?.ends_with(',');
        place_in(after, 4)
            .or_else(|| place_behind(after, comma))
            .or_else(|| place_in(before, usize::MAX))
            .or_else(|| place_alone(text.get(..first.from)?))
    })
}

/// `, Luxemburg` or `(Luxemburg)` and nothing more after the days, whose last word may have taken the comma.
fn place_behind(after: &str, comma: bool) -> Option<String> {
    let apart = comma || after.trim_start().starts_with([',', '(']);
    let name = after.trim_start_matches([',', '(', ' ']).trim_end_matches([')', ' ']);
    let plain = name.split(' ').count() <= 2 && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    (apart && plain).then(|| place_in(&format!("in {name}"), 0)).flatten()
}

/// `Luxemburg, ` before the days. A letter is dated where it is written, which is no place of a meeting.
fn place_alone(before: &str) -> Option<String> {
    let name = before.trim_end().strip_suffix(',')?.rsplit(", ").next()?;
    let written = ["Den Haag", "’s-Gravenhage", "'s-Gravenhage"].contains(&name);
    let plain = name.split(' ').count() <= 2 && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let council = name.to_lowercase().contains("raad") || name.to_lowercase().contains("council") || name.chars().all(char::is_uppercase);
    (plain && !written && !council).then(|| name.to_string())
}

/// The place in `vindt … plaats in Brussel`, near the start of the text.
fn takes_place(lines: &[Line]) -> Option<String> {
    let text: String = lines.iter().filter(|line| line.is_body()).take(40).map(|line| format!("{} ", line.text)).collect();
    let words =
        [" plaats in ", " plaats te ", " bijeen in ", " vindt in ", " vindt te ", " vinden in ", " takes place in ", " takes place at "];
    let mut found: Vec<usize> = words.iter().flat_map(|words| text.match_indices(words).map(|(at, words)| at + words.len() - 4)).collect();
    found.sort_unstable();
    found.into_iter().find_map(|at| place_in(&text[at..], 0))
}

/// The last or first `in X` or `te X` of a text, within some words of its start.
fn place_in(text: &str, within: usize) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at =
        words.iter().take(within.saturating_add(1)).position(|word| ["in", "te", "at"].contains(&word.trim_start_matches(['(', ','])))?;
    let named: Vec<&str> = words[at + 1..].iter().take(3).take_while(|word| word.starts_with(char::is_uppercase)).copied().collect();
    let first = named.first()?;
    let one_word = first.ends_with([',', ')', '.', ':']) || named.len() == 1;
    let name = if one_word { (*first).to_string() } else { named.join(" ") };
    let name = name.trim_end_matches(|c: char| !c.is_alphabetic()).to_string();
    let no_place = ["Nederland", "EU", "Europa", "Europese", "Raad", "Raadsverband", "Coreper", "Kamer"];
    (name.chars().count() > 2 && !no_place.contains(&name.as_str()) && !name.chars().all(char::is_uppercase)).then_some(name)
}

/// The presidency that is named most often; the incoming one does not count.
fn presidency(lines: &[Line]) -> Option<&'static str> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut before = ["", ""];
    for word in lines.iter().filter(|line| line.is_body()).flat_map(|line| line.text.split_whitespace()) {
        let noun = word.to_lowercase().starts_with("voorzitterschap") || word.to_lowercase().starts_with("presidency");
        let coming = ["inkomend", "aankomend", "aantredend", "inkomende", "aankomende", "aantredende", "komende", "volgende"]
            .contains(&before[0].to_lowercase().as_str());
        if noun
            && !coming
            && let Some(country) = vocabulary::presidency(before[1])
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

/// The letter's Kamerstuk id: printed as such, or from `21 501-33 …` and `Nr. 1050` in its head.
fn letter_id(lines: &[Line], head: &str) -> Option<String> {
    if let Some(id) = lines.iter().take(200).find_map(|line| furniture::kamerstuk_id(&line.text).filter(|id| id.len() == line.text.len())) {
        return Some(id.to_string());
    }
    let number = head.lines().find_map(|line| line.strip_prefix("Nr. ")).and_then(|rest| rest.split_whitespace().next())?;
    let dossier = head.lines().find_map(dossier_number)?;
    let plain = number.chars().all(|c| c.is_ascii_alphanumeric());
    plain.then(|| format!("kst-{dossier}-{number}"))
}

/// `21 501-33 Raad voor Vervoer` is dossier 21501-33.
fn dossier_number(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let (main, addition) = second.split_once('-').unwrap_or((second, ""));
    let shaped =
        first.len() == 2 && digits(first) && main.len() == 3 && digits(main) && addition.chars().all(|c| c.is_ascii_alphanumeric());
    shaped.then(|| format!("{first}{second}"))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines_of_text;
    use super::*;

    #[test]
    fn facts_from_an_opening() {
        let opening = "Hierbij bied ik u, mede namens de minister van Water, de geannoteerde agenda aan van de Milieuraad op 3 en 4 mei 2030 in Luxemburg.";
        let outline = Outline { opening: vec![opening.to_string()], ..Outline::default() };
        let mut findings = Vec::new();
        let found = meeting(&outline, &lines_of_text(opening), &Options::default(), &mut findings);
        assert_eq!((found.id.as_str(), found.end.as_str(), found.place.as_str()), ("milieu-2030-05-03", "2030-05-04", "Luxemburg"));
        assert_eq!(found.on_behalf_of, ["minister van Water"]);
        assert!(findings.is_empty(), "{findings:?}");
    }

    fn days_of(sources: &[&str], published: &str) -> String {
        let published: Date = published.parse().unwrap();
        let found = days(sources, Some(published.year()), Some(published));
        found.map_or(String::new(), |days| days.start.to_string())
    }

    #[test]
    fn days_of_the_council_and_not_of_the_letter() {
        assert_eq!(days_of(&["Den Haag, 17 mei 2030", "Op 27 mei a.s. vindt de Landbouwraad plaats."], "2030-05-17"), "2030-05-27");
        let two = "Ik zend u het verslag van de Milieuraad van 4 maart 2030 en de agenda van de Milieuraad van 13 juni 2030.";
        assert_eq!(days_of(&[two], "2030-05-31"), "2030-06-13");
        assert_eq!(days_of(&["De Raad van 20 januari bespreekt bijen."], "2029-12-18"), "2030-01-20");
        assert_eq!(days_of(&["Den Haag, 17 mei 2030", "Een brief over bijen."], "2030-05-17"), "");
        assert_eq!(days_of(&["Verslag van de Milieuraad van 4 maart 2030"], "2030-03-20"), "2030-03-04");
    }

    #[test]
    fn places_of_a_council() {
        assert_eq!(super::place(&["Milieuraad, 2 december 2030, Brussel"], None).as_deref(), Some("Brussel"));
        assert_eq!(super::place(&["Milieuraad 2 december 2030 (Brussel)"], None).as_deref(), Some("Brussel"));
        let place = |text: &str| takes_place(&lines_of_text(text));
        assert_eq!(place("Op maandag 18 november vindt in Brussel de Raad plaats.").as_deref(), Some("Brussel"));
        assert_eq!(place("Dit vindt in de Raad steun. De Raad vindt plaats in Luxemburg.").as_deref(), Some("Luxemburg"));
        assert_eq!(super::place(&["Op 27 mei a.s. vindt in Brussel de Landbouwraad plaats."], Some(2030)).as_deref(), Some("Brussel"));
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
