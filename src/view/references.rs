//! What references look like in a text, and what sources are called.

use std::fmt::Write;

use pulldown_cmark_escape::{escape_href, escape_html};

use super::text::{Reader, Setting};
use crate::document::{Manner, Place, Reference};
use crate::mentions::Meant;
use crate::reference::{Form, Id};
use crate::registered::Leads;
use crate::site::Page;

/// Where a reference leads.
enum Leading<'a> {
    /// To the page of its source.
    Source(u32, &'a Id),
    /// To its official address.
    Official(&'a Id),
    /// To a place of the site.
    Place(Meant),
}

impl<'a> Reader<'a> {
    /// Begins the words of a reference.
    pub(super) fn reference(&self, document: u32, index: u32, setting: Setting, out: &mut String) {
        if self.is_marked(document, index, setting) {
            return out.push_str("<mark>");
        }
        let (href, title, class) = match self.leading(document, index) {
            Some(Leading::Source(source, id)) => (self.href(Page::Source(source), None), self.id_title(id), "reference"),
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

    /// Ends them.
    pub(super) fn reference_end(&self, document: u32, index: u32, setting: Setting, out: &mut String) {
        if self.is_marked(document, index, setting) {
            return out.push_str("</mark>");
        }
        match self.leading(document, index) {
            Some(Leading::Official(id)) if id.address().is_none() => {}
            Some(_) => out.push_str("</a>"),
            None => {}
        }
    }

    fn is_marked(&self, document: u32, index: u32, setting: Setting) -> bool {
        let source = || self.site.sources.of(document, self.site.document(document).references[index as usize].source?);
        matches!(setting, Setting::Citing(cited) if source() == Some(cited))
    }

    fn leading(&self, document: u32, index: u32) -> Option<Leading<'a>> {
        let known: &'a Reference = &self.site.documents[document as usize].references[index as usize];
        if known.manner == Manner::Link {
            return None;
        }
        if known.target.is_some() && known.id.is_none() {
            return self.site.mentions.meant(document, index).map(Leading::Place);
        }
        let id = known.id.as_ref()?;
        let source = known.source.and_then(|source| self.site.sources.of(document, source));
        Some(match source.filter(|_| self.site.config.references.link == Leads::Source) {
            Some(source) => Leading::Source(source, id),
            None => Leading::Official(id),
        })
    }

    fn place_of(&self, document: u32, meant: Meant, setting: Setting) -> (String, String, &'static str) {
        let (href, title) = match meant {
            Meant::Item(to) => {
                let target = self.site.document(to.document);
                let anchor = &target.divisions[to.division as usize].anchor;
                let href = match setting {
                    Setting::Own if to.document == document => format!("#{}", crate::address::encode(anchor)),
                    _ => self.href(Page::Document(to.document), Some(anchor)),
                };
                (href, target.reference_text(to.division))
            }
            Meant::Note(note) => {
                let href = match setting {
                    Setting::Own => format!("#{}-{}", self.language.addresses.footnote, note + 1),
                    _ => self.href(Page::Footnote { document, note }, None),
                };
                (href, self.language.phrase("footnote_number", &[("number", &(note + 1).to_string())]))
            }
        };
        (href, title, "reference internal")
    }

    /// What kind of thing an id names, in words.
    pub fn kind_word(&self, form: Form) -> &'a str {
        let key = match form {
            Form::Kamerstuk => "form_kamerstuk",
            Form::Dossier => "form_dossier",
            Form::Handelingen => "form_handelingen",
            Form::Aanhangsel => "form_aanhangsel",
            Form::NietDossierstuk | Form::ChamberDocument => "form_chamber-document",
            Form::Staatsblad => "form_staatsblad",
            Form::Staatscourant => "form_staatscourant",
            Form::Tractatenblad => "form_tractatenblad",
            Form::Commission => "form_commission",
            Form::Celex => "form_celex",
            Form::EuAct => "form_eu-act",
            Form::Journal => "form_journal",
            Form::Procedure => "form_procedure",
            Form::Council => "form_council",
            Form::EuropeanCouncil => "form_european-council",
            Form::TreatyArticle => "form_treaty-article",
            Form::Statute => "form_statute",
            Form::Ecli => "form_ecli",
            Form::Address | Form::Abbreviation | Form::Internal => "form_address",
        };
        self.language.word(key)
    }

    /// What kind of thing an id names, and how one writes it.
    fn id_title(&self, id: &Id) -> String {
        format!("{} {}", self.kind_word(id.form()), id.notation())
    }

    /// What a source is called: how one writes its id, else the words that first cite it.
    pub fn source_name(&self, source: u32) -> String {
        let id = &self.site.sources.list[source as usize].id;
        let words = match id.form() {
            Form::Address => self.citing(source).find_map(|(_, reference)| reference.words.as_deref().map(str::to_owned)),
            Form::Statute => self.citing(source).find_map(|(document, reference)| {
                let text = &self.site.document(document).source.text;
                let typed = text.get(reference.span.range()).filter(|_| reference.manner == Manner::Words)?;
                Some(typed.split_whitespace().collect::<Vec<_>>().join(" "))
            }),
            Form::Dossier => id
                .dossier()
                .and_then(|number| self.site.config.references.dossiers.get(number))
                .map(|title| format!("{}: {title}", id.notation())),
            _ => None,
        };
        words.unwrap_or_else(|| id.notation())
    }

    /// The same with its kind, where the name does not tell.
    pub fn source_title(&self, source: u32) -> String {
        let form = self.site.sources.list[source as usize].id.form();
        let name = self.source_name(source);
        match form {
            Form::Kamerstuk | Form::Dossier | Form::Procedure | Form::EuAct | Form::Celex | Form::ChamberDocument => {
                format!("{} {name}", self.kind_word(form))
            }
            _ => name,
        }
    }

    fn citing(&self, source: u32) -> impl Iterator<Item = (u32, &'a Reference)> + use<'a> {
        let site = self.site;
        let citations = site.sources.citations(source).iter();
        citations.map(move |citing| (citing.document, &site.document(citing.document).references[citing.reference as usize]))
    }

    /// How many notes and passages cite a source, in words.
    pub fn cited_times(&self, source: u32) -> String {
        match self.site.sources.citations(source).len() {
            0 => self.language.word("source_declared").to_owned(),
            count => self.language.phrase("source_cited", &[("count", &count.to_string())]),
        }
    }

    /// The division that a citing place belongs to: of a note, that of its first citation.
    pub fn citing_division(&self, document: u32, reference: &Reference) -> Option<u32> {
        match reference.place {
            Place::Note(note) => self.site.document(document).notes[note as usize].citations.first()?.division,
            _ => reference.division,
        }
    }
}
