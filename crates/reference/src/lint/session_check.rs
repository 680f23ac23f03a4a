//! Checks whether the parliamentary years of citations can be right.
//!
//! Takes: cited papers.
//! Gives: the years that contradict themselves, the document's date, the day of the paper, or the papers numbered
//! around it.
//! Never: reads the clock.

use std::collections::BTreeMap;

use crate::found::session::Session;
use crate::lint::cited_paper::PaperInText;
use crate::lint::report::{Lint, LintCode};
use crate::text::token::CalendarDay;

/// Checks the session against itself, the document's date, and the day that the paper is said to be of.
pub(crate) fn session(cited: &PaperInText<'_>, date: Option<CalendarDay>) -> Option<Lint> {
    let typed = cited.paper.session?;
    let span = cited.paper.session_span.clone();
    let (code, said, meant) = if !typed.is_consecutive() {
        let message = format!("the years of session {} do not follow each other", words(typed));
        (LintCode::SessionYears, (message, vec![("session", words(typed))]), Some(Session { end: None, ..typed }))
    } else if let Some(date) = date.filter(|&date| typed.start > Session::of(date).start) {
        let (session, falls) = (typed.notation(), Session::of(date).notation());
        let message = format!("session {session} begins after this document, which is of {date} and falls in {falls}");
        let named = vec![("session", session), ("date", date.to_string()), ("falls", falls)];
        (LintCode::SessionAfterDocument, (message, named), None)
    } else {
        let day = cited.day.filter(|&day| Session::of(day).start != typed.start && typed.end.is_some())?;
        let (session, falls) = (typed.notation(), Session::of(day).notation());
        let message = format!("the paper is said to be of {day}, which falls in session {falls} and not in {session}");
        let named = vec![("date", day.to_string()), ("falls", falls), ("session", session)];
        (LintCode::SessionOfPaper, (message, named), Some(Session::of(day)))
    };
    let lint = cited.lint(code, span, said);
    Some(Lint { did_you_mean: meant.map(Session::notation), ..lint })
}

fn words(session: Session) -> String {
    session.end.map_or_else(|| session.start.to_string(), |end| format!("{}-{end}", session.start))
}

/// Numbers within a dossier rise with time, so sessions have to rise with them.
///
/// What is reported is the smallest set of papers without which the rest rise: one wrong year is reported once, not at
/// each paper that it is out of order with.
pub(crate) fn session_order(cited: &[PaperInText<'_>], lints: &mut Vec<Lint>) {
    let mut dossiers: BTreeMap<&str, Vec<PaperOfSession<'_, '_>>> = BTreeMap::new();
    for paper in cited {
        if let (Some(dossier), Some(number), Some(session)) =
            (&paper.paper.dossier, paper.paper.number, paper.paper.session)
        {
            dossiers.entry(dossier).or_default().push(PaperOfSession { number, session, paper });
        }
    }
    for papers in dossiers.values_mut() {
        papers.sort_by_key(|paper| (paper.number, paper.session.start));
        let kept = rising(papers);
        for (at, paper) in papers.iter().enumerate().filter(|(at, _)| !kept[*at]) {
            let (lower, higher) = ((0..at).rev().find(|&at| kept[at]), (at..papers.len()).find(|&at| kept[at]));
            let start = paper.session.start;
            let lower = lower.map(|at| &papers[at]).filter(|other| other.session.start > start);
            let higher = higher.map(|at| &papers[at]).filter(|other| other.session.start < start);
            lints.extend(lower.or(higher).map(|other| out_of_order(paper, other)));
        }
    }
}

/// A paper with its number and its session.
struct PaperOfSession<'a, 'b> {
    number: u32,
    session: Session,
    paper: &'a PaperInText<'b>,
}

/// Which of the papers, in order of their numbers, form the longest run of rising sessions; the first run if several
/// are as long.
fn rising(papers: &[PaperOfSession<'_, '_>]) -> Vec<bool> {
    // From the end: the longest run that begins with a session, and the longest that begins at each paper.
    let mut longest: BTreeMap<u16, usize> = BTreeMap::new();
    let mut from = vec![0; papers.len()];
    for (at, paper) in papers.iter().enumerate().rev() {
        let start = paper.session.start;
        from[at] = 1 + longest.range(start..).map(|(_, length)| *length).max().unwrap_or(0);
        longest.insert(start, from[at]);
    }
    let mut left = from.iter().copied().max().unwrap_or(0);
    let mut last = 0;
    let keep = |(at, paper): (usize, &PaperOfSession<'_, '_>)| {
        let keep = left > 0 && from[at] == left && paper.session.start >= last;
        if keep {
            (left, last) = (left - 1, paper.session.start);
        }
        keep
    };
    papers.iter().enumerate().map(keep).collect()
}

/// The lint for `paper`, whose session does not rise with that of `other`.
fn out_of_order(paper: &PaperOfSession<'_, '_>, other: &PaperOfSession<'_, '_>) -> Lint {
    let (side, time) = if other.number < paper.number { ("lower", "later") } else { ("higher", "earlier") };
    let (number, session) = (paper.number.to_string(), paper.session.notation());
    let (other_number, other_session) = (other.number.to_string(), other.session.notation());
    let message = format!(
        "nr. {number} is cited from session {session}, but the {side} nr. {other_number} from the {time} {other_session}"
    );
    let named = vec![
        ("number", number),
        ("session", session),
        ("other_number", other_number),
        ("other_session", other_session),
        ("side", side.to_owned()),
    ];
    let span = paper.paper.paper.session_span.clone();
    let lint = paper.paper.lint(LintCode::SessionOrder, span, (message, named));
    Lint { related: Some(other.paper.place()), ..lint }
}
