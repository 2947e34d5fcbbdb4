//! TTL03: the title names the unit that reports.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::prose::fold;
use crate::prose::place_names::{abbreviates, place};

static CODE: Code = Code {
    id: "TTL03",
    name: "title-organization",
    title: "标题里没有本单位的名称",
    level: Level::Warning,
    what: "标题要有本单位的全称、简称或者地名；没有单位，或者是别的单位，都算。",
    why: "只写“2025年政府信息公开工作年度报告”，看不出是谁的年报。",
    fix: "在标题开头写上机关全称，或者删掉“标题”一行，程序会写好。",
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
    let organization = &scope.unit.organization;
    let short = organization.short_name.as_deref();
    let names = || {
        [report.organization.as_str(), organization.name.as_str()]
            .into_iter()
            .chain(short)
            .filter(|name| !name.is_empty())
    };
    if names().next().is_none() || names().any(|name| report.title.contains(name)) {
        return;
    }
    let title = fold(&report.title);
    // A title without these words is another rule's finding.
    let Some((head, _)) = title.split_once("信息公开") else {
        return;
    };
    let own = head
        .trim_end_matches("政府")
        .trim_end_matches("政务")
        .trim_start_matches("关于")
        .replace("年度", "");
    let own = own.replace(|c: char| c.is_ascii_digit() || c == '年' || c == '的', "");
    let fits = |name: &str| {
        let name = fold(name);
        let stem = place(&name).is_some_and(|place| own.contains(place.stem));
        stem || own.contains(&name) || abbreviates(&own, &name)
    };
    if names().any(fits) {
        return;
    }
    let message = if own.is_empty() {
        format!("标题“{}”里没有单位名称", report.title)
    } else {
        format!("标题里的“{own}”不是本单位“{}”", report.organization)
    };
    let help = format!("标题开头写“{}”", report.organization);
    findings.push(Finding::new(scope.field_place("title"), message, help));
}
