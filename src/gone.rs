//! Addresses at which something stood that left: the table `[gone]` of `site.toml`.
//!
//! Takes: the table.
//! Gives: [`Gone`]s, each an address or a place on a page, with the reason why what stood there left; a diagnostic for each key that
//! cannot be one.
//! Never: knows what stands where; `claims` does.

use std::sync::Arc;

use crate::address;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::fields::Fields;
use crate::node::Kind;

/// Something that left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// The address, without the leading `/`.
    pub address: String,
    /// The place on the page there, if the page itself is still there.
    pub anchor: Option<String>,
    /// Why it left.
    pub reason: String,
    /// Where that is written.
    pub span: Span,
}

impl Gone {
    /// The address of the page that says why it left. A server would send a page under the name of another kind of file as that
    /// kind, so that the page of a file lies in a folder of its name.
    pub fn page(&self) -> String {
        match self.address.ends_with('/') || self.address.ends_with(".html") {
            true => self.address.clone(),
            false => format!("{}/", self.address),
        }
    }
}

/// Reads the table.
pub fn read(fields: &mut Fields, path: &Arc<str>) -> Vec<Gone> {
    let mut all: Vec<Gone> = Vec::new();
    for entry in fields.open_table("gone") {
        let (place, anchor) = entry.key.split_once('#').map_or((entry.key.as_str(), None), |(place, anchor)| (place, Some(anchor)));
        let (address, anchor) = (address_of(&decoded(place)), anchor.map(decoded));
        let reason = match &entry.value.kind {
            Kind::Scalar { text, .. } => text.trim().to_owned(),
            _ => String::new(),
        };
        let wrong = match &address {
            _ if reason.is_empty() => Some("there is no reason why it left"),
            Some(_) if anchor.as_deref() != Some("") => None,
            _ => Some("this cannot be an address of this site"),
        };
        match (wrong, address) {
            (None, Some(address)) => all.push(Gone { address, anchor, reason, span: entry.value.span }),
            (wrong, _) => {
                let message = format!("`{}`: {}", entry.key.escape_debug(), wrong.unwrap_or_default());
                let hint = "write the address from the root, and why what stood there left: `\"/oud/adres/\" = \"…\"`";
                fields.report(Diagnostic::at(Code::WrongType, path, entry.value.span, message).hint(hint));
            }
        }
    }
    all.sort_by(|a, b| (&a.address, &a.anchor).cmp(&(&b.address, &b.anchor)));
    all
}

/// An address as the site writes it: without the leading `/`, and a folder unless it names a file. None if it cannot be one.
fn address_of(place: &str) -> Option<String> {
    let path = address::page(place.strip_prefix('/')?);
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let unusable = |part: &&str| part.trim_matches('.').is_empty() || part.len() > 240;
    if path.contains(|c: char| c.is_control() || "\\?#<>\"".contains(c)) || parts.iter().any(unusable) || parts[0] == address::OWN {
        return None;
    }
    let names_file = parts.last().is_some_and(|last| last.contains('.')) && !path.ends_with('/');
    Some(if names_file { parts.join("/") } else { format!("{}/", parts.join("/")) })
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What left from an address, or from a place on the page there.
pub fn find<'g>(all: &'g [Gone], address: &str, anchor: Option<&str>) -> Option<&'g Gone> {
    let at = all.binary_search_by(|gone| (gone.address.as_str(), gone.anchor.as_deref()).cmp(&(address, anchor)));
    at.ok().map(|at| &all[at])
}

/// The places that left from the page at an address.
pub fn places<'g>(all: &'g [Gone], address: &str) -> impl Iterator<Item = (&'g str, &'g str)> {
    let from = all.partition_point(|gone| gone.address.as_str() < address);
    let here = all[from..].iter().take_while(move |gone| gone.address == address);
    here.filter_map(|gone| Some((gone.anchor.as_deref()?, gone.reason.as_str())))
}
