//! Whether a mobile number is a way to reach an office, which is published on
//! purpose, or a person's own.

use std::ops::Range;

use crate::check::char_set::{Haystack, Word, words};
use crate::prose::sentences::statement_around;

use super::Around;

/// How a way to reach an office is announced.
static REACH: [Word; 14] = words([
    "联系", "电话", "手机", "咨询", "监督", "举报", "热线", "值班", "拨打", "请与", "来电", "致电",
    "邮箱", "传真",
]);

/// The same right before a number, so that it is surely an office's.
static OFFICE: [Word; 9] = words([
    "咨询",
    "监督",
    "举报",
    "投诉",
    "热线",
    "值班",
    "服务电话",
    "办公",
    "拨打",
]);

/// Who is not an office: a number beside these words is a person's.
static PERSON: [Word; 27] = words([
    "申请人",
    "身份证",
    "证件号",
    "户主",
    "农户",
    "村民",
    "特困户",
    "低保户",
    "贫困户",
    "困难户",
    "残疾人",
    "孤儿",
    "领取人",
    "家属",
    "家长",
    "监护",
    "患者",
    "病人",
    "学生",
    "考生",
    "当事人",
    "被处罚",
    "死者",
    "受害",
    "投诉人",
    "举报人",
    "信访人",
]);

/// What persons are given, and how.
static GIVEN: [Word; 12] = words([
    "补贴", "补助", "救助", "受益", "领取", "发放", "卡号", "账号", "帐号", "账户", "开户", "住址",
]);

/// How many letters before a number are right before it.
const NEAR: usize = 12;

/// Whether a number stands in a sentence that tells how to reach an office.
pub fn is_contact(text: &str, number: Range<usize>, around: Around<'_>) -> bool {
    let sentence = statement_around(text, number.start);
    let before = &text[sentence.start..number.start];
    let near = before.char_indices().rev().nth(NEAR - 1);
    let near = Haystack::new(&before[near.map_or(0, |(at, _)| at)..]);
    if near.says_any(&OFFICE) && !near.says_any(&PERSON) {
        return true;
    }
    let all = [&text[sentence], around.section, around.heads].map(Haystack::new);
    let says = |words: &[Word]| all.iter().any(|phrase| phrase.says_any(words));
    says(&REACH) && !says(&PERSON) && !says(&GIVEN)
}
