//! Addresses of other sites that no reader can reach.
//!
//! Takes: the address of a link that leads out of the site.
//! Gives: what is wrong with it, as far as the address alone tells.
//! Never: asks another site; `check --external` does.

use std::net::IpAddr;

use crate::diagnostic::{Message, message};

/// Why nobody who reads the site gets anywhere with an address, and what was probably meant.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreachable {
    pub message: Message,
    pub meant: Option<String>,
}

/// Ends of names that stand for machines of an own network (RFC 6762, RFC 8375, and what offices use besides).
const OWN_NETWORK: &[&str] =
    &["localhost", "local", "lan", "intern", "internal", "intranet", "corp", "localdomain", "home.arpa"];

/// What is wrong with an address that has a scheme.
pub(crate) fn find(address: &str) -> Option<Unreachable> {
    let (scheme, rest) = address.split_once(':')?;
    let wrong = |message| Some(Unreachable { message, meant: None });
    if scheme.eq_ignore_ascii_case("mailto") {
        let to = rest.split('?').next().unwrap_or_default();
        let is_address =
            |one: &str| one.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        // Without one, the reader chooses to whom to write.
        let whole = to.is_empty() || to.split(',').all(|one| is_address(&one.replace("%40", "@")));
        return if whole { None } else { wrong(message!("unreachable-link.mail", address = to)) };
    }
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority =
        rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?', '#', '\\']).next()).unwrap_or_default();
    let (login, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let host = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
    if ["http", "https"].contains(&host.to_ascii_lowercase().as_str()) {
        let meant = rest.strip_prefix("//").filter(|rest| rest.contains("://")).map(str::to_owned);
        return Some(Unreachable { message: message!("unreachable-link.twice"), meant });
    }
    match host {
        "" => wrong(message!("unreachable-link.host")),
        _ if login.contains(':') => wrong(message!("unreachable-link.login")),
        _ if is_own(host) => wrong(message!("unreachable-link", host)),
        _ => None,
    }
}

/// Whether a host is of the writer's own machine or network.
fn is_own(host: &str) -> bool {
    let name = host.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
    match name.parse() {
        Ok(IpAddr::V4(v4)) => v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified(),
        Ok(IpAddr::V6(v6)) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
        Err(_) => {
            let ends = |end: &&str| name == **end || name.strip_suffix(*end).is_some_and(|rest| rest.ends_with('.'));
            !name.contains('.') || OWN_NETWORK.iter().any(ends)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everyone_can_reach_is_told_from_what_nobody_can() {
        for address in [
            "http://",
            "https:/example.nl",
            "https://https://example.nl",
            "http://localhost:1313/x",
            "https://intranet/stuk",
            "https://stukken.minbuza.local/x",
            "http://192.168.1.4/x",
            "http://[::1]/",
            "https://jan:geheim@example.nl/",
            "mailto:jan@",
            "mailto:jan",
        ] {
            assert!(find(address).is_some(), "{address}");
        }
        for address in [
            "https://example.nl",
            "https://www.example.nl:8443/a:b@c?d",
            "http://8.8.8.8/",
            "https://jan@example.nl/",
            "mailto:info@example.nl?subject=a",
            "mailto:a@example.nl,b@example.nl",
            "mailto:?subject=a",
            "tel:+31701234567",
        ] {
            assert_eq!(find(address), None, "{address}");
        }
        let twice = find("https://https://example.nl/a").and_then(|found| found.meant);
        assert_eq!(twice.as_deref(), Some("https://example.nl/a"));
    }
}
