//! The stream that tells one open page what it must know: that it is out of
//! date, and what the checks say.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use crate::diag::Diagnostic;

use super::issue::Issue;
use super::lookup::{Found, local, lookup, missing};
use super::state::state;

/// How often a silent stream shows that it is alive; also how a connection
/// whose page is gone comes to be noticed.
const ALIVE: Duration = Duration::from_secs(15);

/// The page on the other end, and the version of it that is on the screen.
#[derive(Clone, Deserialize)]
pub struct Reader {
    page: String,
    key: String,
}

/// The stream of one page.
struct Told {
    issues: watch::Receiver<Arc<Issue>>,
    reader: Reader,
    state: String,
    first: bool,
}

/// What there is to tell.
enum News {
    Reload(String),
    State(String),
    None,
}

/// The events for a page, for as long as it listens.
pub fn events(issues: watch::Receiver<Arc<Issue>>, reader: Reader) -> Response {
    let told = Told {
        issues,
        reader,
        state: String::new(),
        first: true,
    };
    let events = stream::unfold(told, |mut told| async move {
        let event = told.next().await?;
        Some((Ok::<_, Infallible>(event), told))
    });
    let alive = KeepAlive::new().interval(ALIVE);
    Sse::new(events).keep_alive(alive).into_response()
}

impl Told {
    /// The next event; `None` when the preview ends.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if !self.first {
                self.issues.changed().await.ok()?;
            }
            self.first = false;
            let issue = Arc::clone(&self.issues.borrow_and_update());
            let reader = self.reader.clone();
            let known = self.state.clone();
            let looked = spawn_blocking(move || news(&issue, &reader, &known));
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

fn news(issue: &Issue, reader: &Reader, known: &str) -> News {
    let shown = issue.shown.as_deref();
    let path = shown.and_then(|shown| local(shown, &reader.page));
    let (key, faults) = version(issue, path.as_deref(), &reader.key);
    // A page that can no longer be made stays as it is, under what went wrong.
    if key != reader.key && faults.is_empty() {
        return News::Reload(key);
    }
    let state = state(issue, path.as_deref().unwrap_or_default(), &faults);
    if state == known {
        News::None
    } else {
        News::State(state)
    }
}

/// The key of a page that could not be rendered begins like this.
pub const FAULT: &str = "fault:";

/// The key of the page where there is none.
pub const MISSING: &str = "404:";

/// The key while there is no edition to show.
pub const NOTHING: &str = "nothing";

/// The version of a page that a request would get now, and what its template
/// says against it. A page whose key is `known` is not rendered for this.
pub fn version(issue: &Issue, path: Option<&str>, known: &str) -> (String, Vec<Diagnostic>) {
    let Some(shown) = issue.shown.as_deref() else {
        return (NOTHING.to_owned(), Vec::new());
    };
    let (leaf, before) = match path.map(|path| lookup(shown, path)) {
        Some(Found::Leaf(leaf)) => (Some(leaf), ""),
        _ => (missing(shown), MISSING),
    };
    let Some((leaf, prepared)) = leaf.and_then(|leaf| Some((leaf, leaf.prepare()?))) else {
        return (before.to_owned(), Vec::new());
    };
    let key = format!("{before}{}", prepared.key);
    if key == known {
        return (key, Vec::new());
    }
    match leaf.finish(&prepared) {
        Some(Err(fault)) => (format!("{FAULT}{key}"), vec![fault]),
        _ => (key, Vec::new()),
    }
}
