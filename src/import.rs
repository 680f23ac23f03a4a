//! Reads an annotated agenda (raw text, HTML, Word, PDF) and writes it as a meeting folder in Voetnoot's content format.
//!
//! ```text
//! bytes ─ load ─▶ Input           the only place that touches files and programs
//!   text, pdf ─ line, furniture, note_text, marker, hyphen, paragraph ─▶ Reading { lines, blocks, notes }
//!   html, docx ─ html, pandoc ─▶ Reading
//! Reading ─ outline (letter, agenda, heading, label) ─▶ Outline
//! Outline ─ meeting, dossier ─▶ facts ─ markdown (escape) ─▶ file
//! lines + file ─ words (written) ─▶ verdict: nothing lost, nothing invented
//! ```
//!
//! Everything but `load` is pure. Text may be anything; nothing panics on it. What is unsure is a [`finding::Finding`] and a comment in the Markdown.

#![allow(missing_docs, reason = "fields and variants are named after what they hold")]

mod agenda;
mod align;
mod block;
mod boxes;
mod column;
mod date;
pub mod dossier;
mod endnote;
mod escape;
pub mod finding;
mod formation;
mod furniture;
mod heading;
mod html;
mod html_blocks;
mod html_notes;
mod hyphen;
mod inline;
mod input;
mod label;
pub mod letter;
mod letters;
mod line;
pub mod load;
mod manner;
mod markdown;
mod marker;
pub mod meeting;
mod node;
mod note_lines;
mod note_over;
mod note_share;
mod note_text;
mod outline;
mod pandoc;
mod paragraph;
pub mod promise;
pub mod report;
mod rich;
mod structured;
mod tags;
mod text;
mod vocabulary;
mod word;
mod words;
mod written;

use jiff::civil::Date;

use crate::language::Language;
use crate::parse::{self, ParseOptions};
use crate::reference::{Registry, recognise};
use crate::role;
use crate::source::SourceFile;

use block::{Kind, Note, Reading};
use dossier::KnownDossier;
use finding::{Finding, Severity};
use inline::Marks;
use line::Fate;
use markdown::Page;
use meeting::Meeting;
use node::{Node, Outline, Role};
use promise::Promise;
use report::{References, Report, Tie};
use rich::{Rich, Run};
use words::Verdict;

pub use input::{Input, Options, Source};

/// The result of an import: files to write below `content/meetings`, and what to tell.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Relative path and text.
    pub files: Vec<(String, String)>,
    pub report: Report,
    /// All findings by line; the report holds them too.
    pub notes: Vec<Finding>,
}

/// The Dutch name of a formation that the importer recognises.
pub fn formation_title(id: &str) -> Option<&'static str> {
    formation::by_id(id).map(|formation| formation.titles[0])
}

/// Imports a document. Pure: the same input and options give the same bytes.
pub fn import(input: &Input, options: &Options) -> Imported {
    let (format, mut reading) = match &input.source {
        Source::Text(text) => ("text", text::read(line::lines_of_text(text))),
        Source::Html(html) => ("html", html::read(html)),
        Source::Pandoc(json) => ("docx", pandoc::read(json)),
        Source::Boxes(boxes) => ("pdf", text::read(boxes::lines(boxes))),
    };
    let mut findings = input.findings.clone();
    findings.append(&mut reading.findings);
    let mut outline = outline::outline(&reading);
    findings.append(&mut outline.findings);
    for line in &outline.front_matter_lines {
        reading.lines[*line].fate = Fate::FrontMatter;
    }
    let mut meeting = meeting::meeting(&outline, &reading.lines, options, &mut findings);
    if let Some(id) = &options.id {
        meeting.id.clone_from(id);
    }
    remark(&findings, &mut outline);
    let mut report = Report { file: input.name.clone(), format: format.to_string(), ..Report::default() };
    let dossiers = tie(&outline, &reading.notes, &options.dossiers, &mut report);
    let promises = promises(&outline, &reading, &meeting, &dossiers);
    findings.extend(promises.iter().map(promised));
    let page = Page { meeting: &meeting, outline: &outline, notes: &reading.notes, dossiers: &dossiers, promises: &promises };
    let (markdown, verdict) = write_and_check(&page, &reading, &mut findings);
    for difference in &verdict.differences {
        let message = format!("the source has `{}` where the result has `{}`", difference.source, difference.result);
        let code = if difference.source.is_empty() { "words-added" } else { "words-lost" };
        findings.push(Finding::error(difference.line, code, message).hint("compare the place by eye, and report the document"));
    }
    findings.sort_by(|a, b| (a.line, a.severity, a.code, &a.message).cmp(&(b.line, b.severity, b.code, &b.message)));
    findings.dedup();
    report.count(&outline, &reading.notes, &reading.lines);
    report.weigh(&verdict);
    report.references = references(&outline, &reading.notes);
    report.meeting = meeting.clone();
    report.commitments = promises;
    report.open_questions = findings.clone();
    Imported { files: vec![(format!("{}/agenda.md", meeting.id), markdown)], report, notes: findings }
}

/// What the document promises, each under the anchor that the site will give its heading.
fn promises(outline: &Outline, reading: &Reading, meeting: &Meeting, dossiers: &[Vec<String>]) -> Vec<Promise> {
    let day = [&meeting.published, &meeting.start].into_iter().find_map(|day| day.parse::<Date>().ok());
    let mut promises = promise::promises(outline, &reading.lines, day);
    if promises.is_empty() {
        return promises;
    }
    let page = Page { meeting, outline, notes: &reading.notes, dossiers, promises: &[] };
    let file = SourceFile::new("agenda.md", markdown::write(&page, Marks::Written));
    let language = Language::built_in("nl").expect("Dutch is built in");
    let options = ParseOptions::new(language, false, Default::default());
    let parsed = parse::parse(&file, role::Role::Agenda { meeting: meeting.id.clone() }, &options);
    for promise in &mut promises {
        let heading = promise.headings.checked_sub(1).and_then(|at| parsed.divisions.get(at));
        promise.item = heading.map(|heading| heading.anchor.clone()).unwrap_or_default();
    }
    promises
}

/// What the author has to know of a promise.
fn promised(promise: &Promise) -> Finding {
    let what = &promise.what;
    match promise.due {
        None => Finding::note(promise.line, "commitment-proposed", format!("this may be a commitment without a day: `{what}`"))
            .hint("add it to `commitments:` in the front matter if it is"),
        Some(day) => {
            let year = if promise.year_given { "" } else { ", its year taken from the meeting" };
            let message = format!("a commitment due {day}{year} was put in the front matter: `{what}`");
            Finding::note(promise.line, "commitment-found", message).hint("check the day, and say in short what is promised")
        }
    }
}

/// The references in the texts and the notes, each taken by itself.
fn references(outline: &Outline, notes: &[Note]) -> References {
    let registry = Registry::default();
    let noted = notes.iter().flat_map(|note| note.blocks.iter().map(Rich::text));
    let mut references = References::default();
    for text in outline.nodes.iter().flat_map(texts_of).chain(noted) {
        for found in recognise(&text, &registry) {
            references.found += 1;
            *references.by_form.entry(found.form.name()).or_default() += 1;
        }
    }
    references
}

/// The texts of a node that a reader sees, without their notes.
fn texts_of(node: &Node) -> Vec<String> {
    match node {
        Node::Heading { title: rich, .. } | Node::Treatment { text: rich, .. } => vec![rich.text()],
        Node::Text(block) => match &block.kind {
            Kind::Table(rows) => rows.iter().flatten().map(Rich::text).collect(),
            _ => vec![block.rich.text()],
        },
        Node::Hidden { .. } | Node::Added { .. } | Node::Remark(_) => Vec::new(),
    }
}

/// Writes the page with its emphasis; without, where that would change a word.
fn write_and_check(page: &Page, reading: &Reading, findings: &mut Vec<Finding>) -> (String, Verdict) {
    let labels: Vec<&str> = reading.notes.iter().map(|note| note.label.as_str()).collect();
    let added: Vec<&str> =
        page.outline.nodes.iter().filter_map(|node| if let Node::Added { title, .. } = node { Some(*title) } else { None }).collect();
    let markdown = markdown::write(page, Marks::Written);
    let verdict = words::check(&reading.lines, &labels, &added, &markdown);
    if verdict.holds() {
        return (markdown, verdict);
    }
    let plain = markdown::write(page, Marks::LeftOut);
    let second = words::check(&reading.lines, &labels, &added, &plain);
    if second.holds() {
        findings.push(Finding::note(
            0,
            "markup-dropped",
            "emphasis and links were left out because Markdown cannot express them all".to_string(),
        ));
        return (plain, second);
    }
    (markdown, verdict)
}

/// Puts warnings about the whole document into it, where an author will see them.
fn remark(findings: &[Finding], outline: &mut Outline) {
    let of_file: Vec<Node> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Warning && finding.line == 0)
        .map(|finding| Node::Remark(format!("{}: {}", finding.message, finding.hint)))
        .collect();
    let at = outline.nodes.len().min(1);
    outline.nodes.splice(at..at, of_file);
    let title = outline.title.clone();
    if let Some(finding) = findings.iter().find(|finding| finding.code == "formal-or-informal") {
        let at = outline
            .nodes
            .iter()
            .position(|node| matches!(node, Node::Hidden { rich, .. } | Node::Heading { title: rich, .. } if Some(rich.text()) == title));
        let at = at.map_or(outline.nodes.len(), |at| at + 1);
        outline.nodes.insert(at, Node::Remark(finding.message.clone()));
    }
}

/// Dossiers for each node that is a heading; those of items without any are proposed.
fn tie(outline: &Outline, notes: &[Note], known: &[KnownDossier], report: &mut Report) -> Vec<Vec<String>> {
    let mut dossiers = vec![Vec::new(); outline.nodes.len()];
    for (index, node) in outline.nodes.iter().enumerate() {
        let Node::Heading { role: role @ (Role::Item | Role::SubItem | Role::Section), title, line, level } = node else { continue };
        let recurring = vocabulary::is_section(&title.text());
        if recurring {
            continue;
        }
        let own = outline.nodes[index + 1..].iter().take_while(|node| {
            !matches!(node, Node::Heading { level: next, .. } if next <= level || *next <= 3) && !matches!(node, Node::Added { .. })
        });
        let text: String = own.map(|node| words_of(node, notes)).collect();
        let found = dossier::tied(known, &title.text(), &text);
        if !found.is_empty() {
            report.dossiers_tied.push(Tie { heading: title.text(), line: *line, dossiers: found.clone() });
            dossiers[index] = found;
        } else if *role != Role::Section || *level == 2 {
            report.dossiers_proposed.extend(dossier::propose(&title.text(), *line));
        }
    }
    dossiers
}

/// The words of a node and of the notes that it cites.
fn words_of(node: &Node, notes: &[Note]) -> String {
    let of = |rich: &Rich| {
        let cited = rich.runs.iter().filter_map(|run| if let Run::Cite(note) = run { notes.get(*note) } else { None });
        let noted: String = cited.flat_map(|note| note.blocks.iter().map(Rich::text)).collect::<Vec<_>>().join(" ");
        format!("{} {noted} ", rich.text())
    };
    match node {
        Node::Heading { title: rich, .. } | Node::Treatment { text: rich, .. } => of(rich),
        Node::Text(block) => match &block.kind {
            Kind::Table(rows) => rows.iter().flatten().map(of).collect(),
            _ => of(&block.rich),
        },
        _ => String::new(),
    }
}
