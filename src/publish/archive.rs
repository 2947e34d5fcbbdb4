//! A finished site as one zip file, whose bytes depend on nothing but its files.

use std::fs::{File, read};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::fault::{Act, Fault};
use super::temporary::Temporary;
use crate::machine::Patience;

/// What every archive of ours bears as its comment, by which it is known again.
const COMMENT: &str = "gongkai pack";

/// Endings of files that are compressed already.
const COMPRESSED: [&str; 9] = [
    ".docx", ".xlsx", ".zip", ".pdf", ".png", ".jpg", ".jpeg", ".webp", ".rar",
];

/// An archive that is being written beside its place.
pub struct Archive {
    path: PathBuf,
    zip: ZipWriter<File>,
    temporary: Temporary,
}

/// A folder of ours beside an archive, for what goes into it. It goes with the value.
pub struct Scratch(TempDir);

impl Scratch {
    /// Makes a folder beside `path`, so that both are on one disk.
    pub fn beside(path: &Path) -> Result<Self, Fault> {
        let folder = path.parent().filter(|one| !one.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let made = tempfile::Builder::new()
            .prefix(".gongkai-")
            .tempdir_in(folder);
        made.map(Self).map_err(Fault::at(Act::Write, folder))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Archive {
    /// Begins an archive that will be at `path`.
    pub fn create(path: &Path) -> Result<Self, Fault> {
        let begin = || {
            let mut temporary = Temporary::beside(path, &super::create::builder())?;
            let mut zip = ZipWriter::new(temporary.file().try_clone()?);
            zip.set_comment(COMMENT).map_err(io::Error::from)?;
            Ok((zip, temporary))
        };
        let (zip, temporary) = begin().map_err(Fault::at(Act::Write, path))?;
        Ok(Self {
            path: path.to_owned(),
            zip,
            temporary,
        })
    }

    /// Adds a file of these bytes under a name with `/`.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let is_compressed = COMPRESSED.iter().any(|ending| name.ends_with(ending));
        // Without the crate's clock every file bears the first day that a zip can state.
        let options = SimpleFileOptions::default()
            .unix_permissions(0o644)
            .compression_method(match is_compressed {
                true => CompressionMethod::Stored,
                false => CompressionMethod::Deflated,
            });
        let begun = self.zip.start_file(name, options).map_err(io::Error::from);
        let added = begun.and_then(|()| self.zip.write_all(bytes));
        added.map_err(Fault::at(Act::Write, &self.path))
    }

    /// Adds a file from the disk; its bytes come back.
    pub fn add_file(&mut self, name: &str, from: &Path) -> Result<Vec<u8>, Fault> {
        let bytes = Patience::default().attempt(|| read(from));
        let bytes = bytes.map_err(Fault::at(Act::Read, from))?;
        self.add(name, &bytes)?;
        Ok(bytes)
    }

    /// Puts the archive in its place, over an older one.
    pub fn finish(self) -> Result<u64, Fault> {
        let Self {
            path,
            zip,
            mut temporary,
        } = self;
        let finish = || {
            drop(zip.finish().map_err(io::Error::from)?);
            let size = temporary.file().metadata()?.len();
            temporary.close()?.replace(&path, &Patience::default())?;
            Ok(size)
        };
        finish().map_err(Fault::at(Act::Write, &path))
    }
}

/// Whether a file that ends in these bytes is an archive that was written here.
pub fn is_ours(end: &[u8]) -> bool {
    end.ends_with(COMMENT.as_bytes())
}
