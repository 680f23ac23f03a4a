//! How many browsers may ask the preview at once, and for how long each.
//!
//! Takes: a listener, and what answers requests.
//! Gives: connections over HTTP/1.1, each with what answers it.
//! Never: waits for ever for a request that somebody does not send, or ends because the machine has no file descriptors
//! left.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// How many connections there are at once, besides open sockets. Others wait until one of these ends.
const MOST: usize = 128;
/// How long a request may take to arrive, or to be the next one of its connection.
const ARRIVAL: Duration = Duration::from_secs(5);
/// How long a connection lives, however much it has to send: nobody who reads slowly keeps it for ever.
const LIFETIME: Duration = Duration::from_secs(600);
/// How long to wait when no connection can be accepted, since too many files are open.
const RETRY: Duration = Duration::from_millis(100);

/// Answers until the program ends.
pub(super) async fn answer(listener: TcpListener, router: Router) {
    let room = Arc::new(Semaphore::new(MOST));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(ARRIVAL);
    loop {
        // Nobody closes it.
        let Ok(permit) = room.clone().acquire_owned().await else { return };
        let Ok((tcp, _)) = listener.accept().await else {
            tokio::time::sleep(RETRY).await;
            continue;
        };
        // Without this a page waits for up to 40 ms until the browser has confirmed the headers.
        let _ = tcp.set_nodelay(true);
        let connection = http.serve_connection(TokioIo::new(tcp), TowerToHyperService::new(router.clone()));
        tokio::spawn(async move {
            // Whoever goes away before the answer is there does no harm.
            let _ = tokio::time::timeout(LIFETIME, connection.with_upgrades()).await;
            drop(permit);
        });
    }
}
