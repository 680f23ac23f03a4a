//! Attachments that can contain scripts: pictures in SVG, HTML, XML and the like.
//!
//! Takes: the files of a [`Site`].
//! Gives: how a server should send each, and a diagnostic if no rules for servers are made.
//! Never: looks into a file, which may change afterwards; or restricts files in `static`, which are the site's own.

use crate::diagnostic::{Code, Diagnostic, message};
use crate::settings::publication::Server;
use crate::site::Site;

/// How a server should send a file that can contain a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handling {
    /// Shown, but without scripts, forms or the rights of the site.
    Sandboxed,
    /// Saved, and never shown.
    Downloaded,
}

/// The extensions of such files, except those that pages of a site have as well.
pub(crate) const ENDINGS: &[(&[&str], Handling)] = &[
    (
        &["svgz?", "xml", "xhtml?", "xht", "htm", "shtml?", "xslt?", "mml", "mathml", "rdf", "rss", "atom"],
        Handling::Sandboxed,
    ),
    (&["mhtml?", "mht", "hta", "htc", "swf", "jar", "chm"], Handling::Downloaded),
];

impl Handling {
    /// The header that says so, name and value, on a site with this content security policy.
    pub(crate) fn header(self, policy: &str) -> (&'static str, String) {
        match self {
            Handling::Sandboxed => ("Content-Security-Policy", format!("sandbox; {policy}")),
            Handling::Downloaded => ("Content-Disposition", "attachment".to_owned()),
        }
    }

    /// How to send the file at a path, by its extension; `None` if it cannot contain a script.
    pub(crate) fn of(path: &str) -> Option<Handling> {
        let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        // The mark after a letter says that the letter may be missing.
        let is = |known: &&str| match known.strip_suffix('?') {
            Some(long) => ending == long || ending == long[..long.len() - 1],
            None => ending == **known,
        };
        let listed = ENDINGS.iter().find(|(endings, _)| endings.iter().any(is));
        listed.map(|(_, handling)| *handling).or((ending == "html").then_some(Handling::Sandboxed))
    }
}

/// Every attachment that can contain a script, with its address.
pub(crate) fn all(site: &Site) -> impl Iterator<Item = (&str, Handling)> {
    let attached = site.files.iter().filter(|(_, file)| file.path.starts_with("content/"));
    attached.filter_map(|(address, _)| Some((address.as_str(), Handling::of(address)?)))
}

/// The addresses of those with the extension of a page.
pub(crate) fn pages(site: &Site) -> impl Iterator<Item = &str> {
    all(site).map(|(address, _)| address).filter(|address| address.to_ascii_lowercase().ends_with(".html"))
}

/// Reports attachments that can contain scripts, if no rules are made that would keep the scripts from running.
pub(crate) fn check(site: &Site) -> Option<Diagnostic> {
    // A file of `static` comes in the place of rules that the program would make.
    let is_made = |server: &Server| site.file_at(server.rules_address()).is_none();
    if site.settings.publication.headers.servers.iter().any(is_made) {
        return None;
    }
    let mut attached = site
        .files
        .iter()
        .filter(|(address, file)| file.path.starts_with("content/") && Handling::of(address).is_some());
    let first = &attached.next()?.1.path;
    let message = match attached.count() {
        0 => message!("active-attachment"),
        others => message!("active-attachments", others),
    };
    Some(Diagnostic::whole(Code::ActiveAttachment, first, message).hint(message!("active-attachment.hint")))
}
