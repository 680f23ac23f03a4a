//! The site of one meeting: what is left of a site when there is nothing but a meeting and what it names.
//!
//! Takes: a whole site that is ready to be rendered, what it was made from, and one of its meetings.
//! Gives: a [`Ready`] site of the documents and versions of that meeting, of its dossiers and of the sources that these cite. What
//! is linked to and is not among them keeps its name, and leads to its official address or to the published site.
//! Never: knows another meeting. So no page of a package can say what another meeting says, whenever it is made.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::document::{Role, Summary};
use crate::flow::Ready;
use crate::project::Copied;
use crate::settings::address;
use crate::site::bodies::Bodies;
use crate::site::elsewhere::{Elsewhere, ElsewherePlace};
use crate::site::indices::{DocumentId, MeetingId};
use crate::site::link::{self, Ingredients};
use crate::site::moved_folders::MovedFolders;
use crate::site::record::Record;
use crate::site::{Page, Resolved, Site};
use crate::view::text::SiteReader;
use crate::view::{self, ViewOptions};

/// A whole site, and what it was made from.
pub(super) struct WholeSite<'a> {
    pub ready: &'a Ready,
    pub ingredients: &'a Ingredients,
    moves: MovedFolders,
}

impl<'a> WholeSite<'a> {
    pub(super) fn new(ready: &'a Ready, ingredients: &'a Ingredients) -> Self {
        WholeSite { ready, ingredients, moves: MovedFolders::of(&ready.site.settings, &ready.site.documents) }
    }
}

/// The site of one meeting, in which that is the only one.
pub(super) fn alone(whole: &WholeSite, meeting: MeetingId) -> Ready {
    let WholeSite { ready, moves, .. } = whole;
    let site = &ready.site;
    let own = documents(site, meeting);
    let summaries = || own.iter().map(|document| site.documents[*document].clone());
    let id = &site.meetings[meeting].id;
    let Ingredients { settings, language, seals, statics, drafts, record, .. } = whole.ingredients;
    let linked = Ingredients {
        settings: settings.clone(),
        language: language.clone(),
        statics: statics.clone(),
        drafts: *drafts,
        documents: summaries().collect(),
        seals: seals.iter().filter(|seal| seal.meeting == *id).cloned().collect(),
        packages: HashMap::new(),
        attachments: attachments(site, &own, id),
        record: record.as_ref().map(|record| Arc::new(recorded(record, site, (&own, moves)))),
        elsewhere: Arc::new(elsewhere(site, &own, meeting)),
    };
    // What is wrong with the whole site has been told. What only this part lacks is nobody's mistake.
    let site = link::link(linked).0;
    let bodies = Bodies::of(&site.documents, ready.bodies.documents());
    let menus = view::menus(&site, ViewOptions::default().style);
    Ready {
        site: Arc::new(site),
        bodies: Arc::new(bodies),
        engine: Arc::new(ready.engine.with_menus(&menus)),
        lettering: ready.lettering.clone(),
    }
}

/// The documents of a meeting, its versions, and the dossiers that these name.
fn documents(site: &Site, meeting: MeetingId) -> BTreeSet<DocumentId> {
    let of = &site.meetings[meeting];
    let own: BTreeSet<DocumentId> = of.documents().chain(of.versions.iter().copied()).collect();
    let tied = own.iter().flat_map(|document| &site.tied[*document]).flatten();
    let tied = tied.map(|dossier| site.dossiers[*dossier].document);
    let is_dossier = |document: &DocumentId| matches!(site.document(*document).role, Role::Dossier { .. });
    let linked = own.iter().flat_map(|document| &site.targets[*document]).filter_map(|target| match target {
        Resolved::Page(Page::Document(document) | Page::Footnote { document, .. }) => Some(*document),
        _ => None,
    });
    let dossiers: Vec<DocumentId> = tied.chain(linked.filter(is_dossier)).collect();
    own.into_iter().chain(dossiers).collect()
}

/// The files beside a meeting, and those that one of the documents links to.
fn attachments(site: &Site, own: &BTreeSet<DocumentId>, id: &str) -> Vec<Copied> {
    let folder = format!("content/meetings/{id}/");
    let linked: BTreeSet<&str> = own
        .iter()
        .flat_map(|document| &site.targets[*document])
        .filter_map(|target| match target {
            Resolved::File(file) => Some(&*site.files[*file].1.path),
            _ => None,
        })
        .collect();
    let files = site.files.iter().map(|(_, file)| file).filter(|file| file.path.starts_with("content/"));
    files.filter(|file| file.path.starts_with(&folder) || linked.contains(&*file.path)).cloned().collect()
}

/// What the record says of these documents, their notes and files, at their addresses of today and of before.
fn recorded(record: &Record, site: &Site, (own, moves): (&BTreeSet<DocumentId>, &MovedFolders)) -> Record {
    let mut folders: BTreeSet<String> = BTreeSet::new();
    for document in own {
        let address = site.document_address(*document);
        let recorded = record.pages.get(address).into_iter().flat_map(|page| &page.from);
        folders.extend(recorded.cloned());
        folders.extend(moves.earlier(address));
        folders.insert(address.to_owned());
    }
    record.within(folders.iter().map(String::as_str))
}

/// Where everything is that the documents link to and that is not among them.
fn elsewhere(site: &Site, own: &BTreeSet<DocumentId>, meeting: MeetingId) -> Elsewhere {
    let mut elsewhere = Elsewhere::default();
    for index in own {
        let document: &Summary = site.document(*index);
        let reader = SiteReader::new(site, Page::Document(*index), ViewOptions::default());
        for (link, known) in document.links.iter_enumerated() {
            let Resolved::Page(page) = site.resolved(*index, known) else { continue };
            let is_own = match page {
                Page::Document(to) | Page::Footnote { document: to, .. } => own.contains(&to),
                _ => site.belongs(page, meeting),
            };
            if !is_own {
                let name = || reader.link_name(*index, link);
                elsewhere.add(document.target(known), || ElsewherePlace { href: outside(site, page), name: name() });
            }
        }
    }
    elsewhere
}

/// The official address of a source; of any other page the one on the published site.
fn outside(site: &Site, page: Page) -> String {
    let official = match page {
        Page::Source(source) => site.sources.list[source].id.address(),
        _ => None,
    };
    let base = site.settings.base_url.as_deref().unwrap_or("/");
    official.unwrap_or_else(|| format!("{base}{}", address::encode(&site.address(page))))
}
