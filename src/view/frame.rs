//! What surrounds every page: title, menus, breadcrumbs, and what machines read about it.
//!
//! Takes: a page, and what is known of its title, place and data.
//! Gives: [`Frame`] for each page, [`Menus`] once for the site, and what the key of every page takes in.
//! Never: contains the content of the page.

use serde::Serialize;

use super::citation::{citation_files, page_citation};
use super::registers::quarter_name;
use super::text::{Ref, SiteReader, ViewOptions};
use crate::card;
use crate::document::Role;
use crate::document::fingerprint::Fingerprint;
use crate::document::front_matter::Special;
use crate::document::opening::cut;
use crate::settings::address::{self, LinkStyle};
use crate::settings::gone;
use crate::settings::surroundings::MenuEntry;
use crate::settings::words::Word;
use crate::site::indices::DocumentId;
use crate::site::{self, Page, Site, own_menu};
use oxc_index::IndexSlice;

/// Title, menu, breadcrumbs and everything else around the content of a page.
#[derive(Debug, Serialize)]
pub(crate) struct Frame {
    pub title: String,
    /// One sentence about the page; `None` where nothing gives one.
    pub description: Option<String>,
    /// The language of its text, as in HTML: `nl`.
    pub lang: String,
    /// The relative path to the root of the site, ending in `/`.
    pub root: String,
    /// Its full address on the published site; `None` without a base URL.
    pub canonical: Option<String>,
    /// Whether search engines should leave it out.
    pub hidden: bool,
    /// Whether it shows a draft.
    pub draft: bool,
    pub home: String,
    /// The address of the list or page in the menu that this page belongs to; empty if it belongs to none.
    pub section: String,
    /// The path to the root for menu links: `root`, but within a package the address of the published site.
    pub menu_root: String,
    /// Whether a server delivers it. A browser that opens a file refuses to preload fonts.
    pub served: bool,
    /// The feed of this page, if it has one, and that of the site.
    pub feeds: Vec<Alternate>,
    /// The link to its own feed, if it has one; that of the site is for the home page and stands at the foot of every page.
    pub follow: Option<String>,
    /// The link to the same page as data (JSON).
    pub data: Option<String>,
    /// The link to the same page as a table for spreadsheets (CSV); registers have one.
    pub table: Option<String>,
    /// The link to the same page as a PDF, if the site asks for these.
    pub pdf: Option<String>,
    /// Whether it may explain terms of the glossary.
    pub explains: bool,
    /// How it is cited, if it is a note or a document with a text of its own.
    pub cite: Option<String>,
    /// The files for programs that manage references, if it is a document of a meeting.
    pub citation_files: Vec<Ref>,
    /// What it says about itself to machines: JSON-LD, safe inside a `script` element.
    pub linked_data: Option<String>,
    /// How it looks when somebody shares it; `None` without a base URL.
    pub share: Option<Share>,
    /// What used to be on this page and has been withdrawn.
    pub gone: Vec<GonePlace>,
    /// The steps from the home page to this one; the last is the page itself.
    pub breadcrumbs: Vec<Crumb>,
}

/// Something that used to be on a page and has been withdrawn.
#[derive(Debug, Serialize)]
pub(crate) struct GonePlace {
    /// The id that it had on the page.
    pub anchor: String,
    /// Why it was withdrawn.
    pub reason: String,
}

/// The same content in another form.
#[derive(Debug, Serialize)]
pub(crate) struct Alternate {
    pub title: String,
    pub href: String,
}

/// How a page looks when somebody shares it (<https://ogp.me>). Title, description and address are those of the frame.
#[derive(Debug, Serialize)]
pub(crate) struct Share {
    /// The kind of thing it is: `article` or `website`.
    pub kind: &'static str,
    pub picture: Option<card::ShareImage>,
}

/// The links that every page shows, relative to the root of the site. They are made once for the whole site.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(crate) struct Menus {
    /// The links at the top.
    pub menu: Vec<MenuItem>,
    /// The links at the bottom.
    pub footer: Vec<MenuItem>,
    /// The feeds and calendars that people subscribe to.
    pub machines: Vec<MenuItem>,
}

#[derive(Debug, Serialize, PartialEq, Eq)]
pub(crate) struct MenuItem {
    pub title: String,
    /// The address to compare with the `section` of a page.
    pub section: String,
    /// The address to link to, relative to the root of the site.
    pub href: String,
    /// Whether the address is a whole one, of another site.
    pub elsewhere: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct Crumb {
    pub title: String,
    /// The link; `None` for the page itself.
    pub href: Option<String>,
}

pub(super) fn frame(reader: &SiteReader, page: Page) -> Frame {
    let site = reader.site;
    let document = match page {
        Page::Document(document) | Page::Footnote { document, .. } => Some(site.document(document)),
        _ => None,
    };
    let base = site.settings.base_url.as_ref();
    let root = match reader.is_rooted {
        true => site.settings.base_path().to_owned(),
        false => "../".repeat(reader.from.matches('/').count()),
    };
    let own_feed = (page != Page::Home).then(|| feed(reader, page, || title(reader, page))).flatten();
    Frame {
        title: title(reader, page),
        description: description(reader, page),
        lang: document.and_then(|d| d.front.language.clone()).unwrap_or_else(|| reader.language.code.clone()),
        canonical: base
            .filter(|_| page != Page::NotFound)
            .map(|base| format!("{base}{}", address::encode(&site.address(page)))),
        hidden: matches!(page, Page::NotFound | Page::Redirect(_) | Page::Gone(_) | Page::Beside(_))
            || document.is_some_and(|d| d.front.draft || matches!(d.role, Role::Version { .. })),
        draft: document.is_some_and(|d| d.front.draft),
        home: reader.href(Page::Home, None),
        section: section(reader),
        menu_root: match (reader.package, base) {
            (Some(_), Some(base)) => base.clone(),
            _ => root.clone(),
        },
        served: reader.style == LinkStyle::Web,
        root,
        follow: own_feed.as_ref().map(|feed| feed.href.clone()),
        feeds: own_feed.into_iter().chain(feed(reader, Page::Home, || site.settings.title.clone())).collect(),
        data: beside(reader, site.data_address(page)),
        table: beside(reader, site.table_address(page)),
        pdf: beside(reader, site.pdf_address(page)),
        explains: document.is_some() && !site.settings.glossary.is_empty(),
        cite: page_citation(reader, page),
        citation_files: citation_files(reader, page),
        linked_data: None,
        share: base.filter(|_| !matches!(page, Page::NotFound | Page::Redirect(_) | Page::Gone(_))).map(|_| Share {
            kind: if document.is_some() { "article" } else { "website" },
            picture: card::share_image(site, page),
        }),
        gone: gone::places(&site.settings.gone, &site.address(page))
            .map(|(anchor, reason)| GonePlace { anchor: anchor.to_owned(), reason: reason.to_owned() })
            .collect(),
        breadcrumbs: breadcrumbs(reader, page),
    }
}

/// The link to a file beside the page. Pages opened from a file system lead to none.
fn beside(reader: &SiteReader, address: Option<String>) -> Option<String> {
    Some(reader.to_address(&address.filter(|_| reader.style == LinkStyle::Web)?))
}

/// The feed beside a page, if it has one. Pages opened from a file system lead to none.
fn feed(reader: &SiteReader, of: Page, title: impl FnOnce() -> String) -> Option<Alternate> {
    let address = reader.site.feed_address(of).filter(|_| reader.style == LinkStyle::Web)?;
    Some(Alternate { title: title(), href: reader.to_address(&address) })
}

fn title(reader: &SiteReader, page: Page) -> String {
    let word = |key| reader.language.word(key).to_owned();
    match page {
        Page::Home => reader
            .site
            .home
            .and_then(|h| reader.site.document(h).front.title.clone())
            .map_or_else(|| reader.site.settings.title.clone(), |t| t.value),
        Page::Meetings => word(Word::Meetings),
        Page::Dossiers => word(Word::Dossiers),
        Page::Commitments => word(Word::Commitments),
        Page::Treatments => word(Word::Treatments),
        Page::Search => word(Word::Search),
        Page::Sources => word(Word::Sources),
        Page::Fiches => word(Word::Fiches),
        Page::Motions => word(Word::Motions),
        Page::Overview => word(Word::Overview),
        Page::Timeliness => word(Word::Timeliness),
        Page::Beside(meeting) => {
            format!("{}: {}", reader.site.meetings[meeting].name, word(Word::BesideTitle))
        }
        Page::Quarter(index) => {
            format!("{}, {}", word(Word::Overview), quarter_name(reader, &reader.site.registers.quarters[index]))
        }
        Page::Source(source) => reader.source_page_title(source),
        Page::Document(document) => match reader.site.document(document).role {
            Role::Agenda { .. } | Role::Report { .. } | Role::Version { .. } => reader.document_name(document),
            _ => reader.site.document(document).title().to_owned(),
        },
        Page::Footnote { document, note } => {
            let values = [("number", &*note.number().to_string()), ("title", &reader.document_name(document))];
            reader.language.phrase(Word::FootnoteOf, &values)
        }
        Page::Redirect(_) => word(Word::Redirect),
        Page::Archive => word(Word::Archive),
        Page::Gone(_) => word(Word::Gone),
        Page::NotFound => word(Word::NotFound),
    }
}

/// One sentence about a page: the one in its front matter, or else its first words.
pub(crate) fn description(reader: &SiteReader, page: Page) -> Option<String> {
    match page {
        Page::Home => reader.site.settings.description.clone(),
        Page::Meetings => Some(reader.language.word(Word::MeetingsIntro).to_owned()),
        Page::Dossiers => Some(reader.language.word(Word::DossiersIntro).to_owned()),
        Page::Commitments => Some(reader.language.word(Word::CommitmentsIntro).to_owned()),
        Page::Treatments => Some(reader.language.word(Word::TreatmentsIntro).to_owned()),
        Page::Fiches => Some(reader.language.word(Word::FichesIntro).to_owned()),
        Page::Motions => Some(reader.language.word(Word::MotionsIntro).to_owned()),
        Page::Overview => Some(reader.language.word(Word::OverviewIntro).to_owned()),
        Page::Timeliness => Some(reader.language.word(Word::TimelinessIntro).to_owned()),
        Page::Beside(_) => Some(reader.language.word(Word::BesideIntro).to_owned()),
        Page::Quarter(_) => Some(reader.language.word(Word::QuarterIntro).to_owned()),
        Page::Search => Some(reader.language.word(Word::SearchIntro).to_owned()),
        Page::Sources => Some(reader.language.word(Word::SourcesIntro).to_owned()),
        Page::Source(source) => {
            Some(reader.language.phrase(Word::SourceAbout, &[("title", &reader.source_title(source))]))
        }
        Page::Footnote { document, note } => {
            let values = [("number", &*note.number().to_string()), ("title", &reader.document_name(document))];
            Some(reader.language.phrase(Word::FootnoteAbout, &values))
        }
        Page::Document(document) => {
            let index = document;
            let document = reader.site.document(document);
            let summary = match &document.front.special {
                Special::Dossier(facts) => facts.summary.clone(),
                _ => None,
            };
            document.front.description.clone().or(summary).or_else(|| {
                let opening = document.divisions.first().map(|d| &d.opening).filter(|o| !o.is_empty())?;
                Some(cut(&reader.plain(index, opening), 155))
            })
        }
        Page::Archive => Some(reader.language.word(Word::ArchiveIntro).to_owned()),
        Page::Redirect(_) | Page::Gone(_) | Page::NotFound => None,
    }
}

/// The first folder of the address, which is compared with the entries of the menu.
fn section(reader: &SiteReader) -> String {
    reader.from.split_inclusive('/').next().filter(|s| s.ends_with('/')).unwrap_or("").to_owned()
}

/// Makes the menus of a site.
pub(crate) fn menus(site: &Site, style: LinkStyle) -> Menus {
    let entry = |page: Page, title: String| {
        let section = site.address(page);
        MenuItem { title, href: address::relative("", &section, style), section, elsewhere: false }
    };
    let word = |key| site.language.word(key).to_owned();
    let lists = [
        (0, Page::Meetings, word(Word::Meetings)),
        (10, Page::Dossiers, word(Word::Dossiers)),
        (15, Page::Sources, word(Word::Sources)),
        (20, Page::Commitments, word(Word::Commitments)),
        (30, Page::Search, word(Word::Search)),
    ];
    let mut menu = Vec::from(lists);
    let mut footer = vec![entry(Page::Treatments, word(Word::Treatments))];
    let registers = site.registers.pages().filter_map(|page| match page {
        Page::Fiches => Some((page, Word::Fiches)),
        Page::Motions => Some((page, Word::Motions)),
        Page::Overview => Some((page, Word::Overview)),
        Page::Timeliness => Some((page, Word::Timeliness)),
        _ => None,
    });
    footer.extend(registers.map(|(page, name)| entry(page, word(name))));
    footer.extend(site.lists().contains(&Page::Archive).then(|| entry(Page::Archive, word(Word::Archive))));
    for document in &site.plain {
        let plain = site.document(*document);
        let top = matches!(&plain.role, Role::Page { path } if !path.contains('/'));
        match plain.front.special {
            Special::Page(Some(place)) => menu.push((place, Page::Document(*document), plain.title().to_owned())),
            _ if top => footer.push(entry(Page::Document(*document), plain.title().to_owned())),
            _ => {}
        }
    }
    menu.sort_by_key(|(place, ..)| *place);
    let machine = |word: Word, address: String| MenuItem {
        title: site.language.word(word).to_owned(),
        href: address::relative("", &address, style),
        section: String::new(),
        elsewhere: false,
    };
    let mut machines = Vec::new();
    if style == LinkStyle::Web && site.settings.base_url.is_some() {
        machines.extend(site.feed_address(Page::Home).map(|address| machine(Word::Feed, address)));
        machines.push(machine(Word::Calendar, address::CALENDAR.to_owned()));
    }
    let given = &site.settings.surround.menu;
    let menu = match given.is_empty() {
        true => menu.into_iter().map(|(_, page, title)| entry(page, title)).collect(),
        false => given.iter().filter_map(|given| menu_item(site, given, entry)).collect(),
    };
    Menus { machines, menu, footer }
}

/// An entry of the menu in `site.toml`; `None` if it leads to nothing, which linking reports.
fn menu_item(site: &Site, given: &MenuEntry, entry: impl Fn(Page, String) -> MenuItem) -> Option<MenuItem> {
    if given.is_elsewhere() {
        let (title, href) = (given.title.clone()?, given.to.value.clone());
        return Some(MenuItem { title, href, section: String::new(), elsewhere: true });
    }
    let page = own_menu::page(site, given)?;
    let named = || title(&SiteReader::new(site, page, ViewOptions::default()), page);
    Some(entry(page, given.title.clone().unwrap_or_else(named)))
}

fn breadcrumbs(reader: &SiteReader, page: Page) -> Vec<Crumb> {
    let site = reader.site;
    let step = |title: String, page: Page| Crumb { title, href: Some(reader.href(page, None)) };
    let here = |title: String| Crumb { title, href: None };
    let word = |key| reader.language.word(key).to_owned();
    let mut crumbs = Vec::new();
    let document = match page {
        Page::Home | Page::NotFound | Page::Redirect(_) | Page::Gone(_) => return crumbs,
        Page::Document(document) | Page::Footnote { document, .. } => document,
        Page::Quarter(index) => {
            crumbs.push(step(word(Word::Overview), Page::Overview));
            crumbs.push(here(quarter_name(reader, &site.registers.quarters[index])));
            return crumbs;
        }
        Page::Beside(index) => {
            let meeting = &site.meetings[index];
            crumbs.push(step(word(Word::Meetings), Page::Meetings));
            crumbs.push(step(meeting.name.clone(), Page::Document(meeting.agenda)));
            crumbs.push(here(word(Word::Beside)));
            return crumbs;
        }
        Page::Source(source) => {
            crumbs.push(step(word(Word::Sources), Page::Sources));
            crumbs.push(here(reader.source_title(source)));
            return crumbs;
        }
        _ => {
            crumbs.push(step(word(Word::Home), Page::Home));
            crumbs.push(here(title(reader, page)));
            return crumbs;
        }
    };
    let mut crumbs = document_steps(reader, document);
    match (page, crumbs.last_mut()) {
        (Page::Footnote { note, .. }, _) => {
            crumbs.push(here(reader.language.phrase(Word::FootnoteNumber, &[("number", &note.number().to_string())])))
        }
        (_, Some(last)) => last.href = None,
        (_, None) => {}
    }
    crumbs
}

/// The steps to a document, which is the last of them.
fn document_steps(reader: &SiteReader, document: DocumentId) -> Vec<Crumb> {
    let site = reader.site;
    let step = |title: String, page: Page| Crumb { title, href: Some(reader.href(page, None)) };
    let word = |key| reader.language.word(key).to_owned();
    let mut crumbs = Vec::new();
    match (&site.document(document).role, site.meeting(document)) {
        (Role::Dossier { .. }, _) => {
            crumbs.push(step(word(Word::Dossiers), Page::Dossiers));
            crumbs.push(step(site::dossier_name(site.document(document)).to_owned(), Page::Document(document)));
        }
        (_, Some(meeting)) => {
            crumbs.push(step(word(Word::Meetings), Page::Meetings));
            crumbs.push(step(meeting.name.clone(), Page::Document(meeting.agenda)));
            if document != meeting.agenda {
                let report = matches!(site.document(document).role, Role::Report { .. });
                let name = if report { word(Word::Report) } else { reader.document_name(document) };
                crumbs.push(step(name, Page::Document(document)));
            }
        }
        _ => {
            crumbs.push(step(word(Word::Home), Page::Home));
            let address = site.document_address(document);
            for (end, _) in address.match_indices('/').filter(|(end, _)| end + 1 < address.len()) {
                if let Some(Page::Document(above)) = site.addresses.pages.get(&address[..=end]) {
                    crumbs.push(step(site.document(*above).title().to_owned(), Page::Document(*above)));
                }
            }
            crumbs.push(step(site.document(document).title().to_owned(), Page::Document(document)));
        }
    }
    crumbs
}

/// What every page shows: settings, words, templates, the menu.
pub(super) fn key(site: &Site, templates: u128, titled: &IndexSlice<DocumentId, [u128]>) -> u128 {
    let Site {
        settings,
        language,
        plain,
        // What follows is what the keys of individual pages take in.
        documents: _,
        home: _,
        meetings: _,
        dossiers: _,
        files: _,
        targets: _,
        tied: _,
        sources: _,
        backlinks: _,
        addresses: _,
        registers: _,
        meeting_of: _,
        places: _,
        lasting: _,
        elsewhere: _,
    } = site;
    let mut digest = Fingerprint::new();
    digest.debug(settings).debug(language);
    // Menus lead to the lists that exist, and every page names the feed of the site if there is one.
    let lists: Vec<Page> = site.lists().into_iter().filter(|page| !matches!(page, Page::Beside(_))).collect();
    digest.debug(&lists);
    digest.debug(&site.feed_address(Page::Home));
    digest.number(templates);
    for page in plain {
        digest.number(titled[*page]);
    }
    digest.end()
}
