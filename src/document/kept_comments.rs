//! Comments in files that leave the project.
//!
//! Takes: documents whose files are sealed or packed.
//! Gives: a diagnostic for each comment in them that nobody has accepted; the text of a file without its comments.
//! Never: decides what leaves, or changes a file.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Message, Span, message};
use crate::document::Document;

/// Every comment in the files of these meetings that is not accepted with a reason. `hint` says what to do about them.
pub(crate) fn left(documents: &[Arc<Document>], meetings: &[&str], hint: &Message) -> Vec<Diagnostic> {
    let leaves =
        |document: &&Arc<Document>| document.summary.role.meeting().is_some_and(|meeting| meetings.contains(&meeting));
    let report = |document: &Document, span: Span| {
        let path = &document.source.path;
        Diagnostic::at(Code::KeptComment, path, span, message!("kept-comment")).hint(hint.clone())
    };
    let of = |document: &Arc<Document>| -> Vec<Diagnostic> {
        let spans = document.comments.iter().filter(|span| !is_accepted(document, **span));
        spans.map(|span| report(document, *span)).collect()
    };
    documents.iter().filter(leaves).flat_map(of).collect()
}

fn is_accepted(document: &Document, span: Span) -> bool {
    let comment = document.source.text.get(span.range()).unwrap_or_default();
    document.summary.front.accepted.iter().any(|acceptance| {
        acceptance.code == Code::KeptComment && acceptance.words.as_ref().is_none_or(|words| comment.contains(words))
    })
}

/// The text without the comments at these places, and without the lines that held nothing else.
pub(crate) fn stripped(text: &str, comments: &[Span]) -> String {
    let mut left = String::with_capacity(text.len());
    let mut done = 0;
    for comment in comments {
        let range = comment.range();
        let line = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let end = text[range.end..].find('\n').map_or(text.len(), |end| range.end + end + 1);
        let alone = text[line..range.start].trim().is_empty() && text[range.end..end].trim().is_empty();
        let (mut start, mut end) = if alone { (line, end) } else { (range.start, range.end) };
        if alone && text[..start].ends_with("\n\n") && text[end..].starts_with('\n') {
            end += 1;
        }
        start = start.max(done);
        left.push_str(&text[done..start]);
        done = end.max(start);
    }
    left.push_str(&text[done..]);
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_goes_with_the_lines_that_it_fills() {
        let text = "een <!-- a --> twee\n\n<!-- b\nc -->\n\ndrie\n# d\nvier";
        let spans: Vec<Span> = ["<!-- a -->", "<!-- b\nc -->", "# d"]
            .iter()
            .map(|comment| text.find(comment).map(|at| Span::new(at, at + comment.len())).unwrap())
            .collect();
        assert_eq!(stripped(text, &spans), "een  twee\n\ndrie\nvier");
        assert_eq!(stripped("<!-- a -->", &[Span::new(0, 10)]), "");
    }
}
