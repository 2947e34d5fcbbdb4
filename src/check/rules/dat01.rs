//! DAT01: a report signed before its period ended, or published before it
//! was signed.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};

static CODE: Code = Code {
    id: "DAT01",
    name: "signed-too-early",
    title: "成文、公开的日期早了",
    level: Level::Error,
    what: "成文日期、公开日期不早于下一年的 1 月 1 日；公开日期不早于成文日期。",
    why: "年报要统计到 12 月 31 日，这一天还没过完，数字就不全。",
    fix: "填实际的日期；真是提前写的，按全年的数字重新核对，重新落款。",
    example: Example {
        bad: "年度: 2025\n成文日期: 2025-12-23",
        good: "年度: 2025\n成文日期: 2026-01-12",
    },
    basis: Basis {
        text: "由统计期限到 12 月 31 日为止推出",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let report = scope.report;
    let Some(end) = scope.period_end() else {
        return;
    };
    // A year before there were such reports is DAT03's to name.
    let sound = |stamp: &&crate::parse::date::Stamp| stamp.date.year() > 1970;
    let signed = report.signed.as_ref().filter(sound);
    let published = report.published.as_ref().filter(sound);
    let dates = [
        ("signed", "成文日期", signed),
        ("published", "公开日期", published),
    ];
    for (field, name, stamp) in dates {
        if let Some(stamp) = stamp.filter(|stamp| stamp.date <= end) {
            let message = format!("{name}是 {}，{} 年还没有过完", stamp.chinese(), report.year);
            let help = format!("核对日期，应当在 {} 年 1 月 1 日以后", report.year + 1);
            findings.push(Finding::new(scope.field_place(field), message, help));
            return;
        }
    }
    if let Some((signed, published)) = signed.zip(published)
        && published.date < signed.date
    {
        let message = format!(
            "公开日期 {} 早于成文日期 {}",
            published.chinese(),
            signed.chinese()
        );
        let place = scope.field_place("published");
        let finding = Finding::new(place, message, "核对这两个日期，先成文，后公开");
        findings.push(finding.also(scope.field_place("signed"), "成文日期"));
    }
}
