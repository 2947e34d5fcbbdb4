//! `report.yaml`: a whole file written anew, or one that exists changed in place.
//!
//! Both take a report as `parse` gives it. `write` puts it down from nothing;
//! `update` makes a file say what the report says and leaves all other bytes.

mod cells;
mod change;
mod extent;
mod fields;
mod locate;
mod rows;
mod splice;
mod target;
mod update;
mod writer;

pub use cells::key;
pub use update::{Refusal, agree, same_figures, state, update};
pub use writer::{Guide, write, write_with};
