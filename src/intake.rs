//! From a document to a meeting folder: the command `import`.
//!
//! Takes: a file, and where the meeting should go.
//! Gives: `agenda.md` in a folder of its own, and the report of the [importer](crate::import).
//! Never: overwrites a folder unless told so, or writes outside the folder it was given.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::{self, Options};
use crate::import::dossier::KnownDossier;
use crate::import::load::{self as document, Format};
use crate::import::report::{Checked, Remark};
use crate::import::{self, Imported};
use crate::link::Drafts;
use crate::load;
use crate::memory::Memory;
use crate::role::Role;
use crate::site;
use crate::source::{Lines, SourceFile};

/// The longest document that is read from standard input, in bytes.
const LONGEST: u64 = 128 << 20;

/// What to import, and how.
#[derive(Debug)]
pub struct Order {
    /// The file, or `-` for standard input.
    pub file: PathBuf,
    /// The root of the site whose dossiers are known.
    pub root: PathBuf,
    /// The folder of meetings.
    pub into: PathBuf,
    /// What is known beforehand.
    pub given: Given,
    /// Whether an existing folder may be written to.
    pub existing: Existing,
}

/// What the caller says about the document.
#[derive(Debug, Default)]
pub struct Given {
    /// The id of the meeting.
    pub id: Option<String>,
    /// The id of the formation.
    pub formation: Option<String>,
    /// The first day of the meeting.
    pub start: Option<Date>,
    /// The format; found out when it is not given.
    pub format: Option<Format>,
}

/// What happens to a folder that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It is left alone, and that is a failure.
    Keep,
    /// Its `agenda.md` is replaced.
    Replace,
    /// Nothing is written at all.
    WriteNothing,
}

/// An import that could be done.
#[derive(Debug)]
pub struct Done {
    /// The agenda and the report.
    pub imported: Imported,
    /// What became of the agenda.
    pub outcome: Outcome,
}

/// What became of an agenda.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was written to this file.
    Written(PathBuf),
    /// Nothing was to be written.
    Shown,
    /// It would not pass the check as it is; the sentence says why and what to type.
    Refused(String),
}

/// Imports a document.
///
/// # Errors
/// A sentence that says what stood in the way and what to do.
pub fn import(order: &Order) -> Result<Done, String> {
    let input = match order.file.as_os_str() == "-" {
        true => document::from_bytes("-".to_owned(), &standard_input()?, order.given.format),
        false => document::load(&order.file, order.given.format),
    };
    let input = input.map_err(|error| format!("`{}`: {error}; {}", order.file.display(), error.hint()))?;
    let mut memory = Memory::default();
    let (dossiers, formations) = dossiers_and_formations(&order.root, &mut memory);
    let Given { id, formation, start, .. } = &order.given;
    let options = import::Options { id: id.clone(), formation: formation.clone(), start: *start, dossiers };
    let mut imported = import::import(&input, &options);
    if imported.report.meeting.start.is_empty() {
        let sentence = "no date of the meeting was found, and an agenda needs one; give it with `--date 2024-06-13`";
        return Ok(Done { imported, outcome: Outcome::Refused(sentence.to_owned()) });
    }
    if let Some(sentence) = without_formation(&imported, &formations) {
        return Ok(Done { imported, outcome: Outcome::Refused(sentence) });
    }
    let Some((path, text)) = imported.files.first() else { return Err("the document has no agenda".to_owned()) };
    imported.report.check = Some(check(&order.root, path, text, &mut memory));
    let outcome = match order.existing {
        Existing::WriteNothing => Outcome::Shown,
        Existing::Keep | Existing::Replace => Outcome::Written(write(order, path, text)?),
    };
    Ok(Done { imported, outcome })
}

fn standard_input() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(LONGEST).read_to_end(&mut bytes).map_err(|error| format!("standard input cannot be read: {error}"))?;
    Ok(bytes)
}

/// The dossiers of the site, by which headings are tied, and its formations. A folder that is no site has none.
fn dossiers_and_formations(root: &Path, memory: &mut Memory) -> (Vec<KnownDossier>, Vec<String>) {
    let prepared = flow::prepare(root, &Options::default(), memory);
    let Some(ready) = prepared.ready else { return (Vec::new(), Vec::new()) };
    let known = |dossier: &site::Dossier| {
        let document = ready.site.document(dossier.document);
        let facts = site::dossier_facts(document);
        let titles = [Some(document.title().to_owned()), facts.short.clone()];
        let references = [facts.procedure.clone(), facts.com.clone(), facts.celex.clone()];
        KnownDossier {
            id: dossier.id.clone(),
            titles: titles.into_iter().flatten().collect(),
            references: references.into_iter().flatten().chain(facts.kamerstukken.iter().cloned()).collect(),
        }
    };
    (ready.site.dossiers.iter().map(known).collect(), ready.site.config.formations.keys().cloned().collect())
}

/// Why a site cannot have the meeting, if it names its formations and this one is not among them.
fn without_formation(imported: &Imported, formations: &[String]) -> Option<String> {
    let id = &imported.report.meeting.formation;
    if formations.is_empty() || formations.contains(id) {
        return None;
    }
    let known = formations.join("`, `");
    let mend = match import::formation_title(id) {
        Some(title) => {
            format!("add `[formations.{id}]` with `name = \"{title}\"` to site.toml, or give one that it has with `--formation`")
        }
        None => "give the right one with `--formation`".to_owned(),
    };
    Some(format!("the site has no formation `{id}`, but `{known}`; {mend}"))
}

/// What `check` says of an agenda as part of the site in `root`, whether it has been written or not. A folder without `site.toml`
/// counts as a site that has one.
///
/// `path` is relative to the folder of meetings.
pub fn check(root: &Path, path: &str, text: &str, memory: &mut Memory) -> Checked {
    let mut source = load::load(root, &mut memory.tree);
    source.config.get_or_insert_with(|| SourceFile::new("site.toml", "title = \"Agenda\"\n".to_owned()));
    let meeting = path.split('/').next().unwrap_or("").to_owned();
    let file = SourceFile::new(&format!("content/meetings/{path}"), text.to_owned());
    source.documents.retain(|(_, other)| other.path != file.path);
    source.documents.push((Role::Agenda { meeting }, file.clone()));
    source.documents.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
    let options = Options { drafts: Drafts::Show, ..Options::default() };
    // Pages are not rendered: what a template of the site gets wrong is not the agenda's fault.
    let linked = flow::link(flow::parse(source, &options, memory));
    let lines = Lines::new(text);
    let of_agenda = linked.diagnostics.iter().filter(|diagnostic| diagnostic.path == file.path);
    let mut checked = Checked { remarks: of_agenda.map(|diagnostic| remark(diagnostic, &lines)).collect(), ..Checked::default() };
    checked.errors = checked.remarks.iter().filter(|remark| remark.severity == "error").count();
    checked.warnings = checked.remarks.len() - checked.errors;
    checked
}

fn remark(diagnostic: &Diagnostic, lines: &Lines) -> Remark {
    Remark {
        severity: if diagnostic.severity() == Severity::Error { "error" } else { "warning" },
        code: diagnostic.code.name(),
        line: diagnostic.span.map_or(0, |span| lines.position(span.start as usize).line),
        message: diagnostic.message.clone(),
        hint: diagnostic.hint.clone().unwrap_or_default(),
    }
}

fn write(order: &Order, path: &str, text: &str) -> Result<PathBuf, String> {
    let id = path.split('/').next().unwrap_or("");
    let usable = !id.trim_matches('.').is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if !usable {
        return Err(format!("`{id}` cannot be the id of a meeting; give one with `--id`, of letters, digits and hyphens"));
    }
    let folder = order.into.join(id);
    if order.existing == Existing::Keep && folder.exists() {
        return Err(format!("`{}` is there already; write to it with `--force`, or give another id with `--id`", folder.display()));
    }
    let file = folder.join("agenda.md");
    let new = folder.join(".agenda.md.new");
    let write = || -> io::Result<()> {
        fs::create_dir_all(&folder)?;
        fs::write(&new, text)?;
        fs::rename(&new, &file)
    };
    write().map_err(|error| format!("cannot write `{}`: {error}", file.display()))?;
    Ok(file)
}
