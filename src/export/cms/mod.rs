//! A report for the editor of another content management system (CMS).
//!
//! Editors clean what is pasted: classes, ids and style sheets go, attributes that they do
//! not know go, and the site around has rules of its own. So everything that makes a table
//! a table is said twice, as an attribute and as an inline style, and all that a reader must
//! not lose is text: the numbers of lists, the descriptions of pictures, the marks of notes.
//! What the editors keep, `tests/cms/profiles.rs` has as data.

mod fragment;
mod page;
mod plain;
mod tables;
mod words;

pub use fragment::fragment;
pub use page::page;
pub use plain::plain_tables;
