//! Cells and equations in the words of the form, as a clerk finds them.

use super::{Equation, Grid};
use crate::form::Table;
use crate::form::{Head, Over};
use crate::parse::names::plain;

/// The most terms of a sum that are named.
const TERMS: usize = 4;

/// An equation with its numbers and the difference; zero terms of long sums
/// are left out.
pub fn equation_text(grid: &Grid, equation: &Equation<'_>) -> String {
    let (left, right) = equation.sides().unwrap_or_default();
    let side = |cells: &[usize], sum: i64| {
        let shown = |cell: &&usize| cells.len() <= 2 || !grid.cells[**cell].value.is_zero();
        let term = |cell: &usize| {
            let value = &grid.cells[*cell].value;
            format!("{} {value}", term_label(grid, equation, *cell))
        };
        let terms: Vec<String> = cells.iter().filter(shown).map(term).collect();
        match terms.len() {
            1 => terms.concat(),
            2..=TERMS => format!("{} ＝ {sum}", terms.join(" ＋ ")),
            _ => format!("各项之和 {sum}"),
        }
    };
    format!(
        "{}：{} ≠ {}，差 {}",
        line_label(grid.table, equation.identity().over, equation.line()),
        side(equation.left(), left),
        side(equation.right(), right),
        (left - right).abs()
    )
}

fn term_label(grid: &Grid, equation: &Equation<'_>, cell: usize) -> String {
    match equation.identity().over {
        Over::Columns => row_label(grid.table, cell),
        Over::Rows => column_label(grid.table, cell),
    }
}

/// The column or row along which an equation runs: `“自然人”列`.
pub fn line_label(table: &'static Table, over: Over, line: usize) -> String {
    match over {
        Over::Columns => format!("“{}”列", key(table.leaf_columns()[line].head)),
        Over::Rows => format!("“{}”行", key(table.leaf_rows()[line].head)),
    }
}

/// A cell by its row and column, as a clerk finds it; by its row alone where
/// there is only one column.
pub fn cell_label(table: &'static Table, cell: usize) -> String {
    let row = row_label(table, cell);
    match table.kinds.len() {
        1 => row,
        _ => format!("{row}·{}", column_label(table, cell)),
    }
}

/// The row of a cell as a clerk calls it.
pub fn row_label(table: &'static Table, cell: usize) -> String {
    key(table.leaf_rows()[cell / table.kinds.len()].head)
}

/// The column of a cell as a clerk calls it.
pub fn column_label(table: &'static Table, cell: usize) -> String {
    key(table.leaf_columns()[cell % table.kinds.len()].head)
}

/// A short key, else the label without ordinal: what a clerk may type.
fn key(head: &'static Head) -> String {
    let name = head.names.first().map(|name| (*name).to_owned());
    name.unwrap_or_else(|| plain(head.label))
}
