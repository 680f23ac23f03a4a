//! The commands `build` and `check`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::terminal::{Bar, fail, print_diagnostics, root_exists, say, summary};
use crate::diagnostic::has_errors;
use crate::flow::{self, Options, Prepared};
use crate::link::Drafts;
use crate::memory::Memory;
use crate::project::RECORD;
use crate::record;
use crate::report::Format;
use crate::write::Counts;

#[derive(Debug, Args)]
pub(super) struct Project {
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(super) root: PathBuf,
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
pub(super) struct Build {
    #[command(flatten)]
    pub(super) project: Project,
    /// The folder to write into [default: public, within the root]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Build again at each change, until stopped
    #[arg(long)]
    pub(super) watch: bool,
    /// With --watch: look at the disk again and again instead of waiting for events
    #[arg(long, requires = "watch")]
    pub(super) poll: bool,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) project: Project,
}

impl Project {
    pub(super) fn options(&self) -> Options {
        Options { drafts: if self.drafts { Drafts::Show } else { Drafts::Hide }, base_url: self.base_url.clone() }
    }
}

/// The folder to write into, if one can write there.
pub(super) fn output(build: &Build) -> Result<PathBuf, ExitCode> {
    let root = &build.project.root;
    root_exists(root)?;
    let output = flow::output_folder(root, build.output.clone());
    match crate::write::check(&output, root) {
        Ok(()) => Ok(output),
        Err(failure) => Err(fail(&failure.to_string())),
    }
}

/// Builds once.
pub(super) fn run(build: &Build, output: &Path) -> ExitCode {
    let started = Instant::now();
    let root = &build.project.root;
    let mut prepared = flow::prepare(root, &build.project.options(), &mut Memory::default());
    let counts = match flow::build(&mut prepared, root, output, &Bar::new("pages")) {
        Ok(counts) => counts,
        Err(failure) => return fail(&failure.to_string()),
    };
    print_built(&prepared, counts, build, output, started);
    if let (Some(_), Some(ready), Some(file), false) = (counts, &prepared.ready, &prepared.record, build.project.drafts) {
        match record::renew(root, &ready.site, file) {
            Ok(Some(new)) => {
                let addresses = if new == 1 { "address" } else { "addresses" };
                say(&format!("{}: {new} new {addresses}; keep the file in version control", RECORD));
            }
            Ok(None) => {}
            Err(error) => return fail(&format!("cannot write `{}`: {error}", RECORD)),
        }
    }
    if counts.is_some() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// What a build did, and what is wrong.
pub(super) fn print_built(prepared: &Prepared, counts: Option<Counts>, build: &Build, output: &Path, started: Instant) {
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

/// Checks.
pub(super) fn check(check: &Check) -> ExitCode {
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
