//! DAT04: the period that the numbers cover.

use std::ops::Range;

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::narrative::Block;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::check::years::with_year;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::form::SectionKind;
use crate::parse::markdown::Kind;
use crate::prose::dates::{Dated, Period};
use crate::prose::digit;
use crate::prose::sentences::ends_clause;
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
static COUNTS: [Word; 3] = words(["统计", "时限", "数据"]);

static MONTH: Word = Word::new("月");

/// What a clause speaks of that means to state the period.
const ABOUT: [&str; 8] = [
    "统计期",
    "统计时",
    "统计区间",
    "统计范围",
    "统计截",
    "数据统计",
    "所列数据",
    "报告数据",
];

/// What a period is called.
const TERM: [&str; 7] = ["期限", "时限", "时间", "区间", "截至", "截止", "日期"];

/// How a block stands to the period.
enum Says {
    /// It states the whole year, this one or another.
    Year,
    Wrong(Wrong),
    Nothing,
}

/// A period that is not right: where, why, and what to do.
struct Wrong {
    range: Range<usize>,
    message: String,
    help: String,
}

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    if scope.report.form.sections.is_empty() || scope.words.is_empty() {
        return;
    }
    let year = scope.report.year;
    let mut wrong: Option<(&Block, Wrong)> = None;
    for (section, prose) in scope.words.blocks() {
        if prose.kind == Kind::Code {
            continue;
        }
        let opens = section.is_none_or(|one| one.kind == Some(SectionKind::Overview));
        match period(prose, year, opens) {
            Says::Year => return,
            Says::Wrong(found) if wrong.is_none() => wrong = Some((prose, found)),
            _ => {}
        }
    }
    findings.push(match wrong {
        Some((prose, found)) => {
            let place = scope.words.place(prose, found.range);
            Finding::new(place, found.message, found.help)
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
            let help = format!("写上  {}", sentence(year));
            Finding::new(place, "正文没有写统计期限", help)
        }
    });
}

/// How the period of a year is stated.
fn sentence(year: u16) -> String {
    format!("统计期限为{}", whole(year))
}

fn whole(year: u16) -> String {
    format!("{year}年1月1日至{year}年12月31日")
}

fn period(prose: &Block, year: u16, opens: bool) -> Says {
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
    let stated = statements.find_map(|sentence| stated(text, sentence, year, opens));
    stated.unwrap_or(Says::Nothing)
}

/// What one sentence says of the period; `None` if nothing.
fn stated(text: Text<'_>, sentence: &Range<usize>, year: u16, opens: bool) -> Option<Says> {
    let words = &text[sentence.clone()];
    let about = ABOUT.iter().any(|word| words.contains(word));
    let inside = text.dates_in(sentence);
    if let Some(period) = text.periods_in(sentence).first()
        && (about || opens && of_data(text, sentence, period))
    {
        return Some(part_of_a_year(text, period, year));
    }
    if !about {
        return None;
    }
    let named = inside.iter().find(|date| date.month.is_none());
    if let Some(date) = named.filter(|_| inside.len() == 1 && !words.contains('月')) {
        return Some(match date.year {
            Some(stated) if stated != year => Says::Wrong(Wrong {
                range: date.range.clone(),
                message: format!("统计期限写的是 {stated} 年，这份年报是 {year} 年的"),
                help: format!(
                    "改成  {}",
                    with_year(&text[date.range.clone()], stated, year)
                ),
            }),
            _ => Says::Year,
        });
    }
    let digits = words.chars().any(|c| digit(c).is_some());
    if !digits || !TERM.iter().any(|word| words.contains(word)) {
        return None;
    }
    let range = clause(text, sentence);
    let shown = &text[range.clone()];
    let half = text.dates_in(&range);
    let message = match half {
        [end] if end.month == Some(12) && end.day == Some(31) && !end.broken && is_end(shown) => {
            match end.year.filter(|stated| *stated != year) {
                Some(stated) => format!("统计期限只写了截止，没有写开始，年份还是 {stated} 年"),
                None => "统计期限只写了截止，没有写开始".to_owned(),
            }
        }
        _ => format!("统计期限的日期丢了字：“{shown}”里“年、月、日”不全"),
    };
    let whole = self::sentence(year);
    let help = if shown.contains("所列数据") || shown.contains("报告数据") {
        format!("这里写成  所列数据的{whole}")
    } else {
        format!("这里写成  {whole}")
    };
    Some(Says::Wrong(Wrong {
        range,
        message,
        help,
    }))
}

/// Whether a clause says up to when it counts, and from when not.
fn is_end(clause: &str) -> bool {
    ["截至", "截止", "止"]
        .iter()
        .any(|word| clause.contains(word))
        && !clause.contains('自')
}

/// Whether a sentence says of data in general from when to when they are.
fn of_data(text: Text<'_>, sentence: &Range<usize>, period: &Period) -> bool {
    let before = text[sentence.start..period.range().start].trim_end();
    let before = before.trim_end_matches(['自', '从', '为', '是', '在', '：', ':']);
    before.trim().ends_with("数据") && before.trim().chars().count() <= 10
}

/// The clause of a sentence that speaks of the period.
fn clause(text: Text<'_>, sentence: &Range<usize>) -> Range<usize> {
    let words = &text[sentence.clone()];
    let at = ABOUT
        .iter()
        .filter_map(|word| words.find(word))
        .min()
        .unwrap_or(0);
    let start = words[..at].rfind(ends_clause).map_or(0, |mark| {
        mark + words[mark..].chars().next().map_or(1, char::len_utf8)
    });
    let behind = &words[at..];
    // A comma or bracket may stand between a name and its date.
    let end = behind
        .match_indices(ends_clause)
        .map(|(mark, _)| mark)
        .find(|mark| behind[..*mark].chars().any(|c| digit(c).is_some()));
    let end = at + end.unwrap_or(behind.len());
    let clause = &words[start..end];
    let start = start + clause.len() - clause.trim_start().len();
    sentence.start + start..sentence.start + words[..end].trim_end().len()
}

/// What a period says that is not from the first day of a year to its last.
fn part_of_a_year(text: Text<'_>, period: &Period, year: u16) -> Says {
    let months = |date: &Dated| (date.month, date.day);
    let (from, to) = (months(&period.from), months(&period.to));
    let shown = &text[period.range()];
    let other = period.year().filter(|stated| *stated != year);
    let message = if period.to.broken || period.from.broken {
        format!("统计期限“{shown}”少了“日”")
    } else if let Some(stated) = other {
        format!("统计期限写的是 {stated} 年，这份年报是 {year} 年的")
    } else if (from, to) == ((Some(1), None), (Some(12), None)) {
        format!("统计期限“{shown}”只写到月，没有写到日")
    } else {
        format!("统计期限写的是“{shown}”，不是从 1 月 1 日到 12 月 31 日")
    };
    let help = format!("改成  {}", whole(year));
    Says::Wrong(Wrong {
        range: period.range(),
        message,
        help,
    })
}
