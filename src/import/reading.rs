//! What was understood of a foreign report: every cell with its evidence, the words in
//! their sections, and what was left over.

use std::ops::Range;

use crate::form::{Form, SectionKind, Table, Value};

use super::source::{Line, Place};

/// One report as it was understood.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Chosen by the labels, not by the year.
    pub form: &'static Form,
    /// One entry a table of the form, in printed order.
    pub tables: Vec<TableReading>,
    /// The lines outside the tables, section by section, in reading order.
    pub words: Vec<Words>,
    /// Rows, columns and numbers that stand in the tables and have no place in the form.
    pub left_over: Vec<LeftOver>,
    /// Pictures in the places where tables are missing, or in the text.
    pub pictures: Vec<Place>,
}

/// One table of the form.
#[derive(Clone, Debug)]
pub struct TableReading {
    pub table: &'static Table,
    /// Every cell, row by row; totals too.
    pub cells: Vec<CellReading>,
    /// Where several readings are left, each with the cells that it is about: a row, or
    /// in a table that is printed as one row all of its cells.
    pub undecided: Vec<Undecided>,
}

/// One cell and its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellReading {
    pub status: Status,
    /// What it holds: a value if it is `Read`, `Split` or `Chosen`, `Value::Blank` if it is
    /// `Blank`, `None` if it is not certain or not there.
    pub value: Option<Value>,
    /// What stood there: of a row that was split, all that stood in the row.
    pub stood: String,
    /// `None` if the cell's row was not found.
    pub place: Option<Place>,
}

/// How a cell was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It stood there by itself.
    Read,
    /// It stood there empty.
    Blank,
    /// It stood glued to others, and sums leave one way to part them.
    Split,
    /// Several readings were left, and a person chose one.
    Chosen,
    /// Several readings are left, or what stood there is no value.
    Ambiguous,
    /// There is nothing at its place, or its row is not there.
    Missing,
}

/// Cells that stood together and can be read in several ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The cells in the order of the table. Some of them may be certain all the same.
    pub cells: Range<usize>,
    pub stood: String,
    pub place: Place,
    /// All readings, those that something speaks for first; none if what stood there is
    /// no value, or could be anything.
    pub readings: Vec<Choice>,
}

/// One way to read such cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// One entry a cell; `None` if the cell would have nothing.
    pub values: Vec<Option<Value>>,
    /// Why it is likely, in Chinese, such as `文字里写着 11`; `None` if nothing speaks
    /// for it.
    pub support: Option<String>,
}

/// The lines of one section, or those before the first, which have no heading.
#[derive(Clone, Debug)]
pub struct Words {
    /// `None` before the first section, and for a section that the form does not have.
    pub section: Option<SectionKind>,
    /// As it stands in the file, with its number.
    pub heading: Option<String>,
    /// Before the section's tables, or where it has none.
    pub before: Vec<Line>,
    /// Behind its tables.
    pub after: Vec<Line>,
}

/// Something in a table that has no place in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    pub text: String,
    pub place: Place,
    /// Why it has none, in Chinese.
    pub why: String,
}

impl CellReading {
    /// A cell whose row is not there.
    pub fn missing() -> Self {
        Self {
            status: Status::Missing,
            value: None,
            stood: String::new(),
            place: None,
        }
    }
}
