//! What the pages of a sealed meeting say, apart from how they look.
//!
//! Takes: a [`Site`] and one of its documents.
//! Gives: the words of its page, heading by heading, and a diagnostic if they are not those that were sealed.
//! Never: includes what only surrounds them: the theme and its words, menus, links back from other pages, the meetings
//! before and after, the names of the dossiers that an item is tied to. All of those may change; what the document
//! itself says may not.
//!
//! Words can change although the file does not: a link without words of its own shows the name of its target, and
//! another version of the program may read Markdown differently.

use crate::diagnostic::{Code, Diagnostic, message};
use crate::document::Summary;
use crate::document::fragment::{Fragment, Slot};
use crate::flow::sealed::compare;
use crate::project::digest::sha256;
use crate::project::seal_text::{self, HeadingDigest, HeadingText, PageWords};
use crate::site::bodies::Bodies;
use crate::site::indices::DocumentId;
use crate::site::{Page, Site};
use crate::view::ViewOptions;
use crate::view::text::{SiteReader, plain_text};

/// The words of the page of a document, heading by heading. The facts in the front matter belong to what stands above
/// the first heading; each note counts as a heading.
fn headings(site: &Site, bodies: &Bodies, index: DocumentId) -> Vec<HeadingText> {
    let document = site.document(index);
    let reader = SiteReader::new(site, Page::Document(index), ViewOptions::default());
    let body = bodies.body(index);
    let text = |fragment: &Fragment| words(&reader, index, fragment);
    let lead_end = document.divisions.first().map_or(document.blocks.next_idx(), |d| d.blocks.start);
    let mut lead = facts(document);
    lead.extend(body.blocks[..lead_end].iter().map(text));
    let mut headings = vec![HeadingText { anchor: String::new(), words: lead.join("\n") }];
    for division in &document.divisions {
        let mut lines = vec![format!("{} {}", division.label, text(&division.title))];
        lines.extend(division.date.map(|date| date.to_string()));
        lines.extend(division.treatments.iter().map(|treatment| format!("= {}", text(&treatment.fragment))));
        lines.extend(body.blocks[division.blocks.clone()].iter().map(text));
        headings.push(HeadingText { anchor: division.anchor.clone(), words: lines.join("\n") });
    }
    headings.extend((1..).zip(&document.notes).map(|(number, note)| HeadingText {
        anchor: format!("{}-{number}", site.language.addresses.footnote),
        words: text(&note.fragment),
    }));
    headings
}

/// The words of a piece of text, with names in place of links and numbers in place of notes.
fn words(reader: &SiteReader, index: DocumentId, fragment: &Fragment) -> String {
    let html = fragment.fill(|slot, out| match slot {
        Slot::Words(link) => reader.link_words(index, link, out),
        Slot::Citation { note, .. } => out.push_str(&format!("[{}]", note.number())),
        Slot::Href(_) | Slot::Block(_) | Slot::Reference(_) | Slot::ReferenceEnd(_) => {}
    });
    plain_text(&html)
}

/// What the page says because of the front matter.
fn facts(document: &Summary) -> Vec<String> {
    let mut facts = vec![document.title().to_owned()];
    if let Some(letter) = document.front.letter() {
        facts.extend(letter.signatories.iter().map(|s| format!("{}, {}", s.name, s.office)));
        facts.extend(letter.on_behalf_of.iter().cloned());
        facts.extend(
            letter
                .commitments
                .iter()
                .map(|c| format!("{} {}", c.what, c.due.map(|d| d.to_string()).unwrap_or_default())),
        );
        facts.extend(letter.commitments.iter().flat_map(|c| [&c.minister, &c.done]).flatten().cloned());
    }
    facts
}

/// The digests of the words of a meeting's document, with its path within the folder of the meeting.
pub(crate) fn digests(site: &Site, bodies: &Bodies, index: DocumentId) -> PageWords {
    PageWords::new(site.document(index).file_name(), &headings(site, bodies, index))
}

/// Reports a page of a sealed meeting that says something different although its file is the same. A file that differs
/// is reported line by line by [`crate::flow::sealed::compare`].
pub(crate) fn check(site: &Site, bodies: &Bodies, page: Page) -> Option<Diagnostic> {
    let Page::Document(index) = page else { return None };
    let meeting = site.meeting(index)?;
    let latest = meeting.seal.as_ref()?.latest()?;
    let document = site.document(index);
    // Words that were gathered by other rules differ though nobody touched them; the digests of the files are the proof.
    if latest.rules != seal_text::RULES {
        return None;
    }
    // The pages of earlier versions are protected by the digests of their files alone, since what they link to may
    // change.
    let sealed = latest
        .pages
        .iter()
        .find(|words| words.path == document.file_name())
        .filter(|_| !meeting.versions.contains(&index))?;
    let same_file = || latest.files.get(&sealed.path) == Some(&sha256(bodies.file(index).text.as_bytes()));
    let now = digests(site, bodies, index);
    if now == *sealed || !same_file() {
        return None;
    }
    let differs = |heading: &&HeadingDigest| !sealed.headings.contains(heading);
    let first = now.headings.iter().find(differs).map_or("", |heading| heading.anchor.as_str());
    let path = &document.path;
    let message = match first {
        "" => message!("sealed-page", date = latest.date),
        anchor => message!("sealed-page-at", anchor, date = latest.date),
    };
    let diagnostic = match document.anchor(first).map(|division| document.divisions[division].span) {
        Some(span) => Diagnostic::at(Code::SealedPage, path, span, message),
        None => Diagnostic::whole(Code::SealedPage, path, message),
    };
    Some(diagnostic.hint(message!("sealed-page.hint", hint = compare::hint(&meeting.id))))
}
