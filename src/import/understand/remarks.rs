//! Doubts about the document as a whole, as remarks within it where authors will see them.
//!
//! Takes: the findings so far, and the outline.
//! Gives: the outline, with a remark for each doubt that no line of the source shows.
//! Never: repeats what a comment already says, or drops a finding from the report.

use super::outline_node::{OutlineNode, SourceOutline};
use crate::diagnostic::MessageLanguage;
use crate::import::finding::{FindingCode, FindingSeverity, ImportFinding};

/// Puts warnings about the whole document after its first node, and the doubt about an informal meeting after the
/// agenda's title.
pub(crate) fn add(findings: &[ImportFinding], language: MessageLanguage, outline: &mut SourceOutline) {
    let said = |finding: &ImportFinding| match &finding.hint {
        Some(hint) => format!("{}: {}", finding.message.words(language), hint.words(language)),
        None => finding.message.words(language),
    };
    let of_file = findings
        .iter()
        .filter(|finding| finding.severity == FindingSeverity::Warning && finding.line == 0)
        .map(|finding| OutlineNode::Remark(said(finding)));
    let at = outline.nodes.len().min(1);
    outline.nodes.splice(at..at, of_file.collect::<Vec<_>>());
    if let Some(finding) = findings.iter().find(|finding| finding.code == FindingCode::FormalOrInformal) {
        let title = outline.title.as_deref();
        let is_title = |node: &OutlineNode| match node {
            OutlineNode::Hidden(rich) | OutlineNode::Heading { title: rich, .. } => Some(rich.text().as_str()) == title,
            _ => false,
        };
        let at = outline.nodes.iter().position(is_title).map_or(outline.nodes.len(), |at| at + 1);
        outline.nodes.insert(at, OutlineNode::Remark(finding.message.words(language)));
    }
}
