//! Files that are no sources of the site: those that somebody names to be imported.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::machine::Patience;

use super::unread::Unread;
use super::walk::is_left_lying;

/// What is at the path of a foreign file.
#[derive(Debug, PartialEq, Eq)]
pub enum Foreign {
    Bytes(Vec<u8>),
    Folder,
    Missing,
    /// It has more bytes than were asked for.
    TooLarge,
}

/// Reads a file that lies anywhere, up to so many bytes. What another program holds is
/// waited for.
pub fn foreign(path: &Path, most: u64) -> Result<Foreign, Unread> {
    if path.is_dir() {
        return Ok(Foreign::Folder);
    }
    let read = Patience::default().attempt(|| {
        let mut bytes = Vec::new();
        let file = File::open(path)?;
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    match read {
        Ok(bytes) if bytes.len() as u64 > most => Ok(Foreign::TooLarge),
        Ok(bytes) => Ok(Foreign::Bytes(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Foreign::Missing),
        Err(error) => Err(Unread::new(path, error)),
    }
}

/// Reads the last bytes of a file that lies anywhere, at most so many.
pub fn foreign_end(path: &Path, most: u64) -> Result<Foreign, Unread> {
    if path.is_dir() {
        return Ok(Foreign::Folder);
    }
    let read = Patience::default().attempt(|| {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        file.seek(SeekFrom::Start(size.saturating_sub(most)))?;
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    match read {
        Ok(bytes) => Ok(Foreign::Bytes(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Foreign::Missing),
        Err(error) => Err(Unread::new(path, error)),
    }
}

/// The most folders that are gone down.
const DEPTH: usize = 8;

/// The files in a folder and below it, by their names. Links are not followed; what systems
/// leave lying, and the folder of parts that a browser saves beside a page, are left out.
pub fn foreign_in(folder: &Path) -> Result<Vec<PathBuf>, Unread> {
    let is_of_page = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str());
        path.is_dir()
            && name.is_some_and(|name| name.ends_with("_files") || name.ends_with(".files"))
    };
    let walk = WalkDir::new(folder).max_depth(DEPTH).sort_by_file_name();
    let mut files = Vec::new();
    let inside = walk.into_iter().filter_entry(|entry| {
        entry.depth() == 0 || !is_left_lying(entry.path()) && !is_of_page(entry.path())
    });
    for entry in inside {
        let entry = entry.map_err(|error| Unread::new(folder, error.into()))?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_read_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("年报.txt");
        fs::write(&path, "12345").expect("written");
        let read = |path: &Path, most| foreign(path, most).expect("readable");
        assert_eq!(read(&path, 5), Foreign::Bytes(b"12345".to_vec()));
        assert_eq!(read(&path, 4), Foreign::TooLarge);
        assert_eq!(read(folder.path(), 4), Foreign::Folder);
        assert_eq!(read(&folder.path().join("没有"), 4), Foreign::Missing);
    }

    #[test]
    fn a_folder_has_the_files_that_somebody_put_there() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in [
            "乙/年报.docx",
            "甲.html",
            "甲_files/a.css",
            "Thumbs.db",
            "~$甲.docx",
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(&path, "1").expect("written");
        }
        let files = foreign_in(folder.path()).expect("readable");
        let names = files
            .iter()
            .map(|path| path.strip_prefix(folder.path()).expect("inside"));
        let names: Vec<String> = names
            .map(|path| path.display().to_string().replace('\\', "/"))
            .collect();
        assert_eq!(names, ["乙/年报.docx", "甲.html"]);
    }
}
