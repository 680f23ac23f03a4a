//! Fills the slots of a document's text for one page.
//!
//! Takes: a site, a page, and the body of that page's own document.
//! Gives: [`SiteReader`], which makes links, names and HTML as seen from the page.
//! Never: sees the body of another document.

use std::fmt::Write;

use pulldown_cmark_escape::{escape_href, escape_html};
use serde::Serialize;

use crate::document::fragment::{Fragment, Slot};
use crate::document::indices::{BlockId, LinkId, NoteId};
use crate::document::paragraphs::ParagraphName;
use crate::document::plain_text::PlainText;
use crate::document::{Body, Place, Role, Summary};
use crate::settings::address::{self, LinkStyle};
use crate::settings::language::Language;
use crate::settings::words::Word;
use crate::site::bodies::Bodies;
use crate::site::indices::{DocumentId, MeetingId, SourceId};
use crate::site::{self, Page, Resolved, Site};

/// How pages are viewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct ViewOptions {
    /// How links name folders.
    pub style: LinkStyle,
    /// The meeting in whose package the page lies, if any: links that leave the package are absolute.
    pub package: Option<MeetingId>,
}

/// Reads the site on behalf of one page.
pub(crate) struct SiteReader<'a> {
    pub site: &'a Site,
    /// The words that pages show.
    pub language: &'a Language,
    /// The page that is being made.
    pub page: Page,
    /// Whether its links begin with the path of the site, since servers show it at other addresses as well.
    pub is_rooted: bool,
    /// The address of that page, from which links are relative; empty if they begin with the path of the site.
    pub from: String,
    /// How links name folders.
    pub style: LinkStyle,
    /// The meeting in whose package the page lies, if any.
    pub package: Option<MeetingId>,
    /// The text of the page's own document; `None` until [`SiteReader::with_body`].
    body: Option<&'a Body>,
}

/// Where a text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextSetting {
    /// On the page of its own document, where its places have ids.
    Own,
    /// On another page: without ids, and with the given note marked.
    Excerpt {
        /// The note whose citation is marked.
        cited: Option<NoteId>,
        /// Which of its citations, from 1.
        nth: u32,
    },
    /// On the page of this source, where the words that cite it are marked.
    Citing(SourceId),
}

/// A link and its words.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, schemars::JsonSchema)]
pub(crate) struct Ref {
    /// The words of the link, as text.
    pub title: String,
    /// The address, relative to the page or file that contains it.
    pub href: String,
}

impl<'a> SiteReader<'a> {
    pub(crate) fn new(site: &'a Site, page: Page, options: ViewOptions) -> Self {
        let is_rooted = site.is_shown_elsewhere(page);
        let from = if is_rooted { String::new() } else { site.address(page) };
        SiteReader {
            site,
            language: site.page_document(page).map_or(&site.language, |document| site.language_of(document)),
            page,
            is_rooted,
            from,
            style: options.style,
            package: options.package,
            body: None,
        }
    }

    /// The same reader with the text of the document whose page it is. It sees no other text.
    pub(crate) fn with_body(self, bodies: &'a Bodies) -> Self {
        let body = self.site.own_document(self.page).map(|document| bodies.body(document));
        SiteReader { body, ..self }
    }

    /// A link to a page.
    pub(crate) fn href(&self, to: Page, anchor: Option<&str>) -> String {
        if self.package.is_some_and(|meeting| !self.site.is_packed(to, meeting)) {
            return self.absolute(&self.site.address(to)) + &in_page(anchor);
        }
        let href = self.site.href(&self.from, to, anchor, self.style);
        self.rooted(href)
    }

    /// A link to an address.
    pub(crate) fn to_address(&self, address: &str) -> String {
        let is_file = || self.site.file_at(address).is_some();
        if self.package.is_some() && !is_file() {
            return self.absolute(address);
        }
        self.rooted(address::relative(&self.from, address, self.style))
    }

    /// An address on the published site. Without a base URL, which packages require, it begins at the root.
    fn absolute(&self, address: &str) -> String {
        format!("{}{}", self.site.settings.base_url.as_deref().unwrap_or("/"), address::encode(address))
    }

    /// On a page that servers show at other addresses than its own, links begin with the path of the site.
    fn rooted(&self, href: String) -> String {
        match self.is_rooted {
            true => format!("{}{}", self.site.settings.base_path(), href.trim_start_matches("./")),
            false => href,
        }
    }

    /// A link to a dossier with its short name; `None` if there is no such dossier.
    pub(crate) fn dossier(&self, id: &str) -> Option<Ref> {
        let dossier = self.site.dossier(id)?;
        let title = site::dossier_name(self.site.document(dossier.document)).to_owned();
        Some(Ref { title, href: self.href(Page::Document(dossier.document), None) })
    }

    /// The name of a document in links to it.
    pub(crate) fn document_name(&self, index: DocumentId) -> String {
        let document = self.site.document(index);
        match (&document.role, self.site.meeting(index)) {
            (Role::Dossier { .. }, _) => site::dossier_name(document).to_owned(),
            (Role::Version { number, .. }, _) => {
                self.language.phrase(Word::VersionOf, &[("title", document.title()), ("number", &number.to_string())])
            }
            (Role::Agenda { .. }, Some(meeting)) => meeting.name.clone(),
            (Role::Home, _) if document.front.title.is_none() => self.site.settings.title.clone(),
            (Role::Report { .. }, Some(meeting)) => {
                let words = self.site.language_of(index);
                words.phrase(Word::ReportOfShort, &[("meeting", &meeting.name)])
            }
            _ => document.title().to_owned(),
        }
    }

    /// The blocks of the page's own document in a range, as HTML.
    pub(crate) fn blocks(&self, range: std::ops::Range<BlockId>) -> String {
        let Some((document, body)) = self.site.own_document(self.page).zip(self.body) else { return String::new() };
        let mut html = String::new();
        for index in (range.start.raw()..range.end.raw()).map(BlockId::from_raw) {
            let block = &body.blocks[index];
            for former in self.site.places.former(document, index) {
                // Writing to a string cannot fail.
                let _ = write!(html, "<span id=\"{former}\"></span>");
            }
            html.push_str(&self.fill(document, block, TextSetting::Own));
        }
        html
    }

    /// The piece of a document at a place; for a treatment, the title of its heading. In a document other than the
    /// page's own, only what its summary quotes is known.
    pub(crate) fn place(&self, document: DocumentId, place: Place) -> Option<&'a Fragment> {
        let own = self.body.filter(|_| self.site.own_document(self.page) == Some(document));
        let document: &'a Summary = &self.site.documents[document];
        match place {
            Place::Block(index) => match own {
                Some(body) => body.blocks.get(index),
                None => document.blocks.get(index)?.quoted.as_ref(),
            },
            Place::Title(index) | Place::Treatment(index) => Some(&document.divisions[index].title),
            Place::Note(index) => Some(&document.notes[index].fragment),
        }
    }

    /// A piece of a document as HTML for this page.
    pub(crate) fn fill(&self, document: DocumentId, fragment: &Fragment, setting: TextSetting) -> String {
        fragment.fill(|slot, out| {
            match slot {
                Slot::Href(link) => self.link_href(document, link, out),
                Slot::Words(link) => self.link_words(document, link, out),
                Slot::Citation { note, nth, adjacent } => {
                    let class = if adjacent { "noteref adjacent" } else { "noteref" };
                    self.citation(document, (note, nth, class), setting, out);
                }
                Slot::Block(block) if setting == TextSetting::Own => {
                    let _ = write!(out, " id=\"{}\"", self.paragraph(document, block));
                }
                Slot::Reference(reference) => self.reference(document, reference, setting, out),
                Slot::ReferenceEnd(reference) => self.reference_end(document, reference, setting, out),
                Slot::Block(_) => {}
            };
        })
    }

    /// What a paragraph of a document is called.
    pub(super) fn paragraph(&self, document: DocumentId, block: BlockId) -> ParagraphName {
        self.site.places.paragraph(self.site.document(document), document, block)
    }

    fn link_href(&self, document: DocumentId, link: LinkId, out: &mut String) {
        let link = &self.site.document(document).links[link];
        let place = self.site.document(document).target(link).anchor();
        let href = match self.site.resolved(document, link) {
            Resolved::Page(page) => self.href(page, place),
            Resolved::File(file) => self.to_address(&self.site.files[file].0) + &in_page(place),
            Resolved::Elsewhere(elsewhere) => self.site.elsewhere.place(elsewhere).href.clone() + &in_page(place),
            Resolved::Nothing => String::new(),
        };
        let _ = escape_href(out, &href);
    }

    /// Plain words of a document, such as the opening of a passage, with the names of what they link to filled in.
    pub(crate) fn plain(&self, document: DocumentId, text: &PlainText) -> String {
        text.fill(|link, out| out.push_str(&self.link_name(document, link)))
    }

    /// The words of a link that has none of its own, as HTML: the name of its target.
    pub(crate) fn link_words(&self, document: DocumentId, link: LinkId, out: &mut String) {
        let _ = escape_html(out, &self.link_name(document, link));
    }

    /// The words of a piece of a document, without the numbers of its notes: to be compared with those of another. What lies
    /// in the same meeting is named by its title alone, which does not say in which version.
    pub(crate) fn wording(&self, document: DocumentId, fragment: &Fragment) -> String {
        let own = self.site.document(document);
        let html = fragment.fill(|slot, out| {
            if let Slot::Words(link) = slot {
                let known = &own.links[link];
                let whole = own.target(known).anchor().is_none();
                match self.site.resolved(document, known) {
                    Resolved::Page(Page::Document(to)) if whole && self.same_meeting(document, to) => {
                        let _ = escape_html(out, self.site.document(to).title());
                    }
                    _ => self.link_words(document, link, out),
                }
            }
        });
        // The words of two entries of a list are two words.
        plain_text(&html.replace("<li", " <li").replace("<t", " <t").replace("<p", " <p"))
    }

    fn same_meeting(&self, one: DocumentId, other: DocumentId) -> bool {
        self.site.meeting(one).zip(self.site.meeting(other)).is_some_and(|(one, other)| one.agenda == other.agenda)
    }

    pub(crate) fn link_name(&self, document: DocumentId, link: LinkId) -> String {
        let link = &self.site.document(document).links[link];
        let target = self.site.document(document).target(link);
        match self.site.resolved(document, link) {
            Resolved::Page(Page::Document(to)) => {
                let anchor = target.anchor().and_then(|a| self.site.document(to).anchor(a));
                match anchor {
                    Some(division) => self.site.document(to).divisions[division].text.clone(),
                    None => self.document_name(to),
                }
            }
            Resolved::Elsewhere(elsewhere) => self.site.elsewhere.place(elsewhere).name.clone(),
            _ => String::new(),
        }
    }

    fn citation(
        &self,
        document: DocumentId,
        (note, nth, class): (NoteId, u32, &str),
        setting: TextSetting,
        out: &mut String,
    ) {
        let number = note.number();
        let label = self.language.phrase(Word::FootnoteNumber, &[("number", &number.to_string())]);
        let label = escaped(&label);
        let _ = match setting {
            TextSetting::Own => {
                let id = self.site.citation_id(document, note, nth);
                let note_id = self.site.note_id(document, note);
                write!(
                    out,
                    "<sup class=\"{class}\"><a id=\"{id}\" href=\"#{note_id}\" role=\"doc-noteref\" aria-label=\"{label}\">{number}</a></sup>"
                )
            }
            TextSetting::Excerpt { .. } | TextSetting::Citing(_) => {
                let here = setting == TextSetting::Excerpt { cited: Some(note), nth };
                let page = Page::Footnote { document, note };
                let href = if here {
                    self.href(Page::Document(document), Some(&self.site.citation_id(document, note, nth)))
                } else {
                    self.href(page, None)
                };
                let close = if here { "</mark>" } else { "" };
                if here {
                    // The word before the citation is marked along with it.
                    let word = out.rfind([' ', '\n', '>']).map_or(0, |before| before + 1);
                    out.insert_str(word, "<mark>");
                }
                write!(
                    out,
                    "<sup class=\"{class}\"><a href=\"{}\" aria-label=\"{label}\">{number}</a></sup>{close}",
                    escaped(&href)
                )
            }
        };
    }
}

/// The end of an address that names a place on its page.
fn in_page(anchor: Option<&str>) -> String {
    anchor.map_or_else(String::new, |anchor| format!("#{}", address::encode(anchor)))
}

/// HTML without the numbers of notes, which mean nothing away from the notes.
pub(crate) fn without_note_numbers(html: &str) -> String {
    let mut parts = html.split("<sup class=\"noteref");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("</sup>").map_or("", |(_, rest)| rest))
}

/// HTML as plain words, with each run of white space as one space.
pub(crate) fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    text.push_str(rest);
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ];
    if text.contains('&') {
        text = entities.iter().fold(text, |text, (entity, character)| text.replace(entity, character));
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text escaped for HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let _ = escape_html(&mut html, text);
    html
}
