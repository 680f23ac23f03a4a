//! What an import found, for people and for programs.
//!
//! Takes: the outline, the notes, the lines with their fates, and the verdict of the check of words.
//! Gives: [`ImportReport`], which prints as text and serialises as JSON.
//! Never: looks at the text itself; it counts what earlier steps decided. The names of its fields do not change.

use std::collections::{BTreeMap, BTreeSet};

use reference::{Registry, recognise};
use serde::Serialize;

use super::word_check::WordVerdict;
use crate::diagnostic::{Message, MessageLanguage, message};
use crate::import::finding::{FindingSeverity, ImportFinding};
use crate::import::genre::item_label;
use crate::import::input::{DocumentFormat, DocumentKind};
use crate::import::rich_text::RichText;
use crate::import::source_blocks::{BlockKind, SourceNote};
use crate::import::source_line::{LineFate, PageFurniture, SourceLine};
use crate::import::understand::commitments::FoundCommitment;
use crate::import::understand::dossier_ties::{DossierProposal, DossierTie};
use crate::import::understand::item_ties::ItemTie;
use crate::import::understand::meeting_facts::ImportedMeeting;
use crate::import::understand::outline_node::{HeadingRole, OutlineNode, SourceOutline};
use crate::import::understand::signatures::LetterSignatory;

/// The report of one import. As JSON, it is what `voetnoot import --json` prints.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ImportReport {
    /// The name of the file as given, without its folder.
    pub file: String,
    /// How the document was stored.
    pub format: DocumentFormat,
    /// What it is: an agenda, a report or a consultation.
    pub kind: DocumentKind,
    /// The facts of the meeting, as far as the words or the caller give them.
    pub meeting: ImportedMeeting,
    /// Who signs the letter, in order.
    pub signatories: Vec<LetterSignatory>,
    /// Whether there is a cover letter.
    pub letter: bool,
    /// How many headings the letter has.
    pub letter_sections: usize,
    /// How many parts the agenda has, apart from the cover letter.
    pub parts: usize,
    /// How many items there are, numbered or not.
    pub items: usize,
    /// How many items have a number of their own.
    pub numbered_items: usize,
    /// How many items there are within items.
    pub sub_items: usize,
    /// How many sections there are within items.
    pub sections: usize,
    /// How many treatments there are, each under its heading.
    pub treatments: usize,
    /// How many tables there are, in the source or as columns of text.
    pub tables: usize,
    /// How many items lists have.
    pub list_items: usize,
    /// Footnotes and endnotes together.
    pub notes: NoteCounts,
    /// How many lines were left out, by reason, such as `page-number`.
    pub furniture: BTreeMap<&'static str, usize>,
    /// The result of the check of words.
    pub words: WordCounts,
    /// The references recognised in the texts and notes.
    pub references: ReferenceCounts,
    /// The headings of a report or consultation that were tied to items of the agenda.
    pub items_tied: Vec<ItemTie>,
    /// The headings that were tied to dossiers of the site.
    pub dossiers_tied: Vec<DossierTie>,
    /// Dossiers that could be made for other headings.
    pub dossiers_proposed: Vec<DossierProposal>,
    /// What seems to be promised; what has a day is in the front matter.
    pub commitments: Vec<FoundCommitment>,
    /// What the importer was unsure of, sorted by line.
    pub open_questions: Vec<ImportFinding>,
    /// What `voetnoot check` says about the agenda; `None` if it was not tried in a site.
    pub check: Option<AgendaCheck>,
    /// The report about a second document that the letter carries; a letter with one document has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<Box<ImportReport>>,
}

/// The references recognised in the texts and notes of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReferenceCounts {
    /// How many there are.
    pub found: usize,
    /// How many there are of each form, such as `kamerstuk`.
    pub by_form: BTreeMap<&'static str, usize>,
}

/// What `voetnoot check` says about the agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AgendaCheck {
    /// How many mistakes keep the site from being built.
    pub errors: usize,
    /// How many remarks do not.
    pub warnings: usize,
    /// All of them, sorted by line.
    pub remarks: Vec<CheckRemark>,
}

/// A remark by `voetnoot check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckRemark {
    /// [`FindingSeverity::Error`] or [`FindingSeverity::Warning`].
    pub severity: FindingSeverity,
    /// The code of the diagnostic; `voetnoot explain` explains it.
    pub code: &'static str,
    /// The line of the agenda, from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong, in the language of the report: lower case, no full stop.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

/// How many notes were found and placed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoteCounts {
    /// How many notes have a text.
    pub found: usize,
    /// How many have a marker that was found in the text.
    pub placed: usize,
    /// How many break off in the source.
    pub cut_off: usize,
}

/// The result of the check of words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WordCounts {
    /// How many words the source has that are not page furniture.
    pub source: usize,
    /// How many words of the agenda come from the source.
    pub result: usize,
    /// Whether every word is in the result once and in order, and no other word is.
    pub kept: bool,
}

/// What a report counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoundParts<'a> {
    pub(crate) outline: &'a SourceOutline,
    pub(crate) notes: &'a [SourceNote],
    pub(crate) lines: &'a [SourceLine],
    pub(crate) verdict: &'a WordVerdict,
}

impl ImportReport {
    /// A report with everything that can be counted.
    pub(crate) fn of(found: &FoundParts) -> ImportReport {
        let FoundParts { outline, notes, lines, verdict } = found;
        let mut report = ImportReport {
            kind: outline.kind,
            signatories: outline.signatories.clone(),
            notes: NoteCounts::of(outline, notes),
            words: WordCounts { source: verdict.source_words, result: verdict.result_words, kept: verdict.holds() },
            references: ReferenceCounts::of(outline, notes),
            ..ImportReport::default()
        };
        report.count_nodes(&outline.nodes);
        for line in *lines {
            if let LineFate::Furniture(reason) = line.fate {
                *report.furniture.entry(reason.name()).or_default() += 1;
            }
        }
        report
    }

    fn count_nodes(&mut self, nodes: &[OutlineNode]) {
        // A section belongs to the letter until a part begins.
        let mut part = HeadingRole::Part;
        for node in nodes {
            match node {
                OutlineNode::Heading { role, title, .. } => {
                    self.count_heading(*role, part);
                    let numbered = *role == HeadingRole::Item && item_label::label(&title.text()).is_some();
                    self.numbered_items += usize::from(numbered);
                }
                OutlineNode::Added { role, .. } => self.count_heading(*role, part),
                OutlineNode::Treatment(_) => self.treatments += 1,
                OutlineNode::Text(block) => match block.kind {
                    BlockKind::Table(_) => self.tables += 1,
                    BlockKind::ListItem { .. } => self.list_items += 1,
                    BlockKind::Paragraph | BlockKind::Heading(_) => {}
                },
                OutlineNode::Hidden(_) | OutlineNode::Remark(_) => {}
            }
            if let OutlineNode::Heading { role: role @ (HeadingRole::Letter | HeadingRole::Part), .. }
            | OutlineNode::Added { role: role @ (HeadingRole::Letter | HeadingRole::Part), .. } = node
            {
                part = *role;
            }
        }
    }

    /// Counts a heading of the letter or of a part of the agenda.
    fn count_heading(&mut self, role: HeadingRole, part: HeadingRole) {
        match role {
            HeadingRole::Letter => self.letter = true,
            HeadingRole::Part => self.parts += 1,
            HeadingRole::Item => self.items += 1,
            HeadingRole::SubItem => self.sub_items += 1,
            HeadingRole::Section if part == HeadingRole::Letter => self.letter_sections += 1,
            HeadingRole::Section => self.sections += 1,
        }
    }

    /// The report for people, in their language; its last line has no line ending.
    pub fn text(&self, language: MessageLanguage) -> String {
        let mut lines = self.figures(language);
        lines.extend(self.open_questions.iter().map(ImportFinding::text));
        if let Some(check) = &self.check {
            let said = match (check.errors, check.warnings) {
                (0, 0) => message!("import-check-clean"),
                (0, count) => message!("import-check-warnings", count),
                (count, _) => message!("import-check-errors", count),
            };
            lines.push(row(&message!("import-row-check"), &said, language));
            lines.extend(check.remarks.iter().map(|remark| remark.text(self.kind, language)));
        }
        lines.extend(self.second.iter().map(|second| second.text(language)));
        lines.join("\n")
    }

    /// What was found, one line for each kind.
    fn figures(&self, language: MessageLanguage) -> Vec<String> {
        let row = |label: Message, value: Message| row(&label, &value, language);
        let kind = match self.kind {
            DocumentKind::Agenda => message!("import-kind-agenda"),
            DocumentKind::Report => message!("import-kind-report"),
            DocumentKind::Consultation => message!("import-kind-consultation"),
        };
        let format = self.format.name();
        let head = message!("import-read-as", file = self.file, format, kind, id = self.meeting.id);
        let mut lines = vec![head.words(language)];
        if self.letter {
            let letter =
                message!("import-letter-has", sections = self.letter_sections, signatories = self.signatories.len());
            lines.push(row(message!("import-row-letter"), letter));
        }
        let divisions = message!(
            "import-agenda-has",
            parts = self.parts,
            items = self.items,
            numbered = self.numbered_items,
            subitems = self.sub_items,
            sections = self.sections
        );
        lines.push(row(message!("import-row-agenda"), divisions));
        if !self.items_tied.is_empty() || self.kind != DocumentKind::Agenda {
            let tied = message!("import-items-tied", count = self.items_tied.len());
            lines.push(row(message!("import-row-items"), tied));
        }
        lines.push(row(message!("import-row-treatments"), message!("plain", words = self.treatments.to_string())));
        lines.push(row(message!("import-row-notes"), self.notes.said()));
        let counted = |counts: Vec<String>| counts.join(", ");
        let forms = counted(self.references.by_form.iter().map(|(form, count)| format!("{count} {form}")).collect());
        let forms = if forms.is_empty() { "none".to_owned() } else { forms };
        let references = message!("import-references-found", count = self.references.found, forms);
        lines.push(row(message!("import-row-references"), references));
        let (tied, proposed) = (self.dossiers_tied.len(), self.dossiers_proposed.len());
        lines.push(row(message!("import-row-dossiers"), message!("import-dossiers-tied", tied, proposed)));
        if !self.commitments.is_empty() {
            let dated = self.commitments.iter().filter(|promise| promise.due.is_some()).count();
            let proposed = self.commitments.len() - dated;
            lines.push(row(message!("import-row-commitments"), message!("import-commitments-has", dated, proposed)));
        }
        let furniture = self.furniture.iter().filter_map(|(name, count)| {
            let said = PageFurniture::by_name(name)?.said();
            Some(format!("{count} {}", said.words(language)))
        });
        let furniture = counted(furniture.collect());
        if !furniture.is_empty() {
            lines.push(row(message!("import-row-left-out"), message!("import-lines-left-out", furniture)));
        }
        let words = match self.words.kept {
            true => message!("import-words-kept", count = self.words.source),
            false => message!("import-words-not-kept", count = self.words.source),
        };
        lines.push(row(message!("import-row-words"), words));
        lines
    }
}

/// A line of the report: its label, and what it says, from the fifteenth column on.
fn row(label: &Message, value: &Message, language: MessageLanguage) -> String {
    format!("  {:<13} {}", label.words(language), value.words(language))
}

impl NoteCounts {
    fn said(&self) -> Message {
        let NoteCounts { found, placed, cut_off } = self;
        match cut_off {
            0 => message!("import-notes-found", found, placed),
            count => message!("import-notes-cut-off", found, placed, count),
        }
    }

    fn of(outline: &SourceOutline, notes: &[SourceNote]) -> NoteCounts {
        let cited: BTreeSet<usize> = outline.nodes.iter().flat_map(cited_by).collect();
        NoteCounts {
            found: notes.len(),
            placed: (0..notes.len()).filter(|note| !notes[*note].guessed && cited.contains(note)).count(),
            cut_off: notes.iter().filter(|note| note.cut_off).count(),
        }
    }
}

/// The notes that a node cites, out of sight or not.
fn cited_by(node: &OutlineNode) -> Vec<usize> {
    match node {
        OutlineNode::Hidden(rich) => rich.cited().collect(),
        _ => node.shown_texts().into_iter().flat_map(RichText::cited).collect(),
    }
}

impl ReferenceCounts {
    /// The references in the texts and the notes, each taken by itself.
    fn of(outline: &SourceOutline, notes: &[SourceNote]) -> ReferenceCounts {
        let registry = Registry::default();
        let texts = outline.nodes.iter().flat_map(OutlineNode::shown_texts);
        let noted = notes.iter().flat_map(|note| &note.blocks);
        let mut counts = ReferenceCounts::default();
        for text in texts.chain(noted).map(RichText::text) {
            for found in recognise(&text, &registry) {
                counts.found += 1;
                *counts.by_form.entry(found.form.name()).or_default() += 1;
            }
        }
        counts
    }
}

impl CheckRemark {
    fn text(&self, kind: DocumentKind, language: MessageLanguage) -> String {
        let CheckRemark { severity, code, line, message, hint } = self;
        let hint = if hint.is_empty() { String::new() } else { format!(" ({hint})") };
        let place = message!("import-file-line", file = kind.file_name(), line);
        format!("  {}: {} {message} [{code}]{hint}", severity.word().words(language), place.words(language))
    }
}
