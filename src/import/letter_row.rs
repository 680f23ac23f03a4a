//! What became of each letter of a folder: a row of the table with which an import ends.
//!
//! Takes: what was found in a letter, and what happened to it.
//! Gives: [`LetterRow`]; all of them as a table for people or as JSON.
//! Never: holds the text of a letter, so that a thousand rows are small.

use serde::Serialize;

use super::finding::FindingSeverity;
use super::input::DocumentKind;
use super::write::report::ImportReport;
use crate::diagnostic::{Message, MessageLanguage, message};

/// What happened to a document of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterOutcome {
    /// It was written, and nothing stood there.
    Written,
    /// It was there already, to the letter.
    Unchanged,
    /// It was written again: the letter or the program has changed, and nobody has edited what was there.
    Rewritten,
    /// Somebody has edited or removed what was imported, so it was left alone.
    Edited,
    /// The meeting has a document of this kind from another letter, which was left alone.
    SecondLetter,
    /// The meeting has a document of this kind that no letter of a folder became, which was left alone.
    Occupied,
    /// The site cannot have it; the message says why.
    Refused,
    /// The letter could not be read or its document not be written; the message says why.
    Failed,
}

impl LetterOutcome {
    /// Whether somebody has to look at the letter before the site has what it says.
    pub fn needs_a_look(self) -> bool {
        use LetterOutcome::{Edited, Failed, Occupied, Refused, Rewritten, SecondLetter, Unchanged, Written};
        match self {
            Written | Unchanged | Rewritten | Edited => false,
            SecondLetter | Occupied | Refused | Failed => true,
        }
    }

    fn said(self) -> Message {
        match self {
            LetterOutcome::Written => message!("import-outcome-written"),
            LetterOutcome::Unchanged => message!("import-outcome-unchanged"),
            LetterOutcome::Rewritten => message!("import-outcome-rewritten"),
            LetterOutcome::Edited => message!("import-outcome-edited"),
            LetterOutcome::SecondLetter => message!("import-outcome-second-letter"),
            LetterOutcome::Occupied => message!("import-outcome-occupied"),
            LetterOutcome::Refused => message!("import-outcome-refused"),
            LetterOutcome::Failed => message!("import-outcome-failed"),
        }
    }
}

/// A document of a letter: one for each letter, two for a letter that carries an agenda and a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterRow {
    /// The path of the letter from the folder that was imported, separated by `/`.
    pub file: String,
    /// `None` if the letter could not be read.
    pub kind: Option<DocumentKind>,
    /// The id of the meeting; empty if none is known.
    pub meeting: String,
    /// The first day of the meeting, such as `2030-03-12`; empty if none is known.
    pub day: String,
    /// How many items it has.
    pub items: usize,
    /// How many notes it has.
    pub notes: usize,
    /// How many doubts and mistakes there are about it: those in the file itself, and those of `check`.
    pub doubts: usize,
    /// How many of them are errors: words lost, or what keeps the site from being built.
    pub errors: usize,
    /// What happened to it.
    pub outcome: LetterOutcome,
    /// More about the outcome, in the language of the site; may be empty.
    pub message: String,
}

impl LetterRow {
    /// The row of a document that was read.
    pub(super) fn of(file: &str, report: &ImportReport) -> LetterRow {
        let severities = report.open_questions.iter().map(|finding| finding.severity);
        let checked = report.check.iter().flat_map(|check| &check.remarks).map(|remark| remark.severity);
        let severities: Vec<FindingSeverity> = severities.chain(checked).collect();
        let errors = severities.iter().filter(|severity| **severity == FindingSeverity::Error).count();
        LetterRow {
            file: file.to_owned(),
            kind: Some(report.kind),
            meeting: report.meeting.id.clone(),
            day: report.meeting.start.map_or(String::new(), |day| day.to_string()),
            items: report.items,
            notes: report.notes.found,
            doubts: severities.iter().filter(|severity| **severity != FindingSeverity::Note).count(),
            errors,
            outcome: LetterOutcome::Written,
            message: String::new(),
        }
    }

    /// The row of a letter that could not be read.
    pub(super) fn failed(file: &str, message: String) -> LetterRow {
        LetterRow {
            file: file.to_owned(),
            kind: None,
            meeting: String::new(),
            day: String::new(),
            items: 0,
            notes: 0,
            doubts: 0,
            errors: 0,
            outcome: LetterOutcome::Failed,
            message,
        }
    }

    /// The cells of the row.
    fn cells(&self, language: MessageLanguage) -> Vec<String> {
        let kind = self.kind.map(|kind| match kind {
            DocumentKind::Agenda => message!("import-kind-agenda"),
            DocumentKind::Report => message!("import-kind-report"),
            DocumentKind::Consultation => message!("import-kind-consultation"),
        });
        let outcome = self.outcome.said().words(language);
        vec![
            self.file.clone(),
            kind.map_or("-".to_owned(), |kind| kind.words(language)),
            if self.day.is_empty() { "-".to_owned() } else { self.day.clone() },
            self.items.to_string(),
            self.notes.to_string(),
            self.doubts.to_string(),
            if self.message.is_empty() { outcome } else { format!("{outcome}: {}", self.message) },
        ]
    }

    /// The row as a line by itself.
    pub fn line(&self, language: MessageLanguage) -> String {
        let cells = self.cells(language);
        format!("{}: {}, {}: {}", cells[0], cells[1], cells[2], cells[6])
    }
}

/// All rows as a table with a head, each line without blanks at its end.
pub fn table(rows: &[LetterRow], language: MessageLanguage) -> String {
    let heads = [
        message!("import-head-file"),
        message!("import-head-kind"),
        message!("import-head-day"),
        message!("import-head-items"),
        message!("import-head-notes"),
        message!("import-head-doubts"),
        message!("import-head-outcome"),
    ];
    let head: Vec<String> = heads.iter().map(|head| head.words(language)).collect();
    let lines: Vec<Vec<String>> = [head].into_iter().chain(rows.iter().map(|row| row.cells(language))).collect();
    let wide = |cell: &String| cell.chars().count();
    let width = |column: usize| lines.iter().filter_map(|cells| cells.get(column).map(wide)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let line = |cells: &Vec<String>| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    lines.iter().map(line).collect()
}
