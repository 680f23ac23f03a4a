//! Lists as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::head::Head;
use super::text::Facts;
use crate::view::{Ref, lists, source};

/// The list of meetings, newest first.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Meetings")]
pub struct Meetings<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The meetings, newest first; those without a date last.
    meetings: Vec<Meeting<'a>>,
}

/// A meeting in a list.
#[derive(Debug, Serialize, JsonSchema)]
struct Meeting<'a> {
    #[serde(flatten)]
    facts: Facts<'a>,
    /// How many items its agenda has.
    items: usize,
    /// How many notes.
    notes: usize,
    /// Its report.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<&'a str>,
    /// Whether it is a draft, which only a preview has.
    draft: bool,
}

/// The list of dossiers, by name.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Dossiers")]
pub struct Dossiers<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The dossiers, by name.
    dossiers: Vec<Dossier<'a>>,
}

/// A dossier in a list.
#[derive(Debug, Serialize, JsonSchema)]
struct Dossier<'a> {
    /// Its short name.
    name: &'a str,
    /// Its page.
    href: &'a str,
    /// Its full title.
    title: &'a str,
    /// What it is about, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    /// The interinstitutional procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    procedure: Option<&'a str>,
    /// How many meetings dealt with it.
    meetings: usize,
    /// The last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<&'a Ref>,
}

/// The list of commitments, by the day on which they are due.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Commitments")]
pub struct Commitments<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The commitments, by the day on which they are due; those without one last.
    commitments: Vec<Commitment<'a>>,
}

/// Something promised to parliament.
#[derive(Debug, Serialize, JsonSchema)]
struct Commitment<'a> {
    /// What is promised.
    what: &'a str,
    /// The last day on which it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<&'a str>,
    /// The document that promises it.
    document: &'a Ref,
    /// The item in which it is promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a Ref>,
}

/// The list of treatments, by name.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Treatments")]
pub struct Treatments<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The treatments, by name.
    treatments: Vec<Treatment<'a>>,
}

/// A treatment and the items that were given it.
#[derive(Debug, Serialize, JsonSchema)]
struct Treatment<'a> {
    /// As first written.
    name: &'a str,
    /// Its place on the page beside this file.
    anchor: &'a str,
    /// How many items were given it.
    count: usize,
    /// The latest of them, newest meeting first.
    items: Vec<Item<'a>>,
}

/// An item that was given a treatment.
#[derive(Debug, Serialize, JsonSchema)]
struct Item<'a> {
    /// The item.
    item: &'a Ref,
    /// Its meeting.
    meeting: &'a Ref,
    /// The first day of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<&'a str>,
}

/// The list of sources, by parliamentary dossier and kind.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Sources")]
pub struct Sources<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// How many sources the site has.
    count: usize,
    /// By parliamentary dossier, then by kind.
    groups: Vec<SourceGroup<'a>>,
}

/// Sources that belong together.
#[derive(Debug, Serialize, JsonSchema)]
struct SourceGroup<'a> {
    /// What they have in common.
    title: &'a str,
    /// The name of their form, such as `kamerstuk` or `commission`.
    form: &'a str,
    /// The page of the parliamentary dossier that they belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<&'a str>,
    /// How many there are.
    count: usize,
    /// The most cited of them, in the order of their numbers.
    sources: Vec<SourceRef<'a>>,
}

/// A source in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SourceRef<'a> {
    /// The id it goes by.
    id: &'a str,
    /// What it is called.
    title: &'a str,
    /// Its page.
    href: &'a str,
    /// Its official address.
    #[serde(skip_serializing_if = "Option::is_none")]
    official: Option<&'a str>,
    /// How many places cite it.
    count: usize,
}

impl<'a> Sources<'a> {
    /// The list from its page.
    pub fn new(head: Head<'a>, list: &'a source::SourcesPage) -> Self {
        let group = |group: &'a source::SourceGroup| SourceGroup {
            title: &group.title,
            form: group.form,
            href: group.href.as_deref(),
            count: group.count,
            sources: group.sources.iter().map(SourceRef::new).collect(),
        };
        Sources { head, count: list.count, groups: list.groups.iter().map(group).collect() }
    }
}

impl<'a> SourceRef<'a> {
    /// A source from its entry.
    pub fn new(entry: &'a source::SourceEntry) -> Self {
        SourceRef {
            id: &entry.id,
            title: &entry.source.title,
            href: &entry.source.href,
            official: entry.official.as_deref(),
            count: entry.count,
        }
    }
}

impl<'a> Meetings<'a> {
    /// The list from its page.
    pub fn new(head: Head<'a>, list: &'a lists::Meetings) -> Self {
        let meeting = |entry: &'a lists::MeetingEntry| Meeting {
            facts: Facts::new(&entry.meeting),
            items: entry.items,
            notes: entry.notes,
            report: entry.report.as_ref().map(|r| r.href.as_str()),
            draft: entry.draft,
        };
        Meetings { head, meetings: list.years.iter().flat_map(|year| &year.meetings).map(meeting).collect() }
    }
}

impl<'a> Dossiers<'a> {
    /// The list from its page.
    pub fn new(head: Head<'a>, list: &'a lists::Dossiers) -> Self {
        let dossier = |entry: &'a lists::DossierEntry| Dossier {
            name: &entry.dossier.title,
            href: &entry.dossier.href,
            title: &entry.title,
            summary: entry.summary.as_deref(),
            procedure: entry.procedure.as_deref(),
            meetings: entry.meetings,
            latest: entry.latest.as_ref(),
        };
        Dossiers { head, dossiers: list.groups.iter().flat_map(|group| &group.dossiers).map(dossier).collect() }
    }
}

impl<'a> Commitments<'a> {
    /// The list from its page.
    pub fn new(head: Head<'a>, list: &'a lists::Commitments) -> Self {
        let commitment = |entry: &'a lists::CommitmentEntry| Commitment {
            what: &entry.what,
            due: entry.due.as_ref().map(|d| d.iso.as_str()),
            document: &entry.document,
            item: entry.item.as_ref(),
        };
        Commitments { head, commitments: list.groups.iter().flat_map(|group| &group.commitments).map(commitment).collect() }
    }
}

impl<'a> Treatments<'a> {
    /// The list from its page.
    pub fn new(head: Head<'a>, list: &'a lists::Treatments) -> Self {
        let item = |entry: &'a lists::TreatedItem| Item {
            item: &entry.item,
            meeting: &entry.meeting,
            start: entry.start.as_ref().map(|d| d.iso.as_str()),
        };
        let treatment = |group: &'a lists::TreatmentGroup| Treatment {
            name: &group.name,
            anchor: &group.anchor,
            count: group.count,
            items: group.items.iter().map(item).collect(),
        };
        Treatments { head, treatments: list.treatments.iter().map(treatment).collect() }
    }
}
