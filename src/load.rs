//! Walks the project and reads it.
//!
//! Takes: the root folder and the [`Tree`] of the last time.
//! Gives: [`Source`]: every text of the project with its role, and the files to be copied; a diagnostic for each file that cannot be used.
//! Never: parses anything, follows a link out of the project, or writes. No other module reads the project.
//!
//! Every look asks the disk for the stamp of every folder and every file, many at a time. Only a folder whose stamp is new is
//! listed again, only a text whose stamp is new is read again. A [`glance`] asks for a few files alone; a look has to follow.

mod place;
mod text;

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Role;
use crate::holding::Digests;
use crate::project::{Copied, RECORD, Source};
use crate::seal;
use crate::source::SourceFile;
use crate::stamp::Stamp;
use place::Place;

/// The longest text that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// Reads the project in `root`. What did not change since the last time comes from `tree`, which is brought up to date.
pub fn load(root: &Path, tree: &mut Tree) -> Source {
    let real_root = real(root);
    if tree.root != root {
        *tree = Tree::new(root);
    }
    let again = std::mem::replace(&mut tree.looked_at, true);
    let changes: Vec<bool> = tree
        .tops
        .par_iter_mut()
        .map(|top| {
            let real_top = real(&top.file);
            top.look(&Walk { real_root: &real_root, real_top: &real_top, above: None, again })
        })
        .collect();
    tree.gathered(root, changes.contains(&true))
}

/// Looks at these files alone, in a project of many thousands of them. None unless each was there before, or neither was nor is.
pub fn glance(root: &Path, tree: &mut Tree, files: &[PathBuf]) -> Option<Source> {
    if tree.root != root || !tree.looked_at {
        return None;
    }
    let (absolute, real_root) = (std::path::absolute(root).ok()?, real(root));
    let mut changed = false;
    for file in files {
        let inner: Vec<&OsStr> = file.strip_prefix(&absolute).ok()?.iter().collect();
        let (first, rest) = inner.split_first()?;
        let top = tree.tops.iter_mut().find(|top| top.name == *first)?;
        let real_top = real(&top.file);
        changed |= top.glance(rest, &Walk { real_root: &real_root, real_top: &real_top, above: None, again: true })?;
    }
    Some(tree.gathered(root, changed))
}

/// Whether the file at a path of the project may be published: neither it nor a folder above it leads out of the project.
pub fn is_inside(root: &Path, path: &str) -> bool {
    let top = path.split('/').next().unwrap_or("");
    let inside = |real: PathBuf| real.starts_with(self::real(root)) || real.starts_with(self::real(&root.join(top)));
    fs::canonicalize(root.join(path)).is_ok_and(inside)
}

/// How many symbolic links to folders may lie within one another. A few folders with two links each to the next are
/// millions of files otherwise.
const LINKS: usize = 4;

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The project as it was found the last time.
#[derive(Debug, Default)]
pub struct Tree {
    root: PathBuf,
    tops: Vec<Node>,
    looked_at: bool,
    digests: Digests,
}

impl Tree {
    fn new(root: &Path) -> Self {
        let top = |name: &str| Node::new(Some(name.into()), root.join(name), Purpose::Nothing);
        let mut tops: Vec<Node> = FOLDERS.iter().map(|name| top(name)).collect();
        tops.push(Node { purpose: Purpose::Config, ..top("site.toml") });
        tops.push(Node { purpose: Purpose::Record, ..top(RECORD) });
        Tree { root: root.to_owned(), tops, looked_at: false, digests: Digests::default() }
    }

    /// The project as it is known now.
    fn gathered(&mut self, root: &Path, changed: bool) -> Source {
        let mut source = Source { changed, ..Source::default() };
        self.tops.iter().for_each(|top| top.gather(&mut source));
        self.digests.hold(root, &mut source);
        source.diagnostics.sort();
        source
    }
}

/// The folders of the root that are read.
pub const FOLDERS: [&str; 4] = ["languages", "templates", "content", "static"];

/// What a file is for, which its path alone decides.
#[derive(Debug, Clone)]
enum Purpose {
    Config,
    Language(String),
    Template(String),
    Document(Role),
    Attachment,
    Static,
    /// The seal of a meeting.
    Seal(String),
    /// Which package there is of a meeting.
    Package(String),
    /// The record of published addresses.
    Record,
    /// A file that a seal keeps.
    Kept,
    /// It is passed over, or it is a folder.
    Nothing,
    /// It is of no use where it lies, for which this is the diagnostic.
    Misplaced(Diagnostic),
}

/// A file or folder.
#[derive(Debug)]
struct Node {
    /// Its path from the root of the project; none if that is not text.
    path: Option<Arc<str>>,
    file: Arc<Path>,
    name: OsString,
    purpose: Purpose,
    /// The stamp under which the entries or the text may be used again; none if they must be read again.
    stamp: Option<Stamp>,
    found: Found,
    /// What was wrong with it.
    diagnostics: Vec<Diagnostic>,
    /// Where it leads, if it is a symbolic link.
    target: Option<PathBuf>,
    /// Whether it is being written.
    unfinished: bool,
}

/// What was found at a path.
#[derive(Debug)]
enum Found {
    /// Nothing that can be used.
    Nothing,
    Folder(Vec<Node>),
    Text(SourceFile),
    File {
        size: u64,
        stamp: Stamp,
    },
}

/// Where a walk is.
struct Walk<'a> {
    /// The root and the top folder without symbolic links, to tell what leads outside.
    real_root: &'a Path,
    real_top: &'a Path,
    /// The folders above, to tell a link that leads back.
    above: Option<&'a Above<'a>>,
    /// Whether the project was looked at before.
    again: bool,
}

/// A folder above, in a chain up to the top folder.
struct Above<'a> {
    name: &'a OsStr,
    /// Where it leads, if it is a symbolic link.
    target: Option<&'a Path>,
    above: Option<&'a Above<'a>>,
}

impl Above<'_> {
    /// The folder without symbolic links. It is put together only when a link is met, which is rare.
    fn real(&self, real_top: &Path) -> PathBuf {
        match (self.target, self.above) {
            (Some(target), _) => target.to_owned(),
            (None, Some(above)) => above.real(real_top).join(self.name),
            (None, None) => real_top.to_owned(),
        }
    }
}

impl Node {
    fn new(path: Option<Arc<str>>, file: PathBuf, purpose: Purpose) -> Self {
        let name = file.file_name().unwrap_or_default().to_owned();
        let file = file.into();
        Node { path, file, name, purpose, stamp: None, found: Found::Nothing, diagnostics: Vec::new(), target: None, unfinished: false }
    }

    /// Brings the node up to date with the disk; whether anything is different.
    fn look(&mut self, walk: &Walk) -> bool {
        let Some(path) = self.path.clone() else { return false };
        let metadata = match fs::symlink_metadata(&self.file) {
            Ok(metadata) if metadata.is_symlink() => match self.follow(&path, walk) {
                Ok(metadata) => metadata,
                Err(diagnostic) => return self.becomes(None, Found::Nothing, diagnostic.into_iter().collect()),
            },
            Ok(metadata) => {
                self.target = None;
                metadata
            }
            Err(error) => {
                // A folder of the root need not be there, and a file may go between listing and looking; `site.toml` must be there.
                let gone = error.kind() == std::io::ErrorKind::NotFound && !matches!(self.purpose, Purpose::Config);
                let diagnostic = (!gone).then(|| unreadable(&self.purpose, &path, &error));
                return self.becomes(None, Found::Nothing, diagnostic.into_iter().collect());
            }
        };
        if metadata.is_dir() && !matches!(self.purpose, Purpose::Config) {
            return self.look_into(&path, &metadata, walk);
        }
        match &self.purpose {
            Purpose::Config if !metadata.is_file() => {
                let error = std::io::Error::other("it is not a file");
                self.becomes(None, Found::Nothing, vec![unreadable(&self.purpose, &path, &error)])
            }
            Purpose::Nothing => self.becomes(None, Found::Nothing, Vec::new()),
            // Sockets and the like are passed over.
            _ if !metadata.is_file() => self.becomes(None, Found::Nothing, Vec::new()),
            Purpose::Misplaced(diagnostic) => {
                let diagnostics = vec![diagnostic.clone()];
                self.becomes(None, Found::Nothing, diagnostics)
            }
            Purpose::Attachment | Purpose::Static | Purpose::Kept => {
                let found = Found::File { size: metadata.len(), stamp: Stamp::of(&metadata) };
                self.becomes(None, found, Vec::new())
            }
            Purpose::Config
            | Purpose::Language(_)
            | Purpose::Template(_)
            | Purpose::Document(_)
            | Purpose::Seal(_)
            | Purpose::Package(_)
            | Purpose::Record => self.read(&path, &metadata, walk),
        }
    }

    /// Takes over what was found; whether that differs.
    fn becomes(&mut self, stamp: Option<Stamp>, found: Found, diagnostics: Vec<Diagnostic>) -> bool {
        let same = match (&self.found, &found) {
            (Found::Nothing, Found::Nothing) => true,
            (Found::Text(old), Found::Text(new)) => old.digest == new.digest,
            (Found::File { size, stamp }, Found::File { size: new_size, stamp: new_stamp }) => size == new_size && stamp == new_stamp,
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

    /// What a symbolic link leads to, or why it is not followed.
    fn follow(&mut self, path: &Arc<str>, walk: &Walk) -> Result<Metadata, Option<Diagnostic>> {
        let report = |code, message: &str, hint: &str| Some(Diagnostic::whole(code, path, message).hint(hint));
        let dangling =
            || report(Code::DanglingLink, "the symbolic link points at something that does not exist", "mend or remove the link");
        let real = fs::canonicalize(&self.file).map_err(|error| match error.kind() {
            std::io::ErrorKind::PermissionDenied => Some(unreadable(&self.purpose, path, &error)),
            _ => dangling(),
        })?;
        let metadata = fs::metadata(&self.file).map_err(|_| dangling())?;
        self.target = Some(real.clone());
        let is_top = walk.above.is_none();
        if !is_top && !real.starts_with(walk.real_root) && !real.starts_with(walk.real_top) {
            let message = "the symbolic link leads outside the project";
            return Err(report(Code::OutsideProject, message, "copy the file into the project"));
        }
        let mut above = walk.above;
        let mut links = 0;
        while let Some(folder) = above {
            links += usize::from(folder.target.is_some() && folder.above.is_some());
            if metadata.is_dir() && links >= LINKS {
                let message = "the symbolic link is reached through too many others";
                return Err(report(Code::LinkLoop, message, "copy the folder that is meant, or link to it directly"));
            }
            if metadata.is_dir() && folder.real(walk.real_top) == real {
                let message = "the symbolic link leads back to a folder that contains it";
                return Err(report(Code::LinkLoop, message, "remove the link"));
            }
            above = folder.above;
        }
        Ok(metadata)
    }

    /// Lists the folder, if its stamp is new, and looks at every entry.
    fn look_into(&mut self, path: &Arc<str>, metadata: &Metadata, walk: &Walk) -> bool {
        let stamp = Stamp::of(metadata);
        let known = self.stamp == Some(stamp) && matches!(self.found, Found::Folder(_));
        let mut changed = false;
        if !known {
            let (old, was_folder) = match std::mem::replace(&mut self.found, Found::Nothing) {
                Found::Folder(entries) => (entries, true),
                _ => (Vec::new(), false),
            };
            let listed = list(&self.file, path, old);
            self.stamp = if listed.whole { stamp.settled() } else { None };
            changed = listed.changed || !was_folder || self.diagnostics != listed.diagnostics;
            self.diagnostics = listed.diagnostics;
            self.found = Found::Folder(listed.entries);
        }
        let Found::Folder(entries) = &mut self.found else { return changed };
        let here = Above { name: &self.name, target: self.target.as_deref(), above: walk.above };
        let walk = Walk { above: Some(&here), ..*walk };
        let below = match entries.len() {
            0..8 => entries.iter_mut().fold(false, |changed, entry| entry.look(&walk) | changed),
            // Each entry costs a microsecond or two, so that they are handed out in handfuls.
            _ => entries.par_iter_mut().with_min_len(8).map(|entry| entry.look(&walk)).reduce(|| false, |a, b| a | b),
        };
        changed | below
    }

    /// Brings the file with this path below the node up to date; whether it is different. None if that takes a look at more.
    fn glance(&mut self, path: &[&OsStr], walk: &Walk) -> Option<bool> {
        let Some((name, rest)) = path.split_first() else {
            let known = matches!(self.found, Found::Text(_) | Found::File { .. });
            let there = fs::symlink_metadata(&self.file).is_ok_and(|metadata| metadata.is_file());
            return (known && there).then(|| self.look(walk));
        };
        let Found::Folder(entries) = &mut self.found else { return None };
        let Ok(at) = entries.binary_search_by(|entry| entry.name.as_os_str().cmp(name)) else {
            // An editor writes beside the file and renames: what it wrote is gone by then.
            return (rest.is_empty() && fs::symlink_metadata(self.file.join(name)).is_err()).then_some(false);
        };
        let here = Above { name: &self.name, target: self.target.as_deref(), above: walk.above };
        entries[at].glance(rest, &Walk { above: Some(&here), ..*walk })
    }

    /// Reads the text, if its stamp is new.
    fn read(&mut self, path: &Arc<str>, metadata: &Metadata, walk: &Walk) -> bool {
        let stamp = Stamp::of(metadata);
        if self.stamp == Some(stamp) {
            return false;
        }
        // Whoever writes in place empties the file first, and whoever makes one makes it empty.
        let had_text = match &self.found {
            Found::Text(text) => !text.text.is_empty(),
            _ => walk.again,
        };
        self.unfinished = metadata.len() == 0 && stamp.settled().is_none() && had_text;
        if self.unfinished {
            return false;
        }
        if metadata.len() > LONGEST {
            let message = format!("the file has {} MB", metadata.len() >> 20);
            let diagnostic = Diagnostic::whole(Code::FileTooLarge, path, message).hint("split it into several documents");
            return self.becomes(None, Found::Nothing, vec![diagnostic]);
        }
        match fs::read(&self.file) {
            Ok(bytes) => {
                let mut diagnostics = Vec::new();
                let text = text::clean(bytes, path, &mut diagnostics);
                self.becomes(stamp.settled(), Found::Text(SourceFile::new(path, text)), diagnostics)
            }
            Err(error) => self.becomes(None, Found::Nothing, vec![unreadable(&self.purpose, path, &error)]),
        }
    }

    /// Adds what is here and below to the source, in the order of the names.
    fn gather(&self, source: &mut Source) {
        source.diagnostics.extend(self.diagnostics.iter().cloned());
        source.linked.extend(self.target.clone());
        source.unfinished |= self.unfinished;
        match (&self.found, &self.purpose) {
            (Found::Folder(entries), _) => entries.iter().for_each(|entry| entry.gather(source)),
            (Found::Text(file), Purpose::Config) => source.config = Some(file.clone()),
            (Found::Text(file), Purpose::Language(code)) => source.languages.push((code.clone(), file.clone())),
            (Found::Text(file), Purpose::Template(name)) => source.templates.push((name.clone(), file.clone())),
            (Found::Text(file), Purpose::Document(role)) => source.documents.push((role.clone(), file.clone())),
            (Found::Text(file), Purpose::Seal(meeting)) => {
                source.seals.push((meeting.clone(), file.clone()));
                source.attachments.extend(self.published());
            }
            (Found::Text(file), Purpose::Package(meeting)) => source.packages.push((meeting.clone(), file.clone())),
            (Found::Text(file), Purpose::Record) => source.record = Some(file.clone()),
            (Found::File { .. }, Purpose::Kept) => source.kept.extend(self.copied()),
            (Found::File { .. }, Purpose::Attachment) => source.attachments.extend(self.copied()),
            (Found::File { .. }, Purpose::Static) => source.statics.extend(self.copied()),
            _ => {}
        }
    }

    /// A text that is published as it is, too.
    fn published(&self) -> Option<Copied> {
        let metadata = fs::metadata(&self.file).ok()?;
        Some(Copied { path: self.path.clone()?, file: self.file.clone(), size: metadata.len(), stamp: Stamp::of(&metadata) })
    }

    fn copied(&self) -> Option<Copied> {
        let Found::File { size, stamp } = self.found else { return None };
        Some(Copied { path: self.path.clone()?, file: self.file.clone(), size, stamp })
    }
}

/// A folder as listed.
struct Listed {
    entries: Vec<Node>,
    diagnostics: Vec<Diagnostic>,
    /// Whether every entry could be read.
    whole: bool,
    /// Whether entries came or went.
    changed: bool,
}

/// Lists a folder, sorted by name. Entries that were there keep what is known of them.
fn list(folder: &Path, path: &Arc<str>, old: Vec<Node>) -> Listed {
    let mut listed = Listed { entries: Vec::new(), diagnostics: Vec::new(), whole: true, changed: false };
    // One level at a time: what lies below is walked only where a stamp is new.
    let walk = WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
    let mut names: Vec<OsString> = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) => names.push(entry.file_name().to_owned()),
            Err(error) => {
                let reason = error.io_error().map_or_else(|| error.to_string(), describe);
                let message = format!("it cannot be read: {reason}");
                listed.diagnostics.push(Diagnostic::whole(Code::UnreadableFile, path, message).hint("check its permissions"));
                listed.whole = false;
            }
        }
    }
    let count = old.len();
    let mut old = old.into_iter().peekable();
    let mut kept = 0;
    for name in names {
        while old.next_if(|entry| entry.name < name).is_some() {}
        let entry = match old.next_if(|entry| entry.name == name) {
            Some(entry) => {
                kept += 1;
                entry
            }
            None => {
                listed.changed = true;
                entry(folder, path, &name)
            }
        };
        listed.entries.push(entry);
    }
    listed.changed |= kept != count;
    listed
}

/// An entry of a folder that was not there before.
fn entry(folder: &Path, above: &Arc<str>, name: &OsString) -> Node {
    let file = folder.join(name);
    let usable = name.to_str().filter(|name| !name.contains(|c: char| c.is_control() || c == '\\'));
    let Some(name) = usable else {
        let shown: Arc<str> = format!("{above}/{}", name.to_string_lossy()).into();
        let message = "the name is not UTF-8 text or holds a control character";
        let diagnostic = Diagnostic::whole(Code::UnusableName, &shown, message).hint("rename it");
        return Node { diagnostics: vec![diagnostic], ..Node::new(None, file, Purpose::Nothing) };
    };
    let path: Arc<str> = format!("{above}/{name}").into();
    let (top, inner) = path.split_once('/').unwrap_or((&path, ""));
    let kept = name == seal::KEPT && inner.starts_with("meetings/") && inner.matches('/').count() == 2;
    let hidden = name.starts_with(['_', '.']) && &*path != "content/_index.md" && !(top == "content" && kept);
    let purpose = match top {
        "static" => Purpose::Static,
        // A path that is passed over has no node of its own, so that nothing below it is looked at.
        _ if hidden => return Node::new(None, file, Purpose::Nothing),
        "languages" => inner.strip_suffix(".toml").map_or(Purpose::Nothing, |code| Purpose::Language(code.to_owned())),
        "templates" if inner.ends_with(".html") => Purpose::Template(inner.to_owned()),
        "templates" => Purpose::Nothing,
        _ => content_purpose(&path, inner),
    };
    Node::new(Some(path), file, purpose)
}

fn content_purpose(path: &Arc<str>, inner: &str) -> Purpose {
    match place::place(inner) {
        Place::Document(_) if place::unusable(inner.trim_end_matches(".md")) => {
            let diagnostic = Diagnostic::whole(Code::UnusableName, path, format!("`{inner}` cannot be part of an address"));
            Purpose::Misplaced(diagnostic.hint("use letters, digits, hyphens, underscores and full stops"))
        }
        Place::Document(role) => Purpose::Document(role),
        Place::Attachment => Purpose::Attachment,
        Place::Seal(meeting) => Purpose::Seal(meeting),
        Place::Package(meeting) => Purpose::Package(meeting),
        Place::Kept => Purpose::Kept,
        Place::Nowhere(hint) => {
            Purpose::Misplaced(Diagnostic::whole(Code::UnexpectedFile, path, "nothing is published from here").hint(hint))
        }
    }
}

/// A file that cannot be read, as a diagnostic.
fn unreadable(purpose: &Purpose, path: &Arc<str>, error: &std::io::Error) -> Diagnostic {
    let (code, hint) = match (purpose, error.kind()) {
        (Purpose::Config, std::io::ErrorKind::NotFound) => {
            (Code::MissingConfig, "make one with at least `title = \"…\"`, or give the root of the site with `--root`")
        }
        _ => (Code::UnreadableFile, "check its permissions"),
    };
    Diagnostic::whole(code, path, format!("it cannot be read: {}", describe(error))).hint(hint)
}

/// An input/output error in plain words.
fn describe(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it does not exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string().to_lowercase(),
    }
}
