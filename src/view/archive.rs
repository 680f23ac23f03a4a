//! The page of past meetings: by year and formation, with what became of each.

use serde::Serialize;

use super::division::Day;
use super::text::{Reader, Ref};
use crate::address;
use crate::config::Formation;
use crate::site::{Meeting, Page};

/// The page of past meetings.
#[derive(Debug, Serialize)]
pub struct ArchivePage {
    /// By year, newest first.
    pub years: Vec<ArchiveYear>,
    /// The formations that were closed.
    pub closed: Vec<ClosedFormation>,
}

/// The past meetings of a year.
#[derive(Debug, Serialize)]
pub struct ArchiveYear {
    /// The year.
    pub year: i16,
    /// By formation.
    pub formations: Vec<ArchiveFormation>,
}

/// The past meetings of a formation in a year.
#[derive(Debug, Serialize)]
pub struct ArchiveFormation {
    /// The id of the formation; empty for meetings that name none.
    pub id: String,
    /// The formation.
    pub formation: Option<Formation>,
    /// Newest first.
    pub meetings: Vec<ArchivedMeeting>,
}

/// A past meeting.
#[derive(Debug, Serialize)]
pub struct ArchivedMeeting {
    /// Its days, and its page.
    pub meeting: Ref,
    /// The day on which it was sealed; none if it is open.
    pub sealed: Option<Day>,
    /// The day on which it was last corrected since.
    pub corrected: Option<Day>,
    /// Its package.
    pub package: Option<PackageView>,
}

/// A formation that no longer meets.
#[derive(Debug, Serialize)]
pub struct ClosedFormation {
    /// The formation.
    pub formation: Formation,
    /// How it ended.
    pub closure: ClosureView,
}

/// How a formation ended.
#[derive(Debug, Serialize)]
pub struct ClosureView {
    /// Its last day, if that is known.
    pub closed: Option<Day>,
    /// What took its place, and the list of its meetings.
    pub successor: Option<Ref>,
}

/// A package of a meeting.
#[derive(Debug, Serialize)]
pub struct PackageView {
    /// Its SHA-512 digest.
    pub digest: String,
    /// Its size in words.
    pub size: String,
    /// The version of the seal that it holds, in words.
    pub version: Option<String>,
    /// Where it can be had.
    pub href: Option<String>,
}

/// Views the page of past meetings.
///
/// Without a clock a meeting counts as past if it is sealed, has a report or a package, or one of the same formation came after it.
pub fn archive(reader: &Reader) -> ArchivePage {
    let site = reader.site;
    let past = |m: &&Meeting| m.seal.is_some() || m.report.is_some() || m.package.is_some() || m.next.is_some();
    let mut years: Vec<ArchiveYear> = Vec::new();
    for meeting in site.meetings.iter().filter(past) {
        let Some(start) = meeting.start else { continue };
        if years.last().is_none_or(|last| last.year != start.year()) {
            years.push(ArchiveYear { year: start.year(), formations: Vec::new() });
        }
        let Some(year) = years.last_mut() else { continue };
        let entry = archived(reader, meeting);
        match year.formations.iter_mut().find(|formation| formation.id == meeting.formation) {
            Some(formation) => formation.meetings.push(entry),
            None => {
                let formation = (!meeting.formation.is_empty()).then(|| site.formation(&meeting.formation));
                year.formations.push(ArchiveFormation { id: meeting.formation.clone(), formation, meetings: vec![entry] });
            }
        }
    }
    years.iter_mut().for_each(|year| year.formations.sort_by(|a, b| a.id.cmp(&b.id)));
    let closed = site.config.closures.keys().filter_map(|id| Some((site.formation(id), closure(reader, id)?)));
    ArchivePage { years, closed: closed.map(|(formation, closure)| ClosedFormation { formation, closure }).collect() }
}

fn archived(reader: &Reader, meeting: &Meeting) -> ArchivedMeeting {
    let versions = meeting.seal.as_ref().map_or(&[][..], |seal| seal.versions.as_slice());
    ArchivedMeeting {
        meeting: Ref { title: meeting.dates.clone(), href: reader.href(Page::Document(meeting.agenda), None) },
        sealed: versions.first().map(|version| Day::new(reader.language, version.date)),
        corrected: versions.get(1..).and_then(<[_]>::last).map(|version| Day::new(reader.language, version.date)),
        package: package(reader, meeting),
    }
}

/// The package of a meeting. A page within a package cannot show it.
pub fn package(reader: &Reader, meeting: &Meeting) -> Option<PackageView> {
    let note = meeting.package.as_ref().filter(|_| reader.package.is_none())?;
    let base = reader.site.config.archive.packages.as_ref();
    Some(PackageView {
        digest: note.digest.clone(),
        size: reader.language.size(note.bytes),
        version: note.version.map(|version| reader.language.phrase("version", &[("number", &version.to_string())])),
        href: base.map(|base| format!("{base}{}/", address::encode(&meeting.id))),
    })
}

/// How a formation ended, if it did.
pub fn closure(reader: &Reader, formation: &str) -> Option<ClosureView> {
    let site = reader.site;
    let closure = site.config.closures.get(formation)?;
    let successor = closure.superseded_by.as_ref().map(|successor| {
        let anchor = format!("v-{}", successor.value);
        // The list of meetings has a place for each formation once there are two.
        let others = |own: bool| site.meetings.iter().any(|m| !m.formation.is_empty() && (m.formation == successor.value) == own);
        let anchor = Some(anchor.as_str()).filter(|_| others(true) && others(false));
        Ref { title: site.formation(&successor.value).name, href: reader.href(Page::Meetings, anchor) }
    });
    Some(ClosureView { closed: closure.closed.map(|day| Day::new(reader.language, day)), successor })
}
