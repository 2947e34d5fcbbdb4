//! Files that this program wrote for others to compute with. They name their cells by id,
//! so nothing is searched for and nothing guessed: what does not fit is refused.

mod csv;
mod json;

use super::reading::{CellReading, Reading, Status, TableReading};
use super::source::{Grid, Piece, Place, Source};
use super::text::Text;
use crate::form::{Form, Value};
use crate::formats::codebook::{Codebook, TableEntry};
use crate::formats::tidy::COLUMNS;

/// What a file says, and what it says of the report beside the numbers.
pub type Report = (Reading, Text);

/// Reads a file of ours; `None` if it is none. The error is a Chinese sentence without a
/// full stop.
pub fn read(bytes: &[u8]) -> Option<Result<Report, String>> {
    json::read(bytes).or_else(|| csv::read(bytes))
}

/// A workbook of ours without its sheet of data, which says once more what the sheets of
/// the form say: who changes a number changes it there.
pub fn without_data(mut source: Source) -> Source {
    let is_data = |piece: &Piece| matches!(piece, Piece::Grid(grid) if has_columns(grid));
    if !source.pieces.iter().all(is_data) {
        source.pieces.retain(|piece| !is_data(piece));
    }
    source
}

/// Whether a grid begins with the names of our columns.
fn has_columns(grid: &Grid) -> bool {
    let first = grid.cells.iter().take_while(|cell| cell.row == 0);
    first.map(|cell| cell.text.as_str()).eq(COLUMNS)
}

/// The cells of a report as they come in.
struct Cells {
    form: &'static Form,
    entries: &'static [TableEntry],
    read: Vec<Vec<CellReading>>,
}

impl Cells {
    fn of(form: &'static Form) -> Self {
        let entries = &Codebook::of(form).tables;
        let none = |entry: &TableEntry| vec![CellReading::missing(); entry.addresses.len()];
        Self {
            form,
            entries,
            read: entries.iter().map(none).collect(),
        }
    }

    /// Where a table stands in the form.
    fn table(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.table.id == id)
    }

    /// Puts in a value; false if the cell has one.
    fn put(&mut self, table: usize, cell: usize, value: Value, place: Place) -> bool {
        let read = &mut self.read[table][cell];
        if read.place.is_some() {
            return false;
        }
        *read = CellReading {
            status: match value {
                Value::Blank => Status::Blank,
                _ => Status::Read,
            },
            stood: value.to_string(),
            value: Some(value),
            place: Some(place),
        };
        true
    }

    /// What was read; a cell that did not come is missing.
    fn reading(self) -> Reading {
        let tables = self.entries.iter().zip(self.read);
        let tables = tables.map(|(entry, cells)| TableReading {
            table: entry.table,
            cells,
            undecided: Vec::new(),
        });
        Reading {
            form: self.form,
            tables: tables.collect(),
            words: Vec::new(),
            left_over: Vec::new(),
            pictures: Vec::new(),
        }
    }
}
