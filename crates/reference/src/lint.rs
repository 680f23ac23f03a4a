//! What looks mistaken in the references of one document.
//!
//! Takes: the passages of a document with their references.
//! Gives: what to tell the author: a code, a place, a message, and what was perhaps meant.
//! Never: changes a text and never decides for the author.

pub(crate) mod antecedent;
pub(crate) mod cited_paper;
pub(crate) mod description;
pub(crate) mod known_dossier;
pub(crate) mod range_check;
pub(crate) mod report;
pub(crate) mod session_check;

use std::collections::{BTreeMap, BTreeSet};

use crate::found::PaperKind;
use crate::found::{FoundReference, InternalTarget};
use crate::id::Id;
use crate::id::form::Form;
use crate::id::notation::dossier_notation;
use crate::lint::antecedent::{Antecedent, antecedents};
use crate::lint::cited_paper::{PaperInText, cited_papers};
use crate::lint::description::kind_name;
use crate::lint::known_dossier::KnownDossiers;
use crate::lint::range_check::ranges;
use crate::lint::report::{Lint, LintCode, RecognisedText, RelatedPlace, Said, one_line};
use crate::lint::session_check::{session, session_order};
use crate::registry::Registry;
use crate::text::token::CalendarDay;

/// What is known about the document.
#[derive(Clone, Copy, Debug)]
pub struct LintContext<'a> {
    /// What the site has registered: the dossiers it knows, and the ids that name one source.
    pub registry: &'a Registry,
    /// The day of the document: it cannot cite a parliamentary year that begins later. `None` leaves that unchecked.
    pub date: Option<CalendarDay>,
}

/// Everything that looks mistaken in the references of one document, in the order of the passages.
///
/// ```
/// use reference::{LintCode, LintContext, RecognisedText, Registry, lint, recognise};
///
/// let registry = Registry::builder().dossier("32317").build();
/// let text = "Kamerstukken II 2023-24, 32 371, nr. 872.";
/// let references = recognise(text, &registry);
/// let note = RecognisedText { text, note: Some(1), references: &references, description: None };
///
/// let lints = lint(&[note], &LintContext { registry: &registry, date: None });
/// assert_eq!(lints[0].code, LintCode::UnknownDossier);
/// assert_eq!(lints[0].did_you_mean.as_deref(), Some("32 317"));
/// ```
#[must_use]
pub fn lint(passages: &[RecognisedText<'_>], context: &LintContext<'_>) -> Vec<Lint> {
    let cited = cited_papers(passages);
    let mut lints = Vec::new();
    let numbered = cited.iter().filter_map(|c| Some((c.paper.dossier.as_deref()?, c.reference.id.as_ref()?)));
    let known = KnownDossiers::new(context.registry, numbered);
    for paper in &cited {
        lints.extend(dossier(paper, &known));
        lints.extend(session(paper, context.date));
        if paper.paper.cut_off {
            let words = one_line(paper.words());
            let message = format!("the reference '{words}' is cut off before its number");
            lints.push(paper.lint(LintCode::CutOff, None, (message, vec![("words", words)])));
        }
    }
    session_order(&cited, &mut lints);
    ranges(passages, &mut lints);
    two_descriptions(&cited, &mut lints);
    other_forms(passages, context.registry, &mut lints);
    internal(passages, &mut lints);
    lints.sort_by_key(|lint| (lint.passage, lint.span.start, lint.code));
    lints
}

/// The dossier: odd spaces, and a number close to a known one.
fn dossier(cited: &PaperInText<'_>, known: &KnownDossiers<'_>) -> Option<Lint> {
    let dossier = cited.paper.dossier.as_deref()?;
    let span = cited.paper.dossier_span.clone();
    if cited.paper.oddly_spaced {
        let typed = span.clone().and_then(|span| cited.text.get(span)).unwrap_or_default();
        let typed = one_line(typed);
        let message = format!("the dossier number '{typed}' has a space at an odd place");
        let lint = cited.lint(LintCode::SpacedNumber, span, (message, vec![("typed", typed)]));
        return Some(Lint { did_you_mean: Some(dossier_notation(dossier)), ..lint });
    }
    if known.contains(dossier) {
        return None;
    }
    let near = known.nearest_dossier(dossier)?;
    let typed = dossier_notation(dossier);
    let message = format!("dossier {typed} is not known to this site, but {near} is");
    let named = vec![("typed", typed), ("near", near.clone())];
    let lint = cited.lint(LintCode::UnknownDossier, span, (message, named));
    Some(Lint { did_you_mean: Some(near), ..lint })
}

/// One paper cannot be a fiche in one note and the answers to questions in another.
fn two_descriptions(cited: &[PaperInText<'_>], lints: &mut Vec<Lint>) {
    let mut first: BTreeMap<&Id, (&PaperInText<'_>, PaperKind)> = BTreeMap::new();
    for paper in cited {
        let (Some(id), Some(kind)) = (&paper.reference.id, paper.kind) else {
            continue;
        };
        let &mut (earlier, was) = first.entry(id).or_insert((paper, kind));
        if was != kind {
            let message = format!("{id} is described as {} here and as {} elsewhere", kind_name(kind), kind_name(was));
            let named = vec![("id", id.to_string()), ("here", format!("{kind:?}")), ("elsewhere", format!("{was:?}"))];
            let lint = paper.lint(LintCode::TwoDescriptions, None, (message, named));
            lints.push(Lint { related: Some(earlier.place()), ..lint });
        }
    }
}

/// Notes that cite one source in different forms.
fn other_forms(passages: &[RecognisedText<'_>], registry: &Registry, lints: &mut Vec<Lint>) {
    let mut first: BTreeMap<Id, (usize, &FoundReference)> = BTreeMap::new();
    for (index, passage) in passages.iter().enumerate().filter(|(_, passage)| passage.note.is_some()) {
        for reference in passage.references {
            let Some(id) = reference.id.as_ref().filter(|_| reference.form != Form::Abbreviation) else {
                continue;
            };
            let source = registry.source(id);
            let &mut (earlier, other) = first.entry(source.clone()).or_insert((index, reference));
            if earlier == index || other.form == reference.form {
                continue;
            }
            let number = passages[earlier].note.unwrap_or_default();
            lints.push(Lint {
                code: LintCode::OtherForm,
                passage: index,
                span: reference.span.clone(),
                message: format!("note {number} cites the same source, {source}, in another form"),
                named: vec![("number", number.to_string()), ("source", source.to_string())],
                did_you_mean: None,
                related: Some(RelatedPlace { passage: earlier, span: other.span.clone() }),
            });
        }
    }
}

/// References to notes and "ibid." that lead nowhere.
fn internal(passages: &[RecognisedText<'_>], lints: &mut Vec<Lint>) {
    let notes: BTreeSet<u32> = passages.iter().filter_map(|passage| passage.note).collect();
    let mut report = |code, passage: usize, reference: &FoundReference, (message, named): Said| {
        let span = reference.span.clone();
        lints.push(Lint { code, passage, span, message, named, did_you_mean: None, related: None });
    };
    for (index, passage) in passages.iter().enumerate() {
        for reference in passage.references {
            if let Some(InternalTarget::Note(note)) = reference.target()
                && !notes.contains(note)
            {
                let said = (format!("there is no note {note}"), vec![("note", note.to_string())]);
                report(LintCode::UnknownNote, index, reference, said);
            }
        }
    }
    for Antecedent { passage, reference, source } in antecedents(passages) {
        if source.is_none() {
            let said = ("nothing before it is one single source".to_owned(), Vec::new());
            report(LintCode::NoAntecedent, passage, &passages[passage].references[reference], said);
        }
    }
}

/// Reports a link whose words name another source than its address; both are given as this grammar recognises them.
///
/// `words` are the references in the words of the link, `address` those in its address. The `passage` of the lint is 0.
/// `None` when the two agree, or when either names no single source.
///
/// ```
/// use reference::{LintCode, Registry, link_mismatch, recognise};
///
/// let registry = Registry::default();
/// let words = recognise("COM(2024) 173", &registry);
/// let address = recognise("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=COM:2024:174:FIN", &registry);
/// let lint = link_mismatch(&words, &address, &registry).expect("two documents");
/// assert_eq!(lint.code, LintCode::LinkMismatch);
/// ```
#[must_use]
pub fn link_mismatch(words: &[FoundReference], address: &[FoundReference], registry: &Registry) -> Option<Lint> {
    let target = address.iter().find_map(|reference| reference.id.as_ref()).map(|id| registry.source(id))?;
    // A plain web address says nothing about what it leads to, so words cannot contradict it.
    if target.as_str().contains("://") {
        return None;
    }
    let mut named =
        words.iter().filter_map(|reference| reference.id.as_ref().map(|id| (reference, registry.source(id))));
    let (reference, first) = named.next()?;
    if first == target || named.any(|(_, source)| source == target) {
        return None;
    }
    Some(Lint {
        code: LintCode::LinkMismatch,
        passage: 0,
        span: reference.span.clone(),
        message: format!("the words name {first}, and the address leads to {target}"),
        named: vec![("first", first.to_string()), ("target", target.to_string())],
        did_you_mean: None,
        related: None,
    })
}
