//! One file, parsed.
//!
//! Takes: a [`TextFile`], its [`Role`] and the [`ParseOptions`]; nothing else, so that the result can be remembered.
//! Gives: a [`Document`] with its own diagnostics, whatever the text contains.
//! Never: looks at another file, calls a template, or fails.

mod builder;
mod comments;
mod elements;
mod first_words;
mod likely;
mod misnamed;
mod options;
mod own_places;
mod personal;
mod summary;

use std::borrow::Cow;

use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, message};
use crate::document::front_matter::{self, ReadFront};
use crate::document::{Document, Role};
use crate::failure::deadline::{Deadline, TooLong};
use builder::DocumentBuilder;
use comments::WithoutComments;
use elements::{Elements, elements};

#[cfg(feature = "external")]
pub(crate) use elements::markdown_options;
pub(crate) use options::ParseOptions;

/// Parses a file.
pub(crate) fn parse(file: &TextFile, role: Role, options: &ParseOptions) -> Document {
    let parsed = parse_within(file, role.clone(), options, Deadline::NEVER);
    parsed.unwrap_or_else(|TooLong| unread(file, role, options))
}

/// What is known of a file that cannot be parsed: its path, and therefore its role.
pub(crate) fn unread(file: &TextFile, role: Role, options: &ParseOptions) -> Document {
    let empty = TextFile { text: "".into(), ..file.clone() };
    Document { source: file.clone(), diagnostics: Vec::new(), ..parse(&empty, role, options) }
}

/// Parses a file, and checks the deadline at each of its top-level elements.
///
/// # Errors
/// When the deadline has passed.
pub(crate) fn parse_within(
    file: &TextFile,
    role: Role,
    options: &ParseOptions,
    deadline: Deadline,
) -> Result<Document, TooLong> {
    let mut diagnostics = Vec::from_iter(emptiness(file));
    diagnostics.extend(misnamed::check(&file.path, &role));
    diagnostics.extend(personal::check(file, &role));
    let ReadFront { front, body: offset, shown } = front_matter::read(file, &role, &mut diagnostics);
    diagnostics.extend(shown.into_iter().flat_map(|value| likely::in_value(file, value)));
    let WithoutComments { body, found: comments, unclosed } = comments::taken_out(&file.text[offset..], deadline)?;
    let Elements { mut elements, mut definitions, unused_targets, excess } = elements(&body, deadline)?;
    if let Cow::Owned(_) = body {
        let events = elements.iter_mut().map(|element| &mut element.events);
        events
            .chain(definitions.iter_mut().map(|note| &mut note.events))
            .for_each(|events| *events = comments::without_traces(std::mem::take(events)));
    }
    let mut built = DocumentBuilder::new(file, &body, &role, (options, offset), &definitions);
    built.writer.diagnostics = diagnostics;
    excess.into_iter().for_each(|excess| built.excess(&excess));
    built.claim_ids(&elements);
    unclosed.into_iter().for_each(|begin| built.unclosed_comment(begin));
    unused_targets.into_iter().for_each(|target| built.unused_target(target));
    built.likely_mistakes(&elements, &definitions);
    for element in elements {
        deadline.check()?;
        built.element(element);
    }
    let notes = built.notes(definitions);
    deadline.check()?;
    Ok(summary::assemble(summary::DocumentParts {
        file,
        role: role.clone(),
        options,
        front,
        offset,
        builder: built,
        notes,
        comments,
    }))
}

/// The diagnostic for a file without any text.
fn emptiness(file: &TextFile) -> Option<Diagnostic> {
    file.text.trim().is_empty().then(|| {
        Diagnostic::at(Code::EmptyFile, &file.path, 0..0, message!("empty-file")).hint(message!("empty-file.hint"))
    })
}

#[cfg(test)]
mod nothing_dropped;
#[cfg(test)]
mod tests;
