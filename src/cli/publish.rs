//! The command `publish`.
//!
//! Takes: a project with a table `[publish]`.
//! Gives: what was done or would be, or what the target has that the project does not know, and an exit code.
//! Never: publishes anything itself; [`mod@crate::publish`] does.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use clap::builder::FalseyValueParser;

use super::terminal::{Bar, ReportArgs, fail, language_of, print, root_exists, say, seconds, summary};
use crate::diagnostic::{MessageLanguage, Strictness, message};
use crate::flow::Options;
use crate::flow::memory::cache_folder;
use crate::publish::{FileAct, LackingAddress, PublishLeave, PublishOrder, PublishOutcome, Published};

/// The end of `--help`.
const EXAMPLES: &str = "\
Examples:
  voetnoot publish --dry-run   list what would be done
  voetnoot publish             build, and bring what changed to where [publish] in site.toml says
  voetnoot publish --push      a branch to `origin`, too
  voetnoot publish --force     even if the target has addresses that this project does not know

Keys for a store come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN; never write them into site.toml.
Exit codes: 0 published; 1 the content has mistakes, or the target has addresses that this project does not know;
2 the program could not work, or a file stands in the way that no publication put there.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PublishArgs {
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// The folder in which the site is built [default: public, within the root]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// List what would be done, in order, and do nothing at the target
    #[arg(long)]
    dry_run: bool,
    /// Publish although the target has addresses that this project does not know, or files that no publication put there
    #[arg(long, conflicts_with = "dry_run")]
    force: bool,
    /// With a branch: push it to `origin`; where site.toml names a remote, that is done anyway
    #[arg(long)]
    push: bool,
    /// Let warnings fail, as errors do
    #[arg(long)]
    strict: bool,
    /// Neither use nor keep what earlier runs found and made
    #[arg(long, env = "VOETNOOT_NO_CACHE", value_parser = FalseyValueParser::new())]
    no_cache: bool,
    #[command(flatten)]
    report: ReportArgs,
}

pub(super) fn run(args: &PublishArgs) -> ExitCode {
    let started = Instant::now();
    if let Err(code) = root_exists(&args.root) {
        return code;
    }
    let language = args.report.language(language_of(&args.root));
    let output = args.output.clone().unwrap_or_else(|| args.root.join("public"));
    let leave = match (args.dry_run, args.force) {
        (true, _) => PublishLeave::Tell,
        (_, true) => PublishLeave::Force,
        _ => PublishLeave::Publish,
    };
    let options = Options {
        strictness: if args.strict { Strictness::Warnings } else { Strictness::Errors },
        cache: if args.no_cache { None } else { cache_folder::of_user() },
        ..Options::default()
    };
    let building = Bar::new(&message!("unit-pages"), language);
    let sending = Bar::new(&message!("unit-files"), language);
    let order = PublishOrder { leave, push: args.push };
    let published = match crate::publish(&args.root, &output, order, &options, [&building, &sending]) {
        Ok(published) => published,
        Err(failure) => return fail(&failure.words(language)),
    };
    args.report.print(&published.diagnostics, &args.root);
    summary(published.diagnostics.as_slice(), language);
    tell(&published, leave, started, language)
}

fn tell(published: &Published, leave: PublishLeave, started: Instant, language: MessageLanguage) -> ExitCode {
    match &published.outcome {
        PublishOutcome::Mistaken => {
            say(&message!("publish-nothing").words(language));
            ExitCode::from(1)
        }
        PublishOutcome::Lacks(lacking) => {
            for LackingAddress { address, note } in lacking {
                let note = note.as_ref().map(|label| format!(" [^{label}]")).unwrap_or_default();
                print(&format!("{address}{note}\n"));
            }
            say(&message!("publish-lacks", count = lacking.len()).words(language));
            ExitCode::from(1)
        }
        PublishOutcome::Done { steps, unchanged } => {
            let count = |act: FileAct| steps.iter().filter(|(of, _)| *of == act).count();
            let (new, changed, removed) = (count(FileAct::Comes), count(FileAct::Changes), count(FileAct::Goes));
            if leave == PublishLeave::Tell {
                steps.iter().for_each(|(act, path)| print(&format!("{} {path}\n", sign(*act))));
                say(&message!("publish-would", new, changed, removed, unchanged).words(language));
                return ExitCode::SUCCESS;
            }
            let seconds = seconds(started, language);
            say(&message!("publish-done", new, changed, removed, unchanged, seconds).words(language));
            if let Some(address) = &published.address {
                say(&message!("publish-address", address).words(language));
            }
            ExitCode::SUCCESS
        }
    }
}

/// As tools for comparing folders mark what differs.
fn sign(act: FileAct) -> char {
    match act {
        FileAct::Comes => '+',
        FileAct::Changes => '~',
        FileAct::Goes => '-',
    }
}
