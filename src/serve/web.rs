//! Requests and answers.

use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Query, Request, State};
use axum::http::header::{ALLOW, ETAG, HOST, IF_NONE_MATCH, USER_AGENT};
use axum::http::{HeaderMap, Method, Response, StatusCode};
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use crate::outputs::HTML;
use crate::site::{PlannedOutput, Site};

use super::events::{FAULT, MISSING, NOTHING, Reader, events, version_of};
use super::files;
use super::live::{EVENTS, OURS, SCRIPT, TROUBLE, script, with_script};
use super::lookup::{Located, decoded, lookup, missing, prefix};
use super::port::Port;
use super::response::{dress, redirect, set, unchanged, words};
use super::revision::Revision;
use super::stop::Stop;
use super::streams::{Browser, OpenStreams};

#[derive(Clone)]
struct Server {
    revisions: watch::Receiver<Arc<Revision>>,
    /// The host that was asked for on the command line.
    host: Arc<str>,
    open: OpenStreams,
    stop: Stop,
}

/// Answers at this port until the preview is stopped; then what is being answered is
/// still answered.
pub fn serve(
    port: Port,
    revisions: watch::Receiver<Arc<Revision>>,
    stop: Stop,
) -> Result<impl Future<Output = Result<()>>> {
    let listener = tokio::net::TcpListener::from_std(port.listener).context("没有打开端口")?;
    let site = Server {
        revisions,
        host: Arc::from(port.host),
        open: OpenStreams::default(),
        stop: stop.clone(),
    };
    let router = Router::new().fallback(answer).with_state(site);
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
    Ok(async move {
        let served = axum::serve(listener, router).with_graceful_shutdown(stop.asked());
        served.await.context("预览停了")
    })
}

async fn answer(
    State(site): State<Server>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response<Body> {
    if !is_for_us(request.headers(), &site.host) {
        return words(
            StatusCode::FORBIDDEN,
            "这个地址不能用来看预览，用启动时打印的地址",
        );
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = words(StatusCode::METHOD_NOT_ALLOWED, "预览只能看，不能改");
        set(&mut response, ALLOW, "GET, HEAD");
        return response;
    }
    let path = request.uri().path();
    if path == EVENTS {
        return match Query::<Reader>::try_from_uri(request.uri()) {
            Ok(Query(reader)) => {
                let browser = browser(from, request.headers());
                events(site.revisions, reader, &site.open, browser, site.stop)
            }
            Err(_) => words(StatusCode::BAD_REQUEST, "地址里缺少 page 和 key"),
        };
    }
    let revision = Arc::clone(&site.revisions.borrow());
    let (address, headers) = (path.to_owned(), request.headers().clone());
    // Rendering takes the processor for some milliseconds; other pages and the
    // streams of events go on meanwhile.
    let answered = spawn_blocking(move || Reply { address, headers }.to(&revision));
    let failed = || {
        words(
            StatusCode::INTERNAL_SERVER_ERROR,
            "这一页没有做成，刷新再试",
        )
    };
    answered.await.unwrap_or_else(|_| failed())
}

/// Whether the request names this machine. A page of a stranger may let its own
/// name lead here; the browser would then hand it everything that is served.
fn is_for_us(headers: &HeaderMap, host: &str) -> bool {
    let Some(named) = headers.get(HOST).and_then(|host| host.to_str().ok()) else {
        return false;
    };
    let name = match named.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => named,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || name.eq_ignore_ascii_case(host)
        || bare.parse::<IpAddr>().is_ok()
}

/// Who asks, as far as a request shows it.
fn browser(from: SocketAddr, headers: &HeaderMap) -> Browser {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    Browser {
        address: from.ip(),
        host: text(HOST).unwrap_or_default().to_owned(),
        agent: text(USER_AGENT).unwrap_or_default().to_owned(),
    }
}

/// One request for a page or a file.
struct Reply {
    /// The path as the browser wrote it.
    address: String,
    headers: HeaderMap,
}

impl Reply {
    fn to(&self, revision: &Revision) -> Response<Body> {
        if self.address == SCRIPT {
            return self.bytes(StatusCode::OK, "text/javascript; charset=utf-8", script());
        }
        let Some(path) = decoded(&self.address) else {
            return words(StatusCode::BAD_REQUEST, "地址写得不对");
        };
        let Some(shown) = &revision.shown else {
            return self.page(StatusCode::SERVICE_UNAVAILABLE, TROUBLE.as_bytes(), NOTHING);
        };
        let folder = prefix(shown);
        match path.strip_prefix(&folder) {
            _ if self.address.starts_with(OURS) => self.missing(shown),
            Some(inside) => self.inside(shown, inside),
            None if path.is_empty() || format!("{path}/") == folder => {
                redirect(&format!("/{folder}"))
            }
            None => self.missing(shown),
        }
    }

    /// What a path below the site's folder leads to.
    fn inside(&self, shown: &Arc<Site>, path: &str) -> Response<Body> {
        match lookup(shown, path) {
            Located::PlannedOutput(output) if output.is_copy() => self.copy(shown, output),
            Located::PlannedOutput(output) => self.output(output, StatusCode::OK, ""),
            Located::Folder => redirect(&format!("/{}{path}/", prefix(shown))),
            Located::Nothing => self.missing(shown),
        }
    }

    fn missing(&self, shown: &Site) -> Response<Body> {
        match missing(shown) {
            Some(output) => self.output(output, StatusCode::NOT_FOUND, MISSING),
            None => words(StatusCode::NOT_FOUND, "没有这个页面"),
        }
    }

    fn copy(&self, shown: &Arc<Site>, output: PlannedOutput<'_>) -> Response<Body> {
        let source = &output.output.source;
        let Some(stamp) = shown.snapshot.stamp(source) else {
            return self.missing(shown);
        };
        let tag = files::tag(stamp);
        let mut response = if self.knows(&tag) {
            unchanged()
        } else {
            files::file(Arc::clone(shown), source, stamp, &self.headers)
        };
        set(&mut response, ETAG, &tag);
        dress(response, &output.media_type())
    }

    /// A made output; `before` begins its key if it is answered instead of another
    /// page.
    fn output(
        &self,
        output: PlannedOutput<'_>,
        status: StatusCode,
        before: &str,
    ) -> Response<Body> {
        match output.render() {
            Some(Ok(rendered)) if output.is_page() => {
                let key = version_of(before, &rendered.bytes);
                self.page(status, &rendered.bytes, &key)
            }
            Some(Ok(rendered)) => self.bytes(status, &output.media_type(), rendered.bytes),
            // Its own stream of events says what is wrong with it.
            Some(Err(_)) => self.page(StatusCode::INTERNAL_SERVER_ERROR, TROUBLE.as_bytes(), FAULT),
            None => words(StatusCode::NOT_FOUND, "没有这个页面"),
        }
    }

    fn page(&self, status: StatusCode, html: &[u8], key: &str) -> Response<Body> {
        let html = with_script(html, &self.address, key);
        self.bytes(status, HTML, html)
    }

    fn bytes(&self, status: StatusCode, kind: &str, bytes: impl Into<Vec<u8>>) -> Response<Body> {
        let bytes = bytes.into();
        let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
        let mut response = if status == StatusCode::OK && self.knows(&tag) {
            unchanged()
        } else {
            let mut response = Response::new(Body::from(bytes));
            *response.status_mut() = status;
            response
        };
        set(&mut response, ETAG, &tag);
        dress(response, kind)
    }

    /// Whether the browser has this version already.
    fn knows(&self, tag: &str) -> bool {
        let known = self.headers.get(IF_NONE_MATCH);
        let known = known.and_then(|known| known.to_str().ok()).unwrap_or("");
        let mut tags = known
            .split(',')
            .map(|one| one.trim().trim_start_matches("W/"));
        tags.any(|one| one == tag || one == "*")
    }
}
