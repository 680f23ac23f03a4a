//! The command line.
//!
//! Takes: arguments.
//! Gives: an exit code: 0 clean, 1 errors in the content, 2 could not run.
//! Never: does the work itself; each command is [the flow](crate::flow) with another end.

mod archive;
mod import;
mod references;
mod seal;
mod watch;

use std::io::{IsTerminal, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{ArgAction, Args, Parser, Subcommand};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diagnostic::{Code, Diagnostic, Severity, has_errors};
use crate::flow::{self, Options, Prepared, Progress};
use crate::link::Drafts;
use crate::memory::Memory;
use crate::preview::Shown;
use crate::record;
use crate::report::{self, Colours, Format};
use crate::serve::{self, Observer, Settings};
use crate::watch::Means;
use crate::write::Counts;

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
    Build(Build),
    /// Show the site while it is being written
    ///
    /// A saved change is on the screen at once, and so is what is wrong with it. Drafts are shown and marked.
    /// Nothing is written to disk.
    Serve(Serve),
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
    /// Build again at each change, until stopped
    #[arg(long)]
    watch: bool,
    /// With --watch: look at the disk again and again instead of waiting for events
    #[arg(long, requires = "watch")]
    poll: bool,
}

#[derive(Debug, Args)]
struct Check {
    #[command(flatten)]
    project: Project,
}

#[derive(Debug, Args)]
struct Serve {
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// The port to listen at; the next free one if it is taken
    #[arg(long, default_value_t = 1717, value_name = "N")]
    port: u16,
    /// The address to listen at; others than loopback let other machines read drafts
    #[arg(long, default_value = "127.0.0.1", value_name = "A")]
    address: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Whether drafts are shown
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_value_t = true, default_missing_value = "true", action = ArgAction::Set)]
    drafts: bool,
    /// Look at the disk again and again instead of waiting for events
    #[arg(long)]
    poll: bool,
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
        Command::Serve(serve) => run_serve(serve),
        Command::Check(check) => run_check(&check),
        Command::Archive(args) => archive::run_archive(&args),
        Command::Verify(args) => archive::run_verify(&args),
        Command::Seal(args) => seal::run(&args),
        Command::References(args) => references::run(&args),
        Command::Import(args) => import::run(args),
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
    if build.watch {
        return watch::run(build, &output);
    }
    let mut prepared = flow::prepare(root, &build.project.options(), &mut Memory::default());
    let counts = match flow::build(&mut prepared, root, &output, &Bar::new("pages")) {
        Ok(counts) => counts,
        Err(failure) => return fail(&failure.to_string()),
    };
    print_built(&prepared, counts, build, &output, started);
    if let (Some(_), Some(ready), Some(file), false) = (counts, &prepared.ready, &prepared.record, build.project.drafts) {
        match record::renew(root, &ready.site, file) {
            Ok(Some(new)) => {
                let addresses = if new == 1 { "address" } else { "addresses" };
                say(&format!("{}: {new} new {addresses}; keep the file in version control", record::FILE));
            }
            Ok(None) => {}
            Err(error) => return fail(&format!("cannot write `{}`: {error}", record::FILE)),
        }
    }
    if counts.is_some() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// What a build did, and what is wrong.
fn print_built(prepared: &Prepared, counts: Option<Counts>, build: &Build, output: &Path, started: Instant) {
    print_diagnostics(prepared, build.project.format);
    let seconds = started.elapsed().as_secs_f64();
    if let Some(Counts { written, unchanged, removed }) = counts {
        let pages = prepared.ready.as_ref().map_or(0, |r| r.site.pages().len());
        say(&format!(
            "{pages} pages in {}: {written} files written, {unchanged} unchanged, {removed} removed, {seconds:.2} s",
            output.display()
        ));
    }
    summary(&prepared.diagnostics);
    if counts.is_none() {
        say("nothing was written");
    }
}

fn run_serve(given: Serve) -> ExitCode {
    if let Err(code) = root_exists(&given.root) {
        return code;
    }
    let drafts = if given.drafts { Drafts::Show } else { Drafts::Hide };
    let settings = Settings {
        root: given.root,
        options: Options { drafts, base_url: None },
        address: given.address,
        port: given.port,
        means: means(given.poll),
    };
    let bound = match serve::bind(settings) {
        Ok(bound) => bound,
        Err(error) => {
            let hint = "choose others with `--address` and `--port`";
            return fail(&format!("cannot listen at {} from port {}: {error}; {hint}", given.address, given.port));
        }
    };
    let url = format!("http://{}/", bound.address);
    print(&format!("the site is at {url} until you press Ctrl-C\n"));
    if !given.address.is_loopback() {
        say("other machines can read it too, drafts included");
    }
    if given.open
        && let Err(error) = open::that_detached(&url)
    {
        say(&format!("cannot open a browser: {error}; open {url} yourself"));
    }
    match bound.run(Terminal::default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!("the preview stopped: {error}")),
    }
}

/// Shows on the terminal what the preview shows in the browser.
#[derive(Default)]
struct Terminal {
    /// What was printed last.
    last: String,
}

impl Observer for Terminal {
    fn shown(&mut self, shown: &Shown) {
        let text = report::report(&shown.diagnostics, &shown.texts, Format::Human, colours());
        if text != self.last {
            print(&text);
            summary(&shown.diagnostics);
            if text.is_empty() {
                say("everything is mended");
            }
            self.last = text;
        }
    }

    fn polling(&mut self, reason: &str) {
        say_polling(reason);
    }
}

fn means(poll: bool) -> Means {
    if poll { Means::Polling } else { Means::Events }
}

fn say_polling(reason: &str) {
    say(&format!("changes are found by looking at the disk again and again, since it cannot be watched: {reason}"));
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
    print(&report::report(&prepared.diagnostics, &prepared.texts, format, colours()));
}

fn colours() -> Colours {
    let terminal = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if terminal { Colours::Yes } else { Colours::No }
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
