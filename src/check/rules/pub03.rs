//! PUB03: years without a report between years with one.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::UnitScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};

static CODE: Code = Code {
    id: "PUB03",
    name: "missing-year",
    title: "中间缺了几年的年报",
    level: Level::Warning,
    what: "一个单位有前后两年的年报，中间的年份没有。第一份以前、最后一份以后的不算。",
    why: "历年的年报要连续公开，少一年，读者会问那年为什么没有。",
    fix: "把那一年的年报补进 reports 文件夹；那年机构还没有成立等，在后一年的报告里允许这一条。",
    example: Example {
        bad: "reports/2022、reports/2024",
        good: "reports/2022、reports/2023、reports/2024",
    },
    basis: Basis {
        text: "年报栏目集中展示历年的年度报告",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Unit(check),
};

fn check(scope: &UnitScope<'_>, findings: &mut Vec<Finding>) {
    let unit = scope.unit;
    let years = unit.reports.keys();
    for (before, after) in years.clone().zip(years.skip(1)) {
        let missing = match after - before {
            0 | 1 => continue,
            2 => format!("{} 年", before + 1),
            _ => format!("{} 年到 {} 年", before + 1, after - 1),
        };
        let Some(report) = unit.reports.get(after) else {
            continue;
        };
        let message = format!("{}没有 {missing}的年报", unit.short_name());
        let help = "补上那一年的报告；那年没有编过，就在这份报告里写  允许: {PUB03: 理由}";
        findings.push(Finding::new(Place::file(&report.source), message, help));
    }
}
