//! Addresses in running text that are almost addresses.
//!
//! Takes: the text of an element as the reader sees it.
//! Gives: a likely mistake for each web address whose scheme is mistyped or torn off, and each mail address with a comma in it.
//! Never: asks whether an address exists.

use super::near_markup::Search;
use crate::diagnostic::{Hint, message};

impl Search<'_> {
    /// `htpp://example.nl`, `https:/example.nl`, `https:// example.nl` and `info@example,nl`.
    pub(super) fn addresses(&mut self) {
        let text = self.shown.text.as_str();
        for (at, _) in text.match_indices(":/") {
            self.scheme(at);
        }
        for (at, _) in text.match_indices('@') {
            self.mail(at);
        }
    }

    /// The scheme before the colon at a byte.
    fn scheme(&mut self, at: usize) {
        let text = self.shown.text.as_str();
        let scheme = text[..at].rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let begin = at - scheme.len();
        let behind = text[at + 1..].trim_start_matches('/');
        let slashes = text.len() - at - 1 - behind.len();
        let lower = scheme.to_ascii_lowercase();
        let known = ["https", "http"].into_iter().find(|known| *known == lower);
        let near = || ["https", "http"].into_iter().find(|known| strsim::osa_distance(&lower, known) == 1);
        let Some(meant) = known.or_else(near).filter(|_| scheme.len() > 2) else { return };
        let gap = behind.len() - behind.trim_start_matches([' ', '\u{a0}']).len();
        if known.is_some() && slashes == 2 && gap == 0 {
            return;
        }
        let end = at + 1 + slashes + gap;
        let words = format!("{meant}://");
        let hint = Hint::choose(message!("write", words), [self.edit(begin..end, words.clone())]);
        self.report(begin..end, message!("near-address"), hint);
    }

    /// The host behind the sign at a byte.
    fn mail(&mut self, at: usize) {
        let text = self.shown.text.as_str();
        let host = &text[at + 1..];
        let name = host.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(host.len());
        let Some(rest) = host[name..].strip_prefix(',') else { return };
        let letters = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
        let is_named = name > 0 && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        if is_named && (2..=3).contains(&letters) {
            let comma = at + 1 + name;
            let hint = Hint::choose(message!("near-mail.hint"), [self.edit(comma..comma + 1, ".")]);
            self.report(comma..comma + 1 + letters, message!("near-mail"), hint);
        }
    }
}
