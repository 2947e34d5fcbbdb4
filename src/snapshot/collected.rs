//! A foreign folder and all that lies in it: what somebody has collected to be imported.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::unread::Unread;
use super::walk::{is_left_lying, means_another, unreadable};
use super::{FOLDERS, SITE};

/// What lies in a folder and in those below it.
#[derive(Debug, Default)]
pub struct Collected {
    /// In the order of their paths.
    pub files: Vec<PathBuf>,
    /// What is no document: left by editors and systems, links, and the folders that a
    /// browser saves beside a page.
    pub ignored: Vec<PathBuf>,
    /// Folders that the machine did not let us list.
    pub unread: Vec<Unread>,
}

/// Whether a path leads to a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Lists a folder; `None` for what is none. Links in it are not followed.
pub fn collected(folder: &Path) -> Option<Collected> {
    if !is_folder(folder) {
        return None;
    }
    let mut found = Collected::default();
    let mut walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.unread.push(unreadable(folder, error));
                continue;
            }
        };
        if entry.depth() == 0 {
            continue;
        }
        let kind = entry.file_type();
        if is_ignored(&entry) {
            found.ignored.push(entry.into_path());
            if kind.is_dir() {
                walk.skip_current_dir();
            }
        } else if kind.is_file() {
            found.files.push(entry.into_path());
        } else if !kind.is_dir() {
            found.ignored.push(entry.into_path());
        }
    }
    Some(found)
}

fn is_ignored(entry: &DirEntry) -> bool {
    is_left_lying(entry.path())
        || means_another(entry.file_name())
        || entry.file_type().is_dir() && is_beside_page(entry.path())
}

/// Whether a folder holds the pictures and scripts of a page that was saved beside it.
fn is_beside_page(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let stem = ["_files", ".files"]
        .iter()
        .find_map(|end| name.strip_suffix(end));
    let Some(stem) = stem else {
        return false;
    };
    let mut endings = ["html", "htm"].iter();
    endings.any(|ending| folder.with_file_name(format!("{stem}.{ending}")).is_file())
}

/// Whether a folder is of the site, or holds it: what is in it is not only what was
/// collected. Attachments of the site may be what was collected.
pub fn is_of_site(folder: &Path, root: &Path) -> bool {
    let (Ok(folder), Ok(root)) = (folder.canonicalize(), root.canonicalize()) else {
        return false;
    };
    let is_source = |name: &&str| folder.starts_with(root.join(name));
    let is_attachments = folder.components().any(|part| part.as_os_str() == "files");
    root.join(SITE).is_file()
        && (root.starts_with(&folder) || FOLDERS.iter().any(is_source) && !is_attachments)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn documents_are_found_in_order_and_what_lies_about_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let all = [
            "乡镇/石桥镇.docx",
            "乡镇/~$石桥镇.docx",
            "Thumbs.db",
            ".DS_Store",
            "青禾镇.html",
            "青禾镇_files/a.htm",
            "别的_files/b.htm",
            "一.txt",
        ];
        for name in all {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, "x").expect("written");
        }
        let found = collected(folder.path()).expect("a folder");
        let names = |paths: &[PathBuf]| -> Vec<String> {
            let inside = paths.iter().map(|path| path.strip_prefix(folder.path()));
            let inside = inside.map(|path| path.expect("inside").display().to_string());
            inside.map(|name| name.replace('\\', "/")).collect()
        };
        let files = [
            "一.txt",
            "乡镇/石桥镇.docx",
            "别的_files/b.htm",
            "青禾镇.html",
        ];
        assert_eq!(names(&found.files), files);
        let ignored = [
            ".DS_Store",
            "Thumbs.db",
            "乡镇/~$石桥镇.docx",
            "青禾镇_files",
        ];
        assert_eq!(names(&found.ignored), ignored);
        assert!(found.unread.is_empty());
        assert!(collected(&folder.path().join("一.txt")).is_none());
        let root = folder.path().join("乡镇");
        assert!(!is_of_site(folder.path(), &root));
        fs::write(root.join(SITE), "").expect("written");
        for (name, is_ours) in [
            ("", true),
            ("乡镇", true),
            ("乡镇/content", true),
            ("乡镇/content/files/收集", false),
            ("乡镇/收集", false),
            ("别的_files", false),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(&path).expect("made");
            assert_eq!(is_of_site(&path, &root), is_ours, "{name}");
        }
    }
}
