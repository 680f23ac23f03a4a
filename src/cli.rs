//! The command line.
//!
//! Takes: arguments.
//! Gives: an exit code: 0 clean, 1 errors in the content, 2 could not run.
//! Never: does the work itself; each command is [the flow](crate::flow) with another end.

mod archive;
mod build;
mod import;
mod references;
mod seal;
mod serve;
mod terminal;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::diagnostic::{Code, Severity};
use terminal::{fail, print};

/// Publishes annotated agendas: Markdown in, a cross-linked website out.
///
/// A folder with `site.toml` and `content/` becomes a page per meeting, dossier and footnote.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = "Start with `voetnoot check`: it shows every mistake at once and writes nothing."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site into the output folder
    ///
    /// Writes only files whose bytes changed, and removes pages that are no longer made.
    /// With mistakes in the content nothing is written, and the site that was there stays whole.
    /// If there is an `addresses.txt`, new addresses are added to it, but not with --drafts or --watch.
    Build(build::Build),
    /// Show the site while it is being written
    ///
    /// A saved change is on the screen at once, and so is what is wrong with it. Drafts are shown and marked.
    /// Nothing is written to disk.
    Serve(serve::Serve),
    /// Show everything that is wrong with the site, and write nothing
    ///
    /// Runs the very same steps as `build`, templates included.
    Check(build::Check),
    /// Pack past meetings, each as a folder that keeps for decades
    ///
    /// A package is a BagIt bag: pages that open from a disk, sources, attachments and metadata, with a digest of every file.
    /// Prints the digest of each package, which covers all of it.
    Archive(archive::Archive),
    /// Check packages: files, digests, metadata and links
    ///
    /// Needs nothing but the package. With the digest that `archive` printed, a package that was written anew is found too.
    Verify(archive::Verify),
    /// Freeze past meetings: from then on every change to them is reported
    ///
    /// Writes `seal.txt` and a copy of what is sealed beside each meeting, and prints the digest of each seal.
    /// What has to change all the same is recorded with `--correction`, and the earlier text stays readable.
    Seal(seal::Seal),
    /// List the references of the site or of a text: Kamerstukken, acts, judgments and the rest
    ///
    /// Without FILE it reads the Markdown files of `content`, drafts and notes included, without front matter and fenced code.
    /// With FILE, or `-` for standard input, it reads the whole of that text.
    References(references::References),
    /// Turn a letter of earlier years into content that builds
    ///
    /// Writes `agenda.md` into a folder of its own, and says what it was unsure of. No word of the document is lost or added.
    Import(import::Import),
    /// Explain a diagnostic, or list all of them
    ///
    /// Give the code between the brackets, such as `undefined-footnote`.
    Explain {
        /// The code of the diagnostic
        code: Option<String>,
    },
}

/// Runs the program.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Build(args) => match build::output(&args) {
            Ok(output) if args.watch => watch::run(&args, &output),
            Ok(output) => build::run(&args, &output),
            Err(code) => code,
        },
        Command::Serve(args) => serve::run(args),
        Command::Check(args) => build::check(&args),
        Command::Archive(args) => archive::run_archive(&args),
        Command::Verify(args) => archive::run_verify(&args),
        Command::Seal(args) => seal::run(&args),
        Command::References(args) => references::run(&args),
        Command::Import(args) => import::run(args),
        Command::Explain { code } => explain(code.as_deref()),
    }
}

fn explain(code: Option<&str>) -> ExitCode {
    let line = |code: &Code| {
        let severity = if code.severity() == Severity::Error { "error" } else { "warning" };
        format!("{} ({severity})\n    {}\n", code.name(), code.sentence())
    };
    let text = match code {
        None => Code::ALL.iter().map(line).collect::<String>(),
        Some(name) => match Code::ALL.iter().find(|c| c.name() == name) {
            Some(code) => line(code),
            None => {
                let hint = crate::suggest::did_you_mean(name, Code::ALL.iter().map(|c| c.name()), "`voetnoot explain` lists all codes");
                return fail(&format!("there is no diagnostic `{name}`; {hint}"));
            }
        },
    };
    print(&text);
    ExitCode::SUCCESS
}
