//! What a link points at, as far as its own file tells.
//!
//! Takes: the destination of a Markdown link and the path of the file it stands in.
//! Gives: an address outside the site, or a [`Target`] within it.
//! Never: checks whether the target exists; [`crate::site::link`] does.

use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::diagnostic::{Code, Message, message, suggest};
use crate::document::Target;
use crate::project::seal_text::KEPT;

/// What a destination is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Read {
    /// An address outside the site.
    External(String),
    Internal(Target),
}

/// Why a destination cannot be used.
#[derive(Debug)]
pub(crate) struct Problem {
    pub code: Code,
    pub message: Message,
    pub hint: Message,
    /// What was probably meant.
    pub meant: Option<String>,
}

/// Reads the destination of a link in the file at `path`, counted from the root of the project.
///
/// # Errors
/// A [`Problem`] for schemes that no page should carry and for paths that leave the content folder.
pub(crate) fn read(destination: &str, path: &Arc<str>) -> Result<Read, Problem> {
    let destination = destination.trim();
    if let Some(scheme) = scheme(destination) {
        return external(destination, &scheme);
    }
    if destination.starts_with("//") {
        let meant = format!("https:{destination}");
        let (message, hint) = (message!("no-scheme", destination), message!("write", words = meant));
        return Err(Problem { code: Code::UnsafeLink, message, hint, meant: Some(meant) });
    }
    let (place, anchor) = split_anchor(destination);
    if destination.is_empty() {
        let (message, hint) = (message!("leads-nowhere"), message!("leads-nowhere.hint"));
        return Err(Problem { code: Code::BrokenLink, message, hint, meant: None });
    }
    if place.is_empty() {
        return Ok(Read::Internal(Target::Here(anchor.unwrap_or_default())));
    }
    if let Some(address) = place.strip_prefix('/') {
        let address = address.split('?').next().unwrap_or("");
        return Ok(Read::Internal(Target::Address { address: decode(address), anchor }));
    }
    let folder = folder(content_path(path));
    match resolve(folder, &decode(place.split('?').next().unwrap_or(""))) {
        Some(path) => Ok(Read::Internal(Target::File { path, anchor })),
        None => Err(Problem {
            code: Code::BrokenLink,
            message: message!("outside-content", destination),
            hint: message!("outside-content.hint"),
            meant: None,
        }),
    }
}

/// The folder from which the links of a file are resolved. A version kept by a seal lies deeper than the file did.
fn folder(path: &str) -> &str {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.split_once(KEPT).map_or(folder, |(meeting, _)| meeting.trim_end_matches('/'))
}

/// Reads the inside of `[[id#anchor]]`.
pub(crate) fn wiki(destination: &str) -> Read {
    // Within a table, the bar has to be written `\|`, and the parser leaves the backslash here.
    let (id, anchor) = split_anchor(destination.trim().trim_end_matches('\\'));
    match (id, anchor) {
        ("", Some(anchor)) => Read::Internal(Target::Here(anchor)),
        (id, anchor) => Read::Internal(Target::Wiki { id: id.to_owned(), anchor }),
    }
}

/// The path of a file from the content folder, given its path from the root of the project.
pub(crate) fn content_path(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

fn external(destination: &str, scheme: &str) -> Result<Read, Problem> {
    match scheme {
        "http" | "https" | "mailto" | "tel" => Ok(Read::External(destination.to_owned())),
        _ => Err(Problem {
            code: Code::UnsafeLink,
            message: message!("unsafe-link", scheme),
            hint: message!("unsafe-link.hint"),
            meant: web_address(destination, scheme),
        }),
    }
}

/// The address of the web that somebody meant who mistyped its scheme, such as `htps://…`.
fn web_address(destination: &str, scheme: &str) -> Option<String> {
    let (_, rest) = destination.split_once(':')?;
    let meant = suggest::nearest(scheme, ["https", "http"])?;
    rest.starts_with("//").then(|| format!("{meant}:{rest}"))
}

/// The host of a destination that lacks its scheme, such as `www.example.nl/over`.
pub(crate) fn lacks_scheme(destination: &str) -> bool {
    destination.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("www."))
}

/// A file as a link in the document at `path` names it; both are counted from the content folder.
pub(crate) fn relative(file: &str, path: &str) -> String {
    let mut from: Vec<&str> = folder(path).split('/').filter(|part| !part.is_empty()).collect();
    let mut to: Vec<&str> = file.split('/').collect();
    while to.len() > 1 && from.first() == to.first() && !from.is_empty() {
        from.remove(0);
        to.remove(0);
    }
    let ups = from.iter().map(|_| "..");
    let parts = ups.chain(to).map(|part| utf8_percent_encode(part, &SIGNS).to_string());
    parts.collect::<Vec<_>>().join("/")
}

/// What stands for something else in the target of a link.
const SIGNS: AsciiSet =
    CONTROLS.add(b' ').add(b'(').add(b')').add(b'<').add(b'>').add(b'%').add(b'#').add(b'?').add(b'\\');

/// The scheme of a destination in lower case. Blanks and control characters within it, which browsers ignore, do not
/// hide it.
fn scheme(destination: &str) -> Option<String> {
    let (before, _) = destination.split_once(':')?;
    let scheme: String = before.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    valid.then(|| scheme.to_ascii_lowercase())
}

fn split_anchor(destination: &str) -> (&str, Option<String>) {
    match destination.split_once('#') {
        Some((place, anchor)) => (place, Some(decode(anchor)).filter(|a| !a.is_empty())),
        None => (destination, None),
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A relative path resolved against a folder, without `.` and `..`; `None` if it leaves the content folder.
fn resolve(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, anchor: Option<&str>) -> Read {
        Read::Internal(Target::File { path: path.to_owned(), anchor: anchor.map(str::to_owned) })
    }

    #[test]
    fn relative_paths_are_seen_from_their_file() {
        let path = "content/meetings/jbz-2024-06-13/agenda.md".into();
        assert_eq!(
            read("../jbz-2024-03-04/agenda.md#item", &path).unwrap(),
            file("meetings/jbz-2024-03-04/agenda.md", Some("item"))
        );
        assert_eq!(read("./bijlage%201.pdf", &path).unwrap(), file("meetings/jbz-2024-06-13/bijlage 1.pdf", None));
        assert_eq!(read("#item", &path).unwrap(), Read::Internal(Target::Here("item".to_owned())));
        assert!(read("../../../../etc/passwd", &path).is_err());
    }

    #[test]
    fn a_file_is_named_as_it_must_be_typed() {
        let path = "meetings/jbz/agenda.md";
        for (file, typed) in [
            ("meetings/jbz/a b.pdf", "a%20b.pdf"),
            ("meetings/eco/agenda.md", "../eco/agenda.md"),
            ("dossiers/x.md", "../../dossiers/x.md"),
            ("jbz/agenda.md", "../../jbz/agenda.md"),
        ] {
            assert_eq!(relative(file, path), typed);
            assert_eq!(resolve(folder(path), &decode(typed)).as_deref(), Some(file));
        }
        assert_eq!(relative("a.md", "b.md"), "a.md");
    }

    #[test]
    fn a_mistyped_scheme_is_that_of_a_web_address() {
        let path = "content/pages/a.md".into();
        let meant = |typed| read(typed, &path).unwrap_err().meant;
        assert_eq!(meant("htps://www.example.nl/a").as_deref(), Some("https://www.example.nl/a"));
        assert_eq!(meant("//example.nl").as_deref(), Some("https://example.nl"));
        assert_eq!(meant("javascript://x"), None);
    }

    #[test]
    fn schemes_that_run_code_are_refused_however_they_are_spelled() {
        let path = "content/pages/a.md".into();
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\tscript:x",
            " data:text/html,x",
            "vbscript:x",
            "//evil.example",
        ] {
            assert!(read(bad, &path).is_err(), "{bad}");
        }
        assert!(matches!(read("https://example.nl/a:b", &path), Ok(Read::External(_))));
    }
}
