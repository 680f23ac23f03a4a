//! What stands at an address of the preview.
//!
//! Takes: the current [state](Shown), and an address of the host.
//! Gives: a page, a file, another address, or the page for unknown addresses with the nearest ones that exist.
//! Never: turns an address into a path; it looks addresses up among those that the site has.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::diagnostic::suggest;
use crate::machines;
use crate::machines::active_attachments::Handling;
use crate::preview::Shown;
use crate::preview::overlay;
use crate::settings::address;
use crate::settings::words::Word;
use crate::site::{Page, Site};
use crate::theme;

/// How many addresses are proposed in place of one that does not exist.
const NEAREST: usize = 5;

#[derive(Debug)]
pub(super) enum Answer {
    Page {
        /// The bytes, with what the preview adds.
        bytes: Vec<u8>,
        /// The digest of the page without that.
        digest: u64,
        /// The page, if it is one of the site.
        page: Option<Page>,
        /// The HTTP status.
        status: u16,
        kind: String,
    },
    /// A file of the theme, or one that the program makes.
    Bytes { bytes: Cow<'static, [u8]>, kind: String },
    /// A file on disk.
    File {
        /// Where it lies on disk.
        file: Arc<Path>,
        /// Its path in the project.
        path: Arc<str>,
        kind: String,
        /// How it is sent, if it is an attachment that can contain scripts.
        handling: Option<Handling>,
    },
    /// Another address, from the root of the host.
    Moved(String),
}

/// Answers for an address of the host, without its leading `/`.
pub(super) fn answer(shown: &Shown, asked: &str) -> Answer {
    let Some(site) = &shown.site else { return page(shown, Page::NotFound, 500, Vec::new()) };
    let base = site.settings.base_path();
    let mount = percent_decode_str(base).decode_utf8_lossy();
    let Some(asked) = format!("/{asked}").strip_prefix(&*mount).map(str::to_owned) else {
        // Outside the site there is nothing but the way into it.
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
    file(shown, site, &asked)
        .or_else(|| {
            shown.search(&asked).map(|bytes| Answer::Bytes { bytes: Cow::Owned(bytes.to_vec()), kind: kind(&asked) })
        })
        .or_else(|| file(shown, site, &address::file(&asked)))
        .or_else(|| file(shown, site, &format!("{asked}/index.html")).map(|_| moved(&format!("{asked}/"))))
        .unwrap_or_else(|| not_found(shown, site, &asked))
}

fn page(shown: &Shown, page: Page, status: u16, near: Vec<u8>) -> Answer {
    let rendered = shown.page(page);
    let bytes = overlay::insert(rendered.bytes, b"</main>", &near);
    let digest = xxhash_rust::xxh3::xxh3_64(&bytes);
    let address = shown.site.as_ref().map(|site| site.address(page)).unwrap_or_default();
    let kind = if rendered.whole { kind(&address::file(&address)) } else { kind("index.html") };
    let bytes = if kind.starts_with("text/html") {
        overlay::insert(bytes, b"</head>", overlay::tag(shown, digest).as_bytes())
    } else {
        bytes
    };
    Answer::Page { bytes, digest, page: Some(page), status: if rendered.whole { status } else { 500 }, kind }
}

/// A file of the site or the theme, or one that the program makes beside pages.
fn file(shown: &Shown, site: &Site, address: &str) -> Option<Answer> {
    if let Some(index) = site.file_at(address) {
        let (_, copied) = &site.files[index];
        let handling = Handling::of(address).filter(|_| copied.path.starts_with("content/"));
        let (file, path) = (copied.file.clone(), copied.path.clone());
        return Some(Answer::File { file, path, kind: kind(address), handling });
    }
    let bytes = theme::file(address).or_else(|| machines::at(site, shown.bodies(), address).map(Cow::Owned))?;
    Some(Answer::Bytes { bytes, kind: kind(address) })
}

/// The media type of a file. Text is UTF-8, since nothing else is read.
fn kind(address: &str) -> String {
    let kind = mime_guess::from_path(address).first_or_octet_stream();
    match kind.type_() == mime_guess::mime::TEXT {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_string(),
    }
}

/// The page for unknown addresses, with the nearest ones that exist.
fn not_found(shown: &Shown, site: &Site, asked: &str) -> Answer {
    let files = site.files.iter().map(|(address, _)| &**address);
    let known = site.addresses.pages.iter().filter(|(_, page)| **page != Page::NotFound).map(|(address, _)| &**address);
    let near = suggest::similar(asked.trim_end_matches("index.html"), known.chain(files), NEAREST);
    let mut list = String::new();
    if !near.is_empty() {
        let base = site.settings.base_path();
        list.push_str(&format!("<p>{}</p>\n<ul>\n", escaped(site.language.word(Word::Nearest))));
        for address in near {
            list.push_str(&format!(
                "<li><a href=\"{base}{}\">/{}</a></li>\n",
                address::encode(address),
                escaped(address)
            ));
        }
        list.push_str("</ul>\n");
    }
    page(shown, Page::NotFound, 404, list.into_bytes())
}

/// Text escaped for HTML.
fn escaped(text: &str) -> String {
    let mut html = String::new();
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut html, text);
    html
}
