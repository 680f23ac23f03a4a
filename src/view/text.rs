//! Fills the slots of a document's text for one page.

use std::fmt::Write;

use pulldown_cmark_escape::{escape_href, escape_html};
use serde::Serialize;

use crate::address::{self, Style};
use crate::document::{Document, Place, Role};
use crate::fragment::{Fragment, Slot};
use crate::language::Language;
use crate::site::{self, Page, Resolved, Site};

/// How the permanent link of a paragraph begins; the next `</a>` ends it.
pub const PERMALINK: &str = "<a class=\"permalink\"";

/// How a page is viewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Options {
    /// How its links name folders.
    pub style: Style,
    /// The meeting in whose package the page lies, as an index of [`Site::meetings`]: links that leave the package are absolute.
    pub package: Option<u32>,
}

/// Reads the site for one page.
pub struct Reader<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its fixed words.
    pub language: &'a Language,
    /// The page for which it is read.
    pub page: Page,
    /// The address of that page, from which every link is seen.
    pub from: String,
    /// How links name folders.
    pub style: Style,
    /// The meeting in whose package the page lies.
    pub package: Option<u32>,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// On the page of its own document, where its places have their ids.
    Own,
    /// On another page, where ids are left out and the given note is marked.
    Excerpt {
        /// The number of the note whose citation is marked.
        cited: Option<u32>,
        /// Which of its citations.
        nth: u32,
    },
    /// On the page of the source with this index, where the words that cite it are marked.
    Citing(u32),
}

/// A link in a list.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, schemars::JsonSchema)]
pub struct Ref {
    /// Its words.
    pub title: String,
    /// Its address.
    pub href: String,
}

impl<'a> Reader<'a> {
    /// Begins reading for a page.
    pub fn new(site: &'a Site, page: Page, options: Options) -> Self {
        let from = match page {
            // The server shows this page for any address, so its links begin at the root.
            Page::NotFound => String::new(),
            page => site.address(page),
        };
        Reader { site, language: &site.language, page, from, style: options.style, package: options.package }
    }

    /// A link to a page.
    pub fn href(&self, to: Page, anchor: Option<&str>) -> String {
        if self.package.is_some_and(|meeting| !self.site.belongs(to, meeting)) {
            let anchor = anchor.map_or(String::new(), |anchor| format!("#{}", address::encode(anchor)));
            return format!("{}{anchor}", self.absolute(&self.site.address(to)));
        }
        let href = self.site.href(&self.from, to, anchor, self.style);
        self.rooted(href)
    }

    /// A link to an address.
    pub fn to_address(&self, address: &str) -> String {
        let is_file = || self.site.files.binary_search_by(|(a, _)| a.as_str().cmp(address)).is_ok();
        if self.package.is_some() && !is_file() {
            return self.absolute(address);
        }
        self.rooted(address::relative(&self.from, address, self.style))
    }

    /// An address on the published site. Without a base URL, which packages ask for, it begins at the root.
    fn absolute(&self, address: &str) -> String {
        format!("{}{}", self.site.config.base_url.as_deref().unwrap_or("/"), address::encode(address))
    }

    /// On the page for unknown addresses, links begin with the path of the site.
    fn rooted(&self, href: String) -> String {
        match self.page {
            Page::NotFound => format!("{}{}", self.site.config.base_path(), href.trim_start_matches("./")),
            _ => href,
        }
    }

    /// A link to a dossier, by its short name.
    pub fn dossier(&self, id: &str) -> Option<Ref> {
        let dossier = self.site.dossier(id)?;
        let title = site::dossier_name(self.site.document(dossier.document)).to_owned();
        Some(Ref { title, href: self.href(Page::Document(dossier.document), None) })
    }

    /// What a document is called where it is linked to.
    pub fn document_name(&self, index: u32) -> String {
        let document = self.site.document(index);
        match (&document.role, self.site.meeting(index)) {
            (Role::Dossier { .. }, _) => site::dossier_name(document).to_owned(),
            (Role::Version { number, .. }, _) => {
                self.language.phrase("version_of", &[("title", document.title()), ("number", &number.to_string())])
            }
            (Role::Agenda { .. }, Some(meeting)) => meeting.name.clone(),
            (Role::Home, _) if document.front.title.is_none() => self.site.config.title.clone(),
            (Role::Report { .. }, Some(meeting)) => self.language.phrase("report_of_short", &[("meeting", &meeting.name)]),
            _ => document.title().to_owned(),
        }
    }

    /// The blocks of a document in a range, as HTML.
    pub fn blocks(&self, document: u32, range: std::ops::Range<u32>) -> String {
        let blocks = &self.site.document(document).blocks;
        let mut html = String::new();
        for block in &blocks[range.start as usize..range.end as usize] {
            html.push_str(&self.fill(document, &block.fragment, Setting::Own));
        }
        html
    }

    /// The piece of a document at a place; for a treatment, the title of its heading.
    pub fn place(&self, document: u32, place: Place) -> &'a Fragment {
        let document: &'a Document = &self.site.documents[document as usize];
        match place {
            Place::Block(index) => &document.blocks[index as usize].fragment,
            Place::Title(index) | Place::Treatment(index) => &document.divisions[index as usize].title,
            Place::Note(index) => &document.notes[index as usize].fragment,
        }
    }

    /// A piece of a document as HTML for this page.
    pub fn fill(&self, document: u32, fragment: &Fragment, setting: Setting) -> String {
        fragment.fill(|slot, out| {
            match slot {
                Slot::Href(link) => self.link_href(document, link, out),
                Slot::Words(link) => self.link_words(document, link, out),
                Slot::Citation { note, nth, adjacent } => {
                    let class = if adjacent { "noteref adjacent" } else { "noteref" };
                    self.citation(document, (note, nth, class), setting, out);
                }
                Slot::Block(number) if setting == Setting::Own => {
                    let _ = write!(out, " id=\"p{number}\"");
                }
                Slot::Permalink(number) if setting == Setting::Own => {
                    let label = self.language.phrase("permalink_paragraph", &[("number", &number.to_string())]);
                    let _ = write!(out, "{PERMALINK} href=\"#p{number}\" aria-label=\"{}\"></a>", escaped(&label));
                }
                Slot::Reference(reference) => self.reference(document, reference, setting, out),
                Slot::ReferenceEnd(reference) => self.reference_end(document, reference, setting, out),
                Slot::Block(_) | Slot::Permalink(_) => {}
            };
        })
    }

    fn link_href(&self, document: u32, link: u32, out: &mut String) {
        let link = &self.site.document(document).links[link as usize];
        let place = self.site.document(document).target(link).anchor();
        let href = match self.site.resolved(document, link) {
            Resolved::Page(page) => self.href(page, place),
            Resolved::File(file) => {
                let place = place.map_or_else(String::new, |a| format!("#{}", address::encode(a)));
                self.to_address(&self.site.files[file as usize].0) + &place
            }
            Resolved::Nothing => String::new(),
        };
        let _ = escape_href(out, &href);
    }

    /// The words of a link that has none of its own: the name of what it leads to.
    pub fn link_words(&self, document: u32, link: u32, out: &mut String) {
        let link = &self.site.document(document).links[link as usize];
        let target = self.site.document(document).target(link);
        let words = match self.site.resolved(document, link) {
            Resolved::Page(Page::Document(to)) => {
                let anchor = target.anchor().and_then(|a| self.site.document(to).anchor(a));
                match anchor {
                    Some(division) => self.site.document(to).divisions[division].text.clone(),
                    None => self.document_name(to),
                }
            }
            _ => String::new(),
        };
        let _ = escape_html(out, &words);
    }

    fn citation(&self, document: u32, (note, nth, class): (u32, u32, &str), setting: Setting, out: &mut String) {
        let words = &self.language.addresses;
        let label = self.language.phrase("footnote_number", &[("number", &note.to_string())]);
        let label = escaped(&label);
        let _ = match setting {
            Setting::Own => {
                let id = citation_id(self.language, note, nth);
                let note_id = format!("{}-{note}", words.footnote);
                write!(
                    out,
                    "<sup class=\"{class}\"><a id=\"{id}\" href=\"#{note_id}\" role=\"doc-noteref\" aria-label=\"{label}\">{note}</a></sup>"
                )
            }
            Setting::Excerpt { .. } | Setting::Citing(_) => {
                let here = setting == Setting::Excerpt { cited: Some(note), nth };
                let page = Page::Footnote { document, note: note - 1 };
                let href = if here {
                    self.href(Page::Document(document), Some(&citation_id(self.language, note, nth)))
                } else {
                    self.href(page, None)
                };
                let close = if here { "</mark>" } else { "" };
                if here {
                    // The word before the citation is marked with it.
                    let word = out.rfind([' ', '\n', '>']).map_or(0, |before| before + 1);
                    out.insert_str(word, "<mark>");
                }
                write!(out, "<sup class=\"{class}\"><a href=\"{}\" aria-label=\"{label}\">{note}</a></sup>{close}", escaped(&href))
            }
        };
    }
}

/// The id of the nth place that cites a note: `bij-noot-3`, `bij-noot-3-2`.
pub fn citation_id(language: &Language, note: u32, nth: u32) -> String {
    match nth {
        1 => format!("{}-{note}", language.addresses.citation),
        _ => format!("{}-{note}-{nth}", language.addresses.citation),
    }
}

/// The words of HTML, with each run of space as one.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    text.push_str(rest);
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    if text.contains('&') {
        text = entities.iter().fold(text, |text, (entity, character)| text.replace(entity, character));
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text as HTML.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let _ = escape_html(&mut html, text);
    html
}
