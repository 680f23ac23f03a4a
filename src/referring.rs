//! The references of one document.
//!
//! Takes: each piece of the document as it is written, then its front matter and its notes.
//! Gives: [`Mark`]s, where slots for the references go; in the end [`Settled`]: the references, the sources they name, and a
//! diagnostic for each that looks mistaken.
//! Never: changes a word, knows another document, or completes an id.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{Fact, FactKey, Manner, Named, Note, Place, Reference};
use crate::fields::Located;
use crate::fragment::Slot;
use crate::front::{Front, Special};
use crate::piece::{self, Spanned};
use crate::prose::{self, Prose};
use crate::reference::{self, Context, Form, Id, Lint, Passage, Registry, antecedents, link_mismatch, lint, recognise};
use crate::source::{Lines, SourceFile};

/// Where a slot goes.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// The place in the events.
    pub spot: prose::Spot,
    /// The slot.
    pub slot: Slot,
}

/// Gathers the references of a document.
#[derive(Default)]
pub struct Referring<'a> {
    registry: Option<&'a Registry>,
    /// The words of the present piece, kept so that its memory is used again.
    prose: Prose,
    pieces: Vec<Piece>,
    references: Vec<Reference>,
    mismatches: Vec<(Lint, Range<usize>)>,
}

/// A piece that cites something.
struct Piece {
    place: Place,
    prose: Prose,
    found: Vec<reference::Reference>,
    /// The first of its references.
    first: usize,
}

/// What the references of a document come to.
#[derive(Default)]
pub struct Settled {
    /// The references in the order of the pieces.
    pub references: Vec<Reference>,
    /// Those of the front matter.
    pub facts: Vec<Fact>,
    /// The sources that they name, each once, in the order of their ids.
    pub sources: Vec<Named>,
    /// The parliamentary dossiers of the papers among them.
    pub shelves: Vec<Named>,
    /// The references that name a source, with it.
    pub citing: Vec<(u32, u32)>,
    /// What words say of sources.
    pub said: Vec<(u32, reference::Mentioned)>,
    /// The dossiers that it cites and that the settings do not name.
    pub unregistered: Vec<Located<String>>,
    /// What looks mistaken.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the references of a document are judged by.
pub struct Whole<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// Its front matter.
    pub front: &'a Front,
    /// Its notes.
    pub notes: &'a [Note],
    /// The byte of the file at which its body begins.
    pub body: usize,
}

impl<'a> Referring<'a> {
    /// Begins a document.
    pub fn new(registry: &'a Registry) -> Self {
        Referring { registry: Some(registry), ..Referring::default() }
    }

    /// Looks for references in a piece; `body` is the text of the body with the byte of the file at which it begins.
    pub fn piece(&mut self, events: &[Spanned], spot: &piece::Spot, body: (&str, usize)) -> Vec<Mark> {
        let Some(registry) = self.registry else { return Vec::new() };
        self.prose.gather(events, body.0);
        let mut found = recognise(&self.prose.text, registry);
        // "Noot 3" as a heading is a name.
        let title = matches!(spot.place, Place::Title(_));
        found.retain(|reference| !(title && reference.target().is_some()));
        found.retain(|reference| !breaks_off_at_markup(reference, &self.prose.text) && !lies_elsewhere(reference, &self.prose.text));
        // With the words of the link, where the author made one.
        let mut found: Vec<(reference::Reference, Option<String>)> = found.into_iter().map(|reference| (reference, None)).collect();
        let note = matches!(spot.place, Place::Note(_));
        self.web_links(events, registry, &mut found);
        // A plain address in running text is a link and no source.
        found.retain(|(reference, link)| note || reference.form != Form::Address || link.is_none());
        found.sort_by_key(|(reference, _)| reference.span.start);
        let mut marks = Vec::new();
        let first = self.references.len();
        for (index, (reference, link)) in (first as u32..).zip(&found) {
            let span = Span::from(self.prose.body(&reference.span)).shifted(body.1);
            self.references.push(reference_of(reference, link.as_deref(), spot, span));
            let spots = match link {
                None => self.prose.spots(&reference.span),
                Some(_) => self
                    .prose
                    .link(reference.span.start)
                    .map(|l| (prose::Spot { event: l.events.start, at: 0 }, prose::Spot { event: l.events.end, at: 0 })),
            };
            if let Some((start, end)) = spots {
                marks.push(Mark { spot: start, slot: Slot::Reference(index) });
                marks.push(Mark { spot: end, slot: Slot::ReferenceEnd(index) });
            }
        }
        marks.sort_by_key(|mark| mark.spot);
        if note || !found.is_empty() || self.prose.cites() {
            let found = found.into_iter().map(|(reference, _)| reference).collect();
            self.pieces.push(Piece { place: spot.place, prose: std::mem::take(&mut self.prose), found, first });
        }
        marks
    }

    /// The links of the piece to other sites, as references of what their addresses name.
    fn web_links(&mut self, events: &[Spanned], registry: &Registry, found: &mut Vec<(reference::Reference, Option<String>)>) {
        for link in self.prose.links() {
            let Some((Event::Start(Tag::Link { dest_url, .. }), _)) = events.get(link.events.start) else { continue };
            let named = recognise(dest_url, registry);
            let words = events.get(link.events.clone()).unwrap_or_default().iter().filter_map(|(event, _)| match event {
                Event::Text(text) => Some(&**text),
                Event::SoftBreak => Some(" "),
                _ => None,
            });
            let words: String = words.collect();
            if let Some(lint) = link_mismatch(&recognise(&words, registry), &named, registry) {
                self.mismatches.push((lint, link.body.clone()));
            }
            let whole = named.into_iter().next().filter(|reference| reference.span.start == 0);
            found.extend(whole.map(|reference| {
                let span = link.at..link.at + prose::BREAK.len_utf8();
                (reference::Reference { span, ..reference }, Some(words.trim().to_owned()))
            }));
        }
    }

    /// Ends a document.
    pub fn settle(mut self, whole: &Whole, mut facts: Vec<Fact>) -> Settled {
        let Some(registry) = self.registry else { return Settled::default() };
        if self.pieces.is_empty() && facts.is_empty() {
            return Settled::default();
        }
        let places: HashMap<Place, usize> = self.pieces.iter().zip(0..).map(|(piece, at)| (piece.place, at)).collect();
        let sentences: Vec<Option<String>> = self.pieces.iter().map(|piece| self.description(piece, whole, &places)).collect();
        let passages: Vec<Passage> = self.pieces.iter().zip(&sentences).map(|(piece, sentence)| piece.passage(sentence)).collect();
        for (passage, at, source) in antecedents(&passages) {
            self.references[self.pieces[passage].first + at].id = source.cloned();
        }
        for (passage, at, what) in reference::described(&passages) {
            self.references[self.pieces[passage].first + at].said = Some(what);
        }
        let lints = lint(&passages, &Context { registry, date: date(whole.front) });
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let lines = std::cell::LazyCell::new(|| Lines::new(&whole.file.text));
        for lint in lints.iter().filter(|lint| lint.code != reference::Code::UnknownDossier) {
            let related = lint.related.as_ref().map(|(passage, span)| self.place(*passage, span, whole.body));
            let related = related.map(|span| lines.position(span.start as usize).line);
            diagnostics.push(diagnostic(lint, self.place(lint.passage, &lint.span, whole.body), related, whole.file));
        }
        for (lint, link) in &self.mismatches {
            diagnostics.push(diagnostic(lint, Span::from(link.clone()).shifted(whole.body), None, whole.file));
        }
        let unregistered = self.unregistered(registry, whole.body);
        let ids = number(&mut self.references, &mut facts, registry);
        let (sources, shelves) = named(ids);
        let citing = (0..).zip(&self.references).filter_map(|(at, reference)| Some((at, reference.source?))).collect();
        let said = self.references.iter().filter_map(|reference| Some((reference.source?, reference.said?))).collect();
        Settled { references: self.references, facts, sources, shelves, citing, said, unregistered, diagnostics }
    }

    /// The sentence that first cites a note with a paper in it.
    fn description(&self, piece: &Piece, whole: &Whole, places: &HashMap<Place, usize>) -> Option<String> {
        let Place::Note(note) = piece.place else { return None };
        piece.found.iter().find(|reference| reference.paper().is_some())?;
        let citation = whole.notes.get(note as usize)?.citations.first()?;
        let at = (citation.span.start as usize).checked_sub(whole.body)?;
        self.pieces[*places.get(&citation.place)?].prose.sentence_before(at)
    }

    fn place(&self, passage: usize, span: &Range<usize>, body: usize) -> Span {
        Span::from(self.pieces[passage].prose.body(span)).shifted(body)
    }

    fn unregistered(&self, registry: &Registry, body: usize) -> Vec<Located<String>> {
        let mut unregistered: Vec<Located<String>> = Vec::new();
        let mut known: HashSet<&str> = HashSet::new();
        for (index, piece) in self.pieces.iter().enumerate() {
            for paper in piece.found.iter().filter_map(reference::Reference::paper).filter(|paper| !paper.oddly_spaced) {
                let (Some(dossier), Some(span)) = (&paper.dossier, &paper.dossier_span) else { continue };
                if !registry.knows_dossier(dossier) && known.insert(dossier) {
                    unregistered.push(Located { value: dossier.clone(), span: self.place(index, span, body) });
                }
            }
        }
        unregistered
    }
}

impl Piece {
    fn passage<'p>(&'p self, description: &'p Option<String>) -> Passage<'p> {
        let note = match self.place {
            Place::Note(note) => Some(note + 1),
            _ => None,
        };
        Passage { text: &self.prose.text, note, references: &self.found, description: description.as_deref() }
    }
}

/// Whether a citation is cut off only because a link or code goes on with it.
fn breaks_off_at_markup(found: &reference::Reference, text: &str) -> bool {
    let after = text[found.span.end..].trim_start_matches([' ', ',', '\n']);
    found.paper().is_some_and(|paper| paper.cut_off) && after.starts_with(prose::BREAK) && after.len() > prose::BREAK.len_utf8()
}

/// Whether a note or an item is one of another document, as in "noot 16 van de agenda van juni": to link it is for the author.
fn lies_elsewhere(found: &reference::Reference, text: &str) -> bool {
    if found.target().is_none() {
        return false;
    }
    let documents = ["agenda", "verslag", "brief", "report", "letter"];
    let after = text[found.span.end..].trim_start();
    let of = ["van de ", "van het ", "bij de ", "bij het ", "in de ", "in het ", "of the ", "to the ", "in the "];
    of.iter().filter_map(|of| after.strip_prefix(of)).any(|rest| {
        let rest = rest.strip_prefix("geannoteerde ").or_else(|| rest.strip_prefix("annotated ")).unwrap_or(rest);
        documents.iter().any(|document| rest.starts_with(document))
    })
}

/// `link` holds the words of a link that the author made.
fn reference_of(found: &reference::Reference, link: Option<&str>, spot: &piece::Spot, span: Span) -> Reference {
    Reference {
        form: found.form,
        id: found.id.clone(),
        until: found.until.clone(),
        source: None,
        target: found.target().cloned(),
        manner: if link.is_some() { Manner::Link } else { Manner::Words },
        // An address between angle brackets is its own words.
        words: link.filter(|words| !words.is_empty() && !words.contains("://")).map(Into::into),
        said: found.paper().and_then(|paper| paper.mention.as_ref()).map(|mention| mention.what),
        place: spot.place,
        division: spot.division,
        span,
    }
}

/// What the front matter of a document refers to, in the order of the keys.
pub fn facts(front: &Front, registry: &Registry) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |key, text: Option<&str>| {
        for found in text.map(|text| recognise(text, registry)).unwrap_or_default() {
            facts.extend(found.id.map(|id| Fact { key, span: found.span, id, source: 0 }));
        }
    };
    match &front.special {
        Special::Dossier(dossier) => {
            add(FactKey::Com, dossier.com.as_deref());
            add(FactKey::Celex, dossier.celex.as_deref());
            add(FactKey::Procedure, dossier.procedure.as_deref());
            (0..).zip(&dossier.kamerstukken).for_each(|(index, paper)| add(FactKey::Kamerstuk(index), Some(paper)));
            add(FactKey::Bnc, dossier.bnc.as_ref().and_then(|bnc| bnc.kamerstuk.as_deref()));
            (0..).zip(&dossier.milestones).for_each(|(index, step)| add(FactKey::Milestone(index), step.source.as_deref()));
        }
        Special::Meeting(facts) => add(FactKey::Letter, facts.letter.id.as_deref()),
        Special::Report(letter) => add(FactKey::Letter, letter.id.as_deref()),
        Special::Plain | Special::Page(_) => {}
    }
    facts
}

/// The day of a document: when it was sent, else when its meeting begins.
fn date(front: &Front) -> Option<(u16, u8, u8)> {
    let date = match &front.special {
        Special::Meeting(facts) => facts.letter.published.or(facts.start.as_ref().map(|start| start.value))?,
        Special::Report(letter) => letter.published?,
        Special::Plain | Special::Page(_) | Special::Dossier(_) => return None,
    };
    Some((u16::try_from(date.year()).ok()?, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?))
}

/// Numbers the sources that references and facts name, each once, in the order of their ids.
fn number(references: &mut [Reference], facts: &mut [Fact], registry: &Registry) -> Vec<Id> {
    let named = |reference: &Reference| {
        let source = reference.form != Form::Address || matches!(reference.place, Place::Note(_));
        reference.id.as_ref().filter(|_| source).map(|id| registry.source(id))
    };
    let of_references: Vec<Option<Id>> = references.iter().map(named).collect();
    let of_facts: Vec<Id> = facts.iter().map(|fact| registry.source(&fact.id)).collect();
    let mut sources: Vec<Id> = of_references.iter().flatten().chain(&of_facts).cloned().collect();
    sources.sort_unstable();
    sources.dedup();
    let place = |id: &Id| sources.binary_search(id).ok().map(|at| at as u32);
    for (reference, id) in references.iter_mut().zip(&of_references) {
        reference.source = id.as_ref().and_then(place);
    }
    for (fact, id) in facts.iter_mut().zip(&of_facts) {
        fact.source = place(id).unwrap_or_default();
    }
    sources
}

/// The sources with what linking asks of them, and the dossiers of the papers among them.
fn named(ids: Vec<Id>) -> (Vec<Named>, Vec<Named>) {
    let mut shelves: Vec<Named> = Vec::new();
    let mut shelf = |id: &Id| {
        let dossier = id.dossier().filter(|_| id.form() == Form::Kamerstuk)?;
        let dossier = Id::of_dossier(dossier);
        let at = shelves.iter().position(|known| known.id == dossier).unwrap_or_else(|| {
            shelves.push(Named::new(dossier));
            shelves.len() - 1
        });
        Some(at as u32)
    };
    let sources = ids.into_iter().map(|id| Named { shelf: shelf(&id), ..Named::new(id) }).collect();
    (sources, shelves)
}

/// What the grammar tells, as the program tells it. `related` is the line of another place that it is about.
fn diagnostic(lint: &Lint, span: Span, related: Option<usize>, file: &SourceFile) -> Diagnostic {
    let (code, otherwise) = match lint.code {
        reference::Code::UnknownDossier => (Code::ReferenceUnknownDossier, "compare it with the paper itself"),
        reference::Code::SpacedNumber => {
            (Code::ReferenceSpacedNumber, "write the dossier number with one space before its last three digits")
        }
        reference::Code::SessionYears => (Code::ReferenceSessionYears, "write two years that follow each other, such as `2023-24`"),
        reference::Code::SessionAfterDocument => {
            (Code::ReferenceSessionAfterDocument, "mend the parliamentary year, which turns on the third Tuesday of September")
        }
        reference::Code::SessionOfPaper => (Code::ReferenceSessionOfPaper, "mend the parliamentary year or the day"),
        reference::Code::SessionOrder => (Code::ReferenceSessionOrder, "mend one of the two parliamentary years or numbers"),
        reference::Code::TwoDescriptions => {
            (Code::ReferenceTwoDescriptions, "look up the numbers: one of the two is probably another paper")
        }
        reference::Code::CutOff => (Code::ReferenceCutOff, "write the dossier and the number of the paper"),
        reference::Code::OtherForm => (Code::ReferenceOtherForm, "cite the source in one form, or cite the earlier note once more"),
        reference::Code::UnknownNote => (Code::ReferenceUnknownNote, "write the number that the note has on the page"),
        reference::Code::NoAntecedent => (Code::ReferenceNoAntecedent, "cite the source itself"),
        reference::Code::LinkMismatch => (Code::ReferenceLinkMismatch, "mend the words or the address of the link"),
    };
    let hint = match (&lint.did_you_mean, related) {
        (Some(meant), _) => format!("did you mean `{meant}`?"),
        (None, Some(line)) => format!("{otherwise}; the other stands on line {line}"),
        (None, None) => otherwise.to_owned(),
    };
    Diagnostic::at(code, &file.path, span, lint.message.clone()).hint(hint)
}
