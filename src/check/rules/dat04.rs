//! DAT04: the period that the numbers cover.

use std::ops::Range;

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::narrative::Block;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::form::SectionKind;
use crate::parse::markdown::Kind;
use crate::prose::dates::{Dated, Period};
use crate::prose::digit;
use crate::prose::text::Text;

static CODE: Code = Code {
    id: "DAT04",
    name: "no-period",
    title: "统计期限没有写，或写得不对",
    level: Level::Warning,
    what: "2019 年以后的年报，正文要有一句统计期限，从本年 1 月 1 日到 12 月 31 日，日期写完整。整年写成另一年的，由 YR01 报告。",
    why: "没有统计期限，读者不知道数字算到哪一天；网页复制时“年、月、日”也常常丢字。",
    fix: "在开头写：统计期限为××年1月1日至××年12月31日。",
    example: Example {
        bad: "统计期限从2025年1月1日至12月31止",
        good: "统计期限从2025年1月1日至2025年12月31日止",
    },
    basis: Basis {
        text: "各地年报开头的通行写法",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// What a block speaks of that means to state the period.
static COUNTS: [Word; 3] = words(["统计", "时限", "所列数据"]);

static MONTH: Word = Word::new("月");

/// What a sentence speaks of that means to state the period.
const ABOUT: [&str; 6] = [
    "统计期",
    "统计时",
    "统计区间",
    "统计范围",
    "数据统计",
    "所列数据",
];

/// What a period is called.
const TERM: [&str; 4] = ["期限", "时限", "时间", "区间"];

/// How a block stands to the period.
enum Says {
    /// It states the whole year, this one or another.
    Year,
    /// It means to, and these bytes are not right.
    Wrong(Range<usize>, String),
    Nothing,
}

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    if scope.report.form.sections.is_empty() || scope.words.is_empty() {
        return;
    }
    let mut wrong: Option<(&Block, Range<usize>, String)> = None;
    for (_, prose) in scope.words.blocks() {
        if prose.kind == Kind::Code {
            continue;
        }
        match period(prose, scope.report.year) {
            Says::Year => return,
            Says::Wrong(range, message) if wrong.is_none() => wrong = Some((prose, range, message)),
            _ => {}
        }
    }
    let year = scope.report.year;
    let help = format!("写上  统计期限为{year}年1月1日至{year}年12月31日");
    findings.push(match wrong {
        Some((prose, range, message)) => {
            Finding::new(scope.words.place(prose, range), message, help)
        }
        None => {
            let file = scope.words.file;
            let opening = scope.words.preamble.first();
            let place = opening.map_or_else(
                || {
                    let overview = scope.words.section(SectionKind::Overview);
                    overview.map_or_else(
                        || Place::file(file),
                        |section| scope.words.heading_place(section),
                    )
                },
                |prose| scope.words.place(prose, 0..prose.text.len()),
            );
            Finding::new(place, "正文没有写统计期限", help)
        }
    });
}

fn period(prose: &Block, year: u16) -> Says {
    let counts = prose.says_any(&COUNTS);
    if !counts && !prose.says(&MONTH) {
        return Says::Nothing;
    }
    let text = prose.read();
    if text.periods().iter().any(|period| period.whole_year()) {
        return Says::Year;
    }
    if !counts {
        return Says::Nothing;
    }
    let mut statements = text.statements().iter();
    let stated = statements.find_map(|sentence| stated(text, sentence, year));
    stated.unwrap_or(Says::Nothing)
}

/// What one sentence says of the period; `None` if nothing.
fn stated(text: Text<'_>, sentence: &Range<usize>, year: u16) -> Option<Says> {
    let words = &text[sentence.clone()];
    if !ABOUT.iter().any(|word| words.contains(word)) {
        return None;
    }
    if let Some(period) = text.periods_in(sentence).first() {
        return Some(part_of_a_year(text, period));
    }
    let inside = text.dates_in(sentence);
    let named = inside.iter().find(|date| date.month.is_none());
    if let Some(date) = named.filter(|_| inside.len() == 1 && !words.contains('月')) {
        return Some(match date.year {
            Some(stated) if stated != year => {
                let message = format!("统计期限写的是 {stated} 年，这份年报是 {year} 年的");
                Says::Wrong(date.range.clone(), message)
            }
            _ => Says::Year,
        });
    }
    let digits = words.chars().any(|c| digit(c).is_some());
    (digits && TERM.iter().any(|word| words.contains(word))).then(|| {
        let message = "统计期限的日期不完整，“年、月、日”可能丢了字";
        Says::Wrong(sentence.clone(), message.to_owned())
    })
}

/// What a period says that is not from the first day of a year to its last.
fn part_of_a_year(text: Text<'_>, period: &Period) -> Says {
    let months = |date: &Dated| (date.month, date.day);
    let (from, to) = (months(&period.from), months(&period.to));
    if (from, to) == ((Some(1), None), (Some(12), None)) {
        return Says::Year;
    }
    let shown = &text[period.range()];
    let message = if period.to.broken || period.from.broken {
        format!("统计期限“{shown}”少了“日”")
    } else {
        format!("统计期限写的是“{shown}”，不是从 1 月 1 日到 12 月 31 日")
    };
    Says::Wrong(period.range(), message)
}
