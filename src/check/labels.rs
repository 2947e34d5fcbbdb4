//! Cells and equations in the words of the form, as a clerk finds them.

use crate::form::{Head, Over, Table};
use crate::report::{Equation, Grid};

/// An equation with its numbers and the difference; zero terms of long sums
/// are left out.
pub fn equation_text(grid: &Grid, equation: &Equation<'_>) -> String {
    let (left, right) = equation.sides().unwrap_or_default();
    let side = |cells: &[usize], sum: i64| {
        let shown = |cell: &&usize| cells.len() <= 2 || !grid.cells[**cell].value.is_zero();
        let terms: Vec<String> = cells
            .iter()
            .filter(shown)
            .map(|cell| {
                format!(
                    "{} {}",
                    term_label(grid, equation, *cell),
                    grid.cells[*cell].value
                )
            })
            .collect();
        match terms.len() {
            0 => format!("各项之和 {sum}"),
            1 => terms.concat(),
            _ => format!("{} ＝ {sum}", terms.join(" ＋ ")),
        }
    };
    format!(
        "{}：{} ≠ {}，差 {}",
        line_label(grid.table, equation),
        side(equation.left(), left),
        side(equation.right(), right),
        (left - right).abs()
    )
}

fn term_label(grid: &Grid, equation: &Equation<'_>, cell: usize) -> &'static str {
    let width = grid.width();
    match equation.identity().over {
        Over::Columns => short(grid.table.leaf_rows()[cell / width].head),
        Over::Rows => short(grid.table.leaf_columns()[cell % width].head),
    }
}

fn line_label(table: &'static Table, equation: &Equation<'_>) -> String {
    match equation.identity().over {
        Over::Columns => format!("“{}”列", table.leaf_columns()[equation.line()].head.label),
        Over::Rows => format!("“{}”行", short(table.leaf_rows()[equation.line()].head)),
    }
}

/// A cell by its row and column, as a clerk finds it.
pub fn cell_label(table: &'static Table, cell: usize) -> String {
    let width = table.kinds.len();
    let row = table.leaf_rows()[cell / width].head;
    let column = table.leaf_columns()[cell % width].head.label;
    format!("{}·{column}", short(row))
}

/// How a clerk calls a row: its short key, else its label without ordinal
/// and explanation.
fn short(head: &'static Head) -> &'static str {
    let named = head.names.first().copied();
    let label = head.label;
    let end = label
        .char_indices()
        .filter(|(at, c)| *c == '（' && *at > 0)
        .map(|(at, _)| at)
        .next();
    named.unwrap_or(&label[..end.unwrap_or(label.len())])
}
