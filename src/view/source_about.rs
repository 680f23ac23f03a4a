//! What a source is about, in a few words: a number alone tells nobody anything.
//!
//! Takes: a source of the site, and the places that cite it.
//! Gives: the title of the dossier whose proposal or fiche it is, or else the words of a note that say what it is, or
//! else the title of its parliamentary dossier, or else the item that cites it.
//! Never: makes up a title; all of these are the words of authors.

use super::source::citing_words;
use super::text::{SiteReader, plain_text, without_note_numbers};
use crate::document::opening::cut;
use crate::document::{Place, Reference};
use crate::settings::words::Word;
use crate::site::indices::SourceId;
use crate::site::source_citations::Citing;
use reference::{Form, Id};

/// How many characters of a note are shown.
const LONGEST: usize = 240;

/// How many of the places that cite a source are looked at.
const PLACES: usize = 20;

/// A note says what a source is if it has at least so many words besides those that name it.
const TELLING: usize = 3;

impl SiteReader<'_> {
    /// What a source is about; `None` if nothing says so, or if its name says it already.
    pub(crate) fn source_about(&self, source: SourceId) -> Option<String> {
        let site = self.site;
        let known = &site.sources.list[source];
        let form = known.id.form();
        if matches!(form, Form::Address | Form::Statute | Form::Dossier) {
            return None;
        }
        if let Some(own) = known.own {
            return Some(self.document_name(own));
        }
        let declared = site.sources.declarations(source).first().map(|at| site.document(site.dossiers[*at].document));
        let proposal = matches!(form, Form::Commission | Form::Celex | Form::Procedure | Form::EuAct);
        match declared {
            Some(dossier) if proposal => return Some(dossier.title().to_owned()),
            Some(dossier) if known.fiche => {
                return Some(format!("{}: {}", self.language.word(Word::MilestoneBncFiche), dossier.title()));
            }
            _ => {}
        }
        let notes =
            citing(self, source).take(PLACES).filter(|(_, reference)| matches!(reference.place, Place::Note(_)));
        let mut said = notes.map(|(citing, reference)| (text_of(self, source, citing, reference), reference));
        let telling = said.find(|(text, reference)| is_telling(text, &reference.typed));
        telling.map(|(text, _)| cut(&text, LONGEST)).or_else(|| self.shelf_title(&known.id)).or_else(|| {
            let (citing, reference) = citing(self, source).next()?;
            let division = self.citing_division(citing.document, reference)?;
            let item = &site.document(citing.document).divisions[division].text;
            Some(format!("{}: {item}", self.language.word(Word::CitedAt)))
        })
    }

    /// The title of the parliamentary dossier of a paper, where the settings give one.
    fn shelf_title(&self, id: &Id) -> Option<String> {
        let titles = &self.site.settings.references.dossiers;
        id.dossier().and_then(|number| titles.get(number)).map(ToString::to_string)
    }

    /// The title of the page of a source: its name, and what it is about.
    pub(crate) fn source_page_title(&self, source: SourceId) -> String {
        let name = self.source_title(source);
        match self.source_about(source) {
            Some(about) => format!("{name}: {}", cut(&about, 80)),
            None => name,
        }
    }
}

/// Whether a text says more than the words that name a source.
fn is_telling(text: &str, typed: &str) -> bool {
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let rest = text.replace(&typed, " ");
    let words = rest.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3);
    words.count() >= TELLING
}

/// The words of the latest note that cites a source, or else of the latest passage that does.
pub(super) fn citing_text(reader: &SiteReader, source: SourceId) -> Option<String> {
    let all = || citing(reader, source);
    let (citing, reference) =
        all().find(|(_, reference)| matches!(reference.place, Place::Note(_))).or_else(|| all().next())?;
    Some(cut(&text_of(reader, source, citing, reference), LONGEST))
}

fn citing<'a>(reader: &SiteReader<'a>, source: SourceId) -> impl Iterator<Item = (Citing, &'a Reference)> + use<'a> {
    let site = reader.site;
    let citations = site.sources.citations(source).iter();
    citations.map(|citing| (*citing, &site.document(citing.document).references[citing.reference]))
}

/// The words of a place that are about a source.
fn text_of(reader: &SiteReader, source: SourceId, citing: Citing, reference: &Reference) -> String {
    let site = reader.site;
    let html = without_note_numbers(&citing_words(reader, source, citing, reference));
    let document = site.document(citing.document);
    let of_place = document.references.iter_enumerated().filter(|(_, other)| other.place == reference.place);
    let alone = of_place
        .flat_map(|(at, _)| document.sources_of(at))
        .all(|other| site.sources.of(citing.document, other) == Some(source));
    if alone { plain_text(&html) } else { clause(&html) }
}

/// The words between the semicolons around the mark: a note that lists papers says of each what it is.
fn clause(html: &str) -> String {
    let Some(mark) = html.find("<mark") else { return plain_text(html) };
    let (before, after) = html.split_at(mark);
    let space = if before.ends_with(char::is_whitespace) { " " } else { "" };
    let (before, after) = (plain_text(before), plain_text(after));
    let before = before.rsplit(';').next().unwrap_or_default().trim_start();
    let space = if before.is_empty() { "" } else { space };
    format!("{before}{space}{}", after.split(';').next().unwrap_or_default())
}
