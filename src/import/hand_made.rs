//! Readings that no file was read for.

use crate::form::{Amount, Form, Kind, Value};

use super::reading::{CellReading, Choice, Reading, Status, TableReading, Undecided};
use super::source::Place;

/// A place in a file that does not exist.
pub const PLACE: Place = Place::TableCell {
    table: 2,
    row: 5,
    column: 1,
};

/// A reading of a form; `cell` makes each cell of the numbers of its table and its own.
pub fn reading(id: &str, cell: impl Fn(usize, usize) -> CellReading) -> Reading {
    let form = Form::choose(Some(id), 2022).expect("a form");
    let tables = form.tables().enumerate().map(|(at, table)| TableReading {
        table,
        cells: (0..table.size()).map(|one| cell(at, one)).collect(),
        undecided: Vec::new(),
    });
    Reading {
        form,
        tables: tables.collect(),
        words: Vec::new(),
        left_over: Vec::new(),
        pictures: Vec::new(),
    }
}

/// A reading in which every cell is zero.
pub fn zeros(id: &str) -> Reading {
    reading(id, |_, _| read(Value::Count(0)))
}

pub fn cell(status: Status, value: Option<Value>, stood: &str) -> CellReading {
    CellReading {
        status,
        value,
        stood: stood.to_owned(),
        place: Some(PLACE),
    }
}

pub fn read(value: Value) -> CellReading {
    let stood = value.to_string();
    cell(Status::Read, Some(value), &stood)
}

/// Makes cells undecided, with what stood there and readings of counts.
pub fn open(table: &mut TableReading, cells: std::ops::Range<usize>, stood: &str, all: &[&[i64]]) {
    for cell in &mut table.cells[cells.clone()] {
        *cell = self::cell(Status::Ambiguous, None, stood);
    }
    let choice = |counts: &&[i64]| Choice {
        values: counts
            .iter()
            .map(|count| Some(Value::Count(*count)))
            .collect(),
        support: None,
    };
    table.undecided.push(Undecided {
        cells,
        stood: stood.to_owned(),
        place: PLACE,
        readings: all.iter().map(choice).collect(),
    });
}

/// A reading of a form: the second row of its first table can be read in two ways, all
/// else is zero.
pub fn two_ways(id: &str) -> Reading {
    let mut reading = zeros(id);
    open(
        &mut reading.tables[0],
        3..6,
        "1129",
        &[&[11, 2, 9], &[1, 1, 29]],
    );
    reading
}

/// Some value that a cell of this kind can hold.
pub fn value(kind: Kind, seed: u32) -> Value {
    let amount = |text: &str| Value::Amount(Amount::parse(text).expect("an amount"));
    match (seed % 7, kind) {
        (0, _) => Value::NotApplicable("/".to_owned()),
        (1, Kind::AmountText) => Value::Text("120.5万元".to_owned()),
        (1..4, Kind::Amount | Kind::AmountText) => amount("0.00"),
        (_, Kind::Amount | Kind::AmountText) => amount("12.50"),
        (1..5, _) => Value::Count(0),
        (_, Kind::Change) => Value::Count(i64::from(seed % 100) - 50),
        (_, Kind::Count) => Value::Count(i64::from(seed % 100)),
    }
}
