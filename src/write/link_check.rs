//! Whether the links of finished pages lead somewhere.
//!
//! Takes: what each page links to and has places for, and every file that the site has.
//! Gives: a diagnostic for each link to a file or place that the site does not have.
//! Never: looks at pages of which the program wrote every link: those of texts are checked when the site is linked, and those of
//! the theme by the tests of the project. What is left are links that somebody wrote into a template or in HTML.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Argument, Code, Diagnostic, Span, message};
use crate::flow::Ready;
use crate::machines::companions;
use crate::machines::page_links::{self, PageLinks, PageTarget};
use crate::settings::{RawHtml, address};
use crate::theme;

/// Whether somebody may have written links by hand.
pub(super) fn is_needed(ready: &Ready) -> bool {
    ready.engine.own_texts().next().is_some() || ready.site.settings.raw_html == RawHtml::Passed
}

/// A link that leads nowhere, on the pages that have it.
struct BrokenLink {
    /// The link as it is written, and the page that has it first.
    link: String,
    page: String,
    /// How many pages have it.
    pages: usize,
}

/// The places that links in texts lead to and that are told to be missing: the pages that show these texts have the same links.
pub(super) fn told_places(diagnostics: &[Diagnostic]) -> HashSet<&str> {
    let told = diagnostics.iter().filter(|found| found.code == Code::BrokenAnchor);
    let filled_in = told.flat_map(|found| found.message.arguments());
    filled_in
        .filter_map(|(name, argument)| match argument {
            Argument::Text(anchor) if *name == "anchor" => Some(anchor.as_str()),
            _ => None,
        })
        .collect()
}

/// Everything that links of pages lead to and the site does not have, without places that were [told](told_places). `pages` are the
/// files of pages, in any order; `files` those made with them. Each diagnostic comes with the text that it points into, if it does.
pub(super) fn check<'a>(
    ready: &Ready,
    told: &HashSet<&str>,
    pages: impl Iterator<Item = (&'a str, &'a PageLinks)>,
    files: impl Iterator<Item = &'a str>,
) -> Vec<(Diagnostic, Option<TextFile>)> {
    let site = &ready.site;
    let pages: BTreeMap<&str, &PageLinks> = pages.collect();
    let made = companions(site).into_iter().map(|companion| companion.address);
    let made: HashSet<String> = made.chain(theme::static_names()).collect();
    let files: HashSet<&str> = files.collect();
    let has = |file: &str| files.contains(file) || site.file_at(file).is_some() || made.contains(file);
    let search = address::search_index(&site.language);
    // By target, so that a link in a footer is told once and not on each page.
    let mut broken: BTreeMap<(String, Option<String>), BrokenLink> = BTreeMap::new();
    let mut known: HashMap<(&str, &str), bool> = HashMap::new();
    for (page, PageLinks { links, .. }) in &pages {
        let folder = page.rfind('/').map_or("", |end| &page[..=end]);
        for link in links {
            // Most links of the pages of one folder are the same.
            let is_own = link.starts_with('#');
            if !is_own && known.get(&(folder, link.as_str())) == Some(&true) {
                continue;
            }
            let PageTarget::Inside { path, fragment } = target(ready, page, link) else { continue };
            let file = address::file(&path);
            let is_there = path.starts_with(&search) || has(&file) || has(&path);
            let place = fragment.as_deref().filter(|place| *place != "top");
            let has_place = || place.is_none_or(|place| pages.get(&*file).is_none_or(|page| page.ids.contains(place)));
            let is_told = place.is_some_and(|place| told.contains(place));
            if is_there && (is_told || has_place()) {
                known.insert((folder, link), true);
                continue;
            }
            let first = || BrokenLink { link: link.clone(), page: (*page).to_owned(), pages: 0 };
            broken.entry((path, fragment.filter(|_| is_there))).or_insert_with(first).pages += 1;
        }
    }
    broken.into_iter().map(|((path, place), broken)| report(ready, &path, place.as_deref(), &broken)).collect()
}

/// Where a link leads within the site, by its path or by the site's own address.
fn target(ready: &Ready, page: &str, link: &str) -> PageTarget {
    let settings = &ready.site.settings;
    let absolute = settings.base_url.as_deref().and_then(|base| link.strip_prefix(base));
    let rooted = link.strip_prefix(settings.base_path()).filter(|_| link.starts_with('/') && !link.starts_with("//"));
    match absolute.or(rooted) {
        // Seen from the root.
        Some("") => PageTarget::Inside { path: String::new(), fragment: None },
        Some(inner) => page_links::resolve("index.html", inner),
        None => page_links::resolve(page, link),
    }
}

fn report(ready: &Ready, path: &str, place: Option<&str>, broken: &BrokenLink) -> (Diagnostic, Option<TextFile>) {
    let BrokenLink { link, page, pages } = broken;
    let message = match place {
        Some(anchor) => message!("page-without-place", page = address::page(page), link, anchor, pages),
        None => message!("page-without-target", page = address::page(page), link, path, pages),
    };
    let code = if place.is_some() { Code::BrokenAnchor } else { Code::BrokenLink };
    let hint = message!("page-without-target.hint");
    match written_at(ready, page, link) {
        Some((file, span)) => (Diagnostic::at(code, &file.path, span, message).hint(hint), Some(file)),
        None => (Diagnostic::whole(code, &source(ready, page), message).hint(hint), None),
    }
}

/// Where a link is written: in a template of the site, or in the text of the page.
fn written_at(ready: &Ready, page: &str, link: &str) -> Option<(TextFile, Span)> {
    let found = |file: &TextFile| {
        let at = file.text.find(&format!("\"{link}\""))? + 1;
        Some((file.clone(), Span::new(at, at + link.len())))
    };
    let document = ready.site.find(address::page(page)).and_then(|page| ready.site.own_document(page));
    ready.engine.own_texts().find_map(found).or_else(|| found(ready.bodies.file(document?)))
}

/// The file that a page is most about.
fn source(ready: &Ready, page: &str) -> Arc<str> {
    let document = ready.site.find(address::page(page)).and_then(|page| ready.site.own_document(page));
    document.map_or_else(|| "site.toml".into(), |document| ready.site.document(document).path.clone())
}
