//! A table of a document, while it is read and when it is whole.

use crate::import::source::{Cell, Grid, Piece, Place};

/// The most columns that a word processor makes.
const MOST_COLUMNS: usize = 63;

/// What a cell says of its borders to others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Merge {
    #[default]
    Alone,
    /// Cells below it may belong to it.
    First,
    /// It belongs to the cell above it.
    WithAbove,
    /// It belongs to the cell before it.
    WithBefore,
}

/// A cell while it is read.
#[derive(Default)]
pub struct OpenCell {
    pub columns: usize,
    pub merge: Merge,
    /// Whether somebody took it out with tracked changes.
    pub deleted: bool,
    pub pieces: Vec<Piece>,
}

/// A table while it is read.
pub struct Table {
    pub number: usize,
    /// The row that is read, from 0, and the column that comes next.
    pub row: usize,
    pub column: usize,
    pub row_deleted: bool,
    cells: Vec<Placed>,
    /// The merged cells that reach into the last row and into this one, by column.
    above: Vec<(usize, usize)>,
    reaching: Vec<(usize, usize)>,
    /// Where the row that is read begins in `cells`.
    row_start: usize,
    /// Whether a row has several cells.
    several: bool,
    /// What stood between its rows.
    pub stray: Vec<Piece>,
}

struct Placed {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    pieces: Vec<Piece>,
}

impl Table {
    pub fn new(number: usize) -> Self {
        Self {
            number,
            row: 0,
            column: 0,
            row_deleted: false,
            cells: Vec::new(),
            above: Vec::new(),
            reaching: Vec::new(),
            row_start: 0,
            several: false,
            stray: Vec::new(),
        }
    }

    /// Leaves room for so many columns before the row's first cell.
    pub fn indent(&mut self, columns: usize) {
        self.column += columns.min(MOST_COLUMNS);
    }

    pub fn add(&mut self, cell: OpenCell) {
        if cell.deleted || self.row_deleted {
            return;
        }
        let column = self.column;
        let columns = cell.columns.clamp(1, MOST_COLUMNS);
        self.column += columns;
        if cell.merge == Merge::WithAbove
            && let Ok(found) = self
                .above
                .binary_search_by_key(&column, |(column, _)| *column)
        {
            let (_, at) = self.above[found];
            let origin = &mut self.cells[at];
            origin.rows = self.row + 1 - origin.row;
            // A word processor hides what stands there. It is kept, to be asked about.
            origin.pieces.extend(cell.pieces);
            self.reaching.push((column, at));
            return;
        }
        if cell.merge == Merge::WithBefore
            && let Some(before) = self.cells[self.row_start..].last_mut()
        {
            before.columns += columns;
            before.pieces.extend(cell.pieces);
            return;
        }
        if cell.merge != Merge::Alone {
            self.reaching.push((column, self.cells.len()));
        }
        self.several |= self.cells.len() > self.row_start;
        self.cells.push(Placed {
            row: self.row,
            column,
            rows: 1,
            columns,
            pieces: cell.pieces,
        });
    }

    pub fn end_row(&mut self) {
        if !self.row_deleted {
            self.row += 1;
            self.above = std::mem::take(&mut self.reaching);
        }
        self.several |= self.reaching.len() > 1;
        self.row_start = self.cells.len();
        self.column = 0;
        self.row_deleted = false;
    }

    /// What the table is to a reader: a grid, behind it what stood in it that is no text.
    /// One with a single cell a row only holds its contents together.
    pub fn pieces(self) -> Vec<Piece> {
        if !self.several {
            let inside = self.cells.into_iter().flat_map(|cell| cell.pieces);
            return inside.chain(self.stray).collect();
        }
        let place = Place::Table(self.number);
        let mut after = Vec::new();
        let cells = self.cells.into_iter().map(|cell| {
            let mut text = String::new();
            for piece in cell.pieces {
                match piece {
                    Piece::Line(line) => {
                        let gap = if text.is_empty() { "" } else { "\n" };
                        text.push_str(gap);
                        text.push_str(&line.text);
                    }
                    other => after.push(other),
                }
            }
            let (row, column) = (cell.row, cell.column);
            let (rows, columns) = (cell.rows, cell.columns);
            Cell {
                row,
                column,
                rows,
                columns,
                text,
            }
        });
        let cells = cells.collect();
        let mut pieces = vec![Piece::Grid(Grid { cells, place })];
        pieces.append(&mut after);
        pieces.extend(self.stray);
        pieces
    }
}
