//! X04: a number that is many times last year's, or a small part of it.

use crate::check::finding::Finding;
use crate::check::labels::cell_label;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::report::Grid;

static CODE: Code = Code {
    id: "X04",
    name: "jump-from-last-year",
    title: "和去年比，一下子多了或少了五倍",
    level: Level::Info,
    what: "申请、复议、诉讼、规范性文件制发、许可、处罚、强制的总数，超过去年的 5 倍或不到去年的五分之一。两年都至少是 10、格式相同才比。",
    why: "真有这么大变化也可能，但更常见的是多打、少打一位，或者统计口径变了。",
    fix: "核对原始登记；数没错就不用改，口径变了可以在“六”里说明。",
    example: Example {
        bad: "去年行政处罚 12，今年 120",
        good: "去年行政处罚 12，今年 20",
    },
    basis: Basis {
        text: "同一机关前后两年的数",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// How many times as much is a jump, and from what number on.
const TIMES: i64 = 5;
const LEAST: i64 = 10;

/// The numbers compared: main rows, and of them totals only.
const CELLS: [(&str, &str, &str); 8] = [
    ("documents", "normative_documents", "issued"),
    ("licensing", "licensing", "decisions"),
    ("enforcement", "penalties", "decisions"),
    ("enforcement", "coercive_measures", "decisions"),
    ("requests", "new_received", "total"),
    ("disputes", "reconsideration", "total"),
    ("disputes", "litigation_direct", "total"),
    ("disputes", "litigation_after_reconsideration", "total"),
];

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let Some(before) = scope
        .before
        .filter(|before| before.form.id == scope.report.form.id)
    else {
        return;
    };
    for (table, row, column) in CELLS {
        let same = |grid: &&Grid| grid.table.id == table;
        let grids = scope.grid(table).zip(before.grids.iter().find(same));
        let Some((now, then)) = grids else { continue };
        let Some(cell) = now.position(row, column) else {
            continue;
        };
        let numbers = now.cells[cell]
            .value
            .count()
            .zip(then.cells[cell].value.count());
        let Some((this, last)) = numbers.filter(|(this, last)| jumps(*this, *last)) else {
            continue;
        };
        let message = format!(
            "“{}”：去年 {last}，今年 {this}",
            cell_label(now.table, cell)
        );
        let finding = Finding::new(
            scope.cell_place(now, cell),
            message,
            "核对原始登记，看是不是多打、少打了一位；没错就不用改",
        );
        findings.push(
            finding
                .cells(vec![now.address(cell)])
                .also(Place::file(&before.source), "去年的年报"),
        );
    }
}

fn jumps(this: i64, last: i64) -> bool {
    this.min(last) >= LEAST
        && (this > last.saturating_mul(TIMES) || this.saturating_mul(TIMES) < last)
}
