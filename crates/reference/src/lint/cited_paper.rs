//! The papers that a document cites, with what its words say of them.
//!
//! Takes: the passages of a document.
//! Gives: the papers it cites, in order, each with its kind and its day where the words tell them.
//! Never: takes the words about one paper for words about another.

use std::ops::Range;

use crate::found::{FoundReference, PaperCitation, PaperKind};
use crate::id::form::Form;
use crate::lint::description::{only_date, paper_kind};
use crate::lint::report::{Lint, LintCode, RecognisedText, RelatedPlace, Said};
use crate::text::token::CalendarDay;

/// A paper cited in the document.
#[derive(Clone, Copy)]
pub(crate) struct PaperInText<'a> {
    pub(crate) passage: usize,
    pub(crate) text: &'a str,
    pub(crate) reference: &'a FoundReference,
    pub(crate) paper: &'a PaperCitation,
    /// The kind that the words around it give.
    pub(crate) kind: Option<PaperKind>,
    /// The day that the words around it give.
    pub(crate) day: Option<CalendarDay>,
}

impl PaperInText<'_> {
    /// A lint about the paper, at `span` or at the whole citation.
    pub(crate) fn lint(&self, code: LintCode, span: Option<Range<usize>>, said: Said) -> Lint {
        let span = span.unwrap_or_else(|| self.reference.span.clone());
        let (message, named) = said;
        Lint { code, passage: self.passage, span, message, named, did_you_mean: None, related: None }
    }

    /// Where it is cited, for a lint about another place.
    pub(crate) fn place(&self) -> RelatedPlace {
        RelatedPlace { passage: self.passage, span: self.reference.span.clone() }
    }

    /// The cited words.
    pub(crate) fn words(&self) -> &str {
        self.text.get(self.reference.span.clone()).unwrap_or_default()
    }
}

/// The papers cited, with what is said about them.
pub(crate) fn cited_papers<'a>(passages: &'a [RecognisedText<'a>]) -> Vec<PaperInText<'a>> {
    let mut cited = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        let papers = |r: &&FoundReference| matches!(r.form, Form::Kamerstuk | Form::Dossier);
        // The sentence that cites a note is about its paper only when the note cites just one.
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
            let own = if paper_kind(title).is_some() { title } else { last_sentence(before) };
            let before_number = paper.description.as_ref().map(|description| description.kind);
            let own_kind = paper_kind(own).or(before_number);
            let describing = if own_kind.is_some() { Some(own) } else { outer };
            cited.push(PaperInText {
                passage: index,
                text: passage.text,
                reference,
                paper,
                kind: own_kind.or_else(|| outer.filter(|words| dated(words)).and_then(paper_kind)),
                day: describing.filter(|words| dated(words)).and_then(only_date),
            });
        }
    }
    cited
}

/// A paper whose kind is said in the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DescribedPaper {
    /// The passage that cites it, as an index into those given.
    pub passage: usize,
    /// The citation, as an index into the references of the passage.
    pub reference: usize,
    /// What the words say it is.
    pub kind: PaperKind,
}

/// The papers that the words around them call BNC-fiches or motions, in the order of the passages.
#[must_use]
pub fn described_papers(passages: &[RecognisedText<'_>]) -> Vec<DescribedPaper> {
    let place = |paper: &PaperInText<'_>| {
        let kind = match paper.kind {
            Some(kind @ (PaperKind::BncFiche | PaperKind::Motion)) => kind,
            None if passages[paper.passage].note.is_some() && follows_motions(paper) => PaperKind::Motion,
            _ => return None,
        };
        let of_passage = passages[paper.passage].references;
        let reference = of_passage.iter().position(|reference| std::ptr::eq(reference, paper.reference))?;
        Some(DescribedPaper { passage: paper.passage, reference, kind })
    };
    cited_papers(passages).iter().filter_map(place).collect()
}

/// Whether this paper is one of the motions that a note lists: "moties: A, nr. 1; B, nr. 2".
fn follows_motions(paper: &PaperInText<'_>) -> bool {
    let before = paper.text.get(..paper.reference.span.start).unwrap_or_default();
    before.contains("moties") || before.contains("Moties")
}

/// Whether such words are about the paper itself, so that their date is the paper's. That holds for fiches, answers and
/// motions; agendas and reports are named after the day of the meeting and are often mentioned in passing.
fn dated(words: &str) -> bool {
    matches!(paper_kind(words), Some(PaperKind::BncFiche | PaperKind::Answers | PaperKind::Motion))
}

fn last_sentence(text: &str) -> &str {
    text.rsplit(". ").next().unwrap_or(text)
}
