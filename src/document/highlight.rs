//! Colours for blocks of code, as CSS classes.
//!
//! Takes: code and the name of its language.
//! Gives: HTML in which each token has a class that begins with `hl-`.
//! Never: writes colours or `style` attributes; the stylesheet sets those, so a strict Content-Security-Policy is
//! possible.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// The syntaxes of syntect and those that two-face adds, such as TOML. Unpacked at the first block of code, since that
/// takes longer than building a small site.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The longest line that is coloured, in bytes. The time for a line grows with the square of its length.
const LONGEST: usize = 2000;

/// The code as HTML; `None` if the language is not known.
pub(crate) fn html(language: &str, code: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    if code.lines().any(|line| line.len() > LONGEST) {
        let mut plain = String::new();
        let _ = pulldown_cmark_escape::escape_html(&mut plain, code);
        return Some(plain);
    }
    let mut generator =
        ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, ClassStyle::SpacedPrefixed { prefix: "hl-" });
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

/// The known language whose name is closest to an unknown one.
pub(crate) fn nearest(language: &str) -> Option<&'static str> {
    let names = SYNTAXES.syntaxes().iter().flat_map(|s| s.file_extensions.iter().map(String::as_str));
    crate::diagnostic::suggest::nearest(language, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_no_styles() {
        for language in ["markdown", "yaml", "toml", "rust", "json", "console"] {
            let html = html(language, "title = \"<b>\"\n").unwrap_or_default();
            assert!(!html.contains("style=") && !html.contains("<b>"), "{language}: {html}");
        }
        assert!(html("toml", "a = 1\n").unwrap().contains("hl-"));
        assert!(html("klingon", "a").is_none());
    }
}
