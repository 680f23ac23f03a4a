//! Views as data: the `index.json` beside each meeting, report, dossier and list.
//!
//! Takes: the [`View`] that its page is rendered from.
//! Gives: JSON, and the JSON Schemas that describe it, under `schema/`.
//! Never: holds what only a page needs (classes, levels, names of permanent links), or anything that the page does not show.
//!
//! Every address in it, within HTML too, is seen from the file itself, as in the page that lies beside it. Days are written
//! `2024-06-13`. What is not known is left out; lists are always there, empty or not. Fields may join; none change or go.

mod dossier;
mod head;
mod lists;
mod registers;
mod table;
mod text;

use schemars::JsonSchema;
use serde::Serialize;

use crate::address::{self, SCHEMAS};
use crate::site::{Page, Site};
use crate::view::{Content, Frame, View};
use head::Head;

/// The site as a whole: where its lists are.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Site")]
struct SiteData<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The name of the site.
    title: &'a str,
    /// One sentence about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// The address of the list of meetings, as data.
    meetings: String,
    /// The same of dossiers.
    dossiers: String,
    /// The same of commitments.
    commitments: String,
    /// The same of treatments.
    treatments: String,
    /// The same of sources.
    sources: String,
}

/// The schema of one kind of file.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    kind: &'static str,
    make: fn() -> schemars::Schema,
}

impl Schema {
    /// Its address.
    pub fn address(&self) -> String {
        format!("{SCHEMAS}{}.json", self.kind)
    }

    /// Its text.
    pub fn bytes(&self) -> Vec<u8> {
        pretty(&(self.make)())
    }
}

/// Every kind of file with its schema.
const KINDS: &[Schema] = &[
    Schema { kind: "commitments", make: schema_of::<lists::Commitments> },
    Schema { kind: "dossier", make: schema_of::<dossier::Dossier> },
    Schema { kind: "dossiers", make: schema_of::<lists::Dossiers> },
    Schema { kind: "meeting", make: schema_of::<text::Meeting> },
    Schema { kind: "meetings", make: schema_of::<lists::Meetings> },
    Schema { kind: "overview", make: schema_of::<registers::Overview> },
    Schema { kind: "quarter", make: schema_of::<registers::Quarter> },
    Schema { kind: "register", make: schema_of::<registers::Register> },
    Schema { kind: "report", make: schema_of::<text::Report> },
    Schema { kind: "site", make: schema_of::<SiteData> },
    Schema { kind: "sources", make: schema_of::<lists::Sources> },
    Schema { kind: "treatments", make: schema_of::<lists::Treatments> },
];

/// The schemas of all kinds of files.
pub fn schemas() -> impl Iterator<Item = Schema> {
    KINDS.iter().copied()
}

/// The data of a page, if it has any.
pub fn data(site: &Site, view: &View) -> Option<Vec<u8>> {
    let frame = &view.page;
    match &view.content {
        Content::Home(_) => Some(compact(&site_data(site, frame))),
        Content::Meetings(list) => Some(compact(&lists::Meetings::new(Head::new(frame, "meetings"), list))),
        Content::Dossiers(list) => Some(compact(&lists::Dossiers::new(Head::new(frame, "dossiers"), list))),
        Content::Commitments(list) => Some(compact(&lists::Commitments::new(Head::new(frame, "commitments"), list))),
        Content::Treatments(list) => Some(compact(&lists::Treatments::new(Head::new(frame, "treatments"), list))),
        Content::Meeting(page) => Some(compact(&text::Meeting::new(frame, page))),
        Content::Report(page) => Some(compact(&text::Report::new(frame, page))),
        Content::Dossier(page) => Some(compact(&dossier::Dossier::new(frame, page))),
        Content::Sources(list) => Some(compact(&lists::Sources::new(Head::new(frame, "sources"), list))),
        Content::Register(page) => Some(compact(&registers::Register::new(Head::new(frame, "register"), page))),
        Content::Overview(page) => Some(compact(&registers::Overview::new(Head::new(frame, "overview"), page))),
        Content::Quarter(page) => Some(compact(&registers::Quarter::new(Head::new(frame, "quarter"), page))),
        Content::Source(_) | Content::Plain(_) | Content::Version(_) | Content::Footnote(_) | Content::Redirect(_) => None,
        Content::Archive(_) | Content::Search(_) | Content::Gone(_) | Content::NotFound(_) => None,
    }
}

/// The same as a table for spreadsheets, if it is one.
pub fn table(view: &View) -> Option<Vec<u8>> {
    table::table(&view.content)
}

fn site_data<'a>(site: &'a Site, frame: &'a Frame) -> SiteData<'a> {
    let address = |page| format!("{}index.json", address::encode(&site.address(page)));
    SiteData {
        head: Head::new(frame, "site"),
        title: &site.config.title,
        description: site.config.description.as_deref(),
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

/// The schema of a kind of file as it is written.
fn schema_of<T: JsonSchema>() -> schemars::Schema {
    schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}
