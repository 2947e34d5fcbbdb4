//! NAR04: parts in the text make up their total, and shares follow from them.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::check::sums::look;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::Kind;

static CODE: Code = Code {
    id: "NAR04",
    name: "parts-do-not-add-up",
    title: "文字里的分项加起来不等于总数，或百分比算错",
    level: Level::Warning,
    what: "“共 A 条，其中……B 条、……C 条”：各项之和等于总数；“占 P%”按这些数重算，差不超过 0.05。列举没列全（以“等”结尾）、各项可能重复的不比。",
    why: "数字加不起来，是读的人最容易发现的错，常因为只改了总数没改分项。",
    fix: "重新数一遍，改总数或者改分项；没列全就写“等”。",
    example: Example {
        bad: "公开信息 20 条，其中政策 8 条、其他 11 条",
        good: "公开信息 20 条，其中政策 8 条、其他 12 条",
    },
    basis: Basis {
        text: "加减和百分比",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for (_, prose) in scope.words.blocks() {
        if prose.kind != Kind::Text {
            continue;
        }
        let (lists, shares) = look(&prose.phrase(), prose.read());
        for list in lists.iter().filter(|list| list.is_wrong()) {
            let (total, sum, unit) = (list.total.count, list.sum(), list.total.measure);
            let message = format!(
                "写共 {total} {unit}，分项加起来是 {sum} {unit}，差 {}",
                (total - sum).abs()
            );
            let place = scope.words.place(prose, list.range.clone());
            findings.push(Finding::new(
                place,
                message,
                "重新数一遍，改总数或者改分项；没列全就写“等”",
            ));
        }
        for share in shares {
            let message = format!(
                "写占 {}，按 {} ÷ {} 算是 {:.2}%",
                share.stated,
                share.part,
                share.whole,
                100.0 * share.part as f64 / share.whole as f64
            );
            let place = scope.words.place(prose, share.range);
            findings.push(Finding::new(place, message, "照分项和总数重新算一遍百分比"));
        }
    }
}
