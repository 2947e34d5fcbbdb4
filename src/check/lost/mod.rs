//! What a sentence lacks: a number, its unit, a year.

pub mod units;
pub mod words;
