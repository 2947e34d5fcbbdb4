//! Walking the disk: which files a shelf has, and which are none of ours.

use std::path::{MAIN_SEPARATOR, Path};

use anyhow::{Result, anyhow};
use walkdir::{DirEntry, WalkDir};

use super::{Shelf, Stamp, UNITS};
use crate::diag::{Diagnostic, Place};
use crate::machine::reason;
use crate::path::SourcePath;
use crate::text::printable;

/// The shelves of the hosted bodies: the folders in `content/units`.
pub(super) fn units(root: &Path) -> Result<Vec<String>> {
    let start = root.join(UNITS);
    let is_folder = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_dir());
    if !is_folder(&root.join("content")) || !is_folder(&start) {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    let walk = WalkDir::new(&start).min_depth(1).max_depth(1);
    for entry in walk.into_iter().filter_entry(|entry| !is_ignored(entry)) {
        let entry = entry.map_err(|error| unreadable(root, &error))?;
        let name = entry.file_name().to_str();
        if let Some(name) = name.filter(|_| entry.file_type().is_dir()) {
            names.push(format!("{UNITS}/{name}"));
        }
    }
    Ok(names)
}

/// Lists one shelf; one that is not there is empty.
pub(super) fn shelf(root: &Path, name: &str) -> Result<Shelf> {
    let mut shelf = Shelf::default();
    let start = root.join(name);
    if start.symlink_metadata().is_err() {
        return Ok(shelf);
    }
    let units = root.join(UNITS);
    let another = |entry: &DirEntry| {
        // A folder whose name is not even text has no shelf: it is told of here.
        // To compare paths takes longest, and so comes last.
        entry.file_type().is_dir()
            && entry.depth() > 0
            && entry.file_name().to_str().is_some()
            && entry.path().parent() == Some(units.as_path())
    };
    let walk = WalkDir::new(&start)
        .follow_root_links(false)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_ignored(entry) && !another(entry));
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            // What went away while it was being listed is not there.
            Err(error) if is_gone(&error) => continue,
            Err(error) => return Err(unreadable(root, &error)),
        };
        shelf.add(root, &entry)?;
    }
    Ok(shelf)
}

impl Shelf {
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
                    .push(Diagnostic::error("FILE", Place::file(&place), message).help(help));
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
                .push(Diagnostic::error("FILE", Place::file(&file), message).help(help));
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

/// What editors and systems leave lying about; never part of a site.
fn is_ignored(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    // What web hosts look for in the root of a site may be published.
    let for_hosts = matches!(name.as_ref(), ".well-known" | ".nojekyll" | ".htaccess");
    if for_hosts
        && entry
            .path()
            .components()
            .any(|part| part.as_os_str() == "static")
    {
        return false;
    }
    let left_by_editors = name.starts_with('.') || name.starts_with("~$") || name.ends_with('~');
    let left_by_systems = matches!(name.as_ref(), "Thumbs.db" | "desktop.ini");
    entry.depth() > 0
        && (left_by_editors || left_by_systems || name.ends_with(".tmp") || name.ends_with(".swp"))
}

fn is_gone(error: &walkdir::Error) -> bool {
    error
        .io_error()
        .is_some_and(|io| io.kind() == std::io::ErrorKind::NotFound)
}

fn unreadable(root: &Path, error: &walkdir::Error) -> anyhow::Error {
    let path = error.path().unwrap_or(root).display();
    match error.io_error() {
        Some(io) => anyhow!("没有读成：{}（{path}）", reason(io)),
        None => anyhow!("没有读成：文件夹绕成了一圈（{path}）"),
    }
}
