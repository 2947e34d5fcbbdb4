//! One file's bytes to a typed document, with every fault at its place.
//!
//! Each kind of file has its own module; none knows of any other file.

mod absent;
pub mod attachment;
pub mod category;
pub mod cell;
pub mod changes;
pub mod clean;
pub mod color;
pub mod config;
pub mod date;
pub mod former;
pub mod head;
pub mod keys;
pub mod markdown;
pub mod names;
pub mod office;
pub mod organization;
pub mod page;
pub mod palette;
pub mod picture;
pub mod record;
pub mod report;
mod scan;
mod site_fields;
pub mod source;
pub mod tables;
mod theme_fields;
mod unit_place;
pub mod yaml;
