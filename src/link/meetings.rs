//! The meetings of a site.
//!
//! Takes: the documents of a [`Site`] by path, and its files by address.
//! Gives: its [`Meeting`]s, newest first; a diagnostic for each folder without an agenda.
//! Never: reads more of a document than its role and its front matter.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::iter::Either;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Role};
use crate::front::Special;
use crate::sealed;
use crate::site::{Meeting, Site};

fn missing_agenda(id: &str, path: &Arc<str>) -> Diagnostic {
    let hint = format!("make `content/meetings/{id}/agenda.md`; its front matter holds the facts of the meeting");
    Diagnostic::whole(Code::MissingAgenda, path, format!("the meeting `{id}` has no agenda")).hint(hint)
}

/// The documents of one folder.
#[derive(Default)]
struct Folder<'a> {
    id: &'a str,
    agenda: Option<u32>,
    report: Option<u32>,
    annexes: Vec<u32>,
}

/// The folders of meetings. What lies in one folder follows one another, since documents are in the order of their paths.
fn folders(documents: &[Arc<Document>]) -> Vec<Folder<'_>> {
    let mut folders: Vec<Folder> = Vec::new();
    for (index, document) in (0..).zip(documents) {
        let Some(id) = document.role.meeting() else { continue };
        if folders.last().is_none_or(|folder| folder.id != id) {
            folders.push(Folder { id, ..Folder::default() });
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

/// The meetings, newest first; for each document, the meeting it belongs to; a diagnostic for each folder without an agenda.
pub fn meetings(site: &Site) -> (Vec<Meeting>, Vec<Option<u32>>, Vec<Diagnostic>) {
    let folders = folders(&site.documents);
    let mut diagnostics = orphaned(site, &folders);
    let (mut meetings, without): (Vec<Meeting>, Vec<Diagnostic>) = folders.into_par_iter().with_min_len(64).partition_map(|folder| {
        let first = folder.agenda.or(folder.report).or(folder.annexes.first().copied());
        let path = || first.map_or_else(|| folder.id.into(), |i| site.document(i).source.path.clone());
        match folder.agenda {
            Some(agenda) => Either::Left(meeting(site, agenda, &folder)),
            None => Either::Right(missing_agenda(folder.id, &path())),
        }
    });
    diagnostics.extend(without);
    meetings.sort_by(|a, b| b.start.cmp(&a.start).then_with(|| a.id.cmp(&b.id)));
    neighbours(&mut meetings);
    let mut meeting_of = vec![None; site.documents.len()];
    for (index, meeting) in (0..).zip(&meetings) {
        meeting.documents().for_each(|document| meeting_of[document as usize] = Some(index));
    }
    (meetings, meeting_of, diagnostics)
}

/// Files that lie in the folder of no meeting.
fn orphaned(site: &Site, folders: &[Folder]) -> Vec<Diagnostic> {
    let mut known: Option<HashSet<&str>> = None;
    let mut diagnostics = Vec::new();
    for (_, file) in &site.files {
        let id = file.path.strip_prefix("content/meetings/").and_then(|rest| rest.split('/').next());
        let Some(id) = id else { continue };
        // Each id is reported once.
        if known.get_or_insert_with(|| folders.iter().map(|folder| folder.id).collect()).insert(id) {
            diagnostics.push(missing_agenda(id, &file.path));
        }
    }
    diagnostics
}

fn meeting(site: &Site, agenda: u32, folder: &Folder) -> Meeting {
    let Special::Meeting(facts) = &site.document(agenda).front.special else {
        unreachable!("the front matter of an agenda is that of a meeting")
    };
    let formation = facts.formation.as_ref().map(|f| f.value.clone()).unwrap_or_default();
    let dates = match &facts.start {
        Some(start) => site.language.date_range(start.value, facts.end.as_ref().map(|d| d.value)),
        None => site.language.word("no_date").to_owned(),
    };
    let name = match formation.is_empty() {
        true => dates.clone(),
        false => format!("{} {dates}", site.formation(&formation).short),
    };
    let prefix = format!("{}/{}/", site.language.addresses.meetings, folder.id);
    let from = site.files.partition_point(|(address, _)| *address < prefix);
    let within = site.files[from..].iter().take_while(|(address, _)| address.starts_with(&prefix)).count();
    let own = |index: &usize| sealed::is_attachment(&site.files[*index].1.path);
    Meeting {
        id: folder.id.to_owned(),
        agenda,
        report: folder.report,
        annexes: folder.annexes.clone(),
        files: (from..from + within).filter(own).map(|i| i as u32).collect(),
        package: None,
        seal: None,
        versions: Vec::new(),
        formation,
        dates,
        name,
        start: facts.start.as_ref().map(|d| d.value),
        previous: None,
        next: None,
    }
}

/// Ties each meeting to those of the same formation before and after it.
fn neighbours(meetings: &mut [Meeting]) {
    let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(meetings.len());
    let mut later: HashMap<&str, u32> = HashMap::new();
    for (index, meeting) in (0..).zip(meetings.iter()) {
        pairs.extend(later.insert(&meeting.formation, index).map(|next| (index, next)));
    }
    for (earlier, later) in pairs {
        meetings[earlier as usize].next = Some(later);
        meetings[later as usize].previous = Some(earlier);
    }
}
