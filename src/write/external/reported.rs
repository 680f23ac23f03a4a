//! Answers of other sites as diagnostics.
//!
//! Takes: a link to another site, and what that site answered.
//! Gives: a diagnostic at the link, if something is wrong with it.
//! Never: shows anything that the other site wrote, but for the address that it names instead, encoded.

use std::sync::Arc;

use super::answer::{CertificateFault, Silence, SiteAnswer};
use crate::diagnostic::{Code, Diagnostic, Edit, Hint, Message, message};
use crate::document::external_links::{ExternalLink, LinkPlace};

/// What is wrong with a link, if anything is.
pub(super) fn diagnostic(path: &Arc<str>, link: &ExternalLink, answer: &SiteAnswer) -> Option<Diagnostic> {
    let address = &link.address;
    let (code, message, hint): (Code, Message, Hint) = match answer {
        SiteAnswer::There | SiteAnswer::Closed(_) => return None,
        SiteAnswer::Gone(status) => {
            let message = message!("external-gone", address, status = *status);
            (Code::ExternalGone, message, message!("external-gone.hint").into())
        }
        SiteAnswer::UnknownHost => {
            (Code::ExternalHost, message!("external-host", address), message!("external-host.hint").into())
        }
        SiteAnswer::Silent(silence) => {
            let message = message!("external-silent", address, why = why_silent(silence));
            (Code::ExternalSilent, message, message!("external-silent.hint").into())
        }
        SiteAnswer::Untrusted(fault) => {
            let message = message!("external-certificate", address, why = why_untrusted(*fault));
            (Code::ExternalCertificate, message, message!("external-certificate.hint").into())
        }
        SiteAnswer::MovedFor(to) => {
            let to = as_typed(to, address);
            let edit = (link.place == LinkPlace::Address).then(|| Edit::new(link.span, to.as_str()));
            let hint = Hint::choose(message!("external-moved.hint", to), edit);
            (Code::ExternalMoved, message!("external-moved", address), hint)
        }
    };
    Some(Diagnostic::at(code, path, link.span, message).hint(hint))
}

fn why_silent(silence: &Silence) -> Message {
    match silence {
        Silence::TimedOut => message!("external-timed-out"),
        Silence::Refused => message!("external-refused"),
        Silence::Unreadable => message!("external-unreadable"),
        Silence::Status(status) => message!("external-status", status = *status),
        Silence::LeadsRound => message!("external-leads-round"),
        Silence::LeadsInward => message!("external-leads-inward"),
    }
}

fn why_untrusted(fault: CertificateFault) -> Message {
    match fault {
        CertificateFault::Expired => message!("external-expired"),
        CertificateFault::OtherName => message!("external-other-name"),
        CertificateFault::UnknownIssuer => message!("external-unknown-issuer"),
        CertificateFault::Other => message!("external-insecure"),
    }
}

/// An address as it can stand in Markdown, YAML and TOML alike, with the place on the page that `before` named.
fn as_typed(to: &str, before: &str) -> String {
    let mut typed = String::with_capacity(to.len());
    for c in to.chars() {
        match c.is_control() || "()<>\"'`\\| {}[]".contains(c) {
            true => c.to_string().bytes().for_each(|byte| typed.push_str(&format!("%{byte:02X}"))),
            false => typed.push(c),
        }
    }
    if let Some((_, place)) = before.split_once('#')
        && !typed.contains('#')
    {
        typed = format!("{typed}#{place}");
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_address_is_typed_so_that_nothing_around_it_changes() {
        assert_eq!(as_typed("https://a.nl/(x)'\"`|", "https://a.nl"), "https://a.nl/%28x%29%27%22%60%7C");
        assert_eq!(as_typed("https://a.nl/b", "https://a.nl/#c"), "https://a.nl/b#c");
        assert_eq!(as_typed("https://a.nl/b#d", "https://a.nl/#c"), "https://a.nl/b#d");
    }
}
