//! A file or a folder that the machine did not hand out.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::machine::{advice, is_held, reason, shown};
use crate::path::SourcePath;

/// A file or a folder that the machine did not let us read. Its text is for the clerk
/// and complete.
#[derive(Debug)]
pub struct Unread {
    path: PathBuf,
    /// `None` for a folder that leads into itself.
    error: Option<io::Error>,
}

impl Unread {
    pub(super) fn new(path: &Path, error: io::Error) -> Self {
        Self {
            path: path.to_owned(),
            error: Some(error),
        }
    }

    pub(super) fn loops(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            error: None,
        }
    }

    /// The path as the sources name it, if it is one of theirs.
    pub fn file(&self) -> Option<SourcePath> {
        SourcePath::new(self.path.to_str()?)
    }

    /// What was not read, and why.
    pub fn why(&self) -> String {
        let path = shown(&self.path);
        match &self.error {
            Some(error) => format!("没有读成：{}（{path}）", reason(error)),
            None => format!("没有读成：文件夹绕成了一圈（{path}）"),
        }
    }

    /// Whether another program has the file open for itself, which passes.
    pub fn is_held(&self) -> bool {
        self.error.as_ref().is_some_and(is_held)
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = self.why();
        match &self.error {
            Some(error) => write!(f, "{why}。{}再试一次", advice(error)),
            None => write!(f, "{why}"),
        }
    }
}

impl std::error::Error for Unread {}
