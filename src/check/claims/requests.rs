//! Numbers of requests for disclosure (table three).

use std::ops::Range;

use crate::check::char_set::{Haystack, List, Sought, Word, words};
use crate::form::Measure;
use crate::prose::figures::{Figure, plain};
use crate::prose::sentences::ends_clause;

use super::claim::{Context, What, counted};

const MEASURES: [&str; 9] = ["", "件", "条", "份", "宗", "起", "例", "个", "次"];
const OBJECTS: [&str; 7] = [
    "申请",
    "公开申请",
    "信息公开申请",
    "政府信息公开申请",
    "依申请",
    "有关申请",
    "的申请",
];
/// Other things that are received and answered.
pub static ALIEN: List<41> = List::new([
    "许可", "处罚", "救助", "低保", "补贴", "补助", "留言", "来信", "信访", "投诉", "举报", "咨询",
    "复议", "诉讼", "提案", "建议", "议案", "热线", "工单", "来电", "审批", "登记", "更正", "认定",
    "备案", "业务", "证照", "流程", "指南", "制度", "规程", "目录", "培训", "栏目", "窗口", "服务",
    "来访", "诉求", "意见", "费用", "办件",
]);
/// Words that make a number a part of the whole.
static SHARE: List<43> = List::new([
    "网站",
    "网上",
    "网络",
    "线上",
    "线下",
    "平台",
    "邮寄",
    "信函",
    "书面",
    "纸质",
    "当面",
    "现场",
    "电子",
    "邮件",
    "传真",
    "邮箱",
    "自然人",
    "法人",
    "企业",
    "组织",
    "公民",
    "个人",
    "律师",
    "涉及",
    "关于",
    "有关",
    "相关",
    "方面",
    "重复",
    "有效",
    "逾期",
    "超期",
    "延期",
    "按期",
    "当场",
    "口头",
    "电话",
    "首次",
    "再次",
    "撤回",
    "补正",
    "村民",
    "到期",
]);
static RECEIVED: [Word; 4] = words(["收到", "接收", "接到", "收悉"]);
static NEW: [Word; 4] = words(["新收", "新受理", "新接收", "本年收"]);
static HANDLED: [Word; 4] = words(["受理", "办理", "收件", "收办"]);
static CONCLUDED: [Word; 5] = words(["办结", "答复", "办复", "回复", "办理完毕"]);
/// What the form calls the outcomes.
const OUTCOMES: [(&str, Measure); 6] = [
    ("予以公开", Measure::Granted),
    ("部分公开", Measure::PartlyGranted),
    ("不予公开", Measure::Denied),
    ("无法提供", Measure::Unavailable),
    ("不予处理", Measure::Refused),
    ("其他处理", Measure::OtherwiseClosed),
];

/// Words that say where requests go that are not concluded.
static CARRIED: [Word; 2] = words(["结转", "顺延"]);
static REQUEST: Word = Word::new("申请");
static DISCLOSED: Word = Word::new("公开");
/// All who may ask, together.
static EVERYBODY: [Word; 2] = words(["公民", "法人"]);
static KIND: Word = Word::new("类");
/// What is still to be done.
static OPEN: List<7> = List::new(["未", "没有", "正在", "尚", "在办", "待", "不予"]);

pub fn classify(
    figure: &Figure<'_>,
    lead: &Haystack<'_>,
    next: Option<&Figure<'_>>,
    context: &Context,
) -> Option<What> {
    if !MEASURES.contains(&figure.measure) {
        return None;
    }
    let after = counted(figure, &OBJECTS);
    let requests = lead.says(&REQUEST) || lead.says_any(&CARRIED) || after.says(&REQUEST);
    if !requests && !context.seen_requests {
        return None;
    }
    if lead.says_one(&ALIEN) || after.says_one(&ALIEN) {
        return None;
    }
    let bare = plain(lead.text);
    if context.seen_requests {
        let outcome = OUTCOMES.iter().find(|(name, _)| *name == bare);
        if let Some((_, measure)) = outcome {
            return Some(What::Outcome(*measure));
        }
    }
    if lead.says_any(&CARRIED) {
        return carried(lead).filter(|_| context.requests || context.seen_requests);
    }
    if lead.says_one(&OPEN) || share(lead) || share(&after) {
        return None;
    }
    let verbs = [&NEW[..], &RECEIVED, &HANDLED, &CONCLUDED].map(|verbs| lead.says_any(verbs));
    let what = match verbs {
        [true, _, false, false] => What::NewlyReceived,
        [true, _, true, false] if lead.says("新受理") => What::NewlyReceived,
        [false, true, false, false] => What::Received,
        [false, false, false, true] => What::Concluded,
        [false, false, false, false] => return None,
        _ => What::Handled,
    };
    // 网上申请3件、书面申请2件 and the like: a number beside others.
    let siblings = |next: &&Figure<'_>| {
        next.lead.trim_start().starts_with('、')
            && next.lead.contains("申请")
            && !Haystack::new(next.lead).says_any(&["办", "答", "结转", "收"])
    };
    if next.filter(siblings).is_some() {
        return None;
    }
    let named = names_requests(lead, context) || names_requests(&after, context);
    let whole = matches!(what, What::Received | What::Handled);
    if named {
        return Some(what).filter(|_| !(whole && context.part));
    }
    // 办结4件 after 收到申请4件.
    let follows = context.seen_requests && CONCLUDED.iter().any(|word| word.text == bare);
    (follows && what == What::Concluded).then_some(what)
}

/// 依申请公开信息130条 is a kind of document; only with a verb of receiving
/// or answering, which the caller has seen, is it requests.
fn names_requests(words: &Haystack<'_>, context: &Context) -> bool {
    // 依申请公开 has both words.
    words.says(&REQUEST) && (context.requests || words.says(&DISCLOSED))
}

fn share(words: &Haystack<'_>) -> bool {
    if words.text.is_empty() {
        return false;
    }
    let everybody = EVERYBODY.iter().all(|word| words.says(word));
    let kinds = words.says(&KIND) && !words.says_any(&["各类", "公开类", "申请类"]);
    let body = ["法人", "组织", "公民", "企业"];
    kinds
        || SHARE
            .among(&words.letters)
            .filter(|word| words.text.contains(word.text))
            .any(|word| !(everybody && body.contains(&word.text)))
}

/// 上年结转, or 结转下年.
fn carried(lead: &Haystack<'_>) -> Option<What> {
    if lead.says_any(&["办结", "答复", "全部"]) {
        return None;
    }
    let at = lead.find("结转").or(lead.find("顺延"))?;
    let (before, after) = lead.text.split_at(at);
    let any = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let on = [
        "转下", "转至", "转到", "转入", "转次", "延至", "转明", "延下",
    ];
    if any(after, &on) && !after.contains("至今年") && !after.contains("至本年") {
        return Some(What::CarriedOut);
    }
    let old = ["上年", "上一年", "去年", "以前年度"];
    let last = before.trim_end_matches('度').ends_with('年');
    (any(before, &old) || last).then_some(What::CarriedIn)
}

/// What turns 公开申请 into something else: its costs, its forms, what came of it.
const LINKED: [&str; 25] = [
    "行政复议",
    "行政诉讼",
    "复议",
    "诉讼",
    "的行政",
    "相关",
    "有关",
    "引",
    "产生",
    "答复",
    "费",
    "办理",
    "方面",
    "的投",
    "投诉",
    "而",
    "指南",
    "表",
    "流程",
    "渠道",
    "系统",
    "平台",
    "栏目",
    "制度",
    "须知",
];

/// The words that deny what follows them.
static NO: [Word; 8] = words([
    "未收到",
    "没有收到",
    "未接到",
    "没有接到",
    "未受理",
    "没有受理",
    "未接收",
    "没有",
]);
/// What names requests for disclosure by itself.
const WHOLE: [&str; 8] = [
    "公开申请",
    "申请公开",
    "依申请公开",
    "公开信息申请",
    "公开信息的申请",
    "公开政府信息的申请",
    "信息的申请",
    "公开的申请",
];

/// Where a sentence says in words that there were no requests.
pub fn none(sentence: &Haystack<'_>, requests: bool) -> Option<Range<usize>> {
    if !sentence.says(&REQUEST) {
        return None;
    }
    let text = sentence.text;
    let no: Vec<&str> = NO
        .iter()
        .filter(|word| word.may_stand(&sentence.letters))
        .map(|word| word.text)
        .collect();
    let mut from = 0;
    // Few sentences deny more than once; a hostile one is not read to its end.
    for _ in 0..8 {
        let hits = no
            .iter()
            .filter_map(|word| Some((from + text[from..].find(word)?, *word)));
        let (at, word) = hits.min()?;
        let begin = at + word.len();
        let end = text[begin..]
            .find(ends_clause)
            .map_or(text.len(), |to| begin + to);
        from = begin;
        let object = &text[begin..end];
        let named = WHOLE
            .iter()
            .filter_map(|name| Some((object.find(name)?, *name)))
            .min_by_key(|(at, name)| (at + name.len(), *at));
        let bare = requests && ["申请", "公众申请", "群众申请"].contains(&plain(object));
        let Some((to, name)) = named.or(bare.then_some((0, object))) else {
            continue;
        };
        let (head, tail) = (&object[..to], &object[to + name.len()..]);
        let head = Haystack::new(head);
        let other = LINKED.iter().any(|word| tail.starts_with(word))
            || head.says_any(&["因", "对", "就", "针对", "由", "不", "超", "逾"])
            || head.says_one(&ALIEN)
            || (share(&head) && !head.says("任何"));
        if !other {
            return Some(at..begin + to + name.len());
        }
    }
    None
}

/// Where a sentence says in words that all requests are done, so that there
/// were some. 对收到的申请均按时答复 is how an office works, not what came.
pub fn done(sentence: &Haystack<'_>) -> Option<Range<usize>> {
    static DONE: [Word; 6] = words([
        "申请均已",
        "申请已全部",
        "申请全部已",
        "申请已经全部",
        "申请也已全部",
        "申请都已",
    ]);
    let text = sentence.text;
    let (at, word) = DONE
        .iter()
        .filter_map(|word| Some((sentence.find(word)?, word.text)))
        .min()?;
    let end = at + word.len();
    let clause = text[..at].rfind(ends_clause).map_or(0, |mark| mark + 1);
    let clause = text.ceil_char_boundary(clause);
    let before = &text[clause..at];
    let answered = Haystack::new(&text[end..]).says_any(&["办结", "答复", "办复", "回复"]);
    let named = before.contains("公开") && !Haystack::new(before).says_one(&ALIEN);
    (answered && named).then_some(at..end)
}
