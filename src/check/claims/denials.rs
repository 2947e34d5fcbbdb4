//! Where a text says in words that there were no reconsiderations or suits.

use std::ops::Range;

use crate::check::char_set::{Haystack, List, Word, words};
use crate::prose::digit;
use crate::prose::sentences::ends_clause;

use super::cases::DISPUTES;
use super::claim::What;

/// The words that deny what follows them.
static NO: List<18> = List::new([
    "未发生",
    "没有发生",
    "未出现",
    "没有出现",
    "未产生",
    "没有产生",
    "未收到",
    "没有收到",
    "未接到",
    "没有接到",
    "未引发",
    "未引起",
    "未被提起",
    "未被申请",
    "未有",
    "不存在",
    "没有",
    "无",
]);
/// The words that deny what stands before them.
const BEHIND: [&str; 9] = [
    "均未发生",
    "未发生",
    "均没有发生",
    "没有发生",
    "均无",
    "均为零",
    "为零",
    "数为零",
    "均未出现",
];
/// What one that judges disputes does with those of others.
static GOT: [Word; 3] = words(["收到", "接到", "受理"]);
/// How a dispute goes or ends: 未发生行政诉讼败诉情况 says nothing of the suits
/// themselves.
const ONLY: [&str; 36] = [
    "败诉",
    "纠正",
    "撤销",
    "违法",
    "责令",
    "逾期",
    "超期",
    "改判",
    "复议后",
    "未经",
    "变更",
    "不服",
    "一审",
    "二审",
    "再审",
    // Others than those that were told of.
    "新的",
    "新增",
    "其他",
    "其它",
    "另外",
    "再次",
    "类似",
    "上述",
    // Papers, duties and habits, not cases.
    "决定",
    "裁定",
    "判决",
    "文书",
    "通知",
    "应诉",
    "职责",
    "职能",
    "积压",
    "机关",
    "渠道",
    "以外",
    "之外",
];
/// What somebody did not do about disputes.
const DEEDS: [&str; 12] = [
    "对", "将", "把", "及时", "充分", "按", "建立", "形成", "开展", "组织", "专门", "设",
];
/// Somebody else who had none.
const OTHERS: [&str; 5] = ["申请人", "当事人", "原告", "上级", "除"];

/// Where a sentence says in words that there were no disputes.
/// What one that judges disputes did not get to judge is none of its own.
pub fn none(sentence: &Haystack<'_>, hears: bool) -> Vec<(What, Range<usize>)> {
    let mut found = Vec::new();
    if !sentence.says_any(&DISPUTES) || hears && sentence.says_any(&GOT) {
        return found;
    }
    let no: Vec<&str> = NO.among(&sentence.letters).map(|word| word.text).collect();
    let mut from = 0;
    for clause in sentence.text.split_inclusive(ends_clause) {
        let words = clause.trim_end_matches(ends_clause);
        let begin = from;
        from += clause.len();
        if !DISPUTES.iter().any(|word| words.contains(word.text)) {
            continue;
        }
        let trimmed = words.trim_end();
        let tail = BEHIND.iter().find(|tail| trimmed.ends_with(**tail));
        let range = begin..begin + trimmed.len();
        if let Some(tail) = tail {
            let head = &trimmed[..trimmed.len() - tail.len()];
            found.extend(kinds(head).into_iter().map(|what| (what, range.clone())));
            continue;
        }
        let start = no
            .iter()
            .filter_map(|word| Some((words.find(word)?, *word)))
            .filter(|(at, word)| *word != "无" || alone(words, *at))
            .min_by_key(|(at, word)| (*at, usize::MAX - word.len()));
        let Some((at, word)) = start else { continue };
        let object = &words[at + word.len()..];
        let deed = DEEDS.iter().any(|word| object.starts_with(word));
        let before = &sentence.text[..begin + at];
        let others = OTHERS.iter().any(|word| before.contains(word));
        if deed
            || others
            || Haystack::new(object).says_any(&ONLY)
            || object.chars().any(|c| digit(c).is_some())
        {
            continue;
        }
        let range = begin + at..begin + trimmed.len();
        found.extend(kinds(object).into_iter().map(|what| (what, range.clone())));
    }
    found
}

/// Whether 无 at `at` is the verb, not a part of 无法 or 无偿.
fn alone(words: &str, at: usize) -> bool {
    let next = words[at + "无".len()..].trim_start();
    let objects = [
        "行政",
        "复议",
        "诉讼",
        "因",
        "政府信息",
        "信息公开",
        "涉及",
        "有关",
        "相关",
        "被",
    ];
    objects.iter().any(|object| next.starts_with(object))
}

fn kinds(words: &str) -> Vec<What> {
    let mut kinds = Vec::new();
    if words.contains("复议") {
        kinds.push(What::Reconsiderations);
    }
    if words.contains("诉讼") {
        kinds.push(What::Suits);
    }
    kinds
}
