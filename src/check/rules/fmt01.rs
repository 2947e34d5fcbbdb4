//! FMT01: the form is the one of the report's year. Unknown forms, and tables
//! that the form does not have, are entries that cannot be taken (KEY).

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::Form;

static CODE: Code = Code {
    id: "FMT01",
    name: "form-of-another-year",
    title: "用错了年度的表格格式",
    level: Level::Error,
    what: "2019、2020 年用 2019 年格式，2021 年起用 2021 年格式；也不能把两种格式的表混在一起。",
    why: "两种格式的行和列不一样，用错了，数字填得再对也会被退回。",
    fix: "删掉“格式”一行，程序按年度选；再照新表把表二、表三的数填一遍。",
    example: Example {
        bad: "年度: 2022\n格式: 2019",
        good: "年度: 2022",
    },
    basis: Basis {
        text: "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号",
        mark: Mark::Verified,
    },
    policy: Policy::Adjustable,
};

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
