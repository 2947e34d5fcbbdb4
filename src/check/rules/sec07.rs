//! SEC07: the length of the overview.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::SectionKind;

static CODE: Code = Code {
    id: "SEC07",
    name: "long-overview",
    title: "总体情况超过一千字",
    level: Level::Info,
    what: "“总体情况”的字数，空格不算。",
    why: "有的地方要求原则上不超过一千字；太长了，群众不会看。",
    fix: "只留数字和做成的事，删去口号和重复的话；当地没有要求的可以不改。",
    example: Example {
        bad: "一千二百字的“总体情况”",
        good: "八百字的“总体情况”",
    },
    basis: Basis {
        text: "部分地方的编制要求，不是全国的规定",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

const LIMIT: usize = 1000;

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    if scope.report.form.sections.is_empty() {
        return;
    }
    let Some(overview) = scope.words.section(SectionKind::Overview) else {
        return;
    };
    // Most are short enough with their spaces.
    let letters = overview.prose.iter().map(|prose| prose.text.chars());
    if letters.map(Iterator::count).sum::<usize>() <= LIMIT {
        return;
    }
    let characters: usize = overview
        .prose
        .iter()
        .flat_map(|prose| prose.text.chars())
        .filter(|c| !c.is_whitespace())
        .count();
    if characters > LIMIT {
        let message = format!("“总体情况”有 {characters} 个字，超过 {LIMIT} 字");
        let help = "删去重复的话；当地没有字数要求的可以不改";
        findings.push(Finding::new(
            scope.words.heading_place(overview),
            message,
            help,
        ));
    }
}
