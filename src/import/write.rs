//! The last step: the outline as Markdown, proof that it contains the words of the source and no others, and the
//! report.
//!
//! Takes: what the earlier steps made.
//! Gives: the text of the agenda, with the verdict of the check, and the report.
//! Never: writes to disk.

pub(crate) mod agenda_page;
mod cited_word;
pub(crate) mod commitment_items;
mod escape;
mod front_matter;
pub(crate) mod markdown;
mod markdown_words;
pub(crate) mod report;
pub(crate) mod running_text;
pub(crate) mod word_check;

use super::finding::{FindingCode, ImportFinding};
use super::source_line::SourceLine;
use super::understand::outline_node::OutlineNode;
use crate::diagnostic::message;
use agenda_page::AgendaPage;
use running_text::Emphasis;
use word_check::WordVerdict;

/// The agenda as written, and what the check of its words found.
pub(crate) struct CheckedMarkdown {
    pub(crate) markdown: String,
    pub(crate) verdict: WordVerdict,
}

/// Writes the page with its emphasis and links, or without them if they would change a word.
pub(crate) fn write(page: &AgendaPage, lines: &[SourceLine], findings: &mut Vec<ImportFinding>) -> CheckedMarkdown {
    let labels: Vec<&str> = page.notes.iter().map(|note| note.label.as_str()).collect();
    let added: Vec<&str> = page
        .outline
        .nodes
        .iter()
        .filter_map(|node| if let OutlineNode::Added { title, .. } = node { Some(*title) } else { None })
        .collect();
    let checked = |emphasis| {
        let markdown = markdown::write(page, emphasis);
        let verdict = word_check::check(lines, &labels, &added, &markdown);
        CheckedMarkdown { markdown, verdict }
    };
    let marked = checked(Emphasis::Written);
    if marked.verdict.holds() {
        return marked;
    }
    let plain = checked(Emphasis::LeftOut);
    if !plain.verdict.holds() {
        return marked;
    }
    findings.push(ImportFinding::note(0, FindingCode::MarkupDropped, message!("import-markup-dropped")));
    plain
}
