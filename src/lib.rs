//! gongkai: a static site generator for government disclosure portals.
//!
//! The architecture is written down in `docs/architecture.md`: rooms import
//! downwards only, and `tests/house.rs` holds them to it.

pub mod build;
pub mod check;
pub mod cmd;
pub mod diag;
pub mod export;
pub mod fetch;
pub mod form;
pub mod formats;
pub mod freeze;
pub mod guide;
pub mod html;
pub mod import;
pub mod machine;
pub mod outputs;
pub mod pack;
pub mod parse;
pub mod path;
pub mod plan;
pub mod portal;
pub mod prose;
pub mod publish;
pub mod render;
pub mod report;
pub mod search;
pub mod serve;
pub mod site;
pub mod snapshot;
pub mod starter;
pub mod submissions;
