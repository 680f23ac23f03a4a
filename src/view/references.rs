//! What references look like in a text, and what sources are called.
//!
//! Takes: a reference or a source, and the page that shows it.
//! Gives: its HTML, its name and its kind in words.
//! Never: finds references; those are in the summaries.

use std::fmt::Write;

use pulldown_cmark_escape::{escape_href, escape_html};

use super::key::Keys;
use super::text::{Ref, SiteReader, TextSetting};
use crate::document::fingerprint::Fingerprint;
use crate::document::indices::{DivisionId, ReferenceId};
use crate::document::{FactKey, Place, Reference, ReferenceManner};
use crate::settings::references::Leads;
use crate::settings::words::Word;
use crate::site::Page;
use crate::site::backlinks::Meant;
use crate::site::indices::{DocumentId, SourceId};
use reference::{Form, Id};

enum Leading<'a> {
    /// To the page of its source.
    Source(SourceId, &'a Id),
    /// To its official address.
    Official(&'a Id),
    /// To a place of the site.
    Place(Meant),
}

impl<'a> SiteReader<'a> {
    /// Writes what comes before the words of a reference.
    pub(super) fn reference(&self, document: DocumentId, index: ReferenceId, setting: TextSetting, out: &mut String) {
        if self.is_marked(document, index, setting) {
            return out.push_str("<mark>");
        }
        let (href, title, class) = match self.leading(document, index) {
            Some(Leading::Source(source, id)) => {
                (self.href(Page::Source(source), None), self.id_title(id), "reference")
            }
            Some(Leading::Official(id)) => match id.address() {
                Some(address) => (address, self.id_title(id), "reference external"),
                None => return,
            },
            Some(Leading::Place(meant)) => self.place_of(document, meant, setting),
            None => return,
        };
        out.push_str("<a href=\"");
        let _ = escape_href(&mut *out, &href);
        out.push_str("\" title=\"");
        let _ = escape_html(&mut *out, &title);
        let _ = write!(out, "\" class=\"{class}\">");
    }

    /// Writes what comes after them.
    pub(super) fn reference_end(
        &self,
        document: DocumentId,
        index: ReferenceId,
        setting: TextSetting,
        out: &mut String,
    ) {
        if self.is_marked(document, index, setting) {
            return out.push_str("</mark>");
        }
        match self.leading(document, index) {
            Some(Leading::Official(id)) if id.address().is_none() => {}
            Some(_) => out.push_str("</a>"),
            None => {}
        }
    }

    fn is_marked(&self, document: DocumentId, index: ReferenceId, setting: TextSetting) -> bool {
        let TextSetting::Citing(cited) = setting else { return false };
        let known = self.site.document(document);
        let mut sources = known.references[index].source.into_iter().chain(known.sources_of(index));
        sources.any(|own| self.site.sources.of(document, own) == Some(cited))
    }

    fn leading(&self, document: DocumentId, index: ReferenceId) -> Option<Leading<'a>> {
        let known: &'a Reference = &self.site.documents[document].references[index];
        if known.manner == ReferenceManner::Link {
            return None;
        }
        if known.target.is_some() && known.id.is_none() {
            return self.site.backlinks.meant(document, index).map(Leading::Place);
        }
        let id = known.id.as_ref()?;
        let source = known.source.and_then(|source| self.site.sources.of(document, source));
        Some(match source.filter(|_| self.site.settings.references.link == Leads::Source) {
            Some(source) => Leading::Source(source, id),
            None => Leading::Official(id),
        })
    }

    fn place_of(&self, document: DocumentId, meant: Meant, setting: TextSetting) -> (String, String, &'static str) {
        let (href, title) = match meant {
            Meant::Item(to) => {
                let target = self.site.document(to.document);
                let anchor = &target.divisions[to.division].anchor;
                let href = match setting {
                    TextSetting::Own if to.document == document => {
                        format!("#{}", crate::settings::address::encode(anchor))
                    }
                    _ => self.href(Page::Document(to.document), Some(anchor)),
                };
                (href, target.reference_text(to.division))
            }
            Meant::Note(note) => {
                let href = match setting {
                    TextSetting::Own => format!("#{}", self.site.note_id(document, note)),
                    _ => self.href(Page::Footnote { document, note }, None),
                };
                (href, self.language.phrase(Word::FootnoteNumber, &[("number", &note.number().to_string())]))
            }
        };
        (href, title, "reference internal")
    }

    /// What kind of source an id names, in words.
    pub(crate) fn kind_word(&self, form: Form) -> &'a str {
        let word = match form {
            Form::Kamerstuk => Word::FormKamerstuk,
            Form::Dossier => Word::FormDossier,
            Form::Handelingen => Word::FormHandelingen,
            Form::Aanhangsel => Word::FormAanhangsel,
            Form::NietDossierstuk | Form::ChamberDocument => Word::FormChamberDocument,
            Form::Staatsblad => Word::FormStaatsblad,
            Form::Staatscourant => Word::FormStaatscourant,
            Form::Tractatenblad => Word::FormTractatenblad,
            Form::Commission => Word::FormCommission,
            Form::Celex => Word::FormCelex,
            Form::EuAct => Word::FormEuAct,
            Form::Journal => Word::FormJournal,
            Form::Procedure => Word::FormProcedure,
            Form::Council => Word::FormCouncil,
            Form::EuropeanCouncil => Word::FormEuropeanCouncil,
            Form::AdoptedText => Word::FormAdoptedText,
            Form::TreatyArticle => Word::FormTreatyArticle,
            Form::Statute => Word::FormStatute,
            Form::Ecli => Word::FormEcli,
            Form::Address | Form::Abbreviation | Form::Internal => Word::FormAddress,
        };
        self.language.word(word)
    }

    /// What is at the address of a source, in words: its official publication, or else just a page.
    pub(super) fn official_label(&self, form: Form) -> String {
        let word = match form {
            Form::Address | Form::Abbreviation | Form::Internal => Word::SourceWeb,
            _ => Word::SourceOfficial,
        };
        self.language.word(word).to_owned()
    }

    /// The sources that a key of a document's front matter names, each with its kind.
    pub(super) fn fact_sources(&self, document: DocumentId, key: FactKey) -> Vec<Ref> {
        let facts = self.site.document(document).facts.iter().filter(|fact| fact.key == key);
        let sources = facts.filter_map(|fact| self.site.sources.of(document, fact.source));
        let link = |source| Ref { title: self.source_title(source), href: self.href(Page::Source(source), None) };
        sources.map(link).collect()
    }

    /// What kind of source an id names, with its usual notation.
    fn id_title(&self, id: &Id) -> String {
        format!("{} {}", self.kind_word(id.form()), id.notation())
    }

    /// The name of a source: the usual notation of its id, or else the words that first cite it.
    pub(crate) fn source_name(&self, source: SourceId) -> String {
        let id = &self.site.sources.list[source].id;
        let words = match id.form() {
            Form::Address => {
                self.citing(source).find_map(|(_, reference)| reference.words.as_deref().map(str::to_owned))
            }
            Form::Statute => self.citing(source).find_map(|(_, reference)| {
                let typed = Some(&reference.typed).filter(|_| reference.manner == ReferenceManner::Words)?;
                Some(typed.split_whitespace().collect::<Vec<_>>().join(" "))
            }),
            Form::Dossier => id
                .dossier()
                .and_then(|number| self.site.settings.references.dossiers.get(number))
                .map(|title| format!("{}: {title}", id.notation())),
            _ => None,
        };
        words.unwrap_or_else(|| id.notation())
    }

    /// The name with the kind of source, unless the name tells that.
    pub(crate) fn source_title(&self, source: SourceId) -> String {
        let form = self.site.sources.list[source].id.form();
        let name = self.source_name(source);
        match form {
            Form::Kamerstuk | Form::Dossier | Form::Procedure | Form::EuAct | Form::Celex | Form::ChamberDocument => {
                format!("{} {name}", self.kind_word(form))
            }
            _ => name,
        }
    }

    fn citing(&self, source: SourceId) -> impl Iterator<Item = (DocumentId, &'a Reference)> + use<'a> {
        let site = self.site;
        let citations = site.sources.citations(source).iter();
        citations.map(move |citing| (citing.document, &site.document(citing.document).references[citing.reference]))
    }

    /// How many notes and passages cite a source, in words.
    pub(crate) fn cited_times(&self, source: SourceId) -> String {
        match self.site.sources.citations(source).len() {
            _ if self.site.sources.list[source].former => self.language.word(Word::SourceFormer).to_owned(),
            0 => self.language.word(Word::SourceDeclared).to_owned(),
            count => self.language.phrase(Word::SourceCited, &[("count", &count.to_string())]),
        }
    }

    /// The division in which a source is cited; for a note, that of the note's first citation.
    pub(crate) fn citing_division(&self, document: DocumentId, reference: &Reference) -> Option<DivisionId> {
        match reference.place {
            Place::Note(note) => self.site.document(document).notes[note].citations.first()?.division,
            _ => reference.division,
        }
    }
}

/// Takes in what the references in a document, and those to its headings, make its pages show.
pub(super) fn key(keys: &Keys, index: DocumentId, digest: &mut Fingerprint) {
    let (site, document) = (keys.site, keys.site.document(index));
    for source in site.sources.all_of(index) {
        digest.number(source.map_or(0, |source| keys.cited[source]));
    }
    for meant in document.references.indices().filter_map(|at| site.backlinks.meant(index, at)) {
        match meant {
            Meant::Item(entry) => {
                let target = site.document(entry.document);
                digest.number(keys.titled[entry.document]).text(&target.divisions[entry.division].anchor);
                digest.text(&target.reference_text(entry.division))
            }
            Meant::Note(note) => digest.index(note),
        };
    }
    for backlink in site.backlinks.of_document(index) {
        digest.number(keys.named[backlink.document]).value(&(backlink.to.division, backlink.by));
        // Those pages show the words that refer to the heading.
        digest.number(site.document(backlink.document).digest);
    }
}
