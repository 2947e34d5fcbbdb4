//! CEL05: penalties, licences and coercive measures that the text is silent on.

use crate::check::finding::Finding;
use crate::check::labels::cell_label;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::{Matter, Measure};

static CODE: Code = Code {
    id: "CEL05",
    name: "decisions-not-in-text",
    title: "表二有处罚、许可、强制，文字没提",
    level: Level::Info,
    what: "表二行政许可、行政处罚、行政强制的处理决定大于 0 时，文字里提没提到这件事。",
    why: "乡镇有行政处罚不算错，可是文字一句不提，读的人会疑心是填错了格。",
    fix: "确有其事就在“一”里写一句怎么公开的；填错了格就改表二。",
    example: Example {
        bad: "表二行政处罚 60，文字没有“处罚”二字",
        good: "表二行政处罚 60，文字写：行政处罚决定在作出后按时公示",
    },
    basis: Basis {
        text: "行政处罚法第二十四条允许把处罚权交给乡镇，所以只提示",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// A matter, and the word that mentions it.
const MATTERS: [(Matter, &str); 3] = [
    (Matter::Licence, "许可"),
    (Matter::Penalty, "处罚"),
    (Matter::Coercion, "强制"),
];

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    if scope.words.is_empty() {
        return;
    }
    let silent = MATTERS.iter().filter_map(|(matter, word)| {
        let measured = scope.measure(Measure::Decisions(*matter))?;
        let number = measured.count().filter(|count| *count > 0)?;
        let told = scope.words.saying(&[word]).next().is_some();
        (!told).then_some((measured, number))
    });
    let silent: Vec<_> = silent.collect();
    let Some((first, _)) = silent.first() else {
        return;
    };
    let named: Vec<String> = silent
        .iter()
        .map(|(measured, number)| {
            let label = cell_label(measured.grid.table, measured.cell());
            let row = label.split('·').next().unwrap_or_default();
            format!("{row} {number}")
        })
        .collect();
    let finding = Finding::new(
        scope.cell_place(first.grid, first.cell()),
        format!(
            "{}填了{}，文字里没有提到",
            first.part().name,
            named.join("、")
        ),
        "确有其事就在“一”里写一句；填错了格就改表二",
    );
    let cells = silent.iter().map(|(measured, _)| measured.address());
    findings.push(finding.cells(cells.collect()));
}
