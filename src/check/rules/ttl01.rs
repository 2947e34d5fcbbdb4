//! TTL01: the title says what the document is. Two titles that differ are found
//! while files are linked.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::codes::TTL01 as CODE;
use crate::prose::fold;

pub static RULE: Rule = Rule {
    code: &CODE,
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
