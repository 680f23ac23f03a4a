//! Sources that had a page and that nothing cites any more.
//!
//! Takes: a [`Site`], with where each of them was cited.
//! Gives: what is cited there now, a warning, and for the record a place that cites a source.
//! Never: knows which sources these are; [`crate::site::recorded_sources`] does.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span, message};
use crate::document::{Place, Reference};
use crate::site::directory::RedirectTarget;
use crate::site::indices::{DocumentId, SourceId};
use crate::site::{Page, Site};

/// How many places that cite a source are looked at to find one that did so before.
const PLACES: usize = 20;

/// What is now cited where a former source was, of the same kind if there is any.
pub(crate) fn in_place_of(site: &Site, former: SourceId) -> Vec<SourceId> {
    let mut now: Vec<SourceId> =
        site.sources.cited_by(former).flat_map(|place| cited_at(site, place)).filter(|at| *at != former).collect();
    now.sort_unstable();
    now.dedup();
    let form = |at: SourceId| site.sources.list[at].id.form();
    let alike: Vec<SourceId> = now.iter().copied().filter(|at| form(*at) == form(former)).collect();
    if alike.is_empty() { now } else { alike }
}

/// What is cited at the address of a note, or of a heading.
fn cited_at(site: &Site, place: &str) -> Vec<SourceId> {
    let (address, anchor) = place.split_once('#').map_or((place, None), |(address, anchor)| (address, Some(anchor)));
    let directory = site.directory();
    let page = match directory.find(address) {
        Some(Page::Redirect(index)) => match site.addresses.redirects[index].to {
            RedirectTarget::Page(page) => page,
            _ => return Vec::new(),
        },
        Some(page) => page,
        None => return Vec::new(),
    };
    let (document, note) = match page {
        Page::Footnote { document, note } => (document, Some(note)),
        Page::Document(document) => (document, None),
        _ => return Vec::new(),
    };
    let known = site.document(document);
    let division = anchor.and_then(|anchor| known.anchor(anchor));
    let cited = known.citing.iter().filter(|(reference, _)| {
        let reference = &known.references[*reference];
        match (note, reference.place) {
            (Some(note), place) => place == Place::Note(note),
            (None, Place::Note(_)) => false,
            (None, _) => reference.division == division,
        }
    });
    cited.filter_map(|(_, named)| site.sources.of(document, *named)).collect()
}

/// A place that cites a source: the one that was recorded if it still does.
pub(crate) fn citing_place(site: &Site, source: SourceId, recorded: impl Fn(&str) -> bool) -> Option<String> {
    let mut first = None;
    for citing in site.sources.citations(source).iter().rev().take(PLACES) {
        let place = place_of(site, citing.document, &site.document(citing.document).references[citing.reference]);
        if recorded(&place) {
            return Some(place);
        }
        first.get_or_insert(place);
    }
    first
}

fn place_of(site: &Site, document: DocumentId, reference: &Reference) -> String {
    match (reference.place, reference.division) {
        (Place::Note(note), _) => site.address(Page::Footnote { document, note }),
        (_, Some(division)) => {
            format!("{}#{}", site.document_address(document), site.document(document).divisions[division].anchor)
        }
        (_, None) => site.document_address(document).to_owned(),
    }
}

/// Reports that a source is no longer cited, at the place in the record that names its page.
pub(crate) fn report(site: &Site, path: &Arc<str>, span: Span, address: &str, source: SourceId) -> Diagnostic {
    let now = in_place_of(site, source);
    let named: Vec<String> = now.iter().map(|at| site.sources.list[*at].id.notation()).collect();
    let name = site.sources.list[source].id.notation();
    let message = match named.is_empty() {
        true => message!("uncited-source", name),
        false => message!("uncited-source-now", name, now = named.join(", ")),
    };
    Diagnostic::at(Code::UncitedSource, path, span, message).hint(message!("uncited-source.hint", address))
}
