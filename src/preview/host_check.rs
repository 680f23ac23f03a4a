//! Who may ask the preview for something.
//!
//! Takes: the address that is served, and what a request says about itself.
//! Gives: whether to answer.
//! Never: answers to a name that is not the preview's own. Any web page can make its own name resolve to this machine
//! and then read what is served here as if it were its own (DNS rebinding); the `Host` header still gives the name that
//! was asked for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::http::uri::Authority;

/// Knows the address that is served.
#[derive(Debug, Clone)]
pub(super) struct HostCheck {
    served: SocketAddr,
    /// Names that were allowed besides, in small letters. Each is answered at any port, since a container or a tunnel may
    /// serve the preview at another one.
    names: Vec<String>,
}

impl HostCheck {
    /// Guards what is served at an address.
    pub(super) fn new(served: SocketAddr, names: &[String]) -> Self {
        HostCheck { served, names: names.iter().map(|name| name.to_ascii_lowercase()).collect() }
    }

    /// Whether a request with this `Host` header is meant for the preview.
    pub(super) fn allows_host(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        // A `Host` header contains no user information (RFC 9110, section 7.2).
        if host.contains('@') || (authority.port().is_none() && host.contains(':') && !host.ends_with(']')) {
            return false;
        }
        let name = authority.host();
        if self.names.iter().any(|allowed| name.eq_ignore_ascii_case(allowed)) {
            return true;
        }
        if authority.port_u16().unwrap_or(80) != self.served.port() {
            return false;
        }
        let literal: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
        let served = self.served.ip();
        match literal {
            Some(ip) if served.is_loopback() => ip == served || ip == Ipv4Addr::LOCALHOST || ip == Ipv6Addr::LOCALHOST,
            // A numeric address cannot be made to resolve to something else, so any of this machine's will do.
            Some(ip) => served.is_unspecified() || ip == served,
            None => (served.is_loopback() || served.is_unspecified()) && name.eq_ignore_ascii_case("localhost"),
        }
    }

    /// Whether a page of this origin may open a WebSocket: only the preview's own pages may (RFC 6455, section 10.2).
    pub(super) fn allows_origin(&self, origin: Option<&str>, host: &str) -> bool {
        let own = origin.and_then(|origin| origin.strip_prefix("http://"));
        own.is_some_and(|own| own.eq_ignore_ascii_case(host)) && self.allows_host(host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str) -> HostCheck {
        HostCheck::new(address.parse().unwrap(), &[])
    }

    #[test]
    fn only_the_names_of_this_machine_are_answered() {
        let check = check("127.0.0.1:1717");
        for good in ["127.0.0.1:1717", "localhost:1717", "LOCALHOST:1717", "[::1]:1717"] {
            assert!(check.allows_host(good), "{good}");
        }
        let bad = [
            "evil.example:1717",
            "127.0.0.1.evil.example:1717",
            "localhost",
            "localhost:80",
            "localhost.:1717",
            "127.0.0.2:1717",
            "192.168.1.4:1717",
            "user@localhost:1717",
            "evil.example@localhost:1717",
            "localhost:1717:1717",
            "localhost:",
            "",
            " ",
            "0.0.0.0:1717",
        ];
        for bad in bad {
            assert!(!check.allows_host(bad), "{bad}");
        }
    }

    #[test]
    fn an_open_address_answers_numbers_but_no_names() {
        let open = check("0.0.0.0:8000");
        assert!(open.allows_host("192.168.1.4:8000") && open.allows_host("localhost:8000"));
        assert!(!open.allows_host("evil.example:8000"));
        let one = check("192.168.1.4:80");
        assert!(one.allows_host("192.168.1.4") && one.allows_host("192.168.1.4:80"));
        assert!(!one.allows_host("192.168.1.5") && !one.allows_host("localhost"));
    }

    #[test]
    fn a_name_that_is_allowed_is_answered_at_any_port() {
        let named = HostCheck::new("0.0.0.0:8000".parse().unwrap(), &["DevBox".to_owned()]);
        assert!(named.allows_host("devbox:8080") && named.allows_host("DEVBOX") && named.allows_host("localhost:8000"));
        assert!(!named.allows_host("devbox.evil.example:8000") && !named.allows_host("user@devbox:8000"));
        assert!(named.allows_origin(Some("http://devbox:8080"), "devbox:8080"));
        assert!(!named.allows_origin(Some("http://devbox:8081"), "devbox:8080"));
    }

    #[test]
    fn only_pages_of_the_preview_open_a_socket() {
        let check = check("127.0.0.1:1717");
        assert!(check.allows_origin(Some("http://localhost:1717"), "localhost:1717"));
        for bad in [
            None,
            Some("null"),
            Some("https://localhost:1717"),
            Some("http://evil.example"),
            Some("http://localhost:1718"),
            Some("http://127.0.0.1:1717"),
        ] {
            assert!(!check.allows_origin(bad, "localhost:1717"), "{bad:?}");
        }
        assert!(!check.allows_origin(Some("http://evil.example:1717"), "evil.example:1717"));
    }
}
