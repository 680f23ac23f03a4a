//! One run of `build` or `check`.
//!
//! Takes: a project, where its site goes, and what earlier runs kept.
//! Gives: [`FinishedRun`]: what was done and what is wrong.
//! Never: gives anything else because of what was kept. It only tells what need not be made again.
//!
//! A run over the same inputs as the latest gives what that one gave, once the output folder has been looked at. Any other
//! goes on from the pages that the latest one made, as a turn of `build --watch` does.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, MessageLanguage};
use crate::failure::Failure;
use crate::flow::memory::Memory;
use crate::flow::memory::cache_folder::CacheFolder;
use crate::flow::memory::run_record::{Records, RunRecord, SiteRecord};
use crate::flow::memory::stored_diagnostic::StoredDiagnostic;
use crate::flow::{self, Options, Prepared, made_from};
use crate::project::ProjectFiles;
use crate::project::load;
use crate::write::builder::{Builder, End};
use crate::write::earlier_numbers::{self, NumberSources};
use crate::write::output::{self, Counts, Left, Output, location};
use crate::write::progress::Progress;

/// The result of a run.
pub(crate) struct FinishedRun {
    /// What happened to the files; `None` if nothing was made because of mistakes.
    pub counts: Option<Counts>,
    /// How many pages the site has; `None` if mistakes prevent that there are any.
    pub pages: Option<usize>,
    /// How many addresses are new in the record of the project, where it keeps one; `None` if it did not change.
    pub recorded: Option<usize>,
    /// From where the numbers of notes were taken that an earlier version of the program had published.
    pub numbers: NumberSources,
    pub diagnostics: Diagnostics,
}

/// Builds or checks a project.
///
/// # Errors
/// When the output folder cannot be used, or the disk fails.
pub(crate) fn run(root: &Path, end: &End, options: &Options, progress: &dyn Progress) -> Result<FinishedRun, Failure> {
    if let Some(folder) = end.folder() {
        location::check(folder, root)?;
    }
    let mut memory = Memory::default();
    let project = load::load(root, &mut memory.tree);
    let cache = options.cache.as_ref().map(|folder| CacheFolder::at(folder.clone()));
    let Some(cache) = cache else {
        let (mut prepared, numbers) = prepare(project, (root, end), options, &mut memory);
        let mut builder = builder(root, end, options);
        let counts = builder.build(&mut prepared, progress)?;
        return Ok(finish(counts, builder.added(), numbers, prepared));
    };
    let records = Records::of(&cache, root, end.folder());
    let inputs = made_from::digest(&project, options);
    let site = records.site();
    let latest = records.run().filter(|run| run.inputs == inputs);
    if let Some(latest) = latest
        && let Some(finished) = unchanged(root, end, &project, (latest, site.as_ref()), progress)?
    {
        return Ok(finished);
    }
    let (mut prepared, numbers) = prepare(project, (root, end), options, &mut memory);
    let mut builder = builder(root, end, options).going_on_from(site.unwrap_or_default());
    let counts = builder.build(&mut prepared, progress)?;
    if let Some(record) = builder.record(inputs, counts) {
        records.keep_site(&record);
    }
    let finished = finish(counts, builder.added(), numbers, prepared);
    // Where the record lacked something, the same inputs must lead to the same again.
    if finished.recorded.is_some() {
        return Ok(finished);
    }
    records.keep_run(&RunRecord {
        inputs,
        pages: finished.pages,
        is_made: counts.is_some(),
        spoken: finished.diagnostics.language().code().to_owned(),
        diagnostics: finished.diagnostics.iter().map(StoredDiagnostic::of).collect(),
    });
    Ok(finished)
}

/// What has been read, linked, with the labels of all notes on record.
fn prepare(
    project: ProjectFiles,
    (root, end): (&Path, &End),
    options: &Options,
    memory: &mut Memory,
) -> (Prepared, NumberSources) {
    let prepared = flow::link(flow::parse(project, options, memory)).prepared(memory);
    earlier_numbers::labelled(prepared, (root, end.folder()), options, memory)
}

fn builder(root: &Path, end: &End, options: &Options) -> Builder {
    let builder = Builder::new(root, end.clone());
    match end {
        // A check goes on, so that it shows everything.
        End::Nowhere => builder,
        End::Disk(_) => builder.stopped_by(options.strictness).keeping(options.record_keeping()),
        End::Watched(_) => builder.stopped_by(options.strictness),
    }
}

/// What a run gives.
fn finish(counts: Option<Counts>, recorded: Option<usize>, numbers: NumberSources, prepared: Prepared) -> FinishedRun {
    let pages = prepared.ready.as_ref().map(|ready| ready.site.pages().len());
    FinishedRun { counts, pages, recorded, numbers, diagnostics: prepared.diagnostics() }
}

/// What the latest run gave, if it was made from the same and its files are still there.
fn unchanged(
    root: &Path,
    end: &End,
    project: &ProjectFiles,
    (latest, site): (RunRecord, Option<&SiteRecord>),
    progress: &dyn Progress,
) -> Result<Option<FinishedRun>, Failure> {
    let RunRecord { inputs, pages, is_made, spoken, diagnostics } = latest;
    let diagnostics: Option<Vec<Diagnostic>> = diagnostics.into_iter().map(StoredDiagnostic::read).collect();
    let (Some(diagnostics), Some(spoken)) = (diagnostics, MessageLanguage::of(&spoken)) else { return Ok(None) };
    let texts = made_from::all_texts(project);
    // A template of the theme has no text here.
    if diagnostics.iter().any(|diagnostic| diagnostic.span.is_some() && !texts.contains_key(&diagnostic.path)) {
        return Ok(None);
    }
    let counts = match (end.folder(), is_made) {
        (Some(folder), _) if output::is_unfinished(folder) => return Ok(None),
        (_, false) => None,
        (None, true) => Some(Counts::default()),
        (Some(folder), true) => {
            let Some(site) = site.filter(|site| site.inputs == inputs) else { return Ok(None) };
            let output = Output::open(folder, root, Some(Left::recorded(site.mark.clone(), &site.files)), || {
                progress.waiting()
            })?;
            if !output.is_as_left() || !output.changed(&site.files).is_empty() {
                return Ok(None);
            }
            Some(Counts { unchanged: site.files.len(), ..Counts::default() })
        }
    };
    let diagnostics = Diagnostics::new(diagnostics, texts, spoken);
    Ok(Some(FinishedRun { counts, pages, recorded: None, numbers: NumberSources::default(), diagnostics }))
}
