//! Files for whoever serves the site: response headers for common servers, and `security.txt`.
//!
//! Takes: the settings of a site.
//! Gives: `_headers`, `.htaccess`, a file to include in nginx, and `/.well-known/security.txt` (RFC 9116).
//! Never: promises what the pages do not keep: the policy is the one under which the tests load every page.

use crate::config::Config;
use crate::publication::{Security, Server};

/// Scripts, styles, fonts and pictures of the site itself, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
                      img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The headers of every response, in a fixed order.
fn headers(config: &Config) -> Vec<(&'static str, &str)> {
    let policy = config.publication.headers.policy.as_deref().unwrap_or(POLICY);
    let mut headers = vec![
        ("Content-Security-Policy", policy),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    if config.base_url.as_ref().is_some_and(|url| url.starts_with("https://")) {
        headers.push(("Strict-Transport-Security", "max-age=31536000"));
    }
    headers
}

/// The address of the file for a server.
pub fn address(server: Server) -> &'static str {
    match server {
        Server::Netlify => "_headers",
        Server::Apache => ".htaccess",
        Server::Nginx => "nginx-headers.conf",
    }
}

/// The file for a server.
pub fn file(config: &Config, server: Server) -> Vec<u8> {
    let headers = headers(config).into_iter();
    let not_found = format!("{}404.html", config.base_path());
    let text = match server {
        Server::Netlify => format!("/*\n{}", headers.map(|(name, value)| format!("  {name}: {value}\n")).collect::<String>()),
        Server::Apache => {
            let set = headers.map(|(name, value)| format!("  Header always set {name} \"{value}\"\n")).collect::<String>();
            format!("ErrorDocument 404 {not_found}\nAddDefaultCharset utf-8\n<IfModule mod_headers.c>\n{set}</IfModule>\n")
        }
        Server::Nginx => {
            let add = headers.map(|(name, value)| format!("add_header {name} \"{value}\" always;\n")).collect::<String>();
            format!("# Within `server`: include this file.\nerror_page 404 {not_found};\ncharset utf-8;\n{add}")
        }
    };
    text.into_bytes()
}

/// The address of `security.txt`, which RFC 9116 fixes.
pub const SECURITY: &str = ".well-known/security.txt";

/// Makes `security.txt`.
pub fn security(security: &Security, base: Option<&str>) -> Vec<u8> {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| text.push_str(&format!("{name}: {value}\n"));
    security.contact.iter().for_each(|contact| line("Contact", contact));
    line("Expires", &format!("{}T00:00:00Z", security.expires));
    let pages = [("Policy", &security.policy), ("Encryption", &security.encryption), ("Acknowledgments", &security.acknowledgments)];
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
