//! View keys: what a page is made from, as one number.
//!
//! Takes: a [`Site`], and the digest of the templates that render it.
//! Gives: a key for each page; as long as the key is the same, the bytes of the page are. Each view says beside itself
//! what its key takes in; here is what several of them share.
//! Never: misses anything that a view reads. Where a view reads much, the key takes in more than needed: a page that is
//! rendered in vain costs a millisecond, a page that is not rendered when it should be is wrong.
//!
//! Of a document that is not its own, a view may read only the summary: front matter, headings, the number of notes. The
//! page of an earlier version is compared with the later ones of the same document, and its key takes them in whole. A
//! word that changes in the body leaves the summary as it is, so only the pages that show the body are made again:
//! those of the document, and those of the dossiers that its passages are tied to. A heading that changes leaves the name
//! of the document as it is; what shows no more than that, or another heading, takes in no more.
//!
//! Structures are taken apart field by field without `..`, so that anyone who adds a field is asked here what reads it.

use std::sync::Arc;

use oxc_index::IndexVec;
use rayon::prelude::*;

use super::key::Keys;
use super::{discussion, frame, meeting, promise, references, source, version_changes};
use crate::document::fingerprint::Fingerprint;
use crate::document::front_matter::Special;
use crate::document::{Role, Summary};
use crate::settings::address::CitationForm;
use crate::site::directory::RedirectTarget;
use crate::site::indices::{DocumentId, SourceId};
use crate::site::{Dossier, Page, Resolved, Site};

/// The keys of a site; `templates` is the digest of its templates.
pub(crate) fn keys(site: &Site, templates: u128) -> Keys<'_> {
    let named = |(index, document): (DocumentId, &Arc<Summary>)| {
        // The name of an agenda or report is that of its meeting, whose facts the agenda holds.
        let agenda = site.meeting(index).map_or(0, |m| site.document(m.agenda).shown);
        Fingerprint::new().number(document.shown).number(agenda).number(site.places.of(index).digest).end()
    };
    let named: IndexVec<DocumentId, u128> = site.documents.iter_enumerated().map(named).collect();
    let titled = |(index, document): (DocumentId, &Arc<Summary>)| {
        let agenda = site.meeting(index).map_or(0, |m| site.document(m.agenda).titled);
        Fingerprint::new().number(document.titled).number(agenda).end()
    };
    let titled: IndexVec<DocumentId, u128> = site.documents.iter_enumerated().map(titled).collect();
    let mut all = Fingerprint::new();
    named.iter().for_each(|name| {
        all.number(*name);
    });
    site.meetings.iter().for_each(|meeting| {
        all.index(meeting.agenda).value(&meeting.package);
        meeting.seal.iter().flat_map(|seal| &seal.versions).for_each(|version| {
            all.value(&version.proof());
        });
    });
    let tied = |dossier: &Dossier| {
        let mut digest = Fingerprint::new();
        for entry in &dossier.entries {
            discussion::key(site, *entry, digest.number(titled[entry.document]));
        }
        digest.end()
    };
    let tied: Vec<u128> = site.dossiers.par_iter().with_min_len(64).map(tied).collect();
    let dossiers = site.dossiers.iter_enumerated().map(|(at, dossier)| (dossier.id.as_str(), at)).collect();
    let sources = (0..site.sources.list.len()).into_par_iter().with_min_len(64);
    let cited: Vec<u128> = sources.map(|source| source::cited_key(site, SourceId::from(source), &titled)).collect();
    let world = frame::key(site, templates, &titled);
    let mut keys = Keys {
        site,
        world,
        named,
        titled,
        whole: IndexVec::new(),
        tied: tied.into(),
        all: all.end(),
        cited: cited.into(),
        dossiers,
    };
    let all = (0..site.documents.len()).into_par_iter().with_min_len(64);
    let whole: Vec<u128> = all.map(|index| whole(&keys, DocumentId::from(index))).collect();
    keys.whole = whole.into();
    keys
}

/// The key of the pages that come with this one.
pub(crate) fn key(keys: &Keys, first: Page) -> u128 {
    let site = keys.site;
    let mut digest = Fingerprint::new();
    digest.number(keys.world).text(&site.address(first));
    files_beside(site, first, &mut digest);
    match first {
        Page::Home => {
            digest.number(keys.all).number(site.home.map_or(0, |home| keys.whole[home]));
            promise::key(keys, &mut digest);
        }
        Page::Commitments => {
            digest.number(keys.all);
            promise::key(keys, &mut digest);
        }
        Page::Meetings | Page::Dossiers | Page::Treatments | Page::Archive => {
            digest.number(keys.all);
        }
        Page::Overview | Page::Quarter(_) | Page::Timeliness => {
            digest.number(keys.all);
        }
        Page::Beside(meeting) => {
            let meeting = &site.meetings[meeting];
            std::iter::once(meeting.agenda).chain(meeting.report).for_each(|document| {
                digest.number(keys.whole[document]);
            });
        }
        // They show the words of notes.
        Page::Fiches | Page::Motions => keys.whole.iter().chain(&keys.cited).for_each(|made| {
            digest.number(*made);
        }),
        Page::Sources => keys.cited.iter().for_each(|cited| {
            digest.number(*cited);
        }),
        Page::Source(index) => source::key(keys, index, &mut digest),
        Page::Search | Page::NotFound => {}
        // The settings say why something was withdrawn, or a seal does.
        Page::Gone(index) => {
            digest.text(&site.addresses.gone[index].reason);
        }
        Page::Redirect(index) => redirect_key(keys, site.addresses.redirects[index].to, &mut digest),
        Page::Document(document) | Page::Footnote { document, .. } => {
            digest.number(keys.whole[document]);
            version_changes::key(keys, document, &mut digest);
            let dossier = match &site.document(document).role {
                Role::Dossier { id } => site.dossier(id),
                _ => None,
            };
            for entry in dossier.into_iter().flat_map(|d| &d.entries) {
                digest.number(keys.whole[entry.document]).index(entry.division);
            }
        }
    }
    digest.end()
}

/// What a page that leads on shows of where it leads.
fn redirect_key(keys: &Keys, to: RedirectTarget, digest: &mut Fingerprint) {
    match to {
        RedirectTarget::Page(page) => keys.page(page, digest),
        RedirectTarget::File(file) => keys.file(file, digest),
        RedirectTarget::Data(page)
        | RedirectTarget::Citations(page, _)
        | RedirectTarget::Feed(page)
        | RedirectTarget::Pdf(page)
        | RedirectTarget::Picture(page) => {
            digest.text(&keys.site.target(to));
            keys.page(page, digest);
        }
    }
}

/// The files that are made beside a page, unless a file of the site takes their place.
fn files_beside(site: &Site, page: Page, digest: &mut Fingerprint) {
    let beside = [site.data_address(page), site.table_address(page), site.picture_address(site.pictured(page))];
    digest.value(&beside.map(|address| address.filter(|address| !site.is_taken(address))));
    digest.value(&site.pdf_address(page).filter(|address| !site.is_taken(address)));
    let citations = CitationForm::ALL.map(|form| site.citation_address(page, form));
    digest.value(&citations.map(|address| address.filter(|address| !site.is_taken(address))));
}

/// The text of a document, and everything of others that appears in it or beside it.
fn whole(keys: &Keys, index: DocumentId) -> u128 {
    let site = keys.site;
    let document = site.document(index);
    let mut digest = Fingerprint::new();
    digest.number(document.digest).number(keys.named[index]);
    site.lasting.promises(index).iter().for_each(|promise| {
        digest.text(&promise.anchor);
    });
    for (link, target) in site.targets[index].iter().zip(&document.targets) {
        match link {
            Resolved::Page(Page::Document(to)) => keys.place(*to, target.anchor(), &mut digest),
            Resolved::Page(page) => keys.page(*page, &mut digest),
            Resolved::File(file) => keys.file(*file, &mut digest),
            // Pages of packages are not remembered.
            Resolved::Elsewhere(_) | Resolved::Nothing => {
                digest.number(0);
            }
        }
    }
    let related = match &document.front.special {
        Special::Dossier(facts) => facts.related.as_slice(),
        _ => &[],
    };
    let related = related.iter().map(|dossier| keys.dossiers.get(dossier.value.as_str()).copied());
    let agenda = matches!(document.role, Role::Agenda { .. });
    for dossier in site.tied[index].iter().copied().chain(related) {
        let Some(at) = dossier else {
            digest.number(0);
            continue;
        };
        digest.number(keys.titled[site.dossiers[at].document]);
        // The page of a meeting shows when each of its dossiers was dealt with before, and how.
        if agenda {
            digest.number(keys.tied[at]);
        }
    }
    if let Some(meeting) = site.meeting(index) {
        meeting::key(keys, meeting, &mut digest);
    }
    references::key(keys, index, &mut digest);
    digest.end()
}
