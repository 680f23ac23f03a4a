//! The commands `build` and `check`.
//!
//! Takes: a project, and for `build` the output folder.
//! Gives: the diagnostics, a line on what was done, and an exit code.
//! Never: builds in a way of its own; both commands, and `--watch`, use the one builder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use clap::builder::FalseyValueParser;

use super::external_check::{self, CheckFindings, Completeness};
use super::terminal::{Bar, ReportArgs, fail, language_of, root_exists, say, seconds, summary};
use crate::diagnostic::personal_data::masked;
use crate::diagnostic::{Code, Diagnostic, MessageLanguage, Strictness, message};
use crate::failure::Failure;
use crate::flow::Options;
use crate::flow::memory::cache_folder;
use crate::project::RECORD;
use crate::project::watch::Means;
use crate::settings::BaseUrl;
use crate::site::link::Drafts;
use crate::write::output::location;
use crate::write::{CorrectedLine, Counts, End, NumberSources, Untouched, corrections, one_run};

/// So many pages are named of those whose notes had numbers.
const NAMED: usize = 5;

#[derive(Debug, Args)]
pub(super) struct Project {
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(super) root: PathBuf,
    /// Publish drafts as well
    #[arg(long)]
    drafts: bool,
    /// The address of the published site, instead of the one in site.toml
    #[arg(long, value_name = "URL")]
    base_url: Option<BaseUrl>,
    /// Let warnings fail, as errors do
    #[arg(long)]
    strict: bool,
    /// Neither use nor keep what earlier runs found and made
    ///
    /// Without this, a second run is faster, and gives the same. What is kept lies in your own cache folder.
    #[arg(long, env = "VOETNOOT_NO_CACHE", value_parser = FalseyValueParser::new())]
    no_cache: bool,
    #[command(flatten)]
    pub(super) report: ReportArgs,
}

/// The end of `build --help`.
const BUILD_EXAMPLES: &str = "\
Examples:
  voetnoot build                                 the site of this folder, into `public`
  voetnoot build --output /srv/www --strict      into another folder, unless anything is doubtful
  voetnoot build --base-url https://example.org  for another address than that in site.toml
  voetnoot build --watch                         again at each change

Exit codes: 0 built; 1 the content has mistakes, and nothing was written; 2 the program could not work.";

#[derive(Debug, Args)]
#[command(after_help = BUILD_EXAMPLES)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) project: Project,
    /// The folder to write into [default: public, within the root]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Fail if addresses.txt lacks something that would be published, instead of adding it
    ///
    /// For builds that publish and commit nothing: otherwise two builds could give out one address for two things.
    #[arg(long, conflicts_with_all = ["watch", "drafts"])]
    locked: bool,
    /// Build again at each change, until stopped
    #[arg(long)]
    pub(super) watch: bool,
    /// With --watch: look at the disk again and again instead of waiting for events
    #[arg(long, requires = "watch")]
    poll: bool,
}

/// The end of `check --help`.
const CHECK_EXAMPLES: &str = "\
Examples:
  voetnoot check                     everything that is wrong, drafts left out
  voetnoot check --drafts --strict   drafts too, and warnings fail
  voetnoot check --fix               correct what is certain
  voetnoot check --external          links to other sites, too
  voetnoot check --format sarif      for a code host

Exit codes: 0 nothing is wrong; 1 something is; 2 the program could not work.";

#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) project: Project,
    /// Make the corrections that need nobody to look at them, and show what is left
    ///
    /// Each file is replaced in one step. What is sealed or recorded is never touched.
    #[arg(long)]
    fix: bool,
    /// Ask other sites whether they still have what is linked to
    ///
    /// Nothing else does: neither `build` nor `serve` asks another site for anything. Each host is asked one thing at a time,
    /// with pauses. What it answers is remembered, for a day if it is good and for an hour if not.
    #[arg(long, conflicts_with = "fix")]
    external: bool,
    /// With --external: how many seconds one address may take
    #[arg(long, requires = "external", default_value_t = 20, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    wait: u64,
    /// With --external: how many seconds all of them may take
    #[arg(long, requires = "external", default_value_t = 600, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    wait_all: u64,
}

impl Build {
    /// How `--watch` notices changes.
    pub(super) fn means(&self) -> Means {
        if self.poll { Means::Polling } else { Means::Events }
    }
}

impl Project {
    pub(super) fn options(&self) -> Options {
        let drafts = if self.drafts { Drafts::Show } else { Drafts::Hide };
        let cache = if self.no_cache { None } else { cache_folder::of_user() };
        Options { drafts, base_url: self.base_url.clone(), strictness: self.strictness(), cache, ..Options::default() }
    }

    /// The language in which to speak before the site has been read.
    pub(super) fn language(&self) -> MessageLanguage {
        self.report.language(language_of(&self.root))
    }

    pub(super) fn strictness(&self) -> Strictness {
        if self.strict { Strictness::Warnings } else { Strictness::Errors }
    }
}

/// The folder to write into, if it can be written to.
pub(super) fn output(build: &Build) -> Result<PathBuf, ExitCode> {
    let root = &build.project.root;
    root_exists(root)?;
    let output = build.output.clone().unwrap_or_else(|| root.join("public"));
    match location::check(&output, root) {
        Ok(()) => Ok(output),
        Err(failure) => Err(fail(&failure.words(build.project.language()))),
    }
}

pub(super) fn run(build: &Build, output: &Path) -> ExitCode {
    let started = Instant::now();
    let root = &build.project.root;
    let end = End::Disk(output.to_owned());
    let options = Options { locked: build.locked, ..build.project.options() };
    let language = build.project.language();
    let bar = Bar::new(&message!("unit-pages"), language);
    let run = match one_run::run(root, &end, &options, &bar) {
        Ok(run) => run,
        Err(failure) => return fail(&failure.words(language)),
    };
    build.project.report.print(&run.diagnostics, root);
    let language = build.project.report.language(run.diagnostics.language());
    let done = WorkDone { counts: run.counts, pages: run.pages, started, language };
    done.say(run.diagnostics.as_slice(), output);
    if run.counts.is_some() {
        say_numbers(&run.numbers, output, language);
    }
    if let Some(new) = run.recorded {
        say(&message!("new-addresses", file = RECORD, new).words(language));
    }
    if let Some(code) = fault(run.diagnostics.as_slice(), language) {
        return code;
    }
    if run.counts.is_some() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// Says from where the numbers of notes were taken that an earlier version of the program had published.
fn say_numbers(numbers: &NumberSources, output: &Path, language: MessageLanguage) {
    let NumberSources { sealed, output: found, standing } = numbers;
    let folder = output.display().to_string();
    let taken = [
        (sealed, message!("numbers-of-sealed", file = RECORD)),
        (found, message!("numbers-of-output", file = RECORD, folder)),
        (standing, message!("numbers-as-they-stand", file = RECORD)),
    ];
    for (addresses, from) in taken.into_iter().filter(|(addresses, _)| !addresses.is_empty()) {
        let named = addresses.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = addresses.len().saturating_sub(NAMED);
        say(&from.words(language));
        say(&message!("numbers-of-notes", named, more).words(language));
    }
}

/// What a build did.
pub(super) struct WorkDone {
    /// `None` if it wrote nothing.
    pub counts: Option<Counts>,
    /// How many pages the site has, if there is one.
    pub pages: Option<usize>,
    pub started: Instant,
    pub language: MessageLanguage,
}

impl WorkDone {
    /// Says what was done, what is wrong in numbers, and whether that stopped it.
    pub(super) fn say(&self, found: &[Diagnostic], output: &Path) {
        let WorkDone { counts, pages, started, language } = *self;
        if let Some(Counts { written, unchanged, removed }) = counts {
            let (folder, seconds) = (output.display().to_string(), seconds(started, language));
            let pages = pages.unwrap_or_default();
            say(&message!("built", pages, folder, written, unchanged, removed, seconds).words(language));
        }
        summary(found, language);
        if counts.is_none() {
            say(&message!("nothing-written").words(language));
        }
    }
}

/// The exit code of a run in which the program itself failed; `None` for any other.
fn fault(found: &[Diagnostic], language: MessageLanguage) -> Option<ExitCode> {
    let fault = found.iter().find(|diagnostic| diagnostic.code == Code::ProgramFault)?;
    Some(fail(&message!("program-failed", path = &*fault.path).words(language)))
}

pub(super) fn check(check: &Check) -> ExitCode {
    let started = Instant::now();
    let root = &check.project.root;
    if let Err(code) = root_exists(root) {
        return code;
    }
    let (diagnostics, pages, completeness) = match find(check) {
        Ok(found) => found,
        Err(code) => return code,
    };
    check.project.report.print(&diagnostics, root);
    let found = diagnostics.as_slice();
    let language = check.project.report.language(diagnostics.language());
    let pages_checked = message!("checked", pages = pages.unwrap_or_default(), seconds = seconds(started, language));
    say(&pages_checked.words(language));
    summary(found, language);
    if let Some(code) = fault(found, language) {
        return code;
    }
    let is_cut_short = completeness == Completeness::Partial && check.project.strictness() == Strictness::Warnings;
    let is_mistaken = check.project.strictness().stops(found) || pages.is_none() || is_cut_short;
    if is_mistaken { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// What is wrong; with `--fix`, after the corrections, which are told.
fn find(check: &Check) -> Result<CheckFindings, ExitCode> {
    let (root, options) = (&check.project.root, check.project.options());
    let language = check.project.language();
    if check.external {
        return external_check::find(root, &options, [check.wait, check.wait_all], language);
    }
    let failed = |failure: Failure| fail(&failure.words(language));
    let bar = Bar::new(&message!("unit-pages"), language);
    if !check.fix {
        let run = one_run::run(root, &End::Nowhere, &options, &bar).map_err(failed)?;
        return Ok((run.diagnostics, run.pages, Completeness::Whole));
    }
    let done = corrections::correct(root, &options, &bar).map_err(failed)?;
    let language = check.project.report.language(done.prepared.spoken);
    for CorrectedLine { path, line, codes, before, after } in &done.made {
        let codes: Vec<&str> = codes.iter().map(|code| code.name()).collect();
        say(&message!("corrected", file = path, line, codes = codes.join(", ")).words(language));
        say(&format!("  - {}", masked(before)));
        say(&format!("  + {}", masked(after)));
    }
    for Untouched { path, why } in &done.untouched {
        say(&message!("not-corrected", file = path, why).words(language));
    }
    say(&message!("corrections", count = done.made.len()).words(language));
    match done.failure {
        Some(failure) => Err(failed(failure)),
        None => {
            let pages = done.prepared.ready.as_ref().map(|ready| ready.site.pages().len());
            Ok((done.prepared.diagnostics(), pages, Completeness::Whole))
        }
    }
}
