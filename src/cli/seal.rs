//! The command `seal`.
//!
//! Takes: meetings, the day, and the reason for a correction; or what is to be redacted.
//! Gives: a line with its digest for each seal, what stands in the way, and an exit code.
//! Never: seals or redacts anything itself; [`mod@crate::seal`] and [`crate::seal::redaction`] do.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::redact::{self, Consent, RedactionOrder};
use super::terminal::{Bar, ReportArgs, fail, language_of, not_to_come, print, root_exists, say, summary};
use crate::diagnostic::message;
use crate::seal::{Act, CommentHandling, Past, SealRequest};

/// The end of `--help`.
const EXAMPLES: &str = "\
Examples:
  voetnoot seal raad-2030-03-14
  voetnoot seal raad-2030-03-14 --correction \"A date in item 3 was wrong\"
  voetnoot seal raad-2030-03-14 --redact \"A. Jansen, Kerkstraat 1\" --reason \"Personal data\"";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SealArgs {
    /// The meetings to seal, by the names of their folders
    #[arg(value_name = "MEETING", required = true)]
    meetings: Vec<String>,
    /// Record why a sealed meeting has changed, and seal it anew; the earlier text stays readable
    #[arg(long, value_name = "REASON")]
    correction: Option<String>,
    /// Take a file of the meeting, or words in its texts, out of it and of every version that its seal keeps, for good
    #[arg(long, value_name = "FILE-OR-PASSAGE", requires = "reason", conflicts_with_all = ["correction", "force", "strip_comments"])]
    redact: Option<String>,
    /// Why it is taken out; pages and seal say so
    #[arg(long, value_name = "REASON", requires = "redact")]
    reason: Option<String>,
    /// Take it out without asking
    #[arg(long, requires = "redact")]
    yes: bool,
    /// The day of sealing [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Seal a meeting that has begun even if it is not past
    #[arg(long)]
    force: bool,
    /// Remove the comments from the files before sealing them
    #[arg(long)]
    strip_comments: bool,
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    #[command(flatten)]
    report: ReportArgs,
}

pub(super) fn run(args: &SealArgs) -> ExitCode {
    if let Err(code) = root_exists(&args.root) {
        return code;
    }
    if let Err(message) = not_to_come(args.date) {
        return fail(&message.words(args.report.language(language_of(&args.root))));
    }
    if let (Some(what), Some(reason)) = (&args.redact, &args.reason) {
        let consent = if args.yes { Consent::Given } else { Consent::Asked };
        let SealArgs { meetings, date, root, report, .. } = args;
        return redact::run(&RedactionOrder { meetings, what, reason, date: *date, consent, root, report });
    }
    let request = SealRequest {
        act: args.correction.clone().map_or(Act::Seal, Act::Correct),
        date: args.date.unwrap_or_else(|| ZonedDateTime::now().date()),
        past: if args.force { Past::Waived } else { Past::Required },
        comments: if args.strip_comments { CommentHandling::Stripped } else { CommentHandling::Refused },
    };
    let language = args.report.language(language_of(&args.root));
    let bar = Bar::new(&message!("unit-pages"), language);
    let frozen = match crate::seal(&args.root, &args.meetings, &request, &bar) {
        Ok(frozen) => frozen,
        Err(failure) => return fail(&failure.words(language)),
    };
    if frozen.seals.is_empty() {
        args.report.print(&frozen.diagnostics, &args.root);
        summary(frozen.diagnostics.as_slice(), language);
        say(&message!("nothing-sealed").words(language));
        return ExitCode::from(1);
    }
    for sealed in frozen.seals {
        print(&format!("{}  {}\n", sealed.digest, sealed.meeting));
        let (meeting, version, files) = (sealed.meeting, sealed.version, sealed.files);
        say(&message!("sealed-as", meeting, version, files).words(language));
    }
    ExitCode::SUCCESS
}
