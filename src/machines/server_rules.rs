//! Files for servers: response headers for common ones, and `security.txt`.
//!
//! Takes: the settings of a site.
//! Gives: `_headers` for each host that reads it, `.htaccess`, a file to include in nginx, and `/.well-known/security.txt` (RFC 9116).
//! Never: promises what the pages do not keep; the tests load every page under this policy.

use std::fmt::Write;

use crate::machines::active_attachments::{self, Handling};
use crate::machines::forms_policy;
use crate::machines::rule_text;
use crate::machines::served_files::ServedKind;
use crate::settings::Settings;
use crate::settings::address::SECURITY;
use crate::settings::publication::{Security, Server};
use crate::site::Site;

/// Scripts, styles, fonts and pictures of the site itself, and nothing else.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
                      img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The content security policy of every response.
pub(crate) fn policy(settings: &Settings) -> &str {
    settings.publication.headers.policy.as_deref().unwrap_or(POLICY)
}

/// The other headers of every response, in a fixed order.
fn headers(settings: &Settings) -> Vec<(&'static str, &'static str)> {
    let mut headers =
        vec![("Referrer-Policy", "strict-origin-when-cross-origin"), ("X-Content-Type-Options", "nosniff")];
    if settings.base_url.as_ref().is_some_and(|url| url.starts_with("https://")) {
        headers.push(("Strict-Transport-Security", "max-age=31536000"));
    }
    headers
}

/// The headers of every response, the policy first.
pub(crate) fn everywhere(settings: &Settings) -> Vec<(&'static str, &str)> {
    let policy = std::iter::once(("Content-Security-Policy", policy(settings)));
    policy.chain(headers(settings)).collect()
}

/// Netlify sends the most specific rule's value of a header, Cloudflare Pages joins the values of all rules: of two policies both
/// hold, and of all other headers no address has two rules there.
pub(super) fn plain(site: &Site, server: Server) -> String {
    let policy = policy(&site.settings);
    let mut text = format!("/*\n  Content-Security-Policy: {policy}\n");
    for (name, value) in headers(&site.settings) {
        let _ = writeln!(text, "  {name}: {value}");
    }
    if let Some((path, policy)) = forms_policy::by_wildcard(site) {
        // Cloudflare would send the other policy as well, if this line did not take it away.
        let without = if server == Server::Cloudflare { "  ! Content-Security-Policy\n" } else { "" };
        let _ = write!(text, "{path}\n{without}  Content-Security-Policy: {policy}\n");
    }
    for kind in ServedKind::ALL {
        let (name, value) = kind.header();
        for path in kind.wildcards(site) {
            let _ = writeln!(text, "{path}\n  {name}: {value}");
            if let Some(media_type) = kind.media_type() {
                let _ = writeln!(text, "  Content-Type: {media_type}");
            }
        }
    }
    for (address, handling) in active_attachments::all(site) {
        let (name, value) = handling.header(policy);
        let _ = writeln!(text, "{}\n  {name}: {value}", rule_text::path(&site.settings, address));
    }
    text
}

/// To which rules for earlier addresses may be added.
pub(super) fn apache(site: &Site) -> String {
    let policy = policy(&site.settings);
    let set = |indent: &str, name: &str, value: &str| {
        format!("{indent}Header always set {name} {}\n", rule_text::apache_header(value))
    };
    // A path with a blank or quotes would be taken for the text of the message.
    let not_found = rule_text::path(&site.settings, "404.html");
    let mut text = format!("ErrorDocument 404 {not_found}\nAddDefaultCharset utf-8\n<IfModule mod_headers.c>\n");
    text.push_str(&set("  ", "Content-Security-Policy", policy));
    headers(&site.settings).iter().for_each(|(name, value)| text.push_str(&set("  ", name, value)));
    for (endings, handling) in active_attachments::ENDINGS {
        let (name, value) = handling.header(policy);
        let set = set("    ", name, &value);
        let _ = write!(text, "  <FilesMatch \"(?i)\\.({})$\">\n{set}  </FilesMatch>\n", endings.join("|"));
    }
    for address in active_attachments::pages(site) {
        let (name, value) = Handling::Sandboxed.header(policy);
        let (pattern, set) = (rule_text::pattern(&site.settings, address), set("    ", name, &value));
        // No name holds the mark that ends this expression.
        let _ = write!(text, "  <If \"%{{REQUEST_URI}} =~ m|^{pattern}$|\">\n{set}  </If>\n");
    }
    if let Some((pattern, policy)) = forms_policy::by_pattern(site) {
        let set = set("    ", "Content-Security-Policy", policy);
        let _ = write!(text, "  <If \"%{{REQUEST_URI}} =~ m|{pattern}|\">\n{set}  </If>\n");
    }
    text.push_str("</IfModule>\n");
    for kind in ServedKind::ALL {
        let (name, value) = kind.header();
        let media_type = kind.media_type().map(|media_type| format!("  ForceType \"{media_type}\"\n"));
        // No address holds the mark that ends this expression.
        let _ = write!(
            text,
            "<If \"%{{REQUEST_URI}} =~ m#{}#\">\n{}  <IfModule mod_headers.c>\n    Header set {name} {}\n  </IfModule>\n</If>\n",
            kind.pattern(site),
            media_type.unwrap_or_default(),
            rule_text::apache_header(value)
        );
    }
    text
}

/// A `location` would replace what the administrator's own says of the same files, so that variables are set instead. Only a type
/// can be given nowhere else.
pub(super) fn nginx(site: &Site) -> String {
    let policy = policy(&site.settings);
    let not_found = rule_text::nginx(&rule_text::decoded_path(&site.settings, "404.html"));
    let mut text = format!(
        "# Within `server`, which has `root` itself: include this file.\nerror_page 404 {not_found};\ncharset utf-8;\n"
    );
    let _ = write!(text, "set $voetnoot_policy {};\nset $voetnoot_disposition \"\";\n", rule_text::nginx(policy));
    text.push_str("set $voetnoot_origin \"\";\nset $voetnoot_cache \"\";\n");
    let mut rule = |pattern: &str, variable: &str, value: &str| {
        let value = rule_text::nginx(value);
        let _ = writeln!(text, "if ($uri ~ \"{pattern}\") {{ set $voetnoot_{variable} {value}; }}");
    };
    let handled = |handling: Handling| {
        let variable = match handling {
            Handling::Sandboxed => "policy",
            Handling::Downloaded => "disposition",
        };
        (variable, handling.header(policy).1)
    };
    for (endings, handling) in active_attachments::ENDINGS {
        let (variable, value) = handled(*handling);
        rule(&format!("(?i)\\.({})$", endings.join("|")), variable, &value);
    }
    for address in active_attachments::pages(site) {
        let (variable, value) = handled(Handling::Sandboxed);
        rule(&format!("^{}$", rule_text::pattern(&site.settings, address)), variable, &value);
    }
    if let Some((pattern, policy)) = forms_policy::by_pattern(site) {
        rule(&pattern, "policy", policy);
    }
    for kind in ServedKind::ALL {
        let variable = if kind == ServedKind::SearchPart { "cache" } else { "origin" };
        rule(&kind.pattern(site), variable, kind.header().1);
    }
    text.push_str("add_header Content-Security-Policy $voetnoot_policy always;\n");
    text.push_str("add_header Content-Disposition $voetnoot_disposition always;\n");
    for (name, value) in headers(&site.settings) {
        let _ = writeln!(text, "add_header {name} {} always;", rule_text::nginx(value));
    }
    // What is not there is neither kept nor read.
    text.push_str(
        "add_header Access-Control-Allow-Origin $voetnoot_origin;\nadd_header Cache-Control $voetnoot_cache;\n",
    );
    for kind in ServedKind::ALL {
        if let Some(media_type) = kind.media_type() {
            let (pattern, media_type) = (kind.pattern(site), rule_text::nginx(media_type));
            let _ = writeln!(text, "location ~ \"{pattern}\" {{ types {{ }} default_type {media_type}; }}");
        }
    }
    text
}

/// `security.txt` as bytes; `base` gives it its own full address.
pub(crate) fn security(security: &Security, base: Option<&str>) -> Vec<u8> {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| text.push_str(&format!("{name}: {value}\n"));
    security.contact.iter().for_each(|contact| line("Contact", contact));
    line("Expires", &format!("{}T00:00:00Z", security.expires));
    let pages = [
        ("Policy", &security.policy),
        ("Encryption", &security.encryption),
        ("Acknowledgments", &security.acknowledgments),
    ];
    for (name, page) in pages {
        if let Some(page) = page {
            line(name, page);
        }
    }
    if !security.languages.is_empty() {
        line("Preferred-Languages", &security.languages.join(", "));
    }
    if let Some(base) = base {
        line("Canonical", &format!("{base}{SECURITY}"));
    }
    text.into_bytes()
}
