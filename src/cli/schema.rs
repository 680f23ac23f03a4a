//! The command `schema`.
//!
//! Takes: a kind of file, or a folder for the schemas of all.
//! Gives: JSON Schemas.
//! Never: decides what a file may hold; the readers of these files do.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::terminal::{fail, language_here, print, print_data};
use crate::diagnostic::{MessageLanguage, message};
use crate::disk;
use crate::disk::whole_file;
use crate::machines::content_schema::KeyedFile;

/// The end of `--help`.
const EXAMPLES: &str = "\
Examples:
  voetnoot schema agenda                       what the front matter of an agenda may hold
  voetnoot schema --output .vscode/schemas     all of them, each in a file, for an editor";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, arg_required_else_help = true)]
pub(super) struct SchemaArgs {
    /// The kind of file
    #[arg(value_enum, value_name = "KIND", required_unless_present = "output")]
    kind: Option<KeyedFile>,
    /// Write the schemas of all kinds into a folder
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    output: Option<PathBuf>,
    /// The language of what is said of each key [default: that of site.toml in this folder, or else of this computer]
    #[arg(long, value_enum, env = "VOETNOOT_LANGUAGE", value_name = "LANGUAGE")]
    language: Option<MessageLanguage>,
}

pub(super) fn run(args: &SchemaArgs) -> ExitCode {
    let language = args.language.unwrap_or_else(language_here);
    let Some(folder) = &args.output else {
        args.kind.into_iter().for_each(|kind| print_data(&kind.text(language)));
        return ExitCode::SUCCESS;
    };
    let failed = |path: &PathBuf, reason: String| {
        fail(&message!("new-not-written", path = path.display().to_string(), reason).words(language))
    };
    if let Err(error) = disk::make_folders(folder) {
        return failed(folder, error.to_string());
    }
    for kind in KeyedFile::ALL {
        let path = folder.join(format!("{}.json", kind.name()));
        if let Err(failure) = whole_file::replace(&path, kind.text(language).as_bytes()) {
            return failed(&path, failure.words(language));
        }
        print(&format!("{}\n", path.display()));
    }
    ExitCode::SUCCESS
}
