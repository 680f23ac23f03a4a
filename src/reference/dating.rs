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
///
/// The papers that have to be taken out for the rest to rise are those reported, as few as possible: one wrong year is
/// told once, and not at each paper that it is out of order with.
pub(super) fn session_order(cited: &[Cited<'_>], lints: &mut Vec<Lint>) {
    let mut dossiers: BTreeMap<&str, Vec<Numbered<'_, '_>>> = BTreeMap::new();
    for paper in cited {
        if let (Some(dossier), Some(number), Some(session)) = (&paper.paper.dossier, paper.paper.number, paper.paper.session) {
            dossiers.entry(dossier).or_default().push((number, session, paper));
        }
    }
    for papers in dossiers.values_mut() {
        papers.sort_by_key(|&(number, session, _)| (number, session.start));
        let kept = rising(papers);
        for (at, paper) in papers.iter().enumerate().filter(|(at, _)| !kept[*at]) {
            let lower = (0..at).rev().find(|&at| kept[at]).map(|at| &papers[at]).filter(|other| other.1.start > paper.1.start);
            let higher = (at..papers.len()).find(|&at| kept[at]).map(|at| &papers[at]).filter(|other| other.1.start < paper.1.start);
            lints.extend(lower.or(higher).map(|other| out_of_order(paper, other)));
        }
    }
}

/// A paper with its number and its session.
type Numbered<'a, 'b> = (u32, Session, &'a Cited<'b>);

/// Which of the papers, in order of their numbers, make the longest run of rising sessions; of several, the first.
fn rising(papers: &[Numbered<'_, '_>]) -> Vec<bool> {
    // From the end: the longest run that begins with a session, and the longest that begins at each paper.
    let mut longest: BTreeMap<u16, usize> = BTreeMap::new();
    let mut from = vec![0; papers.len()];
    for (at, (_, session, _)) in papers.iter().enumerate().rev() {
        from[at] = 1 + longest.range(session.start..).map(|(_, length)| *length).max().unwrap_or(0);
        longest.insert(session.start, from[at]);
    }
    let mut left = from.iter().copied().max().unwrap_or(0);
    let mut last = 0;
    let keep = |(at, (_, session, _)): (usize, &Numbered<'_, '_>)| {
        let keep = left > 0 && from[at] == left && session.start >= last;
        if keep {
            (left, last) = (left - 1, session.start);
        }
        keep
    };
    papers.iter().enumerate().map(keep).collect()
}

/// What to tell of `paper`, whose session does not rise with that of `other`.
fn out_of_order((number, session, here): &Numbered<'_, '_>, (than, was, there): &Numbered<'_, '_>) -> Lint {
    let (side, time) = if than < number { ("lower", "later") } else { ("higher", "earlier") };
    let message =
        format!("nr. {number} is put in session {}, and the {side} nr. {than} in the {time} {}", session.notation(), was.notation());
    let lint = here.lint(Code::SessionOrder, here.paper.session_span.clone(), message);
    Lint { related: Some((there.passage, there.reference.span.clone())), ..lint }
}
