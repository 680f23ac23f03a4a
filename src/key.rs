//! View keys: what a page is made from, as one number.
//!
//! Takes: a [`Site`], and the templates that render it.
//! Gives: [`Bundle`]s of pages, each with a key; as long as the key is the same, the bytes of the pages are.
//! Never: misses anything that a view reads. Where a view reads much, the key takes in more than it needs: a page that is
//! rendered in vain costs a millisecond, a page that is not rendered when it should be is wrong.
//!
//! What a view may read of a document that is not its own is the summary: front matter, headings, the number of notes.
//! A word changed in the body leaves the summary as it is, so that only the pages that show the body itself are made again:
//! those of the document, and the dossiers that its passages are tied to.
//!
//! Structures are taken apart field by field without `..`, so that whoever adds a field is asked here what reads it.

use std::collections::HashMap;
use std::fmt::{self, Write};
use std::sync::Arc;

use foldhash::fast::FixedState;
use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use crate::card;
use crate::document::{Division, Document, Role};
use crate::front::Special;
use crate::mentions::Meant;
use crate::reference::Form;
use crate::render::Engine;
use crate::site::{Dossier, Meeting, Page, Resolved, Site};

/// Pages that are made from the same things, and so are made again together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The first page; a document's is followed by those of its notes.
    pub first: Page,
    /// What they are made from.
    pub key: u128,
}

impl Bundle {
    /// Its pages.
    pub fn pages(&self, site: &Site) -> Vec<Page> {
        let mut pages = vec![self.first];
        let document = match self.first {
            Page::Document(document) => Some(document),
            Page::Home => site.home,
            _ => None,
        };
        let Some(document) = document else { return pages };
        pages.extend((0..site.document(document).notes.len() as u32).map(|note| Page::Footnote { document, note }));
        pages
    }
}

/// Summaries of documents, kept as long as the documents are.
#[derive(Debug, Default)]
pub struct Summaries(HashMap<Arc<str>, (Arc<Document>, u128)>);

impl Summaries {
    /// The summary of each document of the site; only those that are new are made.
    fn of(&mut self, documents: &[Arc<Document>]) -> Vec<u128> {
        let known = &self.0;
        let summaries: Vec<(u128, bool)> = documents
            .par_iter()
            .with_min_len(64)
            .map(|document| match known.get(&document.source.path) {
                Some((same, summary)) if Arc::ptr_eq(same, document) => (*summary, false),
                _ => (summary(document), true),
            })
            .collect();
        let fresh = documents.iter().zip(&summaries).filter(|(_, (_, new))| *new);
        self.0.extend(fresh.map(|(document, (summary, _))| (document.source.path.clone(), (document.clone(), *summary))));
        if self.0.len() > documents.len() {
            self.0 = documents.iter().zip(&summaries).map(|(d, (s, _))| (d.source.path.clone(), (d.clone(), *s))).collect();
        }
        summaries.into_iter().map(|(summary, _)| summary).collect()
    }
}

/// Every page of the site in bundles, with their keys.
pub fn bundles(site: &Site, engine: &Engine, summaries: &mut Summaries) -> Vec<Bundle> {
    let summaries = summaries.of(&site.documents);
    let keys = Keys::new(site, engine, &summaries);
    let lists = site.lists().into_iter().chain([Page::NotFound]);
    let sources = (0..site.sources.list.len() as u32).map(Page::Source);
    let documents = (0..site.documents.len() as u32).filter(|document| Some(*document) != site.home).map(Page::Document);
    let redirects = (0..site.redirects.len() as u32).map(Page::Redirect);
    let gone = (0..site.gone.len() as u32).map(Page::Gone);
    let firsts: Vec<Page> = lists.chain(documents).chain(sources).chain(redirects).chain(gone).collect();
    firsts.into_par_iter().with_min_len(64).map(|first| Bundle { first, key: keys.bundle(first) }).collect()
}

/// A digest in the making.
#[derive(Clone)]
struct Digest(Xxh3);

impl Digest {
    fn new() -> Self {
        Digest(Xxh3::new())
    }

    fn number(&mut self, number: u128) -> &mut Self {
        self.0.update(&number.to_le_bytes());
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.number(text.len() as u128).0.update(text.as_bytes());
        self
    }

    /// Anything, by its debug form, which shows every field.
    fn debug(&mut self, value: &impl fmt::Debug) -> &mut Self {
        let _ = write!(self, "{value:?}");
        self.number(0)
    }

    fn end(&self) -> u128 {
        self.0.digest128()
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

/// What pages of other documents may show of a document.
fn summary(document: &Document) -> u128 {
    let Document {
        source,
        role,
        address: _,
        front,
        blocks: _,
        divisions,
        ties: _,
        notes,
        links: _,
        targets: _,
        handles: _,
        references: _,
        facts: _,
        sources: _,
        shelves: _,
        citing: _,
        said: _,
        unregistered: _,
        diagnostics: _,
    } = document;
    let mut digest = Digest::new();
    digest.text(&source.path).debug(role).debug(front).number(notes.len() as u128);
    for division in divisions {
        // Opening words are shown where a passage is tied to a dossier, whose key takes in the whole text of the document.
        let Division {
            kind,
            level,
            parent,
            anchor,
            label,
            number,
            title,
            text,
            treatments,
            dossiers,
            date,
            item,
            a_point,
            section,
            language,
            blocks,
            opening: _,
            span: _,
        } = division;
        digest.debug(&(kind, level, parent, anchor, label, number, title, text, treatments));
        let dossiers: Vec<&str> = dossiers.iter().map(|d| d.value.as_str()).collect();
        let item = item.as_ref().map(|i| i.value.as_str());
        // A sub-item without text shares the treatment of the next.
        digest.debug(&(dossiers, date, item, a_point, section, language, blocks.is_empty()));
    }
    digest.end()
}

/// The parts that keys are put together from.
struct Keys<'a> {
    site: &'a Site,
    /// What every page shows: settings, words, templates, the menu.
    world: u128,
    /// For each document, what its name and its places are made from wherever it is linked to.
    named: Vec<u128>,
    /// For each document, its text and everything that its text shows of others.
    whole: Vec<u128>,
    /// For each dossier, in the order of the site, which passages are tied to it.
    tied: Vec<u128>,
    /// All names together, for the lists.
    all: u128,
    /// For each source, what it is and what cites it.
    cited: Vec<u128>,
    /// The place of each dossier in the order of the site, by its id.
    dossiers: HashMap<&'a str, usize, FixedState>,
}

impl<'a> Keys<'a> {
    fn new(site: &'a Site, engine: &Engine, summaries: &[u128]) -> Self {
        let named = |(index, own): (usize, &u128)| {
            // The name of an agenda or report is that of its meeting, whose facts the agenda holds.
            let agenda = site.meeting(index as u32).map_or(0, |m| summaries[m.agenda as usize]);
            Digest::new().number(*own).number(agenda).end()
        };
        let named: Vec<u128> = summaries.iter().enumerate().map(named).collect();
        let mut all = Digest::new();
        named.iter().for_each(|name| {
            all.number(*name);
        });
        site.meetings.iter().for_each(|meeting| {
            all.number(u128::from(meeting.agenda)).debug(&meeting.package);
            all.debug(&meeting.seal.as_ref().and_then(|seal| seal.latest()).map(|version| &version.digest));
        });
        let tied = |dossier: &Dossier| {
            let mut digest = Digest::new();
            for entry in &dossier.entries {
                digest.number(named[entry.document as usize]).number(u128::from(entry.division));
            }
            digest.end()
        };
        let tied: Vec<u128> = site.dossiers.par_iter().with_min_len(64).map(tied).collect();
        let dossiers = site.dossiers.iter().enumerate().map(|(at, dossier)| (dossier.id.as_str(), at)).collect();
        let cited =
            (0..site.sources.list.len() as u32).into_par_iter().with_min_len(64).map(|source| cited(site, source, &named)).collect();
        let world = world(site, engine, &named);
        let mut keys = Keys { site, world, named, whole: Vec::new(), tied, all: all.end(), cited, dossiers };
        keys.whole = (0..site.documents.len() as u32).into_par_iter().with_min_len(64).map(|index| keys.whole(index)).collect();
        keys
    }

    fn bundle(&self, first: Page) -> u128 {
        let site = self.site;
        let mut digest = Digest::new();
        digest.number(self.world).text(&site.address(first));
        // A file of the site comes in the place of what is made beside a page.
        let beside = [site.data_address(first), site.table_address(first), card::address(site, card::subject(site, first))];
        digest.debug(&beside.map(|address| address.filter(|address| !site.is_taken(address))));
        match first {
            Page::Home => {
                digest.number(self.all).number(site.home.map_or(0, |home| self.whole[home as usize]));
            }
            Page::Meetings | Page::Dossiers | Page::Commitments | Page::Treatments | Page::Archive => {
                digest.number(self.all);
            }
            Page::Overview | Page::Quarter(_) => {
                digest.number(self.all);
            }
            // They show the words of notes.
            Page::Fiches | Page::Motions => self.whole.iter().chain(&self.cited).for_each(|made| {
                digest.number(*made);
            }),
            Page::Sources => self.cited.iter().for_each(|cited| {
                digest.number(*cited);
            }),
            Page::Source(source) => self.source(source, &mut digest),
            // Why something left stands in the settings, which every key takes in.
            Page::Gone(_) | Page::Search | Page::NotFound => {}
            Page::Redirect(index) => self.page(site.redirects[index as usize].to, &mut digest),
            Page::Document(document) | Page::Footnote { document, .. } => {
                digest.number(self.whole[document as usize]);
                let dossier = match &site.document(document).role {
                    Role::Dossier { id } => site.dossier(id),
                    _ => None,
                };
                for entry in dossier.into_iter().flat_map(|d| &d.entries) {
                    digest.number(self.whole[entry.document as usize]).number(u128::from(entry.division));
                }
            }
        }
        digest.end()
    }

    /// The text of a document and everything of others that appears in it or beside it.
    fn whole(&self, index: u32) -> u128 {
        let site = self.site;
        let document = site.document(index);
        let mut digest = Digest::new();
        digest.number(document.source.digest).number(self.named[index as usize]);
        for link in &site.targets[index as usize] {
            match link {
                Resolved::Page(page) => self.page(*page, &mut digest),
                Resolved::File(file) => self.file(*file, &mut digest),
                Resolved::Nothing => {
                    digest.number(0);
                }
            }
        }
        let related = match &document.front.special {
            Special::Dossier(facts) => facts.related.as_slice(),
            _ => &[],
        };
        let related = related.iter().map(|dossier| self.dossiers.get(dossier.value.as_str()).copied());
        let agenda = matches!(document.role, Role::Agenda { .. });
        for dossier in site.tied[index as usize].iter().map(|at| at.map(|at| at as usize)).chain(related) {
            let Some(at) = dossier else {
                digest.number(0);
                continue;
            };
            digest.number(self.named[site.dossiers[at].document as usize]);
            // The page of a meeting shows when each of its dossiers was dealt with before, and how.
            if agenda {
                digest.number(self.tied[at]);
            }
        }
        if let Some(meeting) = site.meeting(index) {
            self.meeting(meeting, &mut digest);
        }
        self.references(index, &mut digest);
        digest.end()
    }

    /// What the references of a document, and those to its headings, make its pages show.
    fn references(&self, index: u32, digest: &mut Digest) {
        let (site, document) = (self.site, self.site.document(index));
        for source in site.sources.all_of(index) {
            digest.number(source.map_or(0, |source| self.cited[source as usize]));
        }
        for meant in (0..document.references.len() as u32).filter_map(|at| site.mentions.meant(index, at)) {
            match meant {
                Meant::Item(entry) => digest.number(self.named[entry.document as usize]).number(u128::from(entry.division)),
                Meant::Note(note) => digest.number(u128::from(note)),
            };
        }
        for backlink in site.mentions.of_document(index) {
            digest.number(self.named[backlink.document as usize]).debug(&(backlink.to.division, backlink.by));
            // The words that refer to it are shown.
            digest.number(site.document(backlink.document).source.digest);
        }
    }

    /// What the page of a source shows.
    fn source(&self, source: u32, digest: &mut Digest) {
        let site = self.site;
        digest.number(self.cited[source as usize]);
        let shown = site.sources.citations(source).iter().take(crate::view::source::MOST);
        for citing in shown {
            digest.number(self.whole[citing.document as usize]);
        }
        let id = &site.sources.list[source as usize].id;
        for paper in id.dossier().filter(|_| id.form() == Form::Dossier).into_iter().flat_map(|dossier| site.sources.papers(dossier)) {
            digest.number(self.cited[paper as usize]);
        }
    }

    /// What the pages of a meeting's documents show of the meeting.
    fn meeting(&self, meeting: &Meeting, digest: &mut Digest) {
        // The id is part of the address, formation and dates are part of the agenda's summary.
        let Meeting {
            id: _,
            agenda,
            report,
            annexes,
            files,
            package,
            seal,
            versions,
            formation: _,
            dates: _,
            name: _,
            start: _,
            previous,
            next,
        } = meeting;
        digest.debug(package);
        // The digest of the last version covers those before.
        digest.debug(&seal.as_ref().and_then(|seal| seal.latest()).map(|version| &version.digest));
        for document in std::iter::once(agenda).chain(report).chain(annexes).chain(versions) {
            digest.number(self.named[*document as usize]);
        }
        for neighbour in [previous, next] {
            digest.number(neighbour.map_or(0, |m| self.named[self.site.meetings[m as usize].agenda as usize]));
        }
        files.iter().for_each(|file| self.file(*file, digest));
    }

    /// What a link to a page shows of it.
    fn page(&self, page: Page, digest: &mut Digest) {
        match page {
            Page::Document(document) => digest.number(1).number(self.named[document as usize]),
            Page::Footnote { document, note } => digest.number(2).number(self.named[document as usize]).number(u128::from(note)),
            Page::Redirect(index) => digest.number(3).text(&self.site.redirects[index as usize].from),
            Page::Source(source) => digest.number(5).text(self.site.sources.list[source as usize].id.as_str()),
            Page::Fiches | Page::Motions | Page::Overview | Page::Quarter(_) => digest.number(6).text(&self.site.address(page)),
            Page::Home | Page::Meetings | Page::Dossiers | Page::Commitments | Page::Treatments => digest.number(4).debug(&page),
            Page::Sources | Page::Search | Page::Archive | Page::Gone(_) | Page::NotFound => digest.number(4).debug(&page),
        };
    }

    fn file(&self, file: u32, digest: &mut Digest) {
        let (address, copied) = &self.site.files[file as usize];
        digest.text(address).number(u128::from(copied.size));
    }
}

/// What a source is and where it is cited.
fn cited(site: &Site, source: u32, named: &[u128]) -> u128 {
    let mut digest = Digest::new();
    let known = &site.sources.list[source as usize];
    digest.text(known.id.as_str()).number(known.own.map_or(0, |own| named[own as usize]));
    for citing in site.sources.citations(source) {
        let reference = &site.document(citing.document).references[citing.reference as usize];
        digest.number(named[citing.document as usize]).debug(&(reference.place, &reference.id, &reference.words));
    }
    for dossier in site.sources.declarations(source) {
        digest.number(named[site.dossiers[*dossier as usize].document as usize]);
    }
    digest.end()
}

/// What every page shows.
fn world(site: &Site, engine: &Engine, named: &[u128]) -> u128 {
    let Site {
        config,
        language,
        plain,
        // What follows is what the keys of single pages are made from.
        documents: _,
        home: _,
        meetings: _,
        dossiers: _,
        files: _,
        redirects: _,
        gone: _,
        targets: _,
        tied: _,
        sources: _,
        mentions: _,
        registers: _,
        meeting_of: _,
        by_address: _,
    } = site;
    let mut digest = Digest::new();
    digest.debug(config).debug(language);
    // Menus lead to the lists that there are, and every page names the feed of the site, if there is one.
    digest.debug(&site.lists());
    digest.debug(&site.feed_address(Page::Home));
    for template in engine.texts() {
        digest.text(&template.path).number(template.digest);
    }
    for page in plain {
        digest.number(named[*page as usize]);
    }
    digest.end()
}
