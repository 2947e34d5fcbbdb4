//! A failure of the machine: what was being done to which file, and why not.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::machine::{advice, reason};

/// What was being done when the machine failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Reading a file, or looking whether one is there.
    Read,
    /// Making a file or a folder, or moving one into place.
    Write,
    /// Taking away a file or a folder.
    Remove,
}

/// A failed action on one file. Its text is for the clerk and complete, so it
/// has no [`Error::source`]: printing the chain would add the system's English.
#[derive(Debug)]
pub struct Fault {
    act: Act,
    path: PathBuf,
    error: io::Error,
    halfway: bool,
}

impl Fault {
    /// For `map_err`: names the action and the file of an error.
    pub(super) fn at(act: Act, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self {
            act,
            path: path.to_owned(),
            error,
            halfway: false,
        }
    }

    /// Names the file the clerk knows instead of a temporary one.
    pub(super) fn naming(self, path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            ..self
        }
    }

    /// Says that part of the new site is already in place.
    pub(super) fn halfway(self) -> Self {
        Self {
            halfway: true,
            ..self
        }
    }

    /// Whether this is the file that the error names.
    pub(super) fn is_about(&self, path: &Path) -> bool {
        self.path == path
    }

    /// The kind of the underlying error.
    pub fn kind(&self) -> io::ErrorKind {
        self.error.kind()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = match self.act {
            _ if self.halfway => "没有写完",
            Act::Read => "没有读成",
            Act::Write => "没有写成",
            Act::Remove => "没有删成",
        };
        let (why, path, then) = (
            reason(&self.error),
            self.path.display(),
            advice(&self.error),
        );
        match self.halfway {
            false => write!(
                f,
                "{outcome}：{why}（{path}）。原来的网站没有改动，{then}再运行一次"
            ),
            true => write!(
                f,
                "{outcome}：{why}（{path}）。网站只换了一部分，{then}再运行一次就会补齐"
            ),
        }
    }
}

impl Error for Fault {}
