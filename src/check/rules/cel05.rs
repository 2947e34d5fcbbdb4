//! CEL05: penalties, licences and coercive measures that the text is silent on.

use crate::check::finding::Finding;
use crate::check::labels::cell_label;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};

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

/// Table, row, and the word that mentions it.
const ROWS: [(&str, &str, &str); 3] = [
    ("licensing", "licensing", "许可"),
    ("enforcement", "penalties", "处罚"),
    ("enforcement", "coercive_measures", "强制"),
];

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    if scope.words.is_empty() {
        return;
    }
    let silent = ROWS.iter().filter_map(|(table, row, word)| {
        let grid = scope.grid(table)?;
        let cell = grid.position(row, "decisions")?;
        let number = grid.cells[cell].value.count().filter(|count| *count > 0)?;
        let told = scope.words.saying(&[word]).next().is_some();
        (!told).then_some((grid, cell, number))
    });
    let silent: Vec<_> = silent.collect();
    let Some((grid, cell, _)) = silent.first() else {
        return;
    };
    let named: Vec<String> = silent
        .iter()
        .map(|(grid, cell, number)| {
            let label = cell_label(grid.table, *cell);
            let row = label.split('·').next().unwrap_or_default();
            format!("{row} {number}")
        })
        .collect();
    let finding = Finding::new(
        scope.cell_place(grid, *cell),
        format!("表二填了{}，文字里没有提到", named.join("、")),
        "确有其事就在“一”里写一句；填错了格就改表二",
    );
    let cells = silent.iter().map(|(grid, cell, _)| grid.address(*cell));
    findings.push(finding.cells(cells.collect()));
}
