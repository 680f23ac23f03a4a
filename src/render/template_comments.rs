//! HTML comments in the templates of a site.
//!
//! Takes: the site's own templates.
//! Gives: the same templates, each byte where it was, with blanks in the place of comments; a warning for each comment, and
//! an error for one without an end.
//! Never: touches comments of the template language, which reach no page, or instructions, which are carried out wherever
//! they stand.

use std::ops::Range;

use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, Edit, Hint, message};

const BEGIN: &str = "<!--";
const END: &str = "-->";

/// What of a template is not simply text, with the signs that end it.
const PARTS: [(&str, &str); 3] = [("{#", "#}"), ("{%", "%}"), ("{{", "}}")];

/// Templates without their comments, and what is said of those.
pub(super) fn withheld(own: &[(String, TextFile)]) -> (Vec<(String, String)>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let templates = own.iter().map(|(name, file)| (name.clone(), without_comments(file, &mut found))).collect();
    (templates, found)
}

fn without_comments(file: &TextFile, found: &mut Vec<Diagnostic>) -> String {
    let text = &*file.text;
    let mut left = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some((begin, end)) = next(text, at) {
        at = match end {
            Some(end) => {
                blank(text, begin..end, &mut left);
                found.push(told(file, begin..end));
                end
            }
            None => {
                let diagnostic = Diagnostic::at(
                    Code::UnclosedComment,
                    &file.path,
                    begin..begin + BEGIN.len(),
                    message!("unclosed-comment"),
                );
                found.push(diagnostic.hint(message!("unclosed-comment.hint")));
                text.len()
            }
        };
    }
    // Whole characters have been replaced by as many blanks as they have bytes.
    String::from_utf8(left).unwrap_or_else(|_| text.to_owned())
}

/// Where the next comment begins, and where it ends if it does.
fn next(text: &str, from: usize) -> Option<(usize, Option<usize>)> {
    let mut at = from;
    loop {
        let begin = at + text[at..].find(['<', '{'])?;
        let rest = &text[begin..];
        if let Some(inner) = rest.strip_prefix(BEGIN) {
            let end = inner.find(END).map(|end| begin + BEGIN.len() + end + END.len());
            return Some((begin, end));
        }
        let part = PARTS.iter().find(|(open, _)| rest.starts_with(open));
        at = match part {
            Some((open, close)) => begin + open.len() + rest[open.len()..].find(close)? + close.len(),
            None => begin + 1,
        };
    }
}

/// Blanks a comment, except the lines that it stands on and the instructions in it.
fn blank(text: &str, comment: Range<usize>, left: &mut [u8]) {
    let mut at = comment.start;
    while at < comment.end {
        let instruction = text[at..comment.end].find("{%").and_then(|begin| {
            let end = text[at + begin..comment.end].find("%}")?;
            Some(at + begin..at + begin + end + "%}".len())
        });
        let Range { start, end } = instruction.unwrap_or(comment.end..comment.end);
        left[at..start].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        at = end;
    }
}

fn told(file: &TextFile, comment: Range<usize>) -> Diagnostic {
    let inner = &file.text[comment.start + BEGIN.len()..comment.end - END.len()];
    let words = message!("template-comment.hint");
    let hint = match inner.contains(['{', '}']) {
        true => Hint::from(words),
        false => Hint::certain(
            words,
            [
                Edit::new(comment.start..comment.start + BEGIN.len(), "{#"),
                Edit::new(comment.end - END.len()..comment.end, "#}"),
            ],
        ),
    };
    Diagnostic::at(Code::TemplateComment, &file.path, comment, message!("template-comment")).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn withheld_of(text: &str) -> (String, usize) {
        let (templates, found) =
            withheld(&[("page.html".to_owned(), TextFile::new("templates/page.html", text.to_owned()))]);
        (templates[0].1.clone(), found.len())
    }

    #[test]
    fn what_is_left_stands_where_it_stood() {
        for (text, left, comments) in [
            ("a<!-- é\nb -->c", "a       \n     c", 1),
            ("<!-- {% if x %} -->b<!-- {% endif %} -->", "     {% if x %}    b     {% endif %}    ", 2),
            ("{# <!-- #}a<!---->", "{# <!-- #}a       ", 1),
            ("{{ '<!--' }}<p>", "{{ '<!--' }}<p>", 0),
            ("a <!-- b", "a <!-- b", 1),
            ("a <!-- {% b -->c", "a              c", 1),
        ] {
            assert_eq!(withheld_of(text), (left.to_owned(), comments), "{text}");
        }
    }
}
