//! The paths in the output folder, and what is there now.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use blake3::Hasher;

use super::entry::Digest;
use super::fault::{Act, Fault};
use crate::machine::Patience;
use crate::path::OutPath;

/// The folder of the publisher's records inside the output folder.
pub(super) const STATE: &str = ".gongkai";

/// Folders that are never part of a site, even if a record should say so.
const RESERVED: [&str; 2] = [STATE, ".git"];

/// The output folder; this file only looks.
pub(super) struct OutputFolder {
    out: PathBuf,
    patience: Arc<Patience>,
}

/// What is at a path of the output folder. Links are never followed.
pub(super) enum PathState {
    Free,
    File(Metadata),
    Folder,
    /// A link, a device: nothing that the publisher ever makes.
    Other,
    /// A parent is not a real folder: a file of the given path.
    BehindFile(OutPath),
    /// A parent is not a real folder: a link, which may lead anywhere.
    BehindLink(PathBuf),
}

impl OutputFolder {
    pub(super) fn new(out: &Path, patience: Arc<Patience>) -> Self {
        Self {
            out: out.to_owned(),
            patience,
        }
    }

    pub(super) fn out(&self) -> &Path {
        &self.out
    }

    pub(super) fn state(&self) -> PathBuf {
        self.out.join(STATE)
    }

    pub(super) fn manifest(&self) -> PathBuf {
        self.state().join("manifest.json")
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.state().join("journal.json")
    }

    pub(super) fn cache(&self) -> PathBuf {
        self.state().join("memo")
    }

    pub(super) fn stage(&self) -> PathBuf {
        self.state().join("stage")
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.state().join("lock")
    }

    /// The path on this machine, with its own separators.
    pub(super) fn at(&self, path: &OutPath) -> PathBuf {
        let mut place = self.out.clone();
        place.extend(path.as_str().split('/'));
        place
    }

    /// Looks from the output folder downwards, so that a link among the
    /// parents is noticed before anything below it is asked for.
    pub(super) fn look(&self, path: &OutPath) -> Result<PathState, Fault> {
        self.look_beside(path, &mut String::new())
    }

    /// The same, for one path after the other: `folder` is the folder of the
    /// last, and what two paths share of it is looked at once.
    pub(super) fn look_beside(
        &self,
        path: &OutPath,
        folder: &mut String,
    ) -> Result<PathState, Fault> {
        let text = path.as_str();
        let mut place = self.out.clone();
        let mut end = 0;
        for part in text.split_inclusive('/') {
            place.push(part.trim_end_matches('/'));
            end += part.len();
            if end == text.len() || folder.starts_with(&text[..end]) {
                continue;
            }
            match self.look_at(&place)? {
                None => return Ok(PathState::Free),
                Some(meta) if meta.is_dir() => {}
                Some(meta) if meta.is_file() => {
                    let parent = OutPath::new(&text[..end - 1]);
                    return Ok(PathState::BehindFile(
                        parent.expect("a parent of a valid path"),
                    ));
                }
                Some(_) => return Ok(PathState::BehindLink(place)),
            }
        }
        folder.clear();
        folder.push_str(text.rsplit_once('/').map_or("", |(folder, _)| folder));
        folder.push('/');
        Ok(match self.look_at(&place)? {
            None => PathState::Free,
            Some(meta) if meta.is_file() => PathState::File(meta),
            Some(meta) if meta.is_dir() => PathState::Folder,
            Some(_) => PathState::Other,
        })
    }

    /// Whether two paths lead to one file that exists.
    pub(super) fn is_one_file(&self, one: &OutPath, other: &OutPath) -> bool {
        let real = |path: &OutPath| fs::canonicalize(self.at(path)).ok();
        real(one).is_some_and(|one| Some(one) == real(other))
    }

    /// The hash of the regular file at `path`, if there is one.
    pub(super) fn hash_of(&self, path: &OutPath) -> Result<Option<Digest>, Fault> {
        match self.look(path)? {
            PathState::File(_) => self.hash_file(&self.at(path)).map(Some),
            _ => Ok(None),
        }
    }

    /// The hash of any file.
    pub(super) fn hash_file(&self, path: &Path) -> Result<Digest, Fault> {
        let hash = || {
            let mut hasher = Hasher::new();
            hasher.update_reader(File::open(path)?)?;
            Ok(Digest::of(&hasher.finalize()))
        };
        let hashed = self.patience.attempt(hash);
        hashed.map_err(Fault::at(Act::Read, path))
    }

    /// The bytes of a file.
    pub(super) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.patience.attempt(|| fs::read(path))
    }

    fn look_at(&self, path: &Path) -> Result<Option<Metadata>, Fault> {
        match self.patience.attempt(|| fs::symlink_metadata(path)) {
            Ok(meta) => Ok(Some(meta)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Fault::at(Act::Read, path)(error)),
        }
    }
}

/// The folders above `path`, the outermost first.
pub(super) fn parents(path: &OutPath) -> impl Iterator<Item = OutPath> {
    let text = path.as_str();
    text.match_indices('/')
        .filter_map(|(end, _)| OutPath::new(&text[..end]))
}

/// Whether a path lies in a folder that no output may enter.
pub(super) fn is_reserved(path: &OutPath) -> bool {
    let first = path.as_str().split('/').next().unwrap_or_default();
    RESERVED.iter().any(|name| first.eq_ignore_ascii_case(name))
}
