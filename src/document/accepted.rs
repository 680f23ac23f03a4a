//! Warnings that an author has accepted, because the text has to stay as it is.
//!
//! Takes: the diagnostics of a site, what the front matter of each file accepts, and which files a seal has frozen.
//! Gives: the other diagnostics, and a warning for each acceptance that matches none.
//! Never: lets an error pass, or asks for a change of a file that nobody can change any more.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span, message};
use crate::document::front_matter::Acceptance;
use crate::document::{Document, Role};

/// Removes the accepted warnings. `frozen` has the paths of the documents that are as they were sealed.
pub(crate) fn apply(
    documents: &[Arc<Document>],
    diagnostics: Vec<Diagnostic>,
    frozen: &HashSet<String>,
) -> Vec<Diagnostic> {
    // Other sites are asked only when somebody wants to.
    let waits = |acceptance: &Acceptance, document: &Document| match acceptance.code {
        // Comments are reported only when a file leaves.
        Code::KeptComment => !document.comments.is_empty(),
        code => code.is_external(),
    };
    without_accepted(documents, diagnostics, frozen, waits)
}

/// Removes the accepted warnings about other sites, of which all were asked.
#[cfg(feature = "external")]
pub(crate) fn apply_external(
    documents: &[Arc<Document>],
    diagnostics: Vec<Diagnostic>,
    frozen: &HashSet<String>,
) -> Vec<Diagnostic> {
    without_accepted(documents, diagnostics, frozen, |acceptance, _| !acceptance.code.is_external())
}

/// Whether a seal keeps the file as it is. Its warnings may have gone with a check that no longer finds them, or belong to a
/// version that reports nothing any more; what it accepts has to stay all the same.
fn is_fixed(document: &Document, frozen: &HashSet<String>) -> bool {
    matches!(document.summary.role, Role::Version { .. }) || frozen.contains(&*document.source.path)
}

/// Removes the accepted warnings. An acceptance that matches none is reported, unless it `waits` or its file is fixed.
fn without_accepted(
    documents: &[Arc<Document>],
    diagnostics: Vec<Diagnostic>,
    frozen: &HashSet<String>,
    waits: impl Fn(&Acceptance, &Document) -> bool,
) -> Vec<Diagnostic> {
    let accepting = documents.iter().filter(|document| !document.summary.front.accepted.is_empty());
    let accepting: HashMap<&str, &Document> = accepting.map(|document| (&*document.source.path, &**document)).collect();
    if accepting.is_empty() {
        return diagnostics;
    }
    let speakers = speakers(documents);
    let mut used: HashSet<(&str, Span)> = HashSet::new();
    let mut left: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let about_file = diagnostic.code == Code::AttachmentMetadata;
        let accepts = |acceptance: &&Acceptance, document: &Document| {
            let named = |words: &String| match about_file {
                true => diagnostic.path.rsplit('/').next() == Some(words.as_str()),
                false => is_about(&diagnostic, &document.source.text, words),
            };
            acceptance.code == diagnostic.code && acceptance.words.as_ref().is_none_or(named)
        };
        let speaking: &[&Document] = match about_file {
            true => speakers.get(speaker_key(&diagnostic.path)).map_or(&[], Vec::as_slice),
            false => accepting.get(&*diagnostic.path).map_or(&[], std::slice::from_ref),
        };
        let acceptance = speaking.iter().find_map(|document| {
            let accepted = document.summary.front.accepted.iter();
            Some((document, accepted.into_iter().find(|acceptance| accepts(acceptance, document))?))
        });
        match acceptance {
            Some((document, acceptance)) => drop(used.insert((&document.source.path, acceptance.span))),
            None => left.push(diagnostic),
        }
    }
    for document in documents.iter().filter(|document| !is_fixed(document, frozen)) {
        let is_used = |a: &Acceptance| used.contains(&(&*document.source.path, a.span)) || waits(a, document);
        for acceptance in document.summary.front.accepted.iter().filter(|a| !is_used(a)) {
            let message = message!("unused-acceptance", code = acceptance.code.name());
            let diagnostic = Diagnostic::at(Code::UnusedAcceptance, &document.source.path, acceptance.span, message);
            left.push(diagnostic.hint(message!("unused-acceptance.hint")));
        }
    }
    left
}

/// Whether a diagnostic points at these words, or within them.
fn is_about(diagnostic: &Diagnostic, text: &str, words: &str) -> bool {
    let Some(span) = diagnostic.span else { return false };
    let Some(pointed) = text.get(span.range()) else { return false };
    if pointed.contains(words) {
        return true;
    }
    let from = text.floor_char_boundary(span.range().start.saturating_sub(words.len()));
    let until = text.ceil_char_boundary((span.range().end + words.len()).min(text.len()));
    words.contains(pointed) && text[from..until].contains(words)
}

/// The documents that speak for attachments, by [`speaker_key`]: an agenda for all of its meeting, any other document for
/// what lies beside it. An earlier version speaks for none, since the attachments that it came with report nothing.
fn speakers(documents: &[Arc<Document>]) -> HashMap<&str, Vec<&Document>> {
    let mut speakers: HashMap<&str, Vec<&Document>> = HashMap::new();
    let accepting = documents.iter().filter(|document| !document.summary.front.accepted.is_empty());
    for document in accepting {
        let role = &document.summary.role;
        let is_other = role.meeting().is_some() && !document.source.path.ends_with("/agenda.md");
        if !is_other && !matches!(role, Role::Version { .. }) {
            speakers.entry(speaker_key(&document.source.path)).or_default().push(document);
        }
    }
    speakers
}

/// The folder within which somebody speaks for a file: that of the meeting, or else its own.
fn speaker_key(path: &str) -> &str {
    const MEETINGS: &str = "content/meetings/";
    match path.strip_prefix(MEETINGS).and_then(|inner| inner.find('/')) {
        Some(end) => &path[..MEETINGS.len() + end],
        None => path.rsplit_once('/').map_or("", |(folder, _)| folder),
    }
}
