//! Rules by which a server leads on from earlier addresses at once, without the page that does so in a browser.
//!
//! Takes: a [`Site`].
//! Gives: `_redirects` for hosts that read it, and lines for Apache and nginx that join their files with headers.
//! Never: is needed: each earlier address has a page that leads on as well, since not every host reads rules.

use std::fmt::Write;

use crate::address;
use crate::site::Site;

/// The address of the file for hosts such as Netlify and Cloudflare Pages.
pub const FILE: &str = "_redirects";

/// Earlier addresses and present ones, as the path of a URL each.
fn moves(site: &Site) -> impl Iterator<Item = (String, String)> + '_ {
    let base = site.config.base_path();
    let path = move |address: &str| format!("{base}{}", address::encode(address));
    site.redirects.iter().map(move |redirect| (path(&redirect.from), path(&site.address(redirect.to))))
}

/// A rule a line. Without an exclamation mark Netlify serves the page at the earlier address instead; Cloudflare knows no such mark.
pub fn plain(site: &Site) -> Vec<u8> {
    moves(site).map(|(from, to)| format!("{from} {to} 301\n")).collect::<String>().into_bytes()
}

/// Lines for `.htaccess`. `Redirect` takes in all that begins with a path, so it is an expression that matches the whole.
pub fn apache(site: &Site) -> String {
    let mut lines = String::new();
    for (from, to) in moves(site) {
        let mut pattern = String::new();
        for c in percent_encoding::percent_decode_str(&from).decode_utf8_lossy().chars() {
            if "\\.+*?()|[]{}^$".contains(c) {
                pattern.push('\\');
            }
            pattern.push(c);
        }
        let index = if from.ends_with('/') { "(index\\.html)?" } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "RedirectMatch 301 \"^{pattern}{index}$\" \"{to}\"");
    }
    lines
}

/// Lines for a `server` of nginx, which looks up exact locations in one step however many there are.
pub fn nginx(site: &Site) -> String {
    let mut lines = String::new();
    for (from, to) in moves(site) {
        let from =
            percent_encoding::percent_decode_str(&from).decode_utf8_lossy().replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$");
        let _ = writeln!(lines, "location = \"{from}\" {{ return 301 \"{}\"; }}", to.replace('$', "%24"));
    }
    lines
}
