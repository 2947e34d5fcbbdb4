//! TTL03: the title names the unit that reports.

use crate::check::finding::Finding;
use crate::check::naming::titles::{help, is_named, is_own, title_place, unit_in};
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};

static CODE: Code = Code {
    id: "TTL03",
    name: "title-organization",
    title: "标题里没有本单位的名称",
    level: Level::Warning,
    what: "标题要有本单位的全称、简称或者地名；没有单位，或者是别的单位，都算。",
    why: "只写“2025年政府信息公开工作年度报告”，看不出是谁的年报。",
    fix: "在标题开头写上机关全称，或者删掉标题那一行，程序会写好。",
    example: Example {
        bad: "标题: 2025年政府信息公开工作年度报告",
        good: "标题: 示例县青禾镇人民政府2025年政府信息公开工作年度报告",
    },
    basis: Basis {
        text: "多数真实年报的标题都写明机关",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let report = scope.report;
    if is_named(scope, &report.title) {
        return;
    }
    // A title that does not speak of disclosure is another rule's finding.
    let Some(own) = unit_in(&report.title) else {
        return;
    };
    if is_own(scope, &own) {
        return;
    }
    let message = if own.is_empty() {
        format!("标题“{}”里没有单位名称", report.title)
    } else {
        format!("标题里的“{own}”不是本单位“{}”", report.organization)
    };
    findings.push(Finding::new(title_place(scope), message, help(scope)));
}
