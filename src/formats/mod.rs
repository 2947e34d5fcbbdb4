//! What a report is written as: each format has a module, which knows how a
//! report is put into it and, where it can be read, how a file is changed.

pub mod codebook;
pub mod quote;
pub mod record_yaml;
pub mod report_json;
pub mod report_yaml;
pub mod tidy;
