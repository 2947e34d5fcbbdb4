//! New source files: all of them or none, and never over anything.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::fault::{Act, Fault};
use super::refusal::Refusal;
use super::temporary::{Temporary, Written};
use crate::machine::Patience;
use crate::path::SourcePath;

/// Makes these files below `root`. If one of them, or anything else of its
/// name, is there already, none is made and the refusal names them all. What
/// a failure leaves half done is taken away again.
pub fn create(root: &Path, files: &[(SourcePath, impl AsRef<[u8]>)]) -> Result<()> {
    let mut made = Made::default();
    let done = attempt(root, files, &mut made);
    if done.is_ok() {
        made.keep();
    }
    done
}

/// Refuses, as `create` will, if something is in the way; for those who
/// ask people questions before they write.
pub fn vacant(root: &Path, files: &[(SourcePath, impl AsRef<[u8]>)]) -> Result<()> {
    let taken: Vec<PathBuf> = files
        .iter()
        .filter_map(|(file, _)| in_the_way(root, file))
        .collect();
    if taken.is_empty() {
        return Ok(());
    }
    Err(Refusal::Occupied(taken).into())
}

fn attempt(root: &Path, files: &[(SourcePath, impl AsRef<[u8]>)], made: &mut Made) -> Result<()> {
    let target = |file: &SourcePath| root.join(file.as_str());
    vacant(root, files)?;
    folders(root, made)?;
    let mut ready: Vec<(Written, PathBuf)> = Vec::new();
    for (file, bytes) in files {
        let path = target(file);
        folders(path.parent().unwrap_or(root), made)?;
        ready.push((write(&path, bytes.as_ref())?, path));
    }
    let patience = Patience::default();
    for (written, path) in ready {
        match written.add(&path, &patience) {
            Ok(()) => made.files.push(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(Refusal::Occupied(vec![path]).into());
            }
            Err(error) => return Err(Fault::at(Act::Write, &path)(error).into()),
        }
    }
    Ok(())
}

/// What is in the place of the file, or of a folder above it: any file of its
/// name, also a link that leads nowhere; in place of a folder, whatever is no
/// real folder, since writing through a link would leave the site.
fn in_the_way(root: &Path, file: &SourcePath) -> Option<PathBuf> {
    let mut path = root.to_owned();
    if path.exists() && !path.is_dir() {
        return Some(path);
    }
    let mut parts = file.as_str().split('/').peekable();
    while let Some(part) = parts.next() {
        path.push(part);
        let found = fs::symlink_metadata(&path).ok()?;
        if parts.peek().is_none() || !found.is_dir() {
            return Some(path);
        }
    }
    None
}

/// Writes a file beside its place and flushes it.
fn write(path: &Path, bytes: &[u8]) -> Result<Written, Fault> {
    let write = || {
        let mut temporary = Temporary::beside(path, &builder())?;
        temporary.file().write_all(bytes)?;
        temporary.close()
    };
    write().map_err(Fault::at(Act::Write, path))
}

/// A temporary file is private; a source file is as open as any new file.
pub(super) fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".gongkai-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Makes a folder and those above it that are missing.
fn folders(folder: &Path, made: &mut Made) -> Result<(), Fault> {
    let missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
    let missing: Vec<&Path> = folder.ancestors().take_while(missing).collect();
    for path in missing.into_iter().rev() {
        match fs::create_dir(path) {
            Ok(()) => made.folders.push(path.to_owned()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => {}
            Err(error) => return Err(Fault::at(Act::Write, path)(error)),
        }
    }
    Ok(())
}

/// What this run has made; dropped with something in it, it takes that away.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    /// All went well: what was made stays.
    fn keep(&mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Made {
    /// Errors are not reported: the failure that led here is.
    fn drop(&mut self) {
        for file in &self.files {
            _ = fs::remove_file(file);
        }
        // Deepest first; a folder in which somebody put a file stays.
        for folder in self.folders.iter().rev() {
            _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<(SourcePath, String)> {
        let file = |name: &&str| (SourcePath::new(name).expect("a path"), "新".to_owned());
        names.iter().map(file).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = walkdir::WalkDir::new(folder)
            .min_depth(1)
            .sort_by_file_name();
        let name = |entry: walkdir::DirEntry| entry.file_name().to_string_lossy().into_owned();
        entries
            .into_iter()
            .filter_map(Result::ok)
            .map(name)
            .collect()
    }

    #[test]
    fn all_files_are_made_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("新 站");
        create(&root, &files(&["a.md", "b/c.md"])).expect("made");
        assert_eq!(names(&root), ["a.md", "b", "c.md"]);
        fs::write(root.join("a.md"), "旧").expect("written");
        let error = create(&root, &files(&["d/e.md", "a.md", "b/c.md/f.md"]));
        let told = error.expect_err("must be refused").to_string();
        assert!(told.contains("a.md") && told.contains("c.md"), "{told}");
        assert_eq!(names(&root), ["a.md", "b", "c.md"]);
        assert_eq!(fs::read_to_string(root.join("a.md")).expect("read"), "旧");
    }

    #[test]
    fn what_was_made_goes_when_the_rest_fails() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("站");
        // The second needs the place of a folder that the first one needs.
        create(&root, &files(&["a.md", "b/c/d.md", "b/c"])).expect_err("must fail");
        assert!(!root.exists());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_in_the_way() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("站");
        fs::create_dir(&root).expect("made");
        for name in ["a.md", "b"] {
            std::os::unix::fs::symlink("nowhere", root.join(name)).expect("linked");
        }
        for names in [["a.md"], ["b/c.md"]] {
            create(&root, &files(&names)).expect_err("must be refused");
        }
    }
}
