//! Numbers that have lost their unit, and paragraphs that stop at one.

use crate::prose::dates::YEARS;
use crate::prose::figures::{Figure, plain};
use crate::prose::numbers::Number;
use crate::prose::sentences::ends_clause;
use crate::prose::text::Text;
use crate::prose::{digit, is_cjk};

use super::words::Lost;

/// Leads of numbers that are no counts.
const NO_COUNTS: [&str; 30] = [
    "电话",
    "邮编",
    "邮政编码",
    "传真",
    "号",
    "第",
    "版",
    "占",
    "比",
    "率",
    "指数",
    "得分",
    "评分",
    "分数",
    "排名",
    "位列",
    "名次",
    "热线",
    "地址",
    "编码",
    "代码",
    "附件",
    "表",
    "图",
    "总分",
    "微信",
    "QQ",
    "年",
    "月",
    "日",
];

/// Whether a number may stand without a unit; `false` is certain, and most texts
/// have none.
fn may_stand_bare(text: &str, signs: &[(usize, char)]) -> bool {
    let ends = |at: usize| {
        let next = text[at..].trim_start().chars().next();
        next.is_none_or(|c| ends_clause(c) || c == '、')
    };
    let mut signs = signs.iter().peekable();
    while let Some((at, c)) = signs.next() {
        let end = at + c.len_utf8();
        let goes_on = signs
            .peek()
            .is_some_and(|(next, c)| *next == end && digit(*c).is_some());
        if !goes_on && digit(*c).is_some() && ends(end) {
            return true;
        }
    }
    false
}

/// Items of a list whose neighbours have a unit and they none.
pub fn units(text: Text<'_>) -> Vec<Lost> {
    let mut found = Vec::new();
    if !may_stand_bare(text.as_str(), text.signs()) {
        return found;
    }
    for sentence in text.sentences() {
        // Most numbers have a unit, as what stands behind them shows.
        let bare = |number: &Number| {
            let next = sentence.text[number.range.end..]
                .trim_start()
                .chars()
                .next();
            next.is_none_or(|c| ends_clause(c) || c == '、')
        };
        if sentence.numbers().len() < 2 || !sentence.numbers().iter().any(bare) {
            continue;
        }
        let figures = sentence.figures();
        for (at, figure) in figures.iter().enumerate() {
            if !is_bare_count(figure) {
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| figures.get(at));
            let after = figures.get(at + 1);
            let Some(unit) = missing_unit(figure, before, after) else {
                continue;
            };
            let number = &sentence.text[figure.range.clone()];
            let lead = plain(figure.lead);
            let from = lead
                .char_indices()
                .rev()
                .take(8)
                .last()
                .map_or(0, |(at, _)| at);
            let shown = format!("{}{number}", &lead[from..]);
            let start = sentence.start + figure.range.start;
            let range = start..sentence.start + figure.range.end;
            let message = format!("“{shown}”后面没有单位，别的项写了“{unit}”");
            found.push(Lost::new(range, message, format!("写成“{number}{unit}”")));
        }
    }
    found
}

fn is_bare_count(figure: &Figure<'_>) -> bool {
    let year = u16::try_from(figure.count).is_ok_and(|year| YEARS.contains(&year));
    figure.measure.is_empty()
        && figure.decimals == 0
        && figure.count < 100_000
        && !year
        && figure.lead.chars().filter(|c| is_cjk(*c)).count() >= 2
        && !figure.lead_has(&NO_COUNTS)
}

/// The unit that a bare figure should have: that of both its neighbours, or of one
/// that counts the same kind of thing.
fn missing_unit(
    figure: &Figure<'_>,
    before: Option<&Figure<'_>>,
    after: Option<&Figure<'_>>,
) -> Option<&'static str> {
    let unit = |other: &Figure<'_>| {
        let counts =
            !other.measure.is_empty() && other.measure != "%" && other.depth == figure.depth;
        counts.then_some(other.measure)
    };
    let neighbours = (before.and_then(unit), after.and_then(unit));
    if let (Some(before), Some(after)) = neighbours
        && before == after
    {
        return Some(before);
    }
    let own: Vec<char> = plain(figure.lead).chars().rev().take(2).collect();
    let like = |other: &&Figure<'_>| {
        let last = plain(other.lead).chars().rev().take(2);
        own.len() == 2 && last.eq(own.iter().copied())
    };
    [before, after]
        .into_iter()
        .flatten()
        .filter(like)
        .find_map(unit)
}

/// 260余 with nothing behind it.
pub fn rough(text: Text<'_>) -> Option<Lost> {
    let hits = text.as_str().match_indices('余');
    hits.map(|(at, word)| (at, at + word.len()))
        .find_map(|(at, end)| {
            let before = &text[..at];
            let digits = before.trim_end_matches(|c| digit(c).is_some());
            let next = text[end..].chars().next();
            let ends = next.is_none_or(|c| matches!(c, '。' | '，' | '；' | '、'));
            (ends && digits.len() < before.len()).then(|| {
                let range = digits.len()..end;
                let message = format!("“{}”后面没有单位", &text[range.clone()]);
                Lost::new(range, message, "补上单位和后面的话，如“260余条”")
            })
        })
}

/// What a paragraph that states counts speaks of.
const COUNTED: [&str; 11] = [
    "公开", "受理", "收到", "发布", "办理", "办结", "答复", "制定", "制发", "回复", "更新",
];

/// Whether a paragraph ends at a number or before one.
pub fn ends_short(text: Text<'_>) -> bool {
    stops_short(text).is_some()
}

pub fn stops_short(text: Text<'_>) -> Option<Lost> {
    let whole = text.as_str().trim_end();
    let bare = whole.trim_end_matches('。');
    let last = bare.chars().next_back()?;
    // Most paragraphs end in a word.
    if digit(last).is_none() && !"余约共".contains(last) {
        return None;
    }
    let line = bare.rsplit('\n').next().unwrap_or_default();
    let clause = line.rsplit(ends_clause).next().unwrap_or_default();
    let range = |length: usize| bare.len() - length..bare.len();
    if digit(last).is_some() {
        let digits = clause.len() - clause.trim_end_matches(|c| digit(c).is_some()).len();
        let before = clause[..clause.len() - digits].trim_end();
        let letters = line.chars().filter(|c| is_cjk(*c)).count();
        let counts = COUNTED.iter().any(|word| clause.contains(word));
        let number: String = clause[clause.len() - digits..].chars().collect();
        let year = number.parse().is_ok_and(|year: u16| YEARS.contains(&year));
        let other = NO_COUNTS.iter().any(|word| before.ends_with(word));
        let cjk = before.chars().next_back().is_some_and(is_cjk);
        if letters < 8 || !counts || digits > 5 || year || other || !cjk {
            return None;
        }
        let message = format!("这一段停在“{}”，后面没有单位", &bare[range(digits)]);
        return Some(Lost::new(
            range(digits),
            message,
            "补上单位，看看后面有没有漏掉的话",
        ));
    }
    let count = match last {
        '余' => bare.strip_suffix('余')?.ends_with(|c| digit(c).is_some()),
        '约' => ["大约", "共约", "计约", "，约", "信息约", "有约"]
            .iter()
            .any(|end| bare.ends_with(end)),
        '共' => ["，共", "信息共", "申请共", "总共", "一共", "全年共"]
            .iter()
            .any(|end| bare.ends_with(end)),
        _ => false,
    };
    count.then(|| {
        let message = format!("这一段停在“{last}”，后面的话丢了");
        Lost::new(range(last.len_utf8()), message, "补上数字、单位和后面的话")
    })
}
