//! What every file of data begins with.
//!
//! Takes: the frame of the page beside the file.
//! Gives: the address of the schema, the address of the page, and its language.
//! Never: has a field of one kind of page only.

use schemars::JsonSchema;
use serde::Serialize;

use crate::settings::address::SCHEMAS;
use crate::view::Frame;

/// What every file says first.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Head")]
pub(super) struct DataHead<'a> {
    /// The address of the JSON Schema of this file.
    #[serde(rename = "$schema")]
    schema: String,
    /// The full address of the page beside this file, if the site has a base URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    /// The language of the page, as a BCP 47 code.
    language: &'a str,
}

impl<'a> DataHead<'a> {
    /// The head of a file of this kind, for the page with this frame.
    pub(super) fn new(frame: &'a Frame, kind: &str) -> Self {
        DataHead {
            schema: format!("{}{SCHEMAS}{kind}.json", frame.root),
            url: frame.canonical.as_deref(),
            language: &frame.lang,
        }
    }
}
