//! What looks mistaken in the references of one document.
//!
//! Takes the passages of a document with their references, gives what to tell the author: a code, a place, a message,
//! and what was perhaps meant. Never changes a text and never decides for the author.

use std::collections::{BTreeMap, BTreeSet};

use super::antecedent::antecedents;
use super::citation::{Reference, Target};
use super::cited::{Cited, cited};
use super::dating::{session, session_order};
use super::describe::Kind;
use super::finding::{Code, Lint, Passage};
use super::form::Form;
use super::id::Id;
use super::near::Known;
use super::notation::dossier_notation;
use super::registry::Registry;
use super::token::Day;

/// What is known of the document.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What the site registers.
    pub registry: &'a Registry,
    /// The day of the document: year, month, day of the month.
    pub date: Option<Day>,
}

/// Everything in the references of one document that looks mistaken, in the order of the passages.
#[must_use]
pub fn lint(passages: &[Passage<'_>], context: &Context<'_>) -> Vec<Lint> {
    let cited = cited(passages);
    let mut lints = Vec::new();
    let numbered = cited.iter().filter_map(|c| Some((c.paper.dossier.as_deref()?, c.reference.id.as_ref()?)));
    let known = Known::new(context.registry, numbered);
    for paper in &cited {
        lints.extend(dossier(paper, &known));
        lints.extend(session(paper, context.date));
        if paper.paper.cut_off {
            let message = format!("the reference '{}' is cut off before its number", one_line(paper.words()));
            lints.push(paper.lint(Code::CutOff, None, message));
        }
    }
    session_order(&cited, &mut lints);
    two_descriptions(&cited, &mut lints);
    other_forms(passages, context.registry, &mut lints);
    internal(passages, &mut lints);
    lints.sort_by_key(|lint| (lint.passage, lint.span.start, lint.code));
    lints
}

/// The dossier: odd spaces, and numbers near one that is known.
fn dossier(cited: &Cited<'_>, known: &Known<'_>) -> Option<Lint> {
    let dossier = cited.paper.dossier.as_deref()?;
    let span = cited.paper.dossier_span.clone();
    if cited.paper.oddly_spaced {
        let typed = span.clone().and_then(|span| cited.text.get(span)).unwrap_or_default();
        let message = format!("the dossier number '{}' has a space at an odd place", one_line(typed));
        let lint = cited.lint(Code::SpacedNumber, span, message);
        return Some(Lint { did_you_mean: Some(dossier_notation(dossier)), ..lint });
    }
    if known.contains(dossier) {
        return None;
    }
    let near = known.near(dossier)?;
    let message = format!("dossier {} is not known to this site, and {near} is", dossier_notation(dossier));
    let lint = cited.lint(Code::UnknownDossier, span, message);
    Some(Lint { did_you_mean: Some(near), ..lint })
}

/// One paper cannot be a fiche in one note and the answers to questions about it in another.
fn two_descriptions(cited: &[Cited<'_>], lints: &mut Vec<Lint>) {
    let mut first: BTreeMap<&Id, (&Cited<'_>, Kind)> = BTreeMap::new();
    for paper in cited {
        let (Some(id), Some(kind)) = (&paper.reference.id, paper.kind) else {
            continue;
        };
        let &mut (earlier, was) = first.entry(id).or_insert((paper, kind));
        if was != kind {
            let message = format!("{id} is described as {} here and as {} elsewhere", kind.name(), was.name());
            let lint = paper.lint(Code::TwoDescriptions, None, message);
            lints.push(Lint { related: Some((earlier.passage, earlier.reference.span.clone())), ..lint });
        }
    }
}

/// Notes that cite one source in different forms.
fn other_forms(passages: &[Passage<'_>], registry: &Registry, lints: &mut Vec<Lint>) {
    let mut first: BTreeMap<Id, (usize, &Reference)> = BTreeMap::new();
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
                code: Code::OtherForm,
                passage: index,
                span: reference.span.clone(),
                message: format!("note {number} cites the same source, {source}, in another form"),
                did_you_mean: None,
                related: Some((earlier, other.span.clone())),
            });
        }
    }
}

/// References within the document that lead nowhere.
fn internal(passages: &[Passage<'_>], lints: &mut Vec<Lint>) {
    let notes: BTreeSet<u32> = passages.iter().filter_map(|passage| passage.note).collect();
    let mut report = |code, passage: usize, reference: &Reference, message| {
        let span = reference.span.clone();
        lints.push(Lint { code, passage, span, message, did_you_mean: None, related: None });
    };
    for (index, passage) in passages.iter().enumerate() {
        for reference in passage.references {
            if let Some(Target::Note(note)) = reference.target()
                && !notes.contains(note)
            {
                report(Code::UnknownNote, index, reference, format!("there is no note {note}"));
            }
        }
    }
    for (index, at, source) in antecedents(passages) {
        if source.is_none() {
            let message = "nothing before it is one single source".to_owned();
            report(Code::NoAntecedent, index, &passages[index].references[at], message);
        }
    }
}

/// Whether the words of a link name another source than its address; both as recognised by this grammar.
#[must_use]
pub fn link_mismatch(words: &[Reference], address: &[Reference], registry: &Registry) -> Option<Lint> {
    let target = address.iter().find_map(|reference| reference.id.as_ref()).map(|id| registry.source(id))?;
    // A plain address says nothing of what lies there, so words cannot disagree with it.
    if target.as_str().contains("://") {
        return None;
    }
    let mut named = words.iter().filter_map(|reference| reference.id.as_ref().map(|id| (reference, registry.source(id))));
    let (reference, first) = named.next()?;
    if first == target || named.any(|(_, source)| source == target) {
        return None;
    }
    Some(Lint {
        code: Code::LinkMismatch,
        passage: 0,
        span: reference.span.clone(),
        message: format!("the words name {first}, and the address leads to {target}"),
        did_you_mean: None,
        related: None,
    })
}

/// Words on one line, for messages.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
