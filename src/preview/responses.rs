//! What stands at an address of the preview.
//!
//! Takes: the [state](Shown) in place and an address of the host.
//! Gives: a page, a file, another address, or the page for addresses that do not exist with the nearest ones that do.
//! Never: makes a path of an address; it looks addresses up among those that the site has.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::address;
use crate::overlay;
use crate::preview::Shown;
use crate::site::{Page, Site};
use crate::{companion, suggest, theme};

/// How many addresses are proposed in place of one that does not exist.
const NEAREST: usize = 5;

/// What is sent back.
#[derive(Debug)]
pub enum Answer {
    /// A page.
    Page {
        /// Its bytes, with what the preview adds.
        bytes: Vec<u8>,
        /// Its digest without that.
        digest: u64,
        /// Which page it is, if it is one of the site.
        page: Option<Page>,
        /// The status of HTTP.
        status: u16,
        /// Its media type.
        kind: String,
    },
    /// A file of the theme, or one that the program makes.
    Bytes {
        /// Its bytes.
        bytes: Cow<'static, [u8]>,
        /// Its media type.
        kind: String,
    },
    /// A file on disk.
    File {
        /// Where it lies.
        file: Arc<Path>,
        /// Its path in the project.
        path: Arc<str>,
        /// Its media type.
        kind: String,
    },
    /// Another address, from the root of the host.
    Moved(String),
}

/// Answers for an address of the host, without its leading `/`.
pub fn answer(shown: &Shown, asked: &str) -> Answer {
    let Some(site) = &shown.site else { return page(shown, Page::NotFound, 500, Vec::new()) };
    let base = site.config.base_path();
    let mount = percent_decode_str(base).decode_utf8_lossy();
    let Some(asked) = format!("/{asked}").strip_prefix(&*mount).map(str::to_owned) else {
        // Outside of the site there is nothing but the way into it.
        return match asked.is_empty() || format!("/{asked}/") == mount {
            true => Answer::Moved(base.to_owned()),
            false => not_found(shown, site, asked),
        };
    };
    let moved = |to: &str| Answer::Moved(format!("{base}{}", address::encode(to)));
    if let Some(found) = site.find(&asked) {
        let own = site.address(found);
        return match asked == own || asked == address::file(&own) {
            true => page(shown, found, 200, Vec::new()),
            false => moved(&own),
        };
    }
    file(site, &asked)
        .or_else(|| shown.search(&asked).map(|bytes| Answer::Bytes { bytes: Cow::Owned(bytes.to_vec()), kind: kind(&asked) }))
        .or_else(|| file(site, &address::file(&asked)))
        .or_else(|| file(site, &format!("{asked}/index.html")).map(|_| moved(&format!("{asked}/"))))
        .unwrap_or_else(|| not_found(shown, site, &asked))
}

fn page(shown: &Shown, page: Page, status: u16, near: Vec<u8>) -> Answer {
    let rendered = shown.page(page);
    let bytes = overlay::insert(rendered.bytes, b"</main>", &near);
    let digest = xxhash_rust::xxh3::xxh3_64(&bytes);
    let address = shown.site.as_ref().map(|site| site.address(page)).unwrap_or_default();
    let kind = if rendered.whole { kind(&address::file(&address)) } else { kind("index.html") };
    let bytes =
        if kind.starts_with("text/html") { overlay::insert(bytes, b"</head>", overlay::tag(shown, digest).as_bytes()) } else { bytes };
    Answer::Page { bytes, digest, page: Some(page), status: if rendered.whole { status } else { 500 }, kind }
}

/// A file of the site, of the theme, or one that the program makes beside the pages.
fn file(site: &Site, address: &str) -> Option<Answer> {
    if let Ok(index) = site.files.binary_search_by(|(known, _)| known.as_str().cmp(address)) {
        let (_, copied) = &site.files[index];
        return Some(Answer::File { file: copied.file.clone(), path: copied.path.clone(), kind: kind(address) });
    }
    let bytes = theme::file(address).or_else(|| companion::at(site, address).map(Cow::Owned))?;
    Some(Answer::Bytes { bytes, kind: kind(address) })
}

/// The media type of a file. What is text is UTF-8, since nothing else is read.
fn kind(address: &str) -> String {
    let kind = mime_guess::from_path(address).first_or_octet_stream();
    match kind.type_() == mime_guess::mime::TEXT {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_string(),
    }
}

/// The page for addresses that do not exist, with the nearest addresses.
fn not_found(shown: &Shown, site: &Site, asked: &str) -> Answer {
    let files = site.files.iter().map(|(address, _)| &**address);
    let known = site.by_address.iter().filter(|(_, page)| **page != Page::NotFound).map(|(address, _)| &**address);
    let near = suggest::similar(asked.trim_end_matches("index.html"), known.chain(files), NEAREST);
    let mut list = String::new();
    if !near.is_empty() {
        let base = site.config.base_path();
        list.push_str(&format!("<p>{}</p>\n<ul>\n", escaped(site.language.word("nearest"))));
        for address in near {
            list.push_str(&format!("<li><a href=\"{base}{}\">/{}</a></li>\n", address::encode(address), escaped(address)));
        }
        list.push_str("</ul>\n");
    }
    page(shown, Page::NotFound, 404, list.into_bytes())
}

/// Text as HTML.
fn escaped(text: &str) -> String {
    let mut html = String::new();
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut html, text);
    html
}
