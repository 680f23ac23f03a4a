//! `voetnoot import`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{fail, print, say};
use crate::import::finding::Severity;
use crate::import::load;
use crate::intake::{self, Existing, Given, Order};

/// The arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The document: text as pdftotext gives it, HTML, Word (needs pandoc), PDF (needs pdftotext), or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder of meetings to write into [default: content/meetings, within the root]
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// The id of the meeting, in place of formation and date
    #[arg(long)]
    id: Option<String>,
    /// The id of the formation, in place of the one in the words
    #[arg(long, value_name = "F")]
    formation: Option<String>,
    /// How the document is stored
    #[arg(long, value_enum, default_value_t)]
    format: Stored,
    /// The folder that holds site.toml, whose dossiers are tied to the items
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Print the agenda and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write to a folder that is there already
    #[arg(long)]
    force: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

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

/// Runs the command: 0 when every word is kept, 1 when something is lost or wrong, 2 when nothing could be read or written.
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
    let given = Given { id: args.id, formation: args.formation, format };
    let (imported, written) = match intake::import(&Order { file: args.file, root: args.root, into, given, existing }) {
        Ok(done) => done,
        Err(sentence) => return fail(&sentence),
    };
    if args.dry_run {
        imported.files.iter().for_each(|(_, text)| print(text));
    }
    match args.json {
        true => say(&serde_json::to_string_pretty(&imported.report).unwrap_or_default()),
        false => say(&imported.report.text()),
    }
    if let Some(file) = written {
        say(&format!("written to {}; `voetnoot check` tells what it makes of it", file.display()));
    }
    let wrong = imported.notes.iter().any(|finding| finding.severity == Severity::Error);
    if wrong { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
