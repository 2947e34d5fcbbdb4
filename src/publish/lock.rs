//! One build at a time: a lock that the system releases however a build ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

use anyhow::Result;

use super::disk::Disk;
use super::fault::{Act, Fault};
use super::folder::OutputFolder;
use super::refusal::Refusal;

/// The lock, held as long as this value lives.
pub(super) struct Lock {
    file: File,
    /// Whether the lock's file was made by this run.
    pub(super) made: bool,
}

impl Lock {
    /// Takes the lock of an output folder, or refuses at once: a clerk rather
    /// reads that another build is running than waits without a word.
    pub(super) fn take(site: &OutputFolder, disk: &Disk) -> Result<Self> {
        let path = site.lock();
        let busy = || Refusal::Busy(site.out().to_owned());
        let made = match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_file() => false,
            Ok(_) => return Err(Refusal::Link(path).into()),
            Err(_) => match disk.create(&path, |_| Ok(())) {
                Ok(()) => true,
                // Another build made it just now.
                Err(fault) if fault.kind() == ErrorKind::AlreadyExists => return Err(busy().into()),
                Err(fault) => return Err(fault.into()),
            },
        };
        let file = OpenOptions::new().read(true).write(true).open(&path);
        let file = file.map_err(Fault::at(Act::Write, &path))?;
        match file.try_lock() {
            Ok(()) => {}
            // Some network disks know no locks; there the build goes on
            // without one rather than not at all.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => {
                return Err(Fault::at(Act::Write, &path)(error).into());
            }
            Err(TryLockError::WouldBlock) => return Err(busy().into()),
        }
        if !is_still_there(&file, &path) {
            return Err(busy().into());
        }
        Ok(Self { file, made })
    }
}

/// Closing the file is not enough: a process that another thread is starting
/// at this moment has a copy of it, and the copy would keep the lock.
impl Drop for Lock {
    fn drop(&mut self) {
        _ = self.file.unlock();
    }
}

/// A failed first build removes its lock's file. Whoever opened that file just
/// before holds a lock that nobody else can see, and must not rely on it.
#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |meta: fs::Metadata| (meta.dev(), meta.ino());
    let held = file.metadata().map(identity);
    let there = fs::symlink_metadata(path).map(identity);
    matches!((held, there), (Ok(held), Ok(there)) if held == there)
}

#[cfg(not(unix))]
fn is_still_there(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::bench::Bench;

    #[test]
    fn the_lock_ends_with_its_owner_though_a_copy_of_the_file_lives_on() {
        let bench = Bench::published();
        let (site, disk) = (
            OutputFolder::new(&bench.out()),
            Disk::new(Box::new(|_, _| Ok(()))),
        );
        let lock = Lock::take(&site, &disk).expect("a free lock");
        let _copy = lock.file.try_clone().expect("a copy, as a new process has");
        assert!(Lock::take(&site, &disk).is_err());
        drop(lock);
        assert!(Lock::take(&site, &disk).is_ok());
    }
}
