//! DAT03: dates that are missing or cannot be. What is no date at all is an
//! entry that cannot be read (KEY).

use crate::check::char_set::Word;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::parse::date::Stamp;
use crate::parse::markdown::Kind;

static CODE: Code = Code {
    id: "DAT03",
    name: "impossible-date",
    title: "日期没有写，或不可能",
    level: Level::Error,
    what: "成文日期、公开日期都没有写；日期在今天以后，或者是 1970 年。正文里没有的日子（2月30日）是建议看，月日前面多写的 0 是提示。",
    why: "没有日期，读者不知道是哪天公开的，也看不出有没有逾期；1970 年是程序出错的痕迹。",
    fix: "至少写一个日期；公开日期填网上发布的那一天。",
    example: Example {
        bad: "公开日期: 1970-01-01",
        good: "公开日期: 2026-01-12",
    },
    basis: Basis {
        text: "网页的发布时间标签要有日期；正文日期用阿拉伯数字，不编虚位",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// What programs print for a date that they do not have.
const NO_DATE: i16 = 1970;

const MONTH: Word = Word::new("月");

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let report = scope.report;
    let dates = [
        ("signed", "成文日期", &report.signed),
        ("published", "公开日期", &report.published),
    ];
    if dates.iter().all(|(_, _, stamp)| stamp.is_none()) {
        // A date that could not be read was already reported.
        if !dates.iter().any(|(field, ..)| scope.states(field)) {
            let places = dates.map(|(field, ..)| scope.field_place(field));
            let key = places.into_iter().find(|place| place.span.is_some());
            let place = key.unwrap_or_else(|| Place::file(&report.source));
            let help = format!(
                "写上网上发布的那一天，像  公开日期: {}-01-20  这样",
                report.year + 1
            );
            let message = "成文日期和公开日期都没有写";
            findings.push(Finding::new(place, message, help));
        }
    }
    for (field, name, stamp) in dates {
        let Some(stamp) = stamp else { continue };
        let future = scope.settings.today.is_some_and(|today| stamp.date > today);
        let (message, help) = if stamp.date.year() <= NO_DATE {
            (
                format!("{name}是 {}，像是程序出错留下的", stamp.chinese()),
                "填实际的日期；查不到就删掉这一项".to_owned(),
            )
        } else if future {
            (
                format!("{name}是 {}，还没有到", stamp.chinese()),
                yet_to_come(scope, name, stamp),
            )
        } else {
            continue;
        };
        findings.push(Finding::new(scope.field_place(field), message, help));
    }
    in_text(scope, findings);
}

/// What to do about a day to come: often only its year is wrong.
fn yet_to_come(scope: &ReportScope<'_>, name: &str, stamp: &Stamp) -> String {
    let draft = "还没有公开的报告写  草稿: true";
    let year = i16::try_from(scope.report.year + 1).unwrap_or(0);
    let date = stamp.date.with().year(year).build();
    match date
        .ok()
        .filter(|date| scope.settings.today.is_some_and(|today| *date <= today))
    {
        Some(date) => {
            let time = stamp
                .time
                .as_ref()
                .map_or(String::new(), |time| format!(" {time}"));
            format!("核对年份，要是 {year} 年就改成  {name}: {date}{time}；{draft}")
        }
        None => format!("核对日期；{draft}"),
    }
}

/// Dates of the narrative that no calendar has; the first with a needless
/// zero stands for all of them.
fn in_text(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let mut padded = false;
    for (_, prose) in scope.words.saying(&[MONTH]) {
        if prose.kind == Kind::Code {
            continue;
        }
        for date in prose.read().dates() {
            let shown = &prose.text[date.range.clone()];
            let place = || scope.words.place(prose, date.range.clone());
            // Without a year, 29 February may be.
            let year = date.year.and_then(|year| i16::try_from(year).ok());
            let month = date.month.map(|month| {
                let day = date.day.unwrap_or(1);
                let month = i8::try_from(month).unwrap_or(0);
                let day = i8::try_from(day).unwrap_or(0);
                jiff::civil::Date::new(year.unwrap_or(2024), month, day)
            });
            if month.is_some_and(|date| date.is_err()) {
                let message = format!("没有“{shown}”这一天");
                let finding = Finding::new(place(), message, "核对月份和日子");
                findings.push(finding.level(Level::Warning));
            } else if date.padded && !padded {
                padded = true;
                let message = format!("“{shown}”的月、日前面不用写 0");
                let finding = Finding::new(place(), message, "写成 2026年1月5日 这样");
                findings.push(finding.level(Level::Info));
            }
        }
    }
}
