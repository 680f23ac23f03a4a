//! The registers: BNC-fiches, motions, and the EU proposals of each quarter.

use serde::Serialize;

use super::discussion::{by_meeting, discussion};
use super::division::Day;
use super::source::{SourceEntry, citing_words, dossiers, entry, order};
use super::text::{Reader, Ref, plain_text};
use crate::document::Place;
use crate::registers::{Proposal, Quarter};
use crate::site::{self, Page};

/// A register of parliamentary papers.
#[derive(Debug, Serialize)]
pub struct RegisterPage {
    /// Its name.
    pub heading: String,
    /// What stands in it.
    pub intro: String,
    /// Whether its papers have days.
    pub dated: bool,
    /// Its papers.
    pub papers: Vec<RegisterEntry>,
}

/// A paper in a register.
#[derive(Debug, Serialize)]
pub struct RegisterEntry {
    /// The paper.
    pub source: SourceEntry,
    /// Its day.
    pub date: Option<Day>,
    /// What it is about: the title of its dossier, or the words that cite it.
    pub about: Option<String>,
    /// The dossiers that it has to do with.
    pub dossiers: Vec<Ref>,
}

/// The list of quarters.
#[derive(Debug, Serialize)]
pub struct OverviewPage {
    /// The quarters, newest first.
    pub quarters: Vec<QuarterEntry>,
}

/// A quarter in the list.
#[derive(Debug, Serialize)]
pub struct QuarterEntry {
    /// Its name and page.
    pub quarter: Ref,
    /// How many proposals it has.
    pub count: usize,
}

/// The EU proposals of a quarter.
#[derive(Debug, Serialize)]
pub struct QuarterPage {
    /// Its name.
    pub heading: String,
    /// The year.
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
    /// The proposals.
    pub proposals: Vec<ProposalEntry>,
}

/// A proposal in a quarter.
#[derive(Debug, Serialize)]
pub struct ProposalEntry {
    /// Its dossier.
    pub dossier: Ref,
    /// Its full title.
    pub title: String,
    /// The interinstitutional procedure.
    pub procedure: String,
    /// The Commission document.
    pub com: Option<String>,
    /// How far it was at the end of the quarter.
    pub stage: Option<String>,
    /// Since when.
    pub since: Option<Day>,
    /// How the last meeting of the quarter dealt with it.
    pub treatment: Option<Ref>,
    /// That meeting.
    pub meeting: Option<Ref>,
    /// The first day of the meeting.
    pub day: Option<Day>,
}

/// Views the register of BNC-fiches.
pub fn fiches(reader: &Reader) -> RegisterPage {
    let site = reader.site;
    let papers = site.registers.fiches.iter().map(|fiche| {
        let dossier = fiche.dossier.map(|at| site.document(site.dossiers[at as usize].document));
        RegisterEntry {
            source: entry(reader, fiche.source),
            date: fiche.date.map(|date| Day::new(reader.language, date)),
            about: dossier.map(|document| document.title().to_owned()).or_else(|| citing_text(reader, fiche.source)),
            dossiers: match fiche.dossier {
                Some(at) => reader.dossier(&site.dossiers[at as usize].id).into_iter().collect(),
                None => dossiers(reader, fiche.source),
            },
        }
    });
    let word = |key| reader.language.word(key).to_owned();
    RegisterPage { heading: word("fiches"), intro: word("fiches_intro"), dated: true, papers: papers.collect() }
}

/// Views the register of motions.
pub fn motions(reader: &Reader) -> RegisterPage {
    let paper = |source: &u32| RegisterEntry {
        source: entry(reader, *source),
        date: None,
        about: citing_text(reader, *source),
        dossiers: dossiers(reader, *source),
    };
    let word = |key| reader.language.word(key).to_owned();
    let mut motions = reader.site.registers.motions.clone();
    motions.sort_by_cached_key(|source| order(&reader.site.sources.list[*source as usize].id));
    let papers = motions.iter().map(paper).collect();
    RegisterPage { heading: word("motions"), intro: word("motions_intro"), dated: false, papers }
}

/// The words of the latest note that cites a source, or else of the latest passage that does.
fn citing_text(reader: &Reader, source: u32) -> Option<String> {
    let site = reader.site;
    let all = || {
        site.sources.citations(source).iter().map(|citing| (*citing, &site.document(citing.document).references[citing.reference as usize]))
    };
    let (citing, reference) = all().find(|(_, reference)| matches!(reference.place, Place::Note(_))).or_else(|| all().next())?;
    let html = without_note_numbers(&citing_words(reader, source, citing, reference));
    let of_place = site.document(citing.document).references.iter().filter(|other| other.place == reference.place);
    let alone = of_place.filter_map(|other| other.source).all(|other| site.sources.of(citing.document, other) == Some(source));
    let words = if alone { plain_text(&html) } else { clause(&html) };
    Some(crate::parse::cut(&words, 240))
}

/// HTML without the numbers of notes, which say nothing away from the notes.
fn without_note_numbers(html: &str) -> String {
    let mut parts = html.split("<sup class=\"noteref");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("</sup>").map_or("", |(_, rest)| rest))
}

/// The words between the semicolons around what is marked: a note that lists papers says of each what it is.
fn clause(html: &str) -> String {
    let Some(mark) = html.find("<mark") else { return plain_text(html) };
    let (before, after) = html.split_at(mark);
    let space = if before.ends_with(char::is_whitespace) { " " } else { "" };
    let (before, after) = (plain_text(before), plain_text(after));
    let before = before.rsplit(';').next().unwrap_or_default().trim_start();
    let space = if before.is_empty() { "" } else { space };
    format!("{before}{space}{}", after.split(';').next().unwrap_or_default())
}

/// The name of a quarter.
pub fn quarter_name(reader: &Reader, quarter: &Quarter) -> String {
    let values = [("number", &*quarter.number.to_string()), ("year", &*quarter.year.to_string())];
    reader.language.phrase("quarter_of", &values)
}

/// Views the list of quarters.
pub fn overview(reader: &Reader) -> OverviewPage {
    let quarters = (0..).zip(&reader.site.registers.quarters).map(|(at, quarter)| QuarterEntry {
        quarter: Ref { title: quarter_name(reader, quarter), href: reader.href(Page::Quarter(at), None) },
        count: quarter.proposals.len(),
    });
    OverviewPage { quarters: quarters.collect() }
}

/// Views the proposals of a quarter.
pub fn quarter(reader: &Reader, index: u32) -> QuarterPage {
    let quarter = &reader.site.registers.quarters[index as usize];
    let mut proposals: Vec<ProposalEntry> = quarter.proposals.iter().map(|p| proposal(reader, quarter, *p)).collect();
    proposals.sort_by_cached_key(|proposal| proposal.dossier.title.to_lowercase());
    QuarterPage { heading: quarter_name(reader, quarter), year: quarter.year, number: quarter.number, proposals }
}

fn proposal(reader: &Reader, quarter: &Quarter, proposal: Proposal) -> ProposalEntry {
    let site = reader.site;
    let dossier = &site.dossiers[proposal.dossier as usize];
    let document = site.document(dossier.document);
    let facts = site::dossier_facts(document);
    // What is no stage of a procedure counts only where there is none.
    let steps = facts.milestones.iter().filter(|step| step.date <= quarter.last_day());
    let step = steps.max_by_key(|step| (step.stage != "other", step.date));
    // The fiche is a step, too, also where the dossier names it by its own key alone.
    let fiche = facts.bnc.as_ref().and_then(|bnc| bnc.date).filter(|date| *date <= quarter.last_day());
    let fiche = fiche.filter(|date| step.is_none_or(|step| step.stage == "other" || step.date < *date));
    let meeting = proposal.meeting.map(|at| &site.meetings[at as usize]);
    let stage = |step: &crate::front::Milestone| match (step.stage, &step.what) {
        ("other", Some(what)) => what.clone(),
        (stage, _) => reader.language.word(&format!("milestone_{stage}")).to_owned(),
    };
    let treatment = proposal.meeting.and_then(|wanted| {
        let mut found = by_meeting(site, &dossier.entries).filter(|(meeting, _)| *meeting == wanted);
        found.next().and_then(|(meeting, entries)| discussion(reader, meeting, entries))
    });
    ProposalEntry {
        dossier: Ref { title: site::dossier_name(document).to_owned(), href: reader.href(Page::Document(dossier.document), None) },
        title: document.title().to_owned(),
        procedure: facts.procedure.clone().unwrap_or_default(),
        com: facts.com.clone(),
        stage: fiche.map(|_| reader.language.word("milestone_bnc-fiche").to_owned()).or_else(|| step.map(stage)),
        since: fiche.or_else(|| step.map(|step| step.date)).map(|date| Day::new(reader.language, date)),
        treatment: treatment.map(|treatment| treatment.how),
        meeting: meeting.map(|meeting| Ref { title: meeting.name.clone(), href: reader.href(Page::Document(meeting.agenda), None) }),
        day: meeting.and_then(|meeting| meeting.start).map(|day| Day::new(reader.language, day)),
    }
}
