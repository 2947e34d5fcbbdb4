//! X01: what was left over last year is what this year begins with.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::form::Measure;
use crate::report::labels::cell_label;

static CODE: Code = Code {
    id: "X01",
    name: "carry-over-differs",
    title: "上年结转和去年的结转下年度不一致",
    level: Level::Error,
    what: "表三每一列：今年的上年结转，等于去年年报的结转下年度继续办理。站点里没有去年的年报就不比。",
    why: "结转的件不会凭空多出来或消失，两年的年报放在一起，一眼就能看出来。",
    fix: "今年填错了就改今年；去年报错了，在“六、其他需要报告的事项”里说明，再在报告里允许这一条。",
    example: Example {
        bad: "去年结转下年度 3，今年上年结转 2",
        good: "去年结转下年度 3，今年上年结转 3",
    },
    basis: Basis {
        text: "由表三“上年结转”和“结转下年度继续办理”两行推出",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let Some(before) = scope.before else { return };
    let brought = scope.measure(Measure::CarriedIn);
    let left = before.measure(Measure::CarriedOut);
    let Some((brought, left)) = brought.zip(left) else {
        return;
    };
    let (now, width) = (brought.grid, brought.grid.width());
    let cells = now.row(brought.row());
    let mut gaps = Vec::new();
    for (column, cell) in cells.iter().enumerate() {
        // Two forms may have other columns; all have the one of totals.
        let is_total = column == brought.column();
        let last = match is_total {
            true => left.count(),
            false => left.beside(now.column_id(column)),
        };
        if let Some((this, last)) = cell.value.count().zip(last)
            && this != last
        {
            let label = now.table.leaf_columns()[column].head.label;
            gaps.push((column, label, this, last));
        }
    }
    // The column of totals repeats the gap of the column that causes it.
    if gaps.len() > 1 {
        gaps.retain(|(column, ..)| *column != brought.column());
    }
    let brought = brought.row();
    let Some((first, ..)) = gaps.first() else {
        return;
    };
    let equations: Vec<String> = gaps
        .iter()
        .map(|(_, label, this, last)| {
            format!(
                "“{label}”列：今年上年结转 {this} ≠ 去年结转下年度 {last}，差 {}",
                (this - last).abs()
            )
        })
        .collect();
    let help = format!(
        "今年填错了就改“{}”；去年报错了就在“六”里说明",
        cell_label(now.table, brought * width + first)
    );
    let finding = Finding::new(
        scope.cell_place(now, brought * width + first),
        equations.join("；"),
        help,
    )
    .cells(
        gaps.iter()
            .map(|(column, ..)| now.address(brought * width + column))
            .collect(),
    )
    .also(Place::file(&before.source), "去年的年报");
    findings.push(finding);
}
