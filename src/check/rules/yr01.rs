//! YR01: another year named as the year or the period of this report. A file's
//! year that is not its folder's is an entry that cannot be taken (KEY).

use std::ops::Range;

use crate::check::char_set::Word;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::check::years::with_year;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::SectionKind;
use crate::parse::markdown::{Kind, Prose};
use crate::prose::dates::Dated;
use crate::prose::text::Text;

static CODE: Code = Code {
    id: "YR01",
    name: "wrong-year",
    title: "报告的年度写成了别的年份",
    level: Level::Error,
    what: "开头说“现公布××年年报”、统计期限写的是另一年。提到往年的文件、和往年比较，都不算。",
    why: "从去年的年报改过来，最容易漏改的就是开头的年份，一看就知道是抄的。",
    fix: "改成本报告的年份。",
    example: Example {
        bad: "（2025年年报）统计期限为2024年1月1日至2024年12月31日",
        good: "（2025年年报）统计期限为2025年1月1日至2025年12月31日",
    },
    basis: Basis {
        text: "年报写的是上一年度的工作，全文应当是同一个年度",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// What a sentence about the report's own period says.
const PERIOD: [&str; 5] = ["统计", "期限", "时限", "所列数据", "涵盖"];

/// What a sentence says that names the report itself.
const PRESENTS: [&str; 9] = [
    "现将",
    "现公布",
    "现公开",
    "现予公布",
    "现向社会",
    "特向社会",
    "编制了",
    "编制本",
    "制作本",
];

const YEAR: Word = Word::new("年");

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let year = scope.report.year;
    for (section, prose) in scope.words.saying(&[YEAR]) {
        if prose.kind == Kind::Code {
            continue;
        }
        let text = prose.read();
        for period in text.periods() {
            let other = period.year().filter(|stated| *stated != year);
            let about = || &text[text.statement_around(period.range().start)];
            if let Some(other) = other
                && period.whole_year()
                && PERIOD.iter().any(|word| about().contains(word))
            {
                let message = format!("统计期限写的是 {other} 年，这份年报是 {year} 年的");
                let mended = with_year(&text[period.range()], other, year);
                findings.push(finding(scope, prose, period.range(), message, &mended));
            }
        }
        // Later on, the report of last year is one of the things published.
        let opens = section.is_none_or(|section| {
            section.kind == Some(SectionKind::Overview)
                && scope.words.preamble.is_empty()
                && section
                    .prose
                    .first()
                    .is_some_and(|first| std::ptr::eq(first, prose))
        });
        if opens {
            for date in text.dates().iter().filter(|date| names_report(text, date)) {
                let Some(other) = date.year.filter(|stated| *stated != year) else {
                    continue;
                };
                let message = format!("开头说的是 {other} 年年报，这份年报是 {year} 年的");
                let mended = with_year(&text[date.range.clone()], other, year);
                findings.push(finding(scope, prose, date.range.clone(), message, &mended));
            }
        }
    }
}

fn finding(
    scope: &ReportScope<'_>,
    prose: &Prose,
    range: Range<usize>,
    message: String,
    mended: &str,
) -> Finding {
    let help = format!("改成  {mended}  ，再看看别处有没有漏改");
    Finding::new(scope.words.place(prose, range), message, help)
}

/// Whether the year stands before the name of this very report.
fn names_report(text: Text<'_>, date: &Dated) -> bool {
    if date.month.is_some() {
        return false;
    }
    let behind: String = text[date.range.end..]
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(16)
        .collect();
    let behind = behind.trim_start_matches('度');
    let named = behind.starts_with("政府信息公开") || behind.starts_with("政务信息公开");
    let report = ["年度报告", "工作报告", "年报", "情况报告"];
    if !named || !report.iter().any(|word| behind.contains(word)) {
        return false;
    }
    let sentence = &text[text.statement_around(date.range.start)];
    PRESENTS.iter().any(|word| sentence.contains(word)) || sentence.contains("报告如下")
}
