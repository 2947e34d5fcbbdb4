//! The preview: one edition at a time, each page rendered when it is asked for.
//!
//! The doorbell says that something may have changed; the press looks, composes
//! the next issue and puts it where the web server takes it from; the web server
//! answers from whatever issue is current. What is published never comes
//! through here, and what is served is the same bytes with one line added.

mod burst;
mod doorbell;
mod events;
mod files;
pub mod issue;
mod live;
mod lookup;
mod port;
mod press;
mod response;
mod state;
mod web;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use jiff::civil::Date;

use crate::edition::{Edition, Options};
use crate::snapshot::Snapshot;

use issue::Issue;
use press::Press;

pub use port::{Port, lan_address};

/// What is previewed.
pub struct Preview {
    /// The folder of the site, absolute, as the system's events name it.
    pub root: PathBuf,
    pub options: Options,
    /// The day, asked again for every edition: a preview may run over midnight.
    pub today: fn() -> Option<Date>,
    /// Look at the files again and again, where the system cannot tell of changes.
    pub poll: bool,
}

impl Preview {
    fn compose(&self) -> Result<Edition> {
        Edition::compose(Snapshot::take(&self.root)?, &self.options)
    }
}

/// What a preview tells whoever started it.
pub enum Told<'t> {
    /// Pages can be asked for.
    Ready(&'t Issue),
    /// Something was saved, and this is the issue that came of it.
    Next {
        issue: &'t Issue,
        milliseconds: u128,
    },
    /// The system does not tell of changes; the files are looked at instead.
    Polling,
}

/// Serves the preview until the program is stopped. An error where the machine
/// fails before the first page.
pub fn run(preview: Preview, port: Port, tell: impl Fn(&Told<'_>) + Send + 'static) -> Result<()> {
    let (press, issues) = Press::start(preview)?;
    let first = Arc::clone(&issues.borrow());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let served = web::serve(port, issues)?;
        tell(&Told::Ready(&first));
        drop(first);
        std::thread::spawn(move || press.run(&tell));
        served.await
    })
}
