//! The one way to change a source file: repairs that somebody asked for.

use std::fmt;
use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::temporary::Temporary;
use crate::machine::{Patience, advice, reason, shown};

/// Why a source file stays as it is. Its text is for the clerk and complete.
#[derive(Debug)]
pub struct Unchanged {
    path: PathBuf,
    why: Why,
}

#[derive(Debug)]
enum Why {
    /// A link, a pipe, a folder.
    NotAFile,
    ReadOnly,
    /// The new file would belong to somebody else.
    #[cfg(unix)]
    Owner,
    Machine(io::Error),
}

/// What there is to know of a file that was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// Whether the old bytes are still elsewhere, under a name that was a
    /// hard link to the same file.
    pub stands_elsewhere: bool,
}

/// Repairs source files, one after the other.
#[derive(Default)]
pub struct Repairer {
    patience: Patience,
}

impl Repairer {
    /// Replaces a source file by other bytes, by way of a temporary file beside
    /// it, so that a failure leaves the old text whole. Whoever may not write into
    /// the file may not replace it either; it keeps its owner and its permissions.
    pub fn rewrite(&self, path: &Path, bytes: &[u8]) -> Result<Rewritten, Unchanged> {
        replace(path, bytes, &self.patience).map_err(|why| Unchanged {
            path: path.to_owned(),
            why,
        })
    }
}

fn replace(path: &Path, bytes: &[u8], patience: &Patience) -> Result<Rewritten, Why> {
    let old = fs::symlink_metadata(path)?;
    if !old.is_file() {
        return Err(Why::NotAFile);
    }
    if old.permissions().readonly() {
        return Err(Why::ReadOnly);
    }
    patience.attempt(|| OpenOptions::new().write(true).open(path))?;
    let mut temporary = Temporary::beside(path, tempfile::Builder::new().prefix(".gongkai-"))?;
    temporary.file().write_all(bytes)?;
    keep_owner(temporary.path(), &old)?;
    // A temporary file is private; the repaired one is as open as it was.
    fs::set_permissions(temporary.path(), old.permissions())?;
    temporary.close()?.replace(path, patience)?;
    Ok(Rewritten {
        stands_elsewhere: has_other_names(&old),
    })
}

#[cfg(unix)]
fn keep_owner(new: &Path, old: &Metadata) -> Result<(), Why> {
    use std::os::unix::fs::{MetadataExt, chown};
    let made = fs::metadata(new)?;
    if (made.uid(), made.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    chown(new, Some(old.uid()), Some(old.gid())).map_err(|_| Why::Owner)
}

#[cfg(not(unix))]
fn keep_owner(_new: &Path, _old: &Metadata) -> Result<(), Why> {
    Ok(())
}

#[cfg(unix)]
fn has_other_names(old: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(old) > 1
}

#[cfg(not(unix))]
fn has_other_names(_old: &Metadata) -> bool {
    false
}

impl From<io::Error> for Why {
    fn from(error: io::Error) -> Self {
        Self::Machine(error)
    }
}

impl fmt::Display for Unchanged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(&self.path);
        match &self.why {
            Why::NotAFile => write!(
                f,
                "没有改：不是普通文件（{path}）。换成真正的文件再运行一次"
            ),
            Why::ReadOnly => write!(f, "没有改：文件是只读的（{path}）。去掉“只读”再运行一次"),
            #[cfg(unix)]
            Why::Owner => write!(
                f,
                "没有改：文件是别的用户的（{path}）。请那位用户运行，或者自己另存一份换上"
            ),
            Why::Machine(error) => {
                let (why, then) = (reason(error), advice(error));
                write!(
                    f,
                    "没有改成：{why}（{path}）。文件还是原来的，{then}再运行一次"
                )
            }
        }
    }
}

impl std::error::Error for Unchanged {}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewrite(path: &Path, bytes: &[u8]) -> Result<Rewritten, Unchanged> {
        Repairer::default().rewrite(path, bytes)
    }

    fn file(folder: &Path) -> PathBuf {
        let path = folder.join("report.md");
        fs::write(&path, "《《条例》").expect("written");
        path
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = file(folder.path());
        let done = rewrite(&path, "《条例》".as_bytes()).expect("rewritten");
        assert!(!done.stands_elsewhere);
        assert_eq!(fs::read_to_string(&path).expect("read"), "《条例》");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[test]
    fn a_file_that_is_read_only_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = file(folder.path());
        let mut permissions = fs::metadata(&path).expect("there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("set");
        let said = rewrite(&path, b"x").expect_err("refused").to_string();
        assert!(
            said.contains("只读") && said.contains("report.md"),
            "{said}"
        );
        assert_eq!(fs::read_to_string(&path).expect("read"), "《《条例》");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_owner_and_mode_are_kept() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let path = file(folder.path());
        let link = folder.path().join("link.md");
        symlink(&path, &link).expect("a link");
        assert!(rewrite(&link, b"x").is_err());
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        let old = fs::metadata(&path).expect("there");
        let other = folder.path().join("other.md");
        fs::hard_link(&path, &other).expect("a hard link");
        let done = rewrite(&path, b"x").expect("rewritten");
        assert!(done.stands_elsewhere);
        let new = fs::metadata(&path).expect("there");
        assert_eq!(
            (new.mode(), new.uid(), new.gid()),
            (old.mode(), old.uid(), old.gid())
        );
        assert_eq!(fs::read_to_string(&other).expect("read"), "《《条例》");
    }
}
