//! One build at a time: a lock that the system releases however a build ends.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::Result;
use same_file::Handle;

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
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
            return Err(Refusal::Link(path).into());
        }
        let (opened, made) = match disk.open_lock(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                match disk.create(&path, |_| Ok(())) {
                    Ok(()) => (disk.open_lock(&path), true),
                    // Another build made it just now.
                    Err(fault) if fault.kind() == ErrorKind::AlreadyExists => {
                        return Err(busy().into());
                    }
                    Err(fault) => return Err(fault.into()),
                }
            }
            opened => (opened, false),
        };
        let file = opened.map_err(Fault::at(Act::Write, &path))?;
        match file.try_lock() {
            Ok(()) => {}
            // Some network disks know no locks; there the build goes on
            // without one rather than not at all.
            Err(TryLockError::Error(error)) if is_unsupported(&error) => {}
            Err(TryLockError::Error(error)) => {
                return Err(Fault::at(Act::Write, &path)(error).into());
            }
            Err(TryLockError::WouldBlock) => return Err(busy().into()),
        }
        if !is_still_there(&file, &path).unwrap_or(false) {
            return Err(busy().into());
        }
        Ok(Self { file, made })
    }
}

/// Windows says "invalid function" or "not supported" of a disk that knows no locks.
fn is_unsupported(error: &io::Error) -> bool {
    error.kind() == ErrorKind::Unsupported
        || (cfg!(windows) && matches!(error.raw_os_error(), Some(1 | 50)))
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
fn is_still_there(file: &File, path: &Path) -> io::Result<bool> {
    Ok(Handle::from_file(file.try_clone()?)? == Handle::from_path(path)?)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::machine::Patience;
    use crate::publish::bench::Bench;

    #[test]
    fn the_lock_ends_with_its_owner_though_a_copy_of_the_file_lives_on() {
        let bench = Bench::published();
        let patience = Arc::new(Patience::default());
        let (site, disk) = (
            OutputFolder::new(&bench.out(), Arc::clone(&patience)),
            Disk::new(Box::new(|_, _| Ok(())), patience),
        );
        let lock = Lock::take(&site, &disk).expect("a free lock");
        let _copy = lock.file.try_clone().expect("a copy, as a new process has");
        assert!(Lock::take(&site, &disk).is_err());
        drop(lock);
        assert!(Lock::take(&site, &disk).is_ok());
    }

    /// First builds that are given up make and remove the lock's file all the time.
    #[test]
    fn of_many_builds_at_once_never_two_have_the_lock() {
        let bench = Bench::new();
        let (inside, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let Ok(publisher) = bench.open() else {
                            continue;
                        };
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        taken.fetch_add(1, Ordering::SeqCst);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(publisher);
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
        bench.open().expect("nobody has the lock any more");
    }

    #[test]
    fn a_lock_that_may_only_be_read_is_a_lock() {
        let bench = Bench::published();
        let path = bench.out().join(".gongkai/lock");
        let mut permissions = fs::metadata(&path).expect("a lock").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("marked");
        let publisher = bench.open().expect("a free lock");
        bench.open().err().expect("a second build");
        drop(publisher);
        bench.open().expect("a free lock");
    }
}
