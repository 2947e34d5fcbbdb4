//! Every change to the disk is made here, and an
//! observer is asked before each one.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use blake3::Hasher;

use super::durable::flush;
use super::entry::Digest;
use super::fault::{Act, Fault};
use crate::machine::{Patience, is_held};

/// How much of a copied file is in memory at once.
const CHUNK: usize = 64 * 1024;

/// One change to the disk, about to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Makes a folder.
    CreateDir,
    /// Makes an empty file.
    Create,
    /// Fills the file just made.
    Write,
    /// Waits until a file, or the names in a folder, would outlast a power cut.
    Sync,
    /// Moves a finished file into place.
    Rename,
    /// Deletes a file.
    RemoveFile,
    /// Deletes a folder that must be empty.
    RemoveDir,
    /// Deletes the temporary files of a run.
    Clear,
}

/// Asked before every change, and again before it is tried again; an error from it
/// takes the place of the change, as if the disk had failed there. Tests use it to
/// crash at each step in turn and to prove that nothing is written.
pub type Observer = Box<dyn Fn(Step, &Path) -> io::Result<()> + Send + Sync>;

pub(super) struct Disk {
    observer: Observer,
    patience: Arc<Patience>,
    /// The files that were removed.
    removed: Mutex<BTreeSet<PathBuf>>,
}

impl Disk {
    pub(super) fn new(observer: Observer, patience: Arc<Patience>) -> Self {
        Self {
            observer,
            patience,
            removed: Mutex::default(),
        }
    }

    /// Makes one folder; `false` when it was there already.
    pub(super) fn create_dir(&self, path: &Path) -> Result<bool, Fault> {
        match self.attempt(Step::CreateDir, path, || fs::create_dir(path)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(false),
            Err(error) => Err(Fault::at(Act::Write, path)(error)),
        }
    }

    /// Makes a file that must not be there yet, and lets `fill` write it.
    pub(super) fn create<T>(
        &self,
        path: &Path,
        fill: impl FnOnce(&mut File) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let failed = |error| Fault::at(Act::Write, path)(error);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        let file = self.attempt(Step::Create, path, || options.open(path));
        let mut file = file.map_err(failed)?;
        let ready = self.attempt(Step::Write, path, || Ok(())).map_err(failed);
        let filled = ready.and_then(|()| fill(&mut file));
        drop(file);
        if filled.is_err() {
            // Half a file is of no use, least of all on a disk that is full.
            _ = self.remove_file(path);
        }
        filled
    }

    /// Opens a file that is there already, for its lock. A lock needs no more than
    /// reading where the file, copied from elsewhere, may not be written.
    pub(super) fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.patience.attempt(|| {
            let opened = OpenOptions::new().read(true).write(true).open(path);
            match opened {
                Err(error) if error.kind() == ErrorKind::PermissionDenied => File::open(path),
                opened => opened,
            }
        })
    }

    /// Waits until these files, and the names in these folders, would outlast a
    /// power cut.
    pub(super) fn sync(&self, paths: &[PathBuf]) -> Result<(), Fault> {
        self.sync_all(paths.len(), &|at| paths[at].clone())
    }

    /// The same for so many files and folders, each known by its number.
    pub(super) fn sync_all(
        &self,
        count: usize,
        path: &(dyn Fn(usize) -> PathBuf + Sync),
    ) -> Result<(), Fault> {
        for path in (0..count).map(path) {
            self.attempt(Step::Sync, &path, || Ok(()))
                .map_err(Fault::at(Act::Write, &path))?;
        }
        let flushed = flush(count, path, &self.patience);
        flushed.map_err(|(path, error)| Fault::at(Act::Write, &path)(error))
    }

    /// Adds bytes, which are flushed, to the end of a file.
    pub(super) fn append(&self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        let opened = self.attempt(Step::Write, path, || {
            OpenOptions::new().append(true).open(path)
        });
        let written = opened.and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(Fault::at(Act::Write, path))
    }

    /// Moves `from` to `to`, over the file that may be there.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), Fault> {
        let rename = || unmarked(to, || fs::rename(from, to));
        self.attempt(Step::Rename, to, rename)
            .map_err(Fault::at(Act::Write, to))
    }

    pub(super) fn remove_file(&self, path: &Path) -> Result<(), Fault> {
        let remove = || unmarked(path, || fs::remove_file(path));
        self.attempt(Step::RemoveFile, path, remove)
            .map_err(Fault::at(Act::Remove, path))?;
        self.removed().insert(path.to_owned());
        Ok(())
    }

    /// Removes a folder unless it holds anything. The system itself makes the
    /// test, so nothing can slip in between.
    pub(super) fn remove_dir_if_empty(&self, path: &Path) -> Result<(), Fault> {
        let held = |error: &io::Error| {
            let not_empty = error.kind() == ErrorKind::DirectoryNotEmpty;
            is_held(error) || (not_empty && self.holds_only_removed(path))
        };
        let removed = self.patience.attempt_while(held, || {
            self.step(Step::RemoveDir, path)?;
            unmarked(path, || fs::remove_dir(path))
        });
        match removed {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
            removed => removed.map_err(Fault::at(Act::Remove, path)),
        }
    }

    /// Removes a folder of temporary files, if it is there. A link in its
    /// place is removed and not followed. A failure names a file that stayed.
    pub(super) fn clear(&self, path: &Path) -> Result<(), Fault> {
        if fs::symlink_metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return Ok(());
        }
        // A removed file that is still open keeps its folder from being empty.
        let held =
            |error: &io::Error| is_held(error) || error.kind() == ErrorKind::DirectoryNotEmpty;
        let cleared = self.patience.attempt_while(held, || {
            self.step(Step::Clear, path)?;
            fs::remove_dir_all(path)
        });
        cleared.map_err(|error| {
            let left = first_in(path).unwrap_or_else(|| path.to_owned());
            Fault::at(Act::Remove, &left)(error)
        })
    }

    /// Whether all that a folder holds was removed: on some file systems of Windows a
    /// file that another program had open keeps its name until it is closed there.
    fn holds_only_removed(&self, folder: &Path) -> bool {
        let removed = self.removed();
        let is_removed = |entry: fs::DirEntry| removed.contains(&entry.path());
        let entries = fs::read_dir(folder);
        entries.is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(is_removed)))
    }

    /// A thread that panicked cannot have left the list half changed.
    fn removed(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.removed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the observer and makes the change, again and again for a while where
    /// another program is in the way.
    fn attempt<T>(
        &self,
        step: Step,
        path: &Path,
        act: impl Fn() -> io::Result<T>,
    ) -> io::Result<T> {
        self.patience.attempt(|| {
            self.step(step, path)?;
            act()
        })
    }

    fn step(&self, step: Step, path: &Path) -> io::Result<()> {
        (self.observer)(step, path)
    }
}

/// Replaces or removes what is at a path, though it be marked as read-only: files that
/// were copied from a disc or out of an archive often are. Only Windows asks for the
/// mark; elsewhere the permissions of the folder decide.
#[cfg(windows)]
fn unmarked(path: &Path, act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let Err(error) = act() else {
        return Ok(());
    };
    let denied = error.kind() == ErrorKind::PermissionDenied;
    let Some(found) = fs::symlink_metadata(path).ok().filter(|_| denied) else {
        return Err(error);
    };
    let mut permissions = found.permissions();
    if !permissions.readonly() {
        return Err(error);
    }
    #[allow(
        clippy::permissions_set_readonly_false,
        reason = "on Windows this takes away the mark and opens the file to nobody"
    )]
    permissions.set_readonly(false);
    fs::set_permissions(path, permissions)?;
    act()
}

#[cfg(not(windows))]
fn unmarked(_path: &Path, act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    act()
}

fn first_in(folder: &Path) -> Option<PathBuf> {
    let mut entries = fs::read_dir(folder).ok()?;
    Some(entries.next()?.ok()?.path())
}

/// Copies in pieces and returns the hash and size of what was copied.
pub(super) fn copy(
    from: &Path,
    to: &mut File,
    target: &Path,
    patience: &Patience,
) -> Result<(Digest, u64), Fault> {
    let source = patience.attempt(|| File::open(from));
    let mut source = source.map_err(Fault::at(Act::Read, from))?;
    let (mut hasher, mut buffer) = (Hasher::new(), vec![0; CHUNK]);
    loop {
        let read = match patience.attempt(|| source.read(&mut buffer)) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read.map_err(Fault::at(Act::Read, from))?,
        };
        if read == 0 {
            return Ok((Digest::of(&hasher.finalize()), hasher.count()));
        }
        hasher.update(&buffer[..read]);
        to.write_all(&buffer[..read])
            .map_err(Fault::at(Act::Write, target))?;
    }
}
