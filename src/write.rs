//! Pages onto disk.
//!
//! Takes: the output folder, and each file with its bytes.
//! Gives: a folder that holds exactly these files and whatever else lay there; counts of what was done.
//! Never: touches a file whose bytes are the same, leaves half a file, removes a file that no build made, or writes outside the folder.
//!
//! Files are written into a stage within the output folder first. Only when all are there are they moved into place, each by a
//! rename, so that a build that fails or is killed leaves every page whole: old or new. A list of the files that builds made is
//! kept beside the stage; only what is on it is ever removed or replaced.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Read, Seek, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use crate::address::OWN;

/// What a build did to the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Files that are new or changed.
    pub written: usize,
    /// Files whose bytes were the same.
    pub unchanged: usize,
    /// Files that are no longer made.
    pub removed: usize,
}

/// Why an output folder cannot be used, or a file not be written.
#[derive(Debug)]
pub enum Failure {
    /// The folder or a file in it is not ours to write; the sentence says which and why.
    Refused(String),
    /// The disk failed while doing what the sentence says.
    Io(String, io::Error),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Refused(sentence) => f.write_str(sentence),
            Failure::Io(doing, error) => write!(f, "{doing}: {error}"),
        }
    }
}

impl std::error::Error for Failure {}

fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Failure {
    let doing = doing.into();
    move |error| Failure::Io(doing, error)
}

/// An output folder being written to. Dropped before [`Output::commit`], it leaves the folder as it was.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    stage: PathBuf,
    /// Held until the end, so that two builds take turns.
    lock: Option<File>,
    /// Whether the folder held nothing when the build began, so that nothing has to be compared.
    fresh: bool,
    /// What earlier builds made.
    made: BTreeSet<String>,
    folders: Mutex<HashSet<PathBuf>>,
    files: Mutex<BTreeSet<String>>,
    written: AtomicUsize,
    unchanged: AtomicUsize,
    committed: bool,
    /// The mark of the build whose work is gone on with.
    mark: Option<String>,
}

/// Checks that an output folder is not the root of the project and neither holds nor lies in what is read from it.
///
/// # Errors
/// A sentence that says why it cannot be used.
pub fn check(output: &Path, root: &Path) -> Result<(), Failure> {
    let output = absolute(output);
    let root = absolute(root);
    let refuse = |why: &str| Err(Failure::Refused(format!("the output folder `{}` {why}; name another with `--output`", output.display())));
    if root == output {
        return refuse("is the root of the site");
    }
    if root.starts_with(&output) {
        return refuse("holds the site itself");
    }
    for folder in ["content", "templates", "static", "languages"] {
        let folder = absolute(&root.join(folder));
        if output.starts_with(&folder) || folder.starts_with(&output) {
            return refuse("overlaps with what the site is made from");
        }
    }
    Ok(())
}

/// A path without symbolic links as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if parent.as_os_str().is_empty() => absolute(Path::new(".")).join(name),
        (Some(parent), Some(name)) => absolute(parent).join(name),
        _ => path.to_owned(),
    }
}

impl Output {
    /// Opens an output folder, making it if need be. Waits while another build is writing to it, after calling `waiting`.
    ///
    /// # Errors
    /// When the folder cannot be used or made.
    pub fn open(output: &Path, project: &Path, waiting: impl FnOnce()) -> Result<Output, Failure> {
        check(output, project)?;
        let own = output.join(OWN);
        fs::create_dir_all(&own).map_err(io(format!("cannot make the folder `{}`", own.display())))?;
        let root = fs::canonicalize(output).map_err(io(format!("cannot open the folder `{}`", output.display())))?;
        let own = root.join(OWN);
        let ours = ["lock", "files", "files.new", "stage"].map(|name| own.join(name));
        for path in std::iter::once(&own).chain(&ours) {
            if fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink()) {
                return Err(Failure::Refused(format!("`{}` is a symbolic link; remove it", path.display())));
            }
        }
        let lock = lock(&own, waiting)?;
        let stage = own.join("stage");
        if stage.exists() {
            fs::remove_dir_all(&stage).map_err(io("cannot remove what a killed build left behind"))?;
        }
        fs::create_dir_all(&stage).map_err(io(format!("cannot make the folder `{}`", stage.display())))?;
        let made = read_list(&own.join("files"));
        let fresh = fs::read_dir(&root).is_ok_and(|entries| entries.flatten().all(|e| e.file_name() == OWN));
        Ok(Output {
            root,
            stage,
            lock: Some(lock),
            fresh,
            made,
            folders: Mutex::default(),
            files: Mutex::default(),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
            committed: false,
            mark: None,
        })
    }

    /// Puts a file at a path within the folder. Any number of threads may do this at once.
    ///
    /// # Errors
    /// When the disk fails, or where a file stands that no build made and that has other bytes.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.claim(path)?;
        if !self.fresh && same_bytes(&self.root.join(path), bytes) {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        self.check_stray(path)?;
        let staged = self.staged(path)?;
        let mut file = File::create(&staged).map_err(io(format!("cannot write `{path}`")))?;
        file.write_all(bytes).map_err(io(format!("cannot write `{path}`")))?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Copies a file to a path within the folder.
    ///
    /// # Errors
    /// As [`Output::put`], and when the file cannot be read.
    pub fn copy(&self, path: &str, from: &Path) -> Result<(), Failure> {
        self.claim(path)?;
        if !self.fresh && same_files(&self.root.join(path), from) {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        self.check_stray(path)?;
        let staged = self.staged(path)?;
        let copy = || -> io::Result<()> {
            // Bytes only: neither the permissions nor the times of the original belong to the site.
            io::copy(&mut File::open(from)?, &mut File::create(&staged)?)?;
            Ok(())
        };
        copy().map_err(io(format!("cannot copy `{}`", from.display())))?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn claim(&self, path: &str) -> Result<(), Failure> {
        if !is_inner(path) || path.split('/').next() == Some(OWN) {
            return Err(Failure::Refused(format!("`{path}` does not lie within the output folder")));
        }
        self.files.lock().expect("no thread panics while it holds this lock").insert(path.to_owned());
        Ok(())
    }

    /// Refuses to replace a file that no build made, and to go through a symbolic link.
    fn check_stray(&self, path: &str) -> Result<(), Failure> {
        if self.fresh {
            return Ok(());
        }
        let refuse = |at: &Path, what: &str| {
            let sentence = format!("`{}` {what}; move it away or name another folder with `--output`", at.display());
            Err(Failure::Refused(sentence))
        };
        let full = self.root.join(path);
        let mut at = self.root.clone();
        for part in Path::new(path).components() {
            at.push(part);
            let Ok(metadata) = fs::symlink_metadata(&at) else { return Ok(()) };
            if at != full && metadata.is_symlink() {
                return refuse(&at, "is a symbolic link");
            }
            if !metadata.is_dir() && !self.is_made(&at) {
                return refuse(&at, "was not made by a build");
            }
        }
        // The path is a folder now. It can become a file if nothing is left in it but what builds made.
        for entry in walkdir::WalkDir::new(&full) {
            let stray = entry.map_or_else(|e| e.path().map(Path::to_owned), |e| (!e.file_type().is_dir()).then(|| e.into_path()));
            if let Some(stray) = stray.filter(|stray| !self.is_made(stray)) {
                return refuse(&stray, "was not made by a build");
            }
        }
        Ok(())
    }

    fn is_made(&self, file: &Path) -> bool {
        let inner = file.strip_prefix(&self.root).ok().and_then(Path::to_str);
        inner.is_some_and(|inner| self.made.contains(inner))
    }

    fn staged(&self, path: &str) -> Result<PathBuf, Failure> {
        let staged = self.stage.join(path);
        if let Some(folder) = staged.parent() {
            let mut folders = self.folders.lock().expect("no thread panics while it holds this lock");
            if !folders.contains(folder) {
                fs::create_dir_all(folder).map_err(io(format!("cannot make the folder of `{path}`")))?;
                folders.insert(folder.to_owned());
            }
        }
        Ok(staged)
    }

    /// Moves everything into place and removes what is no longer made.
    ///
    /// # Errors
    /// When the disk fails. What was moved by then is whole, and the next build finishes the work.
    pub fn commit(mut self) -> Result<Counts, Failure> {
        let files = std::mem::take(&mut *self.files.lock().expect("no thread panics while it holds this lock"));
        let list = self.root.join(OWN).join("files");
        // First both lists together: killed from here on, the next build knows every file as ours.
        let both: BTreeSet<&String> = self.made.union(&files).collect();
        if self.written.load(Ordering::Relaxed) > 0 || both.len() != files.len() || self.made.len() != files.len() {
            write_list(&list, both.into_iter())?;
        }
        let stage = self.stage.clone();
        self.merge(&stage, &self.root.clone(), &files)?;
        let stale: Vec<&String> = self.made.difference(&files).collect();
        let removed = stale.iter().filter(|path| self.remove(path)).count();
        if self.made != files {
            write_list(&list, files.iter())?;
        }
        self.committed = true;
        Ok(Counts { written: self.written.load(Ordering::Relaxed), unchanged: self.unchanged.load(Ordering::Relaxed), removed })
    }

    /// Moves the entries of a staged folder into a folder of the site. A folder that is new there moves as a whole.
    fn merge(&self, from: &Path, to: &Path, files: &BTreeSet<String>) -> Result<(), Failure> {
        let entries = fs::read_dir(from).map_err(io("cannot read the stage"))?;
        for entry in entries {
            let entry = entry.map_err(io("cannot read the stage"))?;
            let target = to.join(entry.file_name());
            let moving = || format!("cannot move `{}` into place", target.display());
            let is_folder = entry.file_type().map_err(io(moving()))?.is_dir();
            let there = fs::symlink_metadata(&target).ok();
            match (is_folder, there.map(|m| m.is_dir())) {
                (true, Some(true)) => {
                    self.merge(&entry.path(), &target, files)?;
                    continue;
                }
                // A page has become a folder: its file was made by us, which was checked.
                (true, Some(false)) => fs::remove_file(&target).map_err(io(moving()))?,
                // A folder has become a page: everything in it that is ours goes first.
                (false, Some(true)) => {
                    let inner = target.strip_prefix(&self.root).ok().and_then(Path::to_str).unwrap_or("").to_owned() + "/";
                    self.made.iter().filter(|p| p.starts_with(&inner) && !files.contains(*p)).for_each(|p| {
                        self.remove(p);
                    });
                }
                _ => {}
            }
            fs::rename(entry.path(), &target).map_err(io(moving()))?;
        }
        Ok(())
    }

    /// Removes a file that a build made, and the folders that this leaves empty. Whether there was one.
    fn remove(&self, path: &str) -> bool {
        let full = self.root.join(path);
        let through_link =
            full.ancestors().skip(1).take_while(|a| *a != self.root).any(|a| fs::symlink_metadata(a).is_ok_and(|m| m.is_symlink()));
        if !is_inner(path) || through_link || fs::remove_file(&full).is_err() {
            return false;
        }
        for folder in full.ancestors().skip(1).take_while(|a| *a != self.root) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        true
    }
}

/// What a build left in the output folder, for the next one of the same process.
#[derive(Debug)]
pub struct Left {
    made: BTreeSet<String>,
    /// What this build wrote into the lock file; every other build empties it.
    mark: String,
}

/// What builds made that is no longer made.
#[derive(Debug)]
pub enum Gone {
    /// Everything that was not put this time.
    Rest,
    /// These files; all others stay though they were not put again.
    These(BTreeSet<String>),
}

impl Output {
    /// Opens an output folder again, as an earlier build of this process left it. None when another build has been there since.
    ///
    /// # Errors
    /// As [`Output::open`].
    pub fn reopen(output: &Path, project: &Path, left: Left, waiting: impl FnOnce()) -> Result<Option<Output>, Failure> {
        check(output, project)?;
        let Ok(root) = fs::canonicalize(output) else { return Ok(None) };
        let own = root.join(OWN);
        let Ok(mut lock) = File::options().read(true).write(true).open(own.join("lock")) else { return Ok(None) };
        if lock.try_lock().is_err() {
            waiting();
            lock.lock().map_err(io("cannot wait for the other build"))?;
        }
        let mut mark = String::new();
        if lock.read_to_string(&mut mark).is_err() || mark != left.mark {
            return Ok(None);
        }
        let stage = own.join("stage");
        fs::create_dir_all(&stage).map_err(io(format!("cannot make the folder `{}`", stage.display())))?;
        Ok(Some(Output {
            root,
            stage,
            lock: Some(lock),
            fresh: false,
            made: left.made,
            folders: Mutex::default(),
            files: Mutex::default(),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
            committed: false,
            mark: Some(left.mark),
        }))
    }

    /// Leaves the folder as it was, remembering it if it was known.
    pub fn abandon(mut self) -> Option<Left> {
        Some(Left { mark: self.mark.take()?, made: std::mem::take(&mut self.made) })
    }

    /// Moves everything into place and removes what is gone, as [`Output::commit`], and remembers what is there.
    ///
    /// # Errors
    /// As [`Output::commit`].
    pub fn commit_and_keep(mut self, gone: Gone) -> Result<(Counts, Left), Failure> {
        let files = std::mem::take(&mut *self.files.lock().expect("no thread panics while it holds this lock"));
        let gone: BTreeSet<String> = match gone {
            Gone::Rest => self.made.difference(&files).cloned().collect(),
            Gone::These(gone) => gone.into_iter().filter(|path| self.made.contains(path) && !files.contains(path)).collect(),
        };
        let list = self.root.join(OWN).join("files");
        let before = self.made.len();
        self.made.extend(files.iter().cloned());
        // First both lists together: killed from here on, the next build knows every file as ours.
        if self.made.len() > before {
            write_list(&list, self.made.iter())?;
        }
        let stage = self.stage.clone();
        self.merge(&stage, &self.root.clone(), &files)?;
        let removed = gone.iter().filter(|path| self.remove(path)).count();
        let mut made = std::mem::take(&mut self.made);
        if !gone.is_empty() {
            made.retain(|path| !gone.contains(path));
            write_list(&list, made.iter())?;
        }
        // A hasher's random seed is a number that no other build has.
        let mark = RandomState::new().build_hasher().finish().to_string();
        if let Some(lock) = &mut self.lock {
            let mut write = || -> io::Result<()> {
                lock.set_len(0)?;
                lock.seek(io::SeekFrom::Start(0))?;
                lock.write_all(mark.as_bytes())
            };
            write().map_err(io("cannot write the lock file"))?;
        }
        self.committed = true;
        let written = self.written.load(Ordering::Relaxed);
        Ok((Counts { written, unchanged: made.len() - written, removed }, Left { made, mark }))
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Nothing can be done about a failure here; the next build removes a stage that is left.
        let _ = fs::remove_dir_all(&self.stage);
        if !self.committed && self.fresh && self.made.is_empty() {
            let own = self.root.join(OWN);
            let _ = fs::remove_file(own.join("lock"));
            let _ = fs::remove_dir(&own);
            let _ = fs::remove_dir(&self.root);
        }
        drop(self.lock.take());
    }
}

/// Takes the lock of an output folder. A build that made nothing removes its folder, and the lock with it; who waited for
/// that one takes the next.
fn lock(own: &Path, waiting: impl FnOnce()) -> Result<File, Failure> {
    let path = own.join("lock");
    let mut waiting = Some(waiting);
    loop {
        fs::create_dir_all(own).map_err(io(format!("cannot make the folder `{}`", own.display())))?;
        let lock = File::create(&path).map_err(io(format!("cannot write `{}`", path.display())))?;
        if lock.try_lock().is_err() {
            if let Some(waiting) = waiting.take() {
                waiting();
            }
            lock.lock().map_err(io("cannot wait for the other build"))?;
        }
        if still_there(&lock, &path) {
            return Ok(lock);
        }
    }
}

/// Whether an open file is still the one at a path.
fn still_there(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
        file.metadata().map(id).ok() == fs::symlink_metadata(path).map(id).ok()
    }
    #[cfg(not(unix))]
    {
        // Elsewhere a file cannot be removed while it is open.
        let _ = (file, path);
        true
    }
}

/// Whether a path, written with `/`, stays within the folder it is seen from.
fn is_inner(path: &str) -> bool {
    !path.is_empty() && !path.contains('\\') && Path::new(path).components().all(|c| matches!(c, Component::Normal(_)))
}

fn same_bytes(path: &Path, bytes: &[u8]) -> bool {
    let Ok(metadata) = fs::symlink_metadata(path) else { return false };
    metadata.is_file() && metadata.len() == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Whether two files have the same bytes, read piece by piece, since attachments can be large.
fn same_files(path: &Path, other: &Path) -> bool {
    let same = || -> io::Result<bool> {
        let metadata = fs::symlink_metadata(path)?;
        if !metadata.is_file() || metadata.len() != fs::metadata(other)?.len() {
            return Ok(false);
        }
        let (mut a, mut b) = (File::open(path)?, File::open(other)?);
        let (mut left, mut right) = (vec![0; 1 << 16], vec![0; 1 << 16]);
        loop {
            let read = a.read(&mut left)?;
            if read == 0 {
                return Ok(true);
            }
            b.read_exact(&mut right[..read])?;
            if left[..read] != right[..read] {
                return Ok(false);
            }
        }
    };
    same().unwrap_or(false)
}

/// Reads a list of files; lines that name nothing within the folder are left out.
fn read_list(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().filter(|line| is_inner(line)).map(str::to_owned).collect()
}

fn write_list<'a>(path: &Path, files: impl Iterator<Item = &'a String>) -> Result<(), Failure> {
    let mut text = String::new();
    for file in files {
        text.push_str(file);
        text.push('\n');
    }
    let new = path.with_extension("new");
    let write = || -> io::Result<()> {
        fs::write(&new, &text)?;
        fs::rename(&new, path)
    };
    write().map_err(io("cannot write the list of files"))
}
