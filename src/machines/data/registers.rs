//! Registers as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::head::Head;
use super::lists::SourceRef;
use crate::view::{Ref, registers};

/// A register of parliamentary papers: BNC-fiches or motions.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Register")]
pub struct Register<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The name of the register.
    title: &'a str,
    /// Its papers.
    papers: Vec<Paper<'a>>,
}

/// A paper in a register.
#[derive(Debug, Serialize, JsonSchema)]
struct Paper<'a> {
    #[serde(flatten)]
    source: SourceRef<'a>,
    /// Its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a str>,
    /// The dossiers that it has to do with.
    dossiers: &'a [Ref],
}

/// The quarters with EU proposals, newest first.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Overview")]
pub struct Overview<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The quarters, newest first.
    quarters: Vec<QuarterRef<'a>>,
}

/// A quarter in a list.
#[derive(Debug, Serialize, JsonSchema)]
struct QuarterRef<'a> {
    /// Its name.
    title: &'a str,
    /// Its page.
    href: &'a str,
    /// How many proposals it has.
    count: usize,
}

/// The EU proposals of a quarter.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Quarter")]
pub struct Quarter<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The year.
    year: i16,
    /// 1 to 4.
    quarter: i8,
    /// The proposals that meetings dealt with or that took a step, by name.
    proposals: Vec<Proposal<'a>>,
}

/// A proposal in a quarter.
#[derive(Debug, Serialize, JsonSchema)]
struct Proposal<'a> {
    /// Its dossier.
    dossier: &'a Ref,
    /// Its full title.
    title: &'a str,
    /// The interinstitutional procedure.
    procedure: &'a str,
    /// The Commission document.
    #[serde(skip_serializing_if = "Option::is_none")]
    com: Option<&'a str>,
    /// How far it was at the end of the quarter, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'a str>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    /// How the last meeting of the quarter dealt with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    treatment: Option<&'a Ref>,
    /// That meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting: Option<&'a Ref>,
    /// The first day of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<&'a str>,
}

impl<'a> Register<'a> {
    /// A register from its page.
    pub fn new(head: Head<'a>, page: &'a registers::RegisterPage) -> Self {
        let paper = |entry: &'a registers::RegisterEntry| Paper {
            source: SourceRef::new(&entry.source),
            date: entry.date.as_ref().map(|day| day.iso.as_str()),
            about: entry.about.as_deref(),
            dossiers: &entry.dossiers,
        };
        Register { head, title: &page.heading, papers: page.papers.iter().map(paper).collect() }
    }
}

impl<'a> Overview<'a> {
    /// The list from its page.
    pub fn new(head: Head<'a>, page: &'a registers::OverviewPage) -> Self {
        let quarter =
            |entry: &'a registers::QuarterEntry| QuarterRef { title: &entry.quarter.title, href: &entry.quarter.href, count: entry.count };
        Overview { head, quarters: page.quarters.iter().map(quarter).collect() }
    }
}

impl<'a> Quarter<'a> {
    /// A quarter from its page.
    pub fn new(head: Head<'a>, page: &'a registers::QuarterPage) -> Self {
        let proposal = |entry: &'a registers::ProposalEntry| Proposal {
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
        Quarter { head, year: page.year, quarter: page.number, proposals: page.proposals.iter().map(proposal).collect() }
    }
}
