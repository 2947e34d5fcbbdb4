//! TTL02: the title names the report's year, once.

use crate::check::finding::Finding;
use crate::check::naming::titles::{help, title_place};
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::prose::dates::YEARS;
use crate::prose::numerals::numerals;

static CODE: Code = Code {
    id: "TTL02",
    name: "title-year",
    title: "标题里的年度不对",
    level: Level::Error,
    what: "标题里要有一个四位数的年份，就是报告的年度；没有、写成别的年份、写了两个都算。",
    why: "标题的年度错了，这份年报就会被当成另一年的。",
    fix: "改标题里的年份，或者删掉标题那一行，程序会按年度写好。",
    example: Example {
        bad: "年度: 2025\n标题: 青禾镇2024年政府信息公开工作年度报告",
        good: "年度: 2025\n标题: 青禾镇2025年政府信息公开工作年度报告",
    },
    basis: Basis {
        text: "标题与报告年度一致，是本工具的约定",
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
    let years = years(&report.title);
    let year = report.year;
    if years == [year] {
        return;
    }
    let message = match years.as_slice() {
        [] => format!("标题“{}”里没有年份", report.title),
        [one] => format!("标题写的是 {one} 年，报告的年度是 {year}"),
        [first, ..] if years.iter().all(|other| other == first) => {
            format!("标题里的 {first} 年写了 {} 次", years.len())
        }
        _ => {
            let shown: Vec<String> = years.iter().map(u16::to_string).collect();
            format!("标题里有几个年份：{}", shown.join("、"))
        }
    };
    findings.push(Finding::new(title_place(scope), message, help(scope)));
}

/// The years in a title, in digits of either width or as `二〇二五年`.
fn years(title: &str) -> Vec<u16> {
    let years = numerals(title).filter(|one| title[one.range.clone()].chars().count() == 4);
    let years = years.filter_map(|one| u16::try_from(one.value).ok());
    years.filter(|year| YEARS.contains(year)).collect()
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn years_are_read_in_every_spelling() {
        assert_eq!(years("青禾镇2025年度报告"), [2025]);
        assert_eq!(years("２０２５年二〇二四年"), [2025, 2024]);
        assert_eq!(years("第二中学2025年"), [2025]);
        assert_eq!(years("青禾镇20252年"), [0_u16; 0]);
    }
}
