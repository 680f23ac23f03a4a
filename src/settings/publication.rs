//! The settings for what a site publishes besides its pages: the key `pdf` and the tables `[diwoo]`, `[security]`,
//! `[headers]` and `[share]` of `site.toml`.
//!
//! Takes: the [`Fields`] of `site.toml`.
//! Gives: [`Publication`], and a diagnostic for each value that cannot be used.
//! Never: makes any of the files that these settings are for.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, message, suggest};
use crate::settings::fields::{Fields, Located};

/// What is published besides the pages, with defaults filled in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Publication {
    /// The category of the Woo under which documents are published.
    pub category: Category,
    /// How to report a security problem; `None` if no `security.txt` is made.
    pub security: Option<Security>,
    pub headers: Headers,
    /// The pictures with which pages are shared.
    pub share: SharePictures,
    /// Whether each agenda, report and dossier has a PDF beside it.
    pub pdf: bool,
}

/// The pictures with which pages are shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SharePictures {
    /// Whether each meeting and dossier has a picture of its own.
    pub pictures: bool,
    /// A colour that replaces that of the theme: red, green, blue.
    pub color: Option<[u8; 3]>,
}

impl Default for SharePictures {
    fn default() -> Self {
        SharePictures { pictures: true, color: None }
    }
}

/// The categories of article 3.3 of the Woo that an annotated agenda can belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Category {
    /// Papers that parliament and other bodies receive; a letter to parliament is one.
    #[default]
    Received,
    /// Meeting papers of parliament.
    Parliament,
    /// Meeting papers of a provincial, municipal or water board council.
    Council,
    /// Agendas of a government or executive.
    Executive,
}

const CATEGORIES: &[(&str, Category)] = &[
    ("infocat006", Category::Received),
    ("infocat007", Category::Parliament),
    ("infocat008", Category::Council),
    ("infocat009", Category::Executive),
];

impl Category {
    /// Its name in the names of sitemaps.
    pub(crate) fn name(self) -> &'static str {
        CATEGORIES.iter().find(|(_, category)| *category == self).map_or("", |(name, _)| name)
    }
}

/// The contents of `security.txt` (RFC 9116).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Security {
    /// Where to report a problem, the preferred way first, as URIs.
    pub contact: Vec<String>,
    /// The day from which this no longer counts.
    pub expires: Date,
    /// The policy for reports, as a URI.
    pub policy: Option<String>,
    /// A key to encrypt with, as a URI.
    pub encryption: Option<String>,
    /// The page that thanks those who reported something, as a URI.
    pub acknowledgments: Option<String>,
    /// The languages in which reports are welcome.
    pub languages: Vec<String>,
}

/// The headers with which the site is served.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Headers {
    /// The servers for which a file with them is made.
    pub servers: Vec<Server>,
    /// A content security policy that replaces the program's.
    pub policy: Option<String>,
}

/// A server that can read a file with headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Server {
    /// Netlify, and what reads `_headers` and `_redirects` as it does.
    Netlify,
    /// Cloudflare Pages, which reads files of the same names by rules of its own.
    Cloudflare,
    /// Apache, at hosts that offer it.
    Apache,
    /// nginx, if its administrator includes the file.
    Nginx,
    /// Caddy, if its administrator imports the file.
    Caddy,
}

const SERVERS: &[(&str, Server)] = &[
    ("netlify", Server::Netlify),
    ("cloudflare", Server::Cloudflare),
    ("apache", Server::Apache),
    ("nginx", Server::Nginx),
    ("caddy", Server::Caddy),
];

impl Server {
    /// All of them, in the order of their rules.
    pub(crate) const ALL: [Server; 5] =
        [Server::Netlify, Server::Cloudflare, Server::Apache, Server::Nginx, Server::Caddy];

    /// Its name in `site.toml`.
    fn name(self) -> &'static str {
        SERVERS.iter().find(|(_, server)| *server == self).map_or("", |(name, _)| name)
    }

    /// The address of the file with its rules.
    pub(crate) fn rules_address(self) -> &'static str {
        match self {
            Server::Netlify | Server::Cloudflare => "_headers",
            Server::Apache => ".htaccess",
            Server::Nginx => "nginx-headers.conf",
            Server::Caddy => "caddy-rules.conf",
        }
    }
}

impl Publication {
    pub(crate) fn read(fields: &mut Fields, path: &Arc<str>) -> Publication {
        Publication {
            category: fields.table("diwoo", |f| f.choice("category", CATEGORIES)).unwrap_or_default(),
            security: fields.table("security", |f| security(f, path)),
            headers: fields.table("headers", |f| Some(headers(f, path))).unwrap_or_default(),
            share: fields.table("share", |f| Some(share(f, path))).unwrap_or_default(),
            pdf: pdf(fields, path),
        }
    }
}

/// Whether PDFs are made, which not every program can.
fn pdf(fields: &mut Fields, path: &Arc<str>) -> bool {
    let value = fields.value("pdf");
    let wanted = fields.flag("pdf") == Some(true);
    if let Some(value) = value.filter(|_| wanted && !cfg!(feature = "pdf")) {
        let diagnostic = Diagnostic::at(Code::AbsentFeature, path, value.span, message!("absent-feature"));
        fields.report(diagnostic.hint(message!("absent-feature.hint")));
    }
    wanted
}

fn security(fields: &mut Fields, path: &Arc<str>) -> Option<Security> {
    let example = "mailto:veiligheid@example.nl";
    let contacts = fields.required_texts("contact", example);
    let contact: Vec<String> = contacts.into_iter().filter_map(|c| uri(Some(c), example, path, fields)).collect();
    let expires = fields.required_date("expires");
    let mut page = |key| {
        let text = fields.text(key);
        uri(text, "https://example.nl/veiligheid", path, fields)
    };
    let (policy, encryption, acknowledgments) = (page("policy"), page("encryption"), page("acknowledgments"));
    let languages = fields.texts("languages");
    let strange = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    for language in languages.iter().filter(|l| l.value.contains(strange)) {
        let message = message!("no-language", tag = language.value.escape_debug().to_string());
        fields.report(Diagnostic::at(Code::WrongType, path, language.span, message).hint(message!("no-language.hint")));
    }
    let languages = languages.into_iter().map(|l| l.value).collect();
    (!contact.is_empty()).then_some(())?;
    Some(Security { contact, expires: expires?.value, policy, encryption, acknowledgments, languages })
}

/// The servers that are named, each once.
fn servers(fields: &mut Fields, path: &Arc<str>) -> Vec<Server> {
    let mut servers: Vec<Server> = Vec::new();
    for server in fields.texts("servers") {
        let Some((_, known)) = SERVERS.iter().find(|(name, _)| *name == server.value) else {
            let names = SERVERS.iter().map(|(name, _)| *name);
            let otherwise = message!("no-choice.hint", known = names.clone().collect::<Vec<_>>().join(", "));
            let message = message!("unknown-server", server = server.value.escape_debug().to_string());
            let hint = suggest::did_you_mean(&server.value, server.typed(), names, otherwise);
            fields.report(Diagnostic::at(Code::WrongType, path, server.span, message).hint(hint));
            continue;
        };
        let rival = servers.iter().find(|other| **other != *known && other.rules_address() == known.rules_address());
        if let Some(rival) = rival {
            let (other, file) = (rival.name(), known.rules_address());
            let message = message!("rival-server", server = known.name(), other, file);
            let hint = message!("rival-server.hint");
            fields.report(Diagnostic::at(Code::WrongType, path, server.span, message).hint(hint));
        } else {
            servers.push(*known);
        }
    }
    servers.sort();
    servers.dedup();
    servers
}

fn headers(fields: &mut Fields, path: &Arc<str>) -> Headers {
    let servers = servers(fields, path);
    let policy = fields.text("policy").filter(|policy| {
        // Every file has it between quotes on one line.
        let usable = policy.value.is_ascii() && !policy.value.contains(|c: char| c.is_control() || "\"\\$".contains(c));
        if !usable {
            let diagnostic = Diagnostic::at(Code::WrongType, path, policy.span, message!("malformed-policy"));
            fields.report(diagnostic.hint(message!("malformed-policy.hint")));
        }
        usable
    });
    Headers { servers, policy: policy.map(|p| p.value) }
}

fn share(fields: &mut Fields, path: &Arc<str>) -> SharePictures {
    let pictures = fields.flag("pictures").unwrap_or(SharePictures::default().pictures);
    let color = fields.text("color").and_then(|text| {
        let digits = text.value.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()));
        let color = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if color.is_none() {
            let message = message!("no-colour", value = text.value.escape_debug().to_string());
            fields.report(Diagnostic::at(Code::WrongType, path, text.span, message).hint(message!("no-colour.hint")));
        }
        color.map(|color| [(color >> 16) as u8, (color >> 8) as u8, color as u8])
    });
    SharePictures { pictures, color }
}

/// A text that has to be a URI with one of the given schemes.
pub(crate) fn uri(
    text: Option<Located<String>>,
    example: &str,
    path: &Arc<str>,
    fields: &mut Fields,
) -> Option<String> {
    let text = text?;
    let rest = ["https://", "http://", "mailto:", "tel:", "openpgp4fpr:", "dns:"]
        .iter()
        .find_map(|s| text.value.strip_prefix(s));
    let strange = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    if rest.is_some_and(|r| !r.is_empty()) && !text.value.contains(strange) {
        return Some(text.value);
    }
    let message = message!("no-uri", value = text.value.escape_debug().to_string());
    let diagnostic = Diagnostic::at(Code::WrongType, path, text.span, message);
    fields.report(diagnostic.hint(message!("no-uri.hint", example)));
    None
}
