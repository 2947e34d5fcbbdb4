//! X04: a number that is many times last year's, or a small part of it.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::form::{Dispute, Document, DocumentCount, Matter, Measure, Verdict};
use crate::portal::Report;
use crate::report::labels::cell_label;

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
const COMPARED: [Measure; 8] = [
    Measure::Documents(Document::Normative, DocumentCount::Issued),
    Measure::Decisions(Matter::Licence),
    Measure::Decisions(Matter::Penalty),
    Measure::Decisions(Matter::Coercion),
    Measure::Received,
    Measure::Disputes(Dispute::Review, Verdict::Total),
    Measure::Disputes(Dispute::DirectSuit, Verdict::Total),
    Measure::Disputes(Dispute::LaterSuit, Verdict::Total),
];

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    // Another form may count otherwise.
    let same = |before: &&Report| std::ptr::eq(before.form, scope.report.form);
    let Some(before) = scope.before.filter(same) else {
        return;
    };
    for measure in COMPARED {
        let Some(now) = scope.measure(measure) else {
            continue;
        };
        let numbers = now.count().zip(before.count(measure));
        let Some((this, last)) = numbers.filter(|(this, last)| jumps(*this, *last)) else {
            continue;
        };
        let message = format!(
            "“{}”：去年 {last}，今年 {this}",
            cell_label(now.grid.table, now.cell())
        );
        let finding = Finding::new(
            scope.cell_place(now.grid, now.cell()),
            message,
            "核对原始登记，看是不是多打、少打了一位；没错就不用改",
        );
        findings.push(
            finding
                .cells(vec![now.address()])
                .also(Place::file(&before.source), "去年的年报"),
        );
    }
}

fn jumps(this: i64, last: i64) -> bool {
    this.min(last) >= LEAST
        && (this > last.saturating_mul(TIMES) || this.saturating_mul(TIMES) < last)
}
