//! Addresses whose content has been withdrawn: the table `[gone]` of `site.toml`.
//!
//! Takes: the table.
//! Gives: [`GoneAddress`]s, each an address or a place on a page, with the reason why its content was withdrawn; a
//! diagnostic for each key that cannot be one.
//! Never: knows what stands where; [`crate::site::claims`] does.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span, message};
use crate::settings::address;
use crate::settings::fields::Fields;
use crate::settings::value::ValueKind;

/// Something that has been withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GoneAddress {
    /// The address, without the leading `/`.
    pub address: String,
    /// The place on the page, if the page itself is still there.
    pub anchor: Option<String>,
    /// Why it was withdrawn, in the author's words.
    pub reason: String,
    /// Where `site.toml` says so.
    pub span: Span,
}

impl GoneAddress {
    /// The address of the page that says why it was withdrawn.
    pub(crate) fn page(&self) -> String {
        address::page_for(&self.address)
    }
}

pub(crate) fn read(fields: &mut Fields, path: &Arc<str>) -> Vec<GoneAddress> {
    let mut all: Vec<GoneAddress> = Vec::new();
    for entry in fields.open_table("gone") {
        let (place, anchor) =
            entry.key.split_once('#').map_or((entry.key.as_str(), None), |(place, anchor)| (place, Some(anchor)));
        let (address, anchor) = (address_of(place), anchor.map(decoded));
        let reason = match &entry.value.kind {
            ValueKind::Scalar { text, .. } => text.trim().to_owned(),
            _ => String::new(),
        };
        let wrong = match &address {
            _ if reason.is_empty() => Some(message!("gone-without-reason")),
            Some(_) if anchor.as_deref() != Some("") => None,
            _ => Some(message!("no-address-here")),
        };
        match (wrong, address) {
            (None, Some(address)) => all.push(GoneAddress { address, anchor, reason, span: entry.value.span }),
            (wrong, _) => {
                let wrong = wrong.unwrap_or_else(|| message!("no-address-here"));
                let message = message!("malformed-gone", address = entry.key.escape_debug().to_string(), wrong);
                let diagnostic = Diagnostic::at(Code::WrongType, path, entry.value.span, message);
                fields.report(diagnostic.hint(message!("malformed-gone.hint")));
            }
        }
    }
    all.sort_by(|a, b| (&a.address, &a.anchor).cmp(&(&b.address, &b.anchor)));
    all
}

fn address_of(place: &str) -> Option<String> {
    address::plain(&decoded(place.strip_prefix('/')?))
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What was withdrawn from an address, or from a place on the page there.
pub(crate) fn find<'g>(all: &'g [GoneAddress], address: &str, anchor: Option<&str>) -> Option<&'g GoneAddress> {
    let at = all.binary_search_by(|gone| (gone.address.as_str(), gone.anchor.as_deref()).cmp(&(address, anchor)));
    at.ok().map(|at| &all[at])
}

/// The places withdrawn from the page at an address, each with its reason.
pub(crate) fn places<'g>(all: &'g [GoneAddress], address: &str) -> impl Iterator<Item = (&'g str, &'g str)> {
    let from = all.partition_point(|gone| gone.address.as_str() < address);
    let here = all[from..].iter().take_while(move |gone| gone.address == address);
    here.filter_map(|gone| Some((gone.anchor.as_deref()?, gone.reason.as_str())))
}
