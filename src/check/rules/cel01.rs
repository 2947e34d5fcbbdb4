//! CEL01: a cell that says nothing.

use crate::check::corrected::corrected;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::{Part, Value};
use crate::report::Grid;
use crate::report::labels::{cell_label, row_label};

use super::cel07::is_unfilled;

static CODE: Code = Code {
    id: "CEL01",
    name: "blank-cell",
    title: "有空格，或写了“/”“不适用”",
    level: Level::Warning,
    what: "2021年格式的三张表里没填的格子，和写了 / 、— 、不适用的格子。只填了总计、没填各项的算必须改。",
    why: "空格不等于 0：读的人不知道是没有，还是漏填；有空格的那一行、那一列也没法核对。",
    fix: "没有就填 0；没有写出来的格子都是 0，写一行  其余为零: true。",
    example: Example {
        bad: "行政处罚:",
        good: "行政处罚: 0",
    },
    basis: Basis {
        text: "国办公开办函〔2021〕30号的表格每格都要填数",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// The most rows and cells that a finding names.
const NAMED: usize = 5;

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let form = scope.report.form;
    if !form.demands.every_cell {
        return;
    }
    // The grids stand in the order of the form's tables.
    let mut grids = scope.report.grids.as_slice();
    for part in form.parts {
        let (own, rest) = grids.split_at(part.tables.len().min(grids.len()));
        grids = rest;
        let cells = |grid: &Grid| (0..grid.cells.len()).any(|cell| is_empty(grid, cell));
        // What could not be read is no blank, and is reported already. A part that
        // nobody filled in is CEL07's.
        if own.iter().any(|grid| grid.unread) || !own.iter().any(cells) || is_unfilled(scope, part)
        {
            continue;
        }
        findings.push(blanks(scope, part, own));
    }
}

/// Whether a cell says nothing. One that was reported as no number says something.
fn is_empty(grid: &Grid, at: usize) -> bool {
    let cell = &grid.cells[at];
    let empty = matches!(cell.value, Value::Blank | Value::NotApplicable(_));
    empty && !cell.computed && !grid.refused.contains(&at)
}

/// What one part leaves open: rows as a whole where nothing of them is filled in.
fn blanks(scope: &ReportScope<'_>, part: &Part, grids: &[Grid]) -> Finding {
    let (mut names, mut empty) = (Vec::new(), Vec::new());
    for grid in grids {
        let width = grid.width();
        for row in 0..grid.cells.len() / width {
            let cells = row * width..(row + 1) * width;
            let open: Vec<usize> = cells.clone().filter(|at| is_empty(grid, *at)).collect();
            let filled = cells.filter(|at| !grid.cells[*at].computed && !is_empty(grid, *at));
            match open.is_empty() || filled.count() > 0 {
                true => names.extend(open.iter().map(|cell| cell_label(grid.table, *cell))),
                false => names.push(row_label(grid.table, row * width)),
            }
            empty.extend(open.into_iter().map(|cell| (grid, cell)));
        }
    }
    let more = match names.len() > NAMED {
        true => "等",
        false => "",
    };
    let message = format!(
        "{}有 {} 格没有填数：{}{more}",
        part.name,
        empty.len(),
        names[..names.len().min(NAMED)].join("、")
    );
    let mut places = empty.iter();
    let place = places.find_map(|(grid, cell)| scope.stated(grid, *cell));
    let place = place.unwrap_or_else(|| scope.key_place(part.id));
    let mut finding = Finding::new(place, message, help(scope, part, &empty));
    if grids.iter().any(only_totals) {
        finding = finding.level(Level::Error);
    }
    finding.cells(
        empty
            .iter()
            .map(|(grid, cell)| grid.address(*cell))
            .collect(),
    )
}

/// What to do about the cells that the file names and about those that it leaves
/// out: only of these `其余为零` would say that they are zero.
fn help(scope: &ReportScope<'_>, part: &Part, empty: &[(&Grid, usize)]) -> String {
    let is_named = |(grid, cell): &&(&Grid, usize)| scope.stated(grid, *cell).is_some();
    let (named, left_out): (Vec<_>, Vec<_>) = empty.iter().partition(is_named);
    let mut help = Vec::new();
    if let Some((grid, first)) = named.first() {
        let row = |cell: usize| cell / grid.width();
        let of_row = named
            .iter()
            .filter(|(one, cell)| std::ptr::eq(*one, *grid) && row(*cell) == row(*first));
        let zeros: Vec<(usize, i64)> = of_row.map(|(_, cell)| (*cell, 0)).collect();
        let like = if zeros.len() == named.len() {
            "写成"
        } else {
            "像"
        };
        help.push(match corrected(scope, grid, &zeros) {
            Some(line) => format!("没有就填 0，{like}  {line}"),
            None => "没有就填 0".to_owned(),
        });
        if grid.rest_is_zero {
            help.push("或者删掉没有数的名称，“其余为零”就包括它".to_owned());
        }
    }
    if !left_out.is_empty() {
        let name = part.name;
        help.push(format!(
            "没有写出来的都是 0，就在“{name}”下面加一行  其余为零: true"
        ));
    }
    help.join("；")
}

/// Whether a row states its total and none of its terms.
fn only_totals(grid: &Grid) -> bool {
    grid.equations()
        .filter(|equation| equation.identity().computes)
        .any(|equation| {
            let typed = |cell: &usize| {
                !grid.cells[*cell].computed && grid.cells[*cell].value.count().is_some()
            };
            let blank = |cell: &usize| grid.cells[*cell].value == Value::Blank;
            equation.left().iter().all(typed) && equation.right().iter().all(blank)
        })
}
