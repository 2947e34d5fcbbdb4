//! FMT01: the form is the one of the report's year. Unknown forms, and tables
//! that the form does not have, are found while the file is read.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::codes::FMT01 as CODE;
use crate::form::Form;

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let report = scope.report;
    let (used, year) = (report.form, report.year);
    if used.years().contains(&year) {
        return;
    }
    // Before there was such a report, the file has to name a form of its own.
    let Some(right) = Form::choose(None, year) else {
        return;
    };
    let message = format!("{year} 年的年报用了{}，应当用{}", used.name, right.name);
    let help = if right.parts.is_empty() {
        "删掉“格式”一行；这一年没有规定的表格，内容写在 report.md"
    } else {
        "删掉“格式”一行，照这一年的表重填"
    };
    findings.push(Finding::new(scope.field_place("form"), message, help));
}
