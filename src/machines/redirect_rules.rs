//! Rules with which a server redirects earlier addresses at once, without the page that does so in the browser, says that an
//! address is gone, and keeps to itself what is not part of the site.
//!
//! Takes: a [`Site`].
//! Gives: which addresses have gone because a program had left there what nobody meant to publish; `_redirects` for hosts that read it, and lines for the files with headers of Apache and nginx.
//! Never: is needed; each earlier address also has a page that redirects, since not every host reads rules.

use std::fmt::Write;

use crate::machines::rule_text;
use crate::project::leftover;
use crate::settings::address;
use crate::site::Site;
use crate::site::directory::{Redirect, Tombstone};

/// The address of the file for hosts such as Netlify and Cloudflare Pages.
pub(crate) const FILE: &str = "_redirects";

/// A rule a line. Without an exclamation mark Netlify serves the page at the earlier address instead; Cloudflare knows no such mark.
pub(crate) fn plain(site: &Site) -> Vec<u8> {
    let mut lines = String::new();
    for Redirect { old: from, to, .. } in &site.addresses.redirects {
        let path = |address: &str| rule_text::path(&site.settings, address);
        let _ = writeln!(lines, "{} {} 301", path(from), path(&site.target(*to)));
    }
    lines.into_bytes()
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
    for Tombstone { address, .. } in &site.addresses.gone {
        let page = rule_text::path(&site.settings, &address::file(address));
        for address in gone_addresses(address) {
            let pattern = rule_text::pattern(&site.settings, address);
            // The page that says why, with the status that says so to programs. It is fetched by its file, which no rule meets.
            let _ = writeln!(lines, "RedirectMatch 410 \"^{pattern}$\"");
            if page == rule_text::path(&site.settings, address) {
                continue;
            }
            // No name holds the mark that ends this expression.
            let _ = writeln!(lines, "<If \"%{{REQUEST_URI}} =~ m|^{pattern}$|\">\n  ErrorDocument 410 {page}\n</If>");
        }
    }
    // The first rule that matches counts.
    let _ = writeln!(lines, "RedirectMatch 410 \"(?i){}\"", leftovers(site));
    let site = rule_text::pattern(&site.settings, "");
    let _ = writeln!(
        lines,
        "RedirectMatch 404 \"^{site}(\\.voetnoot(/.*)?|_headers|_redirects|\\.htaccess|nginx-headers\\.conf)$\""
    );
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
    for Tombstone { address, .. } in &site.addresses.gone {
        for address in gone_addresses(address) {
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
    for file in [FILE, "_headers", ".htaccess", "nginx-headers.conf"] {
        let file = rule_text::nginx(&rule_text::decoded_path(&site.settings, file));
        let _ = writeln!(lines, "location = {file} {{ return 404; }}");
    }
    // An exact location counts before an expression.
    let _ = writeln!(lines, "location ~* \"{}\" {{ return 410; }}", leftovers(site));
    lines
}

/// The addresses at which something is gone: a page for a file lies in a folder of its name.
fn gone_addresses(address: &str) -> impl Iterator<Item = &str> {
    let file = address.strip_suffix('/').filter(|file| file.rsplit('/').next().is_some_and(|name| name.contains('.')));
    std::iter::once(address).chain(file)
}

/// An expression for the addresses on this site of what programs left behind. It may have been published once, and is gone.
fn leftovers(site: &Site) -> String {
    format!("^{}(.*/)?{}$", rule_text::pattern(&site.settings, ""), leftover::PATTERN)
}
