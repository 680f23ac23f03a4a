//! The content security policy of the preview.
//!
//! Takes: the policy of the published pages, and the host that a browser asked.
//! Gives: the same policy, with the preview's own script, style and socket where it would keep these out, and without
//! any frame.
//! Never: allows a page anything else that it will not be allowed once it is published.

use crate::preview::overlay;

/// The policy for pages that a browser gets from `host`.
pub(super) fn policy(published: &str, host: &str) -> String {
    let mut directives: Vec<Vec<&str>> = published.split(';').map(|d| d.split_whitespace().collect()).collect();
    directives.retain(|directive| directive.first().is_some_and(|name| !is(name, "frame-ancestors")));
    let (own, socket) = (format!("http://{host}{}", overlay::PATH), format!("ws://{host}{}", overlay::PATH));
    allow(&mut directives, "script-src", &own);
    allow(&mut directives, "style-src", &own);
    // Not every browser takes a socket of the same host for `'self'`.
    allow(&mut directives, "connect-src", &socket);
    directives.push(vec!["frame-ancestors", "'none'"]);
    directives.iter().map(|directive| directive.join(" ")).collect::<Vec<_>>().join("; ")
}

/// Adds a source to a directive. One that is not there has the sources of `default-src`; without that, all are allowed.
fn allow<'a>(directives: &mut Vec<Vec<&'a str>>, name: &'a str, source: &'a str) {
    let at = |name: &str| directives.iter().position(|directive| is(directive[0], name));
    let at = match (at(name), at("default-src")) {
        (Some(at), _) => at,
        (None, Some(default)) => {
            let inherited = std::iter::once(name).chain(directives[default][1..].iter().copied()).collect();
            directives.push(inherited);
            directives.len() - 1
        }
        (None, None) => return,
    };
    let is_own = |known: &&str| is(known, "'self'") && source.starts_with("http:");
    if !directives[at].iter().any(is_own) {
        directives[at].retain(|known| !is(known, "'none'"));
        directives[at].push(source);
    }
}

fn is(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

#[cfg(test)]
mod tests {
    use super::policy;

    #[test]
    fn only_what_the_preview_itself_needs_is_added() {
        let of = |published| policy(published, "localhost:1");
        let socket = "ws://localhost:1/.voetnoot/";
        let own = "http://localhost:1/.voetnoot/";
        assert_eq!(
            of("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'self'"),
            format!(
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' {socket}; frame-ancestors 'none'"
            )
        );
        assert_eq!(
            of("Default-Src 'none'; img-src *;"),
            format!(
                "Default-Src 'none'; img-src *; script-src {own}; style-src {own}; connect-src {socket}; frame-ancestors 'none'"
            )
        );
        assert_eq!(of("img-src 'self'"), "img-src 'self'; frame-ancestors 'none'");
        assert_eq!(of(""), "frame-ancestors 'none'");
    }
}
