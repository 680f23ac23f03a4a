//! What an import found, for people and for programs. Counts come from the outline and the check, not from the text.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::block::{Kind, Note};
use super::dossier::Proposal;
use super::finding::Finding;
use super::letter::Signatory;
use super::line::{Fate, Line};
use super::meeting::Meeting;
use super::node::{Node, Outline, Role};
use super::promise::Promise;
use super::rich::{Rich, Run};
use super::words::Verdict;

/// The report of one import.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Name of the file as given.
    pub file: String,
    /// How it was read: `text`, `html`, `docx`, `pdf`.
    pub format: String,
    pub meeting: Meeting,
    pub signatories: Vec<Signatory>,
    /// Whether there is a cover letter.
    pub letter: bool,
    pub letter_sections: usize,
    /// Parts of the agenda, the cover letter not counted.
    pub parts: usize,
    pub items: usize,
    /// Items with a number of their own.
    pub numbered_items: usize,
    pub sub_items: usize,
    /// Sections within items.
    pub sections: usize,
    pub treatments: usize,
    pub tables: usize,
    pub list_items: usize,
    pub notes: Notes,
    /// Lines left out, by reason.
    pub furniture: BTreeMap<String, usize>,
    pub words: Words,
    pub references: References,
    /// Headings tied to a dossier that the site has.
    pub dossiers_tied: Vec<Tie>,
    /// Dossiers that could be made.
    pub dossiers_proposed: Vec<Proposal>,
    /// What seems to be promised; what has a day is in the front matter.
    pub commitments: Vec<Promise>,
    /// What the importer was unsure of, by line.
    pub open_questions: Vec<Finding>,
    /// What `voetnoot check` says of the agenda; none where the agenda was tried in no site.
    pub check: Option<Checked>,
}

/// References recognised in the text and its notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct References {
    pub found: usize,
    /// By the name of their form, such as `kamerstuk`.
    pub by_form: BTreeMap<&'static str, usize>,
}

/// What `voetnoot check` says of the agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    pub errors: usize,
    pub warnings: usize,
    pub remarks: Vec<Remark>,
}

/// One remark of `voetnoot check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// `error` or `warning`.
    pub severity: &'static str,
    pub code: &'static str,
    /// Line of the agenda that was made, from 1; 0 is the whole file.
    pub line: usize,
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

/// Footnotes found and placed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Notes {
    pub found: usize,
    /// Those whose marker was found in the text.
    pub placed: usize,
    pub cut_off: usize,
}

/// The check of words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    pub source: usize,
    pub result: usize,
    /// Whether every word is in the result once and in order, and no other.
    pub kept: bool,
}

/// A heading tied to dossiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tie {
    pub heading: String,
    pub line: usize,
    pub dossiers: Vec<String>,
}

impl Report {
    /// Counts what an outline holds.
    pub fn count(&mut self, outline: &Outline, notes: &[Note], lines: &[Line]) {
        let mut in_letter = false;
        for node in &outline.nodes {
            match node {
                Node::Heading { role, title, .. } => self.count_heading(*role, title, &mut in_letter),
                Node::Added { role, .. } => self.count_heading(*role, &Rich::default(), &mut in_letter),
                Node::Treatment { .. } => self.treatments += 1,
                Node::Text(block) => match block.kind {
                    Kind::Table(_) => self.tables += 1,
                    Kind::ListItem(..) => self.list_items += 1,
                    _ => {}
                },
                Node::Hidden { .. } | Node::Remark(_) => {}
            }
        }
        let cited: BTreeSet<usize> = outline.nodes.iter().flat_map(cited_by).collect();
        self.notes = Notes {
            found: notes.len(),
            placed: (0..notes.len()).filter(|note| !notes[*note].guessed && cited.contains(note)).count(),
            cut_off: notes.iter().filter(|note| note.cut_off).count(),
        };
        for line in lines {
            if let Fate::Furniture(reason) = line.fate {
                *self.furniture.entry(reason.name().to_string()).or_default() += 1;
            }
        }
        self.signatories = outline.signatories.clone();
    }

    fn count_heading(&mut self, role: Role, title: &Rich, in_letter: &mut bool) {
        match role {
            Role::Letter => (self.letter, *in_letter) = (true, true),
            Role::Part => {
                self.parts += 1;
                *in_letter = false;
            }
            Role::Item => {
                self.items += 1;
                self.numbered_items += usize::from(super::label::label(&title.text()).is_some());
            }
            Role::SubItem => self.sub_items += 1,
            Role::Section if *in_letter => self.letter_sections += 1,
            Role::Section => self.sections += 1,
        }
    }

    /// Takes over what the check of words saw.
    pub fn weigh(&mut self, verdict: &Verdict) {
        self.words = Words { source: verdict.source_words, result: verdict.result_words, kept: verdict.holds() };
    }

    /// The report for people, without a line end at its end.
    pub fn text(&self) -> String {
        let mut lines = self.figures();
        lines.extend(self.open_questions.iter().map(Finding::text));
        if let Some(check) = &self.check {
            lines.push(check.summary());
            lines.extend(check.remarks.iter().map(Remark::text));
        }
        lines.join("\n")
    }

    /// What was found, a line for each kind.
    fn figures(&self) -> Vec<String> {
        let mut lines = vec![format!("{} · read as {} · {}", self.file, self.format, self.meeting.id)];
        if self.letter {
            lines.push(format!("  letter      {} sections, {} signatories", self.letter_sections, self.signatories.len()));
        }
        lines.push(format!(
            "  agenda      {} parts, {} items ({} numbered), {} sub-items, {} sections",
            self.parts, self.items, self.numbered_items, self.sub_items, self.sections
        ));
        lines.push(format!("  treatments  {}", self.treatments));
        let cut_off = if self.notes.cut_off > 0 { format!(", {} cut off in the source", self.notes.cut_off) } else { String::new() };
        lines.push(format!("  footnotes   {} found, {} at their place{cut_off}", self.notes.found, self.notes.placed));
        let forms: Vec<String> = self.references.by_form.iter().map(|(form, count)| format!("{count} {form}")).collect();
        let forms = if forms.is_empty() { String::new() } else { format!(": {}", forms.join(", ")) };
        lines.push(format!("  references  {} recognised{forms}", self.references.found));
        let proposed = self.dossiers_proposed.len();
        let listed = if proposed > 0 { ", which --json lists" } else { "" };
        lines.push(format!("  dossiers    {} headings tied, {proposed} dossiers proposed{listed}", self.dossiers_tied.len()));
        if !self.commitments.is_empty() {
            let dated = self.commitments.iter().filter(|promise| promise.due.is_some()).count();
            let proposed = self.commitments.len() - dated;
            lines.push(format!("  commitments {dated} with a day, in the front matter; {proposed} without, proposed below"));
        }
        let furniture: Vec<String> = self.furniture.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
        if !furniture.is_empty() {
            lines.push(format!("  left out    {} (lines)", furniture.join(", ")));
        }
        let kept = if self.words.kept { "every word kept, none added" } else { "words differ, see below" };
        lines.push(format!("  words       {} in the source: {kept}", self.words.source));
        lines
    }
}

impl Checked {
    fn summary(&self) -> String {
        match (self.errors, self.warnings) {
            (0, 0) => "  check       clean".to_string(),
            (0, warnings) => format!("  check       no errors, {warnings} warnings about the agenda's own words"),
            (errors, _) => {
                format!("  check       {errors} errors: the importer should not have written this; please report the document")
            }
        }
    }
}

impl Remark {
    fn text(&self) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!(" ({})", self.hint) };
        format!("  {}: agenda.md line {}: {} [{}]{hint}", self.severity, self.line, self.message, self.code)
    }
}

/// The notes that a node cites.
fn cited_by(node: &Node) -> Vec<usize> {
    let of =
        |rich: &Rich| rich.runs.iter().filter_map(|run| if let Run::Cite(note) = run { Some(*note) } else { None }).collect::<Vec<usize>>();
    match node {
        Node::Heading { title: rich, .. } | Node::Treatment { text: rich, .. } | Node::Hidden { rich, .. } => of(rich),
        Node::Text(block) => match &block.kind {
            Kind::Table(rows) => rows.iter().flatten().flat_map(of).collect(),
            _ => of(&block.rich),
        },
        Node::Added { .. } | Node::Remark(_) => Vec::new(),
    }
}
