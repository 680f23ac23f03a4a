//! Addresses that lead on to others: the table `[moved]` of `site.toml`.
//!
//! Takes: the table.
//! Gives: [`MovedAddress`]es, each with the address that it leads to in the end; a diagnostic for each key that cannot be one, and
//! for addresses that lead in a circle.
//! Never: knows what stands where; [`crate::site::moved_folders`] does.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span, message};
use crate::settings::address;
use crate::settings::fields::Fields;
use crate::settings::value::ValueKind;

/// Something that has moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MovedAddress {
    /// The earlier address, without the leading `/`; that of a folder stands for everything in it.
    pub from: String,
    /// Where it leads in the end.
    pub to: String,
    /// Where `site.toml` says so.
    pub span: Span,
}

pub(crate) fn read(fields: &mut Fields, path: &Arc<str>) -> Vec<MovedAddress> {
    let mut all: BTreeMap<String, (String, Span)> = BTreeMap::new();
    for entry in fields.open_table("moved") {
        let to = match &entry.value.kind {
            ValueKind::Scalar { text, .. } => address_of(text.trim()),
            _ => None,
        };
        match (address_of(&entry.key), to) {
            (Some(from), Some(to)) => {
                all.insert(from, (to, entry.value.span));
            }
            _ => {
                let message = message!("malformed-moved", address = entry.key.escape_debug().to_string());
                let diagnostic = Diagnostic::at(Code::WrongType, path, entry.value.span, message);
                fields.report(diagnostic.hint(message!("malformed-moved.hint")));
            }
        }
    }
    let mut moved = Vec::new();
    for (from, (to, span)) in &all {
        match end_of(&all, to) {
            Some(to) if to != *from => moved.push(MovedAddress { from: from.clone(), to, span: *span }),
            _ => {
                let message = message!("moved-circle", address = from);
                let diagnostic = Diagnostic::at(Code::AddressCollision, path, *span, message);
                fields.report(diagnostic.hint(message!("moved-circle.hint")));
            }
        }
    }
    moved
}

/// Where an address leads after all moves, of folders above it as well; `None` if that never ends.
fn end_of(all: &BTreeMap<String, (String, Span)>, address: &str) -> Option<String> {
    let mut address = address.to_owned();
    for _ in 0..=all.len() {
        let folders = address.match_indices('/').map(|(at, _)| at + 1).rev();
        let Some((at, (to, _))) =
            std::iter::once(address.len()).chain(folders).find_map(|at| Some((at, all.get(&address[..at])?)))
        else {
            return Some(address);
        };
        address = format!("{to}{}", &address[at..]);
    }
    None
}

fn address_of(place: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(place.strip_prefix('/')?).decode_utf8().ok()?;
    address::plain(&decoded)
}
