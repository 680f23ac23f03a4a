//! Paths as file systems compare them that ignore case and normal form.
//!
//! Takes: a path.
//! Gives: what is equal for two paths that such a system takes for one.
//! Never: is shown to anybody, or written.

use std::borrow::Cow;

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

/// A path with case folded and in one normal form (Unicode 3.13, D145).
pub(super) fn folded(path: &str) -> Cow<'_, str> {
    if !path.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) {
        return Cow::Borrowed(path);
    }
    if path.is_ascii() {
        return Cow::Owned(path.to_ascii_lowercase());
    }
    let decomposed: String = path.nfd().collect();
    Cow::Owned(UniCase::unicode(decomposed).to_folded_case().nfd().collect())
}
