//! What forms in the browser may do that pages of the site may not.
//!
//! Takes: the files of a [`Site`].
//! Gives: a content security policy for `admin/`, if the site has a configuration for Sveltia CMS there.
//! Never: allows a script or a frame from elsewhere.

use crate::machines::rule_text;
use crate::site::Site;

/// Where the forms are.
const FOLDER: &str = "admin/";

/// Sveltia CMS sets styles from its script, shows what is uploaded before it is saved, and talks to the host of the repository. Its
/// icons are a font that its script asks for at one place alone; without them buttons show the names of icons.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      font-src 'self' https://cdn.jsdelivr.net; \
                      img-src 'self' data: blob: https://*.githubusercontent.com https://gitlab.com https://secure.gravatar.com; \
                      media-src 'self' blob:; frame-src blob:; \
                      connect-src 'self' data: blob: https://api.github.com https://gitlab.com; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The folder of the forms and its policy; `None` if the site has none.
fn forms(site: &Site) -> Option<(&'static str, &'static str)> {
    let file = site.file_at(&format!("{FOLDER}config.yml"))?;
    site.files[file].1.path.starts_with("static/").then_some((FOLDER, POLICY))
}

/// An expression that matches the paths of the forms on the host and nothing else, and their policy.
pub(super) fn by_pattern(site: &Site) -> Option<(String, &'static str)> {
    forms(site).map(|(folder, policy)| (format!("^{}", rule_text::pattern(&site.settings, folder)), policy))
}

/// The same for servers that know wildcards alone.
pub(super) fn by_wildcard(site: &Site) -> Option<(String, &'static str)> {
    forms(site).map(|(folder, policy)| (format!("{}*", rule_text::path(&site.settings, folder)), policy))
}

/// The policy of the page at a path on the host, if it is that of the forms.
pub(crate) fn at(site: &Site, path: &str) -> Option<&'static str> {
    let (folder, policy) = forms(site)?;
    path.starts_with(&rule_text::path(&site.settings, folder)).then_some(policy)
}
