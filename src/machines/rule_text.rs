//! Paths and values as the files of servers write them.
//!
//! Takes: an address of the site, or the value of a header.
//! Gives: it as a path of a URL, as a text or a pattern of Apache, nginx and Caddy.
//! Never: lets a character of it mean something to the server.

use percent_encoding::percent_decode_str;

use crate::settings::Settings;
use crate::settings::address;

/// An address as a path on its host, not encoded.
pub(super) fn decoded_path(settings: &Settings, address: &str) -> String {
    format!("{}{address}", percent_decode_str(settings.base_path()).decode_utf8_lossy())
}

/// An address as a path on its host, encoded.
pub(super) fn path(settings: &Settings, address: &str) -> String {
    // What comes first is a `/`. A dollar sign may begin a variable or what a pattern found.
    address::encode(&decoded_path(settings, address)).replace('$', "%24")
}

/// An address as an expression that matches its path on the host and nothing else.
pub(super) fn pattern(settings: &Settings, address: &str) -> String {
    let mut pattern = String::new();
    for c in decoded_path(settings, address).chars() {
        if "\\.+*?()|[]{}^$".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// A text in a file of nginx. It takes what begins with a dollar sign for a variable, in most places.
pub(super) fn nginx(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text in a file of Caddy, where a backslash stands for itself unless quotation marks follow. It fills in what stands in braces;
/// those of patterns are escaped, those of paths encoded.
pub(super) fn caddy(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// An address as what Apache leads on to from a pattern: it fills in what stands behind a dollar sign, then encodes the path.
pub(super) fn apache_target(settings: &Settings, address: &str) -> String {
    let path = decoded_path(settings, address).replace('\\', "\\\\").replace('$', "\\$");
    format!("\"{}\"", path.replace('"', "\\\""))
}

/// The value of a header in a file of Apache, which fills in what stands behind a percent sign.
pub(super) fn apache_header(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%"))
}
