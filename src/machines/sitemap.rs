//! Sitemaps (<https://www.sitemaps.org/protocol.html>) and `robots.txt`.
//!
//! Takes: a [`Site`] with a base URL.
//! Gives: the addresses of all pages that search engines may show, in one sitemap, or in several with an index.
//! Never: names a day on which a page changed unless its document does.

use jiff::civil::Date;

use crate::document::Role;
use crate::machines::xml::{self, Xml};
use crate::site::{Page, Site};

/// The namespace of sitemaps and of their indexes.
pub(crate) const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The address of the sitemap, or of the index of its parts.
pub(crate) const FILE: &str = "sitemap.xml";

/// How many addresses one sitemap may have.
const LARGEST: usize = 50_000;

/// The pages that search engines may show, in a fixed order.
fn pages(site: &Site) -> Vec<Page> {
    let mut pages = site.pages();
    pages.retain(|page| match page {
        // Search engines have both documents themselves.
        Page::Redirect(_) | Page::Gone(_) | Page::NotFound | Page::Beside(_) => false,
        Page::Document(document) | Page::Footnote { document, .. } => {
            let document = site.document(*document);
            !document.front.draft && !matches!(document.role, Role::Version { .. })
        }
        Page::Source(source) => !site.sources.list[*source].former,
        _ => true,
    });
    pages
}

/// How many sitemaps there are besides their index; 0 if one sitemap is enough.
pub(crate) fn parts(site: &Site) -> usize {
    let count = pages(site).len();
    if count > LARGEST { count.div_ceil(LARGEST) } else { 0 }
}

/// The address of a part; `part` counts from 0.
pub(crate) fn part_address(part: usize) -> String {
    format!("sitemap-{}.xml", part + 1)
}

/// The sitemap, or the index of its parts.
pub(crate) fn sitemap(site: &Site, base: &str) -> Vec<u8> {
    match parts(site) {
        0 => urls(site, base, &pages(site)),
        parts => index((0..parts).map(|part| (format!("{base}{}", part_address(part)), None))),
    }
}

/// One part of the sitemap; `part` counts from 0.
pub(crate) fn part(site: &Site, base: &str, part: usize) -> Vec<u8> {
    pages(site).chunks(LARGEST).nth(part).map(|pages| urls(site, base, pages)).unwrap_or_default()
}

/// An index of sitemaps, each with the day on which it last changed.
pub(crate) fn index(parts: impl Iterator<Item = (String, Option<Date>)>) -> Vec<u8> {
    xml::document("sitemapindex", &[("xmlns", NAMESPACE)], |xml| {
        for (address, changed) in parts {
            xml.element("sitemap", &[], |xml| place(xml, &address, changed));
        }
    })
}

/// Writes where something is and when it last changed.
pub(crate) fn place(xml: &mut Xml, address: &str, changed: Option<Date>) {
    xml.text("loc", &[], address);
    if let Some(changed) = changed {
        xml.text("lastmod", &[], &changed.to_string());
    }
}

fn urls(site: &Site, base: &str, pages: &[Page]) -> Vec<u8> {
    xml::document("urlset", &[("xmlns", NAMESPACE)], |xml| {
        for page in pages {
            xml.element("url", &[], |xml| place(xml, &site.url(base, *page, None), changed(site, *page)));
        }
    })
}

/// The day on which a page last changed, as far as its documents say.
fn changed(site: &Site, page: Page) -> Option<Date> {
    let (Page::Document(document) | Page::Footnote { document, .. }) = page else { return None };
    match (&site.document(document).role, page) {
        (Role::Dossier { id }, Page::Document(_)) => {
            site.dossier(id)?.entries.iter().filter_map(|e| site.changed(e.document)).max()
        }
        _ => site.changed(document),
    }
}

/// `robots.txt`: everything is open, and the sitemaps are here.
pub(crate) fn robots(base: &str, sitemaps: &[String]) -> Vec<u8> {
    let lines = sitemaps.iter().map(|address| format!("Sitemap: {base}{address}\n"));
    format!("User-agent: *\nDisallow:\n\n{}", lines.collect::<String>()).into_bytes()
}
