//! A04: the total of each group of table four.

use crate::check::causes;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};

static CODE: Code = Code {
    id: "A04",
    name: "wrong-disputes-total",
    title: "表四的总计和四种结果之和不相等",
    level: Level::Error,
    what: "表四每一组（行政复议、未经复议直接起诉、复议后起诉）：总计等于结果维持、结果纠正、其他结果、尚未审结之和。",
    why: "复议和诉讼的数会和司法行政部门的数对照，自己先要加得上。",
    fix: "总计不用填，程序会加；要填就填四项之和。",
    example: Example {
        bad: "结果纠正 1，总计 0",
        good: "结果纠正 1，总计 1",
    },
    basis: Basis {
        text: "由表四的列次“总计”推出",
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
