//! Walking the disk: which files a listing has, and which are none of ours.

use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::twins::doubtful;
use super::unread::Unread;
use super::{Listing, Stamp, UNITS};
use crate::diag::{Diagnostic, Place, codes, names};
use crate::path::{SourcePath, unportable};
use crate::prose::printable;

/// The listings of the hosted units: the folders in `content/units`.
pub(super) fn units(root: &Path) -> Result<Vec<String>, Unread> {
    let start = root.join(UNITS);
    let is_folder = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_dir());
    if !is_folder(&root.join("content")) || !is_folder(&start) {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for (path, kind) in inside(&start)? {
        if let Some(name) = listing_of_its_own(&path, kind) {
            names.push(format!("{UNITS}/{name}"));
        }
    }
    Ok(names)
}

/// What lies in a folder, but for what is ignored. `WalkDir` would open each
/// folder in it only to leave it again, two thousand of them one by one.
fn inside(folder: &Path) -> Result<Vec<(PathBuf, FileType)>, Unread> {
    let unreadable = |error| Unread::new(folder, error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        match entry.file_type() {
            _ if is_left_lying(&path) => {}
            Ok(kind) => found.push((path, kind)),
            // What went away while it was being listed is not there.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(found)
}

/// The name of a hosted unit's folder. One whose name is not even text, or means
/// something else here, has no listing: findings about it go to the listing around it.
fn listing_of_its_own(path: &Path, kind: FileType) -> Option<&str> {
    let name = path.file_name().filter(|name| !means_another(name));
    name.and_then(OsStr::to_str).filter(|_| kind.is_dir())
}

/// Whether this system takes a name for something else when it is opened: Windows
/// opens a device for `con.txt`, and `a` for `a.`. Such names come from other systems.
pub(super) fn means_another(name: &OsStr) -> bool {
    cfg!(windows) && is_refused_by_windows(name)
}

fn is_refused_by_windows(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| unportable(name).is_some())
}

/// Lists one listing; one that is not there is empty.
pub(super) fn listing(root: &Path, name: &str) -> Result<Listing, Unread> {
    listing_without(&means_another, root, name)
}

/// The same, and what has a name of which `is_another` says so is not opened.
fn listing_without(
    is_another: &dyn Fn(&OsStr) -> bool,
    root: &Path,
    name: &str,
) -> Result<Listing, Unread> {
    let mut listing = Listing::default();
    let start = root.join(name);
    if start.symlink_metadata().is_err() {
        return Ok(listing);
    }
    let units = root.join(UNITS);
    let mut has_units = false;
    let mut others: Vec<PathBuf> = Vec::new();
    let mut is_listed = |entry: &DirEntry| {
        if is_ignored(entry) {
            return false;
        }
        if entry.depth() > 0 && is_another(entry.file_name()) {
            others.push(entry.path().to_owned());
            return false;
        }
        // To compare paths takes longest, and so comes last.
        let is_units = entry.depth() == 1 && entry.file_type().is_dir() && entry.path() == units;
        has_units |= is_units;
        !is_units
    };
    let walk = |start: &Path| {
        let walk = WalkDir::new(start).follow_root_links(false);
        walk.sort_by_file_name().into_iter()
    };
    listing.add_all(root, walk(&start).filter_entry(&mut is_listed))?;
    if has_units {
        for (path, kind) in inside(&units)? {
            if path.file_name().is_some_and(is_another) {
                others.push(path);
            } else if listing_of_its_own(&path, kind).is_none() {
                let walk = walk(&path).filter_entry(|entry| !is_ignored(entry));
                listing.add_all(root, walk)?;
            }
        }
    }
    for path in others {
        let file = SourcePath::new(&relative(root, &path));
        listing.faults.extend(file.as_ref().and_then(names::unread));
    }
    listing.faults.extend(doubtful(listing.files.keys()));
    Ok(listing)
}

/// A path below the root, with `/`.
fn relative(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    match MAIN_SEPARATOR {
        '/' => inside.into(),
        separator => inside.replace(separator, "/"),
    }
}

impl Listing {
    fn add_all(
        &mut self,
        root: &Path,
        walk: impl Iterator<Item = Result<DirEntry, walkdir::Error>>,
    ) -> Result<(), Unread> {
        for entry in walk {
            match entry {
                Ok(entry) => self.add(root, &entry)?,
                // What went away while it was being listed is not there.
                Err(error) if is_gone(&error) => {}
                Err(error) => return Err(unreadable(root, error)),
            }
        }
        Ok(())
    }

    fn add(&mut self, root: &Path, entry: &DirEntry) -> Result<(), Unread> {
        let shown = relative(root, entry.path());
        let is_text = entry.path().to_str().is_some();
        let kind = entry.file_type();
        let Some(file) = SourcePath::new(&shown).filter(|_| is_text) else {
            if let Some(place) = SourcePath::new(&shown.replace(['\u{FFFD}', '\\', '\0'], "_")) {
                let help = "换一个用英文字母、数字或汉字的文件名";
                let message = format!("文件名“{}”里有不能用的字符", printable(&shown));
                self.faults
                    .push(Diagnostic::error(&codes::FILE, Place::file(&place), message).help(help));
            }
            return Ok(());
        };
        if kind.is_dir() {
            return Ok(());
        }
        if !kind.is_file() {
            let message = if kind.is_symlink() {
                "这是一个链接，没有读"
            } else {
                "这不是普通文件，没有读"
            };
            let help = "把真正的文件放在这里；链接可能指到站点外面，或者绕成一圈";
            self.faults
                .push(Diagnostic::error(&codes::FILE, Place::file(&file), message).help(help));
            return Ok(());
        }
        match entry.metadata() {
            Ok(found) => {
                let stamp = Stamp {
                    size: found.len(),
                    modified: found.modified().ok(),
                };
                self.files.insert(file, stamp);
                Ok(())
            }
            Err(error) if is_gone(&error) => Ok(()),
            Err(error) => Err(unreadable(Path::new(file.as_str()), error)),
        }
    }
}

/// The folder that a walk begins in was asked for by name.
fn is_ignored(entry: &DirEntry) -> bool {
    entry.depth() > 0 && is_left_lying(entry.path())
}

/// What editors and systems leave lying about; never part of a site.
pub fn is_left_lying(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // What web hosts look for in the root of a site may be published.
    let for_hosts = matches!(name.as_ref(), ".well-known" | ".nojekyll" | ".htaccess");
    if for_hosts && path.components().any(|part| part.as_os_str() == "static") {
        return false;
    }
    // `.x` and `.#x` of many editors, `.~x` of WPS, `~$x` of Word, `x~` and `#x#` of Emacs,
    // `4913` of Vim, which tries with it whether it may write, `x___jb_tmp___` of IntelliJ.
    let left_by_editors = name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name == "4913"
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___");
    let left_by_systems = matches!(name.as_ref(), "Thumbs.db" | "desktop.ini");
    left_by_editors || left_by_systems || name.ends_with(".tmp") || name.ends_with(".swp")
}

fn is_gone(error: &walkdir::Error) -> bool {
    error
        .io_error()
        .is_some_and(|io| io.kind() == ErrorKind::NotFound)
}

pub(super) fn unreadable(root: &Path, error: walkdir::Error) -> Unread {
    let path = error.path().unwrap_or(root).to_owned();
    match error.into_io_error() {
        Some(error) => Unread::new(&path, error),
        None => Unread::loops(&path),
    }
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    use super::*;

    /// On every system but Windows such names can be made, and are told of as there.
    #[cfg(unix)]
    #[test]
    fn what_windows_takes_for_something_else_is_told_of_and_not_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = [
            ("content/guide.md", ""),
            ("content/con", "Windows 把它留给设备"),
            ("content/files./a.pdf", "结尾是点或空格"),
            ("content/files/aux .pdf", "Windows 把它留给设备"),
            ("content/nul/files/a.pdf", "Windows 把它留给设备"),
            ("content/units/lpt1/unit.yaml", "Windows 把它留给设备"),
            ("content/units/qinghe/unit.yaml", ""),
            ("content/files/a:b.pdf", "里面有 :"),
        ];
        for (file, _) in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, "x").expect("a file");
        }
        let listed = listing_without(&is_refused_by_windows, folder.path(), "content");
        let listed = listed.expect("a listing");
        let names: Vec<&str> = listed.files().map(SourcePath::as_str).collect();
        assert_eq!(names, ["content/guide.md"]);
        let refused = files.iter().filter(|(_, words)| !words.is_empty());
        assert_eq!(listed.faults.len(), refused.clone().count());
        for (file, words) in refused {
            let said = |one: &&Diagnostic| file.starts_with(one.place.file.as_str());
            let one = listed.faults.iter().find(said).expect("a finding");
            assert!(one.message.contains(words), "{file}: {}", one.message);
            assert!(one.message.ends_with("没有读"), "{}", one.message);
            assert_eq!(one.code, &codes::FILE);
        }
        let all = listing(folder.path(), "content").expect("a listing");
        assert_eq!(all.files().count(), files.len() - 2);
    }
}
