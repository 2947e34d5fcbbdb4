//! The cells of a part: what they say, and the fewest words that say it.

use crate::form::{Head, Kind, Part, Table, Value};
use crate::formats::quote;
use crate::parse::names::plain;
use crate::parse::tables::{PartDoc, Written};
use crate::report::{Grid, Shape};

/// What a part says of every cell of one of its tables, whether the file
/// mentions the cell or not: `None` for a total that is to be added up.
pub fn said(part: &'static Part, table: usize, doc: &PartDoc) -> Written {
    let grid = Grid::fill(&part.tables[table], &doc.tables[table], doc.rest_is_zero);
    let cells = grid.cells.into_iter();
    cells
        .map(|cell| (!cell.computed).then_some(cell.value))
        .collect()
}

/// What a cell says that the file does not mention.
pub fn unmentioned(table: &'static Table, cell: usize, rest_is_zero: bool) -> Option<Value> {
    let value = match rest_is_zero {
        true => Value::Count(0),
        false => Value::Blank,
    };
    (!Shape::of(table).totals[cell]).then_some(value)
}

/// What stands behind the key of a row: only the cells that would say
/// something else if they were left out. `None` if that is none of them.
pub fn row(
    table: &'static Table,
    said: &Written,
    row: usize,
    rest_is_zero: bool,
) -> Option<String> {
    let width = table.kinds.len();
    let cells = || row * width..(row + 1) * width;
    let needed = |cell: &usize| said[*cell] != unmentioned(table, *cell, rest_is_zero);
    let needed: Vec<usize> = cells().filter(needed).collect();
    if needed.is_empty() {
        return None;
    }
    // A key with nothing behind it says that every cell is blank.
    if cells().all(|cell| said[cell] == Some(Value::Blank)) {
        return Some(String::new());
    }
    let columns = table.leaf_columns();
    let text = |cell: usize| said[cell].as_ref().map(value).unwrap_or_default();
    if width == 1 {
        return Some(text(needed[0]));
    }
    let named = |cell: &usize| entry(&key(columns[cell % width].head), &text(*cell));
    let named: Vec<String> = needed.iter().map(named).collect();
    Some(format!("{{{}}}", named.join(", ")))
}

/// Whether a part takes fewer lines with `其余为零`, and of as many lines fewer
/// cells. Only so can a zero be said of an amount that was not typed.
pub fn rest_is_shorter(part: &'static Part, said: &[Written]) -> bool {
    let untyped = |(table, cells): (&'static Table, &Written)| {
        let width = table.kinds.len();
        let whole = |at: usize| matches!(table.kinds[at % width], Kind::Count | Kind::Change);
        let zero = Some(Value::Count(0));
        (0..cells.len()).any(|at| !whole(at) && cells[at] == zero)
    };
    if part.tables.iter().zip(said).any(untyped) {
        return true;
    }
    let size = |rest_is_zero: bool| {
        let (mut lines, mut mentioned) = (usize::from(rest_is_zero), 0);
        for (table, cells) in part.tables.iter().zip(said) {
            let width = table.kinds.len();
            for at in 0..cells.len() / width {
                lines += usize::from(row(table, cells, at, rest_is_zero).is_some());
            }
            let differs = |at: &usize| cells[*at] != unmentioned(table, *at, rest_is_zero);
            mentioned += (0..cells.len()).filter(differs).count();
        }
        (lines, mentioned)
    };
    size(true) < size(false)
}

/// A key and what stands behind it; nothing does where a cell is blank.
pub fn entry(key: &str, text: &str) -> String {
    format!("{key}: {text}")
}

/// The text of a cell. What the form does not allow is written all the same:
/// reading it tells the clerk what is wrong, at its place.
pub fn value(value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Count(_) | Value::Amount(_) => value.to_string(),
        Value::NotApplicable(text) | Value::Text(text) => quote::yaml(text),
    }
}

/// The key that a clerk would write: the short name, else the label.
pub fn key(head: &Head) -> String {
    let name = head.names.first().map(|name| (*name).to_owned());
    name.unwrap_or_else(|| plain(head.label))
}
