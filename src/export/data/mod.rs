//! All reports of a unit, or of a site, as data: tables, what describes them, and what
//! tells programs of new reports.
//!
//! A file is made from a `DataSet`, the same way for one unit and for a whole site. Of a
//! unit that is no longer in memory its facts and its `UnitTable` are enough.

mod catalog;
mod column_feed;
mod columns;
mod csv;
mod feed;
mod json;
mod kinds;
mod manifest;
mod package;
mod set;
mod sums;
mod table;

pub use column_feed::{column_feed, column_feed_path, has_feed};
pub use columns::{Column, Columns, FIXED, Holds, columns, labels_of, unit_of};
pub use feed::{feed, feed_path};
pub use json::{part as json_part, part_name, parts_of};
pub use kinds::{CATALOG, CSV, JSON, KINDS, MANIFEST};
pub use manifest::manifest;
pub use package::RIGHTS;
pub use set::{
    DataFile, DataKind, DataSet, DataUnit, OWN_ID, Own, OwnData, Row, data_path, has_data, offered,
};
pub use sums::{Sum, sha256};
pub use table::UnitTable;
