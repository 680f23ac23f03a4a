//! DiWoo: sitemaps with the metadata with which Dutch public bodies disclose documents under the Woo.
//!
//! Takes: a [`Site`] with a base URL whose publisher is in the register of public bodies.
//! Gives: an index of sitemaps, and the sitemaps, valid against version 0.9.8 of
//! <https://standaarden.overheid.nl/diwoo/metadata/>; they list the agendas and reports that say when they were
//! published.
//! Never: discloses a draft, or a document that does not say when it was signed or adopted, since the standard requires
//! that.

use jiff::civil::Date;

use crate::document::front_matter::Letter;
use crate::document::{Role, Summary};
use crate::machines::sitemap;
use crate::machines::xml::{self, Xml};
use crate::settings::publication::Category;
use crate::settings::words::Word;
use crate::site::indices::{DocumentId, FileId};
use crate::site::{self, Meeting, Page, Site};

const NAMESPACE: &str = "https://standaarden.overheid.nl/diwoo/metadata/";

/// The beginning of the identifiers in the register of Dutch public bodies.
const ORGANISATIONS: &str = "https://identifier.overheid.nl/tooi/id/";
/// The beginning of the identifiers in the standard's lists of values.
const VALUES: &str = "https://identifier.overheid.nl/tooi/def/thes/kern/";
const LANGUAGES: &str = "http://publications.europa.eu/resource/authority/language/";
const FORMATS: &str = "http://publications.europa.eu/resource/authority/file-type/";

/// How many documents a sitemap has at most, so that it stays below 50 MB.
const LARGEST: usize = 10_000;

/// A value from a list of the standard.
#[derive(Debug, Clone, Copy)]
struct ListValue {
    code: &'static str,
    words: &'static str,
}

const AGENDA: ListValue = ListValue { code: "c_f90465b3", words: "agenda" };
const LETTER: ListValue = ListValue { code: "c_49599e6c", words: "Kamerbrief" };
const REPORT: ListValue = ListValue { code: "c_42e406dd", words: "vergaderverslag" };
const SIGNING: ListValue = ListValue { code: "c_e1ec050e", words: "ondertekening" };
const ADOPTION: ListValue = ListValue { code: "c_641ecd76", words: "vaststelling" };
const HAS_ANNEX: ListValue = ListValue { code: "c_05f4a5f3", words: "heeft bijlage" };
const REFERS_TO: ListValue = ListValue { code: "c_75fac459", words: "verwijst naar" };

/// The languages in the list, by the code that pages have.
const LANGUAGE_CODES: &[(&str, &str, &str)] = &[
    ("nl", "NLD", "Nederlands"),
    ("en", "ENG", "Engels"),
    ("fy", "FRY", "Fries"),
    ("de", "DEU", "Duits"),
    ("fr", "FRA", "Frans"),
    ("es", "SPA", "Spaans"),
    ("it", "ITA", "Italiaans"),
];

fn category(category: Category) -> ListValue {
    let (code, words) = match category {
        Category::Received => ("c_8c840238", "bij vertegenwoordigende organen ingekomen stukken"),
        Category::Parliament => ("c_c76862ab", "vergaderstukken Staten-Generaal"),
        Category::Council => ("c_db4862c3", "vergaderstukken decentrale overheden"),
        Category::Executive => ("c_3a248e3a", "agenda’s en besluitenlijsten bestuurscolleges"),
    };
    ListValue { code, words }
}

/// A document that is disclosed, with its meeting, what it says about itself, and when it was published.
struct Disclosed<'a> {
    index: DocumentId,
    meeting: &'a Meeting,
    document: &'a Summary,
    letter: &'a Letter,
    published: Date,
}

/// Which kind of document it is.
#[derive(Debug, Clone, Copy)]
enum DisclosedKind {
    Agenda,
    Report,
}

impl Disclosed<'_> {
    fn kind(&self) -> DisclosedKind {
        match self.document.role {
            Role::Report { .. } => DisclosedKind::Report,
            _ => DisclosedKind::Agenda,
        }
    }
}

/// Everything that is disclosed, in a fixed order.
fn disclosed(site: &Site) -> Vec<Disclosed<'_>> {
    let registered =
        |publisher: &&crate::settings::Publisher| publisher.id.as_ref().is_some_and(|id| id.starts_with(ORGANISATIONS));
    if site.settings.publisher.as_ref().filter(registered).is_none() {
        return Vec::new();
    }
    let documents = site.meetings.iter().flat_map(|meeting| {
        let documents = meeting.letters();
        documents.map(move |index| (meeting, index))
    });
    let disclosed = |(meeting, index): (_, DocumentId)| {
        let document = site.document(index);
        let letter = document.front.letter().filter(|_| !document.front.draft)?;
        Some(Disclosed { index, meeting, document, letter, published: letter.published? })
    };
    documents.filter_map(disclosed).collect()
}

/// How many sitemaps there are besides their index; 0 if nothing is disclosed.
pub(crate) fn parts(site: &Site) -> usize {
    disclosed(site).len().div_ceil(LARGEST)
}

/// The address of the index. The national index looks for no other name.
pub(crate) fn index_address(site: &Site) -> String {
    format!("sitemapindex-diwoo-{}.xml", site.settings.publication.category.name())
}

/// The address of a sitemap; `part` counts from 0.
pub(crate) fn part_address(site: &Site, part: usize) -> String {
    format!("sitemap-diwoo-{}-{}.xml", site.settings.publication.category.name(), part + 1)
}

/// The index of the sitemaps.
pub(crate) fn index(site: &Site, base: &str) -> Vec<u8> {
    let disclosed = disclosed(site);
    let part = |(part, documents): (usize, &[Disclosed])| {
        (format!("{base}{}", part_address(site, part)), documents.iter().filter_map(|d| site.changed(d.index)).max())
    };
    sitemap::index(disclosed.chunks(LARGEST).enumerate().map(part))
}

/// One of the sitemaps; `part` counts from 0.
pub(crate) fn part(site: &Site, base: &str, part: usize) -> Vec<u8> {
    let disclosed = disclosed(site);
    let documents = disclosed.chunks(LARGEST).nth(part).unwrap_or_default();
    xml::document("urlset", &[("xmlns", sitemap::NAMESPACE), ("xmlns:diwoo", NAMESPACE)], |xml| {
        for document in documents {
            xml.element("url", &[], |xml| {
                sitemap::place(
                    xml,
                    &site.url(base, Page::Document(document.index), None),
                    site.changed(document.index),
                );
                xml.element("diwoo:Document", &[], |xml| {
                    xml.element("diwoo:DiWoo", &[], |xml| describe(xml, site, base, document))
                });
            });
        }
    })
}

fn describe(xml: &mut Xml, site: &Site, base: &str, disclosed: &Disclosed) {
    let Disclosed { meeting, document, letter, published, .. } = disclosed;
    let kind = disclosed.kind();
    if let Some(id) = &letter.id {
        xml.element("diwoo:identifiers", &[], |xml| xml.text("diwoo:identifier", &[], id));
    }
    organisation(xml, site, "diwoo:publisher");
    xml.element("diwoo:titelcollectie", &[], |xml| {
        xml.text("diwoo:officieleTitel", &[], document.title());
        xml.element("diwoo:verkorteTitels", &[], |xml| {
            xml.text("diwoo:verkorteTitel", &[], &short_title(site, meeting, kind))
        });
    });
    if let Some(description) = &document.front.description {
        xml.element("diwoo:omschrijvingen", &[], |xml| xml.text("diwoo:omschrijving", &[], description));
    }
    xml.element("diwoo:classificatiecollectie", &[], |xml| classify(xml, site, kind, document));
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

fn short_title(site: &Site, meeting: &Meeting, kind: DisclosedKind) -> String {
    match kind {
        DisclosedKind::Report => site.language.phrase(Word::ReportOfShort, &[("meeting", &meeting.name)]),
        DisclosedKind::Agenda => format!("{} {}", site.language.word(Word::Agenda), meeting.name),
    }
}

fn classify(xml: &mut Xml, site: &Site, kind: DisclosedKind, document: &Summary) {
    let category_of = site.settings.publication.category;
    xml.element("diwoo:informatiecategorieen", &[], |xml| {
        value(xml, "diwoo:informatiecategorie", category(category_of))
    });
    let kinds: &[ListValue] = match (kind, category_of) {
        (DisclosedKind::Report, _) => &[REPORT],
        (DisclosedKind::Agenda, Category::Received) => &[AGENDA, LETTER],
        (DisclosedKind::Agenda, _) => &[AGENDA],
    };
    xml.element("diwoo:documentsoorten", &[], |xml| {
        kinds.iter().for_each(|kind| value(xml, "diwoo:documentsoort", *kind))
    });
    let mut ids: Vec<&str> = Vec::new();
    for id in document.divisions.iter().flat_map(|d| &d.dossiers) {
        if !ids.contains(&id.value.as_str()) {
            ids.push(&id.value);
        }
    }
    let names: Vec<&str> =
        ids.iter().filter_map(|id| Some(site::dossier_name(site.document(site.dossier(id)?.document)))).collect();
    if !names.is_empty() {
        xml.element("diwoo:trefwoorden", &[], |xml| {
            names.iter().for_each(|name| xml.text("diwoo:trefwoord", &[], name))
        });
    }
}

/// The annexes of an agenda, or the agenda of a report.
fn relations(xml: &mut Xml, site: &Site, base: &str, disclosed: &Disclosed) {
    let meeting = disclosed.meeting;
    let mut relations: Vec<(ListValue, String, String)> = Vec::new();
    if disclosed.index == meeting.agenda {
        let annex = |index: &DocumentId| {
            (HAS_ANNEX, site.url(base, Page::Document(*index), None), site.document(*index).title().to_owned())
        };
        relations.extend(meeting.annexes.iter().filter(|index| !site.document(**index).front.draft).map(annex));
        let file = |index: &FileId| {
            let address = &site.files[*index].0;
            let name = address.rsplit('/').next().unwrap_or(address).to_owned();
            (HAS_ANNEX, format!("{base}{}", crate::settings::address::encode(address)), name)
        };
        relations.extend(meeting.files.iter().map(file));
    } else if !site.document(meeting.agenda).front.draft {
        relations.push((
            REFERS_TO,
            site.url(base, Page::Document(meeting.agenda), None),
            short_title(site, meeting, DisclosedKind::Agenda),
        ));
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
    if let Some(crate::settings::Publisher { name: label, id: Some(id) }) = &site.settings.publisher {
        xml.text(name, &[("resource", id)], label);
    }
}

fn value(xml: &mut Xml, name: &str, value: ListValue) {
    xml.text(name, &[("resource", &format!("{VALUES}{}", value.code))], value.words);
}
