//! The files of office programs: zips of XML parts.
//!
//! They are anybody's files. What a zip says of its sizes is not trusted, how much is
//! unpacked has a limit, and entities that a document declares are never expanded.

mod package;
#[cfg(test)]
pub mod packed;
pub mod parts;
pub mod workbook;
mod xml;

pub use package::Package;
pub use xml::{Step, Steps, attribute};

/// Why a file was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is not what it looks like, or broken.
    Damaged,
    /// It is very large, or made to look small.
    TooMuch,
}
