//! The command `build --watch`.
//!
//! Takes: the arguments of `build`.
//! Gives: the output folder, up to date after each change; the search index, up to date once it has been quiet for a
//! while.
//! Never: ends because of a mistake in the content.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::build::{Build, WorkDone};
use super::terminal::{Bar, fail, language_of, say, say_polling, seconds};
use super::told::Told;
use crate::diagnostic::{Diagnostic, message};
use crate::failure::Failure;
use crate::failure::deadline::PATIENCE;
use crate::flow::fault::{self, Task};
use crate::flow::memory::Memory;
use crate::flow::{self, Options, Prepared, Ready};
use crate::project::ProjectFiles;
use crate::project::load;
use crate::project::watch::{Doorbell, Means};
use crate::write::{Builder, Counts, End};

/// How long it has to be quiet before the search index is made anew, which takes a good part of the time of a clean
/// build.
const SEARCH_AFTER: Duration = Duration::from_secs(1);

/// Builds at each change until the program is stopped; ends at once if the first build cannot use the output folder.
pub(super) fn run(build: &Build, output: &Path) -> ExitCode {
    let root = &build.project.root;
    let mut watching = Watching::new(build, output);
    let mut doorbell: Option<Doorbell> = None;
    loop {
        let source = load::load(root, &mut watching.memory.tree);
        let (linked, unfinished) = (source.linked.clone(), source.unfinished);
        if source.changed || watching.failed || doorbell.is_none() {
            match watching.turn(source) {
                Ok(()) => watching.failed = false,
                Err(failure) if doorbell.is_none() => return fail(&failure.words(build.project.language())),
                // A file may disappear between being listed and being copied, so a failure while watching is tried
                // again.
                Err(failure) => watching.fail(&failure),
            }
        }
        watching.search_when_quiet();
        match &mut doorbell {
            Some(doorbell) => {
                doorbell.follow(linked);
                if unfinished || watching.failed {
                    doorbell.ring_again();
                }
                if let Some((_, built)) = &watching.unsearched {
                    doorbell.ring_within(SEARCH_AFTER.saturating_sub(built.elapsed()));
                }
                doorbell.wait();
            }
            // What changed before watching began is found by the next look.
            None => doorbell = Some(watch(root, build.means())),
        }
    }
}

/// An output folder that is kept up to date.
struct Watching<'a> {
    build: &'a Build,
    output: &'a Path,
    options: Options,
    memory: Memory,
    builder: Builder,
    told: Told,
    /// Whether the disk failed, so that this has to be tried again.
    failed: bool,
    /// The site that was built last, and when, until its search index is made.
    unsearched: Option<(Ready, Instant)>,
}

impl<'a> Watching<'a> {
    fn new(build: &'a Build, output: &'a Path) -> Self {
        Watching {
            build,
            output,
            options: Options { time_limit: Some(PATIENCE), ..build.project.options() },
            memory: Memory::default(),
            builder: Builder::new(&build.project.root, End::Watched(output.to_owned()))
                .stopped_by(build.project.strictness()),
            told: Told::default(),
            failed: false,
            unsearched: None,
        }
    }

    /// Builds what has changed.
    fn turn(&mut self, source: ProjectFiles) -> Result<(), Failure> {
        let started = Instant::now();
        let task = || Task { path: "site.toml".into(), doing: message!("building-the-site") };
        let turned = fault::contained(task, || {
            let parsed = flow::parse(source, &self.options, &mut self.memory);
            let mut prepared = flow::link(parsed).prepared(&mut self.memory);
            let language = self.build.project.report.language(prepared.spoken);
            let built = self.builder.build(&mut prepared, &Bar::new(&message!("unit-pages"), language));
            Ok((prepared, built))
        });
        let (mut prepared, built) = match turned {
            Ok(turned) => turned,
            Err(fault) => {
                self.begin_anew(&fault);
                return Ok(());
            }
        };
        let counts = built?;
        self.tell(&mut prepared, counts, started);
        if counts.is_some() {
            let ready = prepared.ready.map(|ready| (ready, Instant::now()));
            self.unsearched = ready.filter(|_| self.builder.search_due());
        }
        Ok(())
    }

    /// Prints what a turn did, and what is wrong: for people what they do not know yet, for programs everything.
    fn tell(&mut self, prepared: &mut Prepared, counts: Option<Counts>, started: Instant) {
        let report = &self.build.project.report;
        let pages = prepared.ready.as_ref().map(|ready| ready.site.pages().len());
        let done = WorkDone { counts, pages, started, language: report.language(prepared.spoken) };
        if report.is_for_people() {
            let list = Arc::new(std::mem::take(&mut prepared.diagnostics));
            self.told.tell(list.clone(), done.language, |some| report.text(some, prepared));
            return done.say(&list, self.output);
        }
        report.print_prepared(prepared, &self.build.project.root);
        done.say(&prepared.diagnostics, self.output);
    }

    /// After a fault of the program, nothing that is remembered can be trusted; the next change is built from nothing.
    fn begin_anew(&mut self, fault: &Diagnostic) {
        *self = Watching::new(self.build, self.output);
        let language = self.build.project.language();
        let hint = fault.hint.as_ref().map(|hint| hint.message.words(language));
        let failure = fault.message.words(language);
        say(&message!("fault-told", failure, hint = hint.unwrap_or_default()).words(language));
    }

    fn search_when_quiet(&mut self) {
        let Some((ready, _)) = self.unsearched.take_if(|(_, built)| built.elapsed() >= SEARCH_AFTER) else { return };
        let started = Instant::now();
        let task = || Task { path: "site.toml".into(), doing: message!("making-the-search-index") };
        let language = self.build.project.report.language(ready.site.settings.message_language);
        let bar = Bar::new(&message!("unit-files"), language);
        match fault::contained(task, || Ok(self.builder.search(&ready, &bar))) {
            Ok(Ok(Counts { written, .. })) => {
                let seconds = seconds(started, language);
                say(&message!("search-index", written, seconds).words(language));
            }
            Ok(Err(failure)) => self.fail(&failure),
            Err(fault) => self.begin_anew(&fault),
        }
    }

    /// Says that something failed and will be tried again, unless that has been said already.
    fn fail(&mut self, failure: &Failure) {
        if !self.failed {
            let language = self.build.project.language();
            say(&message!("trying-again", failure = failure.words(language)).words(language));
        }
        self.failed = true;
    }
}

fn watch(root: &Path, means: Means) -> Doorbell {
    let (doorbell, begun) = Doorbell::new(root, means);
    if let Err(reason) = begun {
        say_polling(&reason, language_of(root));
    }
    doorbell
}
