//! The fixed words of a site, its address words and its dates, all from one file per language.
//!
//! Takes: `languages/<code>.toml`, built in for Dutch and English, or the site's own for a third language.
//! Gives: [`Language`].
//! Never: translates content, or falls back to another language word by word: a file is complete or refused.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;

/// The languages that the program carries.
const BUILT_IN: &[(&str, &str)] = &[("nl", include_str!("../languages/nl.toml")), ("en", include_str!("../languages/en.toml"))];

/// Everything that one language fixes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// The BCP 47 code, such as `nl`; it is the name of the file.
    #[serde(skip)]
    pub code: String,
    /// Its name in itself.
    pub name: String,
    /// The words in addresses.
    pub addresses: Addresses,
    /// How dates are written.
    pub dates: Dates,
    /// Titles by which the kind of a section is recognised, in lower case.
    pub sections: BTreeMap<String, Vec<String>>,
    /// What templates say.
    pub words: BTreeMap<String, String>,
}

/// The words of which addresses are made.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is named after what it addresses")]
pub struct Addresses {
    pub meetings: String,
    pub dossiers: String,
    pub sources: String,
    pub commitments: String,
    pub treatments: String,
    pub overview: String,
    pub fiches: String,
    pub motions: String,
    pub quarter: String,
    pub report: String,
    pub footnote: String,
    pub search: String,
    pub archive: String,
    pub citation: String,
    pub footnotes: String,
    pub version: String,
}

impl Addresses {
    /// Checks that every word can be part of an address, and that no two lists get the same one.
    fn check(&self) -> Result<(), String> {
        let lists = [
            &self.meetings,
            &self.dossiers,
            &self.sources,
            &self.commitments,
            &self.treatments,
            &self.overview,
            &self.fiches,
            &self.motions,
            &self.search,
            &self.archive,
        ];
        let others = [&self.quarter, &self.report, &self.footnote, &self.citation, &self.footnotes, &self.version];
        let usable = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if let Some(word) = lists.iter().chain(&others).find(|word| !usable(word)) {
            return Err(format!("`{word}` in `[addresses]` has to be of small letters, digits and hyphens"));
        }
        if let Some((_, word)) = lists.iter().enumerate().find(|(i, word)| lists[..*i].contains(word)) {
            return Err(format!("`{word}` stands twice in `[addresses]`"));
        }
        Ok(())
    }
}

/// How dates and ranges of dates are written. Patterns hold `{day}`, `{month}`, `{year}`, `{from}`, `{to}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is a pattern named after what it writes")]
pub struct Dates {
    pub months: Vec<String>,
    pub weekdays: Vec<String>,
    pub date: String,
    pub day_month: String,
    pub and: String,
    pub until: String,
}

impl Language {
    /// A language that the program carries; `None` for any other code.
    pub fn built_in(code: &str) -> Option<Arc<Language>> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == code)?;
        let language = Language::read(code, text).expect("the built-in language files are complete, which a test shows");
        Some(Arc::new(language))
    }

    /// The codes that the program carries.
    pub fn built_in_codes() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(code, _)| *code)
    }

    /// Reads a language file.
    ///
    /// # Errors
    /// A sentence that says what is wrong: TOML that is not valid, a missing table, or words that differ from the Dutch ones.
    pub fn read(code: &str, text: &str) -> Result<Language, String> {
        let mut language: Language = toml::from_str(text).map_err(|e| e.to_string())?;
        language.code = code.to_owned();
        if language.dates.months.len() != 12 || language.dates.weekdays.len() != 7 {
            return Err("`months` needs twelve names and `weekdays` seven".to_owned());
        }
        language.addresses.check()?;
        if code != "nl" {
            let reference: Language = toml::from_str(BUILT_IN[0].1).map_err(|e| e.to_string())?;
            same_words(&language, &reference)?;
        }
        Ok(language)
    }

    /// A fixed word; a key that is not there is a mistake in the program and shows as the key itself.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// A fixed word with its `{places}` filled.
    pub fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.word(key), values)
    }

    /// Whether a treatment says that its item is adopted without discussion. "A-punten" says so too, "agenda item" does not.
    pub fn names_a_point(&self, treatment: &str) -> bool {
        let (treatment, marker) = (treatment.to_lowercase(), self.word("a_point").to_lowercase());
        let begins_word = |(at, _): (usize, &str)| !treatment[..at].ends_with(char::is_alphanumeric);
        treatment.match_indices(&marker).any(begins_word)
    }

    /// A date, as "13 juni 2024".
    pub fn date(&self, date: Date) -> String {
        fill(&self.dates.date, &[("day", &date.day().to_string()), ("month", self.month(date)), ("year", &date.year().to_string())])
    }

    /// A date without its year, as "13 juni".
    pub fn day_month(&self, date: Date) -> String {
        fill(&self.dates.day_month, &[("day", &date.day().to_string()), ("month", self.month(date))])
    }

    /// A date with its weekday, as "donderdag 13 juni 2024".
    pub fn long_date(&self, date: Date) -> String {
        let weekday = &self.dates.weekdays[date.weekday().to_monday_zero_offset() as usize];
        format!("{weekday} {}", self.date(date))
    }

    /// The size of a file, as "96 kB" or "1,4 MB".
    pub fn size(&self, bytes: u64) -> String {
        match bytes {
            0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
            _ => format!("{}{}{} MB", bytes / 1_000_000, self.word("decimal_sign"), bytes % 1_000_000 / 100_000),
        }
    }

    /// A range of days, naming no month and no year twice: "13 en 14 juni 2024", "31 mei en 1 juni 2024",
    /// "30 december 2024 tot en met 2 januari 2025". Two days in a row are joined by "and", more by "until".
    pub fn date_range(&self, from: Date, to: Option<Date>) -> String {
        let Some(to) = to.filter(|to| *to != from) else { return self.date(from) };
        let first = match (from.year() == to.year(), from.month() == to.month()) {
            (true, true) => from.day().to_string(),
            (true, false) => self.day_month(from),
            (false, _) => self.date(from),
        };
        let consecutive = from.tomorrow().is_ok_and(|next| next == to);
        let pattern = if consecutive { &self.dates.and } else { &self.dates.until };
        fill(pattern, &[("from", &first), ("to", &self.date(to))])
    }

    fn month(&self, date: Date) -> &str {
        &self.dates.months[date.month() as usize - 1]
    }
}

fn same_words(language: &Language, reference: &Language) -> Result<(), String> {
    let missing: Vec<&str> = reference.words.keys().filter(|k| !language.words.contains_key(*k)).map(String::as_str).collect();
    let unused: Vec<&str> = language.words.keys().filter(|k| !reference.words.contains_key(*k)).map(String::as_str).collect();
    match (missing.is_empty(), unused.is_empty()) {
        (true, true) => Ok(()),
        (false, _) => Err(format!("`[words]` lacks {}", missing.join(", "))),
        (true, false) => Err(format!("nothing uses {} in `[words]`", unused.join(", "))),
    }
}

/// A pattern with its `{places}` filled, in one pass, since every page has hundreds.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len() + 24);
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|i| open + i) else { break };
        text.push_str(&rest[..open]);
        match values.iter().find(|(name, _)| *name == &rest[open + 1..close]) {
            Some((_, value)) => text.push_str(value),
            None => text.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn built_in_languages_are_complete() {
        for (code, text) in BUILT_IN {
            Language::read(code, text).unwrap_or_else(|e| panic!("{code}: {e}"));
        }
    }

    #[test]
    fn a_dutch_reader_recognises_the_dates() {
        let nl = Language::built_in("nl").unwrap();
        let range = |a, b| nl.date_range(a, Some(b));
        assert_eq!(range(date(2024, 6, 13), date(2024, 6, 14)), "13 en 14 juni 2024");
        assert_eq!(range(date(2024, 5, 31), date(2024, 6, 1)), "31 mei en 1 juni 2024");
        assert_eq!(range(date(2024, 12, 30), date(2025, 1, 2)), "30 december 2024 tot en met 2 januari 2025");
        assert_eq!(range(date(2024, 12, 31), date(2025, 1, 1)), "31 december 2024 en 1 januari 2025");
        assert_eq!(range(date(2024, 6, 13), date(2024, 6, 13)), "13 juni 2024");
        assert_eq!(range(date(2024, 6, 10), date(2024, 6, 14)), "10 tot en met 14 juni 2024");
        assert_eq!(nl.long_date(date(2024, 6, 13)), "donderdag 13 juni 2024");
    }

    #[test]
    fn an_english_reader_recognises_the_dates() {
        let en = Language::built_in("en").unwrap();
        assert_eq!(en.date_range(date(2024, 6, 13), Some(date(2024, 6, 14))), "13 and 14 June 2024");
        assert_eq!(en.date_range(date(2024, 6, 10), Some(date(2024, 6, 14))), "10 to 14 June 2024");
        assert_eq!(en.date_range(date(2024, 5, 31), Some(date(2024, 6, 1))), "31 May and 1 June 2024");
        assert_eq!(en.long_date(date(2024, 6, 13)), "Thursday 13 June 2024");
    }

    #[test]
    fn every_word_is_used() {
        let files = |folder: &str| walkdir::WalkDir::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
        let read = |folder| files(folder).into_iter().filter_map(|e| std::fs::read_to_string(e.ok()?.path()).ok()).collect::<String>();
        let (templates, sources) = (read("templates"), read("src"));
        let in_template = |key: &str| {
            let after = |(at, found): (usize, &str)| templates[at + found.len()..].chars().next();
            let ends = |next: Option<char>| next.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            templates.match_indices(&format!("t.{key}")).map(after).any(ends)
        };
        let used = |key: &str| in_template(key) || sources.contains(&format!("\"{key}\""));
        let nl = Language::built_in("nl").unwrap();
        let unused: Vec<&String> = nl.words.keys().filter(|k| !k.starts_with("milestone_") && !used(k)).collect();
        // The calendar of meetings asks for `commitment`.
        assert!(unused.iter().all(|k| *k == "commitment"), "{unused:?}");
    }

    #[test]
    fn a_points_are_told_from_agenda_items() {
        let (nl, en) = (Language::built_in("nl").unwrap(), Language::built_in("en").unwrap());
        let said = ["Goedkeuring zonder discussie (A-punt)", "a-punten"].map(|text| nl.names_a_point(text));
        assert_eq!(said, [true, true]);
        let said = ["Adoption (A item)", "A items", "Discussion of an agenda item"].map(|text| en.names_a_point(text));
        assert_eq!(said, [true, true, false]);
    }

    #[test]
    fn an_incomplete_language_names_what_it_lacks() {
        let text = BUILT_IN[1].1.replace("a_point =", "a_pint =");
        let error = Language::read("de", &text).unwrap_err();
        assert!(error.contains("lacks a_point"), "{error}");
    }
}
