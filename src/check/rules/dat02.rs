//! DAT02: a report published after the deadline.

use jiff::ToSpan;

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::portal::deadline;

static CODE: Code = Code {
    id: "DAT02",
    name: "published-late",
    title: "公开得晚了",
    level: Level::Warning,
    what: "公开日期晚于下一年的期限：默认 1 月 31 日，在 site.toml 的 [check] 里用 deadline 改；县级以上政府的年报和 2018 年以前的年报算到 3 月 31 日。晚了一年以上算必须改。没有公开日期就不查。",
    why: "逾期公开是检查必看的一项；差一年以上，多半是日期填错了年份。",
    fix: "填原来真正公开的那一天，不是这次上传的日期；确实晚了，日期照实写，在报告里允许这一条。",
    example: Example {
        bad: "年度: 2025\n公开日期: 2026-12-20",
        good: "年度: 2025\n公开日期: 2026-01-20",
    },
    basis: Basis {
        text: "《中华人民共和国政府信息公开条例》规定的年度报告公布期限",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let report = scope.report;
    let Some(published) = &report.published else {
        return;
    };
    // What lies in the future is no date of publication at all (DAT03).
    if scope
        .settings
        .today
        .is_some_and(|today| published.date > today)
    {
        return;
    }
    let kind = scope.unit.organization.kind.as_deref();
    let Some(deadline) = deadline(report.year, kind, scope.settings.deadline) else {
        return;
    };
    if published.date <= deadline {
        return;
    }
    let until = crate::prose::chinese_date(deadline.year(), deadline.month(), deadline.day());
    let message = format!("{} 才公开，期限是 {until}", published.chinese());
    let help = "填当初公开的那一天；确实晚了就写  允许: {DAT02: 理由}";
    let finding = Finding::new(scope.field_place("published"), message, help);
    let year_late = deadline
        .checked_add(1.year())
        .is_ok_and(|limit| published.date > limit);
    findings.push(if year_late {
        finding.level(Level::Error)
    } else {
        finding
    });
}
