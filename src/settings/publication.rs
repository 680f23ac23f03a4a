//! The settings of what a site publishes besides its pages: the tables `[diwoo]`, `[security]`, `[headers]`
//! and `[share]` of `site.toml`.
//!
//! Takes: the [`Fields`] of `site.toml`.
//! Gives: [`Publication`], and a diagnostic for each value that cannot be used.
//! Never: makes any of the files that these settings are about.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{Fields, Located};

/// What is published besides the pages, with defaults filled in.
#[derive(Debug, Clone, Default)]
pub struct Publication {
    /// As what its documents are published under the Woo.
    pub category: Category,
    /// How one reports a weakness in its security.
    pub security: Option<Security>,
    /// With which headers it is to be served, and by whom.
    pub headers: Headers,
    /// The pictures that pages are shared with.
    pub share: Share,
}

/// The pictures that pages are shared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whether each meeting and dossier has one of its own.
    pub pictures: bool,
    /// Their colour, in place of that of the theme: red, green, blue.
    pub color: Option<[u8; 3]>,
}

impl Default for Share {
    fn default() -> Self {
        Share { pictures: true, color: None }
    }
}

/// The categories of article 3.3 of the Woo that an annotated agenda can belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Category {
    /// Papers received by parliament and the like, which is what a letter to parliament is.
    #[default]
    Received,
    /// Meeting papers of parliament.
    Parliament,
    /// Meeting papers of a provincial, municipal or water council.
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
    pub fn name(self) -> &'static str {
        CATEGORIES.iter().find(|(_, category)| *category == self).map_or("", |(name, _)| name)
    }
}

/// What stands in `security.txt` (RFC 9116).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Security {
    /// Where one reports, the preferred way first, as URIs.
    pub contact: Vec<String>,
    /// The day on which this is no longer true.
    pub expires: Date,
    /// The policy, as a URI.
    pub policy: Option<String>,
    /// A key to encrypt with, as a URI.
    pub encryption: Option<String>,
    /// Who is thanked, as a URI.
    pub acknowledgments: Option<String>,
    /// The languages in which one may write.
    pub languages: Vec<String>,
}

/// With which headers the site is served.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headers {
    /// For which servers a file with them is made.
    pub servers: Vec<Server>,
    /// A content security policy in place of the program's.
    pub policy: Option<String>,
}

/// What can read a file with headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Server {
    /// Netlify, Cloudflare Pages and whatever else reads `_headers`.
    Netlify,
    /// Apache, and hosts that offer it.
    Apache,
    /// nginx, whose administrator includes the file.
    Nginx,
}

const SERVERS: &[(&str, Server)] =
    &[("netlify", Server::Netlify), ("cloudflare", Server::Netlify), ("apache", Server::Apache), ("nginx", Server::Nginx)];

impl Publication {
    /// Reads the tables.
    pub fn read(fields: &mut Fields, path: &Arc<str>) -> Publication {
        Publication {
            category: fields.table("diwoo", |f| f.choice("category", CATEGORIES)).unwrap_or_default(),
            security: fields.table("security", |f| security(f, path)),
            headers: fields.table("headers", |f| Some(headers(f, path))).unwrap_or_default(),
            share: fields.table("share", |f| Some(share(f, path))).unwrap_or_default(),
        }
    }
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
        let message = format!("`{}` is not the code of a language", language.value.escape_debug());
        fields.report(Diagnostic::at(Code::WrongType, path, language.span, message).hint("write codes such as `nl` and `en`"));
    }
    let languages = languages.into_iter().map(|l| l.value).collect();
    (!contact.is_empty()).then_some(())?;
    Some(Security { contact, expires: expires?.value, policy, encryption, acknowledgments, languages })
}

fn headers(fields: &mut Fields, path: &Arc<str>) -> Headers {
    let mut servers = Vec::new();
    for server in fields.texts("servers") {
        match SERVERS.iter().find(|(name, _)| *name == server.value) {
            Some((_, known)) => servers.push(*known),
            None => {
                let names = SERVERS.iter().map(|(name, _)| *name);
                let otherwise = format!("write one of {}", names.clone().collect::<Vec<_>>().join(", "));
                let message = format!("no file with headers can be made for `{}`", server.value.escape_debug());
                let hint = crate::suggest::did_you_mean(&server.value, names, &otherwise);
                fields.report(Diagnostic::at(Code::WrongType, path, server.span, message).hint(hint));
            }
        }
    }
    servers.sort();
    servers.dedup();
    let policy = fields.text("policy").filter(|policy| {
        // It stands between quotes on one line in every file.
        let usable = policy.value.is_ascii() && !policy.value.contains(|c: char| c.is_control() || "\"\\$".contains(c));
        if !usable {
            let hint = "write it on one line, with single quotes, such as `default-src 'self'`";
            fields.report(Diagnostic::at(Code::WrongType, path, policy.span, "`policy` is not a content security policy").hint(hint));
        }
        usable
    });
    Headers { servers, policy: policy.map(|p| p.value) }
}

fn share(fields: &mut Fields, path: &Arc<str>) -> Share {
    let pictures = fields.flag("pictures", Share::default().pictures);
    let color = fields.text("color").and_then(|text| {
        let digits = text.value.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()));
        let color = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if color.is_none() {
            let message = format!("`{}` is not a colour", text.value.escape_debug());
            let hint = "write it as six hexadecimal digits, such as `#154273`";
            fields.report(Diagnostic::at(Code::WrongType, path, text.span, message).hint(hint));
        }
        color.map(|color| [(color >> 16) as u8, (color >> 8) as u8, color as u8])
    });
    Share { pictures, color }
}

/// A text that has to be a URI with one of the schemes that make sense here.
pub fn uri(text: Option<Located<String>>, example: &str, path: &Arc<str>, fields: &mut Fields) -> Option<String> {
    let text = text?;
    let rest = ["https://", "http://", "mailto:", "tel:", "openpgp4fpr:", "dns:"].iter().find_map(|s| text.value.strip_prefix(s));
    let strange = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    if rest.is_some_and(|r| !r.is_empty()) && !text.value.contains(strange) {
        return Some(text.value);
    }
    let message = format!("`{}` is not a URI", text.value.escape_debug());
    fields.report(Diagnostic::at(Code::WrongType, path, text.span, message).hint(format!("write it in full, such as `{example}`")));
    None
}
