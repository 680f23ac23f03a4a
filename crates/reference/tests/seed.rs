//! The real document that the grammar was made for, which is not part of the repository.
//!
//! `VOETNOOT_SEED` names its text file; without it these tests are ignored, and say so. A binary of its own, since only the tests of such
//! a one can find out while they run that they are to be ignored.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Completion, Failed, Trial};
use reference::{
    CalendarDay, Form, FoundReference, Lint, LintCode, LintContext, RecognisedText, Registry, lint, recognise,
};

const SEED: &str = "VOETNOOT_SEED";

fn main() -> ExitCode {
    let trials = [
        trial(
            "all_papers_of_the_raw_text_are_found_and_nothing_is_guessed",
            all_papers_are_found_and_nothing_is_guessed,
        ),
        trial("notes_that_share_a_source_and_what_looks_mistaken", notes_that_share_a_source_and_what_looks_mistaken),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials.into()).exit_code()
}

/// A test of the text of the seed.
fn trial(name: &str, test: fn(&str)) -> Trial {
    Trial::ignorable_test(format!("seed::{name}"), move || -> Result<Completion, Failed> {
        let Some(path) = std::env::var_os(SEED) else {
            return Ok(Completion::ignored_with(format!("{SEED} does not name the seed document")));
        };
        test(&std::fs::read_to_string(path)?);
        Ok(Completion::Completed)
    })
}

/// What a site with this document would register.
fn registry() -> Registry {
    let mut builder = Registry::builder().statute("Goedkeuringswet Verdrag van Lissabon", "BWBR0099901");
    for dossier in ["32317", "22112", "26643", "29517"] {
        builder = builder.dossier(dossier);
    }
    builder.build()
}

/// The notes of the raw text, cut at the next note or at the page's end, numbered from 1.
fn notes(text: &str) -> BTreeMap<u32, String> {
    let mut notes = BTreeMap::new();
    let lines: Vec<&str> = text.lines().collect();
    let mut next = 1;
    let mut at = 0;
    while at < lines.len() {
        let head = format!("{next} ");
        let opens = lines[at].strip_prefix(&head).filter(|_| begins_note(&lines, at, next));
        let Some(first) = opens else {
            at += 1;
            continue;
        };
        let mut note = vec![first.trim()];
        at += 1;
        // A note ends at a blank line, at the next note, and where the next page begins, which is indented by one.
        while at < lines.len()
            && !lines[at].trim().is_empty()
            && !lines[at].starts_with(' ')
            && !lines[at].starts_with(&format!("{} ", next + 1))
        {
            note.push(lines[at].trim());
            at += 1;
        }
        notes.insert(next, note.join("\n"));
        next += 1;
    }
    notes
}

/// A note follows a blank line, or the note before it, and begins with a capital.
fn begins_note(lines: &[&str], at: usize, number: u32) -> bool {
    let capital =
        |line: &str| line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').starts_with(char::is_uppercase);
    at > 0 && capital(lines[at]) && (number == 1 || lines[at - 1].trim().is_empty() || at > 1)
}

/// The sentence of the running text that cites note `number`, by the number glued behind a word or full stop.
fn citing_sentence(text: &str, number: u32) -> Option<String> {
    let mark = number.to_string();
    let (at, _) = text.match_indices(&mark).find(|&(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + mark.len()..].chars().next();
        let glued = before.is_some_and(|c| c.is_alphabetic() || matches!(c, '.' | ',' | '\'' | ')' | '’'));
        glued && after.is_some_and(|c| c.is_whitespace() || matches!(c, '.' | ','))
    })?;
    let before = text[..at].trim_end_matches('.');
    let start = before.rfind(". ").map_or(0, |at| at + 2);
    Some(before[start..].split_whitespace().collect::<Vec<_>>().join(" "))
}

fn complete_papers(found: &[FoundReference]) -> Vec<&str> {
    found
        .iter()
        .filter(|r| r.form == Form::Kamerstuk)
        .filter_map(|r| r.id.as_ref())
        .map(reference::Id::as_str)
        .collect()
}

/// The right ids, in order, as typed: the two typing errors included.
const PAPERS: [&str; 23] = [
    "kst-32317-872",
    "kst-32317-878",
    "kst-32317-869",
    "kst-22112-3627",
    "kst-22112-3799",
    "kst-22112-3769",
    "kst-22112-3859",
    "kst-32317-867",
    "kst-32317-875",
    "kst-32317-861",
    "kst-22112-3455",
    "kst-26643-885",
    "kst-26643-1011",
    "kst-26643-1047",
    "kst-32317-867",
    "kst-32317-869",
    "kst-22112-3842",
    "kst-29517-251",
    "kst-22122-3596",
    "kst-22112-3717",
    "kst-22112-3717",
    "kst-22112-3918",
    "kst-22112-3842",
];

fn all_papers_are_found_and_nothing_is_guessed(text: &str) {
    let found = recognise(text, &registry());
    assert_eq!(complete_papers(&found), PAPERS);
    let cut_off: Vec<_> = found.iter().filter(|r| r.paper().is_some_and(|paper| paper.cut_off)).collect();
    assert_eq!(cut_off.len(), 1, "the note without its number, and no other");
    assert!(cut_off[0].id.is_none());
}

fn notes_that_share_a_source_and_what_looks_mistaken(text: &str) {
    let registry = registry();
    let notes = notes(text);
    assert_eq!(notes.len(), 34);
    let found: BTreeMap<u32, Vec<FoundReference>> =
        notes.iter().map(|(&number, note)| (number, recognise(note, &registry))).collect();
    assert_eq!(found.values().flat_map(|found| complete_papers(found)).collect::<Vec<_>>(), PAPERS);

    let mut sharing: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for (&note, found) in &found {
        for id in found.iter().filter_map(|reference| reference.id.as_ref()) {
            sharing.entry(registry.source(id).to_string()).or_default().insert(note);
        }
    }
    let groups: BTreeSet<Vec<u32>> =
        sharing.into_values().filter(|notes| notes.len() > 1).map(|notes| notes.into_iter().collect()).collect();
    assert_eq!(groups, [vec![3, 22], vec![14, 22], vec![23, 34], vec![31, 32], vec![11, 12]].into());

    let descriptions: BTreeMap<u32, String> =
        notes.keys().filter_map(|&note| Some((note, citing_sentence(text, note)?))).collect();
    let passages: Vec<RecognisedText<'_>> = notes
        .iter()
        .map(|(number, note)| RecognisedText {
            text: note,
            note: Some(*number),
            references: &found[number],
            description: descriptions.get(number).map(String::as_str),
        })
        .collect();
    let lints =
        lint(&passages, &LintContext { registry: &registry, date: Some(CalendarDay { year: 2024, month: 6, day: 6 }) });
    let has = |note: u32, code: LintCode| -> Option<&Lint> {
        lints.iter().find(|lint| passages[lint.passage].note == Some(note) && lint.code == code)
    };
    assert_eq!(has(22, LintCode::SpacedNumber).and_then(|lint| lint.did_you_mean.as_deref()), Some("32 317"));
    assert_eq!(has(28, LintCode::UnknownDossier).and_then(|lint| lint.did_you_mean.as_deref()), Some("22 112"));
    assert_eq!(has(8, LintCode::SessionOfPaper).and_then(|lint| lint.did_you_mean.as_deref()), Some("2022/23"));
    assert!(has(31, LintCode::SessionOfPaper).is_some());
    assert!(has(19, LintCode::CutOff).is_some());
    assert!(has(32, LintCode::TwoDescriptions).is_some());
    assert!(has(12, LintCode::OtherForm).is_some());
    let unexpected: Vec<_> = lints
        .iter()
        .filter(|lint| {
            matches!(
                lint.code,
                LintCode::CutOff | LintCode::UnknownDossier | LintCode::SpacedNumber | LintCode::TwoDescriptions
            )
        })
        .map(|lint| lint.passage + 1)
        .collect();
    assert_eq!(unexpected, [19, 22, 28, 32], "no other note is blamed for these");
}
