//! The words for names of files that not every system can hold.

use super::{Diagnostic, Place, codes};
use crate::path::{SourcePath, Why, unportable};

/// What is wrong with the name of a source that Windows cannot hold, and what to call
/// the file or folder instead.
pub fn told(path: &str) -> Option<(String, String)> {
    let found = unportable(path)?;
    let (name, instead) = (found.name, found.instead());
    let (why, help) = match found.why {
        Why::Device => ("Windows 把它留给设备".to_owned(), String::new()),
        Why::Ending => ("结尾是点或空格".to_owned(), String::new()),
        Why::Forbidden(c) => (
            format!("里面有 {}", c.escape_debug()),
            "；名字里不能有 < > : \" | ? *".to_owned(),
        ),
    };
    let message = format!("Windows 不能用“{name}”这个名字：{why}");
    Some((message, format!("改个名，如 {instead}{help}")))
}

/// The same as an error at the file, which was not read.
pub fn unread(file: &SourcePath) -> Option<Diagnostic> {
    let (message, help) = told(file.as_str())?;
    let message = format!("{message}，没有读");
    Some(Diagnostic::error(&codes::FILE, Place::file(file), message).help(help))
}
