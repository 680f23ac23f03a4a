//! What refers to an item elsewhere, with the words that do.

use serde::Serialize;

use super::text::{Reader, Ref, escaped};
use crate::document::{Document, Place, Reference};
use crate::fragment::Slot;
use crate::mentions::{Backlink, By, place_of};
use crate::site::{Entry, Page};

/// Something that refers to an item.
#[derive(Debug, Clone, Serialize)]
pub struct MentionView {
    /// Where it stands: an item or a note, with its document if that is another.
    pub from: Ref,
    /// The words around the reference, as HTML without elements but the mark.
    pub words: String,
}

/// How many passages that refer to an item are shown with it.
const MENTIONS: usize = 12;

/// How much is shown on either side of a reference to an item, in bytes.
const AROUND: usize = 110;

/// What refers to a heading.
pub fn mentions(reader: &Reader, to: Entry) -> Vec<MentionView> {
    reader.site.mentions.of(to).iter().take(MENTIONS).filter_map(|backlink| mention(reader, backlink)).collect()
}

fn mention(reader: &Reader, backlink: &Backlink) -> Option<MentionView> {
    let index = backlink.document;
    let document = reader.site.document(index);
    let (place, slot) = match backlink.by {
        By::Reference(at) => (document.references.get(at as usize)?.place, Slot::Reference(at)),
        By::Link(at) => (document.links.get(at as usize)?.place, Slot::Href(at)),
    };
    let division = place_of(document, backlink.by);
    let (title, href) = match (place, division) {
        (Place::Note(note), _) => {
            let number = (note + 1).to_string();
            (reader.language.phrase("footnote_number", &[("number", &number)]), reader.href(Page::Footnote { document: index, note }, None))
        }
        (_, Some(at)) => {
            let anchor = &document.divisions[at as usize].anchor;
            (document.reference_text(at), reader.href(Page::Document(index), Some(anchor)))
        }
        (_, None) => (reader.document_name(index), reader.href(Page::Document(index), None)),
    };
    let title = match (index == backlink.to.document, place, division) {
        (false, Place::Note(_), _) | (false, _, Some(_)) => format!("{}, {title}", reader.document_name(index)),
        _ => title,
    };
    let (before, after) = reader.place(index, place).words_around(|own| own == slot, AROUND)?;
    // The slot of a link stands within its start tag.
    let after = after.strip_prefix("\">").unwrap_or(&after);
    let own = escaped(&referring_words(document, backlink.by));
    let words = match after.strip_prefix(&own) {
        // A wikilink without words shows the title of its target.
        Some(rest) if own.is_empty() => format!("{before}<mark>{}</mark>{rest}", escaped(&heading(reader, backlink.to))),
        Some(rest) => format!("{before}<mark>{own}</mark>{rest}"),
        _ => format!("{before}{after}"),
    };
    Some(MentionView { from: Ref { title, href }, words: words.split_whitespace().collect::<Vec<_>>().join(" ") })
}

fn heading(reader: &Reader, to: Entry) -> String {
    reader.site.document(to.document).divisions[to.division as usize].text.clone()
}

/// The words of a reference as the file has them.
pub fn typed<'d>(document: &'d Document, reference: &Reference) -> &'d str {
    document.source.text.get(reference.span.range()).unwrap_or_default()
}

/// The very words that refer to something.
fn referring_words(document: &Document, by: By) -> String {
    match by {
        By::Link(at) => document.links[at as usize].words.clone(),
        By::Reference(at) => typed(document, &document.references[at as usize]).to_owned(),
    }
}
