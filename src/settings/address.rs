//! Addresses within the site.
//!
//! Takes: ids and the address words of a language.
//! Gives: addresses from the root of the site, without a leading `/`. That of a folder ends in `/`; that of the home
//! page is empty.
//! Never: looks anything up.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::settings::file_name;
use crate::settings::language::Language;

/// Characters that have to be encoded in the path of a link.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\'')
    .add(b'&')
    .add(b':');

/// The folder in the output folder for what is not part of the site.
pub(crate) const OWN: &str = ".voetnoot";

/// The folder of the schemas that describe the data beside pages.
pub(crate) const SCHEMAS: &str = "schema/";

/// The folder of what the web looks for at a fixed place (RFC 8615).
pub(crate) const WELL_KNOWN: &str = ".well-known";

/// The longest address, in bytes, so that the path of its file fits where it is written and kept.
pub(crate) const LONGEST: usize = 1000;

/// The name of a feed, which lies beside the page whose news it brings.
pub(crate) const FEED: &str = "feed.xml";

/// The name of the picture with which a page is shared; it lies beside the page.
pub(crate) const PICTURE: &str = "share.png";

/// A form in which programs that manage references read about the documents of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CitationForm {
    Bibtex,
    CslJson,
}

impl CitationForm {
    pub(crate) const ALL: [CitationForm; 2] = [CitationForm::Bibtex, CitationForm::CslJson];

    /// What people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            CitationForm::Bibtex => "BibTeX",
            CitationForm::CslJson => "CSL-JSON",
        }
    }

    /// The name of its file, which lies beside the agenda.
    pub(crate) fn file(self) -> &'static str {
        match self {
            CitationForm::Bibtex => "index.bib",
            CitationForm::CslJson => "index.csl.json",
        }
    }
}

/// The name of the PDF beside a document.
pub(crate) const PDF: &str = "index.pdf";

pub(crate) const CALENDAR: &str = "agenda.ics";

/// The file with redirects for hosts such as Netlify and Cloudflare Pages.
pub(crate) const REDIRECTS: &str = "_redirects";

pub(crate) const ROBOTS: &str = "robots.txt";

/// The address of `security.txt`, which RFC 9116 fixes.
pub(crate) const SECURITY: &str = ".well-known/security.txt";

/// The address of the page for what is no longer at an address. A server would send a page with the name of another kind of file as
/// that kind of file, so the page for such an address lies in a folder of that name.
pub(crate) fn page_for(address: &str) -> String {
    match address.ends_with('/') || address.ends_with(".html") {
        true => address.to_owned(),
        false => format!("{address}/"),
    }
}

/// The address of the folder of the search index.
pub(crate) fn search_index(language: &Language) -> String {
    format!("{}/index/", language.addresses.search)
}

/// How links name folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum LinkStyle {
    /// By their address; a server finds `index.html`.
    #[default]
    Web,
    /// By the file, for pages that are opened from a file system.
    Files,
}

/// The address of the page that a file contains: that of the folder for `index.html`, otherwise that of the file.
pub(crate) fn page(file: &str) -> &str {
    file.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(file)
}

/// A path from the root, without the leading `/` and not encoded, as an address: a folder unless it names a file.
/// None unless it is a plain path that every server takes as it stands: without wildcards, placeholders, queries and drive
/// letters, and not encoded twice.
pub(crate) fn plain(path: &str) -> Option<String> {
    let path = page(path);
    let inner = path.strip_suffix('/').unwrap_or(path);
    let parts: Vec<&str> = inner.split('/').collect();
    // What begins with a full stop is for servers, such as `.htaccess`; of these the web knows one folder.
    let usable = |part: &&str| file_name::flaw(part).is_none() && (!part.starts_with('.') || *part == WELL_KNOWN);
    let encoded = |at: usize| inner.as_bytes()[at + 1..].iter().take(2).filter(|b| b.is_ascii_hexdigit()).count() == 2;
    let strange = path.contains('#') || path.match_indices('%').any(|(at, _)| encoded(at));
    if strange || inner.len() > LONGEST || !parts.iter().all(usable) {
        return None;
    }
    let names_file = parts.last().is_some_and(|last| last.contains('.')) && !path.ends_with('/');
    Some(if names_file { inner.to_owned() } else { format!("{inner}/") })
}

/// An alias as an address: without the leading `/`, and a folder unless it names a file. None if it is no plain path.
pub(crate) fn of_alias(alias: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(alias).decode_utf8().ok()?;
    plain(decoded.strip_prefix('/').unwrap_or(&decoded))
}

/// The file in the output folder that contains the page at an address.
pub(crate) fn file(address: &str) -> String {
    match address.is_empty() || address.ends_with('/') {
        true => format!("{address}index.html"),
        false => address.to_owned(),
    }
}

/// The link from the page at `from` to the page or file at `to`, percent-encoded.
pub(crate) fn relative(from: &str, to: &str, style: LinkStyle) -> String {
    // In one pass over the bytes, since a large site has millions of links.
    let (mut common, mut up) = (0, 0);
    let mut alike = true;
    for (at, byte) in from.bytes().enumerate() {
        alike = alike && to.as_bytes().get(at) == Some(&byte);
        match (byte, alike) {
            (b'/', true) => common = at + 1,
            (b'/', false) => up += 1,
            _ => {}
        }
    }
    let rest = &to[common..];
    let mut link = String::with_capacity(up * 3 + rest.len() + 12);
    (0..up).for_each(|_| link.push_str("../"));
    push_encoded(&mut link, rest);
    match style {
        LinkStyle::Files if rest.is_empty() || rest.ends_with('/') => link.push_str("index.html"),
        LinkStyle::Web if link.is_empty() => link.push_str("./"),
        LinkStyle::Web | LinkStyle::Files => {}
    }
    link
}

/// An address as part of an absolute one, percent-encoded.
pub(crate) fn encode(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    push_encoded(&mut encoded, address);
    encoded
}

/// Appends an address or an anchor, percent-encoded. Nearly all of them are plain, so looking first is cheaper than
/// encoding each character.
pub(crate) fn push_encoded(out: &mut String, address: &str) {
    match address.bytes().all(|b| PLAIN[usize::from(b)]) {
        true => out.push_str(address),
        false => out.extend(utf8_percent_encode(address, PATH)),
    }
}

/// Which bytes never need to be encoded.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/');
        byte += 1;
    }
    plain
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_path_is_an_address() {
        for (path, address) in [
            ("oud", "oud/"),
            ("oud/adres/index.html", "oud/adres/"),
            ("oud stuk.pdf", "oud stuk.pdf"),
            ("a.b/", "a.b/"),
            ("prijs$1/100%", "prijs$1/100%/"),
            (".well-known/stuk.txt", ".well-known/stuk.txt"),
        ] {
            assert_eq!(plain(path).as_deref(), Some(address));
        }
        let long = "a/".repeat(501);
        let refused = [
            "",
            "/",
            "//",
            "a//b",
            "a//",
            "*",
            "a:b",
            "a%2520",
            "..",
            "a/../b",
            ".",
            "a\\b",
            "a?b",
            "a#b",
            "a|b",
            "<a>",
            "a\nb",
            "con.pdf",
            "a ",
            "a./b",
            ".htaccess",
            "a/.git/b",
            ".voetnoot/x",
            &long,
        ];
        for path in refused {
            assert_eq!(plain(path), None, "{path}");
        }
    }

    #[test]
    fn links_work_from_any_folder() {
        let web = |from, to| relative(from, to, LinkStyle::Web);
        assert_eq!(web("", "dossiers/schengen/"), "dossiers/schengen/");
        assert_eq!(web("vergaderingen/a/", "dossiers/schengen/"), "../../dossiers/schengen/");
        assert_eq!(web("vergaderingen/a/noot-3.html", "vergaderingen/a/"), "./");
        assert_eq!(web("vergaderingen/a/verslag/", "vergaderingen/a/noot-3.html"), "../noot-3.html");
        assert_eq!(web("vergaderingen/ab/", "vergaderingen/abc/"), "../abc/");
        assert_eq!(web("a/", ""), "../");
        assert_eq!(web("a/", "b c.pdf"), "../b%20c.pdf");
        assert_eq!(relative("a/", "", LinkStyle::Files), "../index.html");
    }
}
