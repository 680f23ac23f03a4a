//! What the pages of a sealed meeting say, apart from how they look.
//!
//! Takes: a [`Site`] and a document of it.
//! Gives: the words of its page, heading by heading, and a diagnostic if they are not those that were sealed.
//! Never: takes in what only surrounds them: the theme and its fixed words, menus, links back from elsewhere, the meetings before
//! and after, the names of the dossiers that an item is tied to. All that may go on; what the document itself says may not.
//!
//! Words can change though the file stays as it is: a link without words of its own shows the name of what it leads to, and
//! another version of the program may read Markdown in another way.

use crate::diagnostic::{Code, Diagnostic};
use crate::digest::sha256;
use crate::document::Document;
use crate::fragment::{Fragment, Slot};
use crate::seal::Words;
use crate::sealed;
use crate::site::{self, Page, Site};
use crate::view::Options;
use crate::view::text::{Reader, plain_text};

/// The words of the page of a document: for each heading its anchor and what stands under it. What stands above the first
/// heading, and the facts from the front matter, have an empty anchor.
pub fn places(site: &Site, index: u32) -> Vec<(String, String)> {
    let document = site.document(index);
    let reader = Reader::new(site, Page::Document(index), Options::default());
    let text = |fragment: &Fragment| words(&reader, index, fragment);
    let lead_end = document.divisions.first().map_or(document.blocks.len() as u32, |d| d.blocks.start);
    let mut lead = facts(document);
    lead.extend(document.blocks[..lead_end as usize].iter().map(|block| text(&block.fragment)));
    let mut places = vec![(String::new(), lead.join("\n"))];
    for division in &document.divisions {
        let mut lines = vec![format!("{} {}", division.label, text(&division.title))];
        lines.extend(division.date.map(|date| date.to_string()));
        lines.extend(division.treatments.iter().map(|treatment| format!("= {}", text(&treatment.fragment))));
        let blocks = division.blocks.start as usize..division.blocks.end as usize;
        lines.extend(document.blocks[blocks].iter().map(|block| text(&block.fragment)));
        places.push((division.anchor.clone(), lines.join("\n")));
    }
    let notes = (1..).zip(&document.notes);
    places.extend(notes.map(|(number, note)| (format!("{}-{number}", site.language.addresses.footnote), text(&note.fragment))));
    places
}

/// A piece of text with its links by name and its notes by number.
fn words(reader: &Reader, index: u32, fragment: &Fragment) -> String {
    let html = fragment.fill(|slot, out| match slot {
        Slot::Words(link) => reader.link_words(index, link, out),
        Slot::Citation { note, .. } => out.push_str(&format!("[{note}]")),
        Slot::Href(_) | Slot::Block(_) | Slot::Permalink(_) | Slot::Reference(_) | Slot::ReferenceEnd(_) => {}
    });
    plain_text(&html)
}

/// What the front matter makes the page say.
fn facts(document: &Document) -> Vec<String> {
    let mut facts = vec![document.title().to_owned()];
    if let Some(letter) = site::letter(&document.front) {
        facts.extend(letter.signatories.iter().map(|s| format!("{}, {}", s.name, s.office)));
        facts.extend(letter.on_behalf_of.iter().cloned());
        facts.extend(letter.commitments.iter().map(|c| format!("{} {}", c.what, c.due.map(|d| d.to_string()).unwrap_or_default())));
    }
    facts
}

/// The digests of the words of a document of a meeting, under its path within the folder of the meeting.
pub fn digests(site: &Site, index: u32) -> Words {
    Words::new(file_name(site.document(index)), &places(site, index))
}

fn file_name(document: &Document) -> &str {
    document.source.path.rsplit('/').next().unwrap_or(&document.source.path)
}

/// Reports a page of a sealed meeting that says something else, though its file is the same. A file that is not the same is reported
/// line by line, by [`crate::sealed`].
pub fn check(site: &Site, page: Page) -> Option<Diagnostic> {
    let Page::Document(index) = page else { return None };
    let meeting = site.meeting(index)?;
    let latest = meeting.seal.as_ref()?.latest()?;
    let document = site.document(index);
    // The pages of earlier versions are guarded by the digests of their files alone: what they link to goes on.
    let sealed = latest.pages.iter().find(|words| words.path == file_name(document)).filter(|_| !meeting.versions.contains(&index))?;
    let same_file = || latest.files.get(&sealed.path) == Some(&sha256(document.source.text.as_bytes()));
    let now = digests(site, index);
    if now == *sealed || !same_file() {
        return None;
    }
    let differs = |place: &&(String, String)| !sealed.places.contains(place);
    let first = now.places.iter().find(differs).map_or("", |(anchor, _)| anchor.as_str());
    let path = &document.source.path;
    let place = if first.is_empty() { "its page".to_owned() } else { format!("its page, at `#{first}`,") };
    let message = format!("{place} no longer says what was sealed on {}, though the file is the same", latest.date);
    let diagnostic = match document.anchor(first).map(|division| document.divisions[division].span) {
        Some(span) => Diagnostic::at(Code::SealedPage, path, span, message),
        None => Diagnostic::whole(Code::SealedPage, path, message),
    };
    let hint = "a name that it links to or a setting has changed";
    Some(diagnostic.hint(format!("{hint}: {}", sealed::hint(&meeting.id))))
}
