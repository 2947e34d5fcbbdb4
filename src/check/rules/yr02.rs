//! YR02: a sentence of this year's work with another year, or with a year that
//! lacks its 年.

use std::ops::Range;

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::check::years::{behind, closing, later, stale, with_year};
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::SectionKind;
use crate::parse::markdown::{Kind, Prose};
use crate::prose::dates::Dated;
use crate::prose::digit;
use crate::prose::text::Text;

static CODE: Code = Code {
    id: "YR02",
    name: "last-year-in-text",
    title: "讲本年的工作，年份却是往年的、以后的，或者少了“年”字",
    level: Level::Warning,
    what: "除第五部分外，一句话用往年或以后的年份开头，或者数字截至去年年底，讲的却是公开、申请、复议等本年的工作；年报说成在本年就公布了；“2025政务公开”少了“年”字；第五部分用本年的年份讲下一步打算。和往年比较、文件名称、打算做的事不算。",
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

/// What a year without 年 would stand before.
const NAMED: [&str; 14] = [
    "政务公开",
    "政务信息",
    "政府信息",
    "信息公开",
    "度政务",
    "度政府信息",
    "度信息公开",
    "主动公开",
    "未收到",
    "未发生",
    "无政务公开",
    "无政府信息",
    "无依申请",
    "无行政复议",
];
/// Names of events and papers often go without 年.
const EVENTS: [&str; 7] = ["日", "月", "周", "主题", "论坛", "要点", "平台"];

/// What is published, and how.
const REPORTS: [&str; 3] = ["年报", "年度报告", "本报告"];
const PUBLISHED: [&str; 3] = ["公布", "公开", "发布"];

const YEAR: Word = Word::new("年");
static LACKING: [Word; 2] = words(["公开", "政府信息"]);

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let year = scope.report.year;
    let opens = !scope.report.form.sections.is_empty();
    for (section, prose) in scope.words.saying(&[YEAR]) {
        if matches!(prose.kind, Kind::Code | Kind::Cell) || prose.read().dates().is_empty() {
            continue;
        }
        let kind = section.map(|section| section.kind);
        for at in 0..prose.read().statements().len() {
            let found = match kind {
                Some(Some(SectionKind::Problems)) => plan(prose.read(), at, year),
                Some(Some(_)) => of_work(prose.read(), at, year),
                // The words that present the report are YR01's.
                None if opens && !prose.says("报告") => of_work(prose.read(), at, year),
                _ => None,
            };
            let found = found.or_else(|| published(prose.read(), at, year));
            findings.extend(found.map(|found| found.finding(scope, prose)));
        }
    }
    for (_, prose) in scope.words.saying(&LACKING) {
        if prose.kind != Kind::Code {
            let found = lacking(prose.read(), year);
            findings.extend(found.map(|found| found.finding(scope, prose)));
        }
    }
}

/// What is wrong with a year, and where.
struct Found {
    range: Range<usize>,
    message: String,
    help: String,
}

impl Found {
    fn finding(self, scope: &ReportScope<'_>, prose: &Prose) -> Finding {
        let place = scope.words.place(prose, self.range);
        Finding::new(place, self.message, self.help)
    }
}

/// A plan for the year that is over.
fn plan(text: Text<'_>, at: usize, year: u16) -> Option<Found> {
    let range = &text.statements()[at];
    let date = text.dates_in(range).iter().find(|date| {
        let stated = date.year == Some(year) && date.month.is_none();
        stated && plans(behind(text, date, range))
    })?;
    Some(Found {
        range: date.range.clone(),
        message: format!("下一步打算写的是 {year} 年，那时已经过去了"),
        help: format!(
            "改成  {}  ，或者写“下一步”",
            with_year(&text[date.range.clone()], year, year + 1)
        ),
    })
}

/// This year's work under another year.
fn of_work(text: Text<'_>, at: usize, year: u16) -> Option<Found> {
    let of = |date: &Dated, stated: u16, message: String, when: &str| {
        let range = date.range.clone();
        let mended = with_year(&text[range.clone()], stated, year);
        let help = format!("{when}改成  {mended}  ，并核对句里的数字");
        Some(Found {
            range,
            message,
            help,
        })
    };
    let when = "讲的是本年的工作，就";
    if let Some((date, stated)) = stale(text, at, year) {
        let message = format!("{year} 年的年报里，这句话用 {stated} 年开头");
        return of(date, stated, message, when);
    }
    if let Some((date, stated)) = later(text, at, year) {
        let message = format!("{year} 年的年报里，这句话写的是 {stated} 年，那时还没有到");
        return of(date, stated, message, when);
    }
    let (date, stated) = closing(text, at, year)?;
    let end = match stated {
        stated if stated + 1 == year => "去年年底".to_owned(),
        stated => format!("{stated} 年年底"),
    };
    let message = format!("{year} 年的年报里，这句话的数字截至{end}");
    of(date, stated, message, "")
}

/// A report said to be published before its year was over.
fn published(text: Text<'_>, at: usize, year: u16) -> Option<Found> {
    let range = &text.statements()[at];
    let mut dates = text.dates_in(range).iter();
    let date = dates.find(|date| date.year == Some(year) && date.month.is_some())?;
    let rest = behind(text, date, range);
    let told = is_published(text, range, date, year) || publishes(rest, year);
    told.then_some(())?;
    Some(Found {
        range: date.range.clone(),
        message: format!("{year} 年的年报不可能在 {year} 年 {} 月就公布", date.month?),
        help: format!(
            "改成  {}  ；公布的是去年的年报，就改年报的年度",
            with_year(&text[date.range.clone()], year, year + 1)
        ),
    })
}

/// Whether it is said before a date that this year's report was published then.
fn is_published(text: Text<'_>, range: &Range<usize>, date: &Dated, year: u16) -> bool {
    const WHEN: [&str; 9] = [
        "",
        "前",
        "以前",
        "之前",
        "向社会",
        "前向社会",
        "之前向社会",
        "以前向社会",
        "正式",
    ];
    let rest = behind(text, date, range);
    let rest = &rest[..rest.floor_char_boundary(36)];
    let Some(verb) = PUBLISHED.iter().find_map(|word| rest.find(word)) else {
        return false;
    };
    let manner = rest[..verb].trim();
    let where_to = ["在", "通过"].iter().any(|word| manner.starts_with(word));
    let before = text[range.start..date.range.start].trim_end();
    let before = before.trim_end_matches(['于', '在', '已', '，', ',']);
    let report = REPORTS.iter().find_map(|word| before.strip_suffix(word));
    let Some(report) = report.filter(|_| where_to || WHEN.contains(&manner)) else {
        return false;
    };
    // Of this year: its number stands right before the name, or it is this one.
    let named = text.dates_in(range).iter().any(|one| {
        let between = text.get(one.range.end..range.start + report.len());
        let short = between.is_some_and(|words| words.chars().count() <= 10);
        one.year == Some(year) && one.month.is_none() && short
    });
    let this = report.ends_with('本') || before.ends_with("本报告");
    (named || this) && !before.contains("企业")
}

/// Whether it is said behind a date: 公布的2025年度年报.
fn publishes(rest: &str, year: u16) -> bool {
    let what = PUBLISHED.iter().find_map(|word| rest.strip_prefix(word));
    let year = format!("的{year}年");
    let report = what.and_then(|rest| rest.strip_prefix(&*year));
    report.is_some_and(|rest| {
        let name = &rest[..rest.floor_char_boundary(45)];
        REPORTS.iter().any(|word| name.contains(word)) && !name.contains("企业")
    })
}

/// A year without 年 before the name of the work: `2025政务公开情况`.
fn lacking(text: Text<'_>, year: u16) -> Option<Found> {
    let mut after = 0;
    for (start, c) in text.signs().iter().copied() {
        if start < after || digit(c).is_none() {
            continue;
        }
        let run = text[start..].trim_start_matches(|c| digit(c).is_some());
        after = text.len() - run.len();
        let Some(name) = NAMED.iter().find(|name| run.starts_with(**name)) else {
            continue;
        };
        let digits = text[start..after].chars().filter_map(digit);
        let stated = digits.fold(0, |number, digit| (number * 10 + digit).min(100_000));
        let near = (usize::from(year) - 5..=usize::from(year) + 1).contains(&stated);
        let before = &text[..start];
        let joined =
            before.ends_with(|c: char| c.is_ascii_alphanumeric() || "〔[【（(第-—.．/".contains(c));
        let quoted = [('《', '》'), ('“', '”')].iter().any(|(open, close)| {
            before
                .rfind(*open)
                .is_some_and(|at| !before[at..].contains(*close))
        });
        let behind = run[name.len()..].chars().take(4).collect::<String>();
        let event = EVENTS.iter().any(|word| behind.contains(word));
        if near && !joined && !quoted && !event {
            let end = after + name.len();
            let shown = &text[start..end];
            let (number, name) = shown.split_at(after - start);
            return Some(Found {
                range: start..end,
                message: format!("“{shown}”里，{number} 后面少了“年”字"),
                help: format!("改成  {number}年{name}"),
            });
        }
    }
    None
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
