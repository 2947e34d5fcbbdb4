//! Numbers of licences, penalties and coercive measures, and of fees (table
//! two, 第二十条第（五）（六）（八）项).
//!
//! Most numbers beside these words count something else: what was published of
//! them, kinds of them, matters that may be licensed. So a number counts only
//! where nothing but time, subject and a verb of deciding stands with it.

use std::ops::Range;

use crate::check::char_set::{Haystack, Word, words};
use crate::form::Matter;
use crate::prose::figures::plain;
use crate::prose::numbers::Number;
use crate::prose::sentences::ends_clause;

use super::claim::{Context, Spot, What, counted};
use super::subject::without_subject;

const UNITS: [&str; 5] = ["件", "起", "宗", "例", "案"];
/// What is decided. 行政强制措施 is only a kind of 行政强制.
const MATTERS: [(&str, Matter); 4] = [
    ("行政处罚", Matter::Penalty),
    ("处罚", Matter::Penalty),
    ("行政许可", Matter::Licence),
    ("行政强制", Matter::Coercion),
];
const BEHIND: [&str; 3] = ["行政处罚", "行政许可", "行政强制"];
pub const FEES: &str = "行政事业性收费";
/// What a sentence names that speaks of any of these.
pub static NAMED: [Word; 4] = words(["处罚", "行政许可", "行政强制", "行政事业性收费"]);

const VERBS: [&str; 6] = ["作出", "做出", "办理", "实施", "下达", "作出各类"];
/// That decisions were put before the public: so many were published.
const SHOWN: [&str; 11] = [
    "公开", "公示", "公布", "发布", "信息", "归集", "报送", "上传", "录入", "推送", "公告",
];

pub fn classify(
    spot: Spot<'_, '_>,
    lead: &Haystack<'_>,
    context: &Context,
    names: &[&str],
) -> Option<What> {
    let figure = spot.figure();
    if !UNITS.contains(&figure.measure) || context.part || figure.after.starts_with('次') {
        return None;
    }
    let behind = counted(figure, &BEHIND);
    if !lead.says_any(&NAMED) && behind.text.is_empty() {
        return None;
    }
    if SHOWN.iter().any(|word| lead.text.contains(word)) {
        return None;
    }
    let rest = |words| plain(without_subject(plain(words), names));
    if !behind.text.is_empty() {
        let (name, matter) = MATTERS
            .iter()
            .find(|(name, _)| behind.text.starts_with(name))?;
        let tail = &behind.text[name.len()..];
        let whole = tail.is_empty() || ["决定", "案件"].contains(&tail);
        let verb = VERBS.contains(&rest(lead.text));
        return (whole && verb).then_some(What::Decisions(*matter));
    }
    let stem = stem(lead.text);
    let (name, matter) = MATTERS.iter().find(|(name, _)| stem.ends_with(name))?;
    let before = rest(stem.strip_suffix(name)?);
    let known = if before.is_empty() {
        // 公示行政许可5件、行政处罚3件: the verb is that of the first.
        let shown = || {
            let before = &spot.text[..figure.range.start];
            SHOWN.iter().any(|word| before.contains(word))
        };
        context.seen_decisions || (spot.at == 0 && !shown())
    } else {
        VERBS.contains(&before)
    };
    known.then_some(What::Decisions(*matter))
}

/// `行政处罚决定数量为` becomes `行政处罚`.
fn stem(lead: &str) -> &str {
    let mut words = plain(lead);
    while let Some(shorter) = ["决定", "数", "件"]
        .iter()
        .find_map(|word| words.strip_suffix(word))
    {
        words = plain(shorter);
    }
    words
}

/// The fees that a sentence says were taken.
pub fn fees(sentence: &str, numbers: &[Number], names: &[&str]) -> Vec<(What, i64, Range<usize>)> {
    const VERBS: [&str; 5] = ["", "收取", "征收", "收缴", "收取的"];
    const ROUGH: [&str; 6] = ["约", "近", "超", "逾", "超过", "不足"];
    let mut found = Vec::new();
    let mut begin = 0;
    for number in numbers {
        let before = &sentence[begin..number.range.start];
        begin = number.range.end;
        let Some(at) = before.rfind(FEES) else {
            continue;
        };
        let behind = sentence[number.range.end..].trim_start();
        let unit = ["万元", "元"]
            .iter()
            .find(|unit| behind.starts_with(**unit));
        let between = before[at + FEES.len()..].trim();
        let plainly = ["", "金额", "总额", "收入", "数额"].contains(&plain(between));
        let rough = ROUGH.iter().any(|word| between.ends_with(word));
        let clause = before[..at].rfind(ends_clause);
        let head = before[clause.unwrap_or(0)..at].trim_start_matches(ends_clause);
        let verb = plain(without_subject(plain(head), names));
        let Some(unit) = unit.filter(|_| plainly && !rough && VERBS.contains(&verb)) else {
            continue;
        };
        let decimals = number.decimals.min(6);
        let yuan = *unit == "元";
        let what = What::Fees { decimals, yuan };
        let digits = number.value * 10_i64.pow(decimals) as f64;
        let end = sentence.len() - behind.len() + unit.len();
        found.push((what, digits.round() as i64, number.range.start..end));
    }
    found
}

/// The words that deny what follows them, the longest first.
const NO: [&str; 22] = [
    "未作出",
    "没有作出",
    "未做出",
    "没有做出",
    "未实施",
    "没有实施",
    "未办理",
    "没有办理",
    "未下达",
    "没有下达",
    "未发生",
    "没有发生",
    "未产生",
    "没有产生",
    "未收取",
    "没有收取",
    "未征收",
    "没有征收",
    "不收取",
    "没有",
    "未有",
    "无",
];
const DENIED: [(&str, What); 4] = [
    ("行政处罚", What::Decisions(Matter::Penalty)),
    ("行政许可", What::Decisions(Matter::Licence)),
    ("行政强制", What::Decisions(Matter::Coercion)),
    (FEES, What::NO_FEES),
];
/// What may follow them in a denial.
const TAILS: [&str; 16] = [
    "",
    "决定",
    "案件",
    "事项",
    "情况",
    "行为",
    "情形",
    "的情况",
    "的情形",
    "等",
    "等事项",
    "等情况",
    "等行为",
    "等决定",
    "等案件",
    "决定书",
];
/// The words that deny what stands before them.
const NONE: [&str; 9] = [
    "均为零",
    "均为0",
    "均为０",
    "为零",
    "均无",
    "均未发生",
    "均没有",
    "均未作出",
    "均没有发生",
];
/// A case is spoken of in which there was none, or an exception.
const SOME: [&str; 9] = ["违法", "不予", "免", "首", "柔性", "包容", "对", "除", "因"];

/// Where a sentence says in words that there were none.
pub fn none(sentence: &Haystack<'_>, names: &[&str]) -> Vec<(What, Range<usize>)> {
    let mut found = Vec::new();
    if !sentence.says_any(&NAMED) {
        return found;
    }
    let mut from = 0;
    for clause in sentence.text.split_inclusive(ends_clause) {
        let begin = from;
        from += clause.len();
        let words = clause.trim_end_matches(ends_clause).trim_end();
        let object = without_subject(words, names);
        if SOME
            .iter()
            .any(|word| sentence.text[..begin].contains(word))
        {
            return found;
        }
        let denied = NO.iter().find_map(|no| object.strip_prefix(no));
        let behind = || NONE.iter().find_map(|none| object.strip_suffix(none));
        let (list, tails) = match denied {
            Some(list) => (list, &TAILS[..]),
            None => match behind() {
                Some(list) => (list, &["", "决定", "案件", "数量"][..]),
                None => continue,
            },
        };
        let range = begin + words.len() - object.len()..begin + words.len();
        let all = listed(list.strip_prefix("任何").unwrap_or(list), tails);
        found.extend(all.into_iter().map(|what| (what, range.clone())));
    }
    found
}

/// What a list of matters names, with one of these words behind it; empty where
/// anything else stands in it.
fn listed(mut list: &str, tails: &[&str]) -> Vec<What> {
    let mut found = Vec::new();
    loop {
        list = list.trim_start();
        let next = DENIED
            .iter()
            .find_map(|(name, what)| Some((list.strip_prefix(name)?, *what)));
        let Some((rest, what)) = next else {
            return Vec::new();
        };
        found.push(what);
        if tails.contains(&rest.trim()) {
            return found;
        }
        let rest = rest.strip_prefix("决定").unwrap_or(rest);
        let joined = ["、", "和", "及", "与", "或", "以及", "或者"];
        let Some(rest) = joined.iter().rev().find_map(|word| rest.strip_prefix(word)) else {
            return Vec::new();
        };
        list = rest;
    }
}
