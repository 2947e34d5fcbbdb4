//! What `init` and `new` write: the files of a new site, of a new report, and
//! the schemas by which an editor knows the keys.
//!
//! Everything here is made of the forms and of what the parsers accept, so a
//! new form needs no new starter.

mod portal;
pub mod report;
pub mod schema;
pub mod site;
pub mod unit;

use crate::path::SourcePath;

/// Files to be made, each with its text.
pub type Files = Vec<(SourcePath, String)>;

/// A path that this room has put together itself.
fn path(text: &str) -> SourcePath {
    SourcePath::new(text).expect("made of declared ids and years, it cannot climb")
}
