//! The files beside the pages: schemas, feeds, the calendar, sitemaps, and what a server reads.
//!
//! Takes: a [`Site`].
//! Gives: which files there are, at which addresses, and the bytes of each.
//! Never: has a file that needs full addresses while the site does not know where it is published.
//!
//! A file that the site has at the same address in `static` comes in its place.

use crate::address::CALENDAR;
use crate::publication::Server;
use crate::site::{Page, Site};
use crate::view::{Options, view};
use crate::{calendar, card, data, diwoo, feed, hosting, redirection, sitemap};

/// A file and what it is.
#[derive(Debug, Clone)]
pub struct Companion {
    /// Its address.
    pub address: String,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Schema(data::Schema),
    Feed,
    DossierFeed(u32),
    Calendar,
    Sitemap,
    SitemapPart(usize),
    Robots,
    DiwooIndex,
    DiwooPart(usize),
    Headers(Server),
    Redirects,
    Security,
}

/// Every companion of a site, in a fixed order.
pub fn companions(site: &Site) -> Vec<Companion> {
    let config = &site.config;
    let mut all: Vec<Companion> = Vec::new();
    let mut add = |address: String, kind| all.push(Companion { address, kind });
    data::schemas().for_each(|schema| add(schema.address(), Kind::Schema(schema)));
    config.publication.headers.servers.iter().for_each(|server| add(hosting::address(*server).to_owned(), Kind::Headers(*server)));
    if config.publication.headers.servers.contains(&Server::Netlify) && !site.redirects.is_empty() {
        add(redirection::FILE.to_owned(), Kind::Redirects);
    }
    if config.publication.security.is_some() {
        add(hosting::SECURITY.to_owned(), Kind::Security);
    }
    if config.base_url.is_some() {
        if let Some(address) = site.feed_address(Page::Home) {
            add(address, Kind::Feed);
        }
        for (index, dossier) in site.dossiers.iter().enumerate() {
            if let Some(address) = site.feed_address(Page::Document(dossier.document)) {
                add(address, Kind::DossierFeed(index as u32));
            }
        }
        add(CALENDAR.to_owned(), Kind::Calendar);
        add("robots.txt".to_owned(), Kind::Robots);
        add(sitemap::FILE.to_owned(), Kind::Sitemap);
        (0..sitemap::parts(site)).for_each(|part| add(sitemap::part_address(part), Kind::SitemapPart(part)));
        let parts = diwoo::parts(site);
        if parts > 0 {
            add(diwoo::index_address(site), Kind::DiwooIndex);
        }
        (0..parts).for_each(|part| add(diwoo::part_address(site, part), Kind::DiwooPart(part)));
    }
    all.retain(|companion| !site.is_taken(&companion.address));
    all
}

/// What stands at an address besides pages and the files of the site: a companion, or the data or picture of a page.
pub fn at(site: &Site, address: &str) -> Option<Vec<u8>> {
    if site.is_taken(address) {
        return None;
    }
    let table = || {
        let page = site.find(address.strip_suffix("index.csv")?)?;
        site.table_address(page).filter(|own| own == address)?;
        data::table(&view(site, page, Options::default()))
    };
    let data = || {
        let page = site.find(address.strip_suffix("index.json")?)?;
        site.data_address(page).filter(|own| own == address)?;
        data::data(site, &view(site, page, Options::default()))
    };
    let picture = || {
        let page = site.find(address.strip_suffix(card::FILE)?)?;
        card::address(site, page).filter(|own| own == address)?;
        Some(card::draw(site, page, &card::Press::default()))
    };
    data()
        .or_else(table)
        .or_else(picture)
        .or_else(|| companions(site).iter().find(|companion| companion.address == address).map(|companion| companion.bytes(site)))
}

impl Companion {
    /// Makes it.
    pub fn bytes(&self, site: &Site) -> Vec<u8> {
        let config = &site.config;
        let base = config.base_url.as_deref().unwrap_or("/");
        match &self.kind {
            Kind::Schema(schema) => schema.bytes(),
            Kind::Feed => feed::site(site, base),
            Kind::DossierFeed(index) => feed::dossier(site, base, &site.dossiers[*index as usize]),
            Kind::Calendar => calendar::calendar(site, base),
            Kind::Sitemap => sitemap::sitemap(site, base),
            Kind::SitemapPart(part) => sitemap::part(site, base, *part),
            Kind::Robots => sitemap::robots(base, &sitemaps(site)),
            Kind::DiwooIndex => diwoo::index(site, base),
            Kind::DiwooPart(part) => diwoo::part(site, base, *part),
            Kind::Headers(server) => [hosting::file(config, *server), rules(site, *server).into_bytes()].concat(),
            Kind::Redirects => redirection::plain(site),
            Kind::Security => {
                let base = config.base_url.as_deref();
                config.publication.security.as_ref().map(|security| hosting::security(security, base)).unwrap_or_default()
            }
        }
    }
}

/// The rules that stand in the same file as the headers.
fn rules(site: &Site, server: Server) -> String {
    match server {
        Server::Netlify => String::new(),
        Server::Apache => redirection::apache(site),
        Server::Nginx => redirection::nginx(site),
    }
}

/// What `robots.txt` names. The national index of DiWoo asks for its own index and not for what is in it.
fn sitemaps(site: &Site) -> Vec<String> {
    let diwoo = (diwoo::parts(site) > 0).then(|| diwoo::index_address(site));
    std::iter::once(sitemap::FILE.to_owned()).chain(diwoo).collect()
}
