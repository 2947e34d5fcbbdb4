//! SEC02: headings read as the form prints them.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::prose::{alike, closest};

static CODE: Code = Code {
    id: "SEC02",
    name: "heading-wording",
    title: "部分的标题和格式不一样",
    level: Level::Warning,
    what: "六个部分的标题，一字不差照格式写；空格、全角半角不算。",
    why: "标题改了字，检查的人和程序就找不到这一部分。",
    fix: "改成格式的标题；想说的话写进正文。",
    example: Example {
        bad: "## 五、存在的问题和改进措施",
        good: "## 五、存在的主要问题及改进情况",
    },
    basis: Basis {
        text: "国办公开办函〔2021〕30号规定的标题；2019、2020 年度的格式相同",
        mark: Mark::Verified,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for (section, written) in scope.report.form.sections.iter().zip(&scope.words.sections) {
        let Some(span) = &written.heading_span else {
            continue;
        };
        let official = section.heading;
        if alike(written.heading, official) {
            continue;
        }
        let place = scope.words.heading_place(written);
        let (message, help) = match number(written.heading, official) {
            Some((right, wrong)) => (
                format!("“{}”是第{right}部分，序号写成了“{wrong}”", name(official)),
                format!("把这一行改成  ## {official}"),
            ),
            None => (
                format!("标题“{}”和格式的不一样", written.heading),
                format!("把这一行改成  ## {official}"),
            ),
        };
        let mut finding = Finding::new(place, message, help);
        // A heading with more in it than a slip would lose it.
        let near = closest(written.heading, [official].into_iter()).is_some();
        if near && span.len() == written.heading.len() {
            finding = finding.edit(span.clone(), official);
        }
        findings.push(finding);
    }
}

/// A heading without its number.
fn name(heading: &str) -> &str {
    heading.split_once('、').map_or(heading, |(_, name)| name)
}

/// The number of a heading and the one that it was given, if nothing else is wrong.
fn number<'h>(written: &'h str, official: &'h str) -> Option<(&'h str, &'h str)> {
    let (right, name) = official.split_once('、')?;
    let (wrong, written) = written.split_once('、')?;
    (alike(name, written) && !alike(right, wrong)).then_some((right, wrong))
}
