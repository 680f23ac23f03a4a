//! Who may ask the preview for something.
//!
//! Takes: the address that is served, and what a request says of itself.
//! Gives: whether it is answered.
//! Never: answers a name that is not the preview's own. A page anywhere can make its own name resolve to this machine and then
//! read what is served here as if it were its own (DNS rebinding); the `Host` header still tells the name that was asked for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::http::uri::Authority;

/// Knows the address that is served.
#[derive(Debug, Clone, Copy)]
pub struct Guard {
    served: SocketAddr,
}

impl Guard {
    /// Guards what is served at an address.
    pub fn new(served: SocketAddr) -> Self {
        Guard { served }
    }

    /// Whether a request with this `Host` header is meant for the preview.
    pub fn allows_host(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        // A `Host` header has no user information (RFC 9110, section 7.2).
        if host.contains('@') || authority.port_u16().unwrap_or(80) != self.served.port() {
            return false;
        }
        if authority.port().is_none() && host.contains(':') && !host.ends_with(']') {
            return false;
        }
        let name = authority.host();
        let literal: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
        let served = self.served.ip();
        match literal {
            Some(ip) if served.is_loopback() => ip == served || ip == Ipv4Addr::LOCALHOST || ip == Ipv6Addr::LOCALHOST,
            // A number cannot be made to resolve to something else, so that any number of this machine will do.
            Some(ip) => served.is_unspecified() || ip == served,
            None => (served.is_loopback() || served.is_unspecified()) && name.eq_ignore_ascii_case("localhost"),
        }
    }

    /// Whether a WebSocket may be opened by a page of this origin: only by one of the preview's own (RFC 6455, section 10.2).
    pub fn allows_origin(&self, origin: Option<&str>, host: &str) -> bool {
        let own = origin.and_then(|origin| origin.strip_prefix("http://"));
        own.is_some_and(|own| own.eq_ignore_ascii_case(host)) && self.allows_host(host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(address: &str) -> Guard {
        Guard::new(address.parse().unwrap())
    }

    #[test]
    fn only_the_names_of_this_machine_are_answered() {
        let guard = guard("127.0.0.1:1717");
        for good in ["127.0.0.1:1717", "localhost:1717", "LOCALHOST:1717", "[::1]:1717"] {
            assert!(guard.allows_host(good), "{good}");
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
            assert!(!guard.allows_host(bad), "{bad}");
        }
    }

    #[test]
    fn an_open_address_answers_numbers_but_no_names() {
        let open = guard("0.0.0.0:8000");
        assert!(open.allows_host("192.168.1.4:8000") && open.allows_host("localhost:8000"));
        assert!(!open.allows_host("evil.example:8000"));
        let one = guard("192.168.1.4:80");
        assert!(one.allows_host("192.168.1.4") && one.allows_host("192.168.1.4:80"));
        assert!(!one.allows_host("192.168.1.5") && !one.allows_host("localhost"));
    }

    #[test]
    fn only_pages_of_the_preview_open_a_socket() {
        let guard = guard("127.0.0.1:1717");
        assert!(guard.allows_origin(Some("http://localhost:1717"), "localhost:1717"));
        for bad in [
            None,
            Some("null"),
            Some("https://localhost:1717"),
            Some("http://evil.example"),
            Some("http://localhost:1718"),
            Some("http://127.0.0.1:1717"),
        ] {
            assert!(!guard.allows_origin(bad, "localhost:1717"), "{bad:?}");
        }
        assert!(!guard.allows_origin(Some("http://evil.example:1717"), "evil.example:1717"));
    }
}
