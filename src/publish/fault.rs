//! A failure of the machine: what was being done to which file, and why not.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::closed::closed_folder;
use crate::machine::{advice, reason, shown};

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
    /// Whether the path is that of a folder in which this user may not write.
    closed: bool,
    halfway: bool,
}

impl Fault {
    /// For `map_err`: names the action and the file of an error, or the folder that
    /// lets nobody change the file.
    pub(super) fn at(act: Act, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| {
            let closed = match act {
                Act::Read => None,
                Act::Write | Act::Remove => closed_folder(path, &error),
            };
            Self {
                act,
                closed: closed.is_some(),
                path: closed.unwrap_or_else(|| path.to_owned()),
                error,
                halfway: false,
            }
        }
    }

    /// Names the file the clerk knows instead of a temporary one. A folder keeps its
    /// name, as it is there that something is to be done.
    pub(super) fn naming(self, path: &Path) -> Self {
        match self.closed {
            true => self,
            false => Self {
                path: path.to_owned(),
                ..self
            },
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
        let why = match self.closed {
            true => "没有权限在这个文件夹里写".to_owned(),
            false => reason(&self.error),
        };
        let then = match self.closed {
            true => "取得权限或者换一个文件夹后",
            false => advice(&self.error),
        };
        let path = shown(&self.path);
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
