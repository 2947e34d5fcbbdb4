//! How words and marks are written: typed twice, one for another, unpaired, narrow.

pub mod collocations;
pub mod confusables;
pub mod doubled;
pub mod half_width;
pub mod index;
pub mod pairs;
pub mod repeats;
pub mod runs;
pub mod seams;
