//! What a run has made so far, and takes away again if it fails.

use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::fault::Fault;
use super::lock::Lock;

#[derive(Default)]
pub(super) struct Made {
    /// In the order in which they were made.
    all: Vec<One>,
    /// The file of the lock, if this run made it.
    lock: Option<PathBuf>,
}

enum One {
    Folder(PathBuf),
    File(PathBuf),
}

impl Made {
    pub(super) fn folder(&mut self, path: PathBuf) {
        self.all.push(One::Folder(path));
    }

    pub(super) fn file(&mut self, path: PathBuf) {
        self.all.push(One::File(path));
    }

    pub(super) fn lock(&mut self, path: PathBuf) {
        self.lock = Some(path.clone());
        self.file(path);
    }

    /// Makes a folder and those above it that are missing.
    pub(super) fn make_folder(&mut self, folder: &Path, disk: &Disk) -> Result<(), Fault> {
        let missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let missing: Vec<&Path> = folder.ancestors().take_while(missing).collect();
        for path in missing.into_iter().rev() {
            if disk.create_dir(path)? {
                self.folder(path.to_owned());
            }
        }
        Ok(())
    }

    /// All that was made stays.
    pub(super) fn keep(&mut self) {
        *self = Self::default();
    }

    /// Takes everything away, the last first. The lock's file is removed while the
    /// lock is held, so that no other build can rely on it, and is closed then: on
    /// Windows a file that is open may keep its name, and its folder, until it is
    /// closed. Errors are not reported: a failed run is already reporting one, and
    /// what is left is harmless and removed by the next run.
    pub(super) fn undo(&mut self, disk: &Disk, lock: &mut Option<Lock>) {
        for one in self.all.drain(..).rev() {
            _ = match &one {
                One::Folder(path) => disk.remove_dir_if_empty(path),
                One::File(path) => disk.remove_file(path),
            };
            if let One::File(path) = one
                && self.lock.as_ref() == Some(&path)
            {
                drop(lock.take());
            }
        }
    }
}
