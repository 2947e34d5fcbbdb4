//! YR02: a sentence of this year's work that begins with an earlier year.

use std::ops::Range;

use crate::check::char_set::Word;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::SectionKind;
use crate::parse::markdown::Kind;
use crate::prose::dates::Dated;
use crate::prose::numerals::is_numeral;

static CODE: Code = Code {
    id: "YR02",
    name: "last-year-in-text",
    title: "今年的工作写成了往年的年份",
    level: Level::Warning,
    what: "除第五部分外，一句话用往年的年份开头，讲的却是公开、申请、复议等本年的工作；第五部分用本年的年份讲下一步打算。和往年比较、文件名称、某年某月的日期不算。",
    why: "多半是从去年的年报抄来时漏改了年份，连数字也可能是去年的。",
    fix: "改年份，并核对这句话里的数字；确是往年的事，写明和今年的关系。",
    example: Example {
        bad: "（2025年年报）2024年，全镇主动公开信息73条",
        good: "（2025年年报）2025年，全镇主动公开信息73条",
    },
    basis: Basis {
        text: "年报写的是上一年度的工作",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// What follows the year where it is the time of the sentence.
const SUBJECT: [&str; 23] = [
    "，",
    ",",
    "、",
    "我",
    "本",
    "全",
    "共",
    "累计",
    "主动公开",
    "收到",
    "受理",
    "办理",
    "新收",
    "制发",
    "制作",
    "未",
    "没有",
    "无",
    "依申请",
    "通过",
    "公开政府信息",
    "政府信息公开",
    "共计",
];

/// What the work of a report is about.
const WORK: [&str; 7] = [
    "公开",
    "信息",
    "申请",
    "复议",
    "诉讼",
    "规范性文件",
    "处理费",
];

/// What makes an earlier year right.
const COMPARES: [&str; 16] = [
    "较",
    "同期",
    "持平",
    "上年",
    "去年",
    "上一年",
    "以来",
    "至今",
    "增长",
    "下降",
    "上升",
    "减少",
    "年报",
    "年度报告",
    "结转",
    "遗留",
];

/// How a plan goes on behind 将; 将 alone may only move the object forward.
const PLANS: [&str; 12] = [
    "从",
    "进一步",
    "继续",
    "加强",
    "着力",
    "重点",
    "不断",
    "持续",
    "围绕",
    "针对",
    "坚持",
    "按照",
];

const YEAR: Word = Word::new("年");

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let year = scope.report.year;
    for (section, prose) in scope.words.saying(&[YEAR]) {
        let Some(section) = section.filter(|section| section.kind.is_some()) else {
            continue;
        };
        let text = prose.read();
        if matches!(prose.kind, Kind::Code | Kind::Cell) {
            continue;
        }
        if text.dates().is_empty() {
            continue;
        }
        let all = text.statements();
        for (at, range) in all.iter().enumerate() {
            if section.kind == Some(SectionKind::Problems) {
                let plan = text.dates_in(range).iter().find(|date| {
                    let stated = date.year == Some(year) && date.month.is_none();
                    stated && plans(behind(&text, date, range))
                });
                if let Some(date) = plan {
                    let message = format!("下一步打算写的是 {year} 年，那时已经过去了");
                    let help = format!("改成 {} 年，或者写“下一步”", year + 1);
                    let place = scope.words.place(prose, date.range.clone());
                    findings.push(Finding::new(place, message, help));
                }
                continue;
            }
            let Some((date, stated)) = opening(&text, range, text.dates_in(range)) else {
                continue;
            };
            let rest = behind(&text, date, range);
            let earlier = stated < year && year - stated <= 5;
            if !earlier || !SUBJECT.iter().any(|word| rest.starts_with(word)) {
                continue;
            }
            // Two years side by side are compared, also across a full stop.
            let next = all.get(at + 1).map_or(range.end, |next| next.end);
            let near = text.dates_in(&(range.start..next));
            let this_too = near.iter().any(|other| other.year == Some(year));
            let compared = compares(&text[range.start..next]);
            if this_too || compared || !WORK.iter().any(|word| rest.contains(word)) {
                continue;
            }
            let message = format!("{year} 年的年报里，这句话用 {stated} 年开头");
            let help = format!("讲的是本年的工作就改成 {year} 年，并核对句里的数字");
            let place = scope.words.place(prose, date.range.clone());
            findings.push(Finding::new(place, message, help));
        }
    }
}

/// What a sentence says behind a date; nothing where the date goes on into the
/// next sentence, over a line break for instance.
fn behind<'t>(text: &'t str, date: &Dated, sentence: &Range<usize>) -> &'t str {
    text.get(date.range.end..sentence.end).unwrap_or_default()
}

/// The year that a sentence begins with, behind its ordinal or label.
fn opening<'d>(text: &str, range: &Range<usize>, dates: &'d [Dated]) -> Option<(&'d Dated, u16)> {
    let date = dates.first()?;
    let year = date.year.filter(|_| date.month.is_none())?;
    let before = text.get(range.start..date.range.start)?;
    let begins = before
        .chars()
        .all(|c| c.is_whitespace() || is_numeral(c) || "（）()、.．是".contains(c));
    let short = before.chars().count() <= 24;
    // A heading that was pasted together with its text still ends like one.
    let numbered = before.trim_start().starts_with(['（', '(']);
    let heading = ["情况", "数量", "类别", "形式", "方面", "工作"];
    let labelled = before.ends_with(['：', ':'])
        || numbered && heading.iter().any(|word| before.ends_with(word));
    (begins || labelled && short).then_some((date, year))
}

fn compares(text: &str) -> bool {
    // 占比, 比例 and 比重 compare no years.
    let share = |at: usize| {
        text[..at].ends_with('占')
            || text[at..].starts_with("比例")
            || text[at..].starts_with("比重")
    };
    COMPARES.iter().any(|word| text.contains(word))
        || text.match_indices('比').any(|(at, _)| !share(at))
}

/// Whether a sentence tells what will be done.
fn plans(rest: &str) -> bool {
    let Some(at) = rest.find('将') else {
        return false;
    };
    let near = rest[..at].chars().count() <= 12;
    let behind = &rest[at + '将'.len_utf8()..];
    near && PLANS.iter().any(|word| behind.starts_with(word))
}
