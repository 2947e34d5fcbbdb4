//! Whether a number that stands with 复议 or 诉讼 counts cases of the unit, or
//! something else: meetings, papers, parts of the report, cases that it judges.

use crate::check::char_set::{Haystack, List, Word, words};
use crate::prose::figures::{Figure, plain};

use super::claim::{Context, Spot, What, joins};

pub static DISPUTES: [Word; 2] = words(["复议", "诉讼"]);
static DIRECT: [Word; 3] = words(["未经复议", "直接起诉", "直接提起"]);
static LATER: [Word; 3] = words(["复议后起诉", "复议后提起", "复议后的"]);

/// Units of cases; a bare number counts what its lead ends with.
const UNITS: [&str; 6] = ["", "件", "起", "宗", "例", "案"];
/// Units of many things, which count cases only right behind such a verb.
const LOOSE: [&str; 4] = ["次", "条", "项", "个"];
const VERBS: [&str; 7] = ["提起", "发生", "被申请", "引起", "引发", "产生", "被提出"];
/// Words of a case that stand between the verb and the number.
const OBJECTS: [&str; 18] = [
    "行政复议",
    "行政诉讼",
    "复议",
    "诉讼",
    "政府信息公开",
    "政务公开",
    "信息公开",
    "依申请公开",
    "申请公开",
    "案件",
    "相关",
    "有关",
    "类",
    "的",
    "过",
    "、",
    "和",
    "及",
];
/// Words that may stand between a case and its number.
const BETWEEN: [&str; 16] = [
    "件数",
    "数目",
    "总量",
    "数",
    "申请",
    "发生",
    "产生",
    "出现",
    "仅",
    "只",
    "各",
    "全年",
    "本年度",
    "本年",
    "今年",
    "年内",
];
/// What may follow a case that stands behind its number: 3件行政复议均已审结.
const BEHIND: [&str; 19] = [
    "案件", "案", "申请", "均", "已", "全部", "都", "未", "正在", "尚", "其中", "结果", "被", "并",
    "且", "由", "和", "及", "或",
];

/// Dealings with cases of others, their stages, papers and events.
static ALIEN: List<50> = List::new([
    "司法局",
    "法院",
    "复议机关",
    "受理",
    "审理",
    "审结",
    "审查",
    "立案",
    "裁决",
    "代理",
    "化解",
    "调解",
    "指导",
    "协调",
    "协助",
    "配合",
    "参与",
    "旁听",
    "观摩",
    "出庭",
    "应诉",
    "一审",
    "二审",
    "再审",
    "终审",
    "决定书",
    "文书",
    "案例",
    "案卷",
    "培训",
    "学习",
    "宣传",
    "发布",
    "公布",
    "研究",
    "讨论",
    "会议",
    "听证",
    "平台",
    "委员会",
    "答复书",
    "意见书",
    "建议书",
    "法律",
    "咨询",
    "评查",
    "通报",
    "转办",
    "公开复议",
    "典型",
]);

/// That the unit judges the disputes of others.
pub static HEARING: [Word; 7] = words([
    "作为复议",
    "作为行政复议",
    "复议机构",
    "复议委员会",
    "复议职",
    "复议局",
    "复议办",
]);

/// How a sentence says that cases were brought against the unit.
static AGAINST: [Word; 6] = words(["被申请", "被提起", "被诉", "被复议", "被起诉", "作为被"]);
static ARISEN: [Word; 5] = words(["因", "引起", "引发", "发生", "产生"]);
/// What a unit that judges does with the cases of others.
static DONE: [Word; 9] = words([
    "收到", "接到", "新收", "收案", "办理", "办结", "承办", "登记", "接收",
]);

/// That a sentence speaks of cases that have nothing to do with disclosure.
const ELSEWHERE: [&str; 7] = [
    "无关",
    "不涉及政府信息",
    "非政府信息公开",
    "非信息公开",
    "不属于政府信息",
    "其他行政复议",
    "其他行政诉讼",
];

/// What a figure has of the kinds of cases that its lead names.
pub enum Share {
    /// They are counted together, or there is only one.
    All,
    /// 复议、诉讼分别为1件、2件: the one at its place in the order.
    One(What),
    /// More numbers than kinds, or the reverse.
    Unclear,
}

pub fn is_unit(measure: &str) -> bool {
    UNITS.contains(&measure) || LOOSE.contains(&measure)
}

/// The kind of cases that words name.
pub fn kind(words: &Haystack<'_>) -> Option<What> {
    if words.says_any(&DIRECT) {
        return Some(What::DirectSuits);
    }
    if words.says_any(&LATER) {
        return Some(What::LaterSuits);
    }
    match DISPUTES.each_ref().map(|word| words.says(word)) {
        [true, true] => Some(What::Disputes),
        [true, false] => Some(What::Reconsiderations),
        [false, true] => Some(What::Suits),
        [false, false] => None,
    }
}

/// How the numbers behind one lead are shared out. Linear.
pub fn share(spot: Spot<'_, '_>) -> Share {
    // Most figures stand alone.
    if !joins(spot.figure()) && !spot.next().is_some_and(joins) {
        return Share::All;
    }
    let first = spot.first();
    let lead = spot.figures[first].lead;
    let pieces = lead.split(['、', '和', '与', '及']);
    let kinds: Vec<What> = pieces
        .filter_map(|piece| kind(&Haystack::new(piece)))
        .collect();
    if kinds.len() < 2 {
        return Share::All;
    }
    let more = spot.figures[first + 1..]
        .iter()
        .take_while(|one| joins(one));
    let in_order = ["分别", "依次"].iter().any(|word| lead.contains(word));
    match kinds.get(spot.at - first) {
        Some(what) if in_order && more.count() + 1 == kinds.len() => Share::One(*what),
        _ => Share::Unclear,
    }
}

/// Whether a figure counts cases: the case stands right beside it.
pub fn counts(figure: &Figure<'_>) -> bool {
    let stem = stem(figure.lead);
    let beside = ["复议", "诉讼", "起诉"]
        .iter()
        .any(|case| stem.ends_with(case));
    if LOOSE.contains(&figure.measure) {
        let mut before = stem;
        while let Some(shorter) = OBJECTS.iter().find_map(|word| before.strip_suffix(word)) {
            before = shorter.trim_end();
        }
        return beside && VERBS.iter().any(|verb| before.ends_with(verb));
    }
    let behind = || {
        let case = ["行政复议", "行政诉讼", "复议", "诉讼"];
        let rest = case.iter().find_map(|case| figure.after.strip_prefix(case));
        rest.is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty() || BEHIND.iter().any(|word| rest.starts_with(word))
        })
    };
    beside || behind()
}

/// The words before a number without those that only say that it follows:
/// `行政复议案件数量为` becomes `行政复议`.
fn stem(lead: &str) -> &str {
    let mut words = plain(lead);
    while let Some(shorter) = BETWEEN.iter().find_map(|word| words.strip_suffix(word)) {
        words = plain(shorter);
    }
    words
}

/// Whether the cases were brought against the unit and concern disclosure.
pub fn is_own(spot: Spot<'_, '_>, lead: &Haystack<'_>, context: &Context) -> bool {
    if lead.says_one(&ALIEN) || ELSEWHERE.iter().any(|word| spot.text.contains(word)) {
        return false;
    }
    // 行政复议案件20件、诉讼3件，其中信息公开1件: the first are of all kinds.
    let figure = spot.figure();
    let before = &spot.text[..figure.range.start];
    if spot.next().is_some()
        && let Some((_, some)) = spot.text[figure.range.end..].split_once("其中")
        && some.contains("公开")
        && !before.contains("公开")
    {
        return false;
    }
    // 经复议后，提起行政诉讼1件: one kind of suits, not all of them.
    let before = &spot.text[..figure.begin];
    if !lead.says(&DISPUTES[0]) && before.trim_end_matches(['，', ',']).ends_with("复议后") {
        return false;
    }
    if !context.hears || lead.says_any(&AGAINST) {
        return true;
    }
    lead.says_any(&ARISEN) && !lead.says_any(&DONE)
}
