//! TTL01: the title says what the document is. Pages without any title are
//! found while they are read.

use crate::check::finding::Finding;
use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::Level;
use crate::prose::fold;

pub static RULE: Rule = Rule {
    id: "TTL01",
    name: "title-without-report",
    title: "标题里没有“政府信息公开工作年度报告”",
    level: Level::Error,
    what: "2019 年以后的年报，标题要有“政府信息公开工作年度报告”；更早的要有“信息公开”和“报告”。页面没有标题也算。",
    why: "读者和检查的人靠标题找年报，少一个字就搜不到。",
    fix: "删掉“标题”一行，程序会按机关和年度写好。",
    example: Example {
        bad: "标题: 青禾镇2025年政务公开工作报告",
        good: "标题: 青禾镇2025年政府信息公开工作年度报告",
    },
    basis: Basis {
        text: "《中华人民共和国政府信息公开工作年度报告格式》的名称",
        mark: Mark::Derived,
    },
    run: Run::Report(check),
};

const NAME: &str = "政府信息公开工作年度报告";

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let report = scope.report;
    // Most titles are as the form has it; only others need folding.
    if report.title.contains(NAME) {
        return;
    }
    let title = fold(&report.title);
    let old = report.form.sections.is_empty();
    if title.contains(NAME) || old && title.contains("信息公开") && title.contains("报告") {
        return;
    }
    let wanted = if old { "政府信息公开" } else { NAME };
    let message = format!("标题“{}”里没有“{wanted}”", report.title);
    let help = format!(
        "删掉“标题”一行，程序会写“{}{}年{NAME}”",
        report.organization, report.year
    );
    findings.push(Finding::new(scope.field_place("title"), message, help));
}
