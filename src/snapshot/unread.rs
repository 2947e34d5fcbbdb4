//! A file of the sources that the machine did not hand out.

use std::fmt;
use std::io;

use crate::machine::{is_held, reason};
use crate::path::SourcePath;

/// Why a file could not be read, for those who look for it in an `anyhow::Error`.
#[derive(Debug)]
pub struct Unread {
    pub file: SourcePath,
    error: io::Error,
}

impl Unread {
    pub(super) fn new(file: &SourcePath, error: io::Error) -> Self {
        Self {
            file: file.clone(),
            error,
        }
    }

    /// Whether another program has the file open for itself, which passes.
    pub fn is_held(&self) -> bool {
        is_held(&self.error)
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "没有读成：{}（{}）", reason(&self.error), self.file)
    }
}

impl std::error::Error for Unread {}
