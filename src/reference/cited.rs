//! The papers that a document cites, with what its words say of them.
//!
//! Takes the passages of a document, gives its papers in order, each with its kind and its day where they are told.
//! Never takes the words about one paper for those about another.

use std::ops::Range;

use super::citation::{Mentioned, Paper, Reference};
use super::describe::{Kind, kind, only_date};
use super::finding::{Code, Lint, Passage};
use super::form::Form;
use super::token::Day;

/// A paper cited in the document.
#[derive(Clone, Copy)]
pub(super) struct Cited<'a> {
    pub(super) passage: usize,
    pub(super) text: &'a str,
    pub(super) reference: &'a Reference,
    pub(super) paper: &'a Paper,
    /// What the words around it say it is.
    pub(super) kind: Option<Kind>,
    /// The day it is said to be of.
    pub(super) day: Option<Day>,
}

impl Cited<'_> {
    /// Something to tell about the paper, at `span` or at the whole citation.
    pub(super) fn lint(&self, code: Code, span: Option<Range<usize>>, message: String) -> Lint {
        let span = span.unwrap_or_else(|| self.reference.span.clone());
        Lint { code, passage: self.passage, span, message, did_you_mean: None, related: None }
    }

    /// The cited words.
    pub(super) fn words(&self) -> &str {
        self.text.get(self.reference.span.clone()).unwrap_or_default()
    }
}

/// The papers cited, with what is said of them.
pub(super) fn cited<'a>(passages: &'a [Passage<'a>]) -> Vec<Cited<'a>> {
    let mut cited = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        let papers = |r: &&Reference| matches!(r.form, Form::Kamerstuk | Form::Dossier);
        // The sentence that cites a note speaks of its paper only when the note cites one.
        let single = passage.references.iter().filter(papers).count() == 1;
        let outer = passage.description.filter(|_| single);
        let mut from = 0;
        for reference in passage.references.iter().filter(papers) {
            let before = passage.text.get(from..reference.span.start).unwrap_or_default();
            from = reference.span.end;
            let Some(paper) = reference.paper() else {
                continue;
            };
            let title = paper.title.clone().and_then(|title| passage.text.get(title)).unwrap_or_default();
            let own = if kind(title).is_some() { title } else { last_sentence(before) };
            let mentioned = paper.mention.as_ref().map(|mention| match mention.what {
                Mentioned::BncFiche => Kind::BncFiche,
                Mentioned::Motion => Kind::Motion,
            });
            let own_kind = kind(own).or(mentioned);
            let describing = if own_kind.is_some() { Some(own) } else { outer };
            cited.push(Cited {
                passage: index,
                text: passage.text,
                reference,
                paper,
                kind: own_kind.or_else(|| outer.filter(|words| dated(words)).and_then(kind)),
                day: describing.filter(|words| dated(words)).and_then(only_date),
            });
        }
    }
    cited
}

/// The papers of which the words around them say that they are BNC-fiches or motions: passage, place among its references, what.
#[must_use]
pub fn described(passages: &[Passage<'_>]) -> Vec<(usize, usize, Mentioned)> {
    let place = |paper: &Cited<'_>| {
        let what = match paper.kind {
            Some(Kind::BncFiche) => Mentioned::BncFiche,
            Some(Kind::Motion) => Mentioned::Motion,
            None if passages[paper.passage].note.is_some() && follows_motions(paper) => Mentioned::Motion,
            _ => return None,
        };
        let at = passages[paper.passage].references.iter().position(|reference| std::ptr::eq(reference, paper.reference))?;
        Some((paper.passage, at, what))
    };
    cited(passages).iter().filter_map(place).collect()
}

/// Whether a note that lists motions names this paper among them: "moties: A, nr. 1; B, nr. 2".
fn follows_motions(paper: &Cited<'_>) -> bool {
    let before = paper.text.get(..paper.reference.span.start).unwrap_or_default();
    before.contains("moties") || before.contains("Moties")
}

/// Whether such words are about the paper itself, and their date is the paper's: so it is for fiches, answers and
/// motions, while agendas and reports are named after the day of the meeting and often mentioned in passing.
fn dated(words: &str) -> bool {
    matches!(kind(words), Some(Kind::BncFiche | Kind::Answers | Kind::Motion))
}

fn last_sentence(text: &str) -> &str {
    text.rsplit(". ").next().unwrap_or(text)
}
