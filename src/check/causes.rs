//! What is said of equations that do not hold: one finding a cause.

use std::collections::BTreeSet;

use crate::form::Over;
use crate::report::{Equation, Grid};

use super::arithmetic::{Cause, Mend};
use super::finding::Finding;
use super::labels::{cell_label, equation_text};
use super::scope::ReportScope;

/// Reports the causes of one rule in every table of the report.
pub fn report(rule: &str, scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let causes = scope.causes().iter();
    let own = causes.filter(|(_, cause)| cause.rule == rule);
    findings.extend(own.map(|(grid, cause)| finding(scope, grid, cause)));
}

fn finding(scope: &ReportScope<'_>, grid: &Grid, cause: &Cause<'_>) -> Finding {
    let cells: BTreeSet<usize> = match &cause.mend {
        Mend::Cell { cell, .. } => BTreeSet::from([*cell]),
        Mend::Totals { cells, .. } => cells.iter().map(|(cell, _)| *cell).collect(),
        Mend::Unknown => BTreeSet::new(),
    };
    let involved: BTreeSet<usize> = cause
        .failing
        .iter()
        .flat_map(|equation| equation.left().iter().chain(equation.right()))
        .copied()
        .collect();
    let mut order: Vec<usize> = cells.iter().copied().collect();
    order.extend(
        involved
            .difference(&cells)
            .filter(|cell| !grid.cells[**cell].value.is_zero()),
    );
    order.extend(
        involved
            .difference(&cells)
            .filter(|cell| grid.cells[**cell].value.is_zero()),
    );
    let words = |cell: usize| {
        format!(
            "“{}”是 {}",
            cell_label(grid.table, cell),
            grid.cells[cell].value
        )
    };
    let stated = |cell: &usize| Some((scope.stated(grid, *cell)?, words(*cell)));
    let mut places = order.iter().filter_map(stated);
    let first = places
        .next()
        .map_or_else(|| scope.data_file(), |(place, _)| place);
    let mut finding = Finding::new(first, message(grid, cause), help(grid, cause));
    finding.also = places.take(8).collect();
    finding.cells = order.iter().map(|cell| grid.address(*cell)).collect();
    finding
}

fn message(grid: &Grid, cause: &Cause<'_>) -> String {
    let own = |equation: &&Equation<'_>| equation.identity().rule == cause.rule;
    let (first, rest): (Vec<&Equation<'_>>, Vec<_>) = cause.failing.iter().partition(own);
    // A total left at 0 is said once; the balance that it upsets is not news.
    let told = match cause.mend {
        Mend::Totals { .. } => first,
        _ => [first, rest].concat(),
    };
    let equations: Vec<String> = told
        .iter()
        .map(|equation| equation_text(grid, equation))
        .collect();
    let shown = equations[..equations.len().min(3)].join("；");
    let more = if equations.len() > 3 {
        format!("；等 {} 处", equations.len())
    } else {
        String::new()
    };
    match &cause.mend {
        Mend::Totals { over, cells } => {
            let line = total_line(grid, *over, cells);
            format!("{line}都是 0，没有合计：{shown}{more}")
        }
        _ => format!("对不上：{shown}{more}"),
    }
}

/// How the form calls a line of totals, by one of its cells.
fn total_line(grid: &Grid, over: Over, cells: &[(usize, i64)]) -> String {
    let cell = cells.first().map_or(0, |(cell, _)| *cell);
    let (row, column) = (cell / grid.width(), cell % grid.width());
    match over {
        Over::Rows => format!("“{}”这一列", grid.table.leaf_columns()[column].head.label),
        Over::Columns => format!("“{}”这一行", grid.table.leaf_rows()[row].head.label),
    }
}

fn help(grid: &Grid, cause: &Cause<'_>) -> String {
    let now = |cell: usize| grid.cells[cell].value.to_string();
    match &cause.mend {
        Mend::Cell { cell, number } => format!(
            "只有一种改法能让各处都对上：把“{}”的 {} 改成 {number}；改之前核对原始登记",
            cell_label(grid.table, *cell),
            now(*cell)
        ),
        Mend::Totals { .. } => {
            "总计不用填，删掉这些 0，程序会自己加；或者照各项之和填上".to_owned()
        }
        Mend::Unknown => format!(
            "{}；核对原始登记，改填错的一格",
            cause.failing[0].identity().says
        ),
    }
}
