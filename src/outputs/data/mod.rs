//! The `data/` folders: one of each unit that reports, with its own reports, and one of
//! the site with those of all units.
//!
//! What describes a unit is made in its turn; what describes the site, when all units are
//! known. A file is written by the same function either way.

mod feed;
mod kind;
mod page;
mod sums;

pub use feed::{FEED_OF_COLUMN, FEED_OF_SITE, FEED_OF_UNIT};
pub use kind::{
    CATALOG_OF_SITE, CATALOG_OF_UNIT, CSV_OF_SITE, CSV_OF_UNIT, JSON_OF_SITE, JSON_OF_UNIT,
    JSON_PARTS,
};
pub use page::PAGE;
pub use sums::SUMS;
