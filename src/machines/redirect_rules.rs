//! Rules with which a server redirects earlier addresses at once, without the page that does so in the browser, says that an
//! address is gone, and keeps to itself what is not part of the site.
//!
//! Takes: a [`Site`].
//! Gives: which addresses have gone because a program had left there what nobody meant to publish; `_redirects` for each host that reads it, and lines for the files with headers of Apache and nginx.
//! Never: is needed; each earlier address also has a page that redirects, since not every host reads rules.

use std::fmt::Write;

use crate::machines::rule_text;
use crate::project::leftover;
use crate::settings::address::{self, REDIRECTS};
use crate::settings::publication::Server;
use crate::site::Site;
use crate::site::directory::{Redirect, Tombstone};

/// A rule a line, for Cloudflare Pages. It leads on whether or not there is a page, with 301, 302, 303, 307 or 308, and ignores a
/// line with any other status but 200, so that what is gone stays a page that says so.
pub(crate) fn cloudflare(site: &Site) -> Vec<u8> {
    let mut lines = String::new();
    for Redirect { old: from, to, .. } in &site.addresses.redirects {
        let path = |address: &str| rule_text::path(&site.settings, address);
        let _ = writeln!(lines, "{} {} 301", path(from), path(&site.target(*to)));
    }
    lines.into_bytes()
}

/// A rule a line, for Netlify. Without an exclamation mark it would serve the page at the earlier address instead.
///
/// Its manual says that a rule may have any status, and shows 200, 301, 302 and 404; that 410 is one of them its support says
/// (netlify/netlify-playground#22). It ignores a rule that leads to where it begins, so that the page that says why is fetched
/// from a copy of its own.
pub(crate) fn netlify(site: &Site) -> Vec<u8> {
    let mut lines = String::new();
    let path = |address: &str| rule_text::path(&site.settings, address);
    for Redirect { old: from, to, .. } in &site.addresses.redirects {
        let _ = writeln!(lines, "{} {} 301!", path(from), path(&site.target(*to)));
    }
    for gone in &site.addresses.gone {
        let copy = path(&tombstone_copy(&gone.address));
        for address in gone_addresses(gone) {
            let _ = writeln!(lines, "{} {copy} 410!", path(address));
        }
    }
    // A wildcard is a whole folder here, so that only names that are always the same can be told.
    let (root, not_found) = (path(""), path("404.html"));
    for name in leftover::FIXED_NAMES {
        let _ = write!(lines, "{} {not_found} 410!\n{root}*/{name} {not_found} 410!\n", path(name));
    }
    lines.into_bytes()
}

/// Whether the pages that say that something is gone have a copy each, for a server that cannot send the page itself with the
/// status of its address.
pub(crate) fn needs_copies(site: &Site) -> bool {
    let needs_one = |server: &Server| matches!(server, Server::Netlify | Server::Apache);
    site.settings.publication.headers.servers.iter().any(needs_one)
}

/// The address of the copy of the page that says that something is gone. It lies in the same folder, so that its links hold.
pub(crate) fn tombstone_copy(address: &str) -> String {
    match address::file(address).strip_suffix("index.html") {
        Some(folder) => format!("{folder}410.html"),
        None => format!("{}.410.html", address.strip_suffix(".html").unwrap_or(address)),
    }
}

/// Lines for `.htaccess`. `Redirect` matches everything that begins with a path, so this is an expression that matches
/// all of it.
pub(crate) fn apache(site: &Site) -> String {
    let mut lines = String::new();
    for Redirect { old: from, to, .. } in &site.addresses.redirects {
        let pattern = rule_text::pattern(&site.settings, from);
        let to = rule_text::apache_target(&site.settings, &site.target(*to));
        let index = if from.ends_with('/') { "(index\\.html)?" } else { "" };
        let _ = writeln!(lines, "RedirectMatch 301 \"^{pattern}{index}$\" {to}");
    }
    for gone in &site.addresses.gone {
        let copy = rule_text::path(&site.settings, &tombstone_copy(&gone.address));
        for address in gone_addresses(gone) {
            let pattern = rule_text::pattern(&site.settings, address);
            // The page that says why, with the status that says so to programs. No rule meets its copy.
            let _ = writeln!(lines, "RedirectMatch 410 \"^{pattern}$\"");
            // No name holds the mark that ends this expression.
            let _ = writeln!(lines, "<If \"%{{REQUEST_URI}} =~ m|^{pattern}$|\">\n  ErrorDocument 410 {copy}\n</If>");
        }
    }
    // The first rule that matches counts.
    let _ = writeln!(lines, "RedirectMatch 410 \"(?i){}\"", leftovers(site));
    let _ = writeln!(lines, "RedirectMatch 404 \"{}\"", own_files(site));
    lines
}

/// Lines for a `server` of nginx, which finds an exact location in one step, however many there are.
pub(crate) fn nginx(site: &Site) -> String {
    let mut lines = String::new();
    for Redirect { old: from, to, .. } in &site.addresses.redirects {
        let from = rule_text::nginx(&rule_text::decoded_path(&site.settings, from));
        let to = rule_text::nginx(&rule_text::path(&site.settings, &site.target(*to)));
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "location = {from} {{ return 301 {to}; }}");
    }
    for gone in &site.addresses.gone {
        for address in gone_addresses(gone) {
            let path = rule_text::nginx(&rule_text::decoded_path(&site.settings, address));
            let _ = writeln!(lines, "location = {path} {{ error_page 410 @voetnoot_gone; return 410; }}");
        }
    }
    if !site.addresses.gone.is_empty() {
        // The page that says why, with the status that says so to programs.
        lines.push_str("location @voetnoot_gone { try_files ${uri}index.html $uri/index.html $uri =410; }\n");
    }
    let own = rule_text::nginx(&rule_text::decoded_path(&site.settings, ".voetnoot/"));
    let _ = writeln!(lines, "location ^~ {own} {{ return 404; }}");
    for file in rule_files() {
        let file = rule_text::nginx(&rule_text::decoded_path(&site.settings, file));
        let _ = writeln!(lines, "location = {file} {{ return 404; }}");
    }
    // An exact location counts before an expression.
    let _ = writeln!(lines, "location ~* \"{}\" {{ return 410; }}", leftovers(site));
    lines
}

/// The addresses at which something is gone.
fn gone_addresses(gone: &Tombstone) -> impl Iterator<Item = &str> {
    std::iter::once(gone.address.as_str()).chain(gone.file())
}

/// An expression for the addresses on this site of what programs left behind. It may have been published once, and is gone.
pub(super) fn leftovers(site: &Site) -> String {
    format!("^{}(.*/)?{}$", rule_text::pattern(&site.settings, ""), leftover::PATTERN)
}

/// The files with rules, which are for servers alone.
pub(super) fn rule_files() -> Vec<&'static str> {
    let mut files: Vec<&str> = std::iter::once(REDIRECTS).chain(Server::ALL.map(Server::rules_address)).collect();
    // Those that read a file of the same name follow each other.
    files.dedup();
    files
}

/// An expression for what lies in the folder of the site and is not for readers.
pub(super) fn own_files(site: &Site) -> String {
    let files = rule_files().join("|").replace('.', "\\.");
    format!("^{}(\\.voetnoot(/.*)?|{files})$", rule_text::pattern(&site.settings, ""))
}
