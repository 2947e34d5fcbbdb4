//! What a reader makes of a file: lines and grids in reading order, with their places.

mod compound;
pub mod csv;
mod encoding;
pub mod kind;
mod lines;
pub mod markdown;
pub mod mhtml;
pub mod plain;
pub mod refusal;
mod sheet;
pub mod web;
mod word;
#[cfg(test)]
mod written;

#[cfg(test)]
mod any_bytes;

use std::fmt;
use std::sync::Arc;

/// What kind of file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Web,
    Word,
    Sheet,
    Text,
    Markdown,
}

/// A file as its reader understood it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub format: Format,
    /// What the file states of itself outside its text: names as they stand there
    /// (`ArticleTitle`, `PubDate`, `title` …) and contents, in order.
    pub metadata: Vec<(String, String)>,
    /// All that a reader of the file sees, in reading order.
    pub pieces: Vec<Piece>,
}

impl Source {
    /// How many bytes of text it holds.
    pub fn size(&self) -> usize {
        let sizes = self.pieces.iter().map(|piece| match piece {
            Piece::Line(line) => line.text.len(),
            Piece::Grid(grid) => grid.cells.iter().map(|cell| cell.text.len()).sum(),
            Piece::Picture { description, .. } => description.len(),
        });
        sizes.sum()
    }
}

/// One piece of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Line(Line),
    Grid(Grid),
    /// A picture: its description, empty if it has none.
    Picture {
        description: String,
        place: Place,
    },
}

/// A paragraph, or a line of plain text; never empty, without line ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub kind: LineKind,
    pub place: Place,
}

/// What the file says that a line is, beyond its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    Paragraph,
    /// A heading of this level, from 1.
    Heading(u8),
    /// An entry of a list.
    Item,
}

/// A table. Cells are its origin cells in rows from top to bottom, each once, however
/// many rows and columns it spans; blank ones are there too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    pub cells: Vec<Cell>,
    pub place: Place,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// From 0, in the grid with all spans spread out.
    pub row: usize,
    pub column: usize,
    /// How many rows and columns it spans, 1 at least.
    pub rows: usize,
    pub columns: usize,
    /// Its lines, parted by `\n`; empty if it is blank.
    pub text: String,
}

impl Grid {
    /// How many rows and columns it has with all spans spread out.
    pub fn extent(&self) -> (usize, usize) {
        let rows = self.cells.iter().map(|cell| cell.row + cell.rows).max();
        let columns = self
            .cells
            .iter()
            .map(|cell| cell.column + cell.columns)
            .max();
        (rows.unwrap_or(0), columns.unwrap_or(0))
    }
}

/// Where something stands in a file, counted as its reader would, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line of a text file.
    Line(usize),
    /// A paragraph of a document or page.
    Paragraph(usize),
    /// A table of a document or page.
    Table(usize),
    /// A sheet of a workbook, by its name.
    Sheet(Arc<str>),
    /// A cell of a table.
    TableCell {
        table: usize,
        row: usize,
        column: usize,
    },
    /// A cell of a sheet, such as `B5`.
    SheetCell {
        sheet: Arc<str>,
        row: usize,
        column: usize,
    },
}

impl Place {
    /// The place of a cell, row and column from 0, in the grid that stands here.
    pub fn cell(&self, row: usize, column: usize) -> Self {
        let (row, column) = (row + 1, column + 1);
        match self {
            Self::Table(table) => Self::TableCell {
                table: *table,
                row,
                column,
            },
            Self::Sheet(sheet) => Self::SheetCell {
                sheet: Arc::clone(sheet),
                row,
                column,
            },
            other => other.clone(),
        }
    }

    /// The number of its line, paragraph, table or row.
    pub fn number(&self) -> usize {
        match self {
            Self::Line(number) | Self::Paragraph(number) | Self::Table(number) => *number,
            Self::Sheet(_) => 1,
            Self::TableCell { row, .. } | Self::SheetCell { row, .. } => *row,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "第 {line} 行"),
            Self::Paragraph(number) => write!(f, "第 {number} 段"),
            Self::Table(number) => write!(f, "第 {number} 个表格"),
            Self::Sheet(sheet) => write!(f, "工作表“{sheet}”"),
            Self::TableCell { table, row, column } => {
                write!(f, "第 {table} 个表格第 {row} 行第 {column} 列")
            }
            Self::SheetCell { sheet, row, column } => {
                write!(f, "工作表“{sheet}”的 {}{row}", letters(*column))
            }
        }
    }
}

/// The letters of a sheet's column, from 1: A to Z, AA …
fn letters(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The lines of a source, without its tables.
    pub fn texts(source: &Source) -> Vec<&str> {
        let lines = source.pieces.iter().filter_map(|piece| match piece {
            Piece::Line(line) => Some(line.text.as_str()),
            _ => None,
        });
        lines.collect()
    }

    #[test]
    fn places_are_said_as_a_person_counts() {
        let sheet = Place::Sheet("表三".into());
        assert_eq!(sheet.cell(4, 27).to_string(), "工作表“表三”的 AB5");
        let table = Place::Table(2);
        assert_eq!(table.cell(0, 2).to_string(), "第 2 个表格第 1 行第 3 列");
        assert_eq!(Place::Line(7).cell(0, 0).to_string(), "第 7 行");
    }
}
