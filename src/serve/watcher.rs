//! The system's word that a file changed. It only says that one should
//! look, and roughly where: events get lost, come twice and come too early, so
//! what there is, the snapshot says.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::snapshot::{FOLDERS, Ground, SITE, is_left_lying};

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
        // Raised first: else it may be lowered for this change before it is raised, and
        // no look would ever be finished again.
        self.raised.store(true, Ordering::Release);
        // Nobody listens any more only when the preview is ending.
        let _ = self.changes.send(change);
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

/// Whether the root is watched with all that lies below it, instead of the root
/// alone and each of its folders.
///
/// Windows watches through an open folder. A folder with an open one inside cannot be
/// renamed there, and one that is open itself keeps its name after it was deleted
/// until it is closed; so nothing below the root may be held open, and one watch of
/// the root sees folders come and go by itself. The price is that it also tells of
/// the published site, which `is_of_the_site` drops by name, and that a build there
/// may fill the buffer: then the look beside the watcher finds what was missed.
/// Linux counts a watch for each folder, and the published site may have thousands.
const WHOLE: bool = cfg!(windows);

pub struct FileWatcher {
    watcher: Box<dyn Watcher + Send>,
    root: PathBuf,
    whole: bool,
    /// What is watched now.
    watched: Vec<PathBuf>,
    /// The folders that are watched. The system watches folders and not names:
    /// one that is moved away is watched on, and what takes its place is not.
    ground: Ground,
}

impl FileWatcher {
    /// Starts watching. An error if the system cannot watch, or has no watches
    /// left for so many folders.
    pub fn start(root: &Path, signal: ChangeSignal) -> notify::Result<Self> {
        let site = root.to_path_buf();
        let change = move |event| {
            if let Some(change) = change(event, &site) {
                signal.change(change);
            }
        };
        Self::with(Box::new(notify::recommended_watcher(change)?), root, WHOLE)
    }

    /// Watches with this watcher of the system's, or of a test.
    pub fn with(
        watcher: Box<dyn Watcher + Send>,
        root: &Path,
        whole: bool,
    ) -> notify::Result<Self> {
        let mut watcher = Self {
            watcher,
            root: root.to_path_buf(),
            whole,
            watched: Vec::new(),
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
            path == self.root || self.folders().any(|name| path == self.root.join(name))
        };
        paths.any(|path| is_top(path))
    }

    /// Watches the folders anew, after one was taken away or put back: the old
    /// watch may have gone with the old folder.
    pub fn settle(&mut self) -> notify::Result<()> {
        self.forget();
        // Looked at first: what changes from here on is found to differ.
        self.ground = Ground::of(&self.root);
        // Without what lies below: the published site may be there.
        let mode = match self.whole {
            true => RecursiveMode::Recursive,
            false => RecursiveMode::NonRecursive,
        };
        if self.ground.has_root() {
            self.watch(self.root.clone(), mode)?;
        }
        // One that is not there is seen when it comes, in the root.
        let folders: Vec<&str> = self
            .folders()
            .filter(|name| self.ground.has(name))
            .collect();
        for name in folders {
            self.watch(self.root.join(name), RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    /// The folders that have a watch of their own.
    fn folders(&self) -> impl Iterator<Item = &'static str> + use<> {
        let own = if self.whole { 0 } else { FOLDERS.len() };
        FOLDERS.into_iter().take(own)
    }

    fn watch(&mut self, path: PathBuf, mode: RecursiveMode) -> notify::Result<()> {
        match self.watcher.watch(&path, mode) {
            Ok(()) => self.watched.push(path),
            // It went this moment, and is found displaced. What the error says of that
            // is another thing on every system.
            Err(_) if self.is_displaced() => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Watches nothing any more.
    fn forget(&mut self) {
        for path in self.watched.drain(..) {
            // It may have gone with its folder.
            let _ = self.watcher.unwatch(&path);
        }
    }
}

/// What an event of the system says, if it is about the site.
fn change(event: notify::Result<Event>, root: &Path) -> Option<FileChange> {
    match event {
        Ok(event) if event.need_rescan() => Some(FileChange::Anywhere),
        Ok(event) => {
            let mut paths = event.paths;
            paths.retain(|path| is_change(event.kind) && is_of_the_site(path, root));
            (!paths.is_empty()).then_some(FileChange::At(paths))
        }
        Err(_) => Some(FileChange::Anywhere),
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

/// Whether a path may be part of the site, by its name alone: what else lies in the
/// root, and what editors and systems leave lying, is not read.
fn is_of_the_site(path: &Path, root: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else {
        return true;
    };
    let is_source = |name: &OsStr| {
        let mut sources = FOLDERS.iter().chain(&[SITE]);
        // `Content` is `content` on Windows.
        sources.any(|source| name.eq_ignore_ascii_case(source))
    };
    let mut above = path.ancestors().take_while(|one| *one != root);
    inside.iter().next().is_none_or(is_source) && !above.any(is_left_lying)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::{Duration, Instant};

    use crate::snapshot::Snapshot;

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
        for other in ["public", "public/index.html", "site.toml.bak", "note.txt"] {
            assert!(!is_of_the_site(&root.join(other), root), "{other}");
        }
        for file in [
            "site.toml",
            "content/#1.md",
            "content/4913.md",
            "content",
            "Content/x.md",
        ] {
            assert!(is_of_the_site(&root.join(file), root), "{file}");
        }
        assert!(is_of_the_site(root, root));
    }

    /// Longer than any machine takes that is not broken.
    const LIMIT: Duration = Duration::from_secs(60);

    /// A site's folder and the changes that a watcher of the system's tells of there.
    fn watched(root: &Path, whole: bool) -> (FileWatcher, Receiver<PathBuf>) {
        let (sender, paths) = channel();
        let site = root.to_path_buf();
        let tell = move |event| {
            if let Some(FileChange::At(paths)) = change(event, &site) {
                paths.into_iter().for_each(|path| _ = sender.send(path));
            }
        };
        let watcher = notify::recommended_watcher(tell).expect("a watcher");
        let watcher = FileWatcher::with(Box::new(watcher), root, whole);
        (watcher.expect("it watches"), paths)
    }

    /// Saves a file again and again until it is told of, and lists the files as the
    /// preview does: wine loses single notices, and has none of folders that nobody
    /// opens. Every path that is told of must be part of the site.
    #[track_caller]
    fn is_seen(root: &Path, paths: &Receiver<PathBuf>, file: &str) {
        let file = root.join(file);
        let begun = Instant::now();
        while begun.elapsed() < LIMIT {
            Snapshot::take(root).expect("files");
            fs::write(&file, begun.elapsed().as_nanos().to_string()).expect("written");
            while let Ok(path) = paths.recv_timeout(Duration::from_millis(100)) {
                assert!(!path.to_string_lossy().contains("public"), "{path:?}");
                if path == file {
                    return;
                }
            }
        }
        panic!("{} was never told", file.display());
    }

    /// Both ways of watching; wine sees nothing where one watch is inside another.
    #[test]
    fn a_site_without_all_its_folders_is_watched_and_they_may_come_and_go() {
        let ways: &[bool] = if cfg!(windows) {
            &[true]
        } else {
            &[false, true]
        };
        for &whole in ways {
            let folder = tempfile::tempdir().expect("a folder");
            let root = folder.path();
            fs::create_dir_all(root.join("content/a")).expect("a folder");
            fs::create_dir(root.join("public")).expect("a folder");
            let (mut watcher, paths) = watched(root, whole);
            fs::write(root.join("public/index.html"), "x").expect("written");
            is_seen(root, &paths, "content/a/x.md");
            // A folder comes, and what is in it is seen.
            let top = root.join("static");
            fs::create_dir(&top).expect("a folder");
            assert_ne!(watcher.is_shaken([&top].into_iter()), whole);
            watcher.settle().expect("it watches");
            is_seen(root, &paths, "static/x.txt");
            // One goes and comes back; nothing holds it.
            fs::rename(root.join("content"), root.join("aside")).expect("moved");
            fs::remove_dir_all(&top).expect("removed");
            assert!(watcher.is_displaced());
            watcher.settle().expect("it watches");
            fs::rename(root.join("aside"), root.join("content")).expect("moved");
            watcher.settle().expect("it watches");
            assert!(!watcher.is_displaced());
            is_seen(root, &paths, "content/a/y.md");
        }
    }

    #[test]
    fn a_root_that_is_not_there_is_no_error_and_displaced_once_it_comes() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("root");
        let (watcher, _paths) = watched(&root, WHOLE);
        assert!(!watcher.is_displaced());
        fs::create_dir(&root).expect("a folder");
        assert!(watcher.is_displaced());
    }

    #[test]
    fn a_look_is_broken_off_only_for_a_change_that_can_be_had() {
        let (signal, changes) = ChangeSignal::new();
        signal.change(FileChange::Anywhere);
        assert!(signal.is_raised());
        assert_eq!(changes.try_recv(), Ok(FileChange::Anywhere));
        signal.lower();
        assert!(!signal.is_raised());
    }
}
