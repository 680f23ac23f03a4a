//! Many letters at once: a folder of them becomes the folders of their meetings.
//!
//! Takes: a folder of letters, and where the meetings should go.
//! Gives: a row for each document, in the order of the names; and what becomes of each letter while it goes on.
//! Never: touches a file that was edited since it was imported, lets one letter replace what another became, stops at a letter
//! that fails, or keeps a text after its letter is done.
//!
//! Agendas come first: to be tied to their items, reports and consultations wait for the second round.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;
use walkdir::{DirEntry, WalkDir};

use super::imported_list::{ImportedList, ListedFile};
use super::input::{DocumentFormat, DocumentKind, ImportInput, ImportOptions, KnownMeeting};
use super::known_site::KnownSite;
use super::meeting_folder::{documents, is_usable, lone_agenda, make_folder, refusal, unusable};
use super::read::load;
use super::site_check::{self, JoiningDocument, SmallSite};
use super::write::report::ImportReport;
use super::{ImportedFile, import};
use crate::diagnostic::{Message, MessageLanguage, message};
use crate::disk::{kept, whole_file};
use crate::failure::Failure;
use crate::flow::memory::Memory;
use crate::project::digest::sha256;

pub use super::letter_row::{LetterOutcome, LetterRow, table};

/// How many letters each thread reads before their documents are written.
const LETTERS_AT_ONCE: usize = 4;
/// How deep folders may lie within the folder of letters.
const DEEPEST: usize = 8;
/// The most bytes of an agenda that is read again.
const LARGEST_AGENDA: u64 = 16 << 20;

/// Which letters to import, and how.
#[derive(Debug)]
pub struct FolderOrder {
    /// The folder of letters, with the folders in it; names that begin with `.` or `_` are passed over.
    pub folder: PathBuf,
    /// The root of the site; it need not be a site.
    pub root: PathBuf,
    /// The folder of meetings.
    pub into: PathBuf,
    /// The id of the formation of all of them, instead of the one in each.
    pub formation: Option<String>,
    /// The format of all of them; `None` tells it from the content.
    pub format: Option<DocumentFormat>,
    /// What all of them are; `None` tells it from the words.
    pub kind: Option<DocumentKind>,
    /// Whether anything is written.
    pub writing: FolderWriting,
    /// The language of messages and remarks; `None` is that of the site.
    pub language: Option<MessageLanguage>,
}

/// Whether anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderWriting {
    /// Documents, and beside them what was imported.
    Files,
    /// The rows tell what would happen.
    Nothing,
}

/// Is told how far the import of a folder has come.
pub trait LetterProgress {
    /// The import begins, with this many letters, and speaks this language.
    fn begin(&mut self, letters: usize, language: MessageLanguage);
    /// Something became of a document.
    fn document(&mut self, row: &LetterRow);
    /// Everything is done.
    fn end(&mut self);
}

/// What became of a folder of letters.
#[derive(Debug, Serialize)]
pub struct ImportedFolder {
    /// A row for each document, in the order of the letters' names.
    pub documents: Vec<LetterRow>,
    /// The language of the messages.
    #[serde(skip)]
    pub language: MessageLanguage,
}

/// Imports every letter of a folder.
///
/// # Errors
/// Why the folder cannot be read. What is wrong with a letter is in its row.
pub fn import_folder(order: &FolderOrder, progress: &mut dyn LetterProgress) -> Result<ImportedFolder, Failure> {
    let files = list(&order.folder).map_err(Failure::doing(message!("failed-read", path = &order.folder)))?;
    // What the first look at the site has read, the second need not.
    let mut memory = Memory::default();
    let KnownSite { dossiers, formations, meetings, language } = KnownSite::read(&order.root, &mut memory);
    let site = SmallSite::read(&order.root, &mut memory);
    drop(memory);
    let language = order.language.unwrap_or(language);
    let (formation, kind) = (order.formation.clone(), order.kind);
    let options = ImportOptions { id: None, formation, start: None, kind, dossiers, meetings, language };
    let mut run = FolderRun { order, formations, options, site, claimed: BTreeMap::new(), rows: Vec::new() };
    progress.begin(files.len(), language);
    let later = run.round(&files, Round::Agendas, progress);
    run.round(&later, Round::Others, progress);
    progress.end();
    run.rows.sort_by(|a, b| (&a.file, a.kind).cmp(&(&b.file, b.kind)));
    Ok(ImportedFolder { documents: run.rows, language })
}

/// The files of a folder and of those in it, by their paths from the first one, sorted.
fn list(folder: &Path) -> io::Result<Vec<String>> {
    let is_seen = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with(['.', '_']);
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1).max_depth(DEEPEST + 1).into_iter().filter_entry(is_seen) {
        let entry = entry.map_err(|error| error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()))?;
        if entry.file_type().is_file() {
            let inner = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let names: Vec<_> = inner.iter().map(|name| name.to_string_lossy()).collect();
            files.push(names.join("/"));
        }
    }
    files.sort();
    Ok(files)
}

/// Which documents are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Round {
    Agendas,
    /// Reports and consultations.
    Others,
}

impl Round {
    fn has(self, kind: DocumentKind) -> bool {
        (self == Round::Agendas) == (kind == DocumentKind::Agenda)
    }
}

/// A letter that was read.
struct ReadLetter {
    /// The SHA-256 digest of its bytes.
    digest: String,
    /// The documents for this round.
    documents: Vec<LetterDocument>,
    /// Whether it has a document for the next round.
    waits: bool,
}

/// A document that may be written.
struct LetterDocument {
    file: ImportedFile,
    kind: DocumentKind,
    row: LetterRow,
    /// Why the site cannot have it.
    refused: Option<Message>,
    /// The agenda that it needs if its meeting has none.
    agenda: Option<ImportedFile>,
    /// The meeting as the site knows it then.
    meeting: Option<KnownMeeting>,
}

/// The import of a folder while it goes on.
struct FolderRun<'a> {
    order: &'a FolderOrder,
    /// The formations of the site; if there are none, any will do.
    formations: Vec<String>,
    options: ImportOptions,
    site: SmallSite,
    /// Which letter became a file in this run, by its path.
    claimed: BTreeMap<String, String>,
    rows: Vec<LetterRow>,
}

impl FolderRun<'_> {
    /// Reads letters side by side and writes their documents one after another. Gives the letters that wait for the next round.
    fn round(&mut self, files: &[String], round: Round, progress: &mut dyn LetterProgress) -> Vec<String> {
        let (mut later, mut meetings) = (Vec::new(), Vec::new());
        for some in files.chunks(LETTERS_AT_ONCE * rayon::current_num_threads().max(1)) {
            let this = &*self;
            let read: Vec<Result<ReadLetter, String>> =
                some.par_iter().map_init(Memory::default, |memory, file| this.read(file, round, memory)).collect();
            for (file, letter) in some.iter().zip(read) {
                let first = self.rows.len();
                match letter {
                    Ok(letter) => {
                        later.extend(letter.waits.then(|| file.clone()));
                        for document in letter.documents {
                            let row = self.settle(file, &letter.digest, &document);
                            // What another letter or an editor made of the meeting stays what reports are tied to.
                            let stands = matches!(
                                row.outcome,
                                LetterOutcome::Written | LetterOutcome::Rewritten | LetterOutcome::Unchanged
                            );
                            meetings.extend(document.meeting.filter(|_| stands));
                            self.rows.push(row);
                        }
                    }
                    Err(sentence) => self.rows.push(LetterRow::failed(file, sentence)),
                }
                self.rows[first..].iter().for_each(|row| progress.document(row));
            }
        }
        let known = &mut self.options.meetings;
        known.retain(|known| !meetings.iter().any(|meeting| meeting.id == known.id));
        known.extend(meetings);
        later
    }

    /// Reads a letter, and checks its documents for this round.
    fn read(&self, file: &str, round: Round, memory: &mut Memory) -> Result<ReadLetter, String> {
        let path = self.order.folder.join(file);
        let bytes = load::read_file(&path).map_err(|error| error.to_string())?;
        let input = ImportInput::from_bytes(file.to_owned(), &bytes, self.order.format);
        let words = |message: Message| message.words(self.options.language);
        let input = input.map_err(|error| format!("{}; {}", words(error.message()), words(error.hint())))?;
        let digest = sha256(&bytes);
        drop(bytes);
        let mut imported = import(&input, &self.options);
        let kinds: Vec<DocumentKind> = documents(&imported).iter().map(|(_, report)| report.kind).collect();
        let waits = round == Round::Agendas && kinds.iter().any(|kind| !round.has(*kind));
        let second = imported.second.take().zip(imported.report.second.take());
        let first = [(imported.document, Box::new(imported.report))];
        let wanted = first.into_iter().chain(second).filter(|(_, report)| round.has(report.kind));
        let documents = wanted.map(|(document, report)| self.check(file, document, *report, memory)).collect();
        Ok(ReadLetter { digest, documents, waits })
    }

    /// Checks a document beside the agenda of its meeting alone.
    fn check(&self, name: &str, file: ImportedFile, mut report: ImportReport, memory: &mut Memory) -> LetterDocument {
        let language = self.options.language;
        let refused = refusal(&report, &self.formations);
        let agenda = lone_agenda(&self.order.into, &file, &report, language);
        let mut meeting = None;
        if refused.is_none() {
            let there = || {
                let path = format!("{}/agenda.md", file.meeting());
                let text = kept::read(&self.order.into.join(&path), LARGEST_AGENDA).ok().flatten()?;
                (report.kind != DocumentKind::Agenda).then_some(ImportedFile { path, text })
            };
            let beside = agenda.clone().or_else(there);
            let tied: Vec<&str> =
                report.dossiers_tied.iter().flat_map(|tie| &tie.dossiers).map(String::as_str).collect();
            let joining = JoiningDocument { file: &file, kind: report.kind, agenda: beside.as_ref(), language };
            let checked = site_check::check(self.site.files(&tied), &joining, memory);
            meeting = checked.meeting.filter(|_| report.kind == DocumentKind::Agenda);
            report.check = Some(checked.check);
        }
        LetterDocument { row: LetterRow::of(name, &report), kind: report.kind, file, refused, agenda, meeting }
    }

    /// Writes a document, unless something stands in its way.
    fn settle(&mut self, letter: &str, digest: &str, document: &LetterDocument) -> LetterRow {
        let LetterDocument { file, row, refused, .. } = document;
        let with = |outcome, message| LetterRow { outcome, message, ..row.clone() };
        if let Some(refused) = refused {
            return with(LetterOutcome::Refused, refused.words(self.options.language));
        }
        if !is_usable(file.meeting()) {
            return with(LetterOutcome::Refused, unusable(file.meeting()).words(self.options.language));
        }
        let second = |other: &str| LetterRow {
            doubts: row.doubts + 1,
            ..with(LetterOutcome::SecondLetter, format!("{} ({other})", file.path))
        };
        if let Some(other) = self.claimed.get(&file.path) {
            return second(other);
        }
        if let Some(id) = self.other_meeting(document) {
            return with(LetterOutcome::Occupied, id);
        }
        match self.place(letter, digest, document) {
            Ok(Placed::Other(other)) => second(&other),
            Ok(Placed::As(outcome)) => {
                self.claimed.insert(file.path.clone(), letter.to_owned());
                with(outcome, file.path.clone())
            }
            Err(failure) => with(LetterOutcome::Failed, failure.words(self.options.language)),
        }
    }

    /// The id of a meeting of the same council on the same day that the site has under another id.
    fn other_meeting(&self, document: &LetterDocument) -> Option<String> {
        let meeting = document.meeting.as_ref()?;
        let same = |known: &&KnownMeeting| {
            known.formation == meeting.formation && known.start == meeting.start && known.id != meeting.id
        };
        self.options.meetings.iter().find(same).map(|known| known.id.clone())
    }

    /// Looks at what stands in the place of a document, and writes it if it may.
    fn place(&self, letter: &str, digest: &str, document: &LetterDocument) -> Result<Placed, Failure> {
        let folder = self.order.into.join(document.file.meeting());
        kept::check_folder(&folder)?;
        let name = document.kind.file_name();
        let mut list = ImportedList::read(&folder)?;
        let path = folder.join(name);
        kept::check_file(&path)?;
        let there = fs::read(&path).ok();
        let text = document.file.text.as_bytes();
        let listed = list.files.get(name);
        let (same, untouched) = match (&there, listed) {
            (Some(there), Some(listed)) => (there == text, sha256(there) == listed.digest),
            (Some(there), None) => (there == text, false),
            (None, _) => (false, false),
        };
        let outcome = match (listed, there) {
            (Some(listed), _) if !listed.is_of(digest, letter) => return Ok(Placed::Other(listed.name.clone())),
            (_, Some(_)) if same => LetterOutcome::Unchanged,
            // A run that was killed may have listed an agenda that it had not written yet.
            (Some(listed), None) if listed.letter == ListedFile::no_letter() => LetterOutcome::Written,
            (None, None) => LetterOutcome::Written,
            (None, Some(_)) => LetterOutcome::Occupied,
            (Some(_), Some(_)) if untouched => LetterOutcome::Rewritten,
            (Some(_), _) => LetterOutcome::Edited,
        };
        let writes = matches!(outcome, LetterOutcome::Written | LetterOutcome::Rewritten);
        let entry = ListedFile { digest: sha256(text), letter: digest.to_owned(), name: letter.to_owned() };
        let lists = writes || same && (list.files.get(name) != Some(&entry) || document.agenda.is_some());
        if self.order.writing == FolderWriting::Files && lists {
            make_folder(&self.order.into, &folder)?;
            if writes {
                whole_file::replace(&path, text)?;
            }
            list.files.insert(name.to_owned(), entry);
            write_agenda(&folder, document, &mut list)?;
        }
        Ok(Placed::As(outcome))
    }
}

/// Writes the list of a folder, and the agenda that a report or consultation needs, unless its meeting has one by now. The list comes
/// first: without its line, nobody would know later that the agenda may be replaced.
fn write_agenda(folder: &Path, document: &LetterDocument, list: &mut ImportedList) -> Result<(), Failure> {
    let name = DocumentKind::Agenda.file_name();
    let path = folder.join(name);
    let agenda = document.agenda.as_ref().filter(|_| fs::symlink_metadata(&path).is_err());
    if let Some(agenda) = agenda {
        let (digest, letter) = (sha256(agenda.text.as_bytes()), ListedFile::no_letter());
        list.files.insert(name.to_owned(), ListedFile { digest, letter, name: "-".to_owned() });
    }
    list.write(folder)?;
    agenda.map_or(Ok(()), |agenda| whole_file::replace(&path, agenda.text.as_bytes()))
}

/// Where a document has come.
enum Placed {
    /// It is in its place, or what is there was left alone.
    As(LetterOutcome),
    /// The place is that of another letter, which is named.
    Other(String),
}
