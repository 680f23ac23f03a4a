//! The files beside pages: schemas, PDFs, feeds, the calendar, sitemaps, and files for servers.
//!
//! Takes: a [`Site`].
//! Gives: which files there are, at which addresses, and the bytes of each.
//! Never: makes a file that needs full addresses for a site without a base URL.
//!
//! A file of the site at the same address in `static` replaces it.

pub(crate) mod active_attachments;
pub(crate) mod bibliography;
mod caddy_rules;
pub(crate) mod calendar;
pub(crate) mod content_schema;
pub(crate) mod data;
pub(crate) mod diwoo;
pub(crate) mod feed;
pub(crate) mod forms_policy;
pub(crate) mod handbook;
pub(crate) mod media;
pub(crate) mod output_paths;
pub(crate) mod page_links;
pub(crate) mod printed;
pub(crate) mod redirect_rules;
mod rule_text;
pub(crate) mod search;
pub(crate) mod served_files;
pub(crate) mod server_rules;
pub(crate) mod sitemap;
pub(crate) mod xml;

use crate::card;
use crate::machines::content_schema::KeyedFile;
use crate::settings::address::{CALENDAR, CitationForm, PDF, PICTURE, REDIRECTS, ROBOTS, SECURITY};
use crate::settings::publication::Server;
use crate::site::bodies::Bodies;
use crate::site::indices::DossierId;
use crate::site::{Page, Site};
use crate::view::{ViewOptions, view};

/// A file beside pages, and what kind it is.
#[derive(Debug, Clone)]
pub(crate) struct Companion {
    pub address: String,
    kind: CompanionKind,
}

#[derive(Debug, Clone)]
enum CompanionKind {
    Schema(data::Schema),
    ContentSchema(KeyedFile),
    Feed,
    DossierFeed(DossierId),
    CommitmentFeed,
    Calendar,
    Sitemap,
    SitemapPart(usize),
    Robots,
    DiwooIndex,
    DiwooPart(usize),
    Headers(Server),
    Redirects(Server),
    Security,
}

/// Every companion of a site that no file of the site replaces, in a fixed order.
pub(crate) fn companions(site: &Site) -> Vec<Companion> {
    let mut all = every_companion(site);
    all.retain(|companion| !site.is_taken(&companion.address));
    all
}

/// Every companion of a site, in a fixed order. It counts all pages, so whoever needs it twice keeps it.
pub(crate) fn every_companion(site: &Site) -> Vec<Companion> {
    let settings = &site.settings;
    let mut all: Vec<Companion> = Vec::new();
    let mut add = |address: String, kind| all.push(Companion { address, kind });
    data::schemas().for_each(|schema| add(schema.address(), CompanionKind::Schema(schema)));
    KeyedFile::ALL.into_iter().for_each(|file| add(file.address(), CompanionKind::ContentSchema(file)));
    settings
        .publication
        .headers
        .servers
        .iter()
        .for_each(|server| add(server.rules_address().to_owned(), CompanionKind::Headers(*server)));
    let has_redirects = !site.addresses.redirects.is_empty();
    for server in &settings.publication.headers.servers {
        if *server == Server::Netlify || (*server == Server::Cloudflare && has_redirects) {
            add(REDIRECTS.to_owned(), CompanionKind::Redirects(*server));
        }
    }
    if settings.publication.security.is_some() {
        add(SECURITY.to_owned(), CompanionKind::Security);
    }
    if settings.base_url.is_some() {
        if let Some(address) = site.feed_address(Page::Home) {
            add(address, CompanionKind::Feed);
        }
        for (index, dossier) in site.dossiers.iter_enumerated() {
            if let Some(address) = site.feed_address(Page::Document(dossier.document)) {
                add(address, CompanionKind::DossierFeed(index));
            }
        }
        if let Some(address) = site.feed_address(Page::Commitments) {
            add(address, CompanionKind::CommitmentFeed);
        }
        add(CALENDAR.to_owned(), CompanionKind::Calendar);
        add(ROBOTS.to_owned(), CompanionKind::Robots);
        add(sitemap::FILE.to_owned(), CompanionKind::Sitemap);
        (0..sitemap::parts(site)).for_each(|part| add(sitemap::part_address(part), CompanionKind::SitemapPart(part)));
        let parts = diwoo::parts(site);
        if parts > 0 {
            add(diwoo::index_address(site), CompanionKind::DiwooIndex);
        }
        (0..parts).for_each(|part| add(diwoo::part_address(site, part), CompanionKind::DiwooPart(part)));
    }
    all
}

/// Of these, the addresses of the files that programs read and that belong to no page but the home page. The parts of a sitemap are
/// found by the sitemap, and rules and robots are a matter between a server and its visitors.
pub(crate) fn program_files(companions: &[Companion]) -> Vec<String> {
    let is_lasting = |companion: &&Companion| match companion.kind {
        CompanionKind::Schema(_) | CompanionKind::ContentSchema(_) => true,
        CompanionKind::Calendar | CompanionKind::Sitemap | CompanionKind::DiwooIndex => true,
        CompanionKind::Feed | CompanionKind::DossierFeed(_) | CompanionKind::CommitmentFeed => false,
        CompanionKind::SitemapPart(_) | CompanionKind::DiwooPart(_) | CompanionKind::Robots => false,
        CompanionKind::Headers(_) | CompanionKind::Redirects(_) | CompanionKind::Security => false,
    };
    companions.iter().filter(is_lasting).map(|companion| companion.address.clone()).collect()
}

/// What stands at an address besides pages and the files of the site: a companion, or the data or picture of a page.
pub(crate) fn at(site: &Site, bodies: &Bodies, address: &str) -> Option<Vec<u8>> {
    if site.is_taken(address) {
        return None;
    }
    let table = || {
        let page = site.find(address.strip_suffix("index.csv")?)?;
        site.table_address(page).filter(|own| own == address)?;
        data::table(&view(site, bodies, page, ViewOptions::default()))
    };
    let data = || {
        let page = site.find(address.strip_suffix("index.json")?)?;
        site.data_address(page).filter(|own| own == address)?;
        data::data(site, &view(site, bodies, page, ViewOptions::default()))
    };
    let citations = || {
        let form = CitationForm::ALL.into_iter().find(|form| address.ends_with(form.file()))?;
        let page = site.find(address.strip_suffix(form.file())?)?;
        site.citation_address(page, form).filter(|own| own == address)?;
        bibliography::bibliography(&view(site, bodies, page, ViewOptions::default()).content, form)
    };
    let picture = || {
        let page = site.find(address.strip_suffix(PICTURE)?)?;
        site.picture_address(page).filter(|own| own == address)?;
        Some(card::draw(site, page, &card::Lettering::default()))
    };
    let pdf = || {
        let page = site.find(address.strip_suffix(PDF)?)?;
        site.pdf_address(page).filter(|own| own == address)?;
        printed::pdf(site, page, &view(site, bodies, page, ViewOptions::default()))?.ok()
    };
    data().or_else(table).or_else(citations).or_else(picture).or_else(pdf).or_else(|| {
        companions(site).iter().find(|companion| companion.address == address).map(|companion| companion.bytes(site))
    })
}

impl Companion {
    pub(crate) fn bytes(&self, site: &Site) -> Vec<u8> {
        let settings = &site.settings;
        let base = settings.base_url.as_deref().unwrap_or("/");
        match &self.kind {
            CompanionKind::Schema(schema) => schema.bytes(),
            CompanionKind::ContentSchema(file) => file.text(settings.message_language).into_bytes(),
            CompanionKind::Feed => feed::site(site, base),
            CompanionKind::DossierFeed(index) => feed::dossier(site, base, &site.dossiers[*index]),
            CompanionKind::CommitmentFeed => feed::commitments(site, base),
            CompanionKind::Calendar => calendar::calendar(site, base),
            CompanionKind::Sitemap => sitemap::sitemap(site, base),
            CompanionKind::SitemapPart(part) => sitemap::part(site, base, *part),
            CompanionKind::Robots => sitemap::robots(base, &sitemaps(site)),
            CompanionKind::DiwooIndex => diwoo::index(site, base),
            CompanionKind::DiwooPart(part) => diwoo::part(site, base, *part),
            CompanionKind::Headers(server) => rules(site, *server).into_bytes(),
            CompanionKind::Redirects(Server::Netlify) => redirect_rules::netlify(site),
            CompanionKind::Redirects(_) => redirect_rules::cloudflare(site),
            CompanionKind::Security => {
                let base = settings.base_url.as_deref();
                settings
                    .publication
                    .security
                    .as_ref()
                    .map(|security| server_rules::security(security, base))
                    .unwrap_or_default()
            }
        }
    }
}

/// Headers for a server, and rules for earlier addresses where these go into the same file.
fn rules(site: &Site, server: Server) -> String {
    match server {
        Server::Netlify | Server::Cloudflare => server_rules::plain(site, server),
        Server::Apache => server_rules::apache(site) + &redirect_rules::apache(site),
        Server::Nginx => server_rules::nginx(site) + &redirect_rules::nginx(site),
        Server::Caddy => caddy_rules::caddy(site),
    }
}

/// The sitemaps that `robots.txt` names. The national index of DiWoo asks for its own index, not for the sitemaps in
/// it.
fn sitemaps(site: &Site) -> Vec<String> {
    let diwoo = (diwoo::parts(site) > 0).then(|| diwoo::index_address(site));
    std::iter::once(sitemap::FILE.to_owned()).chain(diwoo).collect()
}
