//! The system's word that a file changed. It only says that one should
//! look, and roughly where: events get lost, come twice and come too early, so
//! what there is, the snapshot says.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::snapshot::{FOLDERS, Ground, is_left_lying};

use super::debounce::FileChange;

/// What is raised: the changes wait in line, and a flag says that there are some,
/// so that a long look around can be broken off.
#[derive(Clone)]
pub struct ChangeSignal {
    changes: Sender<FileChange>,
    raised: Arc<AtomicBool>,
}

impl ChangeSignal {
    /// A signal, and where its changes come out.
    pub fn new() -> (Self, Receiver<FileChange>) {
        let (changes, line) = channel();
        let raised = Arc::default();
        (Self { changes, raised }, line)
    }

    pub fn change(&self, change: FileChange) {
        // Nobody listens any more only when the preview is ending.
        let _ = self.changes.send(change);
        self.raised.store(true, Ordering::Release);
    }

    /// Whether it was raised since it was last lowered.
    pub fn is_raised(&self) -> bool {
        self.raised.load(Ordering::Acquire)
    }

    /// Takes note of the changes that are about to be read.
    pub fn lower(&self) {
        self.raised.store(false, Ordering::Release);
    }
}

pub struct FileWatcher {
    watcher: RecommendedWatcher,
    root: PathBuf,
    /// The folders that are watched. The system watches folders and not names:
    /// one that is moved away is watched on, and what takes its place is not.
    ground: Ground,
}

impl FileWatcher {
    /// Starts watching. An error if the system cannot watch, or has no watches
    /// left for so many folders.
    pub fn start(root: &Path, signal: ChangeSignal) -> notify::Result<Self> {
        let site = root.to_path_buf();
        let change = move |event: notify::Result<Event>| {
            let change = match event {
                Ok(event) if event.need_rescan() => FileChange::Anywhere,
                Ok(event) if !is_change(event.kind) => return,
                Ok(event) => {
                    let mut paths = event.paths;
                    paths.retain(|path| is_of_the_site(path, &site));
                    if paths.is_empty() {
                        return;
                    }
                    FileChange::At(paths)
                }
                Err(_) => FileChange::Anywhere,
            };
            signal.change(change);
        };
        let mut watcher = Self {
            watcher: notify::recommended_watcher(change)?,
            root: root.to_path_buf(),
            ground: Ground::default(),
        };
        watcher.settle()?;
        Ok(watcher)
    }

    /// Whether the paths now lead to other folders than those that are watched. No
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

/// Whether a path may be part of the site: what editors and systems leave lying is not read.
fn is_of_the_site(path: &Path, root: &Path) -> bool {
    let mut inside = path.ancestors().take_while(|one| *one != root);
    !inside.any(is_left_lying)
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(io) => io.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_leave_lying_rings_nothing() {
        let root = Path::new("/a/.me/site");
        for left in [
            "content/#report.md#",
            "content/.#report.md",
            "content/4913",
            "content/report.md~",
            "content/.report.md.swp",
            "content/.~report.docx",
            "content/~$report.docx",
            "content/report.md___jb_tmp___",
            "content/.git/index",
        ] {
            assert!(!is_of_the_site(&root.join(left), root), "{left}");
        }
        for file in ["site.toml", "content/#1.md", "content/4913.md", "content"] {
            assert!(is_of_the_site(&root.join(file), root), "{file}");
        }
        assert!(is_of_the_site(root, root));
    }
}
