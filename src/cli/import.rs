//! `voetnoot import`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::terminal::{fail, print, say};
use crate::import::finding::Severity;
use crate::import::load;
use crate::intake::{self, Existing, Given, Order, Outcome};

/// The arguments of `import`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Import {
    /// The document: text as pdftotext gives it, an HTML page, a Word document (needs pandoc), a PDF (needs pdftotext), or `-` for
    /// standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder of meetings to write into [default: content/meetings, within the root]
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// The id of the meeting, which names its folder [default: formation and first day, such as jbz-2024-06-13]
    #[arg(long)]
    id: Option<String>,
    /// The id of the formation, in place of the one in the words
    #[arg(long, value_name = "F")]
    formation: Option<String>,
    /// The first day of the meeting, in place of the one in the words
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// How the document is stored
    #[arg(long, value_enum, default_value_t)]
    format: Stored,
    /// The folder that holds site.toml, whose dossiers are tied to the items
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Write nothing: print the agenda, or with --json the report
    #[arg(long)]
    dry_run: bool,
    /// Replace the agenda.md of a folder that is there already
    #[arg(long)]
    force: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// What `--help` ends with.
const EXAMPLES: &str = "\
Examples:
  voetnoot import brief.docx                    into content/meetings, under the id that the words give
  voetnoot import --dry-run brief.pdf | less    look before anything is written
  pdftotext brief.pdf - | voetnoot import -     from standard input

Exit codes: 0 every word is kept and the agenda passes `voetnoot check`; 1 it does not, or no date is known;
2 the document could not be read, or its folder is there already.";

/// The formats that can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Stored {
    /// Found out from the document
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
}

/// Runs the command: 0 when every word is kept and the agenda is sound, 1 when not, 2 when nothing could be read or written.
pub fn run(args: Import) -> ExitCode {
    let format = match args.format {
        Stored::Auto => None,
        Stored::Text => Some(load::Format::Text),
        Stored::Docx => Some(load::Format::Docx),
        Stored::Pdf => Some(load::Format::Pdf),
        Stored::Html => Some(load::Format::Html),
    };
    let existing = match (args.dry_run, args.force) {
        (true, _) => Existing::WriteNothing,
        (false, true) => Existing::Replace,
        (false, false) => Existing::Keep,
    };
    let into = args.into.unwrap_or_else(|| args.root.join("content/meetings"));
    let given = Given { id: args.id, formation: args.formation, start: args.date, format };
    let done = match intake::import(&Order { file: args.file, root: args.root, into, given, existing }) {
        Ok(done) => done,
        Err(sentence) => return fail(&sentence),
    };
    let report = &done.imported.report;
    match (args.json, args.dry_run) {
        (true, _) => print(&(serde_json::to_string_pretty(report).unwrap_or_default() + "\n")),
        (false, true) => {
            done.imported.files.iter().for_each(|(_, text)| print(text));
            say(&report.text());
        }
        (false, false) => print(&(report.text() + "\n")),
    }
    match done.outcome {
        Outcome::Written(file) => say(&format!("written to {}", file.display())),
        Outcome::Shown => {}
        Outcome::Refused(sentence) => {
            say(&format!("error: {sentence}"));
            return ExitCode::from(1);
        }
    }
    let lost = done.imported.notes.iter().any(|finding| finding.severity == Severity::Error);
    let wrong = report.check.as_ref().is_some_and(|check| check.errors > 0);
    if lost || wrong { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
