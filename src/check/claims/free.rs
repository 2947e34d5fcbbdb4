//! Words that say that nothing is charged for disclosure: 不收取任何费用.

use std::ops::Range;

use crate::check::char_set::{Haystack, Word, words};
use crate::prose::sentences::ends_clause;

use super::claim::Context;
use super::subject::without_subject;

/// A sentence without either says nothing of the kind.
pub static NAMED: [Word; 2] = words(["收取", "不收费"]);

/// Of whom nothing is taken.
const WHOM: [&str; 13] = [
    "向",
    "对",
    "申请人",
    "群众",
    "公众",
    "当事人",
    "公民",
    "法人",
    "其他组织",
    "其",
    "、",
    "和",
    "及",
];
/// What the object is made of.
const FEE: [&str; 19] = [
    "任何",
    "信息处理",
    "与",
    "政府信息",
    "信息公开",
    "公开",
    "工作",
    "申请",
    "检索",
    "复制",
    "邮寄",
    "相关",
    "有关",
    "成本",
    "费用",
    "费",
    "、",
    "等",
    "的",
];
/// So many or such requests are free; others are not.
const SOME: [&str; 8] = ["超过", "超出", "除", "合理", "符合", "标准", "以内", "的，"];

/// Where a sentence says that nothing is charged for disclosure.
pub fn free(sentence: &Haystack<'_>, context: &Context, names: &[&str]) -> Option<Range<usize>> {
    let text = sentence.text;
    let about = ["申请", "公开"].iter().any(|word| text.contains(word));
    if !(about || context.requests) || SOME.iter().any(|word| text.contains(word)) {
        return None;
    }
    for (at, verb) in text.match_indices("收取") {
        let mut before = &text[..at];
        while let Some(shorter) = WHOM.iter().find_map(|word| before.strip_suffix(word)) {
            before = shorter;
        }
        let no = ["不", "未", "没有"]
            .iter()
            .find(|no| before.ends_with(**no));
        let begin = at + verb.len();
        let end = text[begin..]
            .find(ends_clause)
            .map_or(text.len(), |to| begin + to);
        let mut object = text[begin..end].trim();
        // Nobody may have paid what was asked for.
        let sum = object.contains("费用") && !object.contains("处理费");
        while let Some(rest) = FEE.iter().find_map(|word| object.strip_prefix(word)) {
            object = rest;
        }
        let Some(no) = no.filter(|no| object.is_empty() && (**no == "不" || sum)) else {
            continue;
        };
        // 活动室不收取费用 is of the room, also beside a sentence on requests.
        let start = before.len() - no.len();
        let clause = text[..start].rsplit(ends_clause).next().unwrap_or_default();
        if about || without_subject(clause, names).is_empty() {
            return Some(start..end);
        }
    }
    let at = text.find("不收费")?;
    let end = at + "不收费".len();
    let ends = text[end..].chars().next().is_none_or(ends_clause);
    (ends && text.contains("申请")).then_some(at..end)
}
