//! What the notes and paragraphs of each document are called in addresses, and whether published places mean what they meant.
//!
//! Takes: the documents of a site and its [`Record`].
//! Gives: [`PlaceNames`]: the name of every note and paragraph, the names that they had, and the notes that are gone; a diagnostic
//! for each place that would come to mean something else.
//! Never: changes a name that is recorded, or gives one name to two places.

mod heading_meanings;
mod naming_notes;
mod naming_paragraphs;
mod next_label;
mod note_labels;
pub(crate) mod upgrade;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;
use oxc_index::{IndexSlice, IndexVec};
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::document::fingerprint::Fingerprint;
use crate::document::imprint::OwnPlaces;
use crate::document::indices::{BlockId, NoteId};
use crate::document::paragraphs::{Paragraph, ParagraphName};
use crate::document::{Role, Summary};
use crate::settings::language::Language;
use crate::site::indices::DocumentId;
use crate::site::moved_folders::MovedFolders;
use crate::site::record::{Record, RecordedPage};
pub(crate) use naming_notes::GoneNote;

/// The names of all places.
#[derive(Debug, Default)]
pub(crate) struct PlaceNames {
    of: IndexVec<DocumentId, DocumentPlaces>,
    /// The first sealed version of each document that was corrected since.
    first_versions: HashMap<DocumentId, DocumentId>,
    pub moves: MovedFolders,
}

/// The names of the places of one document.
#[derive(Debug, Default)]
pub(crate) struct DocumentPlaces {
    /// Empty if every note has the name that follows from its label.
    notes: IndexVec<NoteId, Box<str>>,
    /// Further names that notes were given.
    pub other_names: Vec<(NoteId, String)>,
    /// The notes that were published and that it no longer has.
    pub gone: Vec<GoneNote>,
    /// The names of paragraphs that do not follow from how they are counted.
    paragraphs: HashMap<BlockId, ParagraphName, FixedState>,
    /// Earlier anchors of paragraphs, in the order of the blocks that they stand before.
    former: Vec<(BlockId, String)>,
    /// What is reported with its mend in the text itself: labels of notes, and anchors with the sign before them.
    pub mended: HashSet<String>,
    by_name: OnceLock<PlaceIndex>,
    /// The digest of all this; 0 if there is nothing but what follows from the document itself.
    pub digest: u128,
}

#[derive(Debug, Default)]
struct PlaceIndex {
    notes: HashMap<Box<str>, NoteId, FixedState>,
    paragraphs: HashMap<String, BlockId, FixedState>,
}

/// Names the places of all documents.
pub(crate) fn gather(
    documents: &IndexSlice<DocumentId, [Arc<Summary>]>,
    record: Option<&Record>,
    language: &Language,
    moves: MovedFolders,
) -> (PlaceNames, Vec<Diagnostic>) {
    let mut places = PlaceNames { of: IndexVec::new(), first_versions: first_versions(documents), moves };
    let all = (0..documents.len()).into_par_iter().map(DocumentId::from).with_min_len(16);
    let found: Vec<(DocumentPlaces, Vec<Diagnostic>)> = all
        .map(|index| {
            let recorded = record.and_then(|record| places.recorded(record, documents, index));
            document(&documents[index], recorded.as_deref(), language)
        })
        .collect();
    let mut diagnostics = Vec::new();
    for (of, found) in found {
        places.of.push(of);
        diagnostics.extend(found);
    }
    (places, diagnostics)
}

/// The first sealed version of each document.
fn first_versions(documents: &IndexSlice<DocumentId, [Arc<Summary>]>) -> HashMap<DocumentId, DocumentId> {
    let versions = documents.iter_enumerated().filter_map(|(index, document)| match &document.role {
        Role::Version { meeting, number: 1, name } => Some(((meeting.as_str(), name.as_str()), index)),
        _ => None,
    });
    let versions: HashMap<(&str, &str), DocumentId> = versions.collect();
    if versions.is_empty() {
        return HashMap::new();
    }
    let now = documents.iter_enumerated().filter_map(|(index, document)| {
        let name = match &document.role {
            Role::Agenda { .. } => "agenda",
            Role::Report { .. } => "report",
            Role::Annex { name, .. } => name,
            _ => return None,
        };
        Some((index, *versions.get(&(document.role.meeting()?, name))?))
    });
    now.collect()
}

fn document(
    document: &Summary,
    recorded: Option<&RecordedPage>,
    language: &Language,
) -> (DocumentPlaces, Vec<Diagnostic>) {
    if is_as_published(&document.own_places, recorded) {
        return (DocumentPlaces::default(), Vec::new());
    }
    let notes = naming_notes::settle(document, recorded, language);
    let paragraphs = naming_paragraphs::settle(document, recorded);
    let mut diagnostics = notes.diagnostics;
    diagnostics.extend(paragraphs.diagnostics);
    let mut mended = HashSet::new();
    if let Some(recorded) = recorded {
        for (diagnostic, found) in
            [note_labels::check(document, recorded), heading_meanings::check(document, recorded)].into_iter().flatten()
        {
            diagnostics.push(diagnostic);
            mended.extend(found);
        }
    }
    // Nobody can change a version that was corrected since.
    if matches!(document.role, Role::Version { .. }) {
        diagnostics.clear();
    }
    let mut places = DocumentPlaces {
        notes: notes.names,
        other_names: notes.other_names,
        gone: notes.gone,
        paragraphs: paragraphs.names,
        former: paragraphs.former,
        mended,
        by_name: OnceLock::new(),
        digest: 0,
    };
    places.digest = places.digest(document);
    (places, diagnostics)
}

/// Whether all places have the names that follow from the document alone, and say what was published there. Most do, and linking is
/// done at every change of a text.
fn is_as_published(own: &OwnPlaces, recorded: Option<&RecordedPage>) -> bool {
    let Some(recorded) = recorded else { return own.notes_are_clear && !own.has_numbered_heading };
    recorded.imprints().is_some_and(|published| {
        let paragraphs = published.paragraphs.map_or(!own.has_numbered_heading, |known| known == own.paragraphs);
        published.places == own.imprint && paragraphs
    })
}

impl DocumentPlaces {
    fn digest(&self, document: &Summary) -> u128 {
        if self.notes.is_empty() && self.paragraphs.is_empty() && self.former.is_empty() {
            return 0;
        }
        let mut digest = Fingerprint::new();
        self.notes.iter().for_each(|name| {
            digest.text(name);
        });
        for block in document.blocks.indices().filter(|block| self.paragraphs.contains_key(block)) {
            digest.index(block).value(&self.paragraphs[&block]);
        }
        digest.value(&self.former).end()
    }

    fn index(&self, document: &Summary) -> &PlaceIndex {
        self.by_name.get_or_init(|| {
            let notes = document.notes.iter_enumerated();
            let notes = notes.map(|(at, note)| (self.notes.get(at).unwrap_or(&note.name).clone(), at)).collect();
            let former = self.former.iter().map(|(block, anchor)| (anchor.clone(), *block));
            let anchored = document.blocks.iter_enumerated().filter(|(_, block)| block.anchored);
            let names = anchored.map(|(at, block)| (self.paragraph(document, at, block.paragraph).to_string(), at));
            PlaceIndex { notes, paragraphs: former.chain(names).collect() }
        })
    }

    fn paragraph(&self, document: &Summary, block: BlockId, counted: Paragraph) -> ParagraphName {
        self.paragraphs.get(&block).cloned().unwrap_or_else(|| document.counted_name(counted))
    }
}

impl PlaceNames {
    pub(crate) fn of(&self, document: DocumentId) -> &DocumentPlaces {
        &self.of[document]
    }

    /// The name of a note in addresses and anchors.
    pub(crate) fn note<'a>(&'a self, document: &'a Summary, index: DocumentId, note: NoteId) -> &'a str {
        self.of[index].notes.get(note).unwrap_or(&document.notes[note].name)
    }

    /// The note with a name.
    pub(crate) fn note_named(&self, document: &Summary, index: DocumentId, name: &str) -> Option<NoteId> {
        // Mostly it is the one with that number.
        let guess = name.parse().ok().and_then(NoteId::of_number).filter(|note| note.index() < document.notes.len());
        match guess.filter(|note| self.note(document, index, *note) == name) {
            Some(note) => Some(note),
            None => self.of[index].index(document).notes.get(name).copied(),
        }
    }

    /// The anchor of a block.
    pub(crate) fn paragraph(&self, document: &Summary, index: DocumentId, block: BlockId) -> ParagraphName {
        let counted = document.blocks.get(block).map(|block| block.paragraph).unwrap_or_default();
        self.of[index].paragraph(document, block, counted)
    }

    /// Whether a paragraph has this anchor, or had it once.
    pub(crate) fn has_paragraph(&self, document: &Summary, index: DocumentId, anchor: &str) -> bool {
        let numbered = anchor.ends_with(|c: char| c.is_ascii_alphanumeric()) && anchor.contains('p');
        numbered && self.of[index].index(document).paragraphs.contains_key(anchor)
    }

    /// The anchors that led to a block and that it no longer has itself.
    pub(crate) fn former(&self, index: DocumentId, block: BlockId) -> impl Iterator<Item = &str> {
        let former = &self.of[index].former;
        let from = former.partition_point(|(at, _)| *at < block);
        former[from..].iter().take_while(move |(at, _)| *at == block).map(|(_, anchor)| anchor.as_str())
    }

    /// What was published of a document, by the present rules.
    pub(crate) fn recorded<'r>(
        &self,
        record: &'r Record,
        documents: &IndexSlice<DocumentId, [Arc<Summary>]>,
        index: DocumentId,
    ) -> Option<Cow<'r, RecordedPage>> {
        let document = &documents[index];
        let own = record.pages.get(&*document.address);
        let mut page = own.map(Cow::Borrowed);
        for address in self.moves.earlier(&document.address) {
            // A document that was there before has another one merged into it.
            let Some(earlier) = record.pages.get(&address) else { continue };
            if own.is_none_or(|own| own.from.contains(&address)) {
                let page = page.get_or_insert_with(Cow::default).to_mut();
                page.join(earlier);
                page.from.insert(address);
            }
        }
        let page = page?;
        let then = self.first_versions.get(&index).map_or(document, |version| &documents[*version]);
        Some(upgrade::page(page, then, document))
    }
}
