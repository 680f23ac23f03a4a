//! How servers should send what programs read: of which type, whether pages of other sites may read it, and how long a browser may
//! keep it.
//!
//! Takes: the address words and the base path of a [`Site`].
//! Gives: for each kind of file its headers, and its addresses as an expression and with wildcards.
//! Never: lets a browser keep what could change at its address; only files of the search index are named after their contents.

use crate::machines::rule_text;
use crate::settings::address::{self, CALENDAR, CitationForm, FEED};
use crate::site::Site;

/// The digits in the name of a file that is named after its contents.
const DIGITS: usize = 16;

/// A kind of file that programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ServedKind {
    Calendar,
    Feed,
    Table,
    Data,
    /// What programs that manage references read.
    Citations(CitationForm),
    Schema,
    /// A part of the search index, but for `search.json`, which names the others.
    SearchPart,
}

/// What lets pages of every other site read a file; nothing on this site asks who reads it.
const OPEN: (&str, &str) = ("Access-Control-Allow-Origin", "*");

impl ServedKind {
    pub(crate) const ALL: [ServedKind; 8] = [
        ServedKind::Calendar,
        ServedKind::Feed,
        ServedKind::Table,
        ServedKind::Data,
        ServedKind::Citations(CitationForm::Bibtex),
        ServedKind::Citations(CitationForm::CslJson),
        ServedKind::Schema,
        ServedKind::SearchPart,
    ];

    /// The kind of the file at a path, if it is one for which more than its ending counts.
    pub(crate) fn of(path: &str) -> Option<ServedKind> {
        let name = path.rsplit('/').next().unwrap_or(path);
        match name {
            CALENDAR if path == CALENDAR => Some(ServedKind::Calendar),
            FEED => Some(ServedKind::Feed),
            "index.csv" => Some(ServedKind::Table),
            _ if is_search_part(path, name) => Some(ServedKind::SearchPart),
            _ => CitationForm::ALL.into_iter().find(|form| form.file() == name).map(ServedKind::Citations),
        }
    }

    /// Its media type, where not every server knows it (RFC 5545, 4287 and 4180; those for references are the ones of the programs that made them).
    pub(crate) fn media_type(self) -> Option<&'static str> {
        match self {
            ServedKind::Calendar => Some("text/calendar; charset=utf-8"),
            ServedKind::Feed => Some("application/atom+xml"),
            ServedKind::Table => Some("text/csv; charset=utf-8"),
            ServedKind::Citations(CitationForm::Bibtex) => Some("application/x-bibtex; charset=utf-8"),
            ServedKind::Citations(CitationForm::CslJson) => Some("application/vnd.citationstyles.csl+json"),
            ServedKind::Data | ServedKind::Schema | ServedKind::SearchPart => None,
        }
    }

    /// The header that it has besides, name and value.
    pub(crate) fn header(self) -> (&'static str, &'static str) {
        match self {
            // RFC 8246.
            ServedKind::SearchPart => ("Cache-Control", "public, max-age=31536000, immutable"),
            _ => OPEN,
        }
    }

    /// Its addresses as an expression that matches their paths on the host and nothing else.
    pub(crate) fn pattern(self, site: &Site) -> String {
        let path = |address: &str| rule_text::pattern(&site.settings, address);
        let everywhere = |name: &str| format!("^{}(.*/)?{}$", path(""), name.replace('.', "\\."));
        match self {
            ServedKind::Calendar => format!("^{}$", path(CALENDAR)),
            ServedKind::Feed => everywhere(FEED),
            ServedKind::Table => everywhere("index.csv"),
            ServedKind::Data => everywhere("index.json"),
            ServedKind::Citations(form) => everywhere(form.file()),
            ServedKind::Schema => format!("^{}(content/)?[^/]+\\.json$", path("schema/")),
            ServedKind::SearchPart => {
                let folder = path(&address::search_index(&site.language));
                format!("^{folder}(w[0-9a-f]+\\.bin|v[0-9a-f]+\\.txt|[dt][0-9a-f]+\\.json)$")
            }
        }
    }

    /// The same for servers that know wildcards alone. One of them stands for a folder and all folders in it, or for a part of
    /// a name in a folder that belongs to the program alone.
    pub(crate) fn wildcards(self, site: &Site) -> Vec<String> {
        let path = |address: &str| rule_text::path(&site.settings, address);
        let everywhere = |name: &str| vec![path(name), format!("{}*/{name}", path(""))];
        match self {
            ServedKind::Calendar => vec![path(CALENDAR)],
            ServedKind::Feed => everywhere(FEED),
            ServedKind::Table => everywhere("index.csv"),
            ServedKind::Data => everywhere("index.json"),
            ServedKind::Citations(form) => everywhere(form.file()),
            ServedKind::Schema => vec![format!("{}*", path("schema/"))],
            ServedKind::SearchPart => {
                let folder = path(&address::search_index(&site.language));
                ["w*.bin", "v*.txt", "d*.json", "t*.json"].map(|name| format!("{folder}{name}")).into()
            }
        }
    }
}

/// Whether a file is part of the search index and named after its contents. Its folder belongs to the program alone, and lies in that of
/// the search page.
fn is_search_part(path: &str, name: &str) -> bool {
    let folders: Vec<&str> = path.split('/').collect();
    let [_, "index", _] = folders[..] else { return false };
    let kind = [('w', ".bin"), ('v', ".txt"), ('d', ".json"), ('t', ".json")];
    kind.iter().any(|(letter, ending)| {
        let digits = name.strip_prefix(*letter).and_then(|rest| rest.strip_suffix(ending));
        digits.is_some_and(|digits| digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_hexdigit()))
    })
}
