//! The search of a portal: what is found, by which terms, and the files that a browser
//! looks it up in without any service.
//!
//! Of a unit whose turn it is come its articles and, packed, the terms in them. When all
//! units are known these are put together into shards. What a browser reads is described in
//! `docs/reference/search.md`.

mod articles;
mod blocks;
mod contents;
mod counts;
mod files;
mod fold;
mod forms;
mod gram;
mod index;
mod packed;
mod postings;
mod site;
mod texts;
mod unit;
mod units;

pub use articles::{Article, UnitArticles};
pub use contents::Contents;
pub use files::{Kind, kinds, texts_path};
pub use index::Index;
pub use site::SiteSearch;
pub use texts::texts;
pub use unit::UnitTerms;
pub use units::{KeptTerms, SearchUnit, Words};
