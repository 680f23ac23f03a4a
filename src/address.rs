//! Addresses within the site.
//!
//! Takes: ids and the address words of a language.
//! Gives: addresses from the root of the site, without a leading `/`; a folder's ends in `/`, the home page's is empty.
//! Never: looks anything up.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::language::Language;

/// Characters that cannot stand in the path of a link as they are.
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

/// The folder within the output folder that holds what is not part of the site.
pub const OWN: &str = ".voetnoot";

/// The folder of the schemas that describe the data beside the pages.
pub const SCHEMAS: &str = "schema/";

/// The name of a feed, which lies beside the page that it tells the news of.
pub const FEED: &str = "feed.xml";

/// The address of the calendar.
pub const CALENDAR: &str = "agenda.ics";

/// The folder of the search index.
pub fn search_index(language: &Language) -> String {
    format!("{}/index/", language.addresses.search)
}

/// How links name folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Style {
    /// By their address; a server finds `index.html`.
    #[default]
    Web,
    /// By the file, for pages that are opened from a file system.
    Files,
}

/// The address of the page that a file holds: that of its folder for `index.html`, its own otherwise.
pub fn page(file: &str) -> &str {
    file.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(file)
}

/// The file in the output folder that holds the page at an address.
pub fn file(address: &str) -> String {
    match address.is_empty() || address.ends_with('/') {
        true => format!("{address}index.html"),
        false => address.to_owned(),
    }
}

/// The link from the page at `from` to the page or file at `to`, percent-encoded.
pub fn relative(from: &str, to: &str, style: Style) -> String {
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
        Style::Files if rest.is_empty() || rest.ends_with('/') => link.push_str("index.html"),
        Style::Web if link.is_empty() => link.push_str("./"),
        Style::Web | Style::Files => {}
    }
    link
}

/// An address as part of an absolute one, percent-encoded.
pub fn encode(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    push_encoded(&mut encoded, address);
    encoded
}

/// Writes an address, or an anchor, percent-encoded. Nearly every one is plain, so that looking first is cheaper than encoding each
/// character.
pub fn push_encoded(out: &mut String, address: &str) {
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
    fn links_work_from_any_folder() {
        let web = |from, to| relative(from, to, Style::Web);
        assert_eq!(web("", "dossiers/schengen/"), "dossiers/schengen/");
        assert_eq!(web("vergaderingen/a/", "dossiers/schengen/"), "../../dossiers/schengen/");
        assert_eq!(web("vergaderingen/a/noot-3.html", "vergaderingen/a/"), "./");
        assert_eq!(web("vergaderingen/a/verslag/", "vergaderingen/a/noot-3.html"), "../noot-3.html");
        assert_eq!(web("vergaderingen/ab/", "vergaderingen/abc/"), "../abc/");
        assert_eq!(web("a/", ""), "../");
        assert_eq!(web("a/", "b c.pdf"), "../b%20c.pdf");
        assert_eq!(relative("a/", "", Style::Files), "../index.html");
    }
}
