//! A02: the total of the results, down every column.

use crate::check::causes;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};

static CODE: Code = Code {
    id: "A02",
    name: "wrong-results-total",
    title: "表三（七）总计和各项之和不相等",
    level: Level::Error,
    what: "表三每一列：（七）总计等于（一）予以公开到（六）其他处理的各项之和。",
    why: "总计最容易漏加：实际发布的年报里，最常见的错是总计一行留着 0。",
    fix: "总计不用填，程序会加；要填就填各项之和。",
    example: Example {
        bad: "予以公开 3，不掌握 1，总计 0",
        good: "予以公开 3，不掌握 1，总计 4",
    },
    basis: Basis {
        text: "由表三的行次“（七）总计”推出",
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
