//! The shape of the program: how long things may be, what may have similar names, and that everything imports
//! downwards.
//!
//! What a rule cannot enforce yet is counted in the table below. A number there may become smaller, never larger.

mod heads;
mod imports;
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use imports::Imports;
use program::PROGRAM;

/// How many rooms there may be; a room is a module in the root of a crate, with everything in its folder.
const ROOMS: usize = 26;
/// How many floors there may be: the most rooms that stand on top of each other.
const FLOORS: usize = 13;
const LINES_OF_FILE: usize = 449;
const LINES_OF_FUNCTION: usize = 60;

/// How many imports between modules are part of a circle.
const MODULE_CIRCLES: usize = 0;
/// How many imports between rooms are part of a circle.
const ROOM_CIRCLES: usize = 0;
/// How many files are longer than [`LINES_OF_FILE`].
const LONG_FILES: usize = 0;
/// How many functions are longer than [`LINES_OF_FUNCTION`].
const LONG_FUNCTIONS: usize = 0;
/// How many names stand for types in more than one module.
const SHARED_TYPE_NAMES: usize = 0;
/// How many pairs of modules have names that differ in one letter.
const NEAR_MODULE_NAMES: usize = 0;

/// Names that differ in one letter and mean entirely different things: nobody takes a line for a link.
const NEAR_BUT_CLEAR: &[(&str, &str)] = &[
    ("block", "lock"),
    ("cli", "ecli"),
    ("data", "date"),
    ("inline", "online"),
    ("line", "link"),
    ("line", "lint"),
    ("link", "lint"),
    ("lint", "list"),
    ("node", "note"),
];

#[test]
fn modules_import_only_downwards() {
    let imports = Imports::of_modules(&PROGRAM);
    assert!(imports.len() > 100 && imports.has("flow", "view"), "imports are not read: {imports:?}");
    few(
        imports.circles().into_iter(),
        MODULE_CIRCLES,
        "imports run in circles; move what both sides need into a module below them",
    );
}

#[test]
fn rooms_stand_on_few_floors() {
    let rooms = Imports::of_rooms(&PROGRAM);
    few(
        rooms.circles().into_iter(),
        ROOM_CIRCLES,
        "imports between rooms run in circles; move what both need into the lower one, or into a room below",
    );
    let floors = rooms.floors();
    let drawing: Vec<String> =
        floors.iter().enumerate().rev().map(|(floor, rooms)| format!("{floor:2}  {}", rooms.join("  "))).collect();
    let drawing = drawing.join("\n");
    assert!(
        rooms.len() <= ROOMS,
        "{} rooms, where {ROOMS} are allowed; put a new module into the folder of its stage:\n{drawing}",
        rooms.len()
    );
    assert!(
        floors.len() <= FLOORS,
        "{} floors, where {FLOORS} are allowed; let a room import less, or take what two rooms share out of the higher one:\n{drawing}",
        floors.len()
    );
}

#[test]
fn files_are_short() {
    let long = PROGRAM.iter().filter(|file| file.lines > LINES_OF_FILE);
    few(
        long.map(|file| format!("{}: {} lines", file.path, file.lines)),
        LONG_FILES,
        &format!("files of more than {LINES_OF_FILE} lines; give what stands by itself a module of its own"),
    );
}

#[test]
fn functions_are_short() {
    let functions = PROGRAM.iter().flat_map(|file| file.functions.iter().map(move |function| (file, function)));
    let long = functions.filter(|(_, function)| function.lines > LINES_OF_FUNCTION);
    few(
        long.map(|(file, function)| {
            format!("{}:{}: {}, {} lines", file.path, function.line, function.name, function.lines)
        }),
        LONG_FUNCTIONS,
        &format!(
            "functions of more than {LINES_OF_FUNCTION} lines; give a step of it a name and a function of its own"
        ),
    );
}

#[test]
fn a_type_name_has_one_meaning() {
    let mut modules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in PROGRAM.iter() {
        for name in &file.types {
            modules.entry(name.clone()).or_default().insert(file.name());
        }
    }
    let shared = modules.iter().filter(|(_, modules)| modules.len() > 1);
    few(
        shared.map(|(name, modules)| format!("{name}: {}", modules.iter().cloned().collect::<Vec<_>>().join(", "))),
        SHARED_TYPE_NAMES,
        "names that stand for types of several modules; say in each name which one it is, or make them one type",
    );
}

#[test]
fn module_names_differ_in_more_than_a_letter() {
    let mut modules: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for file in PROGRAM.iter() {
        modules.entry(file.module.last().map_or("", String::as_str)).or_default().push(file.name());
    }
    let names: Vec<&str> = modules.keys().copied().collect();
    let pairs = names.iter().enumerate().flat_map(|(at, one)| names[at + 1..].iter().map(move |other| (*one, *other)));
    let near = pairs.filter(|pair| strsim::levenshtein(pair.0, pair.1) == 1 && !NEAR_BUT_CLEAR.contains(pair));
    few(
        near.map(|(one, other)| format!("{} and {}", modules[one].join(", "), modules[other].join(", "))),
        NEAR_MODULE_NAMES,
        "pairs of modules whose names one easily takes for each other; let one of them say what it does with the thing",
    );
}

/// Asserts that no more is found than the table allows.
fn few(found: impl Iterator<Item = String>, allowed: usize, what: &str) {
    let found: Vec<String> = found.collect();
    assert!(found.len() <= allowed, "{} {what} ({allowed} are allowed):\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_file_of_tests_is_part_of_a_binary() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    // `external.rs`, `store.rs` and `pdf.rs` are the roots of others.
    let own = ["main", "external", "store", "pdf"];
    for (folder, roots) in [(tests.clone(), &own[..]), (tests.join("named"), &["main"])] {
        let main = fs::read_to_string(folder.join("main.rs")).expect("the root of a binary");
        let files = fs::read_dir(&folder).expect("the folder of a binary").map(|entry| entry.expect("a file").path());
        let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
        let modules = files.map(|path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        let missing: Vec<String> =
            modules.filter(|name| !roots.contains(&&**name) && !main.contains(&format!("mod {name};"))).collect();
        assert!(
            missing.is_empty(),
            "{} leaves out {missing:?}: add a `mod` line for each",
            folder.join("main.rs").display()
        );
    }
}
