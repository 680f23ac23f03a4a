//! The headers with which a store sends a file to readers.
//!
//! Takes: the path of a file in a site.
//! Gives: [`SentHeaders`]: its type, how long a browser may keep it, and whether it is only saved.
//! Never: lets a browser keep what could change at its address without asking; only files of the search index are named after their
//! contents.
//!
//! A store keeps no header that a browser would take as a rule for the page, such as a content security policy; what stands before the
//! store has to add those.

use sha2::{Digest, Sha256};

use super::target_state::ByteDigest;
use crate::machines::active_attachments::Handling;
use crate::machines::media::media;
use crate::machines::served_files::ServedKind;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SentHeaders {
    pub content_type: String,
    pub cache_control: &'static str,
    pub disposition: Option<&'static str>,
}

impl SentHeaders {
    pub(crate) fn of(path: &str) -> SentHeaders {
        let kind = ServedKind::of(path);
        let content_type = kind.and_then(ServedKind::media_type).map(str::to_owned);
        let is_saved = Handling::of(path) == Some(Handling::Downloaded);
        SentHeaders {
            content_type: content_type.unwrap_or_else(|| media(path).content_type()),
            // A browser that asks each time gets what it has again if that is still the same.
            cache_control: if kind == Some(ServedKind::SearchPart) {
                ServedKind::SearchPart.header().1
            } else {
                "no-cache"
            },
            disposition: is_saved.then_some("attachment"),
        }
    }

    /// The digest of a file that is sent with these.
    pub(crate) fn joined(&self, bytes: ByteDigest) -> ByteDigest {
        let SentHeaders { content_type, cache_control, disposition } = self;
        let mut hasher = Sha256::new_with_prefix(bytes.0);
        hasher.update(format!("\n{content_type}\n{cache_control}\n{disposition:?}\n"));
        ByteDigest::ended(hasher)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_type_and_only_what_never_changes_is_kept() {
        for (path, content_type, cache_control) in [
            ("index.html", "text/html; charset=utf-8", "no-cache"),
            ("agenda.ics", "text/calendar; charset=utf-8", "no-cache"),
            ("dossiers/schengen/feed.xml", "application/atom+xml", "no-cache"),
            ("vergaderingen/raad/index.csl.json", "application/vnd.citationstyles.csl+json", "no-cache"),
            ("voetnoot.css", "text/css; charset=utf-8", "no-cache"),
            ("zoeken/index/search.json", "application/json; charset=utf-8", "no-cache"),
            ("zoeken/index/w0123456789abcdef.bin", "application/octet-stream", "public, max-age=31536000, immutable"),
            ("over/map/index/w0123456789abcdef.bin", "application/octet-stream", "no-cache"),
        ] {
            let SentHeaders { content_type: sent, cache_control: kept, .. } = SentHeaders::of(path);
            assert_eq!((&*sent, kept), (content_type, cache_control), "{path}");
        }
        assert_eq!(SentHeaders::of("vergaderingen/raad/film.swf").disposition, Some("attachment"));
        let digest = ByteDigest::of(b"x");
        assert_ne!(SentHeaders::of("a.html").joined(digest), SentHeaders::of("a.css").joined(digest));
    }
}
