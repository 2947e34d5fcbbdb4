//! What was written is made to outlast a power cut.
//!
//! A system keeps writes in memory for half a minute and puts them on the disk
//! in any order. The record that lists a page must not be there before
//! the page is.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::thread;

use crate::machine::Patience;

/// How many files are flushed at once: each waits for the disk, and the disk
/// serves many in one go. Twenty files take a tenth of the time that they take
/// one after the other.
const AT_ONCE: usize = 16;

/// From so many on Linux is asked to flush the whole file system. It also
/// flushes what others wrote, and still takes a third of the time.
#[cfg(target_os = "linux")]
const MANY: usize = 500;

/// Flushes so many files and folders, each known by its number: the paths of a large site
/// would take a tenth of a build's memory. The error names the one that failed. What is
/// gone by now is passed over.
pub(super) fn flush(
    count: usize,
    path: &(dyn Fn(usize) -> PathBuf + Sync),
    patience: &Patience,
) -> Result<(), (PathBuf, io::Error)> {
    #[cfg(target_os = "linux")]
    if count >= MANY
        && let Some(path) = (0..count).map(path).find(|path| path.exists())
    {
        return tolerant(flush_file_system(&path)).map_err(|error| (path, error));
    }
    let each = |mut numbers: Range<usize>| {
        numbers.try_for_each(|number| {
            let path = path(number);
            let flushed = patience.attempt(|| flush_one(&path));
            tolerant(flushed).map_err(|error| (path, error))
        })
    };
    if count <= 2 {
        return each(0..count);
    }
    let each = &each;
    thread::scope(|scope| {
        let part = count.div_ceil(AT_ONCE);
        let parts = (0..count).step_by(part);
        let parts = parts.map(|start| start..count.min(start + part));
        let threads: Vec<_> = parts.map(|part| scope.spawn(move || each(part))).collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().expect("flushing does not panic"))
    })
}

/// Some network disks cannot flush on demand; there the site is published
/// without a promise rather than not at all.
fn tolerant(flushed: io::Result<()>) -> io::Result<()> {
    match flushed {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::Unsupported | ErrorKind::InvalidInput
            ) =>
        {
            Ok(())
        }
        flushed => flushed,
    }
}

/// On macOS the library's own call also empties the cache inside the drive,
/// which takes longer than writing the page. The record that is written next
/// does that once for all.
#[cfg(unix)]
fn flush_one(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::fsync(File::open(path)?)?)
}

/// Windows flushes only what is open for writing; a folder cannot be, and its
/// entries are kept in order by the file system itself.
#[cfg(not(unix))]
fn flush_one(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    File::options().write(true).open(path)?.sync_all()
}

#[cfg(target_os = "linux")]
fn flush_file_system(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(path)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_are_flushed_and_what_is_gone_is_no_fault() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |number: usize| folder.path().join(number.to_string());
        for count in [0, 1, 3, 40, 600] {
            let mut paths: Vec<PathBuf> = (0..count).map(file).collect();
            for path in &paths {
                std::fs::write(path, "x").expect("a file");
            }
            paths.push(folder.path().to_owned());
            paths.push(file(9999));
            flush(paths.len(), &|at| paths[at].clone(), &Patience::default()).expect("flushed");
        }
    }
}
