//! From a document to a meeting folder: the command `import`.
//!
//! Takes: a file, and where the meeting should go.
//! Gives: `agenda.md` in a folder of its own, and the report of the [importer](crate::import).
//! Never: overwrites a folder unless told so, or writes outside the folder it was given.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::flow::{self, Options};
use crate::import::dossier::KnownDossier;
use crate::import::load::{self, Format};
use crate::import::{self, Imported};
use crate::memory::Memory;
use crate::site;

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

/// Imports a document. Returns what came of it, and the file it was written to, if it was.
///
/// # Errors
/// A sentence that says what stood in the way and what to do.
pub fn import(order: &Order) -> Result<(Imported, Option<PathBuf>), String> {
    let input = match order.file.as_os_str() == "-" {
        true => load::from_bytes("-".to_owned(), &standard_input()?, order.given.format),
        false => load::load(&order.file, order.given.format),
    };
    let input = input.map_err(|error| format!("{error}; {}", error.hint()))?;
    let options =
        import::Options { id: order.given.id.clone(), formation: order.given.formation.clone(), dossiers: known_dossiers(&order.root) };
    let imported = import::import(&input, &options);
    if order.existing == Existing::WriteNothing {
        return Ok((imported, None));
    }
    let written = write(order, &imported)?;
    Ok((imported, Some(written)))
}

fn standard_input() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(LONGEST).read_to_end(&mut bytes).map_err(|error| format!("standard input cannot be read: {error}"))?;
    Ok(bytes)
}

/// The dossiers of the site, by which headings are tied. A folder that is no site has none.
fn known_dossiers(root: &Path) -> Vec<KnownDossier> {
    let prepared = flow::prepare(root, &Options::default(), &mut Memory::default());
    let Some(ready) = prepared.ready else { return Vec::new() };
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
    ready.site.dossiers.iter().map(known).collect()
}

fn write(order: &Order, imported: &Imported) -> Result<PathBuf, String> {
    let Some((path, text)) = imported.files.first() else { return Err("the document has no agenda".to_owned()) };
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
