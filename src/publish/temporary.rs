//! Temporary files beside the sources that they are to become.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempPath};

use crate::machine::Patience;

/// A file that is written beside its place; dropped before it is put there, it goes.
pub(super) struct Temporary(NamedTempFile);

/// One that is closed, so that it can be moved.
pub(super) struct Written(TempPath);

impl Temporary {
    /// Makes the file in the folder of `path`.
    pub(super) fn beside(path: &Path, builder: &Builder<'_, '_>) -> io::Result<Self> {
        builder.tempfile_in(folder_of(path)).map(Self)
    }

    pub(super) fn file(&mut self) -> &mut File {
        self.0.as_file_mut()
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Waits until what was written would outlast a power cut.
    pub(super) fn close(self) -> io::Result<Written> {
        self.0.as_file().sync_all()?;
        Ok(Written(self.0.into_temp_path()))
    }
}

impl Written {
    /// Moves the file to its place, over the file that is there.
    pub(super) fn replace(self, path: &Path, patience: &Patience) -> io::Result<()> {
        self.put(path, patience, |temp, place| temp.persist(place))
    }

    /// Moves the file to its place. The system itself refuses to replace what came
    /// in between.
    pub(super) fn add(self, path: &Path, patience: &Patience) -> io::Result<()> {
        self.put(path, patience, |temp, place| temp.persist_noclobber(place))
    }

    fn put(
        self,
        path: &Path,
        patience: &Patience,
        put: impl Fn(TempPath, &Path) -> Result<(), tempfile::PathPersistError>,
    ) -> io::Result<()> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let place = self.0.with_file_name(name);
        let mut waiting = Some(self.0);
        patience.attempt(|| {
            let temp = waiting.take().expect("it comes back with every failure");
            put(temp, &place).map_err(|failed| {
                waiting = Some(failed.path);
                failed.error
            })
        })
    }
}

/// The folder of a file. On Windows in the form in which a path may be longer than 260
/// characters: the standard library sees to that by itself, but not the library that
/// moves temporary files.
fn folder_of(path: &Path) -> PathBuf {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let long = cfg!(windows).then(|| folder.canonicalize().ok()).flatten();
    long.unwrap_or_else(|| folder.to_owned())
}
