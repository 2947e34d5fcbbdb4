//! What `gongkai freeze` and `gongkai correct` write: functions from a report and its files
//! to the files that keep what was published.
//!
//! Writes are in an order in which each beginning of them is a state that a check explains
//! and a second run finishes.

mod correction;
mod version;

pub use correction::{Asked, correct};
pub use version::freeze;

use std::fmt;

use crate::path::SourcePath;

/// A file with its bytes.
pub type File = (SourcePath, Vec<u8>);

/// One step of what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// New files: all of them or none, and never over anything.
    New(Vec<File>),
    /// Bytes in the place of a file that is there.
    Rewrite(File),
}

/// Why nothing is written, in one sentence for the clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The command asks for what cannot be.
    Usage(String),
    /// The files have to be mended first.
    Content(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(why) | Self::Content(why) => f.write_str(why),
        }
    }
}

fn content(why: String) -> Refused {
    Refused::Content(why)
}
