//! X03: the items of the 2019 form against last year's and their change.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::form::{Matter, Measure};

static CODE: Code = Code {
    id: "X03",
    name: "items-differ",
    title: "上一年项目数量和去年接不上",
    level: Level::Warning,
    what: "2019年格式的表二：今年的上一年项目数量，等于去年的上一年项目数量加本年增/减。今年填 0，或者填的是去年的处理决定数量，只提示。",
    why: "两年的年报放在一起，项目数量应当接得上；接不上多半是漏填，或者把处理决定的件数填进了项目数量。",
    fix: "核对项目清单；去年报错了，在“六、其他需要报告的事项”里说明。",
    example: Example {
        bad: "去年：上一年项目 20，增减 3；今年：上一年项目 20",
        good: "去年：上一年项目 20，增减 3；今年：上一年项目 23",
    },
    basis: Basis {
        text: "由2019年格式的“上一年项目数量”“本年增/减”两列推出",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let Some(before) = scope.before else { return };
    let mut gaps = Vec::new();
    for matter in Matter::ALL {
        let Some(items) = scope.report.measure(Measure::Items(matter)) else {
            continue;
        };
        let numbers = [
            before.count(Measure::Items(matter)),
            before.count(Measure::ItemChange(matter)),
            items.count(),
        ];
        let [Some(had), Some(change), Some(have)] = numbers else {
            continue;
        };
        if had + change != have {
            // Units that read the column as last year's decisions, or
            // left it at zero, are so many that it is no clear fault.
            let decisions = before.count(Measure::Decisions(matter));
            let doubtful = have == 0 || decisions == Some(have);
            let equation = format!(
                "“{}”：去年 {had} ＋ 增减 {change} ＝ {}，今年填 {have}",
                items.row_head().label,
                had + change
            );
            gaps.push((items, doubtful, equation));
        }
    }
    let Some((first, ..)) = gaps.first() else {
        return;
    };
    let equations: Vec<&str> = gaps.iter().map(|gap| gap.2.as_str()).collect();
    let finding = Finding::new(
        scope.cell_place(first.grid, first.cell()),
        format!("上一年项目数量和去年接不上：{}", equations.join("；")),
        "这一列填去年年底的项目数，不是件数；去年报错了就在“六”里说明",
    )
    .cells(gaps.iter().map(|gap| gap.0.address()).collect())
    .also(Place::file(&before.source), "去年的年报");
    findings.push(if gaps.iter().all(|gap| gap.1) {
        finding.level(Level::Info)
    } else {
        finding
    });
}
