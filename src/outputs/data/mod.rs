//! The `data/` folders: one of each unit that reports, with its own reports, and one of
//! the site with those of all units.
//!
//! What describes a unit is made in its turn; what describes the site, when all units are
//! known. A file is written by the same function either way.

mod kind;
mod page;

pub use kind::{CSV_OF_SITE, CSV_OF_UNIT};
pub use page::PAGE;
