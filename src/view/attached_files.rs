//! The files that come with a meeting, as links to download them.
//!
//! Takes: a meeting, and what its agenda calls its attachments.
//! Gives: [`FileRef`]s.
//! Never: opens a file.

use serde::Serialize;

use super::text::SiteReader;
use crate::site::Meeting;
use crate::site::indices::FileId;

/// A file that comes with a meeting.
#[derive(Debug, Serialize)]
pub(crate) struct FileRef {
    pub title: String,
    pub href: String,
    /// The extension of its name in capitals, `PDF`; empty without one.
    pub kind: String,
    /// Its size in words: `1,2 MB`.
    pub size: String,
    /// The language of its text, if it is not that of the site.
    pub lang: Option<String>,
}

/// The files of a meeting, under the titles that its agenda gives them.
pub(super) fn attachments(reader: &SiteReader, meeting: &Meeting) -> Vec<FileRef> {
    let named = &reader.site.facts(meeting).attachments;
    let title = |file: &FileId| {
        let name = reader.site.files[*file].0.splitn(3, '/').nth(2).unwrap_or("");
        let said = named.iter().find(|named| named.file.value == name);
        let plain = attachment(reader, *file);
        let title = said.and_then(|said| said.title.clone()).unwrap_or(plain.title);
        FileRef { title, lang: said.and_then(|said| said.language.clone()), ..plain }
    };
    meeting.files.iter().map(title).collect()
}

/// A file to download, given as an index into [`crate::site::Site::files`].
pub(crate) fn attachment(reader: &SiteReader, file: FileId) -> FileRef {
    let (address, copied) = &reader.site.files[file];
    let name = address.rsplit('/').next().unwrap_or(address);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    FileRef {
        title: stem.replace(['-', '_'], " "),
        href: reader.to_address(address),
        kind: ending.to_uppercase(),
        size: reader.language.size(copied.size),
        lang: None,
    }
}
