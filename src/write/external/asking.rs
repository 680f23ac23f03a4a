//! Asks other sites whether they have an address.
//!
//! Takes: an address, and how long asking may take.
//! Gives: an [`SiteAnswer`].
//! Never: asks a host twice at the same time or without a pause, follows more than a few redirects, reads the body of an answer,
//! or goes from a public site into a closed network.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustls::CertificateError;
use ureq::Agent;
use ureq::http::StatusCode;
use url::{Host, Url};

use super::answer::{CertificateFault, Silence, SiteAnswer};
use crate::failure::Failure;
use crate::write::trust;

/// How long a host is left alone after each request.
const PAUSE: Duration = Duration::from_millis(500);
/// So many redirects are followed; the Fetch standard lets browsers follow twenty.
const MOST_REDIRECTS: usize = 10;
/// The most bytes that the head of an answer may have; of its body nothing is read.
const MOST_HEAD: usize = 64 << 10;
/// After so many addresses of one host that were not answered, the others are not asked for.
const PATIENCE: usize = 3;

/// Names the program and where to find out about it, as RFC 9110 10.1.5 asks.
const USER_AGENT: &str = concat!("voetnoot/", env!("CARGO_PKG_VERSION"), " (link check)");

/// Whoever asks.
pub(super) struct Asker {
    agent: Agent,
    hosts: Mutex<HashMap<String, Arc<Mutex<HostState>>>>,
    /// How long one address may take, without the pauses.
    per_address: Duration,
    /// When asking ends.
    until: Instant,
    /// The site's own addresses, which nobody is asked for.
    own: Vec<Url>,
}

/// What is known of a host.
#[derive(Debug, Default)]
struct HostState {
    asked: Option<Instant>,
    /// How many addresses in a row it did not answer.
    unanswered: usize,
    /// What the latest of those came to.
    latest: Option<SiteAnswer>,
}

/// What came back from one request.
enum Came {
    Status(StatusCode),
    /// To this address, for ever or not.
    Redirect(Url, Lasting),
    Nothing(SiteAnswer),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lasting {
    ForEver,
    ForNow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Head,
    Get,
}

impl Asker {
    /// # Errors
    /// When the machine has no certificates of those who may sign others.
    pub(super) fn new(per_address: Duration, until: Instant, own: Vec<Url>) -> Result<Asker, Failure> {
        let agent = Agent::config_builder()
            .tls_config(trust::config()?)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(USER_AGENT)
            .accept("*/*")
            .max_response_header_size(MOST_HEAD)
            .build()
            .new_agent();
        Ok(Asker { agent, hosts: Mutex::default(), per_address, until, own })
    }

    /// What becomes of an address; `None` if there is no time left to find out.
    pub(super) fn ask(&self, address: &Url) -> Option<SiteAnswer> {
        let host = self.host(address);
        let known = {
            let state = host.lock().unwrap_or_else(PoisonError::into_inner);
            state.latest.clone().filter(|latest| state.unanswered >= PATIENCE || *latest == SiteAnswer::UnknownHost)
        };
        let answer = match known {
            Some(answer) => answer,
            None => self.follow(address)?,
        };
        let mut state = host.lock().unwrap_or_else(PoisonError::into_inner);
        let is_unanswered = matches!(
            answer,
            SiteAnswer::UnknownHost | SiteAnswer::Silent(Silence::TimedOut | Silence::Refused | Silence::Unreadable)
        );
        state.unanswered = if is_unanswered { state.unanswered + 1 } else { 0 };
        state.latest = is_unanswered.then(|| answer.clone());
        Some(answer)
    }

    fn follow(&self, address: &Url) -> Option<SiteAnswer> {
        let (mut at, mut spent) = (address.clone(), Duration::ZERO);
        // Where it leads for ever, as long as nothing on the way leads there for now.
        let (mut lasting, mut moved) = (Lasting::ForEver, None);
        for _ in 0..=MOST_REDIRECTS {
            let came = match self.came(&at, &mut spent, Method::Head)? {
                // Many a server that has a page says something else of it when asked for its head alone.
                Came::Status(status) if status.as_u16() >= 400 => self.came(&at, &mut spent, Method::Get)?,
                Came::Nothing(SiteAnswer::Silent(Silence::Unreadable)) => self.came(&at, &mut spent, Method::Get)?,
                came => came,
            };
            let (next, how) = match came {
                Came::Nothing(answer) => return Some(answer),
                Came::Status(status) => return Some(of_status(status, moved.filter(|moved| moved != address))),
                Came::Redirect(next, how) => (next, how),
            };
            if how == Lasting::ForNow {
                lasting = Lasting::ForNow;
            }
            if is_own(&next, &self.own) {
                return Some(SiteAnswer::There);
            }
            if !may_follow(&at, &next) {
                return Some(SiteAnswer::Silent(Silence::LeadsInward));
            }
            if lasting == Lasting::ForEver {
                moved = Some(next.clone());
            }
            at = next;
        }
        Some(SiteAnswer::Silent(Silence::LeadsRound))
    }

    /// Asks once, when it is the turn of the host. `None` if there is no time left.
    fn came(&self, address: &Url, spent: &mut Duration, method: Method) -> Option<Came> {
        let host = self.host(address);
        let mut state = host.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(asked) = state.asked {
            std::thread::sleep(PAUSE.saturating_sub(asked.elapsed()));
        }
        let began = now();
        let left = self.until.saturating_duration_since(began);
        let limit = self.per_address.saturating_sub(*spent);
        if left.is_zero() {
            return None;
        }
        if limit.is_zero() {
            return Some(Came::Nothing(SiteAnswer::Silent(Silence::TimedOut)));
        }
        let came = self.send(address, method, limit.min(left));
        state.asked = Some(now());
        *spent += began.elapsed();
        // Whether it would have answered, had there been more time, is not known.
        let is_cut_short = left < limit && matches!(came, Came::Nothing(SiteAnswer::Silent(Silence::TimedOut)));
        (!is_cut_short).then_some(came)
    }

    fn send(&self, address: &Url, method: Method, limit: Duration) -> Came {
        let request = match method {
            Method::Head => self.agent.head(address.as_str()),
            Method::Get => self.agent.get(address.as_str()),
        };
        match request.config().timeout_global(Some(limit)).build().call() {
            Ok(response) => {
                let status = response.status();
                let named = response.headers().get("location").map(|value| String::from_utf8_lossy(value.as_bytes()));
                match (status.as_u16(), named.and_then(|named| address.join(&named).ok())) {
                    (301 | 308, Some(next)) => Came::Redirect(next, Lasting::ForEver),
                    (302 | 303 | 307, Some(next)) => Came::Redirect(next, Lasting::ForNow),
                    _ => Came::Status(status),
                }
            }
            Err(error) => Came::Nothing(of_error(&error)),
        }
    }

    fn host(&self, address: &Url) -> Arc<Mutex<HostState>> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.entry(address.host_str().unwrap_or_default().to_owned()).or_default().clone()
    }
}

#[expect(clippy::disallowed_methods, reason = "how long others take is a matter of the clock")]
fn now() -> Instant {
    Instant::now()
}

fn of_status(status: StatusCode, moved: Option<Url>) -> SiteAnswer {
    match status.as_u16() {
        200..=399 => moved.map_or(SiteAnswer::There, |moved| SiteAnswer::MovedFor(moved.into())),
        404 | 410 => SiteAnswer::Gone(status.as_u16()),
        // Login needed, payment, forbidden, wrong method or kind for a robot, too many requests, kept back by law.
        401..=403 | 405 | 406 | 407 | 429 | 451 | 999 => SiteAnswer::Closed(status.as_u16()),
        other => SiteAnswer::Silent(Silence::Status(other)),
    }
}

fn of_error(error: &ureq::Error) -> SiteAnswer {
    match error {
        ureq::Error::HostNotFound => SiteAnswer::UnknownHost,
        ureq::Error::Timeout(_) => SiteAnswer::Silent(Silence::TimedOut),
        ureq::Error::Rustls(error) => of_tls(error),
        ureq::Error::Io(error) => of_io(error),
        ureq::Error::ConnectionFailed | ureq::Error::ConnectProxyFailed(_) => SiteAnswer::Silent(Silence::Refused),
        _ => SiteAnswer::Silent(Silence::Unreadable),
    }
}

fn of_io(error: &std::io::Error) -> SiteAnswer {
    use std::io::ErrorKind;
    if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        return of_tls(error);
    }
    // What looking up a name came to has no kind of its own; these are the words of the standard library, and the numbers of
    // Windows (WSAHOST_NOT_FOUND and its like).
    let is_lookup = error.to_string().starts_with("failed to lookup address");
    if is_lookup || matches!(error.raw_os_error(), Some(11001..=11004)) {
        return SiteAnswer::UnknownHost;
    }
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => SiteAnswer::Silent(Silence::TimedOut),
        ErrorKind::UnexpectedEof
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe => SiteAnswer::Silent(Silence::Unreadable),
        _ => SiteAnswer::Silent(Silence::Refused),
    }
}

fn of_tls(error: &rustls::Error) -> SiteAnswer {
    let rustls::Error::InvalidCertificate(error) = error else { return SiteAnswer::Untrusted(CertificateFault::Other) };
    SiteAnswer::Untrusted(match error {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => CertificateFault::Expired,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateFault::OtherName
        }
        CertificateError::UnknownIssuer => CertificateFault::UnknownIssuer,
        _ => CertificateFault::Other,
    })
}

/// Whether an address belongs to the site itself.
pub(super) fn is_own(address: &Url, own: &[Url]) -> bool {
    own.iter().any(|own| {
        address.host() == own.host()
            && address.port() == own.port()
            && (address.path().starts_with(own.path()) || format!("{}/", address.path()) == own.path())
    })
}

/// A public site has no business in a closed network: it could make this machine ask for what only this machine can reach.
fn may_follow(from: &Url, to: &Url) -> bool {
    matches!(to.scheme(), "http" | "https") && (!is_inward(to) || is_inward(from))
}

fn is_inward(address: &Url) -> bool {
    let inward = |ip: IpAddr| match ip {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unicast_link_local() || ip.is_unique_local() || ip.is_unspecified(),
    };
    match address.host() {
        Some(Host::Ipv4(ip)) => inward(ip.into()),
        Some(Host::Ipv6(ip)) => inward(ip.to_ipv4_mapped().map_or(ip.into(), IpAddr::V4)),
        Some(Host::Domain(name)) => {
            name == "localhost" || name.ends_with(".localhost") || name.ends_with(".internal") || !name.contains('.')
        }
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_public_site_does_not_lead_into_a_closed_network() {
        for inward in [
            "http://127.0.0.1/",
            "http://localhost:8080/",
            "http://10.0.0.1/",
            "http://169.254.169.254/latest",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://printer/",
            "ftp://example.nl/",
        ] {
            assert!(!may_follow(&url("https://example.nl/"), &url(inward)), "{inward}");
        }
        assert!(may_follow(&url("http://localhost/"), &url("http://127.0.0.1/")));
        assert!(may_follow(&url("http://example.nl/"), &url("https://www.example.nl/")));
    }

    #[test]
    fn the_own_site_is_its_host_and_folder() {
        let own = url("https://agenda.nl/raad/");
        for (address, expected) in [
            ("https://agenda.nl/raad/x", true),
            ("http://AGENDA.nl/raad", true),
            ("https://agenda.nl/", false),
            ("https://www.agenda.nl/raad/", false),
        ] {
            assert_eq!(is_own(&url(address), std::slice::from_ref(&own)), expected, "{address}");
        }
    }
}
