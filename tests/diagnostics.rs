//! Every diagnostic is shown by some test, with its hint.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use voetnoot::diagnostic::{Code, MessageLanguage};
use walkdir::WalkDir;

/// What the cases show, one diagnostic at a time.
fn shown() -> Vec<String> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folders = fs::read_dir(cases).expect("the folder of the cases").map(|entry| entry.expect("a case").path());
    let texts = folders.filter_map(|folder| fs::read_to_string(folder.join("diagnostics.txt")).ok());
    texts
        .flat_map(|text| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>())
        .filter(|one| !one.trim().is_empty())
        .collect()
}

#[test]
fn every_diagnostic_is_shown_by_a_test_with_its_hint() {
    let shown = shown();
    for one in &shown {
        assert!(one.contains("= hint ("), "without a hint:\n{one}");
    }
    let by_case = |code: &Code| shown.iter().any(|one| one.trim_start().contains(&format!("[{}]: ", code.name())));
    let by_file_system = |code: &Code| crate::disk::SHOWN.iter().any(|(shown, _)| shown == code);
    // No project leads to these: a package that was tampered with, a program that fails, one that never ends, and what only
    // matters to whoever seals.
    let others = [
        include_str!("leaks.rs"),
        include_str!("archive.rs"),
        include_str!("external.rs"),
        include_str!("pdf.rs"),
        include_str!("../src/preview/tests.rs"),
        include_str!("../src/flow/fault.rs"),
    ];
    let by_other_test = |code: &Code| {
        others
            .iter()
            .any(|test| test.contains(&format!("Code::{code:?})")) || test.contains(&format!("Code::{code:?},")))
    };
    let shown = |code: &&Code| by_case(code) || by_file_system(code) || by_other_test(code);
    let missing: Vec<&str> = Code::ALL.iter().filter(|code| !shown(code)).map(|code| code.name()).collect();
    assert!(missing.is_empty(), "no case shows {}: add a folder to tests/cases that does", missing.join(", "));
}

/// What `tests/mistakes` holds of each code: how bad it is, and how sure its hints are.
pub fn hints() -> BTreeMap<String, BTreeSet<String>> {
    let mistakes = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut hints: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in fs::read_dir(mistakes).expect("the folder of the mistakes") {
        let folder = entry.expect("a mistake").path();
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let code = name.split('.').next().unwrap_or_default().to_owned();
        let said = fs::read_to_string(folder.join("hint.txt")).unwrap_or_else(|error| panic!("{name}: {error}"));
        hints
            .entry(code)
            .or_default()
            .extend(said.trim().split(", ").skip(1).map(|sureness| sureness.replace('-', " ")));
    }
    // Needs another site: `external.rs` makes its edit.
    hints.insert(Code::ExternalMoved.name().to_owned(), BTreeSet::from(["choose".to_owned()]));
    hints
}

#[test]
fn every_code_has_a_smallest_wrong_input() {
    let hints = hints();
    let others = [
        include_str!("leaks.rs"),
        include_str!("archive.rs"),
        include_str!("external.rs"),
        include_str!("pdf.rs"),
        include_str!("../src/preview/tests.rs"),
        include_str!("../src/flow/fault.rs"),
    ];
    let elsewhere = |code: &Code| {
        crate::disk::SHOWN.iter().any(|(shown, _)| shown == code)
            || others
                .iter()
                .any(|test| test.contains(&format!("Code::{code:?})")) || test.contains(&format!("Code::{code:?},")))
    };
    let missing = Code::ALL.iter().filter(|code| !hints.contains_key(code.name()) && !elsewhere(code));
    let missing: Vec<&str> = missing.map(|code| code.name()).collect();
    assert!(missing.is_empty(), "add the folders {missing:?} to tests/mistakes, as tests/README.md says");
    let unknown = hints.keys().find(|name| Code::ALL.iter().all(|code| code.name() != *name));
    assert_eq!(unknown, None, "tests/mistakes has a folder for a code that does not exist");
}

/// The sentences of a catalogue by key, `id` or `id.attribute`, with the variables of each.
fn sentences(code: &str) -> BTreeMap<String, BTreeSet<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/diagnostic/{code}.ftl"));
    let text = fs::read_to_string(file).expect("the catalogue");
    let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{code}: {errors:?}"));
    let mut sentences = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        let value = message.value.map(|pattern| (id.clone(), pattern));
        let attributes = message.attributes.into_iter().map(|a| (format!("{id}.{}", a.id.name), a.value));
        for (key, pattern) in value.into_iter().chain(attributes) {
            let mut names = BTreeSet::new();
            variables(&pattern, &mut names);
            assert!(sentences.insert(key.clone(), names).is_none(), "{code}: `{key}` stands twice");
        }
    }
    sentences
}

fn variables(pattern: &Pattern<String>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => drop(names.insert(id.name.clone())),
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    names.insert(id.name.clone());
                }
                variants.iter().for_each(|variant| variables(&variant.value, names));
            }
            _ => {}
        }
    }
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_variables() {
    let (english, dutch) = (sentences("en"), sentences("nl"));
    for (key, names) in &english {
        assert_eq!(Some(names), dutch.get(key), "`{key}` in Dutch");
    }
    let more: Vec<&String> = dutch.keys().filter(|key| !english.contains_key(*key)).collect();
    assert!(more.is_empty(), "only in Dutch: {more:?}");
}

/// Each `message!("key", name = …)` of the program: the key and the names.
fn said() -> BTreeMap<String, BTreeSet<BTreeSet<String>>> {
    let mut said: BTreeMap<String, BTreeSet<BTreeSet<String>>> = BTreeMap::new();
    let sources = WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    for entry in sources.into_iter().map(|entry| entry.expect("an entry of src")) {
        if entry.path().extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a source file");
        // Docs may show a call without a key of its own.
        let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for (at, begin) in text.match_indices("message!(") {
            let rest = text[at + begin.len()..].trim_start();
            let Some((key, rest)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) else { continue };
            said.entry(key.to_owned()).or_default().insert(names(rest));
        }
    }
    said
}

/// The names before `=` or `,` up to the bracket that closes the macro.
fn names(rest: &str) -> BTreeSet<String> {
    let (mut depth, mut quoted, mut end) = (0, false, rest.len());
    let mut parts = vec![0];
    let mut before = ' ';
    for (at, c) in rest.char_indices() {
        match c {
            '"' if before != '\\' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => {
                end = at;
                break;
            }
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => parts.push(at + 1),
            _ => {}
        }
        before = c;
    }
    let ends = parts.iter().skip(1).map(|at| at - 1).chain([end]);
    let name = |(from, to): (&usize, usize)| rest[*from..to].split('=').next().unwrap_or("").trim().to_owned();
    parts.iter().zip(ends).skip(1).map(name).filter(|name| !name.is_empty()).collect()
}

#[test]
fn whatever_the_program_says_stands_in_the_catalogues_and_nothing_else_does() {
    let (english, said) = (sentences("en"), said());
    for (key, used) in &said {
        let Some(variables) = english.get(key) else { panic!("the catalogues have no `{key}`") };
        for names in used {
            assert_eq!(names, variables, "what fills in `{key}`");
        }
    }
    let about: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{}.about", code.name())).collect();
    let unused: Vec<&String> = english.keys().filter(|key| !said.contains_key(*key) && !about.contains(*key)).collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}

#[test]
fn every_code_is_explained_in_both_languages() {
    for code in Code::ALL {
        let about = code.about();
        let (english, dutch) = (about.words(MessageLanguage::En), about.words(MessageLanguage::Nl));
        for words in [&english, &dutch] {
            assert!(words.ends_with('.') && words.starts_with(|c: char| c.is_uppercase() || c == '`'), "{words}");
        }
        assert_ne!(english, dutch, "{}", code.name());
    }
}
