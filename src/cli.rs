//! The command line.
//!
//! Takes: arguments.
//! Gives: an exit code: 0 clean, 1 errors in the content, 2 could not run.
//! Never: does the work itself; each command is [the flow](crate::flow) with another end.

mod archive;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Args, Parser, Subcommand};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diagnostic::{Code, Diagnostic, Severity, has_errors};
use crate::flow::{self, Options, Prepared, Progress};
use crate::link::Drafts;
use crate::memory::Memory;
use crate::report::{self, Colours, Format};

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
    Build(Build),
    /// Show everything that is wrong with the site, and write nothing
    ///
    /// Runs the very same steps as `build`, templates included.
    Check(Check),
    /// Pack past meetings, each as a folder that keeps for decades
    ///
    /// A package is a BagIt bag: pages that open from a disk, sources, attachments and metadata, with a digest of every file.
    /// Prints the digest of each package, which covers all of it.
    Archive(archive::Archive),
    /// Check packages: files, digests, metadata and links
    ///
    /// Needs nothing but the package. With the digest that `archive` printed, a package that was written anew is found too.
    Verify(archive::Verify),
    /// Explain a diagnostic, or list all of them
    ///
    /// Give the code between the brackets, such as `undefined-footnote`.
    Explain {
        /// The code of the diagnostic
        code: Option<String>,
    },
}

#[derive(Debug, Args)]
struct Project {
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Publish drafts too
    #[arg(long)]
    drafts: bool,
    /// The address of the published site, in place of the one in site.toml
    #[arg(long, value_name = "URL", value_parser = flow::base_url)]
    base_url: Option<String>,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

#[derive(Debug, Args)]
struct Build {
    #[command(flatten)]
    project: Project,
    /// The folder to write into [default: public, within the root]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Check {
    #[command(flatten)]
    project: Project,
}

impl Project {
    fn options(&self) -> Options {
        Options { drafts: if self.drafts { Drafts::Show } else { Drafts::Hide }, base_url: self.base_url.clone() }
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Build(build) => run_build(&build),
        Command::Check(check) => run_check(&check),
        Command::Archive(args) => archive::run_archive(&args),
        Command::Verify(args) => archive::run_verify(&args),
        Command::Explain { code } => explain(code.as_deref()),
    }
}

fn run_build(build: &Build) -> ExitCode {
    let started = Instant::now();
    let root = &build.project.root;
    if let Err(code) = root_exists(root) {
        return code;
    }
    let output = flow::output_folder(root, build.output.clone());
    if let Err(failure) = crate::write::check(&output, root) {
        return fail(&failure.to_string());
    }
    let mut prepared = flow::prepare(root, &build.project.options(), &mut Memory::default());
    let counts = match flow::build(&mut prepared, root, &output, &Bar::new("pages")) {
        Ok(counts) => counts,
        Err(failure) => return fail(&failure.to_string()),
    };
    print_diagnostics(&prepared, build.project.format);
    let seconds = started.elapsed().as_secs_f64();
    match counts {
        Some(counts) => {
            let pages = prepared.ready.as_ref().map_or(0, |r| r.site.pages().len());
            let crate::write::Counts { written, unchanged, removed } = counts;
            say(&format!(
                "{pages} pages in {}: {written} files written, {unchanged} unchanged, {removed} removed, {seconds:.2} s",
                output.display()
            ));
            summary(&prepared.diagnostics);
            ExitCode::SUCCESS
        }
        None => {
            summary(&prepared.diagnostics);
            say("nothing was written");
            ExitCode::from(1)
        }
    }
}

fn run_check(check: &Check) -> ExitCode {
    let started = Instant::now();
    if let Err(code) = root_exists(&check.project.root) {
        return code;
    }
    let mut prepared = flow::prepare(&check.project.root, &check.project.options(), &mut Memory::default());
    flow::check(&mut prepared, &Bar::new("pages"));
    print_diagnostics(&prepared, check.project.format);
    let pages = prepared.ready.as_ref().map_or(0, |r| r.site.pages().len());
    say(&format!("{pages} pages checked, {:.2} s", started.elapsed().as_secs_f64()));
    summary(&prepared.diagnostics);
    if has_errors(&prepared.diagnostics) || prepared.ready.is_none() { ExitCode::from(1) } else { ExitCode::SUCCESS }
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

fn root_exists(root: &Path) -> Result<(), ExitCode> {
    match root.is_dir() {
        true => Ok(()),
        false => Err(fail(&format!("there is no folder `{}`; give the root of the site with `--root`", root.display()))),
    }
}

/// Diagnostics go to standard output, since they are what `check` is asked for.
fn print_diagnostics(prepared: &Prepared, format: Format) {
    let terminal = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let colours = if terminal { Colours::Yes } else { Colours::No };
    print(&report::report(&prepared.diagnostics, &prepared.texts, format, colours));
}

/// One line on how many there are.
fn summary(diagnostics: &[Diagnostic]) {
    let count = |severity| diagnostics.iter().filter(|d| d.severity() == severity).count();
    let words = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        say(&format!("{}, {}", words(errors, "error"), words(warnings, "warning")));
    }
}

fn print(text: &str) {
    // A reader that goes away, such as `head`, is no failure.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

fn fail(message: &str) -> ExitCode {
    say(&format!("error: {message}"));
    ExitCode::from(2)
}

/// Progress as a bar on a terminal, and as nothing elsewhere.
struct Bar(ProgressBar);

impl Bar {
    fn new(unit: &str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(10));
        let style =
            ProgressStyle::with_template(&format!("{{bar:30}} {{pos}}/{{len}} {unit}")).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        Bar(bar)
    }
}

impl Progress for Bar {
    fn begin(&self, steps: usize) {
        self.0.set_length(steps as u64);
        // Short work needs no bar.
        self.0.enable_steady_tick(Duration::from_millis(250));
    }

    fn step(&self) {
        self.0.inc(1);
    }

    fn end(&self) {
        self.0.finish_and_clear();
    }

    fn waiting(&self) {
        say("another run is writing to this folder; waiting for it");
    }
}
