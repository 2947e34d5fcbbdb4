//! The values of a reading as a report's file states them.

use crate::form::{Part, Value};
use crate::import::reading::{Reading, TableReading};
use crate::parse::tables::{PartDoc, Written};
use crate::report::{Grid, Shape};

/// One entry a part of the form.
pub fn parts(reading: &Reading) -> Vec<PartDoc> {
    let parts = reading.form.parts.iter();
    parts.map(|part| self::part(part, reading)).collect()
}

fn part(part: &'static Part, reading: &Reading) -> PartDoc {
    let tables = part.tables.iter().map(|table| {
        let mut read = reading.tables.iter();
        let found = read.find(|one| std::ptr::eq(one.table, table));
        found.map_or_else(|| vec![None; table.size()], written)
    });
    PartDoc {
        tables: tables.collect(),
        rest_is_zero: false,
        refused: Vec::new(),
        unread: false,
    }
}

/// What a table states: every cell but the totals that come out as they stood. A total
/// that did not stand there stays blank, though it could be added up.
fn written(reading: &TableReading) -> Written {
    let table = reading.table;
    let totals = &Shape::of(table).totals;
    let stood = held(reading);
    let stated = |(at, value): (usize, &Value)| (!totals[at]).then(|| value.clone());
    let mut written: Written = stood.iter().enumerate().map(stated).collect();
    // A total that is typed changes those that are added up from it.
    loop {
        let grid = Grid::fill(table, &written, false);
        let differs = |at: &usize| written[*at].is_none() && grid.cells[*at].value != stood[*at];
        let differing: Vec<usize> = (0..stood.len()).filter(differs).collect();
        if differing.is_empty() {
            return written;
        }
        for at in differing {
            written[at] = Some(stood[at].clone());
        }
    }
}

/// What every cell holds; blank where that is not certain.
pub fn held(reading: &TableReading) -> Vec<Value> {
    let cells = reading.cells.iter();
    cells
        .map(|cell| cell.value.clone().unwrap_or(Value::Blank))
        .collect()
}
