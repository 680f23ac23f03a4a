//! What the council does with an item.
//!
//! Takes: the words after `= ` in a heading.
//! Gives: [`Treatment`], and its anchor on the list of all treatments.
//! Never: knows which treatments there are.

use crate::document::fragment::Fragment;

/// What the council does with an item: its words after `= `.
#[derive(Debug, Clone, Hash)]
pub(crate) struct Treatment {
    /// As typed.
    pub fragment: Fragment,
    /// The same as plain text.
    pub text: String,
}

impl Treatment {
    /// Whether all of it can be a link, because it contains no links or citations.
    pub(crate) fn linkable(&self) -> bool {
        self.fragment.slots().next().is_none() && !self.fragment.html().contains("<a ")
    }

    /// Its anchor on the list of treatments. Treatments that differ only in case or punctuation share one.
    pub(crate) fn anchor(&self) -> String {
        match slug::slugify(&self.text) {
            slug if slug.is_empty() => "h".to_owned(),
            // Ids that begin with `v-` belong to the page.
            slug if slug.starts_with("v-") => format!("h-{slug}"),
            slug => slug,
        }
    }
}
