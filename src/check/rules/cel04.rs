//! CEL04: regulations in a unit that cannot make any.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::{Document, DocumentCount, Measure};
use crate::report::Measured;

static CODE: Code = Code {
    id: "CEL04",
    name: "regulations-of-a-township",
    title: "乡镇、街道、县级机关填了规章",
    level: Level::Error,
    what: "乡镇、街道和县级单位的“规章”一行应当都是 0。",
    why: "规章只有国务院部门、省级和设区的市级政府能制定；乡镇填了规章，多半是把规范性文件填错了行。",
    fix: "把数移到“行政规范性文件”一行；规章填 0。",
    example: Example {
        bad: "规章: {制发: 0, 废止: 0, 现行有效: 6}",
        good: "规章: {制发: 0, 废止: 0, 现行有效: 0}",
    },
    basis: Basis {
        text: "《中华人民共和国立法法》规定的规章制定机关",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let kind = scope.unit.organization.kind.as_deref();
    if !matches!(kind, Some("township" | "subdistrict" | "county")) {
        return;
    }
    let counts = DocumentCount::ALL.iter();
    let stated = counts.filter_map(|count| {
        let measured = scope.measure(Measure::Documents(Document::Regulation, *count))?;
        measured.count().filter(|number| *number != 0)?;
        Some(measured)
    });
    let stated: Vec<Measured<'_>> = stated.collect();
    let Some(first) = stated.first() else { return };
    let numbers: Vec<String> = stated
        .iter()
        .filter_map(Measured::count)
        .map(|number| number.to_string())
        .collect();
    let message = format!("“规章”填了 {}，这类单位不能制定规章", numbers.join("、"));
    let finding = Finding::new(
        scope.cell_place(first.grid, first.cell()),
        message,
        "移到“行政规范性文件”一行，规章填 0",
    );
    findings.push(finding.cells(stated.iter().map(Measured::address).collect()));
}
