//! CEL06: an amount of the 2019 form without its unit.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::{Kind, Value};
use crate::report::labels::cell_label;

static CODE: Code = Code {
    id: "CEL06",
    name: "amount-without-unit",
    title: "采购总金额没有写单位",
    level: Level::Info,
    what: "2019年格式的采购总金额填了数，没有写元还是万元。填 0 的不管。",
    why: "那一栏没有印单位，读的人分不清是元还是万元。",
    fix: "在数字后面写上 元 或 万元。",
    example: Example {
        bad: "采购总金额: 8040",
        good: "采购总金额: 8040元",
    },
    basis: Basis {
        text: "2019年格式第二十条第（九）项没有印单位",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for grid in &scope.report.grids {
        let width = grid.width();
        if !grid.table.kinds.contains(&Kind::AmountText) {
            continue;
        }
        for (cell, held) in grid.cells.iter().enumerate() {
            if grid.table.kinds[cell % width] != Kind::AmountText {
                continue;
            }
            let bare = matches!(held.value, Value::Amount(_)) && !held.value.is_zero();
            if bare {
                let label = cell_label(grid.table, cell);
                let finding = Finding::new(
                    scope.cell_place(grid, cell),
                    format!("“{label}”填了 {}，没有写单位", held.value),
                    format!("写成 {0}元 或 {0}万元，照原始数据", held.value),
                );
                findings.push(finding.cells(vec![grid.address(cell)]));
            }
        }
    }
}
