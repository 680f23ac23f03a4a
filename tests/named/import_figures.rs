//! How often the importer is right, over all letters beside which somebody wrote down what they say.
//!
//! The facts are those of [`crate::letter_facts`], so this compares with people; the cases themselves only tell what changed.

use std::fmt;

use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use crate::import_case::{import, source};
use crate::import_words::{cited_words, headings, plain, same_words};
use crate::letter_facts::{LetterFacts, OutlineHeading, letter_facts};
use crate::snapshot;

/// Fewer letters than this say nothing.
const LETTERS: usize = 60;

/// What of each figure must at least be right, in percent.
const AT_LEAST: [(Figure, f64); 5] = [
    (Figure::Kind, 100.0),
    (Figure::Day, 100.0),
    (Figure::Headings, 97.0),
    (Figure::Treatments, 95.0),
    (Figure::Notes, 100.0),
];

/// How many headings may be there that the letter does not have, in percent of those that it has.
const FALSE_HEADINGS: f64 = 2.0;

/// What a second document has from the letter, where it is compared already.
const OF_THE_LETTER: [&str; 4] = ["letter", "published", "signatories", "on_behalf_of"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    Kind,
    /// The day and the formation.
    Day,
    Headings,
    Treatments,
    Notes,
}

/// How much of what was asked is right.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    right: usize,
    asked: usize,
}

#[derive(Debug, Default)]
struct Figures {
    letters: usize,
    tallies: [Tally; AT_LEAST.len()],
    false_headings: usize,
    /// Facts that are wrong without a finding about them.
    silent: usize,
    /// What differs, letter by letter.
    differences: String,
}

/// A document that came out of a letter, beside what should have.
struct Compared<'a> {
    letter: &'a str,
    facts: &'a LetterFacts,
    report: &'a Value,
    /// The Markdown that was written.
    written: &'a str,
    /// Whether it is the second document of the letter.
    is_second: bool,
}

pub fn trials() -> Vec<Trial> {
    vec![Trial::test("import::figures", figures_are_reached)]
}

fn figures_are_reached() -> Result<(), Failed> {
    let mut figures = Figures::default();
    for (letter, folder) in snapshot::folders("import/cases") {
        let Some(facts) = letter_facts(&folder) else { continue };
        let source = source(&folder);
        if source.extension().is_some_and(|extension| extension == "docx" || extension == "pdf") {
            // Without the converters there would be other figures.
            continue;
        }
        figures.letters += 1;
        let imported = import(&source)?;
        let (report, written) = (&imported.report, imported.agenda.as_str());
        figures.compare(&Compared { letter: &letter, facts: &facts, report, written, is_second: false });
        if let Some(facts) = &facts.second {
            let written = imported.second.as_deref().unwrap_or_default();
            let letter = format!("{letter}, second document");
            figures.compare(&Compared { letter: &letter, facts, report: &report["second"], written, is_second: true });
        }
    }
    eprintln!("{figures}");
    if figures.are_reached() { Ok(()) } else { Err(format!("{}\n{figures}", figures.differences).into()) }
}

impl Figures {
    fn compare(&mut self, compared: &Compared<'_>) {
        let before = self.differences.len();
        self.facts(compared);
        self.headings(compared);
        self.notes(compared);
        if self.differences.len() > before {
            self.differences.insert_str(before, &format!("{}\n", compared.letter));
        }
    }

    /// Counts one more thing that was asked; `right` is 1 if it is right.
    fn count(&mut self, figure: Figure, right: usize) {
        let tally = &mut self.tallies[figure as usize];
        tally.asked += 1;
        tally.right += right;
    }

    fn differs(&mut self, what: &str, expected: &str, made: &str) {
        self.differences.push_str(&format!("  {what}: {made:?} and not {expected:?}\n"));
    }

    fn facts(&mut self, compared: &Compared<'_>) {
        for (fact, figure, expected, made) in facts(compared) {
            let right = expected == made;
            if let Some(figure) = figure {
                self.count(figure, usize::from(right));
            }
            if !right {
                let silent = !is_said(compared.report, codes_about(fact));
                self.silent += usize::from(silent);
                self.differs(&format!("{fact}{}", if silent { " (in silence)" } else { "" }), &expected, &made);
            }
        }
        for code in compared.facts.doubts.iter().filter(|code| !is_said(compared.report, &[code.as_str()])) {
            self.silent += 1;
            self.differs("doubts", code, "");
        }
    }

    fn headings(&mut self, compared: &Compared<'_>) {
        let mut made = headings(compared.written);
        for expected in compared.facts.outline() {
            let found = made.iter().position(|heading| same_words(&heading.title, &expected.title));
            let found = found.map(|at| made.remove(at));
            let level = found.as_ref().map_or(0, |heading| heading.level);
            self.count(Figure::Headings, usize::from(level == expected.level));
            if level != expected.level {
                self.differs(
                    "level",
                    &format!("{} {}", "#".repeat(expected.level), expected.title),
                    &level.to_string(),
                );
            }
            self.treatments(&expected, found.as_ref().map_or(&[], |heading| &heading.treatments));
        }
        for heading in made.iter().filter(|heading| is_item_or_part(heading)) {
            self.false_headings += 1;
            self.differs("a heading too many", "", &heading.title);
            self.tallies[Figure::Treatments as usize].asked += heading.treatments.len();
        }
    }

    fn treatments(&mut self, expected: &OutlineHeading, made: &[String]) {
        let all = expected.treatments.len().max(made.len());
        for index in 0..all {
            let [expected_one, made_one] = [expected.treatments.get(index), made.get(index)];
            let right = expected_one.zip(made_one).is_some_and(|(expected, made)| same_words(expected, made));
            self.count(Figure::Treatments, usize::from(right));
            if !right {
                let text = |treatment: Option<&String>| treatment.cloned().unwrap_or_default();
                self.differs(&format!("treatment of {:?}", expected.title), &text(expected_one), &text(made_one));
            }
        }
    }

    fn notes(&mut self, compared: &Compared<'_>) {
        let made = cited_words(compared.written);
        let expected = &compared.facts.notes;
        for index in 0..expected.len().max(made.len()) {
            let [expected, made] = [expected.get(index), made.get(index)].map(|words| words.map_or("", String::as_str));
            let right = !expected.is_empty() && plain(made).ends_with(&plain(expected));
            self.count(Figure::Notes, usize::from(right));
            if !right {
                let end = made.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
                self.differs(&format!("mark {}", index + 1), expected, &made[end..]);
            }
        }
    }

    fn share(&self, figure: Figure) -> f64 {
        let Tally { right, asked } = self.tallies[figure as usize];
        percent(right, asked)
    }

    fn false_share(&self) -> f64 {
        percent(self.false_headings, self.tallies[Figure::Headings as usize].asked)
    }

    fn are_reached(&self) -> bool {
        self.letters >= LETTERS
            && self.silent == 0
            && self.false_share() <= FALSE_HEADINGS
            && AT_LEAST.iter().all(|(figure, least)| self.share(*figure) >= *least)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} letters", self.letters)?;
        for (figure, least) in AT_LEAST {
            let Tally { right, asked } = self.tallies[figure as usize];
            writeln!(f, "{figure:?}: {right} of {asked}, {:.1} % (at least {least} %)", self.share(figure))?;
        }
        writeln!(
            f,
            "false headings: {}, {:.1} % (at most {FALSE_HEADINGS} %)",
            self.false_headings,
            self.false_share()
        )?;
        write!(f, "facts that are wrong in silence: {}", self.silent)
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer than 2⁵² headings")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { part as f64 * 100.0 / whole as f64 }
}

/// A heading that an agenda has above the sections of its items.
fn is_item_or_part(heading: &OutlineHeading) -> bool {
    heading.level <= 2 || (heading.level == 3 && has_label(&heading.title))
}

/// Whether a title begins with `a)`, `b.`, `(c)`, `ii.` or the like.
fn has_label(title: &str) -> bool {
    let label = title.trim_start_matches('(');
    let letters = label.bytes().take_while(u8::is_ascii_lowercase).count();
    (1..=3).contains(&letters) && label[letters..].starts_with(['.', ')'])
}

fn is_said(report: &Value, codes: &[&str]) -> bool {
    let said = report["open_questions"].as_array();
    said.is_some_and(|findings| findings.iter().any(|finding| codes.iter().any(|code| finding["code"] == *code)))
}

/// What the importer says when it doubts a fact.
fn codes_about(fact: &str) -> &'static [&'static str] {
    match fact {
        "kind" => &["kind-doubtful", "second-document"],
        "formation" => &["formation-doubtful", "formation-unknown"],
        "start" | "end" => &["date-guessed", "date-unknown", "date-year-guessed", "day-doubtful", "second-document"],
        "place" => &["place-doubtful"],
        "presidency" => &["presidency-doubtful"],
        "informal" => &["formal-or-informal"],
        "signatories" => &["office-doubtful"],
        "commitments" => &["commitment-proposed"],
        _ => &[],
    }
}

/// Each fact: its name, the figure that it counts for, what the letter says and what the importer says.
fn facts(
    Compared { facts, report, is_second, .. }: &Compared<'_>,
) -> Vec<(&'static str, Option<Figure>, String, String)> {
    let meeting = &report["meeting"];
    let text = |value: &Value| value.as_str().map(ToOwned::to_owned).unwrap_or_default();
    let list = |value: &Value, of: &dyn Fn(&Value) -> String| {
        let values = value.as_array().map(Vec::as_slice).unwrap_or_default();
        values.iter().map(of).collect::<Vec<_>>().join("; ").to_lowercase()
    };
    let signatory = |value: &Value| format!("{}, {}", text(&value["name"]), text(&value["office"]));
    let day = |day: &Option<toml::value::Datetime>| day.map(|day| day.to_string()).unwrap_or_default();
    let due = |value: &Value| text(&value["due"]);
    let mut made_due: Vec<String> = report["commitments"].as_array().into_iter().flatten().map(due).collect();
    made_due.retain(|due| !due.is_empty());
    made_due.sort();
    let due: Vec<String> = facts.commitments.iter().map(ToString::to_string).collect();
    // Without a formation in the text, the importer writes a word that means nothing in particular, and says so.
    let formation = text(&meeting["formation"]);
    let formation = if formation == "raad" { String::new() } else { formation };
    let both = |name: &'static str, figure, expected: String| (name, figure, expected, text(&meeting[name]));
    let mut all = vec![
        ("kind", Some(Figure::Kind), facts.kind.clone(), text(&report["kind"])),
        ("formation", Some(Figure::Day), facts.formation.clone(), formation),
        both("start", Some(Figure::Day), day(&facts.start)),
        both("end", Some(Figure::Day), day(&facts.end)),
        both("place", None, facts.place.clone()),
        both("presidency", None, facts.presidency.clone()),
        both("letter", None, facts.letter.clone()),
        both("published", None, day(&facts.published)),
        ("provisional", None, facts.provisional.to_string(), meeting["provisional"].to_string()),
        ("informal", None, facts.informal.to_string(), meeting["informal"].to_string()),
        ("signatories", None, facts.signatories.join("; ").to_lowercase(), list(&report["signatories"], &signatory)),
        ("on_behalf_of", None, facts.on_behalf_of.join("; ").to_lowercase(), list(&meeting["on_behalf_of"], &text)),
        ("commitments", None, due.join("; "), made_due.join("; ")),
    ];
    if *is_second {
        all.retain(|(fact, ..)| !OF_THE_LETTER.contains(fact));
    }
    all
}
