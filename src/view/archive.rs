//! The page of past meetings: by year and formation, with what became of each.
//!
//! Takes: a site, read for this page.
//! Gives: [`ArchivePage`], newest year first; for other pages, the package of a meeting and how a formation ended.
//! Never: asks the clock which meetings are past.

use serde::Serialize;

use super::division::DayView;
use super::text::{Ref, SiteReader};
use crate::settings::Formation;
use crate::settings::address;
use crate::settings::words::Word;
use crate::site::{Meeting, Page};

#[derive(Debug, Serialize)]
pub(crate) struct ArchivePage {
    /// By year, newest first.
    pub years: Vec<ArchiveYear>,
    /// The formations that no longer meet.
    pub closed: Vec<ClosedFormation>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ArchiveYear {
    pub year: i16,
    /// A group for each formation, and one for the meetings that name none.
    pub formations: Vec<ArchiveFormation>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ArchiveFormation {
    /// The id of the formation; empty for meetings that name none.
    pub id: String,
    /// The formation itself; `None` if the settings have none with this id.
    pub formation: Option<Formation>,
    pub meetings: Vec<ArchivedMeeting>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ArchivedMeeting {
    /// A link to its page, titled with its days.
    pub meeting: Ref,
    /// The day on which it was sealed; `None` while it is open.
    pub sealed: Option<DayView>,
    /// The day of its last correction; `None` without one.
    pub corrected: Option<DayView>,
    /// The package in which it is archived, if there is one.
    pub package: Option<PackageView>,
}

/// A formation that no longer meets.
#[derive(Debug, Serialize)]
pub(crate) struct ClosedFormation {
    pub formation: Formation,
    /// How it ended.
    pub closure: ClosureView,
}

/// How a formation ended.
#[derive(Debug, Serialize)]
pub(crate) struct ClosureView {
    /// Its last day; `None` if the settings do not name it.
    pub closed: Option<DayView>,
    /// The formation that took its place, as a link to the list of its meetings.
    pub successor: Option<Ref>,
}

#[derive(Debug, Serialize)]
pub(crate) struct PackageView {
    /// Its SHA-512 digest, in hexadecimal.
    pub digest: String,
    /// Its size in words: `1,2 MB`.
    pub size: String,
    /// The version of the seal that it holds, in words; `None` for a meeting that is not sealed.
    pub version: Option<String>,
    /// Where it can be downloaded.
    pub href: Option<String>,
}

/// Views the page of past meetings.
///
/// There is no clock. So a meeting counts as past if it is sealed, has a report or a package, or was followed by
/// another of the same formation.
pub(super) fn archive(reader: &SiteReader) -> ArchivePage {
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
                year.formations.push(ArchiveFormation {
                    id: meeting.formation.clone(),
                    formation,
                    meetings: vec![entry],
                });
            }
        }
    }
    years.iter_mut().for_each(|year| year.formations.sort_by(|a, b| a.id.cmp(&b.id)));
    let closed = site.settings.closures.keys().filter_map(|id| Some((site.formation(id), closure(reader, id)?)));
    ArchivePage { years, closed: closed.map(|(formation, closure)| ClosedFormation { formation, closure }).collect() }
}

fn archived(reader: &SiteReader, meeting: &Meeting) -> ArchivedMeeting {
    let versions = meeting.seal.as_ref().map_or(&[][..], |seal| seal.versions.as_slice());
    ArchivedMeeting {
        meeting: Ref { title: meeting.dates.clone(), href: reader.href(Page::Document(meeting.agenda), None) },
        sealed: versions.first().map(|version| DayView::new(reader.language, version.date)),
        corrected: versions.get(1..).and_then(<[_]>::last).map(|version| DayView::new(reader.language, version.date)),
        package: package(reader, meeting),
    }
}

/// The package of a meeting; `None` on a page that lies within one, since it cannot contain itself.
pub(super) fn package(reader: &SiteReader, meeting: &Meeting) -> Option<PackageView> {
    let note = meeting.package.as_ref().filter(|_| reader.package.is_none())?;
    let base = reader.site.settings.archive.packages.as_ref();
    let name = note.making.as_ref().map_or(meeting.id.as_str(), |making| &making.name);
    Some(PackageView {
        digest: note.digest.clone(),
        size: reader.language.size(note.bytes),
        version: note.version.map(|version| reader.language.phrase(Word::Version, &[("number", &version.to_string())])),
        href: base.map(|base| format!("{base}{}/", address::encode(name))),
    })
}

/// How a formation ended, if it did.
pub(super) fn closure(reader: &SiteReader, formation: &str) -> Option<ClosureView> {
    let site = reader.site;
    let closure = site.settings.closures.get(formation)?;
    let successor = closure.superseded_by.as_ref().map(|successor| {
        let anchor = format!("v-{}", successor.value);
        // The list of meetings has a section for each formation once there are two.
        let others = |own: bool| {
            site.meetings.iter().any(|m| !m.formation.is_empty() && (m.formation == successor.value) == own)
        };
        let anchor = Some(anchor.as_str()).filter(|_| others(true) && others(false));
        Ref { title: site.formation(&successor.value).name, href: reader.href(Page::Meetings, anchor) }
    });
    Some(ClosureView { closed: closure.closed.map(|day| DayView::new(reader.language, day)), successor })
}
