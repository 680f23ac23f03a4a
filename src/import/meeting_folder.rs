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

use super::finding::FindingSeverity;
use super::genre::formations;
use super::genre::letter_words::LetterLanguage;
use super::input::{DocumentFormat, DocumentKind, ImportInput, ImportOptions};
use super::known_site::KnownSite;
use super::read::load::LARGEST_FILE;
use super::write::report::{AgendaCheck, CheckRemark};
use super::{Imported, ImportedFile};
use crate::diagnostic::text_file::{Lines, TextFile};
use crate::diagnostic::{Diagnostic, Message, MessageLanguage, Severity, message};
use crate::disk;
use crate::disk::{kept, whole_file};
use crate::failure::Failure;
use crate::flow::{self, Options};
use crate::import;
use crate::memory::Memory;
use crate::project::load;
use crate::project::role::Role;
use crate::site::link::Drafts;

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
    /// It was written to a file.
    Written(WrittenImport),
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
/// A sentence that says what stood in the way, and what to do.
pub fn import(order: &ImportOrder) -> Result<FinishedImport, String> {
    let GivenFacts { id, formation, start, format, kind } = &order.given;
    if let Some(id) = id.as_deref().filter(|id| !is_usable(id)) {
        return Err(unusable(id));
    }
    let input = if order.file == Path::new("-") {
        ImportInput::from_bytes("-".to_owned(), &standard_input()?, *format)
    } else {
        ImportInput::from_file(&order.file, *format)
    };
    let input = input.map_err(|error| format!("`{}`: {error}; {}", order.file.display(), error.hint()))?;
    let mut memory = Memory::default();
    let KnownSite { dossiers, formations, meetings, language } = KnownSite::read(&order.root, &mut memory);
    let language = order.language.unwrap_or(language);
    let (id, formation) = (id.clone(), formation.clone());
    let options = ImportOptions { id, formation, start: *start, kind: *kind, dossiers, meetings, language };
    let mut imported = import::import(&input, &options);
    if let Some(sentence) = without_date(&imported).or_else(|| without_formation(&imported, &formations)) {
        return Ok(FinishedImport { imported, outcome: ImportOutcome::Refused(sentence), language });
    }
    let stub = lone_agenda(order, &imported, language);
    imported.report.check = Some(check(&order.root, &imported, stub.as_ref(), language, &mut memory));
    let outcome = match order.existing {
        ExistingFolder::WriteNothing => ImportOutcome::Shown,
        ExistingFolder::Keep | ExistingFolder::Replace => ImportOutcome::Written(write(order, &imported, stub)?),
    };
    Ok(FinishedImport { imported, outcome, language })
}

/// The agenda that a report or consultation needs if its meeting has none: the facts of the meeting, and nothing else.
fn lone_agenda(order: &ImportOrder, imported: &Imported, language: MessageLanguage) -> Option<ImportedFile> {
    let id = folder_of(&imported.document);
    let path = format!("{id}/agenda.md");
    let needed = imported.report.kind != DocumentKind::Agenda && fs::symlink_metadata(order.into.join(&path)).is_err();
    needed.then(|| ImportedFile { path, text: import::facts_alone(&imported.report, language) })
}

fn standard_input() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("standard input cannot be read: {error}"))?;
    Ok(bytes)
}

fn without_date(imported: &Imported) -> Option<Message> {
    imported.report.meeting.start.is_none().then(|| message!("import-refused-date"))
}

/// Why a site cannot have the meeting: it names formations, and this one is not among them.
fn without_formation(imported: &Imported, formations: &[String]) -> Option<Message> {
    let id = &imported.report.meeting.formation;
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

/// What `check` says about the document as part of the site in `root`, whether it has been written or not. A folder
/// without `site.toml` counts as a site with one.
fn check(
    root: &Path,
    imported: &Imported,
    stub: Option<&ImportedFile>,
    language: MessageLanguage,
    memory: &mut Memory,
) -> AgendaCheck {
    let mut source = load::load(root, &mut memory.tree);
    source.settings.get_or_insert_with(|| TextFile::new("site.toml", "title = \"Agenda\"\n".to_owned()));
    let meeting = folder_of(&imported.document).to_owned();
    let role = match imported.report.kind {
        DocumentKind::Agenda => Role::Agenda { meeting: meeting.clone() },
        DocumentKind::Report => Role::Report { meeting: meeting.clone() },
        kind @ DocumentKind::Consultation => {
            Role::Annex { meeting: meeting.clone(), name: kind.file_name().trim_end_matches(".md").to_owned() }
        }
    };
    let file = project_file(&imported.document);
    let stub = stub.map(|stub| (Role::Agenda { meeting }, project_file(stub)));
    for (role, file) in stub.into_iter().chain([(role, file.clone())]) {
        source.documents.retain(|(_, other)| other.path != file.path);
        source.documents.push((role, file));
    }
    source.documents.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
    let options = Options { drafts: Drafts::Show, ..Options::default() };
    // Pages are not rendered: mistakes in the site's templates are not the document's fault.
    let linked = flow::link(flow::parse(source, &options, memory));
    let lines = Lines::new(&imported.document.text);
    let of_document = linked.diagnostics.iter().filter(|diagnostic| diagnostic.path == file.path);
    let remarks: Vec<CheckRemark> = of_document.map(|diagnostic| remark(diagnostic, &lines, language)).collect();
    let errors = remarks.iter().filter(|remark| remark.severity == FindingSeverity::Error).count();
    AgendaCheck { errors, warnings: remarks.len() - errors, remarks }
}

fn project_file(file: &ImportedFile) -> TextFile {
    TextFile::new(&format!("content/meetings/{}", file.path), file.text.clone())
}

fn remark(diagnostic: &Diagnostic, lines: &Lines, language: MessageLanguage) -> CheckRemark {
    CheckRemark {
        severity: match diagnostic.severity() {
            Severity::Error => FindingSeverity::Error,
            Severity::Warning => FindingSeverity::Warning,
            Severity::Notice => FindingSeverity::Note,
        },
        code: diagnostic.code.name(),
        line: diagnostic.span.map_or(0, |span| lines.position(span.start as usize).line),
        message: diagnostic.message.words(language),
        hint: diagnostic.hint.as_ref().map(|hint| hint.message.words(language)).unwrap_or_default(),
    }
}

/// The name of the meeting's folder, which is its id.
fn folder_of(document: &ImportedFile) -> &str {
    document.path.split('/').next().unwrap_or("")
}

/// Whether a name can be that of the folder of a meeting, which is published.
fn is_usable(id: &str) -> bool {
    !id.is_empty() && !id.starts_with(['_', '.']) && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

fn unusable(id: &str) -> String {
    format!(
        "`{id}` cannot be the id of a meeting; give one with `--id`, of letters, digits and hyphens, that begins with neither `_` nor `.`"
    )
}

/// Writes the document into its folder, whole or not at all. An import that was killed can be run again: what it left is no meeting,
/// and the same document is no quarrel.
fn write(order: &ImportOrder, imported: &Imported, stub: Option<ImportedFile>) -> Result<WrittenImport, String> {
    let id = folder_of(&imported.document);
    if !is_usable(id) {
        return Err(unusable(id));
    }
    let folder = order.into.join(id);
    let file = order.into.join(&imported.document.path);
    let put = || {
        let earlier = put(order, &folder, &file, imported.document.text.as_bytes())?;
        let agenda = match stub {
            Some(stub) => {
                let agenda = order.into.join(&stub.path);
                whole_file::replace(&agenda, stub.text.as_bytes())?;
                Some(agenda)
            }
            None => None,
        };
        Ok(WrittenImport { file: file.clone(), earlier, agenda })
    };
    put().map_err(|failure: Failure| failure.to_string())
}

/// Puts a document in place. Gives the file that it replaced, under the name that it has now.
fn put(order: &ImportOrder, folder: &Path, file: &Path, text: &[u8]) -> Result<Option<PathBuf>, Failure> {
    kept::check_folder(folder)?;
    let there = fs::symlink_metadata(file);
    let old = match &there {
        Ok(metadata) if metadata.is_file() => fs::read(file).ok(),
        _ => None,
    };
    if old.as_deref() == Some(text) {
        return Ok(None);
    }
    if order.existing == ExistingFolder::Keep && there.is_ok() {
        return Err(Failure::Refused(format!(
            "`{}` is there already; replace it with `--force`, which leaves the earlier file beside it, or give another id with `--id`",
            file.display()
        )));
    }
    let making = || Failure::doing(format!("cannot make the folder `{}`", folder.display()));
    disk::make_folders(folder).map_err(making())?;
    disk::sync_folder(&order.into).map_err(making())?;
    let earlier = match old {
        Some(old) => Some(set_aside(file, &old)?),
        None => None,
    };
    whole_file::replace(file, text)?;
    Ok(earlier)
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
    Err(Failure::Refused(format!("there are {MOST_EARLIER} earlier versions of `{}`; remove some", file.display())))
}
