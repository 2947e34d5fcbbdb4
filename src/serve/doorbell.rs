//! The system's word that a file changed. It only says that somebody should
//! look, and roughly where: events get lost, come twice and come too early, so
//! what there is, the snapshot says.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::snapshot::{FOLDERS, Ground};

use super::burst::Ring;

/// What is rung: the rings wait in line, and a flag says that there are some,
/// so that a long look around can be broken off.
#[derive(Clone)]
pub struct Bell {
    rings: Sender<Ring>,
    rung: Arc<AtomicBool>,
}

impl Bell {
    /// A bell, and where its rings come out.
    pub fn new() -> (Self, Receiver<Ring>) {
        let (rings, line) = channel();
        let rung = Arc::default();
        (Self { rings, rung }, line)
    }

    pub fn ring(&self, ring: Ring) {
        // Nobody listens any more only when the preview is ending.
        let _ = self.rings.send(ring);
        self.rung.store(true, Ordering::Release);
    }

    /// Whether somebody rang since it was last heard.
    pub fn is_ringing(&self) -> bool {
        self.rung.load(Ordering::Acquire)
    }

    /// Takes note of the rings that are about to be read.
    pub fn hear(&self) {
        self.rung.store(false, Ordering::Release);
    }
}

pub struct Doorbell {
    watcher: RecommendedWatcher,
    root: PathBuf,
    /// The folders that are watched. The system watches folders and not names:
    /// one that is moved away is watched on, and what takes its place is not.
    ground: Ground,
}

impl Doorbell {
    /// Hangs it up. An error where the system cannot watch, or has no watches
    /// left for so many folders.
    pub fn hang(root: &Path, bell: Bell) -> notify::Result<Self> {
        let ring = move |event: notify::Result<Event>| {
            let ring = match event {
                Ok(event) if event.need_rescan() => Ring::Anywhere,
                Ok(event) if !is_change(event.kind) => return,
                Ok(event) => Ring::At(event.paths),
                Err(_) => Ring::Anywhere,
            };
            bell.ring(ring);
        };
        let mut doorbell = Self {
            watcher: notify::recommended_watcher(ring)?,
            root: root.to_path_buf(),
            ground: Ground::default(),
        };
        doorbell.settle()?;
        Ok(doorbell)
    }

    /// Whether other folders stand at the paths than those that are watched. No
    /// event tells of a link that leads elsewhere, or of a folder above.
    pub fn is_displaced(&self) -> bool {
        self.ground != Ground::of(&self.root)
    }

    /// Whether a change at these paths made or unmade a folder that is watched
    /// as a whole.
    pub fn is_shaken<'p>(&self, mut paths: impl Iterator<Item = &'p PathBuf>) -> bool {
        let is_top = |path: &Path| {
            path == self.root || FOLDERS.iter().any(|name| path == self.root.join(name))
        };
        paths.any(|path| is_top(path))
    }

    /// Watches the folders anew, after one was taken away or put back: the old
    /// watch may have gone with the old folder.
    pub fn settle(&mut self) -> notify::Result<()> {
        // Looked at first: what changes from here on is found to differ.
        self.ground = Ground::of(&self.root);
        // The root alone, without what lies below: the published site may be there.
        self.watch_at(&self.root.clone(), RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            self.watch_at(&self.root.join(folder), RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    fn watch_at(&mut self, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
        let _ = self.watcher.unwatch(path);
        match self.watcher.watch(path, mode) {
            // A folder that is not there is seen when it comes, in the root; and
            // a root when it is displaced.
            Err(error) if is_gone(&error) => Ok(()),
            other => other,
        }
    }
}

/// Reading a file changes nothing, and we do it all the time.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(io) => io.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}
