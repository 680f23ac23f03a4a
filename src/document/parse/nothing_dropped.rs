//! What was typed is on the page, or in a diagnostic.
//!
//! Takes: texts of all kinds of Markdown, in which every word, target and picture is another.
//! Gives: proof that each of them is in what the document became, or is where a diagnostic points; and that what stands in
//! comments is in neither.
//! Never: reads a file.

use std::fmt::Write;

use proptest::prelude::*;

use super::tests::options;
use super::{Document, parse};
use crate::diagnostic::Code;
use crate::diagnostic::text_file::TextFile;
use crate::document::Role;
use crate::settings::RawHtml;

/// Kinds of Markdown. Each `W` becomes a word of its own, and each `C` one that is for colleagues only.
const KINDS: &[&str] = &[
    "W W",
    "W *W* W",
    "**W**, _W_ W",
    "W\nW\\\nW",
    "## W",
    "### W W",
    "# W",
    "- W\n- W\n  - W",
    "1. W\n4. W",
    "- W\n\n  W",
    "> W\n> W",
    "> ![W](W.png)",
    "```\nW\n```",
    "```text\nW",
    "    W",
    "W `W` W",
    "![W](W.png)",
    "![W](W.png \"W\")",
    "[![W](W.png)](https://e.example/W)",
    "- ![W](W.png)",
    "[W](https://e.example/W)",
    "[W](W.md)",
    "[[W]]",
    "[[W|W]]",
    "https://e.example/W",
    "<https://e.example/W>",
    "| W | W |\n|---|---|\n| W | W |",
    "| W | W |\n|---|---|\n| W | W | W |\n| W |",
    "| W |\n|---|\n| [[W|W]] |",
    "| W | W |\n|---|\n| W |",
    "W[^W]\n\n[^W]: W",
    "[^W]: W\n\n    W",
    "[^W]: W\n\n  W",
    "W[^W]",
    "W\n---",
    "W\n===",
    "---",
    "<b>W</b> W",
    "<div>\nW\n</div>",
    "W <!-- C --> W",
    "<!-- C -->\nW",
    "<!-- C -->",
    "- <!-- C --> W",
    "<!--\nC\n\nC\n-->\n\nW",
    "| W <!-- C --> |\n|---|\n| W |",
    "## W <!-- C -->",
    "W <!-- C",
    "<!-- C\n\nW",
    "&amp;W &nbsp; W",
    "\\*W\\*",
    "[W](W W.pdf)",
    "[W] (W)",
    "[W][W]",
    "[W]\n\n[W]: https://e.example/W",
    "- [ ] W\n- [x] W",
    "~~W~~",
    "= W",
    "## W {#W}",
    "$W$",
    "##W",
    "• W",
    "W\n    W",
    "1) W\n2) W",
    "+ W\n* W",
    "[](https://e.example/W)",
    "![](W.png)",
    "***W** W*",
    "W  \nW",
];

/// A text, its words, and the words of its comments.
fn texts() -> impl Strategy<Value = (String, Vec<String>, Vec<String>)> {
    let pieces = prop::collection::vec(
        (prop::sample::select(KINDS), prop::sample::select(&["\n\n", "\n", "\n\n\n"][..])),
        1..12,
    );
    pieces.prop_map(|pieces| {
        let (mut text, mut words, mut secret) = (String::new(), Vec::new(), Vec::new());
        for (kind, gap) in pieces {
            for c in kind.chars() {
                let list = match c {
                    'W' => &mut words,
                    'C' => &mut secret,
                    _ => {
                        text.push(c);
                        continue;
                    }
                };
                list.push(format!("{}{}e", if c == 'W' { "woord" } else { "intern" }, list.len()));
                text.push_str(list.last().map_or("", String::as_str));
            }
            text.push_str(gap);
        }
        (text, words, secret)
    })
}

/// Everything that a document became, as text.
fn shown(document: &Document) -> String {
    let Document { summary, body, .. } = document;
    let mut all = String::new();
    body.blocks.iter().for_each(|block| all.push_str(block.html()));
    for division in &summary.divisions {
        let _ = write!(all, "{} {} {}", division.label, division.title.html(), division.anchor);
        division.treatments.iter().for_each(|treatment| all.push_str(treatment.fragment.html()));
    }
    summary.notes.iter().for_each(|note| all.push_str(note.fragment.html()));
    let _ = write!(all, "{:?} {:?}", summary.targets, summary.links);
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_typed_is_shown_or_told((text, words, secret) in texts()) {
        let source = format!("---\ntitle: x\nformation: j\nstart: 2024-01-01\n---\n\n{text}");
        let file = TextFile::new("content/meetings/m/agenda.md", source.clone());
        let document = parse(&file, Role::Agenda { meeting: "m".to_owned() }, &options(RawHtml::Escaped));
        let shown = shown(&document);
        for word in &words {
            // The label of a note is not on the page; its number is.
            let is_label = source.contains(&format!("[^{word}]"));
            let at = source.find(word.as_str()).unwrap_or(0);
            let line = source[..at].rfind('\n').map_or(0, |end| end + 1);
            let told = document.diagnostics.iter().filter_map(|found| found.span).any(|span| {
                // What an open comment or a fence swallows is told at its beginning.
                (span.start as usize..=span.end as usize).contains(&at) || (line..=at).contains(&(span.start as usize))
            });
            let swallowed = swallowed(&document, &source, at) || in_unused_note(&document, &source, at);
            prop_assert!(shown.contains(word.as_str()) || is_label || told || swallowed, "{word} is lost of:\n{text}\n{shown}");
        }
        // A fence without an end makes code of the rest, comments and all; it is an error, so nothing of it goes out.
        let all_code = document.diagnostics.iter().any(|found| found.code == Code::UnclosedFence);
        for word in secret.iter().filter(|_| !all_code) {
            prop_assert!(!shown.contains(word.as_str()), "{word} of a comment is shown of:\n{text}\n{shown}");
        }
    }
}

/// Whether a place lies in a comment that nothing ends, up to the next empty line.
fn swallowed(document: &Document, source: &str, at: usize) -> bool {
    let begins = document.diagnostics.iter().filter(|found| found.code == Code::UnclosedComment);
    begins.filter_map(|found| found.span).any(|span| {
        let begin = span.start as usize;
        let end = source[begin..].find("\n\n").map_or(source.len(), |end| begin + end);
        (begin..end).contains(&at)
    })
}

/// Whether a place lies in a note that is told to be cited nowhere, or to be there already.
fn in_unused_note(document: &Document, source: &str, at: usize) -> bool {
    let told = document.diagnostics.iter();
    let mut told = told.filter(|found| matches!(found.code, Code::UnusedFootnote | Code::DuplicateFootnote));
    // What an open comment has swallowed begins no note.
    let mut begins = source[..at].rmatch_indices("\n[^").map(|(end, _)| end + 1);
    let begin = begins.find(|begin| !swallowed(document, source, *begin)).unwrap_or(0);
    told.any(|found| found.span.is_some_and(|span| span.start as usize == begin))
}
