//! Whether the parliamentary years of citations can be right.
//!
//! Takes cited papers, gives what does not fit: with itself, with the document's date, with the day the paper is said
//! to be of, or with the numbers around it. Never reads the clock.

use std::collections::BTreeMap;

use super::cited::Cited;
use super::finding::{Code, Lint};
use super::session::Session;
use super::token::Day;

/// The session: its years, the document's date, and the day the paper is said to be of.
pub(super) fn session(cited: &Cited<'_>, date: Option<Day>) -> Option<Lint> {
    let typed = cited.paper.session?;
    let span = cited.paper.session_span.clone();
    let (code, message, meant) = if !typed.is_consecutive() {
        let message = format!("the years of session {} do not follow each other", words(typed));
        (Code::SessionYears, message, Some(Session { end: None, ..typed }))
    } else if let Some(date) = date.filter(|&date| typed.start > Session::of(date).start) {
        let message = format!(
            "session {} begins after this document, which is of {} and falls in {}",
            typed.notation(),
            iso(date),
            Session::of(date).notation()
        );
        (Code::SessionAfterDocument, message, None)
    } else {
        let day = cited.day.filter(|&day| Session::of(day).start != typed.start && typed.end.is_some())?;
        let message = format!(
            "the paper is said to be of {}, which falls in session {} and not in {}",
            iso(day),
            Session::of(day).notation(),
            typed.notation()
        );
        (Code::SessionOfPaper, message, Some(Session::of(day)))
    };
    let lint = cited.lint(code, span, message);
    Some(Lint { did_you_mean: meant.map(Session::notation), ..lint })
}

fn words(session: Session) -> String {
    session.end.map_or_else(|| session.start.to_string(), |end| format!("{}-{end}", session.start))
}

fn iso((year, month, day): Day) -> String {
    format!("{year}-{month:02}-{day:02}")
}

/// Numbers within a dossier rise with time, so sessions have to rise with them.
pub(super) fn session_order(cited: &[Cited<'_>], lints: &mut Vec<Lint>) {
    let mut dossiers: BTreeMap<&str, Vec<(u32, Session, &Cited<'_>)>> = BTreeMap::new();
    for paper in cited {
        if let (Some(dossier), Some(number), Some(session)) = (&paper.paper.dossier, paper.paper.number, paper.paper.session) {
            dossiers.entry(dossier).or_default().push((number, session, paper));
        }
    }
    for papers in dossiers.values_mut() {
        papers.sort_by_key(|&(number, ..)| number);
        let mut latest: Option<&(u32, Session, &Cited<'_>)> = None;
        for paper in papers.iter() {
            let (number, session, here) = paper;
            match latest {
                Some((lower, later, there)) if later.start > session.start && lower < number => {
                    let message = format!(
                        "nr. {number} is put in session {}, and the lower nr. {lower} in the later {}",
                        session.notation(),
                        later.notation()
                    );
                    let lint = here.lint(Code::SessionOrder, here.paper.session_span.clone(), message);
                    lints.push(Lint { related: Some((there.passage, there.reference.span.clone())), ..lint });
                }
                Some((_, later, _)) if later.start >= session.start => {}
                _ => latest = Some(paper),
            }
        }
    }
}
