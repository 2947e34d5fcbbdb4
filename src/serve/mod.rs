//! The preview: one site at a time, each page rendered when it is asked for.
//!
//! The watcher says that something may have changed; the recomposer looks, composes
//! the next revision and puts it where the web server takes it from; the web server
//! answers from whatever revision is current. What is published never comes
//! through here, and what is served is the same bytes with one line added.

mod composer;
mod debounce;
mod events;
mod files;
#[cfg(test)]
mod invented_form;
mod live;
mod lookup;
mod pace;
mod port;
mod recompose;
mod response;
pub mod revision;
#[cfg(test)]
mod slow_look;
mod state;
mod stop;
mod streams;
mod waiting;
mod watcher;
mod web;

use std::future::Future;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use futures_util::future::{Either, select};
use jiff::civil::Date;

use crate::site::{Options, Site};
use crate::snapshot::{SITE, Snapshot};

use recompose::Recomposer;
use revision::Revision;
use stop::Stop;

pub use port::{Port, Refused, lan_address};
pub use stop::Stopper;

/// What is previewed.
pub struct Preview {
    /// The folder of the site, absolute, as the system's events name it.
    pub root: PathBuf,
    pub options: Options,
    /// The day, asked again for every site: a preview may run over midnight.
    pub today: fn() -> Option<Date>,
    /// Look at the files again and again, where the system cannot tell of changes.
    pub poll: bool,
}

impl Preview {
    fn compose(&self) -> Result<Site> {
        Site::compose(Snapshot::take(&self.root)?, &self.options)
    }
}

/// What a preview tells whoever started it.
pub enum Progress<'t> {
    /// There is no `site.toml`, so there is nothing to preview.
    NoSite(&'t Revision),
    /// Pages can be asked for.
    Ready(&'t Revision),
    /// Something was saved, and this is the revision that came of it.
    Next {
        revision: &'t Revision,
        milliseconds: u128,
    },
    /// The system does not tell of changes; the files are looked at instead.
    Polling,
}

/// How long what is being answered may take once the preview is to end.
const LAST_ANSWERS: Duration = Duration::from_millis(500);

/// Serves the preview until it is stopped; false if the folder is no site's.
/// An error where the machine fails before the first page.
pub fn run(
    preview: Preview,
    port: Port,
    stop: Stop,
    tell: impl Fn(&Progress<'_>) + Send + 'static,
) -> Result<bool> {
    let (recomposer, revisions) = Recomposer::start(preview)?;
    let first = Arc::clone(&revisions.borrow());
    if !first
        .newest
        .snapshot
        .files()
        .any(|file| file.as_str() == SITE)
    {
        tell(&Progress::NoSite(&first));
        return Ok(false);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let ended = runtime.block_on(async {
        let served = web::serve(port, revisions, stop.clone())?;
        tell(&Progress::Ready(&first));
        drop(first);
        std::thread::spawn(move || recomposer.run(&tell));
        until(served, stop).await.map(|()| true)
    });
    // A page that takes long is not waited for, nor is a look around.
    runtime.shutdown_background();
    ended
}

/// Serves until the preview is stopped, and a moment more for what is being answered.
async fn until(served: impl Future<Output = Result<()>>, stop: Stop) -> Result<()> {
    let late = async {
        stop.asked().await;
        tokio::time::sleep(LAST_ANSWERS).await;
    };
    match select(pin!(served), pin!(late)).await {
        Either::Left((served, _)) => served,
        Either::Right(_) => Ok(()),
    }
}
