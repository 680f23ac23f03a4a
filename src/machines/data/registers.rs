//! Registers as data.
//!
//! Takes: the views of registers: fiches, motions, and the EU proposals of each quarter.
//! Gives: the fields of their `index.json`; their doc comments become descriptions in the schema.
//! Never: drops or renames a field.

use schemars::JsonSchema;
use serde::Serialize;

use super::data_head::DataHead;
use super::lists::SourceRefData;
use crate::view::{Ref, registers};

/// A register of parliamentary papers: BNC-fiches or motions.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Register")]
pub(super) struct RegisterData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// The name of the register.
    title: &'a str,
    /// The papers in it, in the order of the page.
    papers: Vec<PaperData<'a>>,
}

/// A paper in a register.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Paper")]
struct PaperData<'a> {
    #[serde(flatten)]
    source: SourceRefData<'a>,
    /// The day of the paper, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// What it is about: the title of its dossier, or the words that cite it.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a str>,
    /// The dossiers that cite it or name it as theirs.
    dossiers: &'a [Ref],
}

/// The quarters with EU proposals, newest first.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Overview")]
pub(super) struct OverviewData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// The quarters, newest first.
    quarters: Vec<QuarterRefData<'a>>,
}

/// A quarter in a list.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "QuarterRef")]
struct QuarterRefData<'a> {
    /// Its name.
    title: &'a str,
    /// The address of its page.
    href: &'a str,
    /// How many proposals it has.
    count: usize,
}

/// The EU proposals of a quarter.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Quarter")]
pub(super) struct QuarterData<'a> {
    #[serde(flatten)]
    head: DataHead<'a>,
    /// The calendar year, such as 2024.
    year: i16,
    /// The quarter of that year, 1 to 4.
    quarter: i8,
    /// The proposals that meetings dealt with or that reached a milestone, by name.
    proposals: Vec<ProposalData<'a>>,
}

/// A proposal in a quarter.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Proposal")]
struct ProposalData<'a> {
    /// The short name of the dossier, and its page.
    dossier: &'a Ref,
    /// Its full title.
    title: &'a str,
    /// The interinstitutional procedure.
    procedure: &'a str,
    /// The Commission document.
    #[serde(skip_serializing_if = "Option::is_none")]
    com: Option<&'a str>,
    /// How far it had come by the end of the quarter, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'a str>,
    /// The day since which it has been at that stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    /// How the last meeting of the quarter dealt with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    treatment: Option<&'a Ref>,
    /// The last meeting of the quarter that dealt with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting: Option<&'a Ref>,
    /// The first day of that meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<&'a str>,
}

impl<'a> RegisterData<'a> {
    pub(super) fn new(head: DataHead<'a>, page: &'a registers::RegisterPage) -> Self {
        let paper = |entry: &'a registers::RegisterEntry| PaperData {
            source: SourceRefData::new(&entry.source),
            date: entry.date.as_ref().map(|day| day.iso.as_str()),
            about: entry.about.as_deref(),
            dossiers: &entry.dossiers,
        };
        RegisterData { head, title: &page.heading, papers: page.papers.iter().map(paper).collect() }
    }
}

impl<'a> OverviewData<'a> {
    pub(super) fn new(head: DataHead<'a>, page: &'a registers::OverviewPage) -> Self {
        let quarter = |entry: &'a registers::QuarterEntry| QuarterRefData {
            title: &entry.quarter.title,
            href: &entry.quarter.href,
            count: entry.count,
        };
        OverviewData { head, quarters: page.quarters.iter().map(quarter).collect() }
    }
}

impl<'a> QuarterData<'a> {
    pub(super) fn new(head: DataHead<'a>, page: &'a registers::QuarterPage) -> Self {
        let proposal = |entry: &'a registers::ProposalEntry| ProposalData {
            dossier: &entry.dossier,
            title: &entry.title,
            procedure: &entry.procedure,
            com: entry.com.as_deref(),
            stage: entry.stage.as_deref(),
            since: entry.since.as_ref().map(|day| day.iso.as_str()),
            treatment: entry.treatment.as_ref(),
            meeting: entry.meeting.as_ref(),
            day: entry.day.as_ref().map(|day| day.iso.as_str()),
        };
        QuarterData {
            head,
            year: page.year,
            quarter: page.number,
            proposals: page.proposals.iter().map(proposal).collect(),
        }
    }
}
