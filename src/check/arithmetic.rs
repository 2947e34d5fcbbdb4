//! The equations of the form, with their numbers, at every cell in them.

use crate::diag::{Diagnostic, Level, Place};
use crate::form::{Over, Table};
use crate::parse::report::{CellPlaces, cell_places};
use crate::parse::source::readable;
use crate::portal::{Equation, Grid, Report};
use crate::snapshot::Snapshot;

/// Until reports can carry allowances with reasons, a published record with
/// an old fault must still build; the fault is shown, never hidden.
const LEVEL: Level = Level::Warning;

/// Every equation of a report that does not hold. Equations with a blank or a
/// mark in them say nothing. The file is read for places only if one fails.
pub fn check(report: &Report, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let failing = |grid: &'_ Grid| grid.equations().any(|equation| equation.fails());
    if !report.grids.iter().any(failing) {
        return Vec::new();
    }
    let text = snapshot
        .bytes(&report.source)
        .and_then(readable)
        .unwrap_or_default();
    let places = cell_places(text, &report.source, report.year);
    let mut diagnostics = Vec::new();
    for grid in &report.grids {
        let failing = grid.equations().filter(Equation::fails);
        diagnostics.extend(failing.map(|equation| finding(report, grid, &equation, &places)));
    }
    diagnostics
}

fn finding(
    report: &Report,
    grid: &Grid,
    equation: &Equation<'_>,
    places: &CellPlaces,
) -> Diagnostic {
    let place = |cell: usize| {
        let span = places.get(&(grid.table.id, cell)).cloned();
        span.map(|span| Place::span(&report.source, span))
    };
    let mut stated = equation
        .left()
        .iter()
        .chain(equation.right())
        .filter_map(|cell| place(*cell));
    let first = stated.next().unwrap_or_else(|| Place::file(&report.source));
    let (left, right) = equation.sides().unwrap_or_default();
    let line = line_label(grid.table, equation);
    let message = format!(
        "{line}对不上：{} ＝ {left}，{} ＝ {right}，差 {}",
        side(grid, equation, equation.left()),
        side(grid, equation, equation.right()),
        (left - right).abs()
    );
    let mut diagnostic =
        Diagnostic::new(equation.identity().rule, LEVEL, first, message).help(format!(
            "{}；核对原始登记，改对其中填错的一格",
            equation.identity().says
        ));
    for other in stated {
        diagnostic = diagnostic.also(other, "");
    }
    diagnostic.basis = report.form.basis;
    diagnostic
}

/// The terms of one side with their numbers, zeros left out where there are many.
fn side(grid: &Grid, equation: &Equation<'_>, cells: &[usize]) -> String {
    let label = |cell: usize| {
        let width = grid.width();
        let label = match equation.identity().over {
            Over::Columns => grid.table.leaf_rows()[cell / width].head.label,
            Over::Rows => grid.table.leaf_columns()[cell % width].head.label,
        };
        label.split_once('（').map_or(
            label,
            |(short, _)| if short.is_empty() { label } else { short },
        )
    };
    let shown = |cell: &&usize| cells.len() <= 2 || !grid.cells[**cell].value.is_zero();
    let terms: Vec<String> = cells
        .iter()
        .filter(shown)
        .map(|cell| format!("{} {}", label(*cell), grid.cells[*cell].value))
        .collect();
    if terms.is_empty() {
        "其余各项".to_owned()
    } else {
        terms.join(" ＋ ")
    }
}

fn line_label(table: &'static Table, equation: &Equation<'_>) -> String {
    match equation.identity().over {
        Over::Columns => format!(
            "“{}”这一列",
            table.leaf_columns()[equation.line()].head.label
        ),
        Over::Rows => format!("“{}”这一行", table.leaf_rows()[equation.line()].head.label),
    }
}
