//! The window of the person: what is shown in it, asked in it, and what its keys do.

pub(in crate::cmd) mod answers;
mod cells;
pub(in crate::cmd) mod encoding;
pub(in crate::cmd) mod interrupt;
pub(in crate::cmd) mod progress;
pub(in crate::cmd) mod questions;
pub(in crate::cmd) mod streams;
mod surroundings;
