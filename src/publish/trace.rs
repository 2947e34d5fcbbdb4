//! A file for whoever mends the program, where the system keeps what may go.

use std::io::{self, Write};
use std::path::PathBuf;

/// Leaves a text in a new file; returns where. Old editors of Windows know UTF-8
/// by its mark, and lines by both of their ends.
pub fn leave(text: &str) -> io::Result<PathBuf> {
    let mut file = tempfile::Builder::new()
        .prefix("gongkai-")
        .suffix(".txt")
        .tempfile()?;
    let text = match cfg!(windows) {
        true => text.replace('\n', "\r\n"),
        false => text.to_owned(),
    };
    file.write_all("\u{feff}".as_bytes())?;
    file.write_all(text.as_bytes())?;
    let (_, path) = file.keep()?;
    Ok(path)
}
