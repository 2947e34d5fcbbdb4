//! Why a page was not compared.

use crate::cmd::Exit;

/// Why nothing was compared, and what that means to whoever called.
pub struct Undone {
    pub why: String,
    pub exit: Exit,
}

pub fn undone(why: impl Into<String>, exit: Exit) -> Undone {
    let why = why.into();
    Undone { why, exit }
}
