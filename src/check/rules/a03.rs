//! A03: the total of the applicants, along every row.

use crate::check::causes;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};

static CODE: Code = Code {
    id: "A03",
    name: "wrong-row-total",
    title: "表三的总计列和六类申请人之和不相等",
    level: Level::Error,
    what: "表三每一行：总计等于自然人加五类法人或其他组织。",
    why: "横着加不上，读的人就不知道该信哪个数。",
    fix: "总计不用填，程序会加；要填就填六类之和。",
    example: Example {
        bad: "自然人 2，商业企业 1，总计 2",
        good: "自然人 2，商业企业 1，总计 3",
    },
    basis: Basis {
        text: "由表三的列次“总计”推出",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    causes::report(CODE.id, scope, findings);
}
