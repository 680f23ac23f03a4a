//! `build --watch`.
//!
//! Takes: what `build` was asked.
//! Gives: the output folder, up to date after each change; the search index, up to date when it has been quiet for a while.
//! Never: ends because of a mistake in the content.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::build::{Build, print_built};
use super::terminal::{Bar, fail, means, say, say_polling};
use crate::flow;
use crate::load;
use crate::memory::Memory;
use crate::rebuild::Rebuild;
use crate::site::Site;
use crate::watch::Doorbell;

/// How long it must be quiet before the search index is made anew, which takes as long as a good part of a clean build.
const SEARCH_AFTER: Duration = Duration::from_secs(1);

/// Builds at each change, until the program is stopped; ends at once if the first build cannot use the output folder.
pub fn run(build: &Build, output: &Path) -> ExitCode {
    let root = &build.project.root;
    let options = build.project.options();
    let mut memory = Memory::default();
    let mut rebuild = Rebuild::new(root, output);
    let mut doorbell: Option<Doorbell> = None;
    let mut failed = false;
    // What was built last and when, until its search index is made.
    let mut unsearched: Option<(Arc<Site>, Instant)> = None;
    loop {
        let started = Instant::now();
        let source = load::load(root, &mut memory.tree);
        let (linked, mut unfinished) = (source.linked.clone(), source.unfinished);
        if source.changed || failed || doorbell.is_none() {
            let mut prepared = flow::link(flow::parse(source, &options, &mut memory)).prepared(&mut memory);
            match rebuild.build(&mut prepared, &Bar::new("pages")) {
                Ok(counts) => {
                    failed = false;
                    print_built(&prepared, counts, build, output, started);
                    if counts.is_some() {
                        let site = prepared.ready.map(|ready| (ready.site, Instant::now()));
                        unsearched = site.filter(|_| rebuild.search_due());
                    }
                }
                Err(failure) if doorbell.is_none() => return fail(&failure.to_string()),
                // A file may go between being listed and being copied, so a failure while watching is tried again.
                Err(failure) => {
                    if !failed {
                        say(&format!("error: {failure}; trying again"));
                    }
                    (failed, unfinished) = (true, true);
                }
            }
        }
        if let Some((site, _)) = unsearched.take_if(|(_, built)| built.elapsed() >= SEARCH_AFTER) {
            let started = Instant::now();
            match rebuild.search(&site, &Bar::new("files")) {
                Ok(counts) => say(&format!("search index: {} files changed, {:.2} s", counts.written, started.elapsed().as_secs_f64())),
                Err(failure) => {
                    say(&format!("error: {failure}; trying again"));
                    (failed, unfinished) = (true, true);
                }
            }
        }
        match &mut doorbell {
            Some(doorbell) => {
                doorbell.follow(linked);
                if unfinished {
                    doorbell.ring_again();
                }
                if let Some((_, built)) = &unsearched {
                    doorbell.ring_within(SEARCH_AFTER.saturating_sub(built.elapsed()));
                }
                doorbell.wait();
            }
            // What changed before the watch began is found by the look that follows.
            None => doorbell = Some(watch(root, build.poll)),
        }
    }
}

fn watch(root: &Path, poll: bool) -> Doorbell {
    let (doorbell, begun) = Doorbell::new(root, means(poll));
    if let Err(reason) = begun {
        say_polling(&reason);
    }
    doorbell
}
