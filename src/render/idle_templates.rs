//! Templates of a site that no page uses.
//!
//! Takes: the site's own templates, and the names of those of the theme.
//! Gives: a warning for each that replaces none of the theme's and that no other names.
//! Never: minds a template with components, which every template can use without naming it.

use crate::diagnostic::suggest;
use crate::diagnostic::text_file::TextFile;
use crate::diagnostic::{Code, Diagnostic, message};

/// The templates that change nothing.
pub(super) fn find(own: &[(String, TextFile)], of_theme: &[String]) -> Vec<Diagnostic> {
    let named = |name: &str| {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        own.iter().any(|(other, file)| other != name && quoted.iter().any(|words| file.text.contains(words)))
    };
    let has_components = |file: &TextFile| file.text.contains("endcomponent");
    let idle = own.iter().filter(|(name, file)| !of_theme.contains(name) && !has_components(file) && !named(name)).map(
        |(name, file)| {
            let hint = match suggest::nearest(name, of_theme.iter().map(String::as_str)) {
                Some(near) => message!("idle-template.hint-near", near),
                None => message!("idle-template.hint"),
            };
            Diagnostic::whole(Code::IdleTemplate, &file.path, message!("idle-template", name)).hint(hint)
        },
    );
    idle.collect()
}
