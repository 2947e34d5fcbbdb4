//! TXT01: marks that stand twice, and brackets without their other half.

use crate::check::counted::Counted;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::check::spelling::pairs::faults;
use crate::check::spelling::runs::Fault;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::{Kind, Prose};
use crate::prose::signs;

static CODE: Code = Code {
    id: "TXT01",
    name: "doubled-or-unpaired-mark",
    title: "标点多打了一个，或缺了半个",
    level: Level::Error,
    what: "《》（）“”〔〕〈〉在一段里不成对，左右写成一样的或者不是一种，或者多打了一个；，。、；两个连在一起。条目编号后面的“1）”不算。",
    why: "书名号、引号缺一半，读者分不清文件名到哪里为止，也是差错检查必扣的一项。",
    fix: "补上或删去半个括号；多打的一个可以自动删：gongkai check --fix。",
    example: Example {
        bad: "根据《《政府信息公开条例》，，现将情况报告如下",
        good: "根据《政府信息公开条例》，现将情况报告如下",
    },
    basis: Basis {
        text: "标点符号用法",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// The kind of the marks that stand twice.
const REPEATED: &str = "repeated";

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let mut found = Counted::default();
    for section in &scope.words.sections {
        for fault in faults(section.heading, signs(section.heading)) {
            let place = scope.words.heading_place(section);
            found.add(Finding::new(place, fault.message, fault.help));
        }
    }
    for (_, prose) in scope.words.blocks() {
        if prose.kind == Kind::Code {
            continue;
        }
        for fault in faults(&prose.text, prose.signs().iter().copied()) {
            if prose.is_code(fault.range.start) {
                continue;
            }
            let repeated = fault.repeated;
            let finding = finding(scope, prose, fault);
            if repeated {
                found.add_as(REPEATED, finding);
            } else {
                found.add(finding);
            }
        }
    }
    found.report(findings);
}

fn finding(scope: &ReportScope<'_>, prose: &Prose, fault: Fault) -> Finding {
    let place = scope.words.place(prose, fault.range);
    let mut finding = Finding::new(place, fault.message, fault.help);
    for surplus in fault.surplus {
        let span = prose.span(surplus.clone());
        // Where the file spells the mark otherwise, a person must see to it.
        if span.len() == surplus.len() {
            finding = finding.edit(span, "");
        }
    }
    finding
}
