//! What the preview adds to the pages it shows.
//!
//! Takes: pages as they are built.
//! Gives: the same pages with one script tag; the script and its stylesheet.
//! Never: is part of a built site. Everything has an address of its own, so that a strict content security policy is
//! kept.

use crate::preview::Shown;

/// The address of the additions. No page can have it, because its name begins with a full stop.
pub(super) const PATH: &str = "/.voetnoot/";

/// A file of the preview, and its media type.
pub(super) fn file(name: &str) -> Option<(&'static str, &'static str)> {
    match name {
        "preview.js" => Some((include_str!("../../preview/preview.js"), "text/javascript; charset=utf-8")),
        "panel.css" => Some((include_str!("../../preview/panel.css"), "text/css; charset=utf-8")),
        "preview.css" => Some((include_str!("../../preview/preview.css"), "text/css; charset=utf-8")),
        _ => None,
    }
}

/// The tag that is put into a page with this digest. It names the state that the page belongs to, with which the script
/// compares what it is told.
pub(super) fn tag(shown: &Shown, digest: u64) -> String {
    let Shown { styles, assets, .. } = shown;
    format!(
        "<script src=\"{PATH}preview.js\" data-page=\"{digest:x}\" data-styles=\"{styles:x}\" data-assets=\"{assets:x}\" defer></script>\n"
    )
}

/// Puts something before a closing tag; at the end if there is no such tag.
pub(super) fn insert(mut page: Vec<u8>, before: &[u8], addition: &[u8]) -> Vec<u8> {
    if addition.is_empty() {
        return page;
    }
    let at = page.windows(before.len()).position(|bytes| bytes.eq_ignore_ascii_case(before)).unwrap_or(page.len());
    page.splice(at..at, addition.iter().copied());
    page
}
