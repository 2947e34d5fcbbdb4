//! Every planned output has exactly one maker: a file here that says what it plans,
//! what it needs for that, and how it makes bytes of it.
//!
//! A new format is a new file with a `Maker`, and its line in `MAKERS`. Build, preview
//! and check ask the maker alone, so nothing else has to know the format.

mod comparing;
mod copies;
mod csv;
mod downloads;
mod json;
mod maker;
mod pages;
mod sitemap;
mod xlsx;

pub use maker::{
    HTML, LastScope, Maker, Makers, Makes, Plans, SiteInputs, SiteScope, UnitInputs, UnitScope,
};

/// All makers. They plan in this order; of two that want the same path the later
/// one is told of the collision.
pub static MAKERS: &[&Maker] = &[
    &pages::PAGES,
    &sitemap::SITEMAP,
    &copies::COPIES,
    &xlsx::XLSX,
    &csv::CSV,
    &json::JSON,
];

/// The makers of the program.
impl Default for Makers {
    fn default() -> Self {
        Self(MAKERS)
    }
}
