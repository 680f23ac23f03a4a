//! The registers: BNC-fiches, motions, and the EU proposals of each quarter.
//!
//! Takes: a site, read for the page of a register.
//! Gives: a page for each register.
//! Never: decides what belongs in one; [`crate::site::registers`] does.

use serde::Serialize;

use super::discussion::{by_meeting, discussion};
use super::division::DayView;
use super::source::{SourceEntry, dossiers, entry, order};
use super::source_about::citing_text;
use super::text::{Ref, SiteReader};
use crate::document::front_matter::{Milestone, ProcedureStage};
use crate::settings::words::Word;
use crate::site::indices::{QuarterId, SourceId};
use crate::site::registers::{Proposal, Quarter};
use crate::site::{self, Page};

#[derive(Debug, Serialize)]
pub(crate) struct RegisterPage {
    pub heading: String,
    /// What the register contains, in a sentence.
    pub intro: String,
    /// Whether its papers have days.
    pub dated: bool,
    pub papers: Vec<RegisterEntry>,
}

#[derive(Debug, Serialize)]
pub(crate) struct RegisterEntry {
    pub source: SourceEntry,
    /// The day of the paper, if it is known.
    pub date: Option<DayView>,
    /// What it is about: the title of its dossier, or else the words that cite it.
    pub about: Option<String>,
    pub dossiers: Vec<Ref>,
}

#[derive(Debug, Serialize)]
pub(crate) struct OverviewPage {
    /// The quarters, newest first.
    pub quarters: Vec<QuarterEntry>,
}

#[derive(Debug, Serialize)]
pub(crate) struct QuarterEntry {
    /// Its name, as a link to its page.
    pub quarter: Ref,
    pub count: usize,
}

#[derive(Debug, Serialize)]
pub(crate) struct QuarterPage {
    pub heading: String,
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
    pub proposals: Vec<ProposalEntry>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ProposalEntry {
    /// Its short name, as a link to its page.
    pub dossier: Ref,
    pub title: String,
    /// The interinstitutional procedure: `2022/0426(COD)`.
    pub procedure: String,
    /// The Commission document: `COM(2022) 695`.
    pub com: Option<String>,
    /// How far it had come by the end of the quarter, in words.
    pub stage: Option<String>,
    /// Since when it has been at that stage.
    pub since: Option<DayView>,
    /// How the last meeting of the quarter dealt with it.
    pub treatment: Option<Ref>,
    /// The last meeting of the quarter that dealt with it.
    pub meeting: Option<Ref>,
    /// The first day of that meeting.
    pub day: Option<DayView>,
}

pub(crate) fn fiches(reader: &SiteReader) -> RegisterPage {
    let site = reader.site;
    let papers = site.registers.fiches.iter().map(|fiche| {
        let dossier = fiche.dossier.map(|at| site.document(site.dossiers[at].document));
        RegisterEntry {
            source: entry(reader, fiche.source),
            date: fiche.date.map(|date| DayView::new(reader.language, date)),
            about: dossier.map(|document| document.title().to_owned()).or_else(|| citing_text(reader, fiche.source)),
            dossiers: match fiche.dossier {
                Some(at) => reader.dossier(&site.dossiers[at].id).into_iter().collect(),
                None => dossiers(reader, fiche.source),
            },
        }
    });
    let word = |key| reader.language.word(key).to_owned();
    RegisterPage { heading: word(Word::Fiches), intro: word(Word::FichesIntro), dated: true, papers: papers.collect() }
}

pub(crate) fn motions(reader: &SiteReader) -> RegisterPage {
    let paper = |source: &SourceId| RegisterEntry {
        source: entry(reader, *source),
        date: None,
        about: citing_text(reader, *source),
        dossiers: dossiers(reader, *source),
    };
    let word = |key| reader.language.word(key).to_owned();
    let mut motions = reader.site.registers.motions.clone();
    motions.sort_by_cached_key(|source| order(&reader.site.sources.list[*source].id));
    let papers = motions.iter().map(paper).collect();
    RegisterPage { heading: word(Word::Motions), intro: word(Word::MotionsIntro), dated: false, papers }
}

/// The name of a quarter, in words.
pub(crate) fn quarter_name(reader: &SiteReader, quarter: &Quarter) -> String {
    let values = [("number", &*quarter.number.to_string()), ("year", &*quarter.year.to_string())];
    reader.language.phrase(Word::QuarterOf, &values)
}

pub(crate) fn overview(reader: &SiteReader) -> OverviewPage {
    let quarters = reader.site.registers.quarters.iter_enumerated().map(|(at, quarter)| QuarterEntry {
        quarter: Ref { title: quarter_name(reader, quarter), href: reader.href(Page::Quarter(at), None) },
        count: quarter.proposals.len(),
    });
    OverviewPage { quarters: quarters.collect() }
}

pub(crate) fn quarter(reader: &SiteReader, index: QuarterId) -> QuarterPage {
    let quarter = &reader.site.registers.quarters[index];
    let mut proposals: Vec<ProposalEntry> = quarter.proposals.iter().map(|p| proposal(reader, quarter, *p)).collect();
    proposals.sort_by_cached_key(|proposal| proposal.dossier.title.to_lowercase());
    QuarterPage { heading: quarter_name(reader, quarter), year: quarter.year, number: quarter.number, proposals }
}

fn proposal(reader: &SiteReader, quarter: &Quarter, proposal: Proposal) -> ProposalEntry {
    let site = reader.site;
    let dossier = &site.dossiers[proposal.dossier];
    let document = site.document(dossier.document);
    let facts = site::dossier_facts(document);
    // A milestone without a stage counts only where no other has one.
    let steps = facts.milestones.iter().filter(|step| step.date <= quarter.last_day());
    let step = steps.max_by_key(|step| (step.stage != ProcedureStage::Other, step.date));
    // The fiche is a step too, even where only the dossier's own key names it.
    let fiche = facts.bnc.as_ref().and_then(|bnc| bnc.date).filter(|date| *date <= quarter.last_day());
    let fiche = fiche.filter(|date| step.is_none_or(|step| step.stage == ProcedureStage::Other || step.date < *date));
    let meeting = proposal.meeting.map(|at| &site.meetings[at]);
    let stage = |step: &Milestone| match (step.stage, &step.what) {
        (ProcedureStage::Other, Some(what)) => what.clone(),
        (stage, _) => reader.language.word(stage.word()).to_owned(),
    };
    let treatment = proposal.meeting.and_then(|wanted| {
        let mut found = by_meeting(site, &dossier.entries).filter(|(meeting, _)| *meeting == wanted);
        found.next().and_then(|(meeting, entries)| discussion(reader, meeting, entries))
    });
    ProposalEntry {
        dossier: Ref {
            title: site::dossier_name(document).to_owned(),
            href: reader.href(Page::Document(dossier.document), None),
        },
        title: document.title().to_owned(),
        procedure: facts.procedure.clone().unwrap_or_default(),
        com: facts.com.clone(),
        stage: fiche.map(|_| reader.language.word(Word::MilestoneBncFiche).to_owned()).or_else(|| step.map(stage)),
        since: fiche.or_else(|| step.map(|step| step.date)).map(|date| DayView::new(reader.language, date)),
        treatment: treatment.map(|treatment| treatment.how),
        meeting: meeting.map(|meeting| Ref {
            title: meeting.name.clone(),
            href: reader.href(Page::Document(meeting.agenda), None),
        }),
        day: meeting.and_then(|meeting| meeting.start).map(|day| DayView::new(reader.language, day)),
    }
}
