//! Seals past meetings, and records corrections of sealed ones.
//!
//! Takes: a prepared site without mistakes, and what to seal or correct, why and on which day.
//! Gives: a `seal.txt` beside each meeting and a copy of what was sealed in `_versions`; the digest of each seal.
//! Never: reads a clock, seals what is not published or may still change, alters an earlier version, or goes through a
//! symbolic link.
//!
//! The copy is written first, under a name that no reader takes for a version; then the seal takes its place in one
//! step, and finally the copy gets its real name. If the program is killed at any moment, the meeting is sealed as it
//! was before or as it is now, and the next run tidies up.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Message, Severity, message};
use crate::disk;
use crate::disk::{kept, whole_file};
use crate::failure::Failure;
use crate::flow::sealed::compare;
use crate::flow::sealed::page_words;
use crate::flow::{Prepared, Ready};
use crate::project::SOFTWARE;
use crate::project::bounds::Bounds;
use crate::project::digest;
use crate::project::inner_path;
use crate::project::leftover;
use crate::project::package_note;
use crate::project::seal_text::{self, Correction, Seal, Version};
use crate::project::sealed_versions::Sealed;
use crate::seal::salt;
use crate::site::bodies::Bodies;
use crate::site::indices::MeetingId;
use crate::site::{Meeting, Site};

/// What to do with the meetings, and when.
#[derive(Debug, Clone)]
pub struct SealRequest {
    /// Seal them, or correct sealed ones.
    pub act: Act,
    /// The day of sealing or correcting, which the seal records.
    pub date: Date,
    /// Whether each meeting has to be past.
    pub past: Past,
    /// What happens to comments in their files.
    pub comments: CommentHandling,
}

/// What happens to the comments in files that are sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CommentHandling {
    /// Nothing is sealed while there is one that its file does not accept.
    #[default]
    Refused,
    /// They are removed from the files before these are sealed.
    Stripped,
}

/// What is done with a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Seal it for the first time.
    Seal,
    /// Seal it anew, because it has changed since; the reason goes into the seal, on one line.
    Correct(String),
}

/// Whether a meeting has to be past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// It has to be: its last day comes before the day of sealing, or it is refused.
    Required,
    /// It need only have begun.
    Waived,
}

/// A seal that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSeal {
    /// The id of the meeting, which is the name of its folder.
    pub meeting: String,
    /// The number of the version, from 1.
    pub version: u32,
    /// How many files were sealed.
    pub files: usize,
    /// The SHA-256 digest of the version, in hexadecimal; kept elsewhere, it proves that the seal is still the same.
    pub digest: String,
}

fn refuse<T>(why: Message) -> Result<T, Failure> {
    Err(Failure::Refused(why))
}

/// Refuses what would be sealed or changed otherwise than it was read.
pub(super) fn refuse_changed<T>(path: &str) -> Result<T, Failure> {
    refuse(message!("seal-changed", path))
}

/// The mistakes that prevent sealing these meetings. What a correction is about does not.
pub(crate) fn obstacles<'d>(diagnostics: &'d [Diagnostic], meetings: &[&str], act: &Act) -> Vec<&'d Diagnostic> {
    let about = |path: &str| {
        meetings.iter().any(|id| path.strip_prefix("content/meetings/").is_some_and(|rest| in_folder(rest, id)))
    };
    let meant = |d: &Diagnostic| {
        matches!(act, Act::Correct(_)) && matches!(d.code, Code::SealedFile | Code::SealedPage) && about(&d.path)
    };
    diagnostics.iter().filter(|d| d.severity() == Severity::Error && !meant(d)).collect()
}

fn in_folder(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Seals meetings. All of them are checked before the first is touched.
///
/// # Errors
/// When one of them cannot be sealed, or the disk fails.
pub(crate) fn seal(
    prepared: &Prepared,
    root: &Path,
    meetings: &[MeetingId],
    request: &SealRequest,
) -> Result<Vec<NewSeal>, Failure> {
    let Some(ready) = &prepared.ready else { return refuse(message!("seal-mistakes")) };
    // One run at a time, with a lock on a file that is always there.
    let lock =
        File::open(root.join("site.toml")).map_err(Failure::doing(message!("failed-open", path = "site.toml")))?;
    lock.lock().map_err(Failure::doing(message!("failed-wait")))?;
    let mut sealings = Vec::new();
    for meeting in meetings {
        sealings.push(Sealing::new(prepared, ready, *meeting, root, request)?);
    }
    sealings.into_iter().map(|sealing| sealing.write(request)).collect()
}

/// A meeting that is being sealed.
struct Sealing<'a> {
    site: &'a Site,
    bodies: &'a Bodies,
    meeting: &'a Meeting,
    folder: PathBuf,
    bounds: Bounds,
    sealed: Option<&'a Sealed>,
    /// Its files, by path within the folder.
    files: BTreeMap<String, PathBuf>,
}

impl<'a> Sealing<'a> {
    fn new(
        prepared: &'a Prepared,
        ready: &'a Ready,
        index: MeetingId,
        root: &Path,
        request: &SealRequest,
    ) -> Result<Self, Failure> {
        let (site, bodies) = (&*ready.site, &*ready.bodies);
        let meeting = &site.meetings[index];
        let id = &meeting.id;
        let sealed = prepared.past.sealed.iter().find(|sealed| sealed.seal.meeting == *id);
        match (sealed.and_then(|sealed| Some((sealed.seal.latest()?, sealed.seal.latest_day()?))), &request.act) {
            (Some((latest, _)), Act::Seal) => {
                return refuse(message!("seal-sealed", id, date = latest.date));
            }
            (None, Act::Correct(_)) => {
                return refuse(message!("seal-unsealed", id));
            }
            (Some((_, day)), Act::Correct(_)) if day > request.date => {
                return refuse(message!("seal-later", id, sealed = day, date = request.date));
            }
            _ => {}
        }
        let facts = site.facts(meeting);
        if let Some(first) = facts.start.as_ref().map(|day| day.value).filter(|first| *first > request.date) {
            return refuse(message!("seal-future", id, date = first));
        }
        let last = facts.end.as_ref().or(facts.start.as_ref()).map(|day| day.value);
        match last {
            Some(last) if last < request.date || request.past == Past::Waived => {}
            Some(last) => {
                return refuse(message!("seal-not-past", id, date = last));
            }
            None => return refuse(message!("seal-no-date", id)),
        }
        let folder = root.join("content/meetings").join(id);
        let files = files(&folder, site, meeting)?;
        let bounds = Bounds::of(root, &root.join("content"));
        Ok(Sealing { site, bodies, meeting, folder, bounds, sealed, files })
    }

    fn write(&self, request: &SealRequest) -> Result<NewSeal, Failure> {
        let id = &self.meeting.id;
        let (kept, seal_file) = (self.folder.join(seal_text::KEPT), self.folder.join(seal_text::FILE));
        kept::check_folder(&kept)?;
        kept::check_file(&seal_file)?;
        let mut seal =
            self.sealed.map_or(Seal { meeting: id.clone(), versions: Vec::new() }, |sealed| (*sealed.seal).clone());
        let number = seal.versions.len() as u32 + 1;
        name_staged(&kept, number - 1)?;
        let staged = kept.join(format!("{number}{}", seal_text::STAGED));
        let named = kept.join(number.to_string());
        if fs::symlink_metadata(&named).is_ok() {
            return refuse(message!("seal-version-there", path = named));
        }
        let version = self.version(number, &seal, request, &staged).inspect_err(|_| discard(&staged))?;
        if let (Act::Correct(_), Some(latest)) = (&request.act, seal.latest())
            && latest.files == version.files
            && latest.pages == version.pages
        {
            discard(&staged);
            return refuse(message!("seal-nothing-changed", id, date = latest.date));
        }
        let done = NewSeal {
            meeting: id.clone(),
            version: number,
            files: version.files.len(),
            digest: version.digest.clone(),
        };
        seal.versions.push(version);
        // The copies first: a seal tells of nothing that the disk may lose.
        disk::sync_tree(&staged).map_err(Failure::doing(message!("failed-copies", path = id)))?;
        disk::sync_folder(&kept).map_err(Failure::doing(message!("failed-copies", path = id)))?;
        whole_file::replace(&seal_file, seal.text().as_bytes())?;
        name_staged(&kept, number)?;
        Ok(done)
    }

    /// Copies every file into the stage, and makes the version from the copies.
    fn version(&self, number: u32, seal: &Seal, request: &SealRequest, staged: &Path) -> Result<Version, Failure> {
        if staged.exists() {
            disk::remove_tree(staged).map_err(Failure::doing(message!("failed-remove-left")))?;
        }
        let mut files = BTreeMap::new();
        disk::make_folders(staged).map_err(Failure::doing(message!("failed-make-folder", path = staged)))?;
        for (path, file) in &self.files {
            let digest =
                self.copy(file, &staged.join(path)).map_err(Failure::doing(message!("failed-copy", path = file)))?;
            files.insert(path.clone(), digest);
        }
        let Meeting { agenda, report, annexes, .. } = self.meeting;
        let documents = std::iter::once(*agenda).chain(*report).chain(annexes.iter().copied());
        for document in documents.clone() {
            let source = self.bodies.file(document);
            let name = source.path.rsplit('/').next().unwrap_or_default();
            if files.get(name) != Some(&digest::sha256(source.text.as_bytes())) {
                return refuse_changed(&source.path);
            }
        }
        let pages = documents.map(|document| page_words::digests(self.site, self.bodies, document)).collect();
        let correction = match &request.act {
            Act::Seal => None,
            Act::Correct(reason) => Some(Correction {
                reason: one_line(reason)?,
                changes: self
                    .sealed
                    .map(|sealed| compare::changes(sealed, self.bodies.documents()))
                    .unwrap_or_default(),
                previous: seal.latest().map(|latest| latest.digest.clone()).unwrap_or_default(),
            }),
        };
        let (date, software) = (request.date, SOFTWARE.to_owned());
        let rules = seal_text::RULES;
        let (redactions, salt, digest) = (Vec::new(), Some(salt::fresh()?), String::new());
        Ok(Version { number, date, software, rules, correction, redactions, salt, files, pages, digest }.sealed())
    }

    /// Copies a file, and gives the digest of the copy.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<String> {
        if let Some(folder) = to.parent() {
            disk::make_folders(folder)?;
        }
        let mut from = self.bounds.open(from)?;
        disk::write_new(to, |mut file| digest::copy(&mut from, &mut file))?;
        Ok(digest::sha256_of(&mut File::open(to)?)?.0)
    }
}

/// Every file of a meeting, by path within its folder. What is not published cannot be sealed.
fn files(folder: &Path, site: &Site, meeting: &Meeting) -> Result<BTreeMap<String, PathBuf>, Failure> {
    let Meeting { agenda, report, annexes, files, .. } = meeting;
    let documents = std::iter::once(agenda).chain(report).chain(annexes).map(|d| &*site.document(*d).path);
    let attachments = files.iter().map(|file| &*site.files[*file].1.path);
    let prefix = format!("content/meetings/{}/", meeting.id);
    let published: Vec<&str> =
        documents.chain(attachments).filter_map(|path| path.strip_prefix(prefix.as_str())).collect();
    let mut found = BTreeMap::new();
    let hidden = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() > 0 && (name.starts_with(['_', '.']) || leftover::is_leftover(&name))
    };
    for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(|entry| !hidden(entry)) {
        let entry = entry
            .map_err(|error| Failure::Refused(message!("seal-folder", id = &meeting.id, reason = error.to_string())))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let inner = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let path = parts.join("/");
        if path == seal_text::FILE || path == package_note::FILE {
            continue;
        }
        if !published.contains(&path.as_str()) || !inner_path::is_inner(&path) {
            return refuse(message!("seal-unpublished", path = format!("{prefix}{}", inner_path::shown(&path))));
        }
        found.insert(path, entry.into_path());
    }
    Ok(found)
}

/// Removes a copy that is not needed, and the folder around it if that is empty. The next run removes what is left.
fn discard(staged: &Path) {
    let _ = disk::remove_tree(staged);
    let _ = staged.parent().map(disk::remove_folder);
}

/// Gives a copy its real name, unless it has it already.
pub(crate) fn name_staged(kept: &Path, number: u32) -> Result<(), Failure> {
    let (staged, named) = (kept.join(format!("{number}{}", seal_text::STAGED)), kept.join(number.to_string()));
    if number > 0 && staged.is_dir() && fs::symlink_metadata(&named).is_err() {
        let name = || disk::rename(&staged, &named).and_then(|()| disk::sync_folder(kept));
        name().map_err(Failure::doing(message!("failed-name", path = named)))?;
    }
    Ok(())
}

/// A reason as one line of a seal.
pub(crate) fn one_line(reason: &str) -> Result<String, Failure> {
    let words: Vec<&str> =
        reason.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        true => refuse(message!("seal-no-reason")),
        false => Ok(words.join(" ")),
    }
}
