//! The command `move`.
//!
//! Takes: the id of a meeting or dossier, and the one that it is to have.
//! Gives: what was moved and edited, what is wrong with the site afterwards, and an exit code.
//! Never: moves anything itself; [`crate::relocation`] does.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::terminal::{Bar, ReportArgs, fail, language_of, root_exists, say, summary};
use crate::diagnostic::message;
use crate::flow::Options;
use crate::relocation::{Relocated, Unmoved};
use crate::site::ingredients::Drafts;

/// The end of `--help`.
const EXAMPLES: &str = "\
Examples:
  voetnoot move raad-2030-03-14 raad-2030-03-21     a meeting on another day
  voetnoot move fietspad fietspad-langs-het-kanaal  a dossier with a longer name";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct MoveArgs {
    /// The id of the meeting or dossier: the name of its folder, or of its file without `.md`
    #[arg(value_name = "OLD")]
    old: String,
    /// The id that it is to have
    #[arg(value_name = "NEW")]
    new: String,
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    #[command(flatten)]
    report: ReportArgs,
}

pub(super) fn run(args: &MoveArgs) -> ExitCode {
    if let Err(code) = root_exists(&args.root) {
        return code;
    }
    let language = args.report.language(language_of(&args.root));
    let Relocated { from, to, edited } = match crate::relocate(&args.root, &args.old, &args.new) {
        Ok(relocated) => relocated,
        Err(Unmoved::Refused(message)) => return fail(&message.words(language)),
        Err(Unmoved::Failed(failure)) => return fail(&failure.words(language)),
    };
    say(&message!("move-done", from, to, count = edited.len()).words(language));
    edited.iter().for_each(|path| say(&format!("  {path}")));
    let options = Options { drafts: Drafts::Show, ..Options::default() };
    match crate::check(&args.root, &options, &Bar::new(&message!("unit-pages"), language)) {
        Ok(found) => {
            args.report.print(&found, &args.root);
            summary(found.as_slice(), language);
            ExitCode::from(u8::from(found.has_errors()))
        }
        Err(failure) => fail(&failure.words(language)),
    }
}
