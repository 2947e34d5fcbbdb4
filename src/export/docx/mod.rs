//! Word: the report as an official document after GB/T 9704, with the tables of its form.
//!
//! Fonts, sizes, margins and lines are those of the standard. The fonts are named and not
//! embedded; `skeleton/fonts.xml` says which others stand for them. The files in `skeleton`
//! have their elements in the order of the schema, and `{…}` where values stand.

mod address;
mod document;
mod grid;
mod narrative;
mod review;
mod runs;
mod sheet;
mod tables;

pub use review::{Allowed, Change, Finding, Review, for_review};

use super::Format;

pub static DOCX: Format = Format {
    id: "docx",
    name: "Word",
    media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    is_for_free_text: true,
    make: |inputs| document::file(inputs, |_| {}),
};
