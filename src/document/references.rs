//! The references of one document.
//!
//! Takes: each piece of the document as it is written, then its front matter and its notes.
//! Gives: [`ReferenceMark`]s where slots for references go, and in the end [`SettledReferences`]: the references, the
//! sources that they name, and a diagnostic for each that looks mistaken.
//! Never: changes a word, knows another document, or completes an id.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use oxc_index::{IndexSlice, IndexVec};
use pulldown_cmark::{Event, Tag};

use crate::diagnostic::text_file::{Lines, TextFile};
use crate::diagnostic::{Diagnostic, Span};
use crate::document::fragment::Slot;
use crate::document::front_matter::{Front, Letter, Special};
use crate::document::indices::{NamedId, NoteId, ReferenceId, ShelfId};
use crate::document::piece::{self, Spanned};
use crate::document::prose::{self, Prose};
use crate::document::reference_diagnostic::diagnostic;
use crate::document::{Fact, FactKey, Named, Note, Place, Reference, ReferenceManner};
use crate::settings::fields::Located;
use reference::{
    CalendarDay, CitedRange, Form, FoundReference, Id, Lint, LintCode, LintContext, PaperKind, RecognisedText,
    Registry, antecedents, cited_ranges, described_papers, link_mismatch, lint, recognise,
};

/// Where a slot goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReferenceMark {
    pub spot: prose::ProseSpot,
    pub slot: Slot,
}

/// Collects the references of a document.
#[derive(Default)]
pub(crate) struct Referring<'a> {
    registry: Option<&'a Registry>,
    /// The words of the present piece, kept so that its memory can be reused.
    prose: Prose,
    pieces: Vec<ReferringPiece>,
    references: IndexVec<ReferenceId, Reference>,
    mismatches: Vec<(Lint, Range<usize>)>,
}

/// A piece that cites something.
struct ReferringPiece {
    place: Place,
    prose: Prose,
    found: Vec<FoundReference>,
    first: ReferenceId,
}

/// All references of a document, with the sources that they name.
#[derive(Default)]
pub(crate) struct SettledReferences {
    /// In the order of the pieces.
    pub references: IndexVec<ReferenceId, Reference>,
    /// The references in the front matter.
    pub facts: Vec<Fact>,
    /// The sources that both name, each once, in the order of their ids.
    pub sources: IndexVec<NamedId, Named>,
    /// The parliamentary dossiers of the papers among these sources.
    pub shelves: IndexVec<ShelfId, Named>,
    /// Each reference that names a source, with that source.
    pub citing: Vec<(ReferenceId, NamedId)>,
    /// What words say sources are.
    pub said: Vec<(NamedId, PaperKind)>,
    /// The dossiers that it cites and the settings do not name.
    pub unregistered: Vec<Located<String>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What it takes to judge the references of a document.
pub(crate) struct Whole<'a> {
    pub file: &'a TextFile,
    pub front: &'a Front,
    pub notes: &'a IndexSlice<NoteId, [Note]>,
    /// Where the body begins in the file, in bytes.
    pub body: usize,
}

impl<'a> Referring<'a> {
    pub(crate) fn new(registry: &'a Registry) -> Self {
        Referring { registry: Some(registry), ..Referring::default() }
    }

    /// Looks for references in a piece; `body` is the text of the body, and the byte of the file at which it begins.
    pub(crate) fn piece(&mut self, events: &[Spanned], spot: &piece::Spot, body: (&str, usize)) -> Vec<ReferenceMark> {
        let Some(registry) = self.registry else { return Vec::new() };
        self.prose.gather(events, body.0);
        let mut found = recognise(&self.prose.text, registry);
        // "Noot 3" as a heading is a name and not a reference.
        let title = matches!(spot.place, Place::Title(_));
        found.retain(|reference| !(title && reference.target().is_some()));
        found.retain(|reference| {
            !breaks_off_at_markup(reference, &self.prose.text) && !lies_elsewhere(reference, &self.prose.text)
        });
        // Each with the words of the author's link, if it is one.
        let mut found: Vec<(FoundReference, Option<String>)> =
            found.into_iter().map(|reference| (reference, None)).collect();
        let note = matches!(spot.place, Place::Note(_));
        self.web_links(events, registry, &mut found);
        // A plain address in running text is a link, not a source.
        found.retain(|(reference, link)| note || reference.form != Form::Address || link.is_none());
        found.sort_by_key(|(reference, _)| reference.span.start);
        let mut marks = Vec::new();
        let first = self.references.next_idx();
        for (reference, link) in &found {
            let span = Span::from(self.prose.body(&reference.span)).shifted(body.1);
            let index = self.references.push(reference_of(reference, link.as_deref(), spot, span));
            let spots = match link {
                None => self.prose.spots(&reference.span),
                Some(_) => self.prose.link(reference.span.start).map(|l| {
                    (prose::ProseSpot { event: l.events.start, at: 0 }, prose::ProseSpot { event: l.events.end, at: 0 })
                }),
            };
            if let Some((start, end)) = spots {
                marks.push(ReferenceMark { spot: start, slot: Slot::Reference(index) });
                marks.push(ReferenceMark { spot: end, slot: Slot::ReferenceEnd(index) });
            }
        }
        marks.sort_by_key(|mark| mark.spot);
        if note || !found.is_empty() || self.prose.cites() {
            let found = found.into_iter().map(|(reference, _)| reference).collect();
            self.pieces.push(ReferringPiece {
                place: spot.place,
                prose: std::mem::take(&mut self.prose),
                found,
                first,
            });
        }
        marks
    }

    /// The links of the piece to other sites, as references to what their addresses name.
    fn web_links(
        &mut self,
        events: &[Spanned],
        registry: &Registry,
        found: &mut Vec<(FoundReference, Option<String>)>,
    ) {
        for link in self.prose.links() {
            let Some((Event::Start(Tag::Link { dest_url, .. }), _)) = events.get(link.events.start) else { continue };
            let named = recognise(dest_url, registry);
            let words =
                events.get(link.events.clone()).unwrap_or_default().iter().filter_map(|(event, _)| match event {
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
                (FoundReference { span, ..reference }, Some(words.trim().to_owned()))
            }));
        }
    }

    /// Ends a document.
    pub(crate) fn settle(mut self, whole: &Whole, mut facts: Vec<Fact>) -> SettledReferences {
        let Some(registry) = self.registry else { return SettledReferences::default() };
        if self.pieces.is_empty() && facts.is_empty() {
            return SettledReferences::default();
        }
        let places: HashMap<Place, usize> = self.pieces.iter().zip(0..).map(|(piece, at)| (piece.place, at)).collect();
        let sentences: Vec<Option<String>> =
            self.pieces.iter().map(|piece| self.description(piece, whole, &places)).collect();
        let passages: Vec<RecognisedText> =
            self.pieces.iter().zip(&sentences).map(|(piece, sentence)| piece.passage(sentence)).collect();
        for found in antecedents(&passages) {
            self.references[self.pieces[found.passage].first + found.reference].id = found.source.cloned();
        }
        for paper in described_papers(&passages) {
            self.references[self.pieces[paper.passage].first + paper.reference].said = Some(paper.kind);
        }
        for (piece, passage) in self.pieces.iter().zip(&passages) {
            for range in cited_ranges(passage.text, passage.references) {
                self.references[piece.first + range.reference].range = range.further.into();
            }
        }
        let lints = lint(&passages, &LintContext { registry, date: date(whole.front) });
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let lines = std::cell::LazyCell::new(|| Lines::new(&whole.file.text));
        for lint in lints.iter().filter(|lint| lint.code != LintCode::UnknownDossier) {
            let related = lint.related.as_ref().map(|place| self.place(place.passage, &place.span, whole.body));
            let related = related.map(|span| lines.position(span.start as usize).line);
            diagnostics.push(diagnostic(lint, self.place(lint.passage, &lint.span, whole.body), related, whole.file));
        }
        for (lint, link) in &self.mismatches {
            diagnostics.push(diagnostic(lint, Span::from(link.clone()).shifted(whole.body), None, whole.file));
        }
        let unregistered = self.unregistered(registry, whole.body);
        let ids = number(&mut self.references, &mut facts, registry);
        let cited = cited(&self.references, &ids, registry);
        let said = |(reference, source): &(ReferenceId, NamedId)| Some((*source, self.references[*reference].said?));
        let said = cited.iter().filter_map(said).collect();
        let citing = once_in_each_place(cited, &self.references);
        let (sources, shelves) = named(ids, &self.references, &facts);
        SettledReferences {
            references: self.references,
            facts,
            sources,
            shelves,
            citing,
            said,
            unregistered,
            diagnostics,
        }
    }

    /// The sentence that cites a note, at the first citation, if the note cites a paper.
    fn description(&self, piece: &ReferringPiece, whole: &Whole, places: &HashMap<Place, usize>) -> Option<String> {
        let Place::Note(note) = piece.place else { return None };
        piece.found.iter().find(|reference| reference.paper().is_some())?;
        let citation = whole.notes.get(note)?.citations.first()?;
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
            for paper in piece.found.iter().filter_map(FoundReference::paper).filter(|paper| !paper.oddly_spaced) {
                let (Some(dossier), Some(span)) = (&paper.dossier, &paper.dossier_span) else { continue };
                if !registry.knows_dossier(dossier) && known.insert(dossier) {
                    unregistered.push(Located { value: dossier.clone(), span: self.place(index, span, body) });
                }
            }
        }
        unregistered
    }
}

impl ReferringPiece {
    fn passage<'p>(&'p self, description: &'p Option<String>) -> RecognisedText<'p> {
        let note = match self.place {
            Place::Note(note) => Some(note.number()),
            _ => None,
        };
        RecognisedText { text: &self.prose.text, note, references: &self.found, description: description.as_deref() }
    }
}

/// Whether a citation is cut off only because it continues in a link or in code.
fn breaks_off_at_markup(found: &FoundReference, text: &str) -> bool {
    let after = text[found.span.end..].trim_start_matches([' ', ',', '\n']);
    found.paper().is_some_and(|paper| paper.cut_off)
        && after.starts_with(prose::BREAK)
        && after.len() > prose::BREAK.len_utf8()
}

/// Whether a note or an item is one of another document, as in "noot 16 van de agenda van juni". The author has to link
/// those.
fn lies_elsewhere(found: &FoundReference, text: &str) -> bool {
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

/// `link` holds the words of the author's link, if the reference is one.
fn reference_of(found: &FoundReference, link: Option<&str>, spot: &piece::Spot, span: Span) -> Reference {
    Reference {
        form: found.form,
        id: found.id.clone(),
        range: Box::default(),
        source: None,
        target: found.target().cloned(),
        manner: if link.is_some() { ReferenceManner::Link } else { ReferenceManner::Words },
        // The words of an address between angle brackets are the address.
        words: link.filter(|words| !words.is_empty() && !words.contains("://")).map(Into::into),
        typed: Box::default(),
        said: found.paper().and_then(|paper| paper.description.as_ref()).map(|description| description.kind),
        place: spot.place,
        division: spot.division,
        span,
    }
}

/// The references in the front matter of a document, in the order of the keys.
pub(crate) fn facts(front: &Front, registry: &Registry) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut further_facts = Vec::new();
    let mut add = |key, text: Option<&str>| {
        let Some(text) = text else { return };
        let found = recognise(text, registry);
        // A proposal, a fiche or a letter is one paper; the entries of other keys may name a range.
        if matches!(key, FactKey::Kamerstuk(_) | FactKey::Milestone(_) | FactKey::Done(_)) {
            let further = |range: CitedRange| range.further.into_iter().map(move |id| (range.span.clone(), id));
            let further = cited_ranges(text, &found).into_iter().flat_map(further);
            further_facts.extend(further.map(|(span, id)| Fact { key, span, id, source: NamedId::new(0) }));
        }
        facts.extend(
            found
                .into_iter()
                .filter_map(|found| Some(Fact { key, span: found.span, id: found.id?, source: NamedId::new(0) })),
        );
        facts.append(&mut further_facts);
    };
    match &front.special {
        Special::Dossier(dossier) => {
            add(FactKey::Com, dossier.com.as_deref());
            add(FactKey::Celex, dossier.celex.as_deref());
            add(FactKey::Procedure, dossier.procedure.as_deref());
            (0..).zip(&dossier.kamerstukken).for_each(|(index, paper)| add(FactKey::Kamerstuk(index), Some(paper)));
            add(FactKey::Bnc, dossier.bnc.as_ref().and_then(|bnc| bnc.kamerstuk.as_deref()));
            (0..)
                .zip(&dossier.milestones)
                .for_each(|(index, step)| add(FactKey::Milestone(index), step.source.as_deref()));
        }
        Special::Meeting(facts) => letter(&facts.letter, add),
        Special::Report(own) => letter(own, add),
        Special::Plain | Special::Page(_) => {}
    }
    facts
}

/// Adds what a letter is, and what shows that its promises were kept.
fn letter(letter: &Letter, mut add: impl FnMut(FactKey, Option<&str>)) {
    add(FactKey::Letter, letter.id.as_deref());
    (0..).zip(&letter.commitments).for_each(|(at, promise)| add(FactKey::Done(at), promise.done.as_deref()));
}

/// The day of a document: when it was sent, or else when its meeting begins.
fn date(front: &Front) -> Option<CalendarDay> {
    let date = match &front.special {
        Special::Meeting(facts) => facts.letter.published.or(facts.start.as_ref().map(|start| start.value))?,
        Special::Report(letter) => letter.published?,
        Special::Plain | Special::Page(_) | Special::Dossier(_) => return None,
    };
    Some(CalendarDay {
        year: u16::try_from(date.year()).ok()?,
        month: u8::try_from(date.month()).ok()?,
        day: u8::try_from(date.day()).ok()?,
    })
}

/// Numbers the sources that references and facts name, each once, in the order of their ids.
fn number(
    references: &mut IndexSlice<ReferenceId, [Reference]>,
    facts: &mut [Fact],
    registry: &Registry,
) -> IndexVec<NamedId, Id> {
    let named = |reference: &Reference| {
        let source = reference.form != Form::Address || matches!(reference.place, Place::Note(_));
        reference.id.as_ref().filter(|_| source).map(|id| registry.source(id))
    };
    let of_references: Vec<Option<Id>> = references.iter().map(named).collect();
    let of_facts: Vec<Id> = facts.iter().map(|fact| registry.source(&fact.id)).collect();
    let of_ranges = references.iter().flat_map(|reference| &reference.range).map(|id| registry.source(id));
    let mut sources: Vec<Id> = of_references.iter().flatten().chain(&of_facts).cloned().chain(of_ranges).collect();
    sources.sort_unstable();
    sources.dedup();
    let place = |id: &Id| sources.binary_search(id).ok().map(NamedId::from);
    for (reference, id) in references.iter_mut().zip(&of_references) {
        reference.source = id.as_ref().and_then(place);
    }
    for (fact, id) in facts.iter_mut().zip(&of_facts) {
        fact.source = place(id).unwrap_or(fact.source);
    }
    sources.into()
}

/// Each reference that names a source, with that source, in order; a range once for each of its papers.
fn cited(
    references: &IndexSlice<ReferenceId, [Reference]>,
    sources: &IndexVec<NamedId, Id>,
    registry: &Registry,
) -> Vec<(ReferenceId, NamedId)> {
    let place = |id: &Id| sources.as_raw_slice().binary_search(&registry.source(id)).ok().map(NamedId::from);
    let of_one = |(at, reference): (ReferenceId, &Reference)| {
        let further: Vec<NamedId> = reference.range.iter().filter_map(place).collect();
        reference.source.into_iter().chain(further).map(move |source| (at, source))
    };
    references.iter_enumerated().flat_map(of_one).collect()
}

/// Leaves out the papers of a range that the same place cites one by one, or in an earlier range.
fn once_in_each_place(
    cited: Vec<(ReferenceId, NamedId)>,
    references: &IndexSlice<ReferenceId, [Reference]>,
) -> Vec<(ReferenceId, NamedId)> {
    if references.iter().all(|reference| reference.range.is_empty()) {
        return cited;
    }
    let key = |(reference, source): &(ReferenceId, NamedId)| (references[*reference].place, *source);
    let alone = |(reference, _): &(ReferenceId, NamedId)| references[*reference].range.is_empty();
    let mut known: HashSet<(Place, NamedId)> = cited.iter().filter(|citing| alone(citing)).map(key).collect();
    cited.into_iter().filter(|citing| alone(citing) || known.insert(key(citing))).collect()
}

/// The sources with what linking asks of them, and the dossiers of the papers among them.
///
/// What only a range names does not count for a dossier: three papers of one range are one chance to mistype its
/// number.
fn named(
    ids: IndexVec<NamedId, Id>,
    references: &IndexSlice<ReferenceId, [Reference]>,
    facts: &[Fact],
) -> (IndexVec<NamedId, Named>, IndexVec<ShelfId, Named>) {
    let mut own: IndexVec<NamedId, bool> = ids.iter().map(|_| false).collect();
    let of_facts = facts.iter().map(|fact| fact.source);
    references.iter().filter_map(|reference| reference.source).chain(of_facts).for_each(|at| own[at] = true);
    let mut shelves: IndexVec<ShelfId, Named> = IndexVec::new();
    let mut shelf = |id: &Id| {
        let dossier = id.dossier().filter(|_| id.form() == Form::Kamerstuk)?;
        let dossier = Id::of_dossier(dossier);
        let known = shelves.position(|known| known.id == dossier);
        Some(known.unwrap_or_else(|| shelves.push(Named::new(dossier))))
    };
    let source = |(id, own): (Id, bool)| Named { shelf: if own { shelf(&id) } else { None }, ..Named::new(id) };
    let sources = ids.into_iter().zip(own).map(source).collect();
    (sources, shelves)
}
