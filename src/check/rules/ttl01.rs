//! TTL01: the title says what the document is. Two titles that differ are found
//! while files are linked.

use crate::check::finding::Finding;
use crate::check::naming::titles::{NAME, help, title_place};
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::codes::TTL01 as CODE;
use crate::prose::fold;

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

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
    let message = if old {
        format!("标题“{}”里没有“政府信息公开”", report.title)
    } else if title.contains("政府信息公开年度报告") {
        format!("标题“{}”少了“工作”两个字", report.title)
    } else if title.contains("政府信息公开工作报告") {
        format!("标题“{}”少了“年度”两个字", report.title)
    } else if title.contains("政务公开") || title.contains("政务信息公开") {
        format!("标题“{}”把“政府信息公开”写成了政务公开", report.title)
    } else {
        format!("标题“{}”里没有“{NAME}”", report.title)
    };
    findings.push(Finding::new(title_place(scope), message, help(scope)));
}
