//! Every planned output has exactly one maker: a file here that says what it plans,
//! what it needs for that, and how it makes bytes of it.
//!
//! A new format is a new file with a `Maker`, and its line in `MAKERS`. Build, preview
//! and check ask the maker alone, so nothing else has to know the format.

mod aids;
mod comparing;
mod copies;
mod csv;
mod data;
mod docx;
mod downloads;
mod json;
mod maker;
mod onward;
mod pages;
mod search;
mod sitemap;
mod xlsx;

pub use maker::{
    HTML, LastScope, Maker, Makers, Makes, OnwardUnit, Plans, SiteInputs, SiteScope, UnitInputs,
    UnitScope,
};

/// All makers. They plan in this order; of two that want the same path the later
/// one is told of the collision.
pub static MAKERS: &[&Maker] = &[
    &pages::PAGES,
    &aids::AIDS,
    &docx::DOCX,
    &xlsx::XLSX,
    &csv::CSV,
    &json::JSON,
    &data::PAGE,
    &data::CSV_OF_UNIT,
    &data::CSV_OF_SITE,
    &data::JSON_OF_UNIT,
    &data::JSON_OF_SITE,
    &data::JSON_PARTS,
    &data::CATALOG_OF_UNIT,
    &data::CATALOG_OF_SITE,
    &data::FEED_OF_UNIT,
    &data::FEED_OF_SITE,
    &data::FEED_OF_COLUMN,
    &data::SUMS,
    &search::PAGE,
    &search::PAGE_SCRIPT,
    &search::TEXTS,
    &search::INDEX,
    &sitemap::SITEMAP,
    &copies::COPIES,
];

/// The makers of the program.
impl Default for Makers {
    fn default() -> Self {
        Self(MAKERS)
    }
}
