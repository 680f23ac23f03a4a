//! The labelled corpus: how many references are found, and how many of those found are right.
//!
//! Reads every `.txt` file in `tests/corpus`, prints precision and recall per file and each deviation, and fails below
//! [`LEAST`]. A reference counts as right when its span, its form (where labelled) and its ids are exactly as labelled.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reference::{FoundReference, Id, InternalTarget, Registry, recognise};

/// The least precision and recall, per cent.
const LEAST: f64 = 99.5;

/// The least numbers of labelled references and of near misses.
const LABELS: usize = 400;

/// One labelled line: its text and what is to be found in it.
struct Line {
    text: String,
    /// Byte spans with the label as in the file.
    expected: BTreeSet<(usize, usize, String)>,
    near_misses: usize,
}

/// Reads a line with its marks: see `tests/corpus/README.md`.
fn read(line: &str) -> Line {
    let mut text = String::new();
    let mut expected = BTreeSet::new();
    let mut near_misses = 0;
    let mut rest = line;
    while let Some(at) = rest.find('⟦') {
        text.push_str(&plain(&rest[..at]));
        let (mark, tail) = rest[at + '⟦'.len_utf8()..].split_once('⟧').expect("every mark is closed");
        let (label, words) = mark.split_once('|').expect("every mark has a label");
        let start = text.len();
        text.push_str(&plain(words));
        match label {
            "-" => near_misses += 1,
            label => {
                expected.insert((start, text.len(), label.to_owned()));
            }
        }
        rest = tail;
    }
    text.push_str(&plain(rest));
    Line { text, expected, near_misses }
}

/// Replaces the stand-ins for invisible characters.
fn plain(text: &str) -> String {
    text.replace('⏎', "\n").replace('␌', "\u{c}").replace('␣', "\u{a0}")
}

/// The label that a found reference ought to have.
fn label(reference: &FoundReference) -> String {
    match (reference.target(), &reference.id, &reference.until) {
        (Some(target), ..) => match target {
            InternalTarget::Note(note) => format!("#noot-{note}"),
            InternalTarget::Ibid => "#ibid".to_owned(),
            InternalTarget::Above => "#boven".to_owned(),
            InternalTarget::Below => "#onder".to_owned(),
            InternalTarget::Item { part, number, sub } => {
                let parts = [part.clone(), Some(number.to_string()), sub.map(String::from)];
                format!("#agendapunt-{}", parts.into_iter().flatten().collect::<Vec<_>>().join("."))
            }
        },
        (None, Some(id), Some(until)) => format!("{id}..{until}"),
        (None, Some(id), None) => id.to_string(),
        (None, None, _) => format!("?{}", reference.form),
    }
}

/// The registry that the corpus is labelled with.
fn registry(folder: &Path) -> Registry {
    let file = fs::read_to_string(folder.join("registry.txt")).expect("the corpus has a registry");
    let mut builder = Registry::builder();
    for line in file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (kind, entry) = line.split_once(' ').expect("kind and entry");
        let (name, value) = entry.split_once(" = ").unwrap_or((entry, ""));
        let id = |text: &str| Id::from_canonical(text).unwrap_or_else(|| panic!("{text} is no canonical id"));
        builder = match kind {
            "statute" => builder.statute(name, value),
            "treaty" => builder.treaty(name, value),
            "abbreviation" => builder.abbreviation(name, id(value)),
            "dossier" => builder.dossier(name),
            "equivalence" => builder.equivalence(&entry.split(" = ").map(id).collect::<Vec<_>>()),
            _ => panic!("unknown entry: {line}"),
        };
    }
    builder.build()
}

#[derive(Default)]
struct Count {
    expected: usize,
    found: usize,
    right: usize,
    near_misses: usize,
}

impl Count {
    fn add(&mut self, other: &Count) {
        self.expected += other.expected;
        self.found += other.found;
        self.right += other.right;
        self.near_misses += other.near_misses;
    }

    fn precision(&self) -> f64 {
        percentage(self.right, self.found)
    }

    fn recall(&self) -> f64 {
        percentage(self.right, self.expected)
    }
}

fn percentage(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Compares one file with its labels, printing every deviation.
fn measure(path: &Path, registry: &Registry) -> Count {
    let mut count = Count::default();
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let file = fs::read_to_string(path).expect("a corpus file is readable");
    for (number, line) in (1..).zip(file.lines()).filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
        let line = read(line);
        let found: BTreeSet<_> = recognise(&line.text, registry)
            .iter()
            .map(|reference| (reference.span.start, reference.span.end, label(reference)))
            .collect();
        count.expected += line.expected.len();
        count.found += found.len();
        count.right += found.intersection(&line.expected).count();
        count.near_misses += line.near_misses;
        for (start, end, label) in line.expected.difference(&found) {
            println!("{name}:{number}: missed  {label} in {:?}", &line.text[*start..*end]);
        }
        for (start, end, label) in found.difference(&line.expected) {
            println!("{name}:{number}: taken   {label} in {:?}", &line.text[*start..*end]);
        }
    }
    count
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let registry = registry(&folder);
    let ids = |text: &str| recognise(text, &registry).iter().map(label).collect::<Vec<_>>();
    for entry in fs::read_dir(&folder).expect("the corpus is there") {
        let file = fs::read_to_string(entry.expect("a readable entry").path()).expect("a corpus file is readable");
        for line in file.lines().filter(|line| line.contains('⏎') && !line.starts_with('#') && line.contains('⟦')) {
            let text = read(line).text;
            assert_eq!(ids(&text.replace('\n', "\r\n")), ids(&text), "{line}");
            assert_eq!(ids(&text.replace("-\n", "- \n")), ids(&text), "{line}");
        }
    }
}

#[test]
fn precision_and_recall_on_the_labelled_corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let registry = registry(&folder);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("the corpus is there")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "txt") && !path.ends_with("registry.txt"))
        .collect();
    files.sort();
    let mut total = Count::default();
    println!("{:<18} {:>10} {:>11} {:>10} {:>8}", "file", "references", "near misses", "precision", "recall");
    for path in files {
        let count = measure(&path, &registry);
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let (precision, recall) = (count.precision(), count.recall());
        println!("{name:<18} {:>10} {:>11} {precision:>9.2}% {recall:>7.2}%", count.expected, count.near_misses);
        total.add(&count);
    }
    let (precision, recall) = (total.precision(), total.recall());
    println!("{:<18} {:>10} {:>11} {precision:>9.2}% {recall:>7.2}%", "all", total.expected, total.near_misses);
    assert!(total.expected >= LABELS && total.near_misses >= LABELS, "the corpus is too small");
    assert!(precision >= LEAST && recall >= LEAST, "precision {precision:.2} %, recall {recall:.2} %");
}
