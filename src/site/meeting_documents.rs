//! The meetings of a site.
//!
//! Takes: the [`Contents`] of a site, and the seals and packages of past meetings.
//! Gives: [`Meetings`], newest first, each with its documents; a diagnostic for each folder without an agenda.
//! Never: reads more of a document than its role and its front matter.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::{Date, Time};
use oxc_index::{IndexSlice, IndexVec, index_vec};
use rayon::iter::Either;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, message};
use crate::document::front_matter::{MeetingFront, Special};
use crate::document::{Role, Summary};
use crate::project::package_note::PackageNote;
use crate::project::seal_text::Seal;
use crate::project::sealed_versions;
use crate::settings::language::Language;
use crate::settings::words::Word;
use crate::site::indices::{DocumentId, FileId, MeetingId};
use crate::site::ingredients::{Contents, Kept, formation};

/// A meeting with its documents.
#[derive(Debug, Clone)]
pub(crate) struct Meeting {
    /// The name of its folder.
    pub id: String,
    /// Its agenda. A folder without one is reported and makes no meeting.
    pub agenda: DocumentId,
    pub report: Option<DocumentId>,
    /// Its other documents, sorted by name.
    pub annexes: Vec<DocumentId>,
    pub files: Vec<FileId>,
    /// The id of its formation; empty without one.
    pub formation: String,
    /// Its first day; `None` if it is not known yet.
    pub start: Option<Date>,
    /// When it begins on that day; `None` if it is not said.
    pub start_time: Option<Time>,
    /// Its days in words: `13 en 14 juni 2024`.
    pub dates: String,
    /// Its times in words: `19.30–22.00 uur`; `None` if they are not said.
    pub times: Option<String>,
    /// The meeting that is held in its place.
    pub postponed: Option<MeetingId>,
    /// The meetings in whose place it is held.
    pub in_place_of: Vec<MeetingId>,
    /// Its name in lists: formation and dates.
    pub name: String,
    /// What is known of its package, if there is one.
    pub package: Option<PackageNote>,
    pub seal: Option<Arc<Seal>>,
    /// The documents of corrected versions, oldest first.
    pub versions: Vec<DocumentId>,
    /// The meeting of the same formation before it.
    pub previous: Option<MeetingId>,
    /// The meeting of the same formation after it.
    pub next: Option<MeetingId>,
}

impl Meeting {
    /// Its agenda, and then its report if it has one.
    pub(crate) fn letters(&self) -> impl Iterator<Item = DocumentId> + use<> {
        std::iter::once(self.agenda).chain(self.report)
    }

    /// Its agenda, report and annexes, in that order.
    pub(crate) fn documents(&self) -> impl Iterator<Item = DocumentId> + '_ {
        self.letters().chain(self.annexes.iter().copied())
    }
}

pub(crate) struct Meetings {
    /// Newest first.
    pub list: IndexVec<MeetingId, Meeting>,
    /// The meeting that each document belongs to.
    pub of: IndexVec<DocumentId, Option<MeetingId>>,
}

impl Meetings {
    /// The meeting that a document belongs to.
    pub(crate) fn of(&self, document: DocumentId) -> Option<&Meeting> {
        self.of[document].map(|meeting| &self.list[meeting])
    }
}

pub(crate) fn gather(contents: &Contents, kept: Kept) -> (Meetings, Vec<Diagnostic>) {
    let folders = folders(&contents.documents);
    let mut diagnostics = orphaned(contents, &folders);
    let (mut list, without): (Vec<Meeting>, Vec<Diagnostic>) =
        folders.into_par_iter().with_min_len(64).partition_map(|folder| match folder.agenda {
            Some(agenda) => Either::Left(meeting(contents, agenda, folder)),
            None => {
                let first = folder.report.or(folder.annexes.first().copied());
                let path = first.map_or_else(|| folder.id.into(), |i| contents.document(i).path.clone());
                Either::Right(missing_agenda(folder.id, &path))
            }
        });
    diagnostics.extend(without);
    list.sort_by(|a, b| (b.start, b.start_time).cmp(&(a.start, a.start_time)).then_with(|| a.id.cmp(&b.id)));
    let mut list: IndexVec<MeetingId, Meeting> = list.into();
    neighbours(&mut list);
    let mut of = index_vec![None; contents.documents.len()];
    for (index, meeting) in list.iter_enumerated() {
        meeting.documents().for_each(|document| of[document] = Some(index));
    }
    let mut meetings = Meetings { list, of };
    if !kept.seals.is_empty() || !kept.packages.is_empty() {
        attach(&mut meetings, contents, kept);
    }
    (meetings, diagnostics)
}

#[derive(Default)]
struct MeetingFolder<'a> {
    id: &'a str,
    agenda: Option<DocumentId>,
    report: Option<DocumentId>,
    annexes: Vec<DocumentId>,
}

/// The folders of meetings. Documents are sorted by path, so those of one folder are neighbours.
fn folders(documents: &IndexSlice<DocumentId, [Arc<Summary>]>) -> Vec<MeetingFolder<'_>> {
    let mut folders: Vec<MeetingFolder> = Vec::new();
    for (index, document) in documents.iter_enumerated() {
        let Some(id) = document.role.meeting() else { continue };
        if folders.last().is_none_or(|folder| folder.id != id) {
            folders.push(MeetingFolder { id, ..MeetingFolder::default() });
        }
        let Some(folder) = folders.last_mut() else { continue };
        match document.role {
            Role::Agenda { .. } => folder.agenda = Some(index),
            Role::Report { .. } => folder.report = Some(index),
            _ => folder.annexes.push(index),
        }
    }
    folders
}

fn missing_agenda(id: &str, path: &Arc<str>) -> Diagnostic {
    let hint = message!("missing-agenda.hint", id);
    Diagnostic::whole(Code::MissingAgenda, path, message!("missing-agenda", id)).hint(hint)
}

/// Reports files in a meeting's folder that is none, for lack of an agenda.
fn orphaned(contents: &Contents, folders: &[MeetingFolder]) -> Vec<Diagnostic> {
    let mut known: Option<HashSet<&str>> = None;
    let mut diagnostics = Vec::new();
    for (_, file) in &contents.files {
        let id = file.path.strip_prefix("content/meetings/").and_then(|rest| rest.split('/').next());
        let Some(id) = id else { continue };
        // Each id is reported once.
        if known.get_or_insert_with(|| folders.iter().map(|folder| folder.id).collect()).insert(id) {
            diagnostics.push(missing_agenda(id, &file.path));
        }
    }
    diagnostics
}

/// The meeting that a folder with an agenda makes, as far as the folder alone tells.
fn meeting(contents: &Contents, agenda: DocumentId, folder: MeetingFolder) -> Meeting {
    let Special::Meeting(facts) = &contents.document(agenda).front.special else {
        unreachable!("the front matter of an agenda is that of a meeting")
    };
    let language = &contents.language;
    let of = facts.formation.as_ref().map(|f| f.value.clone()).unwrap_or_default();
    let dates = days(facts, language);
    let name = match of.is_empty() {
        true => dates.clone(),
        false => format!("{} {dates}", formation(&contents.settings, &of).short),
    };
    Meeting {
        id: folder.id.to_owned(),
        agenda,
        report: folder.report,
        annexes: folder.annexes,
        files: attachments(contents, folder.id),
        package: None,
        seal: None,
        versions: Vec::new(),
        formation: of,
        dates,
        times: times(facts, language),
        postponed: None,
        in_place_of: Vec::new(),
        name,
        start: facts.start.as_ref().map(|d| d.value),
        start_time: facts.start_time,
        previous: None,
        next: None,
    }
}

/// The days of a meeting in words.
pub(crate) fn days(facts: &MeetingFront, language: &Language) -> String {
    match &facts.start {
        Some(start) => language.date_range(start.value, facts.end.as_ref().map(|d| d.value)),
        None => language.word(Word::NoDate).to_owned(),
    }
}

/// The times of a meeting in words; each after its day if the meeting has several.
pub(crate) fn times(facts: &MeetingFront, language: &Language) -> Option<String> {
    let (start, from) = (facts.start.as_ref()?.value, facts.start_time?);
    let last = facts.end.as_ref().map(|end| end.value).filter(|end| *end != start);
    let first = last.map(|_| start);
    Some(language.times((first, from), facts.end_time.map(|to| (last, to))))
}

/// The attachments of a meeting. Files are sorted by address, so those of one meeting are neighbours.
fn attachments(contents: &Contents, id: &str) -> Vec<FileId> {
    let files = &contents.files;
    let prefix = format!("{}/{id}/", contents.language.addresses.meetings);
    let from = files.raw.partition_point(|(address, _)| *address < prefix);
    let within = files.raw[from..].iter().take_while(|(address, _)| address.starts_with(&prefix)).count();
    let own = |file: &FileId| sealed_versions::is_attachment(&files[*file].1.path);
    (from..from + within).map(FileId::from).filter(own).collect()
}

/// Ties each meeting to those of the same formation before and after it.
fn neighbours(meetings: &mut IndexSlice<MeetingId, [Meeting]>) {
    let mut pairs: Vec<(MeetingId, MeetingId)> = Vec::with_capacity(meetings.len());
    let mut later: HashMap<&str, MeetingId> = HashMap::new();
    for (index, meeting) in meetings.iter_enumerated() {
        pairs.extend(later.insert(&meeting.formation, index).map(|next| (index, next)));
    }
    for (earlier, later) in pairs {
        meetings[earlier].next = Some(later);
        meetings[later].previous = Some(earlier);
    }
}

/// Ties seals with their versions, and notes about packages, to the meetings.
fn attach(meetings: &mut Meetings, contents: &Contents, kept: Kept) {
    let Meetings { list, of } = meetings;
    let Kept { seals, mut packages } = kept;
    let mut latest = |id: &str| packages.remove(id).and_then(|notes| notes.latest().cloned());
    list.iter_mut().for_each(|meeting| meeting.package = latest(&meeting.id));
    let index: HashMap<String, MeetingId> =
        list.iter_enumerated().map(|(i, meeting)| (meeting.id.clone(), i)).collect();
    for seal in seals {
        if let Some(meeting) = index.get(&seal.meeting) {
            list[*meeting].seal = Some(seal);
        }
    }
    let mut versions: Vec<(MeetingId, u32, DocumentId)> = Vec::new();
    for (at, document) in contents.documents.iter_enumerated() {
        if let Role::Version { meeting, number, .. } = &document.role
            && let Some(meeting) = index.get(meeting)
        {
            versions.push((*meeting, *number, at));
        }
    }
    versions.sort_unstable();
    for (meeting, _, document) in versions {
        list[meeting].versions.push(document);
        of[document] = Some(meeting);
    }
}
