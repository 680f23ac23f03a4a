//! What a link points at, as far as its own file tells.
//!
//! Takes: the destination of a Markdown link and the path of the file it stands in.
//! Gives: an address outside the site, or a [`Target`] within it.
//! Never: looks whether the target exists; [`crate::link`] does.

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::diagnostic::Code;
use crate::document::Target;
use crate::seal::KEPT;

/// What a destination turns out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Read {
    /// An address outside the site.
    External(String),
    /// Something within it.
    Internal(Target),
}

/// Why a destination cannot be used.
#[derive(Debug)]
pub struct Problem {
    /// The code of the diagnostic.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to type instead.
    pub hint: String,
}

/// Reads the destination of a link in the file at `path` (from the root of the site).
///
/// # Errors
/// A [`Problem`] for schemes that no page should carry and for paths that leave the content folder.
pub fn read(destination: &str, path: &Arc<str>) -> Result<Read, Problem> {
    let destination = destination.trim();
    if let Some(scheme) = scheme(destination) {
        return external(destination, &scheme);
    }
    if destination.starts_with("//") {
        let hint = format!("write `https:{destination}`");
        return Err(Problem { code: Code::UnsafeLink, message: format!("`{destination}` names no scheme"), hint });
    }
    let (place, anchor) = split_anchor(destination);
    if destination.is_empty() {
        let hint = "write the destination between the round brackets".to_owned();
        return Err(Problem { code: Code::BrokenLink, message: "the link leads nowhere".to_owned(), hint });
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
            message: format!("`{destination}` leads outside the content folder"),
            hint: "link to a file within `content`".to_owned(),
        }),
    }
}

/// The folder that links of a file are seen from. A version that a seal keeps lies deeper than the file that it was.
fn folder(path: &str) -> &str {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.split_once(KEPT).map_or(folder, |(meeting, _)| meeting.trim_end_matches('/'))
}

/// Reads the inside of `[[id#anchor]]`.
pub fn wiki(destination: &str) -> Read {
    // In a table the bar has to be written `\|`, and the parser leaves the backslash here.
    let (id, anchor) = split_anchor(destination.trim().trim_end_matches('\\'));
    match (id, anchor) {
        ("", Some(anchor)) => Read::Internal(Target::Here(anchor)),
        (id, anchor) => Read::Internal(Target::Wiki { id: id.to_owned(), anchor }),
    }
}

/// The path of a file from the content folder, given its path from the root of the site.
pub fn content_path(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

fn external(destination: &str, scheme: &str) -> Result<Read, Problem> {
    match scheme {
        "http" | "https" | "mailto" | "tel" => Ok(Read::External(destination.to_owned())),
        _ => Err(Problem {
            code: Code::UnsafeLink,
            message: format!("a link cannot begin with `{scheme}:`"),
            hint: "link to `https://…`, `mailto:…`, `tel:…` or a file of the site".to_owned(),
        }),
    }
}

/// The scheme of a destination in lower case. Blanks and control characters within it, which browsers ignore, do not hide it.
fn scheme(destination: &str) -> Option<String> {
    let (before, _) = destination.split_once(':')?;
    let scheme: String = before.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let valid =
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
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

/// A relative path seen from a folder, without `.` and `..`; `None` if it leaves the content folder.
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
        assert_eq!(read("../jbz-2024-03-04/agenda.md#item", &path).unwrap(), file("meetings/jbz-2024-03-04/agenda.md", Some("item")));
        assert_eq!(read("./bijlage%201.pdf", &path).unwrap(), file("meetings/jbz-2024-06-13/bijlage 1.pdf", None));
        assert_eq!(read("#item", &path).unwrap(), Read::Internal(Target::Here("item".to_owned())));
        assert!(read("../../../../etc/passwd", &path).is_err());
    }

    #[test]
    fn schemes_that_run_code_are_refused_however_they_are_spelled() {
        let path = "content/pages/a.md".into();
        for bad in ["javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", " data:text/html,x", "vbscript:x", "//evil.example"] {
            assert!(read(bad, &path).is_err(), "{bad}");
        }
        assert!(matches!(read("https://example.nl/a:b", &path), Ok(Read::External(_))));
    }
}
