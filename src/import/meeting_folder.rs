//! From a document to a meeting folder: what the command `import` does.
//!
//! Takes: a file, and where the meeting should go.
//! Gives: `agenda.md`, `report.md` or a further document in the folder of its meeting, and the report of the
//! [importer](crate::import).
//! Never: replaces a file unless told to, and then without leaving the earlier one, or writes outside the folder it was given.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::genre::formations;
use super::genre::letter_words::LetterLanguage;
use super::input::{DocumentFormat, DocumentKind, ImportInput, ImportOptions};
use super::known_site::KnownSite;
use super::read::load::LARGEST_FILE;
use super::site_check::{self, JoiningDocument};
use super::write::report::{AgendaCheck, ImportReport};
use super::{Imported, ImportedFile};
use crate::diagnostic::{Message, MessageLanguage, message};
use crate::disk;
use crate::disk::{kept, whole_file};
use crate::failure::Failure;
use crate::flow::memory::Memory;
use crate::import::{self, LoadError};
use crate::project::load;

/// How many earlier versions of a file are left beside it.
const MOST_EARLIER: usize = 999;

/// What to import, and how.
#[derive(Debug)]
pub struct ImportOrder {
    /// The file, or `-` for standard input.
    pub file: PathBuf,
    /// The root of the site whose dossiers and formations are used; it need not be a site.
    pub root: PathBuf,
    /// The folder of meetings, in which the meeting gets a folder.
    pub into: PathBuf,
    /// What the caller knows about the document.
    pub given: GivenFacts,
    /// What happens if the document exists already.
    pub existing: ExistingFolder,
    /// The language of the report and of remarks; `None` is that of the site.
    pub language: Option<MessageLanguage>,
}

/// What the caller says about the document; what is `None` is taken from the document.
#[derive(Debug, Default)]
pub struct GivenFacts {
    /// The id of the meeting, which names its folder.
    pub id: Option<String>,
    /// The id of the formation: `jbz`.
    pub formation: Option<String>,
    /// The first day of the meeting.
    pub start: Option<Date>,
    /// The format; `None` tells it from the content.
    pub format: Option<DocumentFormat>,
    /// What the document is; `None` tells it from the words.
    pub kind: Option<DocumentKind>,
}

/// What happens if the meeting has a document of this kind already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExistingFolder {
    /// It is left alone, and the import fails.
    Keep,
    /// Its document of this kind is replaced; the earlier file stays beside it, unpublished.
    Replace,
    /// Nothing is written at all.
    WriteNothing,
}

/// An import that was carried out.
#[derive(Debug)]
pub struct FinishedImport {
    /// The document as it was or would be written, and what was found in it.
    pub imported: Imported,
    /// Whether the document is on disk, and if not, why.
    pub outcome: ImportOutcome,
    /// The language of the report.
    pub language: MessageLanguage,
}

/// What happened to the document.
#[derive(Debug, PartialEq, Eq)]
pub enum ImportOutcome {
    /// It was written to a file; a letter that carries a second document, to two.
    Written(Vec<WrittenImport>),
    /// It was not to be written.
    Shown,
    /// It would not pass the check as it is; the sentence says why, and what to type.
    Refused(Message),
}

/// The files of an import.
#[derive(Debug, PartialEq, Eq)]
pub struct WrittenImport {
    /// The document.
    pub file: PathBuf,
    /// The file that it replaced, under the name that it has now.
    pub earlier: Option<PathBuf>,
    /// An agenda with the facts of the meeting alone, made because a report or consultation had none to belong to.
    pub agenda: Option<PathBuf>,
}

/// Imports a document from a file into the folder of a meeting. Doubts about the document are not errors; they are in
/// the report.
///
/// # Errors
/// What stood in the way, and what to do.
pub fn import(order: &ImportOrder) -> Result<FinishedImport, Failure> {
    let GivenFacts { id, formation, start, format, kind } = &order.given;
    if let Some(id) = id.as_deref().filter(|id| !is_usable(id)) {
        return Err(Failure::Refused(unusable(id)));
    }
    let input = if order.file == Path::new("-") {
        ImportInput::from_bytes("-".to_owned(), &standard_input()?, *format)
    } else {
        ImportInput::from_file(&order.file, *format)
    };
    let unreadable =
        |error: LoadError| message!("import-file", path = &order.file, why = error.message(), hint = error.hint());
    let input = input.map_err(|error| Failure::Refused(unreadable(error)))?;
    let mut memory = Memory::default();
    let KnownSite { dossiers, formations, meetings, language } = KnownSite::read(&order.root, &mut memory);
    let language = order.language.unwrap_or(language);
    let (id, formation) = (id.clone(), formation.clone());
    let options = ImportOptions { id, formation, start: *start, kind: *kind, dossiers, meetings, language };
    let mut imported = import::import(&input, &options);
    let refused = documents(&imported).iter().find_map(|(_, report)| refusal(report, &formations));
    if let Some(sentence) = refused {
        return Ok(FinishedImport { imported, outcome: ImportOutcome::Refused(sentence), language });
    }
    let agenda = |(file, report): &(&ImportedFile, &ImportReport)| lone_agenda(&order.into, file, report, language);
    let agendas: Vec<Option<ImportedFile>> = documents(&imported).iter().map(agenda).collect();
    let mut checked = |(file, report): &(&ImportedFile, &ImportReport), agenda: &Option<ImportedFile>| {
        let joining = JoiningDocument { file, kind: report.kind, agenda: agenda.as_ref(), language };
        let source = load::load(&order.root, &mut memory.tree);
        site_check::check(source, &joining, &mut memory).check
    };
    let checks: Vec<AgendaCheck> =
        documents(&imported).iter().zip(&agendas).map(|(document, agenda)| checked(document, agenda)).collect();
    let mut checks = checks.into_iter();
    imported.report.check = checks.next();
    if let Some(second) = &mut imported.report.second {
        second.check = checks.next();
    }
    let outcome = match order.existing {
        ExistingFolder::WriteNothing => ImportOutcome::Shown,
        ExistingFolder::Keep | ExistingFolder::Replace => ImportOutcome::Written(write(order, &imported, &agendas)?),
    };
    Ok(FinishedImport { imported, outcome, language })
}

/// The documents of a letter, each with the report about it.
pub(super) fn documents(imported: &Imported) -> Vec<(&ImportedFile, &ImportReport)> {
    let second = imported.second.as_ref().zip(imported.report.second.as_deref());
    [(&imported.document, &imported.report)].into_iter().chain(second).collect()
}

/// The agenda that a report or consultation needs if its meeting has none: the facts of the meeting, and nothing else.
pub(super) fn lone_agenda(
    into: &Path,
    file: &ImportedFile,
    report: &ImportReport,
    language: MessageLanguage,
) -> Option<ImportedFile> {
    let path = format!("{}/agenda.md", file.meeting());
    let needed = report.kind != DocumentKind::Agenda && fs::symlink_metadata(into.join(&path)).is_err();
    needed.then(|| ImportedFile { path, text: import::facts_alone(report, language) })
}

fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(Failure::doing(message!("import-stdin")))?;
    Ok(bytes)
}

/// Why a site cannot have the meeting: it has no day, or the site names formations and this one is not among them.
pub(super) fn refusal(report: &ImportReport, formations: &[String]) -> Option<Message> {
    if report.meeting.start.is_none() {
        return Some(message!("import-refused-date"));
    }
    let id = &report.meeting.formation;
    if formations.is_empty() || formations.contains(id) {
        return None;
    }
    let known = formations.join("`, `");
    Some(match formations::by_id(id) {
        Some(formation) => {
            let title = formation.title(LetterLanguage::Dutch);
            message!("import-refused-formation", id, known, title)
        }
        None => message!("import-refused-unknown-formation", id, known),
    })
}

/// Whether a name can be that of the folder of a meeting, which is published.
pub(super) fn is_usable(id: &str) -> bool {
    !id.is_empty() && !id.starts_with(['_', '.']) && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

pub(super) fn unusable(id: &str) -> Message {
    message!("import-unusable-id", id)
}

/// Writes each document into its folder, whole or not at all. An import that was killed can be run again: what it left is no meeting,
/// and the same document is no quarrel.
fn write(
    order: &ImportOrder,
    imported: &Imported,
    agendas: &[Option<ImportedFile>],
) -> Result<Vec<WrittenImport>, Failure> {
    let documents = documents(imported);
    if let Some((file, _)) = documents.iter().find(|(file, _)| !is_usable(file.meeting())) {
        return Err(Failure::Refused(unusable(file.meeting())));
    }
    // What stands in the way of the second document has to be known before the first is written.
    documents.iter().try_for_each(|(file, _)| check_free(order, file))?;
    let put = |(document, agenda): (&(&ImportedFile, &ImportReport), &Option<ImportedFile>)| {
        let (folder, file) = (order.into.join(document.0.meeting()), order.into.join(&document.0.path));
        let earlier = put(order, &folder, &file, document.0.text.as_bytes())?;
        let agenda = match agenda {
            Some(agenda) => {
                let path = order.into.join(&agenda.path);
                whole_file::replace(&path, agenda.text.as_bytes())?;
                Some(path)
            }
            None => None,
        };
        Ok(WrittenImport { file, earlier, agenda })
    };
    documents.iter().zip(agendas).map(put).collect()
}

/// Refuses to replace another document, unless told to.
fn check_free(order: &ImportOrder, document: &ImportedFile) -> Result<(), Failure> {
    let file = order.into.join(&document.path);
    kept::check_folder(&order.into.join(document.meeting()))?;
    let there = fs::symlink_metadata(&file);
    let same = there.as_ref().is_ok_and(fs::Metadata::is_file)
        && fs::read(&file).is_ok_and(|old| old == document.text.as_bytes());
    if order.existing == ExistingFolder::Keep && there.is_ok() && !same {
        return Err(Failure::Refused(message!("refused-import-there", path = file)));
    }
    Ok(())
}

/// Puts a document in place. Gives the file that it replaced, under the name that it has now.
fn put(order: &ImportOrder, folder: &Path, file: &Path, text: &[u8]) -> Result<Option<PathBuf>, Failure> {
    kept::check_folder(folder)?;
    let old = match &fs::symlink_metadata(file) {
        Ok(metadata) if metadata.is_file() => fs::read(file).ok(),
        _ => None,
    };
    if old.as_deref() == Some(text) {
        return Ok(None);
    }
    make_folder(&order.into, folder)?;
    let earlier = match old {
        Some(old) => Some(set_aside(file, &old)?),
        None => None,
    };
    whole_file::replace(file, text)?;
    Ok(earlier)
}

/// Makes the folder of a meeting, on the disk itself.
pub(super) fn make_folder(into: &Path, folder: &Path) -> Result<(), Failure> {
    kept::check_folder(folder)?;
    let making = || Failure::doing(message!("failed-make-folder", path = folder));
    disk::make_folders(folder).map_err(making())?;
    disk::sync_folder(into).map_err(making())
}

/// Leaves a copy of a file that is about to be replaced beside it, under a name that is not published and that nothing has yet. A
/// copy that a killed import made will do.
fn set_aside(file: &Path, old: &[u8]) -> Result<PathBuf, Failure> {
    let stem = file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    for number in 1..=MOST_EARLIER {
        let copy = file.with_file_name(format!("_{stem}-{number}.md"));
        match fs::symlink_metadata(&copy) {
            Ok(metadata) if metadata.is_file() && fs::read(&copy).is_ok_and(|kept| kept == old) => return Ok(copy),
            Ok(_) => {}
            Err(_) => {
                whole_file::replace(&copy, old)?;
                return Ok(copy);
            }
        }
    }
    Err(Failure::Refused(message!("refused-earlier", count = MOST_EARLIER, path = file)))
}
