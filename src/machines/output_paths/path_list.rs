//! The list of paths, each taken once.
//!
//! Takes: paths, each with its [`Holder`], one after another.
//! Gives: a diagnostic for each path that clashes with one entered before.
//! Never: keeps a path; digests are enough, which matters because most files of a site are footnotes.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use foldhash::fast::FixedState;
use xxhash_rust::xxh3::xxh3_128;

use super::case_folding::folded;
use super::contested::Contested;
use super::standing::{Holder, MadeBeside};
use crate::diagnostic::{Code, Diagnostic, Message, message};
use crate::project::Copied;
use crate::settings::address;
use crate::settings::file_name;
use crate::site::indices::{DocumentId, FileId};
use crate::site::{Page, Site};

/// What was entered.
pub(super) struct PathList<'a> {
    site: &'a Site,
    files: HashMap<u128, Entered, FixedState>,
    folders: HashMap<u128, Entered, FixedState>,
    /// Folders that have been reported, so that not every file in one of them is as well.
    told: HashSet<u128, FixedState>,
    diagnostics: Vec<Diagnostic>,
}

/// What has been entered at a path.
#[derive(Clone, Copy)]
struct Entered {
    /// The digest of the path as written.
    exact: u128,
    holder: Holder,
}

/// How a path clashes with one entered before.
enum Clash<'p> {
    /// The same file.
    Same(&'p str),
    /// A file whose path differs in case or normal form.
    Spelling(&'p str),
    /// A folder whose path differs in case or normal form.
    FolderSpelling(&'p str),
    /// It needs a folder at the path of the other.
    NeedsFolder(&'p str),
    /// The other needs a folder at its path.
    IsFolder(&'p str),
    /// It lies in a folder that the other has to itself.
    Closed(&'p str),
}

/// The digests of a path: as compared by file systems that ignore case and normal form, and as written.
#[derive(Clone, Copy)]
struct PathDigest {
    folded: u128,
    exact: u128,
}

impl PathDigest {
    fn of(path: &str) -> PathDigest {
        let exact = xxh3_128(path.as_bytes());
        match folded(path) {
            Cow::Borrowed(_) => PathDigest { folded: exact, exact },
            Cow::Owned(folded) => PathDigest { folded: xxh3_128(folded.as_bytes()), exact },
        }
    }
}

impl<'a> PathList<'a> {
    /// An empty list, with room for this many files.
    pub(super) fn new(site: &'a Site, room: usize) -> Self {
        let files = HashMap::with_capacity_and_hasher(room, FixedState::default());
        PathList { site, files, folders: HashMap::default(), told: HashSet::default(), diagnostics: Vec::new() }
    }

    /// Everything that is wrong.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Enters a folder that nothing else may be in. The folders above it are entered with its contents.
    pub(super) fn close_folder(&mut self, path: &str, holder: Holder) {
        let PathDigest { folded, exact } = PathDigest::of(path);
        self.folders.insert(folded, Entered { exact, holder });
    }

    /// Enters the file of a page.
    pub(super) fn enter_page(&mut self, page: Page) {
        self.enter(&address::file(&self.site.address(page)), Holder::Page(page));
    }

    /// Enters a file that the program makes, unless a file of the site replaces it.
    pub(super) fn enter_made(&mut self, path: &str, holder: Holder) {
        let replaces = |index: FileId| may_replace(&self.site.files[index].1, holder);
        if !self.site.file_at(path).is_some_and(replaces) {
            self.enter(path, holder);
        }
    }

    /// Enters the pages of the notes of a document, which all lie in its folder; the folder alone if nothing else could
    /// clash with them.
    pub(super) fn enter_notes(&mut self, document: DocumentId, contested: &Contested) {
        let notes = self.site.document(document).notes.indices();
        let Some(first) = notes.clone().next() else { return };
        let mut exact = self.site.address(Page::Footnote { document, note: first });
        // Only the name differs from one to the next.
        let end = exact.len() - self.site.note_name(document, first).len() - ".html".len();
        let folder = exact.rfind('/').unwrap_or(0);
        self.enter_folders(&exact[..folder], Holder::Page(Page::Footnote { document, note: first }));
        if !contested.concerns(&exact) {
            return;
        }
        exact.truncate(end);
        let mut folded = folded(&exact).into_owned();
        let (same, end_folded) = (folded == exact, folded.len());
        for note in notes {
            exact.truncate(end);
            // Writing to a string cannot fail.
            let _ = write!(exact, "{}.html", self.site.note_name(document, note));
            let digest = xxh3_128(exact.as_bytes());
            let mut digest = PathDigest { folded: digest, exact: digest };
            if !same {
                folded.truncate(end_folded);
                folded.push_str(&exact[end..]);
                digest.folded = xxh3_128(folded.as_bytes());
            }
            self.enter_file(&exact, digest, Holder::Page(Page::Footnote { document, note }));
        }
    }

    /// Enters a file.
    pub(super) fn enter(&mut self, path: &str, holder: Holder) {
        self.enter_folders(path.rfind('/').map_or("", |at| &path[..at]), holder);
        self.enter_file(path, PathDigest::of(path), holder);
    }

    fn enter_file(&mut self, path: &str, digest: PathDigest, holder: Holder) {
        if let Some(other) = self.folders.get(&digest.folded).map(|entered| entered.holder) {
            self.report(Clash::IsFolder(path), holder, other);
        }
        match self.files.entry(digest.folded) {
            Entry::Vacant(entry) => {
                entry.insert(Entered { exact: digest.exact, holder });
            }
            Entry::Occupied(entry) => {
                let Entered { exact, holder: other } = *entry.get();
                let clash = if exact == digest.exact { Clash::Same } else { Clash::Spelling };
                self.report(clash(path), holder, other);
            }
        }
    }

    /// Enters a folder and those above it, as far as they are new.
    fn enter_folders(&mut self, path: &str, holder: Holder) {
        let mut path = path;
        while !path.is_empty() {
            let PathDigest { folded, exact } = PathDigest::of(path);
            match self.folders.entry(folded) {
                Entry::Occupied(entry) => {
                    let Entered { exact: before, holder: other } = *entry.get();
                    let clash = match other {
                        Holder::Own | Holder::SearchIndex => Clash::Closed,
                        _ if before == exact => return,
                        _ => Clash::FolderSpelling,
                    };
                    if self.told.insert(exact) {
                        self.report(clash(path), holder, other);
                    }
                    return;
                }
                Entry::Vacant(entry) => {
                    entry.insert(Entered { exact, holder });
                }
            }
            if let Some(other) = self.files.get(&folded).map(|entered| entered.holder) {
                self.report(Clash::NeedsFolder(path), holder, other);
            }
            path = path.rfind('/').map_or("", |at| &path[..at]);
        }
    }

    /// Reports the names in a path that are not possible in every file system and package.
    pub(super) fn check_names(&mut self, path: &str, holder: Holder) {
        let path = path.trim_end_matches('/');
        let Some(place) = holder.place(self.site) else { return };
        let mut report = |message: Message, hint: Message| {
            self.diagnostics.push(Diagnostic::whole(Code::UnusableName, &place.path, message).hint(hint));
        };
        for part in path.split('/') {
            if let Some(flaw) = file_name::flaw(part) {
                report(message!("flawed-name", name = part, flaw), message!("flawed-name.hint"));
            }
        }
        if path.len() > address::LONGEST {
            report(message!("path-too-long", most = address::LONGEST), message!("path-too-long.hint"));
        }
    }

    /// Reports a clash, at a place in the project if either of the two has one.
    fn report(&mut self, clash: Clash, holder: Holder, other: Holder) {
        let site = self.site;
        let (subject, words) = (holder.subject(), other.words(site));
        let message = match &clash {
            Clash::Same(path) => message!("address-collision", subject, path = address::page(path), other = words),
            Clash::Spelling(path) => match other.path(site) {
                Some(beside) => {
                    let path = address::page(path);
                    message!("spelling-collision-at", subject, path, other = words, beside)
                }
                None => message!("spelling-collision", subject, path = address::page(path), other = words),
            },
            Clash::FolderSpelling(path) => message!("folder-spelling", path, other = words),
            Clash::NeedsFolder(path) => message!("needs-folder", path, other = words),
            Clash::IsFolder(path) => message!("is-folder", subject, path, other = words),
            Clash::Closed(path) => message!("closed-folder", subject, path, other = words),
        };
        let hint = match (holder, &clash) {
            (Holder::File(_), Clash::Same(_))
                if matches!(other, Holder::Theme | Holder::Companion | Holder::Beside(..)) =>
            {
                message!("address-collision.hint-made")
            }
            _ if holder.place(site).is_none() => other.remedy(),
            _ => holder.remedy(),
        };
        let place = holder.place(site).or_else(|| other.place(site));
        let (path, span) = place.map_or_else(|| ("site.toml".into(), None), |place| (place.path, place.span));
        let mut diagnostic = Diagnostic::whole(Code::AddressCollision, &path, message);
        diagnostic.span = span;
        self.diagnostics.push(diagnostic.hint(hint));
    }
}

/// Whether a file of the site replaces one that the program makes at the same path: one in `static` does, and so does a
/// picture to share in the folder of its meeting.
fn may_replace(file: &Copied, made: Holder) -> bool {
    let is_picture = matches!(made, Holder::Beside(_, MadeBeside::Picture));
    file.path.starts_with("static/") || (is_picture && file.path.starts_with("content/meetings/"))
}
