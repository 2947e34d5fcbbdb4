//! What a build counts.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::path::OutPath;

/// The counts that grow while units are made in parallel.
#[derive(Default)]
pub struct Counts {
    pub ready: AtomicUsize,
    pub composed: AtomicUsize,
    pub rendered: AtomicUsize,
    pub pages: AtomicUsize,
    pub links: AtomicUsize,
    pub largest: Mutex<Option<(OutPath, u64)>>,
    /// Whether an error was found that makes rendering the rest pointless.
    pub stop_rendering: AtomicBool,
    /// Whether a page took more than it may. Others of its template would too,
    /// each as long, so no more are made.
    pub over_limit: AtomicBool,
}

impl Counts {
    /// Counts a page that will be published.
    pub fn add(&self, path: &OutPath, links: usize, size: u64) {
        self.pages.fetch_add(1, Ordering::Relaxed);
        self.links.fetch_add(links, Ordering::Relaxed);
        if let Ok(mut largest) = self.largest.lock()
            && largest
                .as_ref()
                .is_none_or(|(known, most)| (size, path) > (*most, known))
        {
            *largest = Some((path.clone(), size));
        }
    }
}
