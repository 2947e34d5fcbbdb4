//! Every change to the disk is made here, and an
//! observer is asked before each one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use blake3::Hasher;

use super::durable::flush;
use super::fault::{Act, Fault};

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

/// Asked before every change; an error from it takes the place of the change,
/// as if the disk had failed there. Tests use it to crash at each step in turn
/// and to prove that nothing is written.
pub type Observer = Box<dyn Fn(Step, &Path) -> io::Result<()> + Send + Sync>;

pub(super) struct Disk {
    observer: Observer,
}

impl Disk {
    pub(super) fn new(observer: Observer) -> Self {
        Self { observer }
    }

    /// Makes one folder; `false` when it was there already.
    pub(super) fn create_dir(&self, path: &Path) -> Result<bool, Fault> {
        let made = self
            .step(Step::CreateDir, path)
            .and_then(|()| fs::create_dir(path));
        match made {
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
        self.step(Step::Create, path)
            .map_err(Fault::at(Act::Write, path))?;
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create_new(true).open(path);
        let mut file = file.map_err(Fault::at(Act::Write, path))?;
        let ready = self
            .step(Step::Write, path)
            .map_err(Fault::at(Act::Write, path));
        let filled = ready.and_then(|()| fill(&mut file));
        if filled.is_err() {
            // Half a file is of no use, least of all on a disk that is full.
            _ = self.remove_file(path);
        }
        filled
    }

    /// Waits until these files, and the names in these folders, would outlast a
    /// power cut.
    pub(super) fn sync(&self, paths: &[PathBuf]) -> Result<(), Fault> {
        for path in paths {
            self.step(Step::Sync, path)
                .map_err(Fault::at(Act::Write, path))?;
        }
        flush(paths).map_err(|(path, error)| Fault::at(Act::Write, &path)(error))
    }

    /// Moves `from` to `to`, over the file that may be there.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), Fault> {
        let renamed = self
            .step(Step::Rename, to)
            .and_then(|()| fs::rename(from, to));
        renamed.map_err(Fault::at(Act::Write, to))
    }

    pub(super) fn remove_file(&self, path: &Path) -> Result<(), Fault> {
        let removed = self
            .step(Step::RemoveFile, path)
            .and_then(|()| fs::remove_file(path));
        removed.map_err(Fault::at(Act::Remove, path))
    }

    /// Removes a folder unless it holds anything. The system itself makes the
    /// test, so nothing can slip in between.
    pub(super) fn remove_dir_if_empty(&self, path: &Path) -> Result<(), Fault> {
        let removed = self
            .step(Step::RemoveDir, path)
            .and_then(|()| fs::remove_dir(path));
        match removed {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
            removed => removed.map_err(Fault::at(Act::Remove, path)),
        }
    }

    /// Removes a folder of temporary files, if it is there. A link in its
    /// place is removed and not followed.
    pub(super) fn clear(&self, path: &Path) -> Result<(), Fault> {
        if fs::symlink_metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return Ok(());
        }
        let cleared = self
            .step(Step::Clear, path)
            .and_then(|()| fs::remove_dir_all(path));
        cleared.map_err(Fault::at(Act::Remove, path))
    }

    fn step(&self, step: Step, path: &Path) -> io::Result<()> {
        (self.observer)(step, path)
    }
}

/// Copies in pieces and returns the hash and size of what was copied.
pub(super) fn copy(from: &Path, to: &mut File, target: &Path) -> Result<(String, u64), Fault> {
    let mut source = File::open(from).map_err(Fault::at(Act::Read, from))?;
    let (mut hasher, mut buffer) = (Hasher::new(), vec![0; CHUNK]);
    loop {
        let read = match source.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read.map_err(Fault::at(Act::Read, from))?,
        };
        if read == 0 {
            return Ok((hasher.finalize().to_hex().to_string(), hasher.count()));
        }
        hasher.update(&buffer[..read]);
        to.write_all(&buffer[..read])
            .map_err(Fault::at(Act::Write, target))?;
    }
}
