//! CEL01: a cell that says nothing.

use crate::check::finding::Finding;
use crate::check::labels::cell_label;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::form::{Part, Value};
use crate::report::Grid;

use super::cel07::is_unfilled;

static CODE: Code = Code {
    id: "CEL01",
    name: "blank-cell",
    title: "有空格，或写了“/”“不适用”",
    level: Level::Warning,
    what: "2021年格式的三张表里没填的格子，和写了 / 、— 、不适用的格子。只填了总计、没填各项的算必须改。",
    why: "空格不等于 0：读的人不知道是没有，还是漏填；有空格的那一行、那一列也没法核对。",
    fix: "没有就填 0；整张表其余都是 0，写一行  其余为零: true。",
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

/// The most blank cells that a finding names.
const NAMED: usize = 5;

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    if !scope.report.form.demands.every_cell {
        return;
    }
    for grid in &scope.report.grids {
        // What could not be read is no blank, and is reported already.
        if grid.unread {
            continue;
        }
        let empty = |at: &usize| {
            let cell = &grid.cells[*at];
            !grid.refused.contains(at)
                && matches!(cell.value, Value::Blank | Value::NotApplicable(_))
                && !cell.computed
        };
        let empty: Vec<usize> = (0..grid.cells.len()).filter(empty).collect();
        if empty.is_empty() {
            continue;
        }
        // A part that nobody filled in is CEL07's.
        let has = |part: &&Part| part.tables.iter().any(|table| table.id == grid.table.id);
        let part = scope.report.form.parts.iter().find(has);
        if part.is_some_and(|part| is_unfilled(scope, part)) {
            continue;
        }
        let named: Vec<String> = empty
            .iter()
            .take(NAMED)
            .map(|cell| cell_label(grid.table, *cell))
            .collect();
        let more = if empty.len() > NAMED {
            format!("等 {} 格", empty.len())
        } else {
            String::new()
        };
        let message = format!(
            "“{}”没有填数：{}{more}",
            grid.table.caption,
            named.join("、")
        );
        let place = empty
            .iter()
            .find_map(|cell| scope.stated(grid, *cell))
            .unwrap_or_else(|| Place::file(&scope.report.source));
        let mut finding = Finding::new(
            place,
            message,
            "没有就填 0；其余全是 0 就写  其余为零: true",
        )
        .cells(empty.iter().map(|cell| grid.address(*cell)).collect());
        if only_totals(grid) {
            finding = finding.level(Level::Error);
        }
        findings.push(finding);
    }
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
