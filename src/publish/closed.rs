//! Which folder keeps a file from being made, replaced or removed.
//!
//! The system says "access denied" of the file, while it is its folder that a clerk
//! has to do something about.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The folder in which this user may not write, if that is why it failed.
pub(super) fn closed_folder(path: &Path, error: &io::Error) -> Option<PathBuf> {
    if error.kind() != ErrorKind::PermissionDenied {
        return None;
    }
    let folder = match path.parent()? {
        folder if folder.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let closed = folder.is_dir() && is_closed(folder, path);
    closed.then(|| folder.to_owned())
}

#[cfg(unix)]
fn is_closed(folder: &Path, _path: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_err()
}

/// Windows tells nobody what may be done in a folder, but of a file that is not there
/// it can only be the folder that is closed.
#[cfg(not(unix))]
fn is_closed(_folder: &Path, path: &Path) -> bool {
    let found = std::fs::symlink_metadata(path);
    found.is_err_and(|error| error.kind() == ErrorKind::NotFound)
}
