//! gongkai: a static site generator for government disclosure portals.
//!
//! The architecture is written down in `docs/architecture.md`: rooms import
//! downwards only, and `tests/house.rs` holds them to it.

pub mod check;
pub mod cmd;
pub mod deliver;
pub mod diag;
pub mod edition;
pub mod form;
pub mod html;
pub mod machine;
pub mod parse;
pub mod path;
pub mod plan;
pub mod portal;
pub mod publish;
pub mod render;
pub mod serve;
pub mod snapshot;
pub mod starter;
pub mod text;
