//! What surrounds every page.

use serde::Serialize;

use super::registers::quarter_name;
use super::text::Reader;
use crate::address::{self, Style};
use crate::card;
use crate::document::Role;
use crate::front::Special;
use crate::gone;
use crate::parse::cut;
use crate::site::{self, Page, Site};

/// Title, menu, breadcrumbs and the like.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// The title of the page.
    pub title: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// The language of its text.
    pub lang: String,
    /// The way to the root of the site, ending in `/`.
    pub root: String,
    /// Its address on the published site, if that is known.
    pub canonical: Option<String>,
    /// Whether search engines should leave it out.
    pub hidden: bool,
    /// Whether it shows a draft.
    pub draft: bool,
    /// The link to the home page.
    pub home: String,
    /// The address of the list or page of the menu that this page belongs to; empty if it belongs to none.
    pub section: String,
    /// The way to the root as menus link to it: that of `root`, but in a package the address of the published site.
    pub menu_root: String,
    /// Whether a server delivers it. A browser that opens a file refuses to fetch fonts ahead of their use.
    pub served: bool,
    /// The feeds that tell the news of the page and of the site.
    pub feeds: Vec<Alternate>,
    /// The same page as data.
    pub data: Option<String>,
    /// The same as a table for spreadsheets, if it is a register.
    pub table: Option<String>,
    /// What it says about itself to machines, as JSON-LD that can stand in a `script` element.
    pub linked_data: Option<String>,
    /// How it shows where somebody shares it; none while the site does not know where it is published.
    pub share: Option<Share>,
    /// Places that the page had and that left.
    pub gone: Vec<GonePlace>,
    /// The way from the home page to this one; the last is the page itself.
    pub breadcrumbs: Vec<Crumb>,
}

/// A place that a page had and that left.
#[derive(Debug, Serialize)]
pub struct GonePlace {
    /// Its anchor.
    pub anchor: String,
    /// Why it left.
    pub reason: String,
}

/// Something that has the same content in another form.
#[derive(Debug, Serialize)]
pub struct Alternate {
    /// Its name.
    pub title: String,
    /// The link to it.
    pub href: String,
}

/// How a page shows where somebody shares it (<https://ogp.me>). Its title, description and address are those of the frame.
#[derive(Debug, Serialize)]
pub struct Share {
    /// `article` or `website`.
    pub kind: &'static str,
    /// Its picture.
    pub picture: Option<card::Named>,
}

/// The links that every page shows, with addresses from the root of the site. They are made once for the whole site.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct Menus {
    /// The links at the top.
    pub menu: Vec<MenuItem>,
    /// The links at the bottom.
    pub footer: Vec<MenuItem>,
    /// The files for machines that people subscribe to.
    pub machines: Vec<MenuItem>,
}

/// An entry of a menu.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct MenuItem {
    /// Its words.
    pub title: String,
    /// Its address as it is compared with a page's section.
    pub section: String,
    /// Its address as it is linked to, from the root of the site.
    pub href: String,
}

/// A step of the breadcrumbs.
#[derive(Debug, Serialize)]
pub struct Crumb {
    /// Its words.
    pub title: String,
    /// Its address; none for the page itself.
    pub href: Option<String>,
}

/// Makes the frame of a page.
pub fn frame(reader: &Reader, page: Page) -> Frame {
    let site = reader.site;
    let document = match page {
        Page::Document(document) | Page::Footnote { document, .. } => Some(site.document(document)),
        _ => None,
    };
    let base = site.config.base_url.as_ref();
    let root = match page {
        Page::NotFound => site.config.base_path().to_owned(),
        _ => "../".repeat(reader.from.matches('/').count()),
    };
    Frame {
        title: title(reader, page),
        description: description(reader, page),
        lang: document.and_then(|d| d.front.language.clone()).unwrap_or_else(|| reader.language.code.clone()),
        canonical: base.filter(|_| page != Page::NotFound).map(|base| format!("{base}{}", address::encode(&reader.from))),
        hidden: matches!(page, Page::NotFound | Page::Redirect(_) | Page::Gone(_))
            || document.is_some_and(|d| d.front.draft || matches!(d.role, Role::Version { .. })),
        draft: document.is_some_and(|d| d.front.draft),
        home: reader.href(Page::Home, None),
        section: section(reader),
        menu_root: match (reader.package, base) {
            (Some(_), Some(base)) => base.clone(),
            _ => root.clone(),
        },
        served: reader.style == Style::Web,
        root,
        feeds: feeds(reader, page),
        data: (reader.style == Style::Web).then(|| site.data_address(page)).flatten().map(|address| reader.to_address(&address)),
        table: (reader.style == Style::Web).then(|| site.table_address(page)).flatten().map(|address| reader.to_address(&address)),
        linked_data: None,
        share: base
            .filter(|_| !matches!(page, Page::NotFound | Page::Redirect(_) | Page::Gone(_)))
            .map(|_| Share { kind: if document.is_some() { "article" } else { "website" }, picture: card::named(site, page) }),
        gone: gone::places(&site.config.gone, &reader.from)
            .map(|(anchor, reason)| GonePlace { anchor: anchor.to_owned(), reason: reason.to_owned() })
            .collect(),
        breadcrumbs: breadcrumbs(reader, page),
    }
}

/// The feed of a dossier on its own page, and that of the site on every page. Pages that are opened from a file system have none.
fn feeds(reader: &Reader, page: Page) -> Vec<Alternate> {
    if reader.style != Style::Web {
        return Vec::new();
    }
    let site = reader.site;
    let own = site.feed_address(page).filter(|_| page != Page::Home).map(|address| (title(reader, page), address));
    let all = site.feed_address(Page::Home).map(|address| (site.config.title.clone(), address));
    own.into_iter().chain(all).map(|(title, address)| Alternate { title, href: reader.to_address(&address) }).collect()
}

fn title(reader: &Reader, page: Page) -> String {
    let word = |key| reader.language.word(key).to_owned();
    match page {
        Page::Home => reader
            .site
            .home
            .and_then(|h| reader.site.document(h).front.title.clone())
            .map_or_else(|| reader.site.config.title.clone(), |t| t.value),
        Page::Meetings => word("meetings"),
        Page::Dossiers => word("dossiers"),
        Page::Commitments => word("commitments"),
        Page::Treatments => word("treatments"),
        Page::Search => word("search"),
        Page::Sources => word("sources"),
        Page::Fiches => word("fiches"),
        Page::Motions => word("motions"),
        Page::Overview => word("overview"),
        Page::Quarter(index) => format!("{}, {}", word("overview"), quarter_name(reader, &reader.site.registers.quarters[index as usize])),
        Page::Source(source) => reader.source_title(source),
        Page::Document(document) => match reader.site.document(document).role {
            Role::Agenda { .. } | Role::Report { .. } | Role::Version { .. } => reader.document_name(document),
            _ => reader.site.document(document).title().to_owned(),
        },
        Page::Footnote { document, note } => {
            let values = [("number", &*(note + 1).to_string()), ("title", &reader.document_name(document))];
            reader.language.phrase("footnote_of", &values)
        }
        Page::Redirect(_) => word("redirect"),
        Page::Archive => word("archive"),
        Page::Gone(_) => word("gone"),
        Page::NotFound => word("not_found"),
    }
}

/// One sentence about a page: what its front matter says, else its first words.
pub fn description(reader: &Reader, page: Page) -> Option<String> {
    match page {
        Page::Home => reader.site.config.description.clone(),
        Page::Meetings => Some(reader.language.word("meetings_intro").to_owned()),
        Page::Dossiers => Some(reader.language.word("dossiers_intro").to_owned()),
        Page::Commitments => Some(reader.language.word("commitments_intro").to_owned()),
        Page::Treatments => Some(reader.language.word("treatments_intro").to_owned()),
        Page::Fiches => Some(reader.language.word("fiches_intro").to_owned()),
        Page::Motions => Some(reader.language.word("motions_intro").to_owned()),
        Page::Overview => Some(reader.language.word("overview_intro").to_owned()),
        Page::Quarter(_) => Some(reader.language.word("quarter_intro").to_owned()),
        Page::Search => Some(reader.language.word("search_intro").to_owned()),
        Page::Sources => Some(reader.language.word("sources_intro").to_owned()),
        Page::Source(source) => Some(reader.language.phrase("source_about", &[("title", &reader.source_title(source))])),
        Page::Footnote { document, note } => {
            let values = [("number", &*(note + 1).to_string()), ("title", &reader.document_name(document))];
            Some(reader.language.phrase("footnote_about", &values))
        }
        Page::Document(document) => {
            let document = reader.site.document(document);
            let summary = match &document.front.special {
                Special::Dossier(facts) => facts.summary.clone(),
                _ => None,
            };
            document.front.description.clone().or(summary).or_else(|| {
                let opening = document.divisions.first().map(|d| d.opening.as_str()).filter(|o| !o.is_empty())?;
                Some(cut(opening, 155))
            })
        }
        Page::Archive => Some(reader.language.word("archive_intro").to_owned()),
        Page::Redirect(_) | Page::Gone(_) | Page::NotFound => None,
    }
}

/// The part of an address that tells to which entry of the menu a page belongs: its first folder.
fn section(reader: &Reader) -> String {
    reader.from.split_inclusive('/').next().filter(|s| s.ends_with('/')).unwrap_or("").to_owned()
}

/// Makes the menus of a site.
pub fn menus(site: &Site, style: Style) -> Menus {
    let entry = |page: Page, title: String| {
        let section = site.address(page);
        MenuItem { title, href: address::relative("", &section, style), section }
    };
    let word = |key| site.language.word(key).to_owned();
    let lists = [
        (0, Page::Meetings, word("meetings")),
        (10, Page::Dossiers, word("dossiers")),
        (15, Page::Sources, word("sources")),
        (20, Page::Commitments, word("commitments")),
        (30, Page::Search, word("search")),
    ];
    let mut menu = Vec::from(lists);
    let mut footer = vec![entry(Page::Treatments, word("treatments"))];
    let registers = site.registers.pages().filter_map(|page| match page {
        Page::Fiches => Some((page, "fiches")),
        Page::Motions => Some((page, "motions")),
        Page::Overview => Some((page, "overview")),
        _ => None,
    });
    footer.extend(registers.map(|(page, name)| entry(page, word(name))));
    footer.extend(site.lists().contains(&Page::Archive).then(|| entry(Page::Archive, word("archive"))));
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
    let machine = |word: &str, address: String| MenuItem {
        title: site.language.word(word).to_owned(),
        href: address::relative("", &address, style),
        section: String::new(),
    };
    let mut machines = Vec::new();
    if style == Style::Web && site.config.base_url.is_some() {
        machines.extend(site.feed_address(Page::Home).map(|address| machine("feed", address)));
        machines.push(machine("calendar", address::CALENDAR.to_owned()));
    }
    Menus { machines, menu: menu.into_iter().map(|(_, page, title)| entry(page, title)).collect(), footer }
}

fn breadcrumbs(reader: &Reader, page: Page) -> Vec<Crumb> {
    let site = reader.site;
    let step = |title: String, page: Page| Crumb { title, href: Some(reader.href(page, None)) };
    let here = |title: String| Crumb { title, href: None };
    let word = |key| reader.language.word(key).to_owned();
    let mut crumbs = Vec::new();
    let document = match page {
        Page::Home | Page::NotFound | Page::Redirect(_) | Page::Gone(_) => return crumbs,
        Page::Document(document) | Page::Footnote { document, .. } => document,
        Page::Quarter(index) => {
            crumbs.push(step(word("overview"), Page::Overview));
            crumbs.push(here(quarter_name(reader, &site.registers.quarters[index as usize])));
            return crumbs;
        }
        Page::Source(_) => {
            crumbs.push(step(word("sources"), Page::Sources));
            crumbs.push(here(title(reader, page)));
            return crumbs;
        }
        _ => {
            crumbs.push(step(word("home"), Page::Home));
            crumbs.push(here(title(reader, page)));
            return crumbs;
        }
    };
    match (&site.document(document).role, site.meeting(document)) {
        (Role::Dossier { .. }, _) => {
            crumbs.push(step(word("dossiers"), Page::Dossiers));
            crumbs.push(step(site::dossier_name(site.document(document)).to_owned(), Page::Document(document)));
        }
        (_, Some(meeting)) => {
            crumbs.push(step(word("meetings"), Page::Meetings));
            crumbs.push(step(meeting.name.clone(), Page::Document(meeting.agenda)));
            if document != meeting.agenda {
                let report = matches!(site.document(document).role, Role::Report { .. });
                let name = if report { word("report") } else { reader.document_name(document) };
                crumbs.push(step(name, Page::Document(document)));
            }
        }
        _ => {
            crumbs.push(step(word("home"), Page::Home));
            let address = site.document_address(document);
            for (end, _) in address.match_indices('/').filter(|(end, _)| end + 1 < address.len()) {
                if let Some(Page::Document(above)) = site.by_address.get(&address[..=end]) {
                    crumbs.push(step(site.document(*above).title().to_owned(), Page::Document(*above)));
                }
            }
            crumbs.push(step(site.document(document).title().to_owned(), Page::Document(document)));
        }
    }
    match (page, crumbs.last_mut()) {
        (Page::Footnote { note, .. }, _) => {
            crumbs.push(here(reader.language.phrase("footnote_number", &[("number", &(note + 1).to_string())])))
        }
        (_, Some(last)) => last.href = None,
        (_, None) => {}
    }
    crumbs
}
