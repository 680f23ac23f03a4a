//! Whom the program trusts when it speaks to another machine.
//!
//! Takes: the certificates of this machine.
//! Gives: the settings of TLS for every request.
//! Never: trusts a machine that nobody vouches for, or takes certificates from a site.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::diagnostic::message;
use crate::failure::Failure;

/// # Errors
/// When the machine has no certificates of those who may sign others.
pub(crate) fn config() -> Result<TlsConfig, Failure> {
    let roots = rustls_native_certs::load_native_certs().certs;
    if roots.is_empty() {
        return Err(Failure::Refused(message!("refused-no-certificates")));
    }
    let roots: Vec<Certificate<'static>> = roots.iter().map(certificate).collect();
    Ok(TlsConfig::builder()
        .root_certs(RootCerts::Specific(Arc::new(roots)))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build())
}

fn certificate(root: &CertificateDer<'static>) -> Certificate<'static> {
    Certificate::from_der(root.as_ref()).to_owned()
}
