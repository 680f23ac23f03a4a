//! The command `import`.
//!
//! Takes: a document, and what the caller knows about its meeting.
//! Gives: the agenda in its folder or on standard output, the report, and an exit code.
//! Never: reads or writes anything itself; [`meeting_folder`] does.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::terminal::{fail, print, print_data, print_styled, say, say_lines};
use crate::diagnostic::control_characters::escaped_json;
use crate::diagnostic::{Message, MessageLanguage, message};
use crate::import::meeting_folder::{
    self, ExistingFolder, FinishedImport, GivenFacts, ImportOrder, ImportOutcome, WrittenImport,
};
use crate::import::{DocumentFormat, DocumentKind, FindingSeverity};

/// The arguments of `import`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Import {
    /// The document: text as pdftotext writes it, an HTML page, the XML of the official gazettes, a Word document (needs pandoc), a PDF (needs pdftotext), or `-` for
    /// standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder of meetings to write into [default: content/meetings, within the root]
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// The id of the meeting, which names its folder [default: formation and first day, such as jbz-2024-06-13]
    #[arg(long)]
    id: Option<String>,
    /// The id of the formation, instead of the one in the document
    #[arg(long, value_name = "F")]
    formation: Option<String>,
    /// The first day of the meeting, instead of the one in the document
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// What the document is, instead of what its words show
    #[arg(long = "as", value_enum, value_name = "KIND")]
    kind: Option<NamedKind>,
    /// How the document is stored
    #[arg(long, value_enum, default_value_t)]
    format: StoredFormat,
    /// The folder that holds site.toml, whose dossiers are tied to the items
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Write nothing: print the document, or with --json the report
    #[arg(long)]
    dry_run: bool,
    /// Replace the document of this kind that the meeting has already; the earlier file stays beside it, unpublished
    #[arg(long)]
    force: bool,
    /// The language of the report and of remarks [default: that of site.toml]
    #[arg(long, value_enum, env = "VOETNOOT_LANGUAGE", value_name = "LANGUAGE")]
    language: Option<MessageLanguage>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// The end of `--help`.
const EXAMPLES: &str = "\
Examples:
  voetnoot import brief.docx                    into content/meetings, under the id that the words give
  voetnoot import --dry-run brief.pdf | less    look before anything is written
  pdftotext brief.pdf - | voetnoot import -     from standard input

Exit codes: 0 every word is kept and the document passes `voetnoot check`; 1 it does not, or no date is known;
2 the document could not be read, or the meeting has one of this kind already.";

/// The kinds of documents that can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NamedKind {
    /// An annotated agenda: agenda.md
    Agenda,
    /// What happened at a meeting: report.md
    Report,
    /// Written questions with their answers: schriftelijk-overleg.md
    Consultation,
}

impl NamedKind {
    fn kind(self) -> DocumentKind {
        match self {
            NamedKind::Agenda => DocumentKind::Agenda,
            NamedKind::Report => DocumentKind::Report,
            NamedKind::Consultation => DocumentKind::Consultation,
        }
    }
}

/// The formats that can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum StoredFormat {
    /// Told from the document
    #[default]
    Auto,
    /// Plain text
    Text,
    /// Word
    Docx,
    /// PDF
    Pdf,
    /// HTML
    Html,
    /// A paper of the official gazettes in XML
    Xml,
}

impl StoredFormat {
    fn named(self) -> Option<DocumentFormat> {
        match self {
            StoredFormat::Auto => None,
            StoredFormat::Text => Some(DocumentFormat::Text),
            StoredFormat::Docx => Some(DocumentFormat::Docx),
            StoredFormat::Pdf => Some(DocumentFormat::Pdf),
            StoredFormat::Html => Some(DocumentFormat::Html),
            StoredFormat::Xml => Some(DocumentFormat::Xml),
        }
    }
}

/// How the result is shown.
#[derive(Clone, Copy)]
enum ImportView {
    /// The report for people; the agenda goes into its folder.
    Report,
    /// The agenda, with the report on standard error.
    Agenda,
    /// The report as JSON.
    Json,
}

/// Runs the command. Gives 0 if every word is kept and the agenda is sound, 1 if not, 2 if something could not be read
/// or written.
pub(super) fn run(args: Import) -> ExitCode {
    let shown = match (args.json, args.dry_run) {
        (true, _) => ImportView::Json,
        (false, true) => ImportView::Agenda,
        (false, false) => ImportView::Report,
    };
    match meeting_folder::import(&order(args)) {
        Ok(finished) => show(&finished, shown),
        Err(sentence) => fail(&sentence),
    }
}

fn order(args: Import) -> ImportOrder {
    let existing = match (args.dry_run, args.force) {
        (true, _) => ExistingFolder::WriteNothing,
        (false, true) => ExistingFolder::Replace,
        (false, false) => ExistingFolder::Keep,
    };
    let into = args.into.unwrap_or_else(|| args.root.join("content/meetings"));
    let given = GivenFacts {
        id: args.id,
        formation: args.formation,
        start: args.date,
        format: args.format.named(),
        kind: args.kind.map(NamedKind::kind),
    };
    ImportOrder { file: args.file, root: args.root, into, given, existing, language: args.language }
}

fn show(finished: &FinishedImport, shown: ImportView) -> ExitCode {
    let FinishedImport { imported, outcome, language } = finished;
    let report = &imported.report;
    match shown {
        ImportView::Json => {
            let json = serde_json::to_string_pretty(report).unwrap_or_default();
            print_styled(&(escaped_json(&json).into_owned() + "\n"));
        }
        ImportView::Agenda => {
            print_data(&imported.document.text);
            say_lines(&report.text(*language));
        }
        ImportView::Report => print(&(report.text(*language) + "\n")),
    }
    match outcome {
        ImportOutcome::Written(WrittenImport { file, earlier, agenda }) => {
            let said = |message: Message| say(&message.words(*language));
            said(message!("import-written", file = file.display().to_string()));
            if let Some(earlier) = earlier {
                said(message!("import-earlier", file = earlier.display().to_string()));
            }
            if let Some(agenda) = agenda {
                said(message!("import-agenda-made", file = agenda.display().to_string()));
            }
        }
        ImportOutcome::Shown => {}
        ImportOutcome::Refused(sentence) => {
            let error = message!("import-error").words(*language);
            say(&format!("{error}: {}", sentence.words(*language)));
            return ExitCode::from(1);
        }
    }
    let lost = report.open_questions.iter().any(|finding| finding.severity == FindingSeverity::Error);
    let wrong = report.check.as_ref().is_some_and(|check| check.errors > 0);
    if lost || wrong { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
