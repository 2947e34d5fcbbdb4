//! A01: the balance that table three prints in its own corner.

use crate::check::causes;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};

static CODE: Code = Code {
    id: "A01",
    name: "unbalanced-requests",
    title: "表三收到的和处理的对不上",
    level: Level::Error,
    what: "表三每一列：本年新收加上年结转，等于办理结果总计加结转下年度。有一格没填就不算这一列。",
    why: "这个等式印在表三的表头里，谁都会去加；实际发布的年报里，每九份就有一份不相等。",
    fix: "核对申请登记簿：有没有办结了没登记、应当结转没有结转的。改填错的那一格，不要凑数。",
    example: Example {
        bad: "新收 3，上年结转 2；总计 4，结转下年度 0",
        good: "新收 3，上年结转 2；总计 4，结转下年度 1",
    },
    basis: Basis {
        text: "国办公开办函〔2021〕30号表三表头的勾稽关系",
        mark: Mark::Verified,
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
