//! Atom feeds (RFC 4287): what is new on the site, what is new on a dossier, and what was promised.
//!
//! Takes: a [`Site`] with a base URL.
//! Gives: the latest documents, the latest passages tied to a dossier, or the latest promises, as XML.
//! Never: reads the clock. The days that documents give say what is new; a document without one is in no feed. The id
//! of an entry is the address at which it was first published, wherever it has moved since.

use jiff::civil::Date;

use crate::machines::xml::{self, Xml};
use crate::settings::address;
use crate::settings::words::Word;
use crate::site::indices::DocumentId;
use crate::site::{self, Dossier, Page, Site};
use crate::view::promise::{self, CommitmentRef};
use crate::view::text::SiteReader;
use crate::view::{ViewOptions, description};

/// The day of a feed in which nothing is dated.
const NO_DAY: Date = Date::constant(1970, 1, 1);

/// How many entries a feed has at most.
const LATEST: usize = 50;

struct FeedEntry {
    id: String,
    address: String,
    title: String,
    summary: Option<String>,
    updated: Date,
    published: Option<Date>,
    formation: String,
}

/// The feed of the site: its latest agendas and reports.
pub(crate) fn site(site: &Site, base: &str) -> Vec<u8> {
    let reader = SiteReader::new(site, Page::Home, ViewOptions::default());
    let documents = site.meetings.iter().flat_map(|meeting| meeting.letters());
    let entry = |index: DocumentId| {
        Some(FeedEntry {
            id: site.identity(base, index, None),
            address: site.url(base, Page::Document(index), None),
            title: reader.document_name(index),
            summary: description(&reader, Page::Document(index)),
            updated: site.day(index)?,
            published: site.document(index).front.letter().and_then(|letter| letter.published),
            formation: site.meeting(index).map(|m| m.formation.clone()).unwrap_or_default(),
        })
    };
    let head = FeedHead {
        id: site.url(site.lasting.base(base), Page::Home, None),
        title: &site.settings.title,
        subtitle: site.settings.description.as_deref(),
        page: Page::Home,
    };
    feed(site, base, &head, documents.filter_map(entry).collect())
}

/// The feed of a dossier: the latest passages tied to it.
pub(crate) fn dossier(site: &Site, base: &str, dossier: &Dossier) -> Vec<u8> {
    let page = Page::Document(dossier.document);
    let reader = SiteReader::new(site, page, ViewOptions::default());
    let entry = |entry: &site::SiteDivision| {
        let document = site.document(entry.document);
        let division = &document.divisions[entry.division];
        Some(FeedEntry {
            id: site.identity(base, entry.document, Some(&division.anchor)),
            address: site.url(base, Page::Document(entry.document), Some(&division.anchor)),
            title: format!("{}: {}", reader.document_name(entry.document), document.reference_text(entry.division)),
            summary: (!division.opening.is_empty()).then(|| reader.plain(entry.document, &division.opening)),
            updated: site.day(entry.document)?,
            published: document.front.letter().and_then(|letter| letter.published),
            formation: site.meeting(entry.document).map(|m| m.formation.clone()).unwrap_or_default(),
        })
    };
    let document = site.document(dossier.document);
    let title = format!("{}: {}", site.settings.title, site::dossier_name(document));
    let id = site.identity(base, dossier.document, None);
    let head = FeedHead { id, title: &title, subtitle: Some(document.title()), page };
    feed(site, base, &head, dossier.entries.iter().filter_map(entry).collect())
}

/// The feed of the promises: the latest of them, by the day of the document that makes them.
pub(crate) fn commitments(site: &Site, base: &str) -> Vec<u8> {
    let page = Page::Commitments;
    let reader = SiteReader::new(site, page, ViewOptions::default());
    let documents = site.meetings.iter().flat_map(|meeting| meeting.letters());
    let entries = documents.filter_map(|index| Some((index, site.day(index)?))).flat_map(|(index, day)| {
        let name = reader.document_name(index);
        let promises = promise::commitments(&reader, index).into_iter();
        promises.map(move |promise| FeedEntry {
            id: site.url(site.lasting.base(base), page, Some(&promise.anchor)),
            address: site.url(base, page, Some(&promise.anchor)),
            summary: Some(promise_summary(site, &promise, &name)),
            title: promise.what,
            updated: day,
            published: site.document(index).front.letter().and_then(|letter| letter.published),
            formation: site.meeting(index).map(|m| m.formation.clone()).unwrap_or_default(),
        })
    });
    let title = format!("{}: {}", site.settings.title, site.language.word(Word::Commitments));
    let subtitle = site.language.word(Word::CommitmentsIntro);
    let id = site.url(site.lasting.base(base), page, None);
    feed(site, base, &FeedHead { id, title: &title, subtitle: Some(subtitle), page }, entries.collect())
}

/// Who promised it where, until when, and with what it was kept.
fn promise_summary(site: &Site, promise: &CommitmentRef, document: &str) -> String {
    let word = |word| site.language.word(word);
    let mut said = vec![format!("{}: {document}", word(Word::CommitmentFrom))];
    said.extend(promise.minister.as_ref().map(|minister| format!("{}: {minister}", word(Word::CommitmentMinister))));
    said.extend(promise.due.as_ref().map(|due| format!("{}: {}", word(Word::CommitmentDue), due.text)));
    let proofs: Vec<&str> = promise.done.iter().map(|proof| proof.title.as_str()).collect();
    said.extend((!proofs.is_empty()).then(|| format!("{}: {}", word(Word::CommitmentDone), proofs.join(", "))));
    said.join(". ")
}

struct FeedHead<'a> {
    id: String,
    title: &'a str,
    subtitle: Option<&'a str>,
    page: Page,
}

fn feed(site: &Site, base: &str, head: &FeedHead, mut entries: Vec<FeedEntry>) -> Vec<u8> {
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.address.cmp(&b.address)));
    entries.truncate(LATEST);
    let page = site.url(base, head.page, None);
    let own = format!("{page}{}", address::FEED);
    let name = site.settings.publisher.as_ref().map_or(&site.settings.title, |publisher| &publisher.name);
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &*site.language.code)];
    xml::document("feed", &attributes, |xml| {
        xml.text("id", &[], &head.id);
        xml.text("title", &[], head.title);
        if let Some(subtitle) = head.subtitle {
            xml.text("subtitle", &[], subtitle);
        }
        // It must have a day, also without entries (RFC 4287, section 4.1.1).
        xml.text("updated", &[], &midnight(entries.first().map_or(NO_DAY, |newest| newest.updated)));
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
        xml.element("author", &[], |xml| xml.text("name", &[], name));
        entries.iter().for_each(|entry| write(xml, site, entry));
    })
}

fn write(xml: &mut Xml, site: &Site, entry: &FeedEntry) {
    xml.element("entry", &[], |xml| {
        xml.text("id", &[], &entry.id);
        xml.text("title", &[], &entry.title);
        xml.text("updated", &[], &midnight(entry.updated));
        if let Some(published) = entry.published {
            xml.text("published", &[], &midnight(published));
        }
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.address)]);
        if !entry.formation.is_empty() {
            xml.empty("category", &[("term", &entry.formation), ("label", &site.formation(&entry.formation).name)]);
        }
        if let Some(summary) = &entry.summary {
            xml.text("summary", &[], summary);
        }
    });
}

/// A day as a point in time, which Atom requires.
fn midnight(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
