//! What every file of data begins with.

use schemars::JsonSchema;
use serde::Serialize;

use crate::address::SCHEMAS;
use crate::view::Frame;

/// What every file says first.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Head<'a> {
    /// The address of the JSON Schema of this file.
    #[serde(rename = "$schema")]
    schema: String,
    /// The full address of the page beside this file, if the site knows where it is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    /// The language of the page, as a BCP 47 code.
    language: &'a str,
}

impl<'a> Head<'a> {
    /// That of the file of a kind beside a page.
    pub(super) fn new(frame: &'a Frame, kind: &str) -> Self {
        Head { schema: format!("{}{SCHEMAS}{kind}.json", frame.root), url: frame.canonical.as_deref(), language: &frame.lang }
    }
}
