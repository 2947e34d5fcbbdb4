//! How units, the six parts, the law, titles and ways to reach a unit are named.

pub mod contact_ways;
pub mod mentioned;
pub mod misnamed;
pub mod part_names;
pub mod titles;
