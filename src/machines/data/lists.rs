//! Lists as data.
//!
//! Takes: the views of lists: meetings, dossiers, commitments, treatments, sources.
//! Gives: the fields of their `index.json`; their doc comments become descriptions in the schema.
//! Never: drops or renames a field.

use schemars::JsonSchema;
use serde::Serialize;

use super::data_head::DataHead;
use super::promise::CommitmentData;
use super::text::MeetingFactsData;
use crate::view::{Ref, lists, promise, source, source_list};

/// The list of meetings, newest first.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Meetings")]
pub(super) struct MeetingListData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// The meetings, newest first; those without a date last.
    meetings: Vec<ListedMeetingData<'a>>,
}

/// A meeting in a list.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Meeting")]
struct ListedMeetingData<'a> {
    #[serde(flatten)]
    facts: MeetingFactsData<'a>,
    /// How many items its agenda has.
    items: usize,
    /// How many notes its agenda has.
    notes: usize,
    /// The address of its report.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<&'a str>,
    /// Whether it is a draft, which only a preview has.
    draft: bool,
}

/// The list of dossiers, by name.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Dossiers")]
pub(super) struct DossierListData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// The dossiers, by name.
    dossiers: Vec<ListedDossierData<'a>>,
}

/// A dossier in a list.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Dossier")]
struct ListedDossierData<'a> {
    /// Its short name.
    name: &'a str,
    /// The address of its page.
    href: &'a str,
    /// Its full title.
    title: &'a str,
    /// What the dossier is about, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    /// The interinstitutional procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    procedure: Option<&'a str>,
    /// How many meetings dealt with it.
    meetings: usize,
    /// The last meeting that dealt with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<&'a Ref>,
}

/// The list of commitments, by the day on which they are due.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Commitments")]
pub(super) struct CommitmentListData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// The commitments, by the day on which they are due; those without one last.
    commitments: Vec<ListedCommitmentData<'a>>,
}

/// Something promised to parliament.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ListedCommitment")]
struct ListedCommitmentData<'a> {
    #[serde(flatten)]
    promise: CommitmentData<'a>,
    /// The document that makes the promise.
    document: &'a Ref,
    /// The address of its place on the list.
    href: &'a str,
    /// The dossiers that it is about.
    dossiers: &'a [Ref],
}

/// The list of treatments, by name.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Treatments")]
pub(super) struct TreatmentListData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// The treatments, by name.
    treatments: Vec<TreatmentData<'a>>,
}

/// A treatment and the items that were given it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Treatment")]
struct TreatmentData<'a> {
    /// As first typed.
    name: &'a str,
    /// The id of its place on the page beside this file.
    anchor: &'a str,
    /// How many items were given it.
    count: usize,
    /// The latest of those items, newest meeting first.
    items: Vec<TreatedItemData<'a>>,
}

/// An item that was given a treatment.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Item")]
struct TreatedItemData<'a> {
    /// The words of the item, and its place on the page of the document.
    item: &'a Ref,
    /// The name of its meeting, and the page.
    meeting: &'a Ref,
    /// The first day of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<&'a str>,
}

/// The list of sources, by parliamentary dossier and kind.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Sources")]
pub(super) struct SourceListData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// How many sources the site has.
    count: usize,
    /// By parliamentary dossier, then by kind.
    groups: Vec<SourceGroupData<'a>>,
}

/// Sources that belong together.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SourceGroup")]
struct SourceGroupData<'a> {
    /// What they have in common: their dossier or their kind.
    title: &'a str,
    /// The name of their form, such as `kamerstuk` or `commission`.
    form: &'a str,
    /// The page of the parliamentary dossier that they belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<&'a str>,
    /// How many sources the group has, including those not listed.
    count: usize,
    /// The most cited of them, in the order of their numbers.
    sources: Vec<SourceRefData<'a>>,
}

/// A source in a list.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SourceRef")]
pub(super) struct SourceRefData<'a> {
    /// The id that the source goes by, such as `kst-32317-872`.
    id: &'a str,
    /// The name of the source.
    title: &'a str,
    /// The address of its page.
    href: &'a str,
    /// Its official address.
    #[serde(skip_serializing_if = "Option::is_none")]
    official: Option<&'a str>,
    /// How many places cite it.
    count: usize,
}

impl<'a> SourceListData<'a> {
    pub(super) fn new(head: DataHead<'a>, list: &'a source_list::SourcesPage) -> Self {
        let group = |group: &'a source_list::SourceGroup| SourceGroupData {
            title: &group.title,
            form: group.form,
            href: group.href.as_deref(),
            count: group.count,
            sources: group.sources.iter().map(SourceRefData::new).collect(),
        };
        SourceListData { head, count: list.count, groups: list.groups.iter().map(group).collect() }
    }
}

impl<'a> SourceRefData<'a> {
    pub(super) fn new(entry: &'a source::SourceEntry) -> Self {
        SourceRefData {
            id: &entry.id,
            title: &entry.source.title,
            href: &entry.source.href,
            official: entry.official.as_deref(),
            count: entry.count,
        }
    }
}

impl<'a> MeetingListData<'a> {
    pub(super) fn new(head: DataHead<'a>, list: &'a lists::MeetingsPage) -> Self {
        let meeting = |entry: &'a lists::MeetingEntry| ListedMeetingData {
            facts: MeetingFactsData::new(&entry.meeting),
            items: entry.items,
            notes: entry.notes,
            report: entry.report.as_ref().map(|r| r.href.as_str()),
            draft: entry.draft,
        };
        MeetingListData { head, meetings: list.years.iter().flat_map(|year| &year.meetings).map(meeting).collect() }
    }
}

impl<'a> DossierListData<'a> {
    pub(super) fn new(head: DataHead<'a>, list: &'a lists::DossiersPage) -> Self {
        let dossier = |entry: &'a lists::DossierEntry| ListedDossierData {
            name: &entry.dossier.title,
            href: &entry.dossier.href,
            title: &entry.title,
            summary: entry.summary.as_deref(),
            procedure: entry.procedure.as_deref(),
            meetings: entry.meetings,
            latest: entry.latest.as_ref(),
        };
        DossierListData { head, dossiers: list.groups.iter().flat_map(|group| &group.dossiers).map(dossier).collect() }
    }
}

impl<'a> CommitmentListData<'a> {
    pub(super) fn new(head: DataHead<'a>, list: &'a promise::Commitments) -> Self {
        let entry = |entry: &'a promise::CommitmentEntry| ListedCommitmentData {
            promise: CommitmentData::new(&entry.promise),
            document: &entry.document,
            href: &entry.promise.href,
            dossiers: &entry.promise.dossiers,
        };
        CommitmentListData { head, commitments: list.by_due().into_iter().map(entry).collect() }
    }
}

impl<'a> TreatmentListData<'a> {
    pub(super) fn new(head: DataHead<'a>, list: &'a lists::Treatments) -> Self {
        let item = |entry: &'a lists::TreatedItem| TreatedItemData {
            item: &entry.item,
            meeting: &entry.meeting,
            start: entry.start.as_ref().map(|d| d.iso.as_str()),
        };
        let treatment = |group: &'a lists::TreatmentGroup| TreatmentData {
            name: &group.name,
            anchor: &group.anchor,
            count: group.count,
            items: group.items.iter().map(item).collect(),
        };
        TreatmentListData { head, treatments: list.treatments.iter().map(treatment).collect() }
    }
}
