//! Tells when to look at the project again.
//!
//! Takes: the root folder, and where its symbolic links lead.
//! Gives: [`Doorbell::wait`], which returns when something may have changed, once for changes that come together.
//! Never: says what changed. An event only means "look at the disk again", so a lost, doubled or wrong event does no
//! harm. The files that it names are only where to look first.

#![expect(clippy::disallowed_methods, reason = "when to look again is a matter of time; what is seen is not")]

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::project::RECORD;
use crate::project::bounds::FOLDERS;

/// How often to look at the disk when no events come.
const POLL: Duration = Duration::from_millis(400);
/// How long it has to be quiet after a save before looking at the disk: an editor's save is two to six events within a
/// millisecond.
const QUIET: Duration = Duration::from_millis(5);
/// The same once a file has been closed or moved into place, as editors do at the end of a save.
const QUIET_AFTER_CLOSING: Duration = Duration::from_millis(1);
/// The same while many files change.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(40);
/// The same in a storm of events, such as when a branch is checked out.
const QUIET_AFTER_STORM: Duration = Duration::from_millis(150);
/// The same while Git says that it is working.
const QUIET_DURING_GIT: Duration = Duration::from_millis(250);
/// How many paths make "many", and how many make a storm.
const MANY: usize = 6;
const STORM: usize = 40;
/// The longest wait for changes that never stop.
const LONGEST: Duration = Duration::from_secs(3);
/// When to look again after folders came or went, since files may be written into a new folder before it is watched.
const ECHO: Duration = Duration::from_millis(120);

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Means {
    /// By the events of the operating system.
    #[default]
    Events,
    /// By looking at the disk again and again, for network drives and containers that send no events.
    Polling,
}

/// Rings when something may have changed.
pub(crate) struct Doorbell {
    root: PathBuf,
    /// `None` when polling.
    events: Option<Events>,
    /// When to ring even without an event.
    echo: Option<Instant>,
    /// The file that exists while Git is working on the folder.
    git_lock: Option<PathBuf>,
}

struct Events {
    watcher: RecommendedWatcher,
    received: Receiver<notify::Result<Event>>,
    /// The folders that are watched, with the identity that each had.
    watched: BTreeMap<PathBuf, Identity>,
    /// Where symbolic links lead outside the four folders of the project. The folders above those targets are watched.
    linked: HashSet<PathBuf>,
}

/// The device and number of a folder: another folder with the same name has to be watched anew.
type Identity = (u64, u64);

impl Doorbell {
    /// Begins to watch a project. The `Err` says why the disk has to be polled although events were wanted.
    pub(crate) fn new(root: &Path, means: Means) -> (Doorbell, Result<(), String>) {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let mut doorbell = Doorbell { git_lock: git_lock(&root), root, events: None, echo: None };
        if means == Means::Polling {
            return (doorbell, Ok(()));
        }
        let (sender, received) = mpsc::channel();
        let watcher = notify::recommended_watcher(move |event| {
            // Only while the program ends is nobody listening.
            let _ = sender.send(event);
        });
        let started = watcher.and_then(|watcher| {
            let mut events = Events { watcher, received, watched: BTreeMap::new(), linked: HashSet::new() };
            let whole = events.watch_folders(&doorbell.root)?;
            Ok((events, whole))
        });
        match started {
            Ok((events, whole)) => {
                doorbell.events = Some(events);
                doorbell.echo = (!whole).then(Instant::now);
                (doorbell, Ok(()))
            }
            Err(error) => (doorbell, Err(error.to_string())),
        }
    }

    /// Also watches what the symbolic links of the project lead to.
    pub(crate) fn follow(&mut self, linked: Vec<PathBuf>) {
        let Some(events) = &mut self.events else { return };
        let folders = FOLDERS.map(|folder| fs::canonicalize(self.root.join(folder)).unwrap_or_default());
        let watched = |path: &PathBuf| {
            folders.iter().any(|folder| *folder != PathBuf::new() && path != folder && path.starts_with(folder))
        };
        let linked: HashSet<PathBuf> = linked.into_iter().filter(|path| !watched(path)).collect();
        if events.linked == linked {
            return;
        }
        // A file may be replaced and a folder recreated, so the folder above is watched.
        let above = |linked: &HashSet<PathBuf>| -> HashSet<PathBuf> {
            linked.iter().filter_map(|l| l.parent()).map(Path::to_owned).collect()
        };
        let (before, now) = (above(&events.linked), above(&linked));
        // The system knows one watch for a folder, whatever it is called; those of the project itself stay.
        let own = |folder: &Path| identity(folder).is_some_and(|it| events.watched.values().any(|own| *own == it));
        for folder in before.difference(&now).filter(|folder| !own(folder)) {
            let _ = events.watcher.unwatch(folder);
        }
        for folder in now.difference(&before).filter(|folder| !own(folder)) {
            let _ = events.watcher.watch(folder, RecursiveMode::NonRecursive);
        }
        events.linked = linked;
        self.echo = Some(Instant::now());
    }

    /// Rings again soon, whatever happens.
    pub(crate) fn ring_again(&mut self) {
        self.echo = Some(Instant::now() + ECHO);
    }

    /// Rings again after this long, whatever happens until then.
    pub(crate) fn ring_within(&mut self, wait: Duration) {
        let then = Instant::now() + wait;
        self.echo = Some(self.echo.map_or(then, |echo| echo.min(then)));
    }

    /// Waits until something may have changed. Gives the files to look at first, if they are few; the rest has to be
    /// looked at as well.
    pub(crate) fn wait(&mut self) -> Vec<PathBuf> {
        let Some(events) = &mut self.events else {
            std::thread::sleep(POLL);
            return Vec::new();
        };
        let mut burst = Burst::default();
        loop {
            let timeout = match (burst.end(self.git_lock.as_deref()), self.echo) {
                (Some(end), _) => end.saturating_duration_since(Instant::now()),
                (None, Some(echo)) => echo.saturating_duration_since(Instant::now()),
                (None, None) => Duration::MAX,
            };
            match events.received.recv_timeout(timeout) {
                Ok(event) => burst.add(event, &self.root, &events.linked),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    self.events = None;
                    return Vec::new();
                }
            }
            if burst.first.is_some_and(|first| first.elapsed() > LONGEST) {
                break;
            }
        }
        if burst.lost {
            events.watched.clear();
        }
        events.watched.retain(|path, _| !burst.folders.contains(path));
        match events.watch_folders(&self.root) {
            // Folders that have just come are looked at once more.
            Ok(whole) => self.echo = (!whole || !burst.folders.is_empty()).then(|| Instant::now() + ECHO),
            // Nothing more can be watched, so the disk is polled from now on.
            Err(_) => self.events = None,
        }
        match burst.lost || burst.paths.len() >= MANY {
            true => Vec::new(),
            false => burst.paths.into_iter().collect(),
        }
    }
}

impl Events {
    /// Watches the folders of the project that are new or have been recreated. Gives whether every folder that exists
    /// is watched.
    fn watch_folders(&mut self, root: &Path) -> notify::Result<bool> {
        let mut whole = true;
        let folders = FOLDERS.map(|folder| (root.join(folder), RecursiveMode::Recursive));
        // The root first: folders made from now on send an event, and those made before are found here.
        for (path, mode) in [(root.to_owned(), RecursiveMode::NonRecursive)].into_iter().chain(folders) {
            let Some(identity) = identity(&path) else {
                whole &= path != root;
                continue;
            };
            if self.watched.get(&path) == Some(&identity) {
                continue;
            }
            // What was watched there may be gone already, which is no failure.
            let _ = self.watcher.unwatch(&path);
            match self.watcher.watch(&path, mode) {
                Ok(()) => {
                    self.watched.insert(path, identity);
                }
                // It, or a folder in it, has just gone.
                Err(error) if is_gone(&error) => whole = false,
                Err(error) => return Err(error),
            }
        }
        Ok(whole)
    }
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound | notify::ErrorKind::WatchNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Changes that come together.
#[derive(Default)]
struct Burst {
    paths: HashSet<PathBuf>,
    first: Option<Instant>,
    last: Option<Instant>,
    /// Whether the last event ended the writing of a file.
    closed: bool,
    /// Paths that may be folders that came, went or moved, so that what is watched may no longer be what is there.
    folders: HashSet<PathBuf>,
    /// Whether events were lost.
    lost: bool,
}

impl Burst {
    fn add(&mut self, event: notify::Result<Event>, root: &Path, linked: &HashSet<PathBuf>) {
        let Ok(event) = event else {
            self.lost = true;
            return self.ring(root.to_owned());
        };
        if event.need_rescan() {
            self.lost = true;
            self.ring(root.to_owned());
        }
        if is_reading(event.kind) {
            return;
        }
        let is_folder = match event.kind {
            EventKind::Create(kind) => kind != CreateKind::File,
            EventKind::Remove(kind) => kind != RemoveKind::File,
            EventKind::Modify(ModifyKind::Name(_)) | EventKind::Any | EventKind::Other => true,
            _ => false,
        };
        for path in event.paths {
            if concerns(&path, root, linked) {
                self.closed = is_closing(event.kind);
                // What a link leads to is watched under the name of the link.
                self.lost |= is_folder && linked.contains(&path);
                if is_folder {
                    self.folders.insert(path.clone());
                }
                self.ring(path);
            }
        }
    }

    fn ring(&mut self, path: PathBuf) {
        self.last = Some(Instant::now());
        self.first = self.first.or(self.last);
        self.paths.insert(path);
    }

    /// When it will have been quiet for long enough.
    fn end(&self, git_lock: Option<&Path>) -> Option<Instant> {
        let quiet = match self.paths.len() {
            0..MANY if self.closed => QUIET_AFTER_CLOSING,
            0..MANY => QUIET,
            MANY..STORM => QUIET_AFTER_MANY,
            _ => QUIET_AFTER_STORM,
        };
        let last = self.last?;
        let quiet = if git_lock.is_some_and(Path::exists) { quiet.max(QUIET_DURING_GIT) } else { quiet };
        Some(last + quiet)
    }
}

/// Whether an event only says that a file was read. Looking at the disk causes such events, which must not ring again.
fn is_reading(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// Whether an event ends the writing of a file: the file was closed, or moved into place.
fn is_closing(kind: EventKind) -> bool {
    let moved = matches!(kind, EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)));
    moved || kind == EventKind::Access(AccessKind::Close(AccessMode::Write))
}

/// Whether something at a path can change the site. The root also contains the output folder and much else.
fn concerns(path: &Path, root: &Path, linked: &HashSet<PathBuf>) -> bool {
    if linked.contains(path) {
        return true;
    }
    if linked.iter().any(|linked| path.parent() == linked.parent()) && !path.starts_with(root) {
        return false;
    }
    let Ok(inner) = path.strip_prefix(root) else { return true };
    match inner.components().next() {
        Some(first) => {
            ["site.toml", RECORD].iter().any(|file| first.as_os_str() == *file)
                || FOLDERS.iter().any(|folder| first.as_os_str() == *folder)
        }
        None => true,
    }
}

/// The lock file that exists while Git changes files of the repository around `root`.
fn git_lock(root: &Path) -> Option<PathBuf> {
    let root = fs::canonicalize(root).ok()?;
    let git = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists())?;
    if git.is_dir() {
        return Some(git.join("index.lock"));
    }
    // In a worktree, `.git` is a file that names the folder.
    let text = fs::read_to_string(&git).ok()?;
    let folder = git.parent()?.join(text.trim().strip_prefix("gitdir: ")?);
    Some(folder.join("index.lock"))
}

fn identity(path: &Path) -> Option<Identity> {
    let metadata = fs::metadata(path).ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some((metadata.dev(), metadata.ino()))
    }
    #[cfg(not(unix))]
    {
        let created = metadata.created().ok()?.duration_since(std::time::SystemTime::UNIX_EPOCH).ok()?;
        Some((created.as_secs(), u64::from(created.subsec_nanos())))
    }
}
