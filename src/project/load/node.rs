//! A file or folder of the project, and what is known of it.
//!
//! Takes: its path, and what it is for.
//! Gives: [`ProjectNode`], which brings itself up to date with the disk and adds what it found to the project.
//! Never: reads or lists again what has the same stamp as before.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::folder;
use super::purpose::{self, Purpose};
use super::symbolic_link::{self, Above, Walk};
use super::text;
use super::unreadable::{is_passing, not_a_file, unreadable};
use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, message};
use crate::project::attachment_facts;
use crate::project::bounds::Bounds;
use crate::project::leftover;
use crate::project::stamp::Stamp;
use crate::project::{Copied, ProjectFiles};

/// The longest text that is read, in bytes.
const LONGEST: u64 = 64 << 20;

#[derive(Debug)]
pub(super) struct ProjectNode {
    /// Its path from the root of the project; `None` if that is not valid Unicode.
    path: Option<Arc<str>>,
    pub(super) file: Arc<Path>,
    pub(super) name: OsString,
    purpose: Purpose,
    /// The stamp with which the entries or the text may be reused; `None` if they have to be read again.
    stamp: Option<Stamp>,
    found: OnDisk,
    diagnostics: Vec<Diagnostic>,
    /// Where it leads, if it is a symbolic link.
    target: Option<PathBuf>,
    /// What an attachment tells besides its text, known for as long as its stamp stays the same.
    facts: Vec<Diagnostic>,
    /// Whether somebody is writing it at the moment.
    unfinished: bool,
    /// Where it may lie, if it is published as it is.
    bounds: Option<Arc<Bounds>>,
}

/// What was found at a path.
#[derive(Debug)]
enum OnDisk {
    /// Nothing usable.
    Nothing,
    Folder(Vec<ProjectNode>),
    Text(TextFile),
    File {
        size: u64,
        stamp: Stamp,
    },
}

impl ProjectNode {
    pub(super) fn new(path: Option<Arc<str>>, file: PathBuf, purpose: Purpose) -> Self {
        let name = file.file_name().unwrap_or_default().to_owned();
        let file = file.into();
        ProjectNode {
            path,
            file,
            name,
            purpose,
            stamp: None,
            found: OnDisk::Nothing,
            diagnostics: Vec::new(),
            target: None,
            facts: Vec::new(),
            unfinished: false,
            bounds: None,
        }
    }

    /// Brings the node up to date with the disk. Gives whether anything is different.
    pub(super) fn look(&mut self, walk: &Walk) -> bool {
        let Some(path) = self.path.clone() else { return false };
        if let Purpose::Attachment | Purpose::Static | Purpose::Kept | Purpose::Seal(_) = self.purpose {
            self.bounds = Some(walk.bounds.clone());
        }
        let metadata = match fs::symlink_metadata(&self.file) {
            Ok(metadata) if metadata.is_symlink() && matches!(self.purpose, Purpose::Record) => {
                let error = std::io::Error::other("it is a symbolic link, and a build would write to it");
                return self.becomes(None, OnDisk::Nothing, vec![unreadable(&path, &error)]);
            }
            Ok(metadata) if metadata.is_symlink() => {
                let followed = symbolic_link::follow(&self.file, &path, walk);
                self.target = followed.target.or(self.target.take());
                match followed.metadata {
                    Ok(metadata) => metadata,
                    Err(diagnostic) => return self.becomes(None, OnDisk::Nothing, vec![diagnostic]),
                }
            }
            Ok(metadata) => {
                self.target = None;
                metadata
            }
            Err(error) => {
                // A folder in the root may be missing, and a file may go between listing and looking; `site.toml` has
                // to be there.
                let gone = error.kind() == std::io::ErrorKind::NotFound && !matches!(self.purpose, Purpose::Settings);
                let diagnostic = (!gone).then(|| unreadable(&path, &error));
                return self.becomes(None, OnDisk::Nothing, diagnostic.into_iter().collect());
            }
        };
        if metadata.is_dir() && !self.purpose.is_of_file() {
            return self.look_into(&path, &metadata, walk);
        }
        match &self.purpose {
            Purpose::Nothing => self.becomes(None, OnDisk::Nothing, Vec::new()),
            _ if !metadata.is_file() => {
                let wrong = not_a_file(&path, &metadata);
                self.becomes(None, OnDisk::Nothing, vec![wrong])
            }
            Purpose::Misplaced(diagnostic) => {
                let diagnostics = vec![diagnostic.clone()];
                self.becomes(None, OnDisk::Nothing, diagnostics)
            }
            Purpose::Attachment | Purpose::Static | Purpose::Kept => self.look_at_file(&path, &metadata, walk),
            Purpose::Settings
            | Purpose::Language(_)
            | Purpose::Template(_)
            | Purpose::Document(_)
            | Purpose::Seal(_)
            | Purpose::Package(_)
            | Purpose::Record => self.read(&path, &metadata, walk),
        }
    }

    /// Stores what was found. Gives whether that is different.
    fn becomes(&mut self, stamp: Option<Stamp>, found: OnDisk, diagnostics: Vec<Diagnostic>) -> bool {
        let same = match (&self.found, &found) {
            (OnDisk::Nothing, OnDisk::Nothing) => true,
            (OnDisk::Text(old), OnDisk::Text(new)) => old.digest == new.digest,
            (OnDisk::File { size, stamp }, OnDisk::File { size: new_size, stamp: new_stamp }) => {
                size == new_size && stamp == new_stamp
            }
            _ => false,
        };
        let changed = !same || self.diagnostics != diagnostics;
        self.stamp = stamp;
        self.diagnostics = diagnostics;
        self.unfinished = false;
        if !same {
            self.found = found;
        }
        changed
    }

    /// Whether what is known stays as it is until the next look, since it could not be read for a reason that passes. There is
    /// nothing to keep at the first look.
    fn waits(&self, walk: &Walk) -> bool {
        self.unfinished && walk.again
    }

    /// Lists the folder if its stamp is new, and looks at every entry.
    fn look_into(&mut self, path: &Arc<str>, metadata: &Metadata, walk: &Walk) -> bool {
        let stamp = Stamp::of(metadata);
        let known = self.stamp == Some(stamp) && matches!(self.found, OnDisk::Folder(_));
        let mut changed = false;
        let listed = (!known).then(|| folder::list(&self.file, path));
        self.unfinished = listed.as_ref().is_some_and(|listed| listed.passing);
        if let Some(listed) = listed.filter(|_| !self.waits(walk)) {
            let (old, was_folder) = match std::mem::replace(&mut self.found, OnDisk::Nothing) {
                OnDisk::Folder(entries) => (entries, true),
                _ => (Vec::new(), false),
            };
            let (entries, differ) = entries(&self.file, path, listed.names, old);
            self.stamp = if listed.whole { stamp.settled() } else { None };
            changed = differ || !was_folder || self.diagnostics != listed.diagnostics;
            self.diagnostics = listed.diagnostics;
            self.found = OnDisk::Folder(entries);
        }
        let OnDisk::Folder(entries) = &mut self.found else { return changed };
        let here = Above { name: &self.name, target: self.target.as_deref(), above: walk.above };
        let walk = Walk { above: Some(&here), ..*walk };
        let below = match entries.len() {
            0..8 => entries.iter_mut().fold(false, |changed, entry| entry.look(&walk) | changed),
            // Each entry costs a microsecond or two, so threads get several at a time.
            _ => entries.par_iter_mut().with_min_len(8).map(|entry| entry.look(&walk)).reduce(|| false, |a, b| a | b),
        };
        changed | below
    }

    /// Brings the file at this path below the node up to date. Gives whether it is different; `None` if that takes a
    /// look at more.
    pub(super) fn glance(&mut self, path: &[&OsStr], walk: &Walk) -> Option<bool> {
        let Some((name, rest)) = path.split_first() else {
            let known = matches!(self.found, OnDisk::Text(_) | OnDisk::File { .. });
            let there = fs::symlink_metadata(&self.file).is_ok_and(|metadata| metadata.is_file());
            return (known && there).then(|| self.look(walk));
        };
        let OnDisk::Folder(entries) = &mut self.found else { return None };
        let Ok(at) = entries.binary_search_by(|entry| entry.name.as_os_str().cmp(name)) else {
            // Some editors write a file beside the text and rename it; the written file is gone by then.
            return (rest.is_empty() && fs::symlink_metadata(self.file.join(name)).is_err()).then_some(false);
        };
        let here = Above { name: &self.name, target: self.target.as_deref(), above: walk.above };
        entries[at].glance(rest, &Walk { above: Some(&here), ..*walk })
    }

    /// Sees whether a file that is copied can be read, if its stamp is new. One that cannot stays part of the project, so that
    /// nothing is said of links to it.
    fn look_at_file(&mut self, path: &Arc<str>, metadata: &Metadata, walk: &Walk) -> bool {
        let stamp = Stamp::of(metadata);
        let is_known = matches!(self.found, OnDisk::File { stamp: known, .. } if known == stamp);
        if is_known && self.diagnostics.is_empty() {
            self.unfinished = false;
            return false;
        }
        let opened = walk.bounds.open(&self.file);
        let attached = matches!(self.purpose, Purpose::Attachment);
        let (file, error) = match opened {
            Ok(file) => (Some(file), None),
            Err(error) => (None, Some(error)),
        };
        let passing = error.as_ref().is_some_and(is_passing);
        self.unfinished = passing;
        if self.waits(walk) {
            return false;
        }
        self.facts = file.filter(|_| attached).map(|file| attachment_facts::look(path, file)).unwrap_or_default();
        let wrong = error.map(|error| unreadable(path, &error)).into_iter().collect();
        let changed = self.becomes(None, OnDisk::File { size: metadata.len(), stamp }, wrong);
        self.unfinished = passing;
        changed
    }

    /// Reads the text if its stamp is new.
    fn read(&mut self, path: &Arc<str>, metadata: &Metadata, walk: &Walk) -> bool {
        let stamp = Stamp::of(metadata);
        if self.stamp == Some(stamp) {
            self.unfinished = false;
            return false;
        }
        // Programs that write in place empty the file first, and a new file is empty at first.
        let had_text = match &self.found {
            OnDisk::Text(text) => !text.text.is_empty(),
            _ => walk.again,
        };
        self.unfinished = metadata.len() == 0 && stamp.settled().is_none() && had_text;
        if self.unfinished {
            return false;
        }
        if metadata.len() > LONGEST {
            let message = message!("file-too-large", megabytes = metadata.len() >> 20);
            let diagnostic = Diagnostic::whole(Code::FileTooLarge, path, message);
            let diagnostic = diagnostic.hint(message!("file-too-large.hint"));
            return self.becomes(None, OnDisk::Nothing, vec![diagnostic]);
        }
        let mut bytes = Vec::new();
        match walk.bounds.open(&self.file).and_then(|mut file| file.read_to_end(&mut bytes)) {
            Ok(_) => {
                let mut diagnostics = Vec::new();
                let text = text::clean(bytes, path, &mut diagnostics);
                self.becomes(stamp.settled(), OnDisk::Text(TextFile::new(path, text)), diagnostics)
            }
            Err(error) => {
                let passing = is_passing(&error);
                self.unfinished = passing;
                if self.waits(walk) {
                    return false;
                }
                let changed = self.becomes(None, OnDisk::Nothing, vec![unreadable(path, &error)]);
                self.unfinished = passing;
                changed
            }
        }
    }

    /// Adds what it found, and what the nodes below it found, to the project, sorted by name.
    pub(super) fn gather(&self, project: &mut ProjectFiles) {
        project.diagnostics.extend(self.diagnostics.iter().cloned());
        project.linked.extend(self.target.clone());
        project.unfinished |= self.unfinished;
        match (&self.found, &self.purpose) {
            (OnDisk::Folder(entries), _) => entries.iter().for_each(|entry| entry.gather(project)),
            (OnDisk::Text(file), Purpose::Settings) => project.settings = Some(file.clone()),
            (OnDisk::Text(file), Purpose::Language(code)) => project.languages.push((code.clone(), file.clone())),
            (OnDisk::Text(file), Purpose::Template(name)) => project.templates.push((name.clone(), file.clone())),
            (OnDisk::Text(file), Purpose::Document(role)) => project.documents.push((role.clone(), file.clone())),
            (OnDisk::Text(file), Purpose::Seal(meeting)) => {
                project.seals.push((meeting.clone(), file.clone()));
                project.attachments.extend(self.published());
            }
            (OnDisk::Text(file), Purpose::Package(meeting)) => project.packages.push((meeting.clone(), file.clone())),
            (OnDisk::Text(file), Purpose::Record) => project.record = Some(file.clone()),
            (OnDisk::File { .. }, Purpose::Kept) => project.kept.extend(self.copied()),
            (OnDisk::File { .. }, Purpose::Attachment) => {
                project.diagnostics.extend(self.facts.iter().cloned());
                project.attachments.extend(self.copied());
            }
            (OnDisk::File { .. }, Purpose::Static) => project.statics.extend(self.copied()),
            _ => {}
        }
    }

    /// The text as a file that is also published unchanged, if it is.
    fn published(&self) -> Option<Copied> {
        let metadata = fs::metadata(&self.file).ok()?;
        Some(Copied {
            path: self.path.clone()?,
            file: self.file.clone(),
            size: metadata.len(),
            stamp: Stamp::of(&metadata),
            bounds: self.bounds.clone()?,
        })
    }

    fn copied(&self) -> Option<Copied> {
        let OnDisk::File { size, stamp } = self.found else { return None };
        let bounds = self.bounds.clone()?;
        Some(Copied { path: self.path.clone()?, file: self.file.clone(), size, stamp, bounds })
    }
}

/// The nodes for these entries of a folder, and whether any came or went. Entries that were there before keep what is
/// known of them.
fn entries(folder: &Path, path: &Arc<str>, names: Vec<OsString>, old: Vec<ProjectNode>) -> (Vec<ProjectNode>, bool) {
    let before = old.len();
    let mut old = old.into_iter().peekable();
    let (mut kept, mut entries) = (0, Vec::with_capacity(names.len()));
    for name in names {
        while old.next_if(|entry| entry.name < name).is_some() {}
        let known = old.next_if(|entry| entry.name == name);
        kept += usize::from(known.is_some());
        entries.push(known.unwrap_or_else(|| entry(folder, path, &name)));
    }
    let differ = kept != before || kept != entries.len();
    (entries, differ)
}

/// The node for a new entry of a folder.
fn entry(folder: &Path, above: &Arc<str>, name: &OsString) -> ProjectNode {
    let file = folder.join(name);
    if let Some(path) = name.to_str().map(|name| format!("{above}/{name}")).filter(|path| purpose::is_leftover(path)) {
        let diagnostics = vec![leftover::report(&path.into())];
        return ProjectNode { diagnostics, ..ProjectNode::new(None, file, Purpose::Nothing) };
    }
    let usable = name.to_str().filter(|name| !name.contains(|c: char| c.is_control() || c == '\\'));
    let Some(name) = usable else {
        let shown: Arc<str> = format!("{above}/{}", name.to_string_lossy()).into();
        let diagnostic = Diagnostic::whole(Code::UnusableName, &shown, message!("strange-name"));
        let diagnostic = diagnostic.hint(message!("rename-it"));
        return ProjectNode { diagnostics: vec![diagnostic], ..ProjectNode::new(None, file, Purpose::Nothing) };
    };
    let path: Arc<str> = format!("{above}/{name}").into();
    match Purpose::of(&path) {
        Some(purpose) => ProjectNode::new(Some(path), file, purpose),
        // Without a path, nothing below it is looked at.
        None => ProjectNode::new(None, file, Purpose::Nothing),
    }
}
