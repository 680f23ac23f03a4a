//! Canonical ids: what several spellings of one source have in common.
//!
//! Takes: the parts that a form determines.
//! Gives: the id, its file name and its official address.
//! Never: completes what the words left open.
//!
//! The shapes are listed in the README.

pub(crate) mod form;
pub(crate) mod implied;
pub(crate) mod notation;
pub(crate) mod official_address;
pub(crate) mod patterns;
pub(crate) mod range;

use std::fmt;
use std::sync::Arc;

use crate::id::form::Form;

/// The canonical id of a source, such as `kst-32317-872` or `COM:2024:173`.
///
/// The README lists the shapes and the rules behind them. Ids sort as text, and cloning one is cheap.
///
/// ```
/// use reference::{Form, Id};
///
/// let id = Id::from_canonical("kst-32317-872").expect("the shape of a Kamerstuk");
/// assert_eq!(id.form(), Form::Kamerstuk);
/// assert_eq!(id.notation(), "32 317, nr. 872");
/// assert_eq!(id.dossier(), Some("32317"));
/// assert_eq!(id.address().as_deref(), Some("https://zoek.officielebekendmakingen.nl/kst-32317-872.html"));
/// assert_eq!(Id::from_canonical("nr. 872"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// An id, whose text a form of this grammar has built.
    pub(crate) fn new(text: impl Into<Arc<str>>) -> Id {
        Id(text.into())
    }

    /// Reads an id that is written in full, as in a site's settings; `None` when its shape is unknown.
    #[must_use]
    pub fn from_canonical(text: &str) -> Option<Id> {
        crate::id::official_address::IdShape::of(text).map(|_| Id::new(text))
    }

    /// The id as text: `kst-32317-872`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The official address of the source; `None` where the shape determines none. Nothing is fetched.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        crate::id::official_address::IdShape::of(&self.0).and_then(crate::id::official_address::IdShape::address)
    }

    /// What kind of thing the id names; every id has a form.
    #[must_use]
    pub fn form(&self) -> Form {
        crate::id::official_address::IdShape::of(&self.0)
            .map_or(Form::Address, crate::id::official_address::IdShape::form)
    }

    /// The id as one writes it in running text: `32 317, nr. 872`, `COM(2024) 173`; the id itself where none is usual.
    #[must_use]
    pub fn notation(&self) -> String {
        crate::id::notation::notation(&self.0).unwrap_or_else(|| self.0.to_string())
    }

    /// The parliamentary dossier of a paper, or of the id of a dossier itself: `32317`, `21501-02`, `36600-VI`; `None`
    /// for any other id.
    #[must_use]
    pub fn dossier(&self) -> Option<&str> {
        crate::id::notation::dossier(&self.0)
    }

    /// The id of a whole dossier: `dossier-32317` for `32317`. The number is not checked.
    #[must_use]
    pub fn of_dossier(number: &str) -> Id {
        Id::new(format!("dossier-{number}"))
    }

    /// A file name for the source: lower case ASCII letters, digits and `-`. Different ids have different slugs.
    ///
    /// No two ids differ in case alone, so lowering is safe. `.` becomes `--` and everything else `-`, which keeps
    /// `8:4` and `8.4` apart. The slug of an address on the web ends in a hash of the whole address instead.
    #[must_use]
    pub fn slug(&self) -> String {
        if let Some(readable) = web_slug(&self.0) {
            return readable;
        }
        let mut slug = String::with_capacity(self.0.len() + 4);
        // The prefix of the JCI standard is the same for every article, and no other id begins with a BWB id and "&".
        for c in self.0.strip_prefix("jci1.3:c:").unwrap_or(&self.0).chars() {
            match c {
                c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
                '.' => slug.push_str("--"),
                ')' => {}
                _ => slug.push('-'),
            }
        }
        slug
    }
}

/// The most readable bytes of an address that go into its slug.
const READABLE: usize = 48;

/// The slug of an address on the web; `None` for any other id.
fn web_slug(id: &str) -> Option<String> {
    let readable = id.strip_prefix("https://").or_else(|| id.strip_prefix("http://")).or_else(|| {
        // An address typed without a scheme keeps its "www.".
        id.strip_prefix("www.")
    })?;
    let mut slug = String::from("web");
    for part in readable.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        if slug.len() + part.len() > READABLE {
            break;
        }
        slug.push('-');
        slug.push_str(&part.to_ascii_lowercase());
    }
    let hash = xxhash_rust::xxh3::xxh3_64(id.as_bytes());
    Some(format!("{slug}-{hash:016x}"))
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
