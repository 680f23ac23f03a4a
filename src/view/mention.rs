//! What refers to an item elsewhere, with the words that do.
//!
//! Takes: an item, and what the site knows to refer to it.
//! Gives: [`MentionView`]s, newest meeting first.
//! Never: shows more of a passage than the words around the reference.

use serde::Serialize;

use super::text::{Ref, SiteReader, escaped};
use crate::document::fragment::Slot;
use crate::document::{Place, Reference, Summary};
use crate::settings::words::Word;
use crate::site::backlinks::{Backlink, By, place_of};
use crate::site::{Page, SiteDivision};

/// Something that refers to an item.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MentionView {
    /// Where it stands: an item or a note, named with its document.
    pub from: Ref,
    /// The words around the reference, as HTML without any element but `mark`.
    pub words: String,
}

/// How many passages are shown with the item that they refer to.
const MENTIONS: usize = 12;

/// How much is shown on either side of the reference, in bytes.
const AROUND: usize = 110;

pub(super) fn mentions(reader: &SiteReader, to: SiteDivision) -> Vec<MentionView> {
    // What stands on the same page is read there.
    let elsewhere = reader.site.backlinks.of(to).iter().filter(|backlink| backlink.document != to.document);
    elsewhere.take(MENTIONS).filter_map(|backlink| mention(reader, backlink)).collect()
}

fn mention(reader: &SiteReader, backlink: &Backlink) -> Option<MentionView> {
    let index = backlink.document;
    let document = reader.site.document(index);
    let (place, slot) = match backlink.by {
        By::Reference(at) => (document.references.get(at)?.place, Slot::Reference(at)),
        By::Link(at) => (document.links.get(at)?.place, Slot::Href(at)),
    };
    let division = place_of(document, backlink.by);
    let (title, href) = match (place, division) {
        (Place::Note(note), _) => {
            let number = note.number().to_string();
            (
                reader.language.phrase(Word::FootnoteNumber, &[("number", &number)]),
                reader.href(Page::Footnote { document: index, note }, None),
            )
        }
        (_, Some(at)) => {
            let anchor = &document.divisions[at].anchor;
            (document.reference_text(at), reader.href(Page::Document(index), Some(anchor)))
        }
        (_, None) => (reader.document_name(index), reader.href(Page::Document(index), None)),
    };
    let title = match (place, division) {
        (Place::Note(_), _) | (_, Some(_)) => format!("{}, {title}", reader.document_name(index)),
        _ => title,
    };
    let (before, after) = reader.place(index, place)?.words_around(|own| own == slot, AROUND)?;
    // The slot of a link stands within its start tag.
    let after = after.strip_prefix("\">").unwrap_or(&after);
    let own = escaped(&referring_words(document, backlink.by));
    let words = match after.strip_prefix(&own) {
        // A wikilink without words shows the title of its target.
        Some(rest) if own.is_empty() => {
            format!("{before}<mark>{}</mark>{rest}", escaped(&heading(reader, backlink.to)))
        }
        Some(rest) => format!("{before}<mark>{own}</mark>{rest}"),
        _ => format!("{before}{after}"),
    };
    Some(MentionView { from: Ref { title, href }, words: words.split_whitespace().collect::<Vec<_>>().join(" ") })
}

fn heading(reader: &SiteReader, to: SiteDivision) -> String {
    reader.site.document(to.document).divisions[to.division].text.clone()
}

/// The words of a reference as typed.
pub(super) fn typed(reference: &Reference) -> &str {
    &reference.typed
}

/// The words that refer to something.
fn referring_words(document: &Summary, by: By) -> String {
    match by {
        By::Link(at) => document.links[at].words.clone(),
        By::Reference(at) => typed(&document.references[at]).to_owned(),
    }
}
