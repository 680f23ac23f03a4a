//! Seals past meetings, and records corrections of sealed ones.
//!
//! Takes: a prepared site without mistakes, and what is to be sealed or corrected, why and on which day.
//! Gives: a `seal.txt` beside each meeting and a copy of what was sealed in `_versions`; the digest of each seal.
//! Never: reads a clock, seals what is not published or may still change, alters an earlier version, or goes through a symbolic link.
//!
//! The copy is written first, under a name that no reader takes for a version; then the seal takes its place in one step, and last
//! the copy gets its name. Killed at any moment, the meeting is sealed as it was before or as it is then, and the next run tidies up.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use walkdir::WalkDir;

use crate::archive::SOFTWARE;
use crate::bag;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::digest;
use crate::flow::Prepared;
use crate::package;
use crate::seal::{self, Correction, Seal, Version};
use crate::sealed::{self, Sealed};
use crate::site::{Meeting, Site};
use crate::wording;
use crate::write::Failure;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Whether meetings are sealed, or a sealed one is corrected.
    pub act: Act,
    /// The day on which it happens.
    pub date: Date,
    /// Whether a meeting has to be past.
    pub past: Past,
}

/// What happens to a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// It is sealed for the first time.
    Seal,
    /// It was sealed before and changed since, for this reason.
    Correct(String),
}

/// Whether a meeting has to be past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// It has to be.
    Required,
    /// It need not.
    Waived,
}

/// A meeting that was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its id.
    pub meeting: String,
    /// The number of the version.
    pub version: u32,
    /// How many files it has.
    pub files: usize,
    /// The digest of the seal.
    pub digest: String,
}

fn refuse<T>(why: impl Into<String>) -> Result<T, Failure> {
    Err(Failure::Refused(why.into()))
}

fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Failure {
    let doing = doing.into();
    move |error| Failure::Io(doing, error)
}

/// The mistakes that stand in the way of sealing these meetings. What a correction is about does not.
pub fn obstacles<'d>(diagnostics: &'d [Diagnostic], meetings: &[&str], act: &Act) -> Vec<&'d Diagnostic> {
    let about = |path: &str| meetings.iter().any(|id| path.strip_prefix("content/meetings/").is_some_and(|rest| in_folder(rest, id)));
    let meant = |d: &Diagnostic| matches!(act, Act::Correct(_)) && matches!(d.code, Code::SealedFile | Code::SealedPage) && about(&d.path);
    diagnostics.iter().filter(|d| d.severity() == Severity::Error && !meant(d)).collect()
}

fn in_folder(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Seals meetings, given as indices of [`Site::meetings`]. All of them are looked at before the first is touched.
///
/// # Errors
/// When one cannot be sealed, or the disk fails.
pub fn seal(prepared: &Prepared, root: &Path, meetings: &[u32], request: &Request) -> Result<Vec<Done>, Failure> {
    let Some(ready) = &prepared.ready else { return refuse("the site has mistakes; `voetnoot check` shows them") };
    let site = &ready.site;
    // One run at a time, by a lock on a file that is always there.
    let lock = File::open(root.join("site.toml")).map_err(io("cannot open `site.toml`"))?;
    lock.lock().map_err(io("cannot wait for another run"))?;
    let mut works = Vec::new();
    for meeting in meetings {
        works.push(Work::new(prepared, site, *meeting, (root, request))?);
    }
    works.into_iter().map(|work| work.write(request)).collect()
}

/// A meeting to be sealed.
struct Work<'a> {
    site: &'a Site,
    meeting: &'a Meeting,
    folder: PathBuf,
    sealed: Option<&'a Sealed>,
    /// Its files, by path within the folder.
    files: BTreeMap<String, PathBuf>,
}

impl<'a> Work<'a> {
    fn new(prepared: &'a Prepared, site: &'a Site, index: u32, (root, request): (&Path, &Request)) -> Result<Self, Failure> {
        let meeting = &site.meetings[index as usize];
        let id = &meeting.id;
        let sealed = prepared.sealed.iter().find(|sealed| sealed.seal.meeting == *id);
        match (sealed.and_then(|sealed| sealed.seal.latest()), &request.act) {
            (Some(latest), Act::Seal) => {
                let date = latest.date;
                return refuse(format!("`{id}` was sealed on {date}; record a correction with `--correction \"…\"`"));
            }
            (None, Act::Correct(_)) => return refuse(format!("`{id}` is not sealed, so that there is nothing to correct")),
            (Some(latest), Act::Correct(_)) if latest.date > request.date => {
                return refuse(format!("`{id}` was sealed on {}, which is later than {}", latest.date, request.date));
            }
            _ => {}
        }
        let facts = site.facts(meeting);
        let last = facts.end.as_ref().or(facts.start.as_ref()).map(|day| day.value);
        match last {
            Some(last) if last < request.date || request.past == Past::Waived => {}
            Some(last) => return refuse(format!("`{id}` is not past: it ends on {last}; `--force` seals it all the same")),
            None => return refuse(format!("`{id}` has no date")),
        }
        let folder = root.join("content/meetings").join(id);
        let files = files(&folder, site, meeting)?;
        Ok(Work { site, meeting, folder, sealed, files })
    }

    fn write(&self, request: &Request) -> Result<Done, Failure> {
        let id = &self.meeting.id;
        let kept = self.folder.join(seal::KEPT);
        for path in [&kept, &self.folder.join(seal::FILE), &self.folder.join(NEW)] {
            if fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink()) {
                return refuse(format!("`{}` is a symbolic link", path.display()));
            }
        }
        let mut seal = self.sealed.map_or(Seal { meeting: id.clone(), versions: Vec::new() }, |sealed| (*sealed.seal).clone());
        let number = seal.versions.len() as u32 + 1;
        name_staged(&kept, number - 1)?;
        let staged = kept.join(format!("{number}{}", seal::STAGED));
        let named = kept.join(number.to_string());
        if fs::symlink_metadata(&named).is_ok() {
            return refuse(format!("`{}` is there already, without a seal; move it away", named.display()));
        }
        let version = self.version(number, &seal, request, &staged).inspect_err(|_| discard(&staged))?;
        if let (Act::Correct(_), Some(latest)) = (&request.act, seal.latest())
            && latest.files == version.files
            && latest.pages == version.pages
        {
            discard(&staged);
            return refuse(format!("nothing of `{id}` has changed since {}", latest.date));
        }
        let done = Done { meeting: id.clone(), version: number, files: version.files.len(), digest: version.digest.clone() };
        seal.versions.push(version);
        put(&self.folder, &seal.text()).map_err(io(format!("cannot write the seal of `{id}`")))?;
        name_staged(&kept, number)?;
        Ok(done)
    }

    /// Copies every file into the stage and makes the version from the copies.
    fn version(&self, number: u32, seal: &Seal, request: &Request, staged: &Path) -> Result<Version, Failure> {
        if staged.exists() {
            fs::remove_dir_all(staged).map_err(io("cannot remove what a killed run left behind"))?;
        }
        let mut files = BTreeMap::new();
        fs::create_dir_all(staged).map_err(io(format!("cannot make the folder `{}`", staged.display())))?;
        for (path, file) in &self.files {
            let digest = copy(file, &staged.join(path)).map_err(io(format!("cannot copy `{}`", file.display())))?;
            files.insert(path.clone(), digest);
        }
        let Meeting { agenda, report, annexes, .. } = self.meeting;
        let documents = std::iter::once(*agenda).chain(*report).chain(annexes.iter().copied());
        for document in documents.clone() {
            let source = &self.site.document(document).source;
            let name = source.path.rsplit('/').next().unwrap_or_default();
            if files.get(name) != Some(&digest::sha256(source.text.as_bytes())) {
                return refuse(format!(
                    "`{}` changed just now or begins with a byte order mark; save it as plain UTF-8 and try again",
                    source.path
                ));
            }
        }
        let pages = documents.map(|document| wording::digests(self.site, document)).collect();
        let correction = match &request.act {
            Act::Seal => None,
            Act::Correct(reason) => Some(Correction {
                reason: one_line(reason)?,
                changes: self.sealed.map(|sealed| sealed::changes(sealed, &self.site.documents)).unwrap_or_default(),
                previous: seal.latest().map(|latest| latest.digest.clone()).unwrap_or_default(),
            }),
        };
        let (date, software) = (request.date, SOFTWARE.to_owned());
        Ok(Version { number, date, software, correction, files, pages, digest: String::new() }.sealed())
    }
}

/// The name under which a seal is written before it takes its place. No reader looks at it.
const NEW: &str = ".seal.txt.new";

/// Every file of a meeting, by its path in the folder. What is not published cannot be sealed with it.
fn files(folder: &Path, site: &Site, meeting: &Meeting) -> Result<BTreeMap<String, PathBuf>, Failure> {
    let Meeting { agenda, report, annexes, files, .. } = meeting;
    let documents = std::iter::once(agenda).chain(report).chain(annexes).map(|d| &*site.document(*d).source.path);
    let attachments = files.iter().map(|file| &*site.files[*file as usize].1.path);
    let prefix = format!("content/meetings/{}/", meeting.id);
    let published: Vec<&str> = documents.chain(attachments).filter_map(|path| path.strip_prefix(prefix.as_str())).collect();
    let mut found = BTreeMap::new();
    let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with(['_', '.']);
    for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(|entry| !hidden(entry)) {
        let entry = entry.map_err(|error| Failure::Refused(format!("the folder of `{}` cannot be read: {error}", meeting.id)))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let inner = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let path = parts.join("/");
        if path == seal::FILE || path == package::FILE {
            continue;
        }
        if !published.contains(&path.as_str()) || !bag::is_inner(&path) {
            let why = "is not published, so that it cannot be sealed with the rest; publish it or move it away";
            return refuse(format!("`{prefix}{}` {why}", bag::shown(&path)));
        }
        found.insert(path, entry.into_path());
    }
    Ok(found)
}

/// Copies a file onto the disk itself, and gives its digest.
fn copy(from: &Path, to: &Path) -> io::Result<String> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create_new(to)?;
    digest::copy(&mut File::open(from)?, &mut file)?;
    file.sync_all()?;
    Ok(digest::sha256_of(&mut File::open(to)?)?.0)
}

/// Puts a seal in its place in one step.
fn put(folder: &Path, text: &str) -> io::Result<()> {
    let new = folder.join(NEW);
    let mut file = File::create(&new)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&new, folder.join(seal::FILE))?;
    sync(folder);
    Ok(())
}

/// Removes a copy that is not needed, and the folder around it if that is empty. The next run removes what is left.
fn discard(staged: &Path) {
    let _ = fs::remove_dir_all(staged);
    let _ = staged.parent().map(fs::remove_dir);
}

/// Gives a copy its name, if that was not done yet.
fn name_staged(kept: &Path, number: u32) -> Result<(), Failure> {
    let (staged, named) = (kept.join(format!("{number}{}", seal::STAGED)), kept.join(number.to_string()));
    if number > 0 && staged.is_dir() && fs::symlink_metadata(&named).is_err() {
        fs::rename(&staged, &named).map_err(io(format!("cannot name `{}`", named.display())))?;
        sync(kept);
    }
    Ok(())
}

/// Hands the names in a folder to the disk. Where that cannot be done, the file system sees to it in its own time.
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// A reason as a line of a seal.
fn one_line(reason: &str) -> Result<String, Failure> {
    let words: Vec<&str> = reason.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        true => refuse("a correction needs a reason: `--correction \"De naam van … was verkeerd gespeld\"`"),
        false => Ok(words.join(" ")),
    }
}
