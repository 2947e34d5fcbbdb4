//! The words of an attachment, line by line: of text files and tables in them,
//! spreadsheets (xlsx) and word documents (docx).
//!
//! An attachment is anybody's file. What it says of itself is not trusted: its
//! kind is recognised by its bytes, and how much is unpacked and read has a limit.

mod plain;
mod sheet;
mod word;

use std::fmt;

use super::office::{Package, Unread};

/// The most that is unpacked from one attachment, and the most that is read of
/// words in it, in bytes: cells may repeat one word a million times.
const MOST: usize = if cfg!(test) { 1 << 20 } else { 64 << 20 };

/// One line of an attachment.
pub struct Line<'l> {
    pub text: &'l str,
    pub spot: Spot<'l>,
    /// What stands above it and says what it means: the sheet's name and first
    /// rows.
    pub above: &'l str,
    /// Whether it is a row of a table, its cells parted by tabs.
    pub is_row: bool,
}

/// Where a line stands, in the reader's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot<'l> {
    Line(usize),
    Row { sheet: &'l str, row: usize },
    TableRow { table: usize, row: usize },
    Paragraph(usize),
    Part(&'static str),
}

impl fmt::Display for Spot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "第 {line} 行"),
            Self::Row { sheet, row } => write!(f, "工作表“{sheet}”第 {row} 行"),
            Self::TableRow { table, row } => write!(f, "第 {table} 个表格第 {row} 行"),
            Self::Paragraph(number) => write!(f, "第 {number} 段"),
            Self::Part(name) => f.write_str(name),
        }
    }
}

/// Who is shown the lines of an attachment, one after the other.
type Look<'l> = dyn FnMut(&Line<'_>) + 'l;

/// Shows every line of an attachment. What is of another kind, such as a
/// picture with a wrong name, has none. Linear in what is unpacked.
pub fn read(bytes: &[u8], look: &mut Look<'_>) -> Result<(), Unread> {
    if !bytes.starts_with(b"PK\x03\x04") {
        plain::read(bytes, look);
        return Ok(());
    }
    let mut package = Package::open(bytes, MOST)?;
    let names = package.names();
    let has = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if has("word/") {
        word::read(&mut package, &names, look)
    } else if has("xl/") {
        sheet::read(&mut package, &names, look)
    } else {
        Ok(())
    }
}

/// What remains of the words that may be read of one attachment.
struct Budget(usize);

impl Budget {
    fn spend(&mut self, bytes: usize) -> Result<(), Unread> {
        self.0 = self.0.checked_sub(bytes).ok_or(Unread::TooMuch)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
