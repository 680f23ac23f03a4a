//! The built-in theme: templates, stylesheet, script and fonts, embedded in the program.
//!
//! Takes: nothing.
//! Gives: its files, by name.
//! Never: reads the site; a site replaces files of the theme one by one, which [`crate::render`] and [`crate::flow`]
//! see to.

pub(crate) mod overrides;

use std::borrow::Cow;

use rust_embed::Embed;

#[derive(Embed)]
#[folder = "templates/"]
struct Templates;

#[derive(Embed)]
#[folder = "static/"]
struct Static;

/// The built-in templates, by name.
pub(crate) fn templates() -> Vec<(String, String)> {
    let text = |name: &str| Templates::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
    let mut templates: Vec<(String, String)> = Templates::iter()
        .filter(|name| name.ends_with(".html"))
        .filter_map(|name| Some((name.to_string(), text(&name)?)))
        .collect();
    templates.sort();
    templates
}

/// The paths of the built-in static files.
pub(crate) fn static_names() -> impl Iterator<Item = String> {
    Static::iter().map(|path| path.to_string())
}

/// The built-in static files, by path.
pub(crate) fn statics() -> Vec<(String, Cow<'static, [u8]>)> {
    let mut files: Vec<_> =
        Static::iter().filter_map(|path| Some((path.to_string(), Static::get(&path)?.data))).collect();
    files.sort();
    files
}

/// The built-in static file at a path, if there is one.
pub(crate) fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    Static::iter().any(|known| known == path).then(|| Static::get(path)).flatten().map(|file| file.data)
}
