//! Sentences that begin with a year: which of them tell of this year's work and
//! yet name an earlier one.

use std::ops::Range;

use crate::prose::dates::Dated;
use crate::prose::figures::figures;
use crate::prose::narrow_digit;
use crate::prose::numbers::numbers;
use crate::prose::numerals::is_numeral;
use crate::prose::text::Text;

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

/// The earlier year that a statement of this year's work begins with; `at` is
/// its place among all statements of the text.
pub fn stale<'t>(text: Text<'t>, at: usize, year: u16) -> Option<(&'t Dated, u16)> {
    let all = text.statements();
    let range = all.get(at)?;
    let (date, stated) = opening(text, range)?;
    let rest = behind(text, date, range);
    let earlier = stated < year && year - stated <= 5;
    if !earlier || !tells_of_work(rest) {
        return None;
    }
    // Two years side by side are compared, also across a full stop; so are
    // several, one a statement.
    let next = all.get(at + 1);
    let end = next.map_or(range.end, |next| next.end);
    let near = text.dates_in(&(range.start..end));
    let this_too = near.iter().any(|other| other.year == Some(year));
    let another = |at: usize| {
        let other = all.get(at).and_then(|range| opening(text, range));
        other.is_some_and(|(_, other)| other != stated && other != year)
    };
    let series = another(at + 1) || at.checked_sub(1).is_some_and(another);
    (!this_too && !series && !compares(&text[range.start..end])).then_some((date, stated))
}

/// The last day of an earlier year, or of the next, up to which a statement of
/// work counts: `截至2024年12月31日，主动公开信息73条`.
pub fn closing<'t>(text: Text<'t>, at: usize, year: u16) -> Option<(&'t Dated, u16)> {
    let all = text.statements();
    let range = all.get(at)?;
    let date = text.dates_in(range).first()?;
    let stated = date.year.filter(|stated| *stated != year)?;
    let before = text.get(range.start..date.range.start)?.trim_end();
    let before = ["截至", "截止", "截至到", "截止到"]
        .iter()
        .find_map(|word| before.strip_suffix(word))?;
    let rest = behind(text, date, range);
    let last = match (date.month, date.day) {
        (Some(12), None | Some(31)) => true,
        (None, None) => rest.starts_with(['底', '末']) || rest.starts_with("年底"),
        _ => false,
    };
    let near = stated < year && year - stated <= 5 || stated == year + 1;
    let opens = before.chars().count() <= 12 && !before.contains("统计");
    let work = tells_of_work(rest.trim_start_matches(['底', '末', '止'])) && counts(rest);
    if !(last && near && opens && work) || rest.contains("统计期") {
        return None;
    }
    let end = all.get(at + 1).map_or(range.end, |next| next.end);
    let near = text.dates_in(&(range.start..end));
    let this_too = near.iter().any(|other| other.year == Some(year));
    (!this_too && !compares(&text[range.start..end])).then_some((date, stated))
}

/// The later year that a statement of finished work begins with.
pub fn later<'t>(text: Text<'t>, at: usize, year: u16) -> Option<(&'t Dated, u16)> {
    let range = text.statements().get(at)?;
    let (date, stated) = opening(text, range)?;
    let rest = behind(text, date, range);
    let told = stated > year && tells_of_work(rest) && counts(rest) && !is_ahead(rest);
    told.then_some((date, stated))
}

/// Whether words count anything.
fn counts(words: &str) -> bool {
    !figures(words, &numbers(words)).is_empty()
}

/// Whether words tell of what is still to come.
fn is_ahead(words: &str) -> bool {
    const AHEAD: [&str; 22] = [
        "将",
        "拟",
        "计划",
        "预计",
        "力争",
        "争取",
        "目标",
        "打算",
        "下一步",
        "继续",
        "进一步",
        "确保",
        "推动",
        "做好",
        "准备",
        "明年",
        "安排",
        "不少于",
        "以上",
        "加强",
        "加大",
        "年底前",
    ];
    let must = |at: usize| !words[..at].ends_with(['主', '重', '摘', '纪', '概', '需']);
    AHEAD.iter().any(|word| words.contains(word))
        || words.match_indices('要').any(|(at, _)| must(at))
}

/// Whether a place lies in such a statement.
pub fn stale_at(text: Text<'_>, place: usize, year: u16) -> bool {
    let all = text.statements();
    let at = all.partition_point(|range| range.end <= place);
    stale(text, at, year).is_some()
}

/// Whether what follows a year is work that a report tells of.
pub fn tells_of_work(rest: &str) -> bool {
    let told = SUBJECT
        .iter()
        .any(|word| rest.trim_start().starts_with(word));
    told && WORK.iter().any(|word| rest.contains(word))
}

/// A date or period with the right year in place of a wrong one.
pub fn with_year(shown: &str, wrong: u16, right: u16) -> String {
    let narrow: String = shown.chars().map(narrow_digit).collect();
    narrow.replace(&wrong.to_string(), &right.to_string())
}

/// What a sentence says behind a date; nothing where the date goes on into the
/// next sentence, over a line break for instance.
pub fn behind<'t>(text: Text<'t>, date: &Dated, sentence: &Range<usize>) -> &'t str {
    text.as_str()
        .get(date.range.end..sentence.end)
        .unwrap_or_default()
}

/// The year that a sentence begins with, behind its ordinal or label.
pub fn opening<'t>(text: Text<'t>, range: &Range<usize>) -> Option<(&'t Dated, u16)> {
    let date = text.dates_in(range).first()?;
    let year = date.year.filter(|_| date.month.is_none())?;
    begins(text, range, date).then_some((date, year))
}

/// Whether nothing but an ordinal or a label stands before a date.
pub fn begins(text: Text<'_>, range: &Range<usize>, date: &Dated) -> bool {
    let Some(before) = text.get(range.start..date.range.start) else {
        return false;
    };
    let bare = before
        .chars()
        .all(|c| c.is_whitespace() || is_numeral(c) || "（）()、.．是".contains(c));
    let before = before.trim();
    let short = before.chars().count() <= 24;
    // A heading that was pasted together with its text still ends like one.
    let numbered = before.starts_with(['（', '(']);
    let heading = ["情况", "数量", "类别", "形式", "方面", "工作"];
    let labelled = before.ends_with(['：', ':'])
        || numbered && heading.iter().any(|word| before.ends_with(word));
    bare || labelled && short
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
