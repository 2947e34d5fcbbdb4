//! A05: what was issued and not repealed is in force.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::{Document, DocumentCount, Measure};

static CODE: Code = Code {
    id: "A05",
    name: "stock-below-issued",
    title: "现行有效比今年制发的还少",
    level: Level::Warning,
    what: "规章、行政规范性文件：现行有效件数不少于本年制发减本年废止。",
    why: "今年刚制发的文件一般还有效；现行有效一栏常常忘了填，留着 0。",
    fix: "数一数现行有效的文件，填总数，不是填今年的数。",
    example: Example {
        bad: "制发 2，废止 0，现行有效 0",
        good: "制发 2，废止 0，现行有效 9",
    },
    basis: Basis {
        text: "由表二第二十条第（一）项的三列推出",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for document in Document::ALL {
        let measure = |count| scope.measure(Measure::Documents(document, count));
        let Some(stock) = measure(DocumentCount::InForce) else {
            continue;
        };
        let count = |of| measure(of)?.count();
        let [Some(issued), Some(repealed), Some(in_force)] = [
            count(DocumentCount::Issued),
            count(DocumentCount::Repealed),
            stock.count(),
        ] else {
            continue;
        };
        if in_force < issued - repealed {
            let message = format!(
                "“{}”：现行有效 {in_force} ＜ 制发 {issued} － 废止 {repealed}",
                stock.row_head().label
            );
            let finding = Finding::new(
                scope.cell_place(stock.grid, stock.cell()),
                message,
                "现行有效填到年底还有效的总数",
            );
            findings.push(finding.cells(vec![stock.address()]));
        }
    }
}
