//! The command line.
//!
//! Takes: arguments.
//! Gives: an exit code: 0 clean, 1 errors in the content, 2 could not run.
//! Never: does the work itself; each command is the flow with a different end.

#![expect(clippy::disallowed_methods, reason = "a command tells how long it took, and a seal has the day of today")]

mod archive;
mod build;
mod external_check;
mod guide;
mod import;
mod make_new;
mod publish;
mod redact;
mod references;
mod relocate;
mod schema;
mod seal;
mod serve;
mod shell;
mod terminal;
mod theme;
mod told;
mod verify;
mod watch;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::diagnostic::{Code, MessageLanguage, Severity, message, suggest};
use terminal::{fail, print};

/// Publishes annotated agendas: Markdown in, a cross-linked website out.
///
/// A folder with `site.toml` and `content/` becomes a page per meeting, dossier and footnote.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = "Start with `voetnoot new DIR`: it makes a site to begin with. `voetnoot guide` explains everything."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new site, or begin a meeting, report or dossier in one
    ///
    /// What it makes builds without a mistake. On a terminal it asks for what is not given.
    New(make_new::New),
    /// Build the site into the output folder
    ///
    /// Writes only files whose bytes changed, and removes pages that are no longer made.
    /// If the content has mistakes, nothing is written, and the site that was there stays as it is.
    /// If there is an `addresses.txt`, new addresses are added to it, unless --drafts or --watch is given.
    Build(build::Build),
    /// Show the site while it is being written
    ///
    /// Saved changes appear at once, and so do the mistakes in them. Drafts are shown and marked.
    /// Nothing is written to disk.
    Serve(serve::ServeArgs),
    /// Show everything that is wrong with the site, and write nothing
    ///
    /// Runs the same steps as `build`, templates included.
    Check(build::Check),
    /// Pack past meetings, each into a folder made to last for decades
    ///
    /// A package is a BagIt bag: pages that open from a disk, sources, attachments and metadata, with a digest of each file.
    /// Prints the digest of each package, which covers all of it.
    Archive(archive::ArchiveArgs),
    /// Check packages: files, digests, metadata and links
    ///
    /// Needs nothing but the package. Given the digest that `archive` printed, it also notices a package that was rewritten.
    Verify(verify::VerifyArgs),
    /// Freeze past meetings: from then on every change to them is reported
    ///
    /// Writes `seal.txt` and a copy of what is sealed beside each meeting, and prints the digest of each seal.
    /// Changes that have to be made after that are recorded with `--correction`, and the earlier text stays readable.
    Seal(seal::SealArgs),
    /// Bring the site to where readers get it: a store, a server, a folder or a branch
    ///
    /// Builds it as `build --locked` does, and sends only what has changed: new files first, then pages, and what goes is last.
    /// Where to is in `[publish]` in site.toml. What the target has and this project does not know stops it.
    Publish(publish::PublishArgs),
    /// Give a meeting or dossier another id, with every link to it
    ///
    /// Moves its folder or file, edits the links, wikilinks and ties that name it, and adds a line to `[moved]` in site.toml, by
    /// which its earlier addresses lead on. All of it is done, or nothing is.
    Move(relocate::MoveArgs),
    /// List the references of the site or of a text: Kamerstukken, acts, judgments and the rest
    ///
    /// Without FILE it reads the Markdown files of `content`, drafts and notes included, without front matter and fenced code.
    /// With FILE, or `-` for standard input, it reads the whole of that text.
    References(references::ReferencesArgs),
    /// Turn a letter from earlier years into content that builds
    ///
    /// Writes `agenda.md` into a folder of its own, and says what it was unsure of. No word of the document is lost or added.
    Import(import::Import),
    /// Open the guide, which is part of the program
    Guide(guide::GuideArgs),
    /// Copy the built-in templates, styles and words into a site, and compare a site's own with them
    Theme(theme::ThemeArgs),
    /// Print what front matter and site.toml may hold, as JSON Schema for editors
    Schema(schema::SchemaArgs),
    /// Explain a diagnostic, or list all of them
    ///
    /// Give the code between the brackets, such as `undefined-footnote`.
    Explain {
        /// The code of the diagnostic
        code: Option<String>,
        /// The language to explain it in [default: that of site.toml in this folder, or else English]
        #[arg(long, value_enum, env = "VOETNOOT_LANGUAGE", value_name = "LANGUAGE")]
        language: Option<MessageLanguage>,
    },
    /// Print a script with which a shell completes commands and options
    Completions(shell::CompletionsArgs),
    /// Write the pages of the manual, for `man`
    Man(shell::ManArgs),
}

/// Runs the program with the arguments of the process. Gives 0 when all is well, 1 for errors in the content, 2 when it
/// could not run.
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
        Command::Verify(args) => verify::run_verify(&args),
        Command::Seal(args) => seal::run(&args),
        Command::Publish(args) => publish::run(&args),
        Command::Move(args) => relocate::run(&args),
        Command::References(args) => references::run(&args),
        Command::Import(args) => import::run(args),
        Command::New(args) => make_new::run(&args),
        Command::Guide(args) => guide::run(&args),
        Command::Theme(args) => theme::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => shell::completions(&args, Cli::command()),
        Command::Man(args) => shell::man(&args, Cli::command()),
        Command::Explain { code, language } => explain(code.as_deref(), language),
    }
}

fn explain(code: Option<&str>, language: Option<MessageLanguage>) -> ExitCode {
    let language = language.unwrap_or_else(terminal::language_here);
    let line = |code: &Code| {
        let severity = match code.severity() {
            Severity::Error => message!("error").words(language),
            Severity::Warning => message!("warning").words(language),
            Severity::Notice => message!("notice").words(language),
        };
        format!("{} ({severity})\n    {}\n", code.name(), code.explained(language))
    };
    let text = match code {
        None => Code::ALL.iter().map(line).collect::<String>(),
        Some(name) => match Code::ALL.iter().find(|c| c.name() == name) {
            Some(code) => line(code),
            None => {
                let known = Code::ALL.iter().map(|code| code.name());
                let hint = suggest::did_you_mean(name, None, known, message!("explain-lists-all")).message;
                return fail(&message!("no-code", name, hint).words(language));
            }
        },
    };
    print(&text);
    ExitCode::SUCCESS
}
