//! Asks what in a body is probably not what was meant.
//!
//! Takes: the elements and the notes of a body, before they are written.
//! Gives: diagnostics.
//! Never: changes an element, or says anything of a text in which version control left both versions: that has to go first.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::builder::DocumentBuilder;
use super::comments;
use super::elements::{Element, NoteDefinition};
use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, Edit, Hint, Span, message};
use crate::document::likely_mistakes::{LikelyMistake, near_markup, reinterpreted, treatment_spelling};
use crate::document::piece::Spanned;
use crate::document::{Division, DivisionKind};

/// What in a value of the front matter is probably not what was meant.
pub(super) fn in_value(file: &TextFile, value: Span) -> impl Iterator<Item = Diagnostic> {
    let found = near_markup::find_in_value(&file.text[value.range()]);
    found.into_iter().map(move |found| found.diagnostic(&file.path, value.range().start))
}

impl DocumentBuilder<'_> {
    /// Reports every likely mistake of a body.
    pub(super) fn likely_mistakes(&mut self, elements: &[Element], definitions: &[NoteDefinition]) {
        let body = self.writer.body;
        if let Some(conflict) = reinterpreted::conflict(body) {
            return self.tell(conflict);
        }
        let notes: Vec<Range<usize>> = definitions.iter().map(|note| note.range.clone()).collect();
        for element in elements {
            let kind = near_markup::kind(&element.events);
            self.check(&element.events, kind);
            if kind == near_markup::ElementKind::Paragraph && !notes.is_empty() {
                reinterpreted::outside_note(&element.range, &notes, body)
                    .into_iter()
                    .for_each(|found| self.tell(found));
            }
        }
        definitions.iter().for_each(|note| self.check(&note.events, near_markup::ElementKind::Other));
    }

    /// Reports the target of a link under a name that no link uses, which the page does not show.
    pub(super) fn unused_target(&mut self, range: Range<usize>) {
        let (message, hint) = (message!("unused-target"), message!("unused-target.hint").into());
        self.tell(LikelyMistake { code: Code::NearMarkup, range, message, hint });
    }

    /// Reports a list of a single point directly under the heading of an item, which was meant as its treatment.
    pub(super) fn list_treatment(&mut self, events: &[Spanned], range: &Range<usize>) {
        let is_item = |d: &Division| matches!(d.kind, DivisionKind::Item | DivisionKind::SubItem);
        let fresh = |d: &&Division| is_item(d) && d.blocks.is_empty() && d.treatments.is_empty();
        if self.outline.divisions.last().filter(fresh).is_none() {
            return;
        }
        let [
            (Event::Start(Tag::List(None)), _),
            (Event::Start(Tag::Item), _),
            (Event::Text(text), at),
            (Event::End(TagEnd::Item), _),
            (Event::End(_), _),
        ] = events
        else {
            return;
        };
        // A treatment is a few words and no sentence.
        let is_short = text.chars().count() <= 60 && !text.ends_with(['.', ';', ':', ',', '?']);
        if is_short && text.starts_with(char::is_uppercase) {
            let words = message!("write", words = format!("= {text}"));
            let hint = Hint::choose(words, [Edit::new(range.start..at.start, "= ")]);
            let (code, message) = (Code::NearMarkup, message!("list-treatment"));
            self.tell(LikelyMistake { code, range: range.start..at.end, message, hint });
        }
    }

    /// Reports a treatment that is almost one that councils have; `range` is that of its line.
    pub(super) fn misspelt_treatment(&mut self, range: Range<usize>, text: &str) {
        let Some(meant) = treatment_spelling::meant(text) else { return };
        let range = match self.writer.body[range.clone()].rfind(text) {
            Some(at) => range.start + at..range.start + at + text.len(),
            None => range,
        };
        let hint = Hint::meant(&meant, Some(range.clone().into()));
        let (code, message) = (Code::DoubtfulTreatment, message!("doubtful-treatment"));
        self.tell(LikelyMistake { code, range, message, hint });
    }

    /// Reports a comment that nothing ends, which begins at a byte of the body.
    pub(super) fn unclosed_comment(&mut self, begin: usize) {
        let range = begin..begin + comments::BEGIN.len();
        let (message, hint) = (message!("unclosed-comment"), message!("unclosed-comment.hint").into());
        self.tell(LikelyMistake { code: Code::UnclosedComment, range, message, hint });
    }

    fn check(&mut self, events: &[Spanned], kind: near_markup::ElementKind) {
        let body = self.writer.body;
        let other = reinterpreted::find(events, body);
        let mut near = near_markup::find(events, kind, body);
        // One mistake is told once: signs in a row whose cells are lost come from the same slip.
        let lost: Vec<Range<usize>> =
            other.iter().filter(|found| found.code == Code::LostCell).map(|found| row(found, body)).collect();
        near.retain(|found| !lost.iter().any(|row| row.contains(&found.range.start)));
        other.into_iter().chain(near).for_each(|found| self.tell(found));
    }

    fn tell(&mut self, found: LikelyMistake) {
        self.writer.diagnostics.push(found.diagnostic(&self.file.path, self.writer.offset));
    }
}

/// The line of a mistake.
fn row(found: &LikelyMistake, body: &str) -> Range<usize> {
    body[..found.range.start].rfind('\n').map_or(0, |end| end + 1)..found.range.end
}
