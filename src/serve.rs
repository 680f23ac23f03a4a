//! The preview as a web server on this machine.
//!
//! Takes: a project, and the address to listen at.
//! Gives: its pages, rendered when they are asked for from the state of the last look; its files from disk; news over a WebSocket.
//! Never: opens a path that a request names. A request names an address, and only what the site has at that address is opened.
//!
//! One thread looks at the disk and links, and puts each state in place in one step. The server answers from whatever state is
//! in place when a request comes, and never waits for the next one. A site is mounted where its `base_url` says, so that pages
//! are byte for byte those that `build` writes, but for the one script tag that [`crate::overlay`] adds.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::body::Body;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use percent_encoding::percent_decode_str;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceExt;
use tower_http::services::ServeFile;

use crate::answer::{Answer, answer};
use crate::flow::Options;
use crate::guard::Guard;
use crate::load;
use crate::news;
use crate::overlay;
use crate::preview::{Preview, Shown};
use crate::watch::{Doorbell, Means};

/// How many ports are tried after the one that was asked for.
const PORTS: u16 = 100;

/// What is served, and where.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The root of the project.
    pub root: PathBuf,
    /// What can be chosen from outside the project.
    pub options: Options,
    /// The address to listen at.
    pub address: IpAddr,
    /// The first port to try; 0 for any that is free.
    pub port: u16,
    /// How changes are noticed.
    pub means: Means,
}

/// What watches the preview. Its methods are called from the thread that looks at the disk.
pub trait Observer: Send + 'static {
    /// A new state is in place.
    fn shown(&mut self, shown: &Shown);
    /// There are no events of the operating system, for this reason, so that the disk is polled.
    fn polling(&mut self, reason: &str);
}

/// A preview that listens but does not answer yet.
pub struct Bound {
    settings: Settings,
    runtime: tokio::runtime::Runtime,
    listener: TcpListener,
    /// Where it listens.
    pub address: SocketAddr,
}

/// Begins to listen, at the next free port if the first is taken.
///
/// # Errors
/// When the address is not one of this machine, or no port is free.
pub fn bind(settings: Settings) -> io::Result<Bound> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let last = settings.port.saturating_add(if settings.port == 0 { 0 } else { PORTS });
    let mut failure = io::Error::from(io::ErrorKind::AddrInUse);
    for port in settings.port..=last {
        match runtime.block_on(TcpListener::bind(SocketAddr::new(settings.address, port))) {
            Ok(listener) => {
                let address = listener.local_addr()?;
                return Ok(Bound { settings, runtime, listener, address });
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => failure = error,
            Err(error) => return Err(error),
        }
    }
    Err(failure)
}

impl Bound {
    /// Answers until the program ends.
    ///
    /// # Errors
    /// When the operating system takes the port away.
    pub fn run(self, observer: impl Observer) -> io::Result<()> {
        let (news, _) = watch::channel(0);
        let server = Arc::new(Server { root: self.settings.root.clone(), guard: Guard::new(self.address), shown: RwLock::default(), news });
        let flow = server.clone();
        let settings = self.settings;
        std::thread::Builder::new().name("flow".to_owned()).spawn(move || flow.look_again_and_again(settings, observer))?;
        let router = Router::new().fallback(handle).with_state(server);
        // Without this a page waits for up to 40 ms until the browser has confirmed the headers.
        let tcp = self.listener.tap_io(|tcp| drop(tcp.set_nodelay(true)));
        self.runtime.block_on(async { axum::serve(tcp, router).await })
    }
}

struct Server {
    root: PathBuf,
    guard: Guard,
    /// The state in place.
    shown: RwLock<Arc<Shown>>,
    /// The generation of the state in place.
    news: watch::Sender<u64>,
}

impl Server {
    fn look_again_and_again(&self, settings: Settings, mut observer: impl Observer) {
        let mut preview = Preview::new(&settings.root, settings.options);
        let mut doorbell: Option<Doorbell> = None;
        loop {
            let look = preview.look();
            if let Some(shown) = look.shown {
                self.show(shown, &mut observer);
            }
            match &mut doorbell {
                Some(doorbell) => {
                    doorbell.follow(look.linked);
                    if look.unfinished {
                        doorbell.ring_again();
                    }
                    let rung = doorbell.wait();
                    if let Some(shown) = preview.glance(&rung) {
                        self.show(shown, &mut observer);
                    }
                }
                // What changed before the watch began is found by the look that follows.
                None => {
                    let (begun, failed) = Doorbell::new(&settings.root, settings.means);
                    if let Err(reason) = failed {
                        observer.polling(&reason);
                    }
                    doorbell = Some(begun);
                }
            }
        }
    }

    /// Puts a state in place.
    fn show(&self, shown: Arc<Shown>, observer: &mut impl Observer) {
        let generation = shown.generation;
        let before = std::mem::replace(&mut *self.shown.write().unwrap_or_else(PoisonError::into_inner), shown.clone());
        self.news.send_replace(generation);
        observer.shown(&shown);
        drop(before);
    }

    /// The state in place; the first request may have to wait for the first one.
    async fn shown(&self) -> Arc<Shown> {
        let mut news = self.news.subscribe();
        // The sender lives as long as the server does, so waiting cannot fail.
        let _ = news.wait_for(|generation| *generation > 0).await;
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Does on a thread of its own what would keep other requests waiting.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StatusCode> {
    tokio::task::spawn_blocking(work).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

async fn handle(State(server): State<Arc<Server>>, request: Request) -> Response {
    let mut response = match respond(&server, request).await {
        Ok(response) => response,
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
    response
}

async fn respond(server: &Arc<Server>, request: Request) -> Result<Response, StatusCode> {
    let host = host(&request).filter(|host| server.guard.allows_host(host)).ok_or(StatusCode::MISDIRECTED_REQUEST)?;
    if request.uri().authority().is_some_and(|authority| !server.guard.allows_host(authority.as_str())) {
        return Err(StatusCode::MISDIRECTED_REQUEST);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(StatusCode::METHOD_NOT_ALLOWED);
    }
    let path = request.uri().path().to_owned();
    match path.strip_prefix(overlay::PATH) {
        Some("live") => live(server, &host, request).await,
        Some(name) => {
            let (bytes, kind) = overlay::file(name).ok_or(StatusCode::NOT_FOUND)?;
            Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
        }
        None => page(server, path, request).await,
    }
}

/// The `Host` header, which a request has exactly once (RFC 9112, section 3.2).
fn host(request: &Request) -> Option<String> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = hosts.next()?.to_str().ok()?.to_owned();
    hosts.next().is_none().then_some(host)
}

/// What stands at a path of the site.
async fn page(server: &Arc<Server>, path: String, request: Request) -> Result<Response, StatusCode> {
    let shown = server.shown().await;
    let answered = blocking(move || answer(&shown, &decoded(&path))).await?;
    match answered {
        Answer::Page { bytes, status, kind, .. } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            Ok((status, [(header::CONTENT_TYPE, kind)], bytes).into_response())
        }
        Answer::Bytes { bytes, kind } => Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response()),
        Answer::Moved(to) => Ok((StatusCode::FOUND, [(header::LOCATION, to)]).into_response()),
        Answer::File { file, path, kind } => {
            let root = server.root.clone();
            // A link may have been put in its place since the last look.
            if !blocking(move || load::is_inside(&root, &path)).await? {
                return Err(StatusCode::NOT_FOUND);
            }
            send_file(&file, &kind, request).await
        }
    }
}

async fn send_file(file: &Path, kind: &str, request: Request) -> Result<Response, StatusCode> {
    let kind = kind.parse().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let Ok(response) = ServeFile::new_with_mime(file, &kind).oneshot(request).await;
    Ok(response.map(Body::new))
}

/// A path as an address of the host, without the leading `/`. What is not text cannot be an address, and stays encoded.
fn decoded(path: &str) -> String {
    let path = path.strip_prefix('/').unwrap_or(path);
    percent_decode_str(path).decode_utf8().map_or_else(|_| path.to_owned(), |path| path.into_owned())
}

async fn live(server: &Arc<Server>, host: &str, request: Request) -> Result<Response, StatusCode> {
    let origin = request.headers().get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or(""));
    if !server.guard.allows_origin(origin, host) {
        return Err(StatusCode::FORBIDDEN);
    }
    let page = request.uri().query().and_then(|query| query.strip_prefix("page=")).unwrap_or("");
    let page = decoded(&percent_decode_str(page).decode_utf8_lossy());
    let (mut parts, _) = request.into_parts();
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await.map_err(|_| StatusCode::UPGRADE_REQUIRED)?;
    let server = server.clone();
    Ok(upgrade.on_upgrade(move |socket| tell(server, socket, page)))
}

/// Tells a browser about its page, at once and after each change, until it goes away.
async fn tell(server: Arc<Server>, mut socket: WebSocket, page: String) {
    let mut news = server.news.subscribe();
    let mut told = 0;
    loop {
        news.borrow_and_update();
        let shown = server.shown().await;
        if shown.generation != told {
            told = shown.generation;
            let asked = page.clone();
            let Ok(text) = blocking(move || news::news(&shown, &asked)).await else { return };
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
