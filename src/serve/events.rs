//! The stream that tells one open page what it must know: that it is out of
//! date, and what the checks say.
//!
//! A page that gets no lasting stream (see `streams`) is told the same, and that
//! others wait (`crowded`); then its stream ends, and it asks again after a while.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::future::{Either, select};
use futures_util::{StreamExt, stream};
use serde::Deserialize;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use crate::diag::Diagnostic;

use super::lookup::{Located, local, lookup, missing};
use super::revision::Revision;
use super::state::state;
use super::stop::Stop;
use super::streams::{Browser, OpenStreams, Slot};

/// How often a silent stream shows that it is alive; also how a connection
/// whose page is gone comes to be noticed.
const ALIVE: Duration = Duration::from_secs(15);

/// The page on the other end, and the version of it that is on the screen.
#[derive(Clone, Deserialize)]
pub struct Reader {
    page: String,
    key: String,
    /// There if it was told before that others wait.
    brief: Option<String>,
}

/// The stream of one page.
struct PageStream {
    revisions: watch::Receiver<Arc<Revision>>,
    reader: Reader,
    state: String,
    first: bool,
    /// `None` if the stream must end once it has told what there is.
    slot: Option<Slot>,
    ended: bool,
}

/// What there is to tell.
enum News {
    Reload(String),
    State(String),
    None,
}

/// The events for a page, for as long as it listens and the preview runs.
pub fn events(
    revisions: watch::Receiver<Arc<Revision>>,
    reader: Reader,
    open: &OpenStreams,
    browser: Browser,
    stop: Stop,
) -> Response {
    let stream = PageStream {
        slot: open.slot(browser, reader.brief.is_some()),
        ended: false,
        revisions,
        reader,
        state: String::new(),
        first: true,
    };
    let events = stream::unfold(stream, |mut stream| async move {
        let event = stream.next().await?;
        Some((Ok::<_, Infallible>(event), stream))
    });
    let events = events.take_until(stop.asked());
    let alive = KeepAlive::new().interval(ALIVE);
    Sse::new(events).keep_alive(alive).into_response()
}

impl PageStream {
    /// Waits for the next revision; false if the stream must end before. `None`
    /// when the preview ends.
    async fn wait(&mut self) -> Option<bool> {
        let Some(slot) = &mut self.slot else {
            return Some(false);
        };
        match select(pin!(self.revisions.changed()), &mut slot.taken).await {
            Either::Left((changed, _)) => changed.ok().map(|()| true),
            Either::Right(_) => Some(false),
        }
    }

    /// The next event; `None` when the stream ends.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if self.ended {
                return None;
            }
            if !self.first && !self.wait().await? {
                self.ended = true;
                return Some(Event::default().event("crowded").data("{}"));
            }
            self.first = false;
            let revision = Arc::clone(&self.revisions.borrow_and_update());
            let reader = self.reader.clone();
            let known = self.state.clone();
            let looked = spawn_blocking(move || news(&revision, &reader, &known));
            match looked.await.ok()? {
                News::Reload(key) => {
                    let data = serde_json::json!({ "key": key }).to_string();
                    // The state follows on the new page's own stream.
                    self.reader.key = key;
                    return Some(Event::default().event("reload").data(data));
                }
                News::State(state) => {
                    self.state.clone_from(&state);
                    return Some(Event::default().event("state").data(state));
                }
                News::None => {}
            }
        }
    }
}

fn news(revision: &Revision, reader: &Reader, known: &str) -> News {
    let shown = revision.shown.as_deref();
    let path = shown.and_then(|shown| local(shown, &reader.page));
    let (key, faults) = version(revision, path.as_deref());
    // A page that can no longer be made stays as it is, under what went wrong.
    if key != reader.key && faults.is_empty() {
        return News::Reload(key);
    }
    let state = state(revision, path.as_deref().unwrap_or_default(), &faults);
    if state == known {
        News::None
    } else {
        News::State(state)
    }
}

/// The key of a page that could not be rendered.
pub const FAULT: &str = "fault";

/// Begins the key of the page where there is none.
pub const MISSING: &str = "404:";

/// The key while there is no site to show.
pub const NOTHING: &str = "nothing";

/// The version of a page that a request would get now, and what its template
/// says against it.
fn version(revision: &Revision, path: Option<&str>) -> (String, Vec<Diagnostic>) {
    let Some(shown) = revision.shown.as_deref() else {
        return (NOTHING.to_owned(), Vec::new());
    };
    let (output, before) = match path.map(|path| lookup(shown, path)) {
        Some(Located::PlannedOutput(output)) => (Some(output), ""),
        _ => (missing(shown), MISSING),
    };
    match output.and_then(|output| output.render()) {
        Some(Ok(page)) => (version_of(before, &page.bytes), Vec::new()),
        Some(Err(fault)) => (FAULT.to_owned(), vec![fault]),
        None => (before.to_owned(), Vec::new()),
    }
}

/// The version of a page with these bytes; `before` begins it if the page is
/// answered instead of another.
pub fn version_of(before: &str, bytes: &[u8]) -> String {
    format!("{before}{}", &blake3::hash(bytes).to_hex()[..32])
}
