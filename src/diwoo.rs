//! DiWoo: sitemaps with the metadata by which Dutch public bodies disclose documents under the Woo.
//!
//! Takes: a [`Site`] with a base URL whose publisher is in the register of public bodies.
//! Gives: an index of sitemaps and the sitemaps, valid against version 0.9.8 of
//! <https://standaarden.overheid.nl/diwoo/metadata/>; each names the agendas and reports that say when they were published.
//! Never: discloses a draft, or a document of which nothing tells when it was signed or adopted, since the standard asks for that.

use jiff::civil::Date;

use crate::document::{Document, Role};
use crate::front::Letter;
use crate::publication::Category;
use crate::site::{self, Meeting, Page, Site};
use crate::sitemap;
use crate::xml::{self, Xml};

const NAMESPACE: &str = "https://standaarden.overheid.nl/diwoo/metadata/";

/// Where the register of Dutch public bodies names them.
const ORGANISATIONS: &str = "https://identifier.overheid.nl/tooi/id/";
/// Where the lists of values of the standard name theirs.
const VALUES: &str = "https://identifier.overheid.nl/tooi/def/thes/kern/";
const LANGUAGES: &str = "http://publications.europa.eu/resource/authority/language/";
const FORMATS: &str = "http://publications.europa.eu/resource/authority/file-type/";

/// How many documents a sitemap holds, so that it stays below 50 MB.
const LARGEST: usize = 10_000;

/// A value of a list: its code and its words.
type Value = (&'static str, &'static str);

const AGENDA: Value = ("c_f90465b3", "agenda");
const LETTER: Value = ("c_49599e6c", "Kamerbrief");
const REPORT: Value = ("c_42e406dd", "vergaderverslag");
const SIGNING: Value = ("c_e1ec050e", "ondertekening");
const ADOPTION: Value = ("c_641ecd76", "vaststelling");
const HAS_ANNEX: Value = ("c_05f4a5f3", "heeft bijlage");
const REFERS_TO: Value = ("c_75fac459", "verwijst naar");

/// The languages of the list, by the code that pages have.
const LANGUAGE_CODES: &[(&str, &str, &str)] = &[
    ("nl", "NLD", "Nederlands"),
    ("en", "ENG", "Engels"),
    ("fy", "FRY", "Fries"),
    ("de", "DEU", "Duits"),
    ("fr", "FRA", "Frans"),
    ("es", "SPA", "Spaans"),
    ("it", "ITA", "Italiaans"),
];

fn category(category: Category) -> Value {
    match category {
        Category::Received => ("c_8c840238", "bij vertegenwoordigende organen ingekomen stukken"),
        Category::Parliament => ("c_c76862ab", "vergaderstukken Staten-Generaal"),
        Category::Council => ("c_db4862c3", "vergaderstukken decentrale overheden"),
        Category::Executive => ("c_3a248e3a", "agenda’s en besluitenlijsten bestuurscolleges"),
    }
}

/// What is disclosed: the document, its meeting, what it says about itself, and when it was published.
struct Disclosed<'a> {
    index: u32,
    meeting: &'a Meeting,
    document: &'a Document,
    letter: &'a Letter,
    published: Date,
}

/// Everything that is disclosed, in a fixed order.
fn disclosed(site: &Site) -> Vec<Disclosed<'_>> {
    let registered = |publisher: &&crate::config::Publisher| publisher.id.as_ref().is_some_and(|id| id.starts_with(ORGANISATIONS));
    if site.config.publisher.as_ref().filter(registered).is_none() {
        return Vec::new();
    }
    let documents = site.meetings.iter().flat_map(|meeting| {
        let documents = std::iter::once(meeting.agenda).chain(meeting.report);
        documents.map(move |index| (meeting, index))
    });
    let disclosed = |(meeting, index): (_, u32)| {
        let document = site.document(index);
        let letter = site::letter(&document.front).filter(|_| !document.front.draft)?;
        Some(Disclosed { index, meeting, document, letter, published: letter.published? })
    };
    documents.filter_map(disclosed).collect()
}

/// How many sitemaps there are besides their index; none if nothing is disclosed.
pub fn parts(site: &Site) -> usize {
    disclosed(site).len().div_ceil(LARGEST)
}

/// The address of the index. The national index reads no other name.
pub fn index_address(site: &Site) -> String {
    format!("sitemapindex-diwoo-{}.xml", site.config.publication.category.name())
}

/// The address of a sitemap, counted from 0.
pub fn part_address(site: &Site, part: usize) -> String {
    format!("sitemap-diwoo-{}-{}.xml", site.config.publication.category.name(), part + 1)
}

/// The index of the sitemaps.
pub fn index(site: &Site, base: &str) -> Vec<u8> {
    let disclosed = disclosed(site);
    let part = |(part, documents): (usize, &[Disclosed])| {
        (format!("{base}{}", part_address(site, part)), documents.iter().filter_map(|d| site.changed(d.index)).max())
    };
    sitemap::index(disclosed.chunks(LARGEST).enumerate().map(part))
}

/// One of the sitemaps, counted from 0.
pub fn part(site: &Site, base: &str, part: usize) -> Vec<u8> {
    let disclosed = disclosed(site);
    let documents = disclosed.chunks(LARGEST).nth(part).unwrap_or_default();
    xml::document("urlset", &[("xmlns", sitemap::NAMESPACE), ("xmlns:diwoo", NAMESPACE)], |xml| {
        for document in documents {
            xml.element("url", &[], |xml| {
                sitemap::place(xml, &site.url(base, Page::Document(document.index), None), site.changed(document.index));
                xml.element("diwoo:Document", &[], |xml| xml.element("diwoo:DiWoo", &[], |xml| describe(xml, site, base, document)));
            });
        }
    })
}

fn describe(xml: &mut Xml, site: &Site, base: &str, disclosed: &Disclosed) {
    let Disclosed { meeting, document, letter, published, .. } = disclosed;
    let is_report = matches!(document.role, Role::Report { .. });
    if let Some(id) = &letter.id {
        xml.element("diwoo:identifiers", &[], |xml| xml.text("diwoo:identifier", &[], id));
    }
    organisation(xml, site, "diwoo:publisher");
    xml.element("diwoo:titelcollectie", &[], |xml| {
        xml.text("diwoo:officieleTitel", &[], document.title());
        xml.element("diwoo:verkorteTitels", &[], |xml| xml.text("diwoo:verkorteTitel", &[], &short_title(site, meeting, is_report)));
    });
    if let Some(description) = &document.front.description {
        xml.element("diwoo:omschrijvingen", &[], |xml| xml.text("diwoo:omschrijving", &[], description));
    }
    xml.element("diwoo:classificatiecollectie", &[], |xml| classify(xml, site, is_report, document));
    let language = document.front.language.as_deref().unwrap_or(&site.language.code);
    if let Some((_, code, name)) = LANGUAGE_CODES.iter().find(|(known, ..)| *known == language) {
        xml.text("diwoo:language", &[("resource", &format!("{LANGUAGES}{code}"))], name);
    }
    xml.text("diwoo:format", &[("resource", &format!("{FORMATS}HTML"))], "HTML");
    xml.text("diwoo:aggregatiekenmerk", &[], &meeting.id);
    let signed = if letter.signatories.is_empty() { ADOPTION } else { SIGNING };
    xml.element("diwoo:documenthandelingen", &[], |xml| {
        xml.element("diwoo:documenthandeling", &[], |xml| {
            value(xml, "diwoo:soortHandeling", signed);
            xml.text("diwoo:atTime", &[], &format!("{published}T00:00:00"));
            organisation(xml, site, "diwoo:wasAssociatedWith");
        });
    });
    relations(xml, site, base, disclosed);
}

fn short_title(site: &Site, meeting: &Meeting, is_report: bool) -> String {
    match is_report {
        true => site.language.phrase("report_of_short", &[("meeting", &meeting.name)]),
        false => format!("{} {}", site.language.word("agenda"), meeting.name),
    }
}

fn classify(xml: &mut Xml, site: &Site, is_report: bool, document: &Document) {
    let category_of = site.config.publication.category;
    xml.element("diwoo:informatiecategorieen", &[], |xml| value(xml, "diwoo:informatiecategorie", category(category_of)));
    let kinds: &[Value] = match (is_report, category_of) {
        (true, _) => &[REPORT],
        (false, Category::Received) => &[AGENDA, LETTER],
        (false, _) => &[AGENDA],
    };
    xml.element("diwoo:documentsoorten", &[], |xml| kinds.iter().for_each(|kind| value(xml, "diwoo:documentsoort", *kind)));
    let mut ids: Vec<&str> = Vec::new();
    for id in document.divisions.iter().flat_map(|d| &d.dossiers) {
        if !ids.contains(&id.value.as_str()) {
            ids.push(&id.value);
        }
    }
    let names: Vec<&str> = ids.iter().filter_map(|id| Some(site::dossier_name(site.document(site.dossier(id)?.document)))).collect();
    if !names.is_empty() {
        xml.element("diwoo:trefwoorden", &[], |xml| names.iter().for_each(|name| xml.text("diwoo:trefwoord", &[], name)));
    }
}

/// The annexes of an agenda, and the agenda of a report.
fn relations(xml: &mut Xml, site: &Site, base: &str, disclosed: &Disclosed) {
    let meeting = disclosed.meeting;
    let mut relations: Vec<(Value, String, String)> = Vec::new();
    if disclosed.index == meeting.agenda {
        let annex = |index: &u32| (HAS_ANNEX, site.url(base, Page::Document(*index), None), site.document(*index).title().to_owned());
        relations.extend(meeting.annexes.iter().filter(|index| !site.document(**index).front.draft).map(annex));
        let file = |index: &u32| {
            let address = &site.files[*index as usize].0;
            let name = address.rsplit('/').next().unwrap_or(address).to_owned();
            (HAS_ANNEX, format!("{base}{}", crate::address::encode(address)), name)
        };
        relations.extend(meeting.files.iter().map(file));
    } else if !site.document(meeting.agenda).front.draft {
        relations.push((REFERS_TO, site.url(base, Page::Document(meeting.agenda), None), short_title(site, meeting, false)));
    }
    if relations.is_empty() {
        return;
    }
    xml.element("diwoo:documentrelaties", &[], |xml| {
        for (role, address, title) in &relations {
            xml.element("diwoo:documentrelatie", &[], |xml| {
                value(xml, "diwoo:role", *role);
                xml.text("diwoo:relation", &[("resource", address)], title);
            });
        }
    });
}

fn organisation(xml: &mut Xml, site: &Site, name: &str) {
    if let Some(crate::config::Publisher { name: label, id: Some(id) }) = &site.config.publisher {
        xml.text(name, &[("resource", id)], label);
    }
}

fn value(xml: &mut Xml, name: &str, (code, words): Value) {
    xml.text(name, &[("resource", &format!("{VALUES}{code}"))], words);
}
