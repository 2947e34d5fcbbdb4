//! Walking the disk: which files a listing has, and which are none of ours.

use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io::{self, ErrorKind};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use anyhow::{Result, anyhow};
use walkdir::{DirEntry, WalkDir};

use super::{Listing, Stamp, UNITS};
use crate::diag::{Diagnostic, Place, codes};
use crate::machine::reason;
use crate::path::SourcePath;
use crate::prose::printable;

/// The listings of the hosted units: the folders in `content/units`.
pub(super) fn units(root: &Path) -> Result<Vec<String>> {
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
fn inside(folder: &Path) -> Result<Vec<(PathBuf, FileType)>> {
    let unreadable = |error| not_read(&error, folder);
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

/// The name of a hosted unit's folder. One whose name is not even text has no
/// listing: findings about it go to the listing around it.
fn listing_of_its_own(path: &Path, kind: FileType) -> Option<&str> {
    let name = path.file_name().and_then(OsStr::to_str);
    name.filter(|_| kind.is_dir())
}

/// Lists one listing; one that is not there is empty.
pub(super) fn listing(root: &Path, name: &str) -> Result<Listing> {
    let mut listing = Listing::default();
    let start = root.join(name);
    if start.symlink_metadata().is_err() {
        return Ok(listing);
    }
    let units = root.join(UNITS);
    let mut has_units = false;
    let mut is_units = |entry: &DirEntry| {
        // To compare paths takes longest, and so comes last.
        let is_units = entry.depth() == 1 && entry.file_type().is_dir() && entry.path() == units;
        has_units |= is_units;
        is_units
    };
    let walk = WalkDir::new(&start)
        .follow_root_links(false)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_ignored(entry) && !is_units(entry));
    listing.add_all(root, walk)?;
    if has_units {
        for (path, kind) in inside(&units)? {
            if listing_of_its_own(&path, kind).is_none() {
                let walk = WalkDir::new(&path).follow_root_links(false);
                let walk = walk.sort_by_file_name().into_iter();
                listing.add_all(root, walk.filter_entry(|entry| !is_ignored(entry)))?;
            }
        }
    }
    Ok(listing)
}

impl Listing {
    fn add_all(
        &mut self,
        root: &Path,
        walk: impl Iterator<Item = Result<DirEntry, walkdir::Error>>,
    ) -> Result<()> {
        for entry in walk {
            match entry {
                Ok(entry) => self.add(root, &entry)?,
                // What went away while it was being listed is not there.
                Err(error) if is_gone(&error) => {}
                Err(error) => return Err(unreadable(root, &error)),
            }
        }
        Ok(())
    }

    fn add(&mut self, root: &Path, entry: &DirEntry) -> Result<()> {
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let mut shown = relative.to_string_lossy();
        if MAIN_SEPARATOR != '/' {
            shown = shown.replace(MAIN_SEPARATOR, "/").into();
        }
        let named = relative.to_str().and_then(|_| SourcePath::new(&shown));
        let kind = entry.file_type();
        let Some(file) = named else {
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
            Err(error) => Err(unreadable(Path::new(file.as_str()), &error)),
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

fn unreadable(root: &Path, error: &walkdir::Error) -> anyhow::Error {
    let path = error.path().unwrap_or(root);
    match error.io_error() {
        Some(io) => not_read(io, path),
        None => anyhow!("没有读成：文件夹绕成了一圈（{}）", path.display()),
    }
}

fn not_read(error: &io::Error, path: &Path) -> anyhow::Error {
    anyhow!("没有读成：{}（{}）", reason(error), path.display())
}
