//! The rows and columns of a table, with all spans spread out.

use scraper::node::Element;

use super::element;
use crate::import::source::Cell;
use crate::import::source::refusal::Refusal;

/// As browsers bound them.
const WIDEST_SPAN: usize = 1000;
const MOST_COLUMNS: usize = 4000;
/// The most cells with all spans spread out; a report has 500.
const MOST_CELLS: usize = 1_000_000;

/// A table that is being put together.
#[derive(Default)]
pub struct Rows {
    cells: Vec<Cell>,
    /// The row that is being read.
    row: usize,
    /// Of each column the first row that no cell from above reaches.
    free: Vec<usize>,
    /// Where in the row the next cell may begin.
    column: usize,
    /// The first cell of the group of rows (`<tbody>` …).
    group: usize,
}

impl Rows {
    /// Places the next cell of the row.
    pub fn begin_cell(&mut self, cell: &Element) -> Result<(), Refusal> {
        let span = |name| {
            element::number(cell, name)
                .unwrap_or(1)
                .clamp(1, WIDEST_SPAN)
        };
        let (rows, columns) = (span("rowspan"), span("colspan"));
        let is_taken = |free: &usize| *free > self.row;
        let taken = self
            .free
            .iter()
            .skip(self.column)
            .take_while(|free| is_taken(free))
            .count();
        let column = self.column + taken;
        let end = column + columns;
        if end > MOST_COLUMNS || end.max(self.free.len()) * (self.row + 1) > MOST_CELLS {
            return Err(Refusal::TooMuch);
        }
        if self.free.len() < end {
            self.free.resize(end, 0);
        }
        for free in &mut self.free[column..end] {
            *free = (*free).max(self.row + rows);
        }
        self.column = end;
        self.cells.push(Cell {
            row: self.row,
            column,
            rows,
            columns,
            text: String::new(),
        });
        Ok(())
    }

    /// Gives the cell that was begun last its text.
    pub fn end_cell(&mut self, text: String) {
        if let Some(cell) = self.cells.last_mut() {
            cell.text = text;
        }
    }

    /// A row without cells is none, if no cell from above reaches into it.
    pub fn end_row(&mut self) {
        let is_row = self.column > 0 || self.free.iter().any(|free| *free > self.row);
        self.row += usize::from(is_row);
        self.column = 0;
    }

    /// No cell reaches out of its group.
    pub fn end_group(&mut self) {
        for cell in &mut self.cells[self.group..] {
            cell.rows = cell.rows.min(self.row.saturating_sub(cell.row)).max(1);
        }
        self.free
            .iter_mut()
            .for_each(|free| *free = (*free).min(self.row));
        self.group = self.cells.len();
    }

    /// All cells.
    pub fn end(mut self) -> Vec<Cell> {
        self.end_group();
        self.cells
    }
}
