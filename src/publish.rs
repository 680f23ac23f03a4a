//! Brings a finished site to where readers get it.
//!
//! Takes: a project with a table `[publish]`, and its output folder.
//! Gives: [`Published`]: the site at its target, or what stands in the way.
//! Never: publishes anything but what the project builds, without drafts; takes a page away or lets it be seen before all that it needs
//! is there; or forgets an address that was published.
//!
//! There is one flow for every target, `sending`: what the target says of itself (`target_state`) and the files of the site
//! (`local_files`) give the `steps`, and a `target` does them: a folder (`folder_target`), a folder of
//! another machine (`ssh_target`), a branch (`git_target`), or with the feature `publish` a bucket of a store.

mod called_program;
mod folder_target;
mod git_target;
mod lacking_addresses;
mod local_files;
mod sending;
mod sent_headers;
mod ssh_target;
mod steps;
#[cfg(feature = "publish")]
mod store_target;
mod target;
mod target_state;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;

use crate::diagnostic::{Diagnostics, has_errors, message};
use crate::disk;
use crate::failure::Failure;
use crate::flow::memory::cache_folder::CacheFolder;
use crate::flow::memory::run_record::Records;
use crate::flow::{Options, site_settings};
use crate::project::RECORD;
use crate::settings::address::OWN;
use crate::settings::publish_place::{PublishPlace, PublishSettings};
use crate::site::ingredients::Drafts;
use crate::write::output::{self, HeldSite, location};
use crate::write::{End, Progress, one_run};
use folder_target::{Access, FolderTarget};
use git_target::GitTarget;
use sending::{Leave, LocalSite, SentSite};
use ssh_target::SshTarget;
use steps::StepAct;
use target::{PublishTarget, SiteFolder};

pub use lacking_addresses::LackingAddress;

/// What is asked of a publication besides the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PublishOrder {
    /// What may be done.
    pub leave: PublishLeave,
    /// Whether a branch is pushed to `origin`, where the settings name no remote.
    pub push: bool,
}

/// What a publication may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PublishLeave {
    /// Tell what would be done, and do nothing at the target.
    Tell,
    /// Publish, unless the target has something that this project does not know.
    #[default]
    Publish,
    /// Publish, whatever the target has: somebody has read the list.
    Force,
}

/// What happens to a file at the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileAct {
    /// It comes where none was.
    Comes,
    /// It takes the place of another.
    Changes,
    /// It goes.
    Goes,
}

/// The result of a publication.
#[derive(Debug)]
pub struct Published {
    /// What stopped it, if anything did; otherwise what was done.
    pub outcome: PublishOutcome,
    /// The address under which readers find the site, if the settings say so.
    pub address: Option<String>,
    /// Everything that is wrong with the site, warnings included.
    pub diagnostics: Diagnostics,
}

/// What became of a publication.
#[derive(Debug)]
pub enum PublishOutcome {
    /// The content has mistakes; nothing was built or published.
    Mistaken,
    /// The target has these addresses, which the project does not know; nothing was published.
    Lacks(Vec<LackingAddress>),
    /// The target has the site, or would have it after this.
    Done {
        /// What was done or would be, in order, each with the path of the file in the site.
        steps: Vec<(FileAct, String)>,
        /// How many files the target had already.
        unchanged: usize,
    },
}

/// Builds a project as `build --locked` does, and brings its site to its target.
///
/// # Errors
/// As of [`crate::publish()`].
pub(crate) fn run(
    (root, output): (&Path, &Path),
    order: PublishOrder,
    options: &Options,
    [building, sending]: [&dyn Progress; 2],
) -> Result<Published, Failure> {
    let options = Options { locked: true, drafts: Drafts::Hide, ..options.clone() };
    let mut found = Vec::new();
    let settings = site_settings::read(root, &mut found).map(|settings| settings.publish);
    // What is wrong with the settings the build tells.
    if matches!(settings, Some(None)) && !has_errors(&found) {
        return Err(Failure::Refused(message!("publish-no-target")));
    }
    if fs::symlink_metadata(root.join(RECORD)).is_err() {
        return Err(Failure::Refused(message!("publish-no-record", record = RECORD)));
    }
    let end = End::Disk(output.to_owned());
    let run = one_run::run(root, &end, &options, building)?;
    let diagnostics = run.diagnostics;
    let Some(settings) = settings.flatten().filter(|_| run.counts.is_some()) else {
        return Ok(Published { outcome: PublishOutcome::Mistaken, address: None, diagnostics });
    };
    let held = output::hold(output, || building.waiting())?;
    let cache = options.cache.as_ref().map(|folder| CacheFolder::at(folder.clone()));
    let records = cache.as_ref().map(|cache| Records::of(cache, root, Some(output)));
    // With what the build left, it shows whether another one was there since, which may have had drafts.
    let left = records.as_ref().and_then(Records::site);
    if left.is_some_and(|left| left.mark != held.mark) {
        return Err(Failure::Refused(message!("publish-other-build", folder = output)));
    }
    let outcome = bring((root, &held), &settings, order, records.as_ref(), sending)?;
    Ok(Published { outcome, address: settings.address, diagnostics })
}

fn bring(
    (root, held): (&Path, &HeldSite),
    settings: &PublishSettings,
    order: PublishOrder,
    records: Option<&Records>,
    progress: &dyn Progress,
) -> Result<PublishOutcome, Failure> {
    let scratch = held.root.join(OWN);
    let target = open((root, held, &scratch), &settings.place, order)?;
    let mut files = local_files::digests(held, records)?;
    if target.traits().keeps_headers {
        files.iter_mut().for_each(|(path, digest)| *digest = sent_headers::SentHeaders::of(path).joined(*digest));
    }
    let path = root.join(RECORD);
    let record = fs::read_to_string(&path).map_err(Failure::doing(message!("failed-read", path = &path)))?;
    let site = LocalSite { folder: SiteFolder(held.root.clone()), files, record };
    let leave = match order.leave {
        PublishLeave::Tell => Leave::Tell,
        PublishLeave::Publish => Leave::Publish,
        PublishLeave::Force => Leave::Force,
    };
    let sent = sending::send(target.as_ref(), &site, leave, progress);
    // Texts that came and went for a target; nothing else needs them.
    let _ = disk::remove_tree(&scratch.join(ssh_target::SCRATCH));
    Ok(match sent? {
        SentSite::Lacks(lacking) => PublishOutcome::Lacks(lacking),
        SentSite::Sent { steps, unchanged } => {
            let act = |step: &steps::PublishStep| match (step.act, step.was_there) {
                (StepAct::Remove, _) => FileAct::Goes,
                (StepAct::Put(_), true) => FileAct::Changes,
                (StepAct::Put(_), false) => FileAct::Comes,
            };
            PublishOutcome::Done { steps: steps.into_iter().map(|step| (act(&step), step.path)).collect(), unchanged }
        }
    })
}

/// The target that the settings name.
fn open(
    (root, held, scratch): (&Path, &HeldSite, &Path),
    place: &PublishPlace,
    order: PublishOrder,
) -> Result<Box<dyn PublishTarget>, Failure> {
    Ok(match place {
        PublishPlace::Folder(folder) => {
            let folder = root.join(folder);
            location::check(&folder, root)?;
            let real = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
            if real.starts_with(&held.root) || held.root.starts_with(&real) {
                return Err(Failure::Refused(message!("publish-into-output", folder)));
            }
            let access = if order.leave == PublishLeave::Tell { Access::Read } else { Access::Write };
            Box::new(FolderTarget::open(&folder, access)?)
        }
        PublishPlace::Server { host, folder } => Box::new(SshTarget::open(host, folder, scratch)?),
        PublishPlace::Branch { branch, remote } => {
            let remote = remote.as_deref().or_else(|| order.push.then_some("origin"));
            Box::new(GitTarget::open(root, branch, remote, scratch)?)
        }
        PublishPlace::Store(store) => open_store(store, order)?,
    })
}

#[cfg(feature = "publish")]
fn open_store(
    place: &crate::settings::publish_place::StorePlace,
    order: PublishOrder,
) -> Result<Box<dyn PublishTarget>, Failure> {
    let foreign = match order.leave {
        PublishLeave::Force => store_target::ForeignFate::Replaced,
        PublishLeave::Tell | PublishLeave::Publish => store_target::ForeignFate::Kept,
    };
    Ok(Box::new(store_target::StoreTarget::open(place, foreign)?))
}

/// Says how to get a program that can.
#[cfg(not(feature = "publish"))]
fn open_store(
    _: &crate::settings::publish_place::StorePlace,
    _: PublishOrder,
) -> Result<Box<dyn PublishTarget>, Failure> {
    Err(Failure::Refused(message!("publish-absent")))
}
