//! The fixed words of a site, the words in its addresses, and its dates, all from one file per language.
//!
//! Takes: `languages/<code>.toml`, of which some are built in; a site's own holds what differs, or all words of another language.
//! Gives: [`Language`].
//! Never: translates content, or mixes languages: what a file leaves out comes from the same language, of which it may be a
//! variant, or the file is refused.

use crate::diagnostic::{Message, message};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, Time};
use serde::Deserialize;

use crate::settings::word_tables::{has_no_slip, lay_over};
use crate::settings::words::Word;

/// The languages that come with the program: code and file.
pub(crate) const BUILT_IN: &[(&str, &str)] = &[
    ("nl", include_str!("../../languages/nl.toml")),
    ("en", include_str!("../../languages/en.toml")),
    ("sv", include_str!("../../languages/sv.toml")),
    ("da", include_str!("../../languages/da.toml")),
];

/// Everything that depends on the language of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Language {
    /// The BCP 47 code, such as `nl`, which is the name of the file.
    #[serde(skip)]
    pub code: String,
    /// The name of the language in that language: `Nederlands`.
    pub name: String,
    pub addresses: AddressWords,
    pub dates: Dates,
    /// The titles that mark each kind of section, in lower case.
    pub sections: BTreeMap<String, Vec<String>>,
    /// The fixed words and phrases by key, for templates.
    pub words: BTreeMap<String, String>,
    /// The words of [`Word::ALL`], in the same order.
    #[serde(skip)]
    asked_for: Vec<String>,
    /// The same language with the words of a formation, by its id.
    #[serde(skip)]
    pub of_formations: BTreeMap<String, Arc<Language>>,
}

/// The words from which addresses are made.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddressWords {
    pub meetings: String,
    pub dossiers: String,
    pub sources: String,
    pub commitments: String,
    pub treatments: String,
    pub overview: String,
    pub timeliness: String,
    pub fiches: String,
    pub motions: String,
    pub quarter: String,
    pub report: String,
    pub beside: String,
    pub footnote: String,
    pub search: String,
    pub archive: String,
    pub citation: String,
    pub footnotes: String,
    pub version: String,
}

impl AddressWords {
    /// Checks that every word can be part of an address, and that no two lists have the same one.
    fn check(&self) -> Result<(), Message> {
        let lists = [
            &self.meetings,
            &self.dossiers,
            &self.sources,
            &self.commitments,
            &self.treatments,
            &self.overview,
            &self.timeliness,
            &self.fiches,
            &self.motions,
            &self.search,
            &self.archive,
        ];
        let others =
            [&self.quarter, &self.report, &self.beside, &self.footnote, &self.citation, &self.footnotes, &self.version];
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let usable = |word: &str| !word.is_empty() && word.chars().all(fits);
        if let Some(word) = lists.iter().chain(&others).find(|word| !usable(word)) {
            return Err(message!("unusable-address-word", word));
        }
        if let Some((_, word)) = lists.iter().enumerate().find(|(i, word)| lists[..*i].contains(word)) {
            return Err(message!("doubled-address-word", word));
        }
        Ok(())
    }
}

/// How dates and times are written. Patterns hold `{day}`, `{month}`, `{year}`, `{hour}`, `{minute}`, `{time}`, `{from}`, `{to}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dates {
    pub months: Vec<String>,
    pub weekdays: Vec<String>,
    pub date: String,
    pub day_month: String,
    pub and: String,
    pub until: String,
    pub clock: String,
    pub time: String,
    pub times: String,
}

impl Language {
    /// A language that comes with the program; `None` for any other code.
    pub(crate) fn built_in(code: &str) -> Option<Arc<Language>> {
        // A site is linked after every change, and its words are mostly these.
        static UNPACKED: LazyLock<Vec<Arc<Language>>> = LazyLock::new(|| {
            let read = |(code, text): &(&str, &str)| {
                let language = Language::read(code, text);
                Arc::new(language.expect("the built-in language files are complete, which a test shows"))
            };
            BUILT_IN.iter().map(read).collect()
        });
        BUILT_IN.iter().position(|(known, _)| *known == code).map(|at| UNPACKED[at].clone())
    }

    /// The codes of the languages that come with the program.
    pub(crate) fn built_in_codes() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(code, _)| *code)
    }

    /// The built-in words for a code, as a file.
    pub(crate) fn built_in_text(code: &str) -> Option<&'static str> {
        BUILT_IN.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
    }

    /// The language in which the built-in words for a code are: `nl` for `nl` and `nl-BE`; `None` if there is none.
    pub(crate) fn base(code: &str) -> Option<&'static str> {
        let primary = code.split('-').next().unwrap_or(code);
        Language::built_in_codes().find(|known| *known == code || *known == primary)
    }

    /// The code without what makes it a variant: `nl` for `nl-BE`.
    pub(crate) fn primary(&self) -> &str {
        self.code.split('-').next().unwrap_or(&self.code)
    }

    /// The built-in words under those of the site's own files, the most general file first: that of `nl` before that of `nl-BE`.
    ///
    /// # Errors
    /// The place of the file among `own`, and what is wrong with it: it is not valid, or lacks words that are not built in either.
    pub(crate) fn layered(code: &str, own: &[&str]) -> Result<Language, (usize, Message)> {
        let built_in = Language::base(code).and_then(Language::built_in_text);
        let read = |text| toml::from_str(text).expect("the built-in language files are valid, which a test shows");
        let mut table: toml::Table = built_in.map(read).unwrap_or_default();
        let known = table.clone();
        let mut language = None;
        for (at, text) in own.iter().enumerate() {
            let over: toml::Table = toml::from_str(text).map_err(|e| (at, malformed(&e)))?;
            if built_in.is_some() {
                has_no_slip(&over, &known).map_err(|reason| (at, reason))?;
            }
            lay_over(&mut table, over);
            language = Some(Language::of_table(code, &table).map_err(|reason| (at, reason))?);
        }
        language.map_or_else(|| Language::of_table(code, &table).map_err(|reason| (0, reason)), Ok)
    }

    /// Reads a language file by itself.
    ///
    /// # Errors
    /// As [`Language::layered`].
    fn read(code: &str, text: &str) -> Result<Language, Message> {
        Language::layered(code, &[text]).map_err(|(_, reason)| reason)
    }

    fn of_table(code: &str, table: &toml::Table) -> Result<Language, Message> {
        let mut language: Language = table.clone().try_into().map_err(|e| malformed(&e))?;
        language.code = code.to_owned();
        if language.dates.months.len() != 12 || language.dates.weekdays.len() != 7 {
            return Err(message!("missing-dates"));
        }
        language.addresses.check()?;
        let dutch: Language = toml::from_str(BUILT_IN[0].1).map_err(|e| malformed(&e))?;
        has_words_of(&language, &dutch)?;
        // A site may add words of its own to built-in ones.
        if Language::base(code).is_none() {
            has_no_other_words(&language, &dutch)?;
        }
        language.put_asked_for()?;
        Ok(language)
    }

    fn put_asked_for(&mut self) -> Result<(), Message> {
        let asked_for = |word: &Word| self.words.get(word.key()).cloned().ok_or_else(|| lacking(&[word.key()]));
        self.asked_for = Word::ALL.iter().map(asked_for).collect::<Result<_, _>>()?;
        Ok(())
    }

    /// The same language, knowing the words of formations, by their ids.
    pub(crate) fn with_formations(&self, words: &BTreeMap<String, BTreeMap<String, String>>) -> Language {
        let of_formation = |own: &BTreeMap<String, String>| {
            let mut language = self.clone();
            language.words.extend(own.clone());
            // Each word that the program asks for is there: these come on top.
            let _ = language.put_asked_for();
            Arc::new(language)
        };
        let of_formations = words.iter().map(|(id, own)| (id.clone(), of_formation(own))).collect();
        Language { of_formations, ..self.clone() }
    }

    /// The words on the pages of a formation.
    pub(crate) fn of_formation(&self, id: &str) -> &Language {
        self.of_formations.get(id).map_or(self, |language| language)
    }

    pub(crate) fn word(&self, word: Word) -> &str {
        &self.asked_for[word as usize]
    }

    /// A fixed phrase, with its `{places}` filled in.
    pub(crate) fn phrase(&self, phrase: Word, values: &[(&str, &str)]) -> String {
        fill(self.word(phrase), values)
    }

    /// Whether a treatment says that its item is adopted without discussion. "A-punten" does, "agenda item" does not.
    pub(crate) fn names_a_point(&self, treatment: &str) -> bool {
        let (treatment, marker) = (treatment.to_lowercase(), self.word(Word::APoint).to_lowercase());
        let begins_word = |(at, _): (usize, &str)| !treatment[..at].ends_with(char::is_alphanumeric);
        treatment.match_indices(&marker).any(begins_word)
    }

    /// A date: "13 juni 2024".
    pub(crate) fn date(&self, date: Date) -> String {
        fill(
            &self.dates.date,
            &[("day", &date.day().to_string()), ("month", self.month(date)), ("year", &date.year().to_string())],
        )
    }

    /// A date without its year: "13 juni".
    pub(crate) fn day_month(&self, date: Date) -> String {
        fill(&self.dates.day_month, &[("day", &date.day().to_string()), ("month", self.month(date))])
    }

    /// The size of a file: "96 kB", "1,4 MB".
    pub(crate) fn size(&self, bytes: u64) -> String {
        match bytes {
            0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
            _ => format!("{}{}{} MB", bytes / 1_000_000, self.word(Word::DecimalSign), bytes % 1_000_000 / 100_000),
        }
    }

    /// A range of days that repeats no month and no year: "13 en 14 juni 2024", "31 mei en 1 juni 2024", "30 december
    /// 2024 tot en met 2 januari 2025". Two consecutive days are joined by "and", more by "until".
    pub(crate) fn date_range(&self, from: Date, to: Option<Date>) -> String {
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

    /// A time of day, or from one to another: "19.30 uur", "19.30–22.00 uur". Where a day is given, it stands before its time:
    /// "10 september 19.30".
    pub(crate) fn times(&self, from: (Option<Date>, Time), to: Option<(Option<Date>, Time)>) -> String {
        let said = |(day, time): (Option<Date>, Time)| {
            let (hour, minute) = (format!("{:02}", time.hour()), format!("{:02}", time.minute()));
            let clock = fill(&self.dates.clock, &[("hour", &hour), ("minute", &minute)]);
            day.map_or(clock.clone(), |day| format!("{} {clock}", self.day_month(day)))
        };
        match to {
            Some(to) => fill(&self.dates.times, &[("from", &said(from)), ("to", &said(to))]),
            None => fill(&self.dates.time, &[("time", &said(from))]),
        }
    }

    fn month(&self, date: Date) -> &str {
        &self.dates.months[date.month() as usize - 1]
    }
}

/// Refuses a language that lacks a word of `reference`.
fn has_words_of(language: &Language, reference: &Language) -> Result<(), Message> {
    let missing: Vec<&str> =
        reference.words.keys().filter(|key| !language.words.contains_key(*key)).map(String::as_str).collect();
    if missing.is_empty() { Ok(()) } else { Err(lacking(&missing)) }
}

/// Refuses a language with a word that `reference` lacks.
fn has_no_other_words(language: &Language, reference: &Language) -> Result<(), Message> {
    let unused: Vec<&str> =
        language.words.keys().filter(|key| !reference.words.contains_key(*key)).map(String::as_str).collect();
    if unused.is_empty() { Ok(()) } else { Err(message!("unused-word", words = unused.join(", "))) }
}

fn lacking(keys: &[&str]) -> Message {
    message!("missing-word", words = keys.join(", "))
}

fn malformed(error: &toml::de::Error) -> Message {
    message!("malformed-toml", reason = error.to_string().trim_end())
}

/// Fills in the `{places}` of a pattern in one pass, since every page has hundreds of them.
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
    use std::collections::BTreeSet;

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
    }

    #[test]
    fn an_english_reader_recognises_the_dates() {
        let en = Language::built_in("en").unwrap();
        assert_eq!(en.date_range(date(2024, 6, 13), Some(date(2024, 6, 14))), "13 and 14 June 2024");
        assert_eq!(en.date_range(date(2024, 6, 10), Some(date(2024, 6, 14))), "10 to 14 June 2024");
        assert_eq!(en.date_range(date(2024, 5, 31), Some(date(2024, 6, 1))), "31 May and 1 June 2024");
    }

    /// The keys that templates ask for, as `t.key`.
    fn keys_in_templates() -> BTreeSet<String> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let files = walkdir::WalkDir::new(folder).into_iter().filter_map(|entry| entry.ok());
        let texts = files.filter_map(|entry| std::fs::read_to_string(entry.path()).ok());
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let mut keys = BTreeSet::new();
        for text in texts {
            for (at, found) in text.match_indices("t.") {
                let key: String = text[at + found.len()..].chars().take_while(|c| is_part(*c)).collect();
                if !text[..at].ends_with(|c: char| is_part(c) || c == '.') && !key.is_empty() {
                    keys.insert(key);
                }
            }
        }
        keys
    }

    #[test]
    fn templates_ask_for_words_that_are_there() {
        let nl = Language::built_in("nl").unwrap();
        let keys = keys_in_templates();
        assert!(keys.len() > 50, "{keys:?}");
        let missing: Vec<&String> = keys.iter().filter(|key| !nl.words.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_word_is_used() {
        let keys = keys_in_templates();
        let asked_for = |key: &str| Word::ALL.iter().any(|word| word.key() == key);
        let nl = Language::built_in("nl").unwrap();
        let unused: Vec<&String> = nl.words.keys().filter(|key| !keys.contains(*key) && !asked_for(key)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn every_word_stands_at_its_number() {
        let nl = Language::built_in("nl").unwrap();
        for word in Word::ALL {
            assert_eq!(nl.word(*word), nl.words[word.key()], "{word:?}");
        }
    }

    #[test]
    fn a_file_holds_what_differs() {
        let of =
            |code: &str, own: &[&str]| Language::layered(code, own).map_err(|(at, reason)| (at, reason.to_string()));
        let nl = of("nl-BE", &["[words]\nagenda = \"Agenda\"\nown = \"eigen\"\n", "[dates]\ntime = \"om {time}\"\n"])
            .unwrap();
        assert_eq!((nl.code.as_str(), nl.word(Word::Agenda), nl.word(Word::Report)), ("nl-BE", "Agenda", "Verslag"));
        assert_eq!(nl.times((None, Time::constant(9, 5, 0, 0)), None), "om 09.05");
        let slip = of("nl", &["", "[words]\nagneda = \"Agenda\"\n"]).unwrap_err();
        assert_eq!(slip, (1, "`agneda` is no word; is it meant to be `agenda`?".to_owned()));
    }

    #[test]
    fn times_of_one_day_and_of_two() {
        let (nl, en) = (Language::built_in("nl").unwrap(), Language::built_in("en").unwrap());
        let at = |hour, minute| Time::constant(hour, minute, 0, 0);
        assert_eq!(nl.times((None, at(19, 30)), None), "19.30 uur");
        assert_eq!(nl.times((None, at(19, 30)), Some((None, at(22, 0)))), "19.30–22.00 uur");
        assert_eq!(en.times((None, at(9, 0)), Some((None, at(17, 0)))), "09:00–17:00");
        let days = (Some(date(2026, 9, 10)), Some(date(2026, 9, 11)));
        let two = nl.times((days.0, at(19, 30)), Some((days.1, at(12, 0))));
        assert_eq!(two, "10 september 19.30–11 september 12.00 uur");
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
        assert!(error.to_string().contains("lacks a_point"), "{error}");
    }
}
