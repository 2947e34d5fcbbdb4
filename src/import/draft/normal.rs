//! A reading in which every doubt is stated in one way.

use crate::form::{Amount, Kind, Value};
use crate::import::reading::{CellReading, Choice, Reading, Status, TableReading, Undecided};
use crate::import::source::Place;
use crate::parse::cell::holds;

/// The same reading, in which every cell that is not certain is covered by an entry of
/// `undecided`, and every value is one that a file can hold.
pub fn normal(reading: &Reading) -> Reading {
    let mut reading = reading.clone();
    for table in &mut reading.tables {
        settle(table);
    }
    reading
}

fn settle(table: &mut TableReading) {
    let width = table.table.kinds.len();
    for at in 0..table.cells.len() {
        let kind = table.table.kinds[at % width];
        let cell = &mut table.cells[at];
        cell.value = match cell.status {
            Status::Read | Status::Split | Status::Chosen => {
                cell.value.take().map(|value| fitted(value, kind))
            }
            Status::Blank => Some(Value::Blank),
            Status::Ambiguous | Status::Missing => None,
        };
        let unfit = match cell.status {
            Status::Read | Status::Split | Status::Chosen => {
                !cell.value.as_ref().is_some_and(|value| holds(value, kind))
            }
            Status::Blank | Status::Missing => false,
            Status::Ambiguous => !table.undecided.iter().any(|one| one.cells.contains(&at)),
        };
        if unfit {
            let one = alone(at, cell);
            table.undecided.push(one);
        }
    }
    table.undecided.sort_by_key(|one| one.cells.start);
    let cells = &table.cells;
    table.undecided.retain(|one| {
        let own = cells.get(one.cells.clone()).unwrap_or_default();
        own.iter().any(|cell| cell.status == Status::Ambiguous)
    });
}

/// A zero among amounts is an amount.
fn fitted(value: Value, kind: Kind) -> Value {
    match (&value, kind) {
        (Value::Count(count), Kind::Amount | Kind::AmountText) => {
            Amount::parse(&count.to_string()).map_or(value, Value::Amount)
        }
        _ => value,
    }
}

/// A cell of which nothing else is said: what was read in it is no value of its kind.
fn alone(at: usize, cell: &mut CellReading) -> Undecided {
    cell.status = Status::Ambiguous;
    let read = cell.value.take();
    Undecided {
        cells: at..at + 1,
        stood: cell.stood.clone(),
        place: cell.place.clone().unwrap_or(Place::Line(1)),
        readings: read
            .map(|value| Choice {
                values: vec![Some(value)],
                support: None,
            })
            .into_iter()
            .collect(),
    }
}
