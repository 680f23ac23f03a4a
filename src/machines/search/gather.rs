//! The words of every passage.
//!
//! Takes: a [`Site`] and the order of its documents.
//! Gives: a [`Gathered`] for each document: its words, and for each passage which of them it has, how often and where.
//! Never: looks at more than one document for the words of a passage, except for the names of its dossiers.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rayon::prelude::*;
use reference::Id;

use super::passage::{PassagePlace, owner, passages};
use super::words::WordReader;
use crate::document::fragment::Slot;
use crate::document::front_matter::Special;
use crate::document::indices::{BlockId, DivisionId, NamedId};
use crate::document::{Body, Place, Summary};
use crate::site::bodies::Bodies;
use crate::site::indices::{DocumentId, DossierId};
use crate::site::{self, Page, Site};
use crate::view::ViewOptions;
use crate::view::text::SiteReader;

pub(super) struct Gathered {
    pub document: DocumentId,
    /// Its words, each once, in the order in which they first occur.
    pub words: Vec<Box<str>>,
    /// In their order.
    pub passages: Vec<Passage>,
    /// Other names of sources that it cites, each with the name under which the source is listed.
    pub aliases: Vec<(Box<str>, Box<str>)>,
}

pub(super) struct Passage {
    /// What it is a passage of.
    pub place: PassagePlace,
    /// The words that it has, each once.
    pub hits: Vec<Hit>,
    /// How many words it has in all.
    pub length: u32,
    /// The dossiers it is tied to.
    pub dossiers: Vec<DossierId>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    /// The word, as an index of [`Gathered::words`].
    pub word: u32,
    /// How often the word occurs, as far as that matters.
    pub count: u16,
    /// Where it occurs; a word in both title and text counts as one of the title.
    pub part: PassagePart,
}

/// Where in a passage a word occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PassagePart {
    Title,
    Text,
}

/// Gathers the words of documents.
pub(super) fn gather(site: &Site, bodies: &Bodies, order: &[DocumentId]) -> Vec<Gathered> {
    order.par_iter().map(|document| Gatherer::new(site, bodies.body(*document), *document).gather()).collect()
}

/// The sources that each passage cites, each by the name of its page and with how much it matters there.
type Cited = HashMap<PassagePlace, Vec<(String, PassagePart)>, FixedState>;

/// Other names of sources, each with the name of the page.
type OtherNames = Vec<(Box<str>, Box<str>)>;

/// What a document cites, and the other names of these sources. A name of a page has a sign that no word has, so it is
/// found by those alone who ask for a source.
fn cited(site: &Site, index: DocumentId) -> (Cited, OtherNames) {
    let document = site.document(index);
    let mut cited = Cited::default();
    let mut aliases = Vec::new();
    let mut add = |place: PassagePlace, part, named: NamedId, id: Option<&Id>| {
        let Some(source) = site.sources.of(index, named) else { return };
        let page = site.sources.list[source].id.slug();
        aliases
            .extend(id.map(Id::slug).filter(|other| *other != page).map(|other| (other.into(), page.as_str().into())));
        cited.entry(place).or_default().push((page, part));
    };
    for (reference, named) in &document.citing {
        let reference = &document.references[*reference];
        let place = match (reference.place, reference.division) {
            (Place::Note(note), _) => PassagePlace::Note(note),
            (_, Some(division)) => PassagePlace::Division(owner(document, division)),
            (_, None) => PassagePlace::Whole,
        };
        add(place, PassagePart::Text, *named, reference.id.as_ref().filter(|_| reference.source == Some(*named)));
    }
    for fact in &document.facts {
        add(PassagePlace::Whole, PassagePart::Title, fact.source, Some(&fact.id));
    }
    (cited, aliases)
}

struct Gatherer<'a> {
    site: &'a Site,
    index: DocumentId,
    document: &'a Summary,
    body: &'a Body,
    reader: WordReader,
    words: Vec<Box<str>>,
    known: HashMap<Box<str>, u32, FixedState>,
    /// For each word, the place of its hit in the current passage, and which passage that is.
    place: Vec<(u32, u32)>,
    passage: u32,
}

impl<'a> Gatherer<'a> {
    fn new(site: &'a Site, body: &'a Body, index: DocumentId) -> Self {
        let document = site.document(index);
        Gatherer {
            site,
            index,
            document,
            body,
            reader: WordReader::default(),
            words: Vec::new(),
            known: HashMap::default(),
            place: Vec::new(),
            passage: 0,
        }
    }

    fn gather(mut self) -> Gathered {
        let document = self.document;
        // The divisions that belong to each passage of a heading, in order.
        let mut owned: HashMap<DivisionId, Vec<DivisionId>, FixedState> = HashMap::default();
        document.divisions.indices().for_each(|index| owned.entry(owner(document, index)).or_default().push(index));
        let (cited, aliases) = cited(self.site, self.index);
        let passages = passages(document).into_iter().map(|place| {
            self.passage += 1;
            let mut passage = Passage { place, hits: Vec::new(), length: 0, dossiers: self.dossiers(place) };
            match place {
                PassagePlace::Whole => self.whole(&mut passage),
                PassagePlace::Division(index) => {
                    owned.get(&index).into_iter().flatten().for_each(|own| self.division(&mut passage, *own, index))
                }
                PassagePlace::Note(note) => {
                    let html = self.filled(&document.notes[note].fragment);
                    self.html(&mut passage, &html);
                }
            }
            for dossier in &passage.dossiers.clone() {
                let name = site::dossier_name(self.site.document(self.site.dossiers[*dossier].document));
                self.text(&mut passage, name, PassagePart::Text);
            }
            for (source, part) in cited.get(&place).into_iter().flatten() {
                self.hit(&mut passage, source, *part);
            }
            passage.hits.shrink_to_fit();
            passage
        });
        let passages = passages.collect();
        Gathered { document: self.index, words: self.words, passages, aliases }
    }

    /// The title, what the front matter says, and the text above the first heading.
    fn whole(&mut self, passage: &mut Passage) {
        let document = self.document;
        let reader = SiteReader::new(self.site, Page::Search, ViewOptions::default());
        self.text(passage, document.title(), PassagePart::Title);
        self.text(passage, &reader.document_name(self.index), PassagePart::Title);
        if let Some(meeting) = self.site.meeting(self.index) {
            self.text(passage, &self.site.formation(&meeting.formation).name, PassagePart::Title);
            self.text(passage, self.site.facts(meeting).place.as_deref().unwrap_or(""), PassagePart::Text);
        }
        let summary = match &document.front.special {
            Special::Dossier(facts) => {
                facts.also_known_as.iter().for_each(|name| self.text(passage, name, PassagePart::Title));
                let numbers = [&facts.procedure, &facts.com, &facts.celex].into_iter().flatten();
                numbers.for_each(|number| self.text(passage, number, PassagePart::Text));
                facts.summary.as_deref()
            }
            _ => None,
        };
        self.text(passage, document.front.description.as_deref().or(summary).unwrap_or(""), PassagePart::Text);
        let end = document.divisions.first().map_or(document.blocks.next_idx(), |d| d.blocks.start);
        self.blocks(passage, BlockId::new(0)..end);
    }

    fn division(&mut self, passage: &mut Passage, index: DivisionId, owner: DivisionId) {
        let document = self.document;
        let division = &document.divisions[index];
        let part = if index == owner { PassagePart::Title } else { PassagePart::Text };
        self.text(passage, &division.text, part);
        division.treatments.iter().for_each(|t| self.text(passage, &t.text, PassagePart::Text));
        self.blocks(passage, division.blocks.clone());
    }

    fn blocks(&mut self, passage: &mut Passage, range: std::ops::Range<BlockId>) {
        let body = self.body;
        for block in &body.blocks[range] {
            match block.slots().any(|slot| matches!(slot, Slot::Words(_))) {
                true => {
                    let html = self.filled(block);
                    self.html(passage, &html);
                }
                false => self.html(passage, block.html()),
            }
        }
    }

    /// The HTML of a piece of text, with words for links that have none of their own.
    fn filled(&self, fragment: &crate::document::fragment::Fragment) -> String {
        let reader = SiteReader::new(self.site, Page::Search, ViewOptions::default());
        fragment.fill(|slot, out| {
            if let Slot::Words(link) = slot {
                reader.link_words(self.index, link, out);
            }
        })
    }

    /// The dossiers to which a passage is tied: those of the innermost heading that names any; for a note, those at its
    /// first citation.
    fn dossiers(&self, place: PassagePlace) -> Vec<DossierId> {
        let document = self.document;
        let at = |id: &str| self.site.dossier_id(id);
        if let crate::document::Role::Dossier { id } = &document.role {
            return at(id).into_iter().collect();
        }
        let division = match place {
            PassagePlace::Whole => return Vec::new(),
            PassagePlace::Division(index) => Some(index),
            PassagePlace::Note(note) => document.notes[note].citations.first().and_then(|c| c.division),
        };
        let mut dossiers: Vec<DossierId> =
            document.dossiers_at(division).iter().filter_map(|id| at(&id.value)).collect();
        dossiers.sort_unstable();
        dossiers.dedup();
        dossiers
    }

    fn html(&mut self, passage: &mut Passage, html: &str) {
        let mut reader = std::mem::take(&mut self.reader);
        reader.of_html(html, &mut |word| self.hit(passage, word, PassagePart::Text));
        self.reader = reader;
    }

    fn text(&mut self, passage: &mut Passage, text: &str, part: PassagePart) {
        let mut reader = std::mem::take(&mut self.reader);
        reader.of_text(text, &mut |word| self.hit(passage, word, part));
        self.reader = reader;
    }

    fn hit(&mut self, passage: &mut Passage, word: &str, part: PassagePart) {
        let index = match self.known.get(word) {
            Some(index) => *index,
            None => {
                let index = self.words.len() as u32;
                self.words.push(word.into());
                self.known.insert(word.into(), index);
                self.place.push((0, 0));
                index
            }
        };
        passage.length += 1;
        let (seen, at) = self.place[index as usize];
        if seen == self.passage {
            let hit = &mut passage.hits[at as usize];
            hit.count = hit.count.saturating_add(1);
            if part == PassagePart::Title {
                hit.part = part;
            }
        } else {
            self.place[index as usize] = (self.passage, passage.hits.len() as u32);
            passage.hits.push(Hit { word: index, count: 1, part });
        }
    }
}
