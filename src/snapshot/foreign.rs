//! Files that are no sources of the site: those that somebody names to be imported.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::machine::Patience;

use super::unread::Unread;

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
}
