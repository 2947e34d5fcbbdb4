//! X02: the stock of normative documents against last year's.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::form::{Document, DocumentCount, Measure};

static CODE: Code = Code {
    id: "X02",
    name: "stock-differs",
    title: "现行有效件数和去年接不上",
    level: Level::Info,
    what: "规章、行政规范性文件：今年现行有效，等于去年现行有效加本年制发减本年废止。只比 2021 年以后的格式。",
    why: "接不上时多半是漏填废止，但文件也会到期失效，统计范围也会变，所以只提示。",
    fix: "核对文件清单；到期失效、范围变化属正常，不用改。",
    example: Example {
        bad: "去年有效 8，制发 2，废止 0，今年有效 8",
        good: "去年有效 8，制发 2，废止 0，今年有效 10",
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
    let Some(before) = scope.before else { return };
    for document in Document::ALL {
        let now = |count| scope.measure(Measure::Documents(document, count));
        let Some(stock) = now(DocumentCount::InForce) else {
            continue;
        };
        let count = |of| now(of)?.count();
        let numbers = [
            before.count(stock.meaning().measure),
            count(DocumentCount::Issued),
            count(DocumentCount::Repealed),
            stock.count(),
        ];
        let [Some(had), Some(issued), Some(repealed), Some(have)] = numbers else {
            continue;
        };
        if had + issued - repealed != have {
            let message = format!(
                "“{}”：去年有效 {had} ＋ 制发 {issued} － 废止 {repealed} ＝ {}，今年填 {have}",
                stock.row_head().label,
                had + issued - repealed
            );
            let finding = Finding::new(
                scope.cell_place(stock.grid, stock.cell()),
                message,
                "核对文件清单；到期失效或统计范围变了就不用改",
            )
            .cells(vec![stock.address()])
            .also(Place::file(&before.source), "去年的年报");
            findings.push(finding);
        }
    }
}
