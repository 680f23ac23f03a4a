//! Walks the project and reads it.
//!
//! Takes: the root folder and what is [remembered](crate::memory) of the last time.
//! Gives: [`Source`]: every text of the project with its role, and the files to be copied; a diagnostic for each file that cannot be used.
//! Never: parses anything, follows a link out of the project, or writes. No other module reads the project.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Role;
use crate::memory::{Kept, Memory, Stamp};
use crate::source::SourceFile;

/// The longest text that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// A project as it lies on disk.
#[derive(Debug, Default)]
pub struct Source {
    /// `site.toml`.
    pub config: Option<SourceFile>,
    /// The site's own language files, by code.
    pub languages: Vec<(String, SourceFile)>,
    /// The Markdown files, by path.
    pub documents: Vec<(Role, SourceFile)>,
    /// The site's own templates, by name.
    pub templates: Vec<(String, SourceFile)>,
    /// Files of `content` that are published as they are.
    pub attachments: Vec<Copied>,
    /// Files of `static`.
    pub statics: Vec<Copied>,
    /// What cannot be read or published.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file that is copied into the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Copied {
    /// Its path from the root of the project, with `/`.
    pub path: Arc<str>,
    /// Where it lies.
    pub file: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it last changed, to tell whether it must be copied again.
    pub stamp: Stamp,
}

/// Reads the project in `root`. Texts that did not change since the last time come from `memory`.
pub fn load(root: &Path, memory: &mut Memory) -> Source {
    let mut loader = Loader { root, real_root: real(root), source: Source::default(), texts: Vec::new() };
    loader.text("site.toml", &root.join("site.toml"), Purpose::Config);
    loader.walk("languages", |path| path.strip_suffix(".toml").map(|code| Purpose::Language(code.to_owned())));
    loader.walk("templates", |path| path.ends_with(".html").then(|| Purpose::Template(path.to_owned())));
    loader.walk_content();
    loader.walk_static();
    loader.read(memory)
}

/// What a text is for.
enum Purpose {
    Config,
    Language(String),
    Template(String),
    Document(Role),
}

struct Wanted {
    path: Arc<str>,
    file: PathBuf,
    purpose: Purpose,
}

struct Loader<'a> {
    root: &'a Path,
    /// The root without symbolic links, to tell what leads outside.
    real_root: PathBuf,
    source: Source,
    texts: Vec<Wanted>,
}

/// How many symbolic links to folders may lie within one another. A few folders with two links each to the next are
/// millions of files otherwise.
const LINKS: usize = 4;

fn links_on_the_way(path: &Path, top: &Path) -> usize {
    let way = path.ancestors().take_while(|folder| *folder != top);
    way.filter(|folder| fs::symlink_metadata(folder).is_ok_and(|m| m.is_symlink())).count()
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

impl Loader<'_> {
    fn report(&mut self, code: Code, path: &str, message: String, hint: &str) {
        self.source.diagnostics.push(Diagnostic::whole(code, &path.into(), message).hint(hint));
    }

    fn text(&mut self, path: &str, file: &Path, purpose: Purpose) {
        self.texts.push(Wanted { path: path.into(), file: file.to_owned(), purpose });
    }

    /// Walks a folder of texts; what `purpose` makes nothing of is passed over.
    fn walk(&mut self, folder: &str, purpose: impl Fn(&str) -> Option<Purpose>) {
        for (path, file, _) in self.files(folder, Hidden::Skip) {
            let inner = &path[folder.len() + 1..];
            if let Some(purpose) = purpose(inner) {
                self.text(&path, &file, purpose);
            }
        }
    }

    fn walk_static(&mut self) {
        for (path, file, metadata) in self.files("static", Hidden::Keep) {
            self.source.statics.push(copied(&path, file, &metadata));
        }
    }

    fn walk_content(&mut self) {
        for (path, file, metadata) in self.files("content", Hidden::Skip) {
            let inner = &path["content/".len()..];
            match role(inner) {
                Place::Document(role) => {
                    if unusable(inner.trim_end_matches(".md")) {
                        let hint = "use letters, digits, hyphens, underscores and full stops";
                        self.report(Code::UnusableName, &path, format!("`{inner}` cannot be part of an address"), hint);
                    } else {
                        self.text(&path, &file, Purpose::Document(role));
                    }
                }
                Place::Attachment => self.source.attachments.push(copied(&path, file, &metadata)),
                Place::Nowhere(hint) => self.report(Code::UnexpectedFile, &path, "nothing is published from here".to_owned(), hint),
            }
        }
    }

    /// Every file below a folder of the root, sorted, with its path from the root.
    fn files(&mut self, folder: &str, hidden: Hidden) -> Vec<(String, PathBuf, Metadata)> {
        let top = self.root.join(folder);
        let mut files = Vec::new();
        if fs::symlink_metadata(&top).is_err() {
            return files;
        }
        let real_top = real(&top);
        let mut walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.walk_error(&error, folder);
                    continue;
                }
            };
            if entry.depth() == 0 {
                continue;
            }
            let is_folder = entry.file_type().is_dir();
            let Some(path) = self.path(entry.path()) else {
                let shown = entry.path().strip_prefix(self.root).unwrap_or(entry.path()).to_string_lossy().into_owned();
                self.report(Code::UnusableName, &shown, "the name is not UTF-8 text or holds a control character".to_owned(), "rename it");
                if is_folder {
                    walk.skip_current_dir();
                }
                continue;
            };
            let name = path.rsplit('/').next().unwrap_or("");
            let skip = matches!(hidden, Hidden::Skip) && name.starts_with(['_', '.']) && path != "content/_index.md";
            let outside = entry.path_is_symlink() && !self.inside(entry.path(), &real_top);
            if outside && !skip {
                let hint = "copy the file into the project";
                self.report(Code::OutsideProject, &path, "the symbolic link leads outside the project".to_owned(), hint);
            }
            let tangled = is_folder && entry.path_is_symlink() && links_on_the_way(entry.path(), &top) > LINKS;
            if tangled && !skip && !outside {
                let hint = "copy the folder that is meant, or link to it directly";
                self.report(Code::LinkLoop, &path, "the symbolic link is reached through too many others".to_owned(), hint);
            }
            if skip || outside || tangled {
                if is_folder {
                    walk.skip_current_dir();
                }
                continue;
            }
            match entry.metadata() {
                Ok(metadata) if metadata.is_file() => files.push((path, entry.into_path(), metadata)),
                Ok(_) => {}
                Err(error) => self.walk_error(&error, folder),
            }
        }
        files
    }

    fn inside(&self, path: &Path, real_top: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|real| real.starts_with(&self.real_root) || real.starts_with(real_top))
    }

    fn path(&self, file: &Path) -> Option<String> {
        let relative = file.strip_prefix(self.root).ok()?;
        let parts: Option<Vec<&str>> = relative.components().map(|c| c.as_os_str().to_str()).collect();
        parts.map(|p| p.join("/")).filter(|p| !p.contains(|c: char| c.is_control() || c == '\\'))
    }

    fn walk_error(&mut self, error: &walkdir::Error, folder: &str) {
        let path = error.path().and_then(|p| self.path(p)).unwrap_or_else(|| folder.to_owned());
        if error.loop_ancestor().is_some() {
            return self.report(
                Code::LinkLoop,
                &path,
                "the symbolic link leads back to a folder that contains it".to_owned(),
                "remove the link",
            );
        }
        let dangling = error.path().is_some_and(|p| fs::symlink_metadata(p).is_ok_and(|m| m.is_symlink()));
        let reason = error.io_error().map_or_else(|| error.to_string(), describe);
        if dangling {
            self.report(
                Code::DanglingLink,
                &path,
                "the symbolic link points at something that does not exist".to_owned(),
                "mend or remove the link",
            );
        } else {
            self.report(Code::UnreadableFile, &path, format!("it cannot be read: {reason}"), "check its permissions");
        }
    }

    /// Reads all texts, many at a time, and hands them out by purpose.
    fn read(mut self, memory: &mut Memory) -> Source {
        let old = memory.take_texts();
        let read: Vec<(Wanted, Kept)> = self
            .texts
            .into_par_iter()
            .map(|wanted| {
                let kept = read_text(&wanted, old.get(&wanted.path));
                (wanted, kept)
            })
            .collect();
        for (wanted, kept) in read {
            self.source.diagnostics.extend(kept.diagnostics.iter().cloned());
            if let Some(file) = kept.file.clone() {
                match wanted.purpose {
                    Purpose::Config => self.source.config = Some(file),
                    Purpose::Language(code) => self.source.languages.push((code, file)),
                    Purpose::Template(name) => self.source.templates.push((name, file)),
                    Purpose::Document(role) => self.source.documents.push((role, file)),
                }
            }
            memory.keep_text(wanted.path, kept);
        }
        self.source.diagnostics.sort();
        self.source
    }
}

enum Hidden {
    Skip,
    Keep,
}

fn copied(path: &str, file: PathBuf, metadata: &Metadata) -> Copied {
    Copied { path: path.into(), file, size: metadata.len(), stamp: Stamp::of(metadata) }
}

/// What a path below `content` stands for.
enum Place {
    Document(Role),
    Attachment,
    Nowhere(&'static str),
}

fn role(path: &str) -> Place {
    let parts: Vec<&str> = path.split('/').collect();
    let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
    match (parts.as_slice(), stem) {
        (["_index.md"], _) => Place::Document(Role::Home),
        (["meetings", meeting, _], Some("agenda")) => Place::Document(Role::Agenda { meeting: (*meeting).to_owned() }),
        (["meetings", meeting, _], Some("report")) => Place::Document(Role::Report { meeting: (*meeting).to_owned() }),
        (["meetings", meeting, _], Some(name)) => Place::Document(Role::Annex { meeting: (*meeting).to_owned(), name: name.to_owned() }),
        (["dossiers", _], Some(id)) => Place::Document(Role::Dossier { id: id.to_owned() }),
        (["pages", .., _], Some(_)) => Place::Document(Role::Page { path: path["pages/".len()..path.len() - 3].to_owned() }),
        (["meetings", _, _, ..] | ["dossiers" | "pages", _, ..], None) => Place::Attachment,
        (["meetings", _], Some(_)) => Place::Nowhere("put it in a folder of its own: `content/meetings/<id>/agenda.md`"),
        (["meetings", ..], _) => Place::Nowhere("Markdown files of a meeting stand directly in its folder"),
        (["dossiers", ..], _) => Place::Nowhere("a dossier is one file: `content/dossiers/<id>.md`"),
        _ => Place::Nowhere("move it into `content/meetings/<id>`, `content/dossiers` or `content/pages`"),
    }
}

fn unusable(path: &str) -> bool {
    !path.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c)) || path.split('/').any(|p| p.trim_matches('.').is_empty())
}

fn read_text(wanted: &Wanted, old: Option<&Kept>) -> Kept {
    let failed = |error: std::io::Error| {
        let (code, hint) = match (&wanted.purpose, error.kind()) {
            (Purpose::Config, std::io::ErrorKind::NotFound) => {
                (Code::MissingConfig, "make one with at least `title = \"…\"`, or give the root of the site with `--root`")
            }
            _ => (Code::UnreadableFile, "check its permissions"),
        };
        let message = format!("it cannot be read: {}", describe(&error));
        Kept { stamp: None, file: None, diagnostics: vec![Diagnostic::whole(code, &wanted.path, message).hint(hint)] }
    };
    let metadata = match fs::metadata(&wanted.file) {
        Ok(metadata) if !metadata.is_file() => return failed(std::io::Error::other("it is not a file")),
        Ok(metadata) => metadata,
        Err(error) => return failed(error),
    };
    let stamp = Stamp::of(&metadata);
    if let Some(old) = old.filter(|old| old.stamp == Some(stamp)) {
        return old.clone();
    }
    if metadata.len() > LONGEST {
        let diagnostic = Diagnostic::whole(Code::FileTooLarge, &wanted.path, format!("the file has {} MB", metadata.len() >> 20));
        return Kept { stamp: None, file: None, diagnostics: vec![diagnostic.hint("split it into several documents")] };
    }
    match fs::read(&wanted.file) {
        Ok(bytes) => {
            let mut diagnostics = Vec::new();
            let text = clean(bytes, &wanted.path, &mut diagnostics);
            Kept { stamp: stamp.settled(), file: Some(SourceFile::new(&wanted.path, text)), diagnostics }
        }
        Err(error) => failed(error),
    }
}

/// The bytes as text. A byte order mark is dropped; what cannot be in a page is reported and blanked out, keeping every place where it was.
fn clean(bytes: Vec<u8>, path: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) -> String {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let at = valid.saturating_sub(if error.as_bytes().starts_with(BOM.as_bytes()) { BOM.len() } else { 0 });
            let wrong = error.as_bytes()[valid];
            let message = format!("the byte 0x{wrong:02X} is not UTF-8 text");
            diagnostics.push(Diagnostic::at(Code::InvalidUtf8, path, at..at + 1, message).hint("save the file with the encoding UTF-8"));
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
    };
    let text = text.strip_prefix(BOM).map(str::to_owned).unwrap_or(text);
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let Some(first) = text.find(strange) else { return text };
    let c = text[first..].chars().next().unwrap_or('\0');
    let count = text.chars().filter(|c| strange(*c)).count();
    let more = if count > 1 { format!(" ({count} such characters in all)") } else { String::new() };
    let message = format!("the control character U+{:04X} cannot be part of a page{more}", c as u32);
    diagnostics.push(Diagnostic::at(Code::ControlCharacter, path, first..first + c.len_utf8(), message).hint("delete it"));
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match strange(c) {
            true => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
            false => out.push(c),
        }
        out
    })
}

const BOM: &str = "\u{feff}";

/// An input/output error in plain words.
fn describe(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it does not exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string().to_lowercase(),
    }
}
