//! A foreign file to a report draft: what a clerk and a county really have.
//!
//! A reader (`source`) makes the same simple thing of any format: lines of text and
//! grids of cells, each with its place. `matching` knows forms and no formats: it finds
//! the labels of a form in that, and what stands behind each. Nothing is filled in,
//! added up or changed; every cell says what stood there and how sure it is.

pub mod choosing;
pub mod county;
pub mod difference;
pub mod draft;
pub mod matching;
mod own;
pub mod reading;
pub mod receipt;
pub mod review;
pub mod source;
pub mod text;
pub mod understood;
pub mod wording;
pub mod words;

#[cfg(test)]
pub mod hand_made;
