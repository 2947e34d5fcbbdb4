//! CEL03: a fee whose unit looks wrong.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::{Measure, Value};
use crate::report::labels::cell_label;

static CODE: Code = Code {
    id: "CEL03",
    name: "doubtful-fee",
    title: "收费金额的单位可疑",
    level: Level::Warning,
    what: "表二的收费金额（万元）小数超过四位，或者乡镇、街道达到 1000 万元。",
    why: "四位小数已经精确到元；乡镇收不了这么多费，多半是把元当成了万元。",
    fix: "按万元填：12 元写 0.0012，12000 元写 1.2。",
    example: Example {
        bad: "行政事业性收费: 12000",
        good: "行政事业性收费: 1.2",
    },
    basis: Basis {
        text: "表二第二十条第（八）项的单位是万元",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// Four places after the point are whole yuan.
const YUAN: u32 = 4;

/// In 万元: no township takes as much in fees.
const LARGE: i128 = 1000;

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let kind = scope.unit.organization.kind.as_deref();
    let small = matches!(kind, Some("township" | "subdistrict"));
    let Some(fees) = scope.measure(Measure::Fees) else {
        return;
    };
    let (grid, cell) = (fees.grid, fees.cell());
    let Value::Amount(amount) = &grid.cells[cell].value else {
        return;
    };
    let (label, typed) = (cell_label(grid.table, cell), &grid.cells[cell].value);
    let (message, help) = if small && amount.whole() >= LARGE {
        (
            format!("“{label}”填了 {typed} 万元，像是把元当成了万元"),
            "核对单位；按元统计的，除以 10000 再填",
        )
    } else if amount.decimals() > YUAN {
        (
            format!(
                "“{label}”填了 {typed} 万元，小数有 {} 位，四位就精确到元了",
                amount.decimals()
            ),
            "核对小数点有没有点错；没错就留四位小数",
        )
    } else {
        return;
    };
    let place = scope.cell_place(grid, cell);
    findings.push(Finding::new(place, message, help).cells(vec![grid.address(cell)]));
}
