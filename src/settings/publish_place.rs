//! The settings for where `voetnoot publish` brings the site: the table `[publish]` of `site.toml`.
//!
//! Takes: the [`Fields`] of `site.toml`.
//! Gives: [`PublishSettings`], and a diagnostic for each value that cannot be used.
//! Never: takes a password or a secret key from a file, or lets one be shown; or lets a value be an option or a command for a
//! program that is called.

use std::net::IpAddr;
use std::path::{Component, Path};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, message};
use crate::settings::fields::{Fields, Located};

/// Where the site goes, and where readers find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PublishSettings {
    pub place: PublishPlace,
    /// The address under which readers see it, ending in `/`; `None` for the `base_url`.
    pub address: Option<String>,
}

/// Where the site goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PublishPlace {
    /// Into a bucket of a store that speaks the S3 protocol.
    Store(StorePlace),
    /// Into a folder of this machine; a relative path begins in the root of the project.
    Folder(String),
    /// Into a folder of another machine, reached over ssh: `web@server.example.nl`, and the folder there.
    Server { host: String, folder: String },
    /// Onto a branch of the git repository of the project, and to a remote of that name if there is one.
    Branch { branch: String, remote: Option<String> },
}

/// A bucket of a store that speaks the S3 protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StorePlace {
    /// The address of the store, ending in `/`; `None` for Amazon's own.
    pub endpoint: Option<String>,
    pub region: Option<String>,
    pub bucket: String,
    /// The folder in the bucket, without `/` at its ends; empty for the bucket itself.
    pub prefix: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PlaceKind {
    Store,
    Folder,
    Server,
    Branch,
}

const KINDS: &[(&str, PlaceKind)] =
    &[("s3", PlaceKind::Store), ("folder", PlaceKind::Folder), ("ssh", PlaceKind::Server), ("git", PlaceKind::Branch)];

/// What the names of keys for secrets have in them.
const SECRET: &[&str] =
    &["secret", "password", "passwd", "passphrase", "token", "credential", "accesskey", "keyid", "apikey"];

impl PublishSettings {
    /// Reads the table; `None` without one, or after reporting what it lacks. `usable` gives an address that can be used as it is written
    /// from then on, ending in `/`.
    pub(crate) fn read(
        fields: &mut Fields,
        path: &Arc<str>,
        usable: fn(&str) -> Option<String>,
    ) -> Option<PublishSettings> {
        fields.table("publish", |f| {
            let has_secret = secrets(f, path);
            let kind = f.required_choice("target", KINDS);
            let mut texts = PlaceTexts { fields: f, path, usable };
            let endpoint = texts.endpoint();
            let region = texts.text("region", "eu-west-1", is_word);
            let bucket = texts.text("bucket", "agendas", is_word);
            let prefix = texts.text("prefix", "agendas", is_inner_folder);
            let folder = texts.text("folder", "/srv/www/agendas", is_folder);
            let host = texts.text("server", "web@server.example.nl", is_host);
            let branch = texts.text("branch", "gh-pages", is_branch);
            let remote = texts.text("remote", "origin", is_word);
            let address = texts.address();
            let place = match kind? {
                PlaceKind::Store => PublishPlace::Store(StorePlace {
                    endpoint,
                    region,
                    bucket: texts.needed("bucket", bucket, "agendas")?,
                    prefix: prefix.unwrap_or_default().trim_end_matches('/').to_owned(),
                }),
                PlaceKind::Folder => PublishPlace::Folder(texts.needed("folder", folder, "/srv/www/agendas")?),
                PlaceKind::Server => PublishPlace::Server {
                    host: texts.needed("server", host, "web@server.example.nl")?,
                    folder: texts.needed("folder", folder, "/srv/www/agendas")?,
                },
                PlaceKind::Branch => {
                    PublishPlace::Branch { branch: branch.unwrap_or_else(|| "gh-pages".to_owned()), remote }
                }
            };
            (!has_secret).then_some(PublishSettings { place, address })
        })
    }
}

/// Reports every key that is for a secret, without showing the line. Gives whether there are any.
fn secrets(fields: &mut Fields, path: &Arc<str>) -> bool {
    let is_secret = |key: &str| {
        let letters: String = key.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        SECRET.iter().any(|word| letters.contains(word))
    };
    let found = fields.forbidden(is_secret);
    for key in &found {
        fields.report(secret(path, key));
    }
    !found.is_empty()
}

/// The diagnostic has no place: what is reported is shown with its line.
fn secret(path: &Arc<str>, key: &str) -> Diagnostic {
    let message = message!("secret-in-settings", key);
    Diagnostic::whole(Code::SecretInSettings, path, message).hint(message!("secret-in-settings.hint"))
}

/// Reads texts that may become part of a command or an address.
struct PlaceTexts<'f, 'a> {
    fields: &'f mut Fields<'a>,
    path: &'f Arc<str>,
    usable: fn(&str) -> Option<String>,
}

impl PlaceTexts<'_, '_> {
    fn text(&mut self, key: &'static str, example: &str, is_usable: fn(&str) -> bool) -> Option<String> {
        let text = self.fields.text(key)?;
        if is_usable(&text.value) {
            return Some(text.value);
        }
        self.refuse(key, &text, example);
        None
    }

    fn refuse(&mut self, key: &str, text: &Located<String>, example: &str) {
        let message = message!("no-publish-value", key, value = text.value.escape_debug().to_string());
        let hint = message!("write", words = format!("{key} = \"{example}\""));
        self.fields.report(Diagnostic::at(Code::WrongType, self.path, text.span, message).hint(hint));
    }

    /// Reports a key that the target needs and that is missing. One that is there and unusable has been reported.
    fn needed(&mut self, key: &'static str, value: Option<String>, example: &str) -> Option<String> {
        if value.is_none() && !self.fields.has(key) {
            self.fields.missing(key, &format!("\"{example}\""));
        }
        value
    }

    /// The address of a store: encrypted, unless it is this machine.
    fn endpoint(&mut self) -> Option<String> {
        let example = "https://s3.example.nl";
        let text = self.fields.text("endpoint")?;
        let host = host_of(&text.value);
        if host.contains('@') {
            let diagnostic = secret(self.path, "endpoint");
            self.fields.report(diagnostic);
            return None;
        }
        let is_safe = text.value.starts_with("https://") || is_this_machine(host);
        let address = (self.usable)(&text.value).filter(|_| is_safe);
        if address.is_none() {
            self.refuse("endpoint", &text, example);
        }
        address
    }

    fn address(&mut self) -> Option<String> {
        let text = self.fields.text("address")?;
        let address = (self.usable)(&text.value).filter(|_| !host_of(&text.value).contains('@'));
        if address.is_none() {
            self.refuse("address", &text, "https://agenda.example.nl/");
        }
        address
    }
}

/// The host of an address, with its port and whatever stands before an `@`.
fn host_of(url: &str) -> &str {
    url.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or(""))
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Whether a text is one word that no program takes for an option.
fn is_word(text: &str) -> bool {
    let usual = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(usual)
}

/// `server.example.nl`, `web@server.example.nl`, or a name from the settings of ssh.
fn is_host(text: &str) -> bool {
    match text.split_once('@') {
        Some((user, host)) => is_word(user) && is_word(host),
        None => is_word(text),
    }
}

fn is_folder(text: &str) -> bool {
    !text.starts_with([':', '-', '~']) && !text.chars().any(char::is_control)
}

fn is_inner_folder(text: &str) -> bool {
    let inner = Path::new(text).components().all(|c| matches!(c, Component::Normal(_)));
    inner && !text.contains(['\\', '?', '#']) && !text.contains("//") && is_folder(text)
}

/// A name that git accepts for a branch and nothing else takes for an option; stricter than git itself.
fn is_branch(text: &str) -> bool {
    text != "HEAD"
        && text.split('/').all(|part| is_word(part) && !part.ends_with(".lock") && !part.ends_with('.'))
        && !text.contains("..")
}
