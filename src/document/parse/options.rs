//! Everything that decides what a file becomes, apart from its text.
//!
//! Takes: the settings and the language of a site.
//! Gives: [`ParseOptions`], to compare with the previous ones.
//! Never: holds anything that does not change a parse result.

use std::sync::Arc;

use reference::Registry;

use crate::settings::language::Language;
use crate::settings::references::ReferenceSettings;
use crate::settings::{RawHtml, Settings};

/// Everything that decides what a file becomes, apart from its text.
#[derive(Clone)]
pub(crate) struct ParseOptions {
    /// The language of the site, for anchors and the kinds of sections.
    pub language: Arc<Language>,
    /// Whether HTML in Markdown is passed on.
    pub raw_html: RawHtml,
    pub references: ReferenceSettings,
    /// The grammar of references with these settings.
    pub(super) registry: Arc<Registry>,
}

impl ParseOptions {
    pub(crate) fn new(language: Arc<Language>, raw_html: RawHtml, references: ReferenceSettings) -> Self {
        let registry = Arc::new(references.registry());
        ParseOptions { language, raw_html, references, registry }
    }

    /// Whether a site with these settings has the same options.
    pub(crate) fn are_of(&self, words: &Language, settings: &Settings) -> bool {
        // The registry is made from the references.
        let ParseOptions { language, raw_html, references, registry: _ } = self;
        **language == *words && *raw_html == settings.raw_html && *references == settings.references
    }
}
