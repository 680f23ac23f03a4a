//! The command `import`.
//!
//! Takes: a document, and what the caller knows about its meeting.
//! Gives: the agenda in its folder or on standard output, the report, and an exit code.
//! Never: reads or writes anything itself; [`meeting_folder`] does.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::terminal::{Bar, fail, language_asked, language_of, print, print_data, print_styled, say, say_lines};
use crate::diagnostic::control_characters::escaped_json;
use crate::diagnostic::{Message, MessageLanguage, message};
use crate::import::letter_folder::{self, FolderOrder, FolderWriting, ImportedFolder, LetterProgress, LetterRow};
use crate::import::meeting_folder::{
    self, ExistingFolder, FinishedImport, GivenFacts, ImportOrder, ImportOutcome, WrittenImport,
};
use crate::import::{DocumentFormat, DocumentKind, FindingSeverity, ImportReport};
use crate::write::Progress;

/// The arguments of `import`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Import {
    /// The document: text as pdftotext writes it, an HTML page, the XML of the official gazettes, a Word document (needs pandoc), a PDF (needs pdftotext), `-` for
    /// standard input, or a folder of such letters
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
  voetnoot import brieven/                      every letter of a folder, again and again

Exit codes: 0 every word is kept and the document passes `voetnoot check`; 1 it does not, or no date is known,
or a letter of a folder needs a look; 2 the document could not be read, or the meeting has one of this kind already.";

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
    if args.file.is_dir() {
        return run_folder(args);
    }
    let shown = match (args.json, args.dry_run) {
        (true, _) => ImportView::Json,
        (false, true) => ImportView::Agenda,
        (false, false) => ImportView::Report,
    };
    let order = order(args);
    match meeting_folder::import(&order) {
        Ok(finished) => show(&finished, shown),
        Err(failure) => fail(&failure.words(spoken(order.language, &order.root))),
    }
}

/// The language of what stood in the way, which only then has to be looked up.
fn spoken(language: Option<MessageLanguage>, root: &Path) -> MessageLanguage {
    language.unwrap_or_else(|| language_of(root))
}

/// Imports every letter of a folder. Gives 0 if none of them needs a look, 1 if one does, 2 if the folder cannot be read.
fn run_folder(args: Import) -> ExitCode {
    let for_one = [("--id", args.id.is_some()), ("--date", args.date.is_some()), ("--force", args.force)];
    if let Some((option, _)) = for_one.into_iter().find(|(_, given)| *given) {
        return fail(&message!("import-folder-one", option).words(args.language.unwrap_or_else(language_asked)));
    }
    let order = FolderOrder {
        into: args.into.unwrap_or_else(|| args.root.join("content/meetings")),
        folder: args.file,
        root: args.root,
        formation: args.formation,
        format: args.format.named(),
        kind: args.kind.map(NamedKind::kind),
        writing: if args.dry_run { FolderWriting::Nothing } else { FolderWriting::Files },
        language: args.language,
    };
    let imported = match letter_folder::import_folder(&order, &mut LetterLines::default()) {
        Ok(imported) => imported,
        Err(failure) => return fail(&failure.words(spoken(order.language, &order.root))),
    };
    let ImportedFolder { documents, language } = &imported;
    if args.json {
        let json = serde_json::to_string_pretty(&imported).unwrap_or_default();
        print_styled(&(escaped_json(&json).into_owned() + "\n"));
    } else {
        print(&letter_folder::table(documents, *language));
    }
    let look = documents.iter().filter(|row| row.outcome.needs_a_look() || row.errors > 0).count();
    let folder = order.folder.display().to_string();
    say(&message!("import-folder-done", letters = documents.len(), folder, look).words(*language));
    if look > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// How far the import of a folder has come: a bar on a terminal, and lines elsewhere.
#[derive(Default)]
struct LetterLines {
    bar: Option<Bar>,
    language: MessageLanguage,
}

impl LetterProgress for LetterLines {
    fn begin(&mut self, letters: usize, language: MessageLanguage) {
        self.language = language;
        if std::io::stderr().is_terminal() {
            let bar = Bar::new(&message!("import-letters"), language);
            bar.begin(letters);
            self.bar = Some(bar);
        }
    }

    fn document(&mut self, row: &LetterRow) {
        match &self.bar {
            Some(bar) => bar.step(),
            None => say(&row.line(self.language)),
        }
    }

    fn end(&mut self) {
        self.bar.iter().for_each(Bar::end);
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
            if let Some(second) = &imported.second {
                print_data(&format!("\n{}", second.text));
            }
            say_lines(&report.text(*language));
        }
        ImportView::Report => print(&(report.text(*language) + "\n")),
    }
    match outcome {
        ImportOutcome::Written(written) => written.iter().for_each(|written| say_written(written, *language)),
        ImportOutcome::Shown => {}
        ImportOutcome::Refused(sentence) => {
            let error = message!("import-error").words(*language);
            say(&format!("{error}: {}", sentence.words(*language)));
            return ExitCode::from(1);
        }
    }
    let documents = [Some(report), report.second.as_deref()];
    if documents.into_iter().flatten().any(has_errors) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// Whether words were lost, or something keeps the site from being built.
fn has_errors(report: &ImportReport) -> bool {
    let lost = report.open_questions.iter().any(|finding| finding.severity == FindingSeverity::Error);
    lost || report.check.as_ref().is_some_and(|check| check.errors > 0)
}

fn say_written(written: &WrittenImport, language: MessageLanguage) {
    let WrittenImport { file, earlier, agenda } = written;
    let said = |message: Message| say(&message.words(language));
    said(message!("import-written", file = file.display().to_string()));
    if let Some(earlier) = earlier {
        said(message!("import-earlier", file = earlier.display().to_string()));
    }
    if let Some(agenda) = agenda {
        said(message!("import-agenda-made", file = agenda.display().to_string()));
    }
}
