//! The words of every passage.
//!
//! Takes: a [`Site`] and the order of its documents.
//! Gives: a [`Gathered`] for each document: its words, and for each passage which of them it has, how often and where.
//! Never: looks at more than one document for the words of a passage, but for the names of its dossiers.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::passage::{Place, owner, passages};
use super::words::Words;
use crate::document::Document;
use crate::fragment::Slot;
use crate::front::Special;
use crate::site::{self, Page, Resolved, Site};
use crate::view::text::Reader;
use crate::view::{Options, escaped};

/// The words of one document.
pub struct Gathered {
    /// The document.
    pub document: u32,
    /// Its words, each once, as they first occur.
    pub words: Vec<Box<str>>,
    /// Its passages, in their order.
    pub passages: Vec<Passage>,
}

/// The words of one passage.
pub struct Passage {
    /// Where it stands.
    pub place: Place,
    /// Which words it has, each once.
    pub hits: Vec<Hit>,
    /// How many words it has in all.
    pub length: u32,
    /// The dossiers it is tied to, as indices of [`Site::dossiers`].
    pub dossiers: Vec<u32>,
}

/// A word in a passage.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// The word, as an index of [`Gathered::words`].
    pub word: u32,
    /// How often, as far as that matters.
    pub count: u16,
    /// Whether it stands in the title.
    pub title: bool,
}

/// Gathers the words of documents.
pub fn gather(site: &Site, order: &[u32]) -> Vec<Gathered> {
    order.par_iter().map(|document| Gatherer::new(site, *document).gather()).collect()
}

struct Gatherer<'a> {
    site: &'a Site,
    index: u32,
    document: &'a Document,
    reader: Words,
    words: Vec<Box<str>>,
    known: HashMap<Box<str>, u32, FixedState>,
    /// For each word, the place of its hit in the passage that is being gathered, and which passage that is.
    place: Vec<(u32, u32)>,
    passage: u32,
}

impl<'a> Gatherer<'a> {
    fn new(site: &'a Site, index: u32) -> Self {
        let document = site.document(index);
        Gatherer {
            site,
            index,
            document,
            reader: Words::default(),
            words: Vec::new(),
            known: HashMap::default(),
            place: Vec::new(),
            passage: 0,
        }
    }

    fn gather(mut self) -> Gathered {
        let document = self.document;
        // The divisions of each passage of a heading, in order.
        let mut owned: HashMap<u32, Vec<u32>, FixedState> = HashMap::default();
        (0..document.divisions.len() as u32).for_each(|index| owned.entry(owner(document, index)).or_default().push(index));
        let passages = passages(document).into_iter().map(|place| {
            self.passage += 1;
            let mut passage = Passage { place, hits: Vec::new(), length: 0, dossiers: self.dossiers(place) };
            match place {
                Place::Whole => self.whole(&mut passage),
                Place::Division(index) => owned.get(&index).into_iter().flatten().for_each(|own| self.division(&mut passage, *own, index)),
                Place::Note(note) => {
                    let html = self.filled(&document.notes[note as usize].fragment);
                    self.html(&mut passage, &html);
                }
            }
            for dossier in &passage.dossiers.clone() {
                let name = site::dossier_name(self.site.document(self.site.dossiers[*dossier as usize].document));
                self.text(&mut passage, name, false);
            }
            passage.hits.shrink_to_fit();
            passage
        });
        let passages = passages.collect();
        Gathered { document: self.index, words: self.words, passages }
    }

    /// The title, what the front matter says, and the text above the first heading.
    fn whole(&mut self, passage: &mut Passage) {
        let document = self.document;
        let reader = Reader::new(self.site, Page::Search, Options::default());
        self.text(passage, document.title(), true);
        self.text(passage, &reader.document_name(self.index), true);
        if let Some(meeting) = self.site.meeting(self.index) {
            self.text(passage, &self.site.formation(&meeting.formation).name, true);
            self.text(passage, self.site.facts(meeting).place.as_deref().unwrap_or(""), false);
        }
        let summary = match &document.front.special {
            Special::Dossier(facts) => facts.summary.as_deref(),
            _ => None,
        };
        self.text(passage, document.front.description.as_deref().or(summary).unwrap_or(""), false);
        let end = document.divisions.first().map_or(document.blocks.len() as u32, |d| d.blocks.start);
        self.blocks(passage, 0..end);
    }

    fn division(&mut self, passage: &mut Passage, index: u32, owner: u32) {
        let document = self.document;
        let division = &document.divisions[index as usize];
        self.text(passage, &division.text, index == owner);
        division.treatments.iter().for_each(|t| self.text(passage, &t.text, false));
        self.blocks(passage, division.blocks.clone());
    }

    fn blocks(&mut self, passage: &mut Passage, range: std::ops::Range<u32>) {
        let document = self.document;
        for block in &document.blocks[range.start as usize..range.end as usize] {
            match block.fragment.slots().any(|slot| matches!(slot, Slot::Words(_))) {
                true => {
                    let html = self.filled(&block.fragment);
                    self.html(passage, &html);
                }
                false => self.html(passage, block.fragment.html()),
            }
        }
    }

    /// The HTML of a piece of text with the words of links that have none of their own.
    fn filled(&self, fragment: &crate::fragment::Fragment) -> String {
        let reader = Reader::new(self.site, Page::Search, Options::default());
        fragment.fill(|slot, out| {
            if let Slot::Words(link) = slot
                && let Resolved::Page(Page::Document(to)) = self.site.resolved(self.index, &self.document.links[link as usize])
            {
                out.push_str(&escaped(&reader.document_name(to)));
            }
        })
    }

    /// The dossiers to which a passage is tied: those of the innermost heading that names any, and for a note those of its first place.
    fn dossiers(&self, place: Place) -> Vec<u32> {
        let document = self.document;
        let at = |id: &str| self.site.dossiers.binary_search_by(|d| d.id.as_str().cmp(id)).ok().map(|index| index as u32);
        if let crate::document::Role::Dossier { id } = &document.role {
            return at(id).into_iter().collect();
        }
        let division = match place {
            Place::Whole => return Vec::new(),
            Place::Division(index) => Some(index),
            Place::Note(note) => document.notes[note as usize].citations.first().and_then(|c| c.division),
        };
        let mut dossiers: Vec<u32> = document.dossiers_at(division).iter().filter_map(|id| at(&id.value)).collect();
        dossiers.sort_unstable();
        dossiers.dedup();
        dossiers
    }

    fn html(&mut self, passage: &mut Passage, html: &str) {
        let mut reader = std::mem::take(&mut self.reader);
        reader.of_html(html, &mut |word| self.hit(passage, word, false));
        self.reader = reader;
    }

    fn text(&mut self, passage: &mut Passage, text: &str, title: bool) {
        let mut reader = std::mem::take(&mut self.reader);
        reader.of_text(text, &mut |word| self.hit(passage, word, title));
        self.reader = reader;
    }

    fn hit(&mut self, passage: &mut Passage, word: &str, title: bool) {
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
            hit.title |= title;
        } else {
            self.place[index as usize] = (self.passage, passage.hits.len() as u32);
            passage.hits.push(Hit { word: index, count: 1, title });
        }
    }
}
