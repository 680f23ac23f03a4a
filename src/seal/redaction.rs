//! Personal data, taken out of a sealed meeting for good.
//!
//! Takes: a project, a file of a sealed meeting or words in it, and why they have to go.
//! Gives: the meeting and every version that its seal keeps without them, with a mark in each place; the seal, the record of
//! addresses and the note about the package without anything from which they could be guessed; and what it cannot reach.
//! Never: does anything unasked or half, leaves a project with mistakes, or breaks the chain of seals.

pub(crate) mod journal;
mod passage;
mod redacted_seal;
mod remains;
mod taken_out;

use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Message, Severity, message};
use crate::failure::Failure;
use crate::flow::memory::Memory;
use crate::flow::memory::cache_folder;
use crate::flow::sealed::page_words;
use crate::flow::{self, Options, Prepared, Ready};
use crate::project::load;
use crate::project::package_note;
use crate::project::seal_text::{self, PageWords, Seal};
use crate::project::sealed_versions::Sealed;
use crate::project::{ProjectFiles, RECORD};
use crate::seal::create;
use crate::settings::words::Word;
use crate::site::published::renewal;
use crate::site::record::Record;
use crate::write::builder::{Builder, End};
use crate::write::progress::Progress;
use journal::Step;
use redacted_seal::RedactionEntry;
use taken_out::{MeetingFiles, TakenOut, Wanted};

/// What is to be taken out, and why.
#[derive(Debug, Clone)]
pub struct RedactionRequest {
    /// The id of the meeting, which is the name of its folder.
    pub meeting: String,
    /// The path of a file within that folder, or else words in its texts.
    pub what: String,
    /// Why; it stands in each place, so that only letters, digits and a few signs may be part of it.
    pub reason: String,
    /// The day of the redaction, which seal and pages say.
    pub date: Date,
    /// The folder in which builds keep what they need not do again; it is emptied.
    pub cache: Option<PathBuf>,
}

/// What a redaction will do.
#[derive(Debug)]
pub struct Foreseen {
    /// The files that change or go, from the root of the project, each with the number of places; 0 if it goes.
    pub files: Vec<(String, usize)>,
    /// The versions that were sealed without a salt: with copies of the seal, what is taken out can be guessed.
    pub guessable: Vec<u32>,
    /// What it does not reach.
    pub beyond: Vec<Message>,
}

/// What has become of a redaction.
#[derive(Debug)]
pub enum Redacted {
    /// It is done; for each version that had what was taken out, the number and the digest that proves the rest.
    Done(Vec<(u32, String)>),
    /// Somebody decided against it; nothing has changed.
    Declined,
    /// Something is wrong with the site, or would be; nothing has changed.
    Hindered(Diagnostics),
}

/// What is going to be written.
struct Plan {
    taken: TakenOut,
    seal: Seal,
    concerned: Vec<u32>,
    record: Option<String>,
    foreseen: Foreseen,
}

/// Takes something out of a sealed meeting, if that is confirmed.
pub(crate) fn redact(
    root: &Path,
    request: &RedactionRequest,
    confirm: &mut dyn FnMut(&Foreseen) -> bool,
    progress: &dyn Progress,
) -> Result<Redacted, Failure> {
    let reason = checked_reason(&request.reason)?;
    // One run at a time, with a lock on a file that is always there.
    let lock =
        File::open(root.join("site.toml")).map_err(Failure::doing(message!("failed-open", path = "site.toml")))?;
    lock.lock().map_err(Failure::doing(message!("failed-wait")))?;
    journal::finish(root, &request.meeting)?;
    let mut memory = Memory::default();
    let project = named(root, &request.meeting, &mut memory)?;
    let before = made(root, project.clone(), &mut memory, progress)?;
    if has_errors(&before) {
        return Ok(Redacted::Hindered(before.diagnostics()));
    }
    let sealed = sealed(&before, request)?.clone();
    let plan = match plan(root, (&project, &before), &sealed, (request, &reason), &mut memory)? {
        Ok(plan) => plan,
        Err(broken) => return Ok(Redacted::Hindered(broken)),
    };
    let with_seal = patched(&project, &sealed, &plan.taken, Some(&plan.seal), plan.record.clone());
    let after = made(root, with_seal, &mut memory, progress)?;
    if has_errors(&after) {
        return Ok(Redacted::Hindered(after.diagnostics()));
    }
    if !confirm(&plan.foreseen) {
        return Ok(Redacted::Declined);
    }
    let (id, proofs) = (&request.meeting, proofs(&plan));
    journal::carry_out(root, id, &steps(id, plan, &project))?;
    request.cache.iter().for_each(|folder| cache_folder::clear(folder));
    Ok(Redacted::Done(proofs))
}

fn proofs(plan: &Plan) -> Vec<(u32, String)> {
    let versions = plan.seal.versions.iter().filter(|version| plan.concerned.contains(&version.number));
    versions.map(|version| (version.number, version.proof().to_owned())).collect()
}

/// A reason on one line, with no sign that means something in a text or in front matter.
fn checked_reason(reason: &str) -> Result<String, Failure> {
    let line = create::one_line(reason)?;
    match line.chars().find(|c| !(c.is_alphanumeric() || " .,;:/()-–’".contains(*c))) {
        Some(sign) => Err(Failure::Refused(message!("redaction-reason", sign = sign.to_string()))),
        None => Ok(line),
    }
}

/// The project, with the real name for each kept version of the meeting that a killed run had not named yet.
fn named(root: &Path, meeting: &str, memory: &mut Memory) -> Result<ProjectFiles, Failure> {
    let project = load::load(root, &mut memory.tree);
    let unnamed = project.sealed_files.iter().find(|sealed| sealed.meeting == meeting).map(|sealed| &sealed.unnamed);
    let Some(unnamed) = unnamed.filter(|unnamed| !unnamed.is_empty()) else { return Ok(project) };
    let kept = root.join("content/meetings").join(meeting).join(seal_text::KEPT);
    unnamed.iter().try_for_each(|number| create::name_staged(&kept, *number))?;
    Ok(load::load(root, &mut memory.tree))
}

/// The whole flow to its end, for what is wrong.
fn made(root: &Path, project: ProjectFiles, memory: &mut Memory, progress: &dyn Progress) -> Result<Prepared, Failure> {
    let mut prepared = flow::link(flow::parse(project, &Options::default(), memory)).prepared(memory);
    Builder::new(root, End::Nowhere).build(&mut prepared, progress)?;
    Ok(prepared)
}

fn has_errors(prepared: &Prepared) -> bool {
    prepared.ready.is_none() || prepared.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
}

/// The sealed meeting that is meant.
fn sealed<'p>(prepared: &'p Prepared, request: &RedactionRequest) -> Result<&'p Sealed, Failure> {
    let id = &request.meeting;
    let found = prepared.past.sealed.iter().find(|sealed| sealed.seal.meeting == *id);
    let Some(sealed) = found else { return Err(Failure::Refused(message!("redaction-unsealed", id))) };
    match sealed.seal.latest_day().filter(|latest| *latest > request.date) {
        Some(latest) => Err(Failure::Refused(message!("seal-later", id, sealed = latest, date = request.date))),
        None => Ok(sealed),
    }
}

/// Finds what is to go, and makes everything that is to be written; or else the mistakes that it would make in a text.
fn plan(
    root: &Path,
    (project, before): (&ProjectFiles, &Prepared),
    sealed: &Sealed,
    (request, reason): (&RedactionRequest, &str),
    memory: &mut Memory,
) -> Result<Result<Plan, Diagnostics>, Failure> {
    let Some(ready) = &before.ready else { return Err(Failure::Refused(message!("seal-mistakes"))) };
    let date = ready.site.language.date(request.date);
    let mark = ready.site.language.phrase(Word::Redacted, &[("date", &date), ("reason", reason)]);
    let files = MeetingFiles { root, sealed, documents: ready.bodies.documents() };
    let wanted = files.wanted(&request.what).map_err(Failure::Refused)?;
    let passage = match &wanted {
        Wanted::Passage(passage) => Some(passage),
        Wanted::File(_) => None,
    };
    if passage.is_some_and(|passage| passage.similar(reason).is_some()) {
        return Err(Failure::Refused(message!("redaction-reason-says")));
    }
    let taken = files.without(&wanted, &mark)?;
    // Its pages are read from the texts as they will be, by a seal that does not fit them yet.
    let unsealed = patched(project, sealed, &taken, None, None);
    let mut draft = flow::link(flow::parse(unsealed, &Options::default(), memory)).prepared(memory);
    let changed: HashSet<&str> = taken.iter().map(|file| file.path.as_str()).collect();
    let broken = broken(before, &draft, &changed);
    if !broken.is_empty() {
        draft.diagnostics = broken;
        return Ok(Err(draft.diagnostics()));
    }
    let Some(ready_after) = &draft.ready else { return Err(Failure::Refused(message!("seal-mistakes"))) };
    let pages = pages(ready_after, &request.meeting);
    let entry = RedactionEntry { date: request.date, reason, mark: &mark, passage, pages };
    let (seal, concerned) = redacted_seal::redacted(&sealed.seal, &taken, &entry)?;
    if concerned.is_empty() {
        return Err(Failure::Refused(message!("redaction-nowhere", id = &request.meeting)));
    }
    let record = before.past.record.as_ref().map(|record| cleared(record, ready, ready_after, &changed));
    let guessable = seal_without_salt(&sealed.seal, &concerned);
    let places = |file: &taken_out::TakenFile| (file.path.clone(), file.text.as_ref().map_or(0, |_| file.places));
    let beyond = remains::beyond(&files, project, (&wanted, &taken), (&ready.site, &ready_after.site));
    let foreseen = Foreseen { files: taken.iter().map(places).collect(), guessable, beyond };
    Ok(Ok(Plan { taken, seal, concerned, record, foreseen }))
}

/// The mistakes that changed texts have and did not have before. Once these are sealed, nobody would be told.
fn broken(before: &Prepared, draft: &Prepared, changed: &HashSet<&str>) -> Vec<Diagnostic> {
    let all = |prepared: &Prepared| -> Vec<Diagnostic> {
        let documents = prepared.ready.iter().flat_map(|ready| ready.bodies.documents());
        let own = documents.flat_map(|document| &document.diagnostics).chain(&prepared.diagnostics);
        own.filter(|diagnostic| changed.contains(&*diagnostic.path)).cloned().collect()
    };
    let meant = |code| matches!(code, Code::SealedFile | Code::SealedPage | Code::SealedVersion);
    let known: HashSet<(Arc<str>, Code)> = all(before).into_iter().map(|known| (known.path, known.code)).collect();
    let mut broken = all(draft);
    broken.retain(|diagnostic| {
        let is_new = !known.contains(&(diagnostic.path.clone(), diagnostic.code)) && !meant(diagnostic.code);
        is_new && diagnostic.severity() == Severity::Error
    });
    broken.sort();
    broken.dedup();
    broken
}

fn seal_without_salt(seal: &Seal, concerned: &[u32]) -> Vec<u32> {
    let versions = seal.versions.iter().filter(|version| concerned.contains(&version.number));
    versions.filter(|version| version.salt.is_none()).map(|version| version.number).collect()
}

/// The digests of the pages of a meeting.
fn pages(ready: &Ready, meeting: &str) -> Vec<PageWords> {
    let meeting = ready.site.meetings.iter().find(|known| known.id == meeting);
    let documents = meeting.into_iter().flat_map(|meeting| meeting.documents());
    documents.map(|document| page_words::digests(&ready.site, &ready.bodies, document)).collect()
}

/// The record without the digests of what the changed documents said.
fn cleared(record: &Record, before: &Ready, after: &Ready, changed: &HashSet<&str>) -> String {
    renewal::reworded(record, &before.site, &after.site, changed).text()
}

/// The project as it is to be; without a seal, only its texts and files are.
fn patched(
    project: &ProjectFiles,
    sealed: &Sealed,
    taken: &TakenOut,
    seal: Option<&Seal>,
    record: Option<String>,
) -> ProjectFiles {
    let mut project = project.clone();
    let id = &sealed.seal.meeting;
    for file in taken {
        let is_same = |path: &Arc<str>| **path == *file.path;
        project.attachments.retain(|copied| !is_same(&copied.path));
        project.kept.retain(|copied| !is_same(&copied.path));
        for (_, text) in project.documents.iter_mut().filter(|(_, text)| is_same(&text.path)) {
            *text = TextFile::new(&file.path, file.text.clone().unwrap_or_default());
        }
    }
    let digests = taken_out::digests(taken);
    for own in project.sealed_files.iter_mut().filter(|own| own.meeting == *id) {
        for ((version, path), digest) in &digests {
            let path = (*path).to_owned();
            match (version, digest) {
                (None, None) => drop(own.files.remove(&path)),
                (None, Some(digest)) => drop(own.files.insert(path, digest.clone())),
                (Some(version), None) => drop(own.kept.remove(&(*version, path))),
                (Some(version), Some(digest)) => drop(own.kept.insert((*version, path), digest.clone())),
            }
        }
        if let Some(seal) = seal {
            own.seal = TextFile::new(&own.seal.path, seal.text());
        }
    }
    if let Some(text) = record {
        project.record = Some(TextFile::new(RECORD, text));
    }
    project.packages.retain(|(meeting, _)| meeting != id);
    project
}

/// Everything that is to be done on disk.
fn steps(id: &str, plan: Plan, project: &ProjectFiles) -> Vec<Step> {
    let folder = format!("content/meetings/{id}");
    let mut steps: Vec<Step> = plan.taken.into_iter().map(|file| Step { path: file.path, text: file.text }).collect();
    // The digest of a package is that of what was taken out as well.
    if project.packages.iter().any(|(meeting, _)| meeting == id) {
        steps.push(Step { path: format!("{folder}/{}", package_note::FILE), text: None });
    }
    steps.extend(plan.record.map(|text| Step { path: RECORD.to_owned(), text: Some(text) }));
    steps.push(Step { path: format!("{folder}/{}", seal_text::FILE), text: Some(plan.seal.text()) });
    steps
}
