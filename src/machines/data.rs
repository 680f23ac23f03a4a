//! Views as data: the `index.json` beside each meeting, report, dossier and list.
//!
//! Takes: the [`View`] that its page is rendered from.
//! Gives: JSON, and the JSON Schemas that describe it, under `schema/`.
//! Never: contains what only a page needs (classes, levels, names of permanent links), or anything that the page does
//! not show.
//!
//! Every address in it, even within HTML, is relative to the file itself, as on the page beside it. Days are written
//! `2024-06-13`. What is not known is left out; lists are always there, empty or not. Fields may be added; none may
//! change or go.

mod data_head;
mod dossier;
mod lists;
mod position;
mod promise;
mod registers;
mod sealing;
mod table;
mod text;
mod timeliness;

use schemars::JsonSchema;
use serde::Serialize;

use crate::settings::address::{self, SCHEMAS};
use crate::site::{Page, Site};
use crate::view::{Content, Frame, View};
use data_head::DataHead;

/// The site as a whole: where to find its lists.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Site")]
struct SiteData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// The name of the site.
    title: &'a str,
    /// One sentence about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// The address of the list of meetings, as data.
    meetings: String,
    /// The address of the list of dossiers, as data.
    dossiers: String,
    /// The address of the list of commitments, as data.
    commitments: String,
    /// The address of the list of treatments, as data.
    treatments: String,
    /// The address of the list of sources, as data.
    sources: String,
}

/// The schema of one kind of file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schema {
    kind: &'static str,
    make: fn() -> schemars::Schema,
}

impl Schema {
    pub(crate) fn address(&self) -> String {
        format!("{SCHEMAS}{}.json", self.kind)
    }

    /// The schema as JSON.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        pretty(&(self.make)())
    }
}

/// Every kind of file, with its schema.
const KINDS: &[Schema] = &[
    Schema { kind: "commitments", make: schema_of::<lists::CommitmentListData> },
    Schema { kind: "dossier", make: schema_of::<dossier::DossierData> },
    Schema { kind: "dossiers", make: schema_of::<lists::DossierListData> },
    Schema { kind: "meeting", make: schema_of::<text::MeetingData> },
    Schema { kind: "meetings", make: schema_of::<lists::MeetingListData> },
    Schema { kind: "overview", make: schema_of::<registers::OverviewData> },
    Schema { kind: "quarter", make: schema_of::<registers::QuarterData> },
    Schema { kind: "register", make: schema_of::<registers::RegisterData> },
    Schema { kind: "report", make: schema_of::<text::ReportData> },
    Schema { kind: "site", make: schema_of::<SiteData> },
    Schema { kind: "sources", make: schema_of::<lists::SourceListData> },
    Schema { kind: "timeliness", make: schema_of::<timeliness::TimelinessData> },
    Schema { kind: "treatments", make: schema_of::<lists::TreatmentListData> },
];

pub(crate) fn schemas() -> impl Iterator<Item = Schema> {
    KINDS.iter().copied()
}

/// The data of a page; `None` if it has none.
pub(crate) fn data(site: &Site, view: &View) -> Option<Vec<u8>> {
    let frame = &view.page;
    match &view.content {
        Content::Home(_) => Some(compact(&site_data(site, frame))),
        Content::Meetings(list) => Some(compact(&lists::MeetingListData::new(DataHead::new(frame, "meetings"), list))),
        Content::Dossiers(list) => Some(compact(&lists::DossierListData::new(DataHead::new(frame, "dossiers"), list))),
        Content::Commitments(list) => {
            Some(compact(&lists::CommitmentListData::new(DataHead::new(frame, "commitments"), list)))
        }
        Content::Treatments(list) => {
            Some(compact(&lists::TreatmentListData::new(DataHead::new(frame, "treatments"), list)))
        }
        Content::Meeting(page) => Some(compact(&text::MeetingData::new(frame, page))),
        Content::Report(page) => Some(compact(&text::ReportData::new(frame, page))),
        Content::Dossier(page) => Some(compact(&dossier::DossierData::new(frame, page))),
        Content::Sources(list) => Some(compact(&lists::SourceListData::new(DataHead::new(frame, "sources"), list))),
        Content::Register(page) => Some(compact(&registers::RegisterData::new(DataHead::new(frame, "register"), page))),
        Content::Overview(page) => Some(compact(&registers::OverviewData::new(DataHead::new(frame, "overview"), page))),
        Content::Quarter(page) => Some(compact(&registers::QuarterData::new(DataHead::new(frame, "quarter"), page))),
        Content::Timeliness(page) => {
            Some(compact(&timeliness::TimelinessData::new(DataHead::new(frame, "timeliness"), page)))
        }
        Content::Beside(_)
        | Content::Source(_)
        | Content::Plain(_)
        | Content::Version(_)
        | Content::Footnote(_)
        | Content::Redirect(_) => None,
        Content::Archive(_) | Content::Search(_) | Content::Gone(_) | Content::NotFound(_) => None,
    }
}

/// The same as a table for spreadsheets; `None` unless the page is a register.
pub(crate) fn table(view: &View) -> Option<Vec<u8>> {
    table::table(&view.content)
}

fn site_data<'a>(site: &'a Site, frame: &'a Frame) -> SiteData<'a> {
    let address = |page| format!("{}index.json", address::encode(&site.address(page)));
    SiteData {
        head: DataHead::new(frame, "site"),
        title: &site.settings.title,
        description: site.settings.description.as_deref(),
        meetings: address(Page::Meetings),
        dossiers: address(Page::Dossiers),
        commitments: address(Page::Commitments),
        treatments: address(Page::Treatments),
        sources: address(Page::Sources),
    }
}

fn compact(data: &impl Serialize) -> Vec<u8> {
    with_line_break(serde_json::to_vec(data))
}

fn pretty(data: &impl Serialize) -> Vec<u8> {
    with_line_break(serde_json::to_vec_pretty(data))
}

fn with_line_break(json: serde_json::Result<Vec<u8>>) -> Vec<u8> {
    let mut json = json.expect("these structures have text keys and no writer that can fail");
    json.push(b'\n');
    json
}

/// The schema of a kind of file, as it is written.
fn schema_of<T: JsonSchema>() -> schemars::Schema {
    schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}
