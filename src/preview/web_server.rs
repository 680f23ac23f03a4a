//! The preview as a web server on this machine.
//!
//! Takes: a project, and the address to listen on.
//! Gives: its pages, rendered when asked for from the latest state; its files from disk; news over a WebSocket.
//! Never: opens a path that a request names. A request names an address, and only what the site has at that address is
//! opened.
//!
//! One thread looks at the disk and links, and puts each state in place in one step. The server answers from whatever
//! state is in place when a request comes, and never waits for the next one. A site is mounted where its `base_url`
//! says, so its pages are byte for byte those that `build` writes, except for the one script tag that
//! [`crate::preview::overlay`] adds.

use std::fs::File;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::body::Body;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;
use tower_http::services::ServeFile;

use crate::diagnostic::{Diagnostics, MessageLanguage, message};
use crate::failure::deadline::PATIENCE;
use crate::flow::Options;
use crate::machines::active_attachments::Handling;
use crate::machines::{forms_policy, server_rules};
use crate::preview::connections;
use crate::preview::host_check::HostCheck;
use crate::preview::live_news;
use crate::preview::overlay;
use crate::preview::page_policy;
use crate::preview::responses::{Answer, answer};
use crate::preview::{Preview, Shown};
use crate::project::bounds;
use crate::project::load;
use crate::project::watch::{Doorbell, Means};
use crate::site::link::Drafts;

/// How many ports are tried after the one that was asked for.
const PORTS: u16 = 100;

/// How many sockets are open at once.
const SOCKETS: usize = 128;

/// What to serve, and where.
#[derive(Debug, Clone)]
pub struct Serving {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// Drafts, base URL and time limit, as for a build.
    pub options: Options,
    /// The address to listen on; any but a loopback address lets other machines read drafts.
    pub address: IpAddr,
    /// The first port to try; 0 takes any free one.
    pub port: u16,
    /// Names of this machine that are answered besides `localhost` and its numeric addresses, such as that of a container.
    pub hosts: Vec<String>,
    /// How changes on disk are noticed.
    pub means: Means,
}

impl Serving {
    /// The defaults of `voetnoot serve`: drafts are shown, on this machine only, at port 1717 or the next free one.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Serving {
            root: root.into(),
            options: Options { drafts: Drafts::Show, time_limit: Some(PATIENCE), ..Options::default() },
            address: Ipv4Addr::LOCALHOST.into(),
            port: 1717,
            hosts: Vec::new(),
            means: Means::Events,
        }
    }
}

/// Is told what the preview finds. Its methods are called from the thread that looks at the disk, so a slow one delays
/// the next look.
pub trait Observer: Send + 'static {
    /// A new state is in place, with these mistakes. From now on, browsers get this state.
    fn found(&mut self, diagnostics: &Diagnostics);
    /// The operating system sends no events, for this reason, so the disk is polled.
    fn polling(&mut self, reason: &str);
}

/// A preview that is listening but not answering yet.
pub struct Bound {
    serving: Serving,
    runtime: tokio::runtime::Runtime,
    listener: TcpListener,
    /// The address and port on which it listens.
    pub address: SocketAddr,
}

/// Begins to listen; on the next free port if the first is taken.
///
/// # Errors
/// When the address is not one of this machine, or no port is free.
pub fn bind(serving: Serving) -> io::Result<Bound> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let last = serving.port.saturating_add(if serving.port == 0 { 0 } else { PORTS });
    let mut failure = io::Error::from(io::ErrorKind::AddrInUse);
    for port in serving.port..=last {
        match runtime.block_on(TcpListener::bind(SocketAddr::new(serving.address, port))) {
            Ok(listener) => {
                let address = listener.local_addr()?;
                return Ok(Bound { serving, runtime, listener, address });
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => failure = error,
            Err(error) => return Err(error),
        }
    }
    Err(failure)
}

impl Bound {
    /// Answers until the process ends.
    ///
    /// # Errors
    /// When the operating system takes the port away.
    pub fn run(self, observer: impl Observer) -> io::Result<()> {
        let (news, _) = watch::channel(0);
        let server = Arc::new(PreviewServer {
            root: self.serving.root.clone(),
            host_check: HostCheck::new(self.address, &self.serving.hosts),
            shown: RwLock::default(),
            news,
            sockets: Arc::new(Semaphore::new(SOCKETS)),
        });
        let flow = server.clone();
        let serving = self.serving;
        std::thread::Builder::new()
            .name("flow".to_owned())
            .spawn(move || flow.look_again_and_again(serving, observer))?;
        let router = Router::new().fallback(handle).with_state(server);
        self.runtime.block_on(connections::answer(self.listener, router));
        Ok(())
    }
}

struct PreviewServer {
    root: PathBuf,
    host_check: HostCheck,
    /// The current state.
    shown: RwLock<Arc<Shown>>,
    /// The generation of the current state.
    news: watch::Sender<u64>,
    /// Room for open sockets, one for each tab.
    sockets: Arc<Semaphore>,
}

impl PreviewServer {
    fn look_again_and_again(&self, serving: Serving, mut observer: impl Observer) {
        let mut preview = Preview::new(&serving.root, serving.options);
        let mut doorbell: Option<Doorbell> = None;
        loop {
            let is_settled = preview.is_settled();
            let look = preview.look();
            let is_new = look.shown.is_some();
            if let Some(shown) = look.shown {
                self.show(shown);
            }
            if is_new || !is_settled {
                observer.found(&self.current().diagnostics);
            }
            match &mut doorbell {
                Some(doorbell) => {
                    doorbell.follow(look.linked);
                    if look.unfinished {
                        doorbell.ring_again();
                    }
                    let rung = doorbell.wait();
                    if let Some(shown) = preview.glance(&rung) {
                        self.show(shown);
                        if preview.is_settled() {
                            observer.found(&self.current().diagnostics);
                        }
                    }
                }
                // What changed before watching began is found by the look that follows.
                None => {
                    let (begun, failed) = Doorbell::new(&serving.root, serving.means);
                    if let Err(reason) = failed {
                        observer.polling(&reason);
                    }
                    doorbell = Some(begun);
                }
            }
        }
    }

    /// Puts a state in place.
    fn show(&self, shown: Arc<Shown>) {
        let generation = shown.generation;
        let before = std::mem::replace(&mut *self.shown.write().unwrap_or_else(PoisonError::into_inner), shown);
        self.news.send_replace(generation);
        drop(before);
    }

    /// The state that browsers get.
    fn current(&self) -> Arc<Shown> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The content security policy of the page at a path of the site as it is shown.
    fn published_policy(&self, path: &str) -> String {
        let shown = self.current();
        let Some(site) = &shown.site else { return server_rules::POLICY.to_owned() };
        forms_policy::at(site, path).unwrap_or_else(|| server_rules::policy(&site.settings)).to_owned()
    }

    /// The language of messages.
    fn language(&self) -> MessageLanguage {
        self.current().diagnostics.language()
    }

    /// The current state; the first request may have to wait for it.
    async fn shown(&self) -> Arc<Shown> {
        let mut news = self.news.subscribe();
        // The sender lives as long as the server, so waiting cannot fail.
        let _ = news.wait_for(|generation| *generation > 0).await;
        self.current()
    }
}

/// Does work on a thread of its own that would keep other requests waiting.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StatusCode> {
    tokio::task::spawn_blocking(work).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

async fn handle(State(server): State<Arc<PreviewServer>>, request: Request) -> Response {
    let named = host(&request);
    let host = named.as_deref().filter(|host| server.host_check.allows_host(host));
    let path = request.uri().path().to_owned();
    let mut response = match respond(&server, host, request).await {
        Ok(response) => response,
        Err(StatusCode::MISDIRECTED_REQUEST) => {
            let name = named
                .as_deref()
                .unwrap_or_default()
                .split(':')
                .next()
                .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)));
            let message = message!("unknown-host", name = name.unwrap_or("NAME")).words(server.language());
            (StatusCode::MISDIRECTED_REQUEST, message).into_response()
        }
        Err(status) => (status, status.canonical_reason().unwrap_or("")).into_response(),
    };
    let headers = response.headers_mut();
    let fixed = [
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // No page from elsewhere may embed a draft.
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = page_policy::policy(&server.published_policy(&path), host.unwrap_or("localhost"));
    let sandboxed = response.extensions().get::<Handling>().map(|handling| handling.header(&policy));
    let value = |value: String| HeaderValue::try_from(value).ok();
    let headers = response.headers_mut();
    headers.extend(value(policy).map(|policy| (header::CONTENT_SECURITY_POLICY, policy)));
    if let Some((name, handled)) = sandboxed {
        let name = HeaderName::try_from(name).ok();
        headers.extend(name.zip(value(handled)));
    }
    response
}

/// Answers a request to `host`, which is none unless this machine has that name.
async fn respond(server: &Arc<PreviewServer>, host: Option<&str>, request: Request) -> Result<Response, StatusCode> {
    let host = host.ok_or(StatusCode::MISDIRECTED_REQUEST)?;
    if request.uri().authority().is_some_and(|authority| !server.host_check.allows_host(authority.as_str())) {
        return Err(StatusCode::MISDIRECTED_REQUEST);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(StatusCode::METHOD_NOT_ALLOWED);
    }
    let path = request.uri().path().to_owned();
    match path.strip_prefix(overlay::PATH) {
        Some("live") => live(server, host, request).await,
        Some(name) => {
            let (bytes, kind) = overlay::file(name).ok_or(StatusCode::NOT_FOUND)?;
            Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
        }
        None => page(server, path, request).await,
    }
}

/// The `Host` header, of which a request has exactly one (RFC 9112, section 3.2).
fn host(request: &Request) -> Option<String> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = hosts.next()?.to_str().ok()?.to_owned();
    hosts.next().is_none().then_some(host)
}

/// What stands at a path of the site.
async fn page(server: &Arc<PreviewServer>, path: String, request: Request) -> Result<Response, StatusCode> {
    let shown = server.shown().await;
    let answered = blocking(move || answer(&shown, &decoded(&path))).await?;
    match answered {
        Answer::Page { bytes, status, kind, .. } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            Ok((status, [(header::CONTENT_TYPE, kind)], bytes).into_response())
        }
        Answer::Bytes { bytes, kind } => Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response()),
        Answer::Moved(to) => Ok((StatusCode::FOUND, [(header::LOCATION, to)]).into_response()),
        Answer::File { file, path, kind, handling } => {
            let root = server.root.clone();
            // Somebody may have put a link in its place since the last look.
            let opened = blocking(move || load::open(&root, &path)).await?;
            let opened = opened.map_err(|_| StatusCode::NOT_FOUND)?;
            let mut response = send_file(&opened, &file, &kind, request).await?;
            if let Some(handling) = handling {
                response.extensions_mut().insert(handling);
            }
            Ok(response)
        }
    }
}

/// Sends a file that is open. What serves it asks for a path: where the system has one for what is open, that one.
async fn send_file(opened: &File, file: &Path, kind: &str, request: Request) -> Result<Response, StatusCode> {
    let handle = bounds::path_of(opened);
    let file = handle.as_deref().unwrap_or(file);
    let kind = kind.parse().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let Ok(response) = ServeFile::new_with_mime(file, &kind).oneshot(request).await;
    Ok(response.map(Body::new))
}

/// A path as an address of the host, without the leading `/`. What is not text cannot be an address, and stays encoded.
fn decoded(path: &str) -> String {
    let path = path.strip_prefix('/').unwrap_or(path);
    percent_decode_str(path).decode_utf8().map_or_else(|_| path.to_owned(), |path| path.into_owned())
}

async fn live(server: &Arc<PreviewServer>, host: &str, request: Request) -> Result<Response, StatusCode> {
    let origin = request.headers().get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or(""));
    if !server.host_check.allows_origin(origin, host) {
        return Err(StatusCode::FORBIDDEN);
    }
    let permit = server.sockets.clone().try_acquire_owned().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let page = request.uri().query().and_then(|query| query.strip_prefix("page=")).unwrap_or("");
    let page = decoded(&percent_decode_str(page).decode_utf8_lossy());
    let (mut parts, _) = request.into_parts();
    let upgrade =
        WebSocketUpgrade::from_request_parts(&mut parts, &()).await.map_err(|_| StatusCode::UPGRADE_REQUIRED)?;
    let server = server.clone();
    Ok(upgrade.on_upgrade(move |socket| async move {
        tell(server, socket, page).await;
        drop(permit);
    }))
}

/// Tells a browser about its page, at once and after each change, until the browser goes away.
async fn tell(server: Arc<PreviewServer>, mut socket: WebSocket, page: String) {
    let mut news = server.news.subscribe();
    let mut told = 0;
    loop {
        news.borrow_and_update();
        let shown = server.shown().await;
        if shown.generation != told {
            told = shown.generation;
            let asked = page.clone();
            let Ok(text) = blocking(move || live_news::news(&shown, &asked)).await else { return };
            if socket.send(Message::text(text)).await.is_err() {
                return;
            }
        }
        loop {
            tokio::select! {
                changed = news.changed() => match changed {
                    Ok(()) => break,
                    Err(_) => return,
                },
                received = socket.recv() => match received {
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                    Some(Ok(_)) => {}
                },
            }
        }
    }
}
